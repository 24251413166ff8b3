"""The pages on which people decide, read, search and ask: forms, and what becomes of them."""

import asyncio
import hmac
from typing import Annotated, Any, get_args

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi import Path as InPath
from fastapi.responses import RedirectResponse, Response
from pydantic import StringConstraints
from starlette.concurrency import run_in_threadpool

from wirebook.ledger.amending import FIELDS
from wirebook.ledger.errors import LedgerError
from wirebook.ledger.review import Decision, Kind
from wirebook.outputs.export import FORMATS
from wirebook.outputs.export.rows import TABLES
from wirebook.outputs.web.api import Key, room_of
from wirebook.outputs.web.api_write import refuse_when_read_only
from wirebook.outputs.web.asked import Paged, Text, next_cursor
from wirebook.outputs.web.marked import around
from wirebook.outputs.web.pages import balances_of, decided_on, report_told
from wirebook.outputs.web.pictures import picture, row_of
from wirebook.outputs.web.render import Dropped, form_of, page
from wirebook.outputs.web.room import Room
from wirebook.types import Balance, Claim, Stance, Status

router = APIRouter(include_in_schema=False)
Asked = Annotated[Paged, Query()]
_KINDS: dict[str, Kind] = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "split": "split"}
_KINDS |= {"join": "merged"}
_Skip = Annotated[int, Query(ge=0, le=100_000)]
_NAME = 100
_SLOWLY = 0.5  # seconds that a wrong password costs
_TABLES = """SELECT measure, item, low, high, source, place, period_edtf, quote
FROM current_claims ORDER BY period_start DESC LIMIT 50"""


# ---------------------------------------------------------------- review


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
def review_one(request: Request, key: Key) -> Response:
    """The same for a claim of one's choice."""
    return _screen(request, room_of(request), key, skip=0)


def _screen(request: Request, room: Room, key: str, status: int = 200, **more: Any) -> Response:
    claim = room.ledger.claim(key)
    reading = room.ledger.reading(claim.report)
    counts = room.ledger.counts()
    told: dict[str, Any] = {
        "claim": claim,
        "report": reading.report,
        "fact": room.ledger.fact_of(claim.id),
        "made": decided_on(room, claim),
        "fields": _fields(claim),
        "left": max(counts.claims - counts.decided, 0),
        "balances": [picture(one) for one in _around(room, claim.id)],
        "pieces": around(claim, reading.report.text),
        "choices": _choices(room, claim),
        "last": None,
        "error": "",
        "why": "",
    }
    return page(request, "review", status, **told | more)


def _choices(room: Room, claim: Claim) -> dict[str, tuple[str, ...]]:
    """What a field may be set to, where that is one of a few words."""
    pack = next((one for one in room.packs if one.account == claim.account), None)
    choices: dict[str, tuple[str, ...]] = {"stance": get_args(Stance), "status": get_args(Status)}
    if pack is not None:
        choices |= {"item": tuple(one.id for one in pack.items), "measure": tuple(one.id for one in pack.measures)}
    return choices


def _fields(claim: Claim) -> dict[str, str]:
    """The fields that a correction may set, with what they are now."""
    amount, period, place = claim.amount, claim.period, claim.place
    now = {
        "number": "" if amount is None else _range(amount.low, amount.high),
        "source": claim.source.name if claim.source else "",
        "place": place.name if place else "",
        "period": _days(period.start, period.end) if period else "",
        "actor": (claim.actor.code or claim.actor.name) if claim.actor else "",
        "target": (claim.target.code or claim.target.name) if claim.target else "",
    }
    return {name: now.get(name, str(getattr(claim, name, "") or "")) for name in FIELDS}


def _range(low: float | None, high: float | None) -> str:
    least = f"{low or 0:.10g}"
    return f"{least}+" if high is None else least if low == high else f"{least}..{high:.10g}"


def _days(start: str | None, end: str | None) -> str:
    first, last = (start or "")[:10], (end or "")[:10]
    return first if first == last or not last else f"{first}..{last}" if first else ""


def _around(room: Room, claim: str) -> list[Balance]:
    """The balances that a claim stands in."""
    fact = room.ledger.fact_of(claim)
    return [] if fact is None else balances_of(room, room.ledger.history(fact).fact)


def _likeness(one: Balance) -> tuple[str, ...]:
    """What a balance is of, whatever its numbers are."""
    day = (one.period.end or one.period.start or "")[:10] if one.period else ""
    return (one.account, one.identity, one.item, one.source or "", one.place or "", day)


