"""The time that a paragraph is telling of: what a sentence without a time of its own goes on from."""

from collections.abc import Iterator, Mapping, Sequence

from wirebook.reading.syntax.parser import Parse, Token
from wirebook.reading.times.in_sentence import governor_of, is_future
from wirebook.types import Passage, Period

TimeMention = tuple[int, Period]
"""Where the sentence begins that gives a time, and the time."""


def told_before(
    passages: Sequence[Passage],
    parses: Sequence[Parse | None],
    speaking: Sequence[frozenset[int]],
    times: Sequence[Period],
) -> Mapping[int, TimeMention]:
    """For each sentence, by its beginning, the time that an earlier sentence of its paragraph tells of.

    That is the time on the main verb, the quoted one's included, of the last sentence that has times at all, or, in a
    sentence that is not worth parsing, a range ("the report covers 1 to 10 November"); `speaking` are each sentence's
    verbs of saying.
    """
    before: dict[int, TimeMention] = {}
    running, paragraph = None, -1
    for passage, parse, said in zip(passages, parses, speaking, strict=True):
        if passage.paragraph != paragraph:
            running, paragraph = None, passage.paragraph
        if running:
            before[passage.span.start] = running
        inside = [t for t in times if passage.span.start <= t.span.start < passage.span.end]
        if inside:
            main = next(_on_main_verb(parse, said, inside) if parse else _ranges(inside), None)
            running = (passage.span.start, main) if main else None
    return before


def _on_main_verb(parse: Parse, said: frozenset[int], periods: Sequence[Period]) -> Iterator[Period]:
    for period in filter(_is_bounded, periods):
        token = next((t for t in parse.tokens if t.start <= period.span.start < t.end), None)
        verb = parse.tokens[governor_of(parse, token)] if token else None
        if verb and verb.i not in said and _is_told(parse, verb, said):
            yield period


def _is_told(parse: Parse, verb: Token, said: frozenset[int]) -> bool:
    """Whether a verb is a sentence's main one, or that of what somebody is quoted as saying in it."""
    return verb.dep == "ROOT" or (verb.dep == "ccomp" and verb.head in said and parse.head(verb).dep == "ROOT")


def _ranges(periods: Sequence[Period]) -> Iterator[Period]:
    return (period for period in periods if _is_bounded(period) and period.precision == "span")


def _is_bounded(period: Period) -> bool:
    return bool(period.start and period.end) and not is_future(period)
