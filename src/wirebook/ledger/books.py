"""The books kept current: claims become postings, and the cells around what changed are drawn up again.

What is here is derived. A full drawing and many small ones give the same books, because a fact depends only on
postings of its cell within `RADIUS` days; so reports may come in any order, twice, or from several writers.
"""

import dataclasses
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import sqlalchemy as sa

from wirebook.ledger.bookrows import MemberRow, SideRow, VoiceRow, dispute_row, fact_row, revision_row
from wirebook.ledger.disputes import TELLING, definitions, denials
from wirebook.ledger.facts import draw
from wirebook.ledger.grouping import RADIUS
from wirebook.ledger.posting import Context, Posting, day_of, post, side_of
from wirebook.ledger.rows import claim_from_json, report_from_json
from wirebook.ledger.tables import (
    BOOKS,
    COPIES,
    DISPUTED,
    DISPUTES,
    FACT_CLAIMS,
    FACTS,
    FINDINGS,
    JOURNAL,
    NOW_CLAIMS,
    NOW_READINGS,
    POSTINGS,
    REPORTS,
    REVISIONS,
    SIDES,
    STALE,
    VOICES,
    insert,
)
from wirebook.types import Claim, Dispute

VERSION = 1  # of the way books are drawn up; another number draws all of them again
_AT_ONCE = 500  # reports, and cells, in one transaction
_NOTICES = {"WB106": "correction", "WB107": "definition"}
_UNVERIFIED = "WB405"
_ACROSS = ""  # the cell of what runs across cells
_BACK = 3  # days before a denial in which that lies which it denies
_DRAWN = (FACTS, FACT_CLAIMS, REVISIONS, DISPUTES)

Stocks = frozenset[tuple[str, str]]


def stocks_with(connection: sa.Connection, stocks: Stocks) -> Stocks:
    """The stocks of some packs, and those that these books were drawn up with: packs of one's own are remembered."""
    kept = json.loads(_told(connection).get("stocks", "[]"))
    return stocks | {(account, measure) for account, measure in kept}


def is_current(connection: sa.Connection, stocks: Stocks) -> bool:
    """Whether nothing was read since the books were drawn up last, in the way that this program draws them."""
    last = connection.scalar(sa.select(sa.func.max(JOURNAL.c.number))) or 0
    waiting = connection.execute(sa.select(STALE.c.cell).limit(1)).first()
    return not waiting and _told(connection) == _way(stocks) | {"journal": str(last)}


def start(connection: sa.Connection, stocks: Stocks) -> None:
    """Begin from nothing where the books were drawn up in another way."""
    told = _told(connection)
    told.pop("journal", None)
    if told != _way(stocks):
        for table in (*_DRAWN, DISPUTED, SIDES, VOICES, POSTINGS, STALE, COPIES, BOOKS):
            connection.execute(sa.delete(table))
        way = _way(stocks) | {"journal": "0"}
        connection.execute(sa.insert(BOOKS), [{"name": name, "value": value} for name, value in way.items()])


def _way(stocks: Stocks) -> dict[str, str]:
    """How books are drawn up: by which version, and what is counted as a stock."""
    return {"version": str(VERSION), "stocks": json.dumps(sorted(stocks))}


def take_up(connection: sa.Connection, stocks: Stocks) -> bool:
    """Post the claims of some reports that were read since the last time; whether any may be left."""
    done = int(_told(connection).get("journal", "0"))
    query = sa.select(JOURNAL.c.number, JOURNAL.c.report).where(JOURNAL.c.number > done).order_by(JOURNAL.c.number)
    lines = connection.execute(query.limit(_AT_ONCE)).all()
    if not lines:
        return False
    reports = sorted({line.report for line in lines if line.report})
    _post(connection, reports, stocks)
    connection.execute(sa.update(BOOKS).where(BOOKS.c.name == "journal").values(value=str(lines[-1].number)))
    return True


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
    touched = {day for days in stale.values() for day in days}
    for cell in sorted(stale):
        for first, last in _stretches(cell, stale[cell]):
            touched |= _draw(connection, cell, first, last)
    connection.execute(sa.delete(STALE).where(STALE.c.cell.in_(cells)))
    _mark(connection, ((_ACROSS, day) for day in touched))
    return True


def _told(connection: sa.Connection) -> dict[str, str]:
    return {row.name: row.value for row in connection.execute(sa.select(BOOKS))}


# ---------------------------------------------------------------- claims become postings


