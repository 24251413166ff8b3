"""Persons decide about claims: decisions are lines of the journal, and the books follow them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from wirebook.ledger.database.kept_rows import JournalRow
from wirebook.ledger.database.opened import Database
from wirebook.ledger.decisions.corrections import checked
from wirebook.ledger.decisions.decision import (
    OPINIONS,
    Decision,
    DecisionKind,
    Stood,
    Unfit,
    apply,
    by_report,
    note_of,
    standing,
    subject_of,
)
from wirebook.ledger.decisions.decision import disagreements as differing
from wirebook.ledger.decisions.missed import made_of, same, span_of
from wirebook.ledger.errors import LedgerError, NotFoundError
from wirebook.ledger.journal.append import write_line
from wirebook.ledger.query import stored
from wirebook.ledger.update.decided import refitted
from wirebook.ledger.update.settle import settled
from wirebook.packs import Pack, load_packs


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the report of an id: `written`, where they stand only once, or their half-open offsets, or both."""

    report: str
    written: str = ""
    start: int | None = None
    end: int | None = None


def decide(  # noqa: PLR0913 - as a method of a ledger it takes six
    database: Database,
    kind: DecisionKind,
    key: str,
    author: str,
    why: str = "",
    *,
    changes: Mapping[str, str] | None = None,
    other: str | None = None,
) -> Decision:
    """Accept, correct, reject, merge or split: a decision about the claim of an id.

    `changes` are fields and values of a correction (see `correct`); `other` is the claim that this one is joined
    with or set apart from.

    Raises:
        LedgerError: when there is no such claim, or no such value of a field.
    """
    claim = stored.claim(database, key)
    second = stored.claim(database, other) if other is not None else None
    if second is not None and second.id == claim.id:
        raise LedgerError(f"{database.where}: {claim.id} cannot be joined with itself or set apart from itself")
    if kind == "corrected":
        return correct(database, key, changes or {}, author, why)
    decision = Decision(
        number=0,
        kind=kind,
        claim=claim.id,
        author=author,
        at="",
        why=why,
        subject=subject_of(claim),
        other=second.id if second else None,
        other_report=second.report if second else None,
        other_subject=subject_of(second) if second else None,
    )
    return keep(database, decision)


def correct(
    database: Database,
    key: str,
    changes: Mapping[str, str],
    author: str,
    why: str = "",
    *,
    packs: Sequence[Pack] | None = None,
) -> Decision:
    """Set fields of a claim to other values; what earlier corrections set in other fields stays.

    Items and measures are those of `packs`, by default the shipped ones. The decision has the values as they are
    kept: "Agdam" as "Aghdam, Azerbaijan".

    Raises:
        LedgerError: when there is no such claim or field, or no such value; the message has the nearest ones.
    """
    claim = stored.claim(database, key)
    if not changes:
        raise LedgerError(f"{database.where}: say which field of {claim.id} is to be corrected, and what it should say")
    known = _shipped() if packs is None else packs
    kept = checked(stood(database, claim.id).now, changes, known, stored.claims(database, claim.report))
    subject, told = subject_of(claim), tuple(sorted(kept.items()))
    return keep(database, Decision(0, "corrected", claim.id, author, "", why, subject, told))


def add_claim(  # noqa: PLR0913 - as a method of a ledger it takes six
    database: Database,
    words: Words,
    counted: tuple[str, str],
    author: str,
    why: str = "",
    *,
    changes: Mapping[str, str] | None = None,
    packs: Sequence[Pack] | None = None,
) -> Decision:
    """Add a claim that the reader missed, of words of a report; it joins the books like any other.

    `counted` is the measure and the item; `changes` are further fields, as in a correction. Where a reader finds
    the same claim later, they are one, with these fields.

    Raises:
        LedgerError: when the report has not these words there, there is no such value, or the claim is there.
    """
    known = _shipped() if packs is None else packs
    reading = stored.reading(database, words.report)
    span = span_of(reading.report.text, words.written, words.start, words.end)
    claim = made_of(reading, span, *counted, known)
    there = stored.claims(database, reading.report.id)
    twin = next((one for one in there if one.id == claim.id or same(one, claim)), None)
    if twin is not None:
        raise LedgerError(f"{database.where}: the report has this claim already, {twin.id}; correct it instead")
    kept = checked(claim, changes or {}, known, there)
    if claim.amount is None and "number" not in kept:
        raise LedgerError(f"{database.where}: no one number is read in “{words.written or claim.quote}”; give a number")
    told = tuple(sorted(kept.items()))
    return keep(database, Decision(0, "added", claim.id, author, "", why, subject_of(claim), told, added=claim))


