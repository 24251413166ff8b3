"""What persons decided about claims: kept apart from what was read, and applied to it again after every new reading.

A decision remembers what its claim was. Where a newer reader makes another claim of the same words, the decision is
applied to that one; where none or several fit, it is reported and applied to none.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, get_args

from wirebook.ledger.amending import amended
from wirebook.ledger.columns import JournalRow
from wirebook.types import Claim, Span

Kind = Literal["accepted", "corrected", "rejected", "merged", "split", "merged_sources", "parted_sources", "undone"]
KINDS: tuple[Kind, ...] = get_args(Kind)
OPINIONS: tuple[Kind, ...] = ("accepted", "corrected", "rejected")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a claim was when it was decided on: enough to know it again."""

    report: str
    account: str
    measure: str
    item: str
    start: int
    end: int
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A source as it was when it was decided on: its own key and its name, and a claim to know it again by."""

    key: str
    name: str
    claim: str
    subject: Subject


@dataclass(frozen=True, slots=True)
class Decision:
    """A line of the journal in which a person decides. `changes` are fields and values of a correction.

    `other`, of the report `other_report`, is the claim that `claim` is joined with ("merged") or set apart from
    ("split"), and `other_subject` what it was. `sources` are two that are one ("merged_sources") or are not
    ("parted_sources"), or the one whose words in the report of `claim` are another's. `undoes` is the number of the
    decision that "undone" takes back. `at` is ISO 8601 in UTC.
    """

    number: int
    kind: Kind
    claim: str
    author: str
    at: str
    why: str
    subject: Subject
    changes: tuple[tuple[str, str], ...] = ()
    other: str | None = None
    other_report: str | None = None
    other_subject: Subject | None = None
    undoes: int | None = None
    sources: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Unfit:
    """A decision that cannot be applied to the current reading, and why."""

    decision: Decision
    why: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Claims with the decisions applied. `standing` has the opinion that counts by claim; `unfit` what fits nothing."""

    claims: tuple[Claim, ...]
    standing: Mapping[str, Decision]
    unfit: tuple[Unfit, ...]


def subject_of(claim: Claim) -> Subject:
    """What to remember of a claim."""
    span, amount = _words(claim), claim.amount
    bounds = (amount.low, amount.high) if amount else (None, None)
    return Subject(claim.report, claim.account, claim.measure, claim.item, span.start, span.end, *bounds)


def _words(claim: Claim) -> Span:
    """The words that a claim stands on: its number's, or its sentence."""
    return claim.amount.span if claim.amount else claim.evidence[0]


def note_of(decision: Decision) -> str:
    """What the journal keeps of a decision beside its own columns: JSON with sorted keys."""
    told: dict[str, Any] = {"why": decision.why, "subject": asdict(decision.subject)}
    told |= {"changes": dict(decision.changes)} if decision.changes else {}
    told |= {"other": decision.other, "other_report": decision.other_report} if decision.other else {}
    told |= {"other_subject": asdict(decision.other_subject)} if decision.other_subject else {}
    told |= {"undoes": decision.undoes} if decision.undoes else {}
    told |= {"sources": [asdict(one) for one in decision.sources]} if decision.sources else {}
    return json.dumps(told, sort_keys=True, ensure_ascii=False)


