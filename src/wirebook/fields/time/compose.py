"""Neighbouring time expressions made one, and what they mean: "from A to B", "since A", "6 a.m. on A"."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from wirebook.fields.time import calendar, edtf
from wirebook.fields.time.calendar import Stretch, Unresolved
from wirebook.fields.time.grammar import TimeWords, atoms, expand, look_up, words_file
from wirebook.fields.time.relative import at_clock, counted
from wirebook.fields.time.resolve import Context, resolves, stretch_of
from wirebook.fields.time.war_dates import war_times
from wirebook.types import Precision, Span

Join = Callable[[str, TimeWords, TimeWords, int], TimeWords | None]
"""Makes one expression of two neighbours, or none; the number is where the one before them ends."""

_INNER = re.compile(r" (?P<lead>between|from) ")  # "on 19 February, between 12:30 and 13:50"
_REACH = 40


def compounds(text: str) -> tuple[TimeWords, ...]:
    """All time expressions of a text, from left to right, compounds made as large as they go."""
    found = _paired(text, _with_wars(text), _moment)
    found = _led_all(text, found, "portion")
    found = _led_all(text, found, "part_of_day")
    found = _led_all(text, found, "week_of")
    found = _paired(text, found, _from_dated)
    found = _paired(text, found, _range)
    found = _paired(text, found, _listed)
    found = _paired(text, found, _night_into)
    return tuple(_led_all(text, _led_all(text, found, "near"), "bound"))


def _with_wars(text: str) -> list[TimeWords]:
    """Single expressions, those that count from a war among them; these win over what they cover."""
    wars = list(war_times(text))
    found = list(atoms(text))
    if not wars:
        return found
    free = (w for w in found if all(w.span.end <= o.span.start or o.span.end <= w.span.start for o in wars))
    return sorted([*wars, *free], key=lambda w: w.span.start)


@cache
def _joint(name: str) -> re.Pattern[str]:
    return re.compile(f"(?:{expand(words_file()['joints'][name])})")


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(f"(?<![\\w-])(?P<lead>{expand(words_file()['joints']['opening'])})\\Z")


@cache
def _lead(table: str) -> re.Pattern[str]:
    return re.compile(f"(?<![\\w-])(?P<lead>{expand(f'{{{table}}}')}){expand(' ')}\\Z")


@cache
def _kinds(name: str) -> frozenset[str]:
    return frozenset(words_file()["joints"][name])


def _paired(text: str, found: Sequence[TimeWords], join: Join) -> list[TimeWords]:
    made: list[TimeWords] = []
    for words in found:
        floor = made[-2].span.end if len(made) > 1 else 0
        joined = join(text, made[-1], words, floor) if made else None
        if joined:
            made[-1] = joined
        else:
            made.append(words)
    return made


def _gap(text: str, left: TimeWords, right: TimeWords, name: str) -> bool:
    return bool(_joint(name).fullmatch(text, left.span.end, right.span.start))


def _made(text: str, rule: str, span: tuple[int, int], of: Iterable[TimeWords], lead: str = "") -> TimeWords:
    parts = (("lead", lead),) if lead else ()
    return TimeWords(rule, Span(*span), text[span[0] : span[1]], parts, tuple(of))


def _moment(text: str, left: TimeWords, right: TimeWords, _: int) -> TimeWords | None:
    """A clock time and its day, in either order."""
    span = (left.span.start, right.span.end)
    if left.rule == "clock" and right.rule in _kinds("days") and _gap(text, left, right, "clock_day_gap"):
        return _made(text, "moment", span, (left, right))
    if right.rule == "clock" and left.rule in _kinds("days") and _gap(text, left, right, "day_clock_gap"):
        return _made(text, "moment", span, (right, left))
    return None


def _night_into(text: str, left: TimeWords, right: TimeWords, _: int) -> TimeWords | None:
    """As in "overnight into Wednesday", "Saturday night into Sunday"."""
    if left.rule == "overnight" and right.rule in _kinds("nights") and _gap(text, left, right, "overnight_gap"):
        return _made(text, "night_into", (left.span.start, right.span.end), (right,))
    night = look_up("daypart", left.part("daypart")) in ("NI", "EV") or left.part("phase")
    if night and left.rule == right.rule == "weekday" and _gap(text, left, right, "into_gap"):
        return _made(text, "night_into", (left.span.start, right.span.end), (left, right))
    return None


def _from_dated(text: str, left: TimeWords, right: TimeWords, _: int) -> TimeWords | None:
    """As in "two weeks after October 7", "a week from Tuesday"."""
    if right.rule not in _kinds("dated") or right.rule in {"clock", "present", "relative", "the_day"}:
        return None
    counted = left.rule == "from_other" and left.part("direction") in ("before", "after")
    ahead = left.rule == "duration" and left.number is not None and left.unit in ("day", "week", "month", "year")
    if (counted and _gap(text, left, right, "offset_gap")) or (ahead and _gap(text, left, right, "from_gap")):
        return _made(text, "from_dated", (left.span.start, right.span.end), (left, right))
    return None


def _listed(text: str, left: TimeWords, right: TimeWords, _: int) -> TimeWords | None:
    """As in "on Monday and Tuesday"."""
    whole_days = not any(part.part(name) for part in (left, right) for name in ("daypart", "phase", "phase_two"))
    if whole_days and left.rule == right.rule and left.rule in _kinds("listed") and _gap(text, left, right, "list_gap"):
        return _made(text, "listed", (left.span.start, right.span.end), (left, right))
    return None


def _range(text: str, left: TimeWords, right: TimeWords, floor: int) -> TimeWords | None:
    """As in "from A to B", "between A and B", "A-B"."""
    if left.rule not in _kinds("dated") or right.rule not in _kinds("dated"):
        return None
    opening = _opening().search(text, max(floor, left.span.start - _REACH), left.span.start)
    inner = _INNER.search(left.written) if left.rule == "moment" and opening is None else None
    lead = inner["lead"] if inner else opening.group().strip().lower() if opening else ""
    gap = "between_gap" if lead == "between" else "range_gap"
    if not _gap(text, left, right, gap) or (left.rule == "present" and not lead):
        return None
    start = opening.start() if opening else left.span.start
    return _made(text, "range", (start, right.span.end), (left, right), lead)


def _led_all(text: str, found: Sequence[TimeWords], table: str) -> list[TimeWords]:
    floors = [0, *(words.span.end for words in found)]
    return [_led(text, words, table, floor) for words, floor in zip(found, floors, strict=False)]


def _led(text: str, words: TimeWords, table: str, floor: int) -> TimeWords:
    """The expression together with the words of `table` that lead into it ("since", "the night of")."""
    if table == "week_of" and words.rule != "date":
        return words
    if words.rule not in _kinds("dated") and (words.rule, table) != ("days", "part_of_day"):
        return words
    found = _lead(table).search(text, max(floor, words.span.start - _REACH), words.span.start)
    if found is None or (table == "bound" and _leads_an_event(text, words)) or _is_when(text, words, table):
        return words
    return _made(text, table, (found.start(), words.span.end), (words,), found["lead"])


def _is_when(text: str, words: TimeWords, table: str) -> bool:
    """As in "the deadliest day since July, when 12 died": what follows tells of July itself."""
    return table == "bound" and bool(_joint("when").match(text, words.span.end))


def _leads_an_event(text: str, words: TimeWords) -> bool:
    """As in "after Wednesday's attack", where it is the attack that bounds."""
    owned = _joint("outward").match(text, words.span.end)
    return bool(owned) or words.rule in {"present", "relative"}


# ------------------------------------------------------------------ what compounds mean


@resolves("moment")
def _moment_at(words: TimeWords, context: Context) -> Stretch:
    clock, when = words.of
    return at_clock(clock, stretch_of(when, context), context)


@resolves("portion")
def _portion(words: TimeWords, context: Context) -> Stretch:
    phase = str(look_up("portion", words.part("lead")))
    whole = stretch_of(words.of[0], context)
    if whole.first == whole.last:
        return replace(whole, precision="part", clock="", end_clock="")
    return calendar.third(whole, phase)


@resolves("part_of_day")
def _part_of_day(words: TimeWords, context: Context) -> Stretch:
    whole = stretch_of(words.of[0], context)
    return replace(whole, precision="part", clock="", end_clock="")


@resolves("week_of")
def _week_around(words: TimeWords, context: Context) -> Stretch:
    """The week from Monday to Sunday in which a day lies; one that is named by its last day ends there."""
    day = stretch_of(words.of[0], context)
    if day.first is None:
        return day
    made = (
        calendar.week(day.first)
        if "ending" not in words.written
        else calendar.days(day.first - timedelta(6), day.first)
    )
    return replace(made, assumed=day.assumed)


@resolves("night_into")
def _night_before(words: TimeWords, context: Context) -> Stretch:
    night = stretch_of(words.of[0], context)
    if len(words.of) > 1:
        night = _joined(night, stretch_of(words.of[1], replace(context, anchor=night.first, tense="future")))
    morning = replace(night, precision="part")
    if night.first != night.last:
        return morning
    return morning.but("a night is dated by its morning; it began on the evening before")


@resolves("near")
def _near(words: TimeWords, context: Context) -> Stretch:
    whole = stretch_of(words.of[0], context)
    return replace(whole, approximate=True, edtf=edtf.about(whole.edtf))


@resolves("from_dated")
def _counted_from_day(words: TimeWords, context: Context) -> Stretch:
    offset, base = words.of
    day = stretch_of(base, context)
    if day.first is None or day.last is None:
        return day
    sign = int(look_up("direction", offset.part("direction") or "after"))
    number = 1.0 if offset.written.lower().startswith("the ") else offset.number
    made = counted(day.last if sign > 0 else day.first, offset, sign, of=number)
    if day.first == day.last and offset.unit == "week" and number and (number == 1 or offset.rule == "duration"):
        made = calendar.day(calendar.shift(day.first, sign * number, "week"))  # "a week from Tuesday" is a Tuesday
    return made.but(*day.assumed)


@resolves("listed")
def _each_of(words: TimeWords, context: Context) -> Stretch:
    """From the first of the days to the last; days between them that are not named are not left out."""
    left, right = words.of
    last = stretch_of(right, context)
    first = stretch_of(left, context)
    if last.first and (first.first is None or first.first > last.first):
        first = stretch_of(left, replace(context, anchor=last.first, tense="past"))
    gap = (last.first - first.last).days if first.last and last.first else 0
    return _joined(first, last).but(*(["days between them may not be meant"] if gap > 1 else []))


@resolves("range")
def _from_to(words: TimeWords, context: Context) -> Stretch:
    """The end is read first when it alone has a year, otherwise as the next such time from the start on."""
    left, right = _sharing_day(*words.of)
    if left.of and left.of[-1:] == right.of[-1:]:
        return _joined(*_over_midnight(words, stretch_of(left, context), stretch_of(right, context), context))
    after = _absolute(right)
    if after and after.first and not _absolute(left):
        before = stretch_of(left, replace(context, anchor=after.last, tense="past"))
        return _joined(before, after)
    if after is None and left.rule in _kinds("yearly") and right.rule in _kinds("yearly"):
        end = stretch_of(right, context)
        return _joined(stretch_of(left, replace(context, anchor=end.last, tense="past")), end)
    before = _beginning(left, context)
    later = before.first or context.anchor
    forward = replace(context, anchor=later, tense="future", reference=before.first)
    after = after or stretch_of(right, forward if right.rule != "present" else context)
    return _joined(*_over_midnight(words, before, after, context))


def _beginning(left: TimeWords, context: Context) -> Stretch:
    """The first time of a range; one whose year is open leaves the range open, but with its day."""
    try:
        return stretch_of(left, context)
    except Unresolved as why:
        has_day = why.known[5:].replace("-", "").isdigit()
        raise Unresolved(why.why, f"{why.known}/.." if has_day else why.known) from why


def _over_midnight(words: TimeWords, before: Stretch, after: Stretch, context: Context) -> tuple[Stretch, Stretch]:
    """Two clock times of one day that run backwards, as in "from 8 p.m. to 6 a.m.": a night.

    The day that is written belongs to the clock time that it stands by. Where none is written the night ended on
    the anchor day, unless it is told of the future or counts from an earlier day.
    """
    left, right = (part.rule for part in words.of)
    if not before.clock or before.first != after.last or before.clock < after.end_clock or left == right == "moment":
        return before, after
    is_past = context.tense != "future" and (context.reference is None or context.reference == context.anchor)
    if right == "moment" or (left == "clock" and is_past):
        return _moved(before, -1), after
    return before, _moved(after, 1)


def _moved(stretch: Stretch, count: int) -> Stretch:
    if stretch.first is None:
        return stretch
    when = calendar.shift(stretch.first, count, "day")
    made = replace(stretch, first=when, last=when, edtf=f"{when}T{stretch.clock}")
    return made.but("a night from one day to the next")


def _sharing_day(left: TimeWords, right: TimeWords) -> tuple[TimeWords, TimeWords]:
    """As in "between 6 a.m. and 9 a.m. on Tuesday": the first clock time is of the same day."""
    if left.rule == "clock" and right.rule == "moment":
        return replace(right, of=(left, right.of[1])), right
    if left.rule == "moment" and right.rule == "clock":
        return left, replace(left, of=(right, left.of[1]))
    return left, right


def _absolute(words: TimeWords) -> Stretch | None:
    try:
        return stretch_of(words, Context(None))
    except Unresolved:
        return None


def _joined(before: Stretch, after: Stretch) -> Stretch:
    ends = (before.first, before.clock), (after.last, after.end_clock)
    if before.first and after.last and (before.first > after.last or (all(map(all, ends)) and ends[0] > ends[1])):
        raise Unresolved("the end lies before the start")
    clocks = before.clock, after.end_clock
    start, end = _edge(before, before.first, 0), _edge(after, after.last, -1)
    assumed = tuple(dict.fromkeys((*before.assumed, *after.assumed)))
    precision: Precision = "minute" if all(clocks) else "span"
    approximate = before.approximate or after.approximate
    return Stretch(before.first, after.last, precision, edtf.interval(start, end), approximate, assumed, *clocks)


def _edge(stretch: Stretch, when: date | None, side: int) -> str | None:
    """An end of an interval as EDTF: the stretch's own name when it is one, else its first or last day."""
    if "/" not in stretch.edtf:
        return stretch.edtf
    return stretch.edtf.split("/")[side] if when is not None else None


