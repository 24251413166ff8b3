"""Balances over many reports: night by night and source by source, from the figures that stand; and sums of them.

Only figures of one source, day and country are set against each other. Sums run over time alone, never over sources,
places or items, so nothing is counted twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from wirebook.ids import content_id
from wirebook.ledger.balance import draw_up_event
from wirebook.ledger.shares import percentages
from wirebook.ledger.totals import Bounds, plus
from wirebook.packs.model import Pack
from wirebook.types import Balance, Claim, Entry, Fact, Verdict

By = Literal["night", "week", "month", "year", "all"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that stands: of a fact, by a voice; `claim` is the claim that gives it, `day` an ordinal, 0 for none."""

    fact: Fact
    day: int
    voice: str
    claim: Claim


def draw_up_nights(figures: Sequence[Figure], packs: Sequence[Pack]) -> tuple[Balance, ...]:
    """A balance for each identity, item, source and night, by day; what is not of a day (a running count) by itself."""
    by_report: dict[str, list[Figure]] = defaultdict(list)
    for one in figures:
        by_report[one.claim.report].append(one)
    given = [_credited(one, by_report[one.claim.report]) for one in sorted(figures, key=lambda one: one.claim.id)]
    by_id = {one.claim.id: one for one in given}
    alike: dict[tuple[str, str, str, str, int], list[Figure]] = defaultdict(list)
    for one in given:
        alike[_event(_whole_of(one, by_id))].append(one)
    found: list[Balance] = []
    for key in sorted(alike):
        claims = _in_one_voice(alike[key])
        drawn = draw_up_event(claims, packs)
        found += [*drawn, *percentages(claims, drawn)]
    return tuple(sorted({one.id: one for one in found}.values(), key=_order))


def _in_one_voice(figures: Sequence[Figure]) -> list[Claim]:
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


def _whole_of(one: Figure, by_id: Mapping[str, Figure]) -> Figure:
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


# ---------------------------------------------------------------- sums over time


def sum_up(balances: Iterable[Balance], by: By) -> tuple[Balance, ...]:
    """Balances of one identity, item, source and place added up by week, month, year or altogether."""
    if by == "night":
        return tuple(balances)
    alike: dict[tuple[str, ...], list[Balance]] = defaultdict(list)
    for one in balances:
        stretch = _stretch(one, by)
        if stretch is not None:
            alike[stretch, one.account, one.identity, one.item, one.source or "", one.place or ""].append(one)
    return tuple(_summed(alike[key], key[0]) for key in sorted(alike))


def _stretch(balance: Balance, by: By) -> str | None:
    """The week (ISO 8601), month or year of a balance, none when it has no day."""
    day = (balance.period.end or balance.period.start) if balance.period else None
    if day is None:
        return None
    year, week, _ = date.fromisoformat(day[:10]).isocalendar()
    return {"week": f"{year}-W{week:02}", "month": day[:7], "year": day[:4], "all": "all"}[by]


def _summed(several: Sequence[Balance], stretch: str) -> Balance:
    first, last = several[0], several[-1]
    measures = dict.fromkeys(entry.measure for one in several for entry in one.parts)
    parts = tuple(
        _added(name, [entry for one in several for entry in one.parts if entry.measure == name]) for name in measures
    )
    missing = tuple(
        name for name in measures if any(all(entry.measure != name for entry in one.parts) for one in several)
    )
    rest = added([(one.rest_low, one.rest_high) for one in several])
    verdicts: set[Verdict] = {one.verdict for one in several}
    verdict: Verdict = "broken" if "broken" in verdicts else "loose" if "loose" in verdicts else "exact"
    period = first.period and replace(first.period, end=(last.period.end if last.period else None), written=stretch)
    broken = sum(one.verdict == "broken" for one in several)
    note = f"{len(several)} balances in {stretch}" + (f", {broken} of them broken" if broken else "")
    return replace(
        first,
        id=content_id("balance", stretch, *(one.id for one in several)),
        whole=_added(first.whole.measure, [one.whole for one in several]),
        parts=parts,
        rest_low=rest[0],
        rest_high=rest[1],
        verdict=verdict,
        missing=missing,
        period=period,
        note=note,
        reports=tuple(sorted({report for one in several for report in one.reports})),
    )


def _added(measure: str, entries: Sequence[Entry]) -> Entry:
    low, high = added([(entry.low, entry.high) for entry in entries])
    return Entry(measure, low, high, tuple(sorted({claim for entry in entries for claim in entry.claims})))


def added(bounds: Iterable[Bounds]) -> Bounds:
    """The sum of intervals."""
    total: Bounds = (0.0, 0.0)
    for one in bounds:
        total = plus(total, one)
    return total
