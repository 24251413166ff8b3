"""How far reviewers agree: Krippendorff's alpha over the claims that two or more of them decided on.

Klaus Krippendorff, "Content Analysis", 4th edition (2018), chapter 12; computed by the package `krippendorff`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import krippendorff

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
    table = [[opinions[one].get(claim, "") for claim in shared] for one in reviewers]
    codes = {"": float("nan")} | {kind: float(number) for number, kind in enumerate(sorted(given))}
    alpha = krippendorff.alpha([[codes[cell] for cell in row] for row in table], level_of_measurement="nominal")
    return Agreement(round(float(alpha), 4), len(shared), reviewers, "")
