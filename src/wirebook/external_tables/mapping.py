"""A mapping: which column of a table is which measure, and how its cells name items, places, parties and sources."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Any, get_args

from wirebook.ids import content_id
from wirebook.types import Stance


class MappingError(Exception):
    """A mapping that cannot be used. The message names the file, the key and the remedy."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that holds numbers of one measure.

    `item` replaces the row's item; `part_of` names the column whose number this one is a part of; `actor` and `target`
    name parties of the mapping; with `map` the cell lists numbers by name ("{'belarus': 2.0}"), which are added.
    """

    column: str
    measure: str
    item: str | None = None
    part_of: str | None = None
    actor: str | None = None
    target: str | None = None
    map: bool = False


@dataclass(frozen=True, slots=True)
class MappedName:
    """A source or party as the mapping writes it: a name, an actor code, and of sources the kind."""

    name: str
    code: str | None = None
    kind: str = "unknown"


@dataclass(frozen=True, slots=True)
class TableMapping:
    """How a table is read. `needs` are the columns by which a table is known to be of this kind.

    `start` and `end` are the columns of the first and last day (or minute), written in one of the `formats` of
    strftime where they are not in ISO 8601; `items` maps the words of `item_column` to items of the account, several
    in one cell parted by `item_joined` having `mixed` in common. `place_column` holds places that the gazetteer
    knows, names of `areas`, or several of them; `sources` maps what stands in `source_column` before `source_until`,
    with `source` for tables of one source alone; with `as_written` a source that is not among them is called what its
    cell says. `key` are the columns that tell a row from all others, by which a corrected row replaces the older one.
    """

    name: str
    title: str
    publisher: str
    account: str
    needs: tuple[str, ...]
    start: str
    end: str
    columns: tuple[Column, ...]
    item: str | None = None
    item_column: str | None = None
    item_joined: str | None = None
    mixed: str | None = None
    items: tuple[tuple[str, str], ...] = ()
    place_column: str | None = None
    place_joined: str | None = None
    country: str | None = None
    areas: tuple[tuple[str, str], ...] = ()
    parties: tuple[tuple[str, MappedName], ...] = ()
    source: MappedName | None = None
    source_column: str | None = None
    source_until: str | None = None
    as_written: bool = False
    sources: tuple[tuple[str, MappedName], ...] = ()
    stance: Stance = "states"
    formats: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    digest: str = ""


_TOP = set("title publisher account stance needs row period item parties place source measure".split())  # noqa: SIM905
_SECTIONS = {
    "row": {"key"},
    "period": {"start", "end", "format"},
    "item": {"column", "joined", "mixed", "words", "always"},
    "place": {"column", "joined", "country", "areas"},
    "source": {"column", "until", "names", "always", "as_written"},
}
_DAY = datetime(2025, 11, 24)  # noqa: DTZ001 - any whose day is no month
_PARTY, _SOURCE = {"name", "code"}, {"name", "kind", "actor"}


def shipped() -> tuple[TableMapping, ...]:
    """The mappings that come with Wirebook, by name."""
    folder = resources.files("wirebook") / "data" / "mappings"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return tuple(_mapping(file.name, file.read_text("utf-8")) for file in files)


def load_mapping(path: str | Path) -> TableMapping:
    """A mapping file of one's own.

    Raises:
        MappingError: when it cannot be read, is no TOML, or has a key that is missing, unknown or of another kind.
    """
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError(f"{path}: the mapping cannot be read ({error}); check the path") from error
    return _mapping(str(path), text)


def fitting(header: Sequence[str]) -> TableMapping | None:
    """The shipped mapping whose columns a table has, the one that needs most of them; none when none fits."""
    known = [one for one in shipped() if set(one.needs) <= set(header)]
    return max(known, key=lambda one: (len(one.needs), one.name), default=None)


def _mapping(name: str, text: str) -> TableMapping:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"{name}: not TOML ({error})") from error
    _refuse_unknown(name, "", data, _TOP)
    for section, keys in _SECTIONS.items():
        _refuse_unknown(name, section, data.get(section, {}), keys)
    for key in ("title", "publisher", "account", "needs", "period", "measure"):
        if key not in data:
            raise MappingError(f"{name}: the key {key!r} is missing; `wirebook import --help` names what a mapping has")
    item, place, source = (data.get(section, {}) for section in ("item", "place", "source"))
    try:
        return TableMapping(
            name=Path(name).stem,
            title=data["title"],
            publisher=data["publisher"],
            account=data["account"],
            needs=tuple(data["needs"]),
            start=data["period"]["start"],
            end=data["period"].get("end", data["period"]["start"]),
            columns=tuple(_column(name, row) for row in data["measure"]),
            item=item.get("always"),
            item_column=item.get("column"),
            item_joined=item.get("joined"),
            mixed=item.get("mixed"),
            items=tuple(item.get("words", {}).items()),
            place_column=place.get("column"),
            place_joined=place.get("joined"),
            country=place.get("country"),
            areas=tuple(place.get("areas", {}).items()),
            parties=tuple((key, _named(name, row, _PARTY)) for key, row in data.get("parties", {}).items()),
            source=_named(name, source["always"], _SOURCE) if "always" in source else None,
            source_column=source.get("column"),
            source_until=source.get("until"),
            as_written=bool(source.get("as_written", False)),
            sources=tuple((key, _named(name, row, _SOURCE)) for key, row in source.get("names", {}).items()),
            stance=_stance(name, data.get("stance", "states")),
            formats=_formats(name, data["period"].get("format", ())),
            key=tuple(data.get("row", {}).get("key", ())),
            digest=content_id("mapping", text),
        )
    except (TypeError, AttributeError, KeyError) as error:
        raise MappingError(f"{name}: a key is missing or of another kind than it must be ({error})") from error


def _stance(name: str, written: str) -> Stance:
    known: tuple[Stance, ...] = get_args(Stance)
    if written not in known:
        raise MappingError(f"{name}: there is no stance {written!r}; known are {', '.join(known)}")
    return next(stance for stance in known if stance == written)


def _formats(name: str, written: Any) -> tuple[str, ...]:
    """The formats of days: each must say day, month and year."""
    formats = (written,) if isinstance(written, str) else tuple(written)
    for form in formats:
        try:
            whole = datetime.strptime(_DAY.strftime(form), form).date() == _DAY.date()  # noqa: DTZ007 - a day alone
        except (ValueError, TypeError):
            whole = False
        if not whole:
            told = "it must say day, month and year, for example %d/%m/%Y"
            raise MappingError(f"{name}: the format {form!r} of [period] cannot be read: {told}")
    return formats


def _column(name: str, row: Mapping[str, Any]) -> Column:
    _refuse_unknown(name, "measure", row, {field.name for field in fields(Column)})
    return Column(**row)


def _named(name: str, row: Mapping[str, Any], keys: set[str]) -> MappedName:
    _refuse_unknown(name, "a name", row, keys)
    return MappedName(row["name"], row.get("code", row.get("actor")), row.get("kind", "unknown"))


def _refuse_unknown(name: str, section: str, row: Mapping[str, Any], known: set[str]) -> None:
    unknown = sorted(row.keys() - known)
    if unknown:
        where = f" of [{section}]" if section else ""
        raise MappingError(f"{name}: unknown key {unknown[0]!r}{where}; known are {', '.join(sorted(known))}")
