"""What each voice said of a fact, in the order in which it said it: its figure now, and how the figure moved.

One source's later figure replaces its own earlier one and nobody else's.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wirebook.fields.interval import contains
from wirebook.fields.voice import same_voice, voice_from
from wirebook.ledger.posting import UNTOLD, Posting, iso
from wirebook.types import Revision

Bounds = tuple[float, float | None]
_UNNAMED = ("unnamed", "unknown")
_FACTORS = (10.0, 100.0, 1000.0)
_GROWING = ("since", "stock")


@dataclass(frozen=True, slots=True)
class Told:
    """A voice of a fact: who, and its postings in the order of saying, repetitions by copies left out.

    `echo` is true for a report that puts a number in nobody's mouth which a named source has said by then.
    """

    name: str
    postings: tuple[Posting, ...]
    echo: bool = False

    @property
    def now(self) -> Posting | None:
        """The posting that stands: the last of those that moved the figure, none when it never gave one."""
        given = steps(self.postings)
        return given[-1] if given else None


def voices(
    postings: Sequence[Posting], origins: Mapping[str, str], strangers: frozenset[frozenset[str]] = frozenset()
) -> tuple[Told, ...]:
    """The voices of a fact.

    `origins` maps reports that are copies to the report that they were copied from; `strangers` are pairs of sources
    that persons set apart.
    """
    said: dict[str, list[Posting]] = defaultdict(list)
    for one in postings:
        if not one.headline or all(other.headline or other.report != one.report for other in postings):
            said[_spoken(one, origins)].append(one)
    groups = _same([(key, members) for key, members in sorted(said.items())], strangers)
    told = [_told(members, origins) for members in groups]
    named = [one for one in told if not one.postings[0].narrated]
    return tuple(sorted((_echoing(one, named) for one in told), key=lambda one: (one.name, one.postings[0].claim)))


def _spoken(one: Posting, origins: Mapping[str, str]) -> str:
    """A key under which only the same voice can stand."""
    if one.narrated:
        return f"report {origins.get(one.report, one.report)}"
    name = UNTOLD if one.source_kind in _UNNAMED and not one.family else one.voice_key
    return "|".join((name or one.source_kind, one.family, one.office))


def _same(said: Sequence[tuple[str, list[Posting]]], strangers: frozenset[frozenset[str]]) -> list[list[Posting]]:
    """Voices that may be one are one: two outlets that quote one official are one source."""
    groups: list[list[Posting]] = []
    for _, members in said:
        first = members[0]
        alike = [group for group in groups if any(_one_voice(first, other) for other in _faces(group))]
        alike = [group for group in alike if not any(_is_apart(first, other, strangers) for other in group)]
        merged = [*members, *(one for group in alike for one in group)]
        groups = [group for group in groups if group not in alike] + [merged]
    return groups


def _is_apart(one: Posting, other: Posting, strangers: frozenset[frozenset[str]]) -> bool:
    return one.voice_key != other.voice_key and frozenset((one.voice_own, other.voice_own)) in strangers


def _faces(group: Sequence[Posting]) -> list[Posting]:
    return list({(one.voice_key, one.voice_own, one.office): one for one in group}.values())


def _one_voice(one: Posting, other: Posting) -> bool:
    if one.narrated or other.narrated:
        return one.narrated and other.narrated and bool(one.voice) and one.voice_key == other.voice_key
    if one.source_kind in _UNNAMED and other.source_kind in _UNNAMED:
        return True
    if one.voice_key == other.voice_key:
        return True
    first = voice_from(one.voice_own, one.family, one.office)
    return same_voice(first, voice_from(other.voice_own, other.family, other.office))


def _told(members: Sequence[Posting], origins: Mapping[str, str]) -> Told:
    """A voice; of a report and its copies the one that came first speaks."""
    ordered = sorted(members, key=_saying)
    firsts: dict[tuple[str, float, float | None], Posting] = {}
    for one in ordered:
        firsts.setdefault((origins.get(one.report, one.report), one.low, one.high), one)
    names = sorted((one.voice for one in ordered if one.voice), key=lambda name: (-len(name), name))
    return Told(names[0] if names else UNTOLD, tuple(sorted(firsts.values(), key=_saying)))


def _saying(one: Posting) -> tuple[int, bool, str, float, str]:
    """The order of saying: by day, what corrects last, then by hour where it is told, then as counts grow."""
    hour = one.said_at if one.said_at and "T" in one.said_at else UNTOLD
    return (one.said or 0, one.notice == "correction", hour, one.low, one.claim)


def _echoing(one: Told, named: Sequence[Told]) -> Told:
    """A narrator repeats when a named source had said as much by then, or when there is nothing but a headline."""
    if not one.postings[0].narrated:
        return one
    first = one.postings[0]
    for other in named:
        for their in other.postings:
            if (their.said or 0) <= (first.said or 0) and _within(first, their):
                return Told(one.name, one.postings, echo=True)
    return one


def _within(one: Posting, other: Posting) -> bool:
    return not one.numbered or contains((one.low, one.high), (other.low, other.high)) or _bounds(one) == _bounds(other)


def _bounds(one: Posting) -> Bounds:
    return one.low, one.high


# ---------------------------------------------------------------- revisions


def revisions(fact: str, told: Sequence[Told]) -> tuple[Revision, ...]:
    """Where a voice's figure moved, by day and voice."""
    moves = [move for voice in told for move in _moves(fact, voice)]
    return tuple(sorted(moves, key=lambda move: (move.at, move.source, move.claim)))


