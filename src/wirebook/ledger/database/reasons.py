"""How a claim was read, as sentences: written from what its values rest on, for people, and read by no passage.

The reader cannot import this, so a sentence can be written otherwise without a claim that changes.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile
from typing import Any

from wirebook.fields.data import data_table
from wirebook.types import Inference


def sentences(reasons: Sequence[Inference]) -> tuple[str, ...]:
    """Write what a claim's values rest on, a sentence for each; the way from a number to its rule is one sentence."""
    return tuple(_joined(reasons))


def explained(reasons: Sequence[Inference]) -> Iterator[str]:
    """Write the sentences, each with the name of the resolver that filled the slot where one did, in brackets."""
    told = dict.fromkeys(sentences(reasons), "")
    told |= {_sentence(one): one.resolver for one in reasons if one.resolver}
    return (f"{sentence} [{resolver}]" if resolver else sentence for sentence, resolver in told.items())


def route_of(reasons: Sequence[Inference]) -> str:
    """Write the way from a claim's number to the words of its rule, or nothing where it has none."""
    words, first, rest = _texts()["route"], reasons[:1], reasons[1:]
    steps = [one for one in (*first, *takewhile(_goes_on, rest)) if one.basis in words]
    return ", ".join(_filled(words[one.basis], one) for one in steps)


def _joined(reasons: Sequence[Inference]) -> Iterator[str]:
    begun = ""
    for one in reasons:
        if begun and _goes_on(one):
            begun += f", {_sentence(one)}"
            continue
        if begun:
            yield begun
        begun = _texts()["before"].get(one.slot, "") + _sentence(one)
    if begun:
        yield begun


def _goes_on(one: Inference) -> bool:
    """Whether an inference is a further step from the number to its rule."""
    return not one.lender and one.slot in ("rule", "again") and one.basis in _texts()["route"]


def _sentence(one: Inference) -> str:
    way = _texts()["route"].get(one.basis)
    if way is None:
        return _filled(_texts()["sentence"][one.basis], one)
    return (f"{one.lender}: " if one.lender else "") + _filled(way, one)


def _filled(text: str, one: Inference) -> str:
    """A sentence with its words; of one that has fewer words than its basis wants, the rest is left out."""
    words = (*one.words, *[""] * (_MOST - len(one.words)))
    return text.format(*words, lender=one.lender, slot=one.slot)


_MOST = 3  # words that a sentence has room for


@cache
def _texts() -> Mapping[str, Mapping[str, Any]]:
    return data_table("words", "en", "reasons.toml")
