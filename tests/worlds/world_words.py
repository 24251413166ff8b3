"""Reports written out: the text with its claims as a reader would make them, every span on the words that it names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from world_types import Dispatch, Ground, Line, Tell, Times, World, iso

from wirebook.ids import content_id
from wirebook.types import (
    Amount,
    Basis,
    Claim,
    Dateline,
    Finding,
    Inference,
    Party,
    Passage,
    Period,
    Place,
    Reading,
    Report,
    Source,
    Span,
)

_MARK = re.compile(r"\[(\w+):([^\]]*)\]")
_DAY = len("2025-03-03")


@dataclass(frozen=True, slots=True)
class Written:
    """A claim beside what the world meant by it."""

    claim: str
    tell: Tell
    dispatch: Dispatch
    slot: int


@dataclass(frozen=True, slots=True)
class Edition:
    """A report as the ledger takes it, and its claims with what they mean."""

    reading: Reading
    findings: tuple[Finding, ...]
    written: tuple[Written, ...]


@cache
def editions(world: World) -> tuple[Edition, ...]:
    """All reports of a world, by day of publication."""
    made = [
        _edition(world.seed, happening.slot, dispatch)
        for happening in world.happenings
        for dispatch in happening.dispatches
    ]
    return tuple(sorted(made, key=lambda one: (one.reading.report.published or "", one.reading.report.id)))


def report_id(seed: int, key: str) -> str:
    return content_id("rep", "world", seed, key)


# ---------------------------------------------------------------- text and marks


@dataclass(frozen=True, slots=True)
class _Set:
    """A line in the text: its span, and its marks with what stands there."""

    line: Line
    span: Span
    marks: Mapping[str, tuple[Span, str]]


def _set_at(line: Line, start: int) -> tuple[str, _Set]:
    """The words of a line that begins at an offset, and where its marks are."""
    marks: dict[str, tuple[Span, str]] = {}
    plain, last = "", 0
    for match in _MARK.finditer(line.words):
        plain += line.words[last : match.start()]
        at = start + len(plain)
        marks[match[1]] = (Span(at, at + len(match[2])), match[2])
        plain += match[2]
        last = match.end()
    plain += line.words[last:]
    return plain, _Set(line, Span(start, start + len(plain)), marks)


def _typeset(dispatch: Dispatch) -> tuple[str, list[_Set], int]:
    """The text of a report, its lines, and how long its headline is."""
    lines = [*([dispatch.title] if dispatch.title else []), *dispatch.lines]
    text, found = "", []
    for line in lines:
        plain, one = _set_at(line, len(text))
        text += plain + "\n\n"
        found.append(one)
    return text.rstrip(), found, found[0].span.end if dispatch.title else 0


# ---------------------------------------------------------------- claims


def _edition(seed: int, slot: int, dispatch: Dispatch) -> Edition:
    text, lines, head = _typeset(dispatch)
    key = report_id(seed, dispatch.key)
    report = Report(
        id=key,
        origin=f"{dispatch.key}.txt",
        text=text,
        title=text[:head] or None,
        headline=Span(0, head) if head else None,
        url=dispatch.url,
        publisher=dispatch.outlet,
        published=dispatch.published,
        dateline=_dateline(dispatch, lines),
        language="en",
        agency=dispatch.agency,
        updated=dispatch.updated,
    )
    claims, tells = _claims(report, lines)
    passages = tuple(
        Passage(one.span, number, "headline" if one.span.end <= head else "body", gated=True)
        for number, one in enumerate(lines)
    )
    written = tuple(Written(claim.id, tell, dispatch, slot) for claim, tell in zip(claims, tells, strict=True))
    findings = tuple(Finding(code, "note", "told of its own figures", key, lines[-1].span) for code in dispatch.notices)
    return Edition(Reading(report, passages, tuple(claims), reader="world"), findings, written)


def _dateline(dispatch: Dispatch, lines: list[_Set]) -> Dateline | None:
    if dispatch.dateline is None:
        return None
    span = next(one.marks["dateline"][0] for one in lines if "dateline" in one.marks)
    return Dateline(dispatch.dateline, dispatch.published[:_DAY], span)


def _claims(report: Report, lines: list[_Set]) -> tuple[list[Claim], list[Tell]]:
    """The claims of a report in order; what a line does not mark is marked in one before it."""
    claims: list[Claim] = []
    tells: list[Tell] = []
    seen: dict[str, tuple[Span, str]] = {}
    for one in lines:
        seen |= one.marks
        for number, tell in enumerate(one.line.tells):
            of = next((c.id for c, t in zip(claims, tells, strict=True) if tell.whole and t.fact == tell.whole), None)
            claims.append(_claim(report, tell, _Marked(one, dict(seen), f"n{number}"), (len(claims), of)))
            tells.append(tell)
    return claims, tells


@dataclass(frozen=True, slots=True)
class _Marked:
    line: _Set
    seen: Mapping[str, tuple[Span, str]]
    number: str


def _claim(report: Report, tell: Tell, marked: _Marked, place: tuple[int, str | None]) -> Claim:
    at, of = place
    line, seen = marked.line, marked.seen
    number = line.marks.get(marked.number)
    if tell.figure is not None and number is None:
        raise ValueError(f"{report.origin}: {line.line.words!r} marks no {marked.number}")
    words = (number[0],) if number else ()
    return Claim(
        id=content_id("clm", report.id, at),
        report=report.id,
        account=tell.account,
        measure=tell.measure,
        item=tell.item,
        amount=_amount(tell, number),
        evidence=(line.span, *words),
        quote=report.text[line.span.start : line.span.end],
        stance="denies" if tell.denies else "states",
        status="denied" if tell.denies else "happened",
        source=_source(tell, seen),
        actor=_party(tell.actor, seen.get("who")),
        target=_party(tell.target, seen.get("whom")),
        place=_place(tell.ground, seen),
        period=_period(tell.times, seen, report),
        relation="part" if of else "whole",
        of=of,
        rule=f"world_{tell.measure}",
        confidence=0.8,
        reasons=(Inference("claim", Basis.AS_WRITTEN, words=("written by a world",)),),
    )


def _amount(tell: Tell, number: tuple[Span, str] | None) -> Amount | None:
    if tell.figure is None or number is None:
        return None
    low, high = (None if end is None else float(end) for end in (tell.figure.low, tell.figure.high))
    return Amount(low, high, approximate=False, unit="count", written=number[1], span=number[0])


def _source(tell: Tell, seen: Mapping[str, tuple[Span, str]]) -> Source | None:
    if tell.body is None or tell.spelling is None:
        return None
    return Source(tell.spelling.name, tell.body.kind, seen["by"][0], tell.body.code, tell.spelling.role)


def _party(code: str | None, mark: tuple[Span, str] | None) -> Party | None:
    return Party(code, mark[1], mark[1], mark[0]) if code and mark else None


def _place(ground: Ground | None, seen: Mapping[str, tuple[Span, str]]) -> Place | None:
    if ground is None:
        return None
    span, words = seen["at"]
    where = (ground.land.alpha2, ground.region, ground.latitude, ground.longitude, ground.level)
    return Place(ground.number, ground.name, *where, words, span)


def _period(times: Times | None, seen: Mapping[str, tuple[Span, str]], report: Report) -> Period | None:
    if times is None:
        return None
    span, words = seen["on"]
    first, last = iso(times.first), None if times.last is None else iso(times.last)
    edtf = f"{first}/.." if last is None else first if first == last else f"{first}/{last}"
    night = last is not None and first != last
    anchor = f"published {(report.published or '')[:_DAY]}"
    return Period(first, last, "part" if night else "day", edtf, words, span, anchor=anchor)


def written_of(world: World) -> dict[str, Written]:
    """What the world meant by each claim, by the claim's id."""
    return {one.claim: one for edition in editions(world) for one in edition.written}


def texts_of(world: World) -> Iterator[tuple[Dispatch, str]]:
    """Each report's key and text, for stories."""
    for happening in world.happenings:
        for dispatch in happening.dispatches:
            yield dispatch, _typeset(dispatch)[0]
