"""A sentence as the linker sees it: its parse, its quotations, its place in the report, and what hangs on what."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from wirebook.reading.syntax.parser import Parse, Token
from wirebook.types import Passage, Span

_FAR = 9
_STEPS = 40
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_NOUN_CLAUSES = ("acl", "relcl")
_QUOTED = 0.75  # share of a sentence's characters in quotation marks from which it is a quotation's


@dataclass(slots=True)
class Line:
    """One sentence: its number in the report, passage and parse (without tokens where it was not parsed)."""

    n: int
    passage: Passage
    parse: Parse
    _below: dict[int, tuple[int, ...]] = field(default_factory=dict)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words, in order."""
        return self.parse.tokens

    @property
    def quotes(self) -> tuple[Span, ...]:
        """Quotations that reach into the sentence, marks excluded."""
        return self.passage.quotes

    def kids(self, i: int) -> tuple[int, ...]:
        """Indices of the words that hang on word `i`."""
        return self.parse.children[i]

    def below(self, i: int) -> tuple[int, ...]:
        """Indices of word `i` and all below it, in order."""
        if i not in self._below:
            found, stack = [], [i]
            while stack:
                at = stack.pop()
                found.append(at)
                stack.extend(self.parse.children[at])
            self._below[i] = tuple(sorted(found))
        return self._below[i]

    def depth(self, i: int) -> int:
        """How many governors stand over word `i`."""
        n = 0
        while self.tokens[i].head != i and n < _STEPS:
            i, n = self.tokens[i].head, n + 1
        return n

    def in_quotes(self, offset: int) -> bool:
        """Whether a character of the report lies in a quotation."""
        return any(start <= offset < end for start, end in self.quotes)

    def is_quoted(self) -> bool:
        """Whether most of the sentence is a quotation's."""
        start, end = self.passage.span
        inside = sum(max(0, min(b, end) - max(a, start)) for a, b in self.quotes)
        return inside >= _QUOTED * (end - start)


_UNPARSED = Parse((), ())


def lines_of(passages: Sequence[Passage], parses: Sequence[Parse | None]) -> list[Line]:
    """The sentences of a report in order."""
    return [
        Line(n, passage, parse or _UNPARSED) for n, (passage, parse) in enumerate(zip(passages, parses, strict=True))
    ]


def subject_of(line: Line, i: int) -> tuple[int | None, int]:
    """The nearest subject of a word: its own, its governor's, or the noun that its clause hangs on; and how far up."""
    at = i
    for steps in range(6):
        own = next((k for k in line.kids(at) if line.tokens[k].dep in _SUBJECTS), None)
        if own is not None:
            return own, steps
        token = line.tokens[at]
        if token.head == at:
            break
        if token.dep in _NOUN_CLAUSES:
            return token.head, steps + 1
        at = token.head
    return None, _FAR


def path(line: Line, start: int, end: int) -> tuple[int, int]:
    """Steps from one word up to the governor that it shares with another, and down to that other; 9 is far."""
    above = [start]
    while line.tokens[above[-1]].head != above[-1] and len(above) < _STEPS:
        above.append(line.tokens[above[-1]].head)
    down = 0
    while end not in above:
        if line.tokens[end].head == end or down > _STEPS:
            return _FAR, _FAR
        end, down = line.tokens[end].head, down + 1
    return above.index(end), down
