"""How far reviewers agree: Krippendorff's alpha over the claims that two or more of them decided on.

Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), part C: nominal data, any number of observers,
missing values.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_ENOUGH = 2  # reviewers of a claim


@dataclass(frozen=True, slots=True)
class Agreement:
    """Alpha (1: full agreement, 0: as by chance, below: worse), none where it is not defined; and what it rests on."""

    alpha: float | None
    claims: int
    reviewers: tuple[str, ...]
    note: str


def agreement(opinions: Mapping[str, Mapping[str, str]]) -> Agreement:
    """The agreement of reviewers; `opinions` are author → claim → accepted, corrected or rejected (nominal)."""
    reviewers = tuple(sorted(opinions))
    everything = sorted({claim for author in reviewers for claim in opinions[author]})
    shared = [claim for claim in everything if sum(claim in opinions[one] for one in reviewers) >= _ENOUGH]
    if not shared:
        return Agreement(None, 0, reviewers, "no claim was decided on by two reviewers yet")
    given = {opinions[one][claim] for one in reviewers for claim in shared if claim in opinions[one]}
    if len(given) < _ENOUGH:
        return Agreement(None, len(shared), reviewers, f"all were {min(given)}: alpha needs opinions that could differ")
    units = [[opinions[one][claim] for one in reviewers if claim in opinions[one]] for claim in shared]
    return Agreement(round(nominal_alpha(units), 4), len(shared), reviewers, "")


def nominal_alpha(units: Sequence[Sequence[str]]) -> float:
    """Compute Krippendorff's alpha for nominal data: 1 is full agreement, 0 as by chance, below 0 worse than that.

    `units` holds, for each thing judged, the values that its observers gave it. A unit with a single value says
    nothing of agreement and is left out.

    Raises:
        ValueError: when the values that can be paired do not differ, so that alpha is not defined.
    """
    pairable = [Counter(unit) for unit in units if len(unit) >= _ENOUGH]
    totals = sum(pairable, Counter[str]())
    values = totals.total()
    by_chance = sum(count * (values - count) for count in totals.values())
    if not by_chance:
        raise ValueError("alpha is not defined: all values are the same")
    observed = sum(
        sum(count * (unit.total() - count) for count in unit.values()) / (unit.total() - 1) for unit in pairable
    )
    return 1 - (values - 1) * observed / by_chance
