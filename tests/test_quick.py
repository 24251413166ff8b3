"""The quick loop stays quick: what `make quick` leaves out is there, and nothing loads the parser before it reads."""

import ast
import subprocess
import sys

import pytest

from slow_tests import HERE, LOADED, SLOW


def test_import_wirebook_loads_no_parser() -> None:
    code = "import sys, wirebook, wirebook.pipeline; print('spacy' in sys.modules, 'thinc' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "False"]


def test_collecting_the_tests_loads_no_parser(pytestconfig: pytest.Config) -> None:
    """Of the tests of this run: who collects all of them sees it of all."""
    loaded = pytestconfig.stash[LOADED]
    assert "test_quick" in loaded
    assert loaded.isdisjoint({"spacy", "thinc"}), "a test imports the parser: import it where it is used"


@pytest.mark.parametrize("place", SLOW["places"])
def test_a_place_that_is_called_slow_is_there(place: str) -> None:
    path, _, test = place.partition("::")
    assert (HERE / path).exists()
    tree = ast.parse((HERE / path).read_text(encoding="utf-8")) if test else ast.Module([], [])
    assert test in ("", *(node.name for node in tree.body if isinstance(node, ast.FunctionDef)))


def test_a_quick_test_may_start_no_process() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"name it in tests/slow\.toml"):
        subprocess.run([sys.executable, "--version"], check=False)
