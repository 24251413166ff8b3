"""The lists of the books, a page of rows at a time."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from wirebook.outputs.web.api import room_of
from wirebook.outputs.web.asked import Latest, next_cursor
from wirebook.outputs.web.render import page

router = APIRouter(include_in_schema=False)
Asked = Annotated[Latest, Query()]


@router.get("/facts")
def facts(request: Request, asked: Asked) -> Response:
    """Facts, the earliest first."""
    found = room_of(request).ledger.facts(**asked.page())
    more = next_cursor(asked, len(found))
    shown = found[: asked.limit]
    return page(request, "facts", narrowed=asked, limits=asked.shown(), facts=shown, next=more)


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
