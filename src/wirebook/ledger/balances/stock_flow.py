"""Stocks and flows: what there is now is what there was, and what came, without what went.

No report tells of all that comes and goes, so a difference is named and is no fault.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from wirebook.fields.quantity.interval import subtract
from wirebook.ledger.balances.by_period import Figure, added
from wirebook.ledger.balances.nesting import Steps, balance_of, bounds_of, series_of, words_of
from wirebook.ledger.books.posting import Posting
from wirebook.packs.model import Identity, Pack
from wirebook.types import Balance, Verdict

if TYPE_CHECKING:
    from wirebook.fields.quantity.interval import LowHigh


def stocks_and_flows(figures: Sequence[Figure], steps: Steps, packs: Sequence[Pack]) -> Iterator[Balance]:
    """A balance for each two figures in a row of a source for a stock, where it tells of flows between them."""
    for pack in packs:
        for identity in (row for row in pack.identities if row.kind == "stock"):
            mine = [one for one in figures if one.fact.account == pack.account]
            yield from _of_identity(mine, identity, steps)


def _of_identity(figures: Sequence[Figure], identity: Identity, steps: Steps) -> Iterator[Balance]:
    flows: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for one in figures:
        if one.fact.measure in (*identity.parts, *identity.less) and one.fact.kind == "day":
            flows[_stock(one, identity)].append(one)
    stocks = [one for one in figures if one.fact.measure == identity.whole and one.fact.kind == "stock"]
    for one in sorted(stocks, key=lambda one: one.claim.id):
        for before, after in pairwise(steps.get((one.fact.id, one.voice), ())):
            told = [flow for flow in flows[_stock(one, identity)] if _between(before, flow, after)]
            if told:
                yield _drawn(one, (before, after), told, identity)


def _stock(one: Figure, identity: Identity) -> tuple[str, ...]:
    """What a figure is a stock or flow of, for whom and where."""
    account, _, *rest = series_of(one)
    return account, identity.whole, *rest


def _between(before: Posting, flow: Figure, after: Posting) -> bool:
    return bool(before.said and after.said and before.said < flow.day <= after.said)


def _drawn(one: Figure, stocks: tuple[Posting, Posting], flows: Sequence[Figure], identity: Identity) -> Balance:
    was, now = ((posting.low, posting.high) for posting in stocks)
    came = added([bounds_of(flow) for flow in flows if flow.fact.measure in identity.parts])
    went = added([bounds_of(flow) for flow in flows if flow.fact.measure in identity.less])
    grown, net = subtract(now, was), subtract(came, went)
    whole: LowHigh = (_lowest(grown[0]), grown[1])
    rest = subtract(grown, net)
    verdict: Verdict = "exact" if rest == (0, 0) else "loose"
    told = [f"{words_of(came)} came"] if came != (0, 0) else []
    told += [f"{words_of(went)} went"] if went != (0, 0) else []
    left = f"; {words_of((_lowest(rest[0]), rest[1]))} {identity.rest}" if verdict == "loose" else ""
    note = f"from {words_of(was)} to {words_of(now)}; {', '.join(told)}{left}"
    return balance_of(identity.id, whole, [one, *flows], ((_lowest(rest[0]), rest[1]), verdict), note)


def _lowest(low: float | None) -> float:
    return 0.0 if low is None else low
