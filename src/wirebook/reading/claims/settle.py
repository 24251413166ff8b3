"""What claims of one report take from each other: repeats merged, parts tied to wholes, place and time handed on.

Everything handed on is written down among the claim's reasons; nothing that a claim has of its own is overwritten.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile

from wirebook.packs.compile import Lexicon
from wirebook.reading.parties.from_event import are_apart
from wirebook.reading.parties.kinds import same_side
from wirebook.reading.parties.resolvers import of_event
from wirebook.reading.places.in_discourse import Trail
from wirebook.reading.places.inherited import is_of_days, placed_at_last, placed_by
from wirebook.reading.times.in_discourse import TimeMention
from wirebook.reading.words import words
from wirebook.types import Basis, Claim, Inference, Period, Place, Source, Span

_SOON = 3  # days
_EVENT = 14  # days
_ROUND = 1000  # from here on a report says a number exactly and roughly
_CLAUSE = 60  # characters: how far behind a number it is said that it is another event's
_NEARBY = 500  # characters: how far a place or a time reaches from claim to claim


def settle(
    claims: list[Claim],
    lexicon: Lexicon,
    lead: Period | None,
    where: tuple[Place | None, frozenset[str]],
    told: Mapping[int, TimeMention],
    trail: Trail,
) -> list[Claim]:
    """The claims of a report, repeats merged, after they have been set beside each other, in text order.

    `lead` is the day that the report's beginning tells of, `where` the first place that it names as one
    and the countries of all, `told` the times and `trail` the places that the sentences before each sentence tell of.
    """
    lent = of_event(_hand_on(claims, lead, told, trail, lexicon), lexicon)
    return [_ended(placed_at_last(claim, *where, lexicon)) for claim in lent]


# ---------------------------------------------------------------- repeats


def merge(claims: list[Claim], lexicon: Lexicon) -> list[Claim]:
    """A fact told again in other words is one claim with more evidence; never within one sentence."""
    kept: list[Claim] = []
    again: dict[int, list[Claim]] = {}
    alike: dict[tuple[object, ...], list[int]] = {}
    for before, claim in zip([None, *claims], claims, strict=False):
        places = alike.setdefault((claim.account, claim.measure, _figure(claim)), [])
        fresh = _is_further(before, claim)
        at = None if fresh else next((i for i in places if _repeats(kept[i], claim, lexicon)), None)
        at = _told_loosely(kept, claim, lexicon) if at is None else at
        if at is None:
            places.append(len(kept))
            kept.append(claim)
        else:
            kept[at] = _joined(kept[at], claim, lexicon)
            again.setdefault(at, []).append(claim)
    return [_with_evidence(claim, again.get(n, ())) for n, claim in enumerate(kept)]


def _with_evidence(claim: Claim, again: Sequence[Claim]) -> Claim:
    """A claim with the evidence of those that tell it again: put together once, or a thousand would be a million."""
    if not again:
        return claim
    evidence = (*claim.evidence, *(span for one in again for span in one.evidence))
    told = (replace(step, slot="again") for one in again for step in _route(one))
    return replace(claim, evidence=evidence, reasons=(*claim.reasons, *told))


def _route(claim: Claim) -> Sequence[Inference]:
    """How a claim's number met its rule: its first inference and those that go on from it."""
    first, rest = claim.reasons[:1], claim.reasons[1:]
    return (*first, *takewhile(lambda one: one.slot == "rule" and not one.lender, rest))


def _told_loosely(kept: list[Claim], claim: Claim, lexicon: Lexicon) -> int | None:
    """ "200 soldiers were killed", and later "200 casualties": the same, in a looser word."""
    measure = lexicon.measures.get((claim.account, claim.measure))
    if measure is None or measure.loosely is None or claim.amount is None or not claim.amount.low:
        return None
    for i, other in enumerate(kept):
        same = other.measure == measure.loosely and other.amount and other.amount.low == claim.amount.low
        apart = other.evidence[0] != claim.evidence[0] and other.stance != "denies" and claim.stance != "denies"
        if same and apart and _same_place(other, claim) and not are_apart(other, claim):
            return i
    return None


def _is_further(before: Claim | None, claim: Claim) -> bool:
    """Whether a sentence's first number counts "two other soldiers": others than any that were told of before."""
    opens = before is None or before.evidence[0] != claim.evidence[0] or before.measure == claim.measure
    return (claim.relation == "further" and opens) or _is_elsewhere(claim)


