"""Balances as pictures: the whole above, its parts below, the unaccounted rest hatched, ranges as whiskers.

A picture is numbers alone; the template draws it. Widths are in units of a drawing 600 wide.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from wirebook.ledger.balances.balance import PART_OF_WHOLE, last_day
from wirebook.ledger.balances.verdicts import STANDINGS
from wirebook.outputs.saying import item_words, measure_words, plain
from wirebook.types import Balance, Entry

WIDTH = 600.0
_ROOM = 560.0  # of it for bars: an open end needs some beyond
_SHADES = 6
_LISTED = 50  # claims that an address names at the most
_BAR, _GAP = 20, 4  # height of a bar, and the space between two
_SUM, _PART, _BESIDE = (" = ", " + "), (", of which ", ", "), (" · ", " · ")
Opens = Callable[[Sequence[str]], str | None]
_OVER = (" ≠ ", " + ")


@dataclass(frozen=True, slots=True)
class BarPart:
    """A part of a bar: where it stands, in which shade, and the address of the claims that it opens.

    `whisker` runs from the lowest to the highest that the words allow; `open` is whether there is no highest.
    """

    name: str
    words: str
    x: float
    y: int
    width: float
    shade: str
    opens: str | None
    whisker: tuple[float, float] | None = None
    open: bool = False


@dataclass(frozen=True, slots=True)
class BalanceChart:
    """A balance as bars, and in words.

    The words are those of the whole, the first of `between`, and the parts with the second of `between` between them;
    `note` is what they do not say.
    """

    balance: Balance
    day: str
    whole: BarPart
    parts: tuple[BarPart, ...]
    height: int
    between: tuple[str, str]
    note: str


def address_of(claims: Sequence[str]) -> str | None:
    """The address of a claim, or of a list of several; none of none."""
    if len(claims) < 2:
        return f"/claims/{claims[0]}" if claims else None
    return f"/claims?ids={','.join(claims[:_LISTED])}"


def row_of(claims: Sequence[str]) -> str | None:
    """The row of the first of some claims in the report that is looked at."""
    return f"#row-{claims[0]}" if claims else None


def picture(balance: Balance, opens: Opens = address_of) -> BalanceChart:
    """The bars of a balance, all on one scale; `opens` tells the address of the claims that a part was taken from.

    Parts that add up stand in one row. Others (pledged and delivered, the two ways of an exchange) have a row each,
    since one is not beside the other but within it, or against it.
    """
    entries = [entry for entry in balance.parts if entry.low or entry.high]
    scale = _scale(balance, entries)
    whole = _piece(balance.whole, (0.0, 0, scale), "whole", opens)
    parts = tuple(_parts(balance, entries, scale, opens))
    rows = 1 + (1 if balance.rest_name else len(entries))
    day = balance.period.written if balance.nights and balance.period else last_day(balance)
    return BalanceChart(balance, day, whole, parts, rows * (_BAR + _GAP), *_in_words(balance))


def _scale(balance: Balance, entries: Sequence[Entry]) -> float:
    """How wide one is, so that the longest row fits: the whole, or the parts, which may be more than it."""
    reach = [_most(entry) for entry in entries]
    together = sum(reach) if balance.rest_name else max(reach, default=0.0)
    return _ROOM / max(_most(balance.whole), together, 1.0)


def _parts(balance: Balance, entries: Sequence[Entry], scale: float, opens: Opens) -> Iterator[BarPart]:
    """The parts in one row, with what is left of the whole, where they add up; else in a row each."""
    adds_up = bool(balance.rest_name)
    at, y = 0.0, _BAR + _GAP
    for number, entry in enumerate(entries):
        piece = _piece(entry, (at, y, scale), f"part{number % _SHADES}", opens)
        yield piece if entry.measure != balance.whole.measure else _of(balance.item, piece)
        at, y = (at + entry.low * scale, y) if adds_up else (at, y + _BAR + _GAP)
    rest = balance.rest_low
    if adds_up and rest > 0 and balance.verdict != "broken":
        words = f"{_number(rest)}{' or more' if balance.rest_high is None else ''} {plain(balance.rest_name)}"
        yield BarPart(plain(balance.rest_name), words, at, y, rest * scale, "rest", None)


def _in_words(balance: Balance) -> tuple[tuple[str, str], str]:
    """What stands between the whole and its parts in words, and what these words do not say."""
    adds_up, inside = bool(balance.rest_name), balance.identity == PART_OF_WHOLE.id
    broken = balance.verdict == "broken"
    between = (_OVER if broken else _SUM) if adds_up else _PART if inside else _BESIDE
    if balance.nights or not (adds_up or inside):
        return between, balance.note
    return between, balance.note.rpartition("; ")[2] if broken else ""


def _of(item: str, piece: BarPart) -> BarPart:
    """A part of a whole of its own measure is told by what it counts: of 14 wounded, 2 children."""
    number = piece.words.removesuffix(f" {piece.name}")
    said = item_words(item, single=number == "1")
    return replace(piece, name=said, words=f"{number} {said}")


def _piece(entry: Entry, where: tuple[float, int, float], shade: str, opens: Opens) -> BarPart:
    at, y, scale = where
    low, high = entry.low, entry.high
    words = f"{_number(low)}{' or more' if high is None else '' if high == low else f' to {_number(high)}'}"
    whisker = (at + low * scale, at + _most(entry) * scale) if high != low else None
    name = measure_words(entry.measure)
    return BarPart(name, f"{words} {name}", at, y, low * scale, shade, opens(entry.claims), whisker, high is None)


def _most(entry: Entry) -> float:
    """How far a bar reaches: an open end goes a tenth beyond what is sure."""
    return entry.low * 1.1 if entry.high is None else entry.high


def _number(value: float) -> str:
    return f"{value:,.10g}"


def side_by_side(balances: Iterable[Balance]) -> list[tuple[str, tuple[BalanceChart, ...]]]:
    """Balances of one account, item, place and day together, one for each source; groups in the order of coming."""
    groups: dict[str, list[BalanceChart]] = defaultdict(list)
    for one in balances:
        shown = picture(one)
        told = [shown.day, plain(one.account), item_words(one.item), one.place or ""]
        groups[" · ".join(part for part in told if part)].append(shown)
    return [(title, tuple(some)) for title, some in groups.items()]


def counted(balances: Sequence[Balance]) -> dict[str, int]:
    """How many add up, leave something not explained, cannot be judged, and do not add up."""
    return {standing: sum(one.standing == standing for one in balances) for standing in STANDINGS}
