"""Bytes → reports. Bad input comes back as a problem, never as a crash or a silence."""

from wirebook.intake.inputs import items
from wirebook.intake.model import MAX_BYTES, About, Intake, Item, Received, read_date
from wirebook.intake.receiving import receive, receive_item, receive_path
from wirebook.intake.text import receive_text

__all__ = [
    "MAX_BYTES", "About", "Intake", "Item", "Received", "items", "read_date", "receive", "receive_item", "receive_path",
    "receive_text",
]  # fmt: skip
