"""Attacker and defender over a report: claims of one event lend each other the parties of their sides.

A measure names the sides that its actor and target stand for; where a claim leaves one out, the nearest claim that
names it lends it. A source that reports its own side's doing is that side. What is lent is written among the reasons.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from wirebook.evidence import NO_WORDS
from wirebook.fields.party.parties import party_of
from wirebook.packs.compile import Lexicon
from wirebook.packs.sides import DEFENDER, GIFT, LENT
from wirebook.reading.parties.kinds import (
    called,
    country_of_forces,
    is_armed_group,
    is_bare_force,
    is_state,
    party_of_place,
    party_of_source,
    same_side,
)
from wirebook.reading.words import words
from wirebook.types import PARTY_SLOTS, Basis, Claim, Inference, Party, PartySlot

_NOT_OWN = (Basis.OTHER_TIME, Basis.TIME_OF_SPEAKING)
_NEAR = 700  # characters between two claims that may still tell of one event
_AGENCIES = ("IGOUNO", "NGO")
_AUTHORITIES = ("government", "police", "hospital", "rescue", "military")
_OWN = ("military", "government", "armed_group", "police")


def lend_sides(claims: list[Claim], lexicon: Lexicon) -> list[Claim]:
    """The claims with missing actors and targets filled where the report itself tells them."""
    own = [_of_own(_from_source(_from_place(_apart(claim, lexicon), lexicon), lexicon), lexicon) for claim in claims]
    starts = [claim.evidence[0].start for claim in own]
    lent = []
    for claim in own:
        at = claim.evidence[0].start
        near = own[bisect_left(starts, at - _NEAR) : bisect_right(starts, at + _NEAR)]
        lent.append(_lent(claim, near, lexicon))
    gifts = [sides_of(claim, lexicon) == GIFT for claim in lent]
    imposed = [_is_imposed(claim, lexicon) for claim in lent]
    return _throughout(_throughout(lent, gifts, ("actor", "target")), imposed, ("actor",))


def _throughout(claims: list[Claim], chosen: Sequence[bool], fields: tuple[PartySlot, ...]) -> list[Claim]:
    """The chosen claims of a report with the one party that they name in a field ("the new package includes …").

    An agency brings what others give beside it.
    """
    only: dict[PartySlot, Party] = {}
    for field in fields:
        found = [getattr(claim, field) for claim, own in zip(claims, chosen, strict=True) if own]
        named: list[Party] = [party for party in found if party is not None]
        agency = field == "actor" and any((party.code or "").startswith(_AGENCIES) for party in named)
        if named and not agency and all(same_side(named[0], party) for party in named):
            only[field] = named[0]
    return [_given(claim, only) if own else claim for claim, own in zip(claims, chosen, strict=True)]


def _is_imposed(claim: Claim, lexicon: Lexicon) -> bool:
    measure = lexicon.measures.get((claim.account, claim.measure))
    return measure is not None and measure.performative and claim.amount is not None


def _given(claim: Claim, only: dict[PartySlot, Party]) -> Claim:
    for field, party in only.items():
        other = claim.target if field == "actor" else claim.actor
        if getattr(claim, field) is None and not (other and same_side(other, party)):
            claim = with_party(claim, field, party, Basis.ELSEWHERE, called(party))
    return claim


def sides_of(claim: Claim, lexicon: Lexicon) -> tuple[str, ...]:
    """What a claim's actor and target stand for, by its measure: ("attacker", "defender") of the killed."""
    measure = lexicon.measures.get((claim.account, claim.measure))
    return measure.sides if measure else ()


def _apart(claim: Claim, lexicon: Lexicon) -> Claim:
    """Nobody is on both sides: who "lost 12 men" did not kill them."""
    if sides_of(claim, lexicon) and claim.actor and claim.target and same_side(claim.actor, claim.target):
        return replace(claim, actor=None)
    return claim


def _from_source(claim: Claim, lexicon: Lexicon) -> Claim:
    """Who reports its own defence is the defender, and who reports another's attack may be."""
    sides = sides_of(claim, lexicon)
    source = claim.source
    if not sides or source is None or source.kind not in _OWN or not source.actor:
        return claim
    party = party_of_source(source)
    if party is None:
        return claim
    if claim.actor is None and sides[0] == DEFENDER:
        return with_party(claim, "actor", party, Basis.FROM_SOURCE, source.name)
    if (
        claim.target is None
        and claim.actor is not None
        and claim.actor.code is not None  # "20 jets" of nobody named may be the speaker's own
        and sides[1] == DEFENDER
        and not same_side(party, claim.actor)
        and not (is_armed_group(party) and are_residents(claim, lexicon))  # who died in a market need not be of it
    ):
        return with_party(claim, "target", _harmed(party, claim, lexicon), Basis.FROM_SOURCE, source.name)
    return claim


