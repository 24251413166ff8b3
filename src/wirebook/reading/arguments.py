"""The parties of a predicate: who does it, to whom, as the pack's rule says where to look."""

from collections.abc import Iterator

from wirebook.fields.party import party_of
from wirebook.reading.cue import stances, strip_article
from wirebook.reading.negation import names_nobody
from wirebook.reading.nlp import Parse, Token
from wirebook.reading.words import words
from wirebook.types import Party, Span

_MANY = ("series", "wave", "waves", "spate", "string", "number")
_LEFT = ("compound", "amod", "nmod", "poss", "det")


def find_party(
    parse: Parse,
    predicate: int,
    counted: int | None,
    where: tuple[str, ...],
    text: str,
    country: str | None = None,
) -> Party | None:
    """The first party found in the given places of a predicate, none when nobody is named there.

    With `country` (alpha-3) a bare role counts too: "the army" is that country's.

    `where` are argument names of a rule: "subject", "object", "item", or a preposition; "sanctions/against" is that
    preposition of another word of the sentence, "sanctions/own" the party named on that word ("EU sanctions"); "deed"
    is the attack in which it happened ("killed in Israeli strikes").
    """
    for name in where:
        for token in _argument(parse, predicate, counted, name):
            if counted is not None and name != "item" and token.i == counted:
                continue
            modifiers = name == "item" or name.endswith("/own")
            party = _party(parse, token, text, modifiers=modifiers, country=country)
            if party is not None:
                return party
    return None


def find_bearer(parse: Parse, predicate: int, text: str, speaker: str | None) -> Party | None:
    """Whose losses they are: "Moscow's losses exceed 700, including 200 killed", "the army has suffered 90 deaths".

    "It" and "we" are the speaker: "India said it lost a jet".
    """
    for noun in parse.tokens:
        if noun.lemma in words("bearing", "nouns", "scene") and noun.tag.startswith("N"):
            for kid in parse.kids(noun.i, "poss", "amod", "compound", "nmod"):
                party = _party(parse, kid, text, modifiers=True)
                if party is not None:
                    return party
    token = parse.tokens[predicate]
    for verb in (token, *parse.above(token)):
        if verb.tag.startswith("V") and verb.lemma in words("bearing", "verbs", "scene"):
            for subject in parse.kids(verb.i, "nsubj"):
                if subject.lower in words("heads", "collective", "voice"):
                    found = party_of(speaker) if speaker else None
                    return Party(found.code, found.name, subject.text, _span(subject)) if found else None
                return _party(parse, subject, text, modifiers=False)
    return None


def _span(token: Token) -> Span:
    return Span(token.start, token.end)


def _argument(parse: Parse, predicate: int, counted: int | None, name: str) -> Iterator[Token]:
    token = parse.tokens[predicate]
    if name == "subject":
        yield from subjects(parse, token)
    elif name == "object":
        yield from parse.kids(predicate, "dobj", "nsubjpass", "dative")
    elif name == "deed":
        yield from _deeds(parse, token)
    elif "/" in name:
        word, prep = name.split("/")
        for other in (t for t in parse.tokens if word in (t.lower, t.lemma)):
            yield from [other] if prep == "own" else _prepositional(parse, other, prep)
    elif name == "item":
        if counted is not None:
            yield parse.tokens[counted]
            yield from _senders(parse, counted)
            for prep in ("of", "from"):
                yield from _prepositional(parse, parse.tokens[counted], prep)
    else:
        yield from _prepositional(parse, token, name)
        if counted is not None:
            yield from _prepositional(parse, parse.tokens[counted], name)


def _senders(parse: Parse, counted: int) -> Iterator[Token]:
    """ "90 drones launched by Russia": whose the counted things are by their own participle."""
    for participle in parse.kids(counted, "acl"):
        if participle.tag == "VBN" and participle.lemma in words("locative", "sending", "scene"):
            for agent in parse.kids(participle.i, "agent", "prep"):
                if agent.lower in ("by", "from"):
                    yield from parse.kids(agent.i, "pobj")


