"""Bytes → reports. Bad input comes back as a problem, never as a crash or a silence."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wirebook.intake.expand import items
    from wirebook.intake.formats.plain_text import receive_text
    from wirebook.intake.model import MAX_BYTES, About, InputItem, Intake, Received, read_date
    from wirebook.intake.read import receive, receive_item, receive_path

__all__ = [
    "MAX_BYTES",
    "About",
    "InputItem",
    "Intake",
    "Received",
    "items",
    "read_date",
    "receive",
    "receive_item",
    "receive_path",
    "receive_text",
]  # fmt: skip

_WHERE = {"items": "expand", "receive": "read", "receive_item": "read", "receive_path": "read"}
_WHERE |= {"receive_text": "formats.plain_text"} | dict.fromkeys(__all__[:5], "model") | {"read_date": "model"}


def __getattr__(name: str) -> Any:
    """Names are looked up when they are used: whoever asks a ledger does not wait for the readers of files."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_WHERE[name]}"), name)
