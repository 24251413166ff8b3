"""The named questions: what a desk asks of the books every day, each answered page by page in a fixed order."""

import operator
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from wirebook.ledger.books.commitments import DONE, PROMISED, Deeds, Promise, judge
from wirebook.ledger.books.posting import Posting, day_of, iso
from wirebook.ledger.database.book_rows import FactRow, dispute_of, fact_of, revision_of
from wirebook.ledger.database.tables import (
    DISPUTED,
    DISPUTES,
    FACT_CLAIMS,
    FACTS,
    POSTINGS,
    REVISIONS,
    SIDES,
    VOICES,
    begins_so,
    origins_of,
    postings_of,
    rows_in,
    voices_heard,
)
from wirebook.ledger.query import filters
from wirebook.ledger.query.filters import Asked
from wirebook.ledger.update.namesakes import is_person, owns_under
from wirebook.ledger.update.source_links import joined_names, joined_with
from wirebook.types import Dispute, Fact, Revision

_MONTH = 30  # days
_STEP = 100  # promises that are looked at together
_ENOUGH = 50  # facts after a promise that decide it


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source over the books: how much it said, when, how often its figures moved.

    `disputes` is how often a claim of it stands on one side of a dispute; `also` are the sources that persons joined
    with it.
    """

    name: str
    kind: str
    country: str | None
    claims: int
    reports: int
    first: str | None
    last: str | None
    revisions: int
    disputes: int
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One figure for a fact: when it was said, by whom, and what it replaced (`revision`).

    `standing` is how it stands to the fact's range (`wirebook.types.Heard`), "" where its source told another since.
    """

    at: str | None
    source: str
    written: str
    low: float | None
    high: float | None
    report: str
    claim: str
    why: str
    copy_of: str | None
    revision: Revision | None
    standing: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """A fact with all its figures in the order of saying, and its disputes."""

    fact: Fact
    lines: tuple[HistoryLine, ...]
    disputes: tuple[Dispute, ...]


def facts(connection: sa.Connection, asked: Asked) -> tuple[Fact, ...]:
    """Facts, the earliest first."""
    query = sa.select(FACTS).where(*filters.within(connection, asked, FACTS, FACTS.c.sorted_day))
    return _facts(connection, filters.page(query, asked, FACTS.c.sorted_day, FACTS.c.id))


def revisions(connection: sa.Connection, asked: Asked) -> tuple[Revision, ...]:
    """Figures that moved, by the day of the later figure."""
    query = sa.select(REVISIONS.c.body)
    where = [*filters.days(asked, REVISIONS.c.at)]
    if asked.source is not None:
        where.append(REVISIONS.c.voice_key.in_(filters.keys(connection, asked.source)))
    if asked.account is not None or asked.place is not None:
        query = query.join_from(REVISIONS, FACTS, FACTS.c.id == REVISIONS.c.fact)
        where += [*filters.account(asked, FACTS), *filters.place(asked, FACTS)]
    page = filters.page(query.where(*where), asked, REVISIONS.c.at, REVISIONS.c.claim)
    return tuple(revision_of(body) for body in connection.scalars(page))


def disputes(connection: sa.Connection, asked: Asked) -> tuple[Dispute, ...]:
    """Disputes, the earliest first."""
    where = [*filters.days(asked, DISPUTES.c.at), *filters.account(asked, DISPUTES), *filters.place(asked, DISPUTES)]
    if asked.source is not None:
        keys = filters.keys(connection, asked.source)
        where.append(DISPUTES.c.id.in_(sa.select(SIDES.c.dispute).where(SIDES.c.voice_key.in_(keys))))
    page = filters.page(sa.select(DISPUTES.c.body).where(*where), asked, DISPUTES.c.at, DISPUTES.c.id)
    return tuple(dispute_of(body) for body in connection.scalars(page))


def called(connection: sa.Connection, key: str) -> tuple[str, ...]:
    """The ids of the facts that a key may mean: the id of one or of one of its claims, or the beginning of either."""
    for alike in (operator.eq, begins_so):  # a whole id is found at once
        owners = sa.select(FACT_CLAIMS.c.fact).where(alike(FACT_CLAIMS.c.claim, key))
        found = connection.scalars(sa.select(FACTS.c.id).where(alike(FACTS.c.id, key)).union(owners)).all()
        if found:
            return tuple(sorted(found))
    return ()


