"""What must hold between the true books and what a ledger shows: each rule yields what breaks it.

A rule never asks how the ledger does it. What a world leaves open (`perhaps`, `stands` false, `wanted` false) may be
shown or not.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from world_types import Figure, TrueDispute, TrueFact, TrueMove
from world_view import View
from world_words import report_id

from wirebook.types import Dispute, Fact, Revision

_OFFICES = ("army", "airforce", "defence", "police", "health", "president", "exchange")
_BARE = "bare "
_SOURCES = re.compile(r"(\d+) sources")


@dataclass(frozen=True, slots=True)
class Break:
    """A rule that does not hold: of which kind of happening, and what is wrong in words."""

    rule: str
    kind: str
    what: str


def _break(view: View, rule: str, fact: str, what: str) -> Break:
    happening = view.happening(fact)
    return Break(rule, happening.kind, f"{happening.variant + ': ' if happening.variant else ''}{what}")


def _shown_true(view: View) -> Iterator[tuple[Fact, list[TrueFact]]]:
    for fact in view.shown.facts:
        yield fact, [view.true[name] for name in sorted(view.meant(fact.claims))]


# ---------------------------------------------------------------- 1: who gave it


def sources_gave_it(view: View) -> Iterator[Break]:
    """No fact names a source, in any answer or export, that did not give its figure."""
    named: dict[str, list[tuple[str, str]]] = {
        fact.id: [("fact", name) for name in fact.voices] for fact in view.shown.facts
    }
    for key, sources in view.shown.acled:
        named.setdefault(key, []).extend(("ACLED", name) for name in sources.split("; "))
    for key, sources, _ in view.shown.ged:
        named.setdefault(key, []).extend(("GED", name) for name in sources.split("; "))
    words = dict(view.shown.words)
    for fact, true in _shown_true(view):
        allowed = view.called(body for one in true for body in one.givers | one.perhaps | one.echoes)
        strange = [("brief", name) for name in _misnamed(view, fact, words.get(fact.id, ""), allowed)]
        for where, name in sorted({*named[fact.id], *strange}):
            if name not in allowed:
                yield _break(
                    view, "1 sources gave it", true[0].id, f"{where} shows {name} for {_range(fact)} of {true[0].id}"
                )


def _misnamed(view: View, fact: Fact, words: str, allowed: set[str]) -> Iterator[str]:
    """Names in the words of a fact that neither gave its figure nor stand beside a figure of their own."""
    for claim in fact.claims:
        one = view.written[claim]
        names = {one.tell.spelling.name} if one.tell.spelling else {one.dispatch.outlet}
        for name in names - allowed:
            beside = words.partition(name)[2].split(";")[0]
            if name in words and (one.tell.figure is None or one.tell.figure.words not in beside):
                yield name


def sources_are_counted(view: View) -> Iterator[Break]:
    """No fact has more independent sources than gave its figure, nor fewer."""
    ged = {key: count for key, _, count in view.shown.ged}
    words = dict(view.shown.words)
    for fact, true in _shown_true(view):
        least, most = max(len(one.givers) for one in true), sum(len(one.givers | one.perhaps) for one in true)
        told = _SOURCES.search(words.get(fact.id, ""))
        counts = {"fact": fact.independent, "GED": ged.get(fact.id), "brief": int(told[1]) if told else None}
        for where, count in counts.items():
            if count is not None and not least <= count <= most:
                what = f"{where} counts {count} for {_range(fact)} of {true[0].id}, which {least} to {most} gave"
                yield _break(view, f"1 sources are counted ({'more' if count > most else 'fewer'})", true[0].id, what)


def figures_are_right(view: View) -> Iterator[Break]:
    """The shown range of a fact is the true current one; of a disputed one it reaches over all that is said."""
    for fact, true in _shown_true(view):
        if len(true) == 1 and not _holds(view, fact, true[0]):
            told = f"shows {_range(fact)} for {true[0].low} to {true[0].high}"
            yield _break(view, "1 figure is right", true[0].id, told)


def _holds(view: View, fact: Fact, true: TrueFact) -> bool:
    if (fact.low, fact.high) == (true.low, true.high):
        return True
    said = [figure for (name, body), figure in view.last_words.items() if name == true.id and body in true.givers]
    ends = [end for figure in said for end in (figure.low, figure.high) if end is not None]
    if fact.low is None or not ends or not any(one.kind == "number" for one in _disputes(view, true.id)):
        return False
    return (true.low or 0) <= fact.low <= min(ends) and (fact.high is None or fact.high >= max(ends))


def agreement_is_true(view: View) -> Iterator[Break]:
    """What is called agreed has two sources that gave it, and nobody against it."""
    for fact, true in _shown_true(view):
        stands = [one for name in true for one in _disputes(view, name.id) if one.stands and one.kind == "number"]
        backed = max(len(one.givers | one.perhaps) for one in true)
        if fact.state == "agreed" and (stands or backed < 2):
            yield _break(view, "1 agreement is true", true[0].id, f"{_range(fact)} of {true[0].id} is called agreed")


def _range(fact: Fact) -> str:
    return f"{fact.low:g}" if fact.low is not None and fact.low == fact.high else f"{fact.low}..{fact.high}"


# ---------------------------------------------------------------- 2: disputes


def _disputes(view: View, fact: str) -> tuple[TrueDispute, ...]:
    return tuple(one for one in view.happening(fact).disputes if one.fact == fact)


def disputes_stand(view: View) -> Iterator[Break]:
    """No dispute that stands is lost."""
    for happening in view.world.happenings:
        for one in happening.disputes:
            if one.stands and not any(_is_about(view, shown, one) for shown in view.shown.disputes):
                yield _break(
                    view, "2 disputes stand", one.fact, f"{one.kind} lost: {one.fact}, {' v '.join(sorted(one.sides))}"
                )


def _is_about(view: View, shown: Dispute, one: TrueDispute) -> bool:
    sides = [side.claim for side in shown.sides]
    return (
        shown.kind == one.kind and one.fact in view.meant(sides) and one.sides <= {view.body(claim) for claim in sides}
    )


def disputes_are_real(view: View) -> Iterator[Break]:
    """No dispute is invented: with oneself, across scopes or directions, or with a reprint or an older version."""
    for shown in view.shown.disputes:
        why = _unreal(view, shown)
        if why:
            says = "; ".join(f"{side.voice}: {side.says}" for side in shown.sides)
            name = min(view.meant(side.claim for side in shown.sides))
            yield _break(view, "2 disputes are real", name, f"{shown.kind} invented ({why}): {says}")
    for fact, true in _shown_true(view):
        if fact.state == "disputed" and not any(_disputes(view, one.id) for one in true):
            yield _break(view, "2 disputes are real", true[0].id, f"{_range(fact)} of {true[0].id} is called disputed")


def _unreal(view: View, shown: Dispute) -> str:
    claims = [side.claim for side in shown.sides]
    tells = [view.written[claim].tell for claim in claims]
    facts, bodies = view.meant(claims), {view.body(claim) for claim in claims}
    if shown.kind not in ("number", "date", "denial", "place", "party", "definition"):
        return "" if any(tell.stale for tell in tells) else "of no known kind"
    if shown.kind in ("place", "definition") and len(facts) > 1 and len({tell.figure for tell in tells}) == 1:
        return ""  # two things with one number by chance: it may be asked whether they are one
    pairs = [one for fact in facts for one in _disputes(view, fact) if one.kind == shown.kind]
    if shown.kind == "denial":
        return "" if any(one.sides <= bodies for one in pairs) else "nobody denied that"
    if len(facts) > 1:
        return f"across {' and '.join(sorted(facts))}"
    if len(bodies) < 2:
        return "with oneself"
    held = [one for one in pairs if one.sides <= bodies]
    return "" if held and bodies <= {side for one in pairs for side in one.sides} else "they do not disagree"


# ---------------------------------------------------------------- 5: scopes, copies, moves, sources


def facts_are_of_one_thing(view: View) -> Iterator[Break]:
    """No fact holds claims of two things: town and nation, one way and the other, part and whole, two lands."""
    for fact in view.shown.facts:
        meant = sorted(view.meant(fact.claims))
        if len(meant) > 1:
            yield _break(view, "5 facts are of one thing", meant[0], f"one fact of {' and '.join(meant)}")


def facts_are_whole(view: View) -> Iterator[Break]:
    """All claims of one thing are in one fact, but for a headline."""
    for name, facts in sorted(view.facts_of.items()):
        if len({fact.id for fact in facts}) > 1:
            yield _break(
                view, "5 facts are whole", name, f"{name} is in {len(facts)} facts: {', '.join(map(_range, facts))}"
            )


def origins_are_right(view: View) -> Iterator[Break]:
    """A reprint is of the wire's story, and never its origin; nothing else is a reprint."""
    told = {report: origin for report, origin, kind in view.shown.copies if kind != "update"}
    for happening in view.world.happenings:
        for one in happening.dispatches:
            found = told.get(report_id(view.world.seed, one.key))
            right = report_id(view.world.seed, one.origin) if one.origin else None
            if found != right:
                what = f"{one.outlet} {one.published} is {'a reprint' if found else 'an origin'}, which is wrong"
                yield Break("5 origins are right", happening.kind, f"{happening.variant}: {what}")


