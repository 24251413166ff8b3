"""What the shipped packs become: items of measures, words that let a sentence in, sums, kinds."""

import pytest

from wirebook.packs import load_packs
from wirebook.packs.compile import Lexicon, Sum, compile_packs


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return compile_packs(load_packs())


@pytest.mark.parametrize(
    ("account", "measure", "takes", "leaves"),
    [
        ("air_attack", "launched", {"drone", "missile", "bomb"}, {"people", "soldiers", "ship"}),
        ("casualties", "killed", {"people", "civilians", "soldiers"}, {"drone", "prisoners", "bodies"}),
        ("casualties", "missing", {"people", "families"}, {"drone", "civilians"}),
        ("exchange", "released", {"prisoners", "hostages", "people"}, {"drone", "missile"}),
    ],
)
def test_a_measure_takes_the_items_of_its_rules(lexicon, account, measure, takes, leaves):
    taken = lexicon.taken[account, measure]
    assert takes <= taken
    assert not leaves & taken


@pytest.mark.parametrize("word", ["kill", "wound", "shoot", "crash", "missing", "free", "capture"])
def test_what_may_be_told_of_one_without_a_number_lets_a_sentence_in(lexicon, word):
    assert any(word in trigger for trigger in lexicon.triggers)


@pytest.mark.parametrize("word", ["displace", "jam", "allocate"])
def test_what_needs_a_number_lets_no_sentence_in(lexicon, word):
    assert word not in lexicon.triggers


@pytest.mark.parametrize("word", ["annex", "accuse", "agree"])
def test_a_clause_begins_with_its_own_words(lexicon, word):
    assert word in lexicon.clauses
    assert word in lexicon.triggers


def test_an_item_is_of_its_wider_kinds_and_no_narrower_ones(lexicon):
    assert lexicon.is_kind("soldiers", ["people"])
    assert not lexicon.is_kind("people", ["soldiers"])
    assert lexicon.is_kind("drone", ["target"])
    assert not lexicon.is_kind("drone", ["missile"])
    assert not lexicon.is_kind("drone", [])


def test_a_sum_has_parts_that_are_not_itself(lexicon):
    assert lexicon.sums
    assert all(one.parts and one.whole not in one.parts for one in lexicon.sums)


@pytest.mark.parametrize(
    ("whose", "items", "others"),
    [
        ("state", {"soldiers", "police"}, {"peacekeepers", "fighters", "people"}),
        ("group", {"fighters", "attackers"}, {"soldiers", "prisoners"}),
        ("uniform", {"soldiers", "peacekeepers"}, {"police", "fighters"}),
        ("foe", {"tank", "drone", "base"}, {"soldiers", "building"}),
        ("held", {"hostages"}, {"prisoners", "soldiers"}),
        ("anyone", {"journalists", "hostages", "attackers"}, {"civilians", "soldiers"}),
        ("country", {"civilians"}, {"people", "soldiers"}),
    ],
)
def test_an_item_belongs_as_a_pack_says(lexicon, whose, items, others):
    assert items <= lexicon.whose[whose]
    assert not any(lexicon.is_whose(item, whose) for item in others)
    assert all(lexicon.is_whose(item, "foe", whose) for item in items)


def test_a_kind_belongs_as_its_wider_kind_does(lexicon):
    assert lexicon.is_whose("cruise_missile", "foe")
    assert "cruise_missile" not in lexicon.whose["foe"]
    assert not lexicon.is_whose(None, "foe")


def test_persons_are_all_kinds_of_people(lexicon):
    assert lexicon.persons == ("people",)
    assert all(map(lexicon.is_person, ("people", "soldiers", "women")))
    assert not any(map(lexicon.is_person, ("bodies", "tank", None)))


def test_what_an_item_is_another_pack_may_say():
    packs = load_packs()
    exchange = [pack for pack in packs if pack.account == "exchange"]
    assert compile_packs(exchange).whose["held"] == frozenset()
    beside = compile_packs(exchange, beside=packs)
    assert beside.is_whose("hostages", "held")
    assert beside.is_person("hostages")
    assert set(beside.measures) == {("exchange", measure.id) for measure in exchange[0].measures}


@pytest.mark.parametrize("sides", [(), ("attacker", "defender"), ("giver", "taker")])
def test_actor_and_target_stand_for_a_side_each(lexicon, sides):
    measure = next(measure for measure in lexicon.measures.values() if measure.sides == sides)
    assert (measure.actor_side, measure.target_side) == (sides or (None, None))


def test_two_items_never_overlap_where_a_pack_says_so():
    lexicon = Lexicon({}, {}, {}, {}, frozenset(), frozenset(), disjoint=(frozenset({"women", "men"}),))
    assert lexicon.are_disjoint("women", "men")
    assert not lexicon.are_disjoint("women", "women")
    assert not lexicon.are_disjoint("women", "soldiers")


def test_two_measures_are_apart_where_one_sum_has_both():
    sums = (Sum("casualties", "hurt", ("killed", "wounded")), Sum("casualties", "wounded", ("burned", "cut")))
    lexicon = Lexicon({}, {}, {}, {}, frozenset(), frozenset(), sums=sums)
    assert lexicon.are_parts("casualties", "killed", "wounded")
    assert not lexicon.are_parts("casualties", "killed", "killed")
    assert not lexicon.are_parts("casualties", "killed", "hurt")
    assert not lexicon.are_parts("casualties", "killed", "burned")
    assert not lexicon.are_parts("casualties", "killed", "missing")
    assert not lexicon.are_parts("exchange", "killed", "wounded")
    beside = Sum("casualties", "killed", ("wounded", "dying"))
    assert not Lexicon({}, {}, {}, {}, frozenset(), frozenset(), sums=(*sums, beside)).are_parts(
        "casualties", "killed", "wounded"
    )
