"""Who is a source, of what kind, for whom it speaks; and who held which office when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from wirebook.fields.data import data_table
from wirebook.fields.party.parties import party_of
from wirebook.fields.recall import remembered

_WORD = re.compile(r"[\w&][\w&'’./-]*")
_POSSESSIVE = re.compile(r"[’']s?$")
_INITIAL = re.compile(r"^[A-Z]\.?$")
_LONGEST = 6
_CLAUSE = re.compile(r"[,;(]|\b(?:who|which|that|whose)\b")
_OfficeSpan = tuple[int, int, str]
_NAMED_KINDS = ("media", "think_tank", "un", "monitor")


@dataclass(frozen=True, slots=True)
class Office:
    """Who spoke for whom.

    `since` and `until` are ISO dates or their beginnings, none where open; `fact` says whence it is known. `alone`
    says that the family name by itself means this person in the news.
    """

    person: str
    office: str
    institution: str
    since: str | None
    until: str | None
    fact: str
    names: tuple[str, ...] = ()
    alone: bool = False


@cache
def _table() -> dict[str, Any]:
    return data_table("sources.toml")


@cache
def _set(section: str, key: str) -> frozenset[str]:
    return frozenset(_table()[section][key])


@cache
def _names() -> dict[str, str]:
    """Proper names of bodies, outlets and monitors to kinds."""
    found = {name: kind for kind in _NAMED_KINDS for name in _table()[kind]["names"]}
    return {**found, **_table()["name"]}


@cache
def _heads() -> dict[str, str]:
    """Common words to kinds."""
    found = {word: kind for kind in ("media", "think_tank", "monitor") for word in _table()[kind]["heads"]}
    for kind, words in _table()["heads"].items():
        found.update(dict.fromkeys(words, kind))
    return found


@cache
def common_words() -> frozenset[str]:
    """Words that name what a body or person is and not which: "ministry", "police", "spokesman", "regional"."""
    phrases = [phrase for phrase, kind in _heads().items() if kind != "company"]
    for section, key in (("speaker", "words"), ("generic", "heads"), ("title", "words")):
        phrases += _set(section, key)
    return frozenset(word for phrase in phrases for word in phrase.replace("-", " ").replace("'", "").split())


def is_named_body(phrase: str) -> bool:
    """Whether a phrase, in lower case, is the proper name of a body, outlet or monitor."""
    return phrase in _names()


def _plain_words(phrase: str) -> list[str]:
    return [
        _POSSESSIVE.sub("", w.lower().rstrip(".") if w.count(".") < 2 else w.lower()) for w in _WORD.findall(phrase)
    ]


@remembered(4096)
def source_kind(phrase: str) -> str:
    """The kind of source that a phrase names: "Ukrainian air force" is military, "the health ministry" a hospital's.

    The proper names of bodies go first, then the phrase's head: the words at the end of its first noun phrase.

    Returns:
        One of the kinds of `types.Source`, "unknown" when no word of the phrase is known.
    """
    words = _plain_words(_CLAUSE.split(phrase, maxsplit=1)[0]) or _plain_words(phrase)
    kind = _of_head(phrase, words)
    if kind == "military" and (party := party_of(phrase)) is not None and _of_party(party.code or "") == "armed_group":
        return "armed_group"  # "Kachin Independence Army": a word for an army in the name of those who fight one
    if kind == "unknown":
        kind = _of_name(phrase, words)
    if kind == "unknown" and is_person_name(phrase):
        return "person"
    if kind == "unknown" and "," in phrase:
        return _of_head(phrase, _plain_words(phrase.split(",", 1)[1]))
    if kind == "unknown" and (party := party_of(phrase)) is not None:
        return _of_party(party.code or "")
    return kind


def _of_head(phrase: str, words: list[str]) -> str:
    """The kind by the last known words of the first noun phrase ("officials in Kyiv": officials)."""
    stop = next((i for i, w in enumerate(words) if i and w in _set("speaker", "prepositions")), len(words))
    named = list(_names_in(phrase, words[:stop]))
    if named and named[0][1] == stop:
        return named[0][2]
    heads = list(_matches(words[:stop], _heads()))
    if heads and " ".join(words[heads[-1][0] : heads[-1][1]]) in _set("speaker", "words"):
        return _of_speaker(phrase, words, heads, named)
    if heads and heads[-1][1] >= stop - 1:
        return heads[-1][2]
    known = [*named[:1], *heads[-1:]]
    return known[0][2] if known else "unknown"


def _of_speaker(phrase: str, words: list[str], heads: list[_OfficeSpan], named: list[_OfficeSpan]) -> str:
    """The kind of one who speaks for a body: that of the body beside the word, or the kind of the word itself."""
    if len(heads) > 1 and heads[-2][2] != "unnamed":
        return heads[-2][2]
    body = named[0] if named else next(_names_in(phrase, words), None)
    if body is not None:
        return body[2]
    party = party_of(phrase)
    if party and party.code and len(party.code) > 3:
        return _of_party(party.code)
    behind = words[next((i for i, w in enumerate(words) if i and w in _set("speaker", "prepositions")), len(words)) :]
    kinds = (kind for _, _, kind in _matches(behind, _heads()) if kind not in ("unnamed", "witness"))
    return next(kinds, heads[-1][2])


def _names_in(phrase: str, words: list[str]) -> Iterator[_OfficeSpan]:
    """The proper names among the words of a phrase; a short one counts only as written in capitals (as in "WHO")."""
    for start, end, kind in _matches(words, _names()):
        name = " ".join(words[start:end])
        if len(name) > 4 or name[:1].upper() + name[1:] in phrase or name.upper() in phrase:
            yield start, end, kind


def _of_name(phrase: str, words: list[str]) -> str:
    found = next(_names_in(phrase, words), None)
    return found[2] if found else "unknown"


def _of_party(code: str) -> str:
    if "REB" in code or "CRM" in code:
        return "armed_group"
    if code.startswith("IGOUNO"):
        return "un"
    if code.startswith("NGO"):
        return "monitor"
    return "military" if "MIL" in code else "witness" if "CVL" in code else "government"


def _matches(words: list[str], phrases: dict[str, str]) -> Iterator[_OfficeSpan]:
    """The known phrases among words, longest first, left to right: (start, end, kind)."""
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            kind = phrases.get(" ".join(words[at : at + size]))
            if kind is not None:
                yield at, at + size, kind
                at += size - 1
                break
        at += 1


@remembered(4096)
def source_actor(phrase: str) -> str | None:
    """The code of the party a source speaks for: "Ukrainian air force" UKRMIL, "Vedant Patel" USAGOV; none if open."""
    if is_media(phrase):
        return None
    party = party_of(phrase)
    if party is None:
        held = next(iter(_held_by(phrase)), None)
        party = party_of(held.institution) if held else None
    return party.code if party else None


@remembered(4096)
def is_media(phrase: str) -> bool:
    """Whether a phrase names an outlet or agency ("Reuters", "state media"): it quotes others."""
    return source_kind(phrase) == "media"


@remembered(4096)
def is_title(word: str) -> bool:
    """Whether a word names an office or a rank: "minister", "General"."""
    return word.lower() in _set("title", "words")


def generic_determiners() -> frozenset[str]:
    """Words before a noun that do not say whose it is: "the", "latest", "official"."""
    return _set("generic", "determiners")


def is_particle(word: str) -> bool:
    """Whether a word, in lower case, is a small one inside names of persons: "al", "bin", "van"."""
    return word in _set("title", "particles")


def is_person_name(phrase: str) -> bool:
    """Whether a phrase is a person's name, with or without titles: capitalised words, none of them a body's."""
    words = [w.rstrip(".") or w for w in _WORD.findall(phrase.split(",", 1)[0])]
    words = [_POSSESSIVE.sub("", w) for w in words]
    while words and words[0].lower() in _set("title", "words"):
        words = words[1:]
    if not 1 <= len(words) <= 5 or not words[0][:1].isupper():
        return False
    return all(is_name_word(w) for w in words) and _is_no_body(words, titled=len(words) < len(phrase.split()))


def is_name_word(word: str) -> bool:
    """Whether a word can stand in a person's name: capitalised, a small one inside it ("al-", "bin"), or an initial."""
    first, _, rest = word.partition("-")
    if (first.lower() in _set("title", "particles") and (not rest or rest[0].isupper())) or _INITIAL.match(word):
        return True
    return word[:1].isupper() and not (word.isupper() and len(word) > 1) and word.lower() not in _set("title", "bodies")


