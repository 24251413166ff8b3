"""Who says it and how: cues of testimony, their sources, and how far each reaches.

A cue's scope is the part of the sentence that it vouches for. What is testimony and what only sounds like it is decided
by the verb's list (data) and by whether it has content; a number outside every scope belongs to nobody here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from wirebook.fields.office import is_media, source_actor, source_kind
from wirebook.reading.nlp import Parse, Token
from wirebook.reading.words import table, words
from wirebook.types import Source, Span, Stance

_VERB_SUBJECTS = ("nsubj", "nsubjpass")
_CONTENT = ("ccomp", "parataxis", "xcomp")
_LINKS = ("of", "for", "-")
_NAME_STOP = (
    "relcl",
    "acl",
    "appos",
    "punct",
    "cc",
    "conj",
    "dep",
    "advcl",
    "prep",
    "npadvmod",
    "parataxis",
    "advmod",
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A place where somebody vouches for words: the source, the stance, the spans vouched for, and the cue's token.

    `head` is the token that heads the source's name; `generic` says that it names nobody by itself ("the statement").
    `content` are the reported words alone, without the cue, where they could be told apart from the scope; `main` says
    that the cue is the sentence's own, not one in a clause of it.
    """

    source: Source
    stance: Stance
    scope: tuple[Span, ...]
    token: int
    head: int
    kind: str
    generic: bool = False
    content: tuple[Span, ...] = ()
    main: bool = True

    def covers(self, at: int) -> bool:
        """Whether a character offset lies in the scope."""
        return any(start <= at < end for start, end in self.scope)

    def size(self) -> int:
        """The number of characters vouched for: the smaller, the nearer."""
        return sum(end - start for start, end in self.scope)


@cache
def stances() -> dict[str, Stance]:
    """Verb lemma → the stance that it gives."""
    return {verb: stance for stance, verbs in table("voice")["verbs"].items() for verb in verbs}


def find_cues(parse: Parse, text: str) -> list[Cue]:
    """All cues of one parsed sentence, in text order. `text` is the whole report."""
    found: list[Cue] = []
    for token in parse.tokens:
        cue = _according(parse, token, text) or _citing(parse, token, text) or _verb(parse, token, text)
        if cue:
            found.append(cue)
    closing = _closing(parse, text, {cue.token for cue in found})
    return [*found, closing] if closing else found


# ---------------------------------------------------------------- "…, X said." by its shape


def _closing(parse: Parse, text: str, known: set[int]) -> Cue | None:
    """A sentence that ends in ", NAME said TAIL": the shape is surer than the parse, which drags NAME into a list."""
    for verb in reversed(parse.tokens):
        stance = stances().get(verb.lemma)
        if stance is None or verb.tag not in ("VBD", "VBZ", "VBP") or verb.lemma in _weak():
            continue
        comma = _comma_before(parse, verb)
        if verb.i in known or comma is None or not _quiet(parse, verb.i + 1):
            return None
        tokens = list(parse.tokens[comma + 1 : verb.i])
        start, end = tokens[0].start, tokens[-1].end
        name = strip_article(text[start:end])
        cue_span = Span(verb.start, verb.end)
        source = Source(
            name,
            source_kind(name),
            Span(start, end),
            source_actor(name),
            None,
            _medium(parse, verb, text),
            cue=verb.text,
            cue_span=cue_span,
        )
        scope = (Span(parse.tokens[0].start, parse.tokens[comma].start),)
        return Cue(source, stance, scope, verb.i, tokens[-1].i, "closing", _is_generic(parse, tokens[-1]))
    return None


def _weak() -> frozenset[str]:
    return words("strict", "verbs", "voice") - {"tell", "write", "add"}


def _comma_before(parse: Parse, verb: Token) -> int | None:
    """The comma before a name that runs up to a verb of saying, none when something else than a name stands there."""
    at = verb.i - 1
    while at > 3 and verb.i - at < 12:
        token = parse.tokens[at]
        if token.text in (",", "”", '"', ",”", ',"'):
            return at if at < verb.i - 1 else None
        if not token.tag.startswith(("N", "J", "DT", "PRP", "POS", "CD", "HYPH", "CC")) and token.lower not in _LINKS:
            return None
        at -= 1
    return None


