"""Times in English news: found by a grammar of characters, resolved to intervals against an anchor.

An expression is first only found (`find_times`), then resolved (`resolve`); what cannot be resolved stays
open and says why in `Period.assumed`. Nothing is guessed without a note of what was taken for granted.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from wirebook.fields.time import edtf
from wirebook.fields.time.calendar import Stretch, Tense, Unresolved
from wirebook.fields.time.compose import compounds
from wirebook.fields.time.grammar import TimeWords, expand, words_file
from wirebook.fields.time.resolve import Context, stretch_of
from wirebook.types import Period

__all__ = ["Anchor", "Tense", "TimeWords", "find_times", "guess_tense", "read_times", "resolve"]

_UNDATED = frozenset({"duration", "recurring", "sometime"})
_OWNING = ("'s", "\u2019s")
_CLOCK_REACH = 500  # characters, over a paragraph's end
_MONTH = 31
_OPENING = 2  # words: "But by Monday" opens a sentence
_LEFT_REACH, _RIGHT_REACH = 120, 90


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative times count from.

    `date` is in ISO 8601 (a time of day in it is ignored), `zone` in minutes east of UTC. Where the day is not known,
    it lies from `date` to `until`. `name` says what it is the date of, `assumed` what was taken for granted with it.
    """

    date: str | None
    name: str = "published"
    zone: int | None = None
    until: str | None = None
    assumed: str | None = None

    def day(self) -> dt.date | None:
        """The anchor's day, none when there is none or it is no date."""
        return _iso_day(self.date)

    def label(self) -> str:
        """Name and date, the month where only that is known: "published 2024-11-13"."""
        first, last = self.day(), self.last_day()
        is_month = first and last and (last - first).days < _MONTH
        return f"{self.name} {(self.date or '')[: 7 if is_month else 10]}"

    def last_day(self) -> dt.date | None:
        """The latest day that the anchor can be, none when it is known."""
        return _iso_day(self.until)


def _iso_day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def find_times(text: str) -> tuple[TimeWords, ...]:
    """All time expressions of a text, from left to right, unresolved; none overlaps another."""
    return compounds(text)


def resolve(words: TimeWords, anchor: Anchor, tense: Tense = "none", reference: Period | None = None) -> Period:
    """The interval of one expression; `reference` is the time that "a day later" and the like count from.

    Without what it needs the Period has neither start nor end, and `assumed` says why.
    """
    try:
        return _period(words, stretch_of(words, Context(None)), None)
    except Unresolved:
        pass
    context = Context(anchor.day(), tense, _day_of(reference), anchor.zone)
    try:
        made = _within(words, context, anchor)
    except Unresolved as why:
        return Period(None, None, "span", why.known, words.written, words.span, assumed=(why.why,))
    return _period(words, made, anchor.label() if context.anchor else None)


def _within(words: TimeWords, context: Context, anchor: Anchor) -> Stretch:
    """The stretch; with an anchor somewhere in a month all that it can be, in a longer time only what is sure."""
    made = stretch_of(words, context)
    last = anchor.last_day()
    if context.anchor and last:
        latest = stretch_of(words, replace(context, anchor=last))
        if latest.edtf != made.edtf:
            made = _either(words, made, latest, (last - context.anchor).days)
    return made.but(anchor.assumed) if anchor.assumed and words.rule not in _counts() else made


def _either(words: TimeWords, made: Stretch, latest: Stretch, length: int) -> Stretch:
    if length > _MONTH or None in (made.first, made.last, latest.first, latest.last):
        known = f"XXXX{made.edtf[4:]}" if made.precision == "day" and made.edtf[4:] == latest.edtf[4:] else "XXXX-XX-XX"
        raise Unresolved(f"no publication date: {words.written!r} stays open", known)
    first, last = min(d for d in (made.first, latest.first) if d), max(d for d in (made.last, latest.last) if d)
    marked = edtf.about(edtf.days(first, last))
    return Stretch(first, last, "span", marked, approximate=True, assumed=made.assumed)


def _day_of(reference: Period | None) -> dt.date | None:
    return dt.date.fromisoformat(reference.start[:10]) if reference and reference.start else None


