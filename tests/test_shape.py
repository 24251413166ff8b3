"""The shape of the code: frozen types, no word lists in Python, small files, one door per outside thing."""

import ast
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "wirebook"
FILES = sorted(SOURCE.rglob("*.py"))
FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "misc"}


@cache
def _tree(path: Path) -> ast.Module:
    """A file, parsed once for all tests."""
    return ast.parse(path.read_text(encoding="utf-8"))


def _functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    for path in FILES:
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.FunctionDef):
                yield path, node


def _length(node: ast.FunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_file_holds_one_idea(path: Path) -> None:
    assert path.stem not in FORBIDDEN_NAMES
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_a_folder_can_be_taken_in_at_a_glance() -> None:
    """Where a folder grows beyond that, its files are of several kinds: each kind is a folder then."""
    held = Counter(str(path.parent.relative_to(SOURCE)) for path in FILES)
    assert {"reading", "outputs/cli"} <= held.keys()
    assert {name: many for name, many in held.items() if many > (11 if name == "reading" else 20)} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_no_word_lists_in_python(path: Path) -> None:
    tree = _tree(path)
    types = {id(n.slice) for n in ast.walk(tree) if isinstance(n, ast.Subscript) and ast.unparse(n.value) == "Literal"}
    for node in ast.walk(tree):
        if isinstance(node, (ast.Set, ast.List, ast.Tuple)) and id(node) not in types:
            texts = [e for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
            assert len(texts) <= 8 or path.name == "__init__.py", f"{path}:{node.lineno}"


def test_functions_are_small() -> None:
    lengths = [_length(node) for _, node in _functions()]
    assert statistics.median(lengths) <= 10
    assert sum(length > 50 for length in lengths) / len(lengths) <= 0.01


def test_public_functions_take_few_parameters() -> None:
    assert any(_functions())
    for path, node in _functions():
        if not node.name.startswith("_") and not node.decorator_list:
            positional = [a for a in node.args.args if a.arg not in ("self", "cls")]
            assert len(positional) <= 6, f"{path}:{node.lineno} {node.name}"


def test_types_are_frozen_and_hold_no_lists() -> None:
    files = ("types/reports.py", "types/books.py", "types/inferences.py")
    nodes = [node for name in files for node in ast.parse((SOURCE / name).read_text(encoding="utf-8")).body]
    assert any(isinstance(node, ast.ClassDef) for node in nodes)
    for node in nodes:
        if isinstance(node, ast.ClassDef) and not {"NamedTuple", "StrEnum"} & set(map(ast.unparse, node.bases)):
            assert [ast.unparse(d) for d in node.decorator_list] == ["dataclass(frozen=True, slots=True)"]
            for field in node.body:
                if isinstance(field, ast.AnnAssign):
                    assert not {"list", "dict", "set"} & set(ast.unparse(field.annotation).replace("[", " ").split())


def test_the_engine_never_names_an_account() -> None:
    accounts = {path.name for path in (SOURCE / "data" / "accounts").iterdir() if path.is_dir()}
    assert accounts
    for path in FILES:
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert node.value not in accounts, f"{path}:{node.lineno} names the account {node.value!r}"


def test_at_most_one_broad_except() -> None:
    broad = [
        f"{path}:{node.lineno}"
        for path in FILES
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
    ]
    assert len(broad) <= 1, broad
    assert all("pipeline.py" in place for place in broad)


def test_parts_are_called_and_not_inherited() -> None:
    """A class that is put together of several others, or of methods that another fills in, is read in many places."""
    kinds = [(path, node) for path in FILES for node in ast.walk(_tree(path)) if isinstance(node, ast.ClassDef)]
    bases = {
        f"{path}:{node.lineno}": [ast.unparse(base).partition("[")[0] for base in node.bases] for path, node in kinds
    }
    assert len(bases) > 100
    several = {where for where, named in bases.items() if len(set(named) - {"Generic"}) > 1 or "ABC" in named}
    assert several == set()


def _type_names(tree: ast.Module) -> Iterator[str]:
    """Classes, nested ones too, and the aliases of a module. Type variables are left out."""
    yield from (node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name, value = node.targets[0].id, ast.unparse(node.value)
            if name.strip("_")[:1].isupper() and not name.isupper() and not value.startswith("TypeVar("):
                yield name


def test_no_type_name_stands_twice() -> None:
    """A private name that is another's but for the underscore counts as the same: a search for one finds both."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for path in FILES:
        for name in _type_names(ast.parse(path.read_text(encoding="utf-8"))):
            places[name.strip("_")].append(str(path.relative_to(SOURCE)))
    assert {"Claim", "CellDay", "Interval"} <= places.keys()
    assert {name: where for name, where in places.items() if len(where) > 1} == {}