def _harmed(party: Party, claim: Claim, lexicon: Lexicon) -> Party:
    """Whom else than soldiers an attack on a state's forces meets is the country's: its air force was not flown at."""
    return party if is_of_the_forces(claim, lexicon) else country_of_forces(party)


_NOBODY = Party(None, "", "", NO_WORDS)


def _from_place(claim: Claim, lexicon: Lexicon) -> Claim:
    """Who launches at a town attacks the country that it lies in."""
    sides = sides_of(claim, lexicon)
    if (
        not sides
        or (sides[1] != DEFENDER and not _is_ground(claim, lexicon))
        or claim.target is not None
        or (claim.actor is None and not lexicon.measures[claim.account, claim.measure].residents)
        or is_of_irregulars(claim, lexicon)
        or claim.place is None
    ):
        return claim
    party = party_of_place(claim.place)
    if party is None or (claim.actor and same_side(party, claim.actor) and not _fights_its_state(claim, lexicon)):
        return claim
    if claim.actor and claim.actor.code is None and is_state(party_of(claim.actor.name, party.code) or _NOBODY):
        return claim  # "troops" may be its own
    return with_party(claim, "target", party, Basis.FROM_PLACE, claim.place.name)


def _of_own(claim: Claim, lexicon: Lexicon) -> Claim:
    """Whom a country's own authorities report harmed on its ground are its people, fighters and attackers apart."""
    source, sides = claim.source, sides_of(claim, lexicon)
    told = source is not None and source.kind in _AUTHORITIES and claim.place is not None
    if claim.target is not None or sides[1:] != (DEFENDER,) or not told or claim.item is None:
        return claim
    party = party_of(source.name) if source else None
    home = party_of_place(claim.place) if claim.place else None
    if not lexicon.is_person(claim.item) or is_of_irregulars(claim, lexicon) or home is None:
        return claim
    if party is None or not same_side(party, home) or (claim.actor and same_side(claim.actor, home)):
        return claim
    return with_party(claim, "target", home, Basis.FROM_SOURCE, source.name if source else "")


def _is_ground(claim: Claim, lexicon: Lexicon) -> bool:
    """Whether the measure itself says that its target is whose country the event lies in."""
    measure = lexicon.measures[claim.account, claim.measure]
    return measure.at is not None and measure.at == measure.sides[1]


def _fights_its_state(claim: Claim, lexicon: Lexicon) -> bool:
    """Whether an armed group harmed soldiers or police: at home these are its own country's."""
    return claim.actor is not None and is_armed_group(claim.actor) and is_of_the_forces(claim, lexicon)


def is_of_the_forces(claim: Claim, lexicon: Lexicon) -> bool:
    """Whether a claim counts soldiers or police."""
    return lexicon.is_whose(claim.item, "state")


def side_at(claim: Claim, lexicon: Lexicon) -> Party | None:
    """The party in whose country the event is when no place is told, none when the measure does not say."""
    measure = lexicon.measures.get((claim.account, claim.measure))
    if measure is None or measure.at not in measure.sides:
        return None
    return claim.actor if measure.sides[0] == measure.at else claim.target


def _lent(claim: Claim, claims: list[Claim], lexicon: Lexicon) -> Claim:
    sides = sides_of(claim, lexicon)
    for i, field in enumerate(PARTY_SLOTS[: len(sides)]):
        if getattr(claim, field) is None and sides[i] in LENT:
            party = _nearest(claim, sides, i, claims, lexicon)
            if party is not None:
                party = _harmed(party, claim, lexicon) if field == "target" else party
                claim = with_party(claim, field, party, Basis.NEARBY, called(party))
    return claim


def _nearest(claim: Claim, sides: tuple[str, ...], i: int, claims: list[Claim], lexicon: Lexicon) -> Party | None:
    """The party of a side in the nearest claim whose other party does not speak against it."""
    other: Party | None = claim.target if i == 0 else claim.actor
    rows: list[tuple[int, int, Party]] = []
    for n, lender in enumerate(claims):
        theirs = sides_of(lender, lexicon)
        if lender is claim or sides[i] not in theirs:
            continue
        at = theirs.index(sides[i])
        party, opposite = (lender.actor, lender.target) if at == 0 else (lender.target, lender.actor)
        if (
            (at == 1 and _are_others(claim, lender, lexicon))
            or _are_elsewhere(claim, lender, party, harmed=at == 1)
            or are_apart(claim, lender)
        ):
            continue
        if i == 0 and at == 1 and is_of_the_forces(claim, lexicon):  # a lost pilot may be the attacker's own
            continue
        if (i == 0 and theirs[at] == DEFENDER and lender.account != claim.account) or _is_own_army(
            claim, party, lexicon
        ):
            continue
        if at == i and _are_of_either_side(claim, lender, lexicon):
            continue
        if party is not None and is_of_irregulars(claim, lexicon) and is_state(party) == (i == 1):
            continue  # irregulars are no state's people, and no group's victims without being told so
        if party is not None and (is_bare_force(party) or (i == 1 and _are_of_another_land(claim, party, lexicon))):
            continue  # whose army it is nobody says; who lives in a town is not of the state at war with it
        distance = abs(lender.evidence[0].start - claim.evidence[0].start)
        fits = other is None or opposite is None or same_side(other, opposite)
        if party is not None and fits and not (other and same_side(party, other)):
            rows.append((distance, n, party))
    return min(rows)[2] if rows else None


