"""A world tried on a ledger: added in order and out of it, once and twice, and then decided upon by persons.

The rules of truth (`world_rules`, `world_sums`) look at one ledger; those of this file compare ledgers, or one before
and after a decision.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from random import Random
from typing import Any

from world_rules import RULES, Break
from world_shown import Shown, fill, new_ledger, shown
from world_sums import SUMS
from world_types import World
from world_view import View
from world_words import Edition, editions

from wirebook.ledger.decisions.decision import Decision, DecisionKind
from wirebook.ledger.ledger import Ledger
from wirebook.types import Balance, Claim, Dispute, Fact, Revision

_Row = Fact | Dispute | Revision | Balance
RULE_NAMES = (
    "1 sources gave it",
    "1 sources are counted (more)",
    "1 sources are counted (fewer)",
    "1 figure is right",
    "1 agreement is true",
    "2 disputes stand",
    "2 disputes are real",
    "3 balances are true",
    "3 balances are there",
    "3 weeks are one sum",
    "3 weeks are true",
    "4 order changes nothing",
    "5 facts are of one thing",
    "5 facts are whole",
    "5 origins are right",
    "5 moves are kept",
    "5 moves are kept by another source",
    "5 moves have their kind",
    "5 moves are real",
    "5 reasons are kept",
    "5 sources are not merged",
    "5 sources are not split",
    "6 accepting changes nothing",
    "6 correcting changes its own",
    "6 rejecting changes its own",
    "6 merging changes its own",
    "6 parting changes its own",
    "6 undoing takes all back",
    "6 accepting keeps a correction",
    "6 corrections add up",
)
"""All that can break, as `Break.rule` names it."""
_PARTED, _TWO_PERSONS = "6 parting changes its own", "of two persons"
_KINDS: dict[str, DecisionKind] = {
    "6 accepting changes nothing": "accepted",
    "6 correcting changes its own": "corrected",
    "6 rejecting changes its own": "rejected",
    "6 merging changes its own": "merged",
    _PARTED: "split",
}
_CORRECTIONS = (
    ("number", ""),  # five more than it was
    ("source", "Norway's army"),
    ("place", "Odesa"),
    ("period", "2025-04-30"),
    ("actor", "NORMIL"),
)
_DERIVED = ("words", "acled", "ged", "files")  # made of the other answers


def broken(world: World, *, decide: bool = True) -> tuple[Break, ...]:
    """All that breaks in a world; without decisions, which take half of the time, unless `decide`."""
    every = editions(world)
    with new_ledger() as ledger:
        fill(ledger, every)
        first = shown(ledger)
    view = View(world, first)
    found = [one for rule in (*RULES, *SUMS) for one in rule(view)]
    with new_ledger() as ledger:
        _fill_somehow(ledger, every, Random(world.seed))  # noqa: S311 - the same disorder each time
        second = shown(ledger)
        found += differences(view, second)
        if decide:
            kinds = " ".join(one.kind for one in world.happenings)
            found += _decided(ledger, View(world, second), Random(f"{world.seed} {kinds}"))  # noqa: S311
    return tuple(dict.fromkeys(found))


# ---------------------------------------------------------------- 4: order and repetition


def _fill_somehow(ledger: Ledger, every: Sequence[Edition], rng: Random) -> None:
    """The same reports in another order, some of them twice, the books drawn up now and then in between."""
    mixed = [*every, *rng.sample(list(every), len(every) // 3)]
    rng.shuffle(mixed)
    while mixed:
        some = [mixed.pop() for _ in range(min(len(mixed), rng.randrange(1, 5)))]
        fill(ledger, some)
        if rng.random() < 0.6:
            ledger.settle()


def differences(view: View, second: Shown) -> Iterator[Break]:
    for field in fields(Shown):
        one, other = getattr(view.shown, field.name), getattr(second, field.name)
        if one != other:
            odd = sorted(map(repr, set(one) ^ set(other)))
            yield Break("4 order changes nothing", _whose(view, odd), f"{field.name}: {'; '.join(odd)[:300]}")


def _whose(view: View, odd: Sequence[str]) -> str:
    """The kind of happening that rows are of, by the claims that they name."""
    told = "".join(odd)
    slots = sorted({one.slot for claim, one in view.written.items() if claim in told})
    return next((one.kind for one in view.world.happenings if one.slot in slots), "any")


# ---------------------------------------------------------------- 6: decisions


def _decided(ledger: Ledger, before: View, rng: Random) -> Iterator[Break]:
    """One decision about a claim or two of this world, taken back again; or what two persons decide."""
    claims = [claim for claim in ledger.claims() if claim.amount is not None and claim.amount.low is not None]
    if len(claims) < 2:
        return
    chosen = rng.choice([*_KINDS, _TWO_PERSONS])
    fellows = _of_one_fact(before, claims, rng) if chosen == _PARTED else None
    one, other = fellows or rng.sample(claims, 2)
    if chosen == _TWO_PERSONS:
        yield from _of_two_persons(ledger, one)
        return
    kind = _KINDS[chosen]
    field, value = rng.choice(_CORRECTIONS)
    told: dict[str, Any] = {"changes": {field: value or f"{_low(one) + 5:g}"}} if kind == "corrected" else {}
    told |= {"other": other.id} if kind in ("merged", "split") else {}
    mine = () if kind == "accepted" else (one, other) if "other" in told else (one,)
    yield from _Trial(ledger, before).of(chosen, mine, lambda: ledger.decide(kind, one.id, "Ana", **told))


def _of_one_fact(view: View, claims: Sequence[Claim], rng: Random) -> tuple[Claim, Claim] | None:
    """Two claims of one fact, where there is one with two."""
    known = {claim.id: claim for claim in claims}
    facts = [inside for fact in view.shown.facts if len(inside := [c for c in fact.claims if c in known]) > 1]
    if not facts:
        return None
    one, other = rng.sample(rng.choice(facts), 2)
    return known[one], known[other]


def _low(claim: Claim) -> float:
    return claim.amount.low or 0.0 if claim.amount else 0.0


class _Trial:
    """Decisions taken and taken back in one ledger, which must be as before each time."""

    def __init__(self, ledger: Ledger, before: View) -> None:
        self._ledger = ledger
        self._before = before

    def of(self, rule: str, mine: Sequence[Claim], decide: Callable[[], Decision]) -> Iterator[Break]:
        """What a decision changes beside its own claims' facts, and what is left of it when it is undone."""
        before = self._before
        decision = decide()
        kind = before.happening(before.written[decision.claim].tell.fact).kind
        after = shown(self._ledger, exports=False)
        for what in spilled(before, after, [one.id for one in mine]):
            yield Break(rule, kind, what)
        self._ledger.undo(decision.number, "Ana")
        back, first = _plain(shown(self._ledger, exports=False)), _plain(before.shown)
        odd = [field.name for field in fields(Shown) if getattr(back, field.name) != getattr(first, field.name)]
        if odd:
            yield Break("6 undoing takes all back", kind, f"{rule}: other {', '.join(odd)} after it was undone")