def _is_elsewhere(claim: Claim) -> bool:
    """Whether a claim tells of another event of the kind: "ten more died in other raids"."""
    if claim.amount is None:
        return False
    after = claim.quote[claim.amount.span.end - claim.evidence[0].start :].lower()[:_CLAUSE]
    return any(after[at - 1 : at] == " " for word in words("series", "apart", "frames") if (at := after.find(word)) > 0)


def _repeats(first: Claim, second: Claim, lexicon: Lexicon) -> bool:
    if first.amount is None or second.amount is None:
        return False
    same = (first.account, first.measure, first.amount.unit, first.stance == "denies") == (
        second.account,
        second.measure,
        second.amount.unit,
        second.stance == "denies",
    )
    return (
        same
        and first.evidence[0] != second.evidence[0]
        and _same_number(first, second)
        and (lexicon.is_kind(first.item, [second.item]) or lexicon.is_kind(second.item, [first.item]))
        and (same_voice(first.source, second.source) or _is_known(second))
        and _same_place(first, second)
        and not are_apart(first, second)
        and (first.target is None or second.target is None or same_side(first.target, second.target))
    )


def _is_known(claim: Claim) -> bool:
    """ "The 60 who died": a number with a definite article has been told before, whoever told it."""
    if claim.amount is None or claim.relation != "whole":
        return False
    return claim.quote[: claim.amount.span.start - claim.evidence[0].start].lower().endswith((" the ", "the "))


def _figure(claim: Claim) -> object:
    """The number that a claim's words write: that of "nearly 2,500" is that of "2,500"."""
    amount = claim.amount
    return (amount.high if amount.low is None else amount.low, amount.share) if amount else None


def _same_number(first: Claim, second: Claim) -> bool:
    """The same bounds; of a sum or thousands also the number beside "nearly" or "about" it."""
    if _numbers(first) == _numbers(second):
        return True
    a, b = first.amount, second.amount
    if a is None or b is None or _figure(first) != _figure(second) or not (a.approximate or b.approximate):
        return False
    return a.unit != "count" or (a.low or a.high or 0) >= _ROUND


def _numbers(claim: Claim) -> tuple[object, ...]:
    amount = claim.amount
    return (amount.low, amount.high, amount.share) if amount else ()


def _agree(first: str | None, second: str | None) -> bool:
    if first is None or second is None:
        return True
    a, b = ([word.removesuffix("s") for word in name.lower().split()] for name in (first, second))
    return a == b or set(a) <= set(b) or set(b) <= set(a)


def same_voice(first: Source | None, second: Source | None) -> bool:
    """Whether two sources may be one, by country or by name; so are two that are not told."""
    if first is None or second is None:
        return True
    if first.actor and second.actor and first.actor[:3] == second.actor[:3]:
        return True
    return _agree(first.name, second.name)


def _same_place(first: Claim, second: Claim) -> bool:
    a, b = first.place, second.place
    if a is None or b is None or (a.geonameid, a.name) == (b.geonameid, b.name):
        return True
    return a.country == b.country and ({a.precision, b.precision} & {"country", "admin1", "area"} != set())


def _joined(first: Claim, second: Claim, lexicon: Lexicon) -> Claim:
    place = first.place
    if second.place and (place is None or (place.precision == "country" and second.place.precision != "country")):
        place = second.place
    item = second.item if lexicon.is_kind(second.item, [first.item]) else first.item
    return replace(
        first,
        item=item,
        source=_fuller(first.source, second.source),
        stance=first.stance if first.source else second.stance,
        actor=first.actor or second.actor,
        target=first.target or second.target,
        place=place,
        places=(place,) if place else (),
        period=first.period or second.period,
    )


def _fuller(first: Source | None, second: Source | None) -> Source | None:
    """Of two names of one source the one that says more: "Ukraine's air force" rather than "Ukraine"."""
    if first is None or second is None:
        return first or second
    short, long = set(first.name.lower().split()), set(second.name.lower().split())
    better = (first.kind == "unknown" and second.kind != "unknown") or short < long or _is_country_of(first, second)
    return second if better else first


def _is_country_of(first: Source, second: Source) -> bool:
    """Whether one source is but the country that a body of the other speaks for."""
    code, fuller = first.actor or "", second.actor or ""
    return len(code) == len("UKR") < len(fuller) and fuller.startswith(code)


# ---------------------------------------------------------------- place and time handed on


