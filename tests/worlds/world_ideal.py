"""What a perfect ledger would show of a world, made from its true books alone: the rules must all hold of it.

It proves that the true books are of one piece with the reports, and it is what tests of the rules spoil.
"""

from collections import defaultdict
from collections.abc import Iterator

from world_raids import week_of
from world_shown import Shown
from world_types import TrueBalance, TrueFact, TrueMove, World, iso
from world_view import View
from world_words import Written, report_id

from wirebook.ids import content_id
from wirebook.ledger.query.named import SourceRow
from wirebook.types import Balance, Dispute, Entry, Fact, Period, Revision, Side, Span

_NOTHING = Shown((), (), (), (), (), (), (), (), (), (), ())


def ideal_of(world: World) -> Shown:
    """All answers, as they should be."""
    view = View(world, _NOTHING)
    facts = tuple(_fact(view, fact) for fact in view.true.values())
    named = {fact.id: "; ".join(fact.voices) for fact in facts}
    every = [one for happening in world.happenings for one in happening.balances]
    return Shown(
        facts=facts,
        disputes=tuple(_disputes(view)),
        revisions=tuple(_revision(view, move) for happening in world.happenings for move in happening.moves),
        sources=tuple(_sources(view)),
        nights=tuple(_balance(view, one) for one in every if not one.identity.startswith("only")),
        weeks=tuple(_weeks(view, every)),
        words=tuple((fact.id, f"{fact.independent} sources") for fact in facts),
        copies=tuple(
            (report_id(world.seed, one.key), report_id(world.seed, one.origin), "same")
            for happening in world.happenings
            for one in happening.dispatches
            if one.origin
        ),
        acled=tuple(named.items()),
        ged=tuple((fact.id, named[fact.id], fact.independent) for fact in facts),
        files=(),
    )


def _claims(view: View, fact: str, body: str | None = None) -> list[Written]:
    told = [one for one in view.written.values() if one.tell.fact == fact and body in (None, view.body(one.claim))]
    return sorted(told, key=lambda one: (one.dispatch.published, one.claim))


def _fact(view: View, true: TrueFact) -> Fact:
    claims = tuple(one.claim for one in _claims(view, true.id))
    tell = view.written[claims[0]].tell
    against = [
        one for one in view.happening(true.id).disputes if (one.fact, one.kind) == (true.id, "number") and one.stands
    ]
    several = "agreed" if len(true.givers) > 1 else "single"
    ground = tell.ground
    return Fact(
        id=content_id("fact", view.world.seed, true.id),
        account=tell.account,
        measure=tell.measure,
        item=tell.item,
        unit="count",
        status="done",
        kind="day",
        place=ground.name if ground else None,
        admin1=ground.region if ground else None,
        country=ground.land.alpha2 if ground else None,
        actor=tell.actor,
        target=tell.target,
        start=iso(tell.times.first) if tell.times else None,
        end=iso(tell.times.last) if tell.times and tell.times.last is not None else None,
        low=true.low,
        high=true.high,
        state="disputed" if against else "unnumbered" if true.low is None else several,
        voices=tuple(min(view.called([body])) for body in sorted(true.givers)),
        independent=len(true.givers),
        reports=len({one.dispatch.key for one in _claims(view, true.id)}),
        claims=claims,
        why=("",) * len(claims),
    )


def _disputes(view: View) -> Iterator[Dispute]:
    for happening in view.world.happenings:
        for one in (one for one in happening.disputes if one.stands):
            told = [_claims(view, one.fact, body) or _denials(view, one.fact, body) for body in sorted(one.sides)]
            sides = tuple(
                Side(several[-1].dispatch.outlet, "", several[-1].claim, several[-1].dispatch.key) for several in told
            )
            key = content_id("dispute", one.fact, *one.sides)
            yield Dispute(key, one.kind, "", None, None, None, (one.fact,), sides, within=False, note="")


def _denials(view: View, fact: str, body: str) -> list[Written]:
    """What a body that denies says, which is of a fact of its own."""
    slot = fact.split(":", maxsplit=1)[0]
    told = [one for one in view.written.values() if one.tell.denies and str(one.slot) == slot]
    return [one for one in told if view.body(one.claim) == body]


def _revision(view: View, move: TrueMove) -> Revision:
    after = next(one for one in _claims(view, move.fact, move.by) if one.tell.figure == move.after)
    before = next(one for one in _claims(view, move.fact, move.before_by) if one.tell.figure == move.before)
    first, last = move.before, move.after
    return Revision(
        fact=move.fact,
        source=move.by,
        at=after.dispatch.published,
        from_low=float(first.low or 0),
        from_high=None if first.high is None else float(first.high),
        to_low=float(last.low or 0),
        to_high=None if last.high is None else float(last.high),
        kind=min(move.kinds),
        falls=False,
        why=move.reason,
        report=after.dispatch.key,
        claim=after.claim,
        before=before.claim,
    )


def _sources(view: View) -> Iterator[SourceRow]:
    told: dict[str, list[Written]] = defaultdict(list)
    for one in view.written.values():
        told[view.body(one.claim)].append(one)
    for body, several in sorted(told.items()):
        reports = len({one.dispatch.key for one in several})
        yield SourceRow(min(view.called([body])), "", None, len(several), reports, None, None, 0, 0)


# ---------------------------------------------------------------- sums


def _balance(view: View, true: TrueBalance) -> Balance:
    parts = [(name, float(number)) for name, number in true.parts]
    rest = 0.0 if true.rest is None else float(true.rest)
    return _drawn(view, true, (float(true.whole), parts, rest), true.day)


def _drawn(view: View, true: TrueBalance, sums: tuple[float, list[tuple[str, float]], float], day: int) -> Balance:
    """A balance in which every number stands on a claim of its body in its happening."""
    whole, parts, rest = sums
    slot = next(one.slot for one in view.world.happenings if true in one.balances)
    claim = next(one.claim for one in view.written.values() if one.slot == slot and view.body(one.claim) == true.body)
    entries = [Entry(name, number, number, (claim,)) for name, number in (("whole", whole), *parts)]
    period = Period(iso(day), iso(day), "day", iso(day), "", Span(0, 0))
    told = (true.identity, true.item, "", None, period, entries[0], tuple(entries[1:]), "rest", rest, rest)
    return Balance(content_id("balance", true.identity, claim, day, whole), "", *told, "exact", (), "")


def _weeks(view: View, every: list[TrueBalance]) -> Iterator[Balance]:
    weeks: dict[tuple[str, str, str], list[TrueBalance]] = defaultdict(list)
    for one in every:
        if one.identity in ("fates", "only-parts"):
            weeks[one.body, one.item, week_of(one.day)].append(one)
    for nights in weeks.values():
        nights = list({(one.day, one.identity): one for one in nights}.values())
        whole = [one for one in nights if one.identity == "fates"]
        if whole:
            names = sorted({name for one in nights for name, _ in one.parts})
            parts = [(name, float(sum(dict(one.parts).get(name, 0) for one in nights))) for name in names]
            sums = float(sum(one.whole for one in whole)), parts, float(sum(one.rest or 0 for one in whole))
            yield _drawn(view, whole[0], sums, nights[-1].day)
