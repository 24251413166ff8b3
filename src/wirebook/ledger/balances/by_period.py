"""Balances over many reports: night by night and source by source, from the figures that stand.

Only figures of one source, day and country are set against each other, so nothing is counted twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from wirebook.fields.quantity.interval import LowHigh
from wirebook.ledger.balances.balance import draw_up_event
from wirebook.ledger.books.interval_sums import plus
from wirebook.ledger.books.shares import percentages
from wirebook.packs.model import Pack
from wirebook.types import Balance, Claim, Fact

By = Literal["night", "day", "week", "month", "year", "all"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that stands: of a fact, by a voice; `claim` is the claim that gives it, `day` an ordinal, 0 for none."""

    fact: Fact
    day: int
    voice: str
    claim: Claim


def draw_up_nights(figures: Sequence[Figure], packs: Sequence[Pack]) -> tuple[Balance, ...]:
    """A balance for each identity, item, source and night, by day; what is not of a day (a running count) by itself."""
    given = credited(figures)
    by_id = {one.claim.id: one for one in given}
    alike: dict[tuple[str, str, str, str, int], list[Figure]] = defaultdict(list)
    for one in given:
        alike[_event(whole_of(one, by_id))].append(one)
    found: list[Balance] = []
    for key in sorted(alike):
        claims = in_one_voice(alike[key])
        drawn = draw_up_event(claims, packs)
        found += [*drawn, *percentages(claims, drawn)]
    return tuple(sorted({one.id: one for one in found}.values(), key=_order))


def credited(figures: Sequence[Figure]) -> list[Figure]:
    """The figures by claim, what a report tells in nobody's name with the nearest source in it."""
    by_report: dict[str, list[Figure]] = defaultdict(list)
    for one in figures:
        by_report[one.claim.report].append(one)
    return [_credited(one, by_report[one.claim.report]) for one in sorted(figures, key=lambda one: one.claim.id)]


def in_one_voice(figures: Sequence[Figure]) -> list[Claim]:
    """The claims of one voice under the name that tells the most of it ("Ukraine's air force", not "the air force")."""
    named = [one.claim.source for one in figures if one.claim.source is not None]
    lead = max(named, key=lambda source: (source.actor is not None, len(source.name), source.name), default=None)
    return [replace(one.claim, source=lead) for one in figures]


def _credited(one: Figure, figures: Sequence[Figure]) -> Figure:
    """What a report tells in nobody's name goes with the nearest source in it that tells of another measure."""
    if one.claim.source is not None:
        return one
    near = [other for other in figures if _beside(one, other)]
    return one if not near else replace(one, voice=min(near, key=lambda other: _distance(one, other)).voice)


def _beside(one: Figure, other: Figure) -> bool:
    apart = one.fact.measure != other.fact.measure and one.fact.account == other.fact.account
    return other.claim.source is not None and apart and one.day == other.day


def _distance(one: Figure, other: Figure) -> tuple[int, bool, str]:
    step = one.claim.evidence[0].start - other.claim.evidence[0].start
    return abs(step), step < 0, other.claim.id


def _event(one: Figure) -> tuple[str, str, str, str, int]:
    span = "" if one.fact.kind == "day" else f"{one.fact.start}/{one.fact.end}"
    return one.fact.account, one.voice, one.fact.country or "", span, one.day


def whole_of(one: Figure, by_id: Mapping[str, Figure]) -> Figure:
    """The figure that one is a part of, and that of it; a part is drawn up with its whole, whenever that was."""
    seen = {one.claim.id}
    while (whole := by_id.get(one.claim.of or "")) and whole.claim.id not in seen and whole.voice == one.voice:
        one = whole
        seen.add(one.claim.id)
    return one


def _order(balance: Balance) -> tuple[str, str, str, str, str]:
    period = balance.period
    day = (period.end or period.start or "") if period else ""
    return day[:10], balance.account, balance.identity, balance.source or "", balance.id


def added(bounds: Iterable[LowHigh]) -> LowHigh:
    """The sum of intervals."""
    total: LowHigh = (0.0, 0.0)
    for one in bounds:
        total = plus(total, one)
    return total
