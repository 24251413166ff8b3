"""Decisions of persons as the database keeps them, and what they mean for which claims are of one fact."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa

from wirebook.ledger.books.linkage import Decided
from wirebook.ledger.database.json_rows import claim_from_json
from wirebook.ledger.database.kept_rows import JournalRow
from wirebook.ledger.database.tables import JOURNAL, NOW_CLAIMS, POSTINGS, postings_of, postings_where, rows_in
from wirebook.ledger.decisions.decision import KINDS, Decision, added_to, decision_of, fitting_claim, pairs
from wirebook.ledger.decisions.missed import with_added
from wirebook.types import Claim

CellDay = tuple[str, int]
"""A cell and a day."""


def decisions(connection: sa.Connection) -> tuple[Decision, ...]:
    """All decisions ever made, undone ones too, in order."""
    query = sa.select(JOURNAL).where(JOURNAL.c.claim.is_not(None), JOURNAL.c.kind.in_(KINDS))
    rows = connection.execute(query.order_by(JOURNAL.c.number))
    return tuple(decision_of(JournalRow(*row)) for row in rows)


def added(connection: sa.Connection, report: str | None = None) -> tuple[Claim, ...]:
    """The claims that persons added to a report or to all, and nobody took back."""
    query = sa.select(JOURNAL).where(JOURNAL.c.kind.in_(["added", "undone"]))
    made = [decision_of(JournalRow(*row)) for row in connection.execute(query.order_by(JOURNAL.c.number))]
    return added_to([one.subject.report for one in made] if report is None else [report], made)


def refitted(connection: sa.Connection, made: Sequence[Decision]) -> tuple[Decision, ...]:
    """Decisions whose joined and parted claims are those of the current readings, as far as these have them."""
    joined = pairs(made)
    names = {name for one in joined for name in (one.claim, one.other or "")}
    known = {row.claim for row in rows_in(connection, sa.select(POSTINGS.c.claim), POSTINGS.c.claim, names)}
    lost = [one for one in joined if not {one.claim, one.other} <= known]
    if not lost:
        return tuple(made)
    reports = {report for one in lost for report in (one.subject.report, one.other_report or "")}
    claims: dict[str, list[Claim]] = defaultdict(list)
    query = sa.select(NOW_CLAIMS.c.report, NOW_CLAIMS.c.body).order_by(NOW_CLAIMS.c.position)
    for report, body in rows_in(connection, query, NOW_CLAIMS.c.report, reports):
        claims[report].append(claim_from_json(body))
    for one in added_to(reports, made):
        claims[one.report] = list(with_added(claims[one.report], [one]))
    now = {one.number: _refitted(one, claims) for one in lost}
    return tuple(now.get(one.number, one) for one in made)


def _refitted(one: Decision, claims: Mapping[str, Sequence[Claim]]) -> Decision:
    claim = fitting_claim(one.claim, one.subject, claims.get(one.subject.report, ()))
    there = claims.get(one.other_report or "", ())
    other = fitting_claim(one.other or "", one.other_subject, there) if one.other_subject else None
    return replace(one, claim=claim or one.claim, other=other or one.other)


def decided(made: Iterable[Decision]) -> Decided:
    """Which claims persons joined and parted."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in pairs(made):
        found[one.kind].append((one.claim, one.other or ""))
    return Decided(tuple(found["merged"]), tuple(found["split"]))


def with_joined(reports: Iterable[str], made: Iterable[Decision]) -> list[str]:
    """Reports, and those whose claims persons joined with claims of theirs, in order.

    A claim is filed where the last of its chain is filed; when that one is rejected or moves, so must the claim.
    """
    found = set(reports)
    joined = [(one.subject.report, one.other_report or "") for one in pairs(made) if one.kind == "merged"]
    while more := {report for both in joined if found.intersection(both) for report in both} - found - {""}:
        found |= more
    return sorted(found)


def gather(connection: sa.Connection, made: Iterable[Decision], reports: Sequence[str]) -> set[CellDay]:
    """File claims that persons joined where the last of each chain is filed; the places that this changes."""
    joined = [one for one in pairs(made) if one.kind == "merged"]
    touched = {one.claim for one in joined if one.subject.report in reports or one.other_report in reports}
    heads = {one.claim: one.other or "" for one in joined}
    changed: set[CellDay] = set()
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


def places_of(connection: sa.Connection, reports: Sequence[str]) -> set[CellDay]:
    """Where the claims of some reports are filed."""
    return {(one.cell, one.day) for one in postings_of(connection, POSTINGS.c.report, reports)}