def undo(database: Database, number: int, author: str, why: str = "") -> Decision:
    """Take a decision back; taking back an undoing brings the decision back.

    Raises:
        LedgerError: when no decision has this number, or it is undone already.
    """
    made = {one.number: one for one in stored.decisions(database)}
    if number not in made:
        raise NotFoundError(f"{database.where}: there is no decision {number}; `wirebook review log` lists them")
    taken = {one.undoes for one in made.values() if one.undoes}
    if number in taken and number not in {one.number for one in standing(made.values())}:
        raise LedgerError(f"{database.where}: the decision {number} is undone already")
    one = made[number]
    return keep(database, replace(one, kind="undone", author=author, why=why, changes=(), undoes=number, added=None))


def stood(database: Database, key: str) -> Stood:
    """The claim of an id as persons left it, beside how it was read, and who changed which field.

    Raises:
        LedgerError: when there is no such claim.
    """
    claim = stored.claim(database, key)
    made = by_report(stored.decisions(database)).get(claim.report, ())
    return apply(stored.claims(database, claim.report), made, [claim.report]).stood.get(claim.id, Stood(claim, claim))


def unfit_opinions(database: Database) -> tuple[Unfit, ...]:
    """Decisions about claims that no longer fit what the current readings say."""
    made = stored.decisions(database)
    return (*_unfit_alone(database, made), *_unfit_pairs(database, made))


def _unfit_alone(database: Database, made: Sequence[Decision]) -> Iterator[Unfit]:
    """Opinions of one claim: of reports that say it no more, or that say nothing any more."""
    reports = sorted({one.subject.report for one in made if one.kind in OPINIONS})
    claims = {report: stored.claims(database, report) for report in reports}
    yield from apply([claim for report in reports for claim in claims[report]], made, reports).unfit
    for one in standing(made):
        if one.kind in OPINIONS and not claims[one.subject.report]:
            yield Unfit(one, "the report makes no claims any more")


def _unfit_pairs(database: Database, made: Sequence[Decision]) -> Iterator[Unfit]:
    """What joins or parts two claims of which one is gone."""
    for one in standing(settled(database, lambda connection: refitted(connection, made))):
        if one.other and not _are_current(database, one):
            yield Unfit(one, "one of the two claims is not in the current readings any more")


def _are_current(database: Database, one: Decision) -> bool:
    reports = {one.subject.report, one.other_report or ""}
    return {one.claim, one.other} <= {claim.id for report in reports for claim in stored.claims(database, report)}


def disagreements(database: Database) -> tuple[tuple[Decision, ...], ...]:
    """Where reviewers differ on a claim: the last opinion of each."""
    return differing(stored.decisions(database))


def undecided(database: Database, report: str) -> tuple[str, ...]:
    """The claims of a report on which nobody decided yet, in the order of reading.

    Raises:
        LedgerError: when there is no such report.
    """
    key = stored.reading(database, report).report.id
    claims = stored.claims(database, key)
    decided = apply(claims, by_report(stored.decisions(database)).get(key, ()), [key]).standing
    return tuple(one.id for one in claims if one.id not in decided)


def keep(database: Database, decision: Decision) -> Decision:
    """Write a decision into the journal; it has its number and time then."""
    line = JournalRow(
        number=0,
        kind=decision.kind,
        report=decision.subject.report,
        reading=None,
        claim=decision.claim,
        author=decision.author,
        at="",
        note=note_of(decision),
        chain="",
    )
    with database.writing() as connection:
        line = write_line(connection, line)
    return replace(decision, number=line.number, at=line.at)


@cache
def _shipped() -> tuple[Pack, ...]:
    return load_packs()