def _quiet(parse: Parse, start: int) -> bool:
    """Whether nothing is told after the verb: a time, a place, a medium, but no further clause."""
    rest = parse.tokens[start:]
    return len(rest) <= 16 and not any(t.tag in ("VBD", "VBZ", "VBP", "MD") or t.lower == "that" for t in rest)


# ---------------------------------------------------------------- "according to X", "citing X"


def _according(parse: Parse, token: Token, text: str) -> Cue | None:
    if token.lower == "according":
        noun = next((n for prep in parse.kids(token.i, "prep") for n in parse.kids(prep.i, "pobj")), None)
        if noun is None and token.i + 2 < len(parse.tokens) and parse.tokens[token.i + 1].lower == "to":
            noun = _noun_right(parse, token.i + 2)
    elif token.lower in ("per", "via") and token.dep == "prep":
        noun = next((n for n in parse.kids(token.i, "pobj") if _is_known(parse, n, text)), None)
    else:
        return None
    if noun is None:
        return None
    cue_span = Span(token.start, parse.tokens[min(token.i + 1, noun.i)].end)
    return _cue(parse, noun, text, ("states", token, "according", cue_span), _clause(parse, token))


def _is_known(parse: Parse, noun: Token, text: str) -> bool:
    span = name_span(parse, noun)
    return source_kind(text[span.start : span.end]) != "unknown"


def _noun_right(parse: Parse, start: int) -> Token | None:
    for token in parse.tokens[start : start + 8]:
        if token.tag.startswith(("N", "PRP")) and parse.head(token).i < start:
            return token
    return next((t for t in parse.tokens[start : start + 8] if t.tag.startswith("N")), None)


def _citing(parse: Parse, token: Token, text: str) -> Cue | None:
    if token.lower not in ("citing", "quoting") or token.tag != "VBG":
        return None
    noun = next(iter(parse.kids(token.i, "dobj")), None)
    if noun is None:
        return None
    return _cue(parse, noun, text, ("states", token, "citing", Span(token.start, token.end)), _clause(parse, token))


def _clause(parse: Parse, token: Token) -> tuple[Span, ...]:
    """The clause that an adverbial cue hangs on: its verb's subtree, or the sentence when it hangs on the root."""
    for up in parse.above(token):
        if up.tag.startswith("V") or up.tag == "MD":
            if up.dep in ("ROOT", "ccomp", "conj", "parataxis") and _is_first_clause(parse, up):
                break
            return _spans(parse.subtree(up.i))
    return (Span(parse.tokens[0].start, parse.tokens[-1].end),)


def _is_first_clause(parse: Parse, verb: Token) -> bool:
    return verb.dep != "conj" or not parse.kids(verb.i, *_VERB_SUBJECTS)


# ---------------------------------------------------------------- "X said …", "…, X said"


def _verb(parse: Parse, token: Token, text: str) -> Cue | None:
    stance = stances().get(token.lemma)
    if stance is None or not token.tag.startswith("V"):
        return None
    subject = _speaker(parse, token)
    if subject is None or not _can_speak(subject):
        return None
    content = [kid for kid in parse.kids(token.i, *_CONTENT) if kid.dep != "xcomp" or token.lemma == "claim"]
    scope = _scope(parse, token, subject)
    bare = not content
    if bare and token.lemma in words("strict", "verbs", "voice") and not _ends(parse, token, subject):
        return None
    if bare and (_ends(parse, token, subject) or _interrupts(parse, token)):
        scope = _without((Span(parse.tokens[0].start, parse.tokens[-1].end),), parse.subtree(subject.i))
    found = _cue(parse, subject, text, (stance, token, "verb", Span(token.start, token.end)), scope)
    if found is None:
        return None
    words_said = [t for kid in content for t in parse.subtree(kid.i)]
    main = token.dep in ("ROOT", "conj", "parataxis") or token.i == _root(parse)
    kind = "this" if any(k.lower in ("this", "it", "that") for k in parse.kids(token.i, "nsubjpass")) else "verb"
    return replace(found, content=_spans(sorted(words_said)) or _without(scope, [token]), main=main, kind=kind)


