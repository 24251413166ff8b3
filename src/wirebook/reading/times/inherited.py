"""When a claim without a time of its own happened: by the claims and sentences around it, else by the report's news.

Filled as a reader goes through the text. A day on which something was only said is weak: a day told close by wins.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wirebook.reading.resolve import SlotCandidate, Tier, earlier, resolve_in_order, resolver_of
from wirebook.reading.times.in_discourse import TimeMention
from wirebook.types import Basis, Claim, Inference, Period

_SOON = 3  # days
_EVENT = 14  # days
_NEARBY = 500  # characters: how far a time reaches from claim to claim
_OF_A_DAY = ("day", "part", "minute")
_NOT_OWN = (Basis.OTHER_TIME, Basis.TIME_OF_SPEAKING)


@dataclass(frozen=True, slots=True)
class TimeView:
    """What is around the `n`th claim: claims in text order, the day of the news, the times told before sentences."""

    claims: Sequence[Claim]
    n: int
    lead: Period | None
    told: Mapping[int, TimeMention]

    @property
    def before(self) -> Claim | None:
        """Give the claim before whose event this one may go on telling."""
        return claim_before(self.claims, self.n)


def claim_before(claims: Sequence[Claim], n: int) -> Claim | None:
    """Give the nearest claim before the `n`th that is of its account and nearby, none when there is none."""
    return next((other for other in earlier(claims, n) if _goes_on(other, claims[n])), None)


def _goes_on(before: Claim, claim: Claim) -> bool:
    return before.account == claim.account and 0 <= claim.evidence[0].start - before.evidence[0].start < _NEARBY


@resolver_of("period")
def time_of_its_sentence(claim: Claim, view: TimeView) -> SlotCandidate | None:
    """Take the one time that its sentence gives others: "12 were killed and 30 wounded on Sunday"; not one of two."""
    beside = [c for c in view.claims if c.evidence[0] == claim.evidence[0] and c.account == claim.account]
    own = {c.period.span: c.period for c in beside if c.period and _is_own(c)}
    return _other(next(iter(own.values()))) if len(own) == 1 else None


@resolver_of("period")
def time_told_last(claim: Claim, view: TimeView) -> SlotCandidate | None:
    """Take the time told last before it, by a claim or by a sentence without one; not one that looks far back."""
    running = view.told.get(claim.evidence[0].start)
    before = _on_the_news(view.before, view.lead)
    own = before.period if before and before.period and is_of_days(before.period) else None
    if before is None or own is None or only_said(before):
        return _other(running[1]) if running else None
    return _other(running[1] if running and running[0] > before.evidence[0].start else own)


@resolver_of("period")
def day_of_the_news(_: Claim, view: TimeView) -> SlotCandidate | None:
    """Take the day that the report's beginning tells of; not for a claim that has a time, however open."""
    return _other(view.lead) if view.lead else None


TIME: Tier[TimeView] = (time_of_its_sentence, time_told_last, day_of_the_news)
"""When it happened, for a claim whose own sentence gives no time."""


def with_times(claims: Sequence[Claim], lead: Period | None, told: Mapping[int, TimeMention]) -> list[Claim]:
    """Fill the claims' times; `lead` is the day of the news, `told` the times told before each sentence."""

    def views_of(seen: Sequence[Claim]) -> Callable[[int], TimeView]:
        return lambda n: TimeView(seen, n, lead, told)

    timed = resolve_in_order(claims, TIME, views_of)
    return [_on_the_day_told(claim, timed) for claim in timed]


def _other(period: Period) -> SlotCandidate:
    return SlotCandidate(period, Basis.OTHER_TIME, words=(period.written,))


def only_said(claim: Claim) -> bool:
    """Tell whether a claim's time is no more than the time at which it was said."""
    return any(one.basis is Basis.TIME_OF_SPEAKING for one in claim.reasons)


def _is_own(claim: Claim) -> bool:
    return not any(one.basis in _NOT_OWN for one in claim.reasons)


def is_of_days(period: Period) -> bool:
    """Tell whether a time is short enough for one event: "since the war began" dates nothing beside it."""
    if not (period.start and period.end):
        return False
    return (date.fromisoformat(period.end[:10]) - date.fromisoformat(period.start[:10])).days <= _EVENT


def _on_the_news(before: Claim | None, lead: Period | None) -> Claim | None:
    """Give a claim before whose time may be handed on: not one that looks back by more than an event's days."""
    own, news = before.period if before else None, lead.start if lead else None
    if own is None or not (own.end and news):
        return before
    back = (date.fromisoformat(news[:10]) - date.fromisoformat(own.end[:10])).days
    return None if back > _EVENT else before


def _on_the_day_told(claim: Claim, claims: Sequence[Claim]) -> Claim:
    """Give a claim dated by the day of speaking alone the day that a claim close by tells, up to three days before."""
    if claim.period is None or not only_said(claim):
        return claim
    near = [(_apart(claim, other), n, other.period) for n, other in enumerate(claims) if _tells_its_day(other, claim)]
    period = min(near)[2] if near else None
    if period is None:
        return claim
    reasons = [one for one in claim.reasons if one.basis is not Basis.TIME_OF_SPEAKING]
    told = Inference("period", Basis.OTHER_TIME, words=(period.written,))
    return replace(claim, period=period, reasons=(*reasons, told))


def _apart(claim: Claim, other: Claim) -> int:
    return abs(other.evidence[0].start - claim.evidence[0].start)


def _tells_its_day(other: Claim, claim: Claim) -> bool:
    """Tell whether a claim nearby gives a day of its own shortly before the other was said."""
    if claim.period is None or other.period is None or only_said(other) or _apart(claim, other) >= _NEARBY:
        return False
    of_day = other.period.end is not None and other.period.precision in _OF_A_DAY
    return of_day and _is_soon_after(claim.period, other.period)


def _is_soon_after(said: Period, told: Period) -> bool:
    """Tell whether something was said on the day of an event or within three days of it."""
    if not (said.start and told.start):
        return False
    return 0 <= (date.fromisoformat(said.start[:10]) - date.fromisoformat(told.start[:10])).days <= _SOON


def ended_by_report(claim: Claim) -> Claim:
    """End at the report's day what has happened "this year": not at the year's end."""
    period = claim.period
    if period is None or claim.status != "happened" or not (period.start and period.end):
        return claim
    day = (period.anchor or "").split()[-1:]
    if not day or len(day[0]) < len(period.end[:10]) or not period.start[:10] < day[0] < period.end[:10]:
        return claim
    return replace(claim, period=replace(period, end=day[0], edtf=f"{period.start[:10]}/{day[0]}"))
