"""Every regular expression that the package compiles, and how it is used; which of them are quadratic on a pump.

    python tests/reading/pattern_uses.py

Patterns are caught as they are compiled: those of modules, of functions, and those made of data files. While reports,
files and pumps are read it is noted whether a pattern is tried at one place (`match`) or sought through a text, and
through how many characters at most. Then each is run as it is used, and one that was never used is sought through a
long text. Printed is one JSON object: how many there are, and the slow ones.
"""

import importlib
import inspect
import json
import pkgutil
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from wirebook.deadline import TooLongError, at_most

LETTERS = ("a", "A", "é", "İ", "1", "_", "aB", "Al-", "a-", "a'", "A’", "a.", "A.", "x", "ᵃ")
MARKS = (
    " ",
    "\t",
    "\xa0",
    "\u202f",
    "\n",
    "\r\n",
    "-",
    "–",
    "—",
    ".",
    ",",
    "…",
    "'",
    "’",
    '"',
    "“",
    "«",
    "(",
    "[",
    "<",
    "/",
)
WORDS = (
    "a ",
    "A ",
    "Aa ",
    "1 ",
    "1,",
    "1.",
    "1-",
    "12:",
    "a, ",
    "a\n",
    "$1 ",
    "the ",
    "and ",
    "of ",
    "of the ",
    "one ",
    "in ",
)
SAID = (
    "said ",
    "killed ",
    "two and ",
    "Mr. ",
    "Five died in Kyiv. ",
    "“a” ",
    "- ",
    "* ",
    "%",
    "|",
    "&",
    ";",
    "(a",
    "(A ",
)
UNITS = (*LETTERS, *MARKS, *WORDS, *SAID)
LONG = 4_000  # characters of a pump
SHORT = 1_000  # of one that most patterns are done with at once
WINDOW = 400  # characters: a pattern that never saw more is run on no more
QUICK = 0.0005  # seconds of the processor: nothing quadratic is done with SHORT characters sooner
SLOW = 0.008  # seconds: nothing quadratic is done with LONG characters sooner
ENOUGH = 0.5  # seconds after which a run is broken off
TIMES = 3.0  # twice the text, how many times the work: 2 is linear, 4 quadratic

OUR_OWN = ("wirebook/fields/time/grammar.py:_BLANK", "wirebook/fields/quantity/units.py:_NAMED")
"""Patterns that see nothing but our own data files, or nothing but the forty characters before a number."""
TRIED = ("wirebook/fields/time/grammar.py:_around", "wirebook/fields/time/dateline.py:_forms")
"""Functions whose patterns are tried at one place (`match`) alone."""

CAUGHT: dict[tuple[str, int], "Watched"] = {}
_compile = re._compile  # type: ignore[attr-defined]


class Watched:
    """A compiled pattern that remembers how it was used."""

    def __init__(self, pattern: re.Pattern[str], where: str) -> None:
        self.real, self.where = pattern, where
        self.tried = self.sought = 0  # characters of the longest text
        self.ways: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    def _noted(self, name: str, args: tuple[Any, ...]) -> None:
        text = next(arg for arg in args if isinstance(arg, str))
        at = args.index(text)
        start, end = (*args[at + 1 : at + 3], *(0, len(text))[len(args[at + 1 : at + 3]) :])
        if name in ("match", "fullmatch"):
            self.tried = max(self.tried, min(end, len(text)) - start)
        else:
            start, end = (start, end) if name in ("search", "finditer", "findall") else (0, len(text))
            self.sought = max(self.sought, min(end, len(text)) - start)


def _watching(name: str) -> Callable[..., Any]:
    def call(self: Watched, *args: Any, **kwargs: Any) -> Any:
        texts = args[1:] if name in ("sub", "subn") else args
        if texts and isinstance(texts[0], str):
            self._noted(name, texts)
        return getattr(self.real, name)(*args, **kwargs)

    return call


for _name in ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split"):
    setattr(Watched, _name, _watching(_name))


