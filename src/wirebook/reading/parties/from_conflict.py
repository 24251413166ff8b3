"""Who fights whom in a report: "clashes between A and B", "fighting with B", and the sides that its claims name.

Where a report knows two sides and no third, what one of them lost was the other's doing; soldiers among the dead are
the state's, militants the group's. What is taken so is written among the reasons.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from wirebook.evidence import worded_like
from wirebook.fields.party.parties import party_of
from wirebook.packs.compile import Lexicon
from wirebook.packs.sides import HARM
from wirebook.reading.parties.conflict import (
    attack_pairs,
    attackers_of_the_unarmed,
    attacking_parties,
    fighting_parties,
)
from wirebook.reading.parties.from_event import is_of_irregulars, is_of_the_forces
from wirebook.reading.parties.kinds import (
    called,
    distinct,
    fights,
    is_armed_group,
    is_forces,
    is_state,
    party_of_code,
    party_of_place,
    same_side,
)
from wirebook.reading.parties.view import Conflict, PartyView, sides_of
from wirebook.reading.resolve import SlotCandidate, resolver_of
from wirebook.reading.syntax.parser import Parse
from wirebook.types import TAKEN_PARTY, Basis, Claim, Inference, Party, Span

_HELPERS = ("rescue", "hospital", "police")
_OWN = ("military", "government", "police")
_NOWHERE = "---"  # in place of a country's code
_BEHIND, _WORDS = 40, 3  # characters and words after a number in which its noun stands
_ANY_SIDE = ("fighter", "fighters")  # also a state's
_TWO = 2
_ARMY = "MIL"
_ENEMY = re.compile(r"\benemy\b", re.IGNORECASE)


def conflict_of(claims: Sequence[Claim], parses: Sequence[Parse | None], lexicon: Lexicon, text: str) -> Conflict:
    """Gather who fights whom, by the words of a report and by what its claims tell themselves."""
    told = [party for parse in parses if parse for party in fighting_parties(parse, text)]
    sides = _with_foe(distinct([*told, *_of_claims(claims, lexicon)]), claims, lexicon)
    attackers = distinct([*_attacking(parses, claims, text), *_harming(claims, lexicon), *_owning_up(claims, lexicon)])
    pairs = [*_told_pairs(claims, lexicon), *(pair for parse in parses if parse for pair in attack_pairs(parse, text))]
    unarmed = distinct(party for parse in parses if parse for party in attackers_of_the_unarmed(parse, text))
    return Conflict(tuple(sides), tuple(attackers), tuple(unarmed), tuple(pairs))


def knows_a_group(claims: Sequence[Claim], parses: Sequence[Parse | None], lexicon: Lexicon, text: str) -> bool:
    """Tell whether a report names an armed group among those that fight or harm."""
    told = (party for parse in parses if parse for party in fighting_parties(parse, text))
    return any(is_armed_group(party) for party in (*told, *_harming(claims, lexicon)))


@resolver_of("target")
def irregulars_by_their_name(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take irregulars as what they are called: "31 terrorists" of the country at hand; not of "31 enemy fighters"."""
    if claim.amount is None or not is_of_irregulars(claim, view.lexicon) or not _is_harm(claim, view.lexicon):
        return None
    if _ENEMY.search(claim.quote):
        return None
    home = party_of_place(claim.place) if claim.place else None
    for span in (*claim.evidence[1:], *_behind(claim.amount.span.end, view.text)):
        word = view.text[span.start : span.end]
        party = party_of(word, home.code if home else _NOWHERE)
        if word.lower() in _ANY_SIDE or party_of(word) is not None:
            continue
        if party is not None and is_armed_group(party):
            return SlotCandidate(Party(party.code if home else None, word, word, span), Basis.COUNTED_AS, word)
    return None


def _behind(at: int, text: str) -> list[Span]:
    """Give the words behind a number in which its noun stands."""
    return [Span(at + m.start(), at + m.end()) for m in re.finditer(r"[\w-]+", text[at : at + _BEHIND])][:_WORDS]


def _is_harm(claim: Claim, lexicon: Lexicon) -> bool:
    return sides_of(claim, lexicon) == HARM


def _told_pairs(claims: Sequence[Claim], lexicon: Lexicon) -> Iterator[tuple[Party, Party]]:
    """Who harmed whom, as the claims tell it themselves."""
    for claim in claims:
        own = not any(map(_is_taken, claim.reasons))
        if own and claim.actor and claim.target and sides_of(claim, lexicon) == HARM:
            yield claim.actor, claim.target


def _is_taken(one: Inference) -> bool:
    """Whether an actor is taken from elsewhere, or a target from the two that fight."""
    return (one.slot == "actor" and one.basis in TAKEN_PARTY) or (one.slot == "target" and one.basis is Basis.TWO_SIDES)


