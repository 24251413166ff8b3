"""Facts, histories, disputes, sources and promises as a terminal shows them."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from wirebook.fields.party.names import country_name, party_name
from wirebook.ledger.balances.gaps_and_breaks import SeriesRow
from wirebook.ledger.books.commitments import Promise
from wirebook.ledger.query.named import History, HistoryLine, SourceRow
from wirebook.outputs.figures import STANDING, heard_words
from wirebook.outputs.saying import (
    counted_words,
    fact_words,
    figure_words,
    item_words,
    measure_words,
    plain,
    range_words,
    thing_words,
)
from wirebook.outputs.wording import one_line, short_ids
from wirebook.types import Dispute, Fact, Revision

_LEAST = {"Day": 10, "What": 10, "Where": 10, "State": 8, "Id": 6, "Fact": 6, "Claim": 6}  # what stays whole
_MOST = {"Day": 16}
_STYLES = {"disputed": "red", "broken": "red", "lapsed": "yellow", "kept": "green", "agreed": "green"}


def fact_table(facts: Sequence[Fact]) -> RenderableType:
    """Facts, one a line; what was said beside their ranges stands below the table."""
    table = _table("Day!", "What", "Number*", "Where", "Sources*", "State!", "Id!")
    short = short_ids(fact.id for fact in facts)
    for fact in facts:
        table.add_row(
            _day(fact),
            _what(fact),
            figure_words(fact),
            one_line(fact.place or ""),
            str(fact.independent),
            _state(fact),
            short[fact.id],
        )
    notes = [
        Text(f"{short[fact.id]} also: {'; '.join(_some(map(heard_words, fact.others)))}", style="dim")
        for fact in facts
        if fact.others
    ]
    return Group(table, *notes) if notes else table


def timeline_table(facts: Sequence[Fact]) -> RenderableType:
    """Facts under their days."""
    parts: list[RenderableType] = []
    for day, group in groupby(facts, key=_day):
        parts.append(Text(day or "no day", style="bold"))
        parts += [_line(fact) for fact in group]
    return Group(*parts)


def revision_table(moves: Sequence[Revision]) -> RenderableType:
    """Figures that moved, one a line."""
    table = _table("Said!", "Source", "From*", "To*", "Kind", "Why", "Fact!")
    short = short_ids(move.fact for move in moves)
    for move in moves:
        kind = plain(move.kind) + (", falls" if move.falls else "")
        before, after = range_words(move.from_low, move.from_high), range_words(move.to_low, move.to_high)
        table.add_row(move.at, one_line(move.source), before, after, kind, move.why, short[move.fact])
    return table


def history_view(history: History) -> RenderableType:
    """A fact, all its figures in the order of saying, and its disputes."""
    fact = history.fact
    head = Text(f"{_head(fact)} ({_told_by(fact)})", style="bold")
    table = _table("Said!", "Source", "Figure", "Moved", "Belongs here because", "Claim!")
    short = short_ids(line.claim for line in history.lines)
    for line in history.lines:
        table.add_row(
            (line.at or "")[:10],
            _voice(line.source),
            one_line(line.written),
            _moved(line),
            line.why,
            short[line.claim],
        )
    doubts = [Text(f"Undecided: {fact.undecided}", style="yellow")] if fact.undecided else []
    unverified = [Text("A report says that it could not be verified independently.")] if fact.unverified else []
    more = [dispute_list(history.disputes)] if history.disputes else []
    return Group(head, table, *doubts, *unverified, *more)


def dispute_list(disputes: Sequence[Dispute]) -> RenderableType:
    """Disputes, each with its sides below it."""
    parts: list[RenderableType] = []
    for dispute in disputes:
        where = ", ".join(part for part in (dispute.place, dispute.at) if part)
        scope = "in one report" if dispute.within else "across reports"
        parts.append(Text(f"{dispute.kind}: {where} ({scope}); {', '.join(dispute.facts)}", style="bold"))
        parts += [Text(f"  {_voice(side.voice)}: {one_line(side.says)}  [{side.claim}]") for side in dispute.sides]
    return Group(*parts)


def source_table(sources: Sequence[SourceRow]) -> RenderableType:
    """Sources, one a line."""
    table = _table("Source", "Kind!", "Claims*", "Reports*", "First!", "Last!", "Moved*", "Disputed*")
    for row in sources:
        numbers = [f"{row.claims:,}", f"{row.reports:,}"]
        counts = [f"{row.revisions:,}", f"{row.disputes:,}"]
        name = one_line(row.name + (f" (also {', '.join(row.also)})" if row.also else ""))
        table.add_row(name, plain(row.kind), *numbers, row.first or "", row.last or "", *counts)
    return table


def series_list(rows: Sequence[SeriesRow]) -> RenderableType:
    """What series show, each with its reason below it."""
    parts: list[RenderableType] = []
    judged = {True: "right", False: "wrong", None: "cannot be told"}
    for row in rows:
        days = row.start if row.end in (None, row.start) else f"{row.start} to {row.end}"
        what = _counted(row)
        verdict = f" ({judged[row.right]})" if row.kind == "first" else ""
        told = [part for part in (days, one_line(row.source), what, row.place or "") if part]
        parts.append(Text(f"{row.kind}{verdict}: {' · '.join(told)}", style="bold"))
        parts.append(Text(f"  {row.note}"))
    return Group(*parts)


def _counted(row: SeriesRow) -> str:
    """What a series counts; a measure alone where it is of no item."""
    if row.item and row.measure:
        return counted_words(row.item, row.measure, "")
    return measure_words(row.measure) if row.measure else item_words(row.item) if row.item else ""


def promise_list(promises: Sequence[Promise]) -> RenderableType:
    """Promises, each with its state and the reason below it."""
    parts: list[RenderableType] = []
    for promise in promises:
        fact = promise.fact
        who = _between(promise.promiser, promise.beneficiary, " to ") or "(nobody named)"
        until = f", by {promise.deadline}" if promise.deadline else ""
        parts.append(Text(f"{who}: {fact_words(fact)}{_status(fact)}{until}", style="bold"))
        line = Text(f"  {promise.state}", style=_STYLES.get(promise.state, ""))
        parts.append(line.append(f": {promise.why}  [{fact.id}]", style="default"))
    return Group(*parts)


def _table(*names: str) -> Table:
    """A table whose columns marked with a star hold numbers, and with an exclamation mark what must not be broken."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in names:
        number, whole = name.endswith("*"), name.endswith("!")
        plainly = name.rstrip("*!")
        table.add_column(
            plainly,
            justify="right" if number else "left",
            no_wrap=(number or whole) and plainly not in _LEAST,
            min_width=_LEAST.get(plainly),
            max_width=_MOST.get(plainly),
        )
    return table


