"""The lists of resolvers with one of them switched off, or with all counted: for measuring, not in the product.

The lists stand as tuples in the modules, and the functions that ask them look there when they are called.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import wraps
from types import ModuleType
from typing import Any

import wirebook.reading.parties.resolvers as parties
import wirebook.reading.places.resolvers as places
import wirebook.reading.times.inherited as times
from wirebook.reading import resolve
from wirebook.reading.resolve import OpenSlot, SlotCandidate, SlotResolver
from wirebook.types import Claim

MODULES: tuple[tuple[str, ModuleType], ...] = (("parties", parties), ("places", places), ("times", times))
Decisions = Counter[str]
"""Resolver → how many slots it filled."""


@dataclass(frozen=True, slots=True)
class Resolver:
    """A resolver by its name: what it fills, and in which lists it stands."""

    name: str
    slot: OpenSlot
    lists: tuple[str, ...]


def all_resolvers() -> list[Resolver]:
    """Give every resolver of the lists, once, in the order in which they are asked."""
    found: dict[str, Resolver] = {}
    for kind, module in MODULES:
        for name, value in vars(module).items():
            for one in dict.fromkeys(_inside(value)) if isinstance(value, tuple) else ():
                known = found.get(one.name)
                lists = (*(known.lists if known else ()), f"{kind} {name}")
                found[one.name] = Resolver(one.name, one.slot, lists)
    return list(found.values())


def _inside(value: object) -> Iterator[SlotResolver[Any]]:
    if isinstance(value, SlotResolver):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _inside(one)


@contextmanager
def without(name: str) -> Iterator[None]:
    """Read without a resolver: wherever it is asked, it has no candidate."""
    if name not in {one.name for one in all_resolvers()}:
        raise KeyError(name)
    with _changed(lambda one: replace(one, find=wraps(one.find)(_no_candidate)) if one.name == name else one):
        yield


def _no_candidate(_: Claim, __: object) -> None:
    return None


@contextmanager
def counted() -> Iterator[Decisions]:
    """Count which resolver fills how many slots; a candidate that a constraint refuses fills none."""
    decided: Decisions = Counter()
    fill = resolve.filled

    def filled(claim: Claim, slot: OpenSlot, candidate: SlotCandidate, resolver: str) -> Claim:
        decided[resolver] += 1
        return fill(claim, slot, candidate, resolver)

    resolve.filled = filled
    try:
        yield decided
    finally:
        resolve.filled = fill


@contextmanager
def _changed(change: Callable[[SlotResolver[Any]], SlotResolver[Any]]) -> Iterator[None]:
    """Put others in the place of resolvers, in the lists and where a module asks one by itself."""
    kept = [
        (module, name, value) for _, module in MODULES for name, value in vars(module).items() if any(_inside(value))
    ]
    try:
        for module, name, value in kept:
            setattr(module, name, _with(value, change))
        yield
    finally:
        for module, name, value in kept:
            setattr(module, name, value)


def _with(value: Any, change: Callable[[SlotResolver[Any]], SlotResolver[Any]]) -> Any:
    return change(value) if isinstance(value, SlotResolver) else tuple(_with(one, change) for one in value)
