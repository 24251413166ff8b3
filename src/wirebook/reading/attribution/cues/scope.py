"""Scopes of testimony: runs of tokens as the characters that a source vouches for."""

from collections.abc import Sequence

from wirebook.reading.syntax.parser import Parse, Token
from wirebook.types import Span


def spans_of(tokens: Sequence[Token]) -> tuple[Span, ...]:
    """Runs of neighbouring tokens as character spans."""
    spans: list[Span] = []
    last = -2
    for token in tokens:
        if token.i == last + 1 and spans:
            spans[-1] = Span(spans[-1].start, token.end)
        else:
            spans.append(Span(token.start, token.end))
        last = token.i
    return tuple(spans)


def whole(parse: Parse) -> tuple[Span, ...]:
    """The sentence."""
    return (Span(parse.tokens[0].start, parse.tokens[-1].end),)


def without(spans: tuple[Span, ...], tokens: Sequence[Token]) -> tuple[Span, ...]:
    """Spans less the characters from the first to the last of some tokens."""
    if not tokens:
        return spans
    start, end = tokens[0].start, tokens[-1].end
    parts = [Span(s, min(e, start)) for s, e in spans] + [Span(max(s, end), e) for s, e in spans]
    return tuple(span for span in parts if span.end > span.start)
