"""A claim that the reader missed, added from words that a person selected in a report."""

from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from wirebook.ledger.decisions.corrections import FIELDS
from wirebook.ledger.errors import LedgerError, NotFoundError
from wirebook.ledger.review.decide import Words
from wirebook.outputs.web.api import KeyInPath, room_of
from wirebook.outputs.web.pages.reports import shown
from wirebook.outputs.web.render import form_of
from wirebook.outputs.web.state import Room
from wirebook.outputs.web.writing import author_of, person_of, refuse_to_write

router = APIRouter(include_in_schema=False)
_DIGITS = 9  # of an offset


@router.post("/reports/{key}/claims")
async def add(request: Request, key: KeyInPath) -> Response:
    """Add a claim of the words of a report, and show it; what is wrong is told beside the form."""
    room = room_of(request)
    refuse_to_write(request)
    form = await form_of(request)
    return await run_in_threadpool(_added, request, room, key, form)


def _added(request: Request, room: Room, key: str, form: dict[str, Any]) -> Response:
    told = {name: str(value).strip() for name, value in form.items() if isinstance(value, str)}
    try:
        author = author_of(request, told.get("author", ""))
    except HTTPException as error:
        return shown(request, key, error.status_code, missed=told, error=str(error.detail))
    if person_of(request) is None:
        request.session["reviewer"] = author
    words = Words(key, str(form.get("words", "")), _offset(told, "start"), _offset(told, "end"))
    changes = {name: told[f"set_{name}"] for name in FIELDS if told.get(f"set_{name}")}
    counted = told.get("measure", ""), told.get("item", "")
    try:
        made = room.ledger.add_claim(words, counted, author, told.get("why", ""), changes=changes, packs=room.packs)
    except NotFoundError:
        raise
    except LedgerError as error:
        return shown(request, key, 400, missed=told, error=str(error))
    return RedirectResponse(f"/claims/{made.claim}", 303)


def _offset(told: dict[str, str], name: str) -> int | None:
    written = told.get(name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) <= _DIGITS else None