def _caught(pattern: Any, flags: int) -> Any:
    if isinstance(pattern, Watched):
        return pattern
    made = _compile(pattern, flags)
    frame: Any = sys._getframe(1)
    while frame and (frame.f_code.co_filename == re.__file__ or frame.f_code.co_name == "<genexpr>"):
        frame = frame.f_back
    path = Path(frame.f_code.co_filename) if frame else Path()
    if "wirebook" not in path.parts or "src" not in path.parts or not isinstance(made.pattern, str):
        return made
    where = f"{'/'.join(path.parts[path.parts.index('wirebook') :])}:{frame.f_code.co_name}"
    return CAUGHT.setdefault((made.pattern, made.flags), Watched(made, where))


def pumped(unit: str, length: int) -> str:
    """A text of one unit again and again, with an end that nothing matches."""
    return (unit * (length // len(unit) + 1))[:length] + "\x00"


def _named() -> None:
    """Call the patterns of modules by their names, and note of those how the module uses them."""
    for module in [module for name, module in sorted(sys.modules.items()) if name.startswith("wirebook")]:
        source = Path(module.__file__ or "").read_text("utf-8")
        for name, made in vars(module).items():
            if isinstance(made, Watched) and made.where.endswith("<module>") and f"{name} = re.compile" in source:
                made.where = made.where.replace("<module>", name)
                made.ways |= set(_compile(rf"\b{name}\.(\w+)\(", 0).findall(source))


def _use() -> None:
    """Load all modules and tables, read what there is to read."""
    package = importlib.import_module("wirebook")
    for found in pkgutil.walk_packages(package.__path__, "wirebook."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
    for module in [module for name, module in sorted(sys.modules.items()) if name.startswith("wirebook")]:
        for made in list(vars(module).values()):
            if hasattr(made, "cache_info") and not inspect.signature(made).parameters:
                made()
    pipeline, packs = importlib.import_module("wirebook.pipeline"), importlib.import_module("wirebook.packs")
    desk = pipeline.open_desk(pipeline.Settings(published="2024-11-13"))
    data = Path(package.__file__ or "").parent / "data" / "dispatches"
    texts = [path.read_text("utf-8") for path in sorted(data.glob("*.txt"))]
    texts += [example.text for pack in packs.load_packs() for example in pack.examples]
    head = "KYIV, Nov. 13 (AP) — Five people were killed in Kyiv on Monday, police said.\n\n"
    for text in [*texts, *(head + pumped(unit, 2 * WINDOW) for unit in UNITS[::3])]:
        pipeline.read_text(text, desk)


def _seconds(run: Callable[[str], Any], text: str, times: int = 1) -> float:
    """The least of the processor's time over some runs; without end, when one is broken off."""
    least = float("inf")
    for _ in range(times):
        began = time.process_time()
        try:
            with at_most(ENOUGH):
                run(text)
        except TooLongError:
            return float("inf")
        least = min(least, time.process_time() - began)
    return least


def _is_quadratic(run: Callable[[str], Any], unit: str, length: int) -> bool:
    """Whether twice the text is more than thrice the work; looked at again before it is said."""
    if _seconds(run, pumped(unit, min(length, SHORT))) < QUICK:
        return False
    whole, half = pumped(unit, length), pumped(unit, length // 2)
    for times in (1, 3, 5):
        took = _seconds(run, whole, times)
        if took < SLOW or took < min(ENOUGH, TIMES * _seconds(run, half, times)):
            return False
    return True


def _run_as_used(one: Watched) -> tuple[Callable[[str], Any], int]:
    only_tried = one.where in TRIED or (bool(one.ways) and one.ways <= {"match", "fullmatch"})
    if not one.sought and (one.tried or only_tried):
        return one.real.match, LONG if one.tried > WINDOW or not one.tried else one.tried
    longest = LONG if one.sought > WINDOW or not one.sought else one.sought
    return (lambda text: all(True for _ in one.real.finditer(text))), longest


def main() -> None:
    """Catch, use, and run the patterns."""
    re._compile = _caught  # type: ignore[attr-defined]
    _use()
    _named()
    slow = []
    for one in CAUGHT.values():
        if one.where.startswith(OUR_OWN):
            continue
        run, length = _run_as_used(one)
        units = [unit for unit in UNITS if _is_quadratic(run, unit, length)]
        if units:
            sys.stderr.write(f"{one.where} {units}\n")
            slow.append({"where": one.where, "pattern": one.real.pattern[:120], "units": units, "sought": one.sought})
    print(json.dumps({"patterns": len(CAUGHT), "slow": slow}))  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
