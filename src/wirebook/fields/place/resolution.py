"""Places: which place a name in a text means, how sure that is, and whether it stands for a government instead."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import cos, hypot, radians

from wirebook.fields.party.parties import find_parties
from wirebook.fields.place.gazetteer import Candidate, Gazetteer, candidates, fold, load_gazetteer, prior
from wirebook.fields.place.homonyms import assailants, misplaced, strangers, without_ships
from wirebook.fields.place.recognition import Toponym, find_toponyms, governing
from wirebook.fields.place.words import word_table
from wirebook.fields.recall import remembered
from wirebook.types import Place, Span

__all__ = [
    "Candidate",
    "Gazetteer",
    "PlaceContext",
    "alternatives",
    "find_mentions",
    "find_places",
    "is_metonym",
    "load_gazetteer",
]

_PRECISION = {"c": "country", "a": "admin1", "d": "admin1", "r": "area", "t": "town"}
_CONTAINED = re.compile(r"^(?:,? in (?:the )?(?:[a-z]+ )?|, (?:the )?| \()$")
_TOWN_BEFORE = re.compile(r"\b(?:city|town|capital|centre|center)(?: of)? \Z")
_TOWN_AFTER = re.compile(r" (?:city|town)\b")
_NEAR_KM = 150.0
_ROLE = 6  # letters of a role in a country ("IRQHLH"); longer codes are of named groups


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What is known beside the text: countries (alpha-2) that the report is about."""

    countries: tuple[str, ...] = ()


def find_places(text: str, context: PlaceContext | None = None) -> tuple[Place, ...]:
    """The places that a text names, in order, each with its span.

    Persons, bodies ("the Kyiv Independent") and demonyms are left out; capitals that stand for governments are
    kept, see `is_metonym`. A name of many places is decided by the country or division named beside it, by the
    countries and divisions of the text, by nearness to its other places, then by population; `alternatives` tells
    what else it could be.
    """
    groups = [p.span for p in find_parties(text) if p.code and len(p.code) > _ROLE]
    names = [n for n in without_ships(text, find_toponyms(text)) if n.use != "person" and not _is_inside(n, groups)]
    chosen = resolve(text, names, context)
    lost = misplaced(text, names)
    strange = strangers(text, names, chosen)
    found = [
        _unlisted(text, n, lost.get(i))
        if i in lost or strange.get(i)
        else c and place_of(text, n, c)
        if i not in strange
        else None
        for i, (n, c) in enumerate(zip(names, chosen, strict=True))
    ]
    return tuple(p for n, p in zip(names, found, strict=True) if p is not None and n.use in ("place", "stop"))


def _is_inside(name: Toponym, groups: Iterable[Span]) -> bool:
    """Whether a name is a part of a group's: the "Boko" of "Boko Haram"."""
    return any(g.start <= name.start and name.end <= g.end and name.end - name.start < g.end - g.start for g in groups)


def _unlisted(text: str, name: Toponym, around: Candidate | None) -> Place:
    """A place that the gazetteer lacks, in the division that the text names beside it: no point, but a country."""
    written = text[name.start : name.end]
    span = Span(name.start, name.end)
    country, admin1 = (around.country, around.admin1) if around else (None, None)
    return Place(None, written, country, admin1, None, None, "unlisted", written, span)


def place_of(text: str, name: Toponym, chosen: Candidate) -> Place:
    """A decided name as a Place."""
    precision = (
        "admin1" if chosen.kind == "t" and name.word in ("region", "oblast", "province") else _PRECISION[chosen.kind]
    )
    return Place(
        chosen.geonameid, chosen.name, chosen.country, chosen.admin1, chosen.latitude, chosen.longitude,
        precision, text[name.start : name.end], Span(name.start, name.end),
    )  # fmt: skip


# ---------------------------------------------------------------- which place a name means


@dataclass
class _Scene:
    """Where the text is: countries and divisions with how often they are named, decided points, who attacks where."""

    countries: Counter[str]
    divisions: Counter[str]
    points: list[Candidate]
    assailants: dict[str, frozenset[str]]


