"""Units of area, length, mass, time and the like after a number: "576 sq km", "155-mm", "20 miles", "48-hour"."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from wirebook.fields.quantity.money import Unit
from wirebook.fields.quantity.numerals import GAP, any_of, table, words

_APPOSED = re.compile(r",[^\S\n](?=[a-z])")
_NAMED = re.compile(r"(?P<first>[A-Z][\w.'’-]*)[^\S\n][A-Z][\w'’-]+, $")
_MINUS = re.compile(r"(?:\bminus[^\S\n-]|(?<!\S)[-\u2212])$", re.IGNORECASE)
_AGED = re.compile(rf"(?:\baged?|\bages|\bage{GAP}of)(?:{GAP}between)?{GAP}$", re.IGNORECASE)


def unit_after(text: str, at: int) -> Unit | None:
    """The unit of measure right after a number that ends at `at`, none when what follows is no unit."""
    found = _words_pattern().match(text, at) or _symbols_pattern().match(text, at)
    if found is None:
        return None
    written = found["unit"]
    entry = _by_symbol().get(written) or _by_word()[_folded(written)]
    return Unit(entry["id"], entry.get("factor", 1), at, found.end())


def age_before(text: str, at: int, end: int) -> bool:
    """True when the words around a number make it an age ("aged 34", "the age of 18", "Olena Koval, 34, said")."""
    if _AGED.search(text, max(0, at - 16), at):
        return True
    if text[max(0, at - 2) : at] != ", " or not _APPOSED.match(text, end):
        return False
    named = _NAMED.search(text, max(0, at - 40), at)
    if named is not None:
        return named["first"].lower() not in words("labels", "function")
    return _person().search(text, max(0, at - 24), at) is not None


@cache
def _person() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('labels', 'persons'))}, $", re.IGNORECASE)


def minus_before(text: str, at: int, unit: Unit) -> int:
    """Where a temperature with its minus begins ("minus 20 degrees", "-20 °C"), `at` when it has none."""
    found = _MINUS.search(text, max(0, at - 8), at) if unit.id in ("temperature", "degree") else None
    return found.start() if found else at


def _folded(written: str) -> str:
    return " ".join(written.lower().replace("-", " ").split())


@cache
def _by_word() -> Mapping[str, Mapping[str, Any]]:
    return {_folded(word): unit for unit in table("units")["unit"] for word in unit.get("words", ())}


@cache
def _by_symbol() -> Mapping[str, Mapping[str, Any]]:
    return {symbol: unit for unit in table("units")["unit"] for symbol in unit.get("symbols", ())}


@cache
def _words_pattern() -> re.Pattern[str]:
    names = any_of(word for unit in table("units")["unit"] for word in unit.get("words", ()))
    names = names.replace(GAP, rf"(?:{GAP}|-)").replace(r"\-", rf"(?:-|{GAP})")
    return re.compile(rf"(?:{GAP}|-)(?P<unit>{names})(?![\w]|-class)", re.IGNORECASE)


@cache
def _symbols_pattern() -> re.Pattern[str]:
    signs = "|".join(re.escape(sign) for sign in sorted(_by_symbol(), key=lambda s: (-len(s), s)))
    return re.compile(rf"(?:{GAP}|-|)(?P<unit>{signs})(?!\w)(?!-class)")
