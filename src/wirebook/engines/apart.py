"""A reader in a process of its own: one report at a time, and a process that does not answer is ended.

For threads, in which nothing can be broken off: the page reads so, and goes on answering while a report is read.
"""

import multiprocessing
import signal
import threading
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from wirebook.pipeline import Outcome, Settings, open_desk, read_bytes, read_text, took_too_long
from wirebook.types import Problem

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

_SAMPLE = "Two people were killed in Goma, the army said."
_SPARE = 30.0  # seconds of the clock beyond the limit, which is the processor's, times
_BUSY = 3  # how much slower a busy machine may be


class Apart:
    """A reader of reports in another process, which is started with the first report, and anew after one that hung."""

    def __init__(self, settings: Settings) -> None:
        """Note how to read; nothing is started."""
        self.settings = settings
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def read_text(self, text: str, origin: str) -> Outcome:
        """Read a report from its text. A problem when it takes too long, or ends the process.

        Raises:
            PackError: when an account pack cannot be used.
            OSError: when the language model is not installed.
        """
        return self._asked("text", text, origin)

    def read_bytes(self, data: bytes, origin: str, published: str | None = None) -> Outcome:
        """Read a report from its bytes, as `read_text`; `published` wins over the date that it tells."""
        return self._asked("bytes", data, origin, published)

    def warm(self) -> None:
        """Start the process, and have it read something, so that the first report does not wait for it."""
        self._asked("text", _SAMPLE, "sample")

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def _asked(self, kind: str, report: str | bytes, origin: str, published: str | None = None) -> Outcome:
        seconds = self.settings.max_seconds
        with self._lock:
            try:
                pipe = self._started()
                pipe.send((kind, report, origin, published))
                if not pipe.poll(seconds * _BUSY + _SPARE if seconds else None):
                    self.close()
                    return Outcome(origin, problem=took_too_long(origin, seconds))
                answer = pipe.recv()
            except (EOFError, BrokenPipeError, ConnectionResetError):
                self.close()
                what = "the process that read it was ended by the system, perhaps for want of memory"
                return Outcome(origin, problem=Problem(origin, what, "split it, and read the parts"))
        if isinstance(answer, Exception):
            raise answer
        made: Outcome = answer
        return made

    def _started(self) -> Connection:
        """The way to the process, which is started if there is none."""
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        self.close()
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(self.settings, theirs), daemon=True)
        self._process.start()
        theirs.close()
        refused: Any = self._pipe.recv()
        if refused is not None:
            self.close()
            raise refused
        return self._pipe


def _serve(settings: Settings, pipe: Connection) -> None:
    """Read what is asked for until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it ends it
    try:
        desk = open_desk(settings)
    except (OSError, ValueError) as error:
        pipe.send(error)
        return
    pipe.send(None)
    while True:
        try:
            kind, report, origin, published = pipe.recv()
        except EOFError:
            return
        pipe.send(read_text(report, desk, origin) if kind == "text" else read_bytes(report, origin, desk, published))
