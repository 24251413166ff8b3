"""How measure, item and number are said: "2 drones intercepted", "1 body returned", "42 tonnes pledged".

The one place that decides it, for the page, the terminal, briefs and pictures; its words are data.
"""

import re
from dataclasses import replace
from functools import cache
from typing import Any

from wirebook.fields.data import data_table
from wirebook.fields.party.names import side_words
from wirebook.fields.quantity.interval import format_amount
from wirebook.types import Amount, Claim, Fact

_SIBILANT = re.compile(r"(s|x|z|ch|sh)$")
_TO_IES = re.compile(r"(?<![aeiou])y$")
_PLURAL = re.compile(r"(?<![su])s$")  # "soldiers", not "mass" or "bus"
_SIBILANTS = re.compile(r"(?<=x|z)es$|(?<=ch)es$|(?<=sh)es$|(?<=ss)es$")
_COUNTED = frozenset({"count", ""})
_PERCENT = "percent"


def plain(name: str) -> str:
    """Say an id of a pack as words."""
    return name.replace("_", " ")


def many(number: float, one: str, several: str = "") -> str:
    """Say a number with its noun in agreement: "1 balance", "2 balances", "0 copies"."""
    return f"{number:,.10g} {one if number == 1 else several or _several(one)}"


def item_words(item: str, *, single: bool = False) -> str:
    """Name a kind of thing, one of it or several."""
    if item in _said()["measured"]["items"]:
        return str(_said()["measured"][item])
    listed = _said()["item"].get(item)
    if listed:
        return str(listed[0 if single else 1])
    words = plain(item)
    one = _one(words)
    return one if single else _several(one)


def measure_words(measure: str) -> str:
    """Say a measure alone, as in a column or a sum: "killed or wounded", "released by Yemen"."""
    side = side_words(measure)
    if side != measure:
        return plain(side)
    frame = _frame(measure, "")
    listed = _said()["column"].get(measure)
    return str(listed) if listed else frame.replace("{}", "").strip()


def counted_words(item: str, measure: str, number: str, *, single: bool = False, unit: str = "count") -> str:
    """Say what is counted, how often, and how: "3–5 people killed".

    Args:
        item: The id of what is counted; that of the measure where nothing is.
        measure: The id of how.
        number: The number as it is to be written, without its unit; "" says the things alone ("people killed").
        single: Whether it is exactly one.
        unit: Of the number: "count", "percent", "tonne", "EUR" …

    Returns:
        The words, with the item left out where it is only the unit ("42 tonnes pledged").
    """
    if item == measure:
        listed = _said()["alone"].get(measure)
        noun = listed[0 if single or not number else 1] if listed else _itself(measure, single=single or not number)
        return _joined(number, noun)
    return _frame(measure, item).format(_joined(*_amount(number, item, unit, single=single)))


def thing_words(told: Claim | Fact) -> str:
    """Say what a claim or fact counts, without its number but in agreement with it: "drone intercepted"."""
    unit = _unit_of(told)
    measured = told.item in _said()["measured"]["items"]
    words = counted_words(told.item, told.measure, "", single=_is_one(told), unit="count" if measured else unit)
    return words if unit != _PERCENT else f"share of {words}"


def fact_words(fact: Fact) -> str:
    """Say a fact with its number: "3–9 drones intercepted", "an unclear number of people wounded"."""
    number = "an unclear number of" if _is_unclear(fact) else _range_of(fact)
    unit = "count" if _is_unclear(fact) else fact.unit
    return counted_words(fact.item, fact.measure, number, single=_is_one(fact), unit=unit)


def claim_words(claim: Claim) -> str:
    """Say a claim with its number: "≈ 50,000 people displaced", "42 tonnes pledged"."""
    if claim.amount is None:
        return counted_words(claim.item, claim.measure, "")
    number, unit = _bare(claim.amount), claim.amount.unit
    if claim.amount.share is not None and claim.amount.low is None and claim.amount.high is None:
        number, unit = f"{number} of", "count"
    return counted_words(claim.item, claim.measure, number, single=_is_one(claim), unit=unit)


