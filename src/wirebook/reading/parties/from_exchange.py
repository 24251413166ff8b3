"""Who frees whose people, and who takes whose ground: of two that exchange or fight, what one does not tell, the other.

What is taken so is written among the reasons.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from wirebook.packs.compile import Lexicon
from wirebook.packs.sides import EXCHANGE, GROUND
from wirebook.reading.parties.from_event import is_of_the_forces
from wirebook.reading.parties.kinds import (
    called,
    country_of_forces,
    distinct,
    is_armed_group,
    is_state,
    party_of_code,
    party_of_source,
    same_side,
)
from wirebook.reading.parties.view import PartyView, sides_of
from wirebook.reading.resolve import SlotCandidate, resolver_of
from wirebook.types import Basis, Claim, Inference, Party

_TELLING = ("military", "government", "armed_group")
_CIVILIANS = "CVL"
_TWO = 2
_NEAR = 600  # characters: how far an exchange and its two ways stand apart


def with_halves(claims: Sequence[Claim], lexicon: Lexicon) -> list[Claim]:
    """The two ways of an exchange as parts of what both give together, which goes no one way.

    "They exchanged 171 prisoners: the one freed 83 and the other 88".
    """
    found = list(claims)
    for whole, pair in _halves(claims, lexicon):
        both = replace(found[whole], actor=None, target=None, relation="whole")
        found[whole] = replace(both, reasons=(*both.reasons, Inference("amount", Basis.BOTH_WAYS)))
        for at in pair:
            reasons = (*found[at].reasons, Inference("relation", Basis.ONE_WAY))
            found[at] = replace(found[at], relation="part", reasons=reasons)
    return found


def tie_halves(claims: Sequence[Claim], lexicon: Lexicon) -> list[Claim]:
    """The claims, the two ways of an exchange with the id of what both give together."""
    found = list(claims)
    for whole, pair in _halves(claims, lexicon):
        for at in pair:
            found[at] = replace(found[at], of=found[whole].id)
    return found


def _halves(claims: Sequence[Claim], lexicon: Lexicon) -> Iterator[tuple[int, tuple[int, int]]]:
    """Where among claims an exchange and its two ways stand."""
    trading = [at for at, claim in enumerate(claims) if sides_of(claim, lexicon) == EXCHANGE and _exact(claim)]
    for whole in trading:
        near = [at for at in trading if at != whole and _beside(claims[whole], claims[at])]
        pairs = ((one, other) for one, other in combinations(near, 2))
        pair = next((p for p in pairs if _is_both_ways(claims[whole], claims[p[0]], claims[p[1]])), None)
        if pair is not None:
            yield whole, pair


def _exact(claim: Claim) -> float | None:
    """The one number of a claim, none of a range."""
    amount = claim.amount
    return amount.low if amount is not None and amount.low == amount.high else None


def _beside(whole: Claim, way: Claim) -> bool:
    same = (whole.account, whole.measure, whole.status) == (way.account, way.measure, way.status)
    return same and way.relation != "further" and abs(whole.evidence[0].start - way.evidence[0].start) < _NEAR


def _is_both_ways(whole: Claim, one: Claim, other: Claim) -> bool:
    """Whether two that free each other's people free as many together as a third claim tells."""
    sum_ = (_exact(one) or 0) + (_exact(other) or 0)
    if not (one.actor and other.actor) or same_side(_as_side(one.actor), _as_side(other.actor)):
        return False
    return _exact(whole) == sum_ and sum_ > 0


def own_body(claim: Claim) -> Party | None:
    """The party whose own body tells of it: its army, its government, the group itself."""
    return party_of_source(claim.source) if claim.source and claim.source.kind in _TELLING else None


def _trading(claims: Iterable[Claim], lexicon: Lexicon) -> Iterator[Party]:
    """Who frees whose people, and the bodies that tell of their own."""
    for claim in claims:
        if sides_of(claim, lexicon) == EXCHANGE:
            told = own_body(claim)
            yield from (party for party in (claim.target, claim.actor, told and country_of_forces(told)) if party)


def _as_side(party: Party) -> Party:
    """The side whose people are freed: "Israeli hostages" are Israel's."""
    code = party.code or ""
    return replace(party, code=code[:3]) if code[3:] == _CIVILIANS else party


@resolver_of("target")
def state_of_the_freed(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take soldiers and police whom an armed group frees as those of its country's state; not whom a state frees."""
    state = party_of_code((claim.actor.code or "")[:3]) if claim.actor and is_armed_group(claim.actor) else None
    if state is None or not is_of_the_forces(claim, view.lexicon) or sides_of(claim, view.lexicon) != EXCHANGE:
        return None
    return SlotCandidate(state, Basis.OPPONENT, state.name)


@resolver_of("target")
def people_of_one_trader(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take whose the freed are of two: of "270 soldiers were returned, the ministry said" its own; not of three."""
    if claim.actor is not None or claim.amount is None or sides_of(claim, view.lexicon) != EXCHANGE:
        return None
    traders = distinct(_traders(view))
    party = _whose(claim, traders, view.lexicon) if len(traders) == _TWO else None
    return _two_sides(party) if party else None


@resolver_of("actor")
def other_trader(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take who frees the other's people: of two that exchange prisoners, each frees the other's; not of three."""
    if sides_of(claim, view.lexicon) != EXCHANGE:
        return None
    named = _traders(view)
    other = _other(claim, distinct(named))
    group = next((party for party in named if other and is_armed_group(party) and same_side(party, other)), None)
    return _two_sides(group or other) if other else None


@resolver_of("target")
def who_lost_it(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take from whom ground or prisoners came: of two that fight, each takes from the other; not of three."""
    sides = sides_of(claim, view.lexicon)
    if sides not in (GROUND, EXCHANGE):
        return None
    other = _other(claim, view.conflict.sides if sides == GROUND else distinct(_traders(view)))
    return _two_sides(other) if other else None


def _traders(view: PartyView) -> list[Party]:
    return [_as_side(party) for party in _trading(view.claims, view.lexicon)]


def _other(claim: Claim, two: Sequence[Party]) -> Party | None:
    """Give the other of two sides, when a claim names one of them as actor or else as target."""
    told = claim.actor or claim.target
    known = _as_side(told) if told else None
    if len(two) != _TWO or claim.amount is None or known is None or not any(same_side(side, known) for side in two):
        return None
    return next((side for side in two if not same_side(side, known)), None)


def _whose(claim: Claim, two: Sequence[Party], lexicon: Lexicon) -> Party | None:
    """Of "270 soldiers were returned, the ministry said" the ministry's own; hostages are never the group's."""
    told = own_body(claim)
    own = next((side for side in two if told and same_side(side, told)), None)
    states, groups = [side for side in two if is_state(side)], [side for side in two if is_armed_group(side)]
    if lexicon.is_whose(claim.item, "held") and len(states) == 1 and len(groups) == 1:
        return states[0]
    return own


def _two_sides(party: Party) -> SlotCandidate:
    return SlotCandidate(party, Basis.TWO_SIDES, called(party))
