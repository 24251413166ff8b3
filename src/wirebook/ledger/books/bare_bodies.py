"""Whose a bare body is in one report: "the army" of a report on Mali is Mali's, and nobody's where that is not told.

What the report itself names decides, then the place that the body speaks of, where that is sound. Else the body is
known in this report alone, and no other report's "army" is the same. A family name alone is that of the person whom the
report names in full, and of a person whose office a country has once it is looked for in the same way whose it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from wirebook.fields.party.bodies import body_of, home_of, is_held, level_of
from wirebook.fields.party.parties import armyless, countries, find_parties, group_names, stands_for_its_country
from wirebook.fields.party.source_identity import Voice, voice_of
from wirebook.fields.party.sources import source_kind
from wirebook.fields.place.gazetteer import fold
from wirebook.types import Claim, Party, Place, Report, Source

SourceFields = tuple[str, str, str | None, str | None]
"""What of a source tells who it is: its name, kind, actor and role."""
_COUNTRY = 3  # letters of a country's code
_GROUP = 6  # letters of a code: those of longer ones have a name of their own
_APART = ("REB", "SEP", "CRM")  # CAMEO roles of those who fight a state from within
_ARMED = "armed_group"
_WITH_ARMY = "military"


@dataclass(frozen=True, slots=True)
class _ReportNames:
    """What a report names: countries as parties and as places, armed groups, and whole bodies with an owner."""

    states: frozenset[str]
    groups: frozenset[str]
    bodies: Mapping[str, frozenset[str]]


def speakers(claims: Sequence[Claim], report: Report) -> dict[SourceFields, Voice]:
    """The voice of every source of the claims of one report; bare ones with their owner.

    A voice that stays bare without an owner (see `Voice.key_in`) is one of this report alone.
    """
    told: dict[SourceFields, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.source is not None:
            told[key_of(claim.source)].append(claim)
    voices = _in_full({key: voice_of(*key) for key in told})
    bare = {key for key, voice in voices.items() if voice.bare and not voice.home}
    holding = {key for key, voice in voices.items() if key not in bare and _is_of_unknown_land(key, voice)}
    if not bare and not holding:
        return voices
    named = _named(report, claims, voices.values())
    found = {key: _owned(voices[key], told[key], claims, named) for key in bare | holding}
    found |= {key: replace(voices[key], land=found[key].country) for key in holding}
    return {key: found.get(key, voice) for key, voice in voices.items()}


def _in_full(voices: Mapping[SourceFields, Voice]) -> dict[SourceFields, Voice]:
    """Voices with the persons of whom a report tells the family name alone, after it named them in full."""
    full: dict[str, set[str]] = defaultdict(set)
    for voice in voices.values():
        if voice.family and not voice.bare:
            full[voice.family].add(voice.name)
    whole = {voice.name: voice for voice in voices.values() if voice.family and not voice.bare and voice.office}
    return {
        key: _as_named(voice, full[voice.family], whole) if voice.family else voice for key, voice in voices.items()
    }


def _as_named(voice: Voice, full: set[str], whole: Mapping[str, Voice]) -> Voice:
    if not voice.family or not voice.bare or len(full) != 1:
        return voice
    (name,) = full
    known = whole.get(name, Voice(name))
    same = not voice.office or not known.office or voice.office == known.office
    of_one = not voice.home or not known.land or voice.country == known.land
    if not same or not of_one:
        return voice
    office, land = known.office or voice.office, known.land or voice.country
    return Voice(name, None, voice.family, office, land=land)


def _is_of_unknown_land(key: SourceFields, voice: Voice) -> bool:
    """Whether a person holds an office of a country, and neither the name nor who read it tells of which."""
    return is_held(voice.office) and not voice.bare and not voice.country and key[2] is None


def key_of(source: Source) -> SourceFields:
    """What of a source tells who it is."""
    return source.name, source.kind, source.actor, source.role


def _named(report: Report, claims: Iterable[Claim], voices: Iterable[Voice]) -> _ReportNames:
    line = report.dateline.span if report.dateline else None
    parties = [one for one in find_parties(report.text) if line is None or not line.start <= one.span.start < line.end]
    known = {row["code"] for row in countries().values()}
    codes = [party.code for party in parties if party.code and party.code[:_COUNTRY] in known]
    states = {code[:_COUNTRY] for code in codes if not _is_armed(code)}
    groups = {code for code in codes if _is_armed(code) and len(code) > _GROUP}
    return _ReportNames(frozenset(states | _states_of_places(claims)), frozenset(groups), _homes(voices, parties))


def _states_of_places(claims: Iterable[Claim]) -> set[str]:
    places = {claim.place.country for claim in claims if claim.place is not None and claim.place.country}
    return {countries()[place]["code"] for place in places if place in countries()}


def _homes(voices: Iterable[Voice], parties: Iterable[Party]) -> dict[str, frozenset[str]]:
    """The owners of each body that is named with one, as a source or in the text."""
    homes: dict[str, set[str]] = defaultdict(set)
    owned = [(one.name, one.home) for one in voices]
    owned += [(one.name, one.home) for one in map(body_of, (party.written for party in parties))]
    for name, home in owned:
        if home:
            homes[name].add(home)
    return {name: frozenset(owners) for name, owners in homes.items()}


def _is_armed(code: str) -> bool:
    return code[_COUNTRY : _COUNTRY + 3] in _APART


def _owned(voice: Voice, own: Sequence[Claim], claims: Sequence[Claim], named: _ReportNames) -> Voice:
    """A bare voice with its owner, as it is where the report does not tell it."""
    beside = named.bodies.get(voice.name, frozenset())
    if len(beside) == 1:
        return replace(voice, home=next(iter(beside)))
    if beside:
        return voice
    group = _group_of(voice, own, named)
    if group is not None:
        return group
    level = _level(voice)
    if not level:
        return voice
    placed = [claim.place for claim in own if claim.place is not None and claim.place.country]
    placed = placed or [claim.place for claim in claims if claim.place is not None and claim.place.country]
    home = _home(placed, level)
    if home is None or not _is_sound(home, voice, own, named):
        return _of_other_army(voice, home, named)
    return replace(voice, home=home)


def _level(voice: Voice) -> str:
    return level_of(voice.office if voice.family else voice.name)


def _group_of(voice: Voice, own: Sequence[Claim], named: _ReportNames) -> Voice | None:
    """ "The group said that it had killed nine": the one armed group of the report, where the deed is its own."""
    armed = all(claim.source is not None and claim.source.kind == _ARMED for claim in own)
    if not armed or voice.family or len(named.groups) != 1:
        return None
    (code,) = named.groups
    mine = [party for claim in own for party in (claim.actor, claim.target) if party is not None]
    name = next(name for name, known in group_names().items() if known.code == code)
    if not any(_is_it(party, voice, code) for party in mine):
        return None
    body = body_of(f"{name} {voice.name}")
    return replace(voice, name=body.name, home=body.home)


def _is_it(party: Party, voice: Voice, code: str) -> bool:
    return party.code == code or (party.code is None and body_of(party.written).name == voice.name)


def _home(places: Sequence[Place], level: str) -> str | None:
    """The one home that some places have in common, none where they have not."""
    homes = {home for place in places if (home := home_of(place.country, place.admin1)) is not None}
    if len(homes) != 1:
        return None
    (home,) = homes
    if level == "town":
        towns = {fold(place.name) for place in places if place.precision == "town"}
        return f"{home} {next(iter(towns))}" if len(towns) == 1 else None
    if level == "region":
        divisions = {fold(place.admin1 or "") for place in places}
        return f"{home} {next(iter(divisions))}" if len(divisions) == 1 and divisions != {""} else None
    return home


def _is_sound(home: str, voice: Voice, own: Sequence[Claim], named: _ReportNames) -> bool:
    """Whether the place that a body speaks of says whose it is.

    An army or a government also speaks of other countries: where the report names others, it must tell of an attack by
    them, or of rebels of its own. Police and hospitals are of the place, unless the country that it lies in is said to
    attack it while others are named: then the place is in doubt.
    """
    country = home[:_COUNTRY]
    fights = source_kind(voice.name) == _WITH_ARMY
    if fights and country in armyless():
        return False
    others = named.states - {country}
    doers = {(claim.actor.code or "") for claim in own if claim.actor is not None}
    if not others:
        return True
    if _level(voice) != "state":
        return country not in {doer[:_COUNTRY] for doer in doers if not _is_armed(doer)}
    parties = doers | {(claim.target.code or "") for claim in own if claim.target is not None}
    foreign = any(doer[:_COUNTRY] in others for doer in doers)
    return foreign or any(_is_rebel(code, country) for code in parties)


def _is_rebel(code: str, country: str) -> bool:
    """Whether a party fights the country within it: what stands for the country itself fights others."""
    return _is_armed(code) and code[:_COUNTRY] == country and not stands_for_its_country(code)


def _of_other_army(voice: Voice, home: str | None, named: _ReportNames) -> Voice:
    """ "The army" of a place without an army is that of the one state that the report names beside it."""
    if home is None or voice.name != _WITH_ARMY or home[:_COUNTRY] not in armyless():
        return voice
    others = named.states - armyless()
    return replace(voice, home=next(iter(others))) if len(others) == 1 else voice