def subjects(parse: Parse, verb: Token) -> Iterator[Token]:
    """Who does it: agent, active subject, possessor of a noun, or the subject of the verb that this one hangs on.

    "No group" has done nothing.
    """
    return (doer for doer in _doers(parse, verb, 0) if not names_nobody(parse, doer))


def _doers(parse: Parse, verb: Token, depth: int) -> Iterator[Token]:
    for prep in parse.kids(verb.i, "agent"):
        yield from parse.kids(prep.i, "pobj")
    if not verb.tag.startswith("V"):
        yield from parse.kids(verb.i, "poss")
        yield from (k for k in parse.kids(verb.i, "amod", "compound", "nmod"))
        yield from _prepositional(parse, verb, "by")
    elif not parse.kids(verb.i, "auxpass", "agent"):
        own = parse.kids(verb.i, "nsubj")
        yield from _antecedents(parse, verb, own) if own else _borrowed(parse, verb, depth)
    if not verb.tag.startswith("V") and depth < 3:
        head = parse.head(verb)
        if verb.dep == "dobj" and head.tag.startswith("V"):
            told = head.lemma in stances() and head.lemma not in words("performative", "verbs", "voice")
            if told or head.lemma in words("bearing", "telling", "scene"):
                return  # who verified 115 killings has killed nobody
            yield from _doers(parse, head, depth + 1)
        elif verb.dep == "pobj" and parse.head(head).tag.startswith(("V", "N")) and head.lower in ("in", "of", "with"):
            yield from _doers(parse, parse.head(head), depth + 1)


def _antecedents(parse: Parse, verb: Token, own: list[Token]) -> Iterator[Token]:
    for subject in own:
        doer = parse.head(verb) if subject.tag in ("WDT", "WP") and verb.dep == "relcl" else subject
        yield doer
        yield from _behind(parse, doer)


def _deeds(parse: Parse, predicate: Token) -> Iterator[Token]:
    """The attack in which it happened, and whose it was: "killed in Israeli strikes", "wounded when rebels attacked".

    Looked for in what follows the predicate, not below it: the parser hangs such phrases on the wrong of two verbs.
    """
    for noun in parse.tokens[predicate.i + 1 :]:
        prep = _leading(parse, noun)
        deeds = words("mute", "nouns", "voice")
        if prep in ("by", "in", "during", "from", "after") and (noun.lemma in deeds or noun.lower in deeds):
            yield noun
            yield from _behind(parse, noun)
            yield from _behind(parse, parse.head(parse.head(noun)))  # "a series of raids by rebels"
    for verb in parse.tokens[predicate.i + 1 :]:
        if verb.tag.startswith("V") and verb.lemma in words("attacking", "verbs", "scene") and _is_when(parse, verb):
            for doer in parse.kids(verb.i, "nsubj"):
                yield doer
                yield from (*parse.kids(doer.i, "appos"), *_behind(parse, doer))


def _leading(parse: Parse, noun: Token) -> str:
    """The preposition that a deed hangs on, also through "a series of"."""
    if noun.dep not in ("pobj", "pcomp"):
        return ""
    prep = parse.head(noun)
    many = parse.head(prep)
    return _leading(parse, many) if prep.lower == "of" and many.lower in _MANY else prep.lower


def _is_when(parse: Parse, verb: Token) -> bool:
    """Whether a clause says when: "when rebels attacked", "after drones hit a depot"."""
    return any(kid.lower in ("when", "after", "as", "while") for kid in parse.kids(verb.i, "advmod", "mark"))


