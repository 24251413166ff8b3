"""One number for each of several places: "two drones each over Lviv and Rivne"."""

from collections.abc import Iterator
from dataclasses import replace

from wirebook.reading.places.in_sentence import outside_speakers
from wirebook.reading.quantities.counted import Counted
from wirebook.reading.sentence import Sentence
from wirebook.reading.words import words
from wirebook.types import Basis, Claim, Inference, Place, Span

_REACH = 2  # words between what is counted and "each"


def told_of_each(s: Sentence, counted: Counted, claim: Claim) -> Iterator[Claim]:
    """The claim again for each further place that its number is told of, with that place among its evidence."""
    tokens = s.parse.tokens
    each = next((t for t in tokens[counted.head + 1 : counted.head + 1 + _REACH] if t.lower == "each"), None)
    if each is None or claim.place is None or not _leads_to_place(s, each.i):
        return
    start = each.end
    end = min([a.span.start for a in s.amounts if a.span.start > start], default=s.passage.span.end)
    places = [p for p in outside_speakers(s) if start <= p.span.start < end and p.precision != "country"]
    joined = [t.lower for t in tokens if start <= t.start < end]
    if claim.place.span not in [p.span for p in places] or not {"and", ","} & set(joined):
        return
    seen = {_key(claim.place)}
    for place in places:
        if _key(place) not in seen:
            seen.add(_key(place))
            note = Inference("place", Basis.EACH_PLACE, words=(each.text,))
            evidence = (*claim.evidence, Span(place.span.start, place.span.end))
            yield replace(claim, place=place, places=(place,), evidence=evidence, reasons=(*claim.reasons, note))


def _leads_to_place(s: Sentence, each: int) -> bool:
    """ "One each over …", but not "exchanged 40 prisoners each on Friday in …"."""
    after = s.parse.tokens[each + 1 : each + 2]
    return bool(after) and after[0].lower in words("locative", "prepositions", "scene") and after[0].lower != "on"


def _key(place: Place) -> object:
    return place.geonameid or place.name
