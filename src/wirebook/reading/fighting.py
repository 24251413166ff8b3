"""Who fights, by what a report says of fighting: "clashes between A and B", "an attack by A on B", "A shelled"."""

from collections.abc import Iterable, Iterator

from wirebook.reading.arguments import named_party, subjects
from wirebook.reading.deeds import doers_of, is_deed, prepositional
from wirebook.reading.nlp import Parse, Token
from wirebook.reading.sides import fights, same_side
from wirebook.reading.words import words
from wirebook.types import Party


def fighting_parties(parse: Parse, text: str) -> Iterator[Party]:
    """The parties that a sentence names beside a word for fighting or an attack, or as who attacks."""
    for token in parse.tokens:
        for noun in _named_in(parse, token):
            party = named_party(parse, noun, text)
            if party is not None and fights(party):
                yield party


def attack_pairs(parse: Parse, text: str) -> Iterator[tuple[Party, Party]]:
    """Who attacks whom in a sentence: "A shelled the town of B", "an attack by A on B", both named."""
    for token in parse.tokens:
        if token.tag.startswith("V") and token.lemma in words("attacking", "verbs", "scene"):
            doers, victims = parse.kids(token.i, "nsubj"), parse.kids(token.i, "dobj")
        elif is_deed(token):
            doers, victims = _whose(parse, token), [*prepositional(parse, token, "on", "against")]
        else:
            continue
        for doer in doers:
            by = named_party(parse, doer, text)
            for victim in victims if by and fights(by) else ():
                whom = named_party(parse, victim, text)
                if by and whom and not same_side(by, whom):
                    yield by, whom


def attackers_of_the_unarmed(parse: Parse, text: str) -> Iterator[Party]:
    """Who is told to attack civilians or what is theirs: "A's attacks on civilians", "A shelled hospitals"."""
    unarmed = words("attacking", "unarmed", "scene")
    for token in parse.tokens:
        if token.tag.startswith("V") and token.lemma in words("attacking", "verbs", "scene"):
            doers, aims = (
                parse.kids(token.i, "nsubj"),
                [*parse.kids(token.i, "dobj"), *prepositional(parse, token, "on")],
            )
        elif is_deed(token):
            doers, aims = [*_whose(parse, token), *parse.kids(token.i, "amod")], [*prepositional(parse, token, "on")]
        else:
            continue
        parties = [named_party(parse, doer, text) for doer in doers] if any(n.lemma in unarmed for n in aims) else []
        yield from (party for party in parties if party is not None and fights(party))


def attacking_parties(parse: Parse, text: str, country: str | None) -> Iterator[Party]:
    """Who attacks in a sentence; with `country` (alpha-3) "the gang" and "the army" are that country's."""
    for token in parse.tokens:
        if token.tag.startswith("V") and token.lemma not in words("fighting", "mutual", "scene"):
            nouns: Iterable[Token] = _attackers(parse, token)
        elif is_deed(token):
            nouns = _whose(parse, token)
        else:
            continue
        for noun in nouns:
            party = named_party(parse, noun, text) or named_party(parse, noun, text, country)
            if party is not None and fights(party):
                yield party


def _named_in(parse: Parse, token: Token) -> Iterable[Token]:
    if token.tag.startswith("V"):
        return _attackers(parse, token)
    if not token.tag.startswith("N"):
        return ()
    if token.lemma in words("fighting", "nouns", "scene"):
        return _beside(parse, token)
    return _attack(parse, token) if is_deed(token) else ()


def _attackers(parse: Parse, verb: Token) -> Iterator[Token]:
    """ "A shelled the town", "A launched an offensive": not who launches a programme."""
    deed = any(noun.lemma in words("mute", "nouns", "voice") for noun in parse.kids(verb.i, "dobj"))
    if verb.lemma in words("fighting", "verbs", "scene") or (deed and verb.lemma in ("launch", "carry", "conduct")):
        yield from parse.kids(verb.i, "nsubj")
        yield from (noun for prep in parse.kids(verb.i, "agent") for noun in parse.kids(prep.i, "pobj"))
    if verb.lemma in words("fighting", "mutual", "scene"):  # "they clashed with rebels"
        yield from prepositional(parse, verb, "with", "against")


def _beside(parse: Parse, token: Token) -> Iterator[Token]:
    yield from parse.kids(token.i, "poss")
    if token.dep == "dobj" and any(prep.lower == "with" for prep in parse.kids(token.i, "prep")):
        yield from subjects(parse, parse.head(token))  # "A must halt its clashes with B"
    for prep in parse.kids(token.i, "prep"):
        if prep.lower in ("between", "with", "against"):
            for noun in parse.kids(prep.i, "pobj"):
                yield noun
                yield from parse.kids(noun.i, "conj") if prep.lower == "between" else ()


def _attack(parse: Parse, token: Token) -> Iterator[Token]:
    """Who attacks whom: "a rebel attack on an army base", where both are named."""
    doers = _whose(parse, token)
    victims = [*prepositional(parse, token, "on", "against")]
    if doers and victims:
        yield from (*doers, *victims)


def _whose(parse: Parse, token: Token) -> list[Token]:
    """Whose attack it is: "a rebel attack", "an attack by rebels", "rebels carried out attacks"."""
    doers = [*parse.kids(token.i, "poss", "compound"), *doers_of(parse, token)]
    verb = parse.head(token)
    if token.dep == "dobj" and verb.tag.startswith("V"):
        doers += parse.kids(verb.i, "nsubj")
    return doers
