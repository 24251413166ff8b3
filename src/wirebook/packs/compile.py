"""Packs → a lexicon that a sentence can be asked of: words to items, predicates to rules, and the gate's words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import get_args

from wirebook.packs.model import Item, Measure, Pack, Rule, Whose
from wirebook.types import Claim

_NOT_WORD = re.compile(r"[\s\-]+")


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """A rule as it hangs in the lexicon: the account it came from, and the order in which packs list it."""

    account: str
    rule: Rule
    order: int
    measure: Measure


@dataclass(frozen=True, slots=True)
class Sum:
    """A measure of an account that is the sum of others, by an identity of its pack."""

    account: str
    whole: str
    parts: tuple[str, ...]
    told: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What all packs together know. Keys are lemmas.

    `on_item` gives, by account and rule, the parties that the rule reads off the counted thing ("target").
    `items` and `predicates` are keyed by one word of the phrase (items by the word that heads it, predicates by first
    and last); the values hold whole phrases. `kinds` gives each item and its wider kinds, nearest first. `clauses` are
    the words that can start a claim without a number, `triggers` one word of each such phrase that must be there.
    `taken` are the items that some rule of a measure takes, by account and measure; `disjoint` are groups of items
    that never overlap; `sums` the measures that are the sum of others; `persons` the items that stand for persons at
    large; `whose` those that belong to somebody where a report leaves it open.
    """

    items: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    predicates: dict[str, tuple[tuple[tuple[str, ...], LexiconEntry], ...]]
    kinds: dict[str, tuple[str, ...]]
    units: dict[str, str]
    clauses: frozenset[str]
    triggers: frozenset[str]
    measures: dict[tuple[str, str], Measure] = field(default_factory=dict)
    on_item: dict[str, tuple[str, ...]] = field(default_factory=dict)
    taken: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    disjoint: tuple[frozenset[str], ...] = ()
    sums: tuple[Sum, ...] = ()
    persons: tuple[str, ...] = ()
    whose: dict[Whose, frozenset[str]] = field(default_factory=dict)

    def measure_of(self, claim: Claim) -> Measure | None:
        """The measure of a claim, none where no pack at hand defines it."""
        return self.measures.get((claim.account, claim.measure))

    def is_person(self, item: str | None) -> bool:
        """Whether an item is one of persons, of whatever kind."""
        return item is not None and self.is_kind(item, self.persons)

    def is_whose(self, item: str | None, *whose: Whose) -> bool:
        """Whether an item, or a wider kind of it, belongs so ("state" for soldiers); with several, one is enough."""
        return item is not None and any(self.is_kind(item, self.whose[one]) for one in whose)

    def is_kind(self, item: str, wanted: Iterable[str]) -> bool:
        """Whether an item is one of the wanted ones or a kind of one."""
        return not set(self.kinds.get(item, (item,))).isdisjoint(wanted)

    def are_disjoint(self, one: str, other: str) -> bool:
        """Whether two items never overlap ("women" and "children"), so that neither can be a part of the other."""
        return one != other and any({one, other} <= group for group in self.disjoint)

    def are_parts(self, account: str, one: str, other: str) -> bool:
        """Whether two measures are apart in a sum ("killed", "wounded"), so that neither can be a part of the other."""
        sums = [row for row in self.sums if row.account == account]
        nested = any({one, other} == {row.whole, part} for row in sums for part in row.parts)
        return one != other and not nested and any({one, other} <= set(row.parts) for row in sums)


