"""A claim as the books take it up: flat, comparable with claims of other reports, in the cell where its like are.

Claims can only be of one fact when they are of one cell: account, measure, item, unit, what became of it (done,
planned …), country, and how its time is told. Within a cell days part them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wirebook.fields.gazetteer import fold
from wirebook.fields.interval import format_amount
from wirebook.fields.voice import voice_of
from wirebook.ledger.totals import bounds_of
from wirebook.packs.model import Pack
from wirebook.types import Amount, Claim, Party, Period, Place, Report, Source, Span

LONG = 3  # days: what took longer is no event of a day or night
UNTOLD = ""
_DIGITS = 6  # after the point: what widening a range leaves of a float
_DONE = "done"
_HAPPENED = ("happened", "ongoing")
_DATED = ("date line", "address")  # anchors that are the day of a report, see reading/anchor.py
_APART = ("REB", "SEP", "CRM")  # CAMEO roles of those who fight a state from within


@dataclass(frozen=True, slots=True)
class Posting:
    """One claim in the books. Field names are the columns of the table `postings`.

    `low` and `high` are the range of its number (`numbered` false: it has none). `first` and `last` are days as
    ordinals (`date.toordinal`), `said` the day of the report, `day` the day that it is filed under in its cell.
    `voice` names who answers for it (`voice_key`, `voice_country`, `family` and `office` compare it with others);
    `actor` and `target` are sides (a country, or one of its armed groups), none unless the sentence itself tells
    them; `bit` is "" for what stands on its own, else how it belongs to a number of the same measure and item.
    `notice` is what the report says of its own figures: "correction", "definition" or "".
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


@dataclass(frozen=True, slots=True)
class Context:
    """What the books know of a report beside its claims: its own notices, and whether it could verify what it tells."""

    report: Report
    reading: str
    notice: str = ""
    unverified: bool = False
    stocks: frozenset[tuple[str, str]] = frozenset()


def post(claims: Sequence[Claim], context: Context) -> tuple[Posting, ...]:
    """The postings of the claims of one report, in their order. `context.stocks` are (account, measure) of stocks."""
    by_id = {claim.id: claim for claim in claims}
    return tuple(_posted(claim, context, by_id) for claim in claims)


def stocks_of(packs: Iterable[Pack]) -> frozenset[tuple[str, str]]:
    """Account and measure of all that is counted as it stands at a time, and not as it happens."""
    return frozenset(
        (pack.account, measure.id) for pack in packs for measure in pack.measures if measure.kind == "stock"
    )


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


def _posted(claim: Claim, context: Context, by_id: Mapping[str, Claim]) -> Posting:
    said_at = _said_at(claim, context.report)
    said = day_of(said_at)
    time = _timed(claim, context, said)
    unit = claim.amount.unit if claim.amount else UNTOLD
    status = _DONE if claim.status in _HAPPENED else claim.status
    country = claim.place.country if claim.place else None
    parts = (claim.account, claim.measure, claim.item, unit, status, country or UNTOLD, time.cell)
    numbers = bounds_of(claim, by_id)
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
        written=_figure(claim.amount),
        **_voice(claim.source, context.report),
        actor=_side(claim.actor, claim.evidence),
        target=_side(claim.target, claim.evidence),
        actor_code=claim.actor.code if claim.actor else None,
        target_code=claim.target.code if claim.target else None,
        **_placed(claim.place),
        country=country,
        first=time.first,
        last=time.last,
        clock=time.clock,
        period_start=claim.period.start if claim.period else None,
        period_end=claim.period.end if claim.period else None,
        said=said,
        said_at=said_at,
        bit=_bit(claim, by_id),
        variety=claim.variety,
        headline=_in_headline(claim, context.report),
        notice=context.notice,
        unverified=context.unverified,
        confidence=claim.confidence,
    )


def _said_at(claim: Claim, report: Report) -> str | None:
    """When the report was published; where it does not say so, the day that it was filed or that it is dated."""
    filed = report.dateline.date if report.dateline else None
    anchor = (claim.period.anchor if claim.period else None) or UNTOLD
    name, _, day = anchor.rpartition(" ")
    return report.published or filed or (day if name in _DATED else None)


@dataclass(frozen=True, slots=True)
class _Time:
    kind: str
    cell: str
    day: int
    first: int | None
    last: int | None
    clock: str


def _timed(claim: Claim, context: Context, said: int | None) -> _Time:
    """How the time is told, and the day that a claim is filed under."""
    period = claim.period
    first, last = (day_of(period.start), day_of(period.end, last=True)) if period else (None, None)
    short = first is not None and last is not None and last - first < LONG
    if (claim.account, claim.measure) in context.stocks and not short:
        return _Time("stock", "stock", last or said or 0, first, last, UNTOLD)
    if period is None or (first is None and last is None):
        return _Time("undated", "day", said or 0, None, None, UNTOLD)
    if first is not None and last is None:
        return _Time("since", f"since {iso(first)}", said or first, first, None, UNTOLD)
    if first is None or (last is not None and last - first >= LONG):
        return _Time("span", f"{iso(first) or ''}/{iso(last) or ''}", last or 0, first, last, UNTOLD)
    return _Time("day", "day", last or first, first, last, _clock(period))


def _clock(period: Period) -> str:
    """The hours, when they are told; the parts of a day are too wide to part two events."""
    told = period.precision == "minute" and period.start and period.end and "T" in period.start
    return f"{period.start}/{period.end}" if told else UNTOLD


def _voice(source: Source | None, report: Report) -> dict[str, Any]:
    if source is None:
        name = report.publisher or UNTOLD
        voice = voice_of(name, "media") if name else None
        key = voice.key if voice else report.id
        return {
            "voice": name,
            "voice_key": key,
            "voice_country": None,
            "family": UNTOLD,
            "office": UNTOLD,
            "source_kind": "media",
            "narrated": True,
        }
    voice = voice_of(source.name, source.kind, source.actor, source.role)
    return {
        "voice": source.name,
        "voice_key": voice.key,
        "voice_country": voice.country,
        "family": voice.family,
        "office": voice.office,
        "source_kind": source.kind,
        "narrated": False,
    }


def _figure(amount: Amount | None) -> str:
    """The number as the report writes it, else (a person's correction) in figures."""
    return UNTOLD if amount is None else amount.written or format_amount(amount)


def _side(party: Party | None, evidence: Sequence[Span]) -> str | None:
    """The side of a party that the claim's own sentence names; one lent by another sentence decides nothing."""
    if party is None or party.code is None or not evidence:
        return None
    told = party.written and evidence[0].start <= party.span.start and party.span.end <= evidence[0].end
    return side_of(party.code) if told else None


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