def resolve(text: str, names: list[Toponym], context: PlaceContext | None = None) -> list[Candidate | None]:
    """The place that each name means, none for a name that is not plausibly one."""
    fixed = _contained(text, names)
    scene = _scene(names, fixed, context)
    scene.assailants = assailants(text, names)
    seen: dict[Toponym, Candidate | None] = {}
    first = [fixed.get(i) or _once(n, scene, seen) for i, n in enumerate(names)]
    for name, found in zip(names, first, strict=True):
        if found is not None and found.kind in "ct" and (name.multi or found.population > 50_000):
            scene.countries[found.country or ""] += 1
            scene.points.append(found)
    senses = {names[i].key: c for i, c in fixed.items()}
    sure = {n.key for n in names if n.located and n.use == "place"}
    names = [n._replace(located=True) if n.key in sure else n for n in names]
    seen = {n._replace(start=0, end=0): senses[n.key] for n in names if n.key in senses and _follows(n)}
    lost = misplaced(text, names)
    settled: list[Candidate | None] = [
        None if i in lost else fixed.get(i) or _once(n, scene, seen) for i, n in enumerate(names)
    ]
    return _as_divisions(text, names, settled)


def _as_divisions(text: str, names: list[Toponym], chosen: list[Candidate | None]) -> list[Candidate | None]:
    """A text that begins with "the Kursk region" goes on to call it Kursk: wider, but never falsely exact.

    "the city of Kursk" and "Kursk city" stay the town.
    """
    begun: dict[str, Candidate | None] = {}
    for name, found in zip(names, chosen, strict=True):
        begun.setdefault(name.key, found if name.word and found is not None and found.kind == "a" else None)
    return [_wider(text, n, c, begun[n.key]) for n, c in zip(names, chosen, strict=True)]


def _wider(text: str, name: Toponym, town: Candidate | None, division: Candidate | None) -> Candidate | None:
    if town is None or division is None or town.kind != "t" or _km(town, division) > 2 * _NEAR_KM:
        return town
    is_town = _TOWN_BEFORE.search(text, max(0, name.start - 16), name.start) or _TOWN_AFTER.match(text, name.end)
    return town if is_town else division


def _follows(name: Toponym) -> bool:
    """One sense a text: what a name was said to mean once ("Paris, Texas") it means again."""
    return not name.word and name.use != "stop"


def _once(name: Toponym, scene: _Scene, seen: dict[Toponym, Candidate | None]) -> Candidate | None:
    """The likeliest place, worked out once for all occurrences that look alike."""
    shape = name._replace(start=0, end=0)
    if shape not in seen:
        seen[shape] = _best(name, scene)
    return seen[shape]


def _contained(text: str, names: list[Toponym]) -> dict[int, Candidate]:
    """Names decided by the country or division right after them: "Paris, Texas", "Lyman in Donetsk region"."""
    fixed: dict[int, Candidate] = {}
    for i in range(len(names) - 2, -1, -1):
        inner, outer = names[i], names[i + 1]
        gap = text[inner.end : outer.start]
        if len(gap) < 24 and _CONTAINED.match(gap):
            pair = _pair(inner, outer, fixed.get(i + 1))
            if pair is not None:
                fixed[i], fixed[i + 1] = pair
    return fixed


def _pair(inner: Toponym, outer: Toponym, known: Candidate | None) -> tuple[Candidate, Candidate] | None:
    """The likeliest place within the likeliest division or country of the next name."""
    rows = [
        (prior(a) + prior(b) + _word_bonus(a, inner), -a.row, -b.row, a, b)
        for b in ([known] if known else candidates(outer.key))
        if b.kind in "ca"
        for a in candidates(inner.key)
        if _within(a, b)
    ]
    if not rows:
        return None
    return max(rows)[3:]


def _within(inner: Candidate, outer: Candidate) -> bool:
    """Whether a place lies in a country or first-level division."""
    if inner.row == outer.row or inner.country != outer.country or inner.kind == "c":
        return False
    return outer.kind == "c" or (inner.kind != "a" and inner.division == outer.division)