def _root(parse: Parse) -> int:
    return next((t.i for t in parse.tokens if t.head == t.i), 0)


def _can_speak(subject: Token) -> bool:
    if subject.lower in words("heads", "nobody", "voice") and subject.lower != "it":
        return False
    return subject.lemma not in words("mute", "nouns", "voice")


def _speaker(parse: Parse, verb: Token) -> Token | None:
    """The one who speaks: the active subject, the agent of a passive, the subject of the verb that this one joins."""
    if parse.kids(verb.i, "auxpass") or (verb.tag == "VBN" and not parse.kids(verb.i, "aux")):
        agents = [noun for prep in parse.kids(verb.i, "agent") for noun in parse.kids(prep.i, "pobj")]
        return agents[0] if agents else None
    for kid in parse.kids(verb.i, "nsubj"):
        if kid.tag in ("WP", "WDT"):
            return parse.head(verb) if verb.dep == "relcl" else None
        return kid
    if verb.dep in ("conj", "xcomp", "advcl") or verb.tag == "VBG":
        head = parse.head(verb)
        return next(iter(parse.kids(head.i, "nsubj")), None) if head.tag.startswith("V") and head.i != verb.i else None
    return None


def _ends(parse: Parse, verb: Token, subject: Token) -> bool:
    """Whether "…, X said" closes the sentence, but for a time, a medium or a full stop."""
    first = min(verb.i, subject.i)
    rest = [t for t in parse.tokens[max(verb.i, subject.i) + 1 :] if t.tag not in (".", ",", "''", "``", "-RRB-")]
    comma = any(t.tag in (",", "''", ":") or t.text in "\"”’'" for t in parse.tokens[max(0, first - 8) : first])
    return comma and first > 3 and len(rest) <= 14


def _interrupts(parse: Parse, verb: Token) -> bool:
    """ "The attack, officials say, killed 12": a verb between commas with its clause around it."""
    return (
        verb.dep in ("parataxis", "dep", "ROOT", "ccomp")
        and verb.i + 1 < len(parse.tokens)
        and (parse.tokens[verb.i + 1].tag in (",", ":") and verb.i > 2)
    )


def _scope(parse: Parse, verb: Token, subject: Token) -> tuple[Span, ...]:
    """The verb's subtree without the subject and without coordinated clauses that have a speaker of their own."""
    drop = {t.i for t in parse.subtree(subject.i)} if subject.i != parse.head(verb).i else set()
    for kid in parse.kids(verb.i, "conj"):
        if parse.kids(kid.i, *_VERB_SUBJECTS) and kid.lemma != "be":
            drop |= {t.i for t in parse.subtree(kid.i)} if stances().get(kid.lemma) else set()
    for kid in parse.kids(verb.i, "advcl"):
        if kid.end < verb.start and kid.tag == "VBG":
            drop |= {t.i for t in parse.subtree(kid.i)}
    return _spans([t for t in parse.subtree(verb.i) if t.i not in drop])


def _spans(tokens: list[Token]) -> tuple[Span, ...]:
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


def _without(spans: tuple[Span, ...], tokens: list[Token]) -> tuple[Span, ...]:
    if not tokens:
        return spans
    start, end = tokens[0].start, tokens[-1].end
    parts = [Span(s, min(e, start)) for s, e in spans] + [Span(max(s, end), e) for s, e in spans]
    return tuple(span for span in parts if span.end > span.start)


# ---------------------------------------------------------------- the source itself


def _cue(
    parse: Parse, noun: Token, text: str, how: tuple[Stance, Token, str, Span], scope: tuple[Span, ...]
) -> Cue | None:
    stance, token, kind, cue_span = how
    owner = _owner(parse, noun)
    head = owner or noun
    start, end = name_span(parse, head)
    name = strip_article(text[start:end])
    if not name:
        return None
    source = Source(
        name=name,
        kind=source_kind(name),
        span=Span(start, end),
        actor=source_actor(name),
        role=_role(parse, head, text),
        medium=_medium(parse, token, text),
        cue=text[cue_span.start : cue_span.end],
        cue_span=cue_span,
    )
    generic = owner is None and _is_generic(parse, noun)
    return Cue(source, stance, scope, token.i, head.i, kind, generic)


