"""Which postings of one cell speak of the same fact, by evidence that a person can read.

A pure function of the set of postings: neither their order nor how often one is given can matter. What decides is
local in time (`RADIUS` days), so that books can be drawn up again around the days that changed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from wirebook.fields.quantity.interval import meet
from wirebook.ledger.books.posting import UNTOLD, Posting, iso

RADIUS = 10  # days: a posting further away cannot change a group
_LATER = 7  # days within which a report without a day may speak of an event
_DISTINCT = 2  # a number below says little: one dead here and one dead there
_WIDE = ("country", "admin1")
_ALIKE = "the same day, place and parties, as far as told"
_TWO = "one report tells two numbers of this day and place; which of them this is, is not told"
_JOINED = "joined by a person"
_PARTED = "set apart by a person"


class Key(NamedTuple):
    """What postings of one group have in common to begin with; "" and none where it is not told."""

    day: int
    dated: bool
    place: str
    level: str
    admin1: str
    actor: str
    target: str
    clock: str
    variety: str
    bit: str
    value: int


@dataclass(frozen=True, slots=True)
class Group:
    """Postings of one fact, each with the reason it is one; `core` is the most telling key among them."""

    core: Key
    postings: tuple[Posting, ...]
    why: tuple[str, ...]
    undecided: str = ""
    split: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What persons decided: pairs of claims that are of one fact, and pairs that are not.

    `strangers` are pairs of sources, by their own keys, that are never one voice.
    """

    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    strangers: frozenset[frozenset[str]] = frozenset()


NOTHING = Decided()


def group(postings: Iterable[Posting], decided: Decided = NOTHING) -> tuple[Group, ...]:
    """The facts of one cell, by day, key and content."""
    mine = sorted({one.claim: one for one in postings}.values(), key=lambda one: one.claim)
    exact = _exact(mine)
    joins = [*_filled(exact), *_neighbours(exact), *_dated(exact)]
    doubts = {join.key: join.why for join in joins if join.other is None}
    links = [join for join in joins if join.other is not None]
    doubts |= dict.fromkeys({other._replace(value=0) for other in exact if other.value} & exact.keys(), _TWO)
    reasons = {link.key: link.why for link in links}
    made = [_made(keys, exact, reasons, doubts) for keys in _components(exact, links)]
    joined = _by_person(made, decided)
    return tuple(sorted(joined, key=lambda one: (one.core, one.postings[0].claim)))


# ---------------------------------------------------------------- what is alike to the letter


def _exact(postings: Sequence[Posting]) -> dict[Key, list[Posting]]:
    alike: dict[Key, list[Posting]] = defaultdict(list)
    for one in postings:
        alike[_key(one, 0)].append(one)
    parted: dict[Key, list[Posting]] = defaultdict(list)
    for key, members in alike.items():
        seeds = _two_numbers_of_one(members)
        for one in members:
            parted[key._replace(value=_nearest(one, seeds))].append(one)
    return dict(sorted(parted.items()))


def _key(one: Posting, value: int) -> Key:
    day = one.day if one.kind in ("day", "undated") else 0
    place = (one.place_key, one.level, one.admin1 or UNTOLD)
    return Key(
        day,
        one.kind != "undated",
        *place,
        one.actor or UNTOLD,
        one.target or UNTOLD,
        one.clock,
        one.variety,
        one.bit,
        value,
    )


def _two_numbers_of_one(members: Sequence[Posting]) -> list[Posting]:
    """Numbers that one voice gives side by side in the body of one report: it tells of several things."""
    told: dict[tuple[str, str], list[Posting]] = defaultdict(list)
    for one in members:
        if one.numbered and not one.headline and one.kind == "day":
            told[one.report, one.voice_key].append(one)
    for several in (told[key] for key in sorted(told)):
        seeds = _apart(several)
        if len(seeds) > 1:
            return seeds
    return []


def _apart(several: Sequence[Posting]) -> list[Posting]:
    seeds: list[Posting] = []
    for one in sorted(several, key=lambda one: (one.low, one.claim)):
        if not any(agree(one, seed) for seed in seeds):
            seeds.append(one)
    return seeds


def _nearest(one: Posting, seeds: Sequence[Posting]) -> int:
    fitting = [number for number, seed in enumerate(seeds, 1) if one.numbered and agree(one, seed)]
    return fitting[0] if len(fitting) == 1 else 0


def agree(one: Posting, other: Posting) -> bool:
    """Whether one number can satisfy both."""
    return one.unit == other.unit and meet((one.low, one.high), (other.low, other.high)) is not None


# ---------------------------------------------------------------- what is told less fully, or a day apart


class _GroupLink(NamedTuple):
    """A group that belongs to another, with the reason; `other` is none where that could not be decided."""

    key: Key
    other: Key | None
    why: str


_Exact = Mapping[Key, Sequence[Posting]]


