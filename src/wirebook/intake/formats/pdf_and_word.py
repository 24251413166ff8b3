"""PDF and Word documents → text: paragraphs in reading order, and what the document says of itself."""

import io
import lzma
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import docx
import pypdfium2 as pdfium
from docx.opc.exceptions import OpcError
from lxml import etree

from wirebook.intake.formats.masthead import find_day
from wirebook.intake.formats.pdf_columns import columns_of
from wirebook.intake.model import About, TextOrProblem
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
        RecursionError,
    ),
)
_RATIO = 200  # times its size that a Word document may unpack to
_FLOOR = 20_000_000
_HYPHEN = re.compile(r"(?<=[a-z])[-\u00ad\ufffe\x02]\s*\n(?=[a-z])")
_FURNITURE = re.compile(r"(?:page\s+)?(\d{1,4})(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SECOND = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{_WORD}txbxContent"
_BREAKS = {f"{_WORD}tab": " ", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-"}
_SAFE = etree.XMLParser(resolve_entities=False, no_network=True)
_WORDS_LEFT = 0.75  # a line this much as long as the longest goes on in the next


class _TooMuchError(Exception):
    """More text comes out of a document than a report may have."""


def read_pdf(data: bytes, where: str, most: int) -> TextOrProblem:
    """The text of a PDF document; a problem when it is damaged, locked, too long, or has pictures of text alone.

    `most` is how many characters may come out: what is drawn over and over is packed to next to nothing.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        what = "it is locked with a password" if locked else f"the PDF document is damaged ({error})"
        return None, Problem(where, what, "unlock it first" if locked else "get an undamaged copy")
    try:
        if len(document) > _PAGES:
            return None, Problem(where, f"it has {len(document):,} pages (the limit is {_PAGES})", "split it first")
        pages = _pages(document, most)
        about = replace(_pdf_about(document), published=find_day("\n".join(pages[0]) if pages else ""))
    except _TooMuchError:
        return None, _swollen(where, most)
    except pdfium.PdfiumError as error:
        return None, Problem(where, f"the PDF document is damaged ({error})", "get an undamaged copy")
    finally:
        document.close()
    text = "\n\n".join(_paragraphs(_without_running_lines(pages))) or "\n\n".join(_paragraphs(_once(pages)))
    if not text.strip():
        what = "it holds no text: its pages are pictures"
        return None, Problem(where, what, "run a text recognition (OCR) over it, and read what that gives")
    return (text, about), None


def _swollen(where: str, most: int) -> Problem:
    what = f"the text in it is too long for one report (the limit is {most:,} characters)"
    return Problem(where, what, "split it into its reports, or raise the limit with --max-bytes")


def _pages(document: pdfium.PdfDocument, most: int) -> list[list[str]]:
    pages: list[list[str]] = []
    for number in range(len(document)):
        page, size = _page_text(document, number, most)
        pages.append(page)
        most -= size
    return pages


def _page_text(document: pdfium.PdfDocument, number: int, most: int) -> tuple[list[str], int]:
    """The lines of a page, and how many characters it draws."""
    page = document[number]
    try:
        text = page.get_textpage()
        size: int = text.count_chars()
        if size > most:
            raise _TooMuchError
        words = "\n\n".join(columns_of(text) or [text.get_text_range()])
    finally:
        page.close()
    return [line.rstrip() for line in words.replace("\r\n", "\n").replace("\r", "\n").split("\n")], size


def _without_running_lines(pages: Sequence[list[str]]) -> Iterator[list[str]]:
    """Pages without the lines that head or foot most of them, and without page numbers."""
    edges = Counter(line for lines in pages for line in {*map(_unnumbered, _edge(lines))})
    running = {line for line, times in edges.items() if len(pages) > 2 and times * 2 > len(pages)}
    ahead = Counter(far for number, lines in enumerate(pages, 1) for far in {*_numbers(lines, number).values()})
    for number, lines in enumerate(pages, 1):
        edge = {line for line in _edge(lines) if _unnumbered(line) in running}
        told = _numbers(lines, number).items()
        edge |= {line for line, far in told if ahead[far] > 1 or far == 0 or not line.strip().isdigit()}
        yield [line for line in lines if line not in edge]


def _once(pages: Sequence[list[str]]) -> Iterator[list[str]]:
    """Pages of nothing but lines that head or foot them all: each line is told, once."""
    yield list(dict.fromkeys(line for lines in pages for line in lines))


def _numbers(lines: Sequence[str], page: int) -> dict[str, int]:
    """What may be a page's number at its edges, and how far it is ahead of the page: a number may be a figure."""
    found = ((line, _FURNITURE.fullmatch(line.strip())) for line in _edge(lines))
    return {line: int(number[1]) - page for line, number in found if number}


def _unnumbered(line: str) -> str:
    """A line without the page's number in it ("Daily bulletin · 3")."""
    return re.sub(r"\d+", "0", line)


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


def read_docx(data: bytes, where: str, most: int) -> TextOrProblem:
    """The text of a Word document, tables row by row; a problem when it is damaged or swells beyond measure.

    `most` is how many characters may come out.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > max(_FLOOR, _RATIO * len(data)):
            return None, Problem(where, "it unpacks to far more than a document holds", "look at what it is")
        document = docx.Document(io.BytesIO(data))
        lines = list(_bounded(_docx_lines(document), most))
    except _TooMuchError:
        return None, _swollen(where, most)
    except _DAMAGED as error:
        return None, Problem(where, f"the Word document is damaged ({error})", "open it in Word and save it again")
    text = "\n\n".join(line for line in lines if line)
    if not text:
        return None, Problem(where, "there are no words in it", "check that the report was saved")
    told = document.core_properties
    return (text, About(title=told.title or None, byline=told.author or None, published=find_day(text))), None


def _bounded(lines: Iterator[str], most: int) -> Iterator[str]:
    """Lines as words with one blank between them, until there are too many."""
    for line in lines:
        told = " ".join(line.split())
        most -= len(told)
        if most < 0:
            raise _TooMuchError
        yield told


def _docx_lines(document: "docx.document.Document") -> Iterator[str]:
    """The paragraphs of the body, rows of tables as one line, and the notes at its foot and end.

    All its text runs are taken, wherever they stand: in links, fields, content controls, boxes, tracked insertions.
    """
    yield from _docx_blocks(document.element.body)
    for part in document.part.rels.values():
        if not part.is_external and part.reltype.endswith(("/footnotes", "/endnotes")):
            yield from _docx_blocks(etree.fromstring(part.target_part.blob, _SAFE))


def _docx_blocks(root: Any) -> Iterator[str]:
    for block in _outermost(root, (f"{_WORD}p", f"{_WORD}tr")):
        if block.tag == f"{_WORD}p":
            yield from _docx_paragraph(block)
        else:
            cells = ("\n".join(_docx_blocks(cell)) for cell in _outermost(block, (f"{_WORD}tc",)))
            yield " | ".join(dict.fromkeys(cell for cell in cells if cell.strip()))


def _docx_paragraph(paragraph: Any) -> Iterator[str]:
    """A paragraph, and the boxes that hang on it, which have paragraphs of their own."""
    pieces = _drawn(paragraph)
    yield "".join(piece.text or "" if piece.tag == f"{_WORD}t" else _BREAKS.get(piece.tag, "") for piece in pieces)
    for box in _outermost(paragraph, (_BOX,)):
        yield from _docx_blocks(box)


def _outermost(root: Any, tags: tuple[str, ...]) -> Iterator[Any]:
    """The elements with one of some tags that are not inside another of them."""
    for child in root:
        if child.tag in tags:
            yield child
        elif child.tag != _SECOND:
            yield from _outermost(child, tags)


def _drawn(root: Any) -> Iterator[Any]:
    """All elements but boxes, and what repeats a drawing for old programs."""
    for child in root:
        if child.tag not in (_SECOND, _BOX):
            yield child
            yield from _drawn(child)
