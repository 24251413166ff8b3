"""What the page opens once: the ledger for asking and deciding, one for reading alone, and the reader of reports."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from wirebook.ledger.errors import LedgerError
from wirebook.ledger.nights import By
from wirebook.ledger.query import Bounds
from wirebook.ledger.series import SeriesRow
from wirebook.ledger.store import Ledger, open_ledger
from wirebook.packs import Pack, load_packs
from wirebook.pipeline import Desk, Outcome, Settings, open_desk, read_bytes
from wirebook.pipeline import read_text as read_one
from wirebook.types import Balance

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
BOUNDS = Bounds(rows=1000, seconds=5.0)
"""What the SQL box may take."""
_SHOWN = 1.5  # seconds from the start after which the first page is there
_AT_ONCE = 2000  # facts that are drawn up in well under a second
_TOO_MANY = 50_000  # facts that take longer to draw up than anybody waits
_KEPT = 32  # answers that are kept in mind
_NARROWER = ("since", "until", "place", "account", "source")
_Rows = TypeVar("_Rows", bound=tuple[Any, ...])


@dataclass(frozen=True, slots=True)
class Options:
    """How the page is served.

    `host` is where it listens; beyond loopback a `password` or `token` is asked for. `read_only` takes no decisions and
    keeps nothing. `max_bytes` is what a request may hold; `rate` how many requests a second one address may make on
    the whole (0: any).
    """

    ledger: str
    host: str = "127.0.0.1"
    port: int = 8017
    read_only: bool = False
    password: str | None = None
    token: str | None = None
    accounts: tuple[str, ...] = ()
    max_bytes: int = 10_000_000
    rate: float = 40.0

    @property
    def guarded(self) -> bool:
        """Whether somebody has to say who they are."""
        return self.password is not None or self.token is not None


class Room:
    """What the answers are taken from."""

    def __init__(self, options: Options) -> None:
        """Open the ledger.

        Raises:
            LedgerError: when it cannot be opened.
        """
        self.options = options
        self.ledger = _opened(options)
        self.reading = open_ledger(options.ledger, create=False, read_only=True)
        self.reader_lock = threading.Lock()
        self._answers: OrderedDict[tuple[Any, ...], tuple[Any, ...]] = OrderedDict()
        self._answers_lock = threading.Lock()

    @cached_property
    def packs(self) -> tuple[Pack, ...]:
        """The account packs."""
        return load_packs(Path(folder) for folder in self.options.accounts)

    @cached_property
    def desk(self) -> Desk:
        """The reader of reports, loaded when the first is read, or by `warm`."""
        return open_desk(Settings(accounts=self.options.accounts, max_bytes=self.options.max_bytes))

    def recent(self, days: int, **limits: Any) -> str | None:
        """The day from which a page looks back when no days are asked for; later than `days` ago in a large ledger."""
        return self.ledger.recent(days, _AT_ONCE, **limits)

    def balances(self, by: By = "night", **limits: Any) -> tuple[Balance, ...]:
        """`Ledger.balances`, kept in mind until the ledger changes.

        Raises:
            LedgerError: when so many facts are asked about that nobody would wait for the answer.
        """
        asked = limits | {"by": by}
        return self._kept("balances", asked, lambda: self.ledger.balances(packs=self.packs, **asked))

    def series(self, **limits: Any) -> tuple[SeriesRow, ...]:
        """`Ledger.series`, kept in mind until the ledger changes.

        Raises:
            LedgerError: when so many facts are asked about that nobody would wait for the answer.
        """
        return self._kept("series", limits, lambda: self.ledger.series(packs=self.packs, **limits))

    def _kept(self, name: str, asked: dict[str, Any], ask: Callable[[], _Rows]) -> _Rows:
        """An answer that is drawn up from the facts when it is asked for, or the one given before."""
        key = (name, self.ledger.head_number(), *sorted(asked.items()))
        with self._answers_lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return cast("_Rows", self._answers[key])
        narrower = {word: asked[word] for word in _NARROWER if asked.get(word) is not None}
        facts = self.ledger.fact_count(**narrower)
        if facts > _TOO_MANY:
            remedy = "ask for fewer days, or for one place, account or source"
            raise LedgerError(f"{self.ledger.where}: {facts:,} facts are more than can be drawn up at once; {remedy}")
        answer = ask()
        with self._answers_lock:
            self._answers[key] = answer
            if len(self._answers) > _KEPT:
                self._answers.popitem(last=False)
        return answer

    def warm(self) -> None:
        """Load the reader when the first page was shown, so that neither that nor the first report waits for it."""

        def load() -> None:
            with self.reader_lock:
                read_one("Two people were killed in Goma, the army said.", self.desk)

        timer = threading.Timer(_SHOWN, load)
        timer.daemon = True
        timer.start()

    def read_text(self, text: str) -> Outcome:
        """Read a report; one at a time, for the reader is no thing for several threads."""
        with self.reader_lock:
            return read_one(text, self.desk, "pasted")

    def read_bytes(self, data: bytes, name: str) -> Outcome:
        """Read a file that was dropped."""
        with self.reader_lock:
            return read_bytes(data, name, self.desk)

    def close(self) -> None:
        """Let go of the ledgers."""
        self.ledger.close()
        self.reading.close()


def _opened(options: Options) -> Ledger:
    """The ledger with its books drawn up; one that may only be read is opened so where nobody is to write anyway."""
    try:
        ledger = open_ledger(options.ledger, create=not options.read_only)
        ledger.settle()
    except LedgerError:
        if not options.read_only:
            raise
        return open_ledger(options.ledger, create=False, read_only=True)
    return ledger
