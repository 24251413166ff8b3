"""Facts: what claims of many reports speak of, with the best current range, its voices, revisions and disputes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wirebook.fields.interval import meet
from wirebook.ids import content_id
from wirebook.ledger.disputes import Case, of_cell
from wirebook.ledger.grouping import NOTHING, Decided, Group, group
from wirebook.ledger.history import Told, revisions, voices
from wirebook.ledger.posting import Posting, iso
from wirebook.types import Dispute, Fact, Revision

_FRESH = 2  # days: of a running count, figures older than this beside the newest are no longer current


@dataclass(frozen=True, slots=True)
class Drawn:
    """The books of one cell. `days` has the day that each fact is filed under, in the order of `facts`."""

    facts: tuple[Fact, ...]
    days: tuple[int, ...]
    revisions: tuple[Revision, ...]
    disputes: tuple[Dispute, ...]


def draw(postings: Iterable[Posting], origins: Mapping[str, str], decided: Decided = NOTHING) -> Drawn:
    """The books of the postings of one cell: a pure function of their set.

    `origins` maps reports that are copies of another to the first of them; `decided` is what persons joined or parted.
    """
    cases = [_case(one, origins, decided) for one in group(postings, decided)]
    disputes = of_cell(cases)
    disputed = {fact for dispute in disputes if dispute.kind == "number" for fact in dispute.facts}
    facts = tuple(_fact(case, disputed) for case in cases)
    moves = tuple(move for case in cases for move in revisions(case.fact, case.told))
    return Drawn(facts, tuple(case.group.core.day for case in cases), moves, disputes)


def _case(one: Group, origins: Mapping[str, str], decided: Decided) -> Case:
    first = one.postings[0]
    key = content_id("fact", first.cell, *one.core, one.split)
    return Case(key, one, voices(one.postings, origins, decided.strangers))


def _fact(case: Case, disputed: set[str]) -> Fact:
    postings = case.group.postings
    lead = _lead(case.group)
    low, high = _best(case.told)
    heard = [one for one in case.told if not one.echo]
    return Fact(
        id=case.fact,
        account=lead.account,
        measure=lead.measure,
        item=lead.item,
        unit=lead.unit,
        status=lead.status,
        kind="day" if any(one.kind == "day" for one in postings) else lead.kind,
        place=lead.place,
        admin1=lead.admin1,
        country=lead.country,
        actor=_party([one.actor_code for one in postings if one.actor], [one.actor_code for one in postings]),
        target=_party([one.target_code for one in postings if one.target], [one.target_code for one in postings]),
        start=iso(lead.first),
        end=iso(lead.last),
        low=low,
        high=high,
        state=_state(case, heard, disputed),
        voices=tuple(one.name or "the report itself" for one in case.told),
        independent=len(heard),
        reports=len({one.report for one in postings}),
        claims=tuple(one.claim for one in postings),
        why=case.group.why,
        undecided=case.group.undecided,
        unverified=any(one.unverified for one in postings),
        first_said=iso(min((one.said for one in postings if one.said), default=None)),
        last_said=iso(max((one.said for one in postings if one.said), default=None)),
    )


def _lead(one: Group) -> Posting:
    """The posting that tells the most of where and when, the first of them by id."""
    near = [posting for posting in one.postings if posting.place_key == one.core.place]
    dated = [posting for posting in near or one.postings if posting.kind != "undated"]
    return min(dated or near or one.postings, key=lambda posting: posting.claim)


def _party(told: Sequence[str | None], lent: Sequence[str | None]) -> str | None:
    """The code that most claims give, those first that tell it themselves; the longer of equals."""
    codes = [code for code in told if code] or [code for code in lent if code]
    return max(sorted(set(codes)), key=lambda code: (codes.count(code), len(code)), default=None)


def _state(case: Case, heard: Sequence[Told], disputed: set[str]) -> str:
    if case.fact in disputed:
        return "disputed"
    if all(one.now is None for one in case.told):
        return "unnumbered"
    return "agreed" if len(heard) > 1 else "single"


def _best(told: Sequence[Told]) -> tuple[float | None, float | None]:
    """Where the figures that stand meet; else from the lowest to the highest of them."""
    standing = [one.now for one in told if one.now is not None]
    standing = _not_outgrown(standing)
    if not standing:
        return None, None
    both: tuple[float | None, float | None] | None = (standing[0].low, standing[0].high)
    for one in standing[1:]:
        both = meet(both, (one.low, one.high)) if both else None
    if both is not None:
        return both
    highs = [one.high for one in standing]
    return min(one.low for one in standing), None if None in highs else max(high for high in highs if high is not None)


def _not_outgrown(standing: Sequence[Posting]) -> list[Posting]:
    """Without figures that a later one of another voice goes beyond, and without those that are out of date."""
    newest = max((one.said or 0 for one in standing), default=0)
    running = any(one.kind in ("since", "stock") for one in standing)
    if running:
        return [one for one in standing if newest - (one.said or 0) <= _FRESH]
    return [one for one in standing if not any(_outgrows(other, one) for other in standing)]


def _outgrows(later: Posting, earlier: Posting) -> bool:
    beyond = earlier.high is not None and later.low > earlier.high
    return beyond and (later.said or 0) > (earlier.said or 0)
