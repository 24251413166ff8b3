"""Who is in a world: two lands at war that nobody knows at war, their towns, the bodies that speak, and outlets.

Names of lands are real, since sources are written with them ("Malta's defence ministry", "Maltese defense ministry");
towns, persons, outlets and the wars are invented.
"""

from dataclasses import dataclass
from random import Random

from world_types import Body, Ground, Land, Spelling

_LANDS = (
    Land("IS", "ISL", "Iceland", "Icelandic"),
    Land("MT", "MLT", "Malta", "Maltese"),
    Land("FJ", "FJI", "Fiji", "Fijian"),
    Land("BT", "BTN", "Bhutan", "Bhutanese"),
    Land("UY", "URY", "Uruguay", "Uruguayan"),
    Land("BW", "BWA", "Botswana", "Botswanan"),
    Land("MU", "MUS", "Mauritius", "Mauritian"),
    Land("TO", "TON", "Tonga", "Tongan"),
)
_TOWNS = ("Velna", "Orsk Ford", "Tamarin", "Kelby", "Dravo", "Ashmere", "Lissa", "Pontrel", "Quorn", "Hasvik", "Bremla")
_TOWNS_MORE = (
    "Sorrow Bay",
    "Ilmen",
    "Castra",
    "Norrby",
    "Vessel Point",
    "Gavray",
    "Marsk",
    "Tolmin",
    "Uskop",
    "Wexley",
)
_TOWNS_LAST = ("Amberg Sound", "Fennick", "Jorvall")
_REGIONS = ("Northmark", "Saltmarsh", "Highfold", "Westreach")
_GIVEN = ("Ilya", "Marta", "Oskar", "Lena", "Tomas", "Vera", "Anton", "Ruth")
_FAMILY = ("Maren", "Holt", "Brandis", "Okello", "Vantor", "Lindqvist", "Farrugia", "Sandoval", "Petrossian", "Ueda")
TOWNS = 12  # of a land: two for each happening that a world may have
WIRES = ("Longshore Wire", "Meridian News Agency")
OUTLETS = ("Morning Lantern", "Harbour Post", "Isle Gazette", "Evening Tide", "Northern Star", "Weekly Anchor")


@dataclass(frozen=True, slots=True)
class Cast:
    """Lands, towns of each (by place in `lands`), bodies by id, and how each land's president is called."""

    lands: tuple[Land, Land]
    grounds: tuple[tuple[Ground, ...], tuple[Ground, ...]]
    wholes: tuple[Ground, Ground]
    bodies: tuple[Body, ...]

    def body(self, name: str) -> Body:
        return next(one for one in self.bodies if one.id == name)


def cast_of(rng: Random) -> Cast:
    """The cast of a world."""
    first, second = rng.sample(_LANDS, 2)
    names = rng.sample((*_TOWNS, *_TOWNS_MORE, *_TOWNS_LAST), 2 * TOWNS)
    grounds = (_towns(first, names[:TOWNS], 100, rng), _towns(second, names[TOWNS:], 200, rng))
    persons = rng.sample(_FAMILY, 2)
    bodies = [one for land, family in zip((first, second), persons, strict=True) for one in _of_land(land, family, rng)]
    bodies += [one for towns in grounds for town in towns for one in _of_town(town)]
    bodies += [
        Body("world:monitor", "monitor", _spelt("Open Count Monitor")),
        Body("world:doctors", "monitor", _spelt("Doctors for the Straits")),
    ]
    return Cast((first, second), grounds, (_whole(first), _whole(second)), tuple(bodies))


def _towns(land: Land, names: list[str], number: int, rng: Random) -> tuple[Ground, ...]:
    regions = rng.sample(_REGIONS, 2)
    return tuple(
        Ground(name, "town", land, regions[at % 2], 990_000 + number + at, 10.0 + at, 20.0 + number / 10)
        for at, name in enumerate(names)
    )


def _whole(land: Land) -> Ground:
    return Ground(land.name, "country", land, None, 980_000 + sum(map(ord, land.code)), 15.0, 25.0)


def region_of(town: Ground) -> Ground:
    """The division that a town lies in."""
    number = 970_000 + sum(map(ord, f"{town.region}{town.land.code}"))
    return Ground(town.region or "", "admin1", town.land, town.region, number, 12.0, 22.0)


def _spelt(*names: str) -> tuple[Spelling, ...]:
    return tuple(Spelling(name) for name in names)


def _of_land(land: Land, family: str, rng: Random) -> list[Body]:
    """The bodies that speak for a land. How much each hides or exaggerates is known."""
    owner, adjective, given = f"{land.name}'s", land.adjective, rng.choice(_GIVEN)
    head = (
        Spelling(f"President {given} {family}"),
        Spelling(f"{given} {family}", "president"),
        Spelling(f"President {family}"),
    )
    soldier, ruler = f"{land.code}MIL", f"{land.code}GOV"
    return [
        Body(
            f"{land.code}:defence",
            "military",
            _spelt(f"{owner} defence ministry", f"{adjective} defense ministry", f"{adjective} Ministry of Defence"),
            soldier,
            rng.choice([0.4, 0.6]),
        ),
        Body(f"{land.code}:airforce", "military", _spelt(f"{owner} air force", f"{adjective} Air Force"), soldier),
        Body(f"{land.code}:army", "military", _spelt(f"{owner} army", f"{adjective} army"), soldier, 0.5),
        Body(f"{land.code}:police", "police", _spelt(f"{owner} police", f"{adjective} police"), f"{land.code}COP"),
        Body(
            f"{land.code}:health",
            "government",
            _spelt(f"{owner} health ministry", f"{adjective} Ministry of Health"),
            ruler,
        ),
        Body(f"{land.code}:president", "government", head, ruler),
        Body(
            f"{land.code}:exchange",
            "government",
            _spelt(f"{owner} exchange office", f"{adjective} exchange office"),
            ruler,
        ),
    ]


def _of_town(town: Ground) -> list[Body]:
    return [
        Body(f"{town.name}:council", "government", _spelt(f"{town.name} city council", f"city council of {town.name}")),
        Body(
            f"{town.name}:prosecutors", "government", _spelt(f"{town.name} prosecutors", f"prosecutors in {town.name}")
        ),
        Body(f"{town.name}:governor", "government", _spelt(f"{town.region} governor", f"governor of {town.region}")),
        Body(f"{town.name}:hospital", "hospital", _spelt(f"{town.name} hospital", f"hospital in {town.name}")),
    ]


def of_nobody(known: Body, name: str) -> Body:
    """A bare "army" or "police" of one report in the land of a known one: it may be that one's, or nobody's else."""
    return Body(f"bare {known.id}", known.kind, _spelt(name))