def moves_are_kept(view: View) -> Iterator[Break]:
    """Every move of a figure is in the history with its kind, and with its reason where one is told."""
    for happening in view.world.happenings:
        for move in (one for one in happening.moves if one.wanted):
            found = [one for one in view.shown.revisions if _moved(view, one) == _true_move(move)]
            told = f"{move.by}: {move.before.words} to {move.after.words} of {move.fact}"
            other = " by another source" if move.by != move.before_by else ""
            if not found:
                yield _break(view, f"5 moves are kept{other}", move.fact, f"lost: {told}")
            elif not any(one.kind in move.kinds for one in found):
                yield _break(
                    view, "5 moves have their kind", move.fact, f"{found[0].kind} for {sorted(move.kinds)}: {told}"
                )
            elif move.reason and not any(move.reason in str(one) for one in found):
                yield _break(view, "5 reasons are kept", move.fact, f"“{found[0].why}” without “{move.reason}”: {told}")


def moves_are_real(view: View) -> Iterator[Break]:
    """No move is invented: between two things, or to a figure that was not told later and by whom it is told of."""
    true = {_true_move(move) for happening in view.world.happenings for move in happening.moves}
    for one in view.shown.revisions:
        if _moved(view, one) not in true and not _passes(view, one):
            fact = view.written[one.claim].tell.fact
            told = f"{one.source}: {one.from_low:g} to {one.to_low:g} of {fact} ({one.kind})"
            yield _break(view, "5 moves are real", fact, told)