def _behind(parse: Parse, deed: Token) -> Iterator[Token]:
    """Whose a deed is: "an attack by rebels killed 12", "claimed responsibility for an attack that killed 12"."""
    yield from _prepositional(parse, deed, "by")
    for verb in parse.kids(deed.i, "acl", "xcomp"):
        for prep in parse.kids(verb.i, "agent", "prep") if verb.tag in ("VBN", "VBG") else ():
            if prep.dep == "agent" or (verb.lemma, prep.lower) in _BLAMED:
                yield from parse.kids(prep.i, "pobj")
    claimed = parse.head(parse.head(deed)) if deed.dep == "pobj" and parse.head(deed).lower == "for" else None
    if claimed is not None and claimed.lower == "responsibility" and parse.head(claimed).tag.startswith("V"):
        yield from parse.kids(claimed.head, "nsubj")


def _borrowed(parse: Parse, verb: Token, depth: int) -> Iterator[Token]:
    """A verb without a subject of its own borrows it: coordination, complements, participles."""
    head = parse.head(verb)
    if head.i == verb.i or depth > 3:
        return
    if verb.dep in ("ccomp", "xcomp") and verb.tag in ("VBD", "VBZ", "VBP") and head.lemma in stances():
        if head.dep == "relcl":  # "strikes that the army said killed 12": not the army
            yield parse.head(head)
        return
    if verb.dep in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "prep") and head.tag.startswith("V"):
        yield from _doers(parse, head, depth + 1)
        if verb.dep == "advcl":
            yield from parse.kids(head.i, "nsubjpass")
    elif verb.dep == "pcomp" and parse.head(head).lemma in words("attacking", "accusing", "scene"):
        accused = parse.head(head)  # "accuses Russia of detaining 16,000"
        yield from parse.kids(accused.i, "dobj", "nsubjpass")
    elif verb.dep == "acl" and verb.tag == "VBG":
        yield head
    elif verb.dep == "pcomp" and parse.head(head).tag.startswith("V"):
        yield from _doers(parse, parse.head(head), depth + 1)


def _prepositional(parse: Parse, token: Token, name: str) -> Iterator[Token]:
    for prep in parse.kids(token.i, "prep", "agent", "dative", "prt"):
        if prep.lower == name:
            yield from parse.kids(prep.i, "pobj")


_BLAMED = (("attribute", "to"), ("blame", "on"), ("pin", "on"))


def named_party(parse: Parse, noun: Token, text: str, country: str | None = None) -> Party | None:
    """The party that a noun names with what stands before it; with `country` (alpha-3) a bare role too."""
    return _party(parse, noun, text, modifiers=False, country=country)


def _party(parse: Parse, token: Token, text: str, *, modifiers: bool, country: str | None = None) -> Party | None:
    """The party that a noun phrase names; with `modifiers`, the party named on the noun ("12 Ukrainian soldiers")."""
    tokens = [] if country and token.lemma in words("mute", "nouns", "voice") else [token]
    for kid in parse.kids(token.i, *_LEFT):
        tokens += parse.subtree(kid.i)
    tokens = sorted(t for t in tokens if t.i <= token.i and t.dep not in ("nummod", "quantmod"))
    if not tokens:
        return None
    span = Span(tokens[0].start, tokens[-1].end)
    phrase = strip_article(text[span.start : span.end])
    found = party_of(phrase, country)
    if found is None and not modifiers:
        of = [
            n
            for prep in parse.kids(token.i, "prep")
            if prep.lower in ("of", "from")
            for n in parse.kids(prep.i, "pobj")
        ]
        found = next((p for noun in of if (p := party_of(noun.text))), None)
    if found is None:
        return None
    owner = _owner(parse, token, text)
    if owner is not None and owner.code == found.code:
        return owner
    return Party(found.code, found.name, text[span.start : span.end], span)


def _owner(parse: Parse, token: Token, text: str) -> Party | None:
    """ "The Syrian army's push": the party is the owner, when the noun adds nothing to who it is."""
    for kid in parse.kids(token.i, "poss"):
        below = [t for t in parse.subtree(kid.i) if t.tag not in ("POS", "DT")]
        if below and (found := party_of(text[below[0].start : below[-1].end])):
            span = Span(below[0].start, below[-1].end)
            return Party(found.code, found.name, text[span.start : span.end], span)
    return None
