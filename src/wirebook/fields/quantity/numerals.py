"""Numerals: digits with separators and scales, number words, and words for vague numbers, read at a place in a text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from wirebook.fields.data import data_table
from wirebook.fields.quantity.interval import whole

GAP = r"(?:[^\S\n]{1,3}|[^\S\n]{0,3}\n[^\S\n]{0,3})"
_SEPARATORS = ",’'\u00a0\u2009\u202f"
_HUNDRED = 100
_PLAIN = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it stands in a text: its values, where it ends, and how it is written.

    `low` and `high` differ for vague words only ("dozens"; `high` none is open). `base` is the value without its
    scale, so that "2 to 3 million" can share one; `plain` marks four digits without a separator, which may be a year.
    """

    low: float
    high: float | None
    end: int
    kind: Literal["digits", "words", "vague"]
    base: float
    scale: float = 1
    plain: bool = False
    approximate: bool = False

    @property
    def value(self) -> float:
        """The single value, or the lowest of a vague one."""
        return self.low


@cache
def table(name: str, language: str = "en") -> Mapping[str, Any]:
    """A word file of the language as it is written, by its name without the ending."""
    return data_table("words", language, f"{name}.toml")


def any_of(phrases: Iterable[str]) -> str:
    """A regular expression for any of the phrases, the longest first; blanks and hyphens in them may vary."""
    ordered = sorted(set(phrases), key=lambda p: (-len(p), p))
    return "(?:" + "|".join(re.escape(p).replace(r"\ ", GAP) for p in ordered) + ")" if ordered else "(?!)"


@cache
def words(section: str, key: str, name: str = "numbers") -> frozenset[str]:
    """One list of a word file as a set."""
    return frozenset(table(name)[section][key])


def read_numeral(text: str, at: int, *, money: bool = False) -> Numeral | None:
    """The numeral that begins at `at`: digits, number words or a vague word; none when there is none.

    `money` says that a currency stands before it, where "5m" is five million.
    """
    if text[at : at + 1].isdigit():
        return _digits(text, at, money=money)
    return _vague(text, at) or _fraction_of_scale(text, at) or _spelled(text, at)


@cache
def _digit_pattern() -> re.Pattern[str]:
    scales = any_of(table("numbers")["scales"])
    short = any_of(table("numbers")["short_scales"])
    number = (
        rf"[0-9]{{1,3}}(?:[{_SEPARATORS}][0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?"
        r"|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9])"
        rf"|[0-9]+,[0-9]{{1,2}}(?={GAP}(?:m|b|tr)illion\b)|[0-9]+(?:\.[0-9]+)?"
    )
    part = rf"{GAP}?[½¼¾]|[ -][1-7]/[2-8](?![0-9/])"
    scale = rf"(?:{GAP}|-)(?P<hundred>hundred{GAP})?(?P<scale>{scales})s?(?!\w)|{GAP}?(?P<short>{short})(?!\w|-)"
    return re.compile(rf"(?P<number>{number})(?P<part>{part})?(?:{scale})?", re.IGNORECASE)


def _digits(text: str, at: int, *, money: bool) -> Numeral | None:
    found = _digit_pattern().match(text, at)
    if found is None:
        return None
    written = found["number"]
    base = _figure(written) + _part(found["part"] or "")
    end = found.end("part") if found["part"] else found.end("number")
    factor, end = _digit_scale(text, found, end, money=money)
    plain = factor == 1 and _PLAIN.fullmatch(written) is not None
    return _exact(base, factor, end, "digits", plain=plain)


def _part(written: str) -> float:
    """ "½" or "1/2" after the whole number, nought when there is none."""
    over, _, under = written.strip(" -").partition("/")
    return int(over) / int(under) if under else table("numbers")["fractions"].get(written.strip(), 0)


def _figure(written: str) -> float:
    if re.fullmatch(r"[0-9]+,[0-9]{1,2}", written):
        return float(written.replace(",", "."))
    bare = re.sub(f"[{_SEPARATORS}]", "", written)
    return float(bare) if "." in bare else _as_int(bare)