def _passes(view: View, one: Revision) -> bool:
    """Whether one body told more than another had told of the same thing before, and it is shown as that."""
    before, after = view.written[one.before], view.written[one.claim]
    told_so = before.tell.fact == after.tell.fact and before.dispatch.published < after.dispatch.published
    return told_so and one.kind == "other_source" and view.body(one.before) != view.body(one.claim)


def _moved(view: View, one: Revision) -> object:
    facts = tuple(sorted(view.meant((one.claim, one.before))))
    ends = (one.from_low, one.from_high), (one.to_low, one.to_high)
    return facts, view.body(one.claim), view.body(one.before), ends


def _true_move(move: TrueMove) -> object:
    return (move.fact,), move.by, move.before_by, (_ends(move.before), _ends(move.after))


def _ends(figure: Figure) -> tuple[float, float | None]:
    return float(figure.low or 0), None if figure.high is None else float(figure.high)


def sources_are_themselves(view: View) -> Iterator[Break]:
    """Each body is one source with all its claims, however it is spelt; two bodies are never one.

    A bare "army" in a report from a land may be that land's army, or a source of its report alone.
    """
    claims: dict[str, set[str]] = {}
    for name, one in view.written.items():
        if one.tell.body is not None:
            claims.setdefault(one.tell.body.id, set()).add(name)
    for several in _namesakes(view, sorted(claims)):
        names = view.called(several)
        rows = [row for row in view.shown.sources if row.name.partition(" (")[0] in names]
        apart = _counted(view, [claims[body] for body in several])
        owned: dict[str, set[str]] = {}
        for body in several:
            owned.setdefault(body.removeprefix(_BARE), set()).update(claims[body])
        found = Counter((row.claims, row.reports) for row in rows)
        if found not in (apart, _counted(view, owned.values())):
            merged = found.total() < len(owned) or max(found)[0] > max(map(len, owned.values()))
            rule = "5 sources are not merged" if merged else "5 sources are not split"
            told = ", ".join(f"{row.name}: {row.claims}" for row in rows) or "nobody"
            fact = view.written[min(claims[several[0]])].tell.fact
            yield _break(view, rule, fact, f"{' and '.join(several)} are shown as {told}")


def _counted(view: View, several: Iterable[set[str]]) -> Counter[tuple[int, int]]:
    """How many claims and reports each of some bodies has, by their claims."""
    return Counter((len(mine), len({view.written[name].dispatch.key for name in mine})) for mine in several)


def _namesakes(view: View, bodies: list[str]) -> list[list[str]]:
    """Bodies that share a name or an office ("the army" of both lands), or that must be kept apart, together."""
    groups = [{body} for body in bodies]
    apart = {frozenset(pair) for happening in view.world.happenings for pair in happening.apart}
    for one, other in combinations(bodies, 2):
        namesakes = view.names[one] & view.names[other] or one.split(":")[-1] == other.split(":")[-1] in _OFFICES
        if namesakes or frozenset((one, other)) in apart:
            first, second = (next(group for group in groups if body in group) for body in (one, other))
            if first is not second:
                groups.remove(second)
                first |= second
    return [sorted(group) for group in groups]


RULES: tuple[Callable[[View], Iterator[Break]], ...] = (
    sources_gave_it,
    sources_are_counted,
    figures_are_right,
    agreement_is_true,
    disputes_stand,
    disputes_are_real,
    facts_are_of_one_thing,
    facts_are_whole,
    origins_are_right,
    moves_are_kept,
    moves_are_real,
    sources_are_themselves,
)
