"""What was worked out for a short phrase is remembered; for a long one it is not worth its memory."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")
_LONGEST = 80  # characters: names are shorter


def remembered(most: int, longest: int = _LONGEST) -> Callable[[Callable[_P, _T]], Callable[_P, _T]]:
    """Remember the last `most` results of a pure function, of those whose texts are no longer than `longest`.

    A count alone bounds nothing: in a process that runs for weeks a thousand keys may be a thousand whole reports.
    """

    def decorate(function: Callable[_P, _T]) -> Callable[_P, _T]:
        known = lru_cache(maxsize=most)(function)

        @wraps(function)
        def asked(*args: _P.args, **kwargs: _P.kwargs) -> _T:
            for arg in args:
                if isinstance(arg, str) and len(arg) > longest:
                    return function(*args, **kwargs)
            return known(*args, **kwargs)  # type: ignore[arg-type] # what is looked up can be hashed

        asked.cache_info = known.cache_info  # type: ignore[attr-defined]
        return asked

    return decorate
