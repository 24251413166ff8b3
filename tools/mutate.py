"""Whether the tests would notice: one small change at a time is made to a module, and its tests are run on it.

    python tools/mutate.py                                    # all of tests/mutants.toml, eight changes a module
    python tools/mutate.py ledger/books/facts.py --mutants 40       # one module, more of its changes
    python tools/mutate.py checks --seed 7 --jobs 2           # a folder, another sample, two at a time
    python tools/mutate.py ledger/books/facts.py --mutants 0        # all changes there are

`tests/mutants.toml` says which tests guard which module. A change is a condition turned round or left out, a
comparison that takes the other side of its limit, a number one higher, a sum for a difference, a result or a statement
left out. The same seed draws the same changes. Nothing is written: the changed module exists in a process of its own,
forked from one that has the heavy libraries loaded (a test that starts a command runs the module as it stands).

It prints each change that no test noticed with its line, before and after, and one line a module with how many were
noticed. The exit code is 1 when there are survivors that `tests/mutants.toml` does not explain, and 2 when the tests
fail on the module as it stands.
"""

import argparse
import ast
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import random
import signal
import sys
import time
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, ModuleType
from typing import cast

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "wirebook"
HEAVY = ("sqlalchemy.dialects.sqlite", "hypothesis", "spacy", "numpy", "rensa")
_QUIET = ("-W", "ignore::pytest.PytestAssertRewriteWarning")  # the libraries are loaded before pytest is
LIMIT = 240  # seconds: a change that makes its tests run longer was noticed
_SIDES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_CALLS = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: its line, what stood there and what stands there now; `at` and `which` find it in the module."""

    line: int
    before: str
    after: str
    at: int
    which: int


# ---------------------------------------------------------------- changes


def mutants(source: str) -> list[Mutant]:
    """All changes that can be made to a module, in the order of its text."""
    found = [
        Mutant(getattr(node, "lineno", 0), ast.unparse(node), ast.unparse(changed), at, which)
        for at, node in enumerate(ast.walk(ast.parse(source)))
        for which, changed in enumerate(_changes(node))
    ]
    return sorted(found, key=lambda one: one.line)


def changed(source: str, path: str, mutant: Mutant) -> CodeType:
    """The whole module with a change. Only those that are drawn are made: a module has hundreds."""
    whole = ast.parse(source)
    place = next(node for at, node in enumerate(ast.walk(whole)) if at == mutant.at)
    _put(whole, place, list(_changes(place))[mutant.which])
    return compile(ast.fix_missing_locations(whole), path, "exec")


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _SIDES:
        yield ast.Compare(node.left, [_SIDES[type(node.ops[0])](), *node.ops[1:]], node.comparators)
    elif isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield ast.BoolOp(other, node.values)
        for left_out in range(len(node.values)):
            rest = [value for n, value in enumerate(node.values) if n != left_out]
            yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.USub)):
        yield node.operand
    elif isinstance(node, ast.BinOp) and type(node.op) in _SUMS and not _is_type(node):
        yield ast.BinOp(node.left, _SUMS[type(node.op)](), node.right)
    elif isinstance(node, ast.IfExp):
        yield ast.IfExp(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
    elif isinstance(node, (ast.If, ast.While)) and not isinstance(node.test, (ast.Compare, ast.BoolOp, ast.UnaryOp)):
        yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
    elif isinstance(node, ast.comprehension):
        for left_out in range(len(node.ifs)):
            rest = [value for n, value in enumerate(node.ifs) if n != left_out]
            yield ast.comprehension(node.target, node.iter, rest, node.is_async)
    else:
        yield from _small_changes(node)


def _small_changes(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        yield ast.Constant(node.value + 1)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS:
        yield ast.Call(ast.Name(_CALLS[node.func.id], ast.Load()), node.args, _keywords(node))
    elif isinstance(node, ast.Return) and node.value and not isinstance(node.value, ast.Constant):
        yield ast.Return(ast.Constant(None))
    elif isinstance(node, (ast.AugAssign, ast.Continue)) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    ):
        yield ast.Pass()


def _keywords(call: ast.Call) -> list[ast.keyword]:
    """What `list` takes of what `sorted` does: nothing."""
    return [] if isinstance(call.func, ast.Name) and call.func.id == "sorted" else call.keywords


def _is_type(node: ast.BinOp) -> bool:
    """ "str | None": a type, which nothing asks."""
    names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    empty = any(isinstance(part, ast.Constant) and part.value is None for part in ast.walk(node))
    return isinstance(node.op, ast.BitOr) and (empty or names <= {"str", "int", "float", "Path"})


def _put(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list):
                setattr(parent, name, [new if one is old else one for one in value])


def _is_worth_it(mutant: Mutant, source: Sequence[str]) -> bool:
    """Whether a change is to what a module does: not to how it is declared, and not to its types."""
    line = source[mutant.line - 1].strip() if mutant.line else ""
    return not line.startswith(("@", "from ", "import ", "_T = ", "raise "))


# ---------------------------------------------------------------- runs


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module by its changed code, all others as they are."""

    def __init__(self, name: str, path: Path, code: CodeType) -> None:
        self.name, self.path, self.code = name, path, code

    def find_spec(
        self, fullname: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        del path, target
        if fullname != self.name:
            return None
        inside = [str(self.path.parent)] if self.path.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(
            fullname, self.path, loader=cast("importlib.abc.Loader", self), submodule_search_locations=inside
        )

    def exec_module(self, module: ModuleType) -> None:
        exec(self.code, module.__dict__)  # noqa: S102 - the module itself, but for one place


def survives(module: Path, code: CodeType | None, tests: Sequence[str]) -> bool:
    """Whether the tests pass on a module with a change, in a process forked for it; without code on it as it is."""
    child = os.fork()
    if child == 0:
        _run(module, code, tests)
    ends = time.monotonic() + LIMIT
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == 0
        if time.monotonic() > ends:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return False
        time.sleep(0.05)


def _run(module: Path, code: CodeType | None, tests: Sequence[str]) -> None:
    os.setpgid(0, 0)
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    name = ".".join(["wirebook", *module.relative_to(SOURCE).with_suffix("").parts]).removesuffix(".__init__")
    if code is not None:
        sys.meta_path.insert(0, _Changed(name, module, code))
    words = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-seed=0", *_QUIET]
    os._exit(int(pytest.main([*words, *tests])))


def tried(module: Path, tests: Sequence[str], most: int, seed: int, jobs: int) -> tuple[int, list[Mutant]]:
    """Draw changes of a module and run its tests on each; how many were drawn, and those that nobody noticed."""
    source = module.read_text(encoding="utf-8")
    every = [one for one in mutants(source) if _is_worth_it(one, source.splitlines())]
    drawn = every if not most or len(every) <= most else random.Random(seed).sample(every, most)  # noqa: S311
    drawn.sort(key=lambda one: one.line)
    with ThreadPoolExecutor(jobs) as pool:
        alive = list(pool.map(lambda one: survives(module, changed(source, str(module), one), tests), drawn))
    return len(drawn), [one for one, lives in zip(drawn, alive, strict=True) if lives]


def is_explained(row: dict[str, str], module: str, mutant: Mutant, source: Sequence[str]) -> bool:
    """Whether a row of `alike` tells why a change cannot show: its `line`, if it has one, is a part of the code's."""
    is_there = row.get("line", "") in source[mutant.line - 1]
    return row["module"] == module and row["before"] == mutant.before and is_there


def main() -> int:
    """Read the command line, try what it names, and say what survived."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", help="modules or folders below src/wirebook (default: all listed)")
    parser.add_argument("--mutants", type=int, default=8, help="changes drawn from each module; 0 for all (8)")
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--jobs", type=int, default=1)
    asked = parser.parse_args()
    os.chdir(ROOT)
    for name in HEAVY:
        importlib.import_module(name)
    table = tomllib.loads((ROOT / "tests" / "mutants.toml").read_text(encoding="utf-8"))
    unexplained = 0
    for row in table["guard"]:
        for name in row["modules"]:
            if asked.names and not any(name.startswith(one) for one in asked.names):
                continue
            module, began = SOURCE / name, time.monotonic()
            if not survives(module, None, row["tests"]):
                print(f"{name}: its tests fail as it stands: {' '.join(row['tests'])}")
                return 2
            many, left = tried(module, row["tests"], asked.mutants, asked.seed, asked.jobs)
            lines = module.read_text(encoding="utf-8").splitlines()
            for one in left:
                known = any(is_explained(row, name, one, lines) for row in table.get("alike", []))
                unexplained += not known
                print(f"  {name}:{one.line}: {one.before}  ->  {one.after}" + (" (explained)" if known else ""))
            print(f"{name}: {many - len(left)} of {many} noticed, {time.monotonic() - began:.0f} s", flush=True)
    return int(unexplained > 0)


if __name__ == "__main__":
    sys.exit(main())
