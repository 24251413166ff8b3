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


def attacking_parties(parse: Parse, text: str, country: str | None) -> Iterator[Party]:
    """Who attacks in a sentence; with `country` (alpha-3) "the gang" and "the army" are that country's."""
    for token in parse.tokens:
        if token.tag.startswith("V") and token.lemma not in words("fighting", "mutual", "scene"):
            nouns: Iterable[Token] = _attackers(parse, token)
        elif token.tag.startswith("N") and (token.lemma in _deeds() or token.lower in _deeds()):
            nouns = _doers(parse, token)
        else:
            continue
        for noun in nouns:
            party = named_party(parse, noun, text) or named_party(parse, noun, text, country)
            if party is not None and fights(party):
                yield party


def _deeds() -> frozenset[str]:
    return words("mute", "nouns", "voice")


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
    if verb.lemma in words("fighting", "mutual", "scene"):  # "they clashed with rebels"
        yield from (noun for name in ("with", "against") for nouns in _preps(parse, verb, name) for noun in nouns)


def _beside(parse: Parse, token: Token) -> Iterator[Token]:
    yield from parse.kids(token.i, "poss")
    for prep in parse.kids(token.i, "prep"):
        if prep.lower in ("between", "with", "against"):
            for noun in parse.kids(prep.i, "pobj"):
                yield noun
                yield from parse.kids(noun.i, "conj") if prep.lower == "between" else ()


def _attack(parse: Parse, token: Token) -> Iterator[Token]:
    """Who attacks whom: "a rebel attack on an army base", where both are named."""
    doers = _doers(parse, token)
    victims = [n for name in ("on", "against") for p in _preps(parse, token, name) for n in p]
    if doers and victims:
        yield from (*doers, *victims)


def _doers(parse: Parse, token: Token) -> list[Token]:
    """Whose attack it is: "a rebel attack", "an attack by rebels", "rebels carried out attacks"."""
    doers = [*parse.kids(token.i, "poss", "compound"), *(n for p in _preps(parse, token, "by") for n in p)]
    verb = parse.head(token)
    if token.dep == "dobj" and verb.tag.startswith("V"):
        doers += parse.kids(verb.i, "nsubj")
    return doers


def _preps(parse: Parse, token: Token, name: str) -> Iterator[list[Token]]:
    return (parse.kids(prep.i, "pobj") for prep in parse.kids(token.i, "prep") if prep.lower == name)
