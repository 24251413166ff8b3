"""Attacker and defender over a report: claims of one event lend each other the parties of their sides.

A measure names the sides that its actor and target stand for; where a claim leaves one out, the nearest claim that
names it lends it. A source that reports its own side's doing is that side. What is lent is written among the reasons.
"""

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
from wirebook.reading.parties.view import PartyView, is_imposed, sides_of
from wirebook.reading.resolve import SlotCandidate, resolver_of
from wirebook.reading.words import words
from wirebook.types import Basis, Claim, Inference, Party, PartySlot

_NOT_OWN = (Basis.OTHER_TIME, Basis.TIME_OF_SPEAKING)
_AUTHORITIES = ("government", "police", "hospital", "rescue", "military")
_OWN = ("military", "government", "armed_group", "police")


def _elsewhere(party: Party | None) -> SlotCandidate | None:
    return SlotCandidate(party, Basis.ELSEWHERE, called(party)) if party else None


@resolver_of("actor")
def giver_of_report(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take who gives from the report's other gifts: "The new package includes 40 vehicles"; not for what was lost."""
    return _elsewhere(view.report.gift.get("actor")) if sides_of(claim, view.lexicon) == GIFT else None


@resolver_of("target")
def taker_of_report(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take who gets a gift from the report's other gifts; not where two get something."""
    return _elsewhere(view.report.gift.get("target")) if sides_of(claim, view.lexicon) == GIFT else None


@resolver_of("actor")
def issuer_of_report(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take who imposes it from the report's other orders: "The list also has 12 banks"; not where two impose."""
    return _elsewhere(view.report.order.get("actor")) if is_imposed(claim, view.lexicon) else None


def without_both_sides(claim: Claim, lexicon: Lexicon) -> Claim:
    """Leave the doer open where one is on both sides: who "lost 12 men" did not kill them."""
    if sides_of(claim, lexicon) and claim.actor and claim.target and same_side(claim.actor, claim.target):
        return replace(claim, actor=None)
    return claim


def _speaker(claim: Claim) -> Party | None:
    """Give the party for which an army, a government, a group or police speaks."""
    source = claim.source
    return party_of_source(source) if source is not None and source.kind in _OWN and source.actor else None


@resolver_of("actor")
def own_defence(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take who reports its own defence as the defender: "We shot down 9 drones"; not who reports an attack."""
    party = _speaker(claim)
    if party is None or sides_of(claim, view.lexicon)[:1] != (DEFENDER,):
        return None
    return SlotCandidate(party, Basis.FROM_SOURCE, claim.source.name if claim.source else "")


@resolver_of("target")
def told_by_the_attacked(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take who reports another's attack as the attacked; not of "20 jets" that may be the speaker's own."""
    party, by = _speaker(claim), claim.actor
    if party is None or by is None or by.code is None or sides_of(claim, view.lexicon)[1:] != (DEFENDER,):
        return None
    market = is_armed_group(party) and are_residents(claim, view.lexicon)  # who died there need not be of it
    if market or same_side(party, by):
        return None
    harmed = _harmed(party, claim, view.lexicon)
    return SlotCandidate(harmed, Basis.FROM_SOURCE, claim.source.name if claim.source else "")


def _harmed(party: Party, claim: Claim, lexicon: Lexicon) -> Party:
    """Whom else than soldiers an attack on a state's forces meets is the country's: its air force was not flown at."""
    return party if is_of_the_forces(claim, lexicon) else country_of_forces(party)


_NOBODY = Party(None, "", "", NO_WORDS)


@resolver_of("target")
def country_of_the_place(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take the country of a town as the attacked: "launched 40 drones at Odesa"; not of an army's own troops there."""
    told = claim.actor is not None or _are_of_the_place(claim, view.lexicon)
    party = party_of_place(claim.place) if claim.place and told and _is_of_its_place(claim, view.lexicon) else None
    if party is None or (claim.actor and _may_be_of(claim.actor, party, claim, view.lexicon)):
        return None
    return SlotCandidate(party, Basis.FROM_PLACE, claim.place.name if claim.place else "")


def _are_of_the_place(claim: Claim, lexicon: Lexicon) -> bool:
    measure = lexicon.measure_of(claim)
    return measure is not None and measure.residents


def _is_of_its_place(claim: Claim, lexicon: Lexicon) -> bool:
    """Tell whether a claim's target is whose country it lies in; irregulars need not be."""
    sides = sides_of(claim, lexicon)
    of_place = sides[1:] == (DEFENDER,) or (bool(sides) and _is_ground(claim, lexicon))
    return of_place and not is_of_irregulars(claim, lexicon)


def _may_be_of(doer: Party, country: Party, claim: Claim, lexicon: Lexicon) -> bool:
    """Tell whether a doer is of a country, or may be ("troops"); a group that fights its state is none of its own."""
    if same_side(country, doer):
        return not _fights_its_state(claim, lexicon)
    return doer.code is None and is_state(party_of(doer.name, country.code) or _NOBODY)


@resolver_of("target")
def people_of_who_tells(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take whom a country's own authorities report harmed at home as its people; not fighters and attackers."""
    source, lexicon = claim.source, view.lexicon
    home = party_of_place(claim.place) if claim.place else None
    if sides_of(claim, lexicon)[1:] != (DEFENDER,) or source is None or source.kind not in _AUTHORITIES or home is None:
        return None
    party = party_of(source.name)
    if not _are_unarmed_or_forces(claim, lexicon) or party is None or not same_side(party, home):
        return None
    if claim.actor and same_side(claim.actor, home):
        return None
    return SlotCandidate(home, Basis.FROM_SOURCE, source.name)


def _are_unarmed_or_forces(claim: Claim, lexicon: Lexicon) -> bool:
    """Tell whether a claim counts people, and no irregulars."""
    return lexicon.is_person(claim.item) and not is_of_irregulars(claim, lexicon)


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


@resolver_of("actor")
def attacker_nearby(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take the attacker from the nearest claim that may tell of the same event; not one of another place or day."""
    party = _lent(claim, 0, view)
    return SlotCandidate(party, Basis.NEARBY, called(party)) if party else None


@resolver_of("target")
def attacked_nearby(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take the attacked from the nearest claim that may tell of the same event; not whose people others are."""
    party = _lent(claim, 1, view)
    harmed = _harmed(party, claim, view.lexicon) if party else None
    return SlotCandidate(harmed, Basis.NEARBY, called(harmed)) if harmed else None


def _lent(claim: Claim, side: int, view: PartyView) -> Party | None:
    sides = sides_of(claim, view.lexicon)
    if side >= len(sides) or sides[side] not in LENT:
        return None
    return _nearest(claim, sides, side, view.near, view.lexicon)


def _nearest(claim: Claim, sides: tuple[str, ...], i: int, claims: Sequence[Claim], lexicon: Lexicon) -> Party | None:
    """The party of a side in the nearest claim whose other party does not speak against it."""
    other: Party | None = claim.target if i == 0 else claim.actor
    rows: list[tuple[int, int, Party]] = []
    for n, lender in enumerate(claims):
        theirs = sides_of(lender, lexicon)
        if sides[i] not in theirs:
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
