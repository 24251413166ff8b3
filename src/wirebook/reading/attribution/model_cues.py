"""What the trained linker adds to the voices of the rules: speakers they found none for, quotations over sentences.

Only testimony makes a source: a cue is taken from the linker when its verb is one of saying (the lists decide), or when
it stands at a quotation. Where the rules have heard somebody the rules hold.
"""

from collections.abc import Sequence
from dataclasses import replace

from wirebook.reading.attribution.cues.cue import Cue, make_cue, source_at, strip_article
from wirebook.reading.attribution.cues.non_sources import is_unsaid, names_nobody
from wirebook.reading.attribution.linker import Linked, lines_of, link, load_linker
from wirebook.reading.attribution.linker.lines import Line
from wirebook.reading.syntax.parser import Parse, Token
from wirebook.reading.words import stances, words
from wirebook.types import Basis, Inference, Passage, Source, Span, Stance

SURE = 0.45
"""From this probability on a link is right in 85 of 100 (docs/models.md); verbs of saying do better."""
_QUOTING = 0.6  # for other verbs, which mostly tell an attitude


def linked_cues(passages: Sequence[Passage], parses: Sequence[Parse | None], text: str) -> dict[int, list[Cue]]:
    """Cues by the number of the passage that their cue stands in; their scope may reach into other passages."""
    lines = lines_of(passages, parses)
    found: dict[int, list[Cue]] = {}
    for one in link(lines, text, load_linker()):
        cue = _cue(lines, one, text) if one.probability >= SURE and one.source else None
        if cue is not None:
            found.setdefault(one.line, []).append(cue)
    return found


def _cue(lines: Sequence[Line], one: Linked, text: str) -> Cue | None:
    if one.token < 0:
        return _by_layout(one, text)
    line, (back, head) = lines[one.line], one.speaker
    token = line.tokens[one.token]
    stance = _testimony(line, token, one)
    if stance is None or head is None:
        return None
    there = lines[one.line - back].parse
    made = make_cue(there, there.tokens[head], text, (stance, token, "linked", one.cue), one.content)
    if made is None or _cannot_speak(made.source, there.tokens[head]) or names_nobody(there, there.tokens[head]):
        return None
    here = back == 0
    return replace(made, content=one.content, main=False, head=made.head if here else -1, generic=made.generic and here)


def _testimony(line: Line, token: Token, one: Linked) -> Stance | None:
    """The stance of a verb of saying; of another verb only at a quotation of whole words ("“…,” recalled Osman")."""
    stance = stances().get(token.lemma)
    if stance is not None:
        return None if is_unsaid(line.parse, token) or (stance == "states" and _does(line, token)) else stance
    quoted = any(a < end and start < b for start, end in one.content for a, b in line.quotes)
    return "states" if quoted and token.tag[0] == "V" and one.probability >= _QUOTING else None


def _does(line: Line, token: Token) -> bool:
    """ "Continues to push", "is found to have": a deed, no testimony."""
    follows = line.tokens[token.i + 1].lower if token.i + 1 < len(line.tokens) else ""
    return follows == "to" and token.lemma in words("strict", "verbs", "voice")


def _cannot_speak(source: Source, head: Token) -> bool:
    return source.kind == "unknown" and not head.tag.startswith(("NNP", "PRP"))


def _by_layout(one: Linked, text: str) -> Cue | None:
    if one.source is None:
        return None
    source = source_at(strip_article(one.source.of(text)), text, one.source, one.cue)
    return Cue(source, "states", one.content, -1, -1, "layout", content=one.content)


def by_linker(cue: Cue) -> Inference:
    """Say that the linker, and no rule, joined these words to their speaker."""
    return Inference("source", Basis.LINKER, cue.source.name, (cue.source.cue,))


def reach(cue: Cue, span: Span) -> tuple[Span, ...]:
    """The part of a cue's scope that lies in a passage."""
    return tuple(Span(max(a, span.start), min(b, span.end)) for a, b in cue.scope if a < span.end and span.start < b)
