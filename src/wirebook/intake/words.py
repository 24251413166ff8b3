"""The words of `data/words/intake.toml`, by which pages, tables and headers are understood."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def words_of(section: str) -> dict[str, Any]:
    """A section of the file, names to lists of words."""
    file = resources.files("wirebook") / "data" / "words" / "intake.toml"
    found: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))[section]
    return found
