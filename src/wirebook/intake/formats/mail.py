"""E-mail → its text, with the head's subject, sender and date, and what it encloses; a mailbox → its messages.

Python's parser of messages looks at every header and part again and again: their length and number are bounded.
"""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from typing import cast

from wirebook.intake.decoding import declared, decode, decode_markup
from wirebook.intake.formats.html import read_page
from wirebook.intake.model import About, InputItem, Intake, TextOrProblem
from wirebook.intake.sniffing import HEAD, kind_of
from wirebook.types import Problem

_DAMAGED = (
    *(MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError, ArithmeticError),
)  # all of which Python's parser of messages lets out
_PARTS = 500
_LOOKS = 10_000_000  # that the parser may take at lines: one for each part that a line may end
_HEADER = 8000  # characters of a header that is read
_SENDERS = 2000  # characters of those: addresses are slow to tell apart
_ENVELOPE = re.compile(rb"^From (?=[^\r\n]*\d\d:\d\d)[^\r\n]*+\r?\n", re.MULTILINE)
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_SIGNED = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
_SEEN = ("image", "audio", "video")


def mail_items(data: bytes, where: str, intake: Intake) -> Iterator[InputItem | Problem]:
    """The letter itself, and each document that it encloses as a report of its own, sent when and by whom it was."""
    del intake
    try:
        message = _parsed(data)
        enclosed = list(_enclosed(message, where))
        told = _about(message)
        alone = not enclosed or bool(_body(message))
    except _DAMAGED as error:
        yield _damaged(where, error)
        return
    if alone:
        yield InputItem(where, data, "letter")
    sent = About(publisher=told.publisher, published=told.published)
    for name, held, kind, charset in enclosed:
        if isinstance(held, Problem):
            yield held
        else:
            yield InputItem(name, held, kind, About(), charset, sent)


def mbox_items(data: bytes, where: str, intake: Intake) -> Iterator[InputItem | Problem]:
    """The messages of a mailbox, one after another."""
    del intake
    starts = [(found.start(), found.end()) for found in _ENVELOPE.finditer(data)]
    if not starts or starts[0][0]:  # what stands above the first is a message whose first line was damaged
        starts.insert(0, (0, 0))
    ends = [start for start, _ in starts[1:]] + [len(data)]
    for number, ((_, begin), end) in enumerate(zip(starts, ends, strict=True), 1):
        yield InputItem(f"{where}#{number}", _QUOTED.sub(rb"\1", data[begin:end]), "mail")


def encloses(data: bytes) -> bool:
    """Whether a message encloses documents."""
    try:
        return any(True for _ in _enclosed(_parsed(data), ""))
    except _DAMAGED:
        return False


def read_letter(data: bytes, where: str) -> TextOrProblem:
    """The text of a message; a problem when it has none. A page that a browser saved as a message is a page."""
    try:
        message = _parsed(data)
        parts = [(part.get_content_type() == "text/html", *_text_of(part, where)) for part in _body(message)]
        told = _about(message)
        address = str(message.get("Snapshot-Content-Location") or "")
    except _DAMAGED as error:
        return None, _damaged(where, error)
    problem = next((wrong for _, _, wrong in parts if wrong), None)
    if problem is not None:
        return None, problem
    pages = [read_page(words or "") if is_page else None for is_page, words, _ in parts]
    if address and pages and pages[0] is not None:
        text, about = pages[0]
        return (text, about if about.url else replace(about, url=address)), None
    texts = (page[0] if page else "" if told[0] else told[1] or "" for page, told in zip(pages, parts, strict=True))
    text = "\n\n".join(one.strip() for one in texts if one.strip())
    if not text:
        return None, Problem(where, "the message holds no text", "save what it encloses, and read that")
    return (text.replace("\r\n", "\n") + "\n", told), None


class _LargeError(MessageError):
    """A message of more parts, or with longer headers, than people send."""


