"""What the page opens once: the ledger for asking and deciding, one for reading alone, and the reader of reports."""

import hmac
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from fastapi import HTTPException

from wirebook.deadline import MAX_SECONDS
from wirebook.engines.apart import Apart
from wirebook.ledger.errors import LedgerError
from wirebook.ledger.ledger import Ledger, open_ledger
from wirebook.ledger.query.sql import QueryBounds, Rows
from wirebook.outputs.web.access import Guesses, Sessions
from wirebook.outputs.web.cache import BooksCache
from wirebook.outputs.web.persons import ALONE, Persons, SignedIn, SignIns
from wirebook.packs import load_packs
from wirebook.pipeline import Outcome, Settings

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
BOUNDS = QueryBounds(rows=1000, seconds=5.0, size=4_000_000, memory=64_000_000)
"""What the SQL box may take."""
_WATCHERS = 200  # that may follow at once: each asks the ledger every second
_OF_ONE = 50  # of them, of one address: behind a proxy that names none that is everybody
_AT_ONCE = 8  # questions in SQL, exports and reports to read: fewer than there are threads and connections


@dataclass(frozen=True, slots=True)
class Options:
    """How the page is served.

    `host` is where it listens; beyond loopback a `password` or `token` is asked for. `read_only` takes no decisions and
    keeps nothing. `users` is a file of persons (`wirebook users`); without one, `reviewer` is the name of who knows the
    password. `max_bytes` is what a request may hold; `rate` how many requests a second one address may make on
    the whole (0: any). `max_seconds` of the processor's time are what one report may take.
    """

    ledger: str
    host: str = "127.0.0.1"
    port: int = 8017
    read_only: bool = False
    password: str | None = None
    token: str | None = None
    users: str | None = None
    reviewer: str = ALONE
    accounts: tuple[str, ...] = ()
    max_bytes: int = 10_000_000
    rate: float = 40.0
    max_seconds: float = MAX_SECONDS

    @property
    def guarded(self) -> bool:
        """Whether somebody has to say who they are."""
        return self.password is not None or self.token is not None or self.users is not None


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
        self.drawn = BooksCache(self.ledger, self.packs)
        settings = Settings(accounts=options.accounts, max_bytes=options.max_bytes, max_seconds=options.max_seconds)
        self.reader = Apart(settings)
        self.persons = Persons(options.users) if options.users else None
        self.sign_ins = SignIns(Path(f"{options.users}.log") if options.users else None)
        self.guesses, self.sessions = Guesses(), Sessions()
        self.stopping = threading.Event()
        self._watchers: Counter[str] = Counter()
        self._watching = threading.Lock()
        self._warmed = threading.Event()
        self._turns = threading.BoundedSemaphore(_AT_ONCE)

    def warm(self) -> None:
        """Load the reader while somebody looks for a text to paste, so that the first report does not wait for it."""
        if self._warmed.is_set():
            return
        self._warmed.set()
        threading.Thread(target=self.reader.warm, daemon=True).start()

    def read_text(self, text: str) -> Outcome:
        """Read a report, in another process: one at a time, and one that takes too long is given up."""
        with self.turn():
            return self.reader.read_text(text, "pasted")

    def read_bytes(self, data: bytes, name: str, *, published: str | None = None) -> Outcome:
        """Read a file that was dropped; `published` wins over the date that it tells."""
        with self.turn():
            outcome = self.reader.read_bytes(data, name, published)
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

    def bearer_of(self, word: str, *, typed: bool = False) -> SignedIn | None:
        """Who bears a token; the password is one for those who type it alone, and not for programs."""
        if self.persons is not None:
            return self.persons.of_token(word)
        given = word.encode("utf-8", "surrogateescape")
        words = (self.options.token, self.options.password if typed else None)
        known = [one.encode() for one in words if one is not None]
        is_known = any([hmac.compare_digest(given, one) for one in known])  # noqa: C419 - all of them, in the same time
        return SignedIn(self.options.reviewer, "admin") if is_known else None

    def person_of(self, session: object) -> SignedIn | None:
        """Who a session is of, as the file of persons has them now."""
        person = self.sessions.person_of(session)
        if person is None or self.persons is None:
            return person
        now = self.persons.named(person.name)
        return now if now is not None and now.mark == person.mark else None

    @contextmanager
    def watched(self, address: str = "") -> Iterator[bool]:
        """A place among those who follow, of which one address has not all; whether there was one."""
        with self._watching:
            many = sum(self._watchers.values())
            free = many < _WATCHERS and (not address or self._watchers[address] < _OF_ONE)
            self._watchers[address] += free
        try:
            yield free
        finally:
            with self._watching:
                self._watchers[address] -= free
                self._watchers += Counter()  # those with none are forgotten

    def close(self) -> None:
        """Let go of the ledgers and of the reader."""
        self.reader.close()
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
