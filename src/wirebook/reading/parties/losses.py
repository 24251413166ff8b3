"""Whose losses they are: "Moscow's losses", "the army has suffered 90 deaths", "one of its fighters", "our men"."""

from wirebook.evidence import NO_WORDS, worded
from wirebook.fields.party.parties import party_of
from wirebook.reading.parties.kinds import same_side
from wirebook.reading.predicates.arguments import named_party, subjects
from wirebook.reading.syntax.parser import Parse, Token
from wirebook.reading.words import stances, words
from wirebook.types import Party

_CIVILIANS = "CVL"
_OURS = ("our", "ours")
_THEIRS = ("its", "their", "our")


def find_bearer(parse: Parse, predicate: int, text: str, speaker: str | None, country: str | None) -> Party | None:
    """Whose losses they are: "Moscow's losses exceed 700, including 200 killed", "the army has suffered 90 deaths".

    "It" and "we" are the speaker: "India said it lost a jet". With `country` (alpha-3) "government fatalities" too.
    """
    bearing = [t for t in parse.tokens if t.tag.startswith("N") and t.lemma in words("bearing", "nouns", "scene")]
    for noun in sorted(bearing, key=lambda noun: abs(noun.i - predicate)):
        for kid in parse.kids(noun.i, "poss", "amod", "compound", "nmod"):
            party = named_party(parse, kid, text, modifiers=True) or _role(kid, text, country)
            if party is not None:
                return party
    token = parse.tokens[predicate]
    for verb in (token, *parse.above(token)):
        if verb.tag.startswith("V") and verb.lemma in words("bearing", "verbs", "scene"):
            for subject in parse.kids(verb.i, "nsubj"):
                if subject.lower in words("heads", "collective", "voice"):
                    return _as(subject, text, party_of(speaker) if speaker else None)
                return named_party(parse, subject, text)
    return None


def find_mourner(parse: Parse, predicate: int, text: str) -> Party | None:
    """Who tells of deaths among its forces: "Armenia announced the deaths of 28 servicemen"."""
    noun = parse.tokens[predicate]
    verb = parse.head(noun)
    if noun.lemma not in words("bearing", "nouns", "scene") or noun.dep != "dobj" or verb.lemma not in stances():
        return None
    return next((named_party(parse, subject, text) for subject in parse.kids(verb.i, "nsubj")), None)


def find_possessor(
    parse: Parse, predicate: int, counted: int, text: str, speaker: str | None, *, acts: bool = False
) -> Party | None:
    """Whose the counted are by a pronoun: "one of its fighters", "89 bodies of its own soldiers", "our men".

    "Our" is the speaker; "its" and "their" are the subject of the clause, or the speaker where they stand in it. With
    `acts` the subject is who did it: of "Yerevan said that Baku had freed three of its soldiers" they are Yerevan's.
    """
    pronoun = _possessive(parse, parse.tokens[counted])
    if pronoun is None:
        return None
    told = party_of(speaker) if speaker else None
    doer = next(iter(subjects(parse, parse.tokens[predicate])), None)
    inside = doer is None or doer.lower in words("heads", "collective", "voice") or doer.i in (counted, pronoun.head)
    if pronoun.lower in _OURS or inside:
        return _as(pronoun, text, told)
    party = named_party(parse, doer, text) if doer is not None else None
    others = acts and told and party and not same_side(told, party) and not _is_own(parse, pronoun)
    return _as(pronoun, text, told) if others else party


def _is_own(parse: Parse, pronoun: Token) -> bool:
    """ "Its own soldiers" are the subject's, whoever tells of them."""
    after = parse.tokens[pronoun.i + 1 : pronoun.i + 2]
    return bool(after) and after[0].lower == "own"


def _possessive(parse: Parse, noun: Token) -> Token | None:
    below = [
        noun,
        *(n for prep in parse.kids(noun.i, "prep") if prep.lower == "of" for n in parse.kids(prep.i, "pobj")),
    ]
    kids = (kid for token in below for kid in parse.kids(token.i, "poss"))
    return next((kid for kid in kids if kid.lower in _THEIRS), None)


def _role(word: Token, text: str, country: str | None) -> Party | None:
    """ "Government fatalities", "civilian deaths": a bare role, of the country where it happened if that is known."""
    found = party_of(word.text, country or "---")
    if found is None or found.code is None:
        return None
    civil = found.code.endswith(_CIVILIANS)
    named = Party(found.code if country else None, "civilians" if civil else found.name, "", NO_WORDS)
    return worded(named, text, word.span)


def _as(word: Token, text: str, party: Party | None) -> Party | None:
    return worded(party, text, word.span) if party else None
