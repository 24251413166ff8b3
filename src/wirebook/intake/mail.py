"""E-mail → text: the plain part, else the page in it, with the head's subject, sender and date."""

import email
import email.policy
from email.errors import MessageError
from email.message import EmailMessage

from wirebook.intake.documents import Read
from wirebook.intake.model import About
from wirebook.intake.page import read_page
from wirebook.types import Problem

_DAMAGED = (
    *(MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError, ArithmeticError),
)  # all of which Python's parser of messages lets out


def read_mail(data: bytes, where: str) -> Read:
    """The text of a message; a problem when it has none. What it encloses is not read."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        part = message.get_body(("plain", "html"))
        body = part.get_content() if part is not None else ""
        told = _about(message)
    except _DAMAGED as error:
        return None, Problem(where, f"the message is damaged ({error})", "save it again from the mail program")
    text: str | None = body
    if part is not None and part.get_content_type() == "text/html":
        page = read_page(body)
        text = page[0] if page else None
    if not text or not text.strip():
        return None, Problem(where, "the message holds no text", "save what it encloses, and read that")
    return (text.replace("\r\n", "\n").strip() + "\n", told), None


def _about(message: EmailMessage) -> About:
    sender = message.get("From", "")
    name = str(sender).partition("<")[0].strip().strip('"') or str(sender).strip("<> ") or None
    subject = " ".join(str(message.get("Subject", "")).split()) or None
    return About(title=subject, publisher=name, published=str(message.get("Date", "")) or None)
