"""TOML → frozen Pack. Unknown keys, names and duplicate ids are refused: a misspelt key never vanishes silently."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from wirebook.packs.model import Example, Identity, Item, Measure, Pack, Rule
from wirebook.packs.values import PackError, PackFile, check_example, check_values, keys_of

__all__ = ["PACK_FILE", "PackError", "load_pack", "load_packs", "shipped_folder"]

_TABLES: dict[str, type] = {"item": Item, "measure": Measure, "rule": Rule, "identity": Identity}


PACK_FILE = "account.toml"


def shipped_folder() -> Path:
    """Where the packs lie that come with the package."""
    return Path(str(resources.files("wirebook") / "data" / "accounts"))


def load_packs(extra: Iterable[Path] = ()) -> tuple[Pack, ...]:
    """All packs that ship with the package, then those in the `extra` folders (each holding <name>/account.toml).

    Raises:
        PackError: when a file cannot be read as a pack, or two packs claim one account.
    """
    paths = [path for folder in (shipped_folder(), *extra) for path in sorted(folder.glob(f"*/{PACK_FILE}"))]
    packs = tuple(load_pack(path) for path in paths)
    accounts = [pack.account for pack in packs]
    for account in set(accounts):
        if accounts.count(account) > 1:
            where = [pack.path for pack in packs if pack.account == account]
            raise PackError(f"{where[-1]}: account {account!r} exists already in {where[0]}; choose another name")
    return packs


def load_pack(path: Path) -> Pack:
    """One pack from its TOML file.

    Raises:
        PackError: when the file is not TOML, has an unknown key, lacks a needed one, or names what it does not define.
    """
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise PackError(f"{path}: {error}") from error
    file = PackFile(path, tuple(text.splitlines()))
    tables = {f"{name}s" if name != "identity" else "identities": _entries(file, name, data) for name in _TABLES}
    known = {"account", "title", "question", "key", "topic", "disjoint", "example", "counters"}
    _refuse_unknown(path, "the top level", data, known | set(_TABLES))
    try:
        pack = Pack(
            account=data["account"],
            title=data["title"],
            question=data["question"],
            key=tuple(data["key"]),
            examples=tuple(_example(path, row) for row in data.get("example", [])),
            counters=tuple(data.get("counters", [])),
            topic=data.get("topic"),
            disjoint=tuple(tuple(group) for group in data.get("disjoint", [])),
            path=str(path),
            **tables,
        )
    except KeyError as error:
        raise PackError(f"{path}: the key {error} is missing at the top level") from error
    _refuse_undefined(pack)
    _refuse_twice(pack)
    measures = frozenset(measure.id for measure in pack.measures)
    for example in (*pack.examples, *(one for rule in pack.rules for one in rule.examples)):
        check_example(file, f"the example {example.text.strip()[:40]!r}", example, measures)
    return pack


def _entries(file: PackFile, table: str, data: Mapping[str, Any]) -> tuple[Any, ...]:
    kind, entries = _TABLES[table], []
    for number, row in enumerate(data.get(table, [])):
        where = f"[[{table}]] {row.get('id', '(without id)')}"
        strange = next((key for key in row if key not in keys_of(kind)), "")
        _refuse_unknown(file.line(table, number, strange), where, row, keys_of(kind))
        check_values(file, table, number, kind, row)
        values = {key: _frozen(file.path, key, value) for key, value in row.items()}
        try:
            entries.append(kind(**values))
        except TypeError as error:
            raise PackError(f"{file.line(table, number)}: {where}: {error}") from error
    return tuple(entries)


def _frozen(path: Path, key: str, value: Any) -> Any:
    if key == "examples":
        return tuple(_example(path, row) for row in value)
    return tuple(value) if isinstance(value, list) else value


def _example(path: Path, row: Mapping[str, Any]) -> Example:
    where = f"the example {str(row.get('text'))[:40]!r}"
    _refuse_unknown(path, where, row, {"text", "claims", "published"})
    try:
        claims = tuple(tuple(sorted(claim.items())) for claim in row["claims"])
        return Example(text=row["text"], claims=claims, published=row.get("published"))
    except KeyError as error:
        raise PackError(f"{path}: {where}: the key {error} is missing") from error


def _refuse_unknown(path: Path | str, where: str, row: Mapping[str, Any], known: set[str]) -> None:
    unknown = [key for key in row if key not in known]
    if unknown:
        raise PackError(f"{path}: {where}: unknown key {unknown[0]!r}; known are {', '.join(sorted(known))}")


def _refuse_undefined(pack: Pack) -> None:
    """Every name that a pack uses must be defined in it."""
    items = {item.id for item in pack.items}
    measures = {measure.id for measure in pack.measures}
    for where, name, kind in _uses(pack):
        known = {"item": items, "measure": measures}[kind]
        if name not in known:
            raise PackError(f"{pack.path}: {where}: {name!r} is not defined; known are {', '.join(sorted(known))}")


def _uses(pack: Pack) -> Iterator[tuple[str, str, str]]:
    """The names that a pack uses: where, and whether it has to be an item's or a measure's."""
    yield from ((f"[[item]] {item.id}", item.kind_of, "item") for item in pack.items if item.kind_of)
    yield from ((f"[[measure]] {row.id}", row.implies, "item") for row in pack.measures if row.implies)
    for rule in pack.rules:
        yield f"[[rule]] {rule.id}", rule.measure, "measure"
        names = (*rule.items, rule.item) if rule.item else rule.items
        yield from ((f"[[rule]] {rule.id}", name, "item") for name in names)
    for row in pack.identities:
        yield from ((f"[[identity]] {row.id}", name, "measure") for name in (row.whole, *row.parts, *row.less))
    yield from (("disjoint", name, "item") for group in pack.disjoint for name in group)


def _refuse_twice(pack: Pack) -> None:
    """Every id must be given once in its table."""
    for table in (pack.items, pack.measures, pack.rules, pack.identities):
        ids = [row.id for row in table]
        for name in ids:
            if ids.count(name) > 1:
                raise PackError(f"{pack.path}: the id {name!r} is used twice; ids are unique in their table")
