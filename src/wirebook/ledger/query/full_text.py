"""Words looked for in reports and claims: SQLite's FTS5, or PostgreSQL's text search.

Both take English endings off, so that "strikes" finds "strike". The tables are those of `database/schema/0008_search`.
"""

import re
from dataclasses import dataclass
from itertools import islice, product
from typing import Any, Literal, Unpack

import sqlalchemy as sa

from wirebook.fields.place.aliases import also_called
from wirebook.ledger.database.opened import Database
from wirebook.ledger.database.tables import CLAIMS, NOW_READINGS, POSTINGS, REPORTS
from wirebook.ledger.errors import LedgerError
from wirebook.ledger.query import filters
from wirebook.ledger.query.filters import Asked, Limits
from wirebook.ledger.update.settle import settled

Of = Literal["claims", "reports"]
_WORD = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
_OPEN, _CLOSE = "\ue000", "\ue001"  # private characters: no report's own marks are taken for them
_NEAR = 24  # words of a report that are shown around what was found
_WAYS = 16  # spellings of all words together that are looked for
_COMMON = 5_000  # places beyond which words are not ranked
_CLAIM_TEXT = (
    "{0}.quote || ' ' || COALESCE({0}.source, '') || ' ' || COALESCE({0}.place, '') || ' '"
    " || REPLACE({0}.measure || ' ' || {0}.item, '_', ' ')"
    " || ' ' || COALESCE({0}.actor_name, '') || ' ' || COALESCE({0}.target_name, '')"
)
_REPORT_TEXT = "COALESCE({0}.title, '') || ' ' || COALESCE({0}.publisher, '') || ' ' || {0}.text"


@dataclass(frozen=True, slots=True)
class Hit:
    """A report or claim in which words were found. `shown` are its words, each with whether it was looked for."""

    report: str
    claim: str | None
    title: str | None
    publisher: str | None
    published: str | None
    shown: tuple[tuple[str, bool], ...]


def search(database: Database, words: str, of: Of = "claims", **narrower: Unpack[Limits]) -> tuple[Hit, ...]:
    """Claims (by their sentence, source, place, parties and what is counted) or reports with all of some words.

    "Words in quotation marks" stand together, a word after a minus must not be there. The best come first. Limits
    are those of the other questions; reports are limited by the day on which they were published.
    Words that stand in more than 5,000 claims or reports are not ranked: what was entered last comes first.

    Raises:
        LedgerError: when there is no word to look for.
    """
    if all(minus for minus, _ in _parts(words)):
        raise LedgerError(f"{database.where}: {words!r} has no word to look for; write one, such as: drones Kharkiv")
    query = _claims if of == "claims" else _reports
    return settled(database, lambda connection: query(connection, words, Asked(**narrower)))


def _claims(connection: sa.Connection, words: str, asked: Asked) -> tuple[Hit, ...]:
    c, p, r = CLAIMS.c, POSTINGS.c, REPORTS.c
    found, rank, shown, given = _looked_for(connection, words, "claim")
    query = sa.select(c.report, c.id.label("claim"), r.title, r.publisher, r.published, shown)
    query = query.join_from(CLAIMS, POSTINGS, sa.and_(p.claim == c.id, p.reading == c.reading))
    query = query.join(REPORTS, r.id == c.report).where(found)
    day = sa.func.substr(sa.func.coalesce(p.period_end, p.period_start, p.said_at), 1, len("2025-01-01"))
    query = query.where(*filters.days(asked, day), *filters.account(asked, POSTINGS), *filters.place(asked, POSTINGS))
    if asked.source is not None:
        query = query.where(p.voice_key.in_(filters.keys(connection, asked.source)))
    order = _newest(connection, "claim", given) or (rank, c.id)
    return _hits(connection, filters.page(_from_index(connection, query, "claim"), asked, *order), given)


def _reports(connection: sa.Connection, words: str, asked: Asked) -> tuple[Hit, ...]:
    r, p = REPORTS.c, POSTINGS.c
    found, rank, shown, given = _looked_for(connection, words, "report")
    query = sa.select(r.id.label("report"), sa.null().label("claim"), r.title, r.publisher, r.published, shown)
    query = query.join_from(REPORTS, NOW_READINGS, NOW_READINGS.c.report == r.id).where(found)
    query = query.where(*filters.days(asked, sa.func.substr(r.published, 1, len("2025-01-01"))))
    told = [*filters.account(asked, POSTINGS), *filters.place(asked, POSTINGS)]
    if asked.source is not None:
        told.append(p.voice_key.in_(filters.keys(connection, asked.source)))
    if told:
        query = query.where(r.id.in_(sa.select(p.report).where(*told)))
    order = _newest(connection, "report", given) or (rank, r.id)
    return _hits(connection, filters.page(_from_index(connection, query, "report"), asked, *order), given)


