"""A Telegram export ("result.json") → one report a message: the channel is the publisher, links keep their words."""

import json
from typing import Any

from wirebook.intake.decoded import Items, of_text
from wirebook.intake.model import About, Intake, Item
from wirebook.types import Problem


@of_text
def telegram_items(text: str, where: str, intake: Intake) -> Items:
    """The messages with text of a channel or chat, or of all chats of an account."""
    del intake  # an export says all that there is to know of it
    try:
        found = json.loads(text)
        chats = [found] if "messages" in found else found["chats"]["list"]
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        yield Problem(
            where, f"it is no Telegram export ({error})", "export the channel again, as “machine-readable JSON”"
        )
        return
    for chat in chats:
        for message in chat.get("messages", ()) if isinstance(chat, dict) else ():
            item = _message(message, chat, where) if isinstance(message, dict) else None
            if item is not None:
                yield item


def _message(message: dict[str, Any], chat: dict[str, Any], where: str) -> Item | None:
    words = _words(message.get("text", "")).strip()
    if message.get("type", "message") != "message" or not words:
        return None
    number = message.get("id", "")
    handle = chat.get("username")
    about = About(
        url=f"https://t.me/{handle}/{number}" if handle else None,
        publisher=_written(message.get("forwarded_from") or chat.get("name") or message.get("from")),
        byline=_written(message.get("author")),
        published=_written(message.get("date")),
        updated=_written(message.get("edited")),
    )
    return Item(f"{where}#{number}", words.encode("utf-8", "replace"), "text", about, "utf-8")


def _words(text: Any) -> str:
    """A text is a string, or strings and pieces with marks (bold, a link); none of their words is lost."""
    if isinstance(text, str):
        return text
    if isinstance(text, dict):
        return _words(text.get("text", ""))
    return "".join(_words(part) for part in text) if isinstance(text, list) else ""


def _written(value: Any) -> str | None:
    return str(value) if value else None
