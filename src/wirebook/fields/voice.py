"""Who answers for a statement: sources compared across reports, however each of them writes the name.

"Ukraine's air force" and "the Ukrainian Air Force" are one voice; the general staff of the same country is another.
"""

import re
from dataclasses import dataclass
from functools import cache

from wirebook.fields.gazetteer import fold
from wirebook.fields.party import countries, country_names, demonyms

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_OWNER = re.compile(r"[’']s?(?=\s|$)")
_ARTICLE = "the "
_LINKS = frozenset({"of", "for", "in", "the"})
_PARTS = 2  # words: a person's name has at least a given name and a family name


@dataclass(frozen=True, slots=True)
class Voice:
    """Who answers for a statement. `key` is a name without its country, article and spelling; `country` is alpha-3.

    `family` is the last word of a person's name, `office` what the person speaks for, both "" where not known.
    """

    key: str
    country: str | None = None
    family: str = ""
    office: str = ""


def voice_of(name: str, kind: str, actor: str | None = None, role: str | None = None) -> Voice:
    """The voice of a source by its name as written, its kind, its actor's code and the office told with the name."""
    plain, named = _without_country(name)
    country = actor[:3] if actor else named
    words = plain.split()
    family = words[-1] if kind == "person" or (role is not None and len(words) >= _PARTS) else ""
    office = _without_country(role)[0] if role else ""
    return Voice(plain or fold(name), country, family, office)


def same_voice(one: Voice, other: Voice) -> bool:
    """Whether two voices may be one: no country against another, and one name, family name or office."""
    if one.country and other.country and one.country != other.country:
        return False
    if one.key == other.key:
        return True
    if one.family and other.family:
        return one.family == other.family and _ends_so(one, other)
    if one.family or other.family:
        person, body = (one, other) if one.family else (other, one)
        return bool(person.office) and _alike(person.office, body.key)
    return _alike(one.key, other.key)


def _ends_so(one: Voice, other: Voice) -> bool:
    """Whether one full name is the end of the other, or its given name is a letter of it."""
    first, second = one.key.split()[0], other.key.split()[0]
    return one.key.endswith(other.key) or other.key.endswith(one.key) or first[0] == second[0]


def _alike(one: str, other: str) -> bool:
    """Whether all words of one name are in the other ("ministry of health", "the health ministry in Gaza")."""
    first, second = set(one.split()) - _LINKS, set(other.split()) - _LINKS
    return bool(first and second) and (first <= second or second <= first)


def _without_country(name: str) -> tuple[str, str | None]:
    """A name in plain form without the country that owns it, and that country's alpha-3 code."""
    plain = " ".join(_WORD.findall(fold(_OWNER.sub("", name)))).removeprefix(_ARTICLE)
    for size in (3, 2, 1):
        head, rest = plain.split()[:size], plain.split()[size:]
        code = _owners().get(" ".join(head))
        if code is not None and rest:
            return " ".join(rest).removeprefix(_ARTICLE), code
    return plain, _owners().get(plain)


@cache
def _owners() -> dict[str, str]:
    """Names and adjectives of countries, folded, to alpha-3 codes."""
    table = {**country_names(), **demonyms()}
    return {fold(written): countries()[a2]["code"] for written, a2 in table.items()}
