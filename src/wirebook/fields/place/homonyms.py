"""Namesakes: towns of the gazetteer that bear a name of the text, but cannot be what the text means."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from wirebook.fields.party.parties import demonyms
from wirebook.fields.place.gazetteer import Candidate, candidates, fold
from wirebook.fields.place.recognition import Toponym, governing
from wirebook.fields.place.words import word_table

_BESIDE = re.compile(r",\s(?:in\s)?(?:the\s)?")
_LESSER = 150_000  # people: a larger town is known by its name anywhere
_MENTIONS = 3
_ONE_SENTENCE = 400  # characters
_ENDS = re.compile(r"[.!?][\"”’]?\s")
_GOES_ON = re.compile(r"[ \u00a0-][A-Z]")


def misplaced(text: str, names: list[Toponym]) -> dict[int, Candidate]:
    """Names that the division right after them excludes, with it: "Pale Township, Sagaing Region" is not Bosnia's Pale.

    The gazetteer lacks the place that is meant; a namesake in another country would be worse than none.
    """
    lost: dict[int, Candidate] = {}
    for i, (inner, outer) in enumerate(pairwise(names)):
        if not outer.word or not _BESIDE.fullmatch(text[inner.end : outer.start]):
            continue
        around = [c for c in candidates(outer.key) if c.kind == "a"]
        if around and not any(c.country == a.country for c in candidates(inner.key) for a in around):
            lost[i] = around[0]
    return lost


def strangers(text: str, names: list[Toponym], chosen: list[Candidate | None]) -> dict[int, bool]:
    """Lesser towns of a country that nothing else in the text belongs to, where the text is of another country.

    A river island called Delft in a report on Jaffna is not the Dutch town, though the gazetteer knows only that one.
    Whether it is a place at all is told with it: a whole name after a word that says where.
    """
    keys: dict[str, set[str]] = {}
    mentions = Counter(c.country for c in chosen if c and c.country)
    for name, found in zip(names, chosen, strict=True):
        if found and found.country:
            keys.setdefault(found.country, set()).add(name.key)
    return {
        i: name.located and not _GOES_ON.match(text, name.end)
        for i, (name, c) in enumerate(zip(names, chosen, strict=True))
        if c and c.kind == "t" and c.country and keys[c.country] == {name.key} and _is_lesser(c, name)
        if any(n >= _MENTIONS - (not c.own) for country, n in mentions.items() if country != c.country)
    }


def assailants(text: str, names: Iterable[Toponym]) -> dict[str, frozenset[str]]:
    """Find who attacks a place: countries (alpha-2) by the key of a name in a sentence of "Pakistani shelling"."""
    found: dict[str, set[str]] = {}
    told = [(hit.span(), demonyms()[hit[1]]) for hit in _assault().finditer(text) if hit[1] in demonyms()]
    for name in names:
        for (start, end), country in told:
            first, last = min(start, name.start), max(end, name.end)
            if last - first < _ONE_SENTENCE and not _ENDS.search(text, first, last):
                found.setdefault(name.key, set()).add(country)
    return {key: frozenset(countries) for key, countries in found.items()}


@cache
def _assault() -> re.Pattern[str]:
    means = "|".join(word_table()["assault"]["words"].split())
    return re.compile(rf"\b([A-Z][a-z]+)(?: [a-z]+)?(?: or [a-z]+| and [a-z]+)? (?:{means})\b")


def _is_lesser(town: Candidate, name: Toponym) -> bool:
    """Whether a town is small, or meant by an alias alone, and no capital."""
    return (town.population < _LESSER or not town.own) and not {fold(town.name), name.key} & governing()


def without_ships(text: str, found: Iterable[Toponym]) -> Iterator[Toponym]:
    """A name that stands behind a word for a ship, or in quotation marks behind one, is the ship's all through."""
    names = list(found)
    ships = {n.key for n in names if _ship().search(text, max(0, n.start - 24), n.start)}
    yield from (n._replace(use="body") if n.key in ships and not n.located else n for n in names)


@cache
def _ship() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(word_table()['ship']['words'])}),? (?:the )?[\"\u201c'\u2018]?\Z")
