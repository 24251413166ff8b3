"""Single time expressions into stretches of the calendar, one function a kind of rule.

A function that needs a day to count from asks the context for it; without one the time stays open (`Unresolved`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from wirebook.fields import edtf
from wirebook.fields import time_calendar as cal
from wirebook.fields.time_calendar import Stretch, Tense, Unresolved
from wirebook.fields.time_grammar import TimeWords, look_up, words_file


@dataclass(frozen=True, slots=True)
class Context:
    """What a time is resolved against: the anchor day, the tense, another time in the text, a zone in minutes."""

    anchor: date | None
    tense: Tense = "none"
    reference: date | None = None
    zone: int | None = None

    def today(self, words: TimeWords, known: str = "XXXX-XX-XX") -> date:
        """The anchor day; without one the expression stays open."""
        if self.anchor is None:
            raise Unresolved(f"no publication date: {words.written!r} stays open", known)
        return self.anchor

    def other(self, words: TimeWords) -> date:
        """The other time that the expression counts from; without one it stays open."""
        if self.reference is None:
            raise Unresolved(f"{words.written!r} counts from a time that is not given here")
        return self.reference


Resolver = Callable[[TimeWords, Context], Stretch]
RESOLVERS: dict[str, Resolver] = {}
"""The function for each kind of rule; filled once, while the modules load."""


def resolves(kind: str) -> Callable[[Resolver], Resolver]:
    """Registers the function for a kind of rule."""

    def register(function: Resolver) -> Resolver:
        RESOLVERS[kind] = function
        return function

    return register


def stretch_of(words: TimeWords, context: Context) -> Stretch:
    """The stretch of one expression.

    Raises:
        Unresolved: when it cannot be said which stretch is meant.
    """
    try:
        return RESOLVERS[words.rule](words, context)
    except (ValueError, OverflowError) as error:
        raise Unresolved(f"{words.written!r} is not in the calendar ({error})") from error


def _month_number(words: TimeWords) -> int:
    if digits := words.part("month_number"):
        return int(digits)
    name = words.part("any_month") or words.part("month")
    return int(look_up("month", name) or look_up("abbreviated_month", name))


def _year_number(words: TimeWords, anchor: date | None = None) -> int | None:
    if text := words.part("year"):
        return int(text)
    if text := words.part("yy"):
        short = int(text.lstrip("'’"))
        return 1900 + short if short > (anchor.year % 100 + 20 if anchor else 68) else 2000 + short
    return None


def _which(words: TimeWords) -> int | None:
    value = look_up("which", words.part("which"))
    return None if value is None else int(value)


def _phase(words: TimeWords) -> str | None:
    value = look_up("phase", words.part("phase") or words.part("phase_two"))
    return None if value is None else str(value)


def _in_phase(words: TimeWords, stretch: Stretch) -> Stretch:
    phase = _phase(words)
    return cal.third(stretch, {"earlier": "early", "later": "late"}.get(phase, phase)) if phase else stretch


def _undated(words: TimeWords, context: Context, build: Callable[[int], Stretch], known: str) -> Stretch:
    """A stretch whose year is not written: "last" and "next" say which, otherwise the nearest."""
    anchor = context.today(words, known)
    which = _which(words)
    if which:
        made = cal.nearest(build, anchor, "past" if which < 0 else "future")
        if made.first and made.last and made.first <= anchor <= made.last:
            made = build(made.first.year + which)
        return replace(made, assumed=())
    return cal.nearest(build, anchor, context.tense)


# ------------------------------------------------------------------ dates


@resolves("date")
def _date(words: TimeWords, context: Context) -> Stretch:
    number, month = int(words.part("day") or 0), _month_number(words)
    year = _year_number(words, context.anchor)
    if year is None:
        known = edtf.unknown(None, month, number)
        made = _undated(words, context, lambda y: cal.day(date(y, month, number)), known)
    else:
        made = cal.day(date(year, month, number))
    return _checked_weekday(words, _with_clock(words, made))


def _with_clock(words: TimeWords, made: Stretch) -> Stretch:
    if not words.part("minute"):
        return made
    clock = f"{int(words.part('hour') or 0):02d}:{words.part('minute')}"
    return replace(made, clock=clock, precision="minute", edtf=f"{made.edtf}T{clock}")


def _checked_weekday(words: TimeWords, made: Stretch) -> Stretch:
    name = re.match(r"[A-Za-z]+", words.part("weekday") or "")
    if name is None or made.first is None:
        return made
    number = weekday_number(name.group())
    return (
        made
        if made.first.weekday() == number
        else made.but(f"{name.group()} is not the weekday of {made.edtf}")
    )


def weekday_number(name: str) -> int:
    """0 for Monday, as written in full or abbreviated, in any case."""
    value = look_up("weekday", name)
    return int(value if value is not None else look_up("abbreviated_weekday", name))


@resolves("slashed")
def _slashed(words: TimeWords, _: Context) -> Stretch:
    first, then, year = (int(words.part(name) or 0) for name in ("first", "then", "year"))
    if max(first, then) > 12 or first == then:
        return cal.day(date(year, min(first, then), max(first, then)))
    known = edtf.unknown(year, None, None)
    raise Unresolved(
        f"{words.written!r} can be the {first}th of month {then} or the {then}th of month {first}", known
    )


@resolves("days")
def _days(words: TimeWords, context: Context) -> Stretch:
    number, last, month = int(words.part("day") or 0), int(words.part("last") or 0), _month_number(words)
    year = _year_number(words, context.anchor)

    def build(y: int) -> Stretch:
        return cal.days(date(y, month, number), date(y, month, last))

    known = edtf.interval(edtf.unknown(None, month, number), edtf.unknown(None, month, last))
    return build(year) if year is not None else _undated(words, context, build, known)


@resolves("month")
def _month(words: TimeWords, context: Context) -> Stretch:
    month, year = _month_number(words), _year_number(words)
    if year is not None:
        return _in_phase(words, cal.month(year, month))
    made = _undated(words, context, lambda y: cal.month(y, month), edtf.unknown(None, month))
    return _in_phase(words, made)


@resolves("year")
def _year(words: TimeWords, _: Context) -> Stretch:
    return _in_phase(words, cal.year(int(words.part("year") or 0)))


@resolves("years")
def _years(words: TimeWords, _: Context) -> Stretch:
    first = int(words.part("year") or 0)
    last = words.part("last")
    return cal.years(
        first, int(last) if last else first // 100 * 100 + int((words.part("last_two") or "").lstrip("'’"))
    )


@resolves("decade")
def _decade(words: TimeWords, _: Context) -> Stretch:
    digits = re.search(r"\d+", words.part("decade_year") or "")
    if digits is None:
        return _in_phase(words, cal.decade(int(look_up("decade", words.part("decade")))))
    first = int(digits.group())
    return _in_phase(words, cal.decade(first + 1900 if first < 100 else first))


@resolves("century")
def _century(words: TimeWords, _: Context) -> Stretch:
    written = words.part("century_number") or ""
    digits = re.match(r"\d+", written)
    number = int(digits.group()) if digits else int(look_up("century", written))
    return _in_phase(words, cal.century(number))


@resolves("season")
def _season(words: TimeWords, context: Context) -> Stretch:
    first_month, year = int(look_up("season", words.part("season"))), _year_number(words)
    if year is not None:
        return _in_phase(words, cal.season(year, first_month))
    known = edtf.unknown()
    if _which(words) == 0:
        anchor = context.today(words, known)
        made = min(
            (cal.season(y, first_month) for y in (anchor.year - 1, anchor.year)),
            key=lambda s: _gap(s, anchor),
        )
        return _in_phase(words, made)
    return _in_phase(words, _undated(words, context, lambda y: cal.season(y, first_month), known))


def _gap(stretch: Stretch, when: date) -> int:
    """Days between a stretch and a day, 0 when the day lies in it."""
    if stretch.first is None or stretch.last is None:
        return 0
    return max((stretch.first - when).days, (when - stretch.last).days, 0)


@resolves("quarter")
def _quarter(words: TimeWords, context: Context) -> Stretch:
    of = 2 if words.part("part_of") == "half" else 4
    nth = int(words.part("quarter_number") or look_up("ordinal", words.part("ordinal")))
    nth = of if nth < 0 else nth
    if nth > of:
        raise Unresolved(f"{words.written!r}: a year has {of} of them")
    year, which = _year_number(words), _which(words)
    if year is not None:
        return cal.part_of_year(year, nth, of)
    anchor = context.today(words)
    if which is not None or words.written.endswith("the year"):
        return cal.part_of_year(anchor.year + (which or 0), nth, of)
    return _undated(words, context, lambda y: cal.part_of_year(y, nth, of), edtf.unknown())


@resolves("holiday")
def _holiday(words: TimeWords, context: Context) -> Stretch:
    rule = str(look_up("holiday", words.part("holiday")))
    year = _year_number(words)

    def build(y: int) -> Stretch:
        return cal.day(_feast(rule, y))

    return build(year) if year is not None else _undated(words, context, build, _known_feast(rule))


def _feast(rule: str, year: int) -> date:
    if rule.startswith("easter"):
        return cal.easter(year) + timedelta(int(rule.removeprefix("easter")))
    numbers = [int(n) for n in re.findall(r"(?<=-)-?\d+|^\d+", rule)]
    return cal.nth_weekday(year, *numbers) if len(numbers) == 3 else date(year, *numbers)


def _known_feast(rule: str) -> str:
    return f"XXXX-{rule}" if re.fullmatch(r"\d\d-\d\d", rule) else edtf.unknown()


# ------------------------------------------------------------------ days by name


def counted_weekday(anchor: date, weekday: int, which: int | None, tense: Tense) -> date:
    """The weekday meant: the last one on or before the anchor, or the first after it (future, "next").

    "last" leaves out the anchor itself; "this" is the first on or after it.
    """
    back, ahead = (anchor.weekday() - weekday) % 7, (weekday - anchor.weekday()) % 7
    if which == 0:
        return anchor + timedelta(ahead if tense != "past" else -back)
    if which == 1 or (which is None and tense == "future"):
        return anchor + timedelta(ahead or 7)
    return anchor - timedelta(back or 7) if which == -1 else anchor - timedelta(back)


@resolves("weekday")
def _weekday(words: TimeWords, context: Context) -> Stretch:
    number = weekday_number(words.part("any_weekday") or "")
    when = counted_weekday(context.today(words), number, _which(words), context.tense)
    return cal.day(when, "part" if words.part("daypart") or _phase(words) else "day")


@resolves("deictic")
def _deictic(words: TimeWords, context: Context) -> Stretch:
    name = words.part("deictic")
    when = cal.shift(context.today(words), look_up("deictic", name), "day")
    is_part = words.part("daypart") or (name or "").lower() == "tonight"
    return cal.day(when, "part" if is_part else "day")


@resolves("daypart")
def _daypart(words: TimeWords, context: Context) -> Stretch:
    anchor, which = context.today(words), _which(words) or 0
    is_night = look_up("daypart", words.part("daypart")) == "NI"
    if is_night and which < 0:
        made = cal.days(cal.shift(anchor, -1, "day"), anchor, "part")
        return made.but("the night that ended on the anchor day")
    return cal.day(cal.shift(anchor, which, "day"), "part")


@resolves("overnight")
def _overnight(words: TimeWords, context: Context) -> Stretch:
    return cal.day(context.today(words), "part").but(
        "a night is dated by its morning; it began on the evening before"
    )


@resolves("nth_day")
def _nth_day(words: TimeWords, context: Context) -> Stretch:
    number = int(words.part("day") or 0)
    anchor = context.today(words, edtf.unknown(None, None, number))
    months = [cal.shift(anchor.replace(day=1), n, "month") for n in range(-3, 4)]
    near = [first.replace(day=number) for first in months if _has_day(first, number)]
    begun, ahead = [d for d in near if d <= anchor], [d for d in near if d > anchor]
    when = ahead[0] if context.tense == "future" else begun[-1]
    return cal.day(when).but(f"month taken as the nearest one, {when.isoformat()[:7]}")


def _has_day(first: date, number: int) -> bool:
    return first.replace(day=1) + timedelta(number - 1) <= (cal.month(first.year, first.month).last or first)


@resolves("war_day")
def _war_day(words: TimeWords, context: Context) -> Stretch:
    anchor = context.today(words)
    number = int((words.part("n") or "0").replace(",", ""))
    for war, first in sorted(_wars().items()):
        when = cal.shift(date.fromisoformat(first), number - 1, "day")
        if abs((anchor - when).days) <= 3:
            return cal.day(when).but(f"day {number} of the {war}, counted from {first} as day 1")
    raise Unresolved(f"{words.written!r}: which war's day is not said")


def _wars() -> dict[str, str]:
    return dict(words_file()["words"]["day_one"])


@resolves("present")
def _present(words: TimeWords, context: Context) -> Stretch:
    return cal.day(context.today(words))


@resolves("duration")
@resolves("recurring")
def _no_date(words: TimeWords, _: Context) -> Stretch:
    raise Unresolved(f"{words.written!r} is a length or a repetition, not a date", "")


# ------------------------------------------------------------------ counted


def counted(base: date, words: TimeWords, sign: int, *, of: float | None) -> Stretch:
    """`of` units before or after a day, as precise as the unit allows: "three months" lands in a month."""
    unit = words.unit or "day"
    if of is None:
        raise Unresolved(f"{words.written!r} names no number")
    fine = of != int(of)
    when = cal.shift(base, sign * of, unit)
    if unit in {"day", "hour", "minute", "second"}:
        return cal.day(when, "day" if unit == "day" else "part")
    if unit in {"week", "fortnight"}:
        made = cal.days(cal.shift(when, -3, "day"), cal.shift(when, 3, "day"), "week")
        return replace(made, edtf=edtf.about(when.isoformat()), approximate=True)
    made = cal.unit_around(when, "month" if unit in {"month", "quarter"} or fine else "year")
    return replace(made, edtf=edtf.about(made.edtf), approximate=True)


@resolves("offset")
def _offset(words: TimeWords, context: Context) -> Stretch:
    anchor = context.today(words)
    if words.number is None:
        return _since_unknown(anchor)
    made = counted(anchor, words, -1, of=words.number)
    about = look_up("about", words.part("about"))
    if about == "over" and made.last:
        return replace(made, first=None, edtf=edtf.interval(None, made.edtf), approximate=True)
    if about == "under":
        return replace(made, last=anchor, edtf=edtf.interval(made.edtf, anchor.isoformat()), approximate=True)
    return replace(made, approximate=True, edtf=edtf.about(made.edtf)) if about else made


def _since_unknown(anchor: date) -> Stretch:
    marked = edtf.interval(None, anchor.isoformat(), unknown_start=True)
    return Stretch(None, anchor, "span", marked, approximate=True)


@resolves("from_other")
def _from_other(words: TimeWords, context: Context) -> Stretch:
    sign = int(look_up("direction", words.part("direction")))
    number = 1.0 if words.written.lower().startswith("the ") else words.number
    return counted(context.other(words), words, sign, of=number)


@resolves("relative")
def _relative(words: TimeWords, context: Context) -> Stretch:
    other, offset = context.other(words), int(look_up("relative", words.part("relative")))
    unit = words.unit or "day"
    if words.part("daypart"):
        return cal.day(cal.shift(other, offset, "day"), "part")
    return cal.unit_around(cal.shift(other, offset, unit), unit)


@resolves("spanning")
def _spanning(words: TimeWords, context: Context) -> Stretch:
    anchor, sign = context.today(words), int(look_up("spanning", words.part("spanning")))
    number = words.number if words.part("count") else 1.0
    if number is None:
        return _since_unknown(anchor) if sign < 0 else _until_unknown(anchor)
    unit = words.unit or "day"
    made = cal.days(anchor, cal.shift(anchor, sign * number, unit))
    about = bool(words.part("about")) or unit not in {"day", "hour"}
    return replace(made, approximate=about, edtf=edtf.about(made.edtf) if about else made.edtf)


def _until_unknown(anchor: date) -> Stretch:
    return Stretch(anchor, None, "span", edtf.interval(anchor.isoformat(), ""), approximate=True)


@resolves("recent")
def _recent(words: TimeWords, context: Context) -> Stretch:
    anchor = context.today(words)
    return _until_unknown(anchor) if "coming" in words.written else _since_unknown(anchor)


@resolves("unit")
def _unit(words: TimeWords, context: Context) -> Stretch:
    anchor, which, unit = context.today(words), _which(words) or 0, words.unit or "day"
    made = cal.unit_around(cal.shift(anchor, which, unit), unit)
    if unit == "weekend" and which == 0 and context.tense == "past" and made.first and made.first > anchor:
        made = cal.unit_around(cal.shift(anchor, -1, "week"), unit)
    phase = _phase(words)
    if which == 0 and phase == "earlier":
        return _clipped(made, made.first, anchor)
    if which == 0 and phase == "later":
        return _clipped(made, anchor, made.last)
    return _in_phase(words, made)


def _clipped(made: Stretch, first: date | None, last: date | None) -> Stretch:
    if first is None or last is None:
        return made
    return cal.days(first, last)


@resolves("first_in")
def _first_in(words: TimeWords, context: Context) -> Stretch:
    base = context.reference or context.today(words)
    if words.number is None:
        return _since_unknown(base)
    made = counted(base, words, -1, of=words.number)
    if words.unit != "day" or made.first is None:
        return made
    inclusive = made.first + timedelta(1)
    return made.but(f"counted back from {base}; counted inclusively it is {inclusive}")


# ------------------------------------------------------------------ clock


@resolves("clock")
def _clock(words: TimeWords, context: Context) -> Stretch:
    given = context.reference or context.today(words)
    made = cal.day(given).but(
        "" if context.reference else f"day of {words.written!r} taken as the anchor day"
    )
    return at_clock(words, replace(made, assumed=tuple(a for a in made.assumed if a)), context)


def at_clock(words: TimeWords, made: Stretch, context: Context) -> Stretch:
    """A day at a time of day, in the anchor's zone when both zones are known, else as written."""
    if made.first is None or made.first != made.last:
        return made
    hour, minute = clock_time(words)
    zone = look_up("zone", words.part("any_zone"))
    minutes = hour * 60 + minute
    notes: tuple[str, ...] = ()
    if zone is not None and context.zone is not None:
        minutes += context.zone - int(zone)
    elif words.part("any_zone"):
        notes = (f"clock time is {words.part('any_zone')}",)
    when = made.first + timedelta(minutes // 1440)
    clock = f"{minutes % 1440 // 60:02d}:{minutes % 60:02d}"
    return Stretch(when, when, "minute", f"{when}T{clock}", made.approximate, (*made.assumed, *notes), clock)


def clock_time(words: TimeWords) -> tuple[int, int]:
    """Hour and minute of a clock expression."""
    if noon := look_up("noon", words.part("noon")):
        hour, minute = str(noon).split(":")
        return int(hour), int(minute)
    hour_number = int(words.part("hour") or 0)
    half = (words.part("ampm") or "")[:1].lower()
    if half and hour_number <= 12:
        hour_number = hour_number % 12 + (12 if half == "p" else 0)
    return hour_number, int(words.part("minute") or 0)
