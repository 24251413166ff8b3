"""Whose they are by the country where it happened: "troops", "civilians", unarmed people of whom no more is told.

What is taken so is written among the claim's reasons; it names no doer and is no evidence for one.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from wirebook.fields.party.parties import countries, party_of
from wirebook.packs.compile import Lexicon
from wirebook.packs.sides import HARM
from wirebook.reading.parties.from_event import are_residents, is_of_the_forces, sides_of
from wirebook.reading.parties.kinds import fights, party_of_place, same_side
from wirebook.types import TAKEN_PARTY, Basis, Claim, Inference, Party


def of_their_countries(claims: Sequence[Claim], lexicon: Lexicon) -> list[Claim]:
    """The claims of harm, with whose the troops and the unarmed were by the country of the place.

    Soldiers and police are its own where the report names no other country among those who act, suffer or tell.
    """
    alpha3 = {str(row["code"]) for row in countries().values()}
    codes = [p.code for c in claims for p in (c.actor, c.target) if p and p.code]
    codes += [c.source.actor for c in claims if c.source and c.source.actor]
    told = {code[:3] for code in codes if code[:3] in alpha3}
    return [_of_its_country(claim, lexicon, told) for claim in claims]


def _of_its_country(claim: Claim, lexicon: Lexicon, told: AbstractSet[str]) -> Claim:
    """The claim with its bare roles ("troops") given the country of its place, and those harmed there too."""
    row = countries().get(claim.place.country or "") if claim.place else None
    if row is None or claim.amount is None:
        return claim
    code = str(row["code"])
    claim = replace(claim, actor=_known(claim.actor, code), target=_known(claim.target, code))
    if sides_of(claim, lexicon) != HARM:
        return _received(_taken(claim, lexicon), lexicon)
    home = party_of_place(claim.place) if claim.place else None
    own = not any(one.slot == "actor" and one.basis in TAKEN_PARTY for one in claim.reasons)
    if claim.target or home is None:
        return claim
    if claim.actor and same_side(claim.actor, home):
        people = replace(home, code=f"{code}CVL", name="people")  # of whom no more is told than that they are unarmed
        return _at_home(claim, people) if own and are_residents(claim, lexicon) else claim
    if are_residents(claim, lexicon) or (told <= {code} and is_of_the_forces(claim, lexicon)):
        return _at_home(claim, home)
    return claim


def _taken(claim: Claim, lexicon: Lexicon) -> Claim:
    """Unarmed people whom another state's forces or a group take where they live: "14 suspects" in an occupied town."""
    home = party_of_place(claim.place) if claim.place else None
    measure = lexicon.measure_of(claim)
    if claim.target or measure is None or measure.by != "raid":
        return claim
    if home is None or claim.actor is None or same_side(claim.actor, home) or not are_residents(claim, lexicon):
        return claim
    return _at_home(claim, home)


def _received(claim: Claim, lexicon: Lexicon) -> Claim:
    """People who need help or got it are of the country where they are."""
    home = party_of_place(claim.place) if claim.place else None
    measure = lexicon.measure_of(claim)
    helped = measure is not None and measure.residents and are_residents(claim, lexicon)
    return _at_home(claim, home) if helped and home is not None and claim.target is None else claim


def _at_home(claim: Claim, home: Party) -> Claim:
    reason = Inference("target", Basis.FROM_PLACE, claim.place.name if claim.place else home.name)
    return replace(claim, target=home, reasons=(*claim.reasons, reason))


def _known(party: Party | None, code: str) -> Party | None:
    """A party that a role alone names, as that of the country; "the rebels" anywhere stay rebels."""
    if party is None or party.code is not None:
        return party
    found = party_of(party.name, code)
    return replace(party, code=found.code) if found and (fights(found) or party.name == "civilians") else party
