"""Matches into claims: who, where, when, how real, according to whom, with the words that prove it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from wirebook.fields.amount import share_of
from wirebook.fields.office import source_actor, source_kind
from wirebook.fields.party import find_parties, party_of
from wirebook.ids import content_id
from wirebook.packs.compile import Entry, Lexicon
from wirebook.reading.arguments import find_party, subjects
from wirebook.reading.counted import Counted, find_counted, find_item
from wirebook.reading.cue import name_span, stances, strip_article
from wirebook.reading.frames import Link
from wirebook.reading.match import Match, find_inherited, find_match, stands_at
from wirebook.reading.modality import Modality, modality_of
from wirebook.reading.nlp import Parse, Token
from wirebook.reading.scene import find_period, find_place, unlisted_place
from wirebook.reading.sides import place_of_party
from wirebook.reading.speakers import Voice
from wirebook.reading.words import table, words
from wirebook.types import (
    Amount,
    Claim,
    Party,
    Passage,
    Period,
    Place,
    Report,
    Source,
    Span,
    Stance,
    Status,
    Unowned,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """All that is known of one parsed sentence before its claims are made."""

    report: Report
    passage: Passage
    parse: Parse
    voice: Voice
    amounts: tuple[Amount, ...]
    places: tuple[Place, ...]
    periods: tuple[Period, ...]


@dataclass(slots=True)
class Memory:
    """What reading remembers from sentence to sentence: the items met, and the last match with its sentence."""

    items: list[str] = field(default_factory=list)
    last: Match | None = None
    where: Span | None = None


def sentence_claims(s: Sentence, lexicon: Lexicon, memory: Memory) -> tuple[list[Claim], list[Unowned]]:
    """The numeric claims of a sentence, and the countable numbers no measure took. `memory` gains the items met."""
    claims: list[Claim] = []
    unowned: list[Unowned] = []
    found = find_counted(s.parse, list(s.amounts), s.report.text, lexicon)
    for counted in found:
        match = _match(s, counted, lexicon, memory)
        amount = _whole_amount(counted, found)
        if (
            counted.item
            and not counted.article
            and not _is_part(counted, match)
            and (match is not None or not _is_where(s.parse, counted))
        ):
            memory.items.append(counted.item)
        if match is None or amount is None:
            if counted.item and counted.amount.share is None and not counted.article:
                unowned.append(Unowned(counted.amount, counted.item, s.passage.span))
            continue
        memory.last, memory.where = match, s.passage.span
        claim = _claim(s, replace(counted, amount=amount), match)
        if claim is not None:
            claims.append(claim)
    return claims, unowned


def _is_part(counted: Counted, match: Match | None) -> bool:
    """Whether a thing is told of as a part: what comes next speaks of the whole again."""
    return counted.relation == "part" or (match is not None and match.link.route.startswith("part of"))


def _is_where(parse: Parse, counted: Counted) -> bool:
    """Whether a counted noun only says where: "over 17 regions"."""
    token = parse.tokens[counted.head]
    return token.dep == "pobj" and parse.head(token).lower in words("locative", "prepositions", "scene")


def _match(s: Sentence, counted: Counted, lexicon: Lexicon, memory: Memory) -> Match | None:
    found = find_match(s.parse, counted, lexicon, memory.items)
    here = memory.where == s.passage.span
    return found or find_inherited(s.parse, counted, memory.last, here=here, lexicon=lexicon)


def _unlisted(s: Sentence, predicate: int, counted: int) -> Place | None:
    named = [t.span for t in s.periods] + [p.span for p in s.places] + [cue.source.span for cue in s.voice.cues]
    return unlisted_place(s.parse, predicate, counted, s.report.text, named)


def _outside_speakers(s: Sentence) -> list[Place]:
    """The places of a sentence but for those that only describe a speaker ("the monitor, based in London, said")."""
    described: list[Span] = []
    for cue in s.voice.cues:
        if 0 <= cue.head < len(s.parse.tokens):
            kids = s.parse.kids(cue.head, "relcl", "acl", "appos")
            described += [Span(below[0].start, below[-1].end) for kid in kids if (below := s.parse.subtree(kid.i))]
    return [p for p in s.places if not any(a <= p.span.start < b for a, b in described)]


def _whole_amount(counted: Counted, found: list[Counted]) -> Amount | None:
    """The amount itself; for a share, its part of the number that follows ("most of the over 10,000")."""
    if counted.amount.share is None:
        return counted.amount
    for other in found:
        if other.shared and other.amount.span.start >= counted.amount.span.end:
            return share_of(counted.amount, other.amount)
    return None


def _claim(s: Sentence, counted: Counted, match: Match) -> Claim | None:
    rule, link = match.entry.rule, match.link
    modality = modality_of(s.parse, link.predicate)
    at = counted.amount.span.start
    source, stance, why = _source(s, link.predicate, at)
    if source is None and match.entry.measure.performative:
        source, why = _own_act(s, link.predicate, rule.near) or (None, why)
    if modality.hypothetical or (modality.negated and stance != "denies" and counted.amount.high != 0):
        return None
    status = _status(modality, rule.status, stance)
    place, place_note = find_place(s.parse, link.predicate, counted.head, _outside_speakers(s))
    speaking = {cue.token for cue in s.voice.cues}
    if place is None or place_note:
        place = _unlisted(s, link.predicate, counted.head) or place or _soil(s)
    period, period_note = find_period(s.parse, link.predicate, speaking, list(s.periods))
    text = s.report.text
    relation = "part" if link.route.startswith("part of") else counted.relation
    if relation == "whole" and counted.amount.share:
        relation = "part"
    reasons = [f"{match.entry.account}/{rule.id}: {link.route}", f"source: {why}"]
    reasons += [note for note in (match.assumed, place_note, period_note) if note]
    return Claim(
        id="",
        report=s.report.id,
        account=match.entry.account,
        measure=rule.measure,
        item=match.item,
        amount=counted.amount,
        evidence=(s.passage.span, counted.amount.span, *_words_of(s, counted, link)),
        quote=text[s.passage.span.start : s.passage.span.end],
        stance=_rule_stance(rule.stance, stance),
        status=status,
        source=source,
        actor=None if "for what" in link.route else _party(s, link.predicate, counted.head, rule.actor, source),
        target=_party(s, link.predicate, counted.head, rule.target, None),
        place=place,
        places=(place,) if place else (),
        period=period,
        relation=relation,
        rule=f"{match.entry.account}/{rule.id}",
        confidence=_confidence(link, match.assumed, source, place_note),
        reasons=tuple(reasons),
    )


def _words_of(s: Sentence, counted: Counted, link: Link) -> list[Span]:
    """The words that carry the item and the predicate, each once, where they are not the amount's own."""
    heads = dict.fromkeys((counted.head, link.predicate))
    spans = [Span(s.parse.tokens[i].start, s.parse.tokens[i].end) for i in heads]
    own = counted.amount.span
    return [span for span in spans if span.end <= own.start or span.start >= own.end]


