"""Small places that the gazetteer lacks, known by the word for their kind: "Tal Hawash village", "the town of Orekh".

Front-line villages, districts, camps and prisons are in no list, yet the report says what they are. Such a place has a
name and, where the text says in which known place it lies, a country and division; it never has a point.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from wirebook.fields.data import data_table
from wirebook.fields.party.parties import countries, demonyms, find_parties, party_of
from wirebook.fields.place.words import place_words
from wirebook.types import Place, Span

_Q = "'\u2019"
_WORD = rf"(?:(?:[AaEe][lnsrdzt]|[Aa]sh)-)?[A-Z\u00c0-\u017f][\w{_Q}]{{0,40}}(?:-\w[\w{_Q}]{{0,40}}){{0,6}}"
_NAME = rf"{_WORD}(?: (?:(?:al|el|as|de|del|la|bin|ibn|e) )?{_WORD}){{0,3}}"
_DESCRIBED = re.compile(r"-[a-z]+(?:ed|held|run|led)\b")  # "Houthi-controlled areas"
_OWNED = re.compile(rf"[{_Q}]s?$")
_AROUND = 60  # characters from a place to the wider one that it lies in
_MOST = 8  # words between them
_NEAR = 400  # characters: the places that tell the country of a site
_POSSESSED = re.compile(rf"(?:[{_Q}]s)? (?:[a-z]+ ){{0,2}}(?:[a-z]+ of )?")
_PEOPLE = 40  # characters
_ALPHA3 = 3
_BARE = 4  # letters: a shorter name is not looked for again without its kind


class _Taken:
    """The listed places of a text in its order, found by where they stand."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = sorted(places, key=lambda p: p.span.start)
        self.starts = [p.span.start for p in self.places]

    def within(self, start: int, end: int) -> list[Place]:
        """Those that touch a stretch of the text."""
        first = max(0, bisect_right(self.starts, start) - 1)
        return [p for p in self.places[first : bisect_left(self.starts, end)] if p.span.end > start]

    def end_at(self, start: int) -> int | None:
        """The end of the one that begins at a character."""
        return next((p.span.end for p in self.within(start, start + 1) if p.span.start == start), None)

    def after(self, end: int) -> Place | None:
        """The next one behind a character."""
        at = bisect_left(self.starts, end)
        return self.places[at] if at < len(self.places) else None

    def before(self, start: int) -> Place | None:
        """The last one that begins before a character."""
        at = bisect_left(self.starts, start)
        return self.places[at - 1] if at else None


class _UnlistedSite(NamedTuple):
    start: int
    end: int
    name: str
    kind: str
    bare: str


def find_sites(text: str, known: Sequence[Place]) -> tuple[Place, ...]:
    """The places of a text that a word for their kind makes known, without those among the `known` ones.

    A settlement that has been named so is a place also where its bare name stands later.
    """
    taken = _Taken(known)
    found: dict[int, _UnlistedSite] = {}
    for site in (*_before_kind(text, taken), *_after_kind(text)):
        if _is_new(site, taken) and _is_name(site):
            found.setdefault(site.start, site)
    sites = sorted([*found.values(), *_again(text, list(found.values()), taken)])
    return tuple(_all_around([_place(text, site, taken) for site in sites]))


def _all_around(places: Sequence[Place]) -> Iterator[Place]:
    """The places, each in the country and division that any mention of its name gives it."""
    lying = {p.name: p for p in reversed(places) if p.country}
    for place in places:
        around = lying.get(place.name)
        yield replace(place, country=around.country, admin1=around.admin1) if around and not place.country else place


def with_sites(known: Sequence[Place], sites: Sequence[Place]) -> tuple[Place, ...]:
    """Both in text order; a listed place that is only a part of a longer site's name gives way to it."""
    own = _Taken(sites)
    kept = [p for p in known if not own.within(p.span.start, p.span.end)]
    return tuple(sorted((*kept, *sites), key=lambda place: place.span.start))


