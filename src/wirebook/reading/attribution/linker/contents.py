"""Which words of a sentence, and of its neighbours, may be what a cue reports; what the model sees of each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from wirebook.reading.attribution.linker.lines import Line, subject_of
from wirebook.reading.attribution.linker.model import Rates, among, codes
from wirebook.types import Span

_WORD = re.compile(r"\w+(?:[.'’\-]\w+)*")
_UP = 3
_ON = 6  # sentences: how far a quotation is followed
_MANY = 4
_MARKS = 2  # characters: a comma and a quotation mark
_CLAUSES = ("acl", "relcl", "amod")


class Content(NamedTuple):
    """A candidate: how it was made, its spans, and the word that governs it (-1 for what no one word governs)."""

    kind: str
    spans: tuple[Span, ...]
    anchor: int


def content_candidates(lines: Sequence[Line], line: Line, i: int, text: str) -> list[Content]:
    """What the cue at word `i` may report, each set of spans once."""
    found: dict[tuple[Span, ...], Content] = {}
    for kind, ids, anchor, quotes in _all(lines, line, i):
        words = [k for k in ids if line.tokens[k].text not in among("marks")]
        spans = tuple(_bridged([*_runs(line, words), *quotes], text))
        if spans:
            found.setdefault(spans, Content(kind, spans, anchor))
    return _beside(line, i, list(found.values()))


def _beside(line: Line, i: int, candidates: list[Content]) -> list[Content]:
    """Of "according to X," all that hangs on it up to a comma is the source: what is reported stands beside it."""
    if line.tokens[i].lower != "according":
        return candidates
    comma = next((t.i for t in line.tokens[i:] if t.text == ","), len(line.tokens))
    aside = _aside(line, i)
    if aside:
        return [Content("before comma", (aside,), -1)]
    names = [line.tokens[k] for k in line.below(i) if k < comma]
    apart = [c for c in candidates if not any(a < t.end and t.start < b for a, b in c.spans for t in names)]
    return apart or candidates


def _aside(line: Line, i: int) -> Span | None:
    """The bracket, or the clause behind a dash, that "according to" closes: "(20 of them, according to medics)"."""
    last = i - 1 - (i > 0 and line.tokens[i - 1].text == ",")
    first = next((k + 1 for k in range(last, -1, -1) if line.tokens[k].text in among("asides")), None)
    if first is None or first > last:
        return None
    related = line.tokens[first].tag in ("WDT", "WP", "WP$") and line.tokens[first - 1].text != ","
    if related or line.tokens[first - 1].text == "(":
        return Span(line.tokens[first].start, line.tokens[last].end)
    return None


_ContentTokens = tuple[str, Iterable[int], int, Sequence[Span]]


def _all(lines: Sequence[Line], line: Line, i: int) -> Iterator[_ContentTokens]:
    made = [*_below(line, i), *_sides(line, i), *_above(line, i)]
    yield from made
    yield from _quotations(lines, line, made)


def _below(line: Line, i: int) -> Iterator[_ContentTokens]:
    """What hangs on the cue: its children, the objects of its prepositions, clauses one step lower, runs of them."""
    subject, _ = subject_of(line, i)
    kids = [k for k in line.kids(i) if line.tokens[k].dep not in among("small")]
    for k in kids:
        token = line.tokens[k]
        if k == subject:
            if line.tokens[i].tag == "VBN" or token.dep == "nsubjpass":
                yield "passive", line.below(k), k, ()
            continue
        yield "kid", line.below(k), k, ()
        for lower in line.kids(k):
            if token.dep == "prep":
                yield "object", line.below(lower), lower, ()
            if line.tokens[lower].dep in among("clauses"):
                yield "inner", line.below(lower), lower, ()
    right = [k for k in kids if k > i]
    for first in right[:_MANY]:
        for last in right:
            if last > first and (last == right[-1] or len(right) < _MANY):
                yield "kids", [x for k in right if first <= k <= last for x in line.below(k)], first, ()


def _sides(line: Line, i: int) -> Iterator[_ContentTokens]:
    """The sentence without the cue and its source, what stands before them, after them, up to a comma, from one on."""
    subject, _ = subject_of(line, i)
    who = set(line.below(subject)) if subject is not None and i not in line.below(subject) else set()
    own = {i} | who | {k for k in line.kids(i) if line.tokens[k].dep in among("own")}
    right = [k for k in line.kids(i) if k > i and line.tokens[k].dep in among("tail")]
    tail = {x for k in right for x in line.below(k)}
    everything = range(len(line.tokens))
    low, high = min([i, *who]), max([i, *who])
    commas = [token.i for token in line.tokens if token.text in among("breaks")]
    before, after = [c for c in commas if c < low], [c for c in commas if c > i]
    yield "rest", [x for x in everything if x not in own], -1, ()
    yield "rest without tail", [x for x in everything if x not in own and x not in tail], -1, ()
    yield "before", range(low), -1, ()
    yield "after", everything[high + 1 :], -1, ()
    yield "after cue", everything[i + 1 :], -1, ()
    if before:
        yield "before comma", range(before[-1]), -1, ()
    if after:
        yield "to comma", range(i + 1, after[0]), -1, ()
        yield "from comma", everything[after[0] + 1 :], -1, ()


def _above(line: Line, i: int) -> Iterator[_ContentTokens]:
    """The clause that the cue hangs on, without the cue: "It fell, he said"; the noun that its clause describes."""
    below, at = set(line.below(i)), i
    for _ in range(_UP):
        if line.tokens[at].head == at:
            break
        at = line.tokens[at].head
        yield "governor", [x for x in line.below(at) if x not in below], at, ()
    token = line.tokens[i]
    if token.dep in _CLAUSES:
        yield "noun", [x for x in line.below(token.head) if x not in below], token.head, ()


_GOES_ON = ("before", "before comma", "kid", "governor", "rest", "after")


def _quotations(lines: Sequence[Line], line: Line, made: Sequence[_ContentTokens]) -> Iterator[_ContentTokens]:
    """Quotations of the sentence, and of quoted sentences that go on after it or run up to it in the paragraph."""
    following, previous = _run_of_quotes(lines, line, 1), _run_of_quotes(lines, line, -1)
    yield "paragraph", (), -1, [] if following else _paragraph_of_quotes(lines, line, 1)
    yield "paragraph before", (), -1, [] if previous else _paragraph_of_quotes(lines, line, -1)
    if not line.quotes:
        if following:
            yield "next", (), -1, following
        if previous:
            yield "previous", (), -1, previous
        return
    yield "quotations", (), -1, line.quotes
    for quote in line.quotes:
        yield "quotation", (), -1, (quote,)
    if following:
        yield "quotations on", (), -1, [*line.quotes, *following]
        for kind, ids, anchor, _ in made:
            if kind in _GOES_ON:
                yield f"{kind} on", ids, anchor, following
    if previous:
        yield "quotations back", (), -1, [*previous, *line.quotes]


def _run_of_quotes(lines: Sequence[Line], line: Line, step: int) -> list[Span]:
    spans: list[Span] = []
    at = line.n + step
    while 0 <= at < len(lines) and abs(at - line.n) < _ON:
        other = lines[at]
        if other.passage.paragraph != line.passage.paragraph or not other.is_quoted():
            break
        spans += other.quotes
        at += step
    return spans


def _paragraph_of_quotes(lines: Sequence[Line], line: Line, step: int) -> list[Span]:
    """The quotation that the next paragraph is, or the one before: a block that this sentence opens or signs."""
    at = line.n + step
    if not 0 <= at < len(lines) or lines[at].passage.paragraph == line.passage.paragraph or not lines[at].is_quoted():
        return []
    return [*lines[at].quotes, *_run_of_quotes(lines, lines[at], step)]


def _runs(line: Line, ids: Iterable[int]) -> Iterator[Span]:
    start = last = -1
    for i in sorted(ids):
        if i != last + 1 or start < 0:
            if start >= 0:
                yield Span(line.tokens[start].start, line.tokens[last].end)
            start = i
        last = i
    if start >= 0:
        yield Span(line.tokens[start].start, line.tokens[last].end)


def _bridged(spans: Iterable[Span], text: str) -> list[Span]:
    """Spans in order, those with nothing but marks between them made one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and (start <= joined[-1].end or not _WORD.search(text, joined[-1].end, start)):
            joined[-1] = Span(joined[-1].start, max(end, joined[-1].end))
        else:
            joined.append(Span(start, end))
    return joined


