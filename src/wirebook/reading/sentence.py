"""All that is known of one parsed sentence before its claims are made, and what both kinds of claims ask of it."""

from dataclasses import dataclass

from wirebook.reading.attribution.attributions import SentenceAttribution
from wirebook.reading.syntax.parser import Parse
from wirebook.types import Amount, Passage, Period, Place, Report


@dataclass(frozen=True, slots=True)
class Sentence:
    """All that is known of one parsed sentence before its claims are made.

    `places` are those where something can happen; `seats` the towns and divisions named at all, also in "X police",
    `before` the last places named before it; `spoken` are the lemmas of it and of the sentence before it.
    """

    report: Report
    passage: Passage
    parse: Parse
    voice: SentenceAttribution
    amounts: tuple[Amount, ...]
    places: tuple[Place, ...]
    periods: tuple[Period, ...]
    seats: tuple[Place, ...] = ()
    before: tuple[Place, ...] = ()
    spoken: frozenset[str] = frozenset()
