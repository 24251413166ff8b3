"""Who says it and how: cues of testimony, their sources, and how far each reaches.

A cue's scope is the part of the sentence that it vouches for. What is testimony and what only sounds like it is decided
by the verb's list (data) and by whether it has content; a number outside every scope belongs to nobody here.
"""

from dataclasses import replace

from wirebook.fields.office import source_actor, source_kind
from wirebook.reading.citing import according, citing, counted_by, quoted_as_saying
from wirebook.reading.cue import Cue, is_generic, make_cue, medium_of, stances, strip_article
from wirebook.reading.figures import is_in_phrase, phrase_cue
from wirebook.reading.negation import names_nobody
from wirebook.reading.nlp import Parse, Token
from wirebook.reading.scopes import spans_of, whole, without
from wirebook.reading.words import words
from wirebook.types import Source, Span, Stance

_VERB_SUBJECTS = ("nsubj", "nsubjpass")
_CONTENT = ("ccomp", "parataxis", "xcomp")
_LINKS = ("of", "for", "-")
_TELLING = ("tell", "inform", "assure")
_SHORTEST = 3  # tokens: what somebody says has at least as many
_LONGEST = 9  # tokens of a name


def find_cues(parse: Parse, text: str) -> list[Cue]:
    """All cues of one parsed sentence, in text order. `text` is the whole report."""
    found: list[Cue] = []
    for token in parse.tokens:
        cue = according(parse, token, text) or counted_by(parse, token, text) or citing(parse, token, text)
        cue = cue or quoted_as_saying(parse, token, text) or _said(parse, token, text)
        if cue:
            found.append(cue)
    found = [_of_cited(parse, cue, found) for cue in found]
    closing = _closing(parse, text, {cue.token for cue in found})
    return [*found, closing] if closing else found


def _said(parse: Parse, token: Token, text: str) -> Cue | None:
    if is_in_phrase(parse, token):
        return phrase_cue(parse, token, text)
    return _of_deed(parse, token, text) or _verb(parse, token, text)


def _of_cited(parse: Parse, cue: Cue, found: list[Cue]) -> Cue:
    """ "The UN said, citing the ministry, that …": whom the speaker cites vouches for all that the speaker says."""
    if cue.kind != "citing":
        return cue
    above = {up.i for up in parse.above(parse.tokens[cue.token])}
    by = next((other for other in found if other.kind in ("verb", "closing") and other.token in above), None)
    return replace(cue, scope=by.scope) if by else cue


# ---------------------------------------------------------------- "…, X said." by its shape


def _closing(parse: Parse, text: str, known: set[int]) -> Cue | None:
    """A sentence that ends in ", NAME said TAIL": the shape is surer than the parse, which drags NAME into a list."""
    for verb in reversed(parse.tokens):
        stance = stances().get(verb.lemma)
        noun = verb.tag.startswith("NN") and verb.lower.endswith("s")  # "…, claims ministry"
        if stance is None or not (noun or verb.tag in ("VBD", "VBZ", "VBP")):
            continue
        name = None if verb.i in known else _name_behind(parse, verb)
        if name is None and (verb.lemma in _weak() or noun):
            continue
        comma = verb.i - 1 if name else _comma_before(parse, verb)
        if verb.i in known or comma is None or not (name or _quiet(parse, verb.i + 1)):
            return None
        return _closing_cue(parse, verb, name or list(parse.tokens[comma + 1 : verb.i]), comma, text)
    return None


def _closing_cue(parse: Parse, verb: Token, named: list[Token], comma: int, text: str) -> Cue | None:
    if names_nobody(parse, named[-1]):
        return None
    start, end = named[0].start, named[-1].end
    name = strip_article(text[start:end])
    source = Source(
        name,
        source_kind(name),
        Span(start, end),
        source_actor(name),
        None,
        medium_of(parse, verb, text),
        cue=verb.text,
        cue_span=Span(verb.start, verb.end),
    )
    scope = (Span(parse.tokens[0].start, parse.tokens[comma].start),)
    stance = stances()[verb.lemma]
    return Cue(source, stance, scope, verb.i, named[-1].i, "closing", is_generic(parse, named[-1]))


def _name_behind(parse: Parse, verb: Token) -> list[Token] | None:
    """The name behind a verb that closes the sentence: "…”, explained the commissioner", "…, claims defence ministry".

    Of a verb that says something only with its content, and of one that the tagger took for a noun, the mark before it
    must be a quotation's, or the name one of a known source.
    """
    before = parse.tokens[verb.i - 1].text if verb.i > _SHORTEST else ""
    named = [t for t in parse.tokens[verb.i + 1 :] if t.tag not in (".", "''")]
    if not before or before not in (",", "”", '"', ",”", ',"', "’", "''") or not 0 < len(named) <= _LONGEST:
        return None
    if any(not t.tag.startswith(("N", "J", "DT", "POS", "HYPH")) and t.lower not in _LINKS for t in named):
        return None
    quoted = before != "," or (parse.tokens[verb.i - 2].text in ("”", '"', "''", "’"))
    name = " ".join(t.text for t in named)
    if not quoted and (verb.lemma in _weak() - {"claim"} or source_kind(name) == "unknown"):
        return None
    return named if named[-1].tag.startswith("N") else None


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


