"""How probable it is that a claim is right: that its text says this number of this thing, and this source says so.

A logistic model over what can be told of how the claim was read, each feature with a name; the weights are in
data/words/en/confidence.toml, fitted and measured by tools/fit_confidence.py.
"""

from collections.abc import Iterator
from dataclasses import replace
from math import exp

from wirebook.reading.words import table, words
from wirebook.types import Claim


def with_confidence(claim: Claim) -> Claim:
    """The claim with its probability, in thousandths."""
    weights: dict[str, float] = table("confidence")["weights"]
    score = weights["base"] + sum(weights.get(name, 0.0) for name in features(claim))
    return replace(claim, confidence=round(1.0 / (1.0 + exp(-score)), 3))


def features(claim: Claim) -> Iterator[str]:
    """Names of what is known of how a claim was read."""
    yield f"measure {claim.measure}"
    yield f"parties known: {sum(party is not None for party in (claim.actor, claim.target))}"
    yield f"route {_route(claim)}"
    amount = claim.amount
    if amount is None:
        yield "no number"
    elif amount.written.lower() in words("articles", "words", "confidence"):
        yield "one by its article"
    elif amount.vague:
        yield "vague number"
    if claim.source is None:
        yield "nobody says so"
    elif not claim.source.span or claim.source.kind == "unknown":
        yield "unknown kind of source"
    if claim.status != "happened":
        yield "not happened"
    if claim.relation != "whole":
        yield "part of another"
    if any(one.slot == "again" for one in claim.reasons):
        yield "told again"
    bases = {one.basis for one in claim.reasons}
    yield from (name for name, signs in table("confidence")["signs"].items() if not bases.isdisjoint(signs))


def _route(claim: Claim) -> str:
    """The evidence that joins number and predicate: what the way between them begins with."""
    basis = claim.reasons[0].basis if claim.reasons else None
    return next((name for name, bases in table("confidence")["routes"].items() if basis in bases), "other")