def _is_no_body(words: list[str], *, titled: bool) -> bool:
    """A lone word is a person only after a title; a country, place or outlet is none."""
    name = " ".join(words)
    if len(words) == 1 and not titled:
        return False
    return name.lower() not in _names() and name.lower() not in _heads() and party_of(name) is None


@remembered(4096)
def generic_head(phrase: str) -> bool:
    """Whether a phrase only points back to a source named before: "the statement", "it", "the ministry"."""
    words = _plain_words(phrase)
    while len(words) > 1 and words[0] in _set("generic", "determiners"):
        words = words[1:]
    return len(words) == 1 and words[0] in _set("generic", "heads") and not any(c.isupper() for c in phrase[1:])


# ---------------------------------------------------------------- who spoke for whom


@cache
def _offices() -> dict[str, tuple[Office, ...]]:
    """The dated table of offices, by the lower-case last name."""
    rows = data_table("offices.toml")["office"]
    found: dict[str, list[Office]] = {}
    for row in rows:
        names = tuple(row.get("names", ()))
        held = Office(
            row["person"],
            row["office"],
            row["institution"],
            row.get("from"),
            row.get("to"),
            row["fact"],
            names,
            row.get("alone", False),
        )
        for name in (held.person, *names):
            found.setdefault(name.split()[-1].lower(), []).append(held)
    return {name: tuple(dict.fromkeys(offices)) for name, offices in found.items()}