def _owner(parse: Parse, noun: Token) -> Token | None:
    """ "The ministry's statement", "a statement by the army", "data from the UN": the one whose words they are."""
    if noun.lower not in words("heads", "carriers", "voice") or noun.lower.startswith("spokes"):
        return None
    for kid in parse.kids(noun.i, "poss"):
        return kid
    for prep in parse.kids(noun.i, "prep", "agent"):
        if prep.lower in ("from", "by", "of"):
            for owner in parse.kids(prep.i, "pobj"):
                if source_kind(owner.text) != "unknown" or owner.tag in ("NNP", "NNPS"):
                    return owner
    for kid in parse.kids(noun.i, "acl"):
        for prep in parse.kids(kid.i, "agent"):
            return next(iter(parse.kids(prep.i, "pobj")), None)
    return None


def _is_generic(parse: Parse, noun: Token) -> bool:
    """A pronoun, a carrier of words, or a definite common noun without anything that says which ("the ministry")."""
    if noun.tag.startswith("PRP") or noun.lower in words("heads", "pronouns", "voice"):
        return True
    kids = parse.kids(noun.i)
    named = any(
        k.tag in ("NNP", "NNPS", "JJ", "NN", "CD") for k in kids if k.dep in ("compound", "amod", "nmod", "appos")
    )
    named = named or any(k.dep in ("poss", "prep") for k in kids)
    if noun.lower in words("heads", "carriers", "voice"):
        return not any(k.dep in ("compound", "poss") or k.tag == "NNP" for k in kids)
    return noun.tag in ("NN", "NNS") and not named and any(k.lower in ("the", "its", "that", "this") for k in kids)


def name_span(parse: Parse, head: Token) -> Span:
    """The name's characters: the noun with what stands before it, and "of …", "for …" after it."""
    keep = [head]
    for kid in parse.kids(head.i):
        if kid.dep in _NAME_STOP and not (kid.dep == "prep" and kid.lower in ("of", "for", "in") and kid.i > head.i):
            continue
        if kid.dep == "poss" and kid.tag == "PRP$":
            continue
        keep += _plain_subtree(parse, kid)
    keep.sort()
    run = [t for t in keep if t.i <= head.i or t.i - head.i < 12]
    return Span(run[0].start, run[-1].end)


def _plain_subtree(parse: Parse, token: Token) -> Iterator[Token]:
    yield token
    for kid in parse.kids(token.i):
        if kid.dep not in ("relcl", "acl", "appos", "punct", "advcl"):
            yield from _plain_subtree(parse, kid)


def strip_article(name: str) -> str:
    """A name without a leading article, and without the possessive's ending."""
    words_ = name.strip().split()
    while words_ and words_[0].lower() in (
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "her",
        "this",
        "that",
        "but",
        "and",
    ):
        words_ = words_[1:]
    return " ".join(words_).removesuffix("'s").removesuffix("’s").strip(" ,;:")


def _role(parse: Parse, head: Token, text: str) -> str | None:
    for kid in parse.kids(head.i, "appos"):
        span = name_span(parse, kid)
        return strip_article(text[span.start : span.end])
    return None


def _medium(parse: Parse, verb: Token, text: str) -> str | None:
    """ "in a statement", "on Telegram", "told a briefing": where or how it was said."""
    for kid in parse.kids(verb.i, "prep", "dobj", "dative"):
        nouns = parse.kids(kid.i, "pobj") if kid.dep == "prep" else [kid]
        for noun in nouns:
            span = name_span(parse, noun)
            name = text[span.start : span.end]
            if noun.lower in words("medium", "nouns", "voice") or (verb.lemma == "tell" and is_media(name)):
                return name if kid.dep != "prep" else f"{kid.text} {name}"
    return None
