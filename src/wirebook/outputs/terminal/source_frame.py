"""From offsets in a report's text to lines and columns of its file, and a frame of the text around a span."""

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from wirebook.outputs.wording import printable
from wirebook.types import Report, Span

_BREAK = re.compile(r"\r\n|\r|\n")


class Position(NamedTuple):
    """A place in a file: line and column, both counted from one, columns in characters."""

    line: int
    column: int


def position(text: str, offset: int, first_line: int = 1) -> Position:
    """Where a character of a report's text stands in its file."""
    starts = _line_starts(text)
    line = bisect_right(starts, offset) - 1
    return Position(first_line + line, offset - starts[line] + 1)


@lru_cache(maxsize=4)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(found.end() for found in _BREAK.finditer(text)))


def frame(report: Report, span: Span, first_line: int, width: int) -> tuple[str, str, str]:
    """A line of the report around a span: its number, the text cut to a width, and carets below the span.

    A span over several lines is marked to the end of its first.
    """
    at = position(report.text, span.start, first_line)
    begin = span.start - at.column + 1
    stop = _BREAK.search(report.text, span.start)
    end = stop.start() if stop else len(report.text)
    number = str(at.line)
    room = max(width - len(number) - 5, 20)
    marked = min(span.end, end)
    start, until = _window(begin, end, (span.start, max(marked, span.start + 1)), room)
    before = ("…" if start > begin else "") + report.text[start : span.start]
    inside = report.text[span.start : min(marked, until)]
    after = report.text[min(marked, until) : until] + ("…" if until < end else "")
    carets = " " * cell_len(_flat(before)) + "^" * max(cell_len(_flat(inside)), 1)
    return number, _flat(before + inside + after), set_cell_size(carets, min(len(carets), room + 2))


def _window(begin: int, end: int, span: tuple[int, int], room: int) -> tuple[int, int]:
    """The stretch of a line to show: the span in it, with as much before as after where there is room."""
    if end - begin <= room:
        return begin, end
    spare = max(room - (span[1] - span[0]), 16)
    start = max(begin, span[0] - spare * 2 // 3)
    start = min(start, max(begin, end - room))
    return start, min(end, max(start + room, span[0] + 1))


def _flat(text: str) -> str:
    return printable(text.replace("\t", " "))
