"""Whose they are by the country where it happened: "troops", "civilians", unarmed people of whom no more is told.

What is taken so is written among the claim's reasons; it names no doer and is no evidence for one.
"""

from collections.abc import Sequence
from dataclasses import replace

from wirebook.fields.party.parties import countries, party_of
from wirebook.packs.sides import HARM
from wirebook.reading.parties.from_event import are_residents, is_of_the_forces
from wirebook.reading.parties.kinds import fights, party_of_place, same_side
from wirebook.reading.parties.view import PartyView, sides_of
from wirebook.reading.resolve import SlotCandidate, resolver_of
from wirebook.types import TAKEN_PARTY, Basis, Claim, Party


def named_countries(claims: Sequence[Claim]) -> frozenset[str]:
    """Give the countries (alpha-3) of all who act, suffer or tell in a report."""
    alpha3 = {str(row["code"]) for row in countries().values()}
    codes = [p.code for c in claims for p in (c.actor, c.target) if p and p.code]
    codes += [c.source.actor for c in claims if c.source and c.source.actor]
    return frozenset(code[:3] for code in codes if code[:3] in alpha3)


def with_countries_of_roles(claim: Claim) -> Claim:
    """Give the claim with its bare roles ("troops") as those of the country of its place."""
    row = countries().get(claim.place.country or "") if claim.place else None
    if row is None or claim.amount is None:
        return claim
    code = str(row["code"])
    return replace(claim, actor=_known(claim.actor, code), target=_known(claim.target, code))


@resolver_of("target")
def people_where_it_happened(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take the unarmed who were harmed as people of the country of the place, and its forces where no other is named.

    Not as the doer's own where the doer is only guessed.
    """
    home = _home(claim)
    if home is None or sides_of(claim, view.lexicon) != HARM:
        return None
    residents = are_residents(claim, view.lexicon)
    if claim.actor and same_side(claim.actor, home):
        own = not any(one.slot == "actor" and one.basis in TAKEN_PARTY for one in claim.reasons)
        people = replace(home, code=f"{home.code}CVL", name="people")  # of whom no more is told than that
        return _from_place(claim, people) if own and residents else None
    alone = view.report.countries <= {home.code or ""}
    return _from_place(claim, home) if residents or (alone and is_of_the_forces(claim, view.lexicon)) else None


@resolver_of("target")
def people_taken_there(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take whom another's forces take where they live as of the country: "14 suspects" in a town; not soldiers."""
    home, by, measure = _home(claim), claim.actor, view.lexicon.measure_of(claim)
    if home is None or by is None or measure is None or measure.by != "raid":
        return None
    if same_side(by, home) or not are_residents(claim, view.lexicon):
        return None
    return _from_place(claim, home)


@resolver_of("target")
def people_helped_there(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take people who need help or got it as of the country where they are; not refugees and prisoners."""
    home, measure = _home(claim), view.lexicon.measure_of(claim)
    helped = measure is not None and measure.residents and are_residents(claim, view.lexicon)
    return _from_place(claim, home) if helped and home else None


def _home(claim: Claim) -> Party | None:
    """Give the country of a number's place."""
    return party_of_place(claim.place) if claim.place and claim.amount else None


def _from_place(claim: Claim, party: Party) -> SlotCandidate:
    return SlotCandidate(party, Basis.FROM_PLACE, claim.place.name if claim.place else party.name)


def _known(party: Party | None, code: str) -> Party | None:
    """A party that a role alone names, as that of the country; "the rebels" anywhere stay rebels."""
    if party is None or party.code is not None:
        return party
    found = party_of(party.name, code)
    return replace(party, code=found.code) if found and (fights(found) or party.name == "civilians") else party