def decision_of(line: JournalRow) -> Decision:
    """The decision of a line of the journal."""
    told = json.loads(line.note)
    return Decision(
        number=line.number,
        kind=next(kind for kind in KINDS if kind == line.kind),
        claim=line.claim or "",
        author=line.author or "",
        at=line.at,
        why=told["why"],
        subject=Subject(**told["subject"]),
        changes=tuple(sorted(told.get("changes", {}).items())),
        other=told.get("other"),
        other_report=told.get("other_report"),
        other_subject=Subject(**told["other_subject"]) if "other_subject" in told else None,
        undoes=told.get("undoes"),
        sources=tuple(Named(**one | {"subject": Subject(**one["subject"])}) for one in told.get("sources", ())),
    )


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that are not undone, in order; undoing an undoing brings the first back."""
    ordered = sorted(decisions, key=lambda one: one.number)
    undone: set[int] = set()
    for one in reversed(ordered):  # a later line may take back an undoing before that takes anything back
        if one.kind == "undone" and one.number not in undone and one.undoes is not None:
            undone.add(one.undoes)
    return tuple(one for one in ordered if one.number not in undone and one.kind != "undone")


def apply(claims: Sequence[Claim], decisions: Iterable[Decision]) -> Reviewed:
    """The claims of some reports as persons left them: corrected ones amended, rejected ones gone.

    The latest opinion on a claim counts, whoever's it is; `disagreements` lists where reviewers differ.
    """
    mine = {claim.report for claim in claims}
    by_id = {claim.id: claim for claim in claims}
    counts: dict[str, Decision] = {}
    unfit: list[Unfit] = []
    for one in standing(decisions):
        if one.subject.report in mine and one.kind in OPINIONS:
            fitting = _fitting(one.claim, one.subject, by_id, claims)
            if len(fitting) == 1:
                counts[fitting[0]] = one
            else:
                unfit.append(Unfit(one, _misfit(one, fitting)))
    kept = tuple(_decided(claim, counts.get(claim.id)) for claim in claims if not _rejected(counts.get(claim.id)))
    return Reviewed(kept, counts, tuple(unfit))


def by_report(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    """Decisions by the report of their claim, each with what undoes it."""
    found: dict[str, list[Decision]] = defaultdict(list)
    for one in decisions:
        found[one.subject.report].append(one)
    return dict(found)


def pairs(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Claims joined or set apart, in order; of several decisions about the same two the latest."""
    latest = {frozenset((one.claim, one.other)): one for one in standing(decisions) if one.other is not None}
    return tuple(sorted(latest.values(), key=lambda one: one.number))


def fitting_claim(claim: str, subject: Subject, claims: Sequence[Claim]) -> str | None:
    """The one of some current claims that a decision is about, none when there is none or more than one."""
    found = _fitting(claim, subject, {one.id: one for one in claims}, claims)
    return found[0] if len(found) == 1 else None


def _fitting(name: str, subject: Subject, by_id: Mapping[str, Claim], claims: Sequence[Claim]) -> list[str]:
    if name in by_id:
        return [name]
    there = [claim for claim in claims if claim.report == subject.report and _overlaps(_words(claim), subject)]
    alike = [claim for claim in there if (claim.account, claim.measure) == (subject.account, subject.measure)]
    return [claim.id for claim in alike or [c for c in there if c.item == subject.item]]


def _overlaps(span: Span, subject: Subject) -> bool:
    return span.start < subject.end and subject.start < span.end


def _misfit(one: Decision, fitting: Sequence[str]) -> str:
    subject = one.subject
    words = f"{subject.item} {subject.measure}".replace("_", " ")
    if not fitting:
        return f"the current reading makes no claim ({words}) of these words any more"
    return f"the current reading makes {len(fitting)} claims of these words ({', '.join(fitting)})"


def _rejected(decision: Decision | None) -> bool:
    return decision is not None and decision.kind == "rejected"


def _decided(claim: Claim, decision: Decision | None) -> Claim:
    if decision is None:
        return claim
    changed = amended(claim, dict(decision.changes)) if decision.kind == "corrected" else claim
    return replace(changed, confidence=1.0, reasons=(*claim.reasons, f"{decision.kind} by {decision.author}"))


def disagreements(decisions: Iterable[Decision]) -> tuple[tuple[Decision, ...], ...]:
    """Where reviewers differ on a claim: the last opinion of each, by claim."""
    last: dict[str, dict[str, Decision]] = defaultdict(dict)
    for one in standing(decisions):
        if one.kind in OPINIONS:
            last[one.claim][one.author] = one
    opinions = (tuple(last[claim][author] for author in sorted(last[claim])) for claim in sorted(last))
    return tuple(several for several in opinions if len({(one.kind, one.changes) for one in several}) > 1)


def opinions(decisions: Iterable[Decision]) -> dict[str, dict[str, str]]:
    """What each reviewer last thought of each claim: author → claim → accepted, corrected or rejected."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for one in standing(decisions):
        if one.kind in OPINIONS:
            found[one.author][one.claim] = one.kind
    return dict(found)
