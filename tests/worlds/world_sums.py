"""Rules of sums: what a ledger adds up is what the world adds up to."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date

from world_raids import week_of
from world_rules import Break
from world_types import TrueBalance, iso
from world_view import View

from wirebook.types import Balance

_CHECKED = ("fates", "both_ways", "part-of-whole")
_Sum = tuple[tuple[float, float | None], tuple[tuple[str, tuple[float, float | None]], ...]]


def balances_are_true(view: View) -> Iterator[Break]:
    """Every balance of a night is one of the world's, with its whole, its parts and its rest; and all of them are there."""
    true = {_true(one): (one, happening.kind) for happening in view.world.happenings for one in happening.balances}
    true = {key: value for key, value in true.items() if value[0].identity in _CHECKED}
    found: set[object] = set()
    for one in view.shown.nights:
        key = _shown(view, one)
        if one.identity in _CHECKED and key not in true:
            yield Break("3 balances are true", _kind(view, one), f"{one.identity} of {one.source}: {one.note}")
        elif one.verdict == "broken":
            yield Break("3 balances are true", _kind(view, one), f"called broken: {one.identity} of {one.source}: {one.note}")
        found.add(key)
    for key, (balance, kind) in true.items():
        if key not in found:
            yield Break("3 balances are there", kind, _told(balance))


def _true(one: TrueBalance) -> object:
    parts = tuple(sorted((name, float(number)) for name, number in one.parts))
    rest = None if one.rest is None else float(one.rest)
    return one.identity, one.item, one.body, iso(one.day), float(one.whole), parts, rest


def _shown(view: View, one: Balance) -> object:
    bodies = {view.body(claim) for entry in (one.whole, *one.parts) for claim in entry.claims}
    parts = tuple(sorted((entry.measure, entry.low) for entry in one.parts))
    exact = all(entry.low == entry.high for entry in (one.whole, *one.parts))
    day = (one.period.end or one.period.start or "")[:10] if one.period else ""
    rest = one.rest_low if one.identity == "fates" and one.rest_low == one.rest_high else None
    body = next(iter(bodies)) if len(bodies) == 1 else "+".join(sorted(bodies))
    return one.identity, one.item, body, day, one.whole.low if exact else None, parts, rest


def _kind(view: View, one: Balance) -> str:
    claims = [claim for entry in (one.whole, *one.parts) for claim in entry.claims]
    return view.happening(sorted(view.meant(claims))[0]).kind


def _told(one: TrueBalance) -> str:
    parts = " + ".join(f"{number} {name}" for name, number in one.parts)
    return f"{one.identity} of {one.body}, {iso(one.day)}, {one.item}: {one.whole} = {parts}, rest {one.rest}"


# ---------------------------------------------------------------- weeks


def weeks_are_true(view: View) -> Iterator[Break]:
    """A source's week of raids is one sum for each item, from the last word of each night."""
    true: dict[tuple[str, str, str], list[TrueBalance]] = defaultdict(list)
    for happening in view.world.happenings:
        for one in happening.balances:
            if one.identity in ("fates", "only-parts"):
                true[one.body, one.item, week_of(one.day)].append(one)
    found: dict[tuple[str, str, str], list[Balance]] = defaultdict(list)
    for balance in view.shown.weeks:
        if balance.identity == "fates" and balance.period and balance.whole.claims:
            found[_week(view, balance)].append(balance)
    for key in sorted(true.keys() | found.keys()):
        nights = true.get(key, [])
        if any(one.identity == "fates" for one in nights) or key in found:
            yield from _compared(view, key, nights, found.get(key, []))


def _week(view: View, one: Balance) -> tuple[str, str, str]:
    day = (one.period.end or one.period.start or "")[:10] if one.period else ""
    year, week, _ = date.fromisoformat(day).isocalendar()
    return view.body(one.whole.claims[0]), one.item, f"{year}-W{week:02}"


def _compared(view: View, key: tuple[str, str, str], nights: list[TrueBalance], found: list[Balance]) -> Iterator[Break]:
    body, item, week = key
    names = sorted({name for one in nights for name, _ in one.parts})
    parts = {name: float(sum(dict(one.parts).get(name, 0) for one in nights)) for name in names}
    whole = float(sum(one.whole for one in nights))
    told = f"{week}, {item} by {body}"
    kind = _kind(view, found[0]) if found else next(
        happening.kind for happening in view.world.happenings if nights[0] in happening.balances
    )
    if len(found) != 1:
        yield Break("3 weeks are one sum", kind, f"{told}: {len(found)} sums instead of one of {whole:g}")
        return
    shown = {entry.measure: entry.low for entry in found[0].parts}
    if (found[0].whole.low, shown) != (whole, parts):
        yield Break("3 weeks are true", kind, f"{told}: {found[0].whole.low:g} with {shown}, not {whole:g} with {parts}")


SUMS: tuple[Callable[[View], Iterator[Break]], ...] = (balances_are_true, weeks_are_true)