def figure_words(fact: Fact) -> str:
    """Say the range of a fact alone, with its unit: "3–9", "42 tonnes", "unclear", nothing where nobody counts."""
    if _is_unclear(fact):
        return "unclear"
    return "" if fact.low is None else with_unit(_range_of(fact), fact.unit, single=_is_one(fact))


def amount_words(amount: Amount | None) -> str:
    """Say an amount alone, with its unit; a dash for a claim that counts nothing."""
    if amount is None:
        return "-"
    return with_unit(_bare(amount), amount.unit, single=amount.low == amount.high == 1)


def range_words(low: float | None, high: float | None) -> str:
    """Say a range: "3–9", "12", "10 or more", "at most 12"; "" for none."""
    if low is None:
        return ""
    if high is None:
        return f"{low:,.10g} or more"
    if low == high:
        return f"{low:,.10g}"
    return f"{low:,.10g}–{high:,.10g}" if low else f"at most {high:,.10g}"


def _range_of(fact: Fact) -> str:
    """The range of a fact; of a dispute that is open above also the highest number that was given."""
    if fact.state == "disputed" and fact.low is not None and fact.high is None:
        top = max((one.low for one in fact.heard if one.standing == "given" and one.low), default=fact.low)
        if top > fact.low:
            return f"{fact.low:,.10g}–{top:,.10g} or more"
    return range_words(fact.low, fact.high)


def with_unit(number: str, unit: str, *, single: bool = False) -> str:
    """Say a number with its unit: "42 tonnes", "20%", "11,000,000 USD"."""
    if unit in _COUNTED:
        return number
    if unit == _PERCENT:
        return f"{number}%"
    listed = _said()["unit"].get(unit)
    return f"{number} {listed[0 if single else 1] if listed else unit}"


def _bare(amount: Amount) -> str:
    """An amount without its unit."""
    return format_amount(replace(amount, unit="count"))


def _is_unclear(fact: Fact) -> bool:
    """Whether its sides leave no number that says anything ("no more than 12" against "at least 31")."""
    return fact.state == "disputed" and not fact.low and fact.high is None


def _unit_of(told: Claim | Fact) -> str:
    if isinstance(told, Fact):
        return told.unit
    return told.amount.unit if told.amount else ""


def _is_one(told: Claim | Fact) -> bool:
    low, high = (told.low, told.high) if isinstance(told, Fact) else _ends(told)
    return low == high == 1


def _ends(claim: Claim) -> tuple[float | None, float | None]:
    return (claim.amount.low, claim.amount.high) if claim.amount else (None, None)


def _amount(number: str, item: str, unit: str, *, single: bool) -> tuple[str, str]:
    """The number with its unit, and the thing."""
    if unit in _COUNTED or not number:
        return number, item_words(item, single=single)
    measured = with_unit(number, unit, single=single)
    if unit == _PERCENT:
        return measured, f"of {item_words(item)}"
    return measured, "" if item in _said()["measured"]["items"] else f"of {_mass(item)}"


def _mass(item: str) -> str:
    return str(_said()["mass"].get(item) or item_words(item))


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)


def _itself(measure: str, *, single: bool) -> str:
    """A measure that is its own item ("attackers"), or a word that nothing is known of."""
    listed = _said()["item"].get(measure)
    if listed:
        return str(listed[0 if single else 1])
    words = plain(measure)
    return _one(words) if single else words


def _frame(measure: str, item: str) -> str:
    found: Any = _said()["frame"].get(measure, f"{{}} {plain(measure)}")
    return str(found if isinstance(found, str) else found.get(item, found["other"]))


def _several(words: str) -> str:
    if _TO_IES.search(words):
        return _TO_IES.sub("ies", words)
    return f"{words}es" if _SIBILANT.search(words) else f"{words}s"


def _one(words: str) -> str:
    """The singular of a regular noun; a singular is kept."""
    if words.endswith("ies"):
        return f"{words.removesuffix('ies')}y"
    return _SIBILANTS.sub("", words) if _SIBILANTS.search(words) else _PLURAL.sub("", words)


@cache
def _said() -> dict[str, Any]:
    return data_table("words", "en", "said.toml")
