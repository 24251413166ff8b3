"""The words that the checks need, from `data/words/<language>/health.toml`; none where there is no file."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from wirebook.fields.data import data_table
from wirebook.types import Reading


@cache
def _table(language: str) -> Mapping[str, Any]:
    try:
        return data_table("words", language, "health.toml")
    except FileNotFoundError:
        return {}


def words(reading: Reading, section: str, key: str) -> tuple[str, ...]:
    """A list of the reading's language (English when the report's language is not known)."""
    return tuple(_table(reading.report.language or "en").get(section, {}).get(key, ()))


def months(reading: Reading) -> Mapping[str, int]:
    """Names of months and the greatest day of each."""
    return dict(_table(reading.report.language or "en").get("time", {}).get("months", {}))


@cache
def any_of(choices: tuple[str, ...]) -> str:
    """A regular expression for any of some words, the longest first; one that never matches when none."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(choices, key=_longest)) + ")" if choices else r"(?!)"


def _longest(word: str) -> tuple[int, str]:
    return -len(word), word


def first_words(spoken: Iterable[str], count: int = 3) -> str:
    """A few of some expressions for a message, each once."""
    some = list(dict.fromkeys(spoken))
    return ", ".join(f"“{word}”" for word in some[:count]) + (" …" if len(some) > count else "")