def without_narration(line: Line, i: int, content: Content) -> Content:
    """Without the narrator's words behind the cue of a quotation: in '"It fell," he said, closing the door', those.

    After a quotation that closes before the cue at word `i`, of its sentence only what is quoted again goes on with it.
    """
    cue, end = line.tokens[i], line.passage.span.end
    left = [span for span in content.spans if span.end <= cue.start]
    if not left or not any(abs(quote.end - left[-1].end) <= _MARKS for quote in line.quotes):
        return content
    right = [span for span in content.spans if span.start >= cue.end]
    kept = [Span(max(a, q.start), min(b, q.end)) for a, b in right for q in line.quotes if a < q.end and q.start < b]
    on = [Span(max(a, end), b) for a, b in right if b > end + 1]
    return content._replace(spans=(*left, *kept, *on))


# ---------------------------------------------------------------- features


def filler_keys(line: Line, i: int, content: Content) -> tuple[str, str]:
    """The names under which rates are kept: the cue's lemma, or its tag, with the candidate's kind and label."""
    token = line.tokens[i]
    if content.anchor < 0:
        label = "-"
    else:
        anchor = line.tokens[content.anchor]
        label = f"prep:{anchor.lower}" if anchor.dep == "prep" else anchor.dep
    return f"{token.lemma}|{content.kind}|{label}", f"{token.tag}|{content.kind}|{label}"