def _number(written: str) -> int:
    """A small number as a form has it; nought where it has none."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < len("1000000") else 0


@router.post("/review/{key}")
async def decide(request: Request, key: Key) -> Response:
    """Decide, and show what it did to the balances."""
    room = room_of(request)
    refuse_when_read_only(room)
    form = await form_of(request)
    return await run_in_threadpool(_decided, request, room, key, form)


def _decided(request: Request, room: Room, key: str, form: dict[str, Any]) -> Response:
    claim = room.ledger.claim(key)
    author = " ".join(str(form.get("author", "")).split())[:_NAME]
    skip = _number(str(form.get("skip", "")))
    if not author:
        return _screen(request, room, key, 400, skip=skip, error="write your name: every decision has one")
    request.session["reviewer"] = author
    kind = _KINDS.get(str(form.get("what", "")))
    if kind is None:
        raise HTTPException(400, "choose what to decide")
    before = _around(room, claim.id)
    now = _fields(claim)
    told = {name: str(form.get(f"set_{name}", "")).strip() for name in FIELDS}
    changes = {name: value for name, value in told.items() if value and value != now[name]}
    other = str(form.get("other", "")).strip() or None
    try:
        made = room.ledger.decide(
            kind,
            claim.id,
            author,
            str(form.get("why", "")).strip(),
            changes=changes if kind == "corrected" else None,
            other=other if kind in ("merged", "split") else None,
        )
    except LedgerError as error:
        return _screen(request, room, key, 400, skip=skip, error=str(error), fields=now | told)
    if made.kind == "accepted":  # nothing moves by it: on to the next
        return RedirectResponse(f"/review?skip={skip}&done={made.number}", 303)
    return _effect(request, room, made, before, skip)


def _effect(request: Request, room: Room, made: Decision, before: list[Balance], skip: int) -> Response:
    """What a decision did: the balances as they were and as they are."""
    kept = {_likeness(one) for one in before}
    day = [(one.period.end or one.period.start or "")[:10] for one in before if one.period]
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
    refuse_when_read_only(room)
    form = await form_of(request)
    author = " ".join(str(form.get("author", "") or request.session.get("reviewer", "")).split())[:_NAME]
    if not author:
        raise HTTPException(400, "write your name: every decision has one")

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


# ---------------------------------------------------------------- read, search, ask, export


@router.get("/read")
def read(request: Request) -> Response:
    """A field to paste a report into."""
    room_of(request).warm()
    return page(request, "read", text="", problem=None)


@router.post("/read")
async def read_one(request: Request) -> Response:
    """Show what was read in a report; it is kept when that is asked for."""
    room = room_of(request)
    form = await form_of(request)
    text, file, keep = str(form.get("text", "")), form.get("file"), "keep" in form
    if keep:
        refuse_when_read_only(room)
    dropped = file if isinstance(file, Dropped) else None

    def made() -> Response:
        outcome = room.read_text(text) if dropped is None else room.read_bytes(dropped.data, dropped.name)
        if outcome.reading is None:
            return page(request, "read", 400, text=text, problem=outcome.problem)
        if keep:
            room.ledger.add(outcome.reading, outcome.findings)
            return RedirectResponse(f"/reports/{outcome.reading.report.id}", 303)
        told = report_told(room, outcome.reading, outcome.findings)
        shown = outcome.reading.report.text if dropped is not None else text
        drawn = [picture(one, row_of) for one in outcome.balances]
        return page(request, "report", seen=(), versions=(), kept=False, pasted=shown, balances=drawn, **told)

    return await run_in_threadpool(made)


@router.get("/search")
def search(request: Request, asked: Asked, words: Text = "", of: str = "claims") -> Response:
    """Words in claims or reports."""
    room = room_of(request)
    told: dict[str, Any] = {"hits": (), "next": None, "error": ""}
    if words.strip():
        try:
            found = room.ledger.search(words, "reports" if of == "reports" else "claims", **asked.page())
            told |= {"hits": found[: asked.limit], "next": next_cursor(asked, len(found))}
        except LedgerError as error:
            told["error"] = str(error).removeprefix(f"{room.ledger.where}: ")
    return page(request, "search", narrowed=asked, limits=asked.shown(), words=words, of=of, **told)


_Sql = Annotated[str, StringConstraints(max_length=20_000)]


@router.get("/sql")
def sql(request: Request, sql: _Sql = "") -> Response:
    """A question in SQL, which can change nothing; it stands in the address, so that it can be shared."""
    room = room_of(request)
    answer, error = None, ""
    if sql.strip() and request.headers.get("sec-fetch-site") in ("cross-site", "same-site"):
        error = "another site led here with this question; look at it, and ask it yourself"
    elif sql.strip():
        try:
            answer = room.query(sql)
        except LedgerError as wrong:
            error = str(wrong).removeprefix(f"{room.ledger.where}: ")
    return page(request, "sql", sql=sql or _TABLES, answer=answer, error=error)


@router.get("/export")
def export(request: Request, asked: Asked) -> Response:
    """The formats, with links to download them."""
    return page(request, "export", narrowed=asked, limits=asked.shown(), formats=FORMATS, tables=list(TABLES))


# ---------------------------------------------------------------- who is there


@router.get("/login")
def login(request: Request) -> Response:
    """A field for the password."""
    return page(request, "login", wrong=False)


@router.post("/login")
async def log_in(request: Request) -> Response:
    """Let in who knows the password, or has the token."""
    room, address = room_of(request), request.client.host if request.client else ""
    options = room.options
    form = await form_of(request)
    if not room.guesses.has(address):
        raise HTTPException(429, "too many passwords were tried; wait a minute", {"retry-after": "60"})
    given = str(form.get("password", "")).encode()
    known = [word.encode() for word in (options.password, options.token) if word is not None]
    if not any([hmac.compare_digest(given, word) for word in known]):  # noqa: C419 - all of them, in the same time
        room.guesses.wrong(address)
        await asyncio.sleep(_SLOWLY)
        return page(request, "login", 401, wrong=True)
    request.session.clear()
    request.session["known"] = room.sessions.begin()
    return RedirectResponse("/", 303)


@router.post("/logout")
async def log_out(request: Request) -> Response:
    """Forget who was there."""
    await form_of(request)
    room_of(request).sessions.end(request.session.get("known"))
    request.session.clear()
    return RedirectResponse("/login", 303)
