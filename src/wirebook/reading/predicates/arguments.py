"""The parties of a predicate: who does it, to whom, as the pack's rule says where to look."""

from collections.abc import Iterator

from wirebook.fields.party.parties import party_of
from wirebook.reading.attribution.cues.cue import strip_article
from wirebook.reading.attribution.cues.non_sources import names_nobody
from wirebook.reading.predicates.attack_nouns import antecedent, doers_after, doers_of, is_deed, prepositional
from wirebook.reading.syntax.parser import Parse, Token
from wirebook.reading.words import stances, words
from wirebook.types import Party, Span

_LEFT = ("compound", "amod", "nmod", "poss", "det")

_WHOSE = ("of", "from")


def find_party(
    parse: Parse,
    predicate: int,
    counted: int | None,
    where: tuple[str, ...],
    text: str,
    country: str | None = None,
) -> Party | None:
    """The first party found in the given places of a predicate, none when nobody is named there.

    See `find_parties_at`.
    """
    return next(find_parties_at(parse, predicate, counted, where, text, country), None)


def find_parties_at(
    parse: Parse,
    predicate: int,
    counted: int | None,
    where: tuple[str, ...],
    text: str,
    country: str | None = None,
) -> Iterator[Party]:
    """The parties in the given places of a predicate, in their order.

    With `country` (alpha-3) a bare role counts too: "the army" is that country's.

    `where` are argument names of a rule: "subject", "object", "item", "partner" (who does it with the subject), or a
    preposition; "sanctions/against" is that preposition of another word of the sentence, "sanctions/own" the party
    named on that word ("EU sanctions"); "deed" is the attack in which it happened ("killed in Israeli strikes").
    """
    for name in where:
        for token in _argument(parse, predicate, counted, name):
            if counted is not None and name != "item" and token.i == counted:
                continue
            modifiers = name == "item" or name.endswith("/own")
            party = _party(parse, token, text, modifiers=modifiers, country=country)
            if party is not None:
                yield party


def _argument(parse: Parse, predicate: int, counted: int | None, name: str) -> Iterator[Token]:
    token = parse.tokens[predicate]
    if name == "subject":
        yield from subjects(parse, token)
    elif name == "object":
        yield from parse.kids(predicate, "dobj", "nsubjpass", "dative")
    elif name == "partner":
        yield from (other for doer in subjects(parse, token) for other in parse.kids(doer.i, "conj"))
    elif name == "deed":
        yield from doers_after(parse, token)
    elif "/" in name:
        word, prep = name.split("/")
        for other in (t for t in parse.tokens if word in (t.lower, t.lemma)):
            yield from [other] if prep == "own" else prepositional(parse, other, prep)
    elif name == "item":
        if counted is not None:
            yield from _counted(parse, token, parse.tokens[counted])
    else:
        yield from prepositional(parse, token, name)
        if counted is not None:
            yield from prepositional(parse, parse.tokens[counted], name)
            yield from _from_behind(parse, counted) if name == "from" else ()


def _counted(parse: Parse, predicate: Token, counted: Token) -> Iterator[Token]:
    """The counted things, who sent them, and what stands behind them: "12 from the army", "the number of X rose"."""
    yield counted
    yield from _senders(parse, counted.i)
    yield from _from_behind(parse, counted.i)
    figure = predicate.lemma in words("beside", "figures") and predicate.tag.startswith("N")
    for noun in (counted, predicate) if figure else (counted,):
        yield from prepositional(parse, noun, "of")
        yield from prepositional(parse, noun, "from")


def _from_behind(parse: Parse, counted: int) -> Iterator[Token]:
    """ "12 from the army": a "from" right behind the counted, wherever the parser hangs it."""
    behind = parse.tokens[counted + 1] if counted + 1 < len(parse.tokens) else None
    if behind is not None and behind.lower == "from":
        yield from parse.kids(behind.i, "pobj")


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
    bears = verb.lemma in words("bearing", "nouns", "scene")  # "Ukrainian losses" are not caused by Ukraine
    if not verb.tag.startswith("V"):
        yield from parse.kids(verb.i, *(() if bears else ("poss", "amod", "compound", "nmod")))
        yield from prepositional(parse, verb, "by")
    elif not parse.kids(verb.i, "auxpass", "agent"):
        own = parse.kids(verb.i, "nsubj") or parse.kids(verb.i, "csubj")  # "Russian shelling killed two"
        yield from _antecedents(parse, verb, own) if own else _borrowed(parse, verb, depth)
    if not verb.tag.startswith("V") and depth < 3:
        head = parse.head(verb)
        if verb.dep == "conj" and head.tag.startswith("N"):  # "resulted in deaths and the capture of five villages"
            verb, head = head, parse.head(head)
        if verb.dep == "dobj" and head.tag.startswith("V"):
            told = head.lemma in stances() and (bears or head.lemma not in words("performative", "verbs", "voice"))
            if told or head.lemma in words("bearing", "telling", "scene"):
                return  # who verified 115 killings has killed nobody
            yield from _doers(parse, head, depth + 1)
        elif verb.dep == "pobj" and parse.head(head).tag.startswith(("V", "N")) and head.lower in ("in", "of", "with"):
            yield from _doers(parse, parse.head(head), depth + 1)