class _Bounded(email.policy.EmailPolicy):
    """How messages are parsed, but that a header which is too long is refused before it is looked at."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """The name of a header and its value as it stands there.

        Raises:
            MessageError: when it is too long.
        """
        name, value = super().header_source_parse(sourcelines)
        most = _longest(name.lower())
        if most is not None and len(value) > most:
            raise _LargeError(f"its header {name} is longer than {most:,} characters")
        return name, value


def _parsed(data: bytes) -> EmailMessage:
    """A message whose parts and headers may all be looked at.

    Raises:
        MessageError: when they are too many or too long.
    """
    nested = data.lower().count(b"multipart")
    if nested * data.count(b"\n") > _LOOKS:
        raise _LargeError(f"its {nested:,} parts with parts of their own are too many")
    made = 0

    def part(policy: "email.policy.Policy[EmailMessage] | None" = None) -> EmailMessage:
        nonlocal made
        made += 1
        if made > _PARTS:
            raise _LargeError(f"it has more than {_PARTS} parts")
        return EmailMessage(policy)

    policy = cast("email.policy.EmailPolicy[EmailMessage]", _Bounded())
    return email.message_from_bytes(data, policy=policy.clone(message_factory=part))


def _longest(header: str) -> int | None:
    """How long a header may be; one that is not read may have any length."""
    if header == "from":
        return _SENDERS
    read = header.startswith(("content-", "snapshot-")) or header in ("subject", "date")
    return _HEADER if read else None


def _damaged(where: str, error: Exception) -> Problem:
    return Problem(where, f"the message is damaged ({error})", "save it again from the mail program")


def _body(message: EmailMessage) -> list[MIMEPart]:
    """The parts that are its text: the first that has words, plain or a page, and those that go on with it."""
    order = {id(part): number for number, part in enumerate(message.walk())}
    found = (message.get_body((kind,)) for kind in ("plain", "html"))
    worded = [part for part in found if part is not None and _bytes_of(part).strip()]
    if not worded:
        return []
    first = min(worded, key=lambda part: order[id(part)])
    more = [part for part, other in _leaves(message) if _is_text(part) and not other and part is not first]
    return [first, *(part for part in more if order[id(part)] > order[id(first)])]


def _leaves(message: MIMEPart, *, other: bool = False) -> Iterator[tuple[MIMEPart, bool]]:
    """The parts of a message that hold something, each with whether it says in another form what others say."""
    if message.get_content_maintype() != "multipart" or not message.is_multipart():
        yield message, other
        return
    for part in message.iter_parts():
        yield from _leaves(part, other=other or message.get_content_subtype() == "alternative")


def _is_text(part: MIMEPart) -> bool:
    """A text to be read in its place, as mail programs write it around an enclosure."""
    named = part.is_attachment() or part.get_filename() is not None
    return part.get_content_type() in ("text/plain", "text/html") and not named


def _is_drawn(part: MIMEPart) -> bool:
    """A piece that the page draws, such as a logo."""
    return bool(part.get("Content-ID") or part.get("Content-Location"))


def _enclosed(message: EmailMessage, where: str) -> Iterator[tuple[str, bytes | Problem, str, str | None]]:
    """What a message encloses: its name, its bytes, or why it cannot be read, its kind and encoding."""
    body = {id(part) for part in _body(message)}
    for number, (part, _) in enumerate(_leaves(message), 1):
        kind, name = part.get_content_type(), f"{where}!{part.get_filename() or number}"
        if kind == "message/rfc822":
            inside = part.get_payload(0) if part.is_multipart() else None
            yield name, inside.as_bytes() if isinstance(inside, EmailMessage) else _bytes_of(part), "mail", None
        elif id(part) in body or kind in _SIGNED or _is_text(part) or (_is_drawn(part) and not part.is_attachment()):
            continue
        elif part.get_content_maintype() in _SEEN:
            what = f"it is {'a picture' if kind.startswith('image') else 'a recording'}, not text"
            yield name, Problem(name, what, "look whether it says anything, and read that as text"), "", None
        else:
            held = _bytes_of(part)
            yield name, held, kind_of(held[:HEAD], part.get_filename() or "", kind), part.get_content_charset()


def _bytes_of(part: MIMEPart) -> bytes:
    held = part.get_payload(decode=True)
    return held if isinstance(held, bytes) else b""


def _text_of(part: MIMEPart, where: str) -> tuple[str | None, Problem | None]:
    """The text of a part, in the encoding that it names where that is no lie; else in the one found out."""
    data, charset = _bytes_of(part), part.get_content_charset()
    if not data.strip():
        return "", None
    if part.get_content_type() == "text/html":
        return decode_markup(data, where, None, charset)
    text = declared(data, None, (charset,))
    return (text, None) if text is not None else decode(data, where, markup=True)


def _about(message: EmailMessage) -> About:
    sender = message.get("From", "")
    name = str(sender).partition("<")[0].strip().strip('"') or str(sender).strip("<> ") or None
    subject = " ".join(str(message.get("Subject", "")).split()) or None
    return About(title=subject, publisher=name, published=str(message.get("Date", "")) or None)
