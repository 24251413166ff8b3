"""Counts that go on: periods that begin on a day, known or not, and have no end."""

from wirebook.fields.quantity.numerals import words
from wirebook.types import Period


def counts_on(period: Period | None) -> bool:
    """Whether a period has a beginning, known or not, and no end: "since 10 May", "since the fighting began"."""
    if period is None or period.end is not None:
        return False
    if period.start is not None:
        return True
    first = period.written.lower().partition(" ")[0]
    return first in words("running", "leads", "revisions")
