"""SQLite's functions on texts, so that none can run for hours: its clock does not tick while a function works.

Its own `instr`, `replace` and `trim` take the product of two lengths; these take the sum, or refuse.
"""

from functools import partial
from typing import Any

DENIED = frozenset({"printf", "format"})
"""Functions that a question within bounds may not use: a width of two thousand million takes SQLite a quarter hour."""
_PATTERN = 200  # characters of a pattern of LIKE or GLOB
_SET = 100  # characters that `trim` may be told to take off


def tame(driver: Any, codes: Any, size: int) -> None:
    """Have no value become larger than `size` on a connection, and no function work for long, from now on."""
    driver.setlimit(codes.SQLITE_LIMIT_LENGTH, size)
    driver.setlimit(codes.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, _PATTERN)
    made: dict[tuple[str, int], Any] = {("instr", 2): _instr, ("replace", 3): partial(_replace, size)}
    made |= {("trim", 2): _trim, ("ltrim", 2): _trim_left, ("rtrim", 2): _trim_right}
    for (name, count), function in made.items():
        driver.create_function(name, count, function, deterministic=True)


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