def _hand_on(
    claims: list[Claim], lead: Period | None, told: Mapping[int, TimeMention], trail: Trail, lexicon: Lexicon
) -> list[Claim]:
    settled: list[Claim] = []
    sentences: dict[Span, list[Claim]] = {}
    for claim in claims:
        sentences.setdefault(claim.evidence[0], []).append(claim)
    for claim in claims:
        before = next((c for c in reversed(settled) if _goes_on(c, claim)), None)
        beside = next((c for c in reversed(settled) if c.evidence[0] == claim.evidence[0] and c.place), None)
        running = told.get(claim.evidence[0].start)
        placed = placed_by(claim, beside, before, trail, settled, lexicon)
        together = _of_its_sentence(claim, sentences[claim.evidence[0]])
        settled.append(_timed(placed, together or _nearer(_on_the_news(before, lead), running), lead))
    return [_told(claim, settled) for claim in settled]


def _of_its_sentence(claim: Claim, claims: Sequence[Claim]) -> Period | None:
    """The one time that its sentence gives other claims of the account: "12 were killed and 30 wounded on Sunday"."""
    beside = [c for c in claims if c.evidence[0] == claim.evidence[0] and c.account == claim.account]
    own = {c.period.span: c.period for c in beside if c.period and not _only_said(c)}
    return next(iter(own.values())) if len(own) == 1 else None


def _told(claim: Claim, claims: list[Claim]) -> Claim:
    """A claim dated by the day of speaking alone takes the day that a claim close by tells, up to three days before."""
    if claim.period is None or not _only_said(claim):
        return claim
    near = [
        other
        for other in claims
        if other.period
        and other.period.end
        and other.period.precision in ("day", "part", "minute")
        and abs(other.evidence[0].start - claim.evidence[0].start) < _NEARBY
        and not _only_said(other)
        and _is_soon_after(claim.period, other.period)
    ]
    if not near:
        return claim
    told = min(near, key=lambda other: abs(other.evidence[0].start - claim.evidence[0].start)).period
    reasons = [one for one in claim.reasons if one.basis is not Basis.TIME_OF_SPEAKING]
    return replace(claim, period=told, reasons=(*reasons, _by_time(told)))


def _is_soon_after(said: Period, told: Period) -> bool:
    """Whether something was said on the day of an event or within three days of it."""
    if not (said.start and told.start):
        return False
    return 0 <= (date.fromisoformat(said.start[:10]) - date.fromisoformat(told.start[:10])).days <= _SOON


def _on_the_news(before: Claim | None, lead: Period | None) -> Claim | None:
    """A claim before whose time may be handed on: not one that looks back by more than an event's days."""
    own, news = before.period if before else None, lead.start if lead else None
    if own is None or not (own.end and news):
        return before
    back = (date.fromisoformat(news[:10]) - date.fromisoformat(own.end[:10])).days
    return None if back > _EVENT else before


def _nearer(before: Claim | None, running: TimeMention | None) -> Period | None:
    """The time that is told last before a claim: that of a claim, or that of a sentence which holds none."""
    own = before.period if before and before.period and is_of_days(before.period) else None
    if before is None or own is None or _only_said(before):
        return running[1] if running else None
    return running[1] if running and running[0] > before.evidence[0].start else own


def _ended(claim: Claim) -> Claim:
    """What has happened "this year" has happened by the day of the report, not by the year's end."""
    period = claim.period
    if period is None or claim.status != "happened" or not (period.start and period.end):
        return claim
    day = (period.anchor or "").split()[-1:]
    if not day or len(day[0]) < len(period.end[:10]) or not period.start[:10] < day[0] < period.end[:10]:
        return claim
    return replace(claim, period=replace(period, end=day[0], edtf=f"{period.start[:10]}/{day[0]}"))


def _timed(claim: Claim, told: Period | None, lead: Period | None) -> Claim:
    if claim.period is not None:
        return claim  # one that stays open has a time of its own, which is not the lead's
    period = told or lead
    if period is None:
        return claim
    return replace(claim, period=period, reasons=(*claim.reasons, _by_time(period)))


def _by_time(period: Period | None) -> Inference:
    return Inference("period", Basis.OTHER_TIME, words=(period.written if period else "",))


def _only_said(claim: Claim) -> bool:
    """Whether a claim's time is no more than the time at which it was said."""
    return any(one.basis is Basis.TIME_OF_SPEAKING for one in claim.reasons)


def _goes_on(before: Claim, claim: Claim) -> bool:
    """Whether a claim goes on telling the event of a claim before: the same account, nearby."""
    return before.account == claim.account and 0 <= claim.evidence[0].start - before.evidence[0].start < _NEARBY
