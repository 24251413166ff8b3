"""The process that reads binary files: it sets its own limits, reads what it is sent, and answers; see `sandbox`."""

import math
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from wirebook.intake.model import InputItem, Intake, ItemOrProblem, TextOrProblem
from wirebook.intake.sandbox.wire import NO_MEMORY, packed, read_frame, write_frame
from wirebook.types import Problem

try:
    import resource
except ImportError:  # Windows has no such limits; the other side still ends what takes too long
    resource = None  # type: ignore[assignment]

_LOT = 200  # items in one answer
_LOT_BYTES = 1_000_000
_MOST = 1 << 32


def serve() -> None:
    """Read files from standard input until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever stops the program ends this process, too
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    for name in ("RLIMIT_CORE", "RLIMIT_FSIZE"):
        _limit(name, 0)
    try:
        while True:
            job, data = read_frame(sys.stdin.buffer, _MOST)
            _answer(job, data, answers)
    except EOFError:
        return
    except MemoryError:
        os._exit(NO_MEMORY)


def entries(job: Mapping[str, Any], data: bytes) -> Iterator[ItemOrProblem]:
    """The reports of a file, or the problem that it is."""
    intake = Intake(max_bytes=job["max_bytes"], columns=tuple((str(a), str(b)) for a, b in job["columns"]))
    yield from _READERS[job["kind"]](data, job["where"], intake)


def _answer(job: Mapping[str, Any], data: bytes, answers: BinaryIO) -> None:
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit("RLIMIT_CPU", math.ceil(used.ru_utime + used.ru_stime + job["seconds"]))
        _limit("RLIMIT_AS", int(job["memory"]))
    held: list[ItemOrProblem] = []
    size = 0
    for one in entries(job, data):
        held.append(one)
        size += len(one.data or b"") if isinstance(one, InputItem) else 0
        if size > _LOT_BYTES or len(held) == _LOT:
            write_frame(answers, *packed(held, last=False))
            held, size = [], 0
    write_frame(answers, *packed(held, last=True, spent=_swollen(int(job["memory"]))))


def _swollen(memory: int) -> bool:
    """Whether files have left so little of what the next may take that it should have a process of its own."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:  # where the limit is not counted so, it does not hold either
        return False
    return int(pages) * os.sysconf("SC_PAGE_SIZE") > memory // 2


def _limit(name: str, value: int) -> None:
    """Set a limit of this process, where the system has it and lets it be set."""
    what = getattr(resource, name, None)
    if what is None:
        return
    _, hard = resource.getrlimit(what)
    try:
        resource.setrlimit(what, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
    except (OSError, ValueError):
        return


def _document(read: TextOrProblem, where: str) -> Iterator[ItemOrProblem]:
    found, problem = read
    if found is None:
        yield problem or Problem(where, "it holds no text", "check the file")
    else:
        yield InputItem(where, found[0].encode("utf-8", "surrogatepass"), "text", found[1], "utf-8")


def _pdf(data: bytes, where: str, intake: Intake) -> Iterator[ItemOrProblem]:
    from wirebook.intake.formats.pdf_and_word import read_pdf  # noqa: PLC0415 - each reader loads its own library alone

    yield from _document(read_pdf(data, where, intake.max_bytes), where)


def _docx(data: bytes, where: str, intake: Intake) -> Iterator[ItemOrProblem]:
    from wirebook.intake.formats.pdf_and_word import read_docx  # noqa: PLC0415 - as above

    yield from _document(read_docx(data, where, intake.max_bytes), where)


def _parquet(data: bytes, where: str, intake: Intake) -> Iterator[ItemOrProblem]:
    from wirebook.intake.formats.article_tables import parquet_items  # noqa: PLC0415 - as above

    yield from parquet_items(data, where, intake)


_READERS: Mapping[str, Callable[[bytes, str, Intake], Iterator[ItemOrProblem]]] = {
    "pdf": _pdf,
    "docx": _docx,
    "parquet": _parquet,
}
