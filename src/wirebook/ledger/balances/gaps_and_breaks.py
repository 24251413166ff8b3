"""Series of a source's figures over days: gaps in its bulletins, breaks in what it reports, and "first in N days".

A day without a bulletin is a gap and never a nought. Breaks are found from the figures alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import mean, median

from wirebook.ledger.balances.by_period import Figure
from wirebook.ledger.books.posting import iso
from wirebook.types import Balance

_DAILY = 6  # bulletins from which a source is one that reports every day
_AROUND = 7  # days on each side of a gap that tell whether a source reports daily there
_SIDE = 4  # bulletins on each side of a break
_USUAL = 0.8  # of the days around a gap, or of the bulletins before a category stops
_JUMP = 0.15  # of a ratio: smaller moves are no break
_SPREADS = 3.0  # how many typical deviations a jump must exceed


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """What a series shows. `kind` is "gap", "stops", "jumps" or "first"; days are ISO dates, `start` the first of it.

    For "jumps" `before` and `after` are mean ratios (0 to 1); for "first", `after` is the number of days that the
    report claims and `before` the number that the books hold. `right` is none where it cannot be told.
    """

    kind: str
    source: str
    account: str
    measure: str
    item: str
    place: str | None
    start: str
    end: str | None
    before: float | None
    after: float | None
    right: bool | None
    note: str


@dataclass(frozen=True, slots=True)
class First:
    """A report's word that something was the first in so many days: the figure it is about, and the claim's report."""

    figure: Figure
    days: int
    said: str


def find(figures: Sequence[Figure], balances: Sequence[Balance], firsts: Iterable[First] = ()) -> tuple[SeriesRow, ...]:
    """All that the series of some figures show, by day."""
    daily = [one for one in figures if one.fact.kind == "day" and one.day]
    rows = [*_gaps(daily), *_stops(daily), *_jumps(balances), *(_first(one, daily) for one in firsts)]
    return tuple(sorted(set(rows), key=lambda row: (row.start, row.kind, row.source, row.measure, row.item)))


def _by_voice(figures: Iterable[Figure]) -> dict[tuple[str, str, str], list[Figure]]:
    """Figures of one source, account and country: what its bulletins hold."""
    found: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for one in figures:
        found[one.voice, one.fact.account, one.fact.country or ""].append(one)
    return {key: found[key] for key in sorted(found)}


def _bulletins(figures: Sequence[Figure]) -> list[int]:
    """The days on which a source reported, when it does so daily; none when it does not."""
    days = sorted({one.day for one in figures})
    steps = [after - before for before, after in pairwise(days)]
    return days if len(days) >= _DAILY and median(steps) == 1 else []


def _gaps(figures: Sequence[Figure]) -> Iterator[SeriesRow]:
    """Days without a bulletin, where the days around them mostly have one."""
    for several in _by_voice(figures).values():
        days = _bulletins(several)
        for before, after in pairwise(days):
            around = [day for day in days if before - _AROUND < day <= before or after <= day < after + _AROUND]
            room = min(before - days[0] + 1, _AROUND) + min(days[-1] - after + 1, _AROUND)
            if after - before > 1 and len(around) >= _USUAL * room:
                lost = after - before - 1
                note = f"no bulletin on {lost} day{'s' * (lost > 1)}; that is not nought"
                yield _row("gap", several[0], before + 1, after - 1, note=note)


def _stops(figures: Sequence[Figure]) -> Iterator[SeriesRow]:
    """A category that stood in most bulletins and then in none."""
    for several in _by_voice(figures).values():
        days = _bulletins(several)
        kinds: dict[tuple[str, str], list[Figure]] = defaultdict(list)
        for one in several:
            kinds[one.fact.measure, one.fact.item].append(one)
        for key in sorted(kinds):
            held = {one.day for one in kinds[key]}
            before = [day for day in days if day <= max(held)]
            after = [day for day in days if day > max(held)]
            usual = len(held & set(before)) >= _USUAL * len(before)
            if len(before) >= _SIDE and len(after) >= _SIDE and usual:
                note = f"in {len(held)} of {len(before)} bulletins until then, in none of the {len(after)} after"
                yield _row("stops", kinds[key][0], after[0], after[-1], note=note)


def _jumps(balances: Sequence[Balance]) -> Iterator[SeriesRow]:
    """A part's share of its whole that is another from a day on."""
    shares: dict[tuple[str, str, str, str, str], dict[str, tuple[float, Balance]]] = defaultdict(dict)
    for one in balances:
        day = (one.period.end or one.period.start or "")[:10] if one.period else ""
        if one.whole.low == one.whole.high and one.whole.low and day and one.rest_name:
            for part in one.parts:
                if part.low == part.high:
                    key = (one.source or "", one.account, one.item, one.identity, part.measure)
                    shares[key].setdefault(day, (part.low / one.whole.low, one))
    for key in sorted(shares):
        found = _break_of([(day, shares[key][day][0]) for day in sorted(shares[key])])
        if found is not None:
            day, before, after = found
            one = shares[key][day][1]
            note = (
                f"{key[4].replace('_', ' ')}: {before:.0%} of {one.whole.measure} until then, {after:.0%} from then on"
            )
            yield SeriesRow(
                "jumps", one.source or "", key[1], key[4], key[2], one.place, day, None, before, after, None, note
            )


