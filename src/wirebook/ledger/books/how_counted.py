"""How the packs count a measure, as far as the books go by it."""

from collections.abc import Iterable
from typing import NamedTuple

from wirebook.packs.model import Pack

MeasureKey = tuple[str, str]  # an account and its measure


class HowCounted(NamedTuple):
    """The measures that are counted as it stands at a time, and those that go both ways between two sides."""

    stocks: frozenset[MeasureKey] = frozenset()
    directed: frozenset[MeasureKey] = frozenset()

    def with_all(self, other: "HowCounted") -> "HowCounted":
        """The measures of both."""
        return HowCounted(self.stocks | other.stocks, self.directed | other.directed)


AS_IT_HAPPENS = HowCounted()  # where no pack says otherwise


def how_counted(packs: Iterable[Pack]) -> HowCounted:
    """What some packs say of their measures."""
    rows = [((pack.account, measure.id), measure) for pack in packs for measure in pack.measures]
    stocks = frozenset(key for key, measure in rows if measure.kind == "stock")
    return HowCounted(stocks, frozenset(key for key, measure in rows if measure.directed))
