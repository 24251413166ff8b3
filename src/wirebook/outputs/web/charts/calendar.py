"""Balances over time: one source's bulletins in a row, with the days on which there was none."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from wirebook.fields.party.source_identity import voice_of
from wirebook.fields.place.gazetteer import fold
from wirebook.ledger.balances.balance import PART_OF_WHOLE, last_day
from wirebook.ledger.balances.gaps_and_breaks import SeriesRow
from wirebook.outputs.saying import counted_words, measure_words, plain
from wirebook.outputs.web.charts.balance import address_of
from wirebook.types import Balance, Entry

_LEVELS = 5
_WEEK = 7
_SHOWN = timedelta(days=1096)


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the calendar: `level` 1 to 5 by its number, 0 for nought; "gap" has no bulletin, "" lies outside."""

    day: str
    number: float | None
    kind: str
    level: int
    opens: str | None
    says: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """The bulletins of one source on one item at one place, by day. `key` names it in an address."""

    key: str
    title: str
    days: dict[str, Balance]


def runs(balances: Iterable[Balance]) -> list[Run]:
    """Rows of balances that belong together, the longest first."""
    found: dict[tuple[str, str, str, str, str], dict[str, Balance]] = defaultdict(dict)
    for one in balances:
        day = last_day(one)
        if day and one.source and one.identity != PART_OF_WHOLE.id:
            key = one.account, one.item, _voice(one.source), one.place or "", one.whole.measure
            found[key].setdefault(day, one)
    rows = [Run("|".join(key), _title(key, days), dict(sorted(days.items()))) for key, days in found.items()]
    return sorted(rows, key=lambda run: (-len(run.days), run.key))


def _voice(source: str) -> str:
    """A source however it is written: "Ukraine's air force" and "the Ukrainian Air Force" are one row."""
    voice = voice_of(source)
    return fold(source).replace("|", " ") if voice.bare else voice.key


def _title(key: tuple[str, str, str, str, str], days: dict[str, Balance]) -> str:
    """Account, item and measure, the source as it is written most often, place."""
    names = Counter(one.source for one in days.values())
    often = min(names, key=lambda name: (-names[name], name or ""))
    return " · ".join(part for part in (plain(key[0]), counted_words(key[1], key[4], ""), often or "", key[3]) if part)


def shown(run: Run) -> Run:
    """A run's last three years: what is longer fits no screen."""
    if not run.days:
        return run
    last = date.fromisoformat(max(run.days))
    first = (last - min(_SHOWN, last - date.min)).isoformat()
    return Run(run.key, run.title, {day: one for day, one in run.days.items() if day >= first})


def is_of(run: Run, row: SeriesRow) -> bool:
    """Whether what a series shows is about a run."""
    account, item, voice, *_ = run.key.split("|")
    return row.account == account and row.item in (item, "") and _voice(row.source) == voice


def calendar(run: Run) -> list[list[Cell]]:
    """Weeks from Monday to Sunday, from the first bulletin to the last."""
    if not run.days:
        return []
    first, last = date.fromisoformat(min(run.days)), date.fromisoformat(max(run.days))
    most = max(one.whole.low for one in run.days.values()) or 1.0
    day, weeks = first - timedelta(days=first.weekday()), []
    while day <= last:
        weeks.append([_cell(run, day + timedelta(days=at), (first, last), most) for at in range(_WEEK)])
        day += timedelta(days=_WEEK)
    return weeks


def _cell(run: Run, day: date, span: tuple[date, date], most: float) -> Cell:
    key = day.isoformat()
    if not span[0] <= day <= span[1]:
        return Cell(key, None, "", 0, None)
    balance = run.days.get(key)
    if balance is None:
        return Cell(key, None, "gap", 0, None)
    number = balance.whole.low
    level = 0 if number == 0 else min(_LEVELS, 1 + int((_LEVELS - 1) * number / most))
    return Cell(key, number, balance.standing, level, address_of(balance.whole.claims), balance.says)


def chart(run: Run, rows: Sequence[SeriesRow]) -> dict[str, Any]:
    """What the chart draws: seconds since 1970, a line for each measure, none where nobody said anything.

    A day without a bulletin is in it, so that lines break there; `breaks` are days from which a source counts
    otherwise.
    """
    if not run.days:
        return {"x": [], "lines": [], "breaks": []}
    first, last = date.fromisoformat(min(run.days)), date.fromisoformat(max(run.days))
    days = [(first + timedelta(days=at)).isoformat() for at in range((last - first).days + 1)]
    names = list(dict.fromkeys(part.measure for one in run.days.values() for part in one.parts))
    whole = next(iter(run.days.values())).whole.measure
    drawn = [run.days.get(day) for day in days]
    lines = [_line(whole, [None if one is None else one.whole for one in drawn])]
    lines += [_line(name, [None if one is None else _part(one, name) for one in drawn]) for name in names]
    rests = [_rest(one) for one in drawn]
    if any(rests):
        name = next(iter(run.days.values())).rest_name or "rest"
        lines.append({"name": plain(name), "values": rests, "opens": [None] * len(days)})
    breaks = sorted({row.start for row in rows if row.kind != "gap" and row.start and days[0] <= row.start <= days[-1]})
    return {"x": [seconds(day) for day in days], "lines": lines, "breaks": [seconds(day) for day in breaks]}


def seconds(day: str) -> int:
    """The beginning of a day (UTC) in seconds since 1970."""
    return int(datetime.fromisoformat(day[:10]).replace(tzinfo=UTC).timestamp())


def _line(name: str, entries: Sequence[Entry | None]) -> dict[str, Any]:
    """A line of a chart: its values, and the address that each of its points opens."""
    values = [None if one is None else one.low for one in entries]
    opens = [None if one is None else address_of(one.claims) for one in entries]
    return {"name": measure_words(name), "values": values, "opens": opens}


def _part(one: Balance, name: str) -> Entry | None:
    return next((part for part in one.parts if part.measure == name), None)


def _rest(one: Balance | None) -> float | None:
    """What is unaccounted; nothing where the parts are more than the whole, for that is no rest."""
    return one.rest_low if one is not None and one.rest_name and one.verdict != "broken" else None
