"""What kind of event a short passage tells, by its words alone: ACLED's sub-types as the CASE-2021 task names them.

A first reader, without a parse: the lists are data (event_types.toml), and a passage without a word of any list
stays open.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from readers.words import table

_STRONG, _WORD, _AGAINST = 3, 1, -2


def event_type(text: str) -> str | None:
    """The type with the most points in a passage, the first listed of equals; none where no type has any."""
    lower = text.lower()
    points = {name: sum(weight * _hits(pattern, lower) for pattern, weight in rows) for name, rows in _types().items()}
    best = max(points, key=lambda name: points[name])
    return best if points[best] > 0 else None


def _hits(pattern: re.Pattern[str], text: str) -> int:
    """How many different words of a list stand in a text: said twice counts once."""
    return len({found.group() for found in pattern.finditer(text)})


@cache
def _types() -> Mapping[str, tuple[tuple[re.Pattern[str], int], ...]]:
    return {row["id"]: tuple(_lists(row)) for row in table("event_types")["type"]}


def _lists(row: Mapping[str, Any]) -> list[tuple[re.Pattern[str], int]]:
    weights = {"strong": _STRONG, "words": _WORD, "against": _AGAINST}
    return [(re.compile(rf"\b(?:{'|'.join(row[name])})"), weight) for name, weight in weights.items() if row.get(name)]