def _voice(name: str) -> str:
    return one_line(name) or "(no source named)"


def _between(first: str | None, second: str | None, arrow: str) -> str:
    """Two parties by name, as far as they are told."""
    return arrow.join(party_name(party) for party in (first, second) if party)


def _line(fact: Fact) -> Text:
    who = _between(fact.actor, fact.target, " → ")
    voices = ", ".join(_some(fact.voices))
    told = [part for part in (fact_words(fact) + _status(fact), _where(fact), who) if part]
    mark = f" [{fact.state}]" if fact.state == "disputed" else ""
    return Text(f"  {' · '.join(told)} ({voices}){mark}")


def _some(names: Iterable[str]) -> list[str]:
    listed = [one_line(name) for name in names]
    return listed if len(listed) <= _FEW else [*listed[:_FEW], f"{len(listed) - _FEW} more"]


_FEW = 3


def _moved(line: HistoryLine) -> str:
    """How the figure moved, whether it is printed after another, and how it stands to what is shown now."""
    move = line.revision
    told = [f"copy of {line.copy_of}"] if line.copy_of and move is None else []
    if move is not None:
        before, after = range_words(move.from_low, move.from_high), range_words(move.to_low, move.to_high)
        told.append(f"{before} → {after}, {plain(move.kind)}: {move.why}")
    return "; ".join([*told, *(part for part in [STANDING.get(line.standing, "")] if part)])


def _told_by(fact: Fact) -> str:
    """The state of a fact with its sources by name: "single: mayor"."""
    return f"{fact.state}: {', '.join(_some(fact.voices))}" if fact.voices else fact.state


def _state(fact: Fact) -> Text:
    mark = " ?" if fact.undecided else ""
    return Text(fact.state + mark, style=_STYLES.get(fact.state, ""))


def _head(fact: Fact) -> str:
    told = ", ".join(part for part in (fact_words(fact) + _status(fact), _where(fact), _day(fact)) if part)
    return f"{told} ({_state(fact)})"


def _what(fact: Fact) -> str:
    return thing_words(fact) + _status(fact)


def _status(fact: Fact) -> str:
    """How far it is done, where it is not; a denial is a denial already."""
    return "" if fact.status in ("done", fact.measure) or fact.item == fact.measure else f" ({plain(fact.status)})"


def _where(fact: Fact) -> str:
    return ", ".join(part for part in (fact.place, country_name(fact.country) if fact.place else None) if part)


def _day(fact: Fact) -> str:
    if fact.kind == "since":
        return f"since {fact.start or 'a day not told'}"
    if fact.kind != "day" and fact.start and fact.end and fact.start != fact.end:
        return f"{fact.start} to {fact.end}"
    return fact.end or fact.start or ""
