"""Sums over time: one a source, item and country for a day, week, month or year, from each night's last word.

What a source last said of a night stands; a reprint is the same figure and not another, a correction replaces what it
corrects. Towns are inside their nation where the source counts both. Running counts are never added. Days without a
figure are named and are no noughts; neither sources nor countries are ever added to each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wirebook.fields.party.parties import countries
from wirebook.ids import content_id
from wirebook.ledger.balances.balance import entries_of, judged, summing_within
from wirebook.ledger.balances.by_period import By, Figure, added, credited, in_one_voice, whole_of
from wirebook.ledger.books.posting import iso
from wirebook.packs.model import Identity, Pack
from wirebook.types import Balance, Claim, Entry, Night, Period, Precision, Span

SUM = "sum-over-time"
_UNDONE = ("planned", "denied", "pending")
_FAR = 3  # gaps that a note names one by one
_PRECISION: dict[str, Precision] = {"day": "day", "week": "week", "month": "month", "year": "year", "all": "span"}


@dataclass(frozen=True, slots=True)
class Window:
    """The days that a question asks for, as ordinals, none where it is open."""

    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class _NamedPeriod:
    """A week, month … by its name, with its first and last day as ordinals."""

    name: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Series:
    """What one source says of one country in a stretch, night by night."""

    stretch: _NamedPeriod
    country: str
    nights: Mapping[int, Sequence[Claim]]


def sum_up(figures: Sequence[Figure], packs: Sequence[Pack], by: By, window: Window) -> tuple[Balance, ...]:
    """The sums of figures by day, week, month, year or altogether, by stretch, account, source, country and item."""
    given = credited(figures)
    by_id = {one.claim.id: one for one in given}
    newest = max((one.day for one in given), default=0)
    lands = _lands(given)
    alike: dict[tuple[str, str, str, str], dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for one in given:
        lead = whole_of(one, by_id).fact
        stands = one.fact.status not in _UNDONE and one.claim.stance != "denies"
        if one.fact.kind == "day" and lead.kind == "day" and one.day and stands:
            land = one.fact.country or lands.get((one.fact.account, one.voice), "")
            alike[one.fact.account, one.voice, land, one.fact.status][_name(one.day, by)].append(one)
    found: list[Balance] = []
    for (account, _, country, _), stretches in sorted(alike.items()):
        pack = next((pack for pack in packs if pack.account == account), None)
        for name in sorted(stretches) if pack else ():
            found += _of_stretch(stretches[name], pack, _stretch(name, by, stretches[name], window, newest), country)
    return tuple(sorted(found, key=lambda one: (one.period.start or "" if one.period else "", one.account, one.id)))


def _lands(figures: Sequence[Figure]) -> dict[tuple[str, str], str]:
    """The country of a source that tells of one country only: what it tells without a place is of that country."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in figures:
        if one.fact.country:
            found[one.fact.account, one.voice].add(one.fact.country)
    return {key: next(iter(told)) for key, told in found.items() if len(told) == 1}


def _name(day: int, by: By) -> str:
    at = date.fromordinal(day)
    year, week, _ = at.isocalendar()
    names = {"day": at.isoformat(), "week": f"{year}-W{week:02}", "month": at.isoformat()[:7], "year": f"{at.year:04}"}
    return names.get(by, "all")


def _stretch(name: str, by: By, figures: Sequence[Figure], window: Window, newest: int) -> _NamedPeriod:
    """A stretch as far as it is asked for and has come: what lies before or behind that is no gap."""
    days = [one.day for one in figures]
    at = date.fromordinal(min(days))
    first, last = min(days), max(days)
    if by == "week":
        first = last = (at - timedelta(days=at.weekday())).toordinal()
        last += 6
    elif by == "month":
        first = at.replace(day=1).toordinal()
        last = (at.replace(day=28) + timedelta(days=4)).replace(day=1).toordinal() - 1
    elif by == "year":
        last = date(at.year, 12, 31).toordinal()
    first = max(first, window.since or first)
    return _NamedPeriod(name, first, max(*days, min(last, newest, window.until or last)))


