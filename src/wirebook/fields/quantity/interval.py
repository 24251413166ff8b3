"""Intervals with open ends: pairs (low, high) in which none means "no bound known on this side"."""

from collections.abc import Callable, Iterable
from typing import Literal

from wirebook.types import Amount

Bound = float | None
Interval = tuple[Bound, Bound]
LowHigh = tuple[float, float | None]
"""An interval whose low end is known: what a figure of the books says."""
Order = Literal["less", "equal", "greater", "unknown"]

_MARKS = {"percent": "%"}


def add(one: Interval, other: Interval) -> Interval:
    """The sums of any value of one and any of the other; open where either is open."""
    return _sum(one[0], other[0]), _sum(one[1], other[1])


def subtract(one: Interval, other: Interval) -> Interval:
    """The differences of any value of one and any of the other, which may be below nought."""
    return add(one, _negated(other))


def scale(one: Interval, factor: float) -> Interval:
    """Every value times `factor`, which may be negative; whole numbers stay whole where they can."""
    low, high = (_times(bound, factor) for bound in one)
    return (low, high) if factor >= 0 else (high, low)


def contains(outer: Interval, inner: Interval) -> bool:
    """True when every value of `inner` is also one of `outer`."""
    low = outer[0] is None or (inner[0] is not None and inner[0] >= outer[0])
    high = outer[1] is None or (inner[1] is not None and inner[1] <= outer[1])
    return low and high


def meet(one: Interval, other: Interval) -> Interval | None:
    """The values that both allow, none when there is no such value."""
    low = _chosen(one[0], other[0], max)
    high = _chosen(one[1], other[1], min)
    return None if low is not None and high is not None and low > high else (low, high)


def compare(one: Interval, other: Interval) -> Order:
    """How two intervals lie: "equal" only for one and the same single value, "unknown" when they overlap."""
    if one[1] is not None and other[0] is not None and one[1] < other[0]:
        return "less"
    if one[0] is not None and other[1] is not None and one[0] > other[1]:
        return "greater"
    single = one[0] is not None and one[0] == one[1] and one == other
    return "equal" if single else "unknown"


def whole(value: float) -> float:
    """The same number, as an int when it is one (1500000.0 is 1500000); infinities and fractions stay."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def format_amount(amount: Amount) -> str:
    """The amount for display: "≥ 10,001", "12", "≈ 50,000", "≤ 20", "24–99", "50–100 %" for a share."""
    if amount.share is not None and amount.low is None and amount.high is None:
        return _ends(*(whole(round(100 * end, 4)) for end in amount.share)) + " %"
    mark = "≈ " if amount.approximate and not amount.vague else ""
    return mark + _bounds(amount.low, amount.high) + _unit(amount.unit)


def _bounds(low: Bound, high: Bound) -> str:
    if low is None:
        return "?" if high is None else f"≤ {_figure(high)}"
    return f"≥ {_figure(low)}" if high is None else _ends(low, high)


def _ends(low: float, high: float) -> str:
    return _figure(low) if low == high else f"{_figure(low)}–{_figure(high)}"


def _figure(value: float) -> str:
    value = whole(value)
    return f"{value:,}" if isinstance(value, int) else f"{value:,.4f}".rstrip("0").rstrip(".")


def _unit(unit: str) -> str:
    return "" if unit == "count" else f" {_MARKS.get(unit, unit)}"


def _sum(one: Bound, other: Bound) -> Bound:
    return None if one is None or other is None else whole(one + other)


def _times(bound: Bound, factor: float) -> Bound:
    return None if bound is None else whole(round(bound * factor, 9))


def _negated(one: Interval) -> Interval:
    low, high = one
    return None if high is None else -high, None if low is None else -low


def _chosen(one: Bound, other: Bound, choose: Callable[[Iterable[float]], float]) -> Bound:
    known = [bound for bound in (one, other) if bound is not None]
    return choose(known) if known else None
