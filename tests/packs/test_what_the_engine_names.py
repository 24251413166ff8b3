"""The engine names no measure and no item: what they are it asks the packs, in the lexicon."""

import ast
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import get_args

from wirebook.fields.data import data_table
from wirebook.packs import load_packs
from wirebook.types import Amount, Claim, Stance, Status

SOURCE = Path(__file__).parents[2] / "src" / "wirebook"
ENGINE = ("checks", "fields", "ledger", "reading")
LOOK_UPS = {"words", "_set", "_kinds", "_metonym_words", "listed", "_listed", "look_up", "part", "get"}
# Words that are ids of a pack and mean something else where they stand: the folder or file, and what they mean there.
OTHERWISE = {
    ("", "town"): "how exactly a place is known",
    ("fields/place/resolution.py", "region"): "a word behind a name",
    ("ledger/books/bare_bodies.py", "region"): "the level of a body",
    ("fields/party/parties.py", "people"): "how a party is named",
    ("fields/place/", "people"): "whose name a place's name is",
    ("reading/parties/from_country.py", "people"): "the name of a party",
    ("reading/parties/", "civilians"): "the name of a party",
    ("reading/parties/from_conflict.py", "fighters"): "a word of the report",
    ("reading/quantities/counted.py", "money"): "a kind of unit",
}


@cache
def trees() -> dict[str, ast.Module]:
    """The engine's files by their path."""
    paths = [path for folder in ENGINE for path in sorted((SOURCE / folder).rglob("*.py"))]
    return {path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


@cache
def ids() -> frozenset[str]:
    """What the shipped packs name: accounts, measures and items."""
    packs = load_packs()
    rows = [row.id for pack in packs for row in (*pack.items, *pack.measures)]
    return frozenset([*rows, *(pack.account for pack in packs)])


@cache
def words_of_the_types() -> frozenset[str]:
    """Words that the types themselves use: stances, statuses, fields of a claim, and kinds of sources."""
    own = {field.name for kind in (Claim, Amount) for field in fields(kind)}
    return frozenset({*get_args(Stance), *get_args(Status), *own, *data_table("sources.toml")["heads"]})


def strings(node: ast.AST) -> Iterator[ast.Constant]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner


def keys(tree: ast.Module) -> set[int]:
    """The strings by which something is looked up: `table["people"]`, `words("bodies", "names")`."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript):
            found |= {id(one) for one in strings(node.slice)}
        elif isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in LOOK_UPS:
            found |= {id(argument) for argument in node.args}
    return found


def named(name: str, tree: ast.Module) -> Iterator[tuple[str, int, str]]:
    """Where a file has a string that is an id of a pack and no word of the types: the file, the line, the id."""
    left_out = keys(tree)
    for one in strings(tree):
        if one.value in ids() - words_of_the_types() and id(one) not in left_out:
            yield name, one.lineno, str(one.value)


def test_the_engine_never_names_a_measure_or_an_item() -> None:
    met: set[tuple[str, str]] = set()
    for file, line, word in (one for name, tree in trees().items() for one in named(name, tree)):
        allowed = {(start, known) for start, known in OTHERWISE if known == word and file.startswith(start)}
        assert allowed, f"{file}:{line} names {word!r}: let the pack say what it is, and ask the lexicon"
        met |= allowed
    assert met == set(OTHERWISE), "an exception that nothing needs any more is taken out"


def asked_of_an_id(node: ast.AST) -> list[ast.expr]:
    """What a measure, item or account is held against, none where the code does not hold one against anything."""
    if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".is_kind"):
        return node.args[1:]
    sides = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
    asks = any(isinstance(side, ast.Attribute) and side.attr in ("measure", "item", "account") for side in sides)
    return sides if asks else []


def is_named_here(side: ast.expr) -> bool:
    """Whether a side of a comparison is a string, strings, or a list of the word files."""
    parts = side.elts if isinstance(side, (ast.Tuple, ast.Set, ast.List)) else [side]
    of_words = [one for one in ast.walk(side) if isinstance(one, ast.Call) and ast.unparse(one.func) == "words"]
    return bool(of_words) or any(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in parts)


def test_a_measure_or_an_item_is_held_against_no_list_of_the_engine() -> None:
    asked = 0
    for name, tree in trees().items():
        for node in ast.walk(tree):
            sides = asked_of_an_id(node)
            asked += bool(sides)
            assert not any(map(is_named_here, sides)), f"{name}:{getattr(node, 'lineno', 0)} {ast.unparse(node)}"
    assert asked > 40
