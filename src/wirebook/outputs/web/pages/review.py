"""Review: one claim a screen, and what a decision did."""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi import Path as InPath
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from wirebook.ledger.balances.balance import last_day
from wirebook.ledger.decisions.corrections import FIELDS, values_of
from wirebook.ledger.decisions.decision import Decision, DecisionKind
from wirebook.ledger.decisions.values import takes
from wirebook.ledger.errors import LedgerError
from wirebook.outputs.web.api import KeyInPath, room_of
from wirebook.outputs.web.charts.balance import picture
from wirebook.outputs.web.highlight import around
from wirebook.outputs.web.render import form_of, page
from wirebook.outputs.web.state import Room
from wirebook.outputs.web.view_data import balances_of, changed_fields, decided_on
from wirebook.outputs.web.writing import author_of, person_of, refuse_to_write
from wirebook.types import Balance

router = APIRouter(include_in_schema=False)
_KINDS: dict[str, DecisionKind] = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "split": "split"}
_KINDS |= {"join": "merged"}
_Skip = Annotated[int, Query(ge=0, le=100_000)]


@router.get("/review")
def review(request: Request, skip: _Skip = 0, done: Annotated[int, Query(ge=0, lt=2**31)] = 0) -> Response:
    """One claim a screen: the one of which a decision would change most, but for those skipped.

    `done` is the number of the decision before, which can be undone from here.
    """
    room = room_of(request)
    waiting = room.ledger.queue(1, skip)
    last = _made(room, done) if done else None
    if not waiting:
        return page(request, "review_done", skipped=skip, last=last)
    return _screen(request, room, waiting[0].claim, skip=skip, why=waiting[0].why, last=last)


def _made(room: Room, number: int) -> Decision | None:
    return next((one for one in room.ledger.decisions() if one.number == number), None)


@router.get("/review/{key}")
def review_one(request: Request, key: KeyInPath) -> Response:
    """The same for a claim of one's choice."""
    return _screen(request, room_of(request), key, skip=0)


def _screen(request: Request, room: Room, key: str, status: int = 200, **more: Any) -> Response:
    stood = room.ledger.stood(key)
    claim = stood.now
    reading = room.ledger.reading(claim.report)
    counts = room.drawn.counts()
    told: dict[str, Any] = {
        "claim": claim,
        "report": reading.report,
        "fact": room.ledger.fact_of(claim.id),
        "made": decided_on(room, claim),
        "fields": values_of(claim),
        "changed": changed_fields(stood),
        "rejected": stood.rejected,
        "left": max(counts.claims - counts.decided, 0),
        "balances": [picture(one) for one in _around(room, claim.id)],
        "pieces": around(claim, reading.report.text),
        "takes": {one.field: one for one in takes(room.packs, claim.account)},
        "last": None,
        "error": "",
        "why": "",
    }
    return page(request, "review", status, **told | more)


def _around(room: Room, claim: str) -> list[Balance]:
    """The balances that a claim stands in."""
    fact = room.ledger.fact_of(claim)
    return [] if fact is None else balances_of(room, room.ledger.history(fact).fact)


def _likeness(one: Balance) -> tuple[str, ...]:
    """What a balance is of, whatever its numbers are."""
    return (one.account, one.identity, one.item, one.source or "", one.place or "", last_day(one))


def _number(written: str) -> int:
    """A small number as a form has it; nought where it has none."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < len("1000000") else 0


@router.post("/review/{key}")
async def decide(request: Request, key: KeyInPath) -> Response:
    """Decide, and show what it did to the balances."""
    room = room_of(request)
    refuse_to_write(request)
    form = await form_of(request)
    return await run_in_threadpool(_decided, request, room, key, form)


def _decided(request: Request, room: Room, key: str, form: dict[str, Any]) -> Response:
    claim = room.ledger.claim(key)
    skip = _number(str(form.get("skip", "")))
    try:
        author = author_of(request, str(form.get("author", "")))
    except HTTPException as error:
        return _screen(request, room, key, error.status_code, skip=skip, error=str(error.detail))
    if person_of(request) is None:
        request.session["reviewer"] = author
    kind = _KINDS.get(str(form.get("what", "")))
    if kind is None:
        raise HTTPException(400, "choose what to decide")
    before = _around(room, claim.id)
    now = values_of(room.ledger.stood(claim.id).now)
    told = {name: str(form.get(f"set_{name}", "")).strip() for name in FIELDS}
    changes = {name: value for name, value in told.items() if value and value != now[name]}
    other = str(form.get("other", "")).strip() or None
    try:
        why = str(form.get("why", "")).strip()
        if kind == "corrected":
            made = room.ledger.correct(claim.id, changes, author, why, packs=room.packs)
        else:
            made = room.ledger.decide(kind, claim.id, author, why, other=other if kind in ("merged", "split") else None)
    except LedgerError as error:
        return _screen(request, room, key, 400, skip=skip, error=str(error), fields=now | told)
    if made.kind == "accepted":  # nothing moves by it: on to the next
        return RedirectResponse(f"/review?skip={skip}&done={made.number}", 303)
    return _effect(request, room, made, before, skip)


def _effect(request: Request, room: Room, made: Decision, before: list[Balance], skip: int) -> Response:
    """What a decision did: the balances as they were and as they are."""
    kept = {_likeness(one) for one in before}
    day = [last_day(one) for one in before if one.period]
    dated = bool(day) and bool(min(day))
    drawn = room.drawn.balances(since=min(day), until=max(day)) if dated else ()
    after = [one for one in drawn if _likeness(one) in kept] or _around(room, made.claim)
    return page(
        request,
        "decided",
        decision=made,
        before=[picture(one) for one in before],
        after=[picture(one) for one in after],
        skip=skip,
        fact=room.ledger.fact_of(made.claim),
    )


@router.post("/undo/{number}")
async def undo(request: Request, number: Annotated[int, InPath(ge=1, lt=2**31)]) -> Response:
    """Take a decision back."""
    room = room_of(request)
    refuse_to_write(request)
    form = await form_of(request)
    given = "" if person_of(request) else str(form.get("author", "") or request.session.get("reviewer", ""))
    author = author_of(request, given)

    def done() -> Response:
        one = _made(room, number)
        before = _around(room, one.claim) if one else []
        made = room.ledger.undo(number, author)
        return _effect(request, room, made, before, 0)

    return await run_in_threadpool(done)


@router.get("/decisions")
def decisions(request: Request) -> Response:
    """All decisions, the latest first, and where reviewers differ."""
    room = room_of(request)
    made = room.ledger.decisions()
    undone = {one.undoes for one in made if one.undoes}
    differ = room.ledger.disagreements()
    return page(request, "decisions", decisions=tuple(reversed(made)), undone=undone, differ=differ)
