"""Acts of violence in a report: what was done, by whom, to whom and to what, with what, when and where.

One incident a kind of act and report: reports of an act return to it in many sentences. The words are in
incidents.toml. A first reader: it takes the report's first day and place for those of every act, and does not yet tell
a clash of armies from an act against the unarmed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

from readers.words import table, words
from wirebook.evidence import worded
from wirebook.fields.place.resolution import find_places
from wirebook.fields.time.expressions import read_times
from wirebook.reading.predicates.arguments import subjects
from wirebook.reading.syntax.parser import Nlp, Parse, Token
from wirebook.reading.text.passages import lowered, plain, split_passages
from wirebook.reading.times.document_date import anchor_of
from wirebook.types import Period, Place, Report, Span

_T = TypeVar("_T")
_FILE = "incidents"
_LONG = 7  # words of a name


@dataclass(frozen=True, slots=True)
class Harmed:
    """Somebody or something hit: the words, how many ("1", "50", "PLURAL"), and DEATH, INJURY or nothing known."""

    span: Span
    number: str | None = None
    effect: str | None = None


@dataclass(frozen=True, slots=True)
class Blamed:
    """A body named as the doer and how sure that is, in the words of the answer keys ("SUSPECTED OR ACCUSED")."""

    span: Span
    confidence: str


@dataclass(frozen=True, slots=True)
class Incident:
    """One act: its kind (ATTACK, BOMBING, KIDNAPPING, ARSON) and who and what belongs to it, each where it is named."""

    kind: str
    doers: tuple[Span, ...] = ()
    bodies: tuple[Blamed, ...] = ()
    targets: tuple[Harmed, ...] = ()
    victims: tuple[Harmed, ...] = ()
    weapons: tuple[Span, ...] = ()
    period: Period | None = None
    place: Place | None = None


def find_incidents(report: Report, nlp: Nlp) -> list[Incident]:
    """The acts of violence of a report, at most one a kind, in the order in which the report tells them."""
    text = report.text
    passages = split_passages(report)
    case = lowered if text.upper() == text else plain
    wanted = [p for p in passages if _acts_in(text[p.span.start : p.span.end].lower())]
    parses = nlp.parse([(plain(case(text[p.span.start : p.span.end])), p.span.start) for p in wanted])
    found: dict[str, Incident] = {}
    for parse in parses:
        for one in _told(parse, text):
            found[one.kind] = _joined(found.get(one.kind), one)
    told = [one for one in _apart(list(found.values())) if _is_whole(one)]
    told_times = [worded(time, text, time.span) for time in read_times(case(text), anchor_of(report))]
    times = [t for t in told_times if t.start and t.precision in ("day", "part", "minute")]
    places = [p for p in find_places(text) if p.precision != "country"] or find_places(text)
    when, where = next(iter(times), None), next(iter(places), None)
    return [replace(one, period=when, place=where) for one in told]


def _is_whole(incident: Incident) -> bool:
    """Whether somebody or something was hit, and somebody did it or something did."""
    hit = incident.victims or incident.targets
    return bool(hit and (incident.doers or incident.bodies or incident.weapons))


def _apart(incidents: Sequence[Incident]) -> list[Incident]:
    """A bombing that kills is no attack beside it: the general kind goes into the special one."""
    special = [one for one in incidents if one.kind != "ATTACK"]
    general = [one for one in incidents if one.kind == "ATTACK"]
    if not special or not general or special[0].kind == "KIDNAPPING":
        return list(incidents)
    return [_joined(special[0], replace(general[0], kind=special[0].kind)), *special[1:]]


def _acts_in(text: str) -> bool:
    return any(word[:6] in text for kind in table(_FILE)["acts"].values() for word in kind)


def _told(parse: Parse, text: str) -> Iterator[Incident]:
    """What one sentence tells of each kind of act in it."""
    for token in parse.tokens:
        kind = next((kind for kind, listed in table(_FILE)["acts"].items() if token.lemma in listed), None)
        if kind is None or not token.tag.startswith(("V", "N")):
            continue
        hit = list(_objects(parse, token))
        effect = next((e for e, listed in table(_FILE)["effects"].items() if token.lemma in listed), None)
        yield Incident(
            kind,
            doers=tuple(_name(parse, t) for t in subjects(parse, token) if _is(t, "irregulars")),
            bodies=tuple(_blamed(parse, text)),
            targets=tuple(Harmed(_name(parse, t)) for t in hit if _is(t, "things")),
            victims=tuple(_victim(parse, t, effect) for t in hit if _is(t, "persons")),
            weapons=tuple(_name(parse, t) for t in parse.tokens if _is_weapon(t)),
        )


def _objects(parse: Parse, act: Token) -> Iterator[Token]:
    """Who or what was hit: object, passive subject, what "of", "on" or "against" leads to, and what is joined."""
    if act.tag.startswith("V"):
        first = parse.kids(act.i, "dobj", "nsubjpass")
        first = first or [noun for p in parse.kids(act.i, "prep") for noun in _under(parse, p)]
        first += [parse.head(act)] if act.dep == "acl" and act.tag == "VBN" else []
    else:
        preps = ("of", "on", "against") if act.lemma in words("nouns", "acts", _FILE) else ("on", "against")
        first = [n for p in parse.kids(act.i, "prep") if p.lower in preps for n in parse.kids(p.i, "pobj")]
    for noun in first:
        yield noun
        yield from parse.kids(noun.i, "conj")


def _under(parse: Parse, prep: Token) -> list[Token]:
    return parse.kids(prep.i, "pobj") if prep.lower in ("at", "in", "near", "on", "outside", "against") else []


def _is(token: Token, kind: str) -> bool:
    return token.lemma in words("nouns", kind, _FILE) or (token.lower in words("nouns", kind, _FILE))


def _is_weapon(token: Token) -> bool:
    listed = token.tag.startswith("N") and token.dep not in ("compound", "nmod") and _is(token, "weapons")
    return listed and token.lemma not in words("nouns", "vague_weapons", _FILE)


def _victim(parse: Parse, token: Token, effect: str | None) -> Harmed:
    numbers = [kid.text for kid in parse.kids(token.i, "nummod")]
    plural = token.tag in ("NNS", "NNPS")
    known = (table(_FILE)["numbers"].get(n.lower(), n) for n in numbers)
    digits = next((n for n in known if n.isdigit()), None)
    return Harmed(_name(parse, token), digits or ("PLURAL" if plural else "1"), effect)


def _name(parse: Parse, token: Token) -> Span:
    """A noun with what stands before it, without article and number."""
    left = [k for k in parse.kids(token.i, "amod", "compound", "nmod") if k.i < token.i and token.i - k.i < _LONG]
    return Span(min([k.start for k in left], default=token.start), token.end)


def _blamed(parse: Parse, text: str) -> Iterator[Blamed]:
    lemmas = {token.lemma for token in parse.tokens}
    if lemmas & words("bodies", "accusing", _FILE):
        sure = "SUSPECTED OR ACCUSED"
    elif "responsibility" in lemmas or lemmas & words("bodies", "claiming", _FILE):
        sure = "CLAIMED OR ADMITTED"
    else:
        sure = "REPORTED AS FACT"
    if not parse.tokens:
        return
    start, end = parse.tokens[0].start, parse.tokens[-1].end
    for found in _bodies().finditer(text, start, end):
        yield Blamed(Span(*found.span()), sure)


@cache
def _bodies() -> re.Pattern[str]:
    names = sorted(words("bodies", "names", _FILE), key=lambda name: (-len(name), name))
    listed = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return re.compile(rf"\b(?:{listed})\b", re.IGNORECASE)


def _joined(first: Incident | None, second: Incident) -> Incident:
    if first is None:
        return second
    return replace(
        first,
        doers=_distinct((*first.doers, *second.doers)),
        bodies=_distinct((*first.bodies, *second.bodies)),
        targets=_distinct((*first.targets, *second.targets)),
        victims=_distinct((*first.victims, *second.victims)),
        weapons=_distinct((*first.weapons, *second.weapons)),
    )


def _distinct(items: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(items))
