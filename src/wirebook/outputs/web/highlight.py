"""A report's text in pieces, each with what is told by it: claims, sources, times, places, warnings."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wirebook.types import Claim, Finding, Reading, Span

_BESIDE = 280  # characters before and after a sentence that are shown with it


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: `kinds` of what it belongs to, `claims` whose words it is, `first` those it begins.

    `codes` are the warnings that begin here; `title` says in words what it is.
    """

    text: str
    kinds: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    title: str = ""


def pieces(reading: Reading, findings: Sequence[Finding]) -> tuple[Piece, ...]:
    """The text cut wherever something begins or ends; put together again it is the text, to the character."""
    text, marks = reading.report.text, list(_marks(reading, findings))
    cuts = sorted({0, len(text), *(at for span, *_ in marks for at in (span.start, span.end) if 0 <= at <= len(text))})
    opens: dict[int, list[tuple[Span, str, str, str]]] = defaultdict(list)
    for mark in marks:
        opens[mark[0].start].append(mark)
    running: list[tuple[Span, str, str, str]] = []
    begun: set[str] = set()
    found = []
    for start, end in pairwise(cuts):
        running = [mark for mark in running if mark[0].end > start] + opens[start]
        claims = tuple(dict.fromkeys(key for _, kind, key, _ in running if kind == "claim"))
        first = tuple(key for key in claims if key not in begun)
        begun |= set(first)
        kinds = tuple(sorted({kind for _, kind, _, _ in running}))
        codes = tuple(key for span, kind, key, _ in running if kind == "warning" and span.start == start)
        title = "; ".join(dict.fromkeys(told for _, _, _, told in running if told))
        found.append(Piece(text[start:end], kinds, claims, first, codes, title))
    return tuple(found)


def around(claim: Claim, text: str, beside: int = _BESIDE) -> tuple[Piece, ...]:
    """A claim's sentence with some of what stands before and after it.

    Kinds are "number", "words" (of evidence) and "beside" (no part of the sentence).
    """
    sentence = claim.evidence[0]
    first, last = sentence.start, sentence.end
    if beside:
        first = text.rfind(" ", 0, max(first - beside, 0)) + 1
        last = text.find(" ", min(last + beside, len(text)))
        last = len(text) if last < 0 else last
    number = [claim.amount.span] if claim.amount else []
    marks = [("number", span) for span in number] + [("words", span) for span in claim.evidence[1:]]
    marks += [("beside", span) for span in (Span(first, sentence.start), Span(sentence.end, last))]
    cuts = sorted({first, last, *(at for _, span in marks for at in (span.start, span.end) if first <= at <= last)})
    return tuple(
        Piece(text[start:end], tuple(sorted({kind for kind, span in marks if span.start <= start and end <= span.end})))
        for start, end in pairwise(cuts)
    )


def _words(claim: Claim) -> list[Span]:
    """The words that prove a claim, without the sentences that they stand in."""
    spans = claim.evidence[1:] or claim.evidence
    return [
        one for one in spans if not any(one != two and one.start <= two.start <= two.end <= one.end for two in spans)
    ]


def _marks(reading: Reading, findings: Iterable[Finding]) -> Iterable[tuple[Span, str, str, str]]:
    """Spans with their kind, what they belong to, and a word for who points at them."""
    for claim in reading.claims:
        for span in sorted({*_words(claim), *([claim.amount.span] if claim.amount else [])}):
            yield span, "claim", claim.id, ""
    for source in reading.sources:
        yield source.span, "source", source.name, f"source: {source.name}"
    for period in reading.times:
        told = period.edtf if period.start or period.end else "open"
        yield period.span, "time", period.edtf, f"time: {told}"
    for place in reading.places:
        yield place.span, "place", place.name, f"place: {place.name}" + (f" ({place.country})" if place.country else "")
    for finding in findings:
        if finding.span is not None and finding.span.end > finding.span.start:
            yield finding.span, "warning", finding.code, f"{finding.code}: {finding.message}"
