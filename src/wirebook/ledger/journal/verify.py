"""Whether what was written is as it was: the journal's chain, each reading against the hash that is its name.

What the tables show beside the bodies (columns, warnings, the rows of reports) is compared with what was hashed.
"""

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from wirebook.ids import content_id
from wirebook.ledger.database import kept_rows
from wirebook.ledger.database.json_rows import claim_from_json, finding_from_json, report_from_json
from wirebook.ledger.errors import Fault

SEALED = "sealed"
"""The kind of a line that ties the warnings of readings which an older program kept."""
_TIE = "warnings"
_LONG = 60  # characters of a value that a message shows


@dataclasses.dataclass(frozen=True, slots=True)
class JournalVerdict:
    """What was found: `faults` are not as they were written, `notes` are worth knowing and no fault.

    `head` is the hash of the journal's last line (none of an empty one), `lines` how many it has; `compared` tells
    whether the books were drawn up once more and held against those that there are.
    """

    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]
    head: str | None
    lines: int
    compared: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Held:
    """A reading as a ledger holds it: its row and its report's, and those of its claims and warnings in order."""

    reading: kept_rows.ReadingRow
    report: kept_rows.KeptReportRow
    claims: Sequence[kept_rows.ClaimRow]
    findings: Sequence[kept_rows.FindingRow]


@dataclasses.dataclass(frozen=True, slots=True)
class JournalContent:
    """What a journal tells of. `first` is the reading that each report came with.

    `missed` says that a head which was kept is not there. `tied` has the hashes of the warnings of each reading as its
    lines have them, `sealed` each line that ties those of older readings: its number, its hash, and which they are of.
    """

    faults: tuple[Fault, ...]
    missed: tuple[Fault, ...]
    notes: tuple[Fault, ...]
    first: Mapping[str, str]
    tied: Mapping[str, frozenset[str]]
    sealed: tuple[tuple[int, str, frozenset[str]], ...]
    head: str | None
    lines: int


def chain_of(last: str | None, line: kept_rows.JournalRow) -> str:
    """The hash of a line of the journal and of all lines before it."""
    told = (line.number, line.kind, line.report, line.reading, line.at, line.note)
    decided = () if line.claim is None and line.author is None else (line.claim, line.author)
    return content_id("journal", last, *told, *decided)


def tie(bodies: Iterable[Mapping[str, Any]]) -> str:
    """The hash of a reading's warnings, in order: the note of the line that tells of the reading."""
    return content_id(_TIE, json.dumps(list(bodies), sort_keys=True))


def seal(ties: Mapping[str, str]) -> str:
    """The hash of the warnings of many readings, by the readings' ids."""
    return content_id(_TIE, *(part for reading in sorted(ties) for part in (reading, ties[reading])))


def is_tie(note: str) -> bool:
    """Whether a line's note is a hash of warnings; lines that older programs wrote have none."""
    return note.startswith(f"{_TIE}_")


def told_by(journal: Iterable[kept_rows.JournalRow], kept: str | None = None) -> JournalContent:
    """What the journal's lines tell, in order, and where they are not as they were written.

    `kept` is a head that somebody kept elsewhere: it has to be the hash of one of the lines.
    """
    faults: list[Fault] = []
    notes: list[Fault] = []
    first: dict[str, str] = {}
    tied: dict[str, set[str]] = {}
    sealed: list[tuple[int, str, frozenset[str]]] = []
    last: kept_rows.JournalRow | None = None
    found, count = 0, 0
    for count, line in enumerate(journal, 1):
        if not faults:
            faults += _of_line(count, line, last)
        if last is not None and line.at < last.at:
            notes.append(Fault(f"journal line {count}", f"its time, {line.at}, is before that of the line before it"))
        if line.reading is not None:
            first.setdefault(line.report or "", line.reading)
            ties = tied.setdefault(line.reading, set())
            ties |= {line.note} if is_tie(line.note) else set()
        if line.kind == SEALED:
            sealed.append((count, line.note, frozenset(reading for reading, ties in tied.items() if not ties)))
        found = count if line.chain == kept else found
        last = line
    missed: tuple[Fault, ...] = ()
    if found:
        notes.append(Fault(f"journal line {found}", f"it has the head {kept}; lines after it: {count - found}"))
    elif kept is not None:
        why = "no line of this journal has it: lines were cut off or written anew since it was kept"
        missed = (Fault(f"the head {kept}", why),)
    of_each = {reading: frozenset(ties) for reading, ties in tied.items()}
    end = last.chain if last else None
    return JournalContent(tuple(faults), missed, tuple(notes), first, of_each, tuple(sealed), end, count)


