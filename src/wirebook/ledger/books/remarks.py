"""What the sentence of a claim says of its own figure: that it is a ceiling, that it corrects another, and why."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from wirebook.fields.quantity.numerals import table
from wirebook.types import Amount, Claim, Report

_BEFORE = 24  # characters before a number in which "only" or "no more than" may stand
_LONGEST = 200  # characters of a reason that are kept
_END = re.compile(r"[.;!?](?=\s|$|[\"”'’)])|\n")


@dataclass(frozen=True, slots=True)
class Remark:
    """What a sentence says of a figure.

    `ceiling` is true when it says that there are no more ("only", "at most"); `corrects` when it says that the figure
    replaces another; `reason` has its words for that ("" where it gives none).
    """

    ceiling: bool = False
    corrects: bool = False
    reason: str = ""


NONE = Remark()


def remark_of(claim: Claim, report: Report) -> Remark:
    """What the sentence of a claim says of the claim's figure."""
    if claim.amount is None or not claim.evidence:
        return NONE
    start, end = claim.evidence[0]
    sentence = report.text[start:end]
    ceiling = _is_ceiling(claim.amount, report.text)
    cue, reason = _first(_patterns("cues"), sentence), _reason(sentence)
    if cue is None and reason is None:
        return Remark(ceiling)
    begin = min(at for at in (cue, reason) if at is not None)
    speaker = claim.source.span.start - start if claim.source else -1
    return Remark(ceiling, cue is not None, _clause(sentence, begin, speaker))


def _is_ceiling(amount: Amount, text: str) -> bool:
    """Whether a figure is the most that its source allows; "up to 20" says so itself."""
    if amount.high is None:
        return False
    if not amount.low:
        return amount.high > 0
    before = text[max(0, amount.span.start - _BEFORE) : amount.span.start]
    return _first(_patterns("ceiling"), before) is not None


def _reason(sentence: str) -> int | None:
    """Where a clause begins that says by what it was found out: "after DNA tests showed …"."""
    for pattern in _patterns("reasons"):
        for match in pattern.finditer(sentence):
            clause = sentence[match.start() : _ends(sentence, match.start())]
            if _first(_patterns("telling"), clause) is not None:
                return match.start()
    return None


def _clause(sentence: str, begin: int, speaker: int) -> str:
    """The words from a place to the end of the sentence, or to who says so."""
    end = _ends(sentence, begin)
    if begin < speaker < end:
        comma = sentence.rfind(",", begin, speaker)
        end = comma if comma > begin else speaker
    return " ".join(sentence[begin:end].split())[:_LONGEST].rstrip(' ,.;:-–—"”')


def _ends(sentence: str, begin: int) -> int:
    found = _END.search(sentence, begin)
    return found.start() if found else len(sentence)


def _first(patterns: Sequence[re.Pattern[str]], text: str) -> int | None:
    """Where the first match of some patterns begins, none where there is none."""
    return min((match.start() for pattern in patterns if (match := pattern.search(text))), default=None)


@cache
def _patterns(key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(written, re.IGNORECASE) for written in table("revisions")[key])
