"""Single time expressions into stretches of the calendar, a function a kind of rule: here the calendar's.

A function that needs a day to count from asks the context for it; without one it stays open (`Unresolved`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from wirebook.fields.time import calendar, edtf
from wirebook.fields.time.calendar import Stretch, Tense, Unresolved
from wirebook.fields.time.grammar import TimeWords, look_up


@dataclass(frozen=True, slots=True)
class Context:
    """What a time is resolved against: anchor day, tense, another time in the text, a zone in minutes.

    `open_end` is true for the known end of an open stretch ("since October 7", "until September").
    """

    anchor: date | None
    tense: Tense = "none"
    reference: date | None = None
    zone: int | None = None
    open_end: bool = False

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
    return _number_of(words.part("any_month") or words.part("month"))


def _number_of(name: str | None) -> int:
    return int(look_up("month", name) or look_up("abbreviated_month", name))


def _year_number(words: TimeWords, anchor: date | None = None) -> int | None:
    if text := words.part("year"):
        return int(text)
    if text := words.part("yy"):
        short = int(text[-2:])
        return 1900 + short if short > (anchor.year % 100 + 20 if anchor else 68) else 2000 + short
    return None


def which_of(words: TimeWords) -> int | None:
    """-1, 0 or 1 for "last", "this" and "next", none without such a word."""
    value = look_up("which", words.part("which"))
    return None if value is None else int(value)


def phase_of(words: TimeWords) -> str | None:
    """Which third of a stretch is meant ("early", "mid", "late", also "earlier", "later")."""
    value = look_up("phase", words.part("phase") or words.part("phase_two"))
    return None if value is None else str(value)


def in_phase(words: TimeWords, stretch: Stretch) -> Stretch:
    """The third of a stretch that the expression means, all of it without such a word."""
    phase = phase_of(words)
    return calendar.third(stretch, {"earlier": "early", "later": "late"}.get(phase, phase)) if phase else stretch


def _undated(words: TimeWords, context: Context, build: Callable[[int], Stretch], known: str) -> Stretch:
    """A stretch whose year is not written: "March last year" and "last March" say which, otherwise the nearest."""
    anchor = context.today(words, known)
    year = look_up("which", words.part("which_year"))
    if year is not None:
        return build(anchor.year + int(year))
    which = which_of(words)
    if which:
        made = calendar.nearest(build, anchor, "past" if which < 0 else "future")
        if made.first and made.last and made.first <= anchor <= made.last:
            made = build(made.first.year + which)
        return replace(made, assumed=())
    return calendar.nearest(build, anchor, context.tense, open_end=context.open_end)


# ------------------------------------------------------------------ dates


@resolves("date")
def _date(words: TimeWords, context: Context) -> Stretch:
    number, month = int(words.part("day") or 0), _month_number(words)
    year = _year_number(words, context.anchor)
    if year is None:
        known = edtf.unknown(None, month, number)
        made = _undated(words, context, lambda y: _day_named(words, date(y, month, number)), known)
    else:
        made = calendar.day(date(year, month, number))
    return _checked_weekday(words, _with_clock(words, made))


def _with_clock(words: TimeWords, made: Stretch) -> Stretch:
    if not words.part("minute"):
        return made
    clock = f"{int(words.part('hour') or 0):02d}:{words.part('minute')}"
    return replace(made, clock=clock, end_clock=clock, precision="minute", edtf=f"{made.edtf}T{clock}")


def _day_named(words: TimeWords, when: date) -> Stretch:
    """The day, if its weekday is the one that is written (so "Monday, Oct. 26" finds its year)."""
    named = _weekday_written(words)
    if named is not None and when.weekday() != named:
        raise ValueError(f"{when} is another weekday")
    return calendar.day(when)


def _weekday_written(words: TimeWords) -> int | None:
    name = re.match(r"[A-Za-z]+", words.part("weekday") or "")
    return weekday_number(name.group()) if name else None


def _checked_weekday(words: TimeWords, made: Stretch) -> Stretch:
    named = _weekday_written(words)
    if named is None or made.first is None or made.first.weekday() == named:
        return made
    return made.but(f"{made.first} is not the weekday that is written: {(words.part('weekday') or '').strip(' ,')}")


def weekday_number(name: str) -> int:
    """0 for Monday, as written in full or abbreviated, in any case."""
    value = look_up("weekday", name)
    return int(value if value is not None else look_up("abbreviated_weekday", name))


@resolves("slashed")
def _slashed(words: TimeWords, _: Context) -> Stretch:
    first, then, year = (int(words.part(name) or 0) for name in ("first", "then", "year"))
    if max(first, then) > 12 or first == then:
        return calendar.day(date(year, min(first, then), max(first, then)))
    if "." in words.written:
        return calendar.day(date(year, then, first)).but("dots taken as day.month.year")
    known = edtf.unknown(year, None, None)
    raise Unresolved(f"{words.written!r} can be the {first}th of month {then} or the {then}th of month {first}", known)


@resolves("days")
def _days(words: TimeWords, context: Context) -> Stretch:
    number, last, month = int(words.part("day") or 0), int(words.part("last") or 0), _month_number(words)
    year = _year_number(words, context.anchor)

    def build(y: int) -> Stretch:
        return calendar.days(date(y, month, number), date(y, month, last))

    known = edtf.interval(edtf.unknown(None, month, number), edtf.unknown(None, month, last))
    return build(year) if year is not None else _undated(words, context, build, known)


@resolves("month")
def _month(words: TimeWords, context: Context) -> Stretch:
    month, year = _month_number(words), _year_number(words)
    if year is not None:
        return in_phase(words, calendar.month(year, month))
    made = _undated(words, context, lambda y: calendar.month(y, month), edtf.unknown(None, month))
    return in_phase(words, made)


@resolves("months")
def _months(words: TimeWords, context: Context) -> Stretch:
    """From one month to another; "November-February 2023" ends in the year that is written."""
    first, last = _month_number(words), _number_of(words.part("last_month"))
    year = _year_number(words)

    def build(y: int) -> Stretch:
        return calendar.months((y - (first > last), first), (y, last))

    known = edtf.interval(edtf.unknown(None, first), edtf.unknown(None, last))
    return build(year) if year is not None else _undated(words, context, build, known)


@resolves("that_month")
def _that_month(words: TimeWords, context: Context) -> Stretch:
    return calendar.month(context.other(words).year, _month_number(words))


@resolves("nth_part")
def _nth_part(words: TimeWords, context: Context) -> Stretch:
    """As in "the first ten days of March", "the last week of 2023"."""
    whole = _containing(words, context)
    if whole.first is None or whole.last is None:
        return whole
    nth = int(look_up("ordinal", words.part("ordinal")))
    count = words.number if words.part("count") else 1.0
    if count is None or _is_vague(words, nth):
        raise Unresolved(f"{words.written!r} says no exact part", whole.edtf)
    if part := words.part("part_of"):
        return replace(calendar.fraction(whole.first, whole.last, nth, _FRACTIONS[part]), assumed=whole.assumed)
    return replace(calendar.piece(whole.first, whole.last, nth, int(count), words.unit or "day"), assumed=whole.assumed)


def _is_vague(words: TimeWords, nth: int) -> bool:
    """Whether it says no exact part: "the last days of May", "the second ten days"."""
    if words.part("count"):
        return nth > 1
    return (words.part("unit") or "").endswith("s")


@resolves("nth_weekday")
def _nth_weekday(words: TimeWords, context: Context) -> Stretch:
    """As in "the first Monday of June 2024", "the last Friday in May"."""
    whole = _containing(words, context)
    if whole.first is None:
        return whole
    nth, weekday = int(look_up("ordinal", words.part("ordinal"))), weekday_number(words.part("any_weekday") or "")
    try:
        when = calendar.nth_weekday(whole.first.year, whole.first.month, weekday, nth)
    except IndexError:
        raise Unresolved(f"there is no {words.written!r}", whole.edtf) from None
    return replace(calendar.day(when), assumed=whole.assumed)


_FRACTIONS = {"half": 2, "third": 3, "quarter": 4}


def _containing(words: TimeWords, context: Context) -> Stretch:
    """The month or year that a part is of."""
    year = _year_number(words)
    if words.part("any_month"):
        number = _month_number(words)
        known = edtf.unknown(year, number)
        return (
            calendar.month(year, number)
            if year
            else _undated(words, context, lambda y: calendar.month(y, number), known)
        )
    return calendar.year(year or context.today(words).year + int(look_up("which", words.part("which_year")) or 0))


@resolves("year")
def _year(words: TimeWords, _: Context) -> Stretch:
    made = calendar.year(int(words.part("year") or 0))
    if words.part("fiscal") or words.part("fiscal_year"):
        marked = replace(made, approximate=True, edtf=edtf.about(made.edtf))
        return marked.but("a fiscal year, whose months are not said")
    return in_phase(words, made)


@resolves("years")
def _years(words: TimeWords, _: Context) -> Stretch:
    first = int(words.part("year") or 0)
    last = words.part("last")
    return calendar.years(first, int(last) if last else first // 100 * 100 + int((words.part("last_two") or "")[-2:]))


@resolves("decade")
def _decade(words: TimeWords, _: Context) -> Stretch:
    digits = re.search(r"\d+", words.part("decade_year") or "")
    if digits is None:
        return in_phase(words, calendar.decade(int(look_up("decade", words.part("decade")))))
    first = int(digits.group())
    return in_phase(words, calendar.decade(first + 1900 if first < 100 else first))


@resolves("century")
def _century(words: TimeWords, _: Context) -> Stretch:
    written = words.part("century_number") or ""
    digits = re.match(r"\d+", written)
    number = int(digits.group()) if digits else int(look_up("century", written))
    return in_phase(words, calendar.century(number))


@resolves("season")
def _season(words: TimeWords, context: Context) -> Stretch:
    first_month, year = int(look_up("season", words.part("season"))), _year_number(words)
    if year is not None:
        return in_phase(words, calendar.season(year, first_month))
    known = edtf.unknown()
    if which_of(words) == 0:
        anchor = context.today(words, known)
        made = min(
            (calendar.season(y, first_month) for y in (anchor.year - 1, anchor.year)),
            key=lambda s: _gap(s, anchor),
        )
        return in_phase(words, made)
    return in_phase(words, _undated(words, context, lambda y: calendar.season(y, first_month), known))


def _gap(stretch: Stretch, when: date) -> int:
    """Days between a stretch and a day, 0 when the day lies in it."""
    if stretch.first is None or stretch.last is None:
        return 0
    return max((stretch.first - when).days, (when - stretch.last).days, 0)


@resolves("quarter")
def _quarter(words: TimeWords, context: Context) -> Stretch:
    of = 2 if words.part("part_of") == "half" or words.part("half_number") else 4
    nth = int(words.part("quarter_number") or words.part("half_number") or look_up("ordinal", words.part("ordinal")))
    nth = of if nth < 0 else nth
    if nth > of:
        raise Unresolved(f"{words.written!r}: a year has {of} of them")
    year, which = _year_number(words), which_of(words)
    if year is not None:
        return calendar.part_of_year(year, nth, of)
    anchor = context.today(words)
    if which is not None or words.written.endswith("the year"):
        return calendar.part_of_year(anchor.year + (which or 0), nth, of)
    return _undated(words, context, lambda y: calendar.part_of_year(y, nth, of), edtf.unknown())


@resolves("holiday")
def _holiday(words: TimeWords, context: Context) -> Stretch:
    rule = str(look_up("holiday", words.part("holiday")))
    if rule == "?":
        raise Unresolved(f"{words.written!r}: which day that is depends on the country or the moon", edtf.unknown())
    year = _year_number(words)

    def build(y: int) -> Stretch:
        return calendar.day(_feast(rule, y))

    return build(year) if year is not None else _undated(words, context, build, _known_feast(rule))


def _feast(rule: str, year: int) -> date:
    if rule.startswith("easter"):
        return calendar.easter(year) + timedelta(int(rule.removeprefix("easter")))
    base, _, further = rule.partition("+")
    numbers = [int(n) for n in re.findall(r"(?<=-)-?\d+|^\d+", base)]
    when = calendar.nth_weekday(year, *numbers) if len(numbers) == 3 else date(year, *numbers)
    return when + timedelta(int(further or 0))


def _known_feast(rule: str) -> str:
    return f"XXXX-{rule}" if re.fullmatch(r"\d\d-\d\d", rule) else edtf.unknown()
