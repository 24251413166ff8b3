"""Numbers that a report takes back: "17 people, not 19", "an earlier figure of 12", and what a correction had said.

They are told as wrong, so no claim is made of them; a notice that gives the right number behind it makes that one.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from wirebook.reading.sentence import Sentence
from wirebook.reading.words import table, words
from wirebook.types import Amount, Claim, Report, Source, Span

_REACH = 70  # characters before a number that are looked at


def is_withdrawn(text: str, amount: Amount, sentence: Span) -> bool:
    """Whether a number is named only to say that it is not so, or no longer."""
    before = text[max(sentence.start, amount.span.start - _REACH) : amount.span.start]
    after = text[amount.span.end : min(sentence.end, amount.span.end + _REACH)]
    if any(pattern.search(before) for pattern in _patterns("before")):
        return True
    told = any(pattern.search(after) for pattern in _patterns("after"))
    return told and (_not_before().search(before) is not None or not after.lstrip(", ").startswith("but"))


def is_of_a_correction(s: Sentence) -> bool:
    """Whether a sentence tells what was said before, in a report that corrects it."""
    words = s.report.text[s.passage.span.start : s.passage.span.end]
    return is_a_correction(s.report) and any(pattern.search(words) for pattern in _patterns("said"))


@cache
def is_a_correction(report: Report) -> bool:
    """Whether a report is a notice that corrects another: its title or its text begins with the word."""
    heads = [report.title or "", *report.text.split("\n", 8)]
    return any(_notice().match(head) for head in heads)


def corrected(s: Sentence, said: Claim | None) -> list[Claim]:
    """The claim that a notice had given, with the number that it gives as the right one; none where it gives none."""
    if said is None:
        return []
    text, span = s.report.text, s.passage.span
    for amount in s.amounts:
        before = text[max(span.start, amount.span.start - _REACH) : amount.span.start]
        if amount.unit == "count" and any(pattern.search(before) for pattern in _patterns("right")):
            reasons = (*said.reasons, "the number that the correction gives as the right one")
            quote = text[span.start : span.end]
            evidence = (span, amount.span)
            return [
                replace(said, amount=amount, evidence=evidence, quote=quote, source=_speaker(said), reasons=reasons)
            ]
    return []


def _speaker(said: Claim) -> Source | None:
    """Who had said it; none where only the report that is corrected had."""
    notices = words("withdrawn", "notices", "revisions")
    return None if said.source is None or said.source.name.lower().split()[-1] in notices else said.source


def first_of(claims: Sequence[Claim]) -> Claim | None:
    """The claim that a notice of correction is about, where it gives a single one."""
    counted = [claim for claim in claims if claim.amount is not None]
    return counted[0] if len(counted) == 1 else None


@cache
def _patterns(key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(written, re.IGNORECASE) for written in table("revisions")["withdrawn"][key])


@cache
def _not_before() -> re.Pattern[str]:
    return re.compile(table("revisions")["withdrawn"]["not_before"], re.IGNORECASE)


@cache
def _notice() -> re.Pattern[str]:
    return re.compile(table("health")["notices"]["correction"][0], re.IGNORECASE)
