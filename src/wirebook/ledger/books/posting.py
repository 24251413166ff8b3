"""A claim as the books take it up: flat, comparable with claims of other reports, in the cell where its like are.

Claims can only be of one fact when they are of one cell: account, measure, item, unit, what became of it (done,
planned …), country, and how its time is told. Within a cell days part them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wirebook.fields.party.source_identity import Voice, voice_of
from wirebook.fields.place.gazetteer import fold
from wirebook.fields.quantity.interval import LowHigh, format_amount
from wirebook.fields.time.open_periods import counts_on
from wirebook.ledger.books.bare_bodies import SourceFields, key_of, speakers
from wirebook.ledger.books.how_counted import AS_IT_HAPPENS, HowCounted
from wirebook.ledger.books.interval_sums import bounds_of, plus
from wirebook.ledger.books.remarks import remark_of
from wirebook.types import Amount, Claim, Party, Period, Place, Report, Source

LONG = 3  # days: what took longer is no event of a day or night
UNTOLD = ""
_COUNTRY = 3  # letters of a country's code
_DIGITS = 6  # after the point: what widening a range leaves of a float
_DONE = "done"
_HAPPENED = ("happened", "ongoing")
_DATED = ("date line", "address")  # anchors that are the day of a report, see reading/times/document_date.py
_CORRECTION = "correction"
_DAY = len("2025-01-01")
_SOON = 7  # days: a page that is changed later than that was moved or tidied, as far as one can tell
_APART = ("REB", "SEP", "CRM")  # CAMEO roles of those who fight a state from within


@dataclass(frozen=True, slots=True)
class Posting:
    """One claim in the books. Field names are the columns of the table `postings`.

    `low` and `high` are the range of its number (`numbered` false: it has none). `first` and `last` are days as
    ordinals (`date.toordinal`), `said` the day of the report, `day` the day that it is filed under in its cell.
    `voice` names who answers for it, `voice_own` is the key of that source (see `Voice.key_in`), `voice_key` the key
    that it has by decisions of persons; `voice_country`, `family` and `office` compare it with others;
    `actor` and `target` are sides (a country, or one of its armed groups), none unless the sentence itself tells
    them; `bit` is "" for what stands on its own, else how it belongs to a number of the same measure and item.
    `notice` is what the report or the sentence says of its own figures: "correction", "definition" or ""; `reason` has
    the words in which the sentence tells why a figure moved. `ceiling` is true for "only three" and "no more than 12":
    its source holds that there are no more.
    """

    claim: str
    report: str
    reading: str
    publisher: str
    cell: str
    day: int
    kind: str
    account: str
    measure: str
    item: str
    unit: str
    status: str
    stance: str
    numbered: bool
    low: float
    high: float | None
    written: str
    voice: str
    voice_key: str
    voice_country: str | None
    family: str
    office: str
    source_kind: str
    narrated: bool
    actor: str | None
    target: str | None
    actor_code: str | None
    target_code: str | None
    place: str | None
    place_key: str
    level: str
    admin1: str | None
    country: str | None
    first: int | None
    last: int | None
    clock: str
    period_start: str | None
    period_end: str | None
    said: int | None
    said_at: str | None
    bit: str
    variety: str
    headline: bool
    notice: str
    unverified: bool
    confidence: float
    voice_own: str
    ceiling: bool = False
    reason: str = UNTOLD


@dataclass(frozen=True, slots=True)
class ReportContext:
    """What the books know of a report beside its claims: its own notices, and whether it could verify what it tells."""

    report: Report
    reading: str
    notice: str = ""
    unverified: bool = False
    counted: HowCounted = AS_IT_HAPPENS


def post(claims: Sequence[Claim], context: ReportContext) -> tuple[Posting, ...]:
    """The postings of the claims of one report, in their order."""
    by_id = {claim.id: claim for claim in claims}
    voices = speakers(claims, context.report)
    return tuple(_posted(claim, context, by_id, _voice(claim.source, context.report, voices)) for claim in claims)


def day_of(written: str | None, *, last: bool = False) -> int | None:
    """The ordinal of an ISO date or datetime; of a month or year its first day, or its last; none of no date."""
    if written is None:
        return None
    parts = [int(part) for part in written[:10].split("-") if part.isdigit()]
    try:
        year, month, day = (*parts, *(0, 0)[: 3 - len(parts)])
        if last and not day:
            return date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1).toordinal() - 1
        return date(year, month or 1, day or 1).toordinal()
    except ValueError:
        return None


def iso(day: int | None) -> str | None:
    """The ISO date of an ordinal, none of none and of 0."""
    return None if not day else date.fromordinal(day).isoformat()


def _posted(claim: Claim, context: ReportContext, by_id: Mapping[str, Claim], said_by: Mapping[str, Any]) -> Posting:
    said_at = _said_at(claim, context.report)
    time = _timed(claim, context, day_of(said_at))
    said_at = _changed(context.report, said_at)
    remark = remark_of(claim, context.report)
    unit = claim.amount.unit if claim.amount else UNTOLD
    status = _DONE if claim.status in _HAPPENED else claim.status
    country = claim.place.country if claim.place else None
    parts = (claim.account, claim.measure, claim.item, unit, status, country or UNTOLD, time.cell)
    numbers, written = _numbers(claim, by_id)
    low, high = numbers or (0.0, None)
    return Posting(
        claim=claim.id,
        report=claim.report,
        reading=context.reading,
        publisher=context.report.publisher or UNTOLD,
        cell="|".join(parts),
        day=time.day,
        kind=time.kind,
        account=claim.account,
        measure=claim.measure,
        item=claim.item,
        unit=unit,
        status=status,
        stance=claim.stance,
        numbered=numbers is not None,
        low=round(float(low), _DIGITS),
        high=None if high is None else round(float(high), _DIGITS),
        written=written,
        **said_by,
        actor=_side(claim, claim.actor, context.counted),
        target=_side(claim, claim.target, context.counted),
        actor_code=claim.actor.code if claim.actor else None,
        target_code=claim.target.code if claim.target else None,
        **_placed(claim.place),
        country=country,
        first=time.first,
        last=time.last,
        clock=time.clock,
        period_start=claim.period.start if claim.period else None,
        period_end=claim.period.end if claim.period else None,
        said=day_of(said_at),
        said_at=said_at,
        bit=_bit(claim, by_id),
        variety=claim.variety,
        headline=_in_headline(claim, context.report),
        notice=context.notice or (_CORRECTION if remark.corrects else UNTOLD),
        unverified=context.unverified,
        confidence=claim.confidence,
        ceiling=remark.ceiling,
        reason=remark.reason,
    )


def _numbers(claim: Claim, by_id: Mapping[str, Claim]) -> tuple[LowHigh | None, str]:
    """The range that a claim gives, with what its sentence adds: "19 were dead on arrival and eight more died"."""
    numbers = bounds_of(claim, by_id)
    written = _figure(claim.amount)
    if numbers is None or claim.relation == "further":
        return numbers, written
    for other in by_id.values():
        more = bounds_of(other, by_id) if _adds_to(other, claim) else None
        if more is not None and other.amount is not None:
            numbers, written = plus(numbers, more), f"{written} and {_figure(other.amount)} more"
    return numbers, written


def _adds_to(more: Claim, claim: Claim) -> bool:
    """Whether a number is further to another of its sentence, of the same thing, place, time and source."""
    if more.relation != "further" or more.of != claim.id or more.evidence[0] != claim.evidence[0]:
        return False
    same = (more.measure, more.item, more.status, more.variety, more.place, more.target)
    told = (claim.measure, claim.item, claim.status, claim.variety, claim.place, claim.target)
    days = [(one.period.start, one.period.end) if one.period else None for one in (more, claim)]
    names = [one.source.name if one.source else None for one in (more, claim)]
    return same == told and days[0] == days[1] and names[0] == names[1]


def _said_at(claim: Claim, report: Report) -> str | None:
    """When the report was published; where it does not say so, the day that it was filed or that it is dated."""
    filed = report.dateline.date if report.dateline else None
    anchor = (claim.period.anchor if claim.period else None) or UNTOLD
    name, _, day = anchor.rpartition(" ")
    return report.published or filed or (day if name in _DATED else None)


def _changed(report: Report, said_at: str | None) -> str | None:
    """When what stands in the report now was said: a page that was changed soon after it came out says it then."""
    first, last = day_of(said_at), day_of(report.updated)
    if report.updated is None or said_at is None or first is None or last is None or len(report.updated) < _DAY:
        return said_at
    return report.updated if 0 <= last - first <= _SOON and report.updated > said_at else said_at


@dataclass(frozen=True, slots=True)
class _Time:
    kind: str
    cell: str
    day: int
    first: int | None
    last: int | None
    clock: str


def _timed(claim: Claim, context: ReportContext, said: int | None) -> _Time:
    """How the time is told, and the day that a claim is filed under."""
    period = claim.period
    first, last = (day_of(period.start), day_of(period.end, last=True)) if period else (None, None)
    is_short = first is not None and last is not None and last - first < LONG
    if (claim.account, claim.measure) in context.counted.stocks and not is_short:
        return _Time("stock", "stock", last or said or 0, first, last, UNTOLD)
    if period is not None and is_short:
        return _Time("day", "day", last or first or 0, first, last, _clock(period))
    if last is not None:
        return _Time("span", f"{iso(first) or ''}/{iso(last)}", last, first, last, UNTOLD)
    if first is not None:
        return _Time("since", f"since {iso(first)}", said or first, first, None, UNTOLD)
    kind, cell = ("since", "since") if counts_on(period) else ("undated", "day")
    return _Time(kind, cell, said or 0, None, None, UNTOLD)


def _clock(period: Period) -> str:
    """The hours, when they are told; the parts of a day are too wide to part two events."""
    told = period.precision == "minute" and period.start and period.end and "T" in period.start
    return f"{period.start}/{period.end}" if told else UNTOLD


def _voice(source: Source | None, report: Report, voices: Mapping[SourceFields, Voice]) -> dict[str, Any]:
    if source is None:
        name = report.publisher or UNTOLD
        voice = voice_of(name, "media") if name else Voice(report.id)
        return _columns(name, voice.key) | {"source_kind": "media", "narrated": True}
    voice = voices[key_of(source)]
    told = _columns(source.name, voice.key_in(report.id)) | {"source_kind": source.kind, "narrated": False}
    country = voice.country or (side_of(source.actor)[:_COUNTRY] if source.actor else None)
    return told | {"voice_country": country, "family": voice.family, "office": voice.office}


def _columns(name: str, key: str) -> dict[str, Any]:
    told = {"voice": name, "voice_key": key, "voice_own": key}
    return told | {"voice_country": None, "family": UNTOLD, "office": UNTOLD}


def _figure(amount: Amount | None) -> str:
    """The number as the report writes it, else (a person's correction) in figures."""
    return UNTOLD if amount is None else amount.written or format_amount(amount)


def _side(claim: Claim, party: Party | None, counted: HowCounted) -> str | None:
    """The side of a party that the claim's own sentence names; one lent by another sentence, or by who tells, is none.

    But of what goes both ways between two sides: there the way is a part of what is told.
    """
    if party is None or party.code is None or not claim.evidence:
        return None
    sentence = claim.evidence[0]
    teller = (claim.source.span, claim.source.named) if claim.source else ()
    lent = any(one is not None and one.start <= party.span.start and party.span.end <= one.end for one in teller)
    told = party.written and not lent and sentence.start <= party.span.start and party.span.end <= sentence.end
    return side_of(party.code) if told or (claim.account, claim.measure) in counted.directed else None


def side_of(code: str) -> str:
    """A country, or a group that fights it: "UKRMIL" and "UKRGOV" are "UKR", "SDNREBRSF" stays."""
    return code if code[3:6] in _APART else code[:3]


def _placed(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {"place": None, "place_key": UNTOLD, "level": UNTOLD, "admin1": None}
    key = f"geo:{place.geonameid}" if place.geonameid else fold(place.name)
    return {"place": place.name, "place_key": key, "level": place.precision, "admin1": place.admin1}


def _bit(claim: Claim, by_id: Mapping[str, Claim]) -> str:
    """How a claim belongs to a number of its own measure and item; "" when it stands on its own."""
    whole = by_id.get(claim.of or UNTOLD)
    alike = whole is not None and (whole.measure, whole.item) == (claim.measure, claim.item)
    return claim.relation if alike and claim.relation != "whole" else UNTOLD


def _in_headline(claim: Claim, report: Report) -> bool:
    return report.headline is not None and claim.evidence[0].end <= report.headline.end
