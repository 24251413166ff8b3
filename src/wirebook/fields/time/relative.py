"""Times that count from the anchor or another time in the text: days by name, "ago", "recent", the clock."""

import re
from dataclasses import replace
from datetime import date, timedelta

from wirebook.fields.time import calendar, edtf
from wirebook.fields.time.calendar import Stretch, Tense, Unresolved
from wirebook.fields.time.grammar import TimeWords, look_up, words_file
from wirebook.fields.time.resolve import Context, in_phase, phase_of, resolves, weekday_number, which_of

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
    when = counted_weekday(context.today(words), number, which_of(words), context.tense)
    return calendar.day(when, "part" if words.part("daypart") or phase_of(words) else "day")


@resolves("deictic")
def _deictic(words: TimeWords, context: Context) -> Stretch:
    name = words.part("deictic")
    when = calendar.shift(context.today(words), look_up("deictic", name), "day")
    is_part = words.part("daypart") or (name or "").lower() == "tonight"
    return calendar.day(when, "part" if is_part else "day")


@resolves("daypart")
def _daypart(words: TimeWords, context: Context) -> Stretch:
    anchor, which = context.today(words), which_of(words) or 0
    is_night = look_up("daypart", words.part("daypart")) == "NI"
    if is_night and which < 0:
        made = calendar.days(calendar.shift(anchor, -1, "day"), anchor, "part")
        return made.but("the night that ended on the anchor day")
    return calendar.day(calendar.shift(anchor, which, "day"), "part")


@resolves("overnight")
def _overnight(words: TimeWords, context: Context) -> Stretch:
    return calendar.day(context.today(words), "part").but(
        "a night is dated by its morning; it began on the evening before"
    )


@resolves("nth_day")
def _nth_day(words: TimeWords, context: Context) -> Stretch:
    number = int(words.part("day") or 0)
    anchor = context.today(words, edtf.unknown(None, None, number))
    months = [calendar.shift(anchor.replace(day=1), n, "month") for n in range(-3, 4)]
    near = [first.replace(day=number) for first in months if _has_day(first, number)]
    begun, ahead = [d for d in near if d <= anchor], [d for d in near if d > anchor]
    when = ahead[0] if context.tense == "future" else begun[-1]
    return calendar.day(when).but(f"month taken as the nearest one, {when.isoformat()[:7]}")


def _has_day(first: date, number: int) -> bool:
    return first.replace(day=1) + timedelta(number - 1) <= (calendar.month(first.year, first.month).last or first)


@resolves("the_day")
def _the_day(words: TimeWords, context: Context) -> Stretch:
    """As in "earlier in the day": the day last named, else the anchor's."""
    return calendar.day(context.reference or context.today(words), "part")


@resolves("present")
def _present(words: TimeWords, context: Context) -> Stretch:
    return calendar.day(context.today(words))


@resolves("duration")
@resolves("recurring")
@resolves("sometime")
def _no_date(words: TimeWords, _: Context) -> Stretch:
    raise Unresolved(f"{words.written!r} is a length or a repetition, not a date", "")


# ------------------------------------------------------------------ counted


def counted(base: date, words: TimeWords, sign: int, *, of: float | None) -> Stretch:
    """`of` units before or after a day, as precise as the unit allows: "three months" lands in a month."""
    unit = words.unit or "day"
    if of is None:
        raise Unresolved(f"{words.written!r} names no number")
    fine = of != int(of)
    when = calendar.shift(base, sign * of, unit)
    if unit in {"day", "hour", "minute", "second"}:
        return calendar.day(when, "day" if unit == "day" else "part")
    if unit in {"week", "fortnight"}:
        made = calendar.days(calendar.shift(when, -3, "day"), calendar.shift(when, 3, "day"), "week")
        return replace(made, edtf=edtf.about(when.isoformat()), approximate=True)
    made = calendar.unit_around(when, "month" if unit in {"month", "quarter"} or fine else "year")
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
    if number is None:
        return _some_time_from(context.other(words), words, sign)
    return counted(context.other(words), words, sign, of=number)


