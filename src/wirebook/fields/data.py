"""The data files of the package, read once: knowledge is data, and this is its one door."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def data_table(*parts: str) -> dict[str, Any]:
    """A TOML file below `wirebook/data` by the parts of its path, as it is written.

    Raises:
        FileNotFoundError: when the package has no such file.
    """
    path = resources.files("wirebook").joinpath("data", *parts)
    return tomllib.loads(path.read_text(encoding="utf-8"))
