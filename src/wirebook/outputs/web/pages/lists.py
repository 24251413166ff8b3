"""The lists of the books, a page of rows at a time."""

from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from wirebook.outputs.web.api import room_of
from wirebook.outputs.web.parameters import Latest, LatestQuery, next_cursor
from wirebook.outputs.web.render import page

router = APIRouter(include_in_schema=False)


def _listed(request: Request, asked: Latest, name: str, ask: Any) -> Response:
    """A page of the rows that a question answers, under their name in the template of that name."""
    found = ask(**asked.page())
    told: dict[str, Any] = {"next": next_cursor(asked, len(found)), name: found[: asked.limit]}
    return page(request, name, narrowed=asked, limits=asked.shown(), **told)


@router.get("/facts")
def facts(request: Request, asked: LatestQuery) -> Response:
    """Facts, the latest first."""
    return _listed(request, asked, "facts", room_of(request).ledger.facts)


@router.get("/disputes")
def disputes(request: Request, asked: LatestQuery) -> Response:
    """Voices that cannot all be right."""
    return _listed(request, asked, "disputes", room_of(request).ledger.disputes)


@router.get("/promises")
def promises(request: Request, asked: LatestQuery) -> Response:
    """What was promised, and what became of it."""
    room = room_of(request)
    return _listed(request, asked, "promises", partial(room.ledger.promises, packs=room.packs))


@router.get("/sources")
def sources(request: Request, asked: LatestQuery) -> Response:
    """Who said how much, and how often it moved."""
    return _listed(request, asked, "sources", room_of(request).ledger.sources)


@router.get("/reports")
def reports(request: Request, asked: LatestQuery) -> Response:
    """Reports, the latest first."""
    return _listed(request, asked, "reports", room_of(request).ledger.report_rows)