def steps(postings: Sequence[Posting]) -> list[Posting]:
    """The postings at which a voice's figure moved, the first among them.

    A figure that was given before is told again late by others and moves nothing, unless it takes back a slip.
    """
    given: list[Posting] = []
    for one in postings:
        if one.numbered and (all(_bounds(one) != _bounds(earlier) for earlier in given) or _takes_back(given, one)):
            given.append(one)
    return given


def _takes_back(given: Sequence[Posting], one: Posting) -> bool:
    return _bounds(one) != _bounds(given[-1]) and bool(_slip(given[-1], one))


def _moves(fact: str, voice: Told) -> Iterator[Revision]:
    for before, now in pairwise(steps(voice.postings)):
        if not quoted_differently(before, now):
            yield from _move(fact, voice.name, before, now)


def quoted_differently(one: Posting, other: Posting) -> bool:
    """Whether two publishers give one source's figure of one day differently, and no hour tells which is the later."""
    untimed = all(posting.said_at is None or "T" not in posting.said_at for posting in (one, other))
    return one.said == other.said and untimed and one.publisher != other.publisher and not other.notice


def _move(fact: str, source: str, before: Posting, now: Posting) -> Iterator[Revision]:
    falls = _falls(before, now)
    kind, why = _kind(before, now, falls)
    if now.kind in _GROWING and not falls and not now.notice:
        return  # a running count is expected to move
    if now.kind == "stock" and not now.notice:
        return
    yield Revision(
        fact=fact,
        source=source,
        at=iso(now.said) or UNTOLD,
        from_low=before.low,
        from_high=before.high,
        to_low=now.low,
        to_high=now.high,
        kind=kind,
        falls=falls,
        why=why,
        report=now.report,
        claim=now.claim,
        before=before.claim,
    )


def _falls(before: Posting, now: Posting) -> bool:
    """Whether a count of what has happened is lower than before."""
    return now.kind != "stock" and now.high is not None and now.high < before.low


def _kind(before: Posting, now: Posting, falls: bool) -> tuple[str, str]:
    if now.notice == "definition":
        return "changed_definition", "the report says that it counts otherwise from now on"
    slip = _slip(before, now)
    if now.notice == "correction":
        return ("entry_error", f"put right by a correction: {slip}") if slip else ("correction", "the report says so")
    if slip and falls:
        return "entry_error", slip
    days = (now.said or 0) - (before.said or 0)
    if not falls and now.low > before.low:
        when = f"{days} days later" if days > 1 else "a day later" if days else "the same day"
        return "late_report", f"more were counted {when}"
    if not falls:
        return "late_report", "told more exactly"
    return "unknown", "no reason is given"


def _slip(before: Posting, now: Posting) -> str:
    """Digits that changed places, or a nought too many or too few; "" when it is neither."""
    if before.low != before.high or now.low != now.high or not before.low or not now.low:
        return UNTOLD
    ratio = max(before.low, now.low) / min(before.low, now.low)
    if ratio in _FACTORS:
        return f"{ratio:,.0f} times as many before and after"
    one, other = f"{before.low:.0f}", f"{now.low:.0f}"
    swapped = [at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    beside = len(one) == len(other) and len(swapped) == 2 and swapped[1] - swapped[0] == 1
    crossed = beside and one[swapped[0]] == other[swapped[1]] and one[swapped[1]] == other[swapped[0]]
    return "two digits changed places" if crossed else UNTOLD
