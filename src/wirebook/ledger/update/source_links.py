"""Which sources persons said are one, and which are not: applied to the postings whenever the books are drawn up.

A source is known by the key that its own name gives it (`voice_own`); joined with others it has one key with them
(`voice_key`). What one report says under a name can be set apart from the rest, and is then a source of its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import sqlalchemy as sa

from wirebook.ledger.books.posting import Posting
from wirebook.ledger.books.source_names import SourceForm, by_key, naming
from wirebook.ledger.database.json_rows import claim_from_json
from wirebook.ledger.database.tables import NOW_CLAIMS, POSTINGS, rows_in
from wirebook.ledger.decisions.decision import DecidedSource, Decision, fitting_claim, standing
from wirebook.ledger.update.decided import decisions

_BOTH = 2  # sources of a decision: joined with, or set apart from, each other
_JOINS = "merged_sources"
KeyPair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Sources:
    """What persons decided about sources, by their own keys.

    `parted` maps a source and a report to the source that this report's words are of; `heads` maps each joined source
    to the one whose key all have; `apart` are pairs that are never one voice.
    """

    parted: Mapping[tuple[str, str], str] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[KeyPair] = frozenset()

    def of(self, one: Posting) -> Posting:
        """A posting with the source that persons say it has."""
        own = self.parted.get((one.voice_own, one.report), one.voice_own)
        return replace(one, voice_own=own, voice_key=self.heads.get(own, own))


def apart_in(own: str, report: str) -> str:
    """The key of what one report says under the name of a source, once it is set apart."""
    return f"{own.replace(', ', ' ')}, in {report}"


def decided_sources(decisions: Iterable[Decision]) -> Sources:
    """What the standing decisions come to, one after the other."""
    parted: dict[tuple[str, str], str] = {}
    groups: dict[str, list[str]] = {}
    apart: set[KeyPair] = set()
    for one in standing(decisions):
        keys = [named.key for named in one.sources]
        if len(keys) == 1:
            parted[keys[0], one.subject.report] = apart_in(keys[0], one.subject.report)
            apart.add(frozenset((keys[0], apart_in(keys[0], one.subject.report))))
        elif len(keys) == _BOTH and one.kind == _JOINS:
            _join(groups, *keys)
            apart.discard(frozenset(keys))
        elif len(keys) == _BOTH:
            _part(groups, *keys)
            apart.add(frozenset(keys))
    heads = {key: group[0] for group in groups.values() for key in group if len(group) > 1}
    return Sources(parted, heads, frozenset(apart))


def _join(groups: dict[str, list[str]], one: str, other: str) -> None:
    """Put the group of the other behind that of the one, which gives both its key."""
    first, second = groups.get(one, [one]), groups.get(other, [other])
    if first is not second:
        first += second
    groups |= dict.fromkeys(first, first)


def _part(groups: dict[str, list[str]], one: str, other: str) -> None:
    """Take the one out of the group that it shares with the other."""
    group = groups.get(one)
    if group is not None and other in group:
        group.remove(one)
        groups[one] = [one]


# ---------------------------------------------------------------- decisions in the database


def refitted_sources(connection: sa.Connection, made: Sequence[Decision]) -> tuple[Decision, ...]:
    """Decisions about sources under the keys that these have now.

    A newer program may file a source under another key: it is known again by the claim that the decision remembers.
    """
    if not any(one.sources for one in made):
        return tuple(made)
    keys = {named.key for one in made for named in one.sources}
    keys |= {apart_in(named.key, one.subject.report) for one in made for named in one.sources if len(one.sources) == 1}
    query = sa.select(POSTINGS.c.voice_own).distinct()
    known = {row.voice_own for row in rows_in(connection, query, POSTINGS.c.voice_own, keys)}
    return tuple(_refitted(connection, one, known) if one.sources else one for one in made)


def _refitted(connection: sa.Connection, one: Decision, known: set[str]) -> Decision:
    if len(one.sources) == 1 and apart_in(one.sources[0].key, one.subject.report) in known:
        return one
    return replace(one, sources=tuple(_known_again(connection, named, known) for named in one.sources))


def _known_again(connection: sa.Connection, named: DecidedSource, known: set[str]) -> DecidedSource:
    if named.key in known:
        return named
    claim = _claim_now(connection, named)
    own = connection.scalar(sa.select(POSTINGS.c.voice_own).where(POSTINGS.c.claim == claim))
    return replace(named, key=own or named.key)


def _claim_now(connection: sa.Connection, named: DecidedSource) -> str | None:
    """The current claim that a decision remembers."""
    bodies = sa.select(NOW_CLAIMS.c.body).where(NOW_CLAIMS.c.report == named.subject.report)
    claims = [claim_from_json(body) for body in connection.scalars(bodies.order_by(NOW_CLAIMS.c.position))]
    return fitting_claim(named.claim, named.subject, claims)


def joined_names(connection: sa.Connection, keys: Iterable[str]) -> dict[str, str]:
    """What sources are called by their own keys, each by itself: joined ones under their own names."""
    own = POSTINGS.c.voice_own
    alike = (own.label("key"), own, POSTINGS.c.voice, POSTINGS.c.source_kind, POSTINGS.c.voice_country)
    query = sa.select(*alike, sa.func.count()).group_by(*alike[1:])
    forms = by_key(SourceForm(*row) for row in rows_in(connection, query, own, keys))
    return {key: naming(several).name for key, several in forms.items()}


def joined_with(connection: sa.Connection) -> dict[str, tuple[str, ...]]:
    """The names of all sources that persons joined, by the key that they have together."""
    heads = decided_sources(refitted_sources(connection, decisions(connection))).heads
    names = joined_names(connection, heads)
    return {
        head: tuple(sorted(names[key] for key, whole in heads.items() if whole == head and key in names))
        for head in sorted(set(heads.values()))
    }


def rename(connection: sa.Connection, made: Sequence[Decision]) -> list[Posting]:
    """Give the postings of sources that persons decided on the keys that they have by that.

    Returns:
        The postings that changed, as they were and as they are.
    """
    ever = [one for one in made if any(named.key for named in one.sources)]
    sources = decided_sources(made)
    keys = {named.key for one in ever for named in one.sources} | set(sources.heads)
    keys |= {apart_in(named.key, one.subject.report) for one in ever for named in one.sources if len(one.sources) == 1}
    back = {apart_in(own, report): own for own, report in _ever_parted(ever)}
    changed: list[Posting] = []
    for row in list(rows_in(connection, sa.select(POSTINGS), POSTINGS.c.voice_own, keys)):
        was = Posting(*row)
        now = sources.of(replace(was, voice_own=back.get(was.voice_own, was.voice_own)))
        if now != was:
            changed += [was, now]
            move = sa.update(POSTINGS).where(POSTINGS.c.claim == was.claim)
            connection.execute(move.values(voice_own=now.voice_own, voice_key=now.voice_key))
    return changed


def _ever_parted(made: Iterable[Decision]) -> set[tuple[str, str]]:
    return {(one.sources[0].key, one.subject.report) for one in made if len(one.sources) == 1}
