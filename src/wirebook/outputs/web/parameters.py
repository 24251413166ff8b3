"""What a request asks for: its limits, its page, and whether the answer is known already."""

import base64
import binascii
import hashlib
import re
from datetime import date
from typing import Annotated, Any

from fastapi import HTTPException, Query, Request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, field_validator

from wirebook.outputs.web.state import Room
from wirebook.version import __version__

Text = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]
_MARK = "at-"
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _as_written(value: Any) -> Any:
    """A day is written as ISO 8601 has it: a number of seconds is none, though pydantic would take it for one."""
    if isinstance(value, str) and not _ISO.fullmatch(value):
        raise ValueError("write a day as 2025-03-01")
    return value


Day = Annotated[date, BeforeValidator(_as_written)]


class Narrowed(BaseModel):
    """The limits of a question as an address has them. Empty fields of a form are no limits."""

    model_config = ConfigDict(extra="ignore")

    since: Annotated[Day | None, Field(description="only from this day on (ISO 8601)")] = None
    until: Annotated[Day | None, Field(description="only up to this day")] = None
    place: Annotated[Text | None, Field(description="a town, division or country")] = None
    account: Annotated[Text | None, Field(description="an account, such as casualties")] = None
    source: Annotated[Text | None, Field(description="a source's name or a part of it")] = None

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_none(cls, value: Any) -> Any:
        return None if value == "" else value

    def limits(self) -> dict[str, Any]:
        """Limits as the ledger takes them."""
        found = {name: getattr(self, name) for name in ("since", "until", "place", "account", "source")}
        return {name: str(value) for name, value in found.items() if value is not None}

    def shown(self) -> dict[str, str]:
        """Limits as an address or a form has them."""
        return self.limits()


class Paged(Narrowed):
    """Limits, and a page of the rows that fulfil them."""

    limit: Annotated[int, Field(ge=1, le=500, description="rows of a page")] = 50
    latest: Annotated[bool, Field(description="the latest days first, where rows are in the order of days")] = False
    cursor: Annotated[Text | None, Field(description="what `next` of the page before said")] = None

    def page(self) -> dict[str, Any]:
        """Limits and a page of one row more than asked for, so that it is known whether there is another."""
        return self.limits() | {"limit": self.limit + 1, "offset": self.offset(), "latest": self.latest}

    def offset(self) -> int:
        """The row that a page begins with.

        Raises:
            HTTPException: 400, when the cursor is none that was given out.
        """
        return 0 if self.cursor is None else _offset_of(self.cursor)


class Latest(Paged):
    """A page of rows, the latest days first unless told otherwise."""

    latest: bool = True


def next_cursor(paged: Paged, found: int) -> str | None:
    """The cursor of the next page, none where one row more than a page was not found."""
    if found <= paged.limit:
        return None
    return base64.urlsafe_b64encode(f"{_MARK}{paged.offset() + paged.limit}".encode()).decode().rstrip("=")


def _offset_of(cursor: str) -> int:
    try:
        told = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, UnicodeError, ValueError):
        told = ""
    number = told.removeprefix(_MARK)
    if not told.startswith(_MARK) or not (number.isascii() and number.isdigit()) or len(number) > len("999999999"):
        raise HTTPException(400, "this cursor was not given out here; begin without one")
    return int(number)


def etag_of(room: Room, request: Request) -> str:
    """What an answer depends on: all that was ever written in the ledger, the version, the packs, and the question."""
    state = f"{room.ledger.head()}|{__version__}|{room.options.accounts}"
    told = f"{state}|{request.url.path}|{request.url.query}"
    return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:24]}"'


def is_known(request: Request, tag: str) -> bool:
    """Whether the asker has the answer of a tag already."""
    given = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    return "*" in given or tag.removeprefix("W/") in given


def within_days(room: Room, limits: dict[str, Any], days: int, **most: int) -> dict[str, Any]:
    """Limits with a first day, where no days are asked for: so many days before the newest report, or fewer.

    `most` is how many facts that may be, where it is not the usual.

    Balances are drawn up when they are asked for; without any limit that would be those of all years.
    """
    if {"since", "until"} & limits.keys():
        return limits
    narrower = {name: limits[name] for name in ("place", "account", "source") if name in limits}
    since = room.drawn.recent(days, **most, **narrower)
    return limits if since is None else limits | {"since": since}


PagedQuery = Annotated[Paged, Query()]
LatestQuery = Annotated[Latest, Query()]
