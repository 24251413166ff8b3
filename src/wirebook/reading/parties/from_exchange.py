"""Who frees whose people, and who takes whose ground: of two that exchange or fight, what one does not tell, the other.

What is taken so is written among the reasons.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from wirebook.packs.compile import Lexicon
from wirebook.packs.sides import EXCHANGE, GROUND
from wirebook.reading.parties.from_event import is_of_the_forces, sides_of, with_party
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
from wirebook.types import Basis, Claim, Inference, Party, PartySlot

_TELLING = ("military", "government", "armed_group")
_CIVILIANS = "CVL"
_TWO = 2
_NEAR = 600  # characters: how far an exchange and its two ways stand apart


def oppose(claims: Sequence[Claim], sides: Sequence[Party], lexicon: Lexicon) -> list[Claim]:
    """The claims of exchange and of ground with the party that they do not tell; `sides` are those that fight."""
    named = [_as_side(party) for party in _trading(claims, lexicon)]
    traders = distinct(named)
    groups = [party for party in named if is_armed_group(party)]
    claims = [_state_of(claim, lexicon) for claim in claims]
    return [_opposed(claim, sides, traders, groups, lexicon) for claim in claims]


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


def _state_of(claim: Claim, lexicon: Lexicon) -> Claim:
    """Soldiers and police whom an armed group frees are those of its country's state."""
    state = party_of_code((claim.actor.code or "")[:3]) if claim.actor and is_armed_group(claim.actor) else None
    if state is None or claim.target or not is_of_the_forces(claim, lexicon) or sides_of(claim, lexicon) != EXCHANGE:
        return claim
    return with_party(claim, "target", state, Basis.OPPONENT, state.name)


def _opposed(
    claim: Claim, sides: Sequence[Party], traders: Sequence[Party], groups: Sequence[Party], lexicon: Lexicon
) -> Claim:
    """Of two that exchange prisoners, each frees the other's; of two that fight, each takes ground from the other."""
    ground = sides_of(claim, lexicon) == GROUND
    two = sides if ground else traders if sides_of(claim, lexicon) == EXCHANGE else []
    if len(two) != _TWO or claim.amount is None:
        return claim
    if claim.actor is None and claim.target is None and not ground:
        claim = _with(claim, "target", _whose(claim, two, lexicon))
    told = claim.actor or claim.target
    known = _as_side(told) if told else None
    other = next((side for side in two if known and not same_side(side, known)), None)
    if known is None or other is None or not any(same_side(side, known) for side in two):
        return claim
    if claim.actor is None and not ground:
        return _with(claim, "actor", next((group for group in groups if same_side(group, other)), other))
    return claim if claim.target else _with(claim, "target", other)


def _whose(claim: Claim, two: Sequence[Party], lexicon: Lexicon) -> Party | None:
    """Of "270 soldiers were returned, the ministry said" the ministry's own; hostages are never the group's."""
    told = own_body(claim)
    own = next((side for side in two if told and same_side(side, told)), None)
    states, groups = [side for side in two if is_state(side)], [side for side in two if is_armed_group(side)]
    if lexicon.is_whose(claim.item, "held") and len(states) == 1 and len(groups) == 1:
        return states[0]
    return own


def _with(claim: Claim, field: PartySlot, party: Party | None) -> Claim:
    return with_party(claim, field, party, Basis.TWO_SIDES, called(party)) if party else claim