# ---------------------------------------------------------------- the two orders: name and kind, kind and name


@cache
def _kinds(*keys: str) -> frozenset[str]:
    table = data_table("places", "sites.toml")
    return frozenset(word for key in keys for word in table[key]["words"])


@cache
def _all_kinds() -> frozenset[str]:
    return _kinds("settlement", "part", "division", "facility")


def _either(words: Sequence[str]) -> str:
    return "|".join(rf"[{w[0]}{w[0].upper()}]{re.escape(w[1:])}" for w in sorted(words, key=len, reverse=True))


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    table = data_table("places", "sites.toml")
    kinds, between = _either(tuple(_all_kinds())), _either(table["facility"]["between"])
    first = rf"(?<![\w-])(?P<name>{_NAME}?) (?P<kind>(?:(?:{between}) ){{0,2}}(?:{kinds}))\b(?![\w{_Q}-])"
    of = rf"\b(?:{kinds}) of (?P<name>{_NAME})"
    more = rf"(?:, (?:and )?| and )(?P<name>{_NAME})"
    before = rf"(?<![\w-])(?P<name>(?:{'|'.join(w.capitalize() for w in table['facility']['before'])})\.? {_NAME})"
    return tuple(map(re.compile, (first, of, more, before)))


def _before_kind(text: str, taken: _Taken) -> Iterator[_UnlistedSite]:
    """ "Tal Hawash village"; known places and words that begin no name are cut off at the left."""
    for match in _forms()[0].finditer(text):
        kind = match["kind"].split()[-1]
        rest = text[match.end() : match.end() + 30]
        if re.match(r" [A-Z]", rest) and kind[:1].isupper():
            continue  # "Orekh District Council"
        following = re.match(r" ([a-z]+)", rest)
        if following and following.group(1) in data_table("places", "sites.toml")["sort"]["after"]:
            continue
        start = _trimmed(text, match.start("name"), match.end("name"), taken)
        if start is not None:
            whole = text[start : match.end()]
            alone = match["kind"] == kind and kind.lower() in _kinds("settlement", "part")
            name = text[start : match.end("name")]
            yield _UnlistedSite(start, match.end(), name if alone else whole, kind, name)


def _trimmed(text: str, start: int, end: int, taken: _Taken) -> int | None:
    """Where a name begins after openers, a possessor ("Gaza City's Tal") and a known place; none: nowhere."""
    opener = place_words().opener
    at = start
    while at < end:
        word = text[at:end].split(maxsplit=1)[0]
        past = taken.end_at(at)
        if past is not None and past < end:
            at = past
        elif (
            word.lower() in opener or word in demonyms() or _OWNED.search(word) or word.lower() in place_words().quarter
        ):
            at += len(word)
        else:
            break
        while at < end and not text[at].isalnum():
            at += 2 if text[at : at + 2] in ("'s", "\u2019s") else 1
    return at if at < end else None


def _after_kind(text: str) -> Iterator[_UnlistedSite]:
    """ "the town of Orekh", "the villages of Orekh, Tal Hawash and Burj", "Kibbutz Orem"."""
    _, of, more, before = _forms()
    for match in of.finditer(text):
        kind = match.group().split()[0]
        yield _UnlistedSite(match.start("name"), match.end("name"), match["name"], kind, match["name"])
        at = match.end()
        while kind.lower().endswith("s") and (another := more.match(text, at)) is not None:
            yield _UnlistedSite(another.start("name"), another.end("name"), another["name"], kind, another["name"])
            at = another.end()
    for match in before.finditer(text):
        yield _UnlistedSite(match.start("name"), match.end("name"), match["name"], *match["name"].split(" ", 1))


# ---------------------------------------------------------------- whether it is one, and where it lies


@cache
def _sorts() -> frozenset[str]:
    body = place_words().body - _all_kinds()
    return frozenset(data_table("places", "sites.toml")["sort"]["words"]) | body