def _party(
    s: Sentence, predicate: int, counted: int | None, where: tuple[str, ...], speaker: Source | None
) -> Party | None:
    """The party in an argument; "it", "we" or "they" as the doer inside somebody's words is that speaker."""
    party = find_party(s.parse, predicate, counted, where, s.report.text)
    if party is not None or speaker is None or "subject" not in where:
        return party
    doer = next(iter(subjects(s.parse, s.parse.tokens[predicate])), None)
    if doer is None or doer.lower not in words("heads", "collective", "voice"):
        return None
    found = party_of(speaker.name)
    return replace(found, written=doer.text, span=Span(doer.start, doer.end)) if found else None


def _source(s: Sentence, predicate: int, at: int) -> tuple[Source | None, Stance, str]:
    """The voice at the number; without one, the party that announces its own pledge, sanction or release."""
    source, stance, why = s.voice.at(at)
    if source is not None and not why.startswith("goes on"):
        return source, stance, why
    verb = s.parse.tokens[predicate]
    for token in (verb, *s.parse.above(verb)):
        if token.lemma in words("performative", "verbs", "voice") and token.tag.startswith("V"):
            doer = next(iter(subjects(s.parse, token)), None)
            if doer is not None and doer.tag.startswith("N") and doer.lemma not in words("mute", "nouns", "voice"):
                return (
                    _announcer(s, doer, token.i),
                    stances().get(token.lemma, "states"),
                    f"“{token.text}” is its own act",
                )
    return source, stance, why


