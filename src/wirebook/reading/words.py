"""The closed-class words that reading needs, from data files: knowledge is data, also the small kind."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """A word file of the English set as it is written, by its name without the ending."""
    path = resources.files("wirebook") / "data" / "words" / "en" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def words(section: str, key: str, name: str = "frames") -> frozenset[str]:
    """One list of a word file as a set."""
    return frozenset(table(name)[section][key])
