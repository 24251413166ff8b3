"""The words around place names, as sets: what stands before, after and instead of them."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from wirebook.fields.data import data_table


@cache
def word_table() -> dict[str, Any]:
    """The words around place names, as written in words.toml."""
    return data_table("places", "words.toml")


@dataclass(frozen=True)
class PlaceWords:
    """The word lists of words.toml as sets."""

    stop: frozenset[str]
    direction: frozenset[str]
    given: frozenset[str]
    title: frozenset[str]
    opener: frozenset[str]
    quarter: frozenset[str]
    division: frozenset[str]
    around: frozenset[str]
    body: frozenset[str]
    openers: frozenset[str]
    kinds: frozenset[str]
    locative: frozenset[str]
    after: frozenset[str]
    said: frozenset[str]
    street: frozenset[str]
    tail: frozenset[str]


@cache
def place_words() -> PlaceWords:
    """The word lists, made once."""
    table = word_table()
    one = {
        name: frozenset(table[name]["words"].split())
        for name in ("stop", "direction", "title", "opener", "quarter", "body", "locative")
    }
    return PlaceWords(
        **one,
        given=frozenset(table["given"]["names"].split()),
        division=frozenset(table["division"]["words"]),
        around=frozenset(table["division"]["around"]),
        openers=frozenset(table["body"]["openers"]),
        kinds=frozenset(table["body"]["kinds"]),
        after=frozenset(table["locative"]["after"]),
        said=frozenset(table["locative"]["said"]),
        street=frozenset(table["division"]["street"]),
        tail=frozenset(table["division"]["tail"]),
    )
