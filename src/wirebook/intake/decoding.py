"""Bytes → text. UTF-8 first, then UTF-16, then what older programs wrote. Nothing is replaced."""

import codecs
import re
from collections.abc import Iterable, Mapping

from charset_normalizer import from_bytes

from wirebook.fields.spreadsheet import AS_TABLE, workbook
from wirebook.types import Problem

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = ("utf-16", "utf-32")
_OLD = ["cp1252", "cp1251", "koi8_r", "cp1250", "cp1254", "mac_roman", "cp866", "iso8859_5"]
_SIGNATURES = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a zip archive (or a document that is kept as one)",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"SQLite format 3": "a database",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
}
_MARKUP = {
    b"<!doctype html": "a web page",
    b"<html": "a web page",
    b"<?xml": "an XML file",
    b"{\\rtf": "a rich-text file",
}
_HALVES = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
_HALF = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_AS_UTF8 = "save it as UTF-8, or name its encoding with --encoding"
_AS_TEXT = "save the report as plain text first"


def decode(
    data: bytes, where: str, encoding: str | None = None, *, markup: bool = False
) -> tuple[str | None, Problem | None]:
    """The text of some bytes, exactly; a problem when they are no text, or in no encoding one can tell.

    With `markup` they may be a page or XML, whose marks are kept.
    """
    problem = _no_text(data, where, _SIGNATURES if markup else _SIGNATURES | _MARKUP)
    if problem is not None:
        return None, problem
    if encoding is not None:
        return _as(data, where, encoding)
    marked = next((name for mark, name in _BOMS if data.startswith(mark)), None) or _wide(data)
    if marked is not None:
        return _as(data, where, marked)
    if b"\0" in data:
        return None, Problem(where, "it is binary, not text", _AS_TEXT)
    return _utf8(data, where)


def _no_text(data: bytes, where: str, marks: Mapping[bytes, str]) -> Problem | None:
    """The problem of what says at its beginning that it is no plain text, or says nothing."""
    if not data.strip():
        return Problem(where, "it is empty", "check that the report was saved")
    kind = _kind(data, marks)
    sheets = workbook(data) if kind is not None else None
    if sheets is not None:
        return Problem(where, f"it is {sheets}", AS_TABLE)
    return None if kind is None else Problem(where, f"it is {kind}, not plain text", _AS_TEXT)


def declared(data: bytes, chosen: str | None, names: Iterable[str | None]) -> str | None:
    """The text in the encoding that the user chose; else UTF-8 where it is that; else as others say.

    A name that does not fit the bytes is a lie, and passed over; none where none fits.
    """
    true = None if data.isascii() else "utf-8"
    for name in (chosen, true, *names):
        if name:
            try:
                known = codecs.lookup(name.strip("\"' "))
                if b"\0" in data or not known.name.startswith(_WIDE):  # else any two letters are a Chinese one
                    return data.decode(known.name)
            except (ValueError, LookupError):
                continue
    return None


def decode_markup(data: bytes, where: str, chosen: str | None, served: str | None) -> tuple[str | None, Problem | None]:
    """A page in the encoding that it or its server names, where that is no lie; else in the one found out."""
    markup = declared(data, chosen, (served, _meta_charset(data)))
    return (markup, None) if markup is not None else decode(data, where, markup=True)


def _meta_charset(data: bytes) -> str | None:
    head = data[:2048].lower()
    at = head.find(b"charset=")
    if at < 0:
        return None
    name = head[at + len(b"charset=") :].lstrip(b"\"' ")
    end = next((i for i, byte in enumerate(name) if not (chr(byte).isalnum() or byte in b"-_")), len(name))
    return name[:end].decode("ascii", "ignore") or None


def _kind(data: bytes, marks: Mapping[bytes, str]) -> str | None:
    """What a file is that says at its beginning that it is no plain text."""
    head = data[:100].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    return next((name for mark, name in marks.items() if data.startswith(mark) or head.startswith(mark)), None)


def _as(data: bytes, where: str, encoding: str) -> tuple[str | None, Problem | None]:
    try:
        return data.decode(encoding), None
    except UnicodeDecodeError as error:
        what = f"it is not {encoding.upper().removesuffix('-SIG')} (byte {error.start:,} cannot be read as such)"
        return None, Problem(where, what, _AS_UTF8)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in text of Western letters every other byte is zero."""
    sample = data[:2000]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    most = 0.7 * len(sample) / 2
    if odd > most and not even:
        return "utf-16-le"
    return "utf-16-be" if even > most and not odd else None


def _utf8(data: bytes, where: str) -> tuple[str | None, Problem | None]:
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        paired = _cesu(data)
        if paired is not None:
            return paired, None
        if _mostly_utf8(data):
            line = data.count(b"\n", 0, error.start) + 1
            column = error.start - data.rfind(b"\n", 0, error.start)
            what = f"it is UTF-8 with broken bytes (the first is 0x{data[error.start]:02X})"
            return None, Problem(f"{where}:{line}:{column}", what, "get an undamaged copy, or save it as UTF-8 again")
    return _older(data, where)


def _cesu(data: bytes) -> str | None:
    """UTF-8 as some databases write it (CESU-8), characters like 😀 as the two halves that UTF-16 has for them."""
    if not _HALVES.search(data):
        return None
    try:
        return data.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        return None


def _mostly_utf8(data: bytes) -> bool:
    """Whether more of the characters beyond ASCII are whole UTF-8 than are not; half a character (CESU-8) is one."""
    text = _HALF.sub(b"\xff", data).decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(not char.isascii() for char in text) - broken > broken


def _older(data: bytes, where: str) -> tuple[str | None, Problem | None]:
    """English with a few marks beyond ASCII is Windows-1252; the rest is for the detector to tell."""
    high = sum(byte > 0x7F for byte in data)
    if high < 0.06 * len(data):
        try:
            return data.decode("cp1252"), None
        except UnicodeDecodeError:
            pass
    best = from_bytes(data[:200_000], cp_isolation=_OLD).best()
    if best is None:
        return None, Problem(where, "its encoding cannot be told; it may be no text at all", _AS_UTF8)
    return _as(data, where, best.encoding)
