"""What a question is limited to, as conditions of a statement."""

from dataclasses import dataclass
from typing import Any, TypedDict

import sqlalchemy as sa

from wirebook.fields.party.parties import countries, country_names
from wirebook.fields.party.source_identity import voice_of
from wirebook.fields.place.aliases import also_called
from wirebook.fields.place.gazetteer import fold
from wirebook.ledger.database.tables import FACT_CLAIMS, FACTS, POSTINGS, VOICES

_FEW = 5000  # claims of a source up to which its facts are looked up one by one


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question is limited to. `since` and `until` are ISO dates, both included.

    `place` is a town, a first-level division or a country; `source` a name or a part of one; `limit` how many rows
    to answer (none: all), from the row `offset` on; `latest` turns the order of days around.
    """

    since: str | None = None
    until: str | None = None
    place: str | None = None
    account: str | None = None
    source: str | None = None
    limit: int | None = None
    offset: int = 0
    latest: bool = False


def page(query: sa.Select[Any], asked: Asked, *order: Any) -> sa.Select[Any]:
    """The rows of a page of a query, in an order; turned around where the latest are asked for first."""
    if asked.latest:
        order = tuple(one.desc() if isinstance(one, sa.ColumnClause) else one for one in order)
    return query.order_by(*order).limit(asked.limit).offset(asked.offset)


def within(
    connection: sa.Connection, asked: Asked, table: sa.TableClause, day: sa.ColumnElement[Any]
) -> list[sa.ColumnElement[bool]]:
    """Whether a fact or the like is within all that is asked for; `day` is its column of ISO days."""
    where = [*days(asked, day), *account(asked, table), *place(asked, table)]
    if asked.source is not None:
        where.append(_said_by(connection, asked.source))
    return where


def days(asked: Asked, day: sa.ColumnElement[Any]) -> list[sa.ColumnElement[bool]]:
    """Whether a column with ISO days is within the days asked for."""
    bounds = [] if asked.since is None else [day >= asked.since]
    return bounds if asked.until is None else [*bounds, day <= asked.until]


def account(asked: Asked, table: Any) -> list[sa.ColumnElement[bool]]:
    """Whether a row is of the account asked for."""
    return [] if asked.account is None else [table.c.account == asked.account]


def place(asked: Asked, table: Any) -> list[sa.ColumnElement[bool]]:
    """Whether a row is of the place asked for: a country, or a division or town by name."""
    if asked.place is None:
        return []
    country = country_code(asked.place)
    if country is not None:
        return [table.c.country == country]
    written = {asked.place, asked.place.title(), asked.place.capitalize()}  # so that an index can be used
    spelt = sorted({*written, *also_called(asked.place)})
    admin1 = [table.c.admin1.in_(spelt)] if "admin1" in table.c else []
    return [sa.or_(table.c.place.in_(spelt), *admin1)]


def country_code(name: str) -> str | None:
    """The alpha-2 code of a country's name or code, none where it is that of no country."""
    if name.upper() in countries() and len(name) == len("UA"):
        return name.upper()
    folded = fold(name)
    return next((row for row, table in countries().items() if fold(table["name"]) == folded), None) or next(
        (a2 for written, a2 in country_names().items() if fold(written) == folded and not _is_seat(written, a2)), None
    )


def _is_seat(written: str, a2: str) -> bool:
    """Capitals stand for governments in speech, but as a place a capital is itself."""
    table = countries()[a2]
    return written in table.get("capitals", ()) or written in table.get("seats", ())


def keys(connection: sa.Connection, source: str) -> list[str]:
    """The keys of all voices that a name may mean: of the one that is listed so, else of those written so in part."""
    found = sa.select(VOICES.c.voice_key).order_by(VOICES.c.voice_key)
    whole = list(connection.scalars(found.where(sa.func.lower(VOICES.c.name) == source.lower())))
    if whole:
        return whole
    part = source.lower()
    like = [column.contains(part, autoescape=True) for column in (VOICES.c.written, sa.func.lower(VOICES.c.name))]
    return list(connection.scalars(found.where(sa.or_(VOICES.c.voice_key == voice_of(source).key, *like))))


def forms(connection: sa.Connection, source: str) -> frozenset[str]:
    """All the ways, in lower case, in which the voices are written that a name may mean."""
    told = sa.select(VOICES.c.written).where(VOICES.c.voice_key.in_(keys(connection, source)))
    return frozenset(form for written in connection.scalars(told) for form in written.split("\n"))


def _said_by(connection: sa.Connection, source: str) -> sa.ColumnElement[bool]:
    """Whether a fact has a claim of a source: looked up from the source when it said little, else from the facts."""
    theirs = keys(connection, source)
    said = connection.scalar(sa.select(sa.func.sum(VOICES.c.claims)).where(VOICES.c.voice_key.in_(theirs))) or 0
    joined = sa.select(FACT_CLAIMS.c.fact).join_from(FACT_CLAIMS, POSTINGS, POSTINGS.c.claim == FACT_CLAIMS.c.claim)
    told = joined.where(POSTINGS.c.voice_key.in_(theirs))
    if said <= _FEW:
        return FACTS.c.id.in_(told)
    return told.where(FACT_CLAIMS.c.fact == FACTS.c.id).exists()


class Limits(TypedDict, total=False):
    """What a question may be limited to; see `Asked`."""

    since: str | None
    until: str | None
    place: str | None
    account: str | None
    source: str | None
    limit: int | None
    offset: int
    latest: bool
