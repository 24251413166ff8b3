"""What a user names → items: files, folders, patterns, standard input and addresses; what holds several is opened."""

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import BinaryIO

from wirebook.intake.formats.article_tables import csv_items
from wirebook.intake.formats.feed import feed_items
from wirebook.intake.formats.json_reports import json_items, lines_items
from wirebook.intake.formats.mail import mail_items, mbox_items
from wirebook.intake.formats.web_archive import wacz_items, warc_items
from wirebook.intake.model import About, InputItem, Intake, Items
from wirebook.intake.sandbox.sandbox import read_apart
from wirebook.intake.sniffing import HEAD, SEVERAL, kind_of
from wirebook.intake.transport.compression import DAMAGED, opened, unpack
from wirebook.intake.transport.files import STDIN, fetch, shown, too_large, too_many
from wirebook.intake.transport.http import Session, is_address
from wirebook.intake.transport.paths import fitting, inside, is_pattern
from wirebook.types import Problem

_OF_BYTES: Mapping[str, Callable[[bytes, str, Intake], Items]] = {
    "feed": feed_items,
    "mail": mail_items,
    "mbox": mbox_items,
    "telegram": json_items,
    "lines": lines_items,
    "articles": json_items,
    "table": csv_items,
    "parquet": partial(read_apart, "parquet"),
}
_OF_FILES: Mapping[str, Callable[[BinaryIO, str, Intake], Items]] = {"archive": warc_items, "wacz": wacz_items}
_DEEPEST = 4  # files with several reports inside each other: a message in a mailbox that encloses a packed table
_WARC_ENDINGS = (".warc.gz", ".warc.zst")


def items(names: Iterable[str], intake: Intake, session: Session | None = None) -> Items:
    """An item for each report behind some names, in their order, and a problem for what cannot be opened.

    Folders are taken with all that is in them, by name; hidden files are left out. Nothing is fetched but addresses
    that are named.
    """
    own = session or Session(intake)
    try:
        for _, found in opened_one_by_one(names, intake, own):
            yield from found
    finally:
        if session is None:
            own.close()


def opened_one_by_one(names: Iterable[str], intake: Intake, session: Session) -> Iterator[tuple[str, Items]]:
    """The items of each file and address behind some names, apart from each other: what breaks one breaks no other."""
    for name in names:
        if is_address(name):
            yield name, _of_address(name, intake, session)
        elif name == STDIN:
            yield shown(name), _of_stdin(intake)
        elif os.path.isdir(name):  # noqa: PTH112 - a name as the user wrote it
            none = Problem(shown(name), "the folder holds no files", "check its name")
            yield from _of_paths(inside(name), intake, none)
        elif is_pattern(name):
            none = Problem(shown(name), "no file fits this pattern", "check the folder and the ending")
            yield from _of_paths(fitting(name), intake, none)
        else:
            yield shown(name), _of_file(name, intake)


def _of_paths(found: Iterable[str | Problem], intake: Intake, none: Problem) -> Iterator[tuple[str, Items]]:
    anything = False
    for path in found:
        anything = True
        yield (path.where, iter((path,))) if isinstance(path, Problem) else (shown(path), _of_file(path, intake))
    if not anything:
        yield none.where, iter((none,))


def _of_file(path: str, intake: Intake) -> Items:
    """A file with one report is read by whoever takes the item; one with several is opened here."""
    head = _head(path)
    kind = kind_of(head, path) if head is not None else "text"
    if kind == "packed" and (path.lower().endswith(_WARC_ENDINGS) or _is_packed_warc(head or b"")):
        kind = "archive"
    if kind in _OF_FILES:
        with Path(path).open("rb") as file:
            yield from _told(_OF_FILES[kind](file, shown(path), intake), shown(path))
    elif kind in SEVERAL:
        data, problem = fetch(path, intake.most, many=True)
        yield from _of_bytes(data, shown(path), intake, kind) if data is not None else (problem,) if problem else ()
    else:
        yield InputItem(path)


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
    except DAMAGED:
        return False


def _of_stdin(intake: Intake) -> Items:
    data = sys.stdin.buffer.read(intake.most + 1)
    kind = kind_of(data[:HEAD])
    if kind not in SEVERAL:
        yield InputItem(shown(STDIN), data[: intake.max_bytes + 1])
    elif len(data) > intake.most:
        yield too_large(shown(STDIN), None, intake.most, many=True)
    else:
        yield from _of_bytes(data, shown(STDIN), intake, kind)


def _of_bytes(data: bytes, where: str, intake: Intake, kind: str, deep: int = 0) -> Items:
    if kind == "packed":
        yield from _of_packed(data, where, intake, deep)
    elif deep > _DEEPEST:
        yield Problem(where, "it is too deep inside other files", "take it out, and read it by itself")
    else:
        found = (
            _OF_FILES[kind](io.BytesIO(data), where, intake)
            if kind in _OF_FILES
            else _OF_BYTES[kind](data, where, intake)
        )
        for number, item in enumerate(_told(found, where)):
            if number >= intake.reports and kind not in _OF_FILES:  # of crawls, one at a time is held
                yield too_many(where, intake.reports)
                return
            if isinstance(item, InputItem) and item.kind in SEVERAL:
                yield from _of_bytes(item.data or b"", item.origin, intake, item.kind, deep + 1)
            else:
                yield item


def _told(found: Items, where: str) -> Items:
    """Items as they are; where there is none, that it is so: a file without reports is not passed over in silence."""
    anything = False
    for item in found:
        anything = True
        yield item
    if not anything:
        yield Problem(where, "it holds no report", "check that it was saved whole, and that there are reports in it")


def _of_packed(data: bytes, where: str, intake: Intake, deep: int) -> Items:
    unpacked, problem = unpack(data, where, intake.most, many=True)
    if unpacked is None:
        yield problem or Problem(where, "it cannot be unpacked", "unpack it yourself")
        return
    kind = kind_of(unpacked[:HEAD], where.removesuffix(".gz").removesuffix(".zst"))
    if kind == "packed":
        yield Problem(where, "it is packed more than once", "unpack it yourself, and look at what it is")
    elif kind in SEVERAL:
        yield from _of_bytes(unpacked, where, intake, kind, deep + 1)
    elif len(unpacked) > intake.max_bytes:
        yield too_large(where, len(unpacked), intake.max_bytes)
    else:
        yield InputItem(where, unpacked, kind)


def _of_address(url: str, intake: Intake, session: Session) -> Items:
    fetched, problem = session.fetch(url)
    if fetched is None or fetched.data is None:
        yield problem or Problem(url, "nothing came", "try again later")
        return
    kind = kind_of(fetched.data[:HEAD], url.partition("?")[0], fetched.content_type)
    if kind in SEVERAL:
        yield from _of_bytes(fetched.data, url, intake, kind)
    else:
        yield InputItem(url, fetched.data, kind, About(url=fetched.url), fetched.charset)
