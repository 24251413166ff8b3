"""Fill the open slots of a report's claims by lists of resolvers, the most precise first.

A resolver looks at a claim and at what stands around it, and gives a candidate for one slot, or none. It fills what is
open and never overwrites what is told. What no claim may say, whoever proposes it, is a constraint. A tier of
resolvers sees the claims as they stood before it, so that the order of the claims decides nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Literal, TypeVar

from wirebook.types import Basis, Claim, Inference, Party, Period, Place

OpenSlot = Literal["actor", "target", "place", "period"]
"""The slots that a report's other claims and sentences may fill."""

View = TypeVar("View")


@dataclass(frozen=True, slots=True)
class SlotCandidate:
    """A value that a slot could hold, what it rests on, and what it was taken from (as of an `Inference`)."""

    value: Party | Place | Period
    basis: Basis
    lender: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SlotResolver(Generic[View]):
    """A way of finding the value of one slot; its name is that of its function, its docstring tells what it decides."""

    slot: OpenSlot
    find: Callable[[Claim, View], SlotCandidate | None]

    @property
    def name(self) -> str:
        """Give the name under which it stands in the lists."""
        return self.find.__name__

    def __call__(self, claim: Claim, view: View) -> SlotCandidate | None:
        """Give its candidate for a claim whose slot is open, or none."""
        return self.find(claim, view)


Constraint = Callable[[Claim, OpenSlot, SlotCandidate, View], bool]
Tier = tuple[SlotResolver[View], ...]


def resolver_of(slot: OpenSlot) -> Callable[[Callable[[Claim, View], SlotCandidate | None]], SlotResolver[View]]:
    """Make a function `(claim, view) -> SlotCandidate | None` the resolver of a slot."""

    def made(find: Callable[[Claim, View], SlotCandidate | None]) -> SlotResolver[View]:
        return SlotResolver(slot, find)

    return made


def resolve(
    claims: Sequence[Claim],
    tiers: Sequence[Tier[View]],
    views_of: Callable[[Sequence[Claim]], Callable[[int], View]],
    constraints: Sequence[Constraint[View]] = (),
) -> list[Claim]:
    """Fill the claims' open slots, tier by tier; `views_of` gives what a tier sees around each of the claims."""
    found = list(claims)
    for tier in tiers:
        view_at = views_of(tuple(found))
        found = [_resolved(claim, tier, view_at(n), constraints) for n, claim in enumerate(found)]
    return found


def _resolved(claim: Claim, tier: Tier[View], view: View, constraints: Sequence[Constraint[View]]) -> Claim:
    for resolver in tier:
        if getattr(claim, resolver.slot) is None:
            candidate = resolver(claim, view)
            if candidate is not None and all(allowed(claim, resolver.slot, candidate, view) for allowed in constraints):
                claim = filled(claim, resolver.slot, candidate, resolver.name)
    return claim


def filled(claim: Claim, slot: OpenSlot, candidate: SlotCandidate, resolver: str) -> Claim:
    """Give the claim with a candidate in a slot, and among its reasons what it rests on and who found it."""
    reasons = (*claim.reasons, Inference(slot, candidate.basis, candidate.lender, candidate.words, resolver))
    value = candidate.value
    match slot, value:
        case "place", Place():
            return replace(claim, place=value, places=(value,), reasons=reasons)
        case "period", Period():
            return replace(claim, period=value, reasons=reasons)
        case "actor", Party():
            return replace(claim, actor=value, reasons=reasons)
        case "target", Party():
            return replace(claim, target=value, reasons=reasons)
    raise TypeError(f"a {type(value).__name__} is no value of the slot {slot!r}")


def resolve_in_order(
    claims: Sequence[Claim],
    tier: Tier[View],
    views_of: Callable[[Sequence[Claim]], Callable[[int], View]],
    constraints: Sequence[Constraint[View]] = (),
) -> list[Claim]:
    """Fill the claims' open slots as a reader goes through the text: each sees those before it as they were filled."""
    found = list(claims)
    view_at = views_of(found)
    for n, claim in enumerate(found):
        found[n] = _resolved(claim, tier, view_at(n), constraints)
    return found


def earlier(claims: Sequence[Claim], n: int) -> Iterator[Claim]:
    """Give the claims before the `n`th, the nearest first."""
    return (claims[at] for at in range(n - 1, -1, -1))
