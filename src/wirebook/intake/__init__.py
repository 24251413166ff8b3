"""Bytes → reports. Bad input comes back as a problem, never as a crash or a silence."""

from wirebook.intake.model import MAX_BYTES, Intake, Received, read_date
from wirebook.intake.text import receive, receive_path, receive_text

__all__ = ["MAX_BYTES", "Intake", "Received", "read_date", "receive", "receive_path", "receive_text"]