def compile_packs(packs: Sequence[Pack], beside: Sequence[Pack] = ()) -> Lexicon:
    """The lexicon of all packs. Items of one id in several packs are one item; the words and what they are add up.

    What an item is, is taken from the packs `beside` too, whose rules and words are left out.
    """
    items: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    predicates: dict[str, list[tuple[tuple[str, ...], LexiconEntry]]] = {}
    parents: dict[str, list[str]] = {}
    units: dict[str, str] = {}
    for pack in packs:
        for item in pack.items:
            parents.setdefault(item.id, []).extend([item.kind_of] if item.kind_of else [])
            units[item.id] = item.unit
            _add_item(items, item)
        _add_rules(predicates, pack)
    clauses, triggers = _numberless([row for rows in predicates.values() for row in rows])
    return Lexicon(
        items={word: tuple(_longest_first(rows)) for word, rows in items.items()},
        predicates={word: tuple(rows) for word, rows in predicates.items()},
        kinds={item: _chain(item, parents) for item in parents},
        units=units,
        clauses=clauses,
        triggers=triggers,
        on_item={f"{pack.account}/{rule.id}": _on_item(rule) for pack in packs for rule in pack.rules},
        taken={(pack.account, measure.id): _taken(measure, pack) for pack in packs for measure in pack.measures},
        disjoint=tuple(frozenset(group) for pack in packs for group in pack.disjoint),
        sums=tuple(one for pack in packs for one in _sums(pack)),
        measures={(pack.account, measure.id): measure for pack in packs for measure in pack.measures},
        persons=_persons((*packs, *beside)),
        whose=_whose((*packs, *beside)),
    )


def _persons(packs: Sequence[Pack]) -> tuple[str, ...]:
    """The items that stand for persons at large, in the order in which packs first name them."""
    return tuple(dict.fromkeys(item.id for pack in packs for item in pack.items if item.persons))


def _whose(packs: Sequence[Pack]) -> dict[Whose, frozenset[str]]:
    """The items that belong so, for each way to belong."""
    items = [item for pack in packs for item in pack.items]
    return {whose: frozenset(item.id for item in items if whose in item.whose) for whose in get_args(Whose)}


def _numberless(rows: Iterable[tuple[tuple[str, ...], LexiconEntry]]) -> tuple[frozenset[str], frozenset[str]]:
    """The words that start a claim without a number ("a soldier was killed"), and those one of which must be there."""
    clauses, triggers = set[str](), set[str]()
    for words, entry in rows:
        is_clause = entry.rule.role == "clause"
        if is_clause:
            clauses.add(words[0])
        if is_clause or entry.measure.singular or entry.measure.singular_items:
            triggers.add(max(words, key=len))
    return frozenset(clauses), frozenset(triggers)


def _on_item(rule: Rule) -> tuple[str, ...]:
    return tuple(name for name, where in (("actor", rule.actor), ("target", rule.target)) if "item" in where)


def _taken(measure: Measure, pack: Pack) -> frozenset[str]:
    return frozenset(item for rule in pack.rules if rule.measure == measure.id for item in _items_of(rule))


def _sums(pack: Pack) -> Iterator[Sum]:
    """The measures that are sums; a whole that is its own part ("people" of "people") adds nothing up."""
    for row in pack.identities:
        if row.kind == "sum" and row.whole not in row.parts:
            yield Sum(pack.account, row.whole, row.parts, row.told)


def _items_of(rule: Rule) -> tuple[str, ...]:
    return (*rule.items, rule.item) if rule.item else rule.items


def phrase(text: str) -> tuple[str, ...]:
    """A listed phrase as the words that the reader compares: lower case, hyphens as spaces."""
    return tuple(word for word in _NOT_WORD.split(text.lower()) if word)


def _add_item(items: dict[str, list[tuple[tuple[str, ...], str]]], item: Item) -> None:
    for text in item.words:
        words = phrase(text)
        row = (words, item.id)
        rows = items.setdefault(words[0] if "of" in words else words[-1], [])
        if row not in rows:
            rows.append(row)


def _add_rules(predicates: dict[str, list[tuple[tuple[str, ...], LexiconEntry]]], pack: Pack) -> None:
    measures = {measure.id: measure for measure in pack.measures}
    for order, rule in enumerate(pack.rules):
        entry = LexiconEntry(pack.account, rule, order, measures[rule.measure])
        for text in rule.words:
            words = phrase(text)
            for key in {words[0], words[-1]}:
                predicates.setdefault(key, []).append((words, entry))


def _longest_first(rows: list[tuple[tuple[str, ...], str]]) -> list[tuple[tuple[str, ...], str]]:
    return sorted(rows, key=lambda row: -len(row[0]))


def _chain(item: str, parents: dict[str, list[str]]) -> tuple[str, ...]:
    """An item and its wider kinds in all packs, nearest first."""
    chain = [item]
    for kind in chain:
        chain.extend(parent for parent in parents.get(kind, ()) if parent not in chain)
    return tuple(chain)
