"""The words of the readers here, from the files beside them."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """A word file as it is written, by its name without the ending."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(section: str, key: str, name: str) -> frozenset[str]:
    """One list of a word file as a set."""
    return frozenset(table(name)[section][key])
