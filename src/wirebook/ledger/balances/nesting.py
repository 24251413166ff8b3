"""What has to hold between facts: a region's number within its nation's, and days within a running count."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from wirebook.fields.quantity.interval import LowHigh, subtract
from wirebook.ids import content_id
from wirebook.ledger.balances.by_period import Figure, added
from wirebook.ledger.books.posting import Posting, iso
from wirebook.types import Balance, Entry, Verdict

_WIDE = "country"
_DIVISION = "admin1"
Steps = Mapping[tuple[str, str], Sequence[Posting]]
"""The figures of a voice for a fact that is counted again and again, in order, by fact and voice."""


def regions_within_nation(figures: Sequence[Figure]) -> Iterator[Balance]:
    """What others report of regions is at most what is reported of the nation: a subset, never added to its whole.

    One source's own figures for regions beside one for the nation may be of other things, and are left alone.
    """
    days: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for one in figures:
        fact = one.fact
        if fact.kind == "day" and fact.low is not None:
            days[fact.account, fact.measure, fact.item, fact.unit, fact.country or "", str(one.day)].append(one)
    for key in sorted(days):
        nation = [one for one in days[key] if _level(one) == _WIDE]
        regions = _outermost([one for one in days[key] if one.claim.place is not None and _level(one) != _WIDE])
        for whole in nation:
            others = [one for one in regions if one.fact.id != whole.fact.id and _is_inside(one, whole)]
            if others:
                yield _within(whole, others)


def _is_inside(one: Figure, whole: Figure) -> bool:
    """Whether a region's figure is of what the nation's counts: another voice's, and of its make where it tells one."""
    return one.voice != whole.voice and whole.claim.variety in ("", one.claim.variety)


def _level(one: Figure) -> str:
    return one.claim.place.precision if one.claim.place else ""


def _outermost(figures: Sequence[Figure]) -> list[Figure]:
    """One figure a place, the lowest; towns of a region that has its own are inside it."""
    divisions = {one.fact.admin1 for one in figures if _level(one) == _DIVISION}
    kept: dict[str, Figure] = {}
    for one in sorted(figures, key=lambda one: (one.fact.low or 0.0, one.claim.id)):
        if _level(one) == _DIVISION or one.fact.admin1 not in divisions:
            kept.setdefault(one.fact.place or "", one)
    return [kept[name] for name in sorted(kept)]


def _within(whole: Figure, regions: Sequence[Figure]) -> Balance:
    room = bounds_of(whole)
    taken = added([bounds_of(one) for one in regions])
    broken = room[1] is not None and taken[0] > room[1]
    high = None if room[1] is None else max(room[1] - taken[0], 0.0)
    verdict: Verdict = "broken" if broken else "loose"
    excess = f"; {taken[0] - (room[1] or 0):,.0f} too many" if broken else ""
    places = "1 place" if len(regions) == 1 else f"{len(regions)} places"
    note = f"{words_of(taken)} in {places} of {words_of(room)} in all{excess}"
    return balance_of("regions-within-nation", room, [whole, *regions], ((0.0, high), verdict), note)


def running_and_daily(figures: Sequence[Figure], steps: Steps) -> Iterator[Balance]:
    """A running count rises by what its days bring: the difference of two figures is the sum of the days between.

    `steps` are the figures of a voice for a running count, in order, by fact and voice. Days without a report leave
    the sum short, which is no fault; a sum beyond the difference is one.
    """
    daily: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for one in figures:
        if one.fact.kind == "day":
            daily[series_of(one)].append(one)
    for one in sorted((one for one in figures if one.fact.kind == "since"), key=lambda one: one.claim.id):
        for before, after in pairwise(steps.get((one.fact.id, one.voice), ())):
            between = [day for day in daily[series_of(one)] if (before.said or 0) < day.day <= (after.said or 0)]
            if between and before.said and after.said:
                yield _stepped(one, before, after, between)


def series_of(one: Figure) -> tuple[str, ...]:
    """Account, measure, item, unit, country, place and voice: figures alike in these are of one series."""
    fact = one.fact
    return fact.account, fact.measure, fact.item, fact.unit, fact.country or "", fact.place or "", one.voice


def _stepped(one: Figure, before: Posting, after: Posting, days: Sequence[Figure]) -> Balance:
    grown = subtract((after.low, after.high), (before.low, before.high))
    low, high = max(grown[0] or 0.0, 0.0), grown[1]
    taken = added([bounds_of(day) for day in days])
    broken = high is not None and taken[0] > high
    reported = len({day.day for day in days})
    length = (after.said or 0) - (before.said or 0)
    verdict: Verdict = "broken" if broken else "exact" if reported == length and taken == (low, high) else "loose"
    least = max(low - (low if taken[1] is None else taken[1]), 0.0)
    rest = (least, None if high is None else max(high - taken[0], 0.0))
    moved = f"from {words_of((before.low, before.high))} to {words_of((after.low, after.high))}"
    note = f"{moved}; {words_of(taken)} told on {reported} of {length} days"
    return balance_of("running-and-daily", (low, high), [one, *days], (rest, verdict), note)


def balance_of(
    identity: str, whole: LowHigh, figures: Sequence[Figure], left: tuple[LowHigh, Verdict], note: str
) -> Balance:
    """A balance of the first figure against the others."""
    lead, parts = figures[0], figures[1:]
    rest, verdict = left
    return Balance(
        id=content_id("balance", identity, *(one.claim.id for one in figures)),
        account=lead.fact.account,
        identity=identity,
        item=lead.fact.item,
        report=lead.claim.report,
        source=lead.claim.source.name if lead.claim.source else None,
        period=lead.claim.period,
        whole=Entry(lead.fact.measure, whole[0], whole[1], (lead.claim.id,)),
        parts=tuple(Entry(_part(one, lead), *bounds_of(one), (one.claim.id,)) for one in parts),
        rest_name="",
        rest_low=rest[0],
        rest_high=rest[1],
        verdict=verdict,
        missing=(),
        note=note,
        place=lead.fact.place,
        reports=tuple(sorted({one.claim.report for one in figures})),
    )


def _part(one: Figure, lead: Figure) -> str:
    """What tells a part from its whole: another place, or another day."""
    return (one.fact.place or "") if one.fact.place != lead.fact.place else iso(one.day) or one.fact.measure


def bounds_of(one: Figure) -> LowHigh:
    """The range of a figure's fact."""
    return one.fact.low or 0.0, one.fact.high


def words_of(bounds: LowHigh) -> str:
    """A range as a person writes it."""
    low, high = bounds
    return f"{low:,.0f} or more" if high is None else f"{low:,.0f}" if low == high else f"{low:,.0f} to {high:,.0f}"
