"""A fact's figure in plain words, and what was said beside it: earlier tolls, looser ones, stale headlines."""

from collections.abc import Mapping

from wirebook.outputs.saying import figure_words
from wirebook.outputs.wording import one_line
from wirebook.types import Fact, Heard

STANDING: Mapping[str, str] = {
    "given": "",
    "less_exact": "less exact",
    "earlier": "earlier figure",
    "no_number": "gives no number",
    "older_version": "older version of the report",
    "dropped": "no longer in the newest version of the report",
    "stale_headline": "stale headline",
    "other_headline": "its headline differs",
}
"""How what a source said stands to the range of a fact, in words."""


def heard_words(one: Heard) -> str:
    """What a source said beside the range: "mayor: four (earlier figure, 2025-03-11)"."""
    number = f": {one_line(one.written)}" if one.written else ""
    told = ", ".join(part for part in (STANDING[one.standing], one.said) if part)
    return f"{one_line(one.voice)}{number} ({told})"


def beside_words(fact: Fact) -> str:
    """All that was said beside the range of a fact, parted by semicolons; nothing where nobody said another thing."""
    return "; ".join(heard_words(one) for one in fact.others)


def fact_words(fact: Fact, claim: str = "") -> str:
    """A fact's figure, state and sources in a line, how a claim of it stands to that, and what was said beside it."""
    own = next((one for one in fact.heard if one.claim == claim), None)
    standing = STANDING[own.standing] if own else ""
    voices = ", ".join(one_line(name) for name in fact.voices)
    told = [f"{figure_words(fact) or 'no number'} ({fact.state}: {voices})"]
    told += [f"this claim: {standing}"] if standing else []
    told += [f"also: {heard_words(one)}" for one in fact.others if one.claim != claim]
    return "; ".join([*told, fact.id])
