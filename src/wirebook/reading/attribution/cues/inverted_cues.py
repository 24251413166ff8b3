"""A sentence that ends in ", NAME said" or "”, said NAME": by its shape, which is surer than the parse."""

from collections.abc import Mapping
from dataclasses import replace

from wirebook.fields.party.sources import is_person_name, source_actor, source_kind
from wirebook.reading.attribution.cues.cue import Cue, is_generic, medium_of, source_at, strip_article
from wirebook.reading.attribution.cues.non_sources import names_nobody
from wirebook.reading.syntax.parser import Parse, Token
from wirebook.reading.words import stances, words
from wirebook.types import Span

_LINKS = ("of", "for", "-")
_SHORTEST = 3  # tokens: what somebody says has at least as many
_LONGEST = 9  # tokens of a name


def closing_cue(parse: Parse, text: str, known: Mapping[int, Cue]) -> Cue | None:
    """The cue of a sentence's end; `known` are the cues of the parse by their word.

    Those hold, but for one whose speaker stands before the comma: the parse has then dragged NAME into a list.
    """
    for verb in reversed(parse.tokens):
        if verb.lemma not in stances() or not verb.tag.startswith(("VB", "NN")):
            continue
        behind = None if verb.i in known else _name_behind(parse, verb)
        if behind:
            return _made(parse, verb, behind, verb.i - 1, text)
        if verb.lemma in _weak() or not (verb.tag.startswith("V") or _ends(parse, verb)):
            continue
        comma = _comma_before(parse, verb)
        if comma is None or not _quiet(parse, verb.i + 1) or (verb.i in known and known[verb.i].head > comma):
            return None
        found = _made(parse, verb, list(parse.tokens[comma + 1 : verb.i]), comma, text)
        plain = verb.tag in ("VBD", "VBZ", "VBP") and verb.i not in known
        return found if plain or (found and found.source.kind != "unknown") else None
    return None


def _ends(parse: Parse, verb: Token) -> bool:
    """ "…, the observatory reports.": the last word, which the tagger takes for a noun."""
    return verb.lower.endswith("s") and all(t.tag == "." for t in parse.tokens[verb.i + 1 :])


def _made(parse: Parse, verb: Token, named: list[Token], comma: int, text: str) -> Cue | None:
    if names_nobody(parse, named[-1]):
        return None
    if named[-1].text == ",":
        named = named[:-1]
    start, end = named[0].start, named[-1].end
    name, role = _with_role(strip_article(text[start:end]))
    found = source_at(name, text, Span(start, end), verb.span)
    actor = found.actor or (source_actor(role) if role else None)
    source = replace(found, kind=source_kind(role or name), actor=actor, role=role, medium=medium_of(parse, verb, text))
    scope = (Span(parse.tokens[0].start, parse.tokens[comma].start),)
    stance = stances()[verb.lemma]
    return Cue(source, stance, scope, verb.i, named[-1].i, "closing", is_generic(parse, named[-1]))


def _with_role(name: str) -> tuple[str, str | None]:
    """ "A resident, Musa Ali" or "Musa Ali, a resident": the person, and what he is."""
    halves = [strip_article(half) for half in name.split(",")]
    person = next((half for half in halves if len(halves) > 1 and is_person_name(half)), None)
    return (person, next((half for half in halves if half != person), None)) if person else (name, None)


def _name_behind(parse: Parse, verb: Token) -> list[Token] | None:
    """The name behind a verb that closes the sentence: "…”, explained the commissioner", "…, claims defence ministry".

    Of a verb that says something only with its content, and of one that the tagger took for a noun, the mark before it
    must be a quotation's, or the name one of a known source.
    """
    before = parse.tokens[verb.i - 1].text if verb.i > _SHORTEST and verb.lemma != "tell" else ""
    named = [t for t in parse.tokens[verb.i + 1 :] if t.tag not in (".", "''")]
    if not before or before not in (",", "”", '"', ",”", ',"', "’", "''") or not 0 < len(named) <= _LONGEST:
        return None
    if any(not t.tag.startswith(("N", "J", "DT", "POS", "HYPH")) and t.lower not in _LINKS for t in named):
        return None
    quoted = before != "," or (parse.tokens[verb.i - 2].text in ("”", '"', "''", "’"))
    name = " ".join(t.text for t in named)
    if not quoted and (verb.lemma in _weak() - {"claim"} or source_kind(name) == "unknown"):
        return None
    return named if named[-1].tag.startswith("N") else None


def _weak() -> frozenset[str]:
    return words("strict", "verbs", "voice") - {"tell", "write", "add"}


def _comma_before(parse: Parse, verb: Token) -> int | None:
    """The comma before a name that runs up to a verb of saying, none when something else than a name stands there."""
    at = verb.i - 1
    if parse.tokens[at].text == ",":
        return _before_apposition(parse, at)
    while at > 3 and verb.i - at < 12:
        token = parse.tokens[at]
        if token.text in (",", "”", '"', ",”", ',"'):
            return at if at < verb.i - 1 else None
        if not _is_of_name(parse, token):
            return None
        at -= 1
    return None


def _is_of_name(parse: Parse, token: Token) -> bool:
    if token.tag == "VBN":
        return parse.tokens[token.i - 1].tag == "HYPH"  # "the Britain-based watchdog"
    named = token.tag.startswith(("N", "J", "DT", "PRP", "POS", "CD", "HYPH", "CC"))
    return named or token.lower in _LINKS


def _before_apposition(parse: Parse, last: int) -> int | None:
    """The comma before "a resident, Musa Ali, told …", where `last` is the one behind it."""
    commas = [t.i for t in parse.tokens[max(0, last - 12) : last] if t.text in (",", "”", '"')]
    if len(commas) < 2 or commas[-1] + 1 >= last:
        return None
    halves = parse.tokens[commas[-2] + 1 : commas[-1]], parse.tokens[commas[-1] + 1 : last]
    named = [" ".join(t.text for t in half) for half in halves]
    plain = all(
        half and half[-1].tag.startswith("N") and not any(t.tag.startswith("V") for t in half) for half in halves
    )
    return commas[-2] if plain and any(map(is_person_name, named)) else None


def _quiet(parse: Parse, start: int) -> bool:
    """Whether nothing is told after the verb: a time, a place, a medium, but no further clause."""
    rest = parse.tokens[start:]
    return len(rest) <= 16 and not any(t.tag in ("VBD", "VBZ", "VBP", "MD") or t.lower == "that" for t in rest)
