"""Numbers that a report takes back: "17 people, not 19", "an earlier figure of 12", and what a correction had said.

They are told as wrong, so no claim is made of them; a notice that gives the right number behind it makes that one.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from wirebook.packs.compile import Lexicon
from wirebook.reading.quantities.counted import Counted
from wirebook.reading.quantities.items import find_item
from wirebook.reading.sentence import Sentence
from wirebook.reading.syntax.parser import Token
from wirebook.reading.words import table, words
from wirebook.types import Amount, Basis, Claim, Inference, Report, Source, Span

_REACH = 70  # characters before a number that are looked at
_WORDS = 3  # behind a number, of which the last may be its noun


def is_withdrawn(text: str, amount: Amount, sentence: Span) -> bool:
    """Whether a number is named only to say that it is not so, or no longer."""
    before = text[max(sentence.start, amount.span.start - _REACH) : amount.span.start]
    after = text[amount.span.end : min(sentence.end, amount.span.end + _REACH)]
    if any(pattern.search(before) for pattern in _patterns("before")):
        return True
    told = any(pattern.search(after) for pattern in _patterns("after"))
    return told and (_not_before().search(before) is not None or not after.lstrip(", ").startswith("but"))


def standing(s: Sentence, found: Sequence[Counted], lexicon: Lexicon) -> list[Counted]:
    """What is counted, without numbers that are taken back; "79, not 81, people" counts the noun behind both."""
    text, kept = s.report.text, list[Counted]()
    for one in found:
        if not is_withdrawn(text, one.amount, s.passage.span):
            kept.append(one)
            continue
        before = kept[-1] if kept else None
        between = text[before.amount.span.end : one.amount.span.start] if before else ""
        noun = _noun_behind(s, one.amount, lexicon)
        if before is not None and before.bare and noun and _not_before().fullmatch(between.lstrip(", ")):
            token, item = noun
            kept[-1] = replace(before, head=token.i, item=item, written=token.text, bare=False)
    return kept


def _noun_behind(s: Sentence, amount: Amount, lexicon: Lexicon) -> tuple[Token, str] | None:
    """The first noun behind a number, before anything else than adjectives, and the item that it is."""
    behind = [t for t in s.parse.tokens if t.start >= amount.span.end and t.text != ","][:_WORDS]
    noun = next((t for t in behind if not t.tag.startswith("J")), None)
    item = find_item(s.parse, noun, lexicon) if noun is not None and noun.tag.startswith("N") else None
    return (noun, item) if noun is not None and item else None


def is_of_a_correction(s: Sentence) -> bool:
    """Whether a sentence tells what was said before, in a report that corrects it."""
    words = s.report.text[s.passage.span.start : s.passage.span.end]
    return is_a_correction(s.report) and any(pattern.search(words) for pattern in _patterns("said"))


@lru_cache(maxsize=8)  # it is asked of each sentence of a report, and of no report again
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
            reasons = (*said.reasons, Inference("amount", Basis.CORRECTED_NUMBER))
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