def _some_time_from(other: date, words: TimeWords, sign: int) -> Stretch:
    """ "Hours later" is the same day, as far as it can be said; "weeks later" has no end."""
    if words.unit in {"hour", "minute", "second"}:
        return replace(calendar.day(other, "part"), approximate=True, edtf=edtf.about(other.isoformat()))
    return _until_unknown(other) if sign > 0 else _since_unknown(other)


@resolves("relative")
def _relative(words: TimeWords, context: Context) -> Stretch:
    other, offset = context.other(words), int(look_up("relative", words.part("relative")))
    unit = words.unit or "day"
    if words.part("daypart"):
        return calendar.day(calendar.shift(other, offset, "day"), "part")
    return calendar.unit_around(calendar.shift(other, offset, unit), unit)


@resolves("spanning")
def _spanning(words: TimeWords, context: Context) -> Stretch:
    anchor, sign = context.today(words), int(look_up("spanning", words.part("spanning")))
    number = words.number if words.part("count") else 1.0
    if number is None:
        return _since_unknown(anchor) if sign < 0 else _until_unknown(anchor)
    unit = words.unit or "day"
    made = calendar.days(anchor, calendar.shift(anchor, sign * number, unit))
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
    anchor, which, unit = context.today(words), which_of(words) or 0, words.unit or "day"
    made = calendar.unit_around(calendar.shift(anchor, which, unit), unit)
    if unit == "weekend" and which == 0 and context.tense == "past" and made.first and made.first > anchor:
        made = calendar.unit_around(calendar.shift(anchor, -1, "week"), unit)
    phase = phase_of(words)
    if which == 0 and phase == "earlier":
        return _clipped(made, made.first, anchor)
    if which == 0 and phase == "later":
        return _clipped(made, anchor, made.last)
    return in_phase(words, made)


def _clipped(made: Stretch, first: date | None, last: date | None) -> Stretch:
    if first is None or last is None:
        return made
    return calendar.days(first, last)


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
    made = calendar.day(given).but("" if context.reference else f"day of {words.written!r} taken as the anchor day")
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
    elif words.part("any_zone") or words.part("gmt_twin"):
        notes = (
            f"clock time is {words.part('any_zone') or 'local time'}{_offset_from_utc(words, made.first, minutes)}",
        )
    when = made.first + timedelta(minutes // 1440)
    clock = f"{minutes % 1440 // 60:02d}:{minutes % 60:02d}"
    return Stretch(when, when, "minute", f"{when}T{clock}", made.approximate, (*made.assumed, *notes), clock, clock)


def _offset_from_utc(words: TimeWords, when: date, minutes: int) -> str:
    """The offset of a zone, as ", UTC+2": from a second clock time in brackets, or from the place's own rule."""
    twin = re.search(r"(\d{1,2}):?(\d\d)", words.part("gmt_twin") or "")
    if twin and look_up("zone", (words.part("gmt_twin") or "").strip(" ()").split()[-1]) == 0:
        offset = (minutes - int(twin[1]) * 60 - int(twin[2]) + 720) % 1440 - 720
    elif rule := words_file()["city_zone"].get(words.part("any_zone")):
        offset = rule[0] + 60 * (rule[1] and _is_summer(when))
    else:
        return ""
    return f", UTC{'+' if offset >= 0 else '-'}{abs(offset) // 60}" + (
        f":{abs(offset) % 60:02d}" if offset % 60 else ""
    )


def _is_summer(when: date) -> bool:
    return calendar.nth_weekday(when.year, 3, 6, -1) <= when < calendar.nth_weekday(when.year, 10, 6, -1)


def clock_time(words: TimeWords) -> tuple[int, int]:
    """Hour and minute of a clock expression."""
    if noon := look_up("noon", words.part("noon")):
        hour, minute = str(noon).split(":")
        return int(hour), int(minute)
    hour_number = int(words.part("hour") or 0)
    half = {"m": "a", "a": "p", "e": "p"}.get(
        (words.part("ampm_words") or "")[:1], (words.part("ampm") or "")[:1].lower()
    )
    if half and hour_number <= 12:
        hour_number = hour_number % 12 + (12 if half == "p" else 0)
    return hour_number, int(words.part("minute") or 0)
