"""The packs that ship: they load, say what they mean, and name every thing once."""

from collections import Counter

import pytest

from wirebook.packs import Pack, load_packs

PACKS = load_packs()
ARGUMENTS = {
    "for",
    "subject",
    "partner",
    "object",
    "item",
    "by",
    "from",
    "at",
    "against",
    "on",
    "to",
    "of",
    "in",
    "with",
}
OBJECTS = {None, "place", "party", "content", "any", "item"}
CLAIM = {
    "measure", "item", "low", "high", "approximate", "vague", "unit", "source", "stance", "status", "actor", "target",
    "place", "start", "end", "relation",
}  # fmt: skip

by_account = pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.account)


def test_all_accounts_ship() -> None:
    accounts = {pack.account for pack in PACKS}
    assert accounts >= {"air_attack", "casualties", "aid", "forces", "territory", "exchange", "statement"}


@by_account
def test_every_rule_has_examples_and_counters(pack: Pack) -> None:
    assert all((pack.rules, pack.items, pack.measures, pack.examples))
    poor = [rule.id for rule in pack.rules if not (rule.words and rule.examples and rule.counters)]
    assert poor == []


@by_account
def test_rules_count_something_or_start_from_the_predicate(pack: Pack) -> None:
    assert pack.rules
    for rule in pack.rules:
        assert bool(rule.items or rule.item) != (rule.role == "clause" and rule.object != "item"), rule.id


@by_account
def test_parties_are_looked_for_where_they_can_stand(pack: Pack) -> None:
    assert pack.rules
    for rule in pack.rules:
        places = {name.split("/")[-1] for name in (*rule.actor, *rule.target)}  # "sanctions/on": of another word
        assert places <= ARGUMENTS | {"own"}, rule.id
        assert rule.object in OBJECTS, rule.id


@by_account
def test_examples_speak_of_what_the_pack_defines(pack: Pack) -> None:
    measures, items = {m.id for m in pack.measures}, {i.id for i in pack.items}
    examples = [*pack.examples, *(e for rule in pack.rules for e in rule.examples)]
    assert examples
    for claim in (dict(claim) for example in examples for claim in example.claims):
        assert set(claim) <= CLAIM, claim
        assert claim["measure"] in measures, claim
        assert claim.get("item", next(iter(items))) in items, claim


@by_account
def test_an_example_of_a_rule_shows_its_measure(pack: Pack) -> None:
    assert pack.rules
    for rule in pack.rules:
        shown = {dict(claim)["measure"] for example in rule.examples for claim in example.claims}
        assert rule.measure in shown, rule.id


@by_account
def test_words_are_lower_case_and_listed_once(pack: Pack) -> None:
    assert pack.items
    for entry in (*pack.items, *pack.rules):
        twice = [word for word, n in Counter(entry.words).items() if n > 1]
        assert twice == [], entry.id
        assert all(word == word.lower().strip() for word in entry.words), entry.id


@by_account
def test_measures_are_defined_and_used(pack: Pack) -> None:
    used = {rule.measure for rule in pack.rules}
    idle = [m.id for m in pack.measures if m.id not in used or not m.definition.endswith(".")]
    assert idle == []


def test_a_word_names_one_item_in_all_packs() -> None:
    owners: dict[str, set[str]] = {}
    for item in (item for pack in PACKS for item in pack.items):
        for word in item.words:
            owners.setdefault(word.replace("-", " "), set()).add(item.id)
    assert {word: ids for word, ids in owners.items() if len(ids) > 1} == {}


def test_an_item_has_one_wider_kind_in_all_packs() -> None:
    kinds: dict[str, set[str | None]] = {}
    for item in (item for pack in PACKS for item in pack.items):
        kinds.setdefault(item.id, set()).add(item.kind_of)
    assert {item: wider for item, wider in kinds.items() if len(wider - {None}) > 1} == {}