def _is_new(site: _UnlistedSite, taken: _Taken) -> bool:
    """Whether no listed place is meant: none that begins the name or ends it."""
    last = site.start + len(site.bare)
    spans = [p.span for p in taken.within(site.start, last)]
    return not any(s.start <= site.start or last <= s.end for s in spans)


def _is_name(site: _UnlistedSite) -> bool:
    """Whether the words before a kind are a name: neither a party nor a sort ("the Christian quarter") nor initials."""
    name = site.bare
    words = name.lower().split()
    if any(w in _sorts() for w in words) or words[0] in _all_kinds() or words[-1] in _all_kinds() or name.isupper():
        return False
    named = (name, f"{name} {site.kind}", *name.split("-"))
    if _DESCRIBED.search(name) or any(map(party_of, named)) or any(w in demonyms() for w in name.split()):
        return False
    return not (set(words) <= place_words().stop) or (
        site.kind[:1].isupper() and site.kind.lower() in _kinds("division")
    )


def _again(text: str, sites: Sequence[_UnlistedSite], taken: _Taken) -> Iterator[_UnlistedSite]:
    """The later mentions of a settlement by its bare name."""
    seen = {s.start for s in sites}
    names = {s.name: s for s in reversed(sites) if s.kind.lower() in _kinds("settlement") and len(s.name) >= _BARE}
    for name, first in names.items():
        for match in re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-]| [A-Z])").finditer(text, first.end):
            if match.start() not in seen and not taken.within(*match.span()):
                yield _UnlistedSite(*match.span(), name, first.kind, name)


def _place(text: str, site: _UnlistedSite, taken: _Taken) -> Place:
    around = _around(text, site, taken)
    admin1 = around.admin1 if around else None
    country = around.country if around else _country_near(text, site, taken)
    wide = site.kind.lower() in _kinds("division", "part") and not (around and around.precision == "town")
    precision = "area" if wide else "unlisted"  # "Orekh district in northern Baghdad" is within the town
    span = Span(site.start, site.end)
    return Place(None, site.name, country, admin1, None, None, precision, text[site.start : site.end], span)


def _around(text: str, site: _UnlistedSite, taken: _Taken) -> Place | None:
    """The known place that a site is said to lie in or by: the next one of its phrase, else the possessor before it."""
    small = _kinds("inside")
    after = taken.after(site.end)
    if after is not None and after.span.start - site.end <= _AROUND:
        between = re.findall(r"[^\s,(]+", text[site.end : after.span.start])
        if len(between) <= _MOST and all(w.lower() in small for w in between):
            return after
    before = taken.before(site.start)
    if before is not None and _POSSESSED.fullmatch(text[before.span.end : site.start]):
        return before
    return None


def _country_near(text: str, site: _UnlistedSite, taken: _Taken) -> str | None:
    """The country of the people named right before ("the Lebanese town of"), else of the places close by, if of one."""
    for word in reversed(text[max(0, site.start - _PEOPLE) : site.start].split()):
        if word in demonyms():
            return demonyms()[word]
        if word.lower() not in _all_kinds() | place_words().quarter | {"of"}:
            break
    near = {p.country for p in taken.within(site.start - _NEAR, site.end + _NEAR) if p.country}
    country = near.pop() if len(near) == 1 else None
    return None if country and _is_of_others(text, site, country) else country


def _is_of_others(text: str, site: _UnlistedSite, country: str) -> bool:
    """Whether the paragraph of a site names countries, and another than those is only named in the next one."""
    start = max(text.rfind("\n\n", 0, site.start), site.start - _NEAR)
    end = text.find("\n\n", site.end, site.end + _NEAR)
    parties = find_parties(text)
    first = bisect_left(parties, start, key=lambda p: p.span.start)
    last = bisect_left(parties, end if end >= 0 else site.end + _NEAR, lo=first, key=lambda p: p.span.start)
    states = {row["code"] for row in countries().values()}
    codes = {str(p.code)[:_ALPHA3] for p in parties[first:last] if p.code} & states
    return bool(codes) and countries()[country]["code"] not in codes
