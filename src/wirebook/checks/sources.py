"""WB4xx: who says so? Numbers and quotations that nobody owns, and numbers that no account took."""

from collections.abc import Iterator

from wirebook.checks.catalog import found
from wirebook.types import Finding, Passage, Reading, Span

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
    spoken = {
        _paragraph(reading, span) for source in reading.sources for span in (source.span, source.cue_span)
    }
    told: set[int] = set()
    for passage in reading.passages:
        near = {passage.paragraph - 1, passage.paragraph, passage.paragraph + 1}
        quote = _long_quote(reading, passage)
        if quote is not None and not near & spoken and passage.paragraph not in told:
            told.add(passage.paragraph)
            yield found("WB402", reading, "nobody is named as the speaker of this quotation", quote)


def _paragraph(reading: Reading, span: Span | None) -> int | None:
    for passage in reading.passages:
        if span is not None and passage.span.start <= span.start < passage.span.end:
            return passage.paragraph
    return None


def _long_quote(reading: Reading, passage: Passage) -> Span | None:
    if passage.kind == "headline":
        return None
    long = [
        quote
        for quote in passage.quotes
        if len(reading.report.text[quote.start : quote.end].split()) >= _LONG
    ]
    return long[0] if long else None


def unowned_number(reading: Reading) -> Iterator[Finding]:
    """WB404: a number of something one can count that no account took: perhaps a fact that was not read."""
    for unowned in reading.unowned:
        what = unowned.item.replace("_", " ")
        message = (
            f"no account took “{unowned.amount.written}” ({what})"
            if what
            else f"no account took “{unowned.amount.written}”"
        )
        yield found("WB404", reading, message, unowned.amount.span)


def _inside(span: Span, spans: list[Span]) -> bool:
    return any(outer.start <= span.start < outer.end for outer in spans)
