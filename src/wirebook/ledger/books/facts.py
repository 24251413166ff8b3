"""Facts: what claims of many reports speak of, with the best current range, its voices, revisions and disputes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wirebook.ids import content_id
from wirebook.ledger.books.disputes import Case, of_cell
from wirebook.ledger.books.linkage import NOTHING, Decided, Group, group
from wirebook.ledger.books.posting import Posting, iso
from wirebook.ledger.books.revisions import Newest, Versions, revisions, voices
from wirebook.ledger.books.standing_figures import Shown, contested, shown
from wirebook.types import Dispute, Fact, Revision


@dataclass(frozen=True, slots=True)
class CellBooks:
    """The books of one cell. `days` has the day that each fact is filed under, in the order of `facts`."""

    facts: tuple[Fact, ...]
    days: tuple[int, ...]
    revisions: tuple[Revision, ...]
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class Kin:
    """Reports that are kin: `origins` maps copies to the first of them, `versions` those that are one report's.

    `newest` has for reports that were changed at their address the versions that nothing later replaced.
    """

    origins: Mapping[str, str]
    versions: Versions
    newest: Newest


def draw(postings: Iterable[Posting], kin: Kin, decided: Decided = NOTHING) -> CellBooks:
    """The books of the postings of one cell: a pure function of their set.

    `kin` are reports that are copies or versions of another; `decided` is what persons joined or parted.
    """
    cases = [_case(one, kin, decided) for one in group(postings, decided)]
    disputes = of_cell(cases)
    disputed = {fact for dispute in disputes if dispute.kind == "number" for fact in dispute.facts}
    facts = tuple(_fact(case, disputed) for case in cases)
    moves = tuple(move for case in cases for move in revisions(case.fact, case.told))
    return CellBooks(facts, tuple(case.group.core.day for case in cases), moves, disputes)


def _case(one: Group, kin: Kin, decided: Decided) -> Case:
    first = one.postings[0]
    key = content_id("fact", first.cell, *one.core, one.split)
    told = voices(one.postings, kin.origins, kin.versions, decided.strangers, kin.newest)
    return Case(key, one, told, contested(told))


def _fact(case: Case, disputed: set[str]) -> Fact:
    postings = case.group.postings
    lead = _lead(case.group)
    given = shown(postings, case.told, case.contested)
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
        low=given.low,
        high=given.high,
        state=_state(case, given, disputed),
        voices=_giving(given, "given") or _giving(given, "dropped"),
        independent=given.independent,
        reports=len({one.report for one in postings}),
        claims=tuple(one.claim for one in postings),
        why=case.group.why,
        undecided=case.group.undecided,
        unverified=any(one.unverified for one in postings),
        first_said=iso(min((one.said for one in postings if one.said), default=None)),
        last_said=iso(max((one.said for one in postings if one.said), default=None)),
        heard=given.heard,
    )


def _giving(given: Shown, how: str) -> tuple[str, ...]:
    return tuple(one.voice for one in given.heard if one.standing == how)


def _lead(one: Group) -> Posting:
    """The posting that tells the most of where and when, the first of them by id."""
    near = [posting for posting in one.postings if posting.place_key == one.core.place]
    dated = [posting for posting in near or one.postings if posting.kind != "undated"]
    return min(dated or near or one.postings, key=lambda posting: posting.claim)


def _party(told: Sequence[str | None], lent: Sequence[str | None]) -> str | None:
    """The code that most claims give, those first that tell it themselves; the longer of equals."""
    codes = [code for code in told if code] or [code for code in lent if code]
    return max(sorted(set(codes)), key=lambda code: (codes.count(code), len(code)), default=None)


def _state(case: Case, given: Shown, disputed: set[str]) -> str:
    if case.fact in disputed:
        return "disputed"
    if given.low is None:
        return "unnumbered"
    return "agreed" if given.independent > 1 else "single"
