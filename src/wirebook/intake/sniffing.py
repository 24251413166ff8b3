"""What kind of thing some bytes are: told by how they begin, then by what they are called, never by the name alone."""

import json
import re
from typing import Literal, get_args

from wirebook.intake.words import words_of

InputKind = Literal[
    "text", "page", "feed", "pdf", "docx", "letter", "mail", "mbox", "telegram", "archive", "wacz", "lines",
    "articles", "table", "parquet", "packed",
]  # fmt: skip
KINDS: tuple[InputKind, ...] = get_args(InputKind)
SEVERAL = tuple(kind for kind in KINDS if kind not in ("text", "page", "pdf", "docx", "letter"))
"""Kinds that hold several reports; a "mail" may enclose some, its own text is a "letter"."""

HEAD = 8192  # bytes that are enough to tell
_BEGINS: tuple[tuple[bytes, InputKind], ...] = (
    (b"%PDF-", "pdf"),
    (b"PAR1", "parquet"),
    (b"WARC/1.", "archive"),
    (b"\x1f\x8b", "packed"),
    (b"\x28\xb5\x2f\xfd", "packed"),
)
_PAGE = re.compile(rb"\s*+(?>(?:<!--.*?-->\s*)*)<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_XML = re.compile(rb"\s*<\?xml\b|\s*<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_XHTML = re.compile(rb"<html\b", re.IGNORECASE)
_MAIL = re.compile(rb"(?:From |[A-Za-z][\w-]*: )")
_MAIL_HEAD = re.compile(
    rb"^(?:Subject|From|To|Date|Received|MIME-Version|Content-Type|Message-ID): ", re.IGNORECASE | re.MULTILINE
)
_MARKS = re.compile(r"</?(?:p|div|article|section|h1|h2|span|br|table|meta|title)\b[^>]*>", re.IGNORECASE)
_ENDINGS: dict[str, InputKind] = {
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".eml": "mail",
    ".mbox": "mbox",
    ".warc": "archive",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".csv": "table",
    ".tsv": "table",
}
_TYPES: dict[str, InputKind] = {
    "text/html": "page",
    "application/xhtml+xml": "page",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "message/rfc822": "mail",
    "application/x-ndjson": "lines",
    "text/csv": "table",
}
_FEW_MARKS = 3
_SHARE = 0.4  # of a program's lines; of a report's, hardly any
_CODE = re.compile(
    r"""[{}]\s*$ | \);\s*$ | ^\s*(?: [})\]] | @\w+ | //\s | /?\*[*/]? [ ]?$ | \"{3} | \#\s(?![A-Z]) | \#include\b )
    | ^\s*(?: (?:def|class|func|fn|function|package|use|module)\ [\w.]+ | import\ [\w.{"] | from\ [\w.]+\ import\b )
    | ^\s*(?: if|elif|else|for|while|try|except|with|switch|case )\b.*[:{)]\s*$
    | ^\s*(?: const|let|var|public|private|static )\ \w
    | ^\s*(?: return|yield|raise|assert|del|pass|break|continue|print )\b
    | ^\s*[\w.\[\]"'*]+(?:\ ?[-+*/|:]?=\ ?\S | \()""",
    re.VERBOSE,
)


def kind_of(head: bytes, name: str = "", content_type: str = "") -> InputKind:
    """The kind of something by its first `HEAD` bytes, its name and its media type; "text" where nothing else fits."""
    start = head.removeprefix(b"\xef\xbb\xbf")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = head.decode("utf-16", "ignore").encode()
    begins = next((kind for mark, kind in _BEGINS if start.startswith(mark)), None)
    if begins is not None:
        return begins
    if start.startswith(b"PK\x03\x04"):
        return (
            "docx" if b"word/" in head or name.lower().endswith(".docx") else "wacz" if _is_wacz(head, name) else "text"
        )
    if _PAGE.match(start):
        return "page"
    if _XML.match(start):
        return "feed" if _FEED.search(start) else "page" if _XHTML.search(start) else "text"
    if _is_mail(start):
        return "mbox" if start.startswith(b"From ") else "mail"
    return _by_json(start, name) or _by_name(name, content_type, start)


def _is_wacz(head: bytes, name: str) -> bool:
    inside = (b"datapackage.json", b"archive/", b"indexes/", b"pages/")
    return name.lower().endswith(".wacz") or any(mark in head[:400] for mark in inside)


def _is_mail(start: bytes) -> bool:
    top = start[:4000].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return bool(_MAIL.match(start)) and len({found.lower() for found in _MAIL_HEAD.findall(top)}) >= _FEW_MARKS


def _by_json(start: bytes, name: str) -> InputKind | None:
    first = start.lstrip()[:1]
    if first == b"[":
        return "articles" if re.match(rb"\s*\[\s*[{\]]", start) else None
    if not re.match(rb'\s*\{\s*["}]', start):
        return None
    if name.lower().endswith((".jsonl", ".ndjson")):
        return "lines"
    line = start.lstrip().split(b"\n", 1)[0].strip()
    try:
        whole = isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        whole = False
    if whole and b'"messages"' not in line[:200]:
        return "lines"
    return "telegram" if re.search(rb'"messages"\s*:', start) else "articles"


def _by_name(name: str, content_type: str, start: bytes) -> InputKind:
    low = name.lower()
    named = next((kind for ending, kind in _ENDINGS.items() if low.endswith(ending)), None)
    typed = _TYPES.get(content_type.partition(";")[0].strip().lower())
    if named == "page" or typed == "page":
        return "page"
    if len(_MARKS.findall(start.decode("latin-1"))) >= _FEW_MARKS:
        return "page"
    if named or typed:
        return named or typed or "text"
    return "table" if _is_table(start) and not is_program(start) else "text"


def _is_table(start: bytes) -> bool:
    """Whether the first line heads a table of articles: a column with a text, another one that is known, and a row.

    In a program's `import text, url` such words stand, too; but what follows has no cells.
    """
    head, _, rest = start.decode("latin-1").partition("\n")
    mark = max(",;\t|", key=head.count)
    cells = [cell.strip(" \"'\r\ufeff").lower() for cell in head.split(mark)]
    known = {name: {*cells} & set(usual) for name, usual in words_of("columns").items()}
    texts = known.pop("text") | known.pop("html")
    first = rest.partition("\n")[0]
    rowed = not first.strip() or mark in first or first.lstrip().startswith('"')
    return bool(texts) and any(found - texts for found in known.values()) and rowed


def is_program(start: bytes) -> bool:
    """Whether some text is the source of a program: most of its lines are statements, and no sentences."""
    lines = [line for line in start.decode("latin-1").split("\n")[:-1] or [start.decode("latin-1")] if line.strip()]
    if start.startswith(b"#!"):
        return True
    return len(lines) >= _FEW_MARKS and _SHARE * len(lines) < sum(_CODE.search(line) is not None for line in lines)
