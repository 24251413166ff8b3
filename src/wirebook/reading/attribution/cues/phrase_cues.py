"""Sources that are named beside what they say: "according to X", "citing X", "quoted X as saying", "by X's count"."""

from wirebook.fields.party.sources import source_kind
from wirebook.reading.attribution.cues.cue import Cue, make_cue, name_span
from wirebook.reading.attribution.cues.scope import spans_of, whole
from wirebook.reading.syntax.parser import Parse, Token
from wirebook.reading.words import stances, words
from wirebook.types import Span

_SUBJECTS = ("nsubj", "nsubjpass")
_NEAR = 15  # tokens: from "quoted" to "as saying"


def according(parse: Parse, token: Token, text: str) -> Cue | None:
    """ "According to X", "per X", "via X"; "by an AFP count", "in its latest report the UN …"."""
    if token.lower == "according":
        noun = next((n for prep in parse.kids(token.i, "prep") for n in parse.kids(prep.i, "pobj")), None)
        if noun is None and token.i + 2 < len(parse.tokens) and parse.tokens[token.i + 1].lower == "to":
            noun = _noun_right(parse, token.i + 2)
    elif token.lower in ("per", "via") and token.dep == "prep":
        noun = next((n for n in parse.kids(token.i, "pobj") if is_known(parse, n, text)), None)
    else:
        return None
    if noun is None:
        return None
    cue_span = Span(token.start, parse.tokens[min(token.i + 1, noun.i)].end)
    return make_cue(parse, noun, text, ("states", token, "according", cue_span), _clause(parse, token))


def counted_by(parse: Parse, token: Token, text: str) -> Cue | None:
    """ "By an AFP count", "in the UN's last survey": somebody's own tally, named in passing."""
    if token.lower not in ("by", "in", "on") or token.dep not in ("prep", "agent"):
        return None
    noun = next((n for n in parse.kids(token.i, "pobj") if n.lemma in words("heads", "tallies", "voice")), None)
    if noun is None:
        return None
    cue_span = Span(token.start, noun.end)
    found = make_cue(parse, noun, text, ("states", token, "count", cue_span), _around(parse, token))
    return found if found and found.head != noun.i and found.source.kind != "unknown" else None


def _around(parse: Parse, prep: Token) -> tuple[Span, ...]:
    """What such a tally vouches for: the phrase that it hangs on, or the clause when it hangs on a verb."""
    head = parse.head(prep)
    return spans_of(parse.subtree(head.i)) if not head.tag.startswith("V") else _clause(parse, prep)


def citing(parse: Parse, token: Token, text: str) -> Cue | None:
    """ "…, citing X", "with reference to X": the cited is the origin; the words are of the clause that it hangs on."""
    if token.lower in ("citing", "quoting") and token.tag == "VBG":
        nouns = parse.kids(token.i, "dobj")
    elif token.lower in ("reference", "referring"):
        nouns = [
            noun for prep in parse.kids(token.i, "prep") if prep.lower == "to" for noun in parse.kids(prep.i, "pobj")
        ]
    else:
        return None
    noun = next(iter(nouns), None)
    if noun is None or not (noun.tag.startswith("NNP") or is_known(parse, noun, text)):
        return None  # "citing security reasons"
    return make_cue(parse, noun, text, ("states", token, "citing", Span(token.start, token.end)), _clause(parse, token))


def quoted_as_saying(parse: Parse, token: Token, text: str) -> Cue | None:
    """ "The agency quoted X as saying that …", "cited X as the source": the words are those of X."""
    if token.lemma not in ("quote", "cite") or not token.tag.startswith("V"):
        return None
    noun = next(iter(parse.kids(token.i, "dobj")), None)
    after = parse.tokens[token.i + 1 : token.i + 1 + _NEAR]
    saying = next((t for t in after if t.tag == "VBG" and t.lemma in stances() and _as(parse, t)), None)
    if noun is None or saying is None or noun.i > saying.i:
        return None
    how = (stances()[saying.lemma], saying, "quoted", Span(saying.start, saying.end))
    return make_cue(parse, noun, text, how, (Span(saying.start, parse.tokens[-1].end),))


def _as(parse: Parse, saying: Token) -> bool:
    return parse.tokens[saying.i - 1].lower == "as"


def presenting(parse: Parse, colon: Token, text: str) -> Cue | None:
    """ "The UN's latest figures are stark: 40 killed": a body's figures before a colon, what they say behind it."""
    if colon.text != ":" or colon.i + 1 >= len(parse.tokens):
        return None
    before = parse.tokens[: colon.i]
    noun = next((t for t in before if t.dep in _SUBJECTS and t.lower in words("heads", "works", "voice")), None)
    if noun is None:
        return None
    scope = (Span(parse.tokens[colon.i + 1].start, parse.tokens[-1].end),)
    found = make_cue(parse, noun, text, ("states", noun, "presenting", Span(noun.start, noun.end)), scope)
    return found if found and found.head != noun.i else None


def is_known(parse: Parse, noun: Token, text: str) -> bool:
    """Whether a noun names a kind of source that is known."""
    span = name_span(parse, noun)
    return source_kind(text[span.start : span.end]) != "unknown"


def _noun_right(parse: Parse, start: int) -> Token | None:
    for token in parse.tokens[start : start + 8]:
        if token.tag.startswith(("N", "PRP")) and parse.head(token).i < start:
            return token
    return next((t for t in parse.tokens[start : start + 8] if t.tag.startswith("N")), None)


def _clause(parse: Parse, token: Token) -> tuple[Span, ...]:
    """The clause that an adverbial cue hangs on, or the sentence when it opens or closes it or hangs on its root."""
    below = parse.subtree(token.i)
    last = max((t.i for t in parse.tokens if t.tag != "."), default=0)
    if token.i == 0 or below[-1].i >= last:
        return whole(parse)
    for up in parse.above(token):
        if up.tag.startswith("V") or up.tag == "MD":
            if up.dep in ("ROOT", "ccomp", "conj", "parataxis") and _is_first_clause(parse, up):
                break
            return spans_of(parse.subtree(up.i))
    return whole(parse)


def _is_first_clause(parse: Parse, verb: Token) -> bool:
    return verb.dep != "conj" or not parse.kids(verb.i, *_SUBJECTS)
