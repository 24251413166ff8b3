"""Who fights whom in a report: "clashes between A and B", "fighting with B", and the sides that its claims name.

Where a report knows two sides and no third, what one of them lost was the other's doing; soldiers among the dead are
the state's, militants the group's. What is taken so is written among the reasons.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from wirebook.evidence import worded_like
from wirebook.fields.party.parties import party_of, stands_for_its_country
from wirebook.packs.compile import Lexicon
from wirebook.packs.sides import HARM
from wirebook.reading.parties.conflict import (
    attack_pairs,
    attackers_of_the_unarmed,
    attacking_parties,
    fighting_parties,
)
from wirebook.reading.parties.from_event import is_of_irregulars, is_of_the_forces, sides_of, with_party
from wirebook.reading.parties.from_exchange import oppose
from wirebook.reading.parties.from_list import share_parties
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
from wirebook.reading.syntax.parser import Parse
from wirebook.types import TAKEN_PARTY, Basis, Claim, Inference, Party, PartySlot, Span

_ATTACK = HARM
_HELPERS = ("rescue", "hospital", "police")
_OWN = ("military", "government", "police")
_NOWHERE = "---"  # in place of a country's code
_BEHIND, _WORDS = 40, 3  # characters and words after a number in which its noun stands
_ANY_SIDE = ("fighter", "fighters")  # also a state's
_TWO = 2
_ARMY = "MIL"
_ENEMY = re.compile(r"\benemy\b", re.IGNORECASE)


def name_foes(claims: list[Claim], parses: Sequence[Parse | None], lexicon: Lexicon, text: str) -> list[Claim]:
    """The claims of harm with actor and target filled where the two that fight tell them."""
    claims = share_parties(claims, lexicon)
    told = [party for parse in parses if parse for party in fighting_parties(parse, text)]
    if not any(is_armed_group(party) for party in (*told, *_harming(claims, lexicon))):
        claims = [_irregulars(claim, text, lexicon) for claim in claims]
    sides = _with_foe(distinct([*told, *_of_claims(claims, lexicon)]), claims, lexicon)
    attackers = distinct([*_attacking(parses, claims, text), *_harming(claims, lexicon), *_owning_up(claims, lexicon)])
    pairs = [*_told_pairs(claims, lexicon), *(pair for parse in parses if parse for pair in attack_pairs(parse, text))]
    filled = [_filled(claim, _two(claim, sides, attackers, lexicon), lexicon) for claim in claims]
    unarmed = distinct(party for parse in parses if parse for party in attackers_of_the_unarmed(parse, text))
    sole = attackers if len(attackers) == 1 else unarmed
    if len(sole) == 1:
        where = _fought_in(sole[0], filled)
        filled = [_by_sole_attacker(claim, sole[0], where, lexicon) for claim in filled]
    filled = [_of_its_victim(claim, pairs, lexicon) for claim in filled]
    filled = [_by_its_attacker(claim, pairs, distinct([*sides, *attackers]), lexicon) for claim in filled]
    opposed = [_irregulars(claim, text, lexicon) for claim in share_parties(oppose(filled, sides, lexicon), lexicon)]
    return [_like_its_list(claim, opposed[:n], lexicon) for n, claim in enumerate(opposed)]


def _irregulars(claim: Claim, text: str, lexicon: Lexicon) -> Claim:
    """Irregulars of no name among the harmed, as what they are called: "31 terrorists" of the country at hand."""
    if (
        claim.target
        or claim.amount is None
        or not is_of_irregulars(claim, lexicon)
        or sides_of(claim, lexicon) != _ATTACK
    ):
        return claim
    if _ENEMY.search(claim.quote):
        return claim
    home = party_of_place(claim.place) if claim.place else None
    at = claim.amount.span.end
    behind = [Span(at + m.start(), at + m.end()) for m in re.finditer(r"[\w-]+", text[at : at + _BEHIND])]
    for span in (*claim.evidence[1:], *behind[:_WORDS]):
        word = text[span.start : span.end]
        party = party_of(word, home.code if home else _NOWHERE)
        if word.lower() in _ANY_SIDE or party_of(word) is not None:
            continue
        if party is not None and is_armed_group(party):
            return replace(claim, target=Party(party.code if home else None, word, word, span))
    return claim


def _told_pairs(claims: Sequence[Claim], lexicon: Lexicon) -> Iterator[tuple[Party, Party]]:
    """Who harmed whom, as the claims tell it themselves."""
    for claim in claims:
        own = not any(map(_is_taken, claim.reasons))
        if own and claim.actor and claim.target and sides_of(claim, lexicon) == _ATTACK:
            yield claim.actor, claim.target


def _is_taken(one: Inference) -> bool:
    """Whether an actor is taken from elsewhere, or a target from the two that fight."""
    return (one.slot == "actor" and one.basis in TAKEN_PARTY) or (one.slot == "target" and one.basis is Basis.TWO_SIDES)


def _by_its_attacker(
    claim: Claim, pairs: Sequence[tuple[Party, Party]], fighting: Sequence[Party], lexicon: Lexicon
) -> Claim:
    """Whom only one is told to attack, that one harmed; irregulars harm the one state that fights, and it them."""
    if claim.actor or claim.target is None or claim.amount is None or sides_of(claim, lexicon) != _ATTACK:
        return claim
    harmed = claim.target
    foes = distinct(by for by, whom in pairs if same_side(whom, harmed) and not same_side(by, harmed))
    group = is_armed_group(harmed)
    at_home = group and not stands_for_its_country(harmed.code or "")
    state = party_of_code((harmed.code or "")[:3]) if at_home else None
    if not foes and state is not None:  # a group's foe is the state that it fights at home, if that fights here
        foes = [party for party in fighting if is_state(party) and same_side(party, state)]
    if not foes and group:  # whom irregulars harmed hit back
        foes = distinct(whom for by, whom in pairs if same_side(by, harmed) and is_state(whom))
    if not foes and (group or is_of_the_forces(claim, lexicon)):
        ours = [party for party in fighting if is_armed_group(party) == group]
        alone = all(same_side(party, harmed) for party in ours)  # of several groups that fight, one may harm another
        foes = [party for party in fighting if is_armed_group(party) != group] if alone else []
    return _with(claim, "actor", foes[0]) if len(foes) == 1 else claim


def _of_its_victim(claim: Claim, pairs: Sequence[tuple[Party, Party]], lexicon: Lexicon) -> Claim:
    """Unarmed people whom a state harmed that is told to attack one other country alone."""
    by = claim.actor
    if by is None or claim.target or claim.amount is None or sides_of(claim, lexicon) != _ATTACK or not is_state(by):
        return claim
    if claim.item not in lexicon.persons:
        return claim
    if claim.place is not None and party_of_place(claim.place) is not None:
        return claim  # whose they are, the place tells
    victims = distinct(whom for doer, whom in pairs if same_side(doer, by) and is_state(whom) and fights(whom))
    return _with(claim, "target", victims[0]) if len(victims) == 1 else claim


def _like_its_list(claim: Claim, before: Sequence[Claim], lexicon: Lexicon) -> Claim:
    """What stands in one list was one side's: "300 enemy fighters, 130 tanks and 55 cars were put out of action"."""
    if claim.target or claim.amount is None or sides_of(claim, lexicon) != _ATTACK:
        return claim
    for other in reversed(before):
        if other.evidence[0] != claim.evidence[0]:
            break
        one_deed = sides_of(other, lexicon) == _ATTACK and _same_doer(other, claim)
        if claim.item in lexicon.persons and claim.item != other.item:
            continue  # of "two soldiers and four people" the latter need not be of the army
        if one_deed and other.target and fights(other.target):
            return _with(claim, "target", other.target)
    return claim


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
        if claim.actor and fights(claim.actor) and sides_of(claim, lexicon) == _ATTACK:
            yield claim.actor


