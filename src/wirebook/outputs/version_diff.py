"""What changed from one version of a report to the next: sentences, and the claims that they make."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from wirebook.outputs.saying import claim_words
from wirebook.outputs.wording import one_line
from wirebook.types import Claim, Reading


@dataclass(frozen=True, slots=True)
class Change:
    """A place where two versions differ: sentences and claims of the older one that went, and those that came."""

    gone: tuple[str, ...]
    came: tuple[str, ...]
    claims_gone: tuple[str, ...]
    claims_came: tuple[str, ...]


def changes(old: Reading, new: Reading) -> Iterator[Change]:
    """The differences of two readings, in the order of the text. White space is no difference."""
    before, after = _sentences(old), _sentences(new)
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Change(tuple(before[i:j]), tuple(after[k:m]), _claims(old, range(i, j)), _claims(new, range(k, m)))


def _sentences(reading: Reading) -> list[str]:
    return [one_line(reading.report.text[one.span.start : one.span.end]) for one in reading.passages]


def _claims(reading: Reading, places: Sequence[int]) -> tuple[str, ...]:
    spans = [reading.passages[place].span for place in places]
    return tuple(
        _told(claim)
        for claim in reading.claims
        if any(span.start <= claim.evidence[0].start < span.end for span in spans)
    )


def _told(claim: Claim) -> str:
    where = f" in {claim.place.name}" if claim.place else ""
    return f"{claim_words(claim)}{where}"
