"""Numbers that no account took: which of them may be facts, so that none is dropped without a word."""

from wirebook.reading.quantities.counted import Counted
from wirebook.reading.syntax.parser import Parse
from wirebook.reading.words import words

_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "attr")
_FIGURE = "pobj"


def may_be_a_fact(parse: Parse, counted: Counted) -> bool:
    """Whether a number that nothing took counts something that may belong in the books.

    That is a number of something that the packs list, one that stands for a noun left out ("900 were still in the
    morgues"), and one that somebody puts a figure at; a number by an article or of a share is none.
    """
    if counted.amount.share is not None or counted.article or _is_one_group(parse, counted):
        return False
    if counted.item:
        return True
    token = parse.tokens[counted.head]
    if not counted.bare or counted.amount.unit != "count" or token.tag != "CD":
        return False
    verb = parse.head(token)
    if token.dep in _ARGUMENTS:
        return verb.tag.startswith("V") and not _is_age(parse, counted)
    put = parse.head(verb)
    return token.dep == _FIGURE and verb.lower == "at" and put.lemma in words("beside", "figuring")


def _is_one_group(parse: Parse, counted: Counted) -> bool:
    """ "Two of one family": "one" says that it is the same, and counts no families."""
    prep = parse.head(parse.tokens[counted.head])
    of = prep.lower == "of" and parse.head(prep).tag == "CD"
    return of and parse.tokens[counted.head].tag == "NN" and counted.amount.low == counted.amount.high == 1


def is_fronted(parse: Parse, counted: Counted) -> bool:
    """Whether a number stands behind an "of" that opens its clause: "of 150 rockets, 12 got through"."""
    token = parse.tokens[counted.head]
    prep = parse.head(token)
    begins = prep.i == 0 or parse.tokens[prep.i - 1].lower in words("beside", "opening")
    return counted.item is not None and token.dep == _FIGURE and prep.lower == "of" and begins


def _is_age(parse: Parse, counted: Counted) -> bool:
    """ "She is 42", "the youngest was 7": a number that a person is said to be."""
    token = parse.tokens[counted.head]
    return token.dep == "attr" and any(
        kid.tag in ("PRP", "NNP") or kid.lower in words("beside", "aged") for kid in parse.kids(token.head, "nsubj")
    )
