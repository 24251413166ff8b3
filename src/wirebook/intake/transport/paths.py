"""Folders and patterns → files by name. Links to folders are not followed: they may lead in a circle.

Nor are links to files that stand elsewhere: who names a folder means what is in it, and not what somebody who may write
there points at.
"""

import glob
import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from wirebook.intake.transport.files import shown
from wirebook.types import Problem

_ANY_DEPTH = "**"


def is_pattern(name: str) -> bool:
    """Whether a name is a pattern, and no file that happens to be called so."""
    return glob.has_magic(name) and not os.path.lexists(name)


def inside(folder: str) -> Iterator[str | Problem]:
    """The files in a folder and its folders, by name, hidden ones left out; a problem for each that is closed."""
    closed: list[Problem] = []
    yield from (_within(path, folder) for path in sorted(_walked(folder, closed)))
    yield from closed


def fitting(pattern: str) -> Iterator[str | Problem]:
    """The files that fit a pattern, by name; those in folders that fit it, too. `**` is folders of any depth."""
    start, deep, rest = pattern.partition(_ANY_DEPTH)
    if deep:
        yield from _at_any_depth(start, deep + rest)
        return
    for path in sorted(glob.glob(pattern)):  # noqa: PTH207 - a name as the user wrote it
        yield from inside(path) if os.path.isdir(path) else (_within(path, _base(pattern)),)  # noqa: PTH112 - as above


def _within(path: str, folder: str) -> str | Problem:
    """A path; the problem that it is a link to a file outside a folder."""
    if not os.path.islink(path) or not os.path.exists(path):  # noqa: PTH110, PTH114 - a broken one is told by its reader
        return path
    home, target = os.path.realpath(folder), os.path.realpath(path)
    if os.path.commonpath((home, target)) == home:
        return path
    what = f"it is a link to {shown(target)}, outside the folder that is read"
    return Problem(shown(path), what, "name that file itself, if it is a report")


def _base(pattern: str) -> str:
    """The folder in which a pattern looks: what stands before its first star."""
    folders = pattern.split("/")[:-1]
    fixed = next((number for number, part in enumerate(folders) if glob.has_magic(part)), len(folders))
    return "/".join(folders[:fixed]) or ("/" if pattern.startswith("/") else ".")


def _at_any_depth(start: str, rest: str) -> Iterator[str | Problem]:
    wanted = [part for part in rest.split("/") if part]
    for folder in sorted(glob.glob(start)) if glob.has_magic(start) else [start or "."]:  # noqa: PTH207 - as above
        for path in inside(folder):
            if isinstance(path, Problem):
                yield path
            elif _fits(os.path.relpath(path, folder).split("/"), wanted):
                yield path if start else os.path.relpath(path)


def _fits(parts: Sequence[str], wanted: Sequence[str]) -> bool:
    if not wanted or not parts:
        return not parts and all(one == _ANY_DEPTH for one in wanted)
    if wanted[0] == _ANY_DEPTH:
        return _fits(parts, wanted[1:]) or _fits(parts[1:], wanted)
    return fnmatchcase(parts[0], wanted[0]) and _fits(parts[1:], wanted[1:])


def _walked(folder: str, closed: list[Problem]) -> Iterator[str]:
    def shut(error: OSError) -> None:
        what = f"the folder cannot be opened ({error.strerror})"
        closed.append(Problem(shown(str(error.filename)), what, "give yourself the right to read it: chmod u+rx"))

    for at, folders, files in os.walk(folder, onerror=shut):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        yield from (os.path.join(at, one) for one in files if not one.startswith("."))  # noqa: PTH118 - as above
