"""Disputes that run across cells: one number for different things, and denials with what they deny."""

import dataclasses
from collections.abc import Sequence

import sqlalchemy as sa

from wirebook.ledger.books.disputes import TELLING, definitions, denials
from wirebook.ledger.books.posting import Posting, day_of, side_of
from wirebook.ledger.database.tables import FACT_CLAIMS, POSTINGS, postings_where, rows_in
from wirebook.types import Dispute

BACK = 3  # days before a denial in which that lies which it denies


def defined(connection: sa.Connection, first: int, last: int) -> dict[Dispute, int]:
    """Numbers of some days (ordinals) that two voices give for different things, each with its day."""
    one, other = POSTINGS.alias("one"), POSTINGS.alias("other")
    same = [one.c[name] == other.c[name] for name in ("day", "account", "place_key", "low", "unit", "status")]
    telling = (one.c.kind == "day", one.c.low == one.c.high, other.c.low == other.c.high, one.c.low >= TELLING)
    placed = (one.c.level.in_(["town", "area", "admin1"]), one.c.day.between(first, last), other.c.kind == "day")
    query = sa.select(one, other).where(*same, *telling, *placed, one.c.cell < other.c.cell)
    size = len(dataclasses.fields(Posting))
    rows = connection.execute(query.where(one.c.report != other.c.report)).all()
    pairs = [(Posting(*row[:size]), Posting(*row[size:])) for row in rows]
    facts = _facts_of(connection, [one.claim for pair in pairs for one in pair])
    return {dispute: day_of(dispute.at) or 0 for dispute in definitions(pairs, facts)}


def denied(connection: sa.Connection, first: int, last: int) -> dict[Dispute, int]:
    """Denials of some days with what they deny, each with the day of the denial."""
    found: dict[Dispute, int] = {}
    denying = sa.or_(POSTINGS.c.stance == "denies", POSTINGS.c.status == "denied")
    for one in postings_where(connection, denying, POSTINGS.c.day.between(first, last)):
        against = _deniable(connection, one)
        dispute = denials(one, against, _facts_of(connection, [other.claim for other in against]))
        if dispute is not None:
            found[dispute] = one.day
    return found


def _deniable(connection: sa.Connection, denying: Posting) -> list[Posting]:
    """What a denial can be about: deeds of who denies, of its own report or else of its own place, just before."""
    side = side_of(denying.actor_code) if denying.actor_code else None
    near = (POSTINGS.c.day.between(denying.day - BACK, denying.day + 1), POSTINGS.c.stance != "denies")
    found = [one for one in postings_where(connection, *near) if _is_deed(one, denying, side)]
    own = [one for one in found if one.report == denying.report]
    there = [one for one in found if denying.place_key and one.place_key == denying.place_key]
    return sorted(own or there, key=lambda one: one.claim)


def _is_deed(one: Posting, denying: Posting, side: str | None) -> bool:
    there = one.place_key == denying.place_key
    if one.status == "denied" or one.voice_key == denying.voice_key:
        return False
    if one.actor_code is None:  # nobody is named: what happened in the very town is what is meant
        return there and one.level == "town"
    alike = there and (one.measure, one.item) == (denying.measure, denying.item)
    return alike or side_of(one.actor_code) == side


def _facts_of(connection: sa.Connection, claims: Sequence[str]) -> dict[str, str]:
    query = sa.select(FACT_CLAIMS.c.claim, FACT_CLAIMS.c.fact)
    return {row.claim: row.fact for row in rows_in(connection, query, FACT_CLAIMS.c.claim, claims)}
