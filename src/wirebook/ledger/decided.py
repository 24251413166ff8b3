"""Decisions of persons as the database keeps them, and what they mean for which claims are of one fact."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from wirebook.ledger.columns import JournalRow
from wirebook.ledger.grouping import Decided
from wirebook.ledger.review import KINDS, Decision, decision_of, standing
from wirebook.ledger.tables import JOURNAL, POSTINGS, postings_of, postings_where

Place = tuple[str, int]
"""A cell and a day."""


def decisions(connection: sa.Connection) -> tuple[Decision, ...]:
    """All decisions ever made, undone ones too, in order."""
    query = sa.select(JOURNAL).where(JOURNAL.c.claim.is_not(None), JOURNAL.c.kind.in_(KINDS))
    rows = connection.execute(query.order_by(JOURNAL.c.number))
    return tuple(decision_of(JournalRow(*row)) for row in rows)


def decided(made: Iterable[Decision]) -> Decided:
    """Which claims persons joined and parted."""
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in standing(made):
        if one.other is not None:
            pairs[one.kind].append((one.claim, one.other))
    return Decided(tuple(pairs["merged"]), tuple(pairs["split"]))


def gather(connection: sa.Connection, made: Iterable[Decision], reports: Sequence[str]) -> set[Place]:
    """File claims that persons joined where the last of each chain is filed; the places that this changes."""
    joined = [one for one in standing(made) if one.kind == "merged"]
    touched = {one.claim for one in joined if one.subject.report in reports or one.other_report in reports}
    heads = {one.claim: one.other or "" for one in joined}
    changed: set[Place] = set()
    for claim in sorted(
        touched | {claim for claim in heads if _head(claim, heads) in {_head(t, heads) for t in touched}}
    ):
        found = {
            one.claim: one for one in postings_where(connection, POSTINGS.c.claim.in_([claim, _head(claim, heads)]))
        }
        mine, head = found.get(claim), found.get(_head(claim, heads))
        if mine and head and (mine.cell, mine.day) != (head.cell, head.day):
            move = sa.update(POSTINGS).where(POSTINGS.c.claim == claim)
            connection.execute(move.values(cell=head.cell, day=head.day, kind=head.kind))
            changed |= {(mine.cell, mine.day), (head.cell, head.day)}
    return changed


def _head(claim: str, heads: dict[str, str]) -> str:
    """The claim at the end of a chain of joinings; the smallest of a ring."""
    seen = [claim]
    while claim in heads:
        claim = heads[claim]
        if claim in seen:
            return min(seen)
        seen.append(claim)
    return claim


def places_of(connection: sa.Connection, reports: Sequence[str]) -> set[Place]:
    """Where the claims of some reports are filed."""
    return {(one.cell, one.day) for one in postings_of(connection, POSTINGS.c.report, reports)}
