"""Binary formats are read in a process apart, with limits on its memory and time: what breaks there, breaks alone.

The libraries that read PDF, Word and Parquet are written in C, and take what a file of kilobytes asks them for. One
process reads many files, one after another, so that a folder of them waits for one start only. It answers in JSON:
nothing that a broken library writes there is ever run here. `docs/inputs.md` says where the limits hold.
"""

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import BinaryIO, cast

from wirebook.intake.model import Intake, ItemOrProblem
from wirebook.intake.sandbox.wire import NO_MEMORY, entries_of, read_frame, write_frame
from wirebook.types import Problem

_MEMORY = 1 << 30  # bytes that a reader may take, and
_TIMES = 8  # times the size of the file
_SECONDS = 30.0  # of computing, and
_MEGABYTES_A_SECOND = 1.0
_PATIENCE = 6.0  # times that may pass on the clock, on a machine that is busy otherwise
_FRAME = 4_000_000  # bytes beyond a report's that one answer may have
_USES = 500  # files that one process reads
_IDLE = 4  # processes that wait for a next file
_TIME = 24  # the signal of a process whose seconds are over, which Windows does not know
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from wirebook.intake.sandbox.worker import serve; serve()"
)
_LEAN = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "2"} | dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"
)

_idle: list["_Worker"] = []
_lock = threading.Lock()


def read_apart(kind: str, data: bytes, where: str, intake: Intake) -> Iterator[ItemOrProblem]:
    """The reports of a file of some kind ("pdf", "docx", "parquet"), or the problem that it is.

    Whatever happens in the process that reads it is one problem at the most.
    """
    job = {
        "kind": kind,
        "where": where,
        "max_bytes": intake.max_bytes,
        "columns": intake.columns,
        "memory": _MEMORY + _TIMES * len(data),
        "seconds": _SECONDS + len(data) / 1e6 / _MEGABYTES_A_SECOND,
    }
    if not sys.executable:  # a Python inside another program has none to start
        from wirebook.intake.sandbox.worker import entries  # noqa: PLC0415 - its libraries are loaded for this alone

        yield from entries(job, data)
        return
    worker = _taken(where)
    if isinstance(worker, Problem):
        yield worker
        return
    try:
        yield from worker.ask(job, data, intake.max_bytes + _FRAME)
    finally:
        _given_back(worker)
    if worker.failed is not None:
        yield Problem(where, worker.failed, "get another copy of it, or save what it says as plain text")


class _Worker:
    """A process that reads. `failed` says how it broke, none while it is well; `fresh` whether it may read another."""

    def __init__(self) -> None:
        self.uses = 0
        self.failed: str | None = None
        self.fresh = False
        self._late = False
        self.process = subprocess.Popen(  # noqa: S603 - this Python itself
            [sys.executable, "-P", "-B", "-c", _START, json.dumps([one for one in sys.path if isinstance(one, str)])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **_LEAN},
        )

    def ask(self, job: dict[str, object], data: bytes, most: int) -> Iterator[ItemOrProblem]:
        """What it finds in a file, as it finds it."""
        self.uses, self.fresh = self.uses + 1, False
        seconds = cast("float", job["seconds"])
        sent = False
        while True:
            timer = threading.Timer(seconds * _PATIENCE, self._cut)
            timer.daemon = True
            timer.start()
            try:
                if not sent:
                    write_frame(cast("BinaryIO", self.process.stdin), job, data)
                    sent = True
                head, body = read_frame(cast("BinaryIO", self.process.stdout), most)
                found, last = entries_of(head, body)
                self.fresh = last and not head.get("spent") and self.uses < _USES
            except (OSError, EOFError, ValueError):
                timer.cancel()
                self.failed = self._ended(seconds, cast("int", job["memory"]))
                return
            timer.cancel()
            yield from found
            if last:
                return

    def _cut(self) -> None:
        self._late = True
        self.process.kill()

    def _ended(self, seconds: float, memory: int) -> str:
        """How it ended, in words."""
        code = _code(self.process)
        self._late = self._late or code == -_TIME
        if self._late:
            return f"reading it took more than the {seconds:,.0f} seconds that it is given"
        limit = f"the limit is {memory / 1e9:,.1f} GB"
        if code == NO_MEMORY:
            return f"reading it took more memory than it is given ({limit})"
        return f"the program that reads such files broke down on it, perhaps for want of memory ({limit})"

    def close(self) -> None:
        """End it."""
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                cast("BinaryIO", pipe).close()
            except OSError:
                continue
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


def _code(process: "subprocess.Popen[bytes]") -> int:
    """With what a process that broke ended; one that goes on and answers nonsense is ended."""
    try:
        return process.wait(2.0)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _taken(where: str) -> _Worker | Problem:
    """A process that waits, or a new one."""
    with _lock:
        while _idle:
            worker = _idle.pop()
            if worker.process.poll() is None:  # it may have been ended by the system meanwhile
                return worker
            worker.close()
    try:
        return _Worker()
    except OSError as error:
        what = f"no process can be started to read it ({error.strerror or error})"
        return Problem(where, what, "end other programs, and try again")


def _given_back(worker: _Worker) -> None:
    """Keep a process for the next file; one that broke, was left half way, or has read much is ended."""
    with _lock:
        keep = worker.fresh and len(_idle) < _IDLE
        if keep:
            _idle.append(worker)
    if not keep:
        worker.close()


def _close_all() -> None:
    with _lock:
        while _idle:
            _idle.pop().close()


def _forget() -> None:
    """A process made by fork has the pipes of its parent's readers, and must not use them."""
    global _lock  # noqa: PLW0603 - whoever held it is not here any more
    _lock = threading.Lock()
    for worker in _idle:
        worker.process.returncode = 0
        for pipe in (worker.process.stdin, worker.process.stdout):
            cast("BinaryIO", pipe).close()
    _idle.clear()


atexit.register(_close_all)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