def _own_act(s: Sentence, predicate: int, near: tuple[str, ...]) -> tuple[Source, str] | None:
    """The named party that does what announcing alone does; a sanction that "targets" is none."""
    verb = s.parse.tokens[predicate]
    for doer in subjects(s.parse, verb):
        if doer.tag.startswith("NNP") or (doer.tag.startswith("N") and party_of(doer.text)):
            return (_announcer(s, doer, predicate), f"“{verb.text}” is its own act") if doer.lemma not in near else None
    return None


def _announcer(s: Sentence, doer: Token, verb: int) -> Source:
    span = name_span(s.parse, doer)
    name = strip_article(s.report.text[span.start : span.end])
    token = s.parse.tokens[verb]
    return Source(
        name,
        source_kind(name),
        span,
        source_actor(name),
        cue=token.text,
        cue_span=Span(token.start, token.end),
    )


def _status(modality: Modality, rule_status: str | None, stance: Stance) -> Status:
    if stance == "denies":
        return "denied"
    if rule_status in ("pledged", "pending", "ongoing"):
        return rule_status  # type: ignore[return-value]
    if modality.status == "planned" or stance in ("promises", "plans"):
        return "planned"
    return "happened"


def _rule_stance(rule_stance: str | None, stance: Stance) -> Stance:
    return rule_stance if rule_stance and stance == "states" else stance  # type: ignore[return-value]


def _confidence(link: Link, assumed: str, source: Source | None, place_note: str) -> float:
    """A first, uncalibrated probability: the route's share of right readings, less for what was assumed."""
    scores: dict[str, dict[str, float]] = table("confidence")
    base = scores["base"]
    route = next((value for key, value in scores["routes"].items() if link.route.startswith(key)), base["route"])
    score = route * (base["assumed"] if assumed else 1.0) * (1.0 if source else base["unsourced"])
    return round(score * (base["weak_place"] if place_note else 1.0), 3)


# ---------------------------------------------------------------- claims without a number


def clause_claims(s: Sentence, lexicon: Lexicon, taken: set[str]) -> Iterator[Claim]:
    """Claims that start from the predicate: a town held, a denial, a demand. `taken` are accounts with numbers here."""
    for token in s.parse.tokens:
        if (
            token.lemma not in lexicon.clauses
            or not token.tag.startswith("V")
            or (token.dep == "relcl" and token.tag == "VBD")
        ):
            continue
        rows = [
            (phrase, entry)
            for phrase, entry in lexicon.predicates.get(token.lemma, ())
            if entry.rule.role == "clause" and phrase[0] == token.lemma and stands_at(s.parse, token, phrase)
        ]
        rows.sort(key=lambda row: -len(row[0]))
        found = (_clause(s, token.i, entry, lexicon) for _, entry in rows if entry.account not in taken)
        claim = next((claim for claim in found if claim is not None), None)
        if claim is not None:
            yield claim


def _clause(s: Sentence, predicate: int, entry: Entry, lexicon: Lexicon) -> Claim | None:
    rule = entry.rule
    modality = modality_of(s.parse, predicate)
    obj = _item_below(s, predicate, rule.items, lexicon) if rule.object == "item" else None
    obj = obj or (_clause_object(s, predicate, rule.object) if rule.object != "item" else None)
    if modality.hypothetical or modality.negated or obj is None:
        return None
    text, token = s.report.text, s.parse.tokens[predicate]
    source, stance, why = s.voice.at(token.start)
    actor = _party(s, predicate, None, rule.actor, source) or _named(s, predicate, rule.actor)
    place, place_note = find_place(s.parse, predicate, None, _outside_speakers(s))
    place = place or next((p for p in s.places if obj.start <= p.span.start < obj.end), None)
    if actor is None and place is None and source is None:
        return None
    period, period_note = find_period(s.parse, predicate, {c.token for c in s.voice.cues}, list(s.periods))
    return Claim(
        id="",
        report=s.report.id,
        account=entry.account,
        measure=rule.measure,
        item=rule.item or rule.measure,
        amount=None,
        evidence=(s.passage.span, Span(token.start, token.end), obj),
        quote=text[s.passage.span.start : s.passage.span.end],
        stance=_rule_stance(rule.stance, stance),
        status=_status(modality, rule.status, stance),
        source=source,
        actor=actor,
        target=_party(s, predicate, None, rule.target, None),
        place=place,
        places=(place,) if place else (),
        period=period,
        rule=f"{entry.account}/{rule.id}",
        confidence=float(table("confidence")["base"]["clause"]),
        reasons=tuple(
            n for n in (f"{entry.account}/{rule.id}: “{token.text}”", f"source: {why}", place_note, period_note) if n
        ),
    )


