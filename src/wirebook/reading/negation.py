"""Subjects that name nobody: "no group", "none of the rebels", "neither side", "nobody"."""

from wirebook.reading.nlp import Parse, Token
from wirebook.reading.words import words


def names_nobody(parse: Parse, noun: Token) -> bool:
    """Whether a noun phrase says that nobody did it; "no fewer than 12 people" are somebody."""
    if noun.lower in words("negation", "pronouns", "voice"):
        return True
    return any(
        kid.i < noun.i and kid.lower in words("negation", "determiners", "voice") and not _bounds(parse, kid)
        for kid in parse.kids(noun.i)
    )


def _bounds(parse: Parse, no: Token) -> bool:
    """ "no fewer than", "no more than": the word belongs to a number; "No. 10" to a name."""
    after = parse.tokens[no.i + 1].lower if no.i + 1 < len(parse.tokens) else ""
    return after in words("negation", "bounds", "voice")