def _scene(names: list[Toponym], fixed: dict[int, Candidate], context: PlaceContext | None) -> _Scene:
    scene = _Scene(Counter(), Counter(), list(fixed.values()), {})
    for country in context.countries if context else ():
        scene.countries[country] += 2
    for i, name in enumerate(names):
        likely = fixed.get(i) or next(iter(candidates(name.key)), None)
        if likely is None or name.use in ("stop", "person", "street"):
            continue
        if likely.kind == "t" and i not in fixed and name.located and _is_only(name.key):
            scene.points.append(likely)
            scene.divisions[f"{likely.country}.{likely.division}"] += 1
            scene.countries[likely.country or ""] += 1
        if likely.kind == "c" or i in fixed:
            scene.countries[likely.country or ""] += 1
        if likely.kind == "a" or i in fixed:
            scene.divisions[f"{likely.country}.{likely.division}"] += 1
    return scene


@remembered(16384)
def _is_only(key: str) -> bool:
    """Whether all places of a name lie close together: such a name says for sure where the text is."""
    rows = candidates(key)
    return all(_km(rows[0], c) < _NEAR_KM for c in rows[1:])


def _best(name: Toponym, scene: _Scene) -> Candidate | None:
    """The likeliest place of a name in its scene, when it is plausibly a place at all."""
    if name.use == "stop":
        return None
    if name.use == "people":
        return candidates(name.key)[0]
    fitting = [c for c in candidates(name.key) if _fits(c, name)]
    rows = [(_score(c, name, scene), -c.row, c) for c in _without_assailants(fitting, name, scene)]
    if not rows:
        return None
    score, _, best = max(rows)
    return best if _is_plausible(best, name, score) else None


def _without_assailants(fitting: list[Candidate], name: Toponym, scene: _Scene) -> list[Candidate]:
    """Of namesakes in two countries of the text, those that are not in the one that attacks there."""
    ours = scene.assailants.get(name.key, frozenset())
    theirs = [c for c in fitting if c.country not in ours and scene.countries[c.country or ""]]
    return theirs if ours and theirs and any(c.country in ours for c in fitting) else fitting


def _fits(candidate: Candidate, name: Toponym) -> bool:
    """A second-level division is meant only with its word ("Anderson County"), or where towns have its name on loan."""
    if candidate.kind == "c" and name.word and name.end - name.start > len(name.key) + len(name.word):
        return not any(c.kind == "a" and c.own for c in candidates(name.key))  # "Niger State", "Niger state radio"
    if candidate.kind != "d" or name.word:
        return True
    return (name.multi and not _is_town(name.key)) or (candidate.own and _is_lent(name.key))


@remembered(16384)
def _is_lent(key: str) -> bool:
    """Whether towns bear a name as an alias only: Jolo is called Sulu after its province."""
    others = [c for c in candidates(key) if c.kind != "d"]
    return bool(others) and not any(c.own for c in others)


@remembered(16384)
def _is_town(key: str) -> bool:
    return any(c.kind == "t" and c.own for c in candidates(key))


def _score(c: Candidate, name: Toponym, scene: _Scene) -> float:
    score = prior(c)
    if c.kind == "c":
        score += 3.0
    elif scene.countries[c.country or ""]:
        total = sum(scene.countries.values())
        score += 2.0 + 3.0 * scene.countries[c.country or ""] / total
    if c.kind in "td" and scene.divisions[f"{c.country}.{c.division}"]:
        score += 2.5
    if c.kind in "td":
        score += min(3.0, sum(_km(c, p) < _NEAR_KM for p in scene.points[:20] if p.row != c.row))
    if c.kind == "r" and not c.country:
        score += 3.5
    return score + _word_bonus(c, name)


def _word_bonus(c: Candidate, name: Toponym) -> float:
    """A division word asks for a division; a bare name that a town shares with its own division means the town."""
    if name.word:
        return {"a": 6.0, "d": 5.0, "r": 2.0}.get(c.kind, 0.0)
    return -3.0 if c.kind == "a" and _has_seat(c, name.key) else 0.0


@remembered(16384)
def _has_seat(division: Candidate, key: str) -> bool:
    """Whether a division has a sizeable town of its own name in or beside it: then the bare name is the town's."""
    towns = (c for c in candidates(key) if c.kind == "t" and c.country == division.country and c.population > 20_000)
    return any(c.division == division.division or _km(c, division) < _NEAR_KM for c in towns)


def _km(a: Candidate, b: Candidate) -> float:
    east = (a.longitude - b.longitude) * cos(radians(a.latitude))
    return 111.2 * hypot(a.latitude - b.latitude, east)


