"""Whom "the rebels", "the militia" and "troops" mean: the one armed group that a report names, the forces of who tells.

A role that is anybody's ("gunmen", "suspected militants") stays one. What is taken so is written among the reasons.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from wirebook.evidence import NO_WORDS, worded_like
from wirebook.fields.party.parties import armyless, find_parties, party_of
from wirebook.reading.parties.from_event import with_party
from wirebook.reading.parties.kinds import distinct, is_armed_group, is_state, party_of_code, party_of_place, same_side
from wirebook.reading.words import words
from wirebook.types import PARTY_SLOTS, Basis, Claim, Party, Report

_ROLE = 6  # characters of a code: a country and a role, without a name of its own
_NOBODY = "---"  # in place of a country's code
_GANG = "CRM"


def name_roles(claims: Sequence[Claim], report: Report, *, placed: bool) -> list[Claim]:
    """The claims, with parties that only a role names given the name that the report has for it.

    A dateline says where a report was written: it names nobody. Until claims are `placed`, one without a place may be
    of any country.
    """
    line = report.dateline.span if report.dateline else NO_WORDS
    parties = [p for p in find_parties(report.text) if not line.start <= p.span.start < line.end]
    groups = _groups(parties)
    states = distinct(replace(p, code=(p.code or "")[:3], name=p.name) for p in parties if _has_an_army(p))
    acting = _groups(p for c in claims for p in (c.actor, c.target) if p and len(p.code or "") > _ROLE)
    return [_named(claim, groups, acting, states if placed or claim.place else ()) for claim in claims]


def _has_an_army(party: Party) -> bool:
    return is_state(party) and (party.code or "")[:3] not in armyless()


def _groups(parties: Iterable[Party]) -> list[Party]:
    """The armed groups with names of their own, each once."""
    found: dict[str, Party] = {}
    for party in parties:
        if is_armed_group(party) and len(party.code or "") > _ROLE:
            found.setdefault(party.code or "", party)
    return list(found.values())


def _named(claim: Claim, groups: Sequence[Party], acting: Sequence[Party], states: Sequence[Party]) -> Claim:
    for field in PARTY_SLOTS:
        party: Party | None = getattr(claim, field)
        other = claim.target if field == "actor" else claim.actor
        if party is None or not _is_role(party):
            continue
        meant = _group_of(party, groups) or _group_of(party, acting) or _own_forces(party, claim, states)
        if meant is not None and not (other and same_side(other, meant)):
            whole = worded_like(meant, party)
            claim = with_party(claim, field, whole, Basis.ROLE_NAMED, _called(meant), party.written)
    return claim


def _called(party: Party) -> str:
    """What a reason calls whom a role means: the group by its name, a state's forces by the state."""
    state = None if is_armed_group(party) else party_of_code((party.code or "")[:3])
    return f"{state.name}'s" if state else party.name


def _is_role(party: Party) -> bool:
    """Whether nothing but a role names a party: "the rebels", also those of the country where it happened."""
    named = party_of(party.written) or party_of(party.name)
    return len(party.code or "") in (0, _ROLE) and named is None and _role(party) is not None


def _role(party: Party) -> str | None:
    found = party_of(party.name, _NOBODY)
    return found.code[len(_NOBODY) :] if found and found.code else None


def _group_of(party: Party, groups: Sequence[Party]) -> Party | None:
    """The one group that a word for irregulars can mean; a gang is no rebel movement, and "gunmen" may be anybody.

    Nor are "the rebel factions", of which there are several, the one that a report names.
    """
    role = _role(party) or ""
    if _is_anybody(party) or not is_armed_group(replace(party, code=_NOBODY + role)):
        return None
    fit = [group for group in groups if ((group.code or "")[3:6] == _GANG) == (role == _GANG)]
    return fit[0] if len(fit) == 1 else None


def _is_anybody(party: Party) -> bool:
    """Tell whether a word for irregulars is of nobody in particular ("gunmen") or of several groups at once."""
    said = f"{party.written} {party.name}".lower().split()
    if not words("irregulars", "several", "scene").isdisjoint(said):
        return True
    vague = words("irregulars", "indefinite", "scene")
    return not vague.isdisjoint(said) and not (said[0] == "the" and "suspected" not in said)


def _own_forces(party: Party, claim: Claim, states: Sequence[Party]) -> Party | None:
    """ "Its troops killed 14", the army said: those of the state whose body tells it, or of the one state named."""
    told = party_of(claim.source.name) if claim.source else None
    owned = told is not None and _has_an_army(told)
    told = told if owned else (states[0] if len(states) == 1 else None)
    role = _role(party) or ""
    forces = replace(party, code=(told.code or "")[:3] + role) if told else None
    if party.code or told is None or forces is None or not is_state(told) or not is_state(forces):
        return None
    there = party_of_place(claim.place) if claim.place else None
    if not owned and there and not same_side(there, told):
        return None  # "the army" of a report on one country is not that of another that it happens to name
    return forces if role in ("MIL", "COP", "GOV") else None
