"""Matches into claims: who, where, when, how real, according to whom, with the words that prove it."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from wirebook.fields.quantity.amounts import share_of
from wirebook.ids import content_id
from wirebook.packs.compile import Lexicon
from wirebook.reading.claims.distributive import told_of_each
from wirebook.reading.claims.source import own_act, voice_at
from wirebook.reading.parties.in_sentence import parties_of
from wirebook.reading.places.in_discourse import named_before
from wirebook.reading.places.in_sentence import find_place, ground, office_of, outside_speakers, unlisted_place
from wirebook.reading.predicates.factuality import describes_ground, modality_of, stance_of, status_of
from wirebook.reading.predicates.governors import Link
from wirebook.reading.quantities.coordination import MatchedNumber, find_member, find_part, spoken_of
from wirebook.reading.quantities.counted import Counted, find_counted
from wirebook.reading.quantities.lexicon_match import Match, find_inherited, find_match
from wirebook.reading.quantities.subtotals import whole_told_by, with_subtotals
from wirebook.reading.quantities.unclaimed import is_fronted, may_be_a_fact
from wirebook.reading.quantities.withdrawn import corrected, first_of, is_of_a_correction, standing
from wirebook.reading.sentence import Sentence
from wirebook.reading.syntax.parser import Parse
from wirebook.reading.times.in_sentence import find_period
from wirebook.reading.words import words
from wirebook.types import PARTS, PARTS_OF_WHAT, Amount, Basis, Claim, Inference, Place, Span, Unowned

_BACK = 4  # numbers: how far back the whole of a share is looked for
_SIDE_BY_SIDE = 3  # characters between sentences that follow each other


class Met(NamedTuple):
    """An item that was counted, and the names of those who told of it."""

    item: str
    tellers: frozenset[str]


@dataclass(slots=True)
class Memory:
    """What reading remembers from sentence to sentence: items, the last matches and their sentence, amounts.

    `said_wrongly` is what a notice of correction takes back.
    """

    items: list[Met] = field(default_factory=list)
    last: Match | None = None
    told: list[MatchedNumber] = field(default_factory=list)
    where: Span | None = None
    wholes: list[tuple[str, Amount]] = field(default_factory=list)
    said_wrongly: Claim | None = None


def sentence_claims(s: Sentence, lexicon: Lexicon, memory: Memory) -> tuple[list[Claim], list[Unowned]]:
    """The numeric claims of a sentence, and the countable numbers no measure took. `memory` gains the items met."""
    claims: list[Claim] = []
    unowned: list[Unowned] = []
    found = standing(s, find_counted(s.parse, list(s.amounts), s.report.text, lexicon), lexicon)
    part: Claim | None = None
    fronted: Counted | None = None
    for counted in found:
        match = _match(s, counted, lexicon, memory)
        amount = _whole_amount(counted, found) or _part_of_before(s.parse, match, counted, lexicon, memory)
        memory.items += _met(s, counted, match)
        if match is None and part is not None and (told := whole_told_by(part, counted, lexicon)) is not None:
            claims[-1], part = told[0], None
            claims.append(told[1])
            continue
        if match is None or amount is None:
            if may_be_a_fact(s.parse, counted):
                unowned.append(Unowned(counted.amount, counted.item or "", s.passage.span))
                fronted = counted if is_fronted(s.parse, counted) else None
            continue
        if memory.where != s.passage.span:
            memory.told = []
        memory.last, memory.where = match, s.passage.span
        memory.told.append(MatchedNumber(counted, match))
        claim = _claim(s, replace(counted, amount=amount), match, lexicon)
        part = None
        if claim is not None:
            each = list(told_of_each(s, counted, claim))
            part = claim if counted.relation == "part" and not each else None
            told = whole_told_by(claim, fronted, lexicon, fronted=True) if fronted and counted.bare else None
            if told is not None and claim.item == told[1].item:
                claims += [told[1], told[0]]
                unowned.pop()
            else:
                claims += [claim, *each]
            fronted = None
            if counted.amount.unit == "count" and counted.amount.share is None and not counted.article:
                memory.wholes.append((claim.item, counted.amount))
    if is_of_a_correction(s):
        memory.said_wrongly = first_of(claims)
        return [], []
    right = corrected(s, memory.said_wrongly)
    return right or with_subtotals(claims, s.report.text, s.passage.span, lexicon), unowned


def _is_part(counted: Counted, match: Match | None) -> bool:
    """Whether a thing is told of as a part: what comes next speaks of the whole again."""
    return counted.relation == "part" or (match is not None and match.link.route[0].basis in PARTS)


def _assumes(match: Match, basis: Basis) -> bool:
    return match.assumed is not None and match.assumed.basis is basis


def _is_where(parse: Parse, counted: Counted) -> bool:
    """Whether a counted noun only says where: "over 17 regions"."""
    token = parse.tokens[counted.head]
    return token.dep == "pobj" and parse.head(token).lower in words("locative", "prepositions", "scene")


def _match(s: Sentence, counted: Counted, lexicon: Lexicon, memory: Memory) -> Match | None:
    here, text = memory.where == s.passage.span, s.report.text
    if here or _follows(memory.where, s.passage.span):
        part = find_part(s.parse, counted, memory.told, lexicon, text=text, here=here)
        if part is not None:
            return part
    before = memory.told[-1] if here and memory.told else None
    of_them = counted.relation != "whole"
    met = [one.item for one in memory.items if of_them or not _is_of_another(one, s, lexicon)]
    items = [*met, *_counted_last(counted, memory), *spoken_of(s.parse, counted, before, lexicon)]
    found = find_match(s.parse, counted, lexicon, items, s.spoken)
    found = found or find_inherited(s.parse, counted, memory.last, here=here, lexicon=lexicon)
    if found is None and here:
        periods = [period.span for period in s.periods]
        return find_member(s.parse, counted, memory.told[-1], lexicon, text, periods)
    return found


def _met(s: Sentence, counted: Counted, match: Match | None) -> list[Met]:
    """The item that a later number without a noun may count: not a part, nor who speaks, nor where it was."""
    passing = match is None and _is_where(s.parse, counted)
    if not counted.item or counted.article or passing or _is_part(counted, match) or _speaks(s, counted):
        return []
    return [Met(counted.item, _tellers(s))]


def _tellers(s: Sentence) -> frozenset[str]:
    return frozenset(cue.source.name for cue in s.voice.cues)


def _is_of_another(met: Met, s: Sentence, lexicon: Lexicon) -> bool:
    """Whether an item was of fighters or soldiers in another's words.

    "The army said it hit militants. … Hospitals said 18 had been killed" counts people, and no militants.
    """
    tellers = _tellers(s)
    if not tellers or tellers & met.tellers:
        return False
    return lexicon.is_whose(met.item, "group", "state")


def _counted_last(counted: Counted, memory: Memory) -> list[str]:
    """ "71 of the drones and 22 more": what goes on counting without a noun counts what was counted last.

    A part that was only told beside its whole ("12 people, including four children, and 30 more") is not that.
    """
    last = memory.told[-1] if memory.told else None
    if last is None or not counted.bare or counted.relation != "further":
        return []
    return [] if _is_part(last.counted, last.match) and not last.counted.partitive else [last.match.item]


def _follows(before: Span | None, after: Span) -> bool:
    """Whether a sentence comes right after another."""
    return before is not None and 0 <= after.start - before.end <= _SIDE_BY_SIDE


def _unlisted(s: Sentence, predicate: int, counted: int) -> Place | None:
    named = [t.span for t in s.periods] + [p.span for p in s.places] + [cue.source.span for cue in s.voice.cues]
    return unlisted_place(s.parse, predicate, counted, s.report.text, named)


def _part_of_before(
    parse: Parse, match: Match | None, counted: Counted, lexicon: Lexicon, memory: Memory
) -> Amount | None:
    """A share of what was counted before: "40 drones … half of them", "99 percent were intercepted".

    In apposition it is a share of other things ("39 people, 40 percent of them children") and derives nothing.
    """
    if match is None or (counted.amount.share is None and counted.amount.unit != "percent"):
        return None
    if _assumes(match, Basis.GOES_ON_COUNTING) or match.link.route[0].basis in PARTS_OF_WHAT:
        return None
    span = counted.amount.span
    aside = any(t.dep in ("appos", "attr", "npadvmod") for t in parse.tokens if span.start <= t.start < span.end)
    if aside or _is_change(parse, counted):
        return None
    wholes = memory.wholes[-_BACK:]
    whole = next((amount for item, amount in reversed(wholes) if lexicon.is_kind(item, [match.item])), None)
    if whole is None:
        return None
    part = share_of(counted.amount, whole)
    if counted.amount.unit != "percent" or part.low is None or part.high is None or part.low != part.high:
        return part
    return replace(part, low=float(round(part.low)), high=float(round(part.high)), approximate=True)


def _is_change(parse: Parse, counted: Counted) -> bool:
    """ "Casualties rose by 45 per cent", "up 45 per cent": by how much something changed is no share of anything."""
    span = counted.amount.span
    tokens = [t for t in parse.tokens if span.start <= t.start < span.end]
    before = parse.tokens[tokens[0].i - 1] if tokens and tokens[0].i else None
    if before is None or before.dep == "prt":  # "shot down half of them"
        return False
    above = [up.lemma for t in tokens[-1:] for up in parse.above(t)[:3]]
    return before.lower in ("up", "down") or (
        before.lower == "by" and not words("series", "changes", "frames").isdisjoint(above)
    )


def _speaks(s: Sentence, counted: Counted) -> bool:
    """Whether the counted are who tells it: "two doctors said", and six more dead are not doctors."""
    at = counted.amount.span.start
    return any(cue.source.span.start <= at < cue.source.span.end for cue in s.voice.cues)


def _whole_amount(counted: Counted, found: list[Counted]) -> Amount | None:
    """The amount itself; for a share, its part of the number that follows ("most of the over 10,000")."""
    if counted.amount.unit == "percent":
        return None
    if counted.amount.share is None:
        return counted.amount
    for other in found:
        if other.shared and other.amount.span.start >= counted.amount.span.end:
            return share_of(counted.amount, other.amount)
    return None


def _claim(s: Sentence, counted: Counted, match: Match, lexicon: Lexicon) -> Claim | None:
    rule, link = match.entry.rule, match.link
    modality = modality_of(s.parse, link.predicate)
    at = counted.amount.span.start
    source, stance, why = voice_at(s, link.predicate, at)
    if source is None and match.entry.measure.performative:
        source, why = own_act(s, link.predicate, rule.near) or (None, why)
    if modality.hypothetical or (modality.negated and stance != "denies" and counted.amount.high != 0):
        return None
    status = status_of(modality, rule.status, stance)
    if (counted.article and status != "happened") or (
        counted.amount.high == 0 and describes_ground(s.parse, link.predicate)
    ):
        return None
    place, place_note = find_place(s.parse, link.predicate, counted.head, outside_speakers(s))
    speaking = {cue.token for cue in s.voice.cues}
    if place is None or place_note:
        place = _unlisted(s, link.predicate, counted.head) or place
        if place is None:
            place = named_before(s, link.predicate, counted.head, s.before) or ground(s) or office_of(s, source)
    dated = counted.head if _assumes(match, Basis.OWN_TIME) else link.predicate
    period, period_note = find_period(s.parse, dated, speaking, list(s.periods))
    actor, target = parties_of(s, counted, match, source, place, lexicon)
    text = s.report.text
    relation = "part" if link.route[0].basis in PARTS else counted.relation
    if relation == "whole" and counted.amount.share:
        relation = "part"
    name = f"{match.entry.account}/{rule.id}"
    reasons = [replace(link.route[0], lender=name), *link.route[1:], why]
    reasons += [note for note in (match.assumed, place_note, period_note) if note]
    reasons += [Inference("status", Basis.MODALITY, status, (modality.word,))] if modality.word else []
    return Claim(
        id="",
        report=s.report.id,
        account=match.entry.account,
        measure=(status == "planned" and match.entry.measure.planned) or rule.measure,
        item=match.item,
        amount=counted.amount,
        evidence=(s.passage.span, counted.amount.span, *_words_of(s, counted, link)),
        quote=text[s.passage.span.start : s.passage.span.end],
        stance=stance_of(rule.stance, stance, doubt=modality.doubt),
        status=status,
        source=source,
        actor=actor,
        target=target,
        place=place,
        places=(place,) if place else (),
        period=period,
        relation=relation,
        rule=name,
        reasons=tuple(reasons),
    )


def _words_of(s: Sentence, counted: Counted, link: Link) -> list[Span]:
    """The words that carry the item and the predicate, each once, where they are not the amount's own."""
    heads = dict.fromkeys((counted.head, link.predicate))
    spans = [Span(s.parse.tokens[i].start, s.parse.tokens[i].end) for i in heads]
    own = counted.amount.span
    return [span for span in spans if span.end <= own.start or span.start >= own.end]


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