def _antecedents(parse: Parse, verb: Token, own: list[Token]) -> Iterator[Token]:
    for subject in own[:1] if is_deed(own[0]) else own:  # "an attack in the capital Goma killed": the parser's second
        doer = antecedent(parse, verb, subject)
        yield doer
        yield from doers_of(parse, doer)


def _borrowed(parse: Parse, verb: Token, depth: int) -> Iterator[Token]:
    """A verb without a subject of its own borrows it: coordination, complements, participles."""
    head = parse.head(verb)
    if head.i == verb.i or depth > 3:
        return
    finite = verb.tag in ("VBD", "VBZ", "VBP") or any(aux.lower != "to" for aux in parse.kids(verb.i, "aux"))
    if verb.dep in ("ccomp", "xcomp") and finite and head.lemma in stances():
        if head.dep == "relcl":  # "strikes that the army said killed 12": not the army
            yield parse.head(head)
        return
    if verb.dep in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "prep") and head.tag.startswith("V"):
        yield from _doers(parse, head, depth + 1)
        if verb.dep in ("advcl", "xcomp"):  # "Hamas is expected to release 33"
            yield from parse.kids(head.i, "nsubjpass")
    elif verb.dep == "pcomp" and parse.head(head).lemma in words("attacking", "accusing", "scene"):
        accused = parse.head(head)  # "accuses Russia of detaining 16,000"
        yield from parse.kids(accused.i, "dobj", "nsubjpass")
    elif verb.dep == "acl" and verb.tag == "VBG":
        yield head
        if head.dep == "dobj":  # "stormed a hospital killing 24"
            yield from _doers(parse, parse.head(head), depth + 1)
    elif verb.dep == "pcomp" and parse.head(head).tag.startswith("V"):
        yield from _doers(parse, parse.head(head), depth + 1)


def named_party(
    parse: Parse, noun: Token, text: str, country: str | None = None, *, modifiers: bool = False
) -> Party | None:
    """The party that a noun names with what stands before it (`modifiers`: no "of" after it counts).

    With `country` (alpha-3) a bare role too.
    """
    return _party(parse, noun, text, modifiers=modifiers, country=country)


def _party(parse: Parse, token: Token, text: str, *, modifiers: bool, country: str | None = None) -> Party | None:
    """The party that a noun phrase names; with `modifiers`, the party named on the noun ("12 Ukrainian soldiers")."""
    tokens = [] if country and is_deed(token) else [token]
    for kid in parse.kids(token.i, *_LEFT, *(("nsubj",) if token.tag == "VBG" and is_deed(token) else ())):
        tokens += parse.subtree(kid.i)
    tokens = sorted(t for t in tokens if t.i <= token.i and t.dep not in ("nummod", "quantmod") and not t.blank)
    if not tokens:
        return None
    span = Span(tokens[0].start, tokens[-1].end)
    phrase = strip_article(text[span.start : span.end])
    found = party_of(phrase, country)
    if not modifiers and (found is None or (country and party_of(phrase) is None)):
        found = _of_another(parse, token, text, found, country)
    if found is None:
        return None
    while token not in tokens and len(tokens) > 1:  # "government air strikes" are the government's
        shorter = Span(span.start, tokens[-2].end)
        same = party_of(strip_article(text[shorter.start : shorter.end]), country)
        if same is None or same.code != found.code:
            break
        tokens, span, found = tokens[:-1], shorter, same
    owner = _owner(parse, token, text)
    if owner is not None and owner.code == found.code:
        return owner
    return Party(found.code, found.name, text[span.start : span.end], span)


def _of_another(parse: Parse, token: Token, text: str, role: Party | None, country: str | None) -> Party | None:
    """Give whom the words behind a noun name: "warplanes of the coalition" are no jets of the country that they bomb.

    A `role` is what the noun would be without them; it stays where nothing is told of whose it is.
    """
    whose = [n for prep in parse.kids(token.i, "prep") if prep.lower in _WHOSE for n in parse.kids(prep.i, "pobj")]
    named = (party_of(noun.text) or _party(parse, noun, text, modifiers=False, country=country) for noun in whose)
    told = next(filter(None, named), None)
    owned = any(noun.tag.startswith("N") for noun in whose)
    return told if told or (role and owned) else role


def _owner(parse: Parse, token: Token, text: str) -> Party | None:
    """ "The Syrian army's push": the party is the owner, when the noun adds nothing to who it is."""
    for kid in parse.kids(token.i, "poss"):
        below = [t for t in parse.subtree(kid.i) if t.tag not in ("POS", "DT") and not t.blank]
        if below and (found := party_of(text[below[0].start : below[-1].end])):
            span = Span(below[0].start, below[-1].end)
            return Party(found.code, found.name, text[span.start : span.end], span)
    return None