def _post(connection: sa.Connection, reports: Sequence[str], stocks: Stocks) -> None:
    before = _postings(connection, POSTINGS.c.report.in_(reports))
    now = [posting for context, claims in _read(connection, reports, stocks) for posting in post(claims, context)]
    gone, new = set(before) - set(now), set(now) - set(before)
    if gone:
        connection.execute(sa.delete(POSTINGS).where(POSTINGS.c.claim.in_([one.claim for one in gone])))
    insert(connection, POSTINGS, sorted(new, key=lambda one: one.claim))
    _mark(connection, ((one.cell, one.day) for one in gone | new))
    _hear(connection, sorted({one.voice_key for one in gone | new}))


def _hear(connection: sa.Connection, keys: Sequence[str]) -> None:
    """Count again what some voices said."""
    p = POSTINGS.c
    for some in _in_lots(keys):
        connection.execute(sa.delete(VOICES).where(VOICES.c.voice_key.in_(some)))
        told = sa.select(
            p.voice_key,
            sa.func.max(p.voice).label("name"),
            sa.func.max(p.source_kind).label("kind"),
            sa.func.max(p.voice_country).label("country"),
            sa.func.count().label("claims"),
            sa.func.count(sa.distinct(p.report)).label("reports"),
            sa.func.min(p.said).label("first"),
            sa.func.max(p.said).label("last"),
        )
        rows = connection.execute(told.where(p.voice_key.in_(some)).group_by(p.voice_key)).all()
        insert(connection, VOICES, [VoiceRow(*row) for row in rows])


def _mark(connection: sa.Connection, places: Iterable[tuple[str, int]]) -> None:
    """Note what has to be drawn up again."""
    marked = set(places)
    cells = sorted({cell for cell, _ in marked})
    known = {tuple(row) for row in connection.execute(sa.select(STALE).where(STALE.c.cell.in_(cells)))}
    rows = [{"cell": cell, "day": day} for cell, day in sorted(marked - known)]
    if rows:
        connection.execute(sa.insert(STALE), rows)


def _read(
    connection: sa.Connection, reports: Sequence[str], stocks: Stocks
) -> Iterator[tuple[Context, tuple[Claim, ...]]]:
    """The current claims of reports, with what the reports say of their own figures."""
    texts = sa.select(NOW_READINGS.c.id, NOW_READINGS.c.report, NOW_READINGS.c.body, REPORTS.c.text)
    texts = texts.join_from(NOW_READINGS, REPORTS, REPORTS.c.id == NOW_READINGS.c.report)
    rows = connection.execute(texts.where(NOW_READINGS.c.report.in_(reports)).order_by(NOW_READINGS.c.report)).all()
    readings = [row.id for row in rows]
    bodies = sa.select(NOW_CLAIMS.c.reading, NOW_CLAIMS.c.body).where(NOW_CLAIMS.c.report.in_(reports))
    claims: dict[str, list[Claim]] = defaultdict(list)
    for reading, body in connection.execute(bodies.order_by(NOW_CLAIMS.c.reading, NOW_CLAIMS.c.position)):
        claims[reading].append(claim_from_json(body))
    notes = sa.select(FINDINGS.c.reading, FINDINGS.c.code).where(FINDINGS.c.reading.in_(readings))
    codes: dict[str, set[str]] = defaultdict(set)
    for reading, code in connection.execute(notes.where(FINDINGS.c.code.in_([*_NOTICES, _UNVERIFIED]))):
        codes[reading].add(code)
    for row in rows:
        report = report_from_json(row.body["report"] | {"text": row.text})
        notice = next((_NOTICES[code] for code in sorted(codes[row.id]) if code in _NOTICES), "")
        yield Context(report, row.id, notice, _UNVERIFIED in codes[row.id], stocks), tuple(claims[row.id])


