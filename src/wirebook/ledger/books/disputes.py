"""Voices that cannot all be right, set side by side: about a number, a date, a place, a party or what is counted.

Numbers that only outgrew each other are no dispute: a toll told later may be higher. Nor is a report one with its own
headline, or with its own older version.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from wirebook.fields.party.names import party_name
from wirebook.ids import content_id
from wirebook.ledger.books.linkage import Group
from wirebook.ledger.books.posting import UNTOLD, Posting, iso
from wirebook.ledger.books.revisions import VoicePostings
from wirebook.types import Dispute, Side

TELLING = 10  # a number below may be equal by chance
_WIDE = ("country", "admin1", UNTOLD)


@dataclass(frozen=True, slots=True)
class Case:
    """A fact as disputes see it: its id, its group, its voices and the pairs of figures that are contested now."""

    fact: str
    group: Group
    told: tuple[VoicePostings, ...]
    contested: tuple[tuple[Posting, Posting], ...] = ()


def of_cell(cases: Sequence[Case]) -> tuple[Dispute, ...]:
    """The disputes inside each fact of a cell, and between facts of one day, by day and id."""
    found = {dispute.id: dispute for case in cases for dispute in _inside(case)}
    days: dict[int, list[Case]] = {}
    for case in cases:
        if case.group.core.day and case.group.core.dated:
            days.setdefault(case.group.core.day, []).append(case)
    for day in sorted(days):
        for one, other in combinations(days[day], 2):
            found |= {dispute.id: dispute for dispute in _between(one, other)}
    return tuple(sorted(found.values(), key=lambda dispute: (dispute.at or UNTOLD, dispute.id)))


# ---------------------------------------------------------------- inside one fact


def _inside(case: Case) -> Iterator[Dispute]:
    against = _numbers([pair for pair in case.contested if not _is_one_voice(case, pair)])
    if against:
        yield dispute("number", [case.fact], against, _said(against))
    for one, other in (pair for pair in case.contested if _is_one_voice(case, pair)):
        note = f"{one.voice or 'the report itself'} is quoted with {one.written} and with {other.written}"
        yield dispute("number", [case.fact], [one, other], note)
    days = _dates(case.group)
    if days:
        note = " / ".join(f"{iso(one.last)} ({one.voice or 'the report'})" for one in days)
        yield dispute("date", [case.fact], days, note)


def _is_one_voice(case: Case, pair: tuple[Posting, Posting]) -> bool:
    """Whether two publishers give one source's figure of one day differently."""
    return any(set(pair) <= set(voice.postings) for voice in case.told)


def _numbers(pairs: Sequence[tuple[Posting, Posting]]) -> list[Posting]:
    """The figures that cannot all be right, one a voice."""
    found = {posting.claim: posting for pair in pairs for posting in pair}
    return sorted(found.values(), key=lambda one: (one.low, one.voice, one.claim))


def _dates(group: Group) -> list[Posting]:
    """Postings of one fact that put it on different days, none of them a night that has both."""
    placed = [one for one in group.postings if one.kind == "day" and one.first == one.last]
    firsts = {one.last: one for one in reversed(placed)}
    spans = any(one.kind == "day" and one.first != one.last for one in group.postings)
    return [firsts[day] for day in sorted(firsts, key=lambda day: day or 0)] if len(firsts) > 1 and not spans else []


# ---------------------------------------------------------------- between facts of one day


def _between(one: Case, other: Case) -> Iterator[Dispute]:
    mine, theirs = one.group.core, other.group.core
    if mine.bit != theirs.bit or mine.variety != theirs.variety:
        return
    pair = _pair(one, other)
    if pair is None or (mine.actor and mine.actor == theirs.target and theirs.actor == mine.target):
        return  # what two sides did to each other are two things, with one number too: 200 freed for 200
    if mine.place == theirs.place and mine.actor and theirs.actor and mine.actor != theirs.actor:
        yield dispute("party", [one.fact, other.fact], pair, f"{party_name(mine.actor)} / {party_name(theirs.actor)}")
    elif mine.place != theirs.place and mine.level not in _WIDE and theirs.level not in _WIDE and _telling(*pair):
        yield dispute("place", [one.fact, other.fact], pair, f"{pair[0].place} / {pair[1].place}")


def _pair(one: Case, other: Case) -> tuple[Posting, Posting] | None:
    """Two postings with one number, or with none, by different voices of which none tells of both."""
    mine, theirs = one.group.postings, other.group.postings
    if {posting.voice_key for posting in mine} & {posting.voice_key for posting in theirs}:
        return None
    for first in mine:
        for second in theirs:
            if (first.numbered, first.low, first.high) == (second.numbered, second.low, second.high):
                return first, second
    return None


def _telling(one: Posting, other: Posting) -> bool:
    same = one.numbered and (one.low, one.high) == (other.low, other.high) and one.low == one.high
    return same and one.low >= TELLING and one.report != other.report


def definitions(pairs: Iterable[tuple[Posting, Posting]], facts: Mapping[str, str]) -> tuple[Dispute, ...]:
    """One number of one day and place that two voices give for different things. `facts` maps claims to facts."""
    found: dict[str, Dispute] = {}
    for one, other in pairs:
        if _telling(one, other) and one.voice_key != other.voice_key:
            note = f"{_plain(one)} / {_plain(other)}"
            made = dispute("definition", [facts[one.claim], facts[other.claim]], (one, other), note)
            found[made.id] = made
    return tuple(found[key] for key in sorted(found))


def denials(denying: Posting, denied: Sequence[Posting], facts: Mapping[str, str]) -> Dispute | None:
    """A denial with what it denies; none when there is nothing that it could deny."""
    if not denied:
        return None
    who = denying.voice or party_name(denying.actor_code) or "it"
    firsts = {facts[one.claim]: one for one in reversed(denied)}
    return dispute("denial", sorted(firsts), [denying, *firsts.values()], f"{who} denies it")


def dispute(kind: str, facts: Sequence[str], postings: Sequence[Posting], note: str) -> Dispute:
    """A dispute of a kind between postings, its id a hash of both."""
    ordered = postings[:1] if kind == "denial" else ()
    sides = (*ordered, *sorted(postings[len(ordered) :], key=lambda one: (one.voice, one.claim)))
    first = sides[-1]
    return Dispute(
        id=content_id("dispute", kind, *sorted(one.claim for one in postings)),
        kind=kind,
        account=first.account,
        at=iso(first.day) if first.day else None,
        country=first.country,
        place=first.place,
        facts=tuple(sorted(set(facts))),
        sides=tuple(Side(one.voice, one.written or _plain(one), one.claim, one.report) for one in sides),
        within=_within(sides),
        note=note,
    )


def _within(sides: Sequence[Posting]) -> bool:
    """Whether one report holds both sides: two voices, or a headline and what stands below it."""
    reports = {one.report for one in sides}
    told = {(one.report, one.voice_key, one.headline) for one in sides}
    return len(told) > len(reports)


def _said(postings: Sequence[Posting]) -> str:
    return "; ".join(f"{one.voice or 'the report itself'}: {one.written}" for one in postings)


def _plain(one: Posting) -> str:
    words = (one.measure,) if one.item == one.measure else (one.item, one.measure)
    return " ".join(words).replace("_", " ")
