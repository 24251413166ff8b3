"""Parties: who acts or suffers, as a country, force or group with a CAMEO/PLOVER-style code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from wirebook.evidence import NO_WORDS
from wirebook.fields.data import data_table
from wirebook.fields.recall import remembered
from wirebook.types import Party, Span

_WORD = re.compile(r"[A-Za-zÀ-ɏ0-9](?:[\w’'./-]*[\w])?\.?")
_POSSESSIVE = re.compile(r"[’']s?$")
_LONGEST = 8
_ARMY = "MIL"
_KURDS = "KRD"
_COUNTRY = 3  # letters of a country's code
_SPOKEN = 4  # letters: acronyms that some papers write as a word


class NamedParty(NamedTuple):
    """What a phrase names: a code, a name, and how it names it (group, country, people, role)."""

    code: str
    name: str
    how: str


@dataclass(frozen=True)
class _PartyPhrases:
    """Phrases in plain form (see `_plain`) and what they name."""

    proper: dict[str, NamedParty]
    roles: dict[str, str]
    starts: frozenset[str]
    apart: frozenset[str]
    attributive: frozenset[str]


@cache
def _table() -> dict[str, Any]:
    return data_table("parties.toml")


@cache
def countries() -> dict[str, dict[str, Any]]:
    """The countries of the table by ISO 3166-1 alpha-2 code, as written there."""
    found: dict[str, dict[str, Any]] = _table()["country"]
    return found


@cache
def country_names() -> dict[str, str]:
    """Names of countries, capitals and seats of government to alpha-2 codes, as written."""
    kinds = ("names", "capitals", "seats")
    return {n: a2 for a2, row in countries().items() for n in (row["name"], *_listed(row, *kinds))}


@cache
def demonyms() -> dict[str, str]:
    """Adjectives and names of peoples to alpha-2 codes, as written; the larger country keeps a shared one."""
    found: dict[str, str] = {}
    for alpha2, row in countries().items():
        for word in _listed(row, "adjectives", "people"):
            found.setdefault(word, alpha2)
    return found


@cache
def owner_names() -> dict[str, str]:
    """Names and adjectives of countries and peoples, as written, to codes; no capitals or seats of government."""
    named = {n: row["code"] for row in countries().values() for n in (row["name"], *_listed(row, "names"))}
    adjectives = {word: countries()[a2]["code"] for word, a2 in demonyms().items()}
    whole = {row["code"] for row in countries().values()}
    peoples = {name: code for name, code in _table()["people"].items() if code[:3] in whole or code == _KURDS}
    return {**adjectives, **named, **peoples}


@cache
def seat_names() -> dict[str, str]:
    """Capitals and seats of government, as written, to the codes of their countries."""
    return {n: row["code"] for row in countries().values() for n in _listed(row, "capitals", "seats")}


@cache
def group_names() -> dict[str, NamedParty]:
    """Every name under which the table has a force, group or organisation, as written."""
    rows = _table()["group"].items()
    return {
        alias: NamedParty(row["code"], name, "group") for name, row in rows for alias in (name, *row.get("names", ()))
    }


def backer_words() -> frozenset[str]:
    """Words behind a country's name that make it a backer or owner: "Saudi-led", "US-backed"."""
    return _words().apart


def _listed(row: dict[str, Any], *keys: str) -> Iterator[str]:
    for key in keys:
        yield from row.get(key, ())


