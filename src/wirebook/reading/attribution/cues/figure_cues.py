"""Sources inside a noun phrase: "the 45,000 deaths reported by the ministry", "the 31,000 deaths that Kyiv announced".

Such a source vouches for the noun's number alone, and who "claimed" an attack for none.
"""

from wirebook.reading.attribution.cues.cue import Cue, make_cue
from wirebook.reading.attribution.cues.non_sources import names_nobody
from wirebook.reading.attribution.cues.scope import spans_of, whole
from wirebook.reading.syntax.parser import Parse, Token
from wirebook.reading.words import stances, words
from wirebook.types import Span

_BESIDE = ("appos", "npadvmod")
_LEAST = 3  # tokens: what a participle must have before it


def is_in_phrase(parse: Parse, verb: Token) -> bool:
    """Whether a verb of saying only describes a noun: a passive participle, or a relative clause about it."""
    if verb.lemma not in stances() or not verb.tag.startswith("V") or verb.head == verb.i or _answers(parse, verb):
        return False
    head = parse.head(verb)
    if not head.tag.startswith(("N", "CD")) or head.i > verb.i:
        return False
    if verb.dep == "acl":
        return verb.tag == "VBN" and bool(parse.kids(verb.i, "agent"))
    objects = parse.kids(verb.i, "dobj", "ccomp", "xcomp", "prep")
    own = [kid for kid in objects if kid.dep != "prep" and kid.tag not in ("WDT", "IN", "WP")]
    return verb.dep == "relcl" and not own and _teller(parse, verb) is not None


def _answers(parse: Parse, verb: Token) -> bool:
    """ "… shot down five jets, which Delhi denied": a denial behind a comma answers who told it."""
    before = parse.subtree(verb.i)[0].i - 1
    denial = stances()[verb.lemma] == "denies" and verb.dep == "relcl"
    return denial and before >= 0 and parse.tokens[before].text == ","


def phrase_cue(parse: Parse, verb: Token, text: str) -> Cue | None:
    """The cue of such a verb, over the noun's phrase; over the sentence when the noun stands beside it."""
    head, teller = parse.head(verb), _teller(parse, verb)
    strict = verb.lemma in words("strict", "verbs", "voice") and verb.lemma not in words("strict", "tallying", "voice")
    deed = head.lemma in words("mute", "nouns", "voice") or head.lemma in words("mute", "claimed", "voice")
    if teller is None or strict or deed or names_nobody(parse, teller):
        return None
    carrier = head.lower in words("heads", "carriers", "voice") and head.dep in _BESIDE
    scope = whole(parse) if carrier and verb.i > _LEAST else spans_of(parse.subtree(head.i))
    how = (stances()[verb.lemma], verb, "phrase", Span(verb.start, verb.end))
    return make_cue(parse, teller, text, how, scope)


def _teller(parse: Parse, verb: Token) -> Token | None:
    if verb.dep == "acl":
        return next((noun for by in parse.kids(verb.i, "agent") for noun in parse.kids(by.i, "pobj")), None)
    return next((kid for kid in parse.kids(verb.i, "nsubj") if kid.tag not in ("WDT", "WP")), None)
