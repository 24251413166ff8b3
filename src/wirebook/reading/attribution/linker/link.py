"""Cue, content, source: the model's best of each, for every sentence of a report."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np

from wirebook.reading.attribution.linker.contents import (
    Content,
    content_candidates,
    content_features,
    without_narration,
)
from wirebook.reading.attribution.linker.cues import cue_candidates, cue_features
from wirebook.reading.attribution.linker.layout import signed_quotations, speaker_turns
from wirebook.reading.attribution.linker.lines import Line
from wirebook.reading.attribution.linker.model import Linker
from wirebook.reading.attribution.linker.sources import Speaker, accorded, name_of, source_candidates, source_features
from wirebook.reading.attribution.linker.trees import Floats
from wirebook.types import Span

_T = TypeVar("_T")
_PLAIN = 0.9  # typography is rarely mistaken
_LIKELY = 0.2  # a cue less probable than this is not looked at further


class Linked(NamedTuple):
    """An attribution: whose words (none when nobody is named), the cue, the words, and how sure the linker is.

    `line` and `token` say where the cue stands (token -1: by layout, no word), `speaker` which word heads the source
    and how many sentences back; `probability` is that of cue, content and source together.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    line: int
    token: int
    probability: float
    speaker: Speaker = Speaker(0, None)


def link(lines: Sequence[Line], text: str, linker: Linker) -> list[Linked]:
    """All attributions of a report with their probabilities, in text order; the caller sets the threshold."""
    cues = _cues(lines, linker)
    contents = _contents(lines, cues, text, linker)
    speakers = _speakers(lines, cues, contents, linker)
    found = []
    for (line, i, _, sure), (content, right), (speaker, his) in zip(cues, contents, speakers, strict=True):
        name = None if speaker.head is None else name_of(lines[line.n - speaker.back], speaker.head)
        probability = sure * min(1.0, max(0.0, right)) * his
        found.append(Linked(name, _cue_span(line, i), content.spans, line.n, i, probability, speaker))
    return sorted([*found, *_by_layout(lines, text)], key=lambda one: (one.cue, one.token))


def _by_layout(lines: Sequence[Line], text: str) -> Iterator[Linked]:
    """What the page's own conventions attribute, as sure as such things are."""
    starts = [line.passage.span.start for line in lines]
    for name, cue, words in (*signed_quotations(text), *speaker_turns(text)):
        yield Linked(name, cue, (words,), max(0, bisect_right(starts, cue.start) - 1), -1, _PLAIN)


_ScoredCue = tuple[Line, int, list[float], float]


def _cues(lines: Sequence[Line], linker: Linker) -> list[_ScoredCue]:
    places = [(line, i) for line in lines for i in cue_candidates(line, linker.words)]
    rows = [cue_features(lines, line, i, linker.words) for line, i in places]
    scores = linker.cue.predict(_matrix(rows))
    return [
        (line, i, row, float(p))
        for (line, i), row, p in zip(places, rows, scores, strict=True)
        if p > _LIKELY and len(line.tokens) > 1
    ]


def _contents(
    lines: Sequence[Line], cues: Sequence[_ScoredCue], text: str, linker: Linker
) -> list[tuple[Content, float]]:
    options = [content_candidates(lines, line, i, text) or [_whole(line)] for line, i, _, _ in cues]
    rows = [
        row
        for (line, i, cue, _), candidates in zip(cues, options, strict=True)
        for row in content_features(line, i, candidates, cue, text, linker.fillers)
    ]
    best = _best(options, linker.content.predict(_matrix(rows)), cues)
    return [(without_narration(line, i, one), p) for (line, i, _, _), (one, p) in zip(cues, best, strict=True)]


def _whole(line: Line) -> Content:
    return Content("rest", (line.passage.span,), -1)


def _speakers(
    lines: Sequence[Line], cues: Sequence[_ScoredCue], contents: Sequence[tuple[Content, float]], linker: Linker
) -> list[tuple[Speaker, float]]:
    options = [
        [one] if (one := accorded(line, i)) else source_candidates(lines, line, content.spans)
        for (line, i, *_), (content, _) in zip(cues, contents, strict=True)
    ]
    rows = [
        row
        for (line, i, _, _), (content, _), speakers in zip(cues, contents, options, strict=True)
        for row in source_features(lines, line, i, speakers, content.spans, linker.words)
    ]
    return _best(options, linker.source.predict(_matrix(rows)), cues)


def _best(options: Sequence[Sequence[_T]], scores: Floats, cues: Sequence[_ScoredCue]) -> list[tuple[_T, float]]:
    """The best option of each group by its score, the first of equals; the only one beside "according to" is sure."""
    ends = np.cumsum([0, *map(len, options)]).tolist()
    best = []
    for (line, i, *_), group, (start, end) in zip(cues, options, pairwise(ends), strict=True):
        at = int(np.argmax(scores[start:end]))
        given = len(group) == 1 and line.tokens[i].lower == "according"
        best.append((group[at], 1.0 if given else float(scores[start + at])))
    return best


def _cue_span(line: Line, i: int) -> Span:
    token = line.tokens[i]
    if token.lower == "according" and i + 1 < len(line.tokens):
        return Span(token.start, line.tokens[i + 1].end)
    return Span(token.start, token.end)


def _matrix(rows: list[list[float]]) -> Floats:
    return np.array(rows, dtype=np.float32) if rows else np.zeros((0, 0), dtype=np.float32)
