"""The linker's weights: three forests and the rates of words, from one file of the package."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import numpy as np

from wirebook.fields.data import data_table
from wirebook.reading.attribution.linker.trees import Forest, forest_from

Rates = Mapping[str, tuple[float, float]]
"""A word (or word in a role) → how often it was one, smoothed, and the logarithm of how often it was seen."""

_FILE = "attribution.npz"


@dataclass(frozen=True, slots=True)
class Linker:
    """The trained model: is this word a cue, how much of its content is this candidate, is this its source.

    `words` are the rates of cues, by lemma and with a prefix for the roles beside them; `fillers` the rates of content,
    by cue, kind of candidate and dependency.
    """

    cue: Forest
    content: Forest
    source: Forest
    words: Rates
    fillers: Rates


@lru_cache(maxsize=1)
def load_linker() -> Linker:
    """The model that comes with the package.

    Raises:
        FileNotFoundError: when the package was built without it.
    """
    path = resources.files("wirebook").joinpath("data", "models", _FILE)
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return linker_from(arrays)


def linker_from(arrays: Mapping[str, Any]) -> Linker:
    """The linker that a model file's arrays are."""
    cue, content, source = (forest_from(arrays, name) for name in ("cue", "content", "source"))
    return Linker(cue, content, source, _rates(arrays, "words"), _rates(arrays, "fillers"))


def _rates(arrays: Mapping[str, Any], name: str) -> Rates:
    keys = str(arrays[f"{name}_keys"]).split("\n")
    pairs = arrays[f"{name}_rates"].astype(float).tolist()
    return {key: (rate, seen) for key, (rate, seen) in zip(keys, pairs, strict=True)}


@cache
def codes(name: str) -> Mapping[str, int]:
    """The number of each word of a list of the model's vocabulary, from 1; what is not listed is 0."""
    return {word: i + 1 for i, word in enumerate(listed(name))}


@cache
def listed(name: str) -> tuple[str, ...]:
    """A list of the model's vocabulary."""
    return tuple(data_table("models", "attribution.toml")[name])


@cache
def among(name: str) -> frozenset[str]:
    """The same list, for asking whether a word is in it."""
    return frozenset(listed(name))
