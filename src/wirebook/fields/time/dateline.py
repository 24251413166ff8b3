"""The place and date that head a dispatch: "KYIV, Nov. 13 (Reuters) -", "Jerusalem | 5 May 2024"."""

import re
from functools import cache
from typing import NamedTuple

from wirebook.fields.time.expressions import Anchor, find_times, resolve
from wirebook.fields.time.grammar import expand, words_file
from wirebook.types import Dateline, Span

_REACH = 160


class Head(NamedTuple):
    """A dateline together with the agency named in it ("AP"), none when none is."""

    dateline: Dateline
    agency: str | None


def find_dateline(text_first_lines: str, anchor: Anchor) -> Dateline | None:
    """The dateline at the head of one of the lines, none when there is none."""
    head = find_head(text_first_lines, anchor)
    return head.dateline if head else None


def find_head(text_first_lines: str, anchor: Anchor) -> Head | None:
    """The dateline and the agency; the span runs from the place through the dash that closes it."""
    found = _found(text_first_lines)
    return _head(found, anchor) if found else None


def find_agency(text_first_lines: str) -> str | None:
    """The agency in the dateline at the head of one of the lines ("Reuters"), none when there is none."""
    found = _found(text_first_lines)
    return found.groupdict().get("agency") if found else None


def _found(text: str) -> re.Match[str] | None:
    for line in re.finditer(r"(?m)^[ \t]*(?=\S)", text):
        found = _match(text, line.end())
        if found and not _no_place().match(found["place"]):
            return found
    return None


def _match(text: str, start: int) -> re.Match[str] | None:
    tried = (form.match(text, start, min(len(text), start + _REACH)) for form in _forms())
    return next((found for found in tried if found), None)


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(expand(row["pattern"], keep=True)) for row in words_file()["dateline"])


@cache
def _no_place() -> re.Pattern[str]:
    return re.compile(rf"(?:{expand('{_no_place}')})\b")


def _head(found: re.Match[str], anchor: Anchor) -> Head:
    parts = found.groupdict()
    place = " ".join(parts["place"].split())
    date = _date(parts.get("date") or parts.get("later_date"), anchor)
    return Head(Dateline(place, date, Span(*found.span())), parts.get("agency"))


def _date(written: str | None, anchor: Anchor) -> str | None:
    """The day, which lies on or before the anchor; none when its year is not known."""
    times = find_times(written) if written else ()
    return resolve(times[0], anchor, "past").start if times else None
