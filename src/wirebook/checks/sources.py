"""WB4xx: who says so? What nobody owns, who does not speak for whom, and numbers that no account took."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from wirebook.checks.catalog import found
from wirebook.checks.words import any_of, words
from wirebook.fields.party.sources import Office, institution_conflict
from wirebook.types import Finding, Passage, Reading, Source, Span

_LONG = 5  # words: shorter quotations are names and single words


def number_without_source(reading: Reading) -> Iterator[Finding]:
    """WB401: a number that the report puts in nobody's mouth. Headlines, which rarely do, are left out."""
    heads = [passage.span for passage in reading.passages if passage.kind == "headline"]
    for claim in reading.claims:
        amount = claim.amount
        if amount is not None and claim.source is None and not _inside(amount.span, heads):
            what = f"{claim.item} {claim.measure}".replace("_", " ").strip()
            yield found(
                "WB401",
                reading,
                f"nobody is named for “{amount.written}” ({what})",
                amount.span,
                claims=(claim,),
            )


def quote_without_speaker(reading: Reading) -> Iterator[Finding]:
    """WB402: a quotation with no speaker in its paragraph or the ones beside it."""
    starts = [passage.span.start for passage in reading.passages]
    spans = (span for source in reading.sources for span in (source.span, source.cue_span) if span is not None)
    spoken = {_paragraph(reading, starts, span) for span in spans}
    told: set[int] = set()
    for passage in reading.passages:
        near = {passage.paragraph - 1, passage.paragraph, passage.paragraph + 1}
        quote = _long_quote(reading, passage)
        if quote is not None and not near & spoken and passage.paragraph not in told:
            told.add(passage.paragraph)
            yield found("WB402", reading, "nobody is named as the speaker of this quotation", quote)


def _paragraph(reading: Reading, starts: list[int], span: Span) -> int | None:
    at = bisect_right(starts, span.start) - 1
    return reading.passages[at].paragraph if at >= 0 else None


def _long_quote(reading: Reading, passage: Passage) -> Span | None:
    if passage.kind == "headline":
        return None
    long = [quote for quote in passage.quotes if len(reading.report.text[quote.start : quote.end].split()) >= _LONG]
    return long[0] if long else None


def wrong_institution(reading: Reading) -> Iterator[Finding]:
    """WB403: a person named with an institution for which he or she did not speak at that date, once a person."""
    told: set[str] = set()
    former = re.compile(rf"\b{any_of(words(reading, 'offices', 'former'))}\b", re.IGNORECASE)
    for source in _all_sources(reading):
        called = _called(reading, source)
        held = None if former.search(called) else institution_conflict(source.name, called, _said(reading, source))
        if held is not None and held.person not in told:
            told.add(held.person)
            message = f"“{called}”: {held.person} was {_term(held)}"
            yield found("WB403", reading, message, source.span)


def _all_sources(reading: Reading) -> Iterator[Source]:
    for source in (*reading.sources, *(claim.source for claim in reading.claims)):
        speaker = source
        while speaker is not None:
            yield speaker
            speaker = speaker.via


def _called(reading: Reading, source: Source) -> str:
    """What the report calls a speaker: the role and the name, as far as the words themselves do not hold both."""
    written = reading.report.text[source.span.start : source.span.end]
    parts = [source.role or "", written if source.name.split(" ")[-1] in written else source.name]
    return " ".join(part for part in parts if part and not (part == parts[0] and part in parts[1]))


def _said(reading: Reading, source: Source) -> str | None:
    told = source.said.start if source.said else None
    date = told or reading.report.published
    return date[:10] if date else None


def _term(held: Office) -> str:
    ends = "" if held.since is None else f" (from {held.since}{f' to {held.until}' if held.until else ''})"
    return f"{held.office}, {held.institution}{ends}"


def unowned_number(reading: Reading) -> Iterator[Finding]:
    """WB404: a number of something one can count that no account took: perhaps a fact that was not read."""
    for unowned in reading.unowned:
        what = unowned.item.replace("_", " ")
        message = (
            f"no account took “{unowned.amount.written}” ({what})"
            if what
            else f"no account took “{unowned.amount.written}”"
        )
        told = {"item": unowned.item, "written": unowned.amount.written}
        yield found("WB404", reading, message, unowned.amount.span, **told)


def _inside(span: Span, spans: list[Span]) -> bool:
    return any(outer.start <= span.start < outer.end for outer in spans)
