"""Templates and what they may say: every page is made here, with what all pages share."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
from fastapi import HTTPException, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup, escape
from starlette.datastructures import UploadFile

from wirebook.fields.party.names import country_name, party_name
from wirebook.ledger.balances.verdicts import title_of
from wirebook.ledger.database.reasons import sentences
from wirebook.outputs.figures import STANDING, heard_words
from wirebook.outputs.saying import (
    amount_words,
    claim_words,
    fact_words,
    figure_words,
    item_words,
    many,
    plain,
    thing_words,
)
from wirebook.outputs.web.api import room_of
from wirebook.outputs.web.parameters import Narrowed
from wirebook.outputs.wording import (
    decision_words,
    missing_words,
    one_line,
    period_words,
    printable,
    sources_of,
)
from wirebook.types import Fact
from wirebook.version import __version__

HERE = Path(str(resources.files("wirebook") / "outputs" / "web"))
NAVIGATION = (
    ("/", "Today"),
    ("/balances", "Balances"),
    ("/over-time", "Over time"),
    ("/map", "Map"),
    ("/timeline", "Timeline"),
    ("/facts", "Facts"),
    ("/disputes", "Disputes"),
    ("/promises", "Promises"),
    ("/sources", "Sources"),
    ("/reports", "Reports"),
    ("/review", "Review"),
    ("/read", "Read"),
    ("/sql", "SQL"),
    ("/export", "Export"),
)
ALL_TIME = "1000-01-01"  # a first day before anything that is told
_TRICKS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_AS_WRITTEN = frozenset({"pasted", "text", "sql"})  # what a form sends back goes back as it came


def page(request: Request, name: str, status: int = 200, **told: Any) -> Response:
    """A page from its template. `told` is what the template says beside what all pages know."""
    room = room_of(request)
    person = getattr(request.state, "person", None)
    shared: dict[str, Any] = {
        "navigation": NAVIGATION,
        "path": request.url.path,
        "query": dict(request.query_params),
        "csrf": csrf_of(request),
        "reviewer": request.session.get("reviewer", ""),
        "read_only": room.options.read_only or (person is not None and not person.decides),
        "person": person,
        "guarded": room.options.guarded,
        "where": Path(room.ledger.where).name if "://" not in room.ledger.where else room.ledger.where,
        "version": __version__,
        "accounts": [pack.account for pack in room.packs],
        "narrowed": Narrowed(),
        "limits": {},
        "all_time": ALL_TIME,
    }
    told |= {name: escape(told[name]) for name in _AS_WRITTEN & told.keys()}
    return HTMLResponse(_environment().get_template(f"{name}.html").render(shared | told), status)


def warm() -> None:
    """Compile all templates, so that no first visitor waits for it."""
    for name in _environment().list_templates():
        _environment().get_template(name)


def csrf_of(request: Request) -> str:
    """The session's word that its own forms carry."""
    if "csrf" not in request.session:
        request.session["csrf"] = secrets.token_urlsafe(24)
    word: str = request.session["csrf"]
    return word


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file of a form: what it is called, and its bytes."""

    name: str
    data: bytes


async def form_of(request: Request) -> dict[str, Any]:
    """A form's fields, when it carries the session's word; files are `Dropped`, and those without a name none.

    Raises:
        HTTPException: 403, when it does not.
    """
    most = room_of(request).options.max_bytes
    async with request.form(max_files=4, max_fields=60, max_part_size=most) as form:
        fields = {name: await _field(value) for name, value in form.items()}
    given = str(fields.get("csrf", ""))
    if not secrets.compare_digest(given.encode(), csrf_of(request).encode()):
        raise HTTPException(403, "this form is too old, or not from this page; load the page again")
    return fields


async def _field(value: UploadFile | str) -> Dropped | str | None:
    if isinstance(value, str):
        return with_plain_ends(value)
    return Dropped(value.filename, await value.read()) if value.filename else None


def with_plain_ends(text: str) -> str:
    """A text whose lines end as everywhere else: browsers send those of a form with CRLF between them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _without_tricks(value: Any) -> Any:
    """What is shown has no characters that turn the letters after them around, or that no page may hold."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else _TRICKS.sub("\ufffd", value)


@cache
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        finalize=_without_tricks,
    )
    made.filters |= {
        "plain": plain,
        "thing": thing_words,
        "said": lambda told: fact_words(told) if isinstance(told, Fact) else claim_words(told),
        "item": item_words,
        "party": party_name,
        "country": country_name,
        "many": many,
        "line": one_line,
        "safe_text": printable,
        "number": number,
        "amount": amount_words,
        "period": period_words,
        "sentences": sentences,
        "standing": title_of,
        "missing": missing_words,
        "decision": decision_words,
        "decided_sources": sources_of,
        "figure": figure_words,
        "beside": heard_words,
        "heard_as": lambda key: STANDING.get(key, ""),
        "day": day,
        "short": lambda key: key.partition("_")[2][:6],
    }
    made.globals["static"] = static
    return made


@cache
def static(name: str) -> str:
    """The address of a static file: it changes when the file does, so that browsers may keep it for ever."""
    digest = hashlib.sha256((HERE / "static" / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


def number(value: float | None) -> str:
    """A number as people write it."""
    return "" if value is None else f"{value:,.10g}"


def day(fact: Fact) -> str:
    """When a fact was, as far as it is known."""
    start, end = (fact.start or "")[:10], (fact.end or "")[:10]
    if fact.kind == "since":
        return f"since {start}" if start else f"up to {end}" if end else "since a day not told"
    return start if start == end else f"{start or '…'} to {end or '…'}"
