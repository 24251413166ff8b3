"""The seconds that one address is given: whatever it does, it is cut off when they are over."""

import socket
import threading
import time
from contextlib import suppress
from typing import Any, Self


class Clock:
    """How long an address may still take. What is waited out of politeness does not count."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._until = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds that are left, at least a moment."""
        return max(self._until - time.monotonic(), 0.05)

    @property
    def over(self) -> bool:
        """Whether nothing is left."""
        return time.monotonic() >= self._until

    def wait(self, seconds: float) -> None:
        """Wait, and let the clock stand meanwhile."""
        if seconds > 0:
            time.sleep(seconds)
            self._until += seconds


class Guard:
    """Cuts a connection when its clock is over: an answer that drips, byte by byte, never runs into a time-out."""

    def __init__(self, clock: Clock) -> None:
        self.cut = False
        self._socket: Any = None
        self._timer = threading.Timer(clock.left, self._cut)
        self._timer.daemon = True

    def note(self, event: str, told: dict[str, Any]) -> None:
        """Take down the connection of a request: httpx calls this as it goes on (its extension "trace")."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._socket = told["return_value"].get_extra_info("socket")

    def __enter__(self) -> Self:
        """Begin."""
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End in time."""
        self._timer.cancel()

    def _cut(self) -> None:
        self.cut = True
        if self._socket is not None:
            with suppress(OSError):  # it is closed already
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
