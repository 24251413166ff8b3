"""WB2xx: do the times hold? The headline's year, what cannot be resolved, what cannot be, what is stale."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from wirebook.checks.catalog import found
from wirebook.checks.words import any_of, first_words, months, words
from wirebook.types import Claim, Finding, Passage, Period, Reading, Span

_YEAR = r"(?:19|20)\d\d"
_FIRST_SENTENCES = 8
_WIDE = ("month", "season", "quarter", "year")
_ZONES = timedelta(days=1)  # it may be tomorrow already where things happened
_STALE = timedelta(days=7)


def headline_year(reading: Reading) -> Iterator[Finding]:
    """WB201: the headline names a year, and the text the year before or after it instead."""
    title, offset = _headline(reading)
    body = _years_of_body(reading)
    for match in _years(reading).finditer(title):
        year = int(match["year"])
        other = sorted(body & {year - 1, year + 1})
        if other and year not in body and not _names(reading, year):
            span = None if offset is None else Span(offset + match.start("year"), offset + match.end("year"))
            yield found("WB201", reading, f"the headline says {year}, the text says {other[-1]}", span)


def _headline(reading: Reading) -> tuple[str, int | None]:
    head = reading.report.headline
    if head is not None:
        return reading.report.text[head.start : head.end], head.start
    return reading.report.title or "", None


def _years(reading: Reading) -> re.Pattern[str]:
    before = any_of(words(reading, "time", "before_year"))
    return re.compile(rf"\b{before}[ ,\xa0]+(?P<year>{_YEAR})\b(?![,.]?\d|%)", re.IGNORECASE)


def _years_of_body(reading: Reading) -> frozenset[int]:
    """The years that the first sentences speak of, in digits or as "next year"."""
    text, start, end = reading.report.text, *_first(reading)
    written = {int(match["year"]) for match in _years(reading).finditer(text, start, end)}
    return frozenset(written | {_year(time) for time in _wide_times(reading) if start <= time.span.start < end})


def _first(reading: Reading) -> tuple[int, int]:
    body = [passage for passage in reading.passages if passage.kind == "body"][:_FIRST_SENTENCES]
    head = reading.report.headline
    start = head.end if head else 0
    return (start, body[-1].span.end) if body else (start, len(reading.report.text))


def _wide_times(reading: Reading) -> Iterator[Period]:
    for time in reading.times:
        if time.precision in _WIDE and time.start and time.end and time.start[:4] == time.end[:4]:
            yield time


def _year(time: Period) -> int:
    return int((time.start or "0")[:4])


def _names(reading: Reading, year: int) -> bool:
    """Whether the body names this year anywhere."""
    head = reading.report.headline
    start = head.end if head else 0
    times = (time for time in _wide_times(reading) if time.span.start >= start and time.precision == "year")
    return str(year) in reading.report.text[start:] or any(_year(time) == year for time in times)


def unresolved_times(reading: Reading) -> Iterator[Finding]:
    """WB202: relative times in a report without a date, once a report."""
    if reading.report.published is None:
        open_ = [time for time in reading.times if time.start is None and time.end is None]
        if open_:
            some = first_words(time.written for time in open_)
            message = f"{len(open_)} relative times cannot be resolved without a date of publication: {some}"
            yield found("WB202", reading, message.replace("1 relative times", "1 relative time"), open_[0].span)


def impossible_date(reading: Reading) -> Iterator[Finding]:
    """WB203: a day that no month has, or something that happened after the report was published."""
    for match in _dates(reading).finditer(reading.report.text):
        day, month = int(match["d1"] or match["d2"]), (match["m1"] or match["m2"]).casefold()
        if day > _last_day(reading, month, match["y1"] or match["y2"]):
            yield found("WB203", reading, f"there is no such day: “{match.group()}”", Span(*match.span()))
    published = _day(reading.report.published)
    for claim in reading.claims:
        if published and _happens_after(claim, published + _ZONES):
            span = claim.period.span if claim.period else None
            message = f"said to have happened on {_start(claim)}, but published on {published}"
            yield found("WB203", reading, message, span, claims=(claim,))


def _dates(reading: Reading) -> re.Pattern[str]:
    """Days with their months. "In May 45 people" is none: a stop or a year must follow the day."""
    month = any_of(tuple(name.title() for name in months(reading)))
    ordinal = r"(?:st|nd|rd|th)?"
    after = rf"(?:,? (?P<y1>{_YEAR})\b|(?=[,;)\]”\"]|\.?\s*$|\.\s))"
    first = rf"\b(?P<m1>{month})\.? (?P<d1>\d\d?){ordinal}{after}"
    second = rf"\b(?P<d2>[0-3]?\d){ordinal} (?:of )?(?P<m2>{month})\b(?:,? (?P<y2>{_YEAR})\b)?"
    return re.compile(rf"(?:{first}|{second})(?![:.,]?\d)")


def _last_day(reading: Reading, month: str, year: str | None) -> int:
    last = months(reading)[month]
    leap = year is None or (int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0))
    return last - 1 if last == min(months(reading).values()) and not leap else last


def _happens_after(claim: Claim, day: date) -> bool:
    start = _day(_start(claim))
    return claim.status == "happened" and claim.stance != "plans" and start is not None and start > day


def _start(claim: Claim) -> str | None:
    return claim.period.start if claim.period else None


def stale_dateline(reading: Reading) -> Iterator[Finding]:
    """WB204: the dateline's date is days away from the date of publication."""
    line, published = reading.report.dateline, _day(reading.report.published)
    filed = _day(line.date) if line else None
    if line and filed and published and not -_ZONES <= published - filed <= _STALE:
        yield found("WB204", reading, f"the dateline says {filed}, published is {published}", line.span)


