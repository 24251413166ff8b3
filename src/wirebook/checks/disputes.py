"""WB5xx: do the sources of one report agree?"""

from collections.abc import Iterator
from itertools import combinations

from wirebook.checks.catalog import found
from wirebook.checks.words import words
from wirebook.types import Claim, Finding, Party, Period, Place, Reading, Source

_DONE = ("happened", "ongoing")


def sources_disagree(reading: Reading) -> Iterator[Finding]:
    """WB501: two sources give numbers for the same thing, place and time that cannot both be right."""
    whole = [claim for claim in reading.claims if claim.relation == "whole" and _asserts(claim)]
    told: set[tuple[str, ...]] = set()
    for one, other in combinations(whole, 2):
        names = _names(one, other)
        shared = any(name.casefold() in words(reading, "speakers", "several") for name in names or ())
        if names and not shared and _same_thing(one, other) and _are_apart(one, other):
            key = (one.account, one.measure, one.item, *sorted(names))
            if key not in told and one.amount and other.amount:
                told.add(key)
                message = f"{names[0]} says “{one.amount.written}”, {names[1]} says “{other.amount.written}”"
                yield found("WB501", reading, message, other.amount.span, claims=(one, other))


def denied(reading: Reading) -> Iterator[Finding]:
    """WB502: what one source asserts, another denies."""
    for claim in reading.claims:
        if claim.stance == "denies" or claim.status == "denied":
            against = [other for other in reading.claims if _asserts(other) and _same_thing(claim, other)]
            if against:
                who = claim.source.name if claim.source else "somebody"
                measure = f"{claim.item} {claim.measure}".replace("_", " ").strip()
                message = f"{who} denies what is asserted elsewhere in the report ({measure})"
                yield found("WB502", reading, message, claim.evidence[0], claims=(claim, against[0]))


def _asserts(claim: Claim) -> bool:
    return claim.stance not in ("denies", "unknown") and claim.status != "denied"


def _names(one: Claim, other: Claim) -> tuple[str, str] | None:
    """The two sources' names, when they are two."""
    first, second = one.source, other.source
    if first is None or second is None or first.name.casefold() == second.name.casefold():
        return None
    same = first.actor is not None and (first.actor, first.kind) == (second.actor, second.kind)
    return None if same or _is_named_in(first, second) else (first.name, second.name)


def _is_named_in(first: Source, second: Source) -> bool:
    """Whether one name is the other's in short: "the air force" is the "Ukraine's Air Force" of the same report."""
    if first.actor and second.actor and first.actor[:3] != second.actor[:3]:
        return False
    short, long = sorted((set(source.name.casefold().split()) for source in (first, second)), key=len)
    return first.kind == second.kind and short < long


def _same_thing(one: Claim, other: Claim) -> bool:
    if (one.account, one.measure, one.item, _tense(one)) != (
        other.account,
        other.measure,
        other.item,
        _tense(other),
    ):
        return False
    return (
        _same_place(one.place, other.place)
        and _same_time(one.period, other.period)
        and _may_be(one.actor, other.actor)
        and _may_be(one.target, other.target)
    )


def _tense(claim: Claim) -> str:
    """What happened and what is denied to have happened are set against each other; plans are apart."""
    return "done" if claim.status in (*_DONE, "denied") else claim.status


def _same_place(one: Place | None, other: Place | None) -> bool:
    return (one.name if one else None) == (other.name if other else None)


def _same_time(one: Period | None, other: Period | None) -> bool:
    if one is None or other is None:
        return True
    return (one.start, one.end) == (other.start, other.end)


def _may_be(one: Party | None, other: Party | None) -> bool:
    first, second = (party.code if party else None for party in (one, other))
    return first is None or second is None or first[:3] == second[:3]


def _are_apart(one: Claim, other: Claim) -> bool:
    """Whether no number satisfies both."""
    first, second = one.amount, other.amount
    if first is None or second is None or first.unit != second.unit:
        return False
    slack = 0.1 if first.approximate or second.approximate else 0.0
    ends = [(amount.low or 0.0, float("inf") if amount.high is None else amount.high) for amount in (first, second)]
    low, high = max(end[0] for end in ends), min(end[1] for end in ends)
    return low * (1 - slack) > high * (1 + slack)
