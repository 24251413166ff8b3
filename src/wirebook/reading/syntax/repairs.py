"""Where the small parser goes astray in ways that the grammar of English rules out, and what it must mean."""

from wirebook.reading.syntax.parser import Parse, Token
from wirebook.reading.words import words

_SUBJECTS = ("nsubj", "nsubjpass")


def lost_verb(parse: Parse, noun: Token) -> Token | None:
    """The verb of a noun that the parser gave to another one, or none where it stands well.

    - "three of the guards posted at the gate had been shot": shot, for a bare participle has no subject
    - "they sank a boat built in Bari": sank, which stands right before the noun
    - "freed 12 hostages and 30 women remain": remain, for a present tense right after the noun has it as its subject
    """
    if noun.dep in _SUBJECTS:
        return _of_participle(parse, noun, parse.head(noun))
    if noun.dep == "conj":
        after = parse.tokens[noun.i + 1 : noun.i + 2]
        if after and after[0].tag in ("VBP", "VBZ", "MD") and not parse.kids(after[0].i, *_SUBJECTS):
            verb = parse.head(after[0]) if after[0].dep in ("aux", "auxpass") else after[0]
            return verb if not parse.kids(verb.i, *_SUBJECTS) else None
    return None


def joined_before(parse: Parse, noun: Token) -> Token | None:
    """ "Reported one death and injuries to seven men": the joined noun that a preposition stands right behind.

    The parser hangs the preposition on the verb above, as if somebody had reported to seven men.
    """
    prep = parse.head(noun)
    if noun.dep != "pobj" or prep.i == 0:
        return None
    before = parse.tokens[prep.i - 1]
    lost = before.dep == "conj" and before.tag.startswith("N") and prep.head in {up.i for up in parse.above(before)}
    return before if lost and parse.head(prep).tag.startswith("V") else None


def is_misplaced(parse: Parse, noun: Token) -> bool:
    """ "30 hurt when the depot blew up": no subject stands before the word that opens its own clause."""
    verb = parse.head(noun)
    return noun.dep in _SUBJECTS and any(noun.i < mark.i < verb.i for mark in parse.kids(verb.i, "mark"))


def _of_participle(parse: Parse, noun: Token, verb: Token) -> Token | None:
    if verb.tag != "VBN" or verb.i < noun.i or parse.kids(verb.i, "aux", "auxpass"):
        return None
    for other in parse.kids(verb.i, "conj"):  # "12 of the missiles fired on Sunday breached the shield"
        finite = other.tag in ("VBD", "VBZ", "VBP") and not parse.kids(other.i, *_SUBJECTS)
        if finite and not parse.kids(verb.i, "cc"):
            return other
    up = parse.head(verb)
    for other in parse.kids(up.i, "ccomp", "conj", "advcl", "xcomp"):
        if other.i > verb.i and parse.kids(other.i, "auxpass", "aux") and not parse.kids(other.i, *_SUBJECTS):
            return other
    begins = parse.subtree(noun.i)[0].i
    return up if verb.dep == "ccomp" and up.i == begins - 1 and up.tag.startswith("V") else None


def is_done_to(parse: Parse, at: int) -> bool:
    """Whether words that only say what was done to something stand here: "shot down", or "jammed" as an adjective."""
    two = " ".join(token.lower for token in parse.tokens[at : at + 2])
    one = parse.tokens[at] if at < len(parse.tokens) else None
    adjective = one is not None and one.tag == "JJ" and one.lower.endswith("ed")
    return two in words("beside", "done") or bool(adjective and one and one.lower in words("beside", "states"))
