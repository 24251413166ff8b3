"""What stands above a report's text, on lines of their own: who wrote it, for which agency, and its day."""

import re
from functools import cache
from typing import NamedTuple

from wirebook.fields.data import data_table
from wirebook.fields.time.expressions import Anchor, find_times, resolve
from wirebook.fields.time.grammar import words_file
from wirebook.intake.words import words_of
from wirebook.types import Span

_LINES = 6  # in which they stand
_REACH = 1500  # characters that these may have
_LONGEST = 160  # characters of such a line
_RULES = ("date", "moment", "part_of_day")  # "03/06/2025" may be a day of March or of June


class Byline(NamedTuple):
    """Who wrote a report, none where an agency alone is named; the agency; and where the line stands."""

    names: str | None
    agency: str | None
    span: Span


def find_byline(text: str) -> Byline | None:
    """The line that says who wrote a report, none where none of the first lines does."""
    for line in _first_lines(text):
        found = _byline(text[line.start : line.end], line)
        if found is not None:
            return found
    return None


def find_day(text: str) -> str | None:
    """The day that stands on one of the first lines, beside nothing but such words as "bulletin" and "published"."""
    for line in _first_lines(text):
        written = text[line.start : line.end]
        for time in find_times(written):
            period = resolve(time, Anchor(None)) if time.rule in _RULES else None
            beside = f"{written[: time.span.start]} {written[time.span.end :]}"
            if period and period.start and period.start[:10] == (period.end or "")[:10] and _beside().fullmatch(beside):
                return period.start[:10]
    return None


def _first_lines(text: str) -> list[Span]:
    """Where the first lines with words stand, without the blanks around them."""
    found = (Span(*line.span()) for line in re.finditer(r"\S[^\r\n]*", text[:_REACH]))
    lines = [Span(one.start, one.start + len(text[one.start : one.end].rstrip())) for one in found]
    return [one for one in lines[:_LINES] if one.end - one.start <= _LONGEST]


def _byline(line: str, span: Span) -> Byline | None:
    shape = _shape().fullmatch(line)
    if shape is None:
        return None
    names = re.split(words_of("byline")["and"], shape["names"])
    agency = shape["agency"]
    if agency is not None and line[: shape.start("agency")].rstrip().endswith((",", "of", "for")):
        agency = agency if _is_outlet(agency) else None  # "By Ann Moreau, Correspondent"
    if agency is None and len(names) > 1 and _is_outlet(names[-1]):
        agency = names.pop()
    if len(names) == 1 and _is_outlet(_without_staff(names[0])):
        return Byline(None, agency or _without_staff(names[0]), span)
    if not all(_is_name(name) for name in names):
        return None
    return Byline(", ".join(names), agency and re.sub("^[Tt]he ", "", agency), span)


@cache
def _shape() -> re.Pattern[str]:
    words = words_of("byline")
    name, joined = words["name"], words["and"]
    names = f"(?P<names>{name}(?:(?:{joined}){name}){{0,7}}?)"
    place = f"(?:{words['from']}{name}(?:, {name})?)?"
    return re.compile(f"(?:{words['by']}):? {names}{place}(?:(?:{words['apart']})(?P<agency>(?:the |The )?{name}))?")


def _is_name(written: str) -> bool:
    """Whether some words may be a person's name: two at least, and none that titles have."""
    parts = written.split()
    return len(parts) > 1 and not {part.lower() for part in parts} & {*words_of("byline")["no_name"]}


def _without_staff(written: str) -> str:
    staff = next((f" {one}" for one in words_of("byline")["staff"] if written.lower().endswith(f" {one}")), "")
    return written[: len(written) - len(staff)]


def _is_outlet(written: str) -> bool:
    return written.lower().removeprefix("the ") in data_table("sources.toml")["media"]["names"]


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(words_file()["own_date"]["beside"])
