"""Who did it and to whom, over a report: all resolvers of parties in one place, in the order in which they are asked.

A claim's own sentence comes first (`in_sentence`); these fill what it leaves open.
"""

from collections.abc import Sequence
from dataclasses import replace

from wirebook.packs.compile import Lexicon
from wirebook.reading.parties.from_conflict import (
    conflict_of,
    irregulars_by_their_name,
    knows_a_group,
    other_of_two_sides,
    side_of_the_harmed,
    sole_attacker,
    told_foe,
    whose_its_list_counts,
)
from wirebook.reading.parties.from_country import (
    named_countries,
    people_helped_there,
    people_taken_there,
    people_where_it_happened,
    with_countries_of_roles,
)
from wirebook.reading.parties.from_event import (
    attacked_nearby,
    attacker_nearby,
    country_of_the_place,
    giver_of_report,
    is_of_the_forces,
    issuer_of_report,
    own_defence,
    people_of_who_tells,
    taker_of_report,
    told_by_the_attacked,
    without_both_sides,
)
from wirebook.reading.parties.from_exchange import (
    other_trader,
    people_of_one_trader,
    state_of_the_freed,
    who_lost_it,
)
from wirebook.reading.parties.from_list import actor_of_whole, target_of_whole
from wirebook.reading.parties.item_owners import owner_who_acts, owner_who_loses
from wirebook.reading.parties.kinds import is_armed_group, same_side
from wirebook.reading.parties.view import Owners, PartyView, ReportClaims, views
from wirebook.reading.resolve import OpenSlot, SlotCandidate, Tier, resolve
from wirebook.reading.syntax.parser import Parse
from wirebook.types import Claim, Party

OWNER: tuple[Tier[PartyView], ...] = ((owner_who_acts, owner_who_loses),)
"""Whose things they are, when the report says it in another sentence."""

WHOLE: Tier[PartyView] = (actor_of_whole, target_of_whole)
"""A part has the parties of its whole. Asked again where a whole may have got one, so that it reaches its parts."""

EVENT: tuple[Tier[PartyView], ...] = (
    WHOLE,
    (country_of_the_place, own_defence, told_by_the_attacked, people_of_who_tells),
    (attacker_nearby, attacked_nearby),
    (giver_of_report, taker_of_report),
    (issuer_of_report,),
)
"""What a claim's source and place tell of its parties, then what the claims around it do."""

CONFLICT: tuple[Tier[PartyView], ...] = (
    (side_of_the_harmed, other_of_two_sides),
    (sole_attacker,),
    (told_foe,),
    (state_of_the_freed, people_of_one_trader, other_trader, who_lost_it),
    WHOLE,
    (irregulars_by_their_name,),
    (whose_its_list_counts,),
)
"""What the two that fight in a report tell of its claims."""

COUNTRY: tuple[Tier[PartyView], ...] = ((people_where_it_happened, people_taken_there, people_helped_there),)
"""Whose people they are by the country where it happened, when all places are known."""


def nobody_on_both_sides(claim: Claim, slot: OpenSlot, candidate: SlotCandidate, view: PartyView) -> bool:
    """Tell whether a party may stand in a slot: not one that is on the other side of the claim already.

    An armed group may be of the country whose soldiers it kills or frees.
    """
    other, party = claim.target if slot == "actor" else claim.actor, candidate.value
    if other is None or not isinstance(party, Party) or not same_side(other, party):
        return True
    return is_armed_group(other) != is_armed_group(party) and is_of_the_forces(claim, view.lexicon)


CONSTRAINTS = (nobody_on_both_sides,)
"""What no claim may say of its parties, whoever proposes it."""


def of_owner(claims: Sequence[Claim], owners: Owners, lexicon: Lexicon) -> list[Claim]:
    """Fill whose things are counted, where the report names their owner elsewhere."""
    return _asked(claims, OWNER, ReportClaims((), lexicon, owners=owners))


def of_event(claims: Sequence[Claim], lexicon: Lexicon) -> list[Claim]:
    """Fill the parties that a claim's source, place and neighbours tell."""
    apart = [without_both_sides(claim, lexicon) for claim in claims]
    return _asked(apart, EVENT, ReportClaims((), lexicon))


def of_conflict(claims: Sequence[Claim], parses: Sequence[Parse | None], lexicon: Lexicon, text: str) -> list[Claim]:
    """Fill the parties that those who fight in a report tell."""
    report = ReportClaims((), lexicon, text)
    claims = _asked(claims, (WHOLE,), report)
    if not knows_a_group(claims, parses, lexicon, text):
        claims = _asked(claims, ((irregulars_by_their_name,),), report)
    return _asked(claims, CONFLICT, replace(report, conflict=conflict_of(claims, parses, lexicon, text)))


def of_country(claims: Sequence[Claim], lexicon: Lexicon) -> list[Claim]:
    """Fill whose people they are by the country where it happened, when every claim has its place."""
    report = ReportClaims((), lexicon, countries=named_countries(claims))
    return _asked([with_countries_of_roles(claim) for claim in claims], COUNTRY, report)


def _asked(claims: Sequence[Claim], tiers: Sequence[Tier[PartyView]], report: ReportClaims) -> list[Claim]:
    return resolve(claims, tiers, lambda seen: views(replace(report, claims=seen)), CONSTRAINTS)
