"""Review as methods of a ledger: decisions are lines of its journal, and the books follow them."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import sqlalchemy as sa

from wirebook.ledger.database.kept_rows import JournalRow
from wirebook.ledger.database.tables import FACT_CLAIMS, FACTS, POSTINGS, SIDES, rows_in
from wirebook.ledger.decisions.corrections import checked
from wirebook.ledger.decisions.decision import (
    OPINIONS,
    Decision,
    DecisionKind,
    Stood,
    Unfit,
    apply,
    by_report,
    disagreements,
    standing,
    subject_of,
)
from wirebook.ledger.decisions.missed import made_of, same, span_of
from wirebook.ledger.errors import LedgerError, NotFoundError
from wirebook.ledger.query import filters
from wirebook.ledger.query.filters import Asked
from wirebook.ledger.questions import Books
from wirebook.ledger.update.decided import decisions, refitted
from wirebook.packs import Pack, load_packs
from wirebook.types import Claim, Reading

_LOOKED_AT = 1000  # claims without a decision that are weighed for a queue, the least sure of them


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that waits for a decision: how much one would change (`weight`), and why it stands where it does."""

    claim: str
    weight: float
    why: str
    quote: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the report of an id: `written`, where they stand only once, or their half-open offsets, or both."""

    report: str
    written: str = ""
    start: int | None = None
    end: int | None = None


class Reviewing(Books):
    """A ledger in which persons decide about claims."""

    @abstractmethod
    def claim(self, key: str) -> Claim:
        """The claim of an id or the first characters of one."""

    @abstractmethod
    def claims(self, report: str | None = None, account: str | None = None) -> tuple[Claim, ...]:
        """The current claims."""

    @abstractmethod
    def reading(self, report: str) -> Reading:
        """The latest reading of a report."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[sa.Connection]:
        """A connection that writes."""

    @abstractmethod
    def _note_decision(self, connection: sa.Connection, decision: Decision) -> JournalRow:
        """Add a decision to the journal."""

    def decide(
        self,
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
        claim = self.claim(key)
        second = self.claim(other) if other is not None else None
        if second is not None and second.id == claim.id:
            raise LedgerError(f"{self.where}: {claim.id} cannot be joined with itself or set apart from itself")
        if kind == "corrected":
            return self.correct(key, changes or {}, author, why)
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
        return self._decided(decision)

    def correct(
        self,
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
        claim = self.claim(key)
        if not changes:
            raise LedgerError(f"{self.where}: say which field of {claim.id} is to be corrected, and what it should say")
        known = _shipped() if packs is None else packs
        kept = checked(self.stood(claim.id).now, changes, known, self.claims(claim.report))
        subject, told = subject_of(claim), tuple(sorted(kept.items()))
        return self._decided(Decision(0, "corrected", claim.id, author, "", why, subject, told))

    def add_claim(
        self,
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
        reading = self.reading(words.report)
        span = span_of(reading.report.text, words.written, words.start, words.end)
        claim = made_of(reading, span, *counted, known)
        there = self.claims(reading.report.id)
        twin = next((one for one in there if one.id == claim.id or same(one, claim)), None)
        if twin is not None:
            raise LedgerError(f"{self.where}: the report has this claim already, {twin.id}; correct it instead")
        kept = checked(claim, changes or {}, known, there)
        if claim.amount is None and "number" not in kept:
            raise LedgerError(f"{self.where}: no one number is read in “{words.written or claim.quote}”; give a number")
        told = tuple(sorted(kept.items()))
        return self._decided(Decision(0, "added", claim.id, author, "", why, subject_of(claim), told, added=claim))

    def undo(self, number: int, author: str, why: str = "") -> Decision:
        """Take a decision back; taking back an undoing brings the decision back.

        Raises:
            LedgerError: when no decision has this number, or it is undone already.
        """
        made = {one.number: one for one in self.decisions()}
        if number not in made:
            raise NotFoundError(f"{self.where}: there is no decision {number}; `wirebook review log` lists them")
        taken = {one.undoes for one in made.values() if one.undoes}
        if number in taken and number not in {one.number for one in standing(made.values())}:
            raise LedgerError(f"{self.where}: the decision {number} is undone already")
        one = made[number]
        return self._decided(replace(one, kind="undone", author=author, why=why, changes=(), undoes=number, added=None))

    def stood(self, key: str) -> Stood:
        """The claim of an id as persons left it, beside how it was read, and who changed which field.

        Raises:
            LedgerError: when there is no such claim.
        """
        claim = self.claim(key)
        made = by_report(self.decisions()).get(claim.report, ())
        return apply(self.claims(claim.report), made, [claim.report]).stood.get(claim.id, Stood(claim, claim))

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions ever made, in order, undone ones too."""
        with self._asking() as connection:
            return decisions(connection)

    def unfit(self) -> tuple[Unfit, ...]:
        """Decisions that no longer fit what the current readings say."""
        made = self.decisions()
        reports = sorted({one.subject.report for one in made if one.kind in OPINIONS})
        claims = [claim for report in reports for claim in self.claims(report)]
        empty = {report for report in reports if all(claim.report != report for claim in claims)}
        gone = [one for one in standing(made) if one.kind in OPINIONS and one.subject.report in empty]
        fitted = self._ask(lambda connection: refitted(connection, made))
        lost = [one for one in standing(fitted) if one.other and not self._are_current(one)]
        return (
            *apply(claims, made, reports).unfit,
            *(Unfit(one, "the report makes no claims any more") for one in gone),
            *(Unfit(one, "one of the two claims is not in the current readings any more") for one in lost),
        )

    def _are_current(self, one: Decision) -> bool:
        reports = {one.subject.report, one.other_report or ""}
        return {one.claim, one.other} <= {claim.id for report in reports for claim in self.claims(report)}

    def disagreements(self) -> tuple[tuple[Decision, ...], ...]:
        """Where reviewers differ on a claim: the last opinion of each."""
        return disagreements(self.decisions())

    def undecided(self, report: str) -> tuple[str, ...]:
        """The claims of a report on which nobody decided yet, in the order of reading.

        Raises:
            LedgerError: when there is no such report.
        """
        key = self.reading(report).report.id
        claims = self.claims(key)
        decided = apply(claims, by_report(self.decisions()).get(key, ()), [key]).standing
        return tuple(one.id for one in claims if one.id not in decided)

    def queue(self, limit: int = 50, offset: int = 0, asked: Asked | None = None) -> tuple[Waiting, ...]:
        """Claims without a decision, those first of which one would change most, from the row `offset` on.

        `asked` narrows them to a place, an account or a source.

        The weight is the doubt (1 - confidence) plus a tenth, times the stake: 1, and 2 more where voices dispute the
        fact, 1 more where nobody else tells of it, and 1 more where it is undecided what it belongs to.
        """
        decided = {one.claim for one in standing(self.decisions()) if one.kind in OPINIONS}
        most = _LOOKED_AT + len(decided) + offset + limit
        rows = self._ask(lambda connection: _weighed(connection, most, asked or Asked()))
        waiting = sorted((one for one in rows if one.claim not in decided), key=lambda one: (-one.weight, one.claim))
        return tuple(replace(one, quote=self.claim(one.claim).quote) for one in waiting[offset : offset + limit])

    def _decided(self, decision: Decision) -> Decision:
        with self._writing() as connection:
            line = self._note_decision(connection, decision)
        return replace(decision, number=line.number, at=line.at)


@cache
def _shipped() -> tuple[Pack, ...]:
    return load_packs()


def _weighed(connection: sa.Connection, most: int, asked: Asked) -> Sequence[Waiting]:
    p, f = POSTINGS.c, FACTS.c
    disputed = sa.select(SIDES.c.claim).where(SIDES.c.claim == p.claim).exists()
    query = sa.select(p.claim, p.confidence, f.independent, f.undecided, disputed.label("disputed"))
    query = query.join_from(POSTINGS, FACT_CLAIMS, FACT_CLAIMS.c.claim == p.claim)
    query = query.join(FACTS, f.id == FACT_CLAIMS.c.fact)
    where = [*filters.account(asked, POSTINGS), *filters.place(asked, POSTINGS)]
    where += [p.voice_key.in_(filters.keys(connection, asked.source))] if asked.source is not None else []
    least_sure = sa.select(p.claim).where(*where).order_by(p.confidence, p.claim).limit(most)
    of_sides = sa.select(SIDES.c.claim).join_from(SIDES, POSTINGS, p.claim == SIDES.c.claim).where(*where)
    in_dispute = of_sides.distinct().order_by(SIDES.c.claim).limit(most)
    wanted = {*connection.scalars(least_sure), *connection.scalars(in_dispute)}
    rows = rows_in(connection, query.order_by(p.claim), p.claim, wanted)
    found = {row.claim: _waiting(row.claim, row.confidence, _stakes(row)) for row in rows}
    return list(found.values())


def _stakes(row: sa.Row[Any]) -> list[tuple[str, float]]:
    """What hangs on a claim, each with its weight."""
    stakes = [
        ("sources dispute it", 2.0, row.disputed),
        ("nobody else tells of it", 1.0, row.independent <= 1),
        ("it is undecided what it belongs to", 1.0, bool(row.undecided)),
    ]
    return [(name, weight) for name, weight, holds in stakes if holds]


def _waiting(claim: str, confidence: float, stakes: Sequence[tuple[str, float]]) -> Waiting:
    stake = 1.0 + sum(weight for _, weight in stakes)
    why = "; ".join([f"read with confidence {confidence:.2f}", *(name for name, _ in stakes)])
    return Waiting(claim, round((1.1 - confidence) * stake, 4), why, "")
