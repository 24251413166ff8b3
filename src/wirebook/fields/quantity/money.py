"""Currencies around a number: "$725m", "US $2.5 billion", "725 million U.S. dollars". Codes are ISO 4217."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from wirebook.fields.quantity.numerals import GAP, any_of, table

_REACH = 7


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit beside a number: its name, how many of it one of the written unit makes, and where it stands."""

    id: str
    factor: float
    start: int
    end: int


def currency_before(text: str, at: int) -> Unit | None:
    """The currency whose sign or code ends right before `at` ("$", "US$", "USD "), none when there is none."""
    before = text[max(0, at - _REACH) : at]
    if not before or not (before[-1] in _last_characters() or before[-1].isspace()):
        return None
    found = _before_pattern().search(before)
    if found is None:
        return None
    start = at - len(before) + found.start("sign")
    return Unit(_signs()[found["sign"]], 1, start, at)


def currency_after(text: str, at: int, *, scaled: bool) -> Unit | None:
    """The currency named right after a number that ends at `at`. "Pounds" buy only when `scaled` (million pounds)."""
    found = _after_pattern().match(text, at)
    if found is None:
        return None
    name = " ".join(found["name"].lower().replace("-", " ").split())
    pounds = table("units")["pounds"]
    if name in pounds["words"]:
        return Unit(pounds["currency"], 1, at, found.end()) if scaled else None
    return Unit(table("units")["currency"]["after"][name], 1, at, found.end())


def is_money(unit: str) -> bool:
    """True for a unit that is an ISO 4217 code."""
    return unit in _codes()


def currency_name(code: str) -> str:
    """What an ISO 4217 code is called in the singular ("israeli shekel"); the code itself where no name is listed."""
    name: str = table("units")["currency"]["names"].get(code, code)
    return name


@cache
def _codes() -> frozenset[str]:
    currency = table("units")["currency"]
    return frozenset([*currency["before"].values(), *currency["after"].values()])


@cache
def _signs() -> Mapping[str, str]:
    return dict(table("units")["currency"]["before"])


@cache
def _last_characters() -> frozenset[str]:
    return frozenset(sign[-1] for sign in _signs())


@cache
def _before_pattern() -> re.Pattern[str]:
    signs = "|".join(re.escape(sign) for sign in sorted(_signs(), key=lambda s: (-len(s), s)))
    return re.compile(rf"(?<![A-Za-z])(?P<sign>{signs})[^\S\n]?$")


@cache
def _after_pattern() -> re.Pattern[str]:
    names = any_of([*table("units")["currency"]["after"], *table("units")["pounds"]["words"]])
    return re.compile(rf"(?:{GAP}|-|)(?P<name>{names})(?!\w)", re.IGNORECASE)
