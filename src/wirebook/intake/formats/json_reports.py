"""JSON in its shapes → reports: an object a line, a list, a list under a name, one object, an export of Telegram."""

import json
from typing import Any

from wirebook.intake.decoded_items import of_text
from wirebook.intake.formats.article_rows import row_item
from wirebook.intake.formats.telegram import chat_items, chats_of
from wirebook.intake.model import InputItem, Intake, Items
from wirebook.intake.words import words_of
from wirebook.types import Problem

_WRONG = (ValueError, RecursionError)


@of_text
def json_items(text: str, where: str, intake: Intake) -> Items:
    """The reports of a JSON document, or of JSON Lines: which it is, its first line and what follows it say."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    several = end >= 0 and not text[end:].isspace()
    found, problem = _parsed(text[start:end] if several else text)
    if several and isinstance(found, dict):
        yield from _lines(text, where, intake)
        return
    if several:
        found, problem = _parsed(text)
    if problem is not None:
        yield Problem(where, f"it is no JSON ({problem})", "check that the file was saved whole")
    else:
        yield from _document(found, where, intake)


@of_text
def lines_items(text: str, where: str, intake: Intake) -> Items:
    """A report of each line of JSON; a line that cannot be read is a problem, and the others go on.

    What has a single line may be a document after all, written without line ends.
    """
    if "\n" in text.strip():
        yield from _lines(text, where, intake)
        return
    found, problem = _parsed(text)
    if problem is None and isinstance(found, dict) and chats_of(found) is None and _listed(found) is None:
        problem = "one object"
    yield from _lines(text, where, intake) if problem else _document(found, where, intake)


def _lines(text: str, where: str, intake: Intake) -> Items:
    begin, number = 0, 0
    while begin < len(text):  # line by line: a copy of them all would hold the file a second time
        end = text.find("\n", begin)
        end = len(text) if end < 0 else end
        number += 1
        line = text[begin:end]
        if line.strip():
            yield _line(line, f"{where}:{number}", intake)
        begin = end + 1


def _line(line: str, where: str, intake: Intake) -> InputItem | Problem:
    row, problem = _parsed(line)
    if problem is not None:
        return Problem(where, f"the line is no JSON ({problem})", "write one JSON object a line")
    return row_item(row, where, intake)


def _document(found: Any, where: str, intake: Intake) -> Items:
    chats = chats_of(found)
    if chats is not None:
        yield from chat_items(chats, where)
        return
    rows = found if isinstance(found, list) else _listed(found) or [found]
    for number, row in enumerate(rows, 1):
        yield row_item(row, f"{where}#{number}", intake)


def _listed(found: Any) -> list[Any] | None:
    """The list under one of the names that such lists have."""
    if not isinstance(found, dict):
        return None
    return next((found[name] for name in words_of("lists")["names"] if isinstance(found.get(name), list)), None)


def _parsed(text: str) -> tuple[Any, str | None]:
    try:
        return json.loads(text), None
    except _WRONG as error:
        return None, str(error) or type(error).__name__
