"""Whether a ledger is as it was written: the journal's chain, and each reading against the hash that is its name."""

import dataclasses
import json
from collections.abc import Iterable, Iterator, Sequence

from wirebook.ids import content_id
from wirebook.ledger import columns
from wirebook.ledger.rows import claim_from_json


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was written: `where` names the line or the reading, `what` says what is wrong."""

    where: str
    what: str


Held = tuple[columns.ReadingRow, str, Sequence[columns.ClaimRow]]
"""A reading as a ledger holds it: its row, the report's text, and the rows of its claims in order."""


def chain_of(last: str | None, line: columns.JournalRow) -> str:
    """The hash of a line of the journal and of all lines before it."""
    told = (line.number, line.kind, line.report, line.reading, line.at, line.note)
    decided = () if line.claim is None and line.author is None else (line.claim, line.author)
    return content_id("journal", last, *told, *decided)


def faults(journal: Iterable[columns.JournalRow], readings: Iterable[Held]) -> Iterator[Fault]:
    """All that is not as it was written: the journal's lines in order, then the readings in theirs."""
    told: set[str | None] = set()
    last: str | None = None
    for at, line in enumerate(journal, 1):
        told.add(line.reading)
        if line.number != at:
            yield Fault(f"journal line {at}", f"it is missing: line {line.number} comes next")
            return
        if line.chain != chain_of(last, line):
            yield Fault(f"journal line {at}", "it, or a line before it, was changed after it was written")
            return
        last = line.chain
    held: set[str] = set()
    for reading, text, claims in readings:
        held.add(reading.id)
        yield from _of_reading(reading, text, claims)
        if reading.id not in told:
            yield Fault(reading.id, "the journal does not tell of it")
    for missing in sorted(reading for reading in told - held if reading):
        yield Fault(missing, "the journal tells of it, and it is not there")


def _of_reading(reading: columns.ReadingRow, text: str, claims: Sequence[columns.ClaimRow]) -> Iterator[Fault]:
    body = reading.body | {
        "claims": [claim.body for claim in claims],
        "report": reading.body["report"] | {"text": text},
    }
    if content_id("reading", json.dumps(body, sort_keys=True)) != reading.id:
        yield Fault(reading.id, f"what was read in {reading.report} is not what its name was made from")
    elif changed := next((claim for claim in claims if claim != _fresh(claim)), None):
        yield Fault(reading.id, f"the columns of {changed.id} do not say what the claim says")


def _fresh(claim: columns.ClaimRow) -> columns.ClaimRow:
    made = columns.claim_row(claim_from_json(claim.body), claim.reading, claim.position)
    return dataclasses.replace(made, body=claim.body)
