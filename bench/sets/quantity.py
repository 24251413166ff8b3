"""The quantity set: one sentence into its quantities, as its scorer reads them."""

import re
from typing import Any

from wirebook.fields.amount import find_amounts
from wirebook.fields.money import is_money
from wirebook.types import Amount

_UP = re.compile(
    r"\b(?:up|rose|rise|rising|gain\w*|increas\w+|climb\w*|jump\w*|add(?:ed|ing)|rall\w+|surg\w+|grew)(?: by)?\s+\W*$"
)
_DOWN = re.compile(
    r"\b(?:down|fell|fall|falling|lost|los\w+|drop\w*|slid\w*|declin\w+|decreas\w+|plung\w+|slump\w*)(?: by)?\s+\W*$"
)
_UNIT_NAMES = {
    "percent": "percentage",
    "USD": "dollar",
    "EUR": "euro",
    "GBP": "pound sterling",
    "age": "year of age",
}
_NEXT = re.compile(r"\W{0,2}((?:[A-Za-z][\w'-]*\s)*?[A-Za-z][\w'-]*)(?=\W|$)")
_NOUN_END = re.compile(
    r"\s(?:of|in|at|on|for|to|and|or|by|from|with|that|who|which|per|as|were|was|are|is|have|had|has)\b|[^\w\s'-]"
)


def predict_quantity(row: dict[str, Any]) -> dict[str, Any]:
    """The quantities of one {"id", "text"} row, each with its offsets, value, change sign and unit."""
    text = row["text"]
    return {
        "id": row["id"],
        "quantities": [_quantity(text, amount) for amount in find_amounts(text) if _is_asked(amount)],
    }


def _is_asked(amount: Amount) -> bool:
    """The set leaves out zeros and small vague words, and counts a share only when it is a single part."""
    if amount.share is not None:
        return amount.share[0] > 0 and amount.share[1] < 1
    small = amount.vague and amount.high is not None and amount.high < 24
    return amount.high != 0 and not small


def _quantity(text: str, amount: Amount) -> dict[str, Any]:
    start, end = amount.span
    unit = _surface(text, amount)
    return {
        "start": start,
        "end": end,
        "value": _value(amount),
        "change": _change(text, amount),
        "unit": unit,
        "normalized_unit": _UNIT_NAMES.get(amount.unit, unit),
        "concepts": [],
    }


def _value(amount: Amount) -> float | list[float]:
    """The number as written: ends of a range, else the single end; steps and conversions of bounds taken back."""
    if amount.share is not None:
        return sum(amount.share) / 2
    written = find_amounts(_bare(amount.written))
    low, high = (written[0].low, written[0].high) if written else (amount.low, amount.high)
    if low is not None and high is not None and low != high:
        return [low, high]
    return low if low is not None else high if high is not None else 0


def _bare(written: str) -> str:
    found = re.search(r"(?i)(?:[^\w\s]?\d|\b(?:a|an|half|one|two|three|four|five|six|seven|eight|nine|ten)\b)", written)
    return written[found.start() :] if found else written


def _change(text: str, amount: Amount) -> str:
    before = text[max(0, amount.span.start - 24) : amount.span.start]
    if amount.approximate and not amount.vague:
        return "~"
    if amount.low is None and amount.share is None:
        return "<"
    if amount.high is None and amount.share is None and not amount.vague:
        return ">"
    return "up" if _UP.search(before) else "down" if _DOWN.search(before) else "="


def _surface(text: str, amount: Amount) -> str:
    if is_money(amount.unit):
        return _UNIT_NAMES.get(amount.unit, amount.unit)
    if amount.unit != "count":
        return _unit_words(amount)
    following = _NEXT.match(text, amount.span.end)
    stop = _NOUN_END.search(text, amount.span.end + 1)
    return text[amount.span.end : stop.start() if stop else len(text)].strip(" -") if following else "-"


def _unit_words(amount: Amount) -> str:
    found = re.search(r"[A-Za-z%°″²/ -]+$", amount.written)
    return found[0].strip(" -") if found else amount.unit
