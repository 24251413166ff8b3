"""What the keys of a pack may hold: of the right type, and of words with a meaning one that is known."""

import re
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from wirebook.fields.data import data_table
from wirebook.packs.model import Example, Rule

_ARGUMENTS = ("actor", "target")
_SAID = {str: "a text in quotation marks", bool: "true or false", float: "a number", tuple: "a list of texts"}


class PackError(ValueError):
    """An account pack that cannot be used. The message names the file, the entry and the remedy."""


class PackFile(NamedTuple):
    """A pack's file as it is written, for messages that say on which line something stands."""

    path: Path
    lines: tuple[str, ...]

    def line(self, table: str, number: int, key: str = "") -> str:
        """The file with the line of the `number`-th [[table]] (from 0), or of a key in it, where that is found."""
        header = re.compile(rf"\s*\[\[\s*{re.escape(table)}\s*\]\]")
        starts = [n for n, text in enumerate(self.lines) if header.match(text)]
        if number >= len(starts):
            return str(self.path)
        begin = starts[number]
        for n in range(begin + 1, len(self.lines)):
            if self.lines[n].startswith("[["):
                break
            if key and re.match(rf"\s*{re.escape(key)}\s*=", self.lines[n]):
                return f"{self.path}:{n + 1}"
        return f"{self.path}:{begin + 1}"


def check_values(file: PackFile, table: str, number: int, kind: type, row: Mapping[str, Any]) -> None:
    """Refuse a value that means nothing: `role = "subjekt"`, `words = "clear"`, `actor = ["subjekt"]`.

    Raises:
        PackError: the message has the file with the line, the entry, the value, and what is allowed.
    """
    hints = get_type_hints(kind)
    for key, value in row.items():
        if key == "examples":
            continue
        wrong = _wrong(hints[key], value)
        if wrong is None and kind is Rule and key in _ARGUMENTS:
            wrong = _strange_argument(value)
        if wrong:
            where = f"{file.line(table, number, key)}: [[{table}]] {row.get('id', '(without id)')}"
            raise PackError(f"{where}: {key} = {value!r} {wrong}")


def check_example(file: PackFile, where: str, example: Example, measures: frozenset[str]) -> None:
    """Refuse an example's claim that no reading could show: a key that claims have not, a measure that is not defined.

    Raises:
        PackError: the message has the file, the passage's beginning, and what is allowed.
    """
    known = _claim_keys()
    for claim in map(dict, example.claims):
        strange = sorted(set(claim) - known)
        if strange:
            allowed = ", ".join(sorted(known))
            raise PackError(f"{file.path}: {where}: a claim has no {strange[0]!r}; allowed are {allowed}")
        if claim.get("measure") not in measures:
            allowed = ", ".join(sorted(measures))
            raise PackError(f"{file.path}: {where}: no measure {claim.get('measure')!r}; allowed are {allowed}")


def _wrong(hint: Any, value: Any) -> str | None:
    """What is wrong with a value of a key's type, none when it is of that type."""
    options = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    hint = next(option for option in options if option is not type(None))
    if get_origin(hint) is Literal:
        return None if value in get_args(hint) else f"is not known; allowed are {_allowed(hint)}"
    of_type: dict[type, bool] = {
        str: isinstance(value, str),
        bool: isinstance(value, bool),
        float: isinstance(value, (int, float)) and not isinstance(value, bool),
        tuple: isinstance(value, list) and all(isinstance(one, str) for one in value),
    }
    plain = get_origin(hint) or hint
    if not of_type[plain]:
        return f"must be {_SAID[plain]}"
    of = next(iter(get_args(hint)), None)
    strange = [one for one in value if one not in get_args(of)] if get_origin(of) is Literal else []
    return f"has {strange[0]!r}, which is not known; allowed are {_allowed(of)}" if strange else None


def _allowed(literal: Any) -> str:
    return ", ".join(map(str, get_args(literal)))


def _strange_argument(value: list[str]) -> str | None:
    """What is wrong with the places where a rule looks for its parties."""
    known = data_table("words", "en", "frames.toml")["arguments"]
    for name in value:
        place = name.rpartition("/")[2]  # "sanctions/against": that preposition of another word
        allowed = [*(["own"] if "/" in name else known["places"]), *known["prepositions"]]
        if place not in allowed:
            return f"names no place of a sentence by {name!r}; allowed are {', '.join(allowed)}"
    return None


@cache
def _claim_keys() -> frozenset[str]:
    return frozenset(data_table("words", "en", "frames.toml")["arguments"]["shown"])


def keys_of(kind: type) -> set[str]:
    """The keys that a table of this kind may have."""
    return {field.name for field in fields(kind)}