@cache
def _words() -> _PartyPhrases:
    proper: dict[str, NamedParty] = {}
    for row in countries().values():
        known = NamedParty(row["code"], row["name"], "country")
        for name in (row["name"], *_listed(row, "names")):
            proper.setdefault(_plain(name), known)
        for name in _listed(row, "capitals", "seats"):
            proper.setdefault(_plain(name), known._replace(how="seat"))
        for name in _listed(row, "adjectives", "people"):
            proper.setdefault(_plain(name), known._replace(how="people"))
    for name, code in _table()["people"].items():
        proper[_plain(name)] = NamedParty(code, name, "people")
    for name, row in _table()["group"].items():
        for alias in (name, *row.get("names", ())):
            proper[_plain(alias)] = NamedParty(row["code"], name, "group")
            if alias.isalpha() and alias.isupper() and len(alias) >= _SPOKEN:
                proper.setdefault(alias.lower(), NamedParty(row["code"], name, "group"))  # "Unita", "Farc", "Isis"
    roles = {_plain(word): role for role, words in _table()["role"].items() for word in words}
    starts = frozenset(phrase.split()[0] for phrase in (*proper, *roles))
    apart, attributive = (frozenset(_table()[key]["words"]) for key in ("apart", "attributive"))
    return _PartyPhrases(proper, roles, starts, apart, attributive)


@remembered(4096)
def _plain(phrase: str) -> str:
    """A phrase as it is compared: lower case but for short capitals ("US"), without possessive endings and stops."""
    words = [_POSSESSIVE.sub("", w).replace(".", "").replace("-", " ") for w in phrase.replace("’", "'").split()]
    joined = " ".join(words).split()
    return " ".join(w if w.isupper() and len(w) < 6 else w.lower() for w in joined)


def party_of(phrase: str, country: str | None = None) -> Party | None:
    """The party a phrase names: "Russian forces" is RUSMIL, "Ukraine's air force" UKRMIL, "rebels" needs a country.

    Args:
        phrase: A noun phrase or a word, with or without its article.
        country: The alpha-3 code of the country at hand, for a phrase that names only a role.

    Returns:
        The party, or none when the phrase names neither a country, a people, nor a group (nor a role in `country`).
        It has no words of its own: where the phrase stands in a report, the caller says (`evidence.worded`).
    """
    known = _code_of(phrase, country)
    if known is None:
        return None
    return Party(known.code, known.name, "", NO_WORDS)


@cache
def names_of(code: str) -> tuple[str, ...]:
    """Every name under which a party with this code is listed, folded and in order: "ltte", "tamil tigers"."""
    return tuple(sorted(name for name, known in _words().proper.items() if known.code == code))


@cache
def listed_parties() -> dict[str, str]:
    """The countries, peoples, forces and groups of the table by code, each with its name, in the order of codes."""
    found = {row["code"]: row["name"] for row in countries().values()}
    for name, code in _table()["people"].items():
        found.setdefault(code, name)
    for name, row in _table()["group"].items():
        if row["code"][_COUNTRY:] not in _table()["role"]:  # the Black Sea Fleet is not all of RUSMIL
            found.setdefault(row["code"], name)
    return dict(sorted(found.items()))


@remembered(4096)
def _code_of(phrase: str, country: str | None) -> NamedParty | None:
    words = _plain(" ".join(_WORD.findall(phrase))).split()
    found = [row for row in _proper_in(words) if not _is_apart(words, row[1])]
    if phrase.islower():  # "dane guns", "turkey shoot": countries and peoples have capitals
        found = [row for row in found if row[2].how == "group"]
    role = _role_in(words)
    groups = [known for _, _, known in found if known.how == "group"]
    if groups:
        return groups[-1]
    if not found:
        role = _bare_role_in(words) if country else None
        if role == _ARMY and country in armyless():
            return None
        return NamedParty(country + role, phrase, "role") if country and role else None
    known = found[0][2]
    if known.how == "seat" and role is None:
        return known._replace(code=known.code + "GOV")
    if role is None or len(known.code) > 3:
        return known
    return NamedParty(known.code + role, phrase.strip(), known.how)


def _proper_in(words: list[str]) -> Iterator[tuple[int, int, NamedParty]]:
    """The countries, peoples and groups among words, longest first, left to right."""
    proper, at = _words().proper, 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            known = proper.get(" ".join(words[at : at + size]))
            if known is not None:
                yield at, at + size, known
                at += size - 1
                break
        at += 1


def _is_apart(words: list[str], end: int) -> bool:
    """Whether the country that ends there only backs something ("US-backed rebels"); its "armed forces" are its own."""
    of_role = any(" ".join(words[end : end + size]) in _words().roles for size in (2, 3))
    return end < len(words) and words[end] in _words().apart and not of_role


