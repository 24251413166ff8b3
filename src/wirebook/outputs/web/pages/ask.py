"""Questions of a reader: words, SQL, downloads."""

from typing import Annotated, Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import StringConstraints

from wirebook.ledger.errors import LedgerError
from wirebook.outputs.export import FORMATS
from wirebook.outputs.export.rows import TABLES
from wirebook.outputs.web.api import room_of
from wirebook.outputs.web.parameters import PagedQuery, Text, next_cursor
from wirebook.outputs.web.render import page

router = APIRouter(include_in_schema=False)
_TABLES = """SELECT measure, item, low, high, source, place, period_edtf, quote
FROM current_claims ORDER BY period_start DESC LIMIT 50"""
_Sql = Annotated[str, StringConstraints(max_length=20_000)]


@router.get("/search")
def search(request: Request, asked: PagedQuery, words: Text = "", of: str = "claims") -> Response:
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
def export(request: Request, asked: PagedQuery) -> Response:
    """The formats, with links to download them."""
    return page(request, "export", narrowed=asked, limits=asked.shown(), formats=FORMATS, tables=list(TABLES))