def _of_line(at: int, line: kept_rows.JournalRow, last: kept_rows.JournalRow | None) -> Iterator[Fault]:
    if line.number != at:
        yield Fault(f"journal line {at}", f"it is missing: line {line.number} comes next")
    elif line.chain != chain_of(last.chain if last else None, line):
        yield Fault(f"journal line {at}", "it, or a line before it, was changed after it was written")


def faults_of(told: JournalContent, readings: Iterable[Held]) -> Iterator[Fault]:
    """What of the readings is not as it was written, or as the journal tells of them; the readings in their order."""
    held: set[str] = set()
    ties: dict[str, str] = {}
    unsealed = frozenset(reading for _, _, of in told.sealed for reading in of)
    for one in readings:
        reading = one.reading
        held.add(reading.id)
        yield from _of_reading(one, first=told.first.get(one.report.id) == reading.id)
        own = tie(finding.body for finding in one.findings)
        if reading.id not in told.tied:
            yield Fault(reading.id, "the journal does not tell of it")
        elif told.tied[reading.id] - {own}:
            yield Fault(reading.id, "its warnings are not those that it was kept with")
        elif reading.id in unsealed:
            ties[reading.id] = own
        elif not told.tied[reading.id]:
            yield Fault(reading.id, "no line of the journal ties its warnings")
    for missing in sorted(told.tied.keys() - held):
        yield Fault(missing, "the journal tells of it, and it is not there")
    for number, note, of in told.sealed:
        if note != seal({reading: ties[reading] for reading in of & ties.keys()}):
            yield Fault(f"journal line {number}", "the warnings that it ties are not those that there were")


def _of_reading(one: Held, *, first: bool) -> Iterator[Fault]:
    reading = one.reading
    body = reading.body | {
        "claims": [claim.body for claim in one.claims],
        "report": reading.body["report"] | {"text": one.report.text},
    }
    if content_id("reading", json.dumps(body, sort_keys=True)) != reading.id:
        yield Fault(reading.id, f"what was read in {reading.report} is not what its name was made from")
        return
    named = (reading.report, reading.reader, reading.claims)
    made = (body["report"]["id"], body["reader"], len(one.claims))
    yield from _differing(f"readings {reading.id}", zip(("report", "reader", "claims"), named, made, strict=True))
    if first:
        report = kept_rows.report_row(report_from_json(body["report"]))
        yield from _differing(f"reports {one.report.id}", _fields(one.report, report))
    for claim in one.claims:
        fresh = kept_rows.claim_row(claim_from_json(claim.body), reading.id, claim.position)
        yield from _differing(f"claims {claim.id}", _fields(claim, fresh))
    for finding in one.findings:
        warning = kept_rows.finding_row(finding_from_json(finding.body), reading.id, finding.position)
        yield from _differing(f"findings {reading.id} {finding.position}", _fields(finding, warning))


def _fields(row: Any, made: Any) -> Iterator[tuple[str, Any, Any]]:
    for field in dataclasses.fields(row):
        if field.name != "body":
            yield field.name, getattr(row, field.name), getattr(made, field.name)


def _differing(where: str, values: Iterable[tuple[str, Any, Any]]) -> Iterator[Fault]:
    told = [f"{name} is {shown(is_)}, and was written as {shown(was)}" for name, is_, was in values if is_ != was]
    if told:
        yield Fault(where, "; ".join(told))


def shown(value: Any) -> str:
    """A value as a message shows it: short, and “nothing” where there is none."""
    if value is None:
        return "nothing"
    written = str(value)
    return f"“{written}”" if len(written) <= _LONG else f"“{written[:_LONG]}…”"
