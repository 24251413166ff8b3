"""What each voice said of a fact, in the order in which it said it: its figure now, and how the figure moved.

One source's later figure replaces its own earlier one and nobody else's: somebody else's is passed, and both are told.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from wirebook.fields.party.source_identity import same_voice, voice_from
from wirebook.fields.quantity.interval import LowHigh, contains
from wirebook.ledger.books.posting import UNTOLD, Posting, iso
from wirebook.types import Revision

Newest = Mapping[str, frozenset[str]]
"""For each report that stands changed at its address by now, the versions of it that nothing later replaced."""
Versions = Mapping[str, tuple[str, int]]
"""Reports that are versions of one another: a name that all of them share, and the number of each among them."""
_UNNAMED = ("unnamed", "unknown")
_FACTORS = (10.0, 100.0, 1000.0)
_GROWING = ("since", "stock")


@dataclass(frozen=True, slots=True)
class VoicePostings:
    """A voice of a fact: who, and its postings in the order of saying, repetitions by copies left out.

    `echo` is true for a report that puts a number in nobody's mouth which a named source has said by then;
    `outdated` for a voice whose figure stands only in versions of reports that have a later one; `dropped` where that
    later one tells nothing of it: then it stands only as long as nobody else gives a figure.
    """

    name: str
    postings: tuple[Posting, ...]
    echo: bool = False
    outdated: bool = False
    dropped: bool = False

    @property
    def now(self) -> Posting | None:
        """The posting that stands: the last of those that moved the figure, none when it never gave one."""
        given = steps(self.postings)
        return given[-1] if given else None


def voices(
    postings: Sequence[Posting],
    origins: Mapping[str, str],
    versions: Versions | None = None,
    strangers: frozenset[frozenset[str]] = frozenset(),
    newest: Newest | None = None,
) -> tuple[VoicePostings, ...]:
    """The voices of a fact, without headlines of reports whose text tells of it.

    `origins` maps reports that are copies to the report that they were copied from, `versions` those that are versions
    of one report; `strangers` are pairs of sources that persons set apart; `newest` has the newest versions of pages.
    """
    known = versions or {}
    said: dict[str, list[Posting]] = defaultdict(list)
    body = in_body(postings)
    for one in body:
        said[_spoken(one, origins, known)].append(one)
    groups = _same([(key, members) for key, members in sorted(said.items())], strangers)
    old, gone = _outdated(body, known), _dropped(postings, newest or {})
    told = _let_go([_told(members, origins, known, (old, gone)) for members in groups])
    named = [one for one in told if not one.postings[0].narrated]
    return tuple(sorted((_echoing(one, named) for one in told), key=lambda one: (one.name, one.postings[0].claim)))


def in_body(postings: Sequence[Posting]) -> list[Posting]:
    """Postings without those of headlines whose report tells of the same in its text."""
    bodies = {one.report for one in postings if not one.headline}
    return [one for one in postings if not one.headline or one.report not in bodies]


def _outdated(postings: Sequence[Posting], versions: Versions) -> frozenset[str]:
    """Reports of which a later version gives a number here."""
    newest: dict[str, int] = {}
    for one in postings:
        if one.numbered and one.report in versions:
            name, number = versions[one.report]
            newest[name] = max(number, newest.get(name, number))
    here = {one.report for one in postings} & versions.keys()
    return frozenset(key for key in here if versions[key][1] < newest.get(versions[key][0], 0))


def _dropped(postings: Sequence[Posting], newest: Newest) -> frozenset[str]:
    """Reports of whose page the newest versions give no such figure: neither of this nor, of this, a number."""
    here = {one.report for one in postings}
    return frozenset(key for key in here if key in newest and newest[key].isdisjoint(here))


def _let_go(told: Sequence[VoicePostings]) -> list[VoicePostings]:
    """What a page tells no more gives way to what others tell; alone it is all that there is."""
    if not any(one.now and not (one.outdated or one.dropped) for one in told):
        return list(told)
    return [replace(one, outdated=one.outdated or one.dropped) for one in told]


def _spoken(one: Posting, origins: Mapping[str, str], versions: Versions) -> str:
    """A key under which only the same voice can stand."""
    if one.narrated:
        first = origins.get(one.report, one.report)
        return f"report {versions[first][0] if first in versions else first}"
    name = UNTOLD if one.source_kind in _UNNAMED and not one.family else one.voice_key
    return "|".join((name or one.source_kind, one.family, one.office))


def _same(said: Sequence[tuple[str, list[Posting]]], strangers: frozenset[frozenset[str]]) -> list[list[Posting]]:
    """Voices that may be one are one: two outlets that quote one official are one source."""
    groups: list[list[Posting]] = []
    alone: list[list[Posting]] = []
    for _, members in said:
        first = members[0]
        if first.narrated and not first.voice:
            alone.append(members)  # a report of nobody's is one with no other, however many there are
            continue
        alike = [group for group in groups if any(_one_voice(first, other) for other in _faces(group))]
        alike = [group for group in alike if not any(_is_apart(first, other, strangers) for other in group)]
        merged = [*members, *(one for group in alike for one in group)]
        groups = [group for group in groups if group not in alike] + [merged]
    return [*groups, *alone]


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


def _told(
    members: Sequence[Posting],
    origins: Mapping[str, str],
    versions: Versions,
    past: tuple[frozenset[str], frozenset[str]],
) -> VoicePostings:
    """A voice; of a report and its copies the origin speaks, or else the one that came first.

    `past` are the reports that a later version replaced, and those of which it drops this.
    """
    old, gone = past

    def saying(one: Posting) -> tuple[int, bool, str, int, float, str]:
        """The order: by day, what corrects last, then by hour where it is told, by version, then as counts grow."""
        hour = one.said_at if one.said_at and "T" in one.said_at else UNTOLD
        number = versions.get(one.report, (UNTOLD, 0))[1]
        return one.said or 0, one.notice == "correction", hour, number, one.low, one.claim

    firsts: dict[tuple[str, float, float | None], Posting] = {}
    for one in sorted(members, key=lambda one: (one.report in origins, saying(one))):
        firsts.setdefault((origins.get(one.report, one.report), one.low, one.high), one)
    named = [one for one in members if not one.narrated or one in firsts.values()]
    names = sorted((one.voice for one in named if one.voice), key=lambda name: (-len(name), name))
    found = VoicePostings(names[0] if names else UNTOLD, tuple(sorted(firsts.values(), key=saying)))
    now = found.now
    alike = [one for one in members if now is None or _bounds(one) == _bounds(now)]
    outdated = all(one.report in old for one in alike)
    return replace(found, outdated=outdated, dropped=not outdated and all(one.report in old | gone for one in alike))


def _echoing(one: VoicePostings, named: Sequence[VoicePostings]) -> VoicePostings:
    """A narrator repeats when a named source had said as much by then, or when there is nothing but a headline."""
    last = one.now or one.postings[0]
    if not last.narrated:
        return one
    theirs = (their for other in named for their in other.postings)
    heard = any((their.said or 0) <= (last.said or 0) and _within(last, their) for their in theirs)
    return replace(one, echo=heard)


def _within(one: Posting, other: Posting) -> bool:
    return not one.numbered or contains((one.low, one.high), (other.low, other.high)) or _bounds(one) == _bounds(other)


def _bounds(one: Posting) -> LowHigh:
    return one.low, one.high


# ---------------------------------------------------------------- revisions


def revisions(fact: str, told: Sequence[VoicePostings]) -> tuple[Revision, ...]:
    """Where a voice's figure moved, and where another voice told more than was told before; by day and voice."""
    moves = [move for voice in told for move in _moves(fact, voice)]
    moves += _passed(fact, [voice for voice in told if not voice.echo and not voice.outdated])
    return tuple(sorted(moves, key=lambda move: (move.at, move.source, move.claim)))


