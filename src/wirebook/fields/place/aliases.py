"""Other names of places: who asks for Odessa or Kharkov means Odesa and Kharkiv."""

from functools import cache, lru_cache

from wirebook.fields.data import data_table
from wirebook.fields.place.gazetteer import candidates, fold

_LARGE = 50_000  # inhabitants from which an alias is followed: hamlets bear everybody's names
_FEW = 3


@lru_cache(maxsize=4096)
def also_called(name: str) -> tuple[str, ...]:
    """Name the places that bear a name as an alias, as the books write them, the likeliest first.

    "Kharkov" gives ("Kharkiv",). Their own spelling and small places are left out; "" or no place gives nothing.
    """
    key = fold(name)
    known = (one for one in candidates(key) if not one.own and one.population >= _LARGE and one.kind in "tad")
    names = (*_former().get(key, ()), *(one.name for one in known if fold(one.name) != key))
    return tuple(dict.fromkeys(names))[:_FEW]


@cache
def _former() -> dict[str, tuple[str, ...]]:
    """Names that the gazetteer does not list, folded, each with those of the books."""
    return {fold(old): (new,) for old, new in data_table("places", "former.toml")["former"].items()}