def _is_plausible(best: Candidate, name: Toponym, score: float) -> bool:
    """A lone small town's name at no place that says where is more often something else."""
    if best.kind != "t" or name.multi or name.word or name.located:
        return True
    return (best.population >= 100_000 and best.own) or score > 9.0


# ---------------------------------------------------------------- what else it could be


def alternatives(place: Place) -> tuple[Candidate, ...]:
    """Other places of the same written name that are not much less likely by themselves: none when the name is safe."""
    found = load_gazetteer().lookup(place.written)
    chosen = next((c for c in found if (c.geonameid, c.name) == (place.geonameid, place.name)), None)
    least = (prior(chosen) if chosen else 5.0) - 1.0
    return tuple(c for c in found if c is not chosen and prior(c) >= least and not _same_ground(c, place))


def _same_ground(c: Candidate, place: Place) -> bool:
    """Whether a candidate is the place itself or the division around it."""
    if place.latitude is None or place.longitude is None:
        return False
    apart = hypot(c.latitude - place.latitude, c.longitude - place.longitude)
    return c.country == place.country and (apart < 1.0 or c.admin1 == place.admin1)


# ---------------------------------------------------------------- governments spoken of by their capitals

_AFTER = re.compile(r"(['\u2019]s?)?[ \u00a0-]+([\w-]+)(?:[ \u00a0]+([\w-]+))?(?:[ \u00a0]+([\w-]+))?")
_BEFORE = re.compile(r"([\w'\u2019-]+)[ \u00a0]+(?:the[ \u00a0]+)?$")


@cache
def _metonym_words(section: str, key: str) -> frozenset[str]:
    words = word_table()[section][key]
    return frozenset(words.split() if isinstance(words, str) else words)


def is_metonym(text: str, place: Place) -> bool:
    """Whether a place's name stands for a government or a body there, not for ground where something happens.

    Decided by the words beside it: "Kyiv officials", "Moscow said", "to assist Moscow", "by Pyongyang" are
    metonyms; "in Kyiv", "struck Kyiv", "Ukraine's north" are places. What the words leave open is a place.
    """
    owned, following = _following(text, place.span.end)
    before = _BEFORE.search(text, max(0, place.span.start - 30), place.span.start)
    word = before.group(1).lower() if before else ""
    governs = fold(place.written) in governing()
    if following and following[0] in _metonym_words("metonym", "bodies") and not _is_passive(following):
        return True
    if word in _metonym_words("locative", "strict") or word in _metonym_words("locative", "struck"):
        return owned and governs and not _of_ground(following) and word not in ("in", "near", "at")
    if not governs:
        return owned and any(w in _metonym_words("metonym", "bodies") for w in following[:3])
    return _acts(owned, following) or word in _metonym_words("metonym", "dealing")


def _following(text: str, end: int) -> tuple[bool, list[str]]:
    """Whether a possessive ending stands at the end of a name, and the words after it."""
    found = _AFTER.match(text, end)
    if found is None:
        return False, []
    return found.group(1) is not None, [w.lower() for w in found.groups()[1:] if w]


def _of_ground(following: Iterable[str]) -> bool:
    return any(w in _metonym_words("metonym", "ground") for w in list(following)[:2])


def _is_passive(following: list[str]) -> bool:
    return following[0] in ("backed", "led", "based") and len(following) > 1 and following[1] == "by"


def _acts(owned: bool, following: list[str]) -> bool:
    """Whether the name owns something other than ground, or says or does something."""
    if owned:
        return not _of_ground(following)
    verbs = [w for w in following if w not in _metonym_words("metonym", "skipped")]
    if not verbs or "by" in verbs[:2]:
        return False
    if verbs[0] in _metonym_words("metonym", "being"):
        return len(verbs) > 1 and verbs[1].endswith("ing")
    modal = any(w in _metonym_words("metonym", "modal") for w in following[: len(following) - len(verbs)])
    return modal or verbs[0] in _metonym_words("metonym", "verbs")


# ---------------------------------------------------------------- every toponym, whatever it stands for


def find_mentions(text: str) -> tuple[Place, ...]:
    """All toponyms of a text, also those in the names of bodies and those of peoples ("Ukrainian")."""
    names = [n for n in find_toponyms(text) if n.use != "person"]
    chosen = resolve(text, names)
    return tuple(place_of(text, n, c) for n, c in zip(names, chosen, strict=True) if c is not None)
