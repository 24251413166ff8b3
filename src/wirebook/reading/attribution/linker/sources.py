"""Who may be the source of what a cue reports, and what the model sees of each."""

from collections.abc import Sequence
from typing import NamedTuple

from wirebook.reading.attribution.linker.lines import Line, path, subject_of
from wirebook.reading.attribution.linker.model import Rates, among, codes
from wirebook.types import Span

_BACK = 2  # sentences: how far back a speaker is looked for
_LONG = 30
_ELSEWHERE = (9, 9, 0, 0, 0, 0, 0)
_NONE = (0.0, 0.0)
_WIDTH = 27


class Speaker(NamedTuple):
    """A candidate: sentences back (0 here) and the word that heads the name, or no word when nobody is named."""

    back: int
    head: int | None


def source_candidates(lines: Sequence[Line], line: Line, content: Sequence[Span]) -> list[Speaker]:
    """Nouns and pronouns of the sentence outside the content, subjects of the sentences before, and nobody."""
    here = [Speaker(0, t.i) for t in line.tokens if _may_speak(line, t.i) and not _inside(t.start, content)]
    before = [
        Speaker(back, t.i)
        for back in range(1, _BACK + 1)
        if line.n >= back
        for other in (lines[line.n - back],)
        for t in other.tokens
        if t.dep == "nsubj" and other.tokens[t.head].dep in among("named_by")
    ]
    return [*here, *before, Speaker(0, None)]


def accorded(line: Line, i: int) -> Speaker | None:
    """Who stands behind "according to" at word `i`: the name that follows, or whose speech or report it is.

    "According to a tally by the agency" is the agency's word; none for any other cue.
    """
    tokens = line.tokens
    if tokens[i].lower != "according" or i + 1 >= len(tokens):
        return None
    noun = next((k for k in line.kids(i + 1) if tokens[k].dep == "pobj"), None)
    if noun is None:
        return None
    author = next((k for k in line.below(noun) if _is_author(line, k, noun)), None)
    return Speaker(0, noun if author is None or tokens[noun].tag.startswith("NNP") else author)


def _is_author(line: Line, k: int, noun: int) -> bool:
    """Whether word `k` made what `noun` is: "a tally by the agency", "a speech the minister gave"."""
    token = line.tokens[k]
    head = line.tokens[token.head]
    if token.tag[:2] != "NN":
        return False
    if token.dep == "pobj" and head.lower == "by":
        return head.head == noun or line.tokens[head.head].head == noun
    made = line.tokens[noun].lemma in among("documents")
    return made and token.dep == "nsubj" and head.dep in ("relcl", "acl") and head.head == noun


def _inside(offset: int, spans: Sequence[Span]) -> bool:
    return any(start <= offset < end for start, end in spans)


def _may_speak(line: Line, i: int) -> bool:
    token = line.tokens[i]
    if token.tag[:2] == "NN":
        return token.dep not in among("inner_nouns")
    return token.tag[:2] in ("PR", "WP", "WD")


def name_of(line: Line, head: int) -> Span:
    """The characters of a name: its head with what modifies it, "of …" and the like, no clause and no apposition."""
    keep = [head]
    for k in line.kids(head):
        token = line.tokens[k]
        if token.dep not in among("outside_names") and (token.dep != "prep" or token.lower in among("name_links")):
            _gather(line, k, keep)
    keep.sort()
    return Span(line.tokens[keep[0]].start, line.tokens[keep[-1]].end)


def _gather(line: Line, i: int, keep: list[int]) -> None:
    keep.append(i)
    for k in line.kids(i):
        if line.tokens[k].dep not in among("outside_names"):
            _gather(line, k, keep)


def source_features(
    lines: Sequence[Line], line: Line, i: int, candidates: Sequence[Speaker], content: Sequence[Span], rates: Rates
) -> list[list[float]]:
    """One row a candidate: its word and label, the way to the cue, whether it is its subject, and the cue's own."""
    subject, steps = subject_of(line, i)
    opening = content[0].start
    token = line.tokens[i]
    labels = (codes("tags").get(token.tag, 0), codes("deps").get(token.dep, 0))
    shared = [*labels, rates.get(token.lemma, _NONE)[0], subject is not None, steps]
    return [
        [*([0.0] * (_WIDTH - 5)), *shared]
        if c.head is None
        else [
            *_word(lines[line.n - c.back], c, rates),
            *(_way(line, i, c.head, subject, opening) if c.back == 0 else _ELSEWHERE),
            *shared,
        ]
        for c in candidates
    ]


def _word(line: Line, speaker: Speaker, rates: Rates) -> list[float]:
    """The name itself, in its own sentence."""
    at = speaker.head or 0
    token = line.tokens[at]
    head = line.tokens[token.head]
    tags, deps = codes("tags"), codes("deps")
    return [
        speaker.back + 1,
        tags.get(token.tag, 0),
        deps.get(token.dep, 0),
        tags.get(head.tag, 0),
        deps.get(head.dep, 0),
        rates.get("s:" + token.lemma, _NONE)[0],
        token.lower in among("persons"),
        token.lower in among("things"),
        token.lower == "who",
        token.text[:1].isupper(),
        line.in_quotes(token.start),
        any(line.tokens[k].dep == "poss" for k in line.kids(at)),
        head.lower == "by",
        head.lower == "to",
        min(len(line.below(at)), _LONG),
    ]


def _way(line: Line, i: int, at: int, subject: int | None, opening: int) -> list[float]:
    """From the cue to a name in the same sentence; `opening` is where the content begins."""
    token = line.tokens[at]
    between = line.tokens[min(i, at) : max(i, at)]
    return [
        *path(line, i, at),
        at - i,
        at == subject,
        token.head == i,
        token.start < opening,
        any(t.text == "," for t in between),
    ]
