"""What the page opens once: the ledger for asking and deciding, one for reading alone, and the reader of reports."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from fastapi import HTTPException

from wirebook.ledger.errors import LedgerError
from wirebook.ledger.query import Bounds, Rows
from wirebook.ledger.store import Ledger, open_ledger
from wirebook.outputs.web.drawn import Drawn
from wirebook.outputs.web.entrance import Guesses, Sessions
from wirebook.packs import load_packs
from wirebook.pipeline import Desk, Outcome, Settings, open_desk, read_bytes
from wirebook.pipeline import read_text as read_one

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
BOUNDS = Bounds(rows=1000, seconds=5.0, size=4_000_000)
"""What the SQL box may take."""
_WATCHERS = 200  # that may follow at once: each asks the ledger every second
_AT_ONCE = 8  # questions in SQL, exports and reports to read: fewer than there are threads and connections


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
            PackError: when an account pack cannot be used.
        """
        self.options = options
        self.packs = load_packs(Path(folder) for folder in options.accounts)
        self.ledger = _opened(options)
        self.reading = open_ledger(options.ledger, create=False, read_only=True)
        self.drawn = Drawn(self.ledger, self.packs)
        self.reader_lock = threading.Lock()
        self.guesses, self.sessions = Guesses(), Sessions()
        self.stopping = threading.Event()
        self._watchers = threading.BoundedSemaphore(_WATCHERS)
        self._warmed = threading.Event()
        self._turns = threading.BoundedSemaphore(_AT_ONCE)

    @cached_property
    def desk(self) -> Desk:
        """The reader of reports, loaded when the first is read, or by `warm`."""
        return open_desk(Settings(accounts=self.options.accounts, max_bytes=self.options.max_bytes))

    def warm(self) -> None:
        """Load the reader while somebody looks for a text to paste, so that the first report does not wait for it."""
        if self._warmed.is_set():
            return
        self._warmed.set()

        def load() -> None:
            with self.reader_lock:
                read_one("Two people were killed in Goma, the army said.", self.desk)

        threading.Thread(target=load, daemon=True).start()

    def read_text(self, text: str) -> Outcome:
        """Read a report; one at a time, for the reader is no thing for several threads."""
        with self.turn(), self.reader_lock:
            return read_one(text, self.desk, "pasted")

    def read_bytes(self, data: bytes, name: str, *, published: str | None = None) -> Outcome:
        """Read a file that was dropped; `published` wins over the date that it tells."""
        with self.turn(), self.reader_lock:
            settings = self.desk.settings
            desk = replace(self.desk, settings=replace(settings, published=published or settings.published))
            outcome = read_bytes(data, name, desk)
        if outcome.problem is not None and "several reports" in outcome.problem.what:
            remedy = "this page reads one at a time; read them all with: wirebook read FILE"
            return replace(outcome, problem=replace(outcome.problem, what="it holds several reports", remedy=remedy))
        return outcome

    def query(self, sql: str) -> Rows:
        """What a SELECT answers, within bounds, asked of a connection that cannot write.

        Raises:
            LedgerError: when it cannot be understood, takes too long, or would change anything.
        """
        with self.turn():
            with suppress(LedgerError):  # books that cannot be drawn up are asked as they are
                self.ledger.settle()
            return self.reading.query(sql, BOUNDS)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A turn at what takes long; so few at once that the pages always have threads and connections left.

        Raises:
            HTTPException: 503, when all turns are taken.
        """
        if not self._turns.acquire(blocking=False):
            raise HTTPException(503, "too much is being asked at once; try again in a moment", {"retry-after": "5"})
        try:
            yield
        finally:
            self._turns.release()

    @contextmanager
    def watched(self) -> Iterator[bool]:
        """A place among those who follow; whether there was one."""
        free = self._watchers.acquire(blocking=False)
        try:
            yield free
        finally:
            if free:
                self._watchers.release()

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
