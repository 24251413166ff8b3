"""Kinds of parties: who fights, who is a state and who a group, and which of them are of one side."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from wirebook.evidence import NO_WORDS, worded_like
from wirebook.fields.party.parties import countries, party_of, stands_for_its_country
from wirebook.fields.place.resolution import find_places
from wirebook.types import Party, Place, Source

_REBELS = ("REB", "SEP", "INS", "UAF", "CRM", "SET")
_CIVILIANS = "CVL"
_NOBODY = "---"  # in place of a country's code
_FORCES = ("MIL", "GOV", "COP", "SPY")
_HELPERS = ("HLH", "JUD", "MED", "NGO", "REF")
_WORLD = ("IGOUNOOCH", "IGOUNOCHI", "IGOUNOREF", "IGOUNOWFP", "IGOUNOWHO", "IGOUNOHCH", "NGO")


def party_of_place(place: Place) -> Party | None:
    """The country of a place as a party."""
    row = countries().get(place.country or "")
    return Party(str(row["code"]), str(row["name"]), place.written, place.span) if row else None


def party_of_code(code: str) -> Party | None:
    """The country of an alpha-3 code as a party without words, none for groups without a country."""
    row = next((row for row in countries().values() if row["code"] == code), None)
    return Party(code, str(row["name"]), "", NO_WORDS) if row else None


def party_of_source(source: Source) -> Party | None:
    """The party that a source is or speaks for, with the words of its name or of what stands for it ("it")."""
    party = party_of(source.name)
    if party is None or source.named is None:
        return worded_like(party, source) if party else None
    return replace(party, written=source.name, span=source.named)


def called(party: Party) -> str:
    """What a reason calls a party: what the report does, else its name."""
    return party.written or party.name


def fights(party: Party) -> bool:
    """Whether a party can be a side of a war: a country, its forces, an armed group; no civilians, no refugees."""
    return (party.code or "")[3:6] in ("", *_FORCES, *_REBELS)


def may_harm(party: Party) -> bool:
    """Whether a party can have done harm: not who heals, judges, helps or reports."""
    code = party.code or ""
    return code[3:6] not in _HELPERS and not code.startswith(_WORLD)


def is_state(party: Party) -> bool:
    """Whether a party is a country or its forces, not an armed group."""
    code = party.code or ""
    return code[3:6] not in _REBELS and code[:3] in _states()


@cache
def _states() -> frozenset[str]:
    return frozenset(row["code"] for row in countries().values())


def is_forces(party: Party) -> bool:
    """Whether a party is a state's army, police or government rather than the country."""
    return (party.code or "")[3:6] in _FORCES


def country_of_forces(party: Party) -> Party:
    """The country of a state's army, police or government, in the same words; any other party as it is."""
    whole = party_of_code((party.code or "")[:3]) if is_forces(party) else None
    return worded_like(whole, party) if whole else party


def is_bare_force(party: Party) -> bool:
    """Whether a party is an army or police of nobody named: "the army", "its air defences"."""
    named = None if party.code else party_of(party.name, _NOBODY)
    return named is not None and is_forces(named)


def is_armed_group(party: Party) -> bool:
    """Whether a party is an armed group that is no state's: rebels, separatists, a gang."""
    return (party.code or "")[3:6] in _REBELS


def same_side(first: Party, second: Party) -> bool:
    """Whether two parties are of one country or group.

    Its civilians are no side of a country's war, and its rebels not that of its army nor, but for some, of the country.
    """
    if first.code and second.code:
        roles = {first.code[3:6], second.code[3:6]}
        if _CIVILIANS in roles and len(roles) > 1:
            return False
        if not roles.isdisjoint(_REBELS) and not roles.isdisjoint(_FORCES):
            return False
        groups = [code for code in (first.code, second.code) if code[3:6] in _REBELS]
        if len(groups) == 1 and not stands_for_its_country(groups[0]):
            return False  # "the Taliban" are not "Afghanistan"
        return first.code[:3] == second.code[:3] and (
            len(first.code) <= 6 or len(second.code) <= 6 or first.code == second.code
        )
    return first.name.lower() == second.name.lower()


def distinct(parties: Iterable[Party]) -> list[Party]:
    """One party a side, in the order of the report; of an armed group its own name rather than "the rebels"."""
    sides: list[Party] = []
    for party in parties:
        at = next((n for n, side in enumerate(sides) if same_side(party, side)), None)
        if party.code and at is None:
            sides.append(party)
        elif at is not None and is_armed_group(party) and is_armed_group(sides[at]):
            sides[at] = max(sides[at], party, key=lambda side: len(side.code or ""))
    return sides


def country_of(party_or_place: Party | Place) -> Place | None:
    """The country of a party, or of a place, as a place; none for groups and waters without one."""
    if isinstance(party_or_place, Party):
        row = next((row for row in countries().values() if (party_or_place.code or "")[:3] == row["code"]), None)
    else:
        row = countries().get(party_or_place.country or "")
    found = find_places(str(row["name"])) if row else ()
    return worded_like(found[0], party_or_place) if found else None