def _postings(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> list[Posting]:
    return [Posting(*row) for row in connection.execute(sa.select(POSTINGS).where(*where))]


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


def _draw(connection: sa.Connection, cell: str, first: int, last: int) -> set[int]:
    """Draw up a stretch of a cell; the days of postings whose fact is another than before."""
    whole = first == last == 0
    around = () if whole else (POSTINGS.c.day.between(first - RADIUS, last + RADIUS),)
    postings = _postings(connection, POSTINGS.c.cell == cell, *around)
    drawn = draw(postings, _origins(connection, {one.report for one in postings}))
    days = {fact.id: day for fact, day in zip(drawn.facts, drawn.days, strict=True) if whole or first <= day <= last}
    members = [
        MemberRow(claim, fact.id, cell, days[fact.id], why)
        for fact in drawn.facts
        if fact.id in days
        for claim, why in zip(fact.claims, fact.why, strict=True)
    ]
    before = _clear(connection, cell, None if whole else (first, last))
    now = {(member.claim, member.fact) for member in members}
    insert(connection, FACTS, [fact_row(fact, cell, days[fact.id]) for fact in drawn.facts if fact.id in days])
    insert(connection, FACT_CLAIMS, members)
    moves = [revision_row(move, cell, days[move.fact]) for move in drawn.revisions if move.fact in days]
    insert(connection, REVISIONS, moves)
    kept = {dispute: days[dispute.facts[0]] for dispute in drawn.disputes if dispute.facts[0] in days}
    _dispute(connection, kept, cell, {one.claim: one.voice_key for one in postings})
    moved = {claim for claim, _ in before ^ now}
    return {one.day for one in postings if one.claim in moved}


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


def _origins(connection: sa.Connection, reports: set[str]) -> dict[str, str]:
    query = sa.select(COPIES.c.report, COPIES.c.origin).where(COPIES.c.kind != "update")
    found: dict[str, str] = {}
    for some in _in_lots(sorted(reports)):
        found |= {row.report: row.origin for row in connection.execute(query.where(COPIES.c.report.in_(some)))}
    return found


def _in_lots(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(keys), _AT_ONCE):
        yield keys[at : at + _AT_ONCE]


# ---------------------------------------------------------------- what runs across cells


def _across(connection: sa.Connection, stale: set[int]) -> None:
    """Disputes between different measures, and denials, of the days that changed and of those that they reach."""
    days = {day + near for day in stale for near in range(-1, _BACK + 1)}
    for first, last in _runs(days):
        _settled(connection, sa.and_(DISPUTES.c.cell == _ACROSS, DISPUTES.c.day.between(first, last)))
        found = {**_defined(connection, first, last), **_denied(connection, first, last)}
        claims = sorted({side.claim for dispute in found for side in dispute.sides})
        voices = {one.claim: one.voice_key for one in _postings(connection, POSTINGS.c.claim.in_(claims))}
        _dispute(connection, found, _ACROSS, voices)


def _runs(days: set[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for day in sorted(days):
        if found and day == found[-1][1] + 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def _defined(connection: sa.Connection, first: int, last: int) -> dict[Dispute, int]:
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


def _denied(connection: sa.Connection, first: int, last: int) -> dict[Dispute, int]:
    """Denials of some days with what they deny, each with the day of the denial."""
    found: dict[Dispute, int] = {}
    denying = sa.or_(POSTINGS.c.stance == "denies", POSTINGS.c.status == "denied")
    for one in _postings(connection, denying, POSTINGS.c.day.between(first, last)):
        against = _deniable(connection, one)
        dispute = denials(one, against, _facts_of(connection, [other.claim for other in against]))
        if dispute is not None:
            found[dispute] = one.day
    return found


def _deniable(connection: sa.Connection, denying: Posting) -> list[Posting]:
    """What a denial can be about: deeds of who denies, of its own report or else of its own place, just before."""
    side = side_of(denying.actor_code) if denying.actor_code else None
    near = (POSTINGS.c.day.between(denying.day - _BACK, denying.day + 1), POSTINGS.c.stance != "denies")
    found = [one for one in _postings(connection, *near) if _is_deed(one, denying, side)]
    own = [one for one in found if one.report == denying.report]
    there = [one for one in found if denying.place_key and one.place_key == denying.place_key]
    return sorted(own or there, key=lambda one: one.claim)


def _is_deed(one: Posting, denying: Posting, side: str | None) -> bool:
    alike = (one.measure, one.item) == (denying.measure, denying.item) and one.place_key == denying.place_key
    if one.status == "denied" or one.voice_key == denying.voice_key:
        return False
    return alike or (side is not None and one.actor_code is not None and side_of(one.actor_code) == side)


def _facts_of(connection: sa.Connection, claims: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in _in_lots(sorted(set(claims))):
        query = sa.select(FACT_CLAIMS.c.claim, FACT_CLAIMS.c.fact).where(FACT_CLAIMS.c.claim.in_(some))
        found |= {row.claim: row.fact for row in connection.execute(query)}
    return found
