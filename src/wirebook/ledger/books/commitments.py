"""Promises followed through the reports: who promised what to whom by when, and what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wirebook.ledger.books.interval_sums import Kinship
from wirebook.ledger.books.posting import side_of
from wirebook.packs.model import Pack
from wirebook.types import Fact

PROMISED = ("planned", "pledged")
DONE = "done"


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise and its state on a day.

    `state` is "open" (its day has not come, or it has none), "kept", "broken" (told to be undone, or too little done
    by its day), "lapsed" (its day has passed and no report says more) or "cannot be judged" (it names neither a
    number nor a deed that a report could count). `because` are the facts that decided it.
    """

    fact: Fact
    promiser: str | None
    beneficiary: str | None
    deadline: str | None
    state: str
    why: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deeds:
    """Which measures keep a promise of a measure, and which items are kinds of which, by account."""

    keeping: Mapping[tuple[str, str], frozenset[str]]
    kinship: Mapping[str, Kinship]

    @classmethod
    def of(cls, packs: Iterable[Pack]) -> "Deeds":
        """The deeds of some packs: the measure itself once it is done, and the parts of its orders."""
        packs = tuple(packs)
        keeping = {(pack.account, one.id): _keeping(pack, one.id) for pack in packs for one in pack.measures}
        return cls(keeping, {pack.account: Kinship.of(pack) for pack in packs})


def _keeping(pack: Pack, measure: str) -> frozenset[str]:
    """ "Delivered" keeps what was pledged, "allocated" does not yet: it has parts of its own in the order."""
    parts = {part for row in pack.identities if row.kind == "order" and row.whole == measure for part in row.parts}
    wholes = {row.whole for row in pack.identities if row.kind == "order"}
    becoming = {one.id for one in pack.measures if one.planned == measure}
    return frozenset({part for part in parts if part not in wholes} | becoming | ({measure} if not parts else set()))


def judge(promise: Fact, later: Iterable[Fact], deeds: Deeds, today: str) -> Promise:
    """What became of a promise by a day (ISO), by the facts of its account that were told after it, in their order.

    No more of them are looked at than it takes to keep the promise.
    """
    deadline = _deadline(promise)
    fitting = _until_kept(promise, (fact for fact in later if _keeps(fact, promise, deeds)))
    state, why = _state(promise, fitting, deadline, today)
    because = tuple(fact.id for fact in fitting) if state in ("kept", "broken") else ()
    return Promise(promise, promise.actor, promise.target, deadline, state, why, because)


def _deadline(promise: Fact) -> str | None:
    """The day by which it is to be done. What had been pledged "by 3 February", as was said on the 4th, has none."""
    if promise.kind != "span" or promise.start is not None or promise.end is None:
        return None
    return None if promise.first_said and promise.end[:10] < promise.first_said[:10] else promise.end


def _until_kept(promise: Fact, fitting: Iterable[Fact]) -> list[Fact]:
    found: list[Fact] = []
    for fact in fitting:
        found.append(fact)
        if _is_done(fact) and sum(one.low or 0.0 for one in found if _is_done(one)) >= (promise.low or 0.0):
            break
    return found


def _is_done(fact: Fact) -> bool:
    return fact.status == DONE and fact.high != 0


def _keeps(fact: Fact, promise: Fact, deeds: Deeds) -> bool:
    """Whether a fact can be the promise kept or broken: a keeping measure of the same parties and kind of item."""
    if fact.measure not in deeds.keeping.get((promise.account, promise.measure), ()) or fact.id == promise.id:
        return False
    kinship = deeds.kinship[promise.account]
    if fact.unit != promise.unit or not kinship.related(fact.item, promise.item):
        return False
    return (
        _same(fact.actor, promise.actor)
        and _fits(fact.target, promise.target)
        and bool(promise.actor or promise.target)
    )


def _same(one: str | None, other: str | None) -> bool:
    """Whether the doer is the promiser; where nobody is named as either, the beneficiary alone tells."""
    return (one is None) == (other is None) and _fits(one, other)


def _fits(one: str | None, other: str | None) -> bool:
    return one is None or other is None or side_of(one) == side_of(other)


def _state(promise: Fact, fitting: Sequence[Fact], deadline: str | None, today: str) -> tuple[str, str]:
    """What became of a promise, and why it is said: by what was done or not, else by its day."""
    done = [fact for fact in fitting if _is_done(fact)]
    low = sum(fact.low or 0.0 for fact in done)
    if done and (promise.low is None or low >= promise.low):
        return "kept", f"told as {done[-1].measure.replace('_', ' ')} on {_day_of(done[-1]) or 'a later day'}"
    undone = next((fact for fact in fitting if fact.status == "denied" or fact.high == 0), None)
    if undone is not None:
        return "broken", f"a report says that it was not done ({_day_of(undone) or 'no day told'})"
    if promise.low is None and deadline is None:
        return "cannot be judged", "it names neither a number nor a day"
    so_far = f"{low:,.0f} of {promise.low or 0:,.0f}" if done else ""
    return _by_its_day(so_far, deadline, today)


def _day_of(fact: Fact) -> str | None:
    return fact.end or fact.start


def _by_its_day(so_far: str, deadline: str | None, today: str) -> tuple[str, str]:
    """What a day says of a promise that was not kept in full; `so_far` is what was, "" of nothing."""
    if deadline is not None and today > deadline:
        if so_far:
            return "broken", f"{so_far} by its day"
        return "lapsed", f"its day has passed as of {today}, and no report says what became of it"
    if so_far:
        return "open", f"{so_far} so far"
    return "open", f"its day has not come as of {today}" if deadline else "no day is set"
