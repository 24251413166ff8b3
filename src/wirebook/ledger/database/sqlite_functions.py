"""SQLite's functions on texts, so that none can run for hours: its clock does not tick while a function works.

Its own `instr`, `replace` and `trim` take the product of two lengths; these take the sum, or refuse. And so that no
question takes more memory than it may: how many values it can hold at once is known before it runs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

DENIED = frozenset({"printf", "format"})
"""Functions that a question within bounds may not use: a width of two thousand million takes SQLite a quarter hour."""
_PATTERN = 200  # characters of a pattern of LIKE or GLOB
_SET = 100  # characters that `trim` may be told to take off
_DEPTH = 500  # of expressions in expressions
_COLUMNS = 100  # of an answer, and of what it is taken from
_PAGES = -8000  # KiB (SQLite's sign for them) of the file, and of what is sorted, that are kept in memory
_SMALL = frozenset({"Init", "Halt", "Goto", "Transaction", "ResultRow", "Integer", "Real", "Null"})
"""Steps of SQLite's machine that make no large value: what a question writes out itself is no longer than it is."""
_UNTOLD = 20_000  # steps that a question is taken to have when SQLite does not tell them


def tame(driver: Any, codes: Any, size: int) -> None:
    """Have no value become larger than `size` on a connection, and no function work for long, from now on."""
    driver.setlimit(codes.SQLITE_LIMIT_LENGTH, size)
    driver.setlimit(codes.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, _PATTERN)
    driver.setlimit(codes.SQLITE_LIMIT_COLUMN, _COLUMNS)
    driver.setlimit(codes.SQLITE_LIMIT_EXPR_DEPTH, _DEPTH)
    driver.setlimit(codes.SQLITE_LIMIT_ATTACHED, 0)
    driver.execute(f"PRAGMA cache_size = {_PAGES}")
    made: dict[tuple[str, int], Any] = {("instr", 2): _instr, ("replace", 3): partial(_replace, size)}
    made |= {("trim", 2): _trim, ("ltrim", 2): _trim_left, ("rtrim", 2): _trim_right}
    for (name, count), function in made.items():
        driver.create_function(name, count, function, deterministic=True)


@contextmanager
def roomy(driver: Any, codes: Any, statement: str, room: int) -> Iterator[None]:
    """Have the values of one statement take `room` bytes together at most, whatever columns and nestings it has.

    A large value is made by a step of SQLite's machine, and no step makes two: so each may be as long as the room is
    for all. The steps are told without taking any.
    """
    try:
        told = driver.execute(f"EXPLAIN {statement}")
        steps = sum(row[1] not in _SMALL for row in told)
    except (codes.Error, codes.Warning):  # it is refused with its reason when it is to run
        steps = _UNTOLD
    longest = driver.getlimit(codes.SQLITE_LIMIT_LENGTH)
    driver.setlimit(codes.SQLITE_LIMIT_LENGTH, min(longest, room // max(steps, 1)))
    try:
        yield
    finally:
        driver.setlimit(codes.SQLITE_LIMIT_LENGTH, longest)


def _instr(text: Any, part: Any) -> int | None:
    if text is None or part is None:
        return None
    if isinstance(text, bytes) and isinstance(part, bytes):
        return text.find(part) + 1
    return _written(text).find(_written(part)) + 1


def _replace(size: int, text: Any, old: Any, new: Any) -> str | None:
    if text is None or old is None or new is None:
        return None
    whole, before, after = _written(text), _written(old), _written(new)
    if not before:
        return whole
    if len(whole) + whole.count(before) * (len(after) - len(before)) > size:
        raise ValueError("too big")
    return whole.replace(before, after)


def _trim(text: Any, signs: Any) -> str | None:
    return None if text is None or signs is None else _written(text).strip(_few(signs))


def _trim_left(text: Any, signs: Any) -> str | None:
    return None if text is None or signs is None else _written(text).lstrip(_few(signs))


def _trim_right(text: Any, signs: Any) -> str | None:
    return None if text is None or signs is None else _written(text).rstrip(_few(signs))


def _few(signs: Any) -> str:
    told = _written(signs)
    if len(told) > _SET:
        raise ValueError("too big")
    return told


def _written(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
