"""What measures and countries are in other codebooks, and the order of their columns: `data/exports`."""

from typing import Any

from wirebook.fields.data import data_table


def codes_of(account: str, measure: str) -> dict[str, Any]:
    """The codes of a measure, none where no other codebook knows it."""
    found: dict[str, Any] = data_table("exports", "measures.toml").get(account, {}).get(measure, {})
    return found


def order_of(name: str) -> list[str]:
    """The columns of a format, in their order."""
    text: str = data_table("exports", "measures.toml")["orders"][name]
    return [column.strip() for column in (text.split(",") if "," in text else text.split())]


def raid_columns() -> dict[str, str]:
    """Measures with their columns of the air-attack table."""
    found: dict[str, str] = data_table("exports", "measures.toml")["columns"]
    return found


def country_numbers(code: str | None) -> dict[str, int]:
    """The numbers of a country by its ISO 3166-1 alpha-2 code: `iso` (ISO 3166-1), `gw` (Gleditsch and Ward)."""
    found: dict[str, int] = data_table("exports", "countries.toml").get(code or "", {})
    return found