def _role_in(words: list[str]) -> str | None:
    """The role that the words name: the last one in the phrase, before any "of" or "in"."""
    roles = _words().roles
    for end in range(len(words), 0, -1):
        for size in range(min(3, end), 0, -1):
            role = roles.get(" ".join(words[end - size : end]))
            if role is not None:
                return role
    return None


def _bare_role_in(words: list[str]) -> str | None:
    """The role of a phrase without a name: that of its noun, else of a word that says whose it is ("rebel boats")."""
    role = _role_in(words)
    at_end = any(" ".join(words[-size:]) in _words().roles for size in (1, 2, 3))
    if role is None or at_end:
        return role
    whose = [word for word in words if word in _words().attributive]
    return _words().roles.get(whose[-1]) if whose else None


@cache
def armyless() -> frozenset[str]:
    """Codes of countries and peoples without an army: "the army" there is another's."""
    return frozenset(_table()["armyless"]["codes"])


def names_rulers(phrase: str) -> bool:
    """Whether a phrase without a name is of those who rule ("the junta"), not of one who holds an office."""
    return not _words().attributive.isdisjoint(_plain(phrase).split()) or "authorities" in _plain(phrase)


def stands_for_its_country(code: str) -> bool:
    """Whether an armed group counts as its country or people: what harms the Houthis harms Yemen."""
    return code.startswith(tuple(_table()["standing_for"]["codes"]))


@lru_cache(maxsize=8)  # several readers of one report ask, one after the other
def find_parties(text: str) -> tuple[Party, ...]:
    """All countries, peoples, forces and groups in a text, each with the role word that follows it."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[Party]:
    tokens = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(text)]
    at = 0
    while at < len(tokens):
        hit = _party_at(tokens, at) if _may_start(tokens[at][2]) else None
        if hit is None:
            at += 1
            continue
        last, known = hit
        span = Span(tokens[at][0], tokens[last][0] + len(_bare(tokens[last][2])))
        yield Party(known.code, known.name, text[span.start : span.end], span)
        at = last + 1


def _bare(word: str) -> str:
    """A word without a possessive ending or the sentence's full stop; "U.S." keeps its own."""
    word = _POSSESSIVE.sub("", word)
    return word[:-1] if word.endswith(".") and "." not in word[:-1] else word


def _may_start(word: str) -> bool:
    """Whether a capitalised word (or one like "al-Shabaab") can begin a party's name."""
    if not (word[0].isupper() or "-" in word):
        return False
    return _plain(word).split(" ", 1)[0] in _words().starts


def _party_at(tokens: list[tuple[int, int, str]], at: int) -> tuple[int, NamedParty] | None:
    """The party whose name begins at a token, with the last token of its phrase."""
    for size in range(min(_LONGEST, len(tokens) - at), 0, -1):
        known = _words().proper.get(_plain(" ".join(t[2] for t in tokens[at : at + size])))
        if known is not None:
            return _with_role(tokens, at + size, known)
    return None


def _with_role(tokens: list[tuple[int, int, str]], end: int, known: NamedParty) -> tuple[int, NamedParty]:
    """A country or people with the role words right after it ("Ukraine's air force", "Russian ground forces")."""
    if known.how == "group" or len(known.code) > 3:
        return end - 1, known
    for size in (3, 2, 1):
        words = [t[2] for t in tokens[end : end + size]]
        role = (
            _words().roles.get(_plain(" ".join(words))) if len(words) == size and _joined(tokens, end, size) else None
        )
        if role is not None:
            return end + size - 1, NamedParty(known.code + role, known.name, known.how)
    return end - 1, known._replace(code=known.code + "GOV") if known.how == "seat" else known


def _joined(tokens: list[tuple[int, int, str]], end: int, size: int) -> bool:
    """Whether tokens stand with one space between them, the one before included."""
    return all(tokens[i][0] - tokens[i - 1][1] == 1 for i in range(end, end + size))