def _of_stretch(figures: Sequence[Figure], pack: Pack | None, stretch: _NamedPeriod, country: str) -> Iterator[Balance]:
    if pack is None:
        return
    voiced = {claim.id: claim for claim in in_one_voice(figures)}
    nights: dict[int, list[Claim]] = defaultdict(list)
    for one in sorted(figures, key=lambda one: one.claim.id):
        nights[one.day].append(voiced[one.claim.id])
    series = _Series(stretch, country, nights)
    told: set[tuple[str, str]] = set()
    for identity in pack.identities:
        inner = any(identity in summing_within(other, pack) for other in pack.identities)
        if identity.kind == "sum" and not inner:
            measures = (identity.whole, *identity.parts, *(row.whole for row in summing_within(identity, pack)))
            items = _items(voiced.values(), *measures)
            drawn = _widest([one for item in items for one in _summed(series, identity, item, pack)])
            yield from drawn
            told |= {(measure, one.item) for one in drawn for measure in measures}
            told |= {(identity.whole, item) for item in items}
    for measure in (measure.id for measure in pack.measures if measure.kind == "flow"):
        for item in _items(voiced.values(), measure):
            if (measure, item) not in told:
                yield from _summed(series, Identity(SUM, "sum", measure, (), rest=""), item, pack)


def _widest(sums: Sequence[Balance]) -> list[Balance]:
    """The sums without those that say no more than another: three ballistic missiles beside the three missiles."""

    def is_told(one: Balance) -> bool:
        wider = [other for other in sums if set(one.whole.claims) <= set(other.whole.claims)]
        return not one.parts and any(other.parts for other in wider)

    return [one for one in sums if not is_told(one)]


def _items(claims: Iterable[Claim], *measures: str) -> tuple[str, ...]:
    counted = [one for one in claims if one.measure in measures]
    return tuple(sorted({one.item for one in counted if one.amount is not None and one.amount.unit != "percent"}))


def _summed(series: _Series, identity: Identity, item: str, pack: Pack) -> Iterator[Balance]:
    """The sum of a measure and of its parts over the nights that have the measure, one for each unit."""
    claims = [claim for night in series.nights.values() for claim in night if claim.measure == identity.whole]
    units = sorted({claim.amount.unit for claim in claims if claim.amount} - {"percent"})
    for unit in units:
        drawn = {
            day: entries_of([one for one in night if one.amount and one.amount.unit == unit], identity, item, pack)
            for day, night in sorted(series.nights.items())
        }
        told = {day: (whole, parts) for day, (whole, parts) in drawn.items() if whole is not None}
        if told:
            yield _balance(series, identity, item, told)


_EntriesByDay = Mapping[int, tuple[Entry, Mapping[str, Entry | None]]]


def _balance(series: _Series, identity: Identity, item: str, told: _EntriesByDay) -> Balance:
    stretch = series.stretch
    whole = _added(identity.whole, [entry for entry, _ in told.values()])
    parts, missing = _parts([some for _, some in told.values()])
    if parts:
        low, high, verdict = judged(whole, parts, identity.tolerance * len(told))
    else:
        low, high, verdict = 0.0, 0.0, "exact" if whole.low == whole.high else "loose"
    nights = tuple(Night(iso(day) or "", entry.low, entry.high, entry.claims) for day, (entry, _) in told.items())
    gaps = tuple(iso(day) or "" for day in range(stretch.first, stretch.last + 1) if day not in told)
    used = {name for entry in (whole, *parts) for name in entry.claims}
    claims = [claim for night in series.nights.values() for claim in night if claim.id in used]
    source = next((claim.source.name for claim in claims if claim.source), None)
    first = claims[0]
    return Balance(
        id=content_id("balance", SUM, stretch.name, identity.id, item, source, series.country, *sorted(used)),
        account=first.account,
        identity=identity.id,
        item=item,
        report=first.report,
        source=source,
        period=_period(stretch),
        whole=whole,
        parts=parts,
        rest_name=identity.rest if parts else "",
        rest_low=low,
        rest_high=high,
        verdict=verdict,
        missing=missing,
        note=_note(stretch, (whole, parts), nights, gaps),
        tolerance=identity.tolerance,
        place=_place(series.country, claims),
        reports=tuple(sorted({claim.report for claim in claims})),
        nights=nights,
        gaps=gaps,
    )


