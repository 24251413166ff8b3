"""The pages that show the books. Each asks the ledger one named question or two, a page of rows at a time."""

import hashlib
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from wirebook.ledger.asked import HistoryLine
from wirebook.ledger.nights import By
from wirebook.ledger.review import Decision, apply, by_report
from wirebook.ledger.rows import to_json
from wirebook.outputs.export.codebooks import country_numbers
from wirebook.outputs.web.api import MONTH, Key, room_of
from wirebook.outputs.web.asked import Paged, next_cursor, within_days
from wirebook.outputs.web.marked import around, pieces
from wirebook.outputs.web.over_time import calendar, chart, is_of, runs, seconds
from wirebook.outputs.web.pictures import counted, picture, side_by_side
from wirebook.outputs.web.render import page
from wirebook.outputs.web.room import Room
from wirebook.types import Balance, Claim, Dispute, Fact, Reading

router = APIRouter(include_in_schema=False)


class Latest(Paged):
    """A page of rows, the latest days first unless told otherwise."""

    latest: bool = True


Asked = Annotated[Latest, Query()]
_Value = TypeVar("_Value")
_SEEN = "wirebook_seen"
_NIGHTS = 7  # days before the newest report that the front page shows
_FRONT = 12  # rows of each of its parts
_ROWS = 6  # facts of an account on it
_YEAR = 366
_CHARTS = 12
_IDS = 2000  # characters of ids in an address


@router.get("/")
def front(request: Request) -> Response:
    """The latest nights and stories, what is new since the last visit, and what waits."""
    room = room_of(request)
    counts = room.ledger.counts()
    since = room.drawn.recent(_NIGHTS)
    recent = room.drawn.balances(since=since, latest=True) if since else ()
    last = request.cookies.get(_SEEN, "")
    seen = int(last) if last.isascii() and last.isdigit() and len(last) < len("1000000000") else 0
    latest = _latest(room, since)
    answer = page(
        request,
        "front",
        counts=counts,
        since=since,
        nights=side_by_side(recent[:_FRONT]),
        verdicts=counted(recent),
        stories=latest,
        news=room.ledger.news(seen, _FRONT) if 0 < seen < counts.head else None,
        waiting=room.ledger.queue(3),
        due=room.ledger.due(packs=room.packs, limit=5),
    )
    answer.set_cookie(_SEEN, str(counts.head), max_age=60 * 60 * 24 * _YEAR, httponly=True, samesite="strict")
    return answer


def _latest(room: Room, since: str | None) -> list[tuple[str, tuple[Fact, ...]]]:
    """The latest facts of each account."""
    found = []
    for pack in room.packs:
        facts = room.ledger.timeline(account=pack.account, since=since, latest=True, limit=_ROWS) if since else ()
        if facts:
            found.append((pack.title, facts))
    return found


@router.get("/balances")
def balances(request: Request, asked: Asked, by: By = "night") -> Response:
    """Accounts drawn up, sources side by side."""
    room = room_of(request)
    limits = within_days(room, asked.page(), MONTH)
    found = room.drawn.balances(by=by, **limits)
    shown = found[: asked.limit]
    return page(
        request,
        "balances",
        narrowed=asked,
        limits=asked.shown(),
        since=limits.get("since"),
        by=by,
        groups=side_by_side(shown),
        verdicts=counted(shown),
        next=next_cursor(asked, len(found)),
    )


@router.get("/over-time")
def over_time(request: Request, asked: Asked, run: str = "") -> Response:
    """One source's bulletins as a calendar and a chart, with gaps and breaks."""
    room = room_of(request)
    limits = within_days(room, asked.limits(), _YEAR)
    rows = runs(room.drawn.balances(**limits))
    chosen = next((one for one in rows if one.key == run), rows[0] if rows else None)
    breaks = room.drawn.series(**limits) if chosen else ()
    mine = [row for row in breaks if chosen and is_of(chosen, row)]
    return page(
        request,
        "over_time",
        narrowed=asked,
        limits=asked.shown(),
        runs=rows,
        chosen=chosen,
        weeks=calendar(chosen) if chosen else [],
        chart=chart(chosen, mine) if chosen else None,
        rows=mine,
    )


