"""How measure, item and number are said, over everything that the packs can count; and parties by name."""

import re
from itertools import product

import pytest

from wirebook.fields.data import data_table
from wirebook.fields.party.names import country_name, party_name, side_words
from wirebook.fields.party.parties import countries
from wirebook.outputs.saying import counted_words, item_words, many, measure_words
from wirebook.packs import load_packs

PAIRS = [
    (pack.account, item.id, measure.id, item.unit)
    for pack in load_packs()
    for item, measure in product(pack.items, pack.measures)
]
TWICE = re.compile(r"\b(\w+) \1\b")
UNITS = {"money": "EUR"}


@pytest.mark.parametrize("number", [0, 1, 2])
def test_every_measure_of_every_item_is_said_in_agreement_with_its_number(number: int) -> None:
    for account, item, measure, unit in PAIRS:
        words = counted_words(item, measure, str(number), single=number == 1, unit=UNITS.get(unit, unit))
        told = f"{account}: {words}"
        assert len(re.findall(r"\d", words)) == 1, told
        assert str(number) in words, told
        assert not TWICE.search(words), told
        assert not re.search(r"[_{}]|  ", words), told
        if item == measure or unit != "count":
            continue
        one, several = item_words(item, single=True), item_words(item)
        assert f"{number} {one if number == 1 else several}" in words, told
        assert one == several or (f"{number} {several}" in words) == (number != 1), told


@pytest.mark.parametrize("single", [True, False])
def test_without_a_number_the_things_are_said_alone(single: bool) -> None:
    for account, item, measure, _ in PAIRS:
        words = counted_words(item, measure, "", single=single)
        assert words == words.strip() != "", (account, item, measure)
        assert not TWICE.search(words), f"{account}: {words}"
        assert not re.search(r"[_{}\d](?!m2)|  ", words), f"{account}: {words}"


def test_a_measure_alone_has_no_hole_in_it() -> None:
    for _, _, measure, _ in PAIRS:
        assert re.fullmatch(r"[a-z]+( [a-z]+)*", measure_words(measure)), measure


@pytest.mark.parametrize(
    ("item", "measure", "number", "unit", "words"),
    [
        ("drone", "intercepted", "2", "count", "2 drones intercepted"),
        ("people", "killed", "1", "count", "1 person killed"),
        ("people", "wounded", "an unclear number of", "count", "an unclear number of people wounded"),
        ("bodies", "bodies_returned", "1,212", "count", "1,212 bodies returned"),
        ("soldiers", "bodies_returned", "14", "count", "bodies of 14 soldiers returned"),
        ("aid_tonnes", "pledged", "42", "tonne", "42 tonnes pledged"),
        ("supplies", "delivered", "42", "tonne", "42 tonnes of supplies delivered"),
        ("money", "pledged", "11,000,000", "USD", "11,000,000 USD pledged"),
        ("area_km2", "captured", "1,035–1,265", "km2", "1,035–1,265 square kilometres captured"),
        ("target", "launched", "3–9", "count", "3–9 aerial weapons launched"),
        ("location", "struck", "7", "count", "7 locations struck"),
        ("region", "controls", "20", "percent", "20% of regions held"),
        ("denies", "denies", "", "", "denial"),
        ("attackers", "attackers", "12", "count", "12 attackers"),
        ("lost", "lost", "", "", "place lost"),
        ("landmine", "cleared", "120", "count", "120 landmines cleared"),
        ("ammo_boxes", "found", "1", "count", "1 ammo box found"),
        ("cluster_munition_canister", "found", "3", "count", "3 cluster munition canisters found"),
    ],
)
def test_what_is_counted_is_said_as_people_say_it(item: str, measure: str, number: str, unit: str, words: str) -> None:
    assert counted_words(item, measure, number, single=number == "1", unit=unit) == words


def test_a_number_agrees_with_its_noun() -> None:
    assert [many(n, "balance") for n in (0, 1, 2, 1200)] == ["0 balances", "1 balance", "2 balances", "1,200 balances"]
    assert many(2, "copy") == "2 copies"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("SDNREBRSF", "Rapid Support Forces"),
        ("CODREBM23", "M23"),
        ("IGOUNOWFP", "World Food Programme"),
        ("UKRMIL", "Ukrainian military"),
        ("RUSMIL", "Russian military"),
        ("YEMGOV", "Yemeni government"),
        ("SYRREB", "Syrian rebels"),
        ("PAKCVL", "Pakistani civilians"),
        ("KRDCVL", "Kurdish civilians"),
        ("COD", "Democratic Republic of the Congo"),
        ("the villagers", "the villagers"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_party_is_told_by_its_name(code: str | None, name: str) -> None:
    assert party_name(code) == name


def test_no_code_that_is_listed_is_told_as_a_code() -> None:
    table = data_table("parties.toml")
    codes = {row["code"] for row in (*countries().values(), *table["group"].values())} | set(table["people"].values())
    untold = [code for code in codes if party_name(code) == code and code not in table["group"]]
    assert not untold


def test_a_country_is_told_by_its_name() -> None:
    assert [country_name(code) for code in ("UA", "SDN", "Nowhere", None)] == ["Ukraine", "Sudan", "Nowhere", ""]


def test_a_side_of_an_exchange_is_told_by_its_name() -> None:
    assert side_words("released by YEMREBHTI") == "released by Houthis"
    assert measure_words("released by YEM") == "released by Yemen"
    assert side_words("released") == "released"
