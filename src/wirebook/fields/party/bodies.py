"""Which body a source's name means: whose it is, and what it is, however the name is written.

"Russia's defence ministry", "the Russian defense ministry" and "the Ministry of Defence of the Russian Federation" are
one body of one owner; Israel's and Pakistan's military are two, whatever words they share.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from wirebook.fields.data import data_table
from wirebook.fields.party.parties import NamedParty, backer_words, countries, group_names, owner_names, seat_names
from wirebook.fields.party.sources import common_words, is_named_body, source_kind
from wirebook.fields.place.gazetteer import fold

_OWNER = re.compile(r"[’']s?(?![^\W_])")
_ASIDE = re.compile(r"\s?\([^)]*\)?|,.*|\s[-–—]\s.*", re.DOTALL)
_WORD = re.compile(r"[^\W_]+")
_LINKS = frozenset({"of", "for", "in"})
_ARTICLES = frozenset({"the", "a", "an"})
_LONGEST = 7  # words of an owner's or a group's name
_OWN_NAMED = ("media", "think_tank", "monitor", "un", "company")
_RULERS = "government"
_COUNTRY = 3  # letters of a country's code
_MANY = "many"
_OF_STATE = ("MIL", "GOV", "SPY")
_APART = ("REB", "SEP", "CRM")  # CAMEO roles of those who fight a state from within


@dataclass(frozen=True, slots=True)
class Body:
    """A body: its name as it is compared, without its owner, and the owner.

    `home` is a country's alpha-3 code, a group's code ("YEMREBHTI"), or a country's with a part of it ("PSE gaza");
    none where the name does not tell it. `bare` says that the name has nothing but common words ("the army"), so that
    without a home it may be anybody's.
    """

    name: str
    home: str | None = None
    bare: bool = False


class _Owned(NamedTuple):
    """The owner in a name with its own words, and the words that are left of the body."""

    home: str
    own: tuple[str, ...]
    rest: tuple[str, ...]
    seat: bool


@lru_cache(maxsize=16384)
def body_of(name: str) -> Body:
    """The body that a source's name means, whoever it is: a ministry, an army, an outlet, a monitor."""
    told = _ASIDE.sub("", name).strip() or name
    words = _without_speaker(_words(told))
    short = _table()["short"].get(" ".join(words))
    if short is not None:
        return body_of(short)
    owned = None if told.islower() else _owned(words)
    group = _group(words)
    if group is not None and (not _is_of_state(group) or not (owned and _is_of_one(owned))):
        bare = _is_of_state(group) and owned is None and _is_common(words) and not _is_code(told)
        if not bare:
            return Body(_group_name(group), _home(group.code))
    if owned is None:
        return Body(_named(words), None, _is_bare(told, words))
    owned = _all_owned(owned)
    if _is_whole(told, owned):
        return Body(_named([_nation(word) for word in words]))
    return Body(_named(owned.rest) or _RULERS, owned.home)


def level_of(name: str) -> str:
    """How many there are of a body: "state" and "nation" one in a country, "region", "town"; "" where nothing says."""
    words = name.split()
    ends = (" ".join(words[at:]) for at in range(len(words)))
    level = next((level for end in ends if (level := _levels().get(end))), _MANY)
    return "" if level == _MANY else level


def is_held(office: str) -> bool:
    """Whether one person at a time holds an office in a country, as it is compared ("president")."""
    return office in _set("held")


def home_of(country: str | None, admin1: str | None) -> str | None:
    """The home of the bodies of a place: its country, or the part of it that has bodies of its own.

    Args:
        country: ISO 3166-1 alpha-2.
        admin1: The first-level division's name.
    """
    row = countries().get(country or "")
    return _table()["division"].get(admin1, row["code"]) if row else None


def owner_of(code: str) -> str:
    """The home of the bodies of a party: the country of a state's force, the group's own code of any other."""
    return code[:_COUNTRY] if _home(code) and code[_COUNTRY : _COUNTRY + 3] not in _APART else code


@cache
def _table() -> dict[str, Any]:
    return data_table("bodies.toml")


@cache
def _set(section: str) -> frozenset[str]:
    return frozenset(_table()[section]["words"])


@cache
def _levels() -> dict[str, str]:
    return {name: level for level, names in _table()["level"].items() for name in names}


def _words(name: str) -> list[str]:
    """The words of a name as they are compared."""
    spelt = _table()["spelt"]
    plain = _backed().sub(r"\1", _OWNER.sub("", name.replace("U.S.", "US").replace("U.N.", "UN")))
    found = _WORD.findall(fold(plain))
    return [spelt.get(word, word) for word in found if word not in _ARTICLES]


@cache
def _backed() -> re.Pattern[str]:
    """ "Saudi-led": one word, so that it names no owner; "Houthi-run" names one."""
    words = sorted(backer_words() - _set("run"))
    return re.compile(rf"-({'|'.join(words)})\b", re.IGNORECASE)


def _without_speaker(words: Sequence[str]) -> list[str]:
    """Words without those that only say that somebody speaks for a body; all of them where nothing else is said."""
    left, at = [], 0
    while at < len(words):
        size = next((n for n in (2, 1) if " ".join(words[at : at + n]) in _set("speaks")), 0)
        left += [] if size else [words[at]]
        at += size or 1
    while left and left[0] in _LINKS:
        left = left[1:]
    return left or list(words)


# ---------------------------------------------------------------- owners


