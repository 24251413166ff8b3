"""What one file needs to be seen before it is committed, in seconds: its style, its types, and the quick tests of it.

    python tools/check.py src/wirebook/ledger/books/facts.py

The tests are those that `tests/mutants.toml` names for the module; else those that are called after it or after its
folder; else all of its area. Those that `tests/slow.toml` names are left out, as in `make quick`.
"""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
TESTS = ROOT / "tests"
SOURCE = ROOT / "src" / "wirebook"
AREAS = {"external_tables": "tables", "engines": "test_pipeline.py", "types": "test_shape.py"}
"""The tests of a folder of the package, where they are not called as it is."""
NONE_RAN = 5  # pytest's code where all that was chosen is slow


def main(arguments: list[str]) -> int:
    """1 when something is wrong with the file, with what is."""
    if len(arguments) != 1 or not Path(arguments[0]).is_file():
        sys.stderr.write("check.py: name one file, as in make check FILE=src/wirebook/ledger/books/facts.py\n")
        return 2
    path = Path(arguments[0]).resolve()
    typed = [] if TESTS in path.parents else [["mypy", str(path)]]
    for words in (["ruff", "check", "--quiet", str(path)], ["ruff", "format", "--check", "--quiet", str(path)], *typed):
        if subprocess.run([sys.executable, "-m", *words], cwd=ROOT, check=False).returncode:  # noqa: S603
            return 1
    tests = tests_of(path)
    print("tests:", *tests, flush=True)
    quick = [sys.executable, "-m", "pytest", "-q", "-x", "-m", "not slow", *tests]
    alone = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # plugins of no use here take seconds to load
    return int(subprocess.run(quick, cwd=ROOT, env=alone, check=False).returncode not in (0, NONE_RAN))  # noqa: S603


def tests_of(path: Path) -> list[str]:
    """The tests of a file, as pytest is told them."""
    if TESTS in path.parents and path.name.startswith("test_"):
        return [str(path.relative_to(ROOT))]
    if SOURCE not in path.parents:
        return ["tests/test_shape.py"] if TESTS not in path.parents else [str(path.parent.relative_to(ROOT))]
    module = path.relative_to(SOURCE)
    table = tomllib.loads((TESTS / "mutants.toml").read_text(encoding="utf-8"))
    named = next((row["tests"] for row in table["guard"] if str(module) in row["modules"]), None)
    return list(named or _of_area(module))


def _of_area(module: Path) -> list[str]:
    """The tests that are called after a module, or the nearest folder that has some; else those of its area."""
    *folders, _ = module.parts
    if not folders:
        own = f"test_{module.stem}.py"
        return [f"tests/{own}" if (TESTS / own).exists() else "tests/test_shape.py"]
    area = AREAS.get(folders[0], folders[0])
    if "web" in folders:
        area = "web"
    for name in (module.stem, *reversed(folders[1:])):
        if found := sorted((TESTS / area).glob(f"test_{name}*.py")):
            return [str(one.relative_to(ROOT)) for one in found]
    return [f"tests/{area}"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
