"""A client of the application within the process, and the real command as a server of its own."""

import os
import signal
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wirebook.pipeline import Desk, Outcome, read_bytes, read_text

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # that another client is wanted one day is nothing to us
    from starlette.testclient import TestClient

__all__ = ["DISPATCHES", "Beside", "TestClient", "serving"]
ROOT = Path(__file__).parent.parent.parent
DISPATCHES = [ROOT / "src" / "wirebook" / "data" / "dispatches", ROOT / "tests" / "books" / "corpus"]
QUIET = {"NO_COLOR": "1", "PYTHONUTF8": "1", "WIREBOOK_PASSWORD": "", "WIREBOOK_TOKEN": ""}


class Beside:
    """The reader of a page in the tests' own process, where the model is loaded once for all of them."""

    def __init__(self, desk: Desk) -> None:
        """Take the loaded reader."""
        self.desk, self.turn = desk, threading.Lock()

    def read_text(self, text: str, origin: str) -> Outcome:
        """Read a report from its text."""
        with self.turn:
            return read_text(text, self.desk, origin)

    def read_bytes(self, data: bytes, origin: str, published: str | None = None) -> Outcome:
        """Read a report from its bytes."""
        with self.turn:
            return read_bytes(data, origin, self.desk, published)

    def close(self) -> None:
        """Leave it loaded."""


@contextmanager
def serving(*args: str, env: dict[str, str] | None = None) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The real command, and the address that it names; it has to be there from the first word on."""
    process = subprocess.Popen(
        [sys.executable, "-m", "wirebook", "serve", *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | QUIET | (env or {}),
    )
    guard = threading.Timer(100, process.kill)  # a server that hangs ends the test, not the tests
    guard.start()
    try:
        yield process, process.stdout.readline().partition(" ")[0].strip()
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.communicate()
        guard.cancel()
