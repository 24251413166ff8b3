"""A pack that somebody writes: what is misspelt in it is refused with its line, and what is allowed is listed."""

import re
from pathlib import Path

import pytest

from as_typed import typed
from wirebook.packs import load_pack
from wirebook.packs.check import strange_sides
from wirebook.packs.load import PackError

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
actor = ["subject"]
examples = [
  { text = "Sappers cleared 12 landmines.", claims = [{ measure = "cleared", item = "mine", low = 12, high = 12 }] },
]
counters = ["Sappers saw 12 landmines."]

[[rule]]
id = "removal"
measure = "cleared"
role = "of"
words = ["removal"]
items = ["mine"]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "account.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_pack_as_it_stands_is_one(tmp_path: Path) -> None:
    assert [rule.role for rule in load_pack(written(tmp_path, PACK)).rules] == ["object", "of"]


@pytest.mark.parametrize(
    ("right", "wrong", "line", "told"),
    [
        ('role = "object"', 'role = "subjekt"', 17, "'subjekt' is not known; allowed are object, subject, of, with"),
        ('role = "of"', 'role = "off"', 29, "[[rule]] removal: role = 'off' is not known; allowed are object"),
        ('actor = ["subject"]', 'actor = ["subjekt"]', 20, "by 'subjekt'; allowed are subject, object, item"),
        ('actor = ["subject"]', 'actor = ["sanctions/subject"]', 20, "by 'sanctions/subject'; allowed are own, by"),
        ('actor = ["subject"]', 'actor = "subject"', 20, "must be a list of texts"),
        ('actor = ["subject"]', 'object = "town"', 20, "allowed are place, party, content, any, item"),
        ('actor = ["subject"]', 'status = "done"', 20, "allowed are happened, ongoing, planned, pledged"),
        ('actor = ["subject"]', 'stance = "says"', 20, "allowed are states, claims, denies"),
        ('actor = ["subject"]', "bare = 0", 20, "must be true or false"),
        ('actor = ["subject"]', 'actors = ["subject"]', 20, "unknown key 'actors'"),
        ('words = ["clear"]', 'words = "clear"', 18, "must be a list of texts"),
        ('words = ["clear"]', "words = [12]", 18, "must be a list of texts"),
        ("definition = ", 'kind = "flows"\ndefinition = ', 12, "allowed are flow, stock"),
        ("definition = ", 'by = "force"\ndefinition = ', 12, "by = 'force' is not known; allowed are troops, raid"),
        ("definition = ", 'residents = "yes"\ndefinition = ', 12, "residents = 'yes' must be true or false"),
        ("definition = ", "resident = true\ndefinition = ", 12, "unknown key 'resident'"),
        ('"mine", "landmine"]', '"mine"]\nwhose = ["sate"]', 9, "has 'sate', which is not known; allowed are state,"),
        ('"mine", "landmine"]', '"mine"]\nwhose = "state"', 9, "whose = 'state' must be a list of texts"),
        ('"mine", "landmine"]', '"mine"]\nperson = true', 9, "unknown key 'person'"),
    ],
)  # fmt: skip
def test_a_value_without_a_meaning_is_refused(tmp_path: Path, right: str, wrong: str, line: int, told: str) -> None:
    assert PACK.count(right) == 1
    path = written(tmp_path, PACK.replace(right, wrong))
    with pytest.raises(PackError) as refused:
        load_pack(path)
    assert str(refused.value).startswith(f"{path}:{line}: [[")
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('{ measure = "cleard", low = 12 }', "no measure 'cleard'; allowed are cleared"),
        ('{ measure = "cleared", lo = 12 }', "a claim has no 'lo'; allowed are actor, approximate"),
        ("{ low = 12 }", "no measure None; allowed are cleared"),
    ],
)
def test_an_example_that_no_reading_could_show_is_refused(tmp_path: Path, wrong: str, told: str) -> None:
    right = '{ measure = "cleared", item = "mine", low = 12, high = 12 }'
    assert PACK.count(right) == 1
    with pytest.raises(PackError) as refused:
        load_pack(written(tmp_path, PACK.replace(right, wrong)))
    assert "the example 'Sappers cleared 12 landmines.'" in str(refused.value)
    assert told in str(refused.value)


def test_the_pack_in_the_documents_is_one(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"<!-- file: my-packs/nets/account.toml -->\n```toml\n(.*?)```", page, re.DOTALL)
    (tmp_path / "nets").mkdir()
    path = written(tmp_path / "nets", block)
    code, out, _ = typed("accounts", "test", "--only", str(path))
    assert (code, out) == (0, "nets: 2 examples and counter-examples, all as they should be\n")