def _as_int(bare: str) -> float:
    return int(bare) if len(bare) < _HUNDRED else float("inf")


def _digit_scale(text: str, found: re.Match[str], end: int, *, money: bool) -> tuple[float, int]:
    if found["scale"]:
        hundred = _HUNDRED if found["hundred"] else 1
        return hundred * table("numbers")["scales"][found["scale"].lower()], found.end()
    short = found["short"]
    if not short or not (money or _scales_count(text, found)):
        return 1, end
    return table("numbers")["short_scales"][short.lower()], found.end()


def _scales_count(text: str, found: re.Match[str]) -> bool:
    """Whether a short scale without money is one: "2.3bn", "10k", "5m people", but neither "5m wide" nor "5 m"."""
    short = found["short"].lower()
    if found.start("short") > found.end("number") or short == "b":
        return short in ("bn", "mln", "bln")
    if short not in ("m", "mil") or found["short"] == "M":
        return True
    following = re.compile(rf"{GAP}([a-z]+)").match(text, found.end())
    return following is not None and (following[1] in words("labels", "year_nouns") or following[1].endswith("s"))


def _exact(base: float, scale: float, end: int, kind: Literal["digits", "words"], *, plain: bool = False) -> Numeral:
    value = whole(base if scale == 1 else round(base * scale, 6))
    return Numeral(value, value, end, kind, whole(base), scale, plain=plain)


@cache
def _vague_pattern() -> re.Pattern[str]:
    numbers = table("numbers")
    scales = any_of(numbers["scales"])
    plurals = any_of(numbers["vague"])
    return re.compile(
        rf"(?P<of>{any_of(numbers['vague_of'])}){GAP}of{GAP}(?P<plural>{any_of(f'{s}s' for s in numbers['scales'])})\b"
        rf"|(?P<few>{any_of(numbers['vague_scaled'])}){GAP}(?P<scale>{scales})\b"
        rf"|(?P<alone>{any_of(numbers['vague_few'])})(?={GAP}(?:[a-zA-Z]|[0-9]{{1,3}}-?mm))"
        rf"|(?P<many>{plurals})\b",
        re.IGNORECASE,
    )


def _vague(text: str, at: int) -> Numeral | None:
    found = _vague_pattern().match(text, at)
    if found is None:
        return None
    low, high = _vague_ends({name: _folded(value) for name, value in found.groupdict().items() if value})
    if found["many"] and found["many"].lower() == "scores" and not _counts_scores(text, found.end()):
        return None
    return Numeral(low, high, found.end(), "vague", low, approximate=low != high)


def _vague_ends(parts: Mapping[str, str]) -> tuple[float, float | None]:
    numbers = table("numbers")
    if "of" in parts:
        return numbers["vague_of"][parts["of"]] * numbers["scales"][parts["plural"][:-1]], None
    if "few" in parts:
        low, high = numbers["vague_scaled"][parts["few"]]
        scale = numbers["scales"][parts["scale"]]
        return low * scale, low * scale if low == high else (high + 1) * scale - 1
    low, *high = numbers["vague_few"][parts["alone"]] if "alone" in parts else numbers["vague"][parts["many"]]
    return low, high[0] if high else None


def _counts_scores(text: str, end: int) -> bool:
    """Whether "scores" counts: "scores of people", "scores were killed", but not "test scores"."""
    return re.compile(rf"{GAP}(?:of|more|were|killed|wounded|injured|dead)\b").match(text, end) is not None


def _folded(written: str) -> str:
    return " ".join(written.lower().split())


@cache
def _fraction_pattern() -> re.Pattern[str]:
    scales = any_of(table("numbers")["scales"])
    return re.compile(
        rf"(?:(?:an?{GAP})?(?P<half>half)(?:{GAP}|-)(?:an?{GAP})?(?P<scale>{scales})"
        rf"|(?P<part>a{GAP}quarter|three{GAP}quarters|three-quarters)(?:{GAP}of)?{GAP}an?{GAP}(?P<whole>{scales}))\b",
        re.IGNORECASE,
    )


