"""Words before and after a number that bound it: "at least", "over", "nearly", "about", "or more"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from wirebook.fields.quantity.interval import Interval
from wirebook.fields.quantity.numerals import GAP, any_of, table, words

_REACH = 44
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?|[^\w\s]|_")
_LONGEST = 5


class Word(NamedTuple):
    """A word (or a mark) before a number, in lower case and as written, with its place in the text."""

    lower: str
    written: str
    start: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """What bounds a number: the kinds in the order of their words, and the stretch of text with these words."""

    kinds: tuple[str, ...]
    start: int
    end: int

    @property
    def side(self) -> str | None:
        """The first kind that closes or opens an end, none when there is none."""
        return next((kind for kind in self.kinds if kind != "about"), None)


def words_before(text: str, at: int) -> list[Word]:
    """The last words and marks before `at`, the nearest last, as far as the paragraph goes."""
    start = max(0, at - _REACH)
    paragraph = text.rfind("\n\n", start, at)
    first = start if paragraph < 0 else paragraph + 2
    return [Word(m[0].lower(), m[0], m.start()) for m in _WORD.finditer(text, first, at)]


def bounds_before(before: list[Word], at: int) -> Bounds:
    """The bounds that end right before `at`, none of them when the kinds are empty; `before` as of `words_before`."""
    kinds: list[str] = []
    left, start = _without_filler(before), at
    while (size := _phrase_size(left)) > 0:
        phrase = " ".join(word.lower for word in left[-size:])
        if _is_place(phrase, left[:-size]):
            break
        kinds.insert(0, _kinds_before()[phrase])
        start = left[-size].start
        left = _without_filler(left[:-size])
    return Bounds(tuple(kinds), start, at)


def bounds_after(text: str, at: int) -> Bounds:
    """The bound right after `at` ("or more", "-plus", "+"), also when one noun stands between ("12 people or more")."""
    found = _after_pattern().match(text, at)
    if found is None:
        return Bounds((), at, at)
    kind = "at_least" if found["plus"] else _kinds_after()[" ".join(found["words"].lower().split())]
    return Bounds((kind,), at, at if found["noun"] else found.end())


def bound(interval: Interval, kinds: tuple[str, ...], step: int) -> Interval:
    """The interval under bounds: "more than 10" is (11, none) for things one counts (`step` 1), else (10, none)."""
    low, high = interval
    top = high if high is not None else low
    side = next((kind for kind in kinds if kind != "about"), None)
    if side == "above":
        return (None if low is None else low + step), None
    if side == "at_least":
        return low, None
    if side == "below":
        return None, None if top is None else max(top - step, 0)
    return (None, top) if side in ("at_most", "nearly") else (low, high)


def _without_filler(before: list[Word]) -> list[Word]:
    if not before or before[-1].lower not in _last_filler_words():
        return before
    for size in (3, 2, 1):
        if len(before) > size and " ".join(word.lower for word in before[-size:]) in words("fillers", "words"):
            return before[:-size] if _phrase_size(before[:-size]) else before
    return before


def _phrase_size(before: list[Word]) -> int:
    """How many of the last words make the longest bound."""
    known = _kinds_before()
    if not before or before[-1].lower not in _last_words():
        return 0
    for size in range(min(_LONGEST, len(before)), 0, -1):
        if " ".join(word.lower for word in before[-size:]) in known:
            return size
    return 0


def _is_place(phrase: str, left: list[Word]) -> bool:
    """ "flew over 12 regions": no bound."""
    if phrase not in words("bounds_not", "over"):
        return False
    return bool(left) and left[-1].lower in words("bounds_not", "before_over")


@cache
def _kinds_before() -> Mapping[str, str]:
    return {phrase: kind for kind, phrases in table("numbers")["bounds"].items() for phrase in phrases}


@cache
def _last_words() -> frozenset[str]:
    return frozenset(phrase.split()[-1] for phrase in _kinds_before())


@cache
def _last_filler_words() -> frozenset[str]:
    return frozenset(phrase.split()[-1] for phrase in words("fillers", "words"))


@cache
def _kinds_after() -> Mapping[str, str]:
    return {phrase: kind for kind, phrases in table("numbers")["bounds_after"].items() for phrase in phrases}


@cache
def _after_pattern() -> re.Pattern[str]:
    phrases = any_of(_kinds_after())
    return re.compile(
        rf"(?P<plus>\+)(?!\w)|(?:(?:{GAP}|-)|(?P<noun>{GAP}(?!or\b)[a-z]+{GAP})(?=or\b))(?P<words>{phrases})\b",
        re.IGNORECASE,
    )