# ---------------------------------------------------------------- "X said …", "…, X said"


def _of_deed(parse: Parse, token: Token, text: str) -> Cue | None:
    """ "The group claimed responsibility for the attack": its word, but for these words alone, not for the toll."""
    if token.lemma not in words("performative", "owning", "voice") or not token.tag.startswith("V"):
        return None
    owned = next((kid for kid in parse.kids(token.i, "dobj") if kid.lemma in words("mute", "claimed", "voice")), None)
    subject = _speaker(parse, token)
    if owned is None or subject is None or not _can_speak(parse, subject):
        return None
    how: tuple[Stance, Token, str, Span] = ("claims", token, "deed", Span(token.start, token.end))
    found = make_cue(parse, subject, text, how, (Span(token.start, owned.end),))
    return replace(found, main=False) if found else None


def _verb(parse: Parse, token: Token, text: str) -> Cue | None:
    stance = stances().get(token.lemma)
    if stance is None or not token.tag.startswith("V"):
        stance = _gerund(parse, token)
    if stance is None:
        return None
    subject = _speaker(parse, token)
    if subject is None or not _can_speak(parse, subject):
        return None
    content = [kid for kid in parse.kids(token.i, *_CONTENT) if kid.dep != "xcomp" or token.lemma == "claim"]
    scope = _scope(parse, token, subject)
    bare = not content
    strict = token.lemma in words("strict", "verbs", "voice") and not _puts(parse, token)
    passive = bool(parse.kids(token.i, "auxpass"))
    ends = _ends(parse, token, subject) and not (strict and _does(parse, token))
    if bare and strict and (passive or not ends) and not (passive and _tallies(token)):
        return None  # "were released by the army" is no testimony
    if bare and not passive and (_ends(parse, token, subject) or _interrupts(parse, token)):
        scope = without(whole(parse), parse.subtree(subject.i))
    found = make_cue(parse, subject, text, (stance, token, "verb", Span(token.start, token.end)), scope)
    if found is None:
        return None
    words_said = [t for kid in content for t in parse.subtree(kid.i)]
    main = token.dep in ("ROOT", "conj", "parataxis") or token.i == _root(parse)
    kind = "this" if any(k.lower in ("this", "it", "that") for k in parse.kids(token.i, "nsubjpass")) else "verb"
    return replace(found, content=spans_of(sorted(words_said)) or without(scope, [token]), main=main, kind=kind)


def _gerund(parse: Parse, token: Token) -> Stance | None:
    """ "With the office reporting that 17 are held": a gerund with its clause, which the tagger takes for a noun."""
    if token.tag != "NN" or not token.lower.endswith("ing") or not parse.kids(token.i, "ccomp"):
        return None
    stem = token.lower.removesuffix("ing")
    return stances().get(stem) or stances().get(stem + "e")


def _does(parse: Parse, verb: Token) -> bool:
    """ "Released 20 prisoners": a verb with an object of its own that is no audience says nothing."""
    objects = parse.kids(verb.i, "dobj")
    return any(noun.lower not in words("medium", "nouns", "voice") for noun in objects) and verb.lemma not in _TELLING


def _tallies(verb: Token) -> bool:
    return verb.lemma in words("strict", "tallying", "voice")


def _puts(parse: Parse, verb: Token) -> bool:
    """ "Doctors put the toll at 46": a figure given with "at"."""
    return verb.lemma in words("strict", "putting", "voice") and any(
        k.lower == "at" for k in parse.kids(verb.i, "prep")
    )


def _root(parse: Parse) -> int:
    return next((t.i for t in parse.tokens if t.head == t.i), 0)


def _can_speak(parse: Parse, subject: Token) -> bool:
    if names_nobody(parse, subject):
        return False  # "no group has claimed it", "neither side said how many"
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
        if parse.kids(kid.i, *_VERB_SUBJECTS) and kid.lemma != "be" and _speaker(parse, kid):
            drop |= {t.i for t in parse.subtree(kid.i)} if stances().get(kid.lemma) else set()
    for kid in parse.kids(verb.i, "advcl"):
        if kid.end < verb.start and kid.tag == "VBG":
            drop |= {t.i for t in parse.subtree(kid.i)}
    return spans_of([t for t in parse.subtree(verb.i) if t.i not in drop])
