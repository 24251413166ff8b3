"""What an example asks of a claim: each field that it names, and nothing that is not there."""

from dataclasses import replace

import pytest

from wirebook.packs import Pack, load_pack
from wirebook.packs.check import check_pack, describe, shows, taken_words
from wirebook.types import Amount, Claim, Period, Source, Span

HERE = Span(0, 2)
AMOUNT = Amount(12, None, approximate=False, unit="count", written="12", span=HERE)
TOLD = Claim(
    "clm", "rep", "casualties", "killed", "people", AMOUNT, (HERE, HERE), "12 died", "states", "happened",
    period=Period("2024-11-13", "2024-11-13", "day", "2024-11-13", "Wednesday", HERE),
)  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ({"measure": "killed", "low": 12}, True),
        ({"measure": "killed", "low": 12, "high": 12}, False),
        ({"measure": "killed", "low": 13}, False),
        ({"high": 12}, False),
        ({"measure": "wounded"}, False),
        ({"unit": "count", "approximate": False}, True),
        ({"approximate": True}, False),
        ({"unit": "percent"}, False),
        ({"start": "2024-11-13", "end": "2024-11-13"}, True),
        ({"start": "2024-11-12"}, False),
        ({"source": ""}, True),
        ({"source": "mayor"}, False),
        ({"status": "happened"}, True),
        ({"status": "planned"}, False),
        ({"measure": "killed", "status": "planned"}, False),
    ],
)
def test_a_claim_shows_what_is_wanted(wanted, shown):
    assert shows(TOLD, wanted) is shown


@pytest.mark.parametrize("wanted", [{"low": 12}, {"low": 12, "high": 12}, {"unit": "count"}, {"approximate": False}])
def test_a_claim_without_a_number_shows_none(wanted):
    assert not shows(replace(TOLD, amount=None), wanted)


@pytest.mark.parametrize("wanted", [{"start": ""}, {"end": "2024-11-13"}])
def test_a_claim_without_a_time_shows_none(wanted):
    assert not shows(replace(TOLD, period=None), wanted)


def test_a_claim_in_one_line() -> None:
    assert describe(TOLD) == "killed people 12–None states whole"
    bare = replace(TOLD, amount=None, source=Source("the mayor", "government", HERE))
    assert describe(bare) == "killed people no number states whole source=the mayor"


# ---------------------------------------------------------------- a pack tried on its own examples

PACK = """\
account = "mines"
title = "Mines"
question = "How many mines were cleared?"
key = ["place", "period"]

[[item]]
id = "mine"
words = ["mine", "landmine"]

[[measure]]
id = "cleared"
definition = "Mines taken away or blown up."

[[rule]]
id = "clear"
measure = "cleared"
role = "object"
words = ["clear"]
items = ["mine"]
examples = [
  { text = "Sappers said \\"12 landmines\\" were cleared.", claims = [{ measure = "cleared", low = 12, high = 12 }] },
]
counters = ["Sappers saw 12 landmines."]
"""
LINE_OF_EXAMPLE, LINE_OF_COUNTER, LINE_OF_WORDS = 21, 23, 8
CLEARED = replace(
    TOLD, account="mines", measure="cleared", item="mine", amount=replace(AMOUNT, high=12), rule="mines/clear"
)


@pytest.fixture
def pack(tmp_path) -> Pack:
    path = tmp_path / "mines.toml"
    path.write_text(PACK, encoding="utf-8")
    return load_pack(path)


def misses(pack, *claims, at="cleared"):
    """What is wrong where the reader makes these claims of each passage that has some words."""
    found = check_pack(pack, lambda text, _: claims if at in text else [])
    return [(miss.problem.where.removeprefix(f"{pack.path}:"), miss.problem.what) for miss in found]


def test_what_a_pack_does_not_say(tmp_path):
    path = tmp_path / "mines.toml"
    sum_ = '[[identity]]\nid = "all"\nkind = "sum"\nwhole = "cleared"\nparts = ["found"]\n'
    found = '[[measure]]\nid = "found"\ndefinition = "Mines that were found."\n'
    path.write_text(f"{PACK}\n{found}\n{sum_}", encoding="utf-8")
    pack = load_pack(path)
    assert [(one.kind, one.singular, one.performative) for one in pack.measures] == [("flow", False, False)] * 2
    assert [(one.bare, one.intransitive) for one in pack.rules] == [(True, False)]
    assert [(one.tolerance, one.told, one.rest) for one in pack.identities] == [(0.0, False, "unaccounted")]


def test_a_pack_that_is_read_as_it_says_has_no_miss(pack):
    assert misses(pack, CLEARED) == []
    assert misses(pack, CLEARED, replace(TOLD, measure="killed")) == []


def test_an_example_that_is_not_read_is_told_with_its_line_and_the_nearest(pack):
    ((line, what),) = misses(pack)
    assert (line, "nearest" in what) == (str(LINE_OF_EXAMPLE), False)
    other = replace(CLEARED, amount=replace(AMOUNT, high=13))
    (_, missing), (_, more) = misses(pack, other)
    assert f"nearest: {describe(other)}" in missing
    assert more == f"clear: not expected: {describe(other)} by mines/clear"
    (_, first), _ = misses(pack, replace(other, measure="found"))
    assert "nearest" not in first


def test_a_counter_example_is_of_its_own_rule(pack):
    (_, (line, what)) = misses(pack, CLEARED, at="saw")
    assert line == str(LINE_OF_COUNTER)
    assert what == f"clear: counter-example read as {describe(CLEARED)} by mines/clear"
    assert len(misses(pack, replace(CLEARED, rule="mines/removal"), at="saw")) == 1
    anywhere = replace(pack, counters=("Sappers saw 12 landmines.",), rules=())
    ((_, what),) = misses(anywhere, replace(CLEARED, rule="mines/removal"), at="saw")
    assert what.startswith("mines: counter-example read as")


def test_a_pack_whose_file_is_gone_is_named_without_a_line(pack):
    gone = replace(pack, path="gone.toml")
    assert [where for where, _ in misses(gone)] == ["gone.toml"]


def test_a_word_of_an_earlier_pack_is_taken(pack):
    item = pack.items[0]
    earlier = replace(pack, account="shells", items=(replace(item, id="shell", words=("landmine",)),))
    (problem,) = taken_words(pack, [earlier, pack])
    assert problem.where.endswith(f":{LINE_OF_WORDS}")
    assert problem.what == "mine: the word 'landmine' is already 'shell' in shells"
    assert taken_words(pack, [pack, earlier]) == ()
    assert taken_words(pack, [replace(earlier, items=(replace(item, id="mine"),)), pack]) == ()
