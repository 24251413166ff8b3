"""Who answers for a statement: sources compared across reports, however each of them writes the name.

"Ukraine's air force" and "the Ukrainian Air Force" are one voice; the general staff of the same country is another, and
so is the air force of any other country.
"""

from dataclasses import dataclass

from wirebook.fields.party.bodies import body_of, owner_of
from wirebook.fields.party.persons import Person, person_of
from wirebook.fields.party.sources import source_actor
from wirebook.fields.place.gazetteer import fold

_PARTED = ", "  # between a body's name and its owner; neither has a comma
_IN_REPORT = "in "
_LINKS = frozenset({"of", "for", "in", "the"})
_MEDIA = "media"
_COUNTRY = 3  # letters of a country's code


@dataclass(frozen=True, slots=True)
class Voice:
    """Who answers for a statement: the name of the body or person as it is compared, and the body's owner.

    `home` is a country's alpha-3 code, a group's code, or a country's with a part of it ("UKR kharkiv"); none where it
    is not known. `bare` says that the name may then be anybody's ("the army"). `family` is the last word of a person's
    name, `office` the body that the person speaks for, both "" where not known. `land` is the country (alpha-3) whose
    office a person holds that is named in full, none where it is not known.
    """

    name: str
    home: str | None = None
    family: str = ""
    office: str = ""
    bare: bool = False
    land: str | None = None

    @property
    def key(self) -> str:
        """What this voice, and no other, is called in the books."""
        return f"{self.name}{_PARTED}{self.home}" if self.home else self.name

    @property
    def country(self) -> str | None:
        """The alpha-3 code of the owner's country, or of that whose office it is."""
        return self.home[:_COUNTRY] if self.home else self.land

    def key_in(self, report: str) -> str:
        """The same within the books: a bare name whose owner is not known is that of one report alone."""
        return f"{self.name}{_PARTED}{_IN_REPORT}{report}" if self.bare and not self.home else self.key


def voice_of(name: str, kind: str = "unknown", actor: str | None = None, role: str | None = None) -> Voice:
    """The voice of a source by its name as written, its kind, its actor's code, and the role told with the name."""
    person = person_of(name) if kind != _MEDIA else None
    if person is not None:
        return _of_person(person, role)
    body = body_of(name)
    given = actor if actor and body.home is None and body.bare and actor != source_actor(name) else None
    return Voice(body.name or fold(name), body.home or (owner_of(given) if given else None), bare=body.bare)


def _of_person(person: Person, role: str | None) -> Voice:
    """A person's voice: named in full it is the person's own, and a family name alone is of whose office it is."""
    told = role or person.office
    office = body_of(told) if told else None
    home = office.home if office else None
    if person.known and not home:
        home = body_of(person.known.institution).home
    name = office.name if office else ""
    if person.lone:
        return Voice(person.name, home, person.family, name, bare=True)
    return Voice(person.name, None, person.family, name, land=home[:_COUNTRY] if home else None)


def voice_from(key: str, family: str = "", office: str = "") -> Voice:
    """The voice of a key of the books."""
    name, _, home = key.partition(_PARTED)
    alone = home.startswith(_IN_REPORT)
    return Voice(name, None if alone else home or None, family, office, bare=alone)


def same_voice(one: Voice, other: Voice) -> bool:
    """Whether two voices of one fact may be one: no owner against another, and one name, family name or office."""
    if not _may_be_one(one.home, other.home):
        return False
    if one.name == other.name:
        return True
    if one.family and other.family:
        return one.family == other.family and _ends_so(one, other)
    if one.family or other.family:
        person, body = (one, other) if one.family else (other, one)
        return bool(person.office) and _alike(person.office, body.name)
    return _alike(one.name, other.name)


def _may_be_one(one: str | None, other: str | None) -> bool:
    """Whether two owners may be one: a country's part and the country may, a country and a group that fights it not."""
    if not one or not other:
        return True
    first, second = one.split(" ", 1), other.split(" ", 1)
    return first[0] == second[0] and (len(first) < len(second) or len(second) < len(first) or first == second)


def _ends_so(one: Voice, other: Voice) -> bool:
    """Whether one full name is the end of the other, or its given name is a letter of it."""
    first, second = one.name.split()[0], other.name.split()[0]
    return one.name.endswith(other.name) or other.name.endswith(one.name) or first[0] == second[0]


def _alike(one: str, other: str) -> bool:
    """Whether all words of one name are in the other ("ministry of health", "the health ministry in Gaza")."""
    first, second = set(one.split()) - _LINKS, set(other.split()) - _LINKS
    return bool(first and second) and (first <= second or second <= first)
