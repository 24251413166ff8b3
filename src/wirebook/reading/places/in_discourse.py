"""The place that a report is telling of: what a sentence without a place of its own goes on from."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wirebook.reading.parties.kinds import country_of
from wirebook.reading.places.in_sentence import acts, find_place, ground, leads_there, outside_speakers
from wirebook.reading.sentence import Sentence
from wirebook.reading.syntax.parser import Parse, Token
from wirebook.reading.text.gate import LEAD
from wirebook.reading.words import table, words
from wirebook.types import Passage, Place

_LIST = 3  # places: told of several at once

LAST = 8  # places: how far back a bare noun points
_JOINED = re.compile(r"(?:,|,? and|,? as well as)(?: in)? ")
_PHRASE = ("compound", "nmod", "poss", "amod", "appos", "acl", "relcl")


@dataclass(frozen=True, slots=True)
class Trail:
    """Where a report is, sentence by sentence.

    `before` gives for a sentence, by its beginning, the place told of last and where the sentence begins that tells of
    it; `lists` are the sentences that name several places at once, none of which is what comes next.
    """

    before: Mapping[int, tuple[int, Place]]
    lists: frozenset[int]


def trail_of(sentences: Sequence[Sentence]) -> Trail:
    """The places that the sentences of a report tell of.

    That is the place nearest a sentence's main verb. A wider one around a place told of before ("the raid on Jenin …
    in the occupied West Bank") leaves the narrower standing.
    """
    before: dict[int, tuple[int, Place]] = {}
    lists: set[int] = set()
    running: tuple[int, Place] | None = None
    for s in sentences:
        start = s.passage.span.start
        if running:
            before[start] = running
        main = next((t.i for t in s.parse.tokens if t.dep == "ROOT"), 0)
        grounds = [p for p in outside_speakers(s) if not _is_way(s.parse, p)]
        told = find_place(s.parse, main, None, grounds)[0] or ground(s)
        if _is_list(s.report.text, grounds):
            lists.add(start)
            running = None
        elif told is not None:
            running = start, running[1] if running and holds(told, running[1]) else told
    return Trail(before, frozenset(lists))


def _is_list(text: str, places: Sequence[Place]) -> bool:
    """Whether places follow each other with nothing but commas and "and" between: "in A, B and C"."""
    row = 1
    for one, other in pairwise(places):
        joined = _JOINED.fullmatch(text[one.span.end : other.span.start]) and one.precision == other.precision
        row = row + 1 if joined else 1
        if row >= _LIST:
            return True
    return False


def _is_way(parse: Parse, place: Place) -> bool:
    """Whether a place is where somebody goes to or meets: "bound for the port of Aden", "the summit in Berlin"."""
    token = parse.at(place.span.start)
    for up in (token, *parse.above(token)) if token else ():
        head = parse.head(up)
        if up.dep == "prep" and head.tag[0] in "VJ" and up.lower in words("locative", "ways", "scene"):
            return True
        if up.dep == "prep" and head.lemma in words("locative", "gatherings", "scene"):
            return True
        if head.tag.startswith("V"):
            return False
    return False


def holds(outer: Place, inner: Place) -> bool:
    """Whether a country or division is the one around another place."""
    if outer.country is None or outer.country != inner.country or outer == inner:
        return False
    if outer.precision == "country":
        return inner.precision != "country"
    wider = outer.precision in ("admin1", "area") and inner.precision in ("town", "unlisted")
    return wider and outer.admin1 is not None and outer.admin1 == inner.admin1


def named_before(s: Sentence, predicate: int, counted: int, before: Sequence[Place]) -> Place | None:
    """The place that a bare noun means: "in the village" is the last one named that can be a village.

    "In the country", "in the country's north": that of the last place. `before` are the places of the report up to
    here, in text order. Only nouns of the predicate or what is counted.
    """
    below = {t.i for t in (*s.parse.subtree(predicate), *s.parse.subtree(counted))}
    last = list(reversed(before[-LAST:]))
    for token in s.parse.tokens:
        if token.i not in below or not _is_bare(s.parse, token):
            continue
        owned = s.parse.head(token) if token.dep == "poss" else token
        if token.lemma in words("locative", "countries", "scene") and leads_there(s.parse, owned):
            return next((place for p in last if (place := country_of(p)) is not None), None)
        if leads_there(s.parse, token):
            kinds = table("scene")["definite"].get(token.lemma, ())
            return next((p for kind in kinds for p in last if p.precision == kind), None)
    return None


def _is_bare(parse: Parse, token: Token) -> bool:
    """Whether a noun stands with "the" or "that" alone, without a name of its own."""
    kids = parse.kids(token.i)
    pointed = any(k.dep == "det" and k.lower in ("the", "that", "this") for k in kids)
    return pointed and not any(k.dep in _PHRASE or k.dep == "nummod" or k.lower == "of" for k in kids)


def lead_place(sentences: Sequence[Sentence], passages: Sequence[Passage]) -> Place | None:
    """The first place that the beginning of a report names as a place, the most specific of its phrase."""
    last = passages[: LEAD + 1][-1].span.start if passages else 0
    for s in sentences:
        if s.passage.span.start <= last:
            inside = [p for p in s.places if not acts(s.parse, p) and not _is_way(s.parse, p)]
            place, _ = find_place(s.parse, s.parse.tokens[0].i, None, inside)
            if place is not None:
                return place
    return None
