"""Ids are hashes of content: same input, same id. Parts are separated, so ("ab", "c") is not ("a", "bc")."""

import hashlib

_SEPARATOR = b"\x1f"
_ESCAPE = b"\x1b"


def content_id(prefix: str, *parts: object) -> str:
    """A short id, `prefix` and 16 hexadecimal digits of BLAKE2b over the parts' text.

    None and the empty string differ; a separator inside a part is escaped, so no two lists of parts run together.
    """
    digest = hashlib.blake2b(digest_size=8)
    for part in parts:
        text = b"\x00" if part is None else str(part).encode("utf-8", "surrogatepass")
        escaped = text.replace(_ESCAPE, _ESCAPE + b"e").replace(_SEPARATOR, _ESCAPE + b"s")
        digest.update(escaped + _SEPARATOR)
    return f"{prefix}_{digest.hexdigest()}"
