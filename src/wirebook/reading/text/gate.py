"""Which sentences are worth parsing: those with an amount, or a word that can start a claim without one.

A sentence that names a speaker beside such a sentence is parsed too, since it may tell whose numbers they are. The gate
may only skip what would yield nothing; a test holds it to that on every example of every pack.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache

from wirebook.packs.compile import Lexicon
from wirebook.reading.words import stances, table
from wirebook.types import Amount, Passage, Place

LEAD = 3  # sentences: a dispatch tells where and when in its first few
_REACH = 2  # sentences: how far a speaker's sentence may stand from the number it vouches for


def choose(
    passages: Sequence[Passage], amounts: Sequence[Amount], places: Sequence[Place], text: str, lexicon: Lexicon
) -> list[bool]:
    """For each passage whether it is to be parsed; of the first ones also those that name a place of the report."""
    if not lexicon.predicates:
        return [False] * len(passages)
    clause = _compiled(tuple(sorted(lexicon.triggers)))
    speech = _compiled(tuple(sorted(verb.split()[0] for verb in stances())), extra="according|citing|per")
    starts = sorted(a.span.start for a in amounts)
    grounds = sorted(p.span.start for p in places)
    wanted = [_has_start(p, starts) or bool(clause(_lower(p, text))) for p in passages]
    wanted = [
        want or (i <= LEAD and _has_start(p, grounds)) for i, (p, want) in enumerate(zip(passages, wanted, strict=True))
    ]
    speaking = [bool(speech(_lower(p, text))) for p in passages]
    return [
        wanted[i] or (speaking[i] and any(wanted[max(0, i - _REACH) : i + _REACH + 1])) for i in range(len(passages))
    ]


def _lower(passage: Passage, text: str) -> str:
    return text[passage.span.start : passage.span.end].lower()


def _has_start(passage: Passage, starts: list[int]) -> bool:
    at = bisect_left(starts, passage.span.start)
    return at < len(starts) and starts[at] < passage.span.end


@cache
def _compiled(lemmas: tuple[str, ...], extra: str = "") -> Callable[[str], object]:
    """A search for any inflected form of the lemmas: a trie, so that its speed does not depend on their number."""
    forms = sorted({form for lemma in lemmas for form in inflected(lemma)})
    pattern = rf"\b(?:{_trie(forms)}{'|' + extra if extra else ''})\b"
    return re.compile(pattern).search


def inflected(lemma: str) -> set[str]:
    """The forms of a verb or noun: regular endings, and irregular forms from the data file."""
    stem = lemma.removesuffix("e")
    forms = {
        lemma,
        lemma + "s",
        lemma + "es",
        stem + "ed",
        stem + "ing",
        stem + stem[-1:] + "ed",
        stem + stem[-1:] + "ing",
    }
    if lemma.endswith("y"):
        forms |= {lemma[:-1] + "ied", lemma[:-1] + "ies", lemma + "ing", lemma + "ed"}
    if lemma.endswith("ie"):
        forms.add(lemma[:-2] + "ying")
    return forms | set(table("irregular")["forms"].get(lemma, ()))


def _trie(forms: Sequence[str]) -> str:
    root: dict[str, dict] = {}  # type: ignore[type-arg]
    for form in forms:
        node = root
        for char in form:
            node = node.setdefault(char, {})
        node[""] = {}
    return _pattern(root)


def _pattern(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    branches = [re.escape(char) + _pattern(below) for char, below in sorted(node.items()) if char]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{body})?" if "" in node else body
