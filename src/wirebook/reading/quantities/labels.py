"""Figures under a label, as bulletins, tables and flash reports write them: "Dead: 38; injured: 15", "Killed – 14"."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wirebook.reading.predicates.governors import Link
from wirebook.reading.route import by
from wirebook.reading.syntax.parser import Parse, Token
from wirebook.reading.words import words
from wirebook.types import Basis

_SIGNS = frozenset({":", "–", "—", "‒", "-", "="})
_ENDS = frozenset({";", ",", ".", "and", "|", "/", "(", ")"})
_LONG = 6  # words of a label: "Soldiers killed in action since May"


class Label(NamedTuple):
    """The words before a figure's sign (indices of tokens), and whether nothing but the figure stands after it."""

    words: tuple[int, ...]
    closed: bool


def label_of(parse: Parse, amount: Sequence[Token]) -> Label | None:
    """The label that an amount stands under, or none. `amount` are the tokens of the amount, in order."""
    first, after = amount[0].i, parse.tokens[amount[-1].i + 1 : amount[-1].i + 2]
    if first < 2 or not (_is_sign(parse, parse.tokens[first - 1]) or _is_figure(parse, first, after)):
        return None
    said: list[int] = []
    for token in reversed(parse.tokens[: first - 1]):
        if token.tag == "CD":  # "ten dead - eight porters": a list of those ten
            return None
        if token.lower in _ENDS or token.text in _SIGNS:
            break
        said.append(token.i)
    if not said or len(said) > _LONG:
        return None
    return Label(tuple(said), closed=not after or after[0].lower in _ENDS)


def label_links(parse: Parse, label: Label) -> Iterator[Link]:
    """What each word of a label may say of its figure, the word nearest to the sign first."""
    for i in label.words:
        token = parse.tokens[i]
        route = by(Basis.LABEL, token.text)
        if token.tag in ("VBN", "VBD"):
            yield Link(i, "object", route)
        yield Link(i, "of" if token.tag.startswith("N") else "state", route)


def _is_figure(parse: Parse, first: int, after: Sequence[Token]) -> bool:
    """ "The number of evacuees (12,400) is higher": the figure of a noun that counts, in brackets behind it."""
    if parse.tokens[first - 1].text != "(" or not after or after[0].text != ")":
        return False
    named = {t.lemma for t in parse.tokens[max(0, first - _LONG) : first - 1]}
    return not named.isdisjoint(words("beside", "figures", "frames"))


def _is_sign(parse: Parse, token: Token) -> bool:
    """A colon wherever it stands; a dash only with space on both sides, for "12-14" is a range."""
    if token.text not in _SIGNS:
        return False
    before, after = parse.tokens[token.i - 1], parse.tokens[token.i + 1]
    return token.text == ":" or (before.end < token.start and token.end < after.start)
