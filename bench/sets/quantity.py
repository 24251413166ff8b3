"""The quantity set: one sentence into its quantities, as its scorer reads them."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from wirebook.fields.quantity.amounts import find_amounts
from wirebook.fields.quantity.money import currency_name, is_money
from wirebook.fields.quantity.numerals import Numeral, read_numeral
from wirebook.fields.quantity.shares import read_share
from wirebook.reading.syntax.parser import Parse, Token, load_nlp
from wirebook.types import Amount

_UP = re.compile(
    r"\b(?:up|rose|rise|rising|gain\w*|increas\w+|climb\w*|jump\w*|add(?:ed|ing)|rall\w+|surg\w+|grew)(?: by)?\s+\W*$"
)
_DOWN = re.compile(
    r"\b(?:down|fell|fall|falling|lost|los\w+|drop\w*|slid\w*|declin\w+|decreas\w+|plung\w+|slump\w*)(?: by)?\s+\W*$"
)
_CHANGED = re.compile(r"\W{0,2}(?:[a-z]+ ){0,2}to \$?", re.IGNORECASE)
_ONE_OF = re.compile(r"\bone of the (?P<noun>\w+(?: \w+)?)", re.IGNORECASE)
_UNIT_NAMES = {
    "percent": "percentage",
    "age": "year of age",
}
_PER = re.compile(r"\s?(?:per[\s-]|an?[\s-](?=year|month|week|day|hour|minute|second)|/\s?)(?P<of>\w+)")
_WORDS = re.compile(r"[^\W\d_][\w'’-]*")
_OF = ("of", "the", "those", "these", "some", "all", "a", "an")


def predict_quantity(row: dict[str, Any]) -> dict[str, Any]:
    """The quantities of one {"id", "text"} row, each with its offsets, value, change sign and unit."""
    text = row["text"]
    (parse,) = load_nlp().parse([(text, 0)])
    found = [_quantity(text, amount, parse) for amount in find_amounts(text) if _is_asked(amount)]
    return {"id": row["id"], "quantities": [*_joined(text, found), *_one_of(text)]}


def _joined(text: str, found: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The set counts "from 12 to 15" as one quantity of two ends, and "two or three" as two."""
    for row, following in zip_longest(found, found[1:]):
        between = text[row["end"] : following["start"]] if following else ""
        if _CHANGED.fullmatch(between) and text[: row["start"]].rstrip().lower().endswith("from"):
            following["value"] = [row["value"], following["value"]]
        elif isinstance(row["value"], list) and " or " in text[row["start"] : row["end"]]:
            yield from ({**row, "value": value} for value in row["value"])
        else:
            yield row


def _one_of(text: str) -> Iterator[dict[str, Any]]:
    """The set counts the one of "one of the"; a ledger does not."""
    for found in _ONE_OF.finditer(text):
        place = {"start": found.start(), "end": found.start() + 3, "value": 1, "change": "="}
        yield {**place, "unit": found["noun"], "normalized_unit": found["noun"], "concepts": []}


def _is_asked(amount: Amount) -> bool:
    """The set leaves out zeros and small vague words, and counts a share only when it is a single part."""
    if amount.share is not None:
        return amount.share[0] > 0 and amount.share[1] < 1
    small = amount.vague and amount.high is not None and amount.high < 24
    return amount.high != 0 and not small


def _quantity(text: str, amount: Amount, parse: Parse) -> dict[str, Any]:
    start, end = amount.span
    unit, name = _unit(text, amount, parse)
    return {
        "start": start,
        "end": end,
        "value": _value(amount),
        "change": _change(text, amount),
        "unit": unit,
        "normalized_unit": name,
        "concepts": [],
    }


def _value(amount: Amount) -> float | list[float]:
    """The number as it is written: steps and conversions of units taken back, vague words as the set's decades."""
    if amount.share is not None:
        return next(
            share.likely for at in _starts(amount.written) if (share := read_share(f"{amount.written} of x", at))
        )
    if amount.vague and amount.low is not None:
        return [amount.low / 2, amount.low * 5]
    numerals = list(_numerals(amount))
    sign = -1 if amount.high is not None and amount.high < 0 else 1
    if len(numerals) < 2:
        return sign * numerals[0].value if numerals else amount.low or amount.high or 0
    first, last = numerals[0], numerals[-1]
    return [first.value * (last.scale if first.scale == 1 and first.value < last.base else 1), last.value]


def _starts(written: str) -> list[int]:
    return [found.start() for found in re.finditer(r"[0-9]+|[A-Za-z]+", written)]


def _numerals(amount: Amount) -> Iterator[Numeral]:
    done = 0
    for at in _starts(amount.written):
        numeral = read_numeral(amount.written, at, money=is_money(amount.unit)) if at >= done else None
        if numeral is not None:
            done = numeral.end
            yield numeral


def _change(text: str, amount: Amount) -> str:
    before = text[max(0, amount.span.start - 24) : amount.span.start]
    if amount.approximate and not amount.vague:
        return "~"
    if amount.low is None and amount.share is None:
        return "<"
    if amount.high is None and amount.share is None and not amount.vague:
        return ">"
    return "up" if _UP.search(before) else "down" if _DOWN.search(before) else "="


def _unit(text: str, amount: Amount, parse: Parse) -> tuple[str, str]:
    """The unit as written and as the set calls it: a currency's name, a rate "per" something, the counted noun."""
    if is_money(amount.unit):
        written, name = _currency(text, amount), currency_name(amount.unit)
    elif amount.share is not None and amount.unit == "count":
        written = name = f"% {_noun(text, parse, amount)}"
    elif amount.unit == "count":
        written = name = _noun(text, parse, amount)
    else:
        written = _unit_words(amount)
        name = _UNIT_NAMES.get(amount.unit, written)
    rate = _PER.match(text, amount.span.end) if amount.unit != "count" else None
    return (f"{written} per {rate['of']}", f"{name} per {rate['of']}") if rate else (written, name)


def _currency(text: str, amount: Amount) -> str:
    """The set writes plain dollars as they stand, other currencies by their word."""
    words = _WORDS.findall(text[amount.span.start : amount.span.end])
    return "dollar" if amount.unit == "USD" else words[-1] if words else amount.unit


def _noun(text: str, parse: Parse, amount: Amount) -> str:
    """The run of adjectives and nouns after a number, what it counts, with a rate that follows ("barrels a day")."""
    run: list[Token] = []
    for token in parse.tokens:
        if token.start < amount.span.end or (not run and (token.lower in _OF or token.tag in ("HYPH", "RB"))):
            continue
        if not token.tag.startswith(("N", "J", "VBN", "VBG", "HYPH")) or (run and run[-1].tag == "NNS"):
            break
        run.append(token)
    while run and not run[-1].tag.startswith("N"):
        run.pop()
    if not run:
        return "-"
    rate = _PER.match(text, run[-1].end)
    return text[run[0].start : run[-1].end] + (f" per {rate['of']}" if rate else "")


def _unit_words(amount: Amount) -> str:
    """The unit's own words at the end of a written amount, without the number's ("fifty years": years)."""
    numerals = list(_numerals(amount))
    rest = amount.written[numerals[-1].end :] if numerals else amount.written
    found = re.search(r"[A-Za-z%°″²/µμ' -]+$", rest)
    return found[0].strip(" -") if found else amount.unit