def _filled(exact: _Exact) -> Iterator[_GroupLink]:
    """Groups that tell less than the only one of that day which they fit."""
    days: dict[tuple[int, bool, str], list[Key]] = defaultdict(list)
    for key in exact:
        days[key.day, key.dated, key.bit].append(key)
    for keys in days.values():
        for key in keys:
            fitting = [other for other in keys if other != key and _fits(key, other, exact)]
            yield from _chosen(key, fitting, exact, _lacking)


def _fits(less: Key, more: Key, exact: _Exact) -> bool:
    """Whether a group can be another that tells more of who, where or when."""
    if not _is_less(less, more):
        return False
    return less.place == more.place or _same_number(exact[less], exact[more])


def _is_less(one: Key, other: Key) -> bool:
    """Whether nothing that the one tells is against the other, which tells more."""
    pairs = _told_pairs(one, other)
    if any(told and told != more for told, more in pairs) or (one.value and one.value != other.value):
        return False
    wider = _is_wider(one, other)
    return wider or (one.place == other.place and any(told != more for told, more in pairs))


def _told_pairs(one: Key, other: Key) -> tuple[tuple[str, str], ...]:
    return (one.actor, other.actor), (one.target, other.target), (one.clock, other.clock), (one.variety, other.variety)


def _is_wider(less: Key, more: Key) -> bool:
    if less.level == "country":
        return more.level not in ("country", UNTOLD)
    return less.level == "admin1" and more.level == "town" and bool(less.admin1) and less.admin1 == more.admin1


def _same_number(ones: Sequence[Posting], others: Sequence[Posting]) -> bool:
    """Whether one number, said in so many words, stands in both: of a wider place that alone is evidence."""
    numbers = {(one.low, one.high) for one in ones if one.numbered and one.low >= _DISTINCT}
    return any((other.low, other.high) in numbers for other in others if other.numbered)


def _chosen(key: Key, fitting: Sequence[Key], exact: _Exact, why: Callable[[Key, Key], str]) -> Iterator[_GroupLink]:
    """The one group that a group belongs to; where several are left, the doubt."""
    best = [one for one in fitting if not any(_is_less(one, other) for other in fitting if other != one)]
    if len(best) > 1:
        best = [one for one in best if _same_number(exact[key], exact[one])] or best
    if len(best) == 1:
        yield _GroupLink(key, best[0], why(key, best[0]))
    elif best:
        names = sorted({_named(exact[one]) for one in best})
        yield _GroupLink(key, None, f"may be any of {len(best)}: {'; '.join(names)}")


def _lacking(key: Key, other: Key) -> str:
    """Why a group is another, in words: what it does not tell itself."""
    if key.place != other.place:
        return "the same day and number, told of the wider area"
    parts = (
        ("who did it", key.actor, other.actor),
        ("whom it hit", key.target, other.target),
        ("the hour", key.clock, other.clock),
        ("the make", key.variety, other.variety),
    )
    lacks = [name for name, one, more in parts if one != more]
    return f"the same day and place; {' and '.join(lacks)} is not told here"


def _neighbours(exact: _Exact) -> Iterator[_GroupLink]:
    """The same number at the same place on the next day, by others: one night, dated by its evening and its morning.

    Where the number goes on for a third day it is a habit and no evidence, so nothing is joined.
    """
    days = _by_day(exact)
    edges = {(key, other) for key in exact for other in _next_day(key, days, exact)}
    starts, ends = {key for key, _ in edges}, {other for _, other in edges}
    for key, other in sorted(edges):
        if key not in ends and other not in starts:
            yield _GroupLink(key, other, f"the same number at the same place, dated {iso(key.day)} here")


def _by_day(exact: _Exact) -> Mapping[int, Sequence[Key]]:
    days: dict[int, list[Key]] = defaultdict(list)
    for key in exact:
        if key.dated and key.day:
            days[key.day].append(key)
    return days


def _next_day(key: Key, days: Mapping[int, Sequence[Key]], exact: _Exact) -> Iterator[Key]:
    if not key.dated or not key.day or key.level in _WIDE:
        return
    for other in days.get(key.day + 1, ()):
        if _alike(key, other) and _told_by_others(exact[key], exact[other]):
            yield other


def _alike(key: Key, other: Key) -> bool:
    pairs = ((key.actor, other.actor), (key.target, other.target), (key.variety, other.variety))
    fits = all(not one or not more or one == more for one, more in pairs)
    return fits and key.place == other.place and key.bit == other.bit


def _told_by_others(ones: Sequence[Posting], others: Sequence[Posting]) -> bool:
    voices = {one.voice_key for one in ones} & {other.voice_key for other in others}
    return not voices and _same_number(ones, others)


def _dated(exact: _Exact) -> Iterator[_GroupLink]:
    """Groups that tell no day: the only event at their place in the week before the report."""
    days = _by_day(exact)
    for key in exact:
        if not key.dated and key.place and key.level not in _WIDE:
            near = (other for back in range(_LATER + 1) for other in days.get(key.day - back, ()))
            fitting = [other for other in near if _alike(key, other) and not _tells_both(exact[key], exact[other])]
            yield from _chosen(key, fitting, exact, _undated)


