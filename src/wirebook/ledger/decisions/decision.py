"""What persons decided about claims: kept apart from what was read, and applied to it again after every new reading.

A decision remembers what its claim was. Where a newer reader makes another claim of the same words, the decision is
applied to that one; where none or several fit, it is reported and applied to none.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, get_args

from wirebook.ledger.database.json_rows import claim_from_json, to_json
from wirebook.ledger.database.kept_rows import JournalRow
from wirebook.ledger.decisions.corrections import amended
from wirebook.ledger.decisions.missed import with_added
from wirebook.ledger.errors import LedgerError
from wirebook.types import Basis, Claim, Inference, Span

DecisionKind = Literal[
    "accepted", "corrected", "rejected", "merged", "split", "merged_sources", "parted_sources", "added", "undone"
]
KINDS: tuple[DecisionKind, ...] = get_args(DecisionKind)
OPINIONS: tuple[DecisionKind, ...] = ("accepted", "corrected", "rejected", "added")


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
class DecidedSource:
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
    ("parted_sources"), or the one whose words in the report of `claim` are another's. `added` is a claim
    that the reader missed. `undoes` is the number of the
    decision that "undone" takes back. `at` is ISO 8601 in UTC.
    """

    number: int
    kind: DecisionKind
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
    sources: tuple[DecidedSource, ...] = ()
    added: Claim | None = None


@dataclass(frozen=True, slots=True)
class Unfit:
    """A decision that cannot be applied to the current reading, and why."""

    decision: Decision
    why: str


@dataclass(frozen=True, slots=True)
class Stood:
    """A claim as persons left it (`now`) beside the one that was read (`read`).

    `fields` has each field that somebody corrected with the decision whose value counts; `counts` is the last opinion.
    """

    read: Claim
    now: Claim
    fields: tuple[tuple[str, Decision], ...] = ()
    counts: Decision | None = None

    @property
    def rejected(self) -> bool:
        """Whether the books leave it out."""
        return self.counts is not None and self.counts.kind == "rejected"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Claims with the decisions applied: `stood` has each of them by id, also the rejected, which are not in `claims`.

    `standing` has the opinion that counts by claim; `unfit` what fits nothing.
    """

    claims: tuple[Claim, ...]
    standing: Mapping[str, Decision]
    unfit: tuple[Unfit, ...]
    stood: Mapping[str, Stood]


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
    told |= {"added": to_json(decision.added)} if decision.added else {}
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
        sources=tuple(DecidedSource(**one | {"subject": Subject(**one["subject"])}) for one in told.get("sources", ())),
        added=claim_from_json(told["added"]) if "added" in told else None,
    )


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that are not undone, in order; undoing an undoing brings the first back."""
    ordered = sorted(decisions, key=lambda one: one.number)
    undone: set[int] = set()
    for one in reversed(ordered):  # a later line may take back an undoing before that takes anything back
        if one.kind == "undone" and one.number not in undone and one.undoes is not None:
            undone.add(one.undoes)
    return tuple(one for one in ordered if one.number not in undone and one.kind != "undone")


def added_to(reports: Iterable[str], decisions: Iterable[Decision]) -> tuple[Claim, ...]:
    """The claims that persons added to some reports, as they were added, in order."""
    mine = set(reports)
    found = (one.added for one in standing(decisions) if one.kind == "added" and one.subject.report in mine)
    return tuple(one for one in found if one is not None)


def apply(claims: Sequence[Claim], decisions: Iterable[Decision], reports: Iterable[str] = ()) -> Reviewed:
    """The claims of some reports as persons left them: corrected ones amended, rejected ones gone, missed ones there.

    `reports` are those that may have no claim that was read.

    Corrections add up, of each field the latest value counts. An acceptance is of the claim as it stands, and takes no
    correction back; of accepting and rejecting the later counts, whoever's it is. `disagreements` lists where reviewers
    differ.
    """
    made = tuple(decisions)
    mine = {claim.report for claim in claims} | set(reports)
    claims = with_added(claims, added_to(mine, made))
    by_id = {claim.id: claim for claim in claims}
    stood = {claim.id: Stood(claim, claim) for claim in claims}
    unfit: list[Unfit] = []
    for one in standing(made):
        if one.subject.report in mine and one.kind in OPINIONS:
            fitting = _fitting(one.claim, one.subject, by_id, claims)
            if len(fitting) != 1:
                unfit.append(Unfit(one, _misfit(one, fitting)))
                continue
            try:
                stood[fitting[0]] = _decided(stood[fitting[0]], one)
            except LedgerError as error:
                unfit.append(Unfit(one, str(error)))
    kept = tuple(_reasoned(one) for one in stood.values() if not one.rejected)
    counts = {key: one.counts for key, one in stood.items() if one.counts is not None}
    return Reviewed(kept, counts, tuple(unfit), stood)


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


def _decided(stood: Stood, one: Decision) -> Stood:
    """What one more opinion makes of a claim: a correction sets its own fields and leaves those of earlier ones."""
    if one.kind not in ("corrected", "added"):
        return replace(stood, counts=one)
    fields = dict(stood.fields) | {field: one for field, _ in one.changes}
    values = {field: dict(by.changes)[field] for field, by in fields.items()}
    return Stood(stood.read, amended(stood.read, values), tuple(sorted(fields.items(), key=_first)), one)


def _first(pair: tuple[str, Decision]) -> str:
    return pair[0]


def _reasoned(stood: Stood) -> Claim:
    """The claim as it stands, sure because somebody decided, and with who corrected and who decided last."""
    if stood.counts is None:
        return stood.now
    made = {one.number: one for one in (*(by for _, by in stood.fields), stood.counts)}
    told = (made[number] for number in sorted(made))
    reasons = dict.fromkeys(Inference("claim", Basis.DECIDED, one.author, (one.kind,)) for one in told)
    return replace(stood.now, confidence=1.0, reasons=(*stood.read.reasons, *reasons))


def disagreements(decisions: Iterable[Decision]) -> tuple[tuple[Decision, ...], ...]:
    """Where reviewers differ on a claim: the last opinion of each, by claim.

    Corrections of different fields add up and do not differ; nor does accepting what another corrected before.
    """
    last: dict[str, dict[str, Decision]] = defaultdict(dict)
    for one in standing(decisions):
        if one.kind in OPINIONS:
            last[one.claim][one.author] = one
    opinions = (tuple(last[claim][author] for author in sorted(last[claim])) for claim in sorted(last))
    return tuple(several for several in opinions if _differ(several))


def _differ(several: Sequence[Decision]) -> bool:
    rejected = [one for one in several if one.kind == "rejected"]
    corrected = max((one.number for one in several if one.kind == "corrected"), default=0)
    overtaken = any(one.kind == "accepted" and one.number < corrected for one in several)
    values = {change for one in several for change in one.changes}
    return 0 < len(rejected) < len(several) or overtaken or len(values) > len(dict(values))


def opinions(decisions: Iterable[Decision]) -> dict[str, dict[str, str]]:
    """What each reviewer last thought of each claim: author → claim → accepted, corrected or rejected."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for one in standing(decisions):
        if one.kind in OPINIONS:
            found[one.author][one.claim] = "accepted" if one.kind == "added" else one.kind
    return dict(found)
