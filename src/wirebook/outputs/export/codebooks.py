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


def raid_columns(account: str) -> dict[str, str]:
    """The measures of an account with their columns of the air-attack table, none of one that tells no raids."""
    found: dict[str, str] = data_table("exports", "measures.toml")["columns"].get(account, {})
    return found


def items_of(name: str) -> frozenset[str]:
    """The items that are the same to other codebooks: civilians, those whom a state arms."""
    return frozenset(data_table("exports", "measures.toml")["items"][name])


def country_numbers(code: str | None) -> dict[str, int]:
    """The numbers of a country by its ISO 3166-1 alpha-2 code: `iso` (ISO 3166-1), `gw` (Gleditsch and Ward)."""
    found: dict[str, int] = data_table("exports", "countries.toml").get(code or "", {})
    return found
