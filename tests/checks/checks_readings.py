"""Readings for the tests of the checks: passages by a naive splitter, claims by hand."""

import dataclasses
import re

from wirebook.types import Amount, Claim, Passage, Period, Place, Reading, Report, Source, Span

_SENTENCE = re.compile(r"\S.*?(?:[.!?][”\"]?(?=\s)|$)")


def read(text, headline=None, language="en", **more):
    """A reading of a text; `headline` is its first line when it is to be one."""
    whole = f"{headline}\n\n{text}" if headline else text
    head = Span(0, len(headline)) if headline else None
    known = {name: more.pop(name) for name in ("published", "dateline") if name in more}
    report = Report("r1", "test", whole, headline=head, language=language, **known)
    return Reading(report, tuple(_passages(whole, head)), **({"claims": ()} | more))


def _passages(text, head):
    for number, part in enumerate(re.finditer(r"[^\n]+", text)):
        for match in _SENTENCE.finditer(part.group()):
            start = part.start() + match.start()
            quotes = [Span(start + q.start(1), start + q.end(1)) for q in re.finditer("“([^”]*)”", match.group())]
            kind = "headline" if head and start < head.end else "body"
            yield Passage(Span(start, start + len(match.group())), number, kind, tuple(quotes))


def at(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def amount(low, high="same", unit="count", written=None, span=None):
    end = low if high == "same" else high
    return Amount(low, end, approximate=False, unit=unit, written=written or str(low), span=span or Span(0, 1))


def claim(name, number, source=None, **more):
    number = number if isinstance(number, Amount) else amount(number)
    base = Claim(name, "r1", "toll", "killed", "person", number, (number.span,), "q", "states", "happened")
    return dataclasses.replace(base, source=speaker(source) if source else None, **more)


def speaker(name, span=None):
    return Source(name, "government", span or Span(0, 1))


def place(name, span=None):
    return Place(None, name, None, None, None, None, "town", name, span or Span(0, 1))


def time(written, span, start=None, end=None, precision="year"):
    return Period(start, end, precision, start or "", written, span)
