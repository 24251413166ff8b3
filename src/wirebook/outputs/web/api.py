"""The HTTP API: the named questions, with the names that they have in Python. OpenAPI 3.1 is at /api/openapi.json.

Lists come a page at a time, `next` is the cursor of the next. An answer's ETag changes when the ledger does.
"""

import json
import shutil
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, HTTPException, Query, Request
from fastapi import Path as InPath
from fastapi.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.background import BackgroundTask

from wirebook.ledger.balances.by_period import By
from wirebook.ledger.balances.gaps_and_breaks import SeriesRow
from wirebook.ledger.books.commitments import Promise
from wirebook.ledger.database.json_rows import to_json
from wirebook.ledger.query.filters import Asked
from wirebook.ledger.query.full_text import Hit
from wirebook.ledger.query.listings import PlaceRow, ReportRow
from wirebook.ledger.query.named import SourceRow
from wirebook.ledger.review.queue import Waiting
from wirebook.outputs.export import FORMATS, export
from wirebook.outputs.export.rows import TABLES
from wirebook.outputs.web.parameters import (
    Narrowed,
    Paged,
    PagedQuery,
    Text,
    etag_of,
    is_known,
    next_cursor,
    within_days,
)
from wirebook.outputs.web.schemas import Decisions, Error, HowMuch, OneClaim, OneFact, OneReport, Page
from wirebook.outputs.web.server_events import events
from wirebook.outputs.web.state import Room
from wirebook.types import Balance, Dispute, Fact, Revision
from wirebook.version import __version__

_ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"description": why, "model": Error}
    for status, why in (
        (400, "what was asked for cannot be understood"),
        (401, "no token, and one is asked for"),
        (403, "the page is read-only, or another site asks"),
        (404, "there is none of this id"),
        (413, "too many bytes"),
        (422, "a part of the question has not the form that it must have"),
        (429, "too many requests"),
        (503, "too much is asked at once"),
    )
}
_SAME: dict[int | str, dict[str, Any]] = {304: {"description": "the answer is the one that If-None-Match names"}}
MONTH = 31
router = APIRouter(prefix="/api/v1", responses=_ERRORS)
KeyInPath = Annotated[str, InPath(max_length=80, pattern=r"^[A-Za-z0-9_]+$", description="an id, or how it begins")]


def room_of(request: Request) -> Room:
    """What the application opened."""
    room: Room = request.app.state.room
    return room


def answer(request: Request, room: Room, made: Callable[[], dict[str, Any]]) -> Response:
    """A document with its ETag; nothing is made when the asker has it already."""
    tag, head = etag_of(room, request), room.ledger.head_number()
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    if is_known(request, tag):
        return Response(status_code=304, headers=headers)
    return JSONResponse({"version": __version__, "head": head} | made(), headers=headers)


def _page(request: Request, paged: Paged, ask: Callable[[Room, dict[str, Any]], Sequence[Any]]) -> Response:
    room, limits = room_of(request), paged.page()

    def made() -> dict[str, Any]:
        rows = ask(room, limits)
        items = [to_json(row) for row in rows[: paged.limit]]
        return {"items": items, "next": next_cursor(paged, len(rows))}

    return answer(request, room, made)


@router.get("/facts", response_model=Page[Fact], responses=_SAME)
def facts(request: Request, asked: PagedQuery) -> Response:
    """What the claims of all reports speak of, the earliest first."""
    return _page(request, asked, lambda room, limits: room.ledger.facts(**limits))


@router.get("/facts/{key}", response_model=OneFact, responses=_SAME)
def fact(request: Request, key: KeyInPath) -> Response:
    """A fact with all its figures in the order of saying, and its disputes; by its id or that of one of its claims."""
    room = room_of(request)
    return answer(request, room, lambda: to_json(room.ledger.history(key)))


