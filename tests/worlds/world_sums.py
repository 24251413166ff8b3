"""Rules of sums: what a ledger adds up is what the world adds up to."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date

from world_raids import week_of
from world_rules import Break
from world_types import TrueBalance, iso
from world_view import View

from wirebook.types import Balance

_CHECKED = ("fates", "both_ways", "part-of-whole", "parts-of-whole")
_RESTS = ("fates", "parts-of-whole")  # identities whose parts are summed, so that a rest is left


def balances_are_true(view: View) -> Iterator[Break]:
    """Every balance of a night is one of the world's, with its whole, parts and rest; and all of them are there."""
    true = {_true(one): (one, happening.kind) for happening in view.world.happenings for one in happening.balances}
    true = {key: value for key, value in true.items() if value[0].identity in _CHECKED}
    found: set[object] = set()
    for one in view.shown.nights:
        key = _shown(view, one)
        if one.identity in _CHECKED and key not in true and not _is_part(view, one):
            yield Break("3 balances are true", _kind(view, one), f"{one.identity} of {one.source}: {one.note}")
        elif one.verdict == "broken":
            yield Break(
                "3 balances are true", _kind(view, one), f"called broken: {one.identity} of {one.source}: {one.note}"
            )
        found.add(key)
    made = {balance.choice for key, (balance, _) in true.items() if key in found}
    for key, (balance, kind) in true.items():
        if key not in found and not (balance.choice and balance.choice in made):
            yield Break("3 balances are there", kind, _told(balance))


def _is_part(view: View, one: Balance) -> bool:
    """Whether a number is set against the very number that its report calls it a part of."""
    (part, *others), whole = one.parts, view.meant(one.whole.claims)
    if one.identity != "part-of-whole" or others:
        return False
    told = {view.written[claim].tell.whole for claim in part.claims}
    figures = [view.last_words.get((name, view.body(one.whole.claims[0]))) for name in sorted(whole)]
    return told == whole and [(one.whole.low, one.whole.high)] == [(f.low, f.high) for f in figures if f]


def _true(one: TrueBalance) -> object:
    parts = tuple(sorted((name, float(number)) for name, number in one.parts))
    rest = None if one.rest is None else float(one.rest)
    return one.identity, one.item, one.body, iso(one.day), float(one.whole), parts, rest


def _shown(view: View, one: Balance) -> object:
    bodies = {view.body(claim) for entry in (one.whole, *one.parts) for claim in entry.claims}
    parts = tuple(sorted((entry.measure, entry.low) for entry in one.parts))
    exact = all(entry.low == entry.high for entry in (one.whole, *one.parts))
    day = (one.period.end or one.period.start or "")[:10] if one.period else ""
    rest = one.rest_low if one.identity in _RESTS and one.rest_low == one.rest_high else None
    body = next(iter(bodies)) if len(bodies) == 1 else "+".join(sorted(bodies))
    return one.identity, one.item, body, day, one.whole.low if exact else None, parts, rest


def _kind(view: View, one: Balance) -> str:
    claims = [claim for entry in (one.whole, *one.parts) for claim in entry.claims]
    return view.happening(min(view.meant(claims))).kind


def _told(one: TrueBalance) -> str:
    parts = " + ".join(f"{number} {name}" for name, number in one.parts)
    return f"{one.identity} of {one.body}, {iso(one.day)}, {one.item}: {one.whole} = {parts}, rest {one.rest}"


# ---------------------------------------------------------------- weeks


def weeks_are_true(view: View) -> Iterator[Break]:
    """A source's week of raids is one sum for each item, from the last word of each night."""
    true: dict[tuple[str, str, str], list[TrueBalance]] = defaultdict(list)
    for happening in view.world.happenings:
        for one in happening.balances:
            if one.identity in ("fates", "only-whole", "only-parts"):
                true[one.body, one.item, week_of(one.day)].append(one)
    true = {key: _one_of_each_choice(nights) for key, nights in true.items()}
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


def _compared(
    view: View, key: tuple[str, str, str], nights: list[TrueBalance], found: list[Balance]
) -> Iterator[Break]:
    body, item, week = key
    whole_nights = [one for one in nights if one.identity != "only-parts"]
    whole, rest = (
        float(sum(several))
        for several in ([one.whole for one in whole_nights], [one.rest or 0 for one in whole_nights])
    )
    told = f"{week}, {item} by {body}"
    kind = _kind(view, found[0]) if found else _kind_of(view, nights[0])
    if len(found) != 1:
        yield Break("3 weeks are one sum", kind, f"{told}: {len(found)} sums instead of one of {whole:g}")
        return
    one = found[0]
    shown = {entry.measure: entry.low for entry in one.parts}
    open_parts = any(night.choice for night in nights)
    # a night that tells no number launched may be in the sum of what was shot down, but never in the rest
    if one.whole.low != whole or not (open_parts or shown in (_parts(whole_nights), _parts(nights))):
        yield Break(
            "3 weeks are true", kind, f"{told}: {one.whole.low:g} with {shown}, not {whole:g} with {_parts(nights)}"
        )
    elif all(night.parts for night in nights) and (one.rest_low, one.rest_high) != (rest, rest):
        yield Break("3 weeks are true", kind, f"{told}: {one.rest_low:g} to {one.rest_high} left, not {rest:g}")


def _one_of_each_choice(nights: list[TrueBalance]) -> list[TrueBalance]:
    kept = {(one.day, one.identity, one.choice): one for one in reversed(nights)}
    return sorted(kept.values(), key=lambda one: one.day)


def _parts(nights: list[TrueBalance]) -> dict[str, float]:
    names = {name for one in nights for name, _ in one.parts}
    return {name: float(sum(dict(one.parts).get(name, 0) for one in nights)) for name in names}


def _kind_of(view: View, balance: TrueBalance) -> str:
    return next(one.kind for one in view.world.happenings if balance in one.balances)


SUMS: tuple[Callable[[View], Iterator[Break]], ...] = (balances_are_true, weeks_are_true)