def headline_number(reading: Reading) -> Iterator[Finding]:
    """WB205: a number of the headline that no number of the same kind in the text agrees with."""
    heads = [passage for passage in reading.passages if passage.kind == "headline"]
    in_head = [claim for claim in reading.claims if _stands_in(claim, heads)]
    for claim in in_head:
        alike = [o for o in reading.claims if o not in in_head and _same_kind(claim, o) and _tells_it_again(claim, o)]
        if alike and not any(_agree(claim, other) for other in alike) and not _agree_summed(claim, alike):
            body = first_words(other.amount.written for other in alike if other.amount)
            message = f"the headline says “{claim.amount.written if claim.amount else ''}”, the text says {body}"
            yield found("WB205", reading, message, claim.amount.span if claim.amount else None, claims=(claim, *alike))


def _tells_it_again(claim: Claim, other: Claim) -> bool:
    """Whether another claim can be the same event told again: not a part, not more to come, of the same status."""
    return other.relation == "whole" and other.status == claim.status


def _stands_in(claim: Claim, passages: list[Passage]) -> bool:
    at = claim.evidence[0].start if claim.evidence else -1
    return any(passage.span.start <= at < passage.span.end for passage in passages)


def _same_kind(one: Claim, other: Claim) -> bool:
    if one.amount is None or other.amount is None or one.amount.unit != other.amount.unit:
        return False
    return (one.account, one.measure, one.item) == (other.account, other.measure, other.item)


def _agree(one: Claim, other: Claim) -> bool:
    first, second = _bounds(one), _bounds(other)
    return first[0] <= second[1] and second[0] <= first[1]


def _agree_summed(one: Claim, others: list[Claim]) -> bool:
    """Whether the headline gives the sum of what the text has apart."""
    low, high = _bounds(one)
    ends = [_bounds(other) for other in others]
    return low <= sum(end[1] for end in ends) and sum(end[0] for end in ends) <= high


def _bounds(claim: Claim) -> tuple[float, float]:
    amount = claim.amount
    if amount is None or (amount.low is None and amount.high is None):
        return 0.0, float("inf")
    slack = 0.1 if amount.approximate and amount.low == amount.high else 0.0
    low, high = amount.low or 0.0, float("inf") if amount.high is None else amount.high
    return low * (1 - slack), high * (1 + slack)


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None