def _are_of_another_land(claim: Claim, party: Party, lexicon: Lexicon) -> bool:
    """Whether unarmed people would be of another state than the one where they were harmed."""
    home = party_of_place(claim.place) if claim.place else None
    return home is not None and is_state(party) and not same_side(party, home) and are_residents(claim, lexicon)


def are_residents(claim: Claim, lexicon: Lexicon) -> bool:
    """Whether unarmed people were harmed: those live where it happened, unless the report says otherwise."""
    if not lexicon.is_person(claim.item):
        return False
    if not words("nouns", "strangers", "counted").isdisjoint(claim.quote.lower().split()):
        return False
    return not lexicon.is_whose(claim.item, "state", "group", "uniform", "anyone")


def is_of_irregulars(claim: Claim, lexicon: Lexicon) -> bool:
    """Whether a claim counts fighters of a group, or attackers."""
    return lexicon.is_whose(claim.item, "group")


def _is_own_army(claim: Claim, party: Party | None, lexicon: Lexicon) -> bool:
    """Whether soldiers of nobody in particular would be harmed by a state's forces nearby, which may be their own."""
    return claim.target is None and party is not None and is_state(party) and is_of_the_forces(claim, lexicon)


def _are_of_either_side(claim: Claim, lender: Claim, lexicon: Lexicon) -> bool:
    """Whether one tells of soldiers and the other of irregulars: who killed the rebels did not kill the sailor."""
    pairs = ((claim, lender), (lender, claim))
    return any(is_of_the_forces(one, lexicon) and is_of_irregulars(other, lexicon) for one, other in pairs)


def are_apart(claim: Claim, lender: Claim) -> bool:
    """Whether two claims name days of their own that do not meet: they tell of different events."""
    told = [c.period for c in (claim, lender) if not any(one.basis in _NOT_OWN for one in c.reasons)]
    spans = [(p.start[:10], p.end[:10]) for p in told if p and p.start and p.end]
    return len(spans) == len((claim, lender)) and (spans[0][1] < spans[1][0] or spans[1][1] < spans[0][0])


def _are_elsewhere(claim: Claim, lender: Claim, party: Party | None, *, harmed: bool) -> bool:
    """Whether two claims lie in different countries: an armed group's attack in one is not its attack in the other.

    Nor is a state's attack abroad an attack at home. Who is named by a role alone ("jets", "gunmen") is of one place,
    and so is who was harmed.
    """
    if party is None:
        return False
    countries_ = [c.place.country if c.place else None for c in (claim, lender)]
    abroad = None not in countries_ and countries_[0] != countries_[1]
    if not party.code or harmed:
        return abroad
    home = party_of_place(claim.place) if claim.place else None
    at_home = home is not None and home.code == party.code[:3] and not is_armed_group(party)
    if at_home and home is not None and lender.target is not None and not same_side(lender.target, home):
        return True
    if at_home and not (lender.place and lender.place.country):
        return True  # a state's fire at nobody knows where is no fire at its own
    return (at_home or is_armed_group(party)) and abroad


def _are_others(claim: Claim, lender: Claim, lexicon: Lexicon) -> bool:
    """Whether the lender's are persons, and others: of another kind, or a party's own by name ("X fighters")."""
    if not lexicon.is_person(lender.item):
        return False
    own = lender.target is not None and any(span.end == lender.target.span.end for span in lender.evidence[1:])
    return claim.item != lender.item or own


def with_party(claim: Claim, field: PartySlot, party: Party, basis: Basis, lender: str = "", *said: str) -> Claim:
    """The claim with a party as its actor or target, and why it was taken among the reasons."""
    reasons = (*claim.reasons, Inference(field, basis, lender, said))
    if field == "actor":
        return replace(claim, actor=party, reasons=reasons)
    return replace(claim, target=party, reasons=reasons)