@cache
def _owners() -> dict[str, tuple[str, bool]]:
    """Names of owners as they are compared, with their homes, and whether it is only a capital that stands for one."""
    seats = {" ".join(_words(name)): (code, True) for name, code in seat_names().items()}
    groups = {
        " ".join(_words(name)): (one.code, False)
        for name, one in group_names().items()
        if one.code[_COUNTRY : _COUNTRY + 3] in _APART
    }
    named = {" ".join(_words(name)): (code, False) for name, code in owner_names().items()}
    return {**groups, **seats, **named, **{name: (home, False) for name, home in _table()["home"].items()}}


def _owned(words: Sequence[str]) -> _Owned | None:
    """The first owner that a name tells, none that only backs somebody ("the Saudi-led coalition")."""
    for at in range(len(words)):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            home, seat = _owners().get(" ".join(words[at : at + size]), (None, False))
            if home is None:
                continue
            run = home[_COUNTRY:] and words[at + size : at + size + 1] and words[at + size] in _set("run")
            own, rest = words[at : at + size], [*words[:at], *words[at + size + bool(run) :]]
            return _Owned(home, tuple(own), tuple(rest), seat)
    return None


def _all_owned(owned: _Owned) -> _Owned:
    """The owner of a name that tells one owner twice: "Palestinian health ministry in Gaza"."""
    while (again := _owned(owned.rest)) is not None and again.home[:_COUNTRY] == owned.home[:_COUNTRY]:
        owned = again._replace(home=max(owned.home, again.home, key=len), own=(*owned.own, *again.own))
    return owned


def _is_whole(told: str, owned: _Owned) -> bool:
    """Whether an owner's name is a part of a name: "Kyiv police" are a town's, "Israel Adar" may be a person."""
    if not owned.rest:
        return False
    if owned.seat:
        return not _speaks_for_state(owned.rest)
    return len(owned.rest) == 1 and source_kind(told) == "unknown" and not _is_common(owned.rest)


def _speaks_for_state(rest: Sequence[str]) -> bool:
    named = _named(rest)
    return level_of(named) == "state" and named.split()[-1] not in _set("seatless")


def _is_of_one(owned: _Owned) -> bool:
    """Whether an owner and a body of which it has one are told: "Lebanese army", but not "Syrian National Army"."""
    return bool(level_of(_named(owned.rest))) and _is_common(owned.rest)


def _nation(word: str) -> str:
    """A country's adjective as its name, in names that stay whole: "Sudanese" is "Sudan"."""
    home, seat = _owners().get(word, ("", False))
    return _country_name(home) if len(home) == _COUNTRY and not seat else word


@cache
def _country_name(code: str) -> str:
    return next((" ".join(_words(row["name"])) for row in countries().values() if row["code"] == code), code)


# ---------------------------------------------------------------- groups


@cache
def _groups() -> dict[str, NamedParty]:
    return {" ".join(_words(name)): known for name, known in group_names().items()}


def _group(words: Sequence[str]) -> NamedParty | None:
    """The force or group that a name is the name of, with no more around it than what it is."""
    for size in range(min(_LONGEST, len(words)), 0, -1):
        for at in range(len(words) - size + 1):
            known = _groups().get(" ".join(words[at : at + size]))
            if known is None or " ".join(_words(known.name)) in _set("everywhere"):
                continue
            if _is_around([*words[:at], *words[at + size :]], known):
                return known
    return None


def _is_around(words: Sequence[str], group: NamedParty) -> bool:
    """Whether words beside a group's name say no more than what it is and where: "Lebanon's Hezbollah movement"."""
    backers = tuple(backer_words())
    left = [word for word in words if word not in _set("around") and not word.endswith(backers)]
    return not left or _owners().get(" ".join(left), ("", False))[0] == group.code[:_COUNTRY]


def _group_name(group: NamedParty) -> str:
    called: str | None = _table()["called"].get(group.name)
    return called or " ".join(_words(group.name))


def _is_of_state(group: NamedParty) -> bool:
    return group.code[_COUNTRY : _COUNTRY + 3] in _OF_STATE and _home(group.code) is not None


@cache
def _countries() -> frozenset[str]:
    return frozenset(row["code"] for row in countries().values())


def _home(code: str) -> str | None:
    """The country of a code, none where it is that of no country ("IGOUNO")."""
    return code[:_COUNTRY] if code[:_COUNTRY] in _countries() else None


# ---------------------------------------------------------------- names of bodies


def _named(words: Iterable[str]) -> str:
    """The name of a body by its words: "X of Y" is "Y X", and of several names for one body it is the first."""
    parts: list[list[str]] = [[]]
    for word in words:
        if word in _LINKS:
            parts.append([])
        else:
            parts[-1].append(word)
    ordered = " ".join(word for part in reversed(parts) for word in part)
    return _same().get(ordered, ordered)


@cache
def _same() -> dict[str, str]:
    return {other: name for name, others in _table()["same"].items() for other in others}


@cache
def _common() -> frozenset[str]:
    spelt = _table()["spelt"]
    words = {*common_words(), *_set("common")}
    return frozenset(spelt.get(word, word) for word in words) | _LINKS


def _is_common(words: Iterable[str]) -> bool:
    return all(word in _common() or word.isdigit() for word in words)


def _is_code(name: str) -> bool:
    return " " not in name and name.isupper()


def _is_bare(told: str, words: Sequence[str]) -> bool:
    """Whether nothing in a name tells whose the body is, or which of many it is."""
    if " ".join(words) in _set("everywhere"):
        return True
    lower = told.lower().removeprefix("the ")
    if is_named_body(lower) or _is_code(told):
        return False
    capitals = [word for word in _WORD.findall(told)[1:] if word[0].isupper()]
    if source_kind(told) in _OWN_NAMED and (capitals or not _is_common(words)):
        return False
    return told.islower() or _is_common(words) or (not capitals and _is_common(words[:1]))
