"""One item → Report, or the problem that it is, by its kind."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace

from wirebook.intake.decoding import declared, decode, decode_markup
from wirebook.intake.formats.html import is_overgrown, read_page
from wirebook.intake.formats.mail import encloses, read_letter
from wirebook.intake.formats.plain_text import receive_text
from wirebook.intake.model import About, InputItem, Intake, Received, Result, TextOrProblem
from wirebook.intake.sandbox.sandbox import read_apart
from wirebook.intake.sniffing import HEAD, is_program, kind_of
from wirebook.intake.transport.compression import unpack
from wirebook.intake.transport.files import fetch, shown, too_large
from wirebook.intake.transport.raw_store import keep
from wirebook.types import Problem

_DOCUMENTS = ("pdf", "docx")


def receive_path(path: str, intake: Intake) -> Result:
    """The report in a file (or standard input for "-"), or the problem that it is."""
    data, problem = fetch(path, intake.max_bytes)
    return (None, problem) if data is None else receive(data, shown(path), intake)


def receive(data: bytes, origin: str, intake: Intake) -> Result:
    """The report in some bytes, or the problem that they are."""
    return receive_item(InputItem(origin, data), intake)


def receive_item(item: InputItem, intake: Intake) -> Result:
    """The report of an item, or the problem that it is."""
    if item.data is None:
        data, problem = fetch(item.origin, intake.max_bytes)
        item = replace(item, data=data, origin=shown(item.origin))
    else:
        problem = (
            too_large(item.origin, len(item.data), intake.max_bytes) if len(item.data) > intake.max_bytes else None
        )
    if problem is not None or item.data is None:
        return None, problem
    kind = item.kind or kind_of(item.data[:HEAD], item.origin)
    if kind == "packed":
        data, problem = unpack(item.data, item.origin, intake.max_bytes)
        return (None, problem) if data is None else receive_item(replace(item, data=data, kind=None), intake)
    read, problem = _READERS.get(kind, _several)(item, intake)
    if read is None:
        return None, problem
    said, otherwise = read[1], item.otherwise
    if kind in _DOCUMENTS:  # a day at their head is that of publication where nothing else says another
        said, otherwise = replace(said, published=None), _merged(About(published=said.published), otherwise)
    received, problem = receive_text(read[0], item.origin, intake, _merged(item.about, said), otherwise)
    return (None, problem) if received is None else (_kept(received, item.data, intake), None)


def _kept(received: Received, data: bytes, intake: Intake) -> Received:
    """A report whose bytes are kept where that was asked for; where they cannot be, it is read all the same."""
    if intake.keep is None:
        return received
    try:
        return replace(received, seen=keep(data, intake.keep))
    except OSError as error:
        what = f"it was read, but its bytes cannot be kept in {intake.keep} ({error.strerror or error})"
        note = Problem(received.report.origin, what, "check the folder of --keep, and the disk it is on")
        return replace(received, notes=(*received.notes, note))


def _text(item: InputItem, intake: Intake) -> TextOrProblem:
    data = item.data or b""
    if is_program(data[:HEAD]):
        return None, Problem(item.origin, "it is the source of a program, and no report", "leave it out")
    served = declared(data, None, (item.charset,)) if intake.encoding is None and item.charset else None
    text, problem = (served, None) if served is not None else decode(data, item.origin, intake.encoding)
    return (None, problem) if text is None else ((text, About()), None)


def _several(item: InputItem, intake: Intake) -> TextOrProblem:
    del intake
    what = "it holds several reports where one was expected"
    return None, Problem(item.origin, what, "use `wirebook read`, in Python wirebook.pipeline.read_inputs")


def _page(item: InputItem, intake: Intake) -> TextOrProblem:
    markup, problem = decode_markup(item.data or b"", item.origin, intake.encoding, item.charset)
    if markup is None:
        return None, problem
    found = read_page(markup)
    if found is None:
        what = "the page holds no report: no text was left without its menus and teasers"
        if is_overgrown(markup):
            what = "the page is made of more elements, or deeper ones inside each other, than a report has"
        return None, Problem(item.origin, what, "open the page; save the report itself as text if there is one")
    return found, None


def _merged(first: About, second: About) -> About:
    return About(**{field.name: getattr(first, field.name) or getattr(second, field.name) for field in fields(About)})


def _mail(item: InputItem, intake: Intake) -> TextOrProblem:
    """A message that is read as one report, so that what it encloses would be lost without a word."""
    return _several(item, intake) if encloses(item.data or b"") else read_letter(item.data or b"", item.origin)


def _letter(item: InputItem, intake: Intake) -> TextOrProblem:
    del intake
    return read_letter(item.data or b"", item.origin)


def _document(item: InputItem, intake: Intake) -> TextOrProblem:
    """A PDF or Word document, which another process reads."""
    kind = item.kind or kind_of((item.data or b"")[:HEAD], item.origin)
    found, *_ = (*read_apart(kind, item.data or b"", item.origin, intake), None)
    if not isinstance(found, InputItem):
        return None, found or Problem(item.origin, "it holds no text", "check the file")
    return ((found.data or b"").decode("utf-8", "surrogatepass"), found.about), None


_READERS: Mapping[str, Callable[[InputItem, Intake], TextOrProblem]] = {
    "text": _text,
    "page": _page,
    "pdf": _document,
    "docx": _document,
    "mail": _mail,
    "letter": _letter,
}