@router.get("/map")
def map_(request: Request, asked: Asked) -> Response:
    """Places on a map; without days those of the month before the newest report."""
    room = room_of(request)
    limits = within_days(room, asked.limits(), MONTH)
    places = room.ledger.place_rows(**limits, limit=2000)
    told = [to_json(place) | {"iso": country_numbers(place.country).get("iso")} for place in places]
    return page(request, "map", narrowed=asked, limits=asked.shown(), asked=limits, places=places, data=told)


@router.get("/timeline")
def timeline(request: Request, asked: Asked) -> Response:
    """What happened, day by day; the facts whose figures moved or are disputed have a chart."""
    room = room_of(request)
    facts = room.ledger.timeline(**asked.page())
    shown = facts[: asked.limit]
    moved = {move.fact for move in room.ledger.revisions(**asked.limits(), limit=500)}
    charted = [fact for fact in shown if fact.id in moved or fact.state == "disputed"][:_CHARTS]
    days: dict[str, list[Fact]] = {}
    for fact in shown:
        days.setdefault((fact.end or fact.start or "")[:10] or "no day", []).append(fact)
    return page(
        request,
        "timeline",
        narrowed=asked,
        limits=asked.shown(),
        days=days,
        charts={fact.id: _steps(room, fact.id) for fact in charted},
        next=next_cursor(asked, len(facts)),
    )


def _steps(room: Room, key: str) -> dict[str, Any]:
    """A fact's figures as steps, a line a source; the two ends of what is disputed as a band."""
    history = room.ledger.history(key)
    told = [line for line in history.lines if _drawn(line) is not None and line.at and not line.copy_of]
    days = sorted({line.at[:10] for line in told if line.at})
    sources = list(dict.fromkeys(line.source for line in told))
    lines = []
    for source in sources:
        said = [line for line in told if line.source == source]
        values, opens = _carried(said, days, _drawn), _carried(said, days, _address)
        lines.append({"name": source or "no source named", "values": values, "opens": opens})
    argued = _disputed(history.disputes)
    ends = [value for line in told if line.claim in argued and (value := _drawn(line)) is not None]
    band = [min(ends), max(ends)] if ends and min(ends) < max(ends) else None
    return {"x": [seconds(day) for day in days], "lines": lines, "band": band}


def _drawn(line: HistoryLine) -> float | None:
    """The number that a figure is drawn at: "no more than 12" at twelve, all others at their lowest."""
    return line.low or line.high if line.low in (0, None) and line.high is not None else line.low


def _disputed(disputes: tuple[Dispute, ...]) -> set[str]:
    return {side.claim for one in disputes for side in one.sides}


def _address(line: HistoryLine) -> str:
    return f"/claims/{line.claim}"


def _carried(lines: list[HistoryLine], days: list[str], take: Callable[[HistoryLine], _Value]) -> list[_Value | None]:
    """What one source's lines give on each day: that of the last line until then."""
    said = {line.at[:10]: take(line) for line in lines if line.at}
    values: list[_Value | None] = []
    for day in days:
        values.append(said.get(day, values[-1] if values else None))
    return values


@router.get("/facts")
def facts(request: Request, asked: Asked) -> Response:
    """Facts, the earliest first."""
    found = room_of(request).ledger.facts(**asked.page())
    more = next_cursor(asked, len(found))
    shown = found[: asked.limit]
    return page(request, "facts", narrowed=asked, limits=asked.shown(), facts=shown, next=more)


@router.get("/facts/{key}")
def fact(request: Request, key: Key) -> Response:
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
        chart=_steps(room, history.fact.id),
        balances=[picture(one) for one in balances_of(room, history.fact)],
    )


def balances_of(room: Room, told: Fact) -> list[Balance]:
    """The balances in which a fact's claims stand."""
    since, until = (told.start or told.end or "")[:10], (told.end or told.start or "")[:10]
    if not since:
        return []
    drawn = room.drawn.balances(account=told.account, since=since, until=until)
    members = set(told.claims)
    return [one for one in drawn if members & {key for entry in (one.whole, *one.parts) for key in entry.claims}]