def _period(words: TimeWords, made: Stretch, anchor: str | None) -> Period:
    return Period(
        start=_iso(made.first, made.clock),
        end=_iso(made.last, made.end_clock),
        precision=made.precision,
        edtf=made.edtf,
        written=words.written,
        span=words.span,
        approximate=made.approximate,
        anchor=anchor,
        assumed=made.assumed,
    )


def _iso(when: dt.date | None, clock: str) -> str | None:
    return None if when is None else when.isoformat() + (f"T{clock}" if clock else "")


def read_times(text: str, anchor: Anchor) -> tuple[Period, ...]:
    """All times of a text, resolved, tense guessed from the words nearby; lengths and repetitions left out.

    "Two days later", "the same day" and clock times count from the day last named in the paragraph, a clock time also
    from one named shortly before it.
    """
    made: list[Period] = []
    for words in find_times(text):
        if words.rule in _UNDATED:
            continue
        reference = _reference(text, words, made)
        period = resolve(words, anchor, guess_tense(text, words), reference)
        if reference and period.start and words.rule in _counts():
            period = replace(period, assumed=(*period.assumed, f"counted from {reference.written!r}"))
        made.append(period)
    return tuple(made)


@cache
def _counts() -> frozenset[str]:
    return frozenset(words_file()["joints"]["counts_from_other"])


def _reference(text: str, words: TimeWords, made: list[Period]) -> Period | None:
    """The day last named, of the paragraph or for a clock time near, unless the words name what they count from."""
    rule = words.of[0].rule if words.rule == "near" else words.rule  # "around 2 a.m."
    if rule not in _counts() or names_event(text, words):
        return None
    last = last_named(words, made)
    if last is None or (rule == "clock" and words.span.start - last.span.end < _CLOCK_REACH):
        return last
    return last if "\n\n" not in text[last.span.end : words.span.start] else None


def last_named(words: TimeWords, made: Sequence[Period]) -> Period | None:
    """The last of the times that lies in one unit of what is counted: a day for "a day later", "that year"'s year."""
    unit = "year" if words.rule == "that_month" else words.unit or "day"
    length = {"year": 4, "decade": 3, "century": 2, "month": 7}.get(unit, 10)
    return next((p for p in reversed(made) if p.start and p.end and p.start[:length] == p.end[:length]), None)


def names_event(text: str, words: TimeWords) -> bool:
    """Whether, as in "a day after the statement", the words name themselves what they count from."""
    return words.rule == "from_other" and bool(_cues()["event"].match(text, words.span.end)) and _opens(words)


def _opens(words: TimeWords) -> bool:
    return bool(_cues()["opening"].fullmatch(words.part("direction") or ""))


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(expand(cue)) for name, cue in words_file()["tense"].items()}


def guess_tense(text: str, words: TimeWords) -> Tense:
    """Past or future by the nearest cue to the left in the sentence, else to the right, else none.

    A day that owns something ("Wednesday's ruling") and one right before a past verb are past; "until" and
    "by" look ahead unless a clearly past verb stands before them, or they open a sentence that tells of the past.
    """
    left = text[max(0, words.span.start - _LEFT_REACH) : words.span.start]
    left = left[_last_end(_cues()["stop"], left) :]
    right = text[words.span.end : words.span.end + _RIGHT_REACH]
    if right[:2] in _OWNING or _cues()["adjacent"].match(right):
        return "past"
    if _is_put_off(left, words):
        return "future"
    if words.rule == "bound" and _cues()["limit"].match(words.written) and len(left.split()) > _OPENING:
        return "past" if _cues()["strong_past"].search(left) else "future"
    return _nearest_cue(left, right)


def _is_put_off(left: str, words: TimeWords) -> bool:
    """As in "postponed until Tuesday", "extended to Friday", "have until noon": the limit is ahead of the deed."""
    limits = words.rule == "bound" and _cues()["limit"].match(words.written)
    return bool((limits or _cues()["put_to"].search(left)) and _cues()["put_off"].search(left))


def _nearest_cue(left: str, right: str) -> Tense:
    stop = _cues()["stop"].search(right)
    found = list(_cues()["cue"].finditer(left))
    nearest = found[-1] if found else _cues()["cue"].search(right[: stop.start()] if stop else right)
    if nearest is None:
        return "none"
    return "future" if nearest.lastgroup == "future" else "past"


def _last_end(pattern: re.Pattern[str], text: str) -> int:
    return max((found.end() for found in pattern.finditer(text)), default=0)
