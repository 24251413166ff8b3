"""A pack that somebody writes: what is misspelt in it is refused with its line, and what is allowed is listed."""

from pathlib import Path

import pytest

from wirebook.packs import load_pack
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