@router.get("/timeline", response_model=Page[Fact], responses=_SAME)
def timeline(request: Request, asked: PagedQuery) -> Response:
    """What happened, day by day, without running counts and promises."""
    return _page(request, asked, lambda room, limits: room.ledger.timeline(**limits))


@router.get("/revisions", response_model=Page[Revision], responses=_SAME)
def revisions(request: Request, asked: PagedQuery) -> Response:
    """Figures that moved, by the day of the later one."""
    return _page(request, asked, lambda room, limits: room.ledger.revisions(**limits))


@router.get("/disputes", response_model=Page[Dispute], responses=_SAME)
def disputes(request: Request, asked: PagedQuery) -> Response:
    """Voices that cannot all be right, the earliest first."""
    return _page(request, asked, lambda room, limits: room.ledger.disputes(**limits))


@router.get("/sources", response_model=Page[SourceRow], responses=_SAME)
def sources(request: Request, asked: PagedQuery) -> Response:
    """Who said how much, the most often heard first."""
    return _page(request, asked, lambda room, limits: room.ledger.sources(**limits))


@router.get("/promises", response_model=Page[Promise], responses=_SAME)
def promises(request: Request, asked: PagedQuery) -> Response:
    """Promises, and what became of them by the day of the newest report."""
    return _page(request, asked, lambda room, limits: room.ledger.promises(packs=room.packs, **limits))


@router.get("/due", response_model=Page[Promise], responses=_SAME)
def due(request: Request, asked: PagedQuery) -> Response:
    """Promises with a deadline that no report says are kept."""
    return _page(request, asked, lambda room, limits: room.ledger.due(packs=room.packs, **limits))


@router.get("/balances", response_model=Page[Balance], responses=_SAME)
def balances(request: Request, asked: PagedQuery, by: By = "night") -> Response:
    """Accounts drawn up over all reports; `by` adds them up over a longer stretch. Without days: the last 31."""

    def ask(room: Room, limits: dict[str, Any]) -> Sequence[Any]:
        return room.drawn.balances(by=by, **within_days(room, limits, MONTH))

    return _page(request, asked, ask)


@router.get("/series", response_model=Page[SeriesRow], responses=_SAME)
def series(request: Request, asked: PagedQuery) -> Response:
    """Gaps in a source's bulletins, breaks in what it reports, "first in N days" checked. Without days: the last 31."""

    def ask(room: Room, limits: dict[str, Any]) -> Sequence[Any]:
        return room.drawn.series(**within_days(room, limits, MONTH))

    return _page(request, asked, ask)


@router.get("/reports", response_model=Page[ReportRow], responses=_SAME)
def reports(request: Request, asked: PagedQuery) -> Response:
    """Reports, the latest first; `source` is a part of a publisher's name."""
    return _page(request, asked, lambda room, limits: room.ledger.report_rows(**limits))


@router.get("/reports/{key}", response_model=OneReport, responses=_SAME)
def report(request: Request, key: KeyInPath) -> Response:
    """All that the latest reading made of a report, its text and warnings included."""
    room = room_of(request)

    def made() -> dict[str, Any]:
        reading = room.ledger.reading(key)
        findings = [to_json(one) for one in room.ledger.findings(reading.report.id)]
        seen = [to_json(one) for one in room.ledger.seen(reading.report.id)]
        return {"reading": to_json(reading), "findings": findings, "seen": seen}

    return answer(request, room, made)


@router.get("/claims/{key}", response_model=OneClaim, responses=_SAME)
def claim(request: Request, key: KeyInPath) -> Response:
    """A claim as it was read and as persons left it, and the fact that it is a member of."""
    room = room_of(request)

    def made() -> dict[str, Any]:
        found = room.ledger.stood(key)
        changed = {name: to_json(by) for name, by in found.fields}
        fact = room.ledger.fact_of(found.read.id)
        return {"claim": to_json(found.read), "now": to_json(found.now), "changed": changed, "fact": fact}

    return answer(request, room, made)


