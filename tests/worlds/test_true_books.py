"""The true books of worlds: of one piece with the reports, and the rules that hold them to a ledger can all fail."""

from collections import Counter
from dataclasses import replace

import pytest
from world_ideal import ideal_of
from world_made import KINDS, shrunk, telling, variants_of, world_of
from world_rules import RULES
from world_story import story_of
from world_sums import SUMS
from world_trials import differences, spilled
from world_types import World, at_least, at_most, exactly
from world_view import View
from world_words import editions, written_of

MANY = range(200)


def broke(world, shown):
    return {one.rule for rule in (*RULES, *SUMS) for one in rule(View(world, shown))}


def test_a_seed_is_one_world():
    world_of.cache_clear()
    first = world_of(7)
    world_of.cache_clear()
    assert world_of(7) == first
    assert world_of(8) != first


def test_every_kind_of_happening_lives_in_the_worlds():
    lived = {one.kind for seed in MANY for one in world_of(seed).happenings}
    assert lived == set(KINDS)


def test_the_worlds_that_are_tried_tell_of_every_variant_several_times():
    every = {one for seed in range(1000) for one in variants_of(world_of(seed))}
    lived = Counter(one for seed in telling() for one in variants_of(world_of(seed)))
    assert lived.keys() == every
    assert min(lived.values()) == 4


def test_every_span_is_of_the_words_that_it_names():
    assert editions(world_of(MANY[0]))
    for seed in MANY:
        for edition in editions(world_of(seed)):
            text = edition.reading.report.text
            for claim in edition.reading.claims:
                named = [(claim.quote, claim.evidence[0])]
                named += [(claim.amount.written, claim.amount.span)] if claim.amount else []
                named += [
                    (one.written, one.span) for one in (claim.place, claim.period, claim.actor, claim.target) if one
                ]
                named += [(claim.source.name, claim.source.span)] if claim.source else []
                assert all(text[span.start : span.end] == words for words, span in named)


def test_a_happening_is_the_same_when_others_are_dropped():
    world = world_of(3)
    first, *others = world.happenings
    for kept in (first, *others):
        alone = replace(world, happenings=(kept,))
        here = {edition.reading.report.id: edition for edition in editions(world)}
        assert all(here[edition.reading.report.id] == edition for edition in editions(alone))


def test_the_true_books_hold_by_their_own_rules():
    for seed in MANY:
        world = world_of(seed)
        assert broke(world, ideal_of(world)) == set(), story_of(world)


def test_the_true_books_are_what_the_reports_tell():
    """Givers gave a figure in the range and stand by it; every claim is of a true fact, and every true fact is told."""
    for seed in MANY:
        world = world_of(seed)
        view = View(world, ideal_of(world))
        assert {one.tell.fact for one in written_of(world).values()} == set(view.true)
        for fact in view.true.values():
            last = {body: figure for (name, body), figure in view.last_words.items() if name == fact.id}
            if fact.low is not None:
                assert fact.givers, fact
                assert all(last[body].meets(fact.low, fact.high) for body in fact.givers | fact.perhaps), story_of(
                    world
                )
                outside = {body for body in last if last[body].inside(fact.low, fact.high)} - fact.givers
                assert outside <= fact.perhaps | fact.echoes | _reprinters(world), story_of(world)


def _reprinters(world):
    return {f"outlet:{one.outlet}" for happening in world.happenings for one in happening.dispatches if one.origin}


@pytest.mark.parametrize("kind", ["raid_week", "wire_reprints", "narrated_reprints"])
def test_nobody_reprints_its_own_words(kind):
    pairs = []
    for seed in MANY:
        happening = world_of(seed, ("agreed_toll", "rising_toll", kind)).happenings[-1]
        printed = {one.key: one.outlet for one in happening.dispatches}
        pairs += [(one.outlet, printed[one.origin]) for one in happening.dispatches if one.origin]
    assert pairs
    assert not [pair for pair in pairs if pair[0] == pair[1]]


def test_who_disputes_told_figures_that_do_not_meet():
    meet = []
    for seed in MANY:
        world = world_of(seed)
        view = View(world, ideal_of(world))
        for one in (one for happening in world.happenings for one in happening.disputes if one.kind == "number"):
            first, second = (view.last_words[one.fact, body] for body in one.sides)
            meet.append(first.meets(second.low or 0, second.high))
    assert meet
    assert not any(meet)


def test_figures_meet_and_lie_in_ranges():
    assert exactly(4).inside(4, 4)
    assert not exactly(4).meets(5, None)
    assert at_least(31).meets(38, 38)
    assert not at_least(31).inside(38, 38)
    assert at_most(12).inside(0, 12)
    assert not at_most(12).meets(31, None)


