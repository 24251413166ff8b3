"""Who fights, by what a report says of fighting: "clashes between A and B", "an attack by A on B", "A shelled"."""

from collections.abc import Iterable, Iterator

from wirebook.reading.arguments import named_party
from wirebook.reading.nlp import Parse, Token
from wirebook.reading.sides import fights
from wirebook.reading.words import words
from wirebook.types import Party


def fighting_parties(parse: Parse, text: str) -> Iterator[Party]:
    """The parties that a sentence names beside a word for fighting or an attack, or as who attacks."""
    for token in parse.tokens:
        for noun in _named_in(parse, token):
            party = named_party(parse, noun, text)
            if party is not None and fights(party):
                yield party


def _named_in(parse: Parse, token: Token) -> Iterable[Token]:
    if token.tag.startswith("V"):
        return _attackers(parse, token)
    if not token.tag.startswith("N"):
        return ()
    if token.lemma in words("fighting", "nouns", "scene"):
        return _beside(parse, token)
    return _attack(parse, token) if token.lemma in words("mute", "nouns", "voice") else ()


def _attackers(parse: Parse, verb: Token) -> Iterator[Token]:
    """ "A shelled the town", "A launched an offensive": not who launches a programme."""
    deed = any(noun.lemma in words("mute", "nouns", "voice") for noun in parse.kids(verb.i, "dobj"))
    if verb.lemma in words("fighting", "verbs", "scene") or (deed and verb.lemma in ("launch", "carry", "conduct")):
        yield from parse.kids(verb.i, "nsubj")
        yield from (noun for prep in parse.kids(verb.i, "agent") for noun in parse.kids(prep.i, "pobj"))


def _beside(parse: Parse, token: Token) -> Iterator[Token]:
    yield from parse.kids(token.i, "poss")
    for prep in parse.kids(token.i, "prep"):
        if prep.lower in ("between", "with", "against"):
            for noun in parse.kids(prep.i, "pobj"):
                yield noun
                yield from parse.kids(noun.i, "conj") if prep.lower == "between" else ()


def _attack(parse: Parse, token: Token) -> Iterator[Token]:
    """Who attacks whom: "a rebel attack on an army base", where both are named."""
    doers = [*parse.kids(token.i, "poss", "compound"), *(n for p in _preps(parse, token, "by") for n in p)]
    verb = parse.head(token)
    if token.dep == "dobj" and verb.tag.startswith("V"):
        doers += parse.kids(verb.i, "nsubj")
    victims = [n for name in ("on", "against") for p in _preps(parse, token, name) for n in p]
    if doers and victims:
        yield from (*doers, *victims)


def _preps(parse: Parse, token: Token, name: str) -> Iterator[list[Token]]:
    return (parse.kids(prep.i, "pobj") for prep in parse.kids(token.i, "prep") if prep.lower == name)
