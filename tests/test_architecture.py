"""The developers' page cannot drift: its folders are those of the source, its files and functions are there."""

import ast
import re
from pathlib import Path

import pytest

from docs_runs import ROOT, stands_in

SOURCE = ROOT / "src" / "wirebook"
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
TREE = PAGE.partition("| folder | what it holds |")[2].partition("\n\n")[0]
FROM_ROOT = ("src/", "tests/", "bench/", "tools/", "docs/", "frontend/", "pyproject.toml")


def folders_of(tree: str) -> set[str]:
    """The folders that the first cells of a table name, without the stroke at their end."""
    cells = [row.split("|")[1] for row in tree.splitlines() if row.startswith("| ")]
    return {name.rstrip("/") for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def with_modules(source: Path) -> set[str]:
    """The folders below a source that hold modules, itself as "."."""
    return {path.parent.relative_to(source).as_posix() for path in source.rglob("*.py")}


def paths_in(text: str) -> set[str]:
    """What stands in backticks and is a path: of a file, or of a folder with a stroke at its end."""
    return set(re.findall(r"`([\w./-]+(?:\.(?:py|toml|md|html|sql|gz)|/))`", text))


def file_of(path: str) -> Path:
    """Where a path of the page leads: below the source, unless it says otherwise."""
    return (ROOT if path.startswith(FROM_ROOT) else SOURCE) / path


def names_of(path: Path) -> set[str]:
    """What a module defines: functions, classes with their methods, and constants."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


def test_every_folder_that_holds_modules_is_told() -> None:
    assert len(with_modules(SOURCE)) > 30
    assert with_modules(SOURCE) - folders_of(TREE) == set()


def test_no_folder_is_told_that_is_not_there() -> None:
    assert len(folders_of(TREE)) > 30
    assert {name for name in folders_of(TREE) if not (SOURCE / name).is_dir()} == set()


def test_every_path_that_is_named_is_there() -> None:
    assert len(paths_in(PAGE)) > 90
    assert {path for path in paths_in(PAGE) if not file_of(path).exists()} == set()


def test_every_function_is_in_the_module_that_it_is_said_to_be_of() -> None:
    told = re.findall(r"`(\w+)` of\s`([\w./]+\.py)`", PAGE)
    assert len(told) > 40
    lost = [f"{name} of {path}" for name, path in told if name not in names_of(file_of(path))]
    assert lost == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("tests/README.md", (ROOT / "tests" / "README.md").read_text(encoding="utf-8")),
        ("bench/README.md", (ROOT / "bench" / "README.md").read_text(encoding="utf-8")),
    ],
)
def test_the_modules_in_other_documents_are_there(name: str, text: str) -> None:
    """A path of theirs is one below the source, the project, or their own folder."""
    bases = (SOURCE, ROOT, (ROOT / name).parent)
    assert len(paths_in(text)) > 5
    assert {path for path in paths_in(text) if not any((base / path).exists() for base in bases)} == set()


FILE = "a = 1\nb = [1, 2, 3]\nc = 3\n\nd = 4\n"


@pytest.mark.parametrize(
    "excerpt", ["a = 1", "a = 1\nb = [1, 2, 3]", "b = [1, …\nc = 3", "a = 1\n…\nd = 4", "c = 3\n…\nd = 4"]
)
def test_an_excerpt_stands_in_its_file(excerpt: str) -> None:
    assert stands_in(excerpt, FILE)


@pytest.mark.parametrize("excerpt", ["a = 2", "a = 1\nc = 3", "b = [1,", "d = 4\n…\na = 1", "= 1", "b = [2, …"])
def test_what_stands_otherwise_in_its_file_is_no_excerpt(excerpt: str) -> None:
    assert not stands_in(excerpt, FILE)
