"""Crawls → pages: WARC files (plain, gzip, Zstandard) and WACZ, record by record."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from typing import Any, BinaryIO, cast

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from wirebook.intake.model import About, InputItem, Intake
from wirebook.intake.sniffing import HEAD, kind_of
from wirebook.intake.transport.compression import DAMAGED, opened, unpack
from wirebook.intake.transport.files import too_large
from wirebook.types import Problem

_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
_OK = 200
_WARCS = (".warc", ".warc.gz", ".warc.zst")
_ENTRIES = 10_000
_END = b"\r\n\r\n"  # of each record
_TAIL = 16_384  # bytes in which the head of a record stands
_STEP = 1 << 20
_LAST_HEAD = re.compile(rb"(?:\A|\n)WARC/1\.\d\r?\n(?:[^\r\n]++\r?\n)*+\r?\n\Z")  # and nothing after it
_DAMAGED = (*DAMAGED, ValueError, LZMAError)


def warc_items(file: BinaryIO, where: str, intake: Intake) -> Iterator[InputItem | Problem]:
    """The pages that were answered with 200, or the texts that a crawl made of them, each with its address.

    A damaged or cut archive yields all whole records, and one problem.
    """
    read = 0
    stream = _Stream(file)
    try:
        kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
        for record in ArchiveIterator(
            cast("BinaryIO", stream), record_types=kinds, parse_http=True, stream_detect=False
        ):
            item = _record(record, where, intake)
            if item is not None:
                read += isinstance(item, InputItem)
                yield item
        stream.check()
    except _DAMAGED as error:
        what = f"the archive is damaged or cut ({_short(error)}); pages before that were read: {read:,}"
        yield Problem(where, what, "get an undamaged copy; what was read is kept")


class _Stream:
    """What is packed in a crawl, and how it ended: the reader of records takes a cut for the end of the archive."""

    def __init__(self, file: BinaryIO) -> None:
        head = file.read(4)
        file.seek(0)
        self._unpacked: Any = opened(file, head)
        self._wrong: Exception | None = None
        self._tail = _END
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes; none where it ends or is damaged, which `check` tells apart."""
        if self._wrong is not None:
            return b""
        try:
            found: bytes = self._unpacked.read1(size)  # what is whole before a cut is not lost with what comes after it
        except _DAMAGED as error:
            self._wrong = error
            return b""
        self._at += len(found)
        self._tail = (self._tail + found[-_TAIL:])[-_TAIL:]
        return found

    def tell(self) -> int:
        """How many bytes were read."""
        return self._at

    def check(self) -> None:
        """Raise what was wrong with it, or EOFError where the last record does not end."""
        while self.read(_STEP):  # what the reader of records left
            pass
        if self._wrong is not None:
            raise self._wrong
        if not self._tail.endswith((_END, b"\n\n")) or _LAST_HEAD.search(self._tail):
            raise EOFError("its last record is cut")


def _record(record: WarcRecord, where: str, intake: Intake) -> InputItem | Problem | None:
    address = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    http = record.http_headers
    kind = (record.http_content_type or record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    if http is None and record.record_type == WarcRecordType.response:
        raise EOFError("its last record is cut")
    status = http.status_code if http is not None else _OK
    if status != _OK or kind not in _PAGES or not address.startswith("http"):
        return None
    body = _body(record, f"{where}: {address}", intake)
    if isinstance(body, bytes) and http is not None:
        body = _as_it_was(body, http, (where, address), intake.max_bytes)
    if isinstance(body, Problem):
        return body
    return InputItem(address, body, kind_of(body[:HEAD], "", kind), About(url=address), record.http_charset)


def _body(record: WarcRecord, where: str, intake: Intake) -> bytes | Problem:
    """A body as it was sent.

    Raises:
        EOFError: when it is cut.
    """
    told = record.content_length
    if told > intake.max_bytes:
        return too_large(where, told, intake.max_bytes)
    body: bytes = record.reader.read(told)
    if len(body) < told:
        raise EOFError("its last record is cut")
    return body


def _as_it_was(body: bytes, headers: Any, named: tuple[str, str], most: int) -> bytes | Problem:
    """A body without the chunks and the packing that its headers tell of; `named` are the crawl and the address."""
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        body = _joined(body)
    packing = (headers.get("Content-Encoding") or "").lower()
    if packing in ("", "identity") or not body:
        return body
    unpacked, problem = unpack(body, ": ".join(named), most)
    if unpacked is None or unpacked == body:
        unknown = f"it is packed in a way that is not known ({packing})"
        return problem or Problem(named[1], unknown, "unpack the crawl")
    return unpacked


def _joined(body: bytes) -> bytes:
    """A body sent in chunks, as some crawlers keep it; as it is where it is not in chunks after all."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at)
        size = body[at:end].partition(b";")[0].strip()
        if end < 0 or not size or size.strip(b"0123456789abcdefABCDEF"):
            return body if not parts else b"".join(parts)
        length = int(size, 16)
        if length == 0:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + length])
        at = end + 4 + length


def wacz_items(file: BinaryIO, where: str, intake: Intake) -> Iterator[InputItem | Problem]:
    """The pages of all WARC files in a WACZ."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = [entry.filename for entry in archive.infolist() if entry.filename.lower().endswith(_WARCS)]
            if not names or len(archive.infolist()) > _ENTRIES:
                what = "there is no WARC file in it" if not names else "it holds too many files"
                yield Problem(where, what, "check that it is a WACZ, and whole")
            for name in sorted(names) if len(archive.infolist()) <= _ENTRIES else ():
                with archive.open(name) as inside:
                    yield from warc_items(cast("BinaryIO", inside), f"{where}!{name}", intake)
    except (
        zipfile.BadZipFile,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        zlib.error,
        LZMAError,
    ) as error:
        yield Problem(where, f"the archive is damaged ({_short(error)})", "get an undamaged copy")


def _short(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:120] or type(error).__name__
