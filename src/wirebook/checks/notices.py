"""What a report says of its own figures: one is corrected, what is counted has changed, none could be verified."""

import re
from collections.abc import Iterator
from functools import cache

from wirebook.checks.catalog import found
from wirebook.checks.words import words
from wirebook.fields.quantity.numerals import read_numeral
from wirebook.types import Finding, Reading, Span

_LONGEST = 90
_LENGTHS = (1.0, 7.0, 30.4, 365.25)  # days of a day, week, month and year


def correction(reading: Reading) -> Iterator[Finding]:
    """WB106: the report corrects a figure given before, its own or another's."""
    yield from _noticed(reading, "WB106", "correction", "a figure given before is corrected here")


def definition(reading: Reading) -> Iterator[Finding]:
    """WB107: what is counted, or how, is no longer what it was."""
    yield from _noticed(reading, "WB107", "definition", "what is counted has changed")


def unverified(reading: Reading) -> Iterator[Finding]:
    """WB405: the report says that it could not verify what it tells."""
    yield from _noticed(reading, "WB405", "unverified", "told without independent verification")


def first_in(reading: Reading) -> Iterator[Finding]:
    """WB206: something is said to be the first in so many days, weeks, months or years, which the books can check."""
    text = reading.report.text
    pattern = _pattern(words(reading, "notices", "first_in"))
    lengths = dict(zip(words(reading, "notices", "first_units"), _LENGTHS, strict=False))
    for passage in reading.passages:
        for match in pattern.finditer(text[passage.span.start : passage.span.end]):
            number = read_numeral(match["count"], 0)
            days = round((number.low or 0) * lengths.get(match["unit"].lower(), 0)) if number else 0
            told = tuple(claim for claim in reading.claims if claim.evidence[0] == passage.span)
            if days and told:
                span = Span(passage.span.start + match.start(), passage.span.start + match.end())
                yield found("WB206", reading, f"said to be the first in {days} days", span, claims=told)


def _noticed(reading: Reading, code: str, key: str, message: str) -> Iterator[Finding]:
    """One finding a report, at the first passage that says so."""
    text = reading.report.text
    pattern = _pattern(words(reading, "notices", key))
    spans = [span for passage in reading.passages for span in _matches(pattern, text, passage.span)]
    if spans:
        first = min(spans)
        written = " ".join(text[first.start : first.end].split())
        yield found(code, reading, f"{message}: “{written[:_LONGEST]}”", first)


def _matches(pattern: re.Pattern[str], text: str, passage: Span) -> Iterator[Span]:
    for match in pattern.finditer(text[passage.start : passage.end]):
        yield Span(passage.start + match.start(), passage.start + match.end())


@cache
def _pattern(choices: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{choice})" for choice in choices) or r"(?!)", re.IGNORECASE)