def _newest(connection: sa.Connection, of: str, given: dict[str, str]) -> tuple[sa.ColumnElement[Any], ...]:
    """The order of what was entered last first, for words that stand nearly everywhere; none for all others.

    To rank is to look at every place: of a million that takes as long as nobody waits, and tells nothing.
    """
    if connection.dialect.name == "postgresql":
        return ()
    places = f"SELECT rowid FROM {of}_search WHERE {of}_search MATCH :words LIMIT {_COMMON + 1}"  # noqa: S608 - our names
    many = connection.scalar(sa.text(f"SELECT count(*) FROM ({places})"), given) or 0  # noqa: S608 - the same
    return (sa.literal_column(f"{of}_search.rowid").desc(),) if many > _COMMON else ()


def _looked_for(connection: sa.Connection, words: str, of: str) -> tuple[Any, Any, Any, dict[str, str]]:
    """The condition, the rank (lower is better), the words to show, and the values of both."""
    if connection.dialect.name == "postgresql":
        return _in_postgresql(words, of)
    table = f"{of}_search"
    marked = f"highlight({table}, 0, '{_OPEN}', '{_CLOSE}')"
    if of == "report":
        marked = f"snippet({table}, 2, '{_OPEN}', '{_CLOSE}', '…', {_NEAR})"
    shown: sa.Label[str] = sa.literal_column(marked).label("shown")
    return sa.text(f"{table} MATCH :words"), sa.literal_column(f"{table}.rank"), shown, {"words": _as_fts5(words)}


def _in_postgresql(words: str, of: str) -> tuple[Any, Any, Any, dict[str, str]]:
    text = (_CLAIM_TEXT if of == "claim" else _REPORT_TEXT).format(f"{of}s")
    column, size = ("quote", "HighlightAll=true") if of == "claim" else ("text", f"MaxWords={_NEAR}")
    asked = "websearch_to_tsquery('english', :words)"
    english: sa.ColumnElement[str] = sa.literal_column("'english'")
    query = sa.func.websearch_to_tsquery(english, sa.bindparam("words"))
    marks = f"StartSel={_OPEN}, StopSel={_CLOSE}, {size}"
    shown = sa.func.ts_headline(english, sa.literal_column(f"{of}s.{column}"), query, marks).label("shown")
    found, rank = f"to_tsvector('english', {text}) @@ {asked}", f"-ts_rank(to_tsvector('english', {text}), {asked})"
    return sa.text(found), sa.text(rank), shown, {"words": _as_websearch(words)}


def _from_index(connection: sa.Connection, query: sa.Select[Any], of: str) -> sa.Select[Any]:
    """The tables of SQLite's index joined to what they index; PostgreSQL's index is none that can be seen."""
    if connection.dialect.name == "postgresql":
        return query
    numbers = sa.table(f"{of}_numbers", *map(sa.column, ("number", "report", "reading", "position")))
    index = sa.table(f"{of}_search", sa.column("rowid"), sa.column("rank"))
    if of == "claim":
        met = sa.and_(numbers.c.reading == CLAIMS.c.reading, numbers.c.position == CLAIMS.c.position)
    else:
        met = numbers.c.report == REPORTS.c.id
    return query.join(numbers, met).join(index, index.c.rowid == numbers.c.number)


def _as_fts5(words: str) -> str:
    """Words as FTS5 takes them: each quoted, so that nothing in them is taken for its own language."""
    parts = _parts(words)
    yes = " AND ".join(_either(said) for minus, said in parts if not minus)
    return yes + "".join(f' NOT "{said}"' for minus, said in parts if minus)


def _either(said: str) -> str:
    """A word in each of its spellings."""
    ways = " OR ".join(f'"{one}"' for one in _spellings(said))
    return f"({ways})" if " OR " in ways else ways


def _spellings(said: str) -> tuple[str, ...]:
    """A word, and the names of the places of which it is an older one: "Odessa" finds Odesa."""
    return said, *also_called(said)


def _as_websearch(words: str) -> str:
    """The same as PostgreSQL takes them."""
    parts = _parts(words)
    no = "".join(f' -"{said}"' for minus, said in parts if minus)
    ways = product(*(_spellings(said) for minus, said in parts if not minus))  # it knows OR, but no brackets
    return " OR ".join(" ".join(f'"{said}"' for said in way) + no for way in islice(ways, _WAYS))


def _parts(words: str) -> list[tuple[str, str]]:
    """Words and phrases, each with its minus; what has no letter or digit is left out."""
    plain = words.replace("\0", " ")
    parts = [(minus, (phrase or word).replace('"', "")) for minus, phrase, word in _WORD.findall(plain)]
    return [(minus, said) for minus, said in parts if re.search(r"[^\W_]", said)]


def _hits(connection: sa.Connection, query: sa.Select[Any], given: dict[str, str]) -> tuple[Hit, ...]:
    rows = connection.execute(query, given).mappings()
    return tuple(Hit(**{**row, "shown": _parted(row["shown"])}) for row in rows)


def _parted(marked: str) -> tuple[tuple[str, bool], ...]:
    parts = []
    for piece in marked.split(_OPEN):
        found, closed, rest = piece.partition(_CLOSE)
        parts += [(found, True), (rest, False)] if closed else [(piece, False)]
    return tuple(part for part in parts if part[0])
