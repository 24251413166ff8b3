"""A report's text into passages: paragraphs, sentences with exact offsets, quotations, the headline."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import takewhile

from nupunkt import sent_spans

from wirebook.reading.words import table
from wirebook.types import Passage, PassageKind, Report, Span

_GOES_ON = r"[^\r\n]{44,}[^\r\n.!?:;”»\"\s][^\S\r\n]*(?:\r\n|\n|\r)(?=[a-z])"
_LINE = re.compile(rf"(?:{_GOES_ON})*[^\r\n]+")
_BLOCK = re.compile(r"[^\r\n]+(?:(?:\r\n|\n|\r)[^\r\n]+)*")
_WRAPPED = re.compile(r"(?:^[^\r\n]{45,100}(?:\r\n|\n|\r)){2}[^\r\n]", re.MULTILINE)
_STAMP = re.compile(r"\s*(?i:date|published|updated|posted)(?i: on)?:? (?P<day>\d{4}-\d\d-\d\d)[^\S\r\n]+(?=\S)")
_QUOTE = re.compile(r"[“\"„«”»]|''|``")
_OPENERS = ("“", "„", "«", "``")
_CLOSERS = ("”", "»")
_PLAIN = str.maketrans("\r\n\t\xa0\u2007\u2009\u202f", " " * 7)
_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][^\W\d_]+")
_LOWER = re.compile(r"\b[a-z]+\b")
_SHORT = 3  # letters (and words): shorter ones are articles and prepositions
_TITLE = 0.75  # share of capitals from which a line is a headline
_SPACE = re.compile(r"\S(?:.*\S)?", re.DOTALL)
_MOST = 50  # quotations in one sentence
_WIDEST = 100  # characters: longer lines are not broken by width
_LONGEST = 4000  # characters: what is longer is no sentence, and a parser's time grows with it


def split_passages(report: Report) -> tuple[Passage, ...]:
    """The sentences of a report in order, each with its paragraph's number and the quotations in it."""
    passages: list[Passage] = []
    quotes = find_quotes(report.text)
    ends = [quote.end for quote in quotes]
    begin = stamp_end(report.text)
    for number, paragraph in enumerate(paragraphs(report.text)):
        start = max(paragraph.start(), min(begin, paragraph.end()))
        for span in _sentences(report.text[start : paragraph.end()], start):
            first = bisect_right(ends, span.start)
            inside = tuple(_before(quotes[first : first + _MOST], span.end))
            passages.append(Passage(span, number, _kind(report, span), inside))
    return tuple(passages)


def stamp_end(text: str) -> int:
    """Where the text begins behind a date that a machine put before it ("date 2024-11-13 Drones over Odesa")."""
    found = _STAMP.match(text)
    return found.end() if found else 0


def stamped_day(text: str) -> str | None:
    """The day of such a date in ISO 8601, none when there is none or no calendar has it."""
    found = _STAMP.match(text)
    try:
        return date.fromisoformat(found["day"]).isoformat() if found else None
    except ValueError:
        return None


def paragraphs(text: str) -> Iterator[re.Match[str]]:
    """The paragraphs of a text: its lines, or what stands between blank lines when its lines are broken by width.

    A long line that ends in the middle of a sentence goes on in the next when that begins with a small letter.
    """
    wrapped = _WRAPPED.search(text) is not None and max(map(len, text.splitlines()), default=0) <= _WIDEST
    return (_BLOCK if wrapped else _LINE).finditer(text)


def _before(quotes: Sequence[Span], end: int) -> Iterator[Span]:
    return takewhile(lambda quote: quote.start < end, quotes)


def _kind(report: Report, span: Span) -> PassageKind:
    head = report.headline
    return "headline" if head and head.start <= span.start < head.end else "body"


def _sentences(text: str, offset: int) -> list[Span]:
    spans: list[Span] = []
    for start, end in _raw_spans(text):
        found = _SPACE.search(text, start, end)
        if not found:
            continue
        start, end = found.start() + offset, found.end() + offset
        if spans and _no_break().search(text, max(0, spans[-1].end - offset - 12), spans[-1].end - offset):
            start = spans.pop().start
        spans.extend(_cut(start, end))
    return spans


@cache
def _no_break() -> re.Pattern[str]:
    """What a sentence does not end with: an abbreviation of the data file, or an initial."""
    listed = (re.escape(word) for kind in table("sentences")["abbreviations"].values() for word in kind)
    return re.compile(rf"\b(?:{'|'.join(listed)}|[A-Z])\.$")


def _raw_spans(text: str) -> list[tuple[int, int]]:
    return [(int(a), int(b)) for a, b in sent_spans(text)] or [(0, len(text))]


def _cut(start: int, end: int) -> list[Span]:
    return [Span(at, min(at + _LONGEST, end)) for at in range(start, end, _LONGEST)]


def find_quotes(text: str) -> tuple[Span, ...]:
    """Spans of quoted words, marks excluded, never across a paragraph's end.

    A straight mark opens when none is open; a curly mark says itself which it is. A quotation still open at the end of
    its paragraph reaches to that end (newspapers leave it open when the next paragraph goes on).
    """
    spans: list[Span] = []
    for paragraph in paragraphs(text):
        spans += _paragraph_quotes(paragraph.group(), paragraph.start())
    return tuple(spans)


def _paragraph_quotes(text: str, offset: int) -> list[Span]:
    spans: list[Span] = []
    opened: int | None = None
    for mark in _QUOTE.finditer(text):
        char = mark.group()
        if opened is None and char not in _CLOSERS:
            opened = mark.end()
        elif opened is not None and char not in _OPENERS:
            spans.append(Span(offset + opened, offset + mark.start()))
            opened = None
    if opened is not None:
        spans.append(Span(offset + opened, offset + len(text)))
    return [span for span in spans if span.end > span.start]


def plain(text: str) -> str:
    """The same characters with every kind of space a plain one, so that offsets stay and the parser sees words."""
    return text.translate(_PLAIN)


def is_title_case(text: str) -> bool:
    """Whether most words begin with a capital, as in headlines: then capitals say nothing about names."""
    found = _WORD.findall(text)
    long = [word for word in found if len(word) > _SHORT]
    return len(found) > _SHORT and sum(word[0].isupper() for word in long) >= _TITLE * len(long) > 0


def truecase(text: str, names: frozenset[str]) -> str:
    """A headline with capitals only where a word is a name elsewhere in the report; offsets stay."""
    return _WORD.sub(lambda m: m.group() if m.group() in names or m.group().isupper() else lowered(m.group()), text)


def lowered(text: str) -> str:
    """A text in small letters, as long as it was: "İ" alone has two characters for its small letter, and stays."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(low if len(low := c.lower()) == 1 else c for c in text)


def names_in(text: str) -> frozenset[str]:
    """Words that stand with a capital in the middle of sentences and never without: the names of a report."""
    return frozenset(_NAME.findall(text)) - {word.capitalize() for word in _LOWER.findall(text)}
