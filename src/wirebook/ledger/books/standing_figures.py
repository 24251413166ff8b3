"""Which figures of a fact stand: the range that they give, who gives it, and how what the others said stands to it.

A source answers for a range only when the numbers that it said lie in it. Who told less before somebody told more, who
says "at least", and who gives no number stand beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import inf

from wirebook.fields.quantity.interval import contains, meet
from wirebook.ledger.books.linkage import agree
from wirebook.ledger.books.posting import UNTOLD, Posting, iso
from wirebook.ledger.books.revisions import VoicePostings, in_body, passes, quoted_differently, steps
from wirebook.types import Heard

GROWING = ("since", "stock")
_FRESH = 2  # days: of a running count, figures older than this beside the newest are no longer current
_GIVING = ("given", "dropped")
_NOBODY = "the report itself"
PostingPair = tuple[Posting, Posting]


@dataclass(frozen=True, slots=True)
class Shown:
    """The range of a fact with each source that was heard; `independent` counts those who give it and repeat nobody."""

    low: float | None
    high: float | None
    heard: tuple[Heard, ...]
    independent: int


# ---------------------------------------------------------------- who contradicts whom


def contested(told: Sequence[VoicePostings]) -> tuple[PostingPair, ...]:
    """The pairs of figures that stand against each other now: of two voices, or of one that is quoted in two ways."""
    heard = [(one, steps(one.postings), _reach(one)) for one in told if not one.echo and not one.outdated]
    pairs = [
        _running(one, other) if _is_running(one) else _open(mine, theirs)
        for (one, mine, here), (other, theirs, there) in combinations(heard, 2)
        if not _all_agree(here, there)
    ]
    return tuple(pair for pair in (*pairs, *(_quoted(one) for one, _, _ in heard)) if pair is not None)


def _is_running(one: VoicePostings) -> bool:
    return any(posting.kind in GROWING for posting in one.postings)


def _reach(one: VoicePostings) -> tuple[float, float, frozenset[str]]:
    """The highest of the low ends of all figures of a voice, the lowest of their high ends, and their units."""
    given = [posting for posting in one.postings if posting.numbered]
    highs = (inf if posting.high is None else posting.high for posting in given)
    return max((posting.low for posting in given), default=0), min(highs, default=inf), frozenset(p.unit for p in given)


def _all_agree(one: tuple[float, float, frozenset[str]], other: tuple[float, float, frozenset[str]]) -> bool:
    """Whether no figure of one can contradict any of the other, as of most pairs of voices of a large fact."""
    return one[0] <= other[1] and other[0] <= one[1] and len(one[2] | other[2]) <= 1


def _running(one: VoicePostings, other: VoicePostings) -> PostingPair | None:
    """Of running counts, the figures of the last day that has both, where they cannot both be right."""
    theirs = {posting.said: posting for posting in other.postings if posting.numbered}
    both = [(posting, theirs[posting.said]) for posting in one.postings if posting.numbered and posting.said in theirs]
    return _ordered(*both[-1]) if both and not agree(*both[-1]) else None


def _open(mine: Sequence[Posting], theirs: Sequence[Posting]) -> PostingPair | None:
    """The last figures of two voices when they contradict each other, or did once and have not agreed since.

    A later, higher figure contradicts nothing; a lower one does, and so does one of the same day.
    """
    now: dict[int, Posting] = {}
    is_open = False
    for day in sorted({one.said or 0 for one in (*mine, *theirs)}):
        new = {side: own[-1] for side, all_ in enumerate((mine, theirs)) if (own := _of_day(all_, day))}
        now |= new
        if len(now) < len((mine, theirs)):
            continue
        if agree(now[0], now[1]):
            is_open = False
        elif not is_open:
            later, earlier = _by_day(now[0], now[1])
            is_open = len(new) > 1 or not passes(later, earlier)
    return _ordered(now[0], now[1]) if is_open else None


def _of_day(postings: Sequence[Posting], day: int) -> list[Posting]:
    return [one for one in postings if (one.said or 0) == day]


def _by_day(one: Posting, other: Posting) -> PostingPair:
    return (one, other) if (one.said or 0) >= (other.said or 0) else (other, one)


def _quoted(voice: VoicePostings) -> PostingPair | None:
    """The figure that stands, where another publisher quotes the source differently on the same day."""
    for one, other in pairwise(steps(voice.postings)):
        if other is voice.now and quoted_differently(one, other) and not agree(one, other):
            return one, other
    return None


def _ordered(one: Posting, other: Posting) -> PostingPair:
    first, second = sorted((one, other), key=lambda posting: (posting.said or 0, posting.low, posting.claim))
    return first, second


# ---------------------------------------------------------------- the range, and who gives it


def shown(postings: Sequence[Posting], told: Sequence[VoicePostings], pairs: Sequence[PostingPair]) -> Shown:
    """The range that the figures of a fact give, with all that was heard; `pairs` are those that are contested."""
    standing = _standing(told, pairs)
    bounds = _range([one for _, one in standing])
    if bounds is None:
        heard = [_heard(one.name, one.postings[0], "given") for one in told]
        return Shown(None, None, (*heard, *_headlines(postings)), sum(not one.echo for one in told))
    low, high, given = bounds
    places = [_place(one, (low, high), given=given) for one in told]
    heard = [_heard(one.name, posting, how) for one, (posting, how) in zip(told, places, strict=True)]
    count = sum(how in _GIVING and not (one.echo or one.outdated) for one, (_, how) in zip(told, places, strict=True))
    return Shown(low, high, (*heard, *_headlines(postings)), count)


def _standing(told: Sequence[VoicePostings], pairs: Sequence[PostingPair]) -> list[tuple[VoicePostings, Posting]]:
    """The figures that make the range: of voices that speak for themselves, not passed by a later one of others."""
    live = _live(told)
    running = any(now.kind in GROWING for _, now in live)
    kept = _fresh(live) if running else _unpassed(live, pairs)
    there = {now.claim for _, now in kept}
    quoted = [(one, first) for one, now in kept for first, second in pairs if second is now and first in one.postings]
    return [*kept, *((one, posting) for one, posting in quoted if posting.claim not in there)]


_Figures = list[tuple[VoicePostings, Posting]]


def _live(told: Sequence[VoicePostings]) -> _Figures:
    """What each voice says now; an echo counts only where nobody speaks for himself."""
    live = [(one, one.now) for one in told if one.now is not None and not one.outdated]
    return [(one, now) for one, now in live if not one.echo] or live


def _fresh(live: _Figures) -> _Figures:
    """Of running counts, those that are about as new as the newest."""
    newest = max((now.said or 0 for _, now in live), default=0)
    return [(one, now) for one, now in live if newest - (now.said or 0) <= _FRESH]


def _unpassed(live: _Figures, pairs: Sequence[PostingPair]) -> _Figures:
    """Of other figures, those that no later one has passed; what is contested stays in either case."""
    quarrel = {posting.claim for pair in pairs for posting in pair}
    return [(one, now) for one, now in live if now.claim in quarrel or not any(passes(p, now) for _, p in live)]


def _range(figures: Sequence[Posting]) -> tuple[float, float | None, bool] | None:
    """Where figures meet, and whether one of them is just that; else from the lowest number given to the highest."""
    spans = {(one.low, one.high) for one in figures}
    exact = [one for one in spans if not any(other != one and contains(one, other) for other in spans)]
    if not exact:
        return None
    both: tuple[float | None, float | None] | None = (None, None)
    for one in exact:
        both = meet(both, one) if both else None
    if both is not None:
        return both[0] or 0.0, both[1], both in exact
    ends = [end for one in exact for end in _ends(*one)]
    return min(ends), None if any(high is None for _, high in exact) else max(ends), False


def _ends(low: float, high: float | None) -> tuple[float, ...]:
    """The numbers that a range was said with: both, or the one that "at least" and "no more than" have."""
    if high is None:
        return (low,)
    return (high,) if not low else (low, high)


def _place(one: VoicePostings, bounds: tuple[float, float | None], *, given: bool) -> tuple[Posting, str]:
    """How what a voice said last stands to the range.

    Where somebody gives just this range (`given`), all the numbers of a voice must lie in it; else one of them.
    """
    now = one.now
    if now is None:
        return one.postings[0], "no_number"
    if one.outdated or one.dropped:
        return now, "dropped" if one.dropped else "older_version"
    inside = [_within(end, bounds) for end in _ends(now.low, now.high)]
    if all(inside) if given else any(inside):
        return now, "given"
    return now, "less_exact" if meet((now.low, now.high), bounds) is not None else "earlier"


def _within(value: float, bounds: tuple[float, float | None]) -> bool:
    return bounds[0] <= value and (bounds[1] is None or value <= bounds[1])


def _headlines(postings: Sequence[Posting]) -> Iterator[Heard]:
    """Headlines whose number is none of those in the text below them."""
    kept = {one.claim for one in in_body(postings)}
    for head in sorted(postings, key=lambda one: one.claim):
        body = [one for one in postings if one.report == head.report and not one.headline and one.numbered]
        if head.claim not in kept and head.numbered and body and not any(agree(head, one) for one in body):
            stale = all(head.low < one.low for one in body)
            yield _heard(head.voice, head, "stale_headline" if stale else "other_headline")


def _heard(name: str, one: Posting, how: str) -> Heard:
    low, high = (one.low, one.high) if one.numbered else (None, None)
    return Heard(name or _NOBODY, one.written or UNTOLD, low, high, iso(one.said), one.claim, how)
