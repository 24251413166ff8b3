"""A folder beside the target of an export, in which it is written; what an export that was killed left is cleared."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":  # there is no such lock on Windows, so nothing is cleared there
    import fcntl

_NAME = 100  # characters of a file's name that its folder shares: more than a file system takes otherwise
_SUFFIX = ".part"
_HELD = ".held"


@contextmanager
def aside(target: Path) -> Iterator[Path]:
    """A new folder beside a target, of a name that nobody can guess and for this user alone; it goes in the end.

    A file in it is locked for as long as it is written in. The lock of a program that was killed is gone, and by that
    the next export to the same name knows what it may clear.
    """
    prefix = f".{target.name[:_NAME]}."
    _clear_abandoned(target.parent, prefix)
    folder = Path(tempfile.mkdtemp(prefix=prefix, suffix=_SUFFIX, dir=target.parent))
    held = _hold(folder / _HELD, create=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if held is not None:
            os.close(held)


def _clear_abandoned(parent: Path, prefix: str) -> None:
    """Take away the folders of this user's exports to the name that nobody writes in any more."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        for entry in list(os.scandir(parent)):
            ours = entry.name.startswith(prefix) and entry.name.endswith(_SUFFIX)
            if ours and entry.is_dir(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_uid == os.getuid():
                _clear(Path(entry.path))


def _clear(folder: Path) -> None:
    held = _hold(folder / _HELD, create=False)
    if held is not None:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def _hold(path: Path, *, create: bool) -> int | None:
    """A lock on a file that ends with this program; none where another has it, or there is no such file."""
    if sys.platform == "win32":
        return None
    try:
        number = os.open(path, os.O_RDWR | os.O_NOFOLLOW | (os.O_CREAT | os.O_EXCL if create else 0), 0o600)
    except OSError:
        return None
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(number)
        return None
    return number
