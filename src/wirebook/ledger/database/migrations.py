"""The numbered .sql files of `schema/`: each applied once, in order, and recorded with its digest."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

from wirebook.ids import content_id


@dataclass(frozen=True, slots=True)
class Migration:
    """One file of `schema/`: `NNNN_name.sql`, or `NNNN_name.<dialect>.sql` for one database only."""

    number: int
    name: str
    dialect: str | None
    digest: str
    statements: tuple[str, ...]


@cache
def migrations() -> tuple[Migration, ...]:
    """All migrations that this program knows, in the order of their numbers."""
    files = [file for file in (resources.files(__package__) / "schema").iterdir() if file.name.endswith(".sql")]
    return tuple(sorted((_migration(file.name, file.read_text("utf-8")) for file in files), key=_number))


def _number(migration: Migration) -> int:
    return migration.number


def _migration(file: str, text: str) -> Migration:
    number, _, name = file.partition("_")
    dialect = name.split(".")[1] if name.count(".") == 2 else None
    return Migration(int(number), file, dialect, content_id("schema", text), _statements(text))


def _statements(text: str) -> tuple[str, ...]:
    """Statements are parted by empty lines, because a trigger has semicolons inside."""
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    return tuple(part.strip() for part in lines.split("\n\n") if part.strip())
