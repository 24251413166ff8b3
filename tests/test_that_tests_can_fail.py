"""A test that cannot fail proves nothing: what makes one so is looked for in the tests, and in the recipes."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent
FILES = sorted(HERE.rglob("*.py"))
RECIPES = [ROOT / "Makefile", *sorted((ROOT / ".ci").iterdir()), *sorted((ROOT / "tools").glob("*.sh"))]
# Calls that fail by themselves.
CHECKS = ("pytest.raises", "pytest.fail", "expect", "inner_test", "call_and_validate")
by_file = pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HERE)))


def written_tests(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]


def checks(node: ast.AST, functions: dict[str, ast.FunctionDef], seen: frozenset[str] = frozenset()) -> bool:
    """Whether something below a node can fail a test, also in the functions of the file that it calls."""
    for part in ast.walk(node):
        if isinstance(part, ast.Assert):
            return True
        if isinstance(part, ast.Call):
            called = ast.unparse(part.func)
            if called.startswith(CHECKS) or called.endswith(CHECKS):
                return True
            name = called.rpartition(".")[2]
            if name in functions and name not in seen and checks(functions[name], functions, seen | {name}):
                return True
    return False


def loops(body: list[ast.stmt], functions: dict[str, ast.FunctionDef]) -> Iterator[ast.For | None]:
    """For each statement that can fail a test, the loop over data in which it stands, or none."""
    for statement in body:
        if isinstance(statement, ast.For) and not is_written_out(statement.iter):
            yield from (statement for inner in loops(statement.body, functions) if inner is None)
        elif isinstance(statement, (ast.With, ast.Try, ast.If, ast.For)):
            yield from loops(statement.body, functions)
            if isinstance(statement, ast.With) and any(checks(item, functions) for item in statement.items):
                yield None
        elif checks(statement, functions):
            yield None


def is_written_out(node: ast.expr) -> bool:
    """Whether what is looped over stands in the test, or is a constant of its file: somebody would see it empty."""
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func)
        many = called in ("range", "enumerate", "zip", "forms") and any(map(is_written_out, node.args))
        return many or called in ("ast.walk", "written_tests")  # a tree has a root; a file without tests proves nothing
    if isinstance(node, ast.Subscript):
        return is_written_out(node.value)
    return isinstance(node, (ast.Tuple, ast.List, ast.Constant)) or (isinstance(node, ast.Name) and node.id.isupper())


@by_file
def test_every_test_asserts_something_outside_a_loop_that_may_be_empty(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for test in written_tests(tree):
        found = list(loops(test.body, functions))
        assert found, f"{path.name}:{test.lineno}: {test.name} asserts nothing"
        fed = any(ast.unparse(mark).startswith("given") for mark in test.decorator_list)
        assert fed or None in found, f"{path.name}:{test.lineno}: {test.name} asserts nothing when its loop is empty"


@by_file
def test_a_command_is_run_as_it_is_typed(path: Path) -> None:
    """click's runner gives 0 for a command that returns its exit code: `as_typed.typed` gives what a shell sees."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.module != "click.testing", f"{path.name}:{node.lineno}"
        if isinstance(node, ast.Call):
            assert "standalone_mode" not in [keyword.arg for keyword in node.keywords], f"{path.name}:{node.lineno}"


@by_file
def test_no_assertion_is_true_whatever_happens(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assert):
            parts = node.test.values if isinstance(node.test, ast.BoolOp) else [node.test]
            constant = [part for part in parts if isinstance(part, (ast.Constant, ast.Tuple, ast.List, ast.JoinedStr))]
            assert not constant, f"{path.name}:{node.lineno}: {ast.unparse(node)}"


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.name)
def test_no_recipe_goes_on_after_a_failure(path: Path) -> None:
    joined = path.read_text(encoding="utf-8").replace("\\\n", "\f")  # a line that goes on is one line
    for number, line in enumerate(joined.split("\n"), 1):
        assert not re.match(r"\t\s*@?-", line), f"{path.name}:{number}"
        assert not re.search(r"\|\|\s*(?:true|:|exit 0)\b|set \+e", line), f"{path.name}:{number}"


def test_an_empty_set_of_parameters_is_an_error(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.getini("empty_parameter_set_mark") == "fail_at_collect"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("def test_x():\n    assert read()\n", [None]),
        ("def test_x():\n    read()\n", []),
        ("def test_x():\n    for row in rows():\n        assert row\n", ["loop"]),
        ("def test_x():\n    for row in (1, 2):\n        assert row\n", [None]),
        ("def test_x():\n    with open('f') as file:\n        for row in file:\n            assert row\n", ["loop"]),
        ("def test_x():\n    with pytest.raises(ValueError):\n        read()\n", [None]),
        ("def test_x():\n    look()\ndef look():\n    assert read()\n", [None]),
    ],
)
def test_what_is_looked_for_is_seen(text: str, found: list[str | None]) -> None:
    tree = ast.parse(text)
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    (test,) = written_tests(tree)
    assert [loop and "loop" for loop in loops(test.body, functions)] == found


def test_no_two_files_of_tests_have_one_name() -> None:
    """Of two, only the first is collected: the other's tests never run."""
    names = [path.name for path in FILES if path.name.startswith("test_")]
    assert sorted(names) == sorted(set(names))
