"""Floors: figures of the scoreboard that may not fall unnoticed.

floors.toml pins, for a set and one of its scorer's figures, the least value. A floor may be lowered only with a reason:
`best` keeps the highest value that was ever pinned, and a floor below it without a `reason` is refused.
"""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from runs import Run


@dataclass(frozen=True, slots=True)
class Floor:
    """The least value of a figure of the sets whose names begin with `set`."""

    set: str
    figure: str
    at_least: float
    best: float
    reason: str = ""


def load_floors(path: Path) -> list[Floor]:
    """The pinned floors.

    Raises:
        ValueError: when a floor was lowered and no reason stands beside it.
    """
    floors = [Floor(**row) for row in tomllib.loads(path.read_text(encoding="utf-8"))["floor"]]
    for floor in floors:
        if floor.at_least < floor.best and not floor.reason.strip():
            message = f"{path.name}: {floor.set} {floor.figure} was lowered from {floor.best} without a reason"
            raise ValueError(message)
    return floors


def broken(floors: Iterable[Floor], runs: Sequence[Run]) -> Iterator[str]:
    """One line for each figure below its floor, and for each floor whose figure its set does not have."""
    for floor in floors:
        for run in runs:
            if not run.name.startswith(floor.set):
                continue
            value = run.figures.get(floor.figure)
            if value is None:
                yield f"{run.name}: no figure {floor.figure!r}"
            elif value < floor.at_least:
                yield f"{run.name}: {floor.figure} is {value:.3f}, pinned at {floor.at_least:.3f}"
