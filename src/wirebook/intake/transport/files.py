"""A path, or standard input, into bytes. What is no readable file is a problem with its remedy."""

import errno
import os
import stat
import sys
from pathlib import Path

from wirebook.intake.model import TIMES
from wirebook.types import Problem

STDIN = "-"


def fetch(path: str, max_bytes: int, *, many: bool = False) -> tuple[bytes | None, Problem | None]:
    """The bytes of a file, or of standard input for "-"; a problem when there are none to be had.

    `many` is whether it holds several reports, for which another limit counts.
    """
    if path == STDIN:
        return _sized(path, sys.stdin.buffer.read(max_bytes + 1), max_bytes)
    try:
        problem = _unfit(path, max_bytes, many=many)
        if problem is not None:
            return None, problem
        with Path(path).open("rb") as file:
            return _sized(path, file.read(max_bytes + 1), max_bytes)
    except OSError as error:
        return None, _refused(path, error)
    except ValueError as error:
        return None, Problem(shown(path), f"the name cannot be used ({error})", "check the name of the file")


def shown(path: str) -> str:
    """A path as it is printed: bytes in it that are no text are written as escapes."""
    return "standard input" if path == STDIN else path.encode("utf-8", "backslashreplace").decode("utf-8")


def too_large(where: str, size: int | None, max_bytes: int, *, many: bool = False) -> Problem:
    """The problem of an input over the limit: of one report, or of a file with `many` that is held in memory."""
    much = "more" if size is None else f"{_megabytes(size)}"
    if many:
        limit = f"the limit is {_megabytes(max_bytes)}, {TIMES} times that of a report"
        what = f"it is too large to be held in memory ({much}; {limit})"
        return Problem(where, what, "split it into several files, or raise the limit with --max-bytes")
    what = f"it is too large for one report ({much}; the limit is {_megabytes(max_bytes)})"
    return Problem(where, what, "split it into its reports, or raise the limit with --max-bytes")


def too_many(where: str, most: int) -> Problem:
    """The problem of a file with more reports in it than are read out of one."""
    what = f"it holds more reports than are read out of one file ({most:,}); none after that was read"
    return Problem(where, what, "split it into several files, or raise the limit with --max-bytes")


def _unfit(path: str, max_bytes: int, *, many: bool) -> Problem | None:
    found = os.stat(path)  # noqa: PTH116 - Path() would change the name as the user wrote it
    if stat.S_ISDIR(found.st_mode):
        example = f"{path.rstrip('/')}/*.txt"
        return Problem(shown(path), "it is a folder, not a report", f"name the files in it, for example: {example}")
    if not stat.S_ISREG(found.st_mode):
        remedy = "read from it through a pipe: … | wirebook read -"
        return Problem(shown(path), "it is a device or a pipe, not a file", remedy)
    if found.st_size > max_bytes:
        return too_large(shown(path), found.st_size, max_bytes, many=many)
    return None


def _sized(path: str, data: bytes, max_bytes: int) -> tuple[bytes | None, Problem | None]:
    if len(data) > max_bytes:
        return None, too_large(shown(path), None, max_bytes)
    return data, None


def _refused(path: str, error: OSError) -> Problem:
    where = shown(path)
    if isinstance(error, FileNotFoundError):
        if os.path.islink(path):  # noqa: PTH114 - as above
            target = os.readlink(path)  # noqa: PTH115 - as above
            return Problem(where, f"it is a link to {target}, which is not there", "mend the link")
        return Problem(where, "there is no such file", "check the name and the folder")
    if isinstance(error, PermissionError):
        return Problem(where, "you may not read it", "give yourself the right to read it and its folders: chmod u+rX")
    if error.errno == errno.ELOOP:
        return Problem(where, "it is a link that leads back to itself", "mend the link")
    if error.errno == errno.ENAMETOOLONG:
        return Problem(where[:60] + "…", "the name is too long", "check the name of the file")
    return Problem(where, f"it cannot be read ({error.strerror or error})", "check the file and the disk it is on")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB" if size >= 100_000 else f"{size:,} bytes"
