"""Evidence: a value stands beside the words of the report that say it, and nobody keeps a reading in which it does not.

A value that the report has no words for (a country that a table takes for granted) has no words: `written` is empty
and its span is `NO_WORDS`. Nothing has the span of one text and the words of another.
"""

import dataclasses
from collections.abc import Iterator
from functools import cache
from typing import Any, Protocol, TypeVar

from wirebook.types import Amount, Claim, Party, Period, Place, Reading, Source, Span

NO_WORDS = Span(0, 0)
"""The span of a value that has no words of its own in the report."""

BETWEEN = " … "
"""What stands in `Amount.written` between a share and the whole it is of, which is told elsewhere."""


class EvidenceError(ValueError):
    """A span that does not lie in the report, or has other words there than its value says."""


class _Worded(Protocol):
    @property
    def written(self) -> str: ...
    @property
    def span(self) -> Span: ...


_T = TypeVar("_T", Party, Period, Place)


def worded(value: _T, text: str, span: Span) -> _T:
    """Give a value the words of a report that say it: those that stand at the span.

    Raises:
        EvidenceError: when the span holds no characters of the text.
    """
    if not 0 <= span.start < span.end <= len(text):
        raise EvidenceError(f"{span.start} to {span.end} are no characters of a text of {len(text)}")
    return dataclasses.replace(value, written=span.of(text), span=span)


def worded_like(value: _T, other: _Worded) -> _T:
    """Give a value the words of another: "the rebels" that are the one group of the report, a source's own country."""
    return dataclasses.replace(value, written=other.written, span=other.span)


def where_named(name: str, text: str, span: Span) -> Span | None:
    """Where a name stands inside a span, none when it does not in one piece."""
    at = text.find(name, *span) if name else -1
    return None if at < 0 else Span(at, at + len(name))


def proven(reading: Reading) -> Reading:
    """Return the reading, every span of which has the words that its value says.

    Raises:
        EvidenceError: when one has not; the message says which.
    """
    wrong = next(unproven(reading, reading.report.text), None)
    if wrong is not None:
        raise EvidenceError(wrong)
    return reading


def unproven(value: Any, text: str, name: str = "reading") -> Iterator[str]:
    """Name every span in a value, all the way down, that does not hold the words of `text` that it should."""
    for field in _fields(value.__class__):
        inside = getattr(value, field)
        for part in inside if isinstance(inside, tuple) and not isinstance(inside, Span) else (inside,):
            if isinstance(part, Span):
                if not 0 <= part.start <= part.end <= len(text):
                    yield f"{name}.{field}: {part.start} to {part.end} are no characters of a text of {len(text)}"
            elif dataclasses.is_dataclass(part):
                yield from unproven(part, text, f"{name}.{field}")
    for what, said, stands in _told(value, text):
        if said != stands:
            yield f"{name}.{what}: the report has “{stands}” there, not “{said}”"


def _told(value: Any, text: str) -> Iterator[tuple[str, str, str]]:
    """What a value says that stands at its spans, and what does."""
    if isinstance(value, Amount) and value.whole is not None:
        yield "written", value.written, value.span.of(text) + BETWEEN + value.whole.of(text)
    elif hasattr(value, "written"):
        yield "written", value.written, value.span.of(text)
    if isinstance(value, Source):
        yield "name", value.name, value.named.of(text) if value.named else value.name
        yield "cue", value.cue, (value.cue_span or NO_WORDS).of(text)
    if isinstance(value, Claim):
        yield "quote", value.quote, value.evidence[0].of(text) if value.evidence else "no words"


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))