@resolves("bound")
def _bounded(words: TimeWords, context: Context) -> Stretch:
    """Open to the right and past ("since"), or open to the left and ahead ("by", "until", "before")."""
    bound = str(look_up("bound", words.part("lead")))
    if bound in {"to", "short"} and context.tense == "none" and words.of[0].rule != "year":
        context = replace(context, tense="future")
    elif bound == "since":
        context = replace(context, tense="past")
    limit = bound in {"to", "short"} and context.tense == "future"
    context = replace(context, open_end=bound == "since" or limit)
    whole = stretch_of(words.of[0], context)
    if bound == "at":
        return whole
    if bound == "past" and whole.clock and whole.first:
        return replace(
            calendar.day(whole.first, "part"), assumed=whole.assumed
        )  # "after midnight on Tuesday" is Tuesday
    if bound in {"since", "from", "past"}:
        when = whole.last if bound == "past" else whole.first
        return replace(whole, first=when, last=None, edtf=edtf.interval(_bound_edge(words, whole, when, 0), None))
    when = whole.last if bound == "to" or "end of" in (words.of[0].part("lead") or "") else whole.first
    return replace(whole, first=None, last=when, edtf=edtf.interval(None, _bound_edge(words, whole, when, -1)))


def _bound_edge(words: TimeWords, whole: Stretch, when: date | None, side: int) -> str | None:
    """As in "by the end of the year", which is exact, though "the end of the year" is not."""
    exact = words.of[0].rule == "portion" and when is not None
    return when.isoformat() if exact and when else _edge(whole, when, side)
