"""The country that a report is about, for claims of which no place is told at all."""

import re
from collections import Counter
from collections.abc import Sequence

from wirebook.evidence import worded
from wirebook.fields.party.parties import countries, find_parties
from wirebook.fields.place.resolution import find_places
from wirebook.fields.time.grammar import words_file
from wirebook.reading.parties.kinds import country_of
from wirebook.types import Place, Span

_MOST = 0.6
_LEAST = 3
_SECOND = 0.25  # of the mentions of two sides: less is a report on one of them


def homeland(text: str, named: Sequence[Place]) -> Place | None:
    """The country to which most places and parties of a text belong: three in five of them, and three at least.

    Of a report on the two sides of a known war it is where that war is fought.
    """
    parties = [
        p for p in find_parties(text) if p.code and any(p.code[:3] == row["code"] for row in countries().values())
    ]
    alpha3 = {two: str(row["code"]) for two, row in countries().items()}
    counts = Counter([alpha3[p.country] for p in named if p.country in alpha3])
    counts.update(str(p.code)[:3] for p in parties)
    if not counts:
        return None
    theatre = _theatre(text, counts)
    if theatre is not None:
        return theatre
    code, most = min(counts.items(), key=lambda row: (-row[1], row[0]))
    if most < _LEAST or most < _MOST * counts.total():
        return None
    first = next((p for p in parties if str(p.code)[:3] == code), None)
    return (
        country_of(first)
        if first
        else next((country_of(p) for p in named if alpha3.get(p.country or "") == code), None)
    )


def _theatre(text: str, counts: Counter[str]) -> Place | None:
    """Where the war of the two countries named most is fought, when few others are named."""
    two = dict(sorted(counts.items(), key=lambda row: (-row[1], row[0]))[:2])
    both = sum(two.values())
    if both <= _LEAST or both < _MOST * counts.total() or min(two.values()) < _SECOND * both:
        return None
    for war in words_file()["war"]:
        told = re.search(war["about"], text) if set(war.get("sides", ())) == set(two) else None
        if told:
            return next((worded(place, text, Span(*told.span())) for place in find_places(war["theatre"])), None)
    return None