# ---------------------------------------------------------------- wirebook accounts test


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packs with one in it, whose second rule has no example, and whose last passage is not read."""
    folder = tmp_path_factory.mktemp("packs")
    (folder / "nets").mkdir()
    text = PACK.replace("mine", "net").replace("Mine", "Net").replace('"landnet"', '"fishing net"')
    text = text.replace("12 landnets", "12 nets")
    text += '\n[[example]]\ntext = "Divers hauled 40 nets from the Nile."\n'
    text += 'claims = [{ measure = "cleared", item = "net", low = 40, high = 40 }]\n'
    written(folder / "nets", text)
    return folder


def test_only_my_own_pack_is_tried(mine: Path) -> None:
    for only in (mine / "nets", mine / "nets" / "account.toml", mine):
        code, out, err = typed("accounts", "test", "--only", str(only))
        assert (code, err) == (1, "")
        assert [line.split(": ")[0] for line in out.splitlines()] == [f"{mine}/nets/account.toml:34", "nets"]
        assert "no claim {'high': 40, 'item': 'net'" in out
        assert out.splitlines()[-1] == "nets: 3 examples and counter-examples, 1 problems"


def test_one_shipped_account_is_tried_by_its_name() -> None:
    code, out, _ = typed("accounts", "test", "--only", "statement")
    assert code == 0
    assert out.startswith("statement: ")
    assert out.endswith("all as they should be\n")
    assert len(out.splitlines()) == 1


def test_a_pack_that_is_not_there_is_one_message(tmp_path: Path) -> None:
    code, out, err = typed("accounts", "test", "--only", str(tmp_path))
    assert (code, out) == (2, "")
    assert "no pack at" in err
    assert "known are aid, air_attack, casualties" in err


def test_why_no_rule_took_a_number(mine: Path) -> None:
    code, out, _ = typed("accounts", "test", "--only", str(mine), "--why")
    assert code == 1
    assert "    “40 nets”: is the item 'net' (of nets), and no rule took it\n" in out
    assert "      “hauled” (the number is its object): no account lists this word\n" in out


def test_why_another_rule_took_a_number(tmp_path: Path) -> None:
    wrong = PACK.replace('"landmine"]', '"tent"]').replace('words = ["mine", ', "words = [")
    wrong = wrong.replace(
        "Sappers cleared 12 landmines.", "Sappers destroyed 12 tanks and cleared nine bags, the army said."
    )
    (tmp_path / "mines").mkdir()
    path = written(tmp_path / "mines", wrong)
    code, out, _ = typed("accounts", "test", "--accounts", str(tmp_path), "--only", "mines", "--why")
    assert code == 1
    assert f"{path}:22: clear: no claim" in out
    assert "    “12”: casualties/destroy_object took it as destroyed tank (" in out
    assert "    “nine bags”: no account has an item with these words\n" in out


def test_a_word_that_another_pack_has_is_told(tmp_path: Path) -> None:
    (tmp_path / "mines").mkdir()
    path = written(tmp_path / "mines", PACK)
    code, out, _ = typed("accounts", "test", "--only", str(path))
    assert code == 1
    assert f"{path}:8: mine: the word 'landmine' is already 'weapon' in casualties; give the item that id" in out


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (
            'sides = ["attacker", "defnder"]',
            "cleared: the side 'defnder' is none that reading knows, but nearly 'defender'",
        ),
        (
            'sides = ["attackers", "mine"]',
            "cleared: the side 'attackers' is none that reading knows, but nearly 'attacker'",
        ),
        ('sides = ["giver", "taker"]\nat = "taken"', "cleared: at = 'taken' is none of its sides"),
        ('at = "taker"', "cleared: at = 'taker' is none of its sides"),
    ],
)
def test_a_misspelt_side_is_told(tmp_path: Path, keys: str, told: str) -> None:
    path = written(tmp_path, PACK.replace("definition =", f"{keys}\ndefinition ="))
    (problem,) = strange_sides(load_pack(path))
    assert problem.where == f"{path}:11"
    assert problem.what.startswith(told)


@pytest.mark.parametrize(
    "keys", ["", 'sides = ["buyer", "seller"]\nat = "seller"', 'sides = ["holder", "former holder"]']
)
def test_sides_of_a_name_of_ones_own_are_as_good(tmp_path: Path, keys: str) -> None:
    path = written(tmp_path, PACK.replace("definition =", f"{keys}\ndefinition ="))
    assert strange_sides(load_pack(path)) == ()


def test_the_misspelt_side_of_a_pack_that_is_tried_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "mines").mkdir()
    path = written(tmp_path / "mines", PACK.replace("definition =", 'sides = ["atacker", "defender"]\ndefinition ='))
    code, out, _ = typed("accounts", "test", "--only", str(path))
    assert code == 1
    assert f"{path}:11: cleared: the side 'atacker' is none that reading knows, but nearly 'attacker'" in out


def test_a_misspelt_role_is_one_line_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "mines").mkdir()
    path = written(tmp_path / "mines", PACK.replace('role = "object"', 'role = "subjekt"'))
    code, out, err = typed("accounts", "test", "--only", str(path))
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert f"{path}:17: [[rule]] clear: role = 'subjekt' is not known; allowed are object, subject" in err
