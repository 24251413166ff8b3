"""Sources joined and parted by persons: lines of the journal, which the books follow."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from wirebook.fields.party.source_identity import voice_of
from wirebook.ledger.books.posting import Posting
from wirebook.ledger.database.opened import Database
from wirebook.ledger.database.tables import POSTINGS, VOICES, postings_where, rows_in
from wirebook.ledger.decisions.decision import DecidedSource, Decision, DecisionKind, Unfit, standing, subject_of
from wirebook.ledger.errors import LedgerError, NotFoundError
from wirebook.ledger.query import filters, stored
from wirebook.ledger.review import decide
from wirebook.ledger.update.decided import decisions
from wirebook.ledger.update.namesakes import owns_under
from wirebook.ledger.update.settle import settled
from wirebook.ledger.update.source_links import apart_in, decided_sources, joined_names, refitted_sources

_FEW = 6  # names told where several may be meant
_MERGED: DecisionKind = "merged_sources"
_PARTED: DecisionKind = "parted_sources"


def merge_sources(  # noqa: D417 - as a method of a ledger it has no `database`
    database: Database, name: str, other: str, author: str, why: str = ""
) -> Decision:
    """Say that two sources are one: what the other says is from now on said by the first.

    Args:
        name: The source as `sources` lists it, or a part of its name that only it has.
        other: The same of the other one.
        author: Who decides.
        why: The reason, for those who look later.

    Raises:
        LedgerError: when a name means no source or several, or both mean the same one.
    """
    pair = _pair(database, name, other)
    if pair[0].key == pair[1].key or _is_one(database, *pair):
        raise LedgerError(f"{database.where}: “{name}” and “{other}” are one source already")
    return _of_sources(database, _MERGED, pair, author, why)


def part_sources(  # noqa: D417 - as a method of a ledger it has no `database`
    database: Database, name: str, author: str, why: str = "", *, other: str | None = None, report: str | None = None
) -> Decision:
    """Say that two sources are not one, or that what one report says under a name is another source's word.

    Args:
        name: The source, as `merge_sources` takes it; also one that was joined with another.
        author: Who decides.
        why: The reason, for those who look later.
        other: The source that it is not.
        report: The id of the report whose words are another's; either this or `other`.

    Raises:
        LedgerError: when a name means no source or several, when the report does not have it, or when there is
            nothing to part.
    """
    if (other is None) == (report is None):
        raise LedgerError(
            f"{database.where}: say either from which source “{name}” is to be parted, or in which report"
        )
    if other is not None:
        pair = _pair(database, name, other)
        if pair[0].key == pair[1].key:
            raise LedgerError(
                f"{database.where}: “{name}” and “{other}” are one name; name a report whose words are another's"
            )
        return _of_sources(database, _PARTED, pair, author, why)
    key = _report_id(database, report or "")
    found = settled(database, lambda connection: _named_in(database, connection, name, key))
    return _of_sources(database, _PARTED, (found,), author, why)


def source_reports(database: Database, name: str) -> tuple[tuple[str, int], ...]:
    """The reports in which a source speaks, by id, with how many claims of each are its.

    Raises:
        LedgerError: when the name means no source or several.
    """
    return settled(database, lambda connection: _spoken_in(database, connection, name))


def _spoken_in(database: Database, connection: sa.Connection, name: str) -> tuple[tuple[str, int], ...]:
    own = _one_of(database, name, _own_keys(connection, name), connection)
    key = decided_sources(refitted_sources(connection, decisions(connection))).heads.get(own, own)
    query = sa.select(POSTINGS.c.report, sa.func.count()).where(POSTINGS.c.voice_key == key)
    rows = connection.execute(query.group_by(POSTINGS.c.report).order_by(POSTINGS.c.report))
    return tuple((row[0], row[1]) for row in rows)


def unfit(database: Database) -> tuple[Unfit, ...]:
    """Decisions that no longer fit what the current readings say, those about sources too."""
    made = settled(database, lambda connection: refitted_sources(connection, decisions(connection)))
    ours = [one for one in standing(made) if one.sources]
    keys = {_key_now(one, named) for one in ours for named in one.sources}
    known = settled(database, lambda connection: _known(connection, keys))
    gone = [one for one in ours if any(_key_now(one, named) not in known for named in one.sources)]
    why = "a source of it says nothing in the current readings any more"
    return (*decide.unfit_opinions(database), *(Unfit(one, why) for one in gone))


def _of_sources(
    database: Database, kind: DecisionKind, named: Sequence[DecidedSource], author: str, why: str
) -> Decision:
    claim, subject = named[0].claim, named[0].subject
    return decide.keep(database, Decision(0, kind, claim, author, "", why, subject, sources=tuple(named)))


def _pair(database: Database, name: str, other: str) -> tuple[DecidedSource, DecidedSource]:
    """The two sources that two names mean."""
    return settled(database, lambda reading: (_named(database, reading, name), _named(database, reading, other)))


def _is_one(database: Database, one: DecidedSource, other: DecidedSource) -> bool:
    heads = settled(
        database, lambda connection: decided_sources(refitted_sources(connection, decisions(connection)))
    ).heads
    return one.key in heads and heads[one.key] == heads.get(other.key)


def _report_id(database: Database, key: str) -> str:
    found = settled(database, lambda connection: _reports(connection, key))
    if len(found) != 1:
        raise NotFoundError(f"{database.where}: no report {key!r}; the page and `wirebook search` name those there are")
    return found[0]


def _named(database: Database, connection: sa.Connection, name: str) -> DecidedSource:
    """The one source that a name means."""
    own = _one_of(database, name, _own_keys(connection, name), connection)
    posting = min(postings_where(connection, POSTINGS.c.voice_own == own), key=lambda one: one.claim)
    return _remembered(database, connection, own, posting)


def _named_in(database: Database, connection: sa.Connection, name: str, report: str) -> DecidedSource:
    """The one source of a report that a name means, which speaks in other reports as well."""
    ours = _own_keys(connection, name)
    p = POSTINGS.c
    here = postings_where(connection, sa.or_(p.voice_own.in_(ours), p.voice_key.in_(ours)), p.report == report)
    own = _one_of(database, name, sorted({one.voice_own for one in here}), connection, f" in {report}")
    keys = {one.voice_key for one in here if one.voice_own == own}
    elsewhere = sa.select(p.claim).where(sa.or_(p.voice_own == own, p.voice_key.in_(keys)), p.report != report)
    if connection.execute(elsewhere.limit(1)).first() is None:
        raise LedgerError(f"{database.where}: “{name}” speaks in {report} alone; there is nothing to part it from")
    posting = min((one for one in here if one.voice_own == own), key=lambda one: one.claim)
    return _remembered(database, connection, own, posting)


def _remembered(database: Database, connection: sa.Connection, own: str, posting: Posting) -> DecidedSource:
    names = joined_names(connection, [own])
    return DecidedSource(own, names[own], posting.claim, subject_of(stored.claim(database, posting.claim)))


def _one_of(database: Database, name: str, keys: Sequence[str], connection: sa.Connection, where: str = "") -> str:
    if not keys:
        raise NotFoundError(
            f"{database.where}: no source “{name}”{where}; `wirebook sources` lists those that there are"
        )
    if len(keys) > 1:
        names = sorted(joined_names(connection, keys).values())
        some = "; ".join(names[:_FEW]) + ("; …" if len(names) > _FEW else "")
        raise LedgerError(f"{database.where}: “{name}” may be {len(names)} sources ({some}); write the whole name")
    return keys[0]


def _key_now(one: Decision, named: DecidedSource) -> str:
    return apart_in(named.key, one.subject.report) if len(one.sources) == 1 else named.key


def _known(connection: sa.Connection, keys: Iterable[str]) -> set[str]:
    query = sa.select(POSTINGS.c.voice_own).distinct()
    return {row.voice_own for row in rows_in(connection, query, POSTINGS.c.voice_own, keys)}


def _reports(connection: sa.Connection, key: str) -> list[str]:
    query = sa.select(POSTINGS.c.report).distinct().where(POSTINGS.c.report.startswith(key, autoescape=True))
    return list(connection.scalars(query.order_by(POSTINGS.c.report).limit(2)))


def _own_keys(connection: sa.Connection, name: str) -> list[str]:
    """The sources, by their own keys, that a name may mean: joined ones too, whole names and keys before parts."""
    heads = decided_sources(refitted_sources(connection, decisions(connection))).heads
    joined = joined_names(connection, {*heads, *(own for owns in owns_under(connection).values() for own in owns)})
    whole = sorted(key for key, called in joined.items() if name.casefold() in (called.casefold(), key))
    if whole:
        return whole
    listed = sa.select(VOICES.c.voice_key).order_by(VOICES.c.voice_key)
    called = sa.or_(sa.func.lower(VOICES.c.name) == name.lower(), VOICES.c.voice_key == name)
    for exact in (called, VOICES.c.voice_key == voice_of(name).key):
        if found := list(connection.scalars(listed.where(exact))):
            return found
    return filters.keys(connection, name)