def passes(later: Posting, earlier: Posting) -> bool:
    """Whether a figure of another voice is a later, higher toll, and no contradiction.

    Who says "no more than 12" or "only three" is contradicted by whatever goes beyond it, however late it comes.
    """
    beyond = earlier.high is not None and later.low > earlier.high
    return beyond and (later.said or 0) > (earlier.said or 0) and not earlier.ceiling


def _passed(fact: str, told: Sequence[VoicePostings]) -> Iterator[Revision]:
    """The first figure of a voice that goes beyond all that others had told on days before.

    Day by day, with the figures that stand kept in order: a fact may have thousands of voices.
    """
    moved = [(one.said or 0, voice, first, one) for voice in told for first, one in _firsts(voice)]
    standing: dict[int, Posting] = {}
    ordered: list[tuple[float, int, str, VoicePostings]] = []
    for _, of_day in groupby(sorted(moved, key=lambda step: step[0]), key=lambda step: step[0]):
        steps_then = list(of_day)
        while ordered and standing[id(ordered[-1][3])].claim != ordered[-1][2]:
            ordered.pop()  # the voice has told something else since
        for _, voice, is_first, now in steps_then:
            if not is_first or now.kind in _GROWING or not ordered:
                continue
            other = ordered[-1][3]
            front = standing[id(other)]
            if passes(now, front):
                yield _other_source(fact, (voice.name, now), (other.name, front))
        for said, voice, _, one in steps_then:
            standing[id(voice)] = one
            insort(ordered, (one.low, said, one.claim, voice), key=lambda step: step[:3])


