"""One interval from several claims about the same measure of one event, without counting anything twice.

An interval is (low, high); a high of None is open, a low that a report leaves out is 0. Where two claims may
speak of the same things or of others, the total is as wide as the doubt: from the larger one to their sum.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wirebook.fields.quantity.interval import LowHigh, add, meet
from wirebook.packs.model import Pack
from wirebook.types import Amount, Claim, Entry

_ROUNDING = 0.1  # "about 50,000", when the reader left one value


@dataclass(frozen=True, slots=True)
class Kinship:
    """Which item is a kind of which, from a pack."""

    parents: Mapping[str, str | None]

    @classmethod
    def of(cls, pack: Pack) -> "Kinship":
        """The kinship of a pack's items."""
        return cls({item.id: item.kind_of for item in pack.items})

    def line(self, item: str) -> tuple[str, ...]:
        """The item and all that it is a kind of, the widest last."""
        line: list[str] = []
        while item not in line:
            line.append(item)
            item = self.parents.get(item) or item
        return tuple(line)

    def within(self, item: str, wider: str) -> bool:
        """Whether an item is `wider` or a kind of it."""
        return wider in self.line(item)

    def related(self, one: str, other: str) -> bool:
        """Whether one of the two is a kind of the other."""
        return self.within(one, other) or self.within(other, one)


@dataclass(frozen=True, slots=True)
class _SameNumber:
    """Mentions of one number: what they count, where, in which hours, and the interval on which they agree."""

    item: str
    place: str | None
    bounds: LowHigh
    variety: str = ""
    hours: tuple[str, str] | None = None


def bounds_of(claim: Claim, by_id: Mapping[str, Claim]) -> LowHigh | None:
    """The interval of a claim's amount, none when it says nothing; "most of them" is taken from its whole."""
    amount = claim.amount
    if amount is None:
        return None
    if amount.low is not None or amount.high is not None:
        return _widened(amount)
    wider = by_id.get(claim.of or "")
    whole = wider.amount if wider else None
    if amount.share is None or whole is None or (whole.low is None and whole.high is None):
        return None
    low, high = _widened(whole)
    return amount.share[0] * low, None if high is None else amount.share[1] * high


def _widened(amount: Amount) -> LowHigh:
    low = amount.low or 0.0
    if amount.approximate and amount.low == amount.high:
        return low * (1 - _ROUNDING), low * (1 + _ROUNDING)
    return low, amount.high


def plus(one: LowHigh, other: LowHigh) -> LowHigh:
    """The sum of two intervals."""
    low, high = add(one, other)
    return low or 0.0, high


def _common(one: LowHigh, other: LowHigh) -> LowHigh | None:
    both = meet(one, other)
    return None if both is None else (both[0] or 0.0, both[1])


def total(measure: str, claims: Sequence[Claim], kinship: Kinship, by_id: Mapping[str, Claim]) -> Entry | None:
    """The entry of a measure, none when no claim says how many."""
    known = {claim.id: bounds for claim in claims if (bounds := bounds_of(claim, by_id)) is not None}
    counted = [claim for claim in claims if claim.id in known and not _is_inside(claim, claims)]
    if not counted:
        return None
    groups: list[_SameNumber] = []
    low: LowHigh = (0.0, 0.0)
    for claim in counted:
        if claim.relation == "further":
            low = plus(low, known[claim.id])
        else:
            _book(groups, _SameNumber(claim.item, _place(claim), known[claim.id], claim.variety, _hours(claim)))
    sum_ = plus(low, _sum(_outermost(groups, kinship), kinship))
    names = sorted({claim.id for claim in counted}, key=lambda name: (-known[name][0], name))
    return Entry(measure, sum_[0], sum_[1], tuple(names))


def _is_inside(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether a claim is a part of another of the same measure, and so counted there already."""
    if claim.relation != "part":
        return False
    others = [other for other in claims if other.id != claim.id]
    if claim.of is None:
        return any(other.relation != "part" for other in others)
    return any(other.id == claim.of for other in others)


def _place(claim: Claim) -> str | None:
    """A place as a path from the division down, so that a town's begins with its division's; none for a country."""
    place = claim.place
    if place is None or place.precision == "country":
        return None
    return f"{place.admin1 or ''}/" if place.precision == "admin1" else f"{place.admin1 or ''}/{place.name}/"


def _hours(claim: Claim) -> tuple[str, str] | None:
    """First and last minute, where they are told."""
    period = claim.period
    told = period is not None and period.precision == "minute" and period.start and period.end
    return (period.start or "", period.end or "") if period and told else None


def _apart(one: _SameNumber, other: _SameNumber) -> bool:
    """Whether two numbers are of hours that do not meet: two attacks of one night."""
    if one.hours is None or other.hours is None or one.hours == other.hours:
        return False
    return one.hours[1] <= other.hours[0] or other.hours[1] <= one.hours[0]


def _nested(one: str | None, other: str | None) -> bool:
    """Whether one place is in the other, or not told."""
    return one is None or other is None or one.startswith(other) or other.startswith(one)


def _book(groups: list[_SameNumber], new: _SameNumber) -> None:
    """Repeat mentions of one number are one group."""
    for number, old in enumerate(groups):
        both = _common(old.bounds, new.bounds)
        alike = old.item == new.item and old.variety == new.variety
        if alike and _nested(old.place, new.place) and both is not None and not _apart(old, new):
            place = max(old.place or "", new.place or "") or None
            groups[number] = _SameNumber(old.item, place, both, old.variety, old.hours or new.hours)
            return
    groups.append(new)


def _outermost(groups: Sequence[_SameNumber], kinship: Kinship) -> list[_SameNumber]:
    return [group for group in groups if not any(_holds(other, group, kinship) for other in groups)]


def _holds(outer: _SameNumber, inner: _SameNumber, kinship: Kinship) -> bool:
    """Whether a group counts the other in itself: a wider item or place, and room for it."""
    wider_item = outer.item != inner.item and not outer.variety and kinship.within(inner.item, outer.item)
    placed_so = outer.place is None or (inner.place or "").startswith(outer.place)
    wider_place = outer.item == inner.item and outer.variety == inner.variety and outer.place != inner.place
    any_make = outer.item == inner.item and not outer.variety and bool(inner.variety)
    room = outer.bounds[1] is None or inner.bounds[0] <= outer.bounds[1]
    return (wider_item or wider_place or any_make) and placed_so and room


def _sum(groups: Sequence[_SameNumber], kinship: Kinship) -> LowHigh:
    """The sum, where groups that may be one another's are counted from the largest of them to all of them."""
    sum_: LowHigh = (0.0, 0.0)
    left = list(groups)
    while left:
        alike = [left.pop(0)]
        for group in tuple(left):
            if any(_may_overlap(group, member, kinship) for member in alike):
                alike.append(group)
                left.remove(group)
        sum_ = plus(sum_, _doubtful(alike))
    return sum_


def _may_overlap(one: _SameNumber, other: _SameNumber, kinship: Kinship) -> bool:
    other_make = bool(one.variety and other.variety) and one.variety != other.variety
    return (
        kinship.related(one.item, other.item)
        and _nested(one.place, other.place)
        and not other_make
        and not _apart(one, other)
    )


def _doubtful(groups: Sequence[_SameNumber]) -> LowHigh:
    high: LowHigh = (0.0, 0.0)
    for group in groups:
        high = plus(high, group.bounds)
    return max(group.bounds[0] for group in groups), high[1]