@router.get("/places", response_model=Page[PlaceRow], responses=_SAME)
def places(request: Request, asked: PagedQuery) -> Response:
    """Places with coordinates of which facts are told, those with the most first."""
    return _page(request, asked, lambda room, limits: room.drawn.places(**limits))


@router.get("/search", response_model=Page[Hit], responses=_SAME)
def search(
    request: Request,
    asked: PagedQuery,
    words: Annotated[Text, Query(min_length=1, description="words that must be there")],
    of: Literal["claims", "reports"] = "claims",
) -> Response:
    """Claims or reports in which words stand, the best first."""
    return _page(request, asked, lambda room, limits: room.ledger.search(words, of, **limits))


@router.get("/queue", response_model=Page[Waiting], responses=_SAME)
def queue(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    place: Text | None = None,
    account: Text | None = None,
    source: Text | None = None,
) -> Response:
    """Claims without a decision, those first of which one would change most."""
    room = room_of(request)
    narrowed = Asked(place=place, account=account, source=source)
    return answer(
        request, room, lambda: {"items": [to_json(one) for one in room.ledger.queue(limit, 0, narrowed)], "next": None}
    )


@router.get("/decisions", response_model=Decisions, responses=_SAME)
def decisions(request: Request) -> Response:
    """All decisions ever made, in order, undone ones too."""
    room = room_of(request)
    return answer(request, room, lambda: {"items": [to_json(one) for one in room.ledger.decisions()], "next": None})


@router.get("/counts", response_model=HowMuch, responses=_SAME)
def counts(request: Request) -> Response:
    """How much there is."""
    room = room_of(request)
    return answer(request, room, lambda: to_json(room.drawn.counts()))


@router.get(
    "/events",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
def follow(
    request: Request,
    since: Annotated[int | None, Query(ge=0, description="the last line of the journal that is known")] = None,
    last_event_id: Annotated[Text | None, Header(description="the same, as browsers ask again")] = None,
) -> StreamingResponse:
    """Server-sent events: "head" whenever the ledger grows, as it does while `wirebook watch` runs."""
    known = last_event_id if last_event_id and last_event_id.isascii() and last_event_id.isdigit() else None
    stream: AsyncIterator[str] = events(
        room_of(request), since if known is None else int(known), request.client.host if request.client else ""
    )
    return StreamingResponse(stream, media_type="text/event-stream", headers={"x-accel-buffering": "no"})


@router.get(
    "/exports/{name}",
    response_class=FileResponse,
    responses={200: {"content": {"*/*": {"schema": {}}}}},
)
def exports(
    request: Request,
    name: Annotated[str, InPath(max_length=40, json_schema_extra={"enum": list(FORMATS)})],
    asked: Annotated[Narrowed, Query()],
    of: Annotated[Text, Query(json_schema_extra={"enum": list(TABLES)})] = "claims",
) -> Response:
    """The books in a format, as a file; what it cannot hold is counted in the header X-Wirebook-Lost (JSON)."""
    if name not in FORMATS or of not in TABLES:
        raise HTTPException(404, f"there are the formats {', '.join(FORMATS)} and the tables {', '.join(TABLES)}")
    room = room_of(request)
    with room.turn(), ExitStack() as held:
        folder = held.enter_context(TemporaryDirectory(prefix="wirebook-", ignore_cleanup_errors=True))
        path = Path(folder) / f"wirebook-{name}{FORMATS[name].ending}"
        log = export(room.ledger, name, path, of, **asked.limits())
        if path.is_dir():
            path = Path(shutil.make_archive(str(path), "zip", path))
        sent = BackgroundTask(held.pop_all().close)  # the folder goes when the file was sent
    lost = json.dumps(log.document()["lost"])  # ASCII: headers take nothing else
    return FileResponse(path, filename=path.name, headers={"x-wirebook-lost": lost}, background=sent)
