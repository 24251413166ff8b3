"""The books kept current: claims become postings, and the cells around what changed are drawn up again.

What is here is derived. A full drawing and many small ones give the same books, because a fact depends only on
postings of its cell within `RADIUS` days; so reports may come in any order, twice, or from several writers.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

import sqlalchemy as sa

from wirebook.ledger.books.facts import CellBooks, Kin, draw
from wirebook.ledger.books.how_counted import HowCounted
from wirebook.ledger.books.linkage import RADIUS, Decided
from wirebook.ledger.database.book_rows import MemberRow, SideRow, dispute_row, fact_row, revision_row
from wirebook.ledger.database.tables import (
    BOOKS,
    DERIVED,
    DISPUTED,
    DISPUTES,
    FACT_CLAIMS,
    FACTS,
    JOURNAL,
    POSTINGS,
    REVISIONS,
    SIDES,
    STALE,
    delete_in,
    insert,
    origins_of,
    postings_of,
    postings_where,
    versions_in,
)
from wirebook.ledger.update import cross_cell
from wirebook.ledger.update.decided import decided, decisions, refitted
from wirebook.ledger.update.post import mark
from wirebook.ledger.update.source_links import decided_sources, refitted_sources
from wirebook.ledger.update.versions import newest_in
from wirebook.types import Dispute

VERSION = 9  # of the way books are drawn up; another number draws all of them again
_AT_ONCE = 500  # cells in one transaction, or fewer where they have many days
_DAYS_AT_ONCE = 2000
_ACROSS = ""  # the cell of what runs across cells
_DRAWN = (FACTS, FACT_CLAIMS, REVISIONS, DISPUTES)


def counted_with(connection: sa.Connection, counted: HowCounted) -> HowCounted:
    """How some packs count, and those that these books were drawn up with: packs of one's own are remembered."""
    told = _told(connection)
    kept = (json.loads(told.get(name, "[]")) for name in HowCounted._fields)
    return counted.with_all(HowCounted(*(frozenset((account, measure) for account, measure in rows) for rows in kept)))


def are_drawn_so(connection: sa.Connection, counted: HowCounted) -> bool:
    """Whether the books were drawn up, as far as they are, in the way that this program draws them."""
    told = _told(connection)
    return told.pop("journal", None) is not None and told == _way(counted)


def is_current(connection: sa.Connection, counted: HowCounted) -> bool:
    """Whether nothing was read since the books were drawn up last, in the way that this program draws them."""
    last = connection.scalar(sa.select(sa.func.max(JOURNAL.c.number))) or 0
    waiting = connection.execute(sa.select(STALE.c.cell).limit(1)).first()
    return not waiting and _told(connection) == _way(counted) | {"journal": str(last)}


def start(connection: sa.Connection, counted: HowCounted) -> None:
    """Begin from nothing where the books were drawn up in another way."""
    if not are_drawn_so(connection, counted):
        for table in DERIVED:
            connection.execute(sa.delete(table))
        way = _way(counted) | {"journal": "0"}
        connection.execute(sa.insert(BOOKS), [{"name": name, "value": value} for name, value in way.items()])


def _way(counted: HowCounted) -> dict[str, str]:
    """How books are drawn up: by which version, what is counted as a stock, and what goes both ways."""
    return {"version": str(VERSION)} | {name: json.dumps(sorted(keys)) for name, keys in counted._asdict().items()}


def redraw(connection: sa.Connection) -> bool:
    """Draw up some of the cells that are out of date, and last what runs across cells; whether any may be left."""
    query = sa.select(STALE.c.cell).where(STALE.c.cell != _ACROSS).distinct().order_by(STALE.c.cell)
    cells = connection.scalars(query.limit(_AT_ONCE)).all()
    if not cells:
        days = connection.scalars(sa.select(STALE.c.day).where(STALE.c.cell == _ACROSS)).all()
        _across(connection, set(days))
        connection.execute(sa.delete(STALE))
        return False
    stale: dict[str, set[int]] = defaultdict(set)
    for cell, day in connection.execute(sa.select(STALE).where(STALE.c.cell.in_(cells))):
        stale[cell].add(day)
    made = refitted_sources(connection, refitted(connection, decisions(connection)))
    persons = replace(decided(made), strangers=decided_sources(made).apart)
    done: list[str] = []
    touched: set[int] = set()
    days_done = 0
    for cell in sorted(stale):
        if days_done > _DAYS_AT_ONCE:
            break
        touched |= stale[cell]
        days_done += len(stale[cell])
        done.append(cell)
        for first, last in _stretches(cell, stale[cell]):
            touched |= _draw(connection, cell, (first, last), persons)
    connection.execute(sa.delete(STALE).where(STALE.c.cell.in_(done)))
    mark(connection, ((_ACROSS, day) for day in touched))
    return True


def _told(connection: sa.Connection) -> dict[str, str]:
    return {row.name: row.value for row in connection.execute(sa.select(BOOKS))}


# ---------------------------------------------------------------- cells are drawn up


