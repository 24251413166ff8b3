"""The list of which tests guard which module: every module of the rules is on it, and what it explains is there."""

import sys
import tomllib
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "tools"))

import mutate

ROOT = mutate.ROOT
TABLE = tomllib.loads((ROOT / "tests" / "mutants.toml").read_text(encoding="utf-8"))
GUARDED = [name for row in TABLE["guard"] for name in row["modules"]]
FOLDERS = ("fields", "packs", "checks", "ledger/books", "ledger/balances", "ledger/decisions")


def test_every_module_of_the_rules_is_guarded_once() -> None:
    found = [path for folder in FOLDERS for path in (mutate.SOURCE / folder).rglob("*.py")]
    names = sorted(str(path.relative_to(mutate.SOURCE)) for path in found if path.name != "__init__.py")
    assert sorted(GUARDED) == names


def test_the_tests_that_guard_are_there() -> None:
    files = {word for row in TABLE["guard"] for word in row["tests"] if word.startswith("tests/")}
    assert files
    assert not [name for name in files if not (ROOT / name).exists()]


@pytest.mark.parametrize("row", TABLE["alike"], ids=lambda row: f"{row['module']} {row['before'][:30]}")
def test_what_is_explained_is_a_change_that_can_be_made(row: dict[str, str]) -> None:
    source = (mutate.SOURCE / row["module"]).read_text(encoding="utf-8")
    lines = source.splitlines()
    assert row["why"]
    assert [one for one in mutate.mutants(source) if mutate.is_explained(row, row["module"], one, lines)]


def test_an_explanation_with_a_line_is_of_that_line_alone() -> None:
    first, second = mutate.Mutant(1, "0", "1", 0, 0), mutate.Mutant(2, "0", "1", 1, 0)
    row = {"module": "a.py", "before": "0", "line": "low ="}
    lines = ["low = 0", "high = 0"]
    assert mutate.is_explained(row, "a.py", first, lines)
    assert not mutate.is_explained(row, "a.py", second, lines)
    assert not mutate.is_explained(row, "b.py", first, lines)
    assert not mutate.is_explained({**row, "before": "1"}, "a.py", first, lines)
    assert mutate.is_explained({"module": "a.py", "before": "0"}, "a.py", second, lines)