def history(connection: sa.Connection, key: str) -> History:
    """The fact of an id with all that was said of it."""
    (fact,) = _facts(connection, sa.select(FACTS).where(FACTS.c.id == key))
    why = dict(zip(fact.claims, fact.why, strict=True))
    found = postings_of(connection, POSTINGS.c.claim, fact.claims)
    postings = sorted(found, key=lambda one: (one.said or 0, one.said_at or "", one.claim))
    moves = {
        move.claim: move
        for move in map(revision_of, connection.scalars(sa.select(REVISIONS.c.body).where(REVISIONS.c.fact == fact.id)))
    }
    origins = origins_of(connection, (one.report for one in postings))
    query = sa.select(DISPUTES.c.body).join_from(DISPUTES, DISPUTED, DISPUTED.c.dispute == DISPUTES.c.id)
    bodies = connection.scalars(query.where(DISPUTED.c.fact == fact.id).order_by(DISPUTES.c.at, DISPUTES.c.id))
    standing = {one.claim: one.standing for one in fact.heard}
    told = (_line(one, why[one.claim], origins, moves) for one in postings)
    lines = tuple(replace(line, standing=standing.get(line.claim, "")) for line in told)
    return History(fact, lines, tuple(dispute_of(body) for body in bodies))


def sources(connection: sa.Connection, asked: Asked) -> tuple[SourceRow, ...]:
    """Who said how much, the most often heard first."""
    narrower = (asked.since, asked.until, asked.place, asked.account)
    table: Any = VOICES if all(limit is None for limit in narrower) else _heard(asked)
    where = [table.c.voice_key.in_(filters.keys(connection, asked.source))] if asked.source is not None else []
    counts = (table.c.voice_key, table.c.claims, table.c.reports, table.c.first, table.c.last)
    query = sa.select(*counts, VOICES.c.name, VOICES.c.kind, VOICES.c.country, VOICES.c.written).where(*where)
    if table is not VOICES:
        query = query.join_from(table, VOICES, VOICES.c.voice_key == table.c.voice_key)
    rows = connection.execute(filters.page(query, asked, table.c.claims.desc(), table.c.voice_key)).all()
    own = REVISIONS.c.kind != "other_source"
    moved = _counted(connection, REVISIONS.c.voice_key, [row.voice_key for row in rows], own)
    joined = _also(connection, [row.voice_key for row in rows if "\n" in row.written and is_person(row.voice_key)])
    contested = _counted(connection, SIDES.c.voice_key, [row.voice_key for row in rows])
    return tuple(
        SourceRow(
            name=row.name,
            kind=row.kind,
            country=row.country,
            claims=row.claims,
            reports=row.reports,
            first=iso(row.first),
            last=iso(row.last),
            revisions=moved.get(row.voice_key, 0),
            disputes=contested.get(row.voice_key, 0),
            also=tuple(name for name in joined.get(row.voice_key, ()) if name != row.name),
        )
        for row in rows
    )