@cache
def office_rows() -> tuple[Office, ...]:
    """All rows of the table of offices, each once."""
    return tuple(dict.fromkeys(held for rows in _offices().values() for held in rows))


def offices_in(phrase: str) -> tuple[Office, ...]:
    """The offices in the table of a person whose full name, or one of whose other names, stands in a phrase."""
    return _held_by(phrase)


def _held_by(person: str) -> tuple[Office, ...]:
    """The offices in the table of a person whose full name, or one of whose other names, stands in a phrase."""
    words = person.lower().replace("’", "'").split()
    found = (o for word in words for o in _offices().get(_POSSESSIVE.sub("", word.strip(".,")), ()))
    return tuple(dict.fromkeys(o for o in found if _is_named(o, " ".join(words))))


def _is_named(held: Office, phrase: str) -> bool:
    return any(name.lower() in phrase for name in (held.person, *held.names))


def office_of(person: str, date: str | None) -> Office | None:
    """The office that a person held on an ISO date, as far as the table knows.

    Args:
        person: The name as written, titles allowed; a lone surname is not enough.
        date: An ISO date, or none: then only a person with a single office in the table has one.
    """
    held = _held_by(person)
    if date is None:
        return held[0] if len(held) == 1 else None
    return next((o for o in held if _in_office(o, date)), None)


def _in_office(held: Office, date: str) -> bool:
    """Whether a date lies in the term; a bound given as a year or month counts in full."""
    after = held.since is None or date >= held.since
    before = held.until is None or date[: len(held.until)] <= held.until
    return after and before


def institution_conflict(person: str, institution_phrase: str, date: str | None) -> Office | None:
    """The office of a person that does not fit the institution they are said to speak for, none when all fits.

    A US State Department spokesman called "the Pentagon's" gives his true office; "US" or "the spokesman" fits.
    """
    held = office_of(person, date)
    if held is None:
        return None
    said, true = _bodies(institution_phrase), _bodies(held.institution)
    return held if said and true and not said & true else None


@cache
def _aliases() -> dict[str, str]:
    table = data_table("offices.toml")["institution"]
    return {alias: name for name, aliases in table.items() for alias in (name.lower(), *aliases)}


def _bodies(phrase: str) -> frozenset[str]:
    """The institutions of the table that a phrase names, under their main names."""
    words = _plain_words(phrase)
    return frozenset(kind for _, _, kind in _matches(words, _aliases()))
