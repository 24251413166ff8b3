"""PDF and Word documents → text: paragraphs in reading order, and what the document says of itself."""

import io
import lzma
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence

import docx
import pypdfium2 as pdfium
from docx.opc.exceptions import OpcError
from lxml import etree

from wirebook.intake.model import About
from wirebook.types import Problem

_PAGES = 500
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, OpcError, etree.LxmlError),
    *(
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ),
)
_RATIO = 200  # times its size that a Word document may unpack to
_FLOOR = 20_000_000
_HYPHEN = re.compile(r"(?<=[a-z])[-\u00ad\ufffe\x02]\s*\n(?=[a-z])")
_FURNITURE = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_WORDS_LEFT = 0.75  # a line this much as long as the longest goes on in the next

Read = tuple[tuple[str, About] | None, Problem | None]


def read_pdf(data: bytes, where: str) -> Read:
    """The text of a PDF document; a problem when it is damaged, locked, too long, or has pictures of text alone."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        what = "it is locked with a password" if locked else f"the PDF document is damaged ({error})"
        return None, Problem(where, what, "unlock it first" if locked else "get an undamaged copy")
    try:
        if len(document) > _PAGES:
            return None, Problem(where, f"it has {len(document):,} pages (the limit is {_PAGES})", "split it first")
        pages = [_page_text(document, number) for number in range(len(document))]
        about = _pdf_about(document)
    except pdfium.PdfiumError as error:
        return None, Problem(where, f"the PDF document is damaged ({error})", "get an undamaged copy")
    finally:
        document.close()
    text = "\n\n".join(_paragraphs(_without_running_lines(pages)))
    if not text.strip():
        what = "it holds no text: its pages are pictures"
        return None, Problem(where, what, "run a text recognition (OCR) over it, and read what that gives")
    return (text, about), None


def _page_text(document: pdfium.PdfDocument, number: int) -> list[str]:
    page = document[number]
    try:
        words = page.get_textpage().get_text_range()
    finally:
        page.close()
    return [line.rstrip() for line in words.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def _without_running_lines(pages: Sequence[list[str]]) -> Iterator[list[str]]:
    """Pages without the lines that head or foot most of them, and without page numbers."""
    edges = Counter(line for lines in pages for line in {*_edge(lines)})
    running = {line for line, times in edges.items() if len(pages) > 2 and times * 2 > len(pages)}
    for lines in pages:
        yield [line for line in lines if line not in running and not _FURNITURE.fullmatch(line.strip())]


def _edge(lines: Sequence[str]) -> Iterator[str]:
    told = [line for line in lines if line.strip()]
    yield from (*told[:2], *told[-2:])


def _paragraphs(pages: Iterator[list[str]]) -> Iterator[str]:
    """Lines joined into paragraphs: one ends at an empty line, or after a short line that closes a sentence."""
    lines = [line for page in pages for line in page]
    longest = max((len(line) for line in lines), default=0)
    held: list[str] = []
    for line in lines:
        if not line.strip():
            yield from _joined(held)
            held = []
            continue
        held.append(line.strip())
        if len(line) < _WORDS_LEFT * longest and line.rstrip().endswith((".", "!", "?", ":", "”", '"')):
            yield from _joined(held)
            held = []
    yield from _joined(held)


def _joined(lines: Sequence[str]) -> Iterator[str]:
    text = _HYPHEN.sub("", "\n".join(lines)).replace("\n", " ").strip()
    if text:
        yield text


def _pdf_about(document: pdfium.PdfDocument) -> About:
    """Title and author. The day on which the file was made is not the day on which it was published."""
    told = document.get_metadata_dict(skip_empty=True)
    return About(title=told.get("Title"), byline=told.get("Author"))


def read_docx(data: bytes, where: str) -> Read:
    """The text of a Word document, tables row by row; a problem when it is damaged or swells beyond measure."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > max(_FLOOR, _RATIO * len(data)):
            return None, Problem(where, "it unpacks to far more than a document holds", "look at what it is")
        document = docx.Document(io.BytesIO(data))
        lines = [" ".join(line.split()) for line in _docx_lines(document)]
    except _DAMAGED as error:
        return None, Problem(where, f"the Word document is damaged ({error})", "open it in Word and save it again")
    text = "\n\n".join(line for line in lines if line)
    if not text:
        return None, Problem(where, "there are no words in it", "check that the report was saved")
    told = document.core_properties
    return (text, About(title=told.title or None, byline=told.author or None)), None


def _docx_lines(document: "docx.document.Document") -> Iterator[str]:
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = dict.fromkeys(cell.text for cell in row.cells)
                yield " | ".join(cell for cell in cells if cell.strip())
        else:
            yield block.text