def _told_foes(claim: Claim, view: PartyView) -> list[Party]:
    """Give who is told to attack those whom a claim tells harmed."""
    harmed, pairs = claim.target, view.conflict.pairs
    if harmed is None:
        return []
    return distinct(by for by, whom in pairs if same_side(whom, harmed) and not same_side(by, harmed))


@resolver_of("actor")
def told_foe(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take who alone is told to attack the harmed: "A shelled B", and later "nine died in B"; not where two do."""
    if claim.amount is None or not _is_harm(claim, view.lexicon):
        return None
    return _one_of(_told_foes(claim, view))


def _one_of(foes: Sequence[Party]) -> SlotCandidate | None:
    """Give the foe when there is but one, for a role alone the state that it is of."""
    return _two_sides(_as_country(foes[0])) if len(foes) == 1 else None


@resolver_of("target")
def whose_its_list_counts(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take whose the rest of its list was: "300 enemy fighters, 130 tanks and 55 cars were put out of action".

    Not of people of another kind: of "two soldiers and four people" the latter need not be of the army, and gunmen
    among the wounded of a town are not the town's.
    """
    if claim.amount is None or not _is_harm(claim, view.lexicon):
        return None
    for other in takewhile(lambda other: other.evidence[0] == claim.evidence[0], view.before):
        if claim.item in view.lexicon.persons and claim.item != other.item:
            continue
        if is_of_irregulars(claim, view.lexicon) and not is_of_irregulars(other, view.lexicon):
            continue
        one_deed = _is_harm(other, view.lexicon) and _same_doer(other, claim)
        if one_deed and other.target and fights(other.target):
            return _two_sides(other.target)
    return None


def _same_doer(first: Claim, second: Claim) -> bool:
    if first.actor is None or second.actor is None:
        return first.actor is second.actor and first.measure == second.measure
    return same_side(first.actor, second.actor)


def _attacking(parses: Sequence[Parse | None], claims: Sequence[Claim], text: str) -> Iterator[Party]:
    home = next((party for claim in claims if claim.place and (party := party_of_place(claim.place))), None)
    for parse in parses:
        yield from attacking_parties(parse, text, home.code if home else None) if parse else ()


def _harming(claims: Iterable[Claim], lexicon: Lexicon) -> Iterator[Party]:
    for claim in claims:
        if claim.actor and fights(claim.actor) and sides_of(claim, lexicon) == HARM:
            yield claim.actor


def _owning_up(claims: Iterable[Claim], lexicon: Lexicon) -> Iterator[Party]:
    """Who claims responsibility for an attack, as the report tells it."""
    for claim in claims:
        measure = lexicon.measure_of(claim)
        if claim.actor and claim.status != "denied" and measure is not None and measure.owns_up:
            yield claim.actor


@resolver_of("actor")
def sole_attacker(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take the one attacker that a report knows for the unarmed harmed in a country that it attacked.

    Not for the armed, and not for those whom its own rescuers count.
    """
    attacker, place = view.conflict.sole_attacker, claim.place
    if attacker is None or claim.amount is None or not _is_harm(claim, view.lexicon):
        return None
    if not _are_unarmed(claim, view.lexicon) or (claim.target and same_side(claim.target, attacker)):
        return None
    where = view.report.attacked
    if where and place and place.country and place.country not in where:
        return None
    if place and not place.country and _is_told_by_its_helpers(claim, attacker):
        return None  # whom its own rescuers count, nobody knows where, another may have harmed
    return SlotCandidate(attacker, Basis.SOLE_ATTACKER, called(attacker))


def _are_unarmed(claim: Claim, lexicon: Lexicon) -> bool:
    """Tell whether a claim counts people who are neither soldiers nor irregulars."""
    return lexicon.is_person(claim.item) and not lexicon.is_whose(claim.item, "state", "group")


def _is_told_by_its_helpers(claim: Claim, attacker: Party) -> bool:
    """Whether a country's own rescuers, hospitals or police tell of those whom it would have harmed."""
    party = party_of(claim.source.name) if claim.source and claim.source.kind in _HELPERS else None
    return party is not None and is_state(attacker) and (party.code or "")[:3] == (attacker.code or "")[:3]


def _with_foe(sides: list[Party], claims: Iterable[Claim], lexicon: Lexicon) -> list[Party]:
    """The sides; of one state that fights, also the one other state whose people or things its own bodies hit."""
    if len(sides) != 1 or not is_state(sides[0]):
        return sides
    hit = distinct(c.target for c in claims if c.target and sides_of(c, lexicon) == HARM and is_state(c.target))
    foes = [party for party in hit if not same_side(party, sides[0])]
    return [*sides, *foes] if len(foes) == 1 else sides


def _two_sides(party: Party) -> SlotCandidate:
    return SlotCandidate(party, Basis.TWO_SIDES, called(party))


def _as_country(party: Party) -> Party:
    """Give a state for forces that only a role names."""
    if is_forces(party) and party_of(party.name) is None:
        return worded_like(party_of_code((party.code or "")[:3]) or party, party)
    return party


def _two(claim: Claim, sides: Sequence[Party], attackers: Sequence[Party], lexicon: Lexicon) -> Sequence[Party]:
    """The two that fight, none where there are more; a group alone fights the state in which it is met.

    The unarmed were harmed by such a group only if it is told to attack.
    """
    unarmed = claim.item in lexicon.persons
    if len(sides) == 1 and unarmed and not any(same_side(sides[0], party) for party in attackers):
        return []
    if len(sides) == 1 and not is_state(sides[0]) and claim.target and is_state(claim.target):
        return [*sides, claim.target]  # also foreign soldiers, "Burundian peacekeepers"
    if len(sides) == 1 and not is_state(sides[0]) and claim.place:
        home = party_of_place(claim.place)
        return [*sides, replace(home, code=f"{home.code}{_ARMY}")] if home else []
    return sides if len(sides) == _TWO else []


def _of_claims(claims: Iterable[Claim], lexicon: Lexicon) -> Iterator[Party]:
    for claim in claims:
        if set(sides_of(claim, lexicon)) == set(HARM):
            yield from [claim.actor] if claim.actor and fights(claim.actor) else []
            target = claim.target
            if target and fights(target) and (claim.actor or not is_state(target)):  # a country harmed need not fight
                yield target


def _sides_at(claim: Claim, view: PartyView) -> Sequence[Party]:
    """Give the two that fight where a claim of harm lies, none where it is not told or their war is another."""
    if claim.amount is None or not _is_harm(claim, view.lexicon):
        return ()
    sides = _two(claim, view.conflict.sides, view.conflict.attackers, view.lexicon)
    return () if not sides or _are_foreign(sides, claim) else sides


@resolver_of("target")
def side_of_the_harmed(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take whose the harmed were of the two that fight: soldiers the state's, militants the group's; not people."""
    sides = _sides_at(claim, view)
    target = _whose(claim, sides, view.lexicon) or _foes_men(claim, sides, view.lexicon) if sides else None
    return _two_sides(target) if target else None


@resolver_of("actor")
def other_of_two_sides(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take the other of the two that fight as the doer; not where a third fights too."""
    sides, harmed = _sides_at(claim, view), claim.target
    foes = [side for side in sides if harmed and not same_side(side, harmed)]
    return _two_sides(foes[0]) if len(foes) == 1 and len(foes) < len(sides) else None


def _are_foreign(sides: Sequence[Party], claim: Claim) -> bool:
    """Whether a claim lies in a country that none of the sides is of: their war is another."""
    home = party_of_place(claim.place) if claim.place else None
    codes = {(side.code or "")[:3] for side in sides}
    return home is not None and home.code not in codes and "" not in codes


def _foes_men(claim: Claim, sides: Sequence[Party], lexicon: Lexicon) -> Party | None:
    """Whom one of the two killed or took in uniform, and the arms that it took or hit, are the other's."""
    if claim.actor is None or claim.item is None or not any(same_side(side, claim.actor) for side in sides):
        return None
    if not lexicon.is_whose(claim.item, "state", "foe"):
        return None
    return next((side for side in sides if claim.actor and not same_side(side, claim.actor)), None)


def _whose(claim: Claim, sides: Sequence[Party], lexicon: Lexicon) -> Party | None:
    """Whose the harmed were: soldiers are the one state's of the two, militants the one group's."""
    if _ENEMY.search(claim.quote):
        return _foe_of(claim, sides)
    states = [side for side in sides if is_state(side)]
    groups = [side for side in sides if not is_state(side)]
    if claim.item is None or len(states) != 1 or len(groups) != 1:
        return _own_loss(claim, sides, lexicon)
    if is_of_the_forces(claim, lexicon):
        return states[0]
    if is_of_irregulars(claim, lexicon):
        return groups[0]
    return None


def _foe_of(claim: Claim, sides: Sequence[Party]) -> Party | None:
    """ "300 enemy fighters were killed, the ministry said": the other side's than the speaker's."""
    own = party_of(claim.source.name) if claim.source else None
    if own is None or not any(same_side(side, own) for side in sides):
        return None
    return next((side for side in sides if not same_side(side, own)), None)


def _own_loss(claim: Claim, sides: Sequence[Party], lexicon: Lexicon) -> Party | None:
    """ "Four soldiers were killed, the ministry said": of two states at war, the ministry's own."""
    source = claim.source
    if source is None or source.kind not in _OWN or claim.actor is not None or claim.item is None:
        return None
    party = party_of(source.name)
    if party is None or not is_of_the_forces(claim, lexicon):
        return None
    return next((side for side in sides if same_side(side, party)), None)
