"""Whose story a report prints: its own, or by its own words another outlet's."""

import re
from collections.abc import Sequence
from functools import cache

from wirebook.fields.data import data_table
from wirebook.fields.place.gazetteer import fold
from wirebook.fields.quantity.numerals import table
from wirebook.fields.recall import remembered
from wirebook.fields.time.dateline import find_agency

_WORD = re.compile(r"[^\W_]+")
_HEAD = 1000  # characters: a dateline stands at the head
OWN, UNKNOWN, ANOTHERS = 0, 1, 2
"""A story with a dateline of its own, one that does not say, and one that is told by another outlet."""


def credit(text: str, publisher: str | None, agency: str | None, *, dateline: bool) -> int:
    """Whose story a report prints, as far as its agency, its dateline and its words for others tell.

    `publisher` is the outlet, `agency` the one named in the report's head, none where they are not known; `dateline`
    says whether the text begins with a place and date of its own. An outlet's page names the outlet itself as that
    which provides it, also where the dateline that it prints is an agency's: what the dateline says goes first.
    """
    own = fold(publisher or "")
    named = [fold(name) for name in (_dateline_agency(text), agency) if name]
    if named:
        whose = all(_same(name, own) for name in named)
        return OWN if whose else ANOTHERS if own else UNKNOWN
    if any(not _same(name, own) for name in _named(text)):
        return ANOTHERS
    return OWN if dateline else UNKNOWN


def _same(one: str, other: str) -> bool:
    """Whether two folded names are of one outlet: one of them has all words of the other, or is their first letters."""
    words, theirs = _WORD.findall(one), _WORD.findall(other)
    if not words or not theirs:
        return False
    return set(words) <= set(theirs) or set(theirs) <= set(words) or _short(words) == other or _short(theirs) == one


def _short(words: Sequence[str]) -> str:
    """ "AP" of "Associated Press"; of one word nothing is short."""
    return "".join(word[0] for word in words) if len(words) > 1 else ""


@remembered(512, longest=100_000)
def _dateline_agency(text: str) -> str | None:
    return find_agency(text[:_HEAD])


@remembered(512, longest=100_000)
def _named(text: str) -> frozenset[str]:
    """The outlets to which a text gives the credit, folded; "a news agency" for one without a name."""
    named = {fold(found["name"]) for pattern in _patterns("credits") for found in pattern.finditer(text)}
    bare = {fold(found["name"]) for pattern in _patterns("named") for found in pattern.finditer(text)}
    named |= {name for name in bare if _is_outlet(name)}
    unnamed = any(pattern.search(text) for pattern in _patterns("unnamed"))
    return frozenset(named or ({"a news agency"} if unnamed else set()))


def _is_outlet(name: str) -> bool:
    return name in _outlets() or name.rpartition(" ")[2] in table("credits")["ends"]


@cache
def _outlets() -> frozenset[str]:
    return frozenset(map(fold, data_table("sources.toml")["media"]["names"]))


@cache
def _patterns(key: str) -> tuple[re.Pattern[str], ...]:
    words = table("credits")
    return tuple(re.compile(written.replace("{outlet}", words["outlet"])) for written in words[key])
