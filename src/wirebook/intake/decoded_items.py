"""Readers of files that are text: they are given it decoded, and what is no text is a problem."""

from collections.abc import Callable
from functools import wraps

from wirebook.intake.decoding import decode
from wirebook.intake.model import Intake, Items
from wirebook.types import Problem


def of_text(read: Callable[[str, str, Intake], Items]) -> Callable[[bytes, str, Intake], Items]:
    """A reader of bytes, made of one of text: `read(text, where, intake)`."""

    @wraps(read)
    def items(data: bytes, where: str, intake: Intake) -> Items:
        text, problem = decode(data, where, intake.encoding, markup=True)
        if text is None:
            yield problem or Problem(where, "it is no text", "check the file")
        else:
            yield from read(text, where, intake)

    return items
