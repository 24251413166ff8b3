"""The grammar of single time expressions: `times.toml` as one alternation behind a cheap test of first words.

A rule's pattern becomes two regular expressions: one without groups inside the alternation, which says
*that* and *which*, and one with its parts named, which is asked only where the first has matched.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from wirebook.fields.data import data_table
from wirebook.types import Span

_SLOT = re.compile(r"\{(_?)([a-z_]+)(?:=([a-z_]+))?\}")
_BLANK = re.compile(r"\[(?:\\.|[^\]])*\]| ")
_LEFT = r"(?<![\w$€£#@])(?<!\d[.,/:\u2013-])(?<![A-Za-z0-9]-)"
_LOOK_BACK = 48


@dataclass(frozen=True, slots=True)
class TimeWords:
    """A time expression as it stands, unresolved: where, by which rule, and its parts by name.

    `of` are the expressions that a compound ("from A to B") is made of; `number` and `unit` are the N and the
    unit of "for the first time in N days", of durations and offsets (`number` none: the text names none).
    """

    rule: str
    span: Span
    written: str
    parts: tuple[tuple[str, str], ...] = ()
    of: tuple["TimeWords", ...] = ()
    number: float | None = None
    unit: str | None = None

    def part(self, name: str) -> str | None:
        """The text of the part of that name, none when the expression has no such part."""
        return next((text for key, text in self.parts if key == name), None)


@dataclass(frozen=True, slots=True)
class TimeRule:
    """One compiled rule: its kind, its pattern with parts, and what must (not) stand around it."""

    kind: str
    pattern: re.Pattern[str]
    before: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    not_written: re.Pattern[str] | None

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """The rule's match at `start`, if its surroundings allow it."""
        found = self.pattern.match(text, start)
        return found if found and self._fits(text, found) else None

    def _fits(self, text: str, found: re.Match[str]) -> bool:
        left = text[max(0, found.start() - _LOOK_BACK) : found.start()]
        return (
            (self.before is None or bool(self.before.search(left)))
            and (self.not_before is None or not self.not_before.search(left))
            and (self.after is None or bool(self.after.match(text, found.end())))
            and (self.not_after is None or not self.not_after.match(text, found.end()))
            and (self.not_written is None or not self.not_written.fullmatch(found.group()))
        )


@cache
def words_file() -> Mapping[str, Any]:
    """The data file as read."""
    return data_table("words", "en", "times.toml")


@cache
def _table(name: str) -> Mapping[str, Any]:
    return {_plain(word): value for word, value in words_file()["words"].get(name, {}).items()}


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".").lower()


def look_up(table: str, text: str | None) -> Any:
    """The value of a word in one of the tables, none when it is not there."""
    return None if text is None else _table(table).get(_plain(text))


def expand(pattern: str, *, keep: bool = False) -> str:
    """A pattern of the data file as a regular expression; with `keep`, its named parts become groups."""

    def slot(found: re.Match[str]) -> str:
        silent, name, table = found.groups()
        inner = _shape(table or name)
        return f"(?P<{name}>{inner})" if keep and not silent else f"(?:{inner})"

    return _SLOT.sub(slot, _BLANK.sub(lambda m: _shape("sp") if m.group() == " " else m.group(), pattern))


@cache
def _shape(name: str) -> str:
    shapes, tables = words_file()["shapes"], words_file()["words"]
    if name == "sp":
        return str(shapes["sp"])
    return expand(shapes[name]) if name in shapes else _any_of(tables[name])


