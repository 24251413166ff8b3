"""The attack in which it happened: whose it was ("killed in Israeli strikes"), at whom it was aimed ("a raid on X")."""

from collections.abc import Iterator

from wirebook.fields.party.parties import party_of
from wirebook.reading.syntax.parser import Parse, Token
from wirebook.reading.words import words

_MANY = ("series", "wave", "waves", "spate", "string", "number")
_RESULT = ("result", "wake", "aftermath", "course", "consequence", "because")
_BLAMED = (("attribute", "to"), ("blame", "on"), ("pin", "on"))
_AT = ("on", "at", "against", "upon", "into", "targeting")
_IN = ("by", "in", "during", "from", "after")
_WHEN = ("when", "after", "as", "while")
_RESULTS = ("oprd", "acomp", "ccomp", "dobj", "attr")
_LEAVES = ("leave", "cause", "result", "lead", "inflict", "see")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")


def is_deed(noun: Token) -> bool:
    """Whether a noun is an attack, or what one is made with."""
    deeds = words("mute", "nouns", "voice")
    named = noun.tag.startswith("N") or (noun.tag == "VBG" and noun.dep in ("pcomp", "pobj", "nsubj", "csubj", "dobj"))
    return named and (noun.lemma in deeds or noun.lower in deeds)


def prepositional(parse: Parse, token: Token, *names: str) -> Iterator[Token]:
    """The nouns that hang on a word by one of these prepositions."""
    for prep in parse.kids(token.i, "prep", "agent", "dative", "prt"):
        if prep.lower in names:
            yield from parse.kids(prep.i, "pobj")


def doers_after(parse: Parse, predicate: Token) -> Iterator[Token]:
    """The attack in which it happened, and whose it was: "killed in Israeli strikes", "wounded when rebels attacked".

    Looked for in what follows the predicate, not below it: the parser hangs such phrases on the wrong of two verbs;
    also as what caused it: "an attack by rebels left 12 dead".
    """
    for noun in _causes(parse, predicate):
        yield noun
        yield from doers_of(parse, noun)
    for noun in parse.tokens[predicate.i + 1 :]:
        if is_deed(noun) and _leading(parse, noun) in _IN:
            yield noun
            before = parse.tokens[noun.i - 1]
            yield from [before] if before.dep == "pobj" and before.head == noun.head else []  # "in rebel shelling"
            yield from doers_of(parse, noun)
            yield from doers_of(parse, parse.head(parse.head(noun)))  # "a series of raids by rebels"
    for verb in _whens(parse, predicate):
        for doer in parse.kids(verb.i, "nsubj"):
            yield doer
            yield from (*parse.kids(doer.i, "appos"), *doers_of(parse, doer))


def _leading(parse: Parse, noun: Token) -> str:
    """The preposition that a deed hangs on, also through "a series of"."""
    if noun.dep not in ("pobj", "pcomp"):
        return ""
    prep = parse.head(noun)
    many = parse.head(prep)
    if prep.lower == "of" and many.lower in _RESULT:
        return "after"  # "as a result of shelling"
    return _leading(parse, many) if prep.lower == "of" and many.lower in _MANY else prep.lower


def _whens(parse: Parse, predicate: Token) -> Iterator[Token]:
    """The attacking verbs that say when: "when rebels attacked", "after drones hit a depot"."""
    for verb in parse.tokens[predicate.i + 1 :]:
        attacks = verb.tag.startswith("V") and verb.lemma in words("attacking", "verbs", "scene")
        if attacks and any(kid.lower in _WHEN for kid in parse.kids(verb.i, "advmod", "mark")):
            yield verb


def doers_of(parse: Parse, deed: Token) -> Iterator[Token]:
    """Whose a deed is: "an attack by rebels", "carried out by rebels", "claimed responsibility for an attack".

    "Shelling from the Armenian side" is that side's; "rocket fire from Gaza" comes from a place.
    """
    yield from prepositional(parse, deed, "by")
    for verb in parse.kids(deed.i, "acl", "xcomp", "relcl"):
        for prep in parse.kids(verb.i, "agent", "prep") if verb.tag in ("VBN", "VBG") else ():
            if prep.dep == "agent" or (verb.lemma, prep.lower) in _BLAMED:
                yield from parse.kids(prep.i, "pobj")
    yield from (noun for noun in prepositional(parse, deed, "from") if _is_side(noun))
    yield from _owning_up(parse, deed)