def _plain(one: Shown) -> Shown:
    """Without what exports make of it."""
    return replace(one, **dict.fromkeys(_DERIVED, ()))


def spilled(before: View, after: Shown, mine: Sequence[str]) -> Iterator[str]:
    """Rows that changed although they have nothing to do with some claims."""
    own = {
        claim for fact in (*before.shown.facts, *after.facts) if set(fact.claims) & set(mine) for claim in fact.claims
    }
    beside = [_claims_of(row) for row in (*before.shown.nights, *after.nights)]
    facts = own.union(*(claims for claims in beside if claims & own))
    for name in ("facts", "disputes", "revisions", "nights"):
        odd = set(map(_unnamed, getattr(before.shown, name))) ^ set(map(_unnamed, getattr(after, name)))
        strange = sorted(str(_claims_of(row)) for row in odd if not _claims_of(row) & facts)
        if strange:
            yield f"{name} of other claims changed: {'; '.join(strange)[:200]}"


def _unnamed(row: _Row) -> _Row:
    """A balance without the spelling of its source, which is one of those of its night; other rows as they are."""
    return replace(row, id="", source=None, report="") if isinstance(row, Balance) else row


def _claims_of(row: _Row) -> set[str]:
    if isinstance(row, Fact):
        return set(row.claims)
    if isinstance(row, Dispute):
        return {side.claim for side in row.sides}
    if isinstance(row, Revision):
        return {row.claim, row.before}
    return {claim for entry in (row.whole, *row.parts) for claim in entry.claims}


def _of_two_persons(ledger: Ledger, claim: Claim) -> Iterator[Break]:
    """Ana corrects the number, Ben accepts, and then corrects the item: nothing that Ana did is lost."""
    number = _low(claim) + 5
    ledger.decide("corrected", claim.id, "Ana", changes={"number": f"{number:g}"})
    ledger.decide("accepted", claim.id, "Ben")
    told = [line for line in ledger.history(claim.id).lines if line.claim == claim.id]
    if [(line.low, line.high) for line in told] != [(number, number)]:
        yield Break(
            "6 accepting keeps a correction",
            "any",
            f"{number:g} by Ana is {told[0].low if told else None} after Ben accepted",
        )
    ledger.decide("corrected", claim.id, "Ben", changes={"actor": "NORMIL"})
    told = [line for line in ledger.history(claim.id).lines if line.claim == claim.id]
    if [(line.low, line.high) for line in told] != [(number, number)]:
        yield Break(
            "6 corrections add up",
            "any",
            f"{number:g} by Ana is {told[0].low if told else None} after Ben corrected who did it",
        )
