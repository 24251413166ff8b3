"""Rows of a table that a newer version of it says otherwise: the older row's report stays, without claims."""

from collections.abc import Iterable, Iterator

from wirebook.external_tables.mapping import TableMapping
from wirebook.types import Reading, Report


def key_of(text: str, mapping: TableMapping) -> tuple[str, ...] | None:
    """The cells of a row's text by which its mapping knows it again; none without [row] key."""
    if not mapping.key:
        return None
    cells = dict(line.partition(": ")[::2] for line in text.split("\n"))
    return tuple(cells.get(column, "") for column in mapping.key)


def outdated(new: Iterable[Report], stored: Iterable[Report], mapping: TableMapping) -> Iterator[Reading]:
    """An empty reading for each stored row that one of the new rows replaces: the ledger keeps it, the books do not."""
    by_key = {key: report for report in new if (key := key_of(report.text, mapping)) is not None}
    for old in stored:
        key = key_of(old.text, mapping)
        report = by_key.get(key) if key is not None else None
        if report is not None and report.id != old.id:
            yield Reading(old, (), (), reader=f"table {mapping.name}: replaced by {report.id}")
