"""Persons of whom a report tells the family name alone ("President Okello"): who that is, by all reports together.

An office that one person holds in a country, and a family name: where the ledger's reports name one such person in full
and no other, the family name is that person's. What a person decided about a source stays. A function of the set of
postings alone, so reports may come in any order.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import sqlalchemy as sa

from wirebook.fields.party.bodies import is_held
from wirebook.fields.party.persons import is_lone
from wirebook.fields.party.source_identity import voice_from
from wirebook.ledger.books.posting import Posting
from wirebook.ledger.database.tables import POSTINGS, VOICES, postings_where, rows_in
from wirebook.ledger.update.source_links import Sources

_COLUMNS = ("voice_own", "voice_key", "family", "office", "voice_country")


class PersonForm(NamedTuple):
    """A person as some postings have them: the source's own key and its key now, and who it is by name and office."""

    own: str
    key: str
    family: str
    office: str
    country: str | None


def families_of(postings: Iterable[Posting]) -> set[str]:
    """The family names of those of whom this may decide who they are."""
    return {one.family for one in postings if one.family and one.voice_country and is_held(one.office)}


def keys_in_full(forms: Iterable[PersonForm], sources: Sources) -> Mapping[PersonForm, str]:
    """The key that each form should have which tells a family name alone."""
    parted = set(sources.parted.values())
    held_ones = [one for one in forms if one.country and is_held(one.office) and one.own not in parted]
    full: dict[tuple[str, str, str | None], set[str]] = defaultdict(set)
    for one in held_ones:
        if not _is_lone(one):
            full[one.family, one.office, one.country].add(sources.heads.get(one.own, one.own))
    lone = (one for one in held_ones if _is_lone(one))
    return {one: _key(one, full[one.family, one.office, one.country], sources) for one in lone}


def _is_lone(one: PersonForm) -> bool:
    return is_lone(voice_from(one.own).name)


def _key(one: PersonForm, full: set[str], sources: Sources) -> str:
    """The only person of that name in that office, unless persons said who this is, or that it is not that one."""
    if len(full) != 1 or one.own in sources.heads:
        return sources.heads.get(one.own, one.own)
    (key,) = full
    group = {key, *(own for own, head in sources.heads.items() if head == key)}
    return one.own if any(frozenset((one.own, other)) in sources.apart for other in group) else key


# ---------------------------------------------------------------- in the database


def name_in_full(connection: sa.Connection, families: set[str], sources: Sources) -> list[Posting]:
    """Give the postings that tell some family names alone the keys that they have by all that is told now.

    Returns:
        The postings that changed, as they were and as they are.
    """
    changed: list[Posting] = []
    for form, key in sorted(keys_in_full(_forms(connection, families, sources), sources).items()):
        if key == form.key:
            continue
        here = [getattr(POSTINGS.c, column) == value for column, value in zip(_COLUMNS, form, strict=True)]
        was = postings_where(connection, *here)
        connection.execute(sa.update(POSTINGS).where(*here).values(voice_key=key))
        changed += [*was, *(replace(one, voice_key=key) for one in was)]
    return changed


def _forms(connection: sa.Connection, families: set[str], sources: Sources) -> Iterator[PersonForm]:
    """All persons with some family names. A person's key has the name, and the list of sources is short."""
    if not families:
        return
    p = POSTINGS.c
    named = sa.select(*(getattr(p, column) for column in _COLUMNS)).distinct()
    keys = [*connection.scalars(sa.select(VOICES.c.voice_key)), *sources.heads]
    ours = {sources.heads.get(key, key) for key in keys if families & set(voice_from(key).name.split())}
    for row in rows_in(connection, named.where(p.family.in_(sorted(families))), p.voice_key, ours):
        yield PersonForm(*row)


def is_person(key: str) -> bool:
    """Whether a key may be a person's who is named in full: it has no owner."""
    return voice_from(key).name == key and not is_lone(key)


def owns_under(connection: sa.Connection, keys: Iterable[str] | None = None) -> dict[str, list[str]]:
    """The sources, by their own keys, that go under another's key, by that key; under some keys, or under all."""
    p = POSTINGS.c
    query = sa.select(p.voice_key, p.voice_own).where(p.voice_own != p.voice_key).distinct()
    rows: Iterable[Any] = rows_in(connection, query, p.voice_key, keys or ())
    if keys is None:
        rows = connection.execute(query)
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row.voice_key].append(row.voice_own)
    return {key: sorted(owns) for key, owns in found.items()}
