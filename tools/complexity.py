"""How many ways lead through each function of src/wirebook, held to what tests/complexity.toml has of them.

python tools/complexity.py           # lowers the record to what was brought down, and prints what is over it
python tools/complexity.py --anew    # writes the record of the code as it is, what grew too

Counted are if, for, while, except, match cases, conditional expressions, the loops and conditions of comprehensions,
and each further term of `and` and `or`: a condition of five terms is read five times, which ruff's C901 does not see.
A function within another is counted by itself.
"""

import ast
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "wirebook"
RECORD = ROOT / "tests" / "complexity.toml"
DENSE, WORST = 10, 15
_HEAD = """\
# The functions of src/wirebook through which many ways lead, as tools/complexity.py counts them and writes them here.
# tests/test_complexity.py fails when one grows, when another goes over 15, and when more of all are over 10.
"""
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_BRANCHES = (
    *(ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.IfExp, ast.match_case, ast.comprehension),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """What is over the limits: how many functions there are, those over 10 by folder, and those over 15 by name."""

    functions: int
    over_10: Mapping[str, int]
    over_15: Mapping[str, int]

    @property
    def share(self) -> float:
        """Give the share of functions that are over 10."""
        return sum(self.over_10.values()) / self.functions


def complexity(function: ast.AST) -> int:
    """Count the ways through a function, without those of functions and classes within it."""
    return 1 + sum(map(_ways, _within(function)))


def _ways(node: ast.AST) -> int:
    if isinstance(node, ast.BoolOp):
        return len(node.values) - 1
    return isinstance(node, _BRANCHES) + (len(node.ifs) if isinstance(node, ast.comprehension) else 0)


def _within(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (*_FUNCTIONS, ast.ClassDef)):
            yield child
            yield from _within(child)


def functions_of(tree: ast.AST, name: str = "") -> Iterator[tuple[str, int]]:
    """Give each function by its name within the module ("Lexicon.is_kind"), with its complexity."""
    for node in ast.iter_child_nodes(tree):
        inner = name
        if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            inner = f"{name}.{node.name}".strip(".")
            if not isinstance(node, ast.ClassDef):
                yield inner, complexity(node)
        yield from functions_of(node, inner)


def measure(source: Path = SOURCE) -> Measured:
    """Measure a package as it is."""
    found: dict[str, int] = {}
    over_10: Counter[str] = Counter()
    functions = 0
    for path in sorted(source.rglob("*.py")):
        module = path.relative_to(source)
        for name, ways in functions_of(ast.parse(path.read_text(encoding="utf-8"))):
            functions += 1
            over_10[module.parts[0]] += ways > DENSE
            found[f"{module.as_posix()}:{name}"] = max(ways, found.get(f"{module.as_posix()}:{name}", 0))
    return Measured(
        functions,
        {folder: count for folder, count in sorted(over_10.items()) if count},
        {name: ways for name, ways in sorted(found.items()) if ways > WORST},
    )


def load(record: Path = RECORD) -> Measured:
    """Read the record."""
    table = tomllib.loads(record.read_text(encoding="utf-8"))
    return Measured(table["functions"], table["over_10"], table["over_15"])


def written(measured: Measured) -> str:
    """Write what was measured as the record has it."""
    rows = [_HEAD, f"functions = {measured.functions}", "", "[over_10]"]
    rows += [f'"{folder}" = {count}' for folder, count in measured.over_10.items()]
    rows += ["", "[over_15]", *(f'"{name}" = {ways}' for name, ways in measured.over_15.items())]
    return "\n".join(rows) + "\n"


def grown(now: Measured, record: Measured) -> dict[str, int]:
    """Name what is over 15 and over what the record has of it."""
    return {name: ways for name, ways in now.over_15.items() if ways > record.over_15.get(name, WORST)}


def fallen(now: Measured, record: Measured) -> dict[str, int]:
    """Name what the record has higher than it is, or that is no more: it can be lowered, so that nothing grows back."""
    return {name: ways for name, ways in record.over_15.items() if now.over_15.get(name, 0) < ways}


def lowered(now: Measured, record: Measured) -> Measured:
    """Give the record with all that fell as it is now; what grew stays as it was."""
    kept = {name: min(now.over_15[name], ways) for name, ways in record.over_15.items() if name in now.over_15}
    better = now if now.share <= record.share else record
    return Measured(better.functions, better.over_10, kept)


def main(arguments: list[str]) -> int:
    """Lower the record or write it anew; 1 when something is over it still."""
    now = measure()
    record = now if "--anew" in arguments else lowered(now, load())
    RECORD.write_text(written(record), encoding="utf-8")
    worse = grown(now, record)
    print(f"{now.share:.1%} of {now.functions} functions are over {DENSE}, {len(now.over_15)} over {WORST}")
    print("".join(f"grown: {name} {ways}\n" for name, ways in worse.items()), end="")
    if now.share > record.share:
        print(f"the share over {DENSE} grew: it was {record.share:.2%}, it is {now.share:.2%}")
    return int(bool(worse) or now.share > record.share)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
