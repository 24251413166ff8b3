"""Which claims of one report speak of the same event: one source, time and parties, as far as known."""

from collections.abc import Sequence
from datetime import date, timedelta

from wirebook.types import Claim, Party, Period, Source

_SLACK = timedelta(days=1)  # a night's attack is dated by its evening or its morning


def events(claims: Sequence[Claim]) -> tuple[tuple[Claim, ...], ...]:
    """The claims, event by event; what a claim does not say is taken from the nearest event that it fits."""
    lone = _one_voice(claims)
    groups: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda claim: (-_known(claim), _start(claim), claim.id)):
        fitting = [group for group in groups if all(_together(claim, other, lone) for other in group)]
        if fitting:
            min(fitting, key=lambda group: _distance(claim, group)).append(claim)
        else:
            groups.append([claim])
    ordered = [tuple(sorted(group, key=lambda claim: (_start(claim), claim.id))) for group in groups]
    return tuple(sorted(ordered, key=lambda group: (_start(group[0]), group[0].id)))


def same_source(one: Source, other: Source) -> bool:
    """Whether two sources are one: by name, or by actor and kind."""
    if one.name.casefold() == other.name.casefold():
        return True
    return one.actor is not None and (one.actor, one.kind) == (other.actor, other.kind)


def same_period(one: Period | None, other: Period | None) -> bool:
    """Whether two times may be one: both ends within a day and days in common, or one of them unknown."""
    first, second = _days(one), _days(other)
    if first is None or second is None:
        return True
    near = all(abs(a - b) <= _SLACK for a, b in zip(first, second, strict=True))
    return near and first[0] <= second[1] and second[0] <= first[1]


def same_party(one: Party | None, other: Party | None) -> bool:
    """Whether two parties may be one: the same country, or one of them not known ("air defenses")."""
    first, second = _country(one), _country(other)
    return first is None or second is None or first == second


def _together(one: Claim, other: Claim, lone: bool) -> bool:
    return _voices_agree(one, other, lone) and same_period(one.period, other.period) and _sides_agree(one, other)


def _voices_agree(one: Claim, other: Claim, lone: bool) -> bool:
    """A claim without a source goes with the only source there is, else with its like, or with what it is a part of."""
    if one.source is None or other.source is None:
        return lone or one.source is other.source or one.measure != other.measure
    return same_source(one.source, other.source)


def _sides_agree(one: Claim, other: Claim) -> bool:
    """The same roles within a measure; across them, who intercepts is one side of the attack."""
    if one.measure == other.measure:
        return same_party(one.actor, other.actor) and same_party(one.target, other.target)
    first, second = _sides(one), _sides(other)
    both_known = max(len(first), len(second)) > 1 and min(len(first), len(second)) > 0
    return not both_known or bool(first & second)


def _sides(claim: Claim) -> frozenset[str]:
    return frozenset(side for party in (claim.actor, claim.target) if (side := _country(party)) is not None)


def _country(party: Party | None) -> str | None:
    return party.code[:3] if party is not None and party.code else None


def _one_voice(claims: Sequence[Claim]) -> bool:
    sources = [claim.source for claim in claims if claim.source is not None]
    return all(same_source(sources[0], source) for source in sources)


def _known(claim: Claim) -> int:
    told = (claim.source, claim.period, claim.actor, claim.target)
    return sum(part is not None for part in told)


def _start(claim: Claim) -> int:
    return claim.evidence[0].start if claim.evidence else 0


def _distance(claim: Claim, group: Sequence[Claim]) -> tuple[int, int]:
    """How far the nearest claim of a group is; what stands before is nearer than what stands after."""
    steps = [_start(claim) - _start(other) for other in group]
    nearest = min(steps, key=lambda step: (abs(step), step < 0))
    return abs(nearest), int(nearest < 0)


def _days(period: Period | None) -> tuple[date, date] | None:
    if period is None or period.start is None or period.end is None:
        return None
    first, last = _day(period.start), _day(period.end)
    return None if first is None or last is None else (first, last)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None