def _also(connection: sa.Connection, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The names of the sources that are one by a person's word, or by a family name told alone, by their key."""
    joined = joined_with(connection)
    under = owns_under(connection, keys)
    names = joined_names(connection, (own for owns in under.values() for own in owns))
    also = {key: tuple(names[own] for own in owns) for key, owns in under.items()}
    return {key: tuple(sorted({*joined.get(key, ()), *also.get(key, ())})) for key in joined.keys() | also.keys()}


def timeline(connection: sa.Connection, asked: Asked) -> tuple[Fact, ...]:
    """What happened, day by day: facts that are done and have a day, and no running counts."""
    dated = (FACTS.c.status == "done", FACTS.c.kind.in_(["day", "undated", "span"]))
    query = sa.select(FACTS).where(*dated, *filters.within(connection, asked, FACTS, FACTS.c.sorted_day))
    return _facts(connection, filters.page(query, asked, FACTS.c.sorted_day, FACTS.c.id))


def promises(connection: sa.Connection, asked: Asked, deeds: Deeds, today: str | None) -> tuple[Promise, ...]:
    """Promises with what became of them by a day (none: the day of the newest report), by deadline or day of making."""
    on = today or newest_day(connection)
    return _judged(connection, asked, deeds, on, FACTS.c.status.in_(PROMISED))


def due(connection: sa.Connection, asked: Asked, deeds: Deeds, today: str | None) -> tuple[Promise, ...]:
    """Promises with a day that are not kept: open or lapsed, the earliest deadline first.

    Without a first day, those that lapsed more than a month before are left out: they are among the promises.
    """
    on = today or newest_day(connection)
    if asked.since is None and (day := day_of(on)) is not None:
        asked = replace(asked, since=iso(day - _MONTH))
    dated = (FACTS.c.kind == "span", FACTS.c.start_day.is_(None), ~_kept_at_once(deeds, on))
    waiting: list[Promise] = []
    wanted = None if asked.limit is None else asked.offset + asked.limit
    at = 0
    while wanted is None or len(waiting) < wanted:
        found = _judged(
            connection, replace(asked, limit=_STEP, offset=at), deeds, on, FACTS.c.status.in_(PROMISED), *dated
        )
        waiting += [one for one in found if one.deadline and one.state in ("open", "lapsed")]
        at += _STEP
        if len(found) < _STEP:
            break
    return tuple(waiting[asked.offset : wanted])


def _kept_at_once(deeds: Deeds, today: str) -> sa.ColumnElement[bool]:
    """Whether one later fact of the same item and parties is all that was promised: most promises need no more look."""
    columns = (sa.column("account", sa.Text), sa.column("measure", sa.Text), sa.column("deed", sa.Text))
    rows = sorted((*promised, deed) for promised, kept in deeds.keeping.items() for deed in kept)
    keeping = sa.values(*columns, name="keeping").data(rows or [("", "", "")]).cte("keeping")
    deed = FACTS.alias("deed")
    same = [deed.c[name] == FACTS.c[name] for name in ("account", "country", "item", "unit", "target")]
    actor = sa.func.coalesce(deed.c.actor, "") == sa.func.coalesce(FACTS.c.actor, "")
    after = (deed.c.sorted_day >= FACTS.c.first_said, deed.c.last_said > FACTS.c.first_said)
    enough = (deed.c.status == DONE, deed.c.high != 0, deed.c.low >= FACTS.c.low, deed.c.sorted_day <= today)
    joined = sa.select(sa.literal(1)).select_from(deed).join(keeping, keeping.c.deed == deed.c.measure)
    told = keeping.c.account == FACTS.c.account, keeping.c.measure == FACTS.c.measure
    return joined.where(*told, *same, actor, *after, *enough).correlate(FACTS).exists()


def _judged(
    connection: sa.Connection, asked: Asked, deeds: Deeds, today: str, *which: sa.ColumnElement[bool]
) -> tuple[Promise, ...]:
    where = filters.within(connection, asked, FACTS, FACTS.c.sorted_day)
    query = sa.select(FACTS).where(*which, *where)
    made = _facts(connection, filters.page(query, asked, FACTS.c.sorted_day, FACTS.c.id))
    return tuple(judge(fact, _later(connection, fact, deeds, today), deeds, today) for fact in made)


def newest_day(connection: sa.Connection) -> str:
    """The day of the newest report."""
    return iso(connection.scalar(sa.select(sa.func.max(VOICES.c.last)))) or ""


def _later(connection: sa.Connection, promise: Fact, deeds: Deeds, today: str) -> Iterator[Fact]:
    """Facts that may tell what became of a promise: of its account, from its making on until a day, told after it."""
    made = promise.first_said or ""
    measures = sorted(deeds.keeping.get((promise.account, promise.measure), ()))
    where = [FACTS.c.account == promise.account, FACTS.c.measure.in_(measures), FACTS.c.status.notin_(PROMISED)]
    where += [FACTS.c.sorted_day >= made, FACTS.c.sorted_day <= today, FACTS.c.last_said > made]
    where += [FACTS.c.unit == promise.unit]
    if promise.country is not None:
        where.append(FACTS.c.country == promise.country)
    actor = FACTS.c.actor.is_(None) if promise.actor is None else FACTS.c.actor.startswith(promise.actor[:3])
    columns = (sa.literal("[]").label(one.name) if one.name in ("voices", "why", "heard") else one for one in FACTS.c)
    query = sa.select(*columns).where(*where, actor).order_by(FACTS.c.sorted_day, FACTS.c.id).limit(_ENOUGH)
    with connection.execute(query) as rows:
        for row in rows:
            yield fact_of(FactRow(*row), ())


# ---------------------------------------------------------------- rows


def _facts(connection: sa.Connection, query: sa.Select[Any]) -> tuple[Fact, ...]:
    rows = [FactRow(*row) for row in connection.execute(query)]
    claims: dict[str, list[str]] = defaultdict(list)
    members = sa.select(FACT_CLAIMS.c.fact, FACT_CLAIMS.c.claim).order_by(FACT_CLAIMS.c.claim)
    for fact, claim in rows_in(connection, members, FACT_CLAIMS.c.fact, [row.id for row in rows]):
        claims[fact].append(claim)
    return tuple(fact_of(row, tuple(claims[row.id])) for row in rows)


def _line(one: Posting, why: str, origins: dict[str, str], moves: dict[str, Revision]) -> HistoryLine:
    return HistoryLine(
        at=one.said_at,
        source=one.voice,
        written=one.written,
        low=one.low if one.numbered else None,
        high=one.high if one.numbered else None,
        report=one.report,
        claim=one.claim,
        why=why,
        copy_of=origins.get(one.report),
        revision=moves.get(one.claim),
    )


def _heard(asked: Asked) -> Any:
    """Voices counted over a part of the books alone."""
    days = [date.fromisoformat(day[:10]).toordinal() if day else None for day in (asked.since, asked.until)]
    where: list[sa.ColumnElement[bool]] = [] if days[0] is None else [POSTINGS.c.day >= days[0]]
    where += [] if days[1] is None else [POSTINGS.c.day <= days[1]]
    where += [*filters.account(asked, POSTINGS), *filters.place(asked, POSTINGS)]
    return voices_heard(*where).subquery()


def _counted(
    connection: sa.Connection, column: Any, keys: Sequence[str], *where: sa.ColumnElement[bool]
) -> dict[str, int]:
    query = sa.select(column, sa.func.count()).where(*where).group_by(column)
    return {row[0]: row[1] for row in rows_in(connection, query, column, keys)}
