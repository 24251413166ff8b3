"""The bytes as they were received, kept in a folder under their hash: a claim can be traced to what was seen."""

import hashlib
import io
import os
import tempfile
from pathlib import Path

from wirebook.intake.model import Seen
from wirebook.intake.transport.compression import DAMAGED, opened, pack

_ENDING = ".zst"


def keep(data: bytes, folder: str | Path) -> Seen:
    """Keep some bytes, compressed with Zstandard, once: the same bytes have the same place."""
    digest = hashlib.sha256(data).hexdigest()
    path = place_of(digest, folder)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(pack(data))
        Path(part).replace(path)  # whole or not at all
    return Seen(digest, len(data))


def place_of(digest: str, folder: str | Path) -> Path:
    """Where bytes of a hash (SHA-256 in hex) are kept."""
    return Path(folder) / digest[:2] / f"{digest[2:]}{_ENDING}"


def kept(digest: str, folder: str | Path) -> bytes | None:
    """The bytes of a hash, none where they are not kept or are not what they were."""
    path = place_of(digest, folder)
    if not path.exists():
        return None
    try:
        packed = path.read_bytes()
        data = opened(io.BytesIO(packed), packed[:4]).read()
    except DAMAGED:  # what is packed there is damaged
        return None
    return data if hashlib.sha256(data).hexdigest() == digest else None
