"""Which words may be cues of attribution, and what the model sees of each."""

from collections.abc import Sequence

from wirebook.reading.attribution.linker.lines import Line, subject_of
from wirebook.reading.attribution.linker.model import Rates, among, codes, listed
from wirebook.reading.syntax.parser import Token

_NONE = (0.0, 0.0)
_FAR = 999
_SEEN = 1.1  # the logarithm of a dozen
_RARE = 0.02
_LABEL = 8  # words: how far from its beginning a colon ends a speaker's label
_CLOSE = 3  # characters


def cue_candidates(line: Line, rates: Rates) -> list[int]:
    """Indices of the words that may be a cue: full verbs, "according", and nouns that were cues in training."""
    return [token.i for token in line.tokens if _may_be(line, token, rates)]


def _may_be(line: Line, token: Token, rates: Rates) -> bool:
    if token.lower == "according":
        return True
    if token.text in among("signs"):
        return token.i <= _LABEL if token.text == ":" else _beside_a_quotation(line, token)
    if token.tag[0] == "V":
        return token.dep not in ("aux", "auxpass")
    rate, seen = rates.get(token.lemma, _NONE)
    return seen >= _SEEN and rate > _RARE and token.tag[:2] in ("NN", "JJ", "IN")


def _beside_a_quotation(line: Line, token: Token) -> bool:
    """Whether a dash stands at a quotation's end, or opens a line: "… as it is.” — Jane Doe"."""
    return token.i == 0 or any(abs(token.start - end) <= _CLOSE for _, end in line.quotes)


def frame_keys(line: Line, i: int) -> list[str]:
    """The names under which rates of a word with each of its complements are kept: "call>prep:for", "agree>xcomp"."""
    kids = [line.tokens[k] for k in line.kids(i) if line.tokens[k].dep in among("complements")]
    labels = [f"prep:{kid.lower}" if kid.dep == "prep" else kid.dep for kid in kids]
    return [f"{line.tokens[i].lemma}>{label}" for label in labels or ["-"]]


def cue_features(lines: Sequence[Line], line: Line, i: int, rates: Rates) -> list[float]:
    """Of one candidate: its word and place in the parse, its children, neighbours, subject, and quotations around."""
    return [
        *_itself(line, i, rates),
        *_children(line, i),
        *_neighbours(line, i),
        *_subject(line, i, rates),
        *_around(lines, line, i, rates),
    ]


def _itself(line: Line, i: int, rates: Rates) -> list[float]:
    token, tags, deps = line.tokens[i], codes("tags"), codes("deps")
    head = line.tokens[token.head]
    rate, seen = rates.get(token.lemma, _NONE)
    place = (i / len(line.tokens), len(line.tokens), line.depth(i), len(line.below(i)))
    labels = (tags.get(token.tag, 0), deps.get(token.dep, 0), tags.get(head.tag, 0), deps.get(head.dep, 0))
    framed = [rates[key][0] for key in frame_keys(line, i) if key in rates] or [-1.0]
    rate_of_head = rates.get("^" + head.lemma, _NONE)[0]
    return [rate, seen, rate_of_head, *labels, *place, max(framed), sum(framed) / len(framed)]


def _children(line: Line, i: int) -> list[float]:
    deps = [line.tokens[k].dep for k in line.kids(i)]
    counts: list[float] = [deps.count(dep) for dep in listed("children")]
    clause = next((k for k in line.kids(i) if line.tokens[k].dep == "ccomp"), None)
    if clause is None:
        return [*counts, 0, 0, 0, 0]
    tag = codes("tags").get(line.tokens[clause].tag, 0)
    return [*counts, 1, 1 if clause > i else -1, len(line.below(clause)), tag]


def _neighbours(line: Line, i: int) -> list[float]:
    tags = codes("tags")
    after = line.tokens[i + 1] if i + 1 < len(line.tokens) else None
    before = line.tokens[i - 1] if i else None
    word = after.lower if after else ""
    return [
        word in among("opening"),
        word == "to",
        word in (",", ":"),
        tags.get(after.tag, 0) if after else -1,
        tags.get(before.tag, 0) if before else -1,
        before is not None and before.text in (",", "”", '"', "''", ",”"),
    ]


def _subject(line: Line, i: int, rates: Rates) -> list[float]:
    at, steps = subject_of(line, i)
    if at is None:
        return [steps, -1, 0, 0, 0, 0]
    token = line.tokens[at]
    kinds = (token.lower in among("persons"), token.lower in among("things"))
    return [steps, codes("tags").get(token.tag, 0), *kinds, at - i, rates.get("s:" + token.lemma, _NONE)[0]]


def _around(lines: Sequence[Line], line: Line, i: int, rates: Rates) -> list[float]:
    token, (start, end) = line.tokens[i], line.passage.span
    after = line.tokens[i + 1].lower if i + 1 < len(line.tokens) else ""
    near = [min(abs(token.start - b), abs(a - token.end)) for a, b in line.quotes]
    inside = sum(min(b, end) - max(a, start) for a, b in line.quotes)
    previous, following = line.n > 0 and lines[line.n - 1], line.n + 1 < len(lines) and lines[line.n + 1]
    return [
        len(line.quotes),
        line.in_quotes(token.start),
        line.passage.kind == "headline",
        inside / max(1, end - start),
        min([*near, _FAR]),
        line.n,
        bool(previous and previous.quotes),
        bool(following and following.is_quoted()),
        rates.get("d:" + after, _NONE)[0],
    ]
