"""Claims that wait for a decision, those first of which one would change most."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from wirebook.ledger.database.opened import Database
from wirebook.ledger.database.tables import FACT_CLAIMS, FACTS, POSTINGS, SIDES, rows_in
from wirebook.ledger.decisions.decision import OPINIONS, standing
from wirebook.ledger.query import filters, stored
from wirebook.ledger.query.filters import Asked
from wirebook.ledger.update.settle import settled

_LOOKED_AT = 1000  # claims without a decision that are weighed for a queue, the least sure of them


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that waits for a decision: how much one would change (`weight`), and why it stands where it does."""

    claim: str
    weight: float
    why: str
    quote: str


def queue(database: Database, limit: int = 50, offset: int = 0, asked: Asked | None = None) -> tuple[Waiting, ...]:
    """Claims without a decision, those first of which one would change most, from the row `offset` on.

    `asked` narrows them to a place, an account or a source.

    The weight is the doubt (1 - confidence) plus a tenth, times the stake: 1, and 2 more where voices dispute the
    fact, 1 more where nobody else tells of it, and 1 more where it is undecided what it belongs to.
    """
    decided = {one.claim for one in standing(stored.decisions(database)) if one.kind in OPINIONS}
    most = _LOOKED_AT + len(decided) + offset + limit
    rows = settled(database, lambda connection: _weighed(connection, most, asked or Asked()))
    waiting = sorted((one for one in rows if one.claim not in decided), key=lambda one: (-one.weight, one.claim))
    return tuple(
        replace(one, quote=stored.claim(database, one.claim).quote) for one in waiting[offset : offset + limit]
    )


def _weighed(connection: sa.Connection, most: int, asked: Asked) -> Sequence[Waiting]:
    p, f = POSTINGS.c, FACTS.c
    disputed = sa.select(SIDES.c.claim).where(SIDES.c.claim == p.claim).exists()
    query = sa.select(p.claim, p.confidence, f.independent, f.undecided, disputed.label("disputed"))
    query = query.join_from(POSTINGS, FACT_CLAIMS, FACT_CLAIMS.c.claim == p.claim)
    query = query.join(FACTS, f.id == FACT_CLAIMS.c.fact)
    where = [*filters.account(asked, POSTINGS), *filters.place(asked, POSTINGS)]
    where += [p.voice_key.in_(filters.keys(connection, asked.source))] if asked.source is not None else []
    least_sure = sa.select(p.claim).where(*where).order_by(p.confidence, p.claim).limit(most)
    of_sides = sa.select(SIDES.c.claim).join_from(SIDES, POSTINGS, p.claim == SIDES.c.claim).where(*where)
    in_dispute = of_sides.distinct().order_by(SIDES.c.claim).limit(most)
    wanted = {*connection.scalars(least_sure), *connection.scalars(in_dispute)}
    rows = rows_in(connection, query.order_by(p.claim), p.claim, wanted)
    found = {row.claim: _waiting(row.claim, row.confidence, _stakes(row)) for row in rows}
    return list(found.values())


def _stakes(row: sa.Row[Any]) -> list[tuple[str, float]]:
    """What hangs on a claim, each with its weight."""
    stakes = [
        ("sources dispute it", 2.0, row.disputed),
        ("nobody else tells of it", 1.0, row.independent <= 1),
        ("it is undecided what it belongs to", 1.0, bool(row.undecided)),
    ]
    return [(name, weight) for name, weight, holds in stakes if holds]


def _waiting(claim: str, confidence: float, stakes: Sequence[tuple[str, float]]) -> Waiting:
    stake = 1.0 + sum(weight for _, weight in stakes)
    why = "; ".join([f"read with confidence {confidence:.2f}", *(name for name, _ in stakes)])
    return Waiting(claim, round((1.1 - confidence) * stake, 4), why, "")
