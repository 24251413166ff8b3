"""What measures are in other codebooks, and the order of their columns: `data/exports/measures.toml`."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def _file() -> dict[str, Any]:
    path = resources.files("wirebook") / "data" / "exports" / "measures.toml"
    return tomllib.loads(path.read_text("utf-8"))


def codes_of(account: str, measure: str) -> dict[str, Any]:
    """The codes of a measure, none where no other codebook knows it."""
    found: dict[str, Any] = _file().get(account, {}).get(measure, {})
    return found


def order_of(name: str) -> list[str]:
    """The columns of a format, in their order."""
    text: str = _file()["orders"][name]
    return [column.strip() for column in (text.split(",") if "," in text else text.split())]


def raid_columns() -> dict[str, str]:
    """Measures with their columns of the air-attack table."""
    found: dict[str, str] = _file()["columns"]
    return found