def _tells_both(ones: Sequence[Posting], others: Sequence[Posting]) -> bool:
    """Whether a report tells one number of the day and another without a day: they are of two things."""
    told = {(one.report, one.claim): one for one in others if one.numbered and not one.headline}
    return any(
        one.report == other.report and not agree(one, other)
        for one in ones
        if one.numbered and not one.headline
        for other in told.values()
    )


def _undated(_key: Key, other: Key) -> str:
    return f"no day is told; the only such event at the place in the week before is of {iso(other.day)}"


def _named(postings: Sequence[Posting]) -> str:
    one = min(postings, key=lambda one: one.claim)
    parts = (one.written, one.item, one.place or UNTOLD, iso(one.last) or UNTOLD, one.actor or UNTOLD)
    return " ".join(part for part in parts if part)


# ---------------------------------------------------------------- putting together


def _components(exact: _Exact, links: Sequence[_GroupLink]) -> list[list[Key]]:
    """Keys that are joined, directly or through others, each list in order."""
    forest = {key: key for key in exact}
    for link in links:
        if link.other is not None:
            one, other = sorted((_root(forest, link.key), _root(forest, link.other)))
            forest[other] = one
    together: dict[Key, list[Key]] = defaultdict(list)
    for key in exact:
        together[_root(forest, key)].append(key)
    return [sorted(keys) for _, keys in sorted(together.items())]


def _root(forest: dict[Key, Key], key: Key) -> Key:
    while forest[key] != key:
        key = forest[key]
    return key


def _made(keys: Sequence[Key], exact: _Exact, reasons: Mapping[Key, str], doubts: Mapping[Key, str]) -> Group:
    heads = [key for key in keys if key not in reasons]
    core = max(heads or keys, key=_told)
    members = [(one, reasons.get(key, _ALIKE)) for key in keys for one in exact[key]]
    members.sort(key=lambda member: member[0].claim)
    doubt = next((doubts[key] for key in keys if key in doubts), UNTOLD)
    return Group(core, tuple(one for one, _ in members), tuple(why for _, why in members), doubt)


def _told(key: Key) -> tuple[int, Key]:
    """How much a key tells; the place counts by how narrow it is."""
    return sum(bool(part) for part in (key.actor, key.target, key.clock, key.variety)) + 2 * (
        key.level not in _WIDE
    ), key


# ---------------------------------------------------------------- what persons decided


def _by_person(groups: Sequence[Group], decided: Decided) -> list[Group]:
    if not decided.together and not decided.apart:
        return list(groups)
    found = list(groups)
    for one, other in sorted(set(decided.together)):
        found = _united(found, one, other)
    for one, other in sorted(set(decided.apart)):
        found = _divided(found, one, other)
    joined = {one for one, _ in decided.together}
    return [_named_so(group, joined) for group in found]


def _named_so(group: Group, joined: set[str]) -> Group:
    """A group that says of each claim that a person joined that one did; one that was set apart says that."""
    if group.split:
        return group
    members = zip(group.postings, group.why, strict=True)
    why = tuple(_JOINED if one.claim in joined else reason for one, reason in members)
    return replace(group, why=why)


def _united(groups: list[Group], one: str, other: str) -> list[Group]:
    first = next((group for group in groups if _has(group, one)), None)
    second = next((group for group in groups if _has(group, other)), None)
    if first is None or second is None or first is second:
        return groups
    first, second = sorted((first, second), key=lambda group: group.postings[0].claim)
    members = [*zip(first.postings, first.why, strict=True), *((p, _JOINED) for p in second.postings)]
    members.sort(key=lambda member: member[0].claim)
    both = Group(first.core, tuple(p for p, _ in members), tuple(why for _, why in members), first.undecided)
    return [group for group in groups if group not in (first, second)] + [both]


def _divided(groups: list[Group], one: str, other: str) -> list[Group]:
    """Take one claim out of the fact that another is in; those taken out of it before are its company."""
    shared = next((group for group in groups if _has(group, one) and _has(group, other)), None)
    if shared is None:
        return groups
    company = next((group for group in groups if group.split == other), None)
    kept = [(p, why) for p, why in zip(shared.postings, shared.why, strict=True) if p.claim != one]
    taken = [p for p in shared.postings if p.claim == one] + list(company.postings if company else ())
    taken.sort(key=lambda p: p.claim)
    rest = Group(shared.core, tuple(p for p, _ in kept), tuple(why for _, why in kept), shared.undecided, shared.split)
    out = Group(shared.core, tuple(taken), tuple(_PARTED for _ in taken), split=other)
    return [group for group in groups if group is not shared and group is not company] + [rest, out]


def _has(group: Group, claim: str) -> bool:
    return any(posting.claim == claim for posting in group.postings)
