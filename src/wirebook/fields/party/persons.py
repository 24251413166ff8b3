"""Persons who are sources: the name and the office in what is written, and one spelling of each."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from wirebook.fields.data import data_table
from wirebook.fields.party.bodies import body_of, is_held
from wirebook.fields.party.parties import party_of
from wirebook.fields.party.sources import (
    Office,
    common_words,
    is_name_word,
    is_named_body,
    is_particle,
    is_title,
    office_rows,
    offices_in,
)
from wirebook.fields.place.gazetteer import fold

_ASIDE = re.compile(r"(?<!\s)\s*+\([^)]*\)?|,.*|\s[-–—]\s.*", re.DOTALL)
_OWNER = re.compile(r"[’']s?$")
_LINKS = ("of", "for", "in", "at", "from", "near")  # before a place: "officials in Muzaffarabad"
_OF = "of"
_TWO = 2  # words: a person's name has at least a given name and a family name
_MOST = 5  # words of a person's name
_SHORTEST = 4  # letters: endings of shorter words are no endings


@dataclass(frozen=True, slots=True)
class Person:
    """Who speaks: the name as it is compared, the family name, and the words before the name ("Defence Minister").

    `known` is a row of the table of offices, none of a person who is not in it; `lone` says that only a family name is
    told, which may be anybody's.
    """

    name: str
    family: str
    office: str
    known: Office | None = None
    lone: bool = False


@lru_cache(maxsize=16384)
def person_of(written: str) -> Person | None:
    """The person that a source's name names, with or without title; none where it names a body."""
    words = _owner_first([_OWNER.sub("", word) for word in _ASIDE.sub("", written).split()])
    titles = [at for at, word in enumerate(words) if _is_office(word)]
    begin = titles[-1] + 1 if titles and words[titles[-1]] not in _LINKS else 0
    office, names = " ".join(words[:begin]), words[begin:]
    held = next(iter(offices_in(" ".join(words))), None)
    if held is None and not _is_name(names, titled=bool(titles)):
        return None
    known = held or _known([plain_name(word) for word in names], office)
    plain = _spelt(known.person if known else " ".join(names))
    return Person(" ".join(plain), plain[-1].split()[-1], office, known, lone=is_lone(" ".join(plain)))


def _owner_first(words: list[str]) -> list[str]:
    """ "Mali President Ilya Maren" for "President Ilya Maren of Mali": whose the office is stands before it."""
    at = words.index(_OF) if _OF in words else 0
    first = next((n for n in range(at - 1) if is_held(body_of(" ".join(words[:n])).name)), 0)
    return [*words[at + 1 :], *words[:at]] if first and at - first >= _TWO else words


def is_lone(name: str) -> bool:
    """Whether a name as it is compared is a family name alone: "zelensky", "al malki"."""
    return sum(not is_particle(word) for word in name.split()) < _TWO


def _is_name(names: list[str], *, titled: bool) -> bool:
    """Whether words are a person's name; one alone only behind a title, or where it is no acronym and no party's."""
    if not 0 < len(names) <= _MOST or not names[0][:1].isupper() or not all(map(is_name_word, names)):
        return False
    name = " ".join(names)
    if is_named_body(name.lower()) or any(_is_of_body(word) for word in names):
        return False
    return party_of(name) is None or (titled and len(names) >= _TWO)


def _is_of_body(word: str) -> bool:
    """Whether a word with a capital is one of those that make a body: "Committees", "Residents"."""
    folded = fold(word)
    return any(
        one in common_words() or not is_name_word(one.capitalize()) for one in (folded, folded.removesuffix("s"))
    )


def _known(names: list[str], office: str) -> Office | None:
    """The row of the table for a name, in whichever spelling; a family name alone must be as good as one person's."""
    rows = [row for row in office_rows() if any(_spelt(name) == names for name in (row.person, *row.names))]
    if rows or len(names) >= _TWO:
        return rows[0] if rows else None
    held = [row for row in office_rows() if _spelt(row.person)[-1:] == names]
    fit = [row for row in held if row.alone or (office and _words(row.office) & _words(office))]
    return fit[0] if len({row.person for row in fit}) == 1 else None


@lru_cache(maxsize=1024)
def _spelt(name: str) -> list[str]:
    return [plain_name(word) for word in name.split()]


def _words(office: str) -> set[str]:
    return set(fold(office).split()) - {"of", "the", "for"}


def plain_name(word: str) -> str:
    """A word of a person's name in one spelling, whichever way it was put into Latin letters."""
    folded = fold(word)
    if len(folded) < _SHORTEST:
        return folded
    for one, others in _endings():
        for other in others:
            if folded.endswith(other):
                return folded.removesuffix(other) + one
    return folded


@cache
def _endings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    table: dict[str, Any] = data_table("bodies.toml")["endings"]
    return tuple((one, tuple(others)) for one, others in table.items())


def _is_office(word: str) -> bool:
    return is_title(word.rstrip(".")) or (word.islower() and fold(word) in common_words())
