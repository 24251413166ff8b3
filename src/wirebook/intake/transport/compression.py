"""gzip and Zstandard, unpacked up to a limit: what swells beyond it, or beyond all measure, is refused."""

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from wirebook.intake.transport.files import too_large
from wirebook.types import Problem

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

DAMAGED = (OSError, EOFError, zlib.error, zstd.ZstdError)  # what reading something damaged may raise
RATIO = 1000  # times the packed size: text packs 3 to 20 times, a bomb thousands
_STEP = 1 << 20
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_FLOOR = 10_000_000  # bytes up to which the ratio does not matter


def is_packed(data: bytes) -> bool:
    """Whether some bytes begin like something packed."""
    return data.startswith((_GZIP, _ZSTD))


def opened(file: BinaryIO, head: bytes) -> BinaryIO:
    """A stream of what is packed in a file, by how it begins; the file itself when it is not packed."""
    stream: Any = file
    if head.startswith(_GZIP):
        stream = gzip.GzipFile(fileobj=file)
    if head.startswith(_ZSTD):
        stream = zstd.ZstdFile(file)
    return cast("BinaryIO", stream)


def pack(data: bytes) -> bytes:
    """Compress some bytes with Zstandard."""
    packed: bytes = zstd.compress(data)
    return packed


def unpack(data: bytes, where: str, max_bytes: int, *, many: bool = False) -> tuple[bytes | None, Problem | None]:
    """What some packed bytes hold, a problem when it is damaged or too much; `many`: see `files.too_large`."""
    found = bytearray()
    try:
        for part in _parts(opened(io.BytesIO(data), data[:4])):
            found += part
            if len(found) > max_bytes:
                return None, too_large(where, None, max_bytes, many=many)
            if len(found) > max(_FLOOR, RATIO * len(data)):
                what = f"it unpacks to more than {RATIO:,} times its size"
                return None, Problem(where, what, "unpack it yourself, and look at what it is")
    except DAMAGED as error:
        return None, Problem(where, f"the archive is damaged ({error})", "get an undamaged copy, or unpack it yourself")
    return bytes(found), None


def _parts(stream: BinaryIO) -> Iterator[bytes]:
    while part := stream.read(_STEP):
        yield part
