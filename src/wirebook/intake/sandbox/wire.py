"""What goes between this process and one that reads binary files: a line of JSON, and the bytes that belong to it."""

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import Any, BinaryIO

from wirebook.intake.model import About, InputItem, ItemOrProblem
from wirebook.types import Problem

NO_MEMORY = 77
"""With what a process ends that was refused memory."""

_SIZES = struct.Struct(">II")
_LONGEST_HEAD = 8_000_000


def write_frame(file: BinaryIO, head: Mapping[str, Any], body: bytes) -> None:
    """Send some values and bytes.

    Raises:
        OSError: when nobody takes them.
    """
    told = json.dumps(head).encode()
    file.write(_SIZES.pack(len(told), len(body)))
    file.write(told)
    file.write(body)
    file.flush()


def read_frame(file: BinaryIO, most: int) -> tuple[dict[str, Any], bytes]:
    """What was sent; `most` is how many bytes it may be.

    Raises:
        EOFError: when it ends before.
        ValueError: when it is more, or nothing of the kind.
    """
    told, size = _SIZES.unpack(_exactly(file, _SIZES.size))
    if told > _LONGEST_HEAD or size > most:
        raise ValueError("it is more than was asked for")
    head = json.loads(_exactly(file, told))
    if not isinstance(head, dict):
        raise ValueError("it is no object")  # noqa: TRY004 - all that is wrong with an answer is one error
    return head, _exactly(file, size)


def packed(found: Sequence[ItemOrProblem], *, last: bool, spent: bool = False) -> tuple[dict[str, Any], bytes]:
    """Items and problems as a frame; `spent` says that its sender should read no other file."""
    rows: list[Any] = []
    for one in found:
        if isinstance(one, Problem):
            rows.append({"problem": [one.where, one.what, one.remedy]})
        else:
            rows.append(
                {"item": [one.origin, one.kind, one.charset, len(one.data or b"")], "about": list(astuple(one.about))}
            )
    body = b"".join(one.data or b"" for one in found if isinstance(one, InputItem))
    return {"entries": rows, "last": last, "spent": spent}, body


def entries_of(head: Mapping[str, Any], body: bytes) -> tuple[tuple[ItemOrProblem, ...], bool]:
    """The items and problems of a frame, and whether it is the last.

    Raises:
        ValueError: when it is no such frame; its sender is not trusted.
    """
    found: list[ItemOrProblem] = []
    at = 0
    try:
        for row in head["entries"]:
            if "problem" in row:
                where, what, remedy = row["problem"]
                found.append(Problem(str(where), str(what), str(remedy)))
                continue
            origin, kind, charset, size = row["item"]
            about = About(*(None if one is None else str(one) for one in row["about"]))
            data = body[at : at + int(size)]
            at += len(data)
            found.append(InputItem(str(origin), data, str(kind), about, None if charset is None else str(charset)))
        return tuple(found), bool(head["last"])
    except (KeyError, TypeError) as error:
        raise ValueError("it is no answer") from error


def _exactly(file: BinaryIO, size: int) -> bytes:
    found = file.read(size)
    if len(found) < size:
        raise EOFError("it was cut")
    return found
