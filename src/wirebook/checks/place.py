"""WB6xx: places. The dateline is where a report was filed, not where things were said or happened."""

import re
from collections.abc import Iterator

from wirebook.checks.catalog import found
from wirebook.checks.words import words
from wirebook.types import Finding, Place, Reading, Span

_NAME = r"(?P<name>[A-Z][\w'\u2019-]+(?: (?:[A-Z][\w'\u2019-]+))*)"


def spoken_elsewhere(reading: Reading) -> Iterator[Finding]:
    """WB601: the dateline names one place, and the text has its source speak in another."""
    line = reading.report.dateline
    told: set[str] = set()
    for name, span in _speaking_places(reading):
        if line is not None and not _same(name, line.place) and name not in told:
            told.add(name)
            message = (
                f"filed from {line.place.title() if line.place.isupper() else line.place}, but said in {name}"
            )
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
            speaks = any(
                passage.span.start <= source.span.start < passage.span.end for source in reading.sources
            )
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
