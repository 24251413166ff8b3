"""The closed-class words that reading needs, from data files: knowledge is data, also the small kind."""

from functools import cache
from typing import Any

from wirebook.fields.data import data_table
from wirebook.types import Stance


def table(name: str) -> dict[str, Any]:
    """A word file of the English set as it is written, by its name without the ending."""
    return data_table("words", "en", f"{name}.toml")


@cache
def words(section: str, key: str, name: str = "frames") -> frozenset[str]:
    """One list of a word file as a set."""
    return frozenset(table(name)[section][key])


@cache
def stances() -> dict[str, Stance]:
    """Verb lemma → the stance that it gives."""
    return {verb: stance for stance, verbs in table("voice")["verbs"].items() for verb in verbs}