def _break_of(points: Sequence[tuple[str, float]]) -> tuple[str, float, float] | None:
    """The day from which the mean is another, where the move is large against the usual deviation on both sides."""
    best: tuple[float, int] | None = None
    values = [value for _, value in points]
    for at in range(_SIDE, len(points) - _SIDE + 1):
        before, after = mean(values[:at]), mean(values[at:])
        left = sum((value - before) ** 2 for value in values[:at]) + sum((value - after) ** 2 for value in values[at:])
        if best is None or left < best[0]:
            best = (left, at)
    if best is None:
        return None
    at = best[1]
    before, after = mean(values[:at]), mean(values[at:])
    deviation = median([abs(value - before) for value in values[:at]] + [abs(value - after) for value in values[at:]])
    if abs(after - before) < max(_JUMP, _SPREADS * deviation):
        return None
    return points[at][0], round(before, 4), round(after, 4)


def _first(one: First, figures: Sequence[Figure]) -> SeriesRow:
    """Whether nothing of the kind is in the books for so many days before; counted with or without the first day."""
    mine = one.figure
    alike = [other.day for other in figures if _is_like(other, mine)]
    earlier = [day for day in alike if day < mine.day]
    known = min((other.day for other in figures), default=mine.day)
    since = mine.day - max(earlier) if earlier else None
    if since is None:
        reaches = mine.day - known >= one.days
        right = True if reaches else None
        note = "nothing of the kind before it in the books" + ("" if reaches else ", which do not reach back so far")
    else:
        right = since >= one.days - 1
        note = f"the one before was {since} days earlier ({iso(max(earlier))})"
    row = _row("first", mine, mine.day, mine.day, note=f"said to be the first in {one.days} days; {note}")
    return replace(row, right=right, before=since, after=one.days)


def _is_like(one: Figure, mine: Figure) -> bool:
    """The same measure at the same place, or of a country anywhere in it."""
    fact, other = one.fact, mine.fact
    if (fact.account, fact.measure, fact.item, fact.country) != (
        other.account,
        other.measure,
        other.item,
        other.country,
    ):
        return False
    wide = mine.claim.place is None or mine.claim.place.precision == "country"
    return (wide or fact.place == other.place) and fact.high != 0


def _row(kind: str, one: Figure, start: int, end: int, *, note: str) -> SeriesRow:
    fact = one.fact
    told = (fact.account, fact.measure, fact.item) if kind != "gap" else (fact.account, "", "")
    name = one.claim.source.name if one.claim.source else one.voice.split("|", maxsplit=1)[0]
    return SeriesRow(kind, name, *told, fact.place, iso(start) or "", iso(end), None, None, None, note)
