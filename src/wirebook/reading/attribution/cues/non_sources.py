"""Who says nothing: subjects that name nobody ("no group", "neither side"), and verbs that deny the saying."""

from wirebook.reading.syntax.parser import Parse, Token
from wirebook.reading.words import words


def names_nobody(parse: Parse, noun: Token) -> bool:
    """Whether a noun phrase says that nobody did it; "no fewer than 12 people" are somebody."""
    if noun.lower in words("negation", "pronouns", "voice"):
        return True
    return any(
        kid.i < noun.i and kid.lower in words("negation", "determiners", "voice") and not _bounds(parse, kid)
        for kid in parse.kids(noun.i)
    )


def is_unsaid(parse: Parse, verb: Token) -> bool:
    """Whether somebody does not say it: "could not confirm that", "declined to comment on"."""
    head = parse.head(verb)
    declined = verb.dep == "xcomp" and head.lemma in words("unfulfilled", "infinitive", "modality")
    return declined or bool(parse.kids(verb.i, "neg"))


def _bounds(parse: Parse, no: Token) -> bool:
    """ "no fewer than", "no more than": the word belongs to a number; "No. 10" to a name."""
    after = parse.tokens[no.i + 1].lower if no.i + 1 < len(parse.tokens) else ""
    return after in words("negation", "bounds", "voice")
