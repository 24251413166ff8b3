"""WB6xx: places. The dateline is where a report was filed, not where things were said or happened."""

import re
from collections.abc import Iterator

from wirebook.checks.catalog import found
from wirebook.checks.words import words
from wirebook.fields.place.gazetteer import Candidate, load_gazetteer, prior
from wirebook.types import Finding, Place, Reading, Span

_CLOSE = 0.6  # on the gazetteer's scale of likelihood, where 1 is about ten times the people
_NAME = r"(?P<name>[A-Z][\w'\u2019-]+(?: (?:[A-Z][\w'\u2019-]+))*)"


def spoken_elsewhere(reading: Reading) -> Iterator[Finding]:
    """WB601: the dateline names one place, and the text has its source speak in another."""
    line = reading.report.dateline
    told: set[str] = set()
    for name, span in _speaking_places(reading):
        if line is not None and not _same(name, line.place) and name not in told:
            told.add(name)
            message = f"filed from {line.place.title() if line.place.isupper() else line.place}, but said in {name}"
            yield found("WB601", reading, message, span)


def _speaking_places(reading: Reading) -> Iterator[tuple[str, Span]]:
    cues = words(reading, "place", "speaking_in")
    if not cues:
        return
    for match in re.finditer(rf"\b(?:{'|'.join(cues)}) {_NAME}", reading.report.text):
        span = Span(*match.span("name"))
        if _is_said(reading, span):
            yield _gazetteer_name(reading, span) or match["name"], span


def _is_said(reading: Reading, span: Span) -> bool:
    """Whether a source speaks in the sentence, and the words stand outside its quotations."""
    for passage in reading.passages:
        if passage.span.start <= span.start < passage.span.end:
            quoted = any(quote.start <= span.start < quote.end for quote in passage.quotes)
            speaks = any(passage.span.start <= source.span.start < passage.span.end for source in reading.sources)
            return speaks and not quoted and _is_place(reading, span)
    return False


def _is_place(reading: Reading, span: Span) -> bool:
    """A known place, or any name when the reading knows no places at all."""
    return not reading.places or _at(reading, span) is not None


def _at(reading: Reading, span: Span) -> Place | None:
    return next((place for place in reading.places if place.span.start == span.start), None)


def _gazetteer_name(reading: Reading, span: Span) -> str | None:
    place = _at(reading, span)
    return place.name if place else None


def _same(one: str, other: str) -> bool:
    first, second = one.casefold(), other.casefold()
    return first in second or second in first


def ambiguous_place(reading: Reading) -> Iterator[Finding]:
    """WB602: a claim's place bears a name that another, about as likely, bears too."""
    told: set[str] = set()
    for claim in reading.claims:
        place = claim.place
        if place is not None and place.name not in told and not _has_company(reading, place):
            told.add(place.name)
            other = _rival(place)
            if other is not None:
                where = ", ".join(part for part in (other.name, other.admin1, other.country) if part)
                message = f"“{place.written}” was taken for {_described(place)}; it may be {where}"
                yield found("WB602", reading, message, place.span, claims=(claim,))


def _has_company(reading: Reading, place: Place) -> bool:
    """Whether the report speaks of the same country elsewhere, which decides for this place."""
    others = (other for other in reading.places if other.name != place.name)
    return place.country is None or any(other.country == place.country for other in others)


def _rival(place: Place) -> Candidate | None:
    """Another place of this name, in another country or division, about as likely as the one taken."""
    found_ = load_gazetteer().lookup(place.written)
    taken = [row for row in found_ if row.geonameid == place.geonameid]
    here = (place.country, place.admin1)
    rivals = [row for row in found_ if row.own and row not in taken and (row.country, row.admin1) != here]
    if place.geonameid is None or not taken or not rivals:
        return None
    return rivals[0] if prior(rivals[0]) >= prior(taken[0]) - _CLOSE else None


def _described(place: Place) -> str:
    return ", ".join(part for part in (place.name, place.admin1, place.country) if part)