def _firsts(voice: VoicePostings) -> Iterator[tuple[bool, Posting]]:
    """Each figure of a voice, and whether it is its first."""
    return ((at == 0, one) for at, one in enumerate(steps(voice.postings)))


def _other_source(fact: str, later: tuple[str, Posting], earlier: tuple[str, Posting]) -> Revision:
    source, now = later
    other, before = earlier
    made = _revision(fact, source, before, now)
    who = other or "a report that names nobody"
    return replace(
        made, kind="other_source", why=f"{who} had told {before.written} {_after(before, now)}", from_source=other
    )


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


def _moves(fact: str, voice: VoicePostings) -> Iterator[Revision]:
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
    yield replace(_revision(fact, source, before, now), kind=kind, why=why)


def _revision(fact: str, source: str, before: Posting, now: Posting) -> Revision:
    return Revision(
        fact=fact,
        source=source,
        at=iso(now.said) or UNTOLD,
        from_low=before.low,
        from_high=before.high,
        to_low=now.low,
        to_high=now.high,
        kind="unknown",
        falls=_falls(before, now),
        why=UNTOLD,
        report=now.report,
        claim=now.claim,
        before=before.claim,
        from_source=source,
    )


def _falls(before: Posting, now: Posting) -> bool:
    """Whether a count of what has happened is lower than before."""
    return now.kind != "stock" and now.high is not None and now.high < before.low


def _kind(before: Posting, now: Posting, falls: bool) -> tuple[str, str]:
    if now.notice == "definition":
        return "changed_definition", "the report says that it counts otherwise from now on"
    slip = _slip(before, now)
    reason = f"the report says: “{now.reason}”" if now.reason else UNTOLD
    if now.notice == "correction" or (falls and reason):
        if slip:
            return "entry_error", "; ".join(part for part in (f"put right by a correction: {slip}", reason) if part)
        return "correction", reason or "the report says so"
    if slip and falls:
        return "entry_error", slip
    if falls:
        return "unknown", "no reason is given"
    more = now.low > before.low
    return "late_report", f"more were counted {_later(before, now)}" if more else "told more exactly"


def _later(before: Posting, now: Posting) -> str:
    days = (now.said or 0) - (before.said or 0)
    return f"{days} days later" if days > 1 else "a day later" if days else "the same day"


def _after(before: Posting, now: Posting) -> str:
    days = (now.said or 0) - (before.said or 0)
    return f"{days} days before" if days > 1 else "the day before"


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