def _owning_up(claims: Iterable[Claim], lexicon: Lexicon) -> Iterator[Party]:
    """Who claims responsibility for an attack, as the report tells it."""
    for claim in claims:
        measure = lexicon.measure_of(claim)
        if claim.actor and claim.status != "denied" and measure is not None and measure.owns_up:
            yield claim.actor


def _fought_in(attacker: Party, claims: Iterable[Claim]) -> frozenset[str]:
    """The countries (alpha-2) in which a report tells of an attack by a party."""
    own = (claim for claim in claims if claim.actor and same_side(claim.actor, attacker))
    return frozenset(claim.place.country for claim in own if claim.place and claim.place.country)


def _by_sole_attacker(claim: Claim, attacker: Party, where: frozenset[str], lexicon: Lexicon) -> Claim:
    """Unarmed people who were harmed, in a report that knows one attacker alone, in a country that it attacked."""
    if claim.actor or claim.amount is None or claim.item is None or sides_of(claim, lexicon) != _ATTACK:
        return claim
    if lexicon.is_whose(claim.item, "state", "group") or not lexicon.is_person(claim.item):
        return claim
    if claim.target and same_side(claim.target, attacker):
        return claim
    if where and claim.place and claim.place.country and claim.place.country not in where:
        return claim
    if claim.place and not claim.place.country and _is_told_by_its_helpers(claim, attacker):
        return claim  # whom its own rescuers count, nobody knows where, another may have harmed
    return with_party(claim, "actor", attacker, Basis.SOLE_ATTACKER, called(attacker))