def _any_of(words: Mapping[str, Any]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(_either_case(word) for word in ordered)


def _either_case(word: str) -> str:
    """A lower-case word also with a capital first letter; a capitalised one only as it is."""
    first = f"[{word[0].upper()}{word[0]}]" if word[0].islower() else re.escape(word[0])
    ending = "" if word.endswith(".") else r"(?!\w)"
    return first + expand(re.escape(word[1:]).replace(r"\ ", " ").replace(r"\-", "-")) + ending


def _around(row: Mapping[str, str], key: str, *, left: bool) -> re.Pattern[str] | None:
    if key not in row:
        return None
    return re.compile(f"(?:{expand(row[key])})" + (r"\Z" if left else ""))


@cache
def rules() -> tuple[TimeRule, ...]:
    """All rules in their order."""
    return tuple(
        TimeRule(
            kind=row["kind"],
            pattern=re.compile(f"(?:{expand(row['pattern'], keep=True)})(?!\\w)"),
            before=_around(row, "before", left=True),
            not_before=_around(row, "not_before", left=True),
            after=_around(row, "after", left=False),
            not_after=_around(row, "not_after", left=False),
            not_written=_around(row, "not_written", left=False),
        )
        for row in words_file()["rule"]
    )


def _first_words() -> str:
    """The words that an expression can begin with, by first letter: most words of a text fail there."""
    tables = words_file()["words"]
    words = {word for name in words_file()["starts"]["words"] for word in tables[name]}
    initials = sorted({word[0].lower() for word in words})
    return "|".join(f"(?=[{i}{i.upper()}])(?:{_any_of(_starting(words, i))})" for i in initials)


def _starting(words: Iterable[str], initial: str) -> dict[str, Any]:
    return dict.fromkeys((word for word in words if word[0].lower() == initial), 0)


@cache
def _scanner() -> re.Pattern[str]:
    first = "|".join([_first_words(), *map(expand, words_file()["starts"]["others"])])
    branches = (f"(?P<r{i}>{expand(row['pattern'])})" for i, row in enumerate(words_file()["rule"]))
    return re.compile(f"{_LEFT}(?={first})(?:{'|'.join(branches)})(?!\\w)")


def atoms(text: str) -> Iterator[TimeWords]:
    """Single time expressions from left to right, none overlapping another."""
    scanner, all_rules, position = _scanner(), rules(), 0
    while found := scanner.search(text, position):
        first = int(str(found.lastgroup)[1:])
        start = found.start()
        candidates = ((rule, rule.match(text, start)) for rule in all_rules[first:])
        rule, match = next(((r, m) for r, m in candidates if m and m.end() > start), (None, None))
        if rule and match:
            yield _words(rule, match)
        position = match.end() if match else start + 1


def _words(rule: TimeRule, match: re.Match[str]) -> TimeWords:
    parts = tuple((name, text) for name, text in match.groupdict().items() if text is not None)
    named = dict(parts)
    unit = look_up("unit", named.get("unit") or named.get("units")) or look_up("recurring", named.get("recurring"))
    number = read_count(named["count"]) if "count" in named else None
    number = number + 0.5 if number is not None and "half" in named else number
    return TimeWords(rule.kind, Span(*match.span()), match.group(), parts, (), number, unit)


def read_count(text: str) -> float | None:
    """The number that a count names: "two and a half" is 2.5, "a couple of" 2; none for "several"."""
    plain = re.sub(r"^another\s+|^a\s+(?=hundred)", "", _plain(text).replace("½", " 1/2").strip())
    halves = 0.5 if re.search(r"(?:^|\s)(?:half|1/2)(?:\s|$)", plain) else 0.0
    words = [w for w in re.split(r"[-\s]+", plain) if w not in {"and", "a", "an", "of", "half", "1/2"}]
    if look_up("vague", plain) is not None:
        return None
    if plain.startswith("a couple") or plain == "a dozen":
        return 2.0 if "couple" in plain else 12.0
    if not words:
        return halves or 1.0
    values = [_digits_or_word(word) for word in words]
    return None if None in values else sum(v for v in values if v is not None) + halves


def _digits_or_word(word: str) -> float | None:
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", word):
        return float(word)
    value = look_up("numeral", word)
    return None if value is None else float(value)
