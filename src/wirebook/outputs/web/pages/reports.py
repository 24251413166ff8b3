"""A report as it was read: one of the ledger, or one that was pasted or dropped."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from wirebook.ledger.decisions.values import takes
from wirebook.outputs.web.api import KeyInPath, room_of
from wirebook.outputs.web.charts.balance import picture, row_of
from wirebook.outputs.web.given import Given, given_in
from wirebook.outputs.web.render import Dropped, form_of, page
from wirebook.outputs.web.view_data import report_told
from wirebook.outputs.web.writing import refuse_to_write
from wirebook.types import Problem

router = APIRouter(include_in_schema=False)


@router.get("/reports/{key}")
def report(request: Request, key: KeyInPath) -> Response:
    """A report as it was read, its claims beside it."""
    return shown(request, key)


def shown(
    request: Request, key: str, status: int = 200, *, missed: dict[str, str] | None = None, error: str = ""
) -> Response:
    """A report of the ledger; `missed` is a form for a claim that was missed as somebody filled it, with its error."""
    room = room_of(request)
    reading = room.ledger.reading(key)
    told = report_told(room, reading) | {"missed": missed or {}, "error": error}
    told["takes"] = {one.field: one for one in takes(room.packs)}
    told["measures"] = [(f"{pack.account}/{one.id}", one.definition) for pack in room.packs for one in pack.measures]
    seen = room.ledger.seen(reading.report.id)
    versions = room.ledger.versions(reading.report.id)
    return page(request, "report", status, seen=seen, versions=versions, kept=True, **told)


@router.get("/read")
def read(request: Request) -> Response:
    """A field to paste a report into."""
    room_of(request).warm()
    return page(request, "read", text="", given=Given(), problem=None)


@router.post("/read")
async def read_one(request: Request) -> Response:
    """Show what was read in a report; it is kept when that is asked for."""
    room = room_of(request)
    form = await form_of(request)
    text, file, keep = str(form.get("text", "")), form.get("file"), "keep" in form
    if keep:
        refuse_to_write(request)
    dropped = file if isinstance(file, Dropped) else None
    given = given_in(form)
    if "edit" in form or given.problem:
        wrong = Problem("pasted", given.problem, "write it as in 2024-11-13") if given.problem else None
        return page(request, "read", 400 if wrong else 200, text=text, given=given, problem=wrong)

    def made() -> Response:
        outcome = (
            room.read_text(given.above(text))
            if dropped is None
            else room.read_bytes(dropped.data, dropped.name, published=given.date)
        )
        if outcome.reading is None:
            return page(request, "read", 400, text=text, given=given, problem=outcome.problem)
        if keep:
            room.ledger.add(outcome.reading, outcome.findings)
            return RedirectResponse(f"/reports/{outcome.reading.report.id}", 303)
        told = report_told(room, outcome.reading, outcome.findings)
        shown = outcome.reading.report.text if dropped is not None else text
        drawn = [picture(one, row_of) for one in outcome.balances]
        told |= {"pasted": shown, "given": given, "balances": drawn}
        return page(request, "report", seen=(), versions=(), kept=False, **told)

    return await run_in_threadpool(made)
