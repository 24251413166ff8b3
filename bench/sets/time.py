"""The time set: expressions with their TIMEX3 type and value, as its scorer reads them.

Wirebook's own result is an interval; TIMEX3 wants one value an expression, and compounds in their parts.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from wirebook.fields.time.expressions import Anchor, Tense, find_times, guess_tense, last_named, names_event, resolve
from wirebook.fields.time.grammar import TimeWords, look_up
from wirebook.types import Period, Span

_LETTERS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "fortnight": "W",
    "month": "M",
}
_LONG = {
    "quarter": ("M", 3),
    "year": ("Y", 1),
    "decade": ("Y", 10),
    "century": ("Y", 100),
    "weekend": ("D", 2),
}
_SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}
_LENGTHS = {"duration", "recurring", "spanning", "recent", "first_in"}
_NAMELESS = {"present": "PRESENT_REF", "recent": "PAST_REF", "sometime": "FUTURE_REF"}
_NO_PERIOD = Period(None, None, "span", "", "", Span(0, 0))


def predict_time(row: dict[str, Any]) -> dict[str, Any]:
    """All expressions of one document, its date being the anchor."""
    text, anchor = row["text"], Anchor(row.get("dct"))
    timexes, named = list[dict[str, Any]](), list[Period]()
    for whole in find_times(text):
        tense = guess_tense(text, whole)
        for words in _simple(whole):
            if names_event(text, words):
                timexes += _length_only(words)
                continue
            lean = _leaning(whole, tense)
            period = resolve(_core(words), anchor, lean, last_named(words, named))
            timexes += _timex(words, period)
            if words.rule not in _LENGTHS:
                named.append(period)
    return {"doc": row["doc"], "timexes": timexes}


def _leaning(whole: TimeWords, tense: Tense) -> Tense:
    lead = (whole.part("lead") or "").lower()
    if whole.rule == "bound" and lead in {"by", "until"} and tense == "none":
        return "future"
    return "past" if lead == "since" else tense


def _length_only(words: TimeWords) -> Iterator[dict[str, Any]]:
    """ "13 days after the bombings" is a length and a signal; "the day after the bombings" has neither."""
    if words.part("count") or (words.unit and words.written.startswith(words.unit)):
        written = words.written[: -len(words.part("direction") or "")].rstrip()
        span = Span(words.span.start, words.span.start + len(written))
        yield from _timex(replace(words, rule="duration", span=span, written=written), _NO_PERIOD)


def _simple(words: TimeWords) -> Iterator[TimeWords]:
    """A moment and a part of a day are one expression; other compounds are annotated in their parts."""
    if words.rule in {"moment", "part_of_day", "week_of", "from_dated"} or not words.of:
        yield words
        return
    for part in words.of:
        yield from _simple(part)


def _core(words: TimeWords) -> TimeWords:
    """Without "early", "late" and "about", which TIMEX3 keeps in an attribute."""
    core = tuple((name, text) for name, text in words.parts if not name.startswith(("phase", "about")))
    return replace(words, parts=core)


def _timex(words: TimeWords, period: Period) -> Iterator[dict[str, Any]]:
    value = _value(words, period)
    kind = "TIME" if re.match(r"\d[^T]*T", value) else "DATE"
    if words.rule in _LENGTHS and not value.endswith("REF"):
        kind = "SET" if words.rule == "recurring" else "DURATION"
    yield {"start": words.span.start, "end": words.span.end, "type": kind, "value": value}


def _value(words: TimeWords, period: Period) -> str:
    if words.rule in _NAMELESS and words.unit is None:
        return _NAMELESS["present" if words.written.lower() == "current" else words.rule]
    if words.rule in _LENGTHS:
        return _length(words)
    if period.start is None:
        return _open_value(words)
    return _calendar_value(words, period)


def _open_value(words: TimeWords) -> str:
    if words.rule == "offset":
        return "PAST_REF"
    return _length(words) if words.unit else "XXXX-XX-XX"


def _length(words: TimeWords) -> str:
    unit = words.unit or "day"
    number = _number(words)
    if unit in _LONG:
        letter, times = _LONG[unit]
        return f"P{_plain(number * times) if number is not None else 'X'}{letter}"
    letter = _LETTERS[unit]
    times = 2 if unit == "fortnight" else 1
    prefix, letter = ("PT", letter[1]) if letter.startswith("T") else ("P", letter)
    if letter == "H" and number is not None and number % 1:
        return f"PT{int(number)}H{round(number % 1 * 60)}M".replace("T0H", "T")
    return f"{prefix}{_plain(number * times) if number is not None else 'X'}{letter}"


def _number(words: TimeWords) -> float | None:
    if words.rule == "recurring":
        return 1
    return 1 if words.rule == "spanning" and not words.part("count") else words.number


def _plain(number: float) -> str:
    return f"{number:g}"


def _calendar_value(words: TimeWords, period: Period) -> str:
    start = str(period.start)
    if "century" in (words.unit, words.rule):
        return start[:2]
    if words.part("fiscal") or words.part("fiscal_year"):
        return f"FY{start[:4]}"
    lengths = {"minute": 16, "month": 7, "year": 4}
    if period.precision in lengths:
        return start[: lengths[period.precision]]
    special = {"part": _part, "week": _week, "season": _season, "quarter": _quarter, "decade": _decade}
    if period.precision in special:
        return special[period.precision](words, period)
    return _week(words, period) + "-WE" if words.unit == "weekend" else start[:10]


def _week(_: TimeWords, period: Period) -> str:
    middle = date.fromordinal((_ordinal(str(period.start)) + _ordinal(str(period.end))) // 2)
    year, week, _day = middle.isocalendar()
    return f"{year}-W{week:02d}"


def _season(_: TimeWords, period: Period) -> str:
    year, code = period.edtf.rstrip("~").split("-")
    return f"{year}-{_SEASONS[code]}"


def _decade(_: TimeWords, period: Period) -> str:
    return f"{str(period.start)[:3]}X"


def _quarter(_: TimeWords, period: Period) -> str:
    return f"{period.edtf[:4]}-Q{int(period.edtf[5:7]) - 32}"


def _ordinal(when: str) -> int:
    return date.fromisoformat(when[:10]).toordinal()


def _part(words: TimeWords, period: Period) -> str:
    name = words.part("daypart") or ("night" if "night" in words.written.lower() else None)
    letters = look_up("part_of_day", words.part("lead")) or look_up("daypart", name)
    return f"{str(period.start)[:10]}T{letters}" if letters else str(period.start)[:10]
