"""What our measures and items are in the codebooks of others: the table names nothing that no pack defines."""

from wirebook.fields.data import data_table
from wirebook.outputs.export.codebooks import items_of, raid_columns
from wirebook.packs import load_packs

PACKS = {pack.account: {measure.id for measure in pack.measures} for pack in load_packs()}
ITEMS = {item.id for pack in load_packs() for item in pack.items}
TABLE = data_table("exports", "measures.toml")


def test_every_measure_of_the_table_is_one_of_its_account() -> None:
    named = {(account, measure) for account in PACKS for measure in TABLE.get(account, {})}
    assert len(named) > 15
    assert {one for one in named if one[1] not in PACKS[one[0]]} == set()
    assert set(TABLE) == set(PACKS) | {"columns", "items", "orders"}


def test_every_column_of_raids_has_a_measure() -> None:
    assert raid_columns("air_attack")["intercepted"] == "destroyed"
    assert raid_columns("casualties") == {}
    assert {account: set(rows) - PACKS[account] for account, rows in TABLE["columns"].items()} == {"air_attack": set()}


def test_every_item_of_the_table_is_one_of_a_pack() -> None:
    assert {name: items_of(name) - ITEMS for name in TABLE["items"]} == dict.fromkeys(TABLE["items"], frozenset())
    assert items_of("dead_civilians") < items_of("civilians")
    assert items_of("civilians").isdisjoint(items_of("armed_by_a_state"))