def _is_side(noun: Token) -> bool:
    """Whether a noun is a party with forces rather than the place from which they fire."""
    party = party_of(noun.text)
    named = party is not None and len(party.code or "") > len("USA")
    return named or noun.lemma in words("attacking", "sides", "scene")


def _owning_up(parse: Parse, deed: Token) -> Iterator[Token]:
    """Who claimed it: "claimed responsibility for an attack that killed 12", "claimed an attack that …"."""
    if deed.dep == "pobj" and parse.head(deed).lower == "for":
        claimed = parse.head(parse.head(deed))
        if claimed.lower == "responsibility" and parse.head(claimed).tag.startswith("V"):
            yield from parse.kids(claimed.head, "nsubj")
        if claimed.lower == "responsible":  # "are believed to be responsible for strikes that …"
            up = (verb for verb in parse.above(claimed) if parse.kids(verb.i, "nsubj", "nsubjpass"))
            yield from (doer for verb in [*up][:1] for doer in parse.kids(verb.i, "nsubj", "nsubjpass"))
    verb = parse.head(deed)
    if deed.dep == "dobj" and verb.lemma in words("performative", "claiming", "voice"):
        yield from parse.kids(verb.i, "nsubj")


# ---------------------------------------------------------------- at whom


def aims(parse: Parse, predicate: Token) -> Iterator[Token]:
    """Whom the attack was aimed at: "pounded Lebanon, killing 26", "a raid on a Turkish base killed two"."""
    for noun in _deeds_around(parse, predicate):
        yield from prepositional(parse, noun, *_AT)
    for verb in (*_above(parse, predicate), *_whens(parse, predicate)):
        if verb.lemma in words("attacking", "verbs", "scene"):
            yield from parse.kids(verb.i, "dobj", "nsubjpass")
            yield from prepositional(parse, verb, *_AT)
        if verb.lemma in words("attacking", "repelling", "scene"):  # "repulsed the army's offensive, killing 12"
            for deed in parse.kids(verb.i, "dobj"):
                yield from parse.kids(deed.i, "poss", "compound", "amod")
                yield from doers_of(parse, deed)


def _causes(parse: Parse, predicate: Token) -> Iterator[Token]:
    """The deeds that are the subject of a predicate or a verb above it, the objects of the latter, and its adjuncts."""
    yield from (noun for noun in prepositional(parse, predicate, *_IN) if is_deed(noun))
    for verb in (predicate, *_above(parse, predicate)):
        nouns = parse.kids(verb.i, *_SUBJECTS, *(("dobj",) if verb.i != predicate.i else ()))
        yield from (noun for noun in (antecedent(parse, verb, noun) for noun in nouns) if is_deed(noun))


def antecedent(parse: Parse, verb: Token, subject: Token) -> Token:
    """What a relative pronoun stands for, also where the parser hangs its clause on the verb before."""
    if subject.tag not in ("WDT", "WP"):
        return subject
    if verb.dep == "ccomp":
        return next(iter(parse.kids(verb.head, "dobj")), subject)
    return parse.head(verb) if verb.dep == "relcl" else subject


def _deeds_around(parse: Parse, predicate: Token) -> Iterator[Token]:
    """The deeds that a predicate tells of: what caused it, and those that come after."""
    yield from _causes(parse, predicate)
    for noun in parse.tokens[predicate.i + 1 :]:
        if is_deed(noun) and _leading(parse, noun) in _IN:
            yield noun


def _above(parse: Parse, predicate: Token) -> Iterator[Token]:
    """The verbs that a predicate goes with: "shelled the town, killing 12", "resulted in 12 deaths", "left 12 dead"."""
    token = predicate
    for _ in range(4):
        head = parse.head(token)
        apart = ("nsubj",) if token.dep == "conj" else _SUBJECTS  # "an attack killed 12, while another killed nine"
        if token.dep in ("advcl", "conj") and parse.kids(token.i, *apart):
            return
        led = token.dep in ("advcl", "conj", "xcomp") or (token.dep in _RESULTS and head.lemma in _LEAVES)
        if token.dep == "pobj" and head.lower in ("in", "to"):
            head = parse.head(head)
            led = head.lemma in _LEAVES
        if token.dep == "acl" and token.tag == "VBG" and head.dep == "dobj":  # "stormed a hospital killing 24"
            head, led = parse.head(head), True
        if head.i == token.i or not led or not head.tag.startswith(("V", "N")):
            return
        if head.tag.startswith("V"):
            yield head
        token = head
