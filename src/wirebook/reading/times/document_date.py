"""The day that a report's relative times count from: when it was published, or what else tells it.

In this order: the date of publication; the dateline's date; a date that stands on a line of its own; the date in the
address; of an address with a month alone, that month. The latest full date that the text names is only the earliest
day on which it can have been written: it gives years to dates without one, and leaves weekdays open.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from wirebook.fields.time.expressions import Anchor, find_times, guess_tense, resolve
from wirebook.fields.time.grammar import TimeWords, words_file
from wirebook.reading.text.passages import stamped_day
from wirebook.types import Period, Report

_LATER = 60  # days: how long after the latest date that it names a report is thought to be written at most
_HEAD = 12  # lines


def anchor_of(report: Report) -> Anchor:
    """What the relative times of a report count from; without any date, an Anchor of none."""
    if report.published:
        return _published(report.published[:10])
    return next(_others(report), Anchor(None))


def _published(written: str) -> Anchor:
    """The day of publication; where only the month or the year is known, from its first day to its last."""
    if len(written) >= len("2024-11-13"):
        return Anchor(written, "published")
    first = date.fromisoformat(f"{written}-01-01"[:10])
    last = first.replace(day=_length(first)) if len(written) > len("2024") else first.replace(month=12, day=31)
    return Anchor(first.isoformat(), "published", until=last.isoformat())


def _others(report: Report) -> Iterator[Anchor]:
    if report.dateline and report.dateline.date:
        yield _taken(report.dateline.date, "dateline")
    if (stamp := stamped_day(report.text)) is not None:
        yield _taken(stamp, "date line")
    dates = [(words, period) for words in find_times(report.text) if (period := _full_date(words))]
    yield from (_taken(p.start, "date line") for w, p in dates if p.start and is_own_date(report, p))
    yield from _from_address(report.url or "")
    told = [p.start[:10] for w, p in dates if p.start and guess_tense(report.text, w) != "future"]
    if told:
        latest = date.fromisoformat(max(told))
        yield _taken(latest.isoformat(), "latest date in the text", latest + timedelta(_LATER))


def _taken(day: str, name: str, until: date | None = None) -> Anchor:
    bare = Anchor(day[:10], name, until=until.isoformat() if until else None)
    return replace(bare, assumed=f"no publication date: counted from the {bare.label()}")


def _full_date(words: TimeWords) -> Period | None:
    """The day that an expression names with its year, none for any other."""
    period = resolve(words, Anchor(None)) if words.rule in ("date", "moment", "slashed", "part_of_day") else None
    return period if period and period.start and period.end and period.start[:10] == period.end[:10] else None


def is_own_date(report: Report, period: Period) -> bool:
    """Whether a date is the dateline's, or stands on a line of its own near the beginning, as of publishing."""
    text, line = report.text, report.dateline
    if line and line.span.start <= period.span.start < line.span.end:
        return True
    start = text.rfind("\n", 0, period.span.start) + 1
    end = text.find("\n", period.span.end)
    beside = text[start : period.span.start] + " " + text[period.span.end : end if end >= 0 else len(text)]
    return text.count("\n", 0, start) < _HEAD and bool(_cue("beside").fullmatch(beside))


def _from_address(url: str) -> Iterator[Anchor]:
    """A day in an address, else its month; the path alone is looked at."""
    path = re.sub(r"^[a-z]+://[^/]*", "", url)
    found = list(_cue("address").finditer(path))
    whole = next((m for m in found if m["day"]), None)
    if whole and (day := _real(whole)):
        yield _taken(day, "address")
    month = next((m for m in found if not m["day"] and m["sep"]), None)
    if month:
        first = date(int(month["year"]), int(month["month"]), 1)
        yield _taken(first.isoformat(), "month of the address", first.replace(day=_length(first)))


def _real(found: re.Match[str]) -> str | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
    except ValueError:
        return None


def _length(first: date) -> int:
    return calendar.monthrange(first.year, first.month)[1]


@cache
def _cue(name: str) -> re.Pattern[str]:
    return re.compile(words_file()["own_date"][name])
