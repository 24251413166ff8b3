"""One source: what it said where, and whether it is one with another, or two."""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import URL

from wirebook.ledger.decisions.decision import Decision
from wirebook.ledger.errors import LedgerError, NotFoundError
from wirebook.outputs.web.api import room_of
from wirebook.outputs.web.parameters import Text
from wirebook.outputs.web.render import form_of, page
from wirebook.outputs.web.state import Room
from wirebook.outputs.web.writing import author_of, person_of, refuse_to_write

router = APIRouter(include_in_schema=False)
_OTHERS = 500  # names offered; others can be typed


@router.get("/source")
def source(request: Request, name: Text, done: Annotated[int, Query(ge=0, lt=2**31)] = 0) -> Response:
    """One source. `done` is the number of the decision before, which can be undone from here."""
    return _screen(request, room_of(request), name, done=done)


def _screen(request: Request, room: Room, name: str, status: int = 200, *, done: int = 0, error: str = "") -> Response:
    found = room.ledger.sources(source=name)
    row = next((one for one in found if name.casefold() in (one.name.casefold(), *map(str.casefold, one.also))), None)
    row = row or (found[0] if len(found) == 1 else None)
    if row is None:
        raise NotFoundError(f"no source “{name}”; the list of sources has those that there are")
    spoken = room.ledger.source_reports(row.name)
    told: dict[str, Any] = {
        "source": row,
        "spoken": spoken,
        "titles": {report: _title(room, report) for report, _ in spoken[:200]},
        "others": [one.name for one in room.ledger.sources(limit=_OTHERS) if one.name != row.name],
        "last": _made(room, done) if done else None,
        "error": error,
    }
    return page(request, "source", status, **told)


def _title(room: Room, report: str) -> str:
    known = room.ledger.report(report)
    return known.title or known.publisher or report


def _made(room: Room, number: int) -> Decision | None:
    return next((one for one in room.ledger.decisions() if one.number == number), None)


@router.post("/source")
async def decide(request: Request) -> Response:
    """Join two sources, part them, or set apart what one report says; and show the source again."""
    room = room_of(request)
    refuse_to_write(request)
    form = await form_of(request)
    return await run_in_threadpool(_decided, request, room, form)


def _decided(request: Request, room: Room, form: dict[str, Any]) -> Response:
    told = {name: str(form.get(name, "")).strip() for name in ("name", "other", "report", "why", "what")}
    try:
        author = author_of(request, str(form.get("author", "")))
    except HTTPException as error:
        return _screen(request, room, told["name"], error.status_code, error=str(error.detail))
    if person_of(request) is None:
        request.session["reviewer"] = author
    try:
        made = _decision(room, told, author)
    except LedgerError as error:
        return _screen(request, room, told["name"], 400, error=str(error))
    shown = told["other"] if told["what"] == "part" and told["other"] else told["name"]
    address = URL("/source").include_query_params(name=shown, done=made.number)
    return RedirectResponse(str(address), 303)


def _decision(room: Room, told: dict[str, str], author: str) -> Decision:
    name, other, report, why, what = (told[key] for key in ("name", "other", "report", "why", "what"))
    if what == "merge":
        return room.ledger.merge_sources(name, other, author, why)
    if what == "part":
        return room.ledger.part_sources(name, author, why, other=other)
    if what == "apart":
        return room.ledger.part_sources(name, author, why, report=report)
    raise HTTPException(400, "choose what to decide")
