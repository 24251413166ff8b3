"""Times that count from the start of a war: "since the invasion", "the 1,000th day of the war in Ukraine".

Which war is meant is read off the phrase ("Russia's", "in Gaza"); where the phrase does not say it, off the report,
if that speaks of one of the known wars alone. Otherwise the time stays open.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from wirebook.fields.time import calendar
from wirebook.fields.time.calendar import Stretch, Unresolved
from wirebook.fields.time.grammar import TimeWords, words_file
from wirebook.fields.time.resolve import Context, resolves
from wirebook.types import Span

_REACH = 90  # characters before the noun
_NEAR = 3  # days: how far a day of a war that is not named may be from the anchor


@dataclass(frozen=True, slots=True)
class War:
    """A known war: its name, its first day, what names it in a phrase, what shows that a report is about it."""

    name: str
    first: date
    named: re.Pattern[str]
    about: re.Pattern[str]


@cache
def wars() -> tuple[War, ...]:
    """The wars whose days reports count."""
    return tuple(
        War(row["name"], date.fromisoformat(row["first"]), re.compile(row["named"]), re.compile(row["about"]))
        for row in words_file()["war"]
    )


@cache
def _cue(name: str) -> re.Pattern[str]:
    return re.compile(words_file()["war_words"][name])


@cache
def _left() -> re.Pattern[str]:
    cues = words_file()["war_words"]
    return re.compile(f"(?:{cues['head']}|{cues['lead']}){cues['owner']} ?\\Z")


def war_times(text: str) -> Iterator[TimeWords]:
    """The expressions of a text that count from a war's first day, from left to right."""
    for noun in _cue("nouns").finditer(text):
        before = text[max(0, noun.start() - _REACH) : noun.start()]
        found = _left().search(before)
        if found:
            side = _cue("side").match(text, noun.end())
            end = side.end() if side else noun.end()
            start = noun.start() - len(before) + found.start("head" if found["head"] else "owner")
            words = _words(text, found, start, end)
            if words:
                yield words


def _words(text: str, found: re.Match[str], start: int, end: int) -> TimeWords | None:
    """The expression, none when the words go on to give the date themselves ("since the war began on Oct. 7")."""
    began = _cue("began").match(text, end)
    if _cue("dated").match(text, end) or (not found["head"] and not began and not _is_since(text, found, end)):
        return None
    unknown = _cue("unknown").search(text[:end]) is not None
    told = found["head"] or found["lead"].lower() == "since"
    if unknown and (not told or _number_of(found)):
        return None
    if began and not found["head"]:
        end = began.end()
    written = text[start:end]
    number = _number_of(found)
    parts = (("war", "" if unknown else _war_meant(text, written)), ("n", number))
    kind = "war_day" if number else "war_start"
    return TimeWords(kind, Span(start, end), written, tuple((name, part) for name, part in parts if part))


def _number_of(found: re.Match[str]) -> str:
    """The number of a war's day, "" where none is told."""
    return found["nth"] or found["n"] or ""


def _is_since(text: str, found: re.Match[str], end: int) -> bool:
    return found["lead"].lower() == "since" and not _cue("verb").match(text, end)


def _war_meant(text: str, phrase: str) -> str:
    """The name of the war that a phrase means, "" when that cannot be said."""
    named = [war.name for war in wars() if war.named.search(phrase)]
    if not named and not _cue("side_named").search(phrase):
        named = [war.name for war in wars() if war.about.search(text)]
    return named[0] if len(named) == 1 else ""


def _by_name(words: TimeWords) -> War:
    war = next((war for war in wars() if war.name == words.part("war")), None)
    if war is None:
        raise Unresolved(f"{words.written!r}: which war is meant is not said")
    return war


def _counted_from(war: War) -> str:
    return f"day 1 of the {war.name} is {war.first}"


@resolves("war_start")
def _war_start(words: TimeWords, _: Context) -> Stretch:
    war = _by_name(words)
    return calendar.day(war.first).but(_counted_from(war))


@resolves("war_day")
def _war_day(words: TimeWords, context: Context) -> Stretch:
    number = int((words.part("n") or "0").replace(",", ""))
    if words.part("war"):
        war = _by_name(words)
        return calendar.day(calendar.shift(war.first, number - 1, "day")).but(_counted_from(war))
    anchor = context.today(words)
    for war in wars():
        when = calendar.shift(war.first, number - 1, "day")
        if abs((anchor - when).days) <= _NEAR:
            return calendar.day(when).but(f"day {number} of the {war.name}, counted from {war.first} as day 1")
    raise Unresolved(f"{words.written!r}: which war's day is not said")
