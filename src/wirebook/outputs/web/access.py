"""Who may come in, and how often: buckets of requests by address, and the sessions of those who signed in."""

import asyncio
import ipaddress
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

from wirebook.outputs.web.persons import SignedIn

_KNOWN = 4096  # addresses, and sessions, that are kept in mind
SLOWLY = 0.5  # seconds that the first wrong guess of an address costs
_LONGEST = 8.0  # seconds that the last one costs
_AT_A_TIME = 4  # guesses of one address that are weighed or waited for at once
OLDEST = 12 * 3600.0  # seconds that somebody stays signed in
_Found = TypeVar("_Found")
_NETWORK = 64  # bits of an IPv6 address that one customer is given whole


class Buckets:
    """So many turns a second for each address, and so many at once. A rate of 0 lets everybody come."""

    def __init__(self, rate: float, burst: float) -> None:
        """`burst` turns may be taken at once; `rate` grow again in a second."""
        self.rate, self.burst = rate, burst
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def has(self, address: str) -> bool:
        """Whether an address has a turn left, which is not taken."""
        return self.rate <= 0 or self._filled(_network(address)) >= 1

    def spent(self, address: str) -> float:
        """How many turns an address has taken that have not grown again."""
        return self.burst - self._filled(_network(address))

    def take(self, address: str) -> bool:
        """Take a turn; whether there was one."""
        if self.rate <= 0:
            return True
        key = _network(address)
        with self._lock:
            turns = self._filled(key)
            self._left[key] = (max(turns - 1, 0), time.monotonic())
            self._left.move_to_end(key)
            if len(self._left) > _KNOWN:
                self._left.popitem(last=False)
        return turns >= 1

    def _filled(self, key: str) -> float:
        now = time.monotonic()
        turns, last = self._left.get(key, (self.burst, now))
        return min(self.burst, turns + (now - last) * self.rate)


class Guesses:
    """Passwords and tokens that are tried. Wrong ones cost time, ever more of it; the right one always gets in.

    Each guess is weighed in a place that its address has few of, and a wrong one holds its place until its time is
    over, whether or not the guesser waits for the answer: so nobody tries many, and who knows the word waits at most
    for a place.
    """

    def __init__(self) -> None:
        """Ten at once and six a minute from one address, before they cost most; a hundred and sixty from all."""
        self._each, self._all = Buckets(0.1, 10), Buckets(1, 100)
        self._places: OrderedDict[str, asyncio.Semaphore] = OrderedDict()

    def too_many(self, address: str) -> bool:
        """Whether more wrong ones came from an address, or from all together, than slips of a hand are."""
        return not (self._each.has(address) and self._all.has(""))

    async def weigh(self, address: str, right: Callable[[], _Found | None]) -> _Found | None:
        """What `right` finds, at once when it finds something; else nothing, after a while."""
        async with self._place(_network(address)):
            found = right()
            if found is None:
                cost = _LONGEST if self.too_many(address) else SLOWLY * 2 ** (self._each.spent(address) / 2)
                self._each.take(address)
                self._all.take("")
                await asyncio.sleep(min(cost, _LONGEST) * bool(SLOWLY))
        return found

    def _place(self, key: str) -> asyncio.Semaphore:
        place = self._places.setdefault(key, asyncio.Semaphore(_AT_A_TIME))
        self._places.move_to_end(key)
        if len(self._places) > _KNOWN:
            self._places.popitem(last=False)
        return place


class Sessions:
    """Those who signed in, by a word in their cookie: who signs out is forgotten, and every copy of the cookie.

    Whoever signed in has to do so again after some hours.
    """

    def __init__(self) -> None:
        """Nobody is there yet."""
        self._words: OrderedDict[str, tuple[SignedIn, float]] = OrderedDict()

    def begin(self, person: SignedIn) -> str:
        """The word of a new session, of somebody."""
        word = secrets.token_urlsafe(24)
        self._words[word] = (person, time.monotonic())
        if len(self._words) > _KNOWN:
            self._words.popitem(last=False)
        return word

    def person_of(self, word: object) -> SignedIn | None:
        """Who a session is of, none where it is not open, or too old."""
        if not isinstance(word, str) or word not in self._words:
            return None
        person, begun = self._words[word]
        if time.monotonic() - begun > OLDEST:
            self.end(word)
            return None
        return person

    def end(self, word: object) -> None:
        """Close a session."""
        if isinstance(word, str):
            self._words.pop(word, None)


def _network(address: str) -> str:
    """What counts as one asker: an address, of IPv6 the network."""
    try:
        told = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(told) if told.version == 4 else str(ipaddress.ip_network((int(told), _NETWORK), strict=False))