def _is_told_by_its_helpers(claim: Claim, attacker: Party) -> bool:
    """Whether a country's own rescuers, hospitals or police tell of those whom it would have harmed."""
    party = party_of(claim.source.name) if claim.source and claim.source.kind in _HELPERS else None
    return party is not None and is_state(attacker) and (party.code or "")[:3] == (attacker.code or "")[:3]


def _with_foe(sides: list[Party], claims: Iterable[Claim], lexicon: Lexicon) -> list[Party]:
    """The sides; of one state that fights, also the one other state whose people or things its own bodies hit."""
    if len(sides) != 1 or not is_state(sides[0]):
        return sides
    hit = distinct(c.target for c in claims if c.target and sides_of(c, lexicon) == _ATTACK and is_state(c.target))
    foes = [party for party in hit if not same_side(party, sides[0])]
    return [*sides, *foes] if len(foes) == 1 else sides


def _with(claim: Claim, field: PartySlot, party: Party | None) -> Claim:
    if party and field == "actor" and is_forces(party) and party_of(party.name) is None:
        party = worded_like(party_of_code((party.code or "")[:3]) or party, party)
    return with_party(claim, field, party, Basis.TWO_SIDES, called(party)) if party else claim


def _two(claim: Claim, sides: list[Party], attackers: Sequence[Party], lexicon: Lexicon) -> list[Party]:
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
        if set(sides_of(claim, lexicon)) == set(_ATTACK):
            yield from [claim.actor] if claim.actor and fights(claim.actor) else []
            target = claim.target
            if target and fights(target) and (claim.actor or not is_state(target)):  # a country harmed need not fight
                yield target


def _filled(claim: Claim, sides: list[Party], lexicon: Lexicon) -> Claim:
    if not sides or sides_of(claim, lexicon) != _ATTACK or claim.amount is None or _are_foreign(sides, claim):
        return claim
    target = claim.target or _whose(claim, sides, lexicon) or _foes_men(claim, sides, lexicon)
    if target is not None and claim.target is None:
        if claim.actor and same_side(claim.actor, target):
            return claim
        claim = with_party(claim, "target", target, Basis.TWO_SIDES, called(target))
    if target is None or claim.actor is not None:
        return claim
    foes = [side for side in sides if not same_side(side, target)]
    if len(foes) == 1 and len(foes) < len(sides):
        return with_party(claim, "actor", foes[0], Basis.TWO_SIDES, called(foes[0]))
    return claim


def _are_foreign(sides: list[Party], claim: Claim) -> bool:
    """Whether a claim lies in a country that none of the sides is of: their war is another."""
    home = party_of_place(claim.place) if claim.place else None
    codes = {(side.code or "")[:3] for side in sides}
    return home is not None and home.code not in codes and "" not in codes


def _foes_men(claim: Claim, sides: list[Party], lexicon: Lexicon) -> Party | None:
    """Whom one of the two killed or took in uniform, and the arms that it took or hit, are the other's."""
    if claim.actor is None or claim.item is None or not any(same_side(side, claim.actor) for side in sides):
        return None
    if not lexicon.is_whose(claim.item, "state", "foe"):
        return None
    return next((side for side in sides if claim.actor and not same_side(side, claim.actor)), None)


def _whose(claim: Claim, sides: list[Party], lexicon: Lexicon) -> Party | None:
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


def _foe_of(claim: Claim, sides: list[Party]) -> Party | None:
    """ "300 enemy fighters were killed, the ministry said": the other side's than the speaker's."""
    own = party_of(claim.source.name) if claim.source else None
    if own is None or not any(same_side(side, own) for side in sides):
        return None
    return next((side for side in sides if not same_side(side, own)), None)


def _own_loss(claim: Claim, sides: list[Party], lexicon: Lexicon) -> Party | None:
    """ "Four soldiers were killed, the ministry said": of two states at war, the ministry's own."""
    source = claim.source
    if source is None or source.kind not in _OWN or claim.actor is not None or claim.item is None:
        return None
    party = party_of(source.name)
    if party is None or not is_of_the_forces(claim, lexicon):
        return None
    return next((side for side in sides if same_side(side, party)), None)
