"""Gradient-boosted oblivious trees, evaluated on numpy alone: every level of a tree asks one question of all rows.

With six levels a row's answers are six bits, the number of its leaf; so a forest is one comparison and one look-up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees of one depth. `features` and `borders`: trees x depth; `leaves`: trees x 2 ** depth; `bias`: added once.

    A bit is set where the feature is greater than the border; the first level is the lowest bit. `logistic` makes the
    sum of the leaves a probability.
    """

    features: NDArray[np.int16]
    borders: Floats
    leaves: Floats
    bias: float
    logistic: bool

    def predict(self, rows: Floats) -> Floats:
        """One number a row of features."""
        trees, depth = self.features.shape
        if not len(rows):
            return np.zeros(0, dtype=np.float32)
        bits = rows[:, self.features.ravel()] > self.borders.ravel()
        leaf = bits.reshape(len(rows), trees, depth) @ (1 << np.arange(depth))
        total = self.leaves[np.arange(trees), leaf].sum(axis=1, dtype=np.float64) + self.bias
        answer = 1 / (1 + np.exp(-total)) if self.logistic else total
        return np.asarray(answer, dtype=np.float32)


def forest_from(arrays: Mapping[str, Any], name: str) -> Forest:
    """The forest `name` of a model file's arrays.

    Raises:
        KeyError: when the file has no such forest.
    """
    return Forest(
        arrays[f"{name}_features"],
        arrays[f"{name}_borders"],
        arrays[f"{name}_leaves"],
        float(arrays[f"{name}_bias"]),
        bool(arrays[f"{name}_logistic"]),
    )