def _soil(s: Sentence) -> Place | None:
    """ "Russian territory": the country whose ground is named, where the sentence names no other place."""
    for token in s.parse.tokens:
        if token.lemma in words("soil", "nouns", "scene"):
            for kid in s.parse.kids(token.i, "amod", "poss", "compound"):
                party = party_of(kid.text)
                place = place_of_party(party) if party else None
                if place is not None:
                    return replace(place, written=kid.text, span=Span(kid.start, kid.end))
    return None


def _named(s: Sentence, predicate: int, where: tuple[str, ...]) -> Party | None:
    """A doer that no list knows, by its name: a person, or a body that can speak."""
    doer = next(iter(subjects(s.parse, s.parse.tokens[predicate])), None) if "subject" in where else None
    if doer is None or doer.tag.startswith("PRP"):
        return None
    span = name_span(s.parse, doer)
    name = strip_article(s.report.text[span.start : span.end])
    known = doer.tag.startswith("NNP") or source_kind(name) != "unknown"
    return Party(None, name, s.report.text[span.start : span.end], span) if known else None


def _item_below(s: Sentence, predicate: int, items: tuple[str, ...], lexicon: Lexicon) -> Span | None:
    """The first noun below a predicate that names one of the items."""
    for token in s.parse.subtree(predicate):
        if token.tag.startswith("N"):
            item = find_item(s.parse, token, lexicon)
            if item is not None and lexicon.is_kind(item, items):
                return Span(token.start, token.end)
    return None


def _clause_object(s: Sentence, predicate: int, kind: str | None) -> Span | None:
    """The characters of what a clause is about, when it is of the wanted kind."""
    kids = s.parse.kids(predicate, "dobj", "nsubjpass", "ccomp", "xcomp", "prep", "attr", "acomp", "dative", "pcomp")
    token = s.parse.tokens[predicate]
    spans = [Span(sub[0].start, sub[-1].end) for kid in kids if (sub := s.parse.subtree(kid.i))]
    if kind in (None, "any"):
        return spans[0] if spans else Span(token.start, token.end)
    if kind == "content":
        wanted = [k for k in kids if k.dep in ("ccomp", "xcomp", "dobj", "pcomp", "prep", "nsubjpass")]
        return spans[kids.index(wanted[0])] if wanted else None
    if kind == "place":
        objects = [sp for k, sp in zip(kids, spans, strict=True) if k.dep in ("dobj", "nsubjpass", "prep")]
        if not s.parse.kids(predicate, "dobj", "nsubjpass"):
            objects += [Span(k.start, k.end) for k in s.parse.kids(predicate, "nsubj")]
        return next((sp for sp in objects if any(sp.start <= p.span.start < sp.end for p in s.places)), None)
    return next((sp for sp in spans if find_parties(s.report.text[sp.start : sp.end])), None)


# ---------------------------------------------------------------- ids


def with_ids(claims: list[Claim]) -> list[Claim]:
    """Give each claim its id, a hash of what it says and where it says it; equal claims become one."""
    seen: dict[str, Claim] = {}
    for claim in claims:
        amount = claim.amount
        numbers = (amount.low, amount.high, amount.unit, amount.share) if amount else ()
        key = content_id(
            "clm",
            claim.report,
            claim.account,
            claim.measure,
            claim.item,
            *numbers,
            *claim.evidence,
            claim.stance,
            claim.source.name if claim.source else None,
            claim.relation,
        )
        seen.setdefault(key, replace(claim, id=key))
    return list(seen.values())
