"""What is made when it is asked for: balances, series, places, counts. It is kept in mind while the ledger stands."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

from wirebook.ledger.balances.by_period import By
from wirebook.ledger.balances.gaps_and_breaks import SeriesRow
from wirebook.ledger.errors import LedgerError
from wirebook.ledger.ledger import Ledger
from wirebook.ledger.query.listings import Counts, PlaceRow
from wirebook.packs import Pack
from wirebook.types import Balance

_AT_ONCE = 2000  # facts that are drawn up in well under a second
_TOO_MANY = 50_000  # facts that take longer to draw up than anybody waits
_KEPT = 32  # answers that are kept in mind
_NARROWER = ("since", "until", "place", "account", "source")
_Rows = TypeVar("_Rows", bound=tuple[Any, ...])


class BooksCache:
    """Balances, series and places of a ledger. The same question is answered once until the ledger changes."""

    def __init__(self, ledger: Ledger, packs: Sequence[Pack]) -> None:
        """Of a ledger, by packs."""
        self._ledger, self._packs = ledger, packs
        self._answers: OrderedDict[tuple[Any, ...], tuple[Any, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def recent(self, days: int, most: int = _AT_ONCE, **limits: Any) -> str | None:
        """The day from which a page looks back when no days are asked for; later where that is over `most` facts."""
        return self._ledger.recent(days, most, **limits)

    def balances(self, by: By = "night", **limits: Any) -> tuple[Balance, ...]:
        """`Ledger.balances`.

        Raises:
            LedgerError: when so many facts are asked about that nobody would wait for the answer.
        """
        self._not_too_many(limits)
        asked = limits | {"by": by}
        return self._kept("balances", asked, lambda: self._ledger.balances(packs=self._packs, **asked))

    def series(self, **limits: Any) -> tuple[SeriesRow, ...]:
        """`Ledger.series`.

        Raises:
            LedgerError: when so many facts are asked about that nobody would wait for the answer.
        """
        self._not_too_many(limits)
        return self._kept("series", limits, lambda: self._ledger.series(packs=self._packs, **limits))

    def counts(self) -> Counts:
        """`Ledger.counts`."""
        return self._kept("counts", {}, lambda: (self._ledger.counts(),))[0]

    def places(self, **limits: Any) -> tuple[PlaceRow, ...]:
        """`Ledger.place_rows`.

        Raises:
            LedgerError: when so many facts are asked about that nobody would wait for the answer.
        """
        self._not_too_many(limits)
        return self._kept("places", limits, lambda: self._ledger.place_rows(**limits))

    def _not_too_many(self, asked: dict[str, Any]) -> None:
        narrower = {word: asked[word] for word in _NARROWER if asked.get(word) is not None}
        facts = self._ledger.fact_count(**narrower)
        if facts > _TOO_MANY:
            remedy = "ask for fewer days, or for one place, account or source"
            raise LedgerError(f"{self._ledger.where}: {facts:,} facts are too many to draw up at once; {remedy}")

    def _kept(self, name: str, asked: dict[str, Any], ask: Callable[[], _Rows]) -> _Rows:
        key = (name, self._ledger.head_number(), *sorted(asked.items()))
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return cast("_Rows", self._answers[key])
        answer = ask()
        with self._lock:
            self._answers[key] = answer
            if len(self._answers) > _KEPT:
                self._answers.popitem(last=False)
        return answer
