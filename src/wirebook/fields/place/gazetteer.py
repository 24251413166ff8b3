"""The gazetteer that ships with the package: two sorted text tables, searched by halving, parsed a row at a time."""

import gzip
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from math import log10
from typing import NamedTuple

from wirebook.fields.recall import remembered

_MARKS = "'\u2019\u2018\u02bc\u02bb\u02bf\u02be`\u00b4.,\u00ad"
_DROPPED = {ord(mark): None for mark in _MARKS} | {ord(mark): " " for mark in "-\u2010\u2011\u2013\u00a0\n\t"}
_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "þ": "th", "&": "and"}
)


class Candidate(NamedTuple):
    """One place that bears a name.

    `kind` is c (country), a (first-level division), d (second-level division), r (region or site), t (town).

    `own` says that it is the place's own name, not an alias; `division` is the first-level division's code.
    """

    row: int
    geonameid: int | None
    name: str
    country: str | None
    division: str
    admin1: str | None
    latitude: float
    longitude: float
    population: int
    kind: str
    own: bool


class RowsOfName(NamedTuple):
    """The rows that bear a name as their own, and as an alias."""

    own: tuple[int, ...]
    alias: tuple[int, ...]


@remembered(16384)
def fold(name: str) -> str:
    """A name as it is looked up: lower case, no accents or apostrophes, hyphens as spaces, "saint" as "st"."""
    plain = name.translate(_DROPPED).lower()
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
        plain = "".join(c for c in parts if not unicodedata.combining(c)).translate(_LETTERS)
    words = plain.replace("&", "and").split()
    return " ".join("st" if word == "saint" else word for word in words)


@dataclass(frozen=True)
class Gazetteer:
    """Places by name. Build one with `load_gazetteer`."""

    rows: list[bytes]
    names: list[bytes]
    divisions: dict[tuple[str, str], str]

    def named(self, key: str) -> RowsOfName | None:
        """The rows of a folded name, none when nobody bears it."""
        wanted = key.encode() + b"\t"
        at = bisect_left(self.names, wanted)
        if at == len(self.names) or not self.names[at].startswith(wanted):
            return None
        own, _, alias = self.names[at][len(wanted) :].partition(b"\t")
        return RowsOfName(_numbers(own), _numbers(alias))

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """All places of a name, likeliest first when nothing else is known."""
        named = self.named(fold(name))
        if named is None:
            return ()
        found = [self.candidate(i, own=True) for i in named.own] + [self.candidate(i, own=False) for i in named.alias]
        return tuple(sorted(found, key=lambda c: (-prior(c), c.row)))

    def candidate(self, row: int, *, own: bool) -> Candidate:
        """One line of the table as a candidate."""
        gid, name, country, code, lat, lon, population, kind = self.rows[row].decode().split("\t")
        admin1 = self.divisions.get((country, code)) if code else None
        point = float(lat), float(lon)
        return Candidate(row, int(gid) or None, name, country or None, code, admin1, *point, int(population), kind, own)


def _numbers(field: bytes) -> tuple[int, ...]:
    return tuple(map(int, field.split(b","))) if field else ()


_MOST = 40
_KIND_WEIGHT = {"c": 3.0, "a": 1.0, "r": 2.0, "t": 0.0, "d": -1.0}


@lru_cache(maxsize=16384)
def prior(candidate: Candidate) -> float:
    """How likely a bare name means this place: its population's magnitude, its kind, whether the name is its own."""
    return log10(candidate.population + 10) + _KIND_WEIGHT[candidate.kind] - (0.0 if candidate.own else 1.5)


@cache
def load_gazetteer() -> Gazetteer:
    """The shipped gazetteer, read once."""
    folder = resources.files("wirebook") / "data" / "places"
    rows = gzip.decompress((folder / "rows.tsv.gz").read_bytes()).split(b"\n")
    names = gzip.decompress((folder / "names.tsv.gz").read_bytes()).split(b"\n")
    return Gazetteer(rows, names, _divisions(rows))


@remembered(16384)
def candidates(key: str) -> tuple[Candidate, ...]:
    """The likeliest places of a folded name."""
    return load_gazetteer().lookup(key)[:_MOST]


def _divisions(rows: list[bytes]) -> dict[tuple[str, str], str]:
    """The names of the first-level divisions, which stand before the second-level ones, by country and code."""
    names: dict[tuple[str, str], str] = {}
    for row in rows:
        fields = row.split(b"\t")
        if fields[7] == b"d":
            break
        if fields[7] == b"a":
            names[fields[2].decode(), fields[3].decode()] = fields[1].decode()
    return names
