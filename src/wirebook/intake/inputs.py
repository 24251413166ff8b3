"""What a user names → items: files, folders, patterns, standard input and addresses; what holds several is opened."""

import glob
import io
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from wirebook.intake.archives import wacz_items, warc_items
from wirebook.intake.articles import csv_items, json_items, lines_items, parquet_items
from wirebook.intake.feeds import feed_items
from wirebook.intake.files import STDIN, fetch, shown, too_large
from wirebook.intake.kinds import HEAD, SEVERAL, kind_of
from wirebook.intake.model import About, Intake, Item
from wirebook.intake.telegram import telegram_items
from wirebook.intake.unpack import opened, unpack
from wirebook.intake.web import Session, is_address
from wirebook.types import Problem

Items = Iterator[Item | Problem]

_OF_BYTES: Mapping[str, Callable[[bytes, str, Intake], Items]] = {
    "feed": feed_items,
    "telegram": telegram_items,
    "lines": lines_items,
    "articles": json_items,
    "table": csv_items,
    "parquet": parquet_items,
}
_OF_FILES: Mapping[str, Callable[[BinaryIO, str, Intake], Items]] = {"archive": warc_items, "wacz": wacz_items}
_MOST = 20  # times `max_bytes`: what a file of several reports may hold at most, when it has to be held whole
_WARC_ENDINGS = (".warc.gz", ".warc.zst")


def items(names: Iterable[str], intake: Intake, session: Session | None = None) -> Items:
    """An item for each report behind some names, in their order, and a problem for what cannot be opened.

    Folders are taken with all that is in them, by name; hidden files are left out. Nothing is fetched but addresses
    that are named.
    """
    own = session or Session(intake)
    try:
        for name in names:
            yield from _of_address(name, intake, own) if is_address(name) else _of_name(name, intake)
    finally:
        if session is None:
            own.close()


def _of_name(name: str, intake: Intake) -> Items:
    if name == STDIN:
        yield from _of_stdin(intake)
    elif os.path.isdir(name):  # noqa: PTH112 - a name as the user wrote it
        found = sorted(_inside(name))
        if not found:
            yield Problem(shown(name), "the folder holds no files", "check its name")
        for path in found:
            yield from _of_file(path, intake)
    elif glob.has_magic(name) and not os.path.lexists(name):
        matched = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - as above
        if not matched:
            yield Problem(shown(name), "no file fits this pattern", "check the folder and the ending")
        for path in matched:
            yield from _of_name(path, intake) if os.path.isdir(path) else _of_file(path, intake)  # noqa: PTH112
    else:
        yield from _of_file(name, intake)


def _inside(folder: str) -> Iterator[str]:
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        yield from (os.path.join(at, one) for one in files if not one.startswith("."))  # noqa: PTH118


def _of_file(path: str, intake: Intake) -> Items:
    """A file with one report is read by whoever takes the item; one with several is opened here."""
    head = _head(path)
    kind = kind_of(head, path) if head is not None else "text"
    if kind == "packed" and (path.lower().endswith(_WARC_ENDINGS) or _is_packed_warc(head or b"")):
        kind = "archive"
    if kind in _OF_FILES:
        with Path(path).open("rb") as file:
            yield from _OF_FILES[kind](file, shown(path), intake)
    elif kind in SEVERAL:
        data, problem = fetch(path, intake.max_bytes * _MOST)
        yield from _of_bytes(data, shown(path), intake, kind) if data is not None else (problem,) if problem else ()
    else:
        yield Item(path)


def _head(path: str) -> bytes | None:
    """The first bytes of a regular file; none of what cannot be read, which its reader will say better."""
    try:
        if not os.path.isfile(path):  # noqa: PTH113 - as above
            return None
        with Path(path).open("rb") as file:
            return file.read(HEAD)
    except (OSError, ValueError):
        return None


def _is_packed_warc(head: bytes) -> bool:
    """Whether a packed file begins as a WARC: its first bytes alone are unpacked, so that they are cut is no matter."""
    try:
        return opened(io.BytesIO(head), head[:4]).read(7) == b"WARC/1."
    except (OSError, EOFError, zlib.error, pa.ArrowException):
        return False


def _of_stdin(intake: Intake) -> Items:
    data = sys.stdin.buffer.read(intake.max_bytes * _MOST + 1)
    kind = kind_of(data[:HEAD])
    if kind in SEVERAL and len(data) <= intake.max_bytes * _MOST:
        yield from _of_bytes(data, shown(STDIN), intake, kind)
    else:
        yield Item(shown(STDIN), data[: intake.max_bytes + 1])


def _of_bytes(data: bytes, where: str, intake: Intake, kind: str, about: About | None = None) -> Items:
    if kind == "packed":
        unpacked, problem = unpack(data, where, intake.max_bytes * _MOST)
        if unpacked is None:
            yield problem or Problem(where, "it cannot be unpacked", "unpack it yourself")
            return
        inner = where.removesuffix(".gz").removesuffix(".zst")
        kind = kind_of(unpacked[:HEAD], inner)
        if kind == "packed":
            yield Problem(where, "it is packed more than once", "unpack it yourself, and look at what it is")
        elif kind in SEVERAL:
            yield from _of_bytes(unpacked, where, intake, kind, about)
        elif len(unpacked) > intake.max_bytes:
            yield too_large(where, len(unpacked), intake.max_bytes)
        else:
            yield Item(where, unpacked, kind, about or About())
    elif kind in _OF_FILES:
        yield from _OF_FILES[kind](io.BytesIO(data), where, intake)
    else:
        yield from _OF_BYTES[kind](data, where, intake)


def _of_address(url: str, intake: Intake, session: Session) -> Items:
    fetched, problem = session.fetch(url)
    if fetched is None or fetched.data is None:
        yield problem or Problem(url, "nothing came", "try again later")
        return
    kind = kind_of(fetched.data[:HEAD], url.partition("?")[0], fetched.content_type)
    if kind in SEVERAL:
        yield from _of_bytes(fetched.data, url, intake, kind)
    else:
        yield Item(url, fetched.data, kind, About(url=fetched.url), fetched.charset)
