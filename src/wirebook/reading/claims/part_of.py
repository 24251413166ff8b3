"""Parts, further and remaining amounts of a report, each tied to the number that it belongs to."""

import re
from collections.abc import Sequence
from dataclasses import replace

from wirebook.packs.compile import Lexicon
from wirebook.reading.claims.repeats import same_voice
from wirebook.reading.parties.kinds import is_armed_group, is_state, same_side
from wirebook.reading.quantities.subtotals import whole_at
from wirebook.reading.words import words
from wirebook.types import Claim


def tie(claims: list[Claim], lexicon: Lexicon) -> list[Claim]:
    """Give each part, further or remaining amount the id of the claim that it belongs to, the nearest before it."""
    tied: list[Claim] = []
    for i, claim in enumerate(claims):
        if claim.relation == "whole" or claim.amount is None:
            tied.append(claim)
            continue
        at = whole_at(claim)
        whole = _whole_of(claims, i, lexicon) if at is None else _told_at(at, claims)
        tied.append(replace(claim, of=whole.id if whole else None))
    return tied


def _told_at(at: int, claims: Sequence[Claim]) -> Claim | None:
    """The claim whose number stands at a place of the text, told there first or again."""
    return next((claim for claim in claims if any(span.start == at for span in claim.evidence[1:])), None)


def _whole_of(claims: list[Claim], at: int, lexicon: Lexicon) -> Claim | None:
    part = claims[at]
    near = [c for c in claims if c.id != part.id and abs(c.evidence[0].start - part.evidence[0].start) < 600]
    near.sort(
        key=lambda c: (
            c.evidence[1].start > part.evidence[1].start,
            abs(c.evidence[1].start - part.evidence[1].start),
        )
    )
    if part.relation == "part":  # of two that may be it, one that can hold it: drones are targets, targets no drones
        near.sort(key=lambda c: not lexicon.is_kind(part.item, [c.item]))
    for whole in near:
        if whole.amount is None or whole.account != part.account or not _is_whole(whole, part, lexicon):
            continue
        return whole
    return None


def _is_other_way(whole: Claim, part: Claim) -> bool:
    """Whether two parts are what two sides did to each other: neither is in the other."""
    parts = whole.relation == part.relation == "part" and whole.measure == part.measure
    return bool(parts and whole.actor and part.actor and not same_side(whole.actor, part.actor))


def _is_by_another(whole: Claim, part: Claim) -> bool:
    """Whether another source counts the same things: "40 fighters", the army says; "five of ours", say the fighters."""
    apart = whole.evidence[0] != part.evidence[0] and whole.item == part.item
    return apart and part.source is not None and whole.source is not None and not same_voice(whole.source, part.source)


def _is_whole(whole: Claim, part: Claim, lexicon: Lexicon) -> bool:
    """Whether an amount can be the whole of another: of its kind, or of persons in one sentence ("27 villagers…")."""
    together = whole.evidence[0] == part.evidence[0]
    if whole.measure != part.measure and not together and whole.evidence[0].start > part.evidence[0].start:
        return False  # what is told later of other things is no whole of these
    both = together and whole.measure == part.measure and all(lexicon.is_person(c.item) for c in (whole, part))
    beside = _is_anothers(whole, part) or lexicon.are_parts(part.account, whole.measure, part.measure)
    if part.relation == "part" and (beside or (together and _is_beside(whole, part, lexicon))):
        return False
    related = both or lexicon.is_kind(part.item, [whole.item]) or lexicon.is_kind(whole.item, [part.item])
    if part.relation == "part":
        if lexicon.are_disjoint(whole.item, part.item) or _is_other_way(whole, part) or _is_by_another(whole, part):
            return False
        enough = (
            whole.amount and part.amount and (whole.amount.high is None or (part.amount.low or 0) <= whole.amount.high)
        )
        return bool(related and enough)
    return related


def _is_anothers(whole: Claim, part: Claim) -> bool:
    """Whether two numbers are told of two sides: a side's own dead are no part of the enemy's."""
    if whole.measure != part.measure or whole.target is None or part.target is None:
        return False
    one, other = whole.target, part.target
    if not all(is_state(party) or is_armed_group(party) for party in (one, other)):
        return False
    lands = {(party.code or "")[:3] for party in (one, other)}
    fought = is_armed_group(one) != is_armed_group(other) and not same_side(one, other)
    return len(lands) > 1 or fought  # a country's civilians are among its people


def _is_beside(other: Claim, part: Claim, lexicon: Lexicon) -> bool:
    """Whether two parts of one sentence stand beside each other: "of whom 894 were civilians and 167 policemen".

    One is inside the other where it is a kind of it, or where nothing but "including" stands between them.
    """
    if other.relation != "part" or other.measure != part.measure or other.amount is None or part.amount is None:
        return False
    if other.item != part.item and lexicon.is_kind(part.item, [other.item]):
        return False
    begin = other.evidence[0].start
    between = other.quote[other.amount.span.end - begin : part.amount.span.start - begin].lower()
    said = set(re.findall(r"[a-z]+", between)) & words("prepositions", "part")
    return not said or any(char.isdigit() for char in between)
