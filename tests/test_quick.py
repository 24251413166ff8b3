"""The quick loop stays quick: what `make quick` leaves out is there, and nothing loads the parser before it reads."""

import ast
import importlib.util
import subprocess
import sys
from types import ModuleType

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


@pytest.fixture(scope="module")
def check() -> ModuleType:
    """The script of `make check`."""
    spec = importlib.util.spec_from_file_location("check", HERE.parent / "tools" / "check.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.mark.parametrize(
    ("path", "tests"),
    [
        (  # by mutants.toml
            "src/wirebook/ledger/balances/period_sums.py",
            ["tests/ledger/test_sums_of_figures.py", "tests/ledger/test_sums.py"],
        ),
        ("src/wirebook/reading/text/passages.py", ["tests/reading/test_passages.py"]),  # by its name
        ("src/wirebook/ledger/review/queue.py", ["tests/ledger/test_review.py"]),  # by its folder's
        ("src/wirebook/reading/why.py", ["tests/reading"]),  # by its area
        ("src/wirebook/outputs/web/state.py", ["tests/web"]),
        ("src/wirebook/external_tables/cells.py", ["tests/tables"]),
        ("src/wirebook/pipeline.py", ["tests/test_pipeline.py"]),
        ("tests/ledger/test_sums.py", ["tests/ledger/test_sums.py"]),
        ("tests/ledger/week_texts.py", ["tests/ledger"]),
        ("tools/check.py", ["tests/test_shape.py"]),
    ],
)
def test_a_file_is_checked_by_its_tests(path: str, tests: list[str], check: ModuleType) -> None:
    assert (HERE.parent / path).exists()
    assert check.tests_of(HERE.parent / path) == tests


def test_the_tests_of_every_module_are_there(check: ModuleType) -> None:
    modules = list((HERE.parent / "src" / "wirebook").rglob("*.py"))
    named = {one for module in modules for one in check.tests_of(module) if one.startswith("tests/")}
    assert len(named) > 20
    assert [one for one in named if not (HERE.parent / one).exists()] == []