_UNSEEN = (-1.0, 0.0)


def content_features(
    line: Line, i: int, candidates: Sequence[Content], cue: Sequence[float], text: str, rates: Rates
) -> list[list[float]]:
    """One row a candidate: its kind and rates, length, place beside the cue, quotations, first word, and the cue's."""
    labels = {line.tokens[c.anchor].dep for c in candidates if c.kind == "kid" and c.anchor >= 0}
    shared = [*_of_cue(line, i), len(candidates), *(dep in labels for dep in ("ccomp", "xcomp", "dobj")), *cue[:5]]
    return [
        [*_kind(line, i, c, rates), *_place(line, i, c, text), *_in_quotes(line, c), *_opening(line, c), *shared]
        for c in candidates
    ]


def _of_cue(line: Line, i: int) -> list[float]:
    token = line.tokens[i]
    after = line.tokens[i + 1] if i + 1 < len(line.tokens) else None
    tags = codes("tags")
    return [
        tags.get(token.tag, 0),
        codes("deps").get(token.dep, 0),
        i / len(line.tokens),
        after is not None and after.lower == "that",
        tags.get(after.tag, 0) if after else -1,
        len(line.quotes),
    ]


def _kind(line: Line, i: int, content: Content, rates: Rates) -> list[float]:
    by_lemma, by_tag = (rates.get(key, _UNSEEN) for key in filler_keys(line, i, content))
    kind = codes("contents").get(content.kind, 0)
    if content.anchor < 0:
        return [kind, *by_lemma, by_tag[0], 0, -1, 0, 0]
    token = line.tokens[content.anchor]
    subject = any(line.tokens[k].dep in ("nsubj", "nsubjpass") for k in line.kids(content.anchor))
    labels = (codes("deps").get(token.dep, 0), codes("tags").get(token.tag, 0))
    return [kind, *by_lemma, by_tag[0], *labels, subject, token.tag[0] == "V"]


def _place(line: Line, i: int, content: Content, text: str) -> list[float]:
    low, high = content.spans[0].start, content.spans[-1].end
    token, (start, end) = line.tokens[i], line.passage.span
    words = sum(len(_WORD.findall(text, a, b)) for a, b in content.spans)
    return [
        words,
        words / len(line.tokens),
        len(content.spans),
        low - token.end,
        token.start - high,
        low < token.start,
        high > token.end,
        high >= line.tokens[-1].start - 1,
        low <= line.tokens[0].start + 1,
        low < start or high > end,
    ]


def _in_quotes(line: Line, content: Content) -> list[float]:
    total = sum(b - a for a, b in content.spans)
    pairs = [(a, b, q) for a, b in content.spans for q in line.quotes if a < q.end and q.start < b]
    inside = sum(min(b, q.end) - max(a, q.start) for a, b, q in pairs)
    cut = sum((a < q.start < b < q.end) or (q.start < a < q.end < b) for a, b, q in pairs)
    return [len(pairs), inside / max(1, total), cut]


def _opening(line: Line, content: Content) -> list[float]:
    first = next((t for t in line.tokens if t.start >= content.spans[0].start), line.tokens[-1])
    tag = codes("tags").get(first.tag, 0)
    return [first.lower == "that", first.lower == "to", first.lower in among("questions"), tag]
