"""From a noun to the item of the packs that it names."""

import re
from functools import cache

from wirebook.fields.party.parties import party_of
from wirebook.packs.compile import Lexicon
from wirebook.packs.compile import phrase as words_of
from wirebook.reading.syntax.parser import Parse, Token
from wirebook.reading.words import table

_MAKE = 4  # tokens that a make may have: "Kh", "-", "101"


def find_item(parse: Parse, noun: Token, lexicon: Lexicon) -> str | None:
    """The item that a noun phrase names: the longest phrase of the packs that its words end with."""
    meant = _designated(parse, noun)
    if meant:
        return next((item for phrase, item in lexicon.items.get(meant[-1], ()) if phrase == meant), None)
    for key in (noun.lemma, noun.lower):
        for phrase, item in lexicon.items.get(key, ()):
            if _matches(parse, noun, phrase):
                return _made(parse, noun, lexicon, item) if len(phrase) == 1 else item
    if noun.tag == "NNPS" or (noun.tag in ("NNP", "NNS", "JJ") and noun.text[:1].isupper()):
        party = party_of(noun.text)
        if party is not None and party.code:
            return next((item for item in lexicon.persons if item in lexicon.kinds), None)
    return None


def _made(parse: Parse, noun: Token, lexicon: Lexicon, item: str) -> str:
    """The kind that a make right before a noun says: "20 Kh-101 missiles" are cruise missiles."""
    before = [word for t in parse.tokens[max(0, noun.i - _MAKE) : noun.i] for word in words_of(t.text)]
    for phrase, kind in lexicon.items.get(before[-1], ()) if before else ():
        if kind != item and before[-len(phrase) :] == list(phrase) and lexicon.is_kind(kind, [item]):
            return kind
    return item


def _designated(parse: Parse, noun: Token) -> tuple[str, ...]:
    """What a noun means after a type's designation, as the words of a listed phrase; empty where there is none."""
    meant = table("counted")["designations"]["means"].get(noun.lemma)
    if meant is None or noun.i == 0:
        return ()
    before = "".join(t.text for t in parse.tokens[max(0, noun.i - 3) : noun.i])
    return tuple(meant.split()) if _designation().search(before) else ()


@cache
def _designation() -> re.Pattern[str]:
    return re.compile(rf"(?:{table('counted')['designations']['pattern']})$")


def _matches(parse: Parse, noun: Token, phrase: tuple[str, ...]) -> bool:
    if "of" in phrase:
        following = [t for t in parse.tokens[noun.i : noun.i + 2 * len(phrase)] if t.text != "-"]
        return all(w in (t.lemma, t.lower) for w, t in zip(phrase, following, strict=False)) and len(following) >= len(
            phrase
        )
    at = noun.i
    for word in reversed(phrase):
        while at >= 0 and parse.tokens[at].text == "-":
            at -= 1
        if at < 0 or word not in (parse.tokens[at].lemma, parse.tokens[at].lower):
            return False
        at -= 1
    return len(phrase) == 1 or not _is_listed(parse, at)


def _is_listed(parse: Parse, at: int) -> bool:
    """Whether a phrase's first word is one of several that share its noun: "ballistic and cruise missiles"."""
    return at > 0 and parse.tokens[at].lower in ("and", "or") and parse.tokens[at - 1].tag.startswith(("J", "N"))
