"""Who fights, by what a report says of fighting: "clashes between A and B", "an attack by A on B", "A shelled"."""

from collections.abc import Iterable, Iterator

from wirebook.reading.parties.kinds import fights, same_side
from wirebook.reading.predicates.arguments import named_party, subjects
from wirebook.reading.predicates.attack_nouns import doers_of, is_deed, prepositional
from wirebook.reading.syntax.parser import Parse, Token
from wirebook.reading.words import words
from wirebook.types import Party


def fighting_parties(parse: Parse, text: str) -> Iterator[Party]:
    """The parties that a sentence names beside a word for fighting or an attack, or as who attacks."""
    for token in parse.tokens:
        yield from _named(parse, _named_in(parse, token), text)
    for doers, aims in _attacks(parse):
        whom = [*_named(parse, aims, text)]
        yield from _named(parse, doers if whom else [doer for doer in doers if not is_deed(doer)], text)
        yield from whom if any(_named(parse, doers, text)) else ()


def attack_pairs(parse: Parse, text: str) -> Iterator[tuple[Party, Party]]:
    """Who attacks whom in a sentence: "A shelled the town of B", "an attack by A on B", both named."""
    for doers, aims in _attacks(parse):
        for by in _named(parse, doers, text):
            yield from (
                (by, whom) for noun in aims if (whom := named_party(parse, noun, text)) and not same_side(by, whom)
            )


def attackers_of_the_unarmed(parse: Parse, text: str) -> Iterator[Party]:
    """Who is told to attack civilians or what is theirs: "A's attacks on civilians", "A shelled hospitals"."""
    for doers, aims in _attacks(parse):
        if any(noun.lemma in words("attacking", "unarmed", "scene") for noun in aims):
            yield from _named(parse, doers, text)


def attacking_parties(parse: Parse, text: str, country: str | None) -> Iterator[Party]:
    """Who attacks in a sentence; with `country` (alpha-3) "the gang" and "the army" are that country's."""
    for doers, _ in _attacks(parse):
        yield from _named(parse, doers, text, country)


def _named(parse: Parse, doers: Iterable[Token], text: str, country: str | None = None) -> Iterator[Party]:
    """The parties that can attack among nouns; of an attack itself, whom the words before it name ("rebel attacks")."""
    for noun in doers:
        of_deed = is_deed(noun)
        party = named_party(parse, noun, text, modifiers=of_deed)
        party = party or named_party(parse, noun, text, country, modifiers=of_deed)
        if party is not None and fights(party):
            yield party


def _attacks(parse: Parse) -> Iterator[tuple[list[Token], list[Token]]]:
    """The attacks of a sentence, each as the nouns that may name who made it and at whom it was aimed."""
    fighting, mutual = words("fighting", "verbs", "scene"), words("fighting", "mutual", "scene")
    for token in parse.tokens:
        if is_deed(token):
            yield [token, *_makers(parse, token)], [*prepositional(parse, token, "on", "against")]
        elif token.tag.startswith("V") and token.lemma in fighting - mutual:
            doers = [*parse.kids(token.i, "nsubj"), *prepositional(parse, token, "by")]
            yield doers, [*parse.kids(token.i, "dobj"), *prepositional(parse, token, "on", "at", "against")]


def _makers(parse: Parse, deed: Token) -> Iterator[Token]:
    """Whose attack it is by other words: "an attack by rebels", "rebels carried out attacks"."""
    verb = parse.head(deed)
    if deed.dep == "dobj" and verb.tag.startswith("V"):
        yield from () if _stops(parse, verb) else (*doers_of(parse, deed), *parse.kids(verb.i, "nsubj"))
    else:
        yield from doers_of(parse, deed)


def _stops(parse: Parse, verb: Token) -> bool:
    """ "Air defences shot down 77 drones": who stops an attack, or what one is made with, has not made it."""
    down = any(kid.lower == "down" for kid in parse.kids(verb.i, "prt"))
    return down or verb.lemma in words("attacking", "repelling", "scene")


def _named_in(parse: Parse, token: Token) -> Iterable[Token]:
    """Who fights by a word: "clashes between A and B", "they clashed with rebels"."""
    if token.tag.startswith("N") and token.lemma in words("fighting", "nouns", "scene"):
        yield from _beside(parse, token)
    elif token.tag.startswith("V") and token.lemma in words("fighting", "mutual", "scene"):
        yield from parse.kids(token.i, "nsubj")
        yield from prepositional(parse, token, "with", "against")


def _beside(parse: Parse, token: Token) -> Iterator[Token]:
    yield from parse.kids(token.i, "poss")
    if token.dep == "dobj" and any(prep.lower == "with" for prep in parse.kids(token.i, "prep")):
        yield from subjects(parse, parse.head(token))  # "A must halt its clashes with B"
    for prep in parse.kids(token.i, "prep"):
        if prep.lower in ("between", "with", "against"):
            for noun in parse.kids(prep.i, "pobj"):
                yield noun
                yield from parse.kids(noun.i, "conj") if prep.lower == "between" else ()
