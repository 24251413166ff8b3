"""The types set: one snippet into its event type, as its scorer reads it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from readers.event_type import event_type


def predict_types(snippets: Path) -> Iterator[dict[str, Any]]:
    """One prediction a row of a table with a head line: id, snippet."""
    for line in snippets.read_text(encoding="utf-8").split("\n")[1:]:
        cells = line.split("\t")
        if len(cells) > 1:
            yield {"id": cells[0], "type": event_type(cells[1]) or "OTHER"}