# ---------------------------------------------------------------- every rule can fail


def spoil_voice(shown):
    fact, *others = shown.facts
    return replace(shown, facts=(replace(fact, voices=(*fact.voices, "Nobody Press")), *others))


def spoil_acled(shown):
    return replace(shown, acled=tuple((fact, f"{names}; Nobody Press") for fact, names in shown.acled))


def spoil_ged(shown):
    return replace(shown, ged=tuple((fact, "Nobody Press", number) for fact, _, number in shown.ged))


def spoil_ged_count(shown):
    return replace(shown, ged=tuple((fact, names, number + 1) for fact, names, number in shown.ged))


def spoil_words(shown):
    return replace(shown, words=tuple((fact, "7 sources") for fact, _ in shown.words))


def names_in_words(shown):
    """The words of a fact name all that are named anywhere."""
    names = "; ".join(row.name for row in shown.sources)
    return replace(shown, words=tuple((fact, f"31 killed ({names})") for fact, _ in shown.words))


def more_independent(shown):
    return replace(shown, facts=tuple(replace(fact, independent=fact.independent + 1) for fact in shown.facts))


def fewer_independent(shown):
    return replace(shown, facts=tuple(replace(fact, independent=fact.independent - 1) for fact in shown.facts))


def other_figure(shown):
    facts = (replace(fact, high=fact.low + 1000, low=fact.low + 1000) for fact in shown.facts if fact.low is not None)
    return replace(shown, facts=tuple(facts))


def all_agreed(shown):
    return replace(shown, facts=tuple(replace(fact, state="agreed") for fact in shown.facts))


def all_disputed(shown):
    return replace(shown, facts=tuple(replace(fact, state="disputed") for fact in shown.facts))


def no_disputes(shown):
    return replace(shown, disputes=())


def disputes_with_oneself(shown):
    return replace(shown, disputes=tuple(replace(one, sides=one.sides[:1] * 2) for one in shown.disputes))


def disputes_of_others(shown):
    """Each dispute with a side of another fact."""
    strange = shown.facts[-1].claims[0]
    made = (replace(one, sides=(one.sides[0], replace(one.sides[1], claim=strange))) for one in shown.disputes)
    return replace(shown, disputes=tuple(made))


def one_fact(shown):
    fact, other, *others = shown.facts
    return replace(shown, facts=(replace(fact, claims=fact.claims + other.claims), *others))


def split_facts(shown):
    facts = [fact for fact in shown.facts if len(fact.claims) > 1]
    halves = [replace(fact, id=f"{fact.id}{at}", claims=fact.claims[at::2]) for fact in facts for at in (0, 1)]
    return replace(shown, facts=tuple(halves))


def no_copies(shown):
    return replace(shown, copies=())


def turned_copies(shown):
    return replace(shown, copies=tuple((origin, report, kind) for report, origin, kind in shown.copies))


def no_revisions(shown):
    return replace(shown, revisions=())


def revisions_of_no_kind(shown):
    return replace(shown, revisions=tuple(replace(one, kind="whim") for one in shown.revisions))


def revisions_without_reason(shown):
    return replace(shown, revisions=tuple(replace(one, why="") for one in shown.revisions))


def revisions_of_others(shown):
    strange = shown.facts[0].claims[0]
    return replace(shown, revisions=tuple(replace(one, before=strange) for one in shown.revisions))


def one_source(shown):
    first, second, *others = shown.sources
    return replace(shown, sources=(replace(first, claims=first.claims + second.claims), *others))


def two_sources(shown):
    made = [replace(row, claims=claims, reports=1) for row in shown.sources for claims in (1, row.claims - 1) if claims]
    return replace(shown, sources=tuple(made))


def other_whole(shown):
    made = (replace(one, whole=replace(one.whole, low=1.0, high=1.0)) for one in shown.nights)
    return replace(shown, nights=tuple(made))


def all_broken(shown):
    return replace(shown, nights=tuple(replace(one, verdict="broken") for one in shown.nights))


def no_balances(shown):
    return replace(shown, nights=())


def half_the_weeks(shown):
    return replace(shown, weeks=shown.weeks[:-1])


def weeks_twice(shown):
    return replace(shown, weeks=(*shown.weeks, *shown.weeks))


def weeks_too_large(shown):
    made = (replace(one, whole=replace(one.whole, low=one.whole.low + 1)) for one in shown.weeks)
    return replace(shown, weeks=tuple(made))


def weeks_with_other_rests(shown):
    return replace(shown, weeks=tuple(replace(one, rest_low=one.rest_low + 9) for one in shown.weeks))


