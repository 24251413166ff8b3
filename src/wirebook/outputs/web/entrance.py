"""Who may come in, and how often: buckets of requests by address, and the sessions of those who signed in."""

import ipaddress
import secrets
import threading
import time
from collections import OrderedDict

_KNOWN = 4096  # addresses, and sessions, that are kept in mind
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
    """Passwords and tokens that may be tried: a few an address, and not many more by all addresses together."""

    def __init__(self) -> None:
        """Ten at once and six a minute from one address; a hundred at once and sixty a minute from all."""
        self._each, self._all = Buckets(0.1, 10), Buckets(1, 100)

    def has(self, address: str) -> bool:
        """Whether another may be tried: asked before anything is compared, or the right one would be told apart."""
        return self._each.has(address) and self._all.has("")

    def wrong(self, address: str) -> None:
        """One was tried that was not right."""
        self._each.take(address)
        self._all.take("")


class Sessions:
    """Those who signed in, by a word in their cookie: who signs out is forgotten, and every copy of the cookie."""

    def __init__(self) -> None:
        """Nobody is there yet."""
        self._words: OrderedDict[str, None] = OrderedDict()

    def begin(self) -> str:
        """The word of a new session."""
        word = secrets.token_urlsafe(24)
        self._words[word] = None
        if len(self._words) > _KNOWN:
            self._words.popitem(last=False)
        return word

    def knows(self, word: object) -> bool:
        """Whether a session is open."""
        return isinstance(word, str) and word in self._words

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
