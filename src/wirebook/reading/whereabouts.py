"""The place that a report is telling of: what a sentence without a place of its own goes on from."""

from collections.abc import Mapping, Sequence

from wirebook.reading.nlp import Parse, Token
from wirebook.reading.sentence import Sentence, ground, outside_speakers
from wirebook.reading.where import find_place, leads_there
from wirebook.reading.words import table, words
from wirebook.types import Place

Whereabouts = tuple[int, Place]
"""Where the sentence begins that names a place, and the place."""

_LAST = 8  # places: how far back a bare noun points
_PHRASE = ("compound", "nmod", "poss", "amod", "appos", "acl", "relcl")


def places_before(sentences: Sequence[Sentence]) -> Mapping[int, Whereabouts]:
    """For each sentence, by its beginning, the place that the last sentence before it tells of.

    That is the place nearest its main verb. A wider one around a place told of before ("the raid on Jenin … in the
    occupied West Bank") leaves the narrower standing.
    """
    before: dict[int, Whereabouts] = {}
    running: Whereabouts | None = None
    for s in sentences:
        start = s.passage.span.start
        if running:
            before[start] = running
        main = next((t.i for t in s.parse.tokens if t.dep == "ROOT"), 0)
        grounds = [p for p in outside_speakers(s) if not _is_way(s.parse, p)]
        told = find_place(s.parse, main, None, grounds)[0] or ground(s)
        if told is not None and not (running and holds(told, running[1])):
            running = start, told
        elif told is not None and running:
            running = start, running[1]
    return before


def _is_way(parse: Parse, place: Place) -> bool:
    """Whether a place is where somebody or something goes to or comes from: "bound for the port of Aden"."""
    token = parse.at(place.span.start)
    prepositions = [t for t in (token, *parse.above(token)) if t.dep == "prep"] if token else []
    return bool(prepositions) and any(t.lower in words("locative", "ways", "scene") for t in prepositions[:2])


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

    `before` are the places of the report up to here, in text order. Only nouns of the predicate or what is counted.
    """
    below = {t.i for t in (*s.parse.subtree(predicate), *s.parse.subtree(counted))}
    for token in s.parse.tokens:
        if token.i in below and _is_bare(s.parse, token) and leads_there(s.parse, token):
            kinds = table("scene")["definite"].get(token.lemma, ())
            last = list(reversed(before[-_LAST:]))
            return next((p for kind in kinds for p in last if p.precision == kind), None)
    return None


def _is_bare(parse: Parse, token: Token) -> bool:
    """Whether a noun stands with "the" or "that" alone, without a name of its own."""
    kids = parse.kids(token.i)
    pointed = any(k.dep == "det" and k.lower in ("the", "that", "this") for k in kids)
    return pointed and not any(k.dep in _PHRASE or k.dep == "nummod" or k.lower == "of" for k in kids)
