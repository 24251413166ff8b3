"""What a balance's verdict means to a reader, in one of four standings and in words.

The verdict (exact, loose, broken) says how the intervals meet. A reader asks another thing: does it add up, and is
anything left? A balance that leaves a rest is never shown as one that explains everything.
"""

from dataclasses import replace

from wirebook.types import Balance, Standing

_WORDS: dict[Standing, str] = {
    "adds_up": "adds up",
    "not_explained": "adds up",
    "cannot_say": "cannot say",
    "does_not_add_up": "does not add up",
}
_ALONE = "a sum, with no parts told"
STANDINGS = tuple(_WORDS)


def with_standing(balance: Balance) -> Balance:
    """The balance with its standing and the words for it, worked out from its verdict, its rest and its parts."""
    standing = _standing(balance)
    return replace(balance, standing=standing, says=_says(balance, standing))


def title_of(standing: Standing) -> str:
    """A standing without its number: "adds up, some not explained"."""
    return "adds up, some not explained" if standing == "not_explained" else _WORDS[standing]


def _standing(balance: Balance) -> Standing:
    if balance.verdict == "broken":
        return "does_not_add_up"
    if not balance.parts:
        return "cannot_say"
    named = bool(balance.rest_name) or (balance.verdict == "loose" and balance.rest_low == balance.rest_high)
    left = balance.rest_low > 0 and named
    if left:
        return "not_explained"
    if balance.verdict == "exact":
        return "adds_up"
    return "adds_up" if _fits_in_any_case(balance) else "cannot_say"


def _fits_in_any_case(balance: Balance) -> bool:
    """Whether parts that leave no named rest are within their whole by every reading of their numbers."""
    if balance.rest_name or balance.identity not in _WITHIN:
        return False
    highs = [entry.high for entry in balance.parts]
    return None not in highs and sum(high or 0 for high in highs) <= balance.whole.low


_WITHIN = ("part-of-whole", "regions-within-nation")


def _says(balance: Balance, standing: Standing) -> str:
    if not balance.parts and balance.nights:
        return _ALONE
    if standing != "not_explained":
        return _WORDS[standing]
    return f"{_WORDS[standing]}, {_range(balance.rest_low, balance.rest_high)} not explained"


def _range(low: float, high: float | None) -> str:
    if high is None:
        return f"{_number(low)} or more"
    return _number(low) if low == high else f"{_number(low)} to {_number(high)}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
