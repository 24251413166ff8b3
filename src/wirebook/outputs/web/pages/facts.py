"""Facts: where and when they were, each with all that was said of it, and the claims that they are made of."""

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from wirebook.ledger.database.json_rows import to_json
from wirebook.outputs.export.codebooks import country_numbers
from wirebook.outputs.figures import fact_words
from wirebook.outputs.web.api import MONTH, KeyInPath, room_of
from wirebook.outputs.web.charts.balance import picture
from wirebook.outputs.web.charts.revisions import steps
from wirebook.outputs.web.highlight import around
from wirebook.outputs.web.parameters import LatestQuery, next_cursor, within_days
from wirebook.outputs.web.render import page
from wirebook.outputs.web.view_data import balances_of, changed_fields, decided_on

if TYPE_CHECKING:
    from wirebook.ledger.query.named import HistoryLine
    from wirebook.types import Fact

router = APIRouter(include_in_schema=False)
_CHARTS = 12
_STEPS = 3  # days of saying from which a chart says more than its numbers
_PLACES = 2000  # on the map
_IDS = 2000  # characters of ids in an address


@router.get("/map")
def map_(request: Request, asked: LatestQuery) -> Response:
    """Places on a map; without days those of the month before the newest report."""
    room = room_of(request)
    limits = within_days(room, asked.limits(), MONTH)
    places = room.drawn.places(**limits, limit=_PLACES)
    told = [to_json(place) | {"iso": country_numbers(place.country).get("iso")} for place in places]
    return page(request, "map", narrowed=asked, limits=asked.shown(), asked=limits, places=places, data=told)


@router.get("/timeline")
def timeline(request: Request, asked: LatestQuery) -> Response:
    """What happened, day by day; what is disputed stands with its sides, and what moved often has a chart."""
    room = room_of(request)
    facts = room.ledger.timeline(**asked.page())
    shown = facts[: asked.limit]
    moved = {move.fact for move in room.ledger.revisions(**asked.limits(), limit=500)}
    charts = {fact.id: steps(room, fact.id) for fact in [one for one in shown if one.id in moved][:_CHARTS]}
    disputed = [fact for fact in shown if fact.state == "disputed"]
    days: dict[str, list[Fact]] = {}
    for fact in shown:
        days.setdefault((fact.end or fact.start or "")[:10] or "no day", []).append(fact)
    return page(
        request,
        "timeline",
        narrowed=asked,
        limits=asked.shown(),
        days=days,
        charts={key: one for key, one in charts.items() if len(one["x"]) >= _STEPS},
        sides={fact.id: room.ledger.history(fact.id).disputes for fact in disputed},
        next=next_cursor(asked, len(facts)),
    )


@router.get("/facts/{key}")
def fact(request: Request, key: KeyInPath) -> Response:
    """All that was said of a fact, why it was grouped, and what is disputed."""
    room = room_of(request)
    history = room.ledger.history(key)
    origins: dict[str, list[HistoryLine]] = {}
    for line in history.lines:
        if line.copy_of:
            origins.setdefault(line.copy_of, []).append(line)
    own = [line for line in history.lines if not line.copy_of]
    told = {line.report for line in own}
    lone = [line for lines in origins.values() for line in lines if line.copy_of not in told]
    return page(
        request,
        "fact",
        history=history,
        fact=history.fact,
        lines=[*own, *lone],
        copies=origins,
        chart=steps(room, history.fact.id),
        balances=[picture(one) for one in balances_of(room, history.fact)],
    )


@router.get("/claims")
def claims(request: Request, ids: Annotated[str, Query(max_length=_IDS, pattern=r"^[a-z0-9_,]*$")] = "") -> Response:
    """Several claims, each with its sentence: what a number was taken from."""
    room = room_of(request)
    found = [room.ledger.claim(key) for key in dict.fromkeys(ids.split(",")) if key]
    reports = {key: room.ledger.report(key) for key in {one.report for one in found}}
    told = [(one, reports[one.report], around(one, reports[one.report].text, beside=0)) for one in found]
    return page(request, "claims", claims=told)


@router.get("/claims/{key}")
def claim(request: Request, key: KeyInPath) -> Response:
    """A claim in its report: the sentence, the values, the reasons."""
    room = room_of(request)
    stood = room.ledger.stood(key)
    found = stood.now
    reading = room.ledger.reading(found.report)
    key_of_fact = room.ledger.fact_of(found.id)
    told_of = room.ledger.history(key_of_fact).fact if key_of_fact else None
    return page(
        request,
        "claim",
        claim=found,
        report=reading.report,
        pieces=around(found, reading.report.text),
        fact=key_of_fact,
        in_the_books=fact_words(told_of, found.id) if told_of else "",
        made=decided_on(room, found),
        changed=changed_fields(stood),
    )
