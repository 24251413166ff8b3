"""A fact that a report tells twice is one claim with more evidence."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from wirebook.packs.compile import Lexicon
from wirebook.reading.parties.from_event import are_apart
from wirebook.reading.parties.kinds import same_side
from wirebook.reading.words import words
from wirebook.types import Claim, Inference, Source

_SOON = 3  # days
_EVENT = 14  # days
_ROUND = 1000  # from here on a report says a number exactly and roughly
_CLAUSE = 60  # characters: how far behind a number it is said that it is another event's
_NEARBY = 500  # characters: how far a place or a time reaches from claim to claim


def merge(claims: list[Claim], lexicon: Lexicon) -> list[Claim]:
    """A fact told again in other words is one claim with more evidence; never within one sentence."""
    kept: list[Claim] = []
    again: dict[int, list[Claim]] = {}
    alike: dict[tuple[object, ...], list[int]] = {}
    for before, claim in zip([None, *claims], claims, strict=False):
        places = alike.setdefault((claim.account, claim.measure, _figure(claim)), [])
        fresh = _is_further(before, claim)
        at = None if fresh else next((i for i in places if _repeats(kept[i], claim, lexicon)), None)
        at = _told_loosely(kept, claim, lexicon) if at is None else at
        if at is None:
            places.append(len(kept))
            kept.append(claim)
        else:
            kept[at] = _joined(kept[at], claim, lexicon)
            again.setdefault(at, []).append(claim)
    return [_with_evidence(claim, again.get(n, ())) for n, claim in enumerate(kept)]


def _with_evidence(claim: Claim, again: Sequence[Claim]) -> Claim:
    """A claim with the evidence of those that tell it again: put together once, or a thousand would be a million."""
    if not again:
        return claim
    evidence = (*claim.evidence, *(span for one in again for span in one.evidence))
    told = (replace(step, slot="again") for one in again for step in _route(one))
    return replace(claim, evidence=evidence, reasons=(*claim.reasons, *told))


def _route(claim: Claim) -> Sequence[Inference]:
    """How a claim's number met its rule: its first inference and those that go on from it."""
    first, rest = claim.reasons[:1], claim.reasons[1:]
    return (*first, *takewhile(lambda one: one.slot == "rule" and not one.lender, rest))


def _told_loosely(kept: list[Claim], claim: Claim, lexicon: Lexicon) -> int | None:
    """ "200 soldiers were killed", and later "200 casualties": the same, in a looser word."""
    measure = lexicon.measures.get((claim.account, claim.measure))
    if measure is None or measure.loosely is None or claim.amount is None or not claim.amount.low:
        return None
    for i, other in enumerate(kept):
        same = other.measure == measure.loosely and other.amount and other.amount.low == claim.amount.low
        apart = other.evidence[0] != claim.evidence[0] and other.stance != "denies" and claim.stance != "denies"
        if same and apart and _same_place(other, claim) and not are_apart(other, claim):
            return i
    return None


def _is_further(before: Claim | None, claim: Claim) -> bool:
    """Whether a sentence's first number counts "two other soldiers": others than any that were told of before."""
    opens = before is None or before.evidence[0] != claim.evidence[0] or before.measure == claim.measure
    return (claim.relation == "further" and opens) or _is_elsewhere(claim)


def _is_elsewhere(claim: Claim) -> bool:
    """Whether a claim tells of another event of the kind: "ten more died in other raids"."""
    if claim.amount is None:
        return False
    after = claim.quote[claim.amount.span.end - claim.evidence[0].start :].lower()[:_CLAUSE]
    return any(after[at - 1 : at] == " " for word in words("series", "apart", "frames") if (at := after.find(word)) > 0)


def _repeats(first: Claim, second: Claim, lexicon: Lexicon) -> bool:
    if first.amount is None or second.amount is None:
        return False
    same = (first.account, first.measure, first.amount.unit, first.stance == "denies") == (
        second.account,
        second.measure,
        second.amount.unit,
        second.stance == "denies",
    )
    return (
        same
        and first.evidence[0] != second.evidence[0]
        and _same_number(first, second)
        and (lexicon.is_kind(first.item, [second.item]) or lexicon.is_kind(second.item, [first.item]))
        and (same_voice(first.source, second.source) or _is_known(second))
        and _same_place(first, second)
        and not are_apart(first, second)
        and (first.target is None or second.target is None or same_side(first.target, second.target))
    )


def _is_known(claim: Claim) -> bool:
    """ "The 60 who died": a number with a definite article has been told before, whoever told it."""
    if claim.amount is None or claim.relation != "whole":
        return False
    return claim.quote[: claim.amount.span.start - claim.evidence[0].start].lower().endswith((" the ", "the "))


def _figure(claim: Claim) -> object:
    """The number that a claim's words write: that of "nearly 2,500" is that of "2,500"."""
    amount = claim.amount
    return (amount.high if amount.low is None else amount.low, amount.share) if amount else None


def _same_number(first: Claim, second: Claim) -> bool:
    """The same bounds; of a sum or thousands also the number beside "nearly" or "about" it."""
    if _numbers(first) == _numbers(second):
        return True
    a, b = first.amount, second.amount
    if a is None or b is None or _figure(first) != _figure(second) or not (a.approximate or b.approximate):
        return False
    return a.unit != "count" or (a.low or a.high or 0) >= _ROUND


def _numbers(claim: Claim) -> tuple[object, ...]:
    amount = claim.amount
    return (amount.low, amount.high, amount.share) if amount else ()


def _agree(first: str | None, second: str | None) -> bool:
    if first is None or second is None:
        return True
    a, b = ([word.removesuffix("s") for word in name.lower().split()] for name in (first, second))
    return a == b or set(a) <= set(b) or set(b) <= set(a)


def same_voice(first: Source | None, second: Source | None) -> bool:
    """Whether two sources may be one, by country or by name; so are two that are not told."""
    if first is None or second is None:
        return True
    if first.actor and second.actor and first.actor[:3] == second.actor[:3]:
        return True
    return _agree(first.name, second.name)


def _same_place(first: Claim, second: Claim) -> bool:
    a, b = first.place, second.place
    if a is None or b is None or (a.geonameid, a.name) == (b.geonameid, b.name):
        return True
    return a.country == b.country and ({a.precision, b.precision} & {"country", "admin1", "area"} != set())


def _joined(first: Claim, second: Claim, lexicon: Lexicon) -> Claim:
    place = first.place
    if second.place and (place is None or (place.precision == "country" and second.place.precision != "country")):
        place = second.place
    item = second.item if lexicon.is_kind(second.item, [first.item]) else first.item
    return replace(
        first,
        item=item,
        source=_fuller(first.source, second.source),
        stance=first.stance if first.source else second.stance,
        actor=first.actor or second.actor,
        target=first.target or second.target,
        place=place,
        places=(place,) if place else (),
        period=first.period or second.period,
    )


def _fuller(first: Source | None, second: Source | None) -> Source | None:
    """Of two names of one source the one that says more: "Ukraine's air force" rather than "Ukraine"."""
    if first is None or second is None:
        return first or second
    short, long = set(first.name.lower().split()), set(second.name.lower().split())
    better = (first.kind == "unknown" and second.kind != "unknown") or short < long or _is_country_of(first, second)
    return second if better else first


def _is_country_of(first: Source, second: Source) -> bool:
    """Whether one source is but the country that a body of the other speaks for."""
    code, fuller = first.actor or "", second.actor or ""
    return len(code) == len("UKR") < len(fuller) and fuller.startswith(code)