def _parts(nights: Sequence[Mapping[str, Entry | None]]) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """The parts added up over the nights that have them, and the names of those that some night is without."""
    names = list(dict.fromkeys(name for parts in nights for name, entry in parts.items() if entry))
    parts = tuple(_added(name, [part for some in nights if (part := some.get(name))]) for name in names)
    return parts, tuple(name for name in names if not all(some.get(name) for some in nights))


def _period(stretch: _NamedPeriod) -> Period:
    span = (iso(stretch.first) or "", iso(stretch.last) or "")
    return Period(*span, _PRECISION.get(_kind(stretch.name), "span"), "/".join(span), stretch.name, Span(0, 0))


def _kind(name: str) -> str:
    return "week" if "W" in name else {4: "year", 7: "month", 10: "day"}.get(len(name), "all")


def _place(country: str, claims: Sequence[Claim]) -> str | None:
    """The country's name; where no report tells a country, the one place that they name."""
    if country:
        return str(countries().get(country, {}).get("name", country))
    names = {claim.place.name for claim in claims if claim.place is not None}
    return names.pop() if len(names) == 1 else None


def _added(measure: str, entries: Sequence[Entry]) -> Entry:
    low, high = added([(entry.low, entry.high) for entry in entries])
    return Entry(measure, low, high, tuple(sorted({claim for entry in entries for claim in entry.claims})))


# ---------------------------------------------------------------- in words


def _note(
    stretch: _NamedPeriod,
    entries: tuple[Entry, Sequence[Entry]],
    nights: Sequence[Night],
    gaps: Sequence[str],
) -> str:
    """The sum in one sentence: of how many nights, what became of it, the largest night, and what is missing."""
    whole, parts = entries
    days = f"{len(nights)} {'night' if len(nights) == 1 else 'nights'}"
    told = [f"{words_of(whole)} on {days} of {stretch.name}"]
    if parts:
        taken = _added("", parts)
        sum_ = f" = {_range(taken.low, taken.high)}" if len(parts) > 1 else ""
        told.append(" + ".join(words_of(part) for part in parts) + sum_)
    if len(nights) > 1:
        most = max(nights, key=lambda night: (night.low, night.day))
        told.append(f"the largest {_range(most.low, most.high)} on {most.day}")
    if gaps:
        told.append(f"no figure for {runs_of(gaps)}")
    return "; ".join(told)


def words_of(entry: Entry) -> str:
    """An entry as a person writes it: "572 launched"."""
    return f"{_range(entry.low, entry.high)} {entry.measure.replace('_', ' ')}"


def runs_of(days: Sequence[str]) -> str:
    """Days in words, those in a row together: "2025-06-07 to 2025-06-08"."""
    runs: list[list[date]] = []
    for day in map(date.fromisoformat, sorted(days)):
        if runs and (day - runs[-1][-1]).days == 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    words = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    return ", ".join(words) if len(words) <= 2 * _FAR else f"{', '.join(words[:_FAR])} and {len(days)} days in all"


def _range(low: float, high: float | None) -> str:
    if high is None:
        return f"{low:,.10g} or more"
    return f"{low:,.10g}" if low == high else f"{low:,.10g} to {high:,.10g}"
