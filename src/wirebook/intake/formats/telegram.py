"""A Telegram export ("result.json") → one report a message: the channel is the publisher, links keep their words."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from wirebook.intake.model import About, InputItem, Items

_DEEPEST = 20  # pieces of a text inside each other: Telegram writes two
_FARTHEST = timedelta(hours=15)  # from Greenwich


def chats_of(found: Any) -> list[Any] | None:
    """The chats of an export: of a channel the one, of an account all; none where it is no export."""
    if not isinstance(found, dict):
        return None
    if isinstance(found.get("messages"), list):
        return [found]
    chats = found.get("chats")
    listed = chats.get("list") if isinstance(chats, dict) else None
    return listed if isinstance(listed, list) else None


def chat_items(chats: list[Any], where: str) -> Items:
    """The messages with text of some chats."""
    for chat in chats:
        messages = chat.get("messages") if isinstance(chat, dict) else None
        for message in messages if isinstance(messages, list) else ():
            item = _message(message, chat, where) if isinstance(message, dict) else None
            if item is not None:
                yield item


def _message(message: dict[str, Any], chat: dict[str, Any], where: str) -> InputItem | None:
    words = _words(message.get("text", "")).strip()
    if message.get("type", "message") != "message" or not words:
        return None
    number = message.get("id", "")
    handle = chat.get("username")
    about = About(
        url=f"https://t.me/{handle}/{number}" if handle else None,
        publisher=_written(message.get("forwarded_from") or chat.get("name") or message.get("from")),
        byline=_written(message.get("author")),
        published=_moment(message, "date"),
        updated=_moment(message, "edited"),
    )
    return InputItem(f"{where}#{number}", words.encode("utf-8", "replace"), "text", about, "utf-8")


def _words(text: Any, deep: int = _DEEPEST) -> str:
    """A text is a string, or strings and pieces with marks (bold, a link); none of their words is lost."""
    if isinstance(text, str):
        return text
    if not deep:
        return ""
    if isinstance(text, dict):
        return _words(text.get("text", ""), deep - 1)
    return "".join(_words(part, deep - 1) for part in text) if isinstance(text, list) else ""


def _moment(message: dict[str, Any], name: str) -> str | None:
    """The local time of who exported, which has no zone; the seconds beside it say which one it is in."""
    local, seconds = _written(message.get(name)), _written(message.get(f"{name}_unixtime"))
    try:
        ours = datetime.fromisoformat(local or "")
        away = ours.replace(tzinfo=UTC) - datetime.fromtimestamp(int(seconds or ""), UTC)
    except (ValueError, OverflowError, OSError):
        return local
    return ours.replace(tzinfo=timezone(away)).isoformat() if abs(away) < _FARTHEST else local


def _written(value: Any) -> str | None:
    return str(value) if value else None
