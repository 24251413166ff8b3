"""A limit on the time of a step: what takes longer is broken off, wherever it is, in a regular expression too.

The time is the processor's, so that a busy machine or a slow network makes no report fail that another day would not.
Python breaks off only its main thread; elsewhere, and on systems without such timers, nothing is limited, and a
process of its own is what can be ended (`wirebook.engines.apart`).
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

MAX_SECONDS = 60.0
"""What a report may take, unless another limit is given: some hundred times what a long one does."""

_AGAIN = 1.0  # seconds: it is said again, should the first time have been swallowed


class TooLongError(BaseException):
    """A step took longer than it may. No `Exception`: what guards a step against those must not swallow it."""


def can_limit() -> bool:
    """Whether a step can be broken off here."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Break off what is inside after so many seconds of the processor; 0 is no limit. Within another limit none is set.

    Raises:
        TooLongError: when it takes longer.
    """
    if not seconds or not can_limit() or any(signal.getitimer(signal.ITIMER_PROF)):
        yield
        return
    armed = True

    def stop(_number: int, _frame: FrameType | None) -> None:
        if armed:
            raise TooLongError

    before = signal.signal(signal.SIGPROF, stop) or signal.SIG_DFL
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        yield
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