SPOILT = [
    (spoil_voice, "rising_toll", "1 sources gave it"),
    (spoil_acled, "rising_toll", "1 sources gave it"),
    (spoil_ged, "rising_toll", "1 sources gave it"),
    (names_in_words, "overtaken_toll", "1 sources gave it"),
    (spoil_ged_count, "overtaken_toll", "1 sources are counted (more)"),
    (spoil_words, "overtaken_toll", "1 sources are counted (more)"),
    (more_independent, "one_speaker_twice", "1 sources are counted (more)"),
    (fewer_independent, "agreed_toll", "1 sources are counted (fewer)"),
    (other_figure, "corrected_toll", "1 figure is right"),
    (other_figure, "bounds_dispute", "1 figure is right"),
    (all_agreed, "overtaken_toll", "1 agreement is true"),
    (all_agreed, "passed_bound", "1 agreement is true"),
    (no_disputes, "dispute_outlives_a_rise", "2 disputes stand"),
    (no_disputes, "denied_strike", "2 disputes stand"),
    (disputes_with_oneself, "later_lower", "2 disputes are real"),
    (disputes_of_others, "losses_of_both", "2 disputes are real"),
    (all_disputed, "updated_article", "2 disputes are real"),
    (one_fact, "town_and_nation_days", "5 facts are of one thing"),
    (one_fact, "nation_total", "5 facts are of one thing"),
    (one_fact, "exchange", "5 facts are of one thing"),
    (one_fact, "twin_attacks", "5 facts are of one thing"),
    (split_facts, "night_of_two_dates", "5 facts are whole"),
    (no_copies, "wire_reprints", "5 origins are right"),
    (turned_copies, "wire_reprints", "5 origins are right"),
    (no_revisions, "rising_toll", "5 moves are kept"),
    (no_revisions, "overtaken_toll", "5 moves are kept by another source"),
    (revisions_of_no_kind, "corrected_toll", "5 moves have their kind"),
    (revisions_without_reason, "corrected_toll", "5 reasons are kept"),
    (revisions_of_others, "nation_total", "5 moves are real"),
    (one_source, "bare_armies", "5 sources are not merged"),
    (one_source, "ministries_of_both", "5 sources are not merged"),
    (two_sources, "one_speaker_twice", "5 sources are not split"),
    (other_whole, "raid_week", "3 balances are true"),
    (other_whole, "exchange", "3 balances are true"),
    (all_broken, "raid_region", "3 balances are true"),
    (no_balances, "parts_of_toll", "3 balances are there"),
    (half_the_weeks, "raid_week", "3 weeks are one sum"),
    (weeks_twice, "raid_week", "3 weeks are one sum"),
    (weeks_too_large, "raid_week", "3 weeks are true"),
    (weeks_with_other_rests, "half_told_night", "3 weeks are true"),
]


@pytest.mark.parametrize(("spoil", "kind", "rule"), SPOILT, ids=lambda one: getattr(one, "__name__", str(one)))
def test_a_spoilt_ledger_breaks_the_rule_that_it_spoils(spoil, kind, rule):
    found = [broke(world, spoil(ideal_of(world))) for world in (world_of(seed, (kind,)) for seed in range(12))]
    assert any(rule in rules for rules in found), found


def test_another_order_that_changes_an_answer_is_seen():
    world = world_of(5)
    shown = ideal_of(world)
    view = View(world, shown)
    assert not list(differences(view, shown))
    for spoilt in (spoil_voice(shown), replace(shown, files=(("acled", b"other"),)), no_balances(shown)):
        assert {one.rule for one in differences(view, spoilt)} == (
            {"4 order changes nothing"} if spoilt != shown else set()
        )


def test_a_decision_that_spills_is_seen():
    world = world_of(2)
    shown = ideal_of(world)
    view = View(world, shown)
    mine = shown.facts[0].claims
    changed = (replace(shown.facts[0], low=99), *shown.facts[1:])
    assert not list(spilled(view, replace(shown, facts=changed), mine))
    changed = (shown.facts[0], replace(shown.facts[1], low=99), *shown.facts[2:])
    assert list(spilled(view, replace(shown, facts=changed), mine))
    assert list(spilled(view, shown.__class__(**{**_fields(shown), "revisions": ()}), mine)) or not shown.revisions


def _fields(shown):
    return {name: getattr(shown, name) for name in shown.__dataclass_fields__}


def test_a_world_shrinks_to_what_breaks():
    world = world_of(11)
    kept = world.happenings[-1]
    small = shrunk(world, lambda less: kept in less.happenings)
    assert small.happenings == (kept,)
    assert isinstance(small, World)
    assert kept.kind in story_of(small)
