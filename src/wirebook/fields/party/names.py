"""Parties and countries by name: what people read where programs keep codes."""

from functools import cache
from typing import Any

from wirebook.fields.data import data_table
from wirebook.fields.party.parties import countries

_COUNTRY, _WITH_ROLE = 3, 6  # letters of a code up to there
_BY = " by "


def party_name(code: str | None) -> str:
    """Name the party of a code: "SDNREBRSF" is "Rapid Support Forces", "YEMGOV" the "Yemeni government".

    What is no code that is known is given back as it is: some parties have a name only. "" for none.
    """
    if not code:
        return ""
    plain_role = len(code) == _WITH_ROLE and code[_COUNTRY:] in _said()["role"]
    if not plain_role and (group := _groups().get(code)):
        return group
    return _of_country(code) or _groups().get(code) or code


def is_party_code(code: str) -> bool:
    """Whether a code stands for a party that has a name: a country or people, alone or with a role, or a group."""
    return bool(code) and party_name(code) != code


def country_name(code: str | None) -> str:
    """Name the country of an ISO 3166-1 code of two or three letters; another text is given back as it is."""
    row = countries().get(code or "") or _by_alpha3().get(code or "")
    return str(row["name"]) if row else code or ""


def side_words(measure: str) -> str:
    """Say a measure of one side by the side's name: "released by YEM" is "released by Yemen"."""
    head, by, code = measure.rpartition(_BY)
    return f"{head}{by}{party_name(code)}" if by else measure


def _of_country(code: str) -> str:
    """The name of a country or people, or its adjective and a role; "" where one of them is not known."""
    known = code if code in _nations() else code[:_COUNTRY]
    noun, adjective = _nations().get(known, ("", ""))
    rest = code[len(known) :]
    if not rest or not noun:
        return noun
    role = _said()["role"].get(rest[:_COUNTRY])
    return f"{adjective} {role}" if role else ""


@cache
def _said() -> dict[str, Any]:
    return data_table("words", "en", "said.toml")


@cache
def _by_alpha3() -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in countries().values()}


@cache
def _nations() -> dict[str, tuple[str, str]]:
    found = {code: (noun, adjective) for code, (noun, adjective) in _said()["people"].items()}
    for code, row in _by_alpha3().items():
        found[code] = (row["name"], next(iter(row.get("adjectives", ())), row["name"]))
    return found


@cache
def _groups() -> dict[str, str]:
    """The first name listed for each code of a force or group."""
    found: dict[str, str] = {}
    for name, row in data_table("parties.toml")["group"].items():
        found.setdefault(row["code"], name)
    return found