def _fraction_of_scale(text: str, at: int) -> Numeral | None:
    """ "half a million", "half a dozen", "a quarter of a million"."""
    found = _fraction_pattern().match(text, at)
    if found is None:
        return None
    parts = table("numbers")["fractions"]
    base = 0.5 if found["half"] else parts[_folded(found["part"].replace("-", " "))]
    scale = table("numbers")["scales"][(found["scale"] or found["whole"]).lower()]
    return _exact(base, scale, found.end(), "words")


@cache
def _word_pattern() -> re.Pattern[str]:
    known = any_of([*table("numbers")["words"], *table("numbers")["scales"]])
    return re.compile(
        rf"(?P<join>(?:{GAP}and)?{GAP}|-|,{GAP}|)(?P<word>{known}|an?(?={GAP}{known}))(?!\w)", re.IGNORECASE
    )


@cache
def _and_a_half() -> re.Pattern[str]:
    scales = any_of(table("numbers")["scales"])
    halves = any_of(table("numbers")["fractions"])
    return re.compile(rf"{GAP}and{GAP}(?P<part>{halves})(?:{GAP}(?P<scale>{scales}))?(?!\w)", re.IGNORECASE)


def _spelled(text: str, at: int) -> Numeral | None:
    """Number words as far as they make one number: "twenty-one", "two hundred and five", "a hundred thousand"."""
    count = _Count()
    end = at
    while (found := _word_pattern().match(text, end)) and count.takes(
        found["word"].lower(), found["join"].lower(), end == at
    ):
        end = found.end()
    if end == at:
        return None
    return _with_half(text, end, count)


def _with_half(text: str, end: int, count: "_Count") -> Numeral:
    half = _and_a_half().match(text, end)
    if half is None:
        return _exact(count.value / count.scale, count.scale, end, "words")
    part = table("numbers")["fractions"][_folded(half["part"])]
    scale = table("numbers")["scales"][half["scale"].lower()] if half["scale"] else count.scale
    return _exact(count.value / count.scale + part, scale, half.end(), "words")


class _Count:
    """A number in the making: what is summed up, the group under way, and the scale last used."""

    def __init__(self) -> None:
        self.total: float = 0
        self.group: float = 0
        self.top: float = float("inf")
        self.scale: float = 1
        self.article = False

    @property
    def value(self) -> float:
        return self.total + self.group

    def takes(self, word: str, join: str, first: bool) -> bool:
        """Take the word when it can go on the number, joined as it is; false leaves the number as it was."""
        if word in ("a", "an"):
            self.article = first
            return first
        scale = table("numbers")["scales"].get(word)
        if scale is not None:
            return self._scaled(scale, join, first)
        return self._small(table("numbers")["words"][word], join, first)

    def _scaled(self, scale: float, join: str, first: bool) -> bool:
        if (first and scale != 12) or "and" in join or "," in join or scale >= self.top:
            return False
        if not self.group and not (first or self.article):
            return False
        self.scale = scale if not self.total and (self.group in (0, 1) or self.group < _HUNDRED) else 1
        if scale == _HUNDRED:
            return self._hundred()
        self.total += (self.group or 1) * scale
        self.group, self.top, self.article = 0, scale, False
        return True

    def _hundred(self) -> bool:
        if self.group >= _HUNDRED:
            return False
        self.group = (self.group or 1) * _HUNDRED
        self.article = False
        return True

    def _small(self, value: float, join: str, first: bool) -> bool:
        if first:
            self.group = value
            return True
        if self.article or ("," in join and not self.total) or (self.total % 12 == 0 and self.top == 12):
            return False
        fits = self._room() > value > 0 and ("and" not in join or self.value >= _HUNDRED)
        if fits:
            self.group += value
            self.scale = 1
        return fits

    def _room(self) -> float:
        """How large a word may follow: below a hundred after hundreds, below ten after tens, none after units."""
        rest = self.group % _HUNDRED
        if not rest:
            return _HUNDRED if self.group or self.total else 0
        return 10 if rest % 10 == 0 and rest >= 20 else 0