@router.get("/claims")
def claims(request: Request, ids: Annotated[str, Query(max_length=_IDS, pattern=r"^[a-z0-9_,]*$")] = "") -> Response:
    """Several claims, each with its sentence: what a number was taken from."""
    room = room_of(request)
    found = [room.ledger.claim(key) for key in dict.fromkeys(ids.split(",")) if key]
    reports = {key: room.ledger.report(key) for key in {one.report for one in found}}
    told = [(one, reports[one.report], around(one, reports[one.report].text, beside=0)) for one in found]
    return page(request, "claims", claims=told)


@router.get("/claims/{key}")
def claim(request: Request, key: Key) -> Response:
    """A claim in its report: the sentence, the values, the reasons."""
    room = room_of(request)
    found = room.ledger.claim(key)
    reading = room.ledger.reading(found.report)
    return page(
        request,
        "claim",
        claim=found,
        report=reading.report,
        pieces=around(found, reading.report.text),
        fact=room.ledger.fact_of(found.id),
        made=decided_on(room, found),
    )


def decided_on(room: Room, claim: Claim) -> list[Decision]:
    """What persons decided about a claim, undone decisions too."""
    return [one for one in room.ledger.decisions() if claim.id in (one.claim, one.other)]


@router.get("/disputes")
def disputes(request: Request, asked: Asked) -> Response:
    """Voices that cannot all be right."""
    found = room_of(request).ledger.disputes(**asked.page())
    more = next_cursor(asked, len(found))
    shown = found[: asked.limit]
    return page(request, "disputes", narrowed=asked, limits=asked.shown(), disputes=shown, next=more)


@router.get("/promises")
def promises(request: Request, asked: Asked) -> Response:
    """What was promised, and what became of it."""
    room = room_of(request)
    found = room.ledger.promises(packs=room.packs, **asked.page())
    more = next_cursor(asked, len(found))
    shown = found[: asked.limit]
    return page(request, "promises", narrowed=asked, limits=asked.shown(), promises=shown, next=more)


@router.get("/sources")
def sources(request: Request, asked: Asked) -> Response:
    """Who said how much, and how often it moved."""
    found = room_of(request).ledger.sources(**asked.page())
    more = next_cursor(asked, len(found))
    shown = found[: asked.limit]
    return page(request, "sources", narrowed=asked, limits=asked.shown(), sources=shown, next=more)


@router.get("/reports")
def reports(request: Request, asked: Asked) -> Response:
    """Reports, the latest first."""
    found = room_of(request).ledger.report_rows(**asked.page())
    more = next_cursor(asked, len(found))
    shown = found[: asked.limit]
    return page(request, "reports", narrowed=asked, limits=asked.shown(), reports=shown, next=more)


@router.get("/reports/{key}")
def report(request: Request, key: Key) -> Response:
    """A report as it was read, its claims beside it."""
    room = room_of(request)
    reading = room.ledger.reading(key)
    told = report_told(room, reading)
    seen = room.ledger.seen(reading.report.id)
    versions = room.ledger.versions(reading.report.id)
    return page(request, "report", seen=seen, versions=versions, kept=True, **told)


def report_told(room: Room, reading: Reading, findings: Any = None) -> dict[str, Any]:
    """What the view of a report shows."""
    found = room.ledger.findings(reading.report.id) if findings is None else findings
    return {
        "reading": reading,
        "report": reading.report,
        "pieces": pieces(reading, found),
        "digest": hashlib.sha256(reading.report.text.encode()).hexdigest(),
        "findings": found,
        "decided": _standing(room, reading) if findings is None else {},
        "facts": room.ledger.facts_of([one.id for one in reading.claims]) if findings is None else {},
    }


def _standing(room: Room, reading: Reading) -> dict[str, Decision]:
    """The decision that counts for each claim of a report on which there is one."""
    made = by_report(room.ledger.decisions()).get(reading.report.id, [])
    return dict(apply(reading.claims, made).standing)