def _stretches(cell: str, days: set[int]) -> list[tuple[int, int]]:
    """The days of a cell to draw up again, apart enough not to matter to each other; all of them without days."""
    if not cell.endswith("|day"):
        return [(0, 0)]
    found: list[tuple[int, int]] = []
    for day in sorted(days):
        if found and day - RADIUS <= found[-1][1]:
            found[-1] = (found[-1][0], day + RADIUS)
        else:
            found.append((day - RADIUS, day + RADIUS))
    return found


def _draw(connection: sa.Connection, cell: str, stretch: tuple[int, int], persons: Decided) -> set[int]:
    """Draw up a stretch of a cell; the days of postings whose fact is another than before."""
    first, last = stretch
    whole = first == last == 0
    around = () if whole else (POSTINGS.c.day.between(first - RADIUS, last + RADIUS),)
    postings = postings_where(connection, POSTINGS.c.cell == cell, *around)
    reports = sorted({one.report for one in postings})
    kin = Kin(origins_of(connection, reports), versions_in(connection, reports), newest_in(connection, reports))
    drawn = draw(postings, kin, persons)
    days = {fact.id: day for fact, day in zip(drawn.facts, drawn.days, strict=True) if whole or first <= day <= last}
    before = _clear(connection, cell, None if whole else (first, last))
    now = _enter(connection, cell, drawn, days, {one.claim: one.voice_key for one in postings})
    moved = {claim for claim, _ in before ^ now}
    return {one.day for one in postings if one.claim in moved}


def _enter(
    connection: sa.Connection, cell: str, drawn: CellBooks, days: Mapping[str, int], voices: Mapping[str, str]
) -> set[tuple[str, str]]:
    """Enter the facts that `days` has, with their members, revisions and disputes; the claims and facts of these."""
    facts = [fact for fact in drawn.facts if fact.id in days]
    members = [
        MemberRow(claim, fact.id, cell, days[fact.id], why)
        for fact in facts
        for claim, why in zip(fact.claims, fact.why, strict=True)
    ]
    # a claim that a person put elsewhere may stand in a cell yet that is drawn up again after this one
    delete_in(connection, FACT_CLAIMS, FACT_CLAIMS.c.claim, (member.claim for member in members))
    insert(connection, FACTS, [fact_row(fact, cell, days[fact.id]) for fact in facts])
    insert(connection, FACT_CLAIMS, members)
    moves = [move for move in drawn.revisions if move.fact in days]
    insert(connection, REVISIONS, [revision_row(move, cell, days[move.fact], voices[move.claim]) for move in moves])
    kept = {dispute: days[dispute.facts[0]] for dispute in drawn.disputes if dispute.facts[0] in days}
    _dispute(connection, kept, cell, voices)
    return {(member.claim, member.fact) for member in members}


def _clear(connection: sa.Connection, cell: str, stretch: tuple[int, int] | None) -> set[tuple[str, str]]:
    """Take out what a stretch of a cell held; the claims and facts that it held."""

    def within(table: sa.TableClause) -> sa.ColumnElement[bool]:
        inside = table.c.cell == cell
        return inside if stretch is None else sa.and_(inside, table.c.day.between(stretch[0], stretch[1]))

    before = connection.execute(sa.select(FACT_CLAIMS.c.claim, FACT_CLAIMS.c.fact).where(within(FACT_CLAIMS)))
    held = {(row.claim, row.fact) for row in before}
    _settled(connection, within(DISPUTES))
    for table in _DRAWN[:-1]:
        connection.execute(sa.delete(table).where(within(table)))
    return held


def _dispute(connection: sa.Connection, found: Mapping[Dispute, int], cell: str, voices: Mapping[str, str]) -> None:
    """Add disputes, each with its day; `voices` maps claims to the keys of those who make them."""
    insert(connection, DISPUTES, [dispute_row(one, cell, day) for one, day in found.items()])
    sides = {
        (one.id, side.claim): SideRow(one.id, side.claim, voices[side.claim]) for one in found for side in one.sides
    }
    insert(connection, SIDES, list(sides.values()))
    links = [{"dispute": one.id, "fact": fact} for one in found for fact in one.facts]
    if links:
        connection.execute(sa.insert(DISPUTED), links)


def _settled(connection: sa.Connection, where: sa.ColumnElement[bool]) -> None:
    """Take out disputes with their sides."""
    gone = sa.select(DISPUTES.c.id).where(where)
    for table in (DISPUTED, SIDES):
        connection.execute(sa.delete(table).where(table.c.dispute.in_(gone)))
    connection.execute(sa.delete(DISPUTES).where(where))


def _across(connection: sa.Connection, stale: set[int]) -> None:
    """Disputes between different measures, and denials, of the days that changed and of those that they reach."""
    days = {day + near for day in stale for near in range(-1, cross_cell.BACK + 1)}
    for first, last in _runs(days):
        _settled(connection, sa.and_(DISPUTES.c.cell == _ACROSS, DISPUTES.c.day.between(first, last)))
        found = {**cross_cell.defined(connection, first, last), **cross_cell.denied(connection, first, last)}
        claims = (side.claim for dispute in found for side in dispute.sides)
        voices = {one.claim: one.voice_key for one in postings_of(connection, POSTINGS.c.claim, claims)}
        _dispute(connection, found, _ACROSS, voices)


def _runs(days: set[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for day in sorted(days):
        if found and day == found[-1][1] + 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found
