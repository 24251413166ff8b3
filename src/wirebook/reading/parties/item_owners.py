"""Whose things a report speaks of: "Ukrainian drones", once said, tells whose "15 drones" in the next sentence are.

Only what the whole report agrees on counts: an item that two parties are named on belongs to neither.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from wirebook.packs.compile import Lexicon
from wirebook.packs.sides import DEFENDER
from wirebook.reading.parties.from_event import with_party
from wirebook.reading.parties.kinds import called, same_side
from wirebook.reading.predicates.arguments import find_party
from wirebook.reading.quantities.items import find_item
from wirebook.reading.syntax.parser import Parse
from wirebook.reading.words import words
from wirebook.types import PARTY_SLOTS, Basis, Claim, Party

_NEAR = 2  # words: where a modifier of a counted thing stands
Owners = Mapping[str, Party]


def item_owners(parses: Sequence[Parse | None], lexicon: Lexicon, text: str) -> Owners:
    """Item → the one party that is named on it in the report.

    Of persons only those in uniform: not all dead are one side's.
    """
    found: dict[str, dict[str | None, Party]] = {}
    for parse in parses:
        for item, party in _named(parse, lexicon, text) if parse else ():
            found.setdefault(item, {}).setdefault(party.code or party.name, party)
    return {item: next(iter(parties.values())) for item, parties in found.items() if len(parties) == 1}


def _named(parse: Parse, lexicon: Lexicon, text: str) -> Iterable[tuple[str, Party]]:
    forces = lexicon.whose["uniform"]
    for token in parse.tokens:
        if token.tag not in ("NN", "NNS") or not (token.lemma in lexicon.items or token.lower in lexicon.items):
            continue
        if not any(k.dep in ("amod", "compound", "poss", "nmod") for k in parse.kids(token.i)):
            continue
        item = find_item(parse, token, lexicon)
        if item is None or (lexicon.is_person(item) and not lexicon.is_kind(item, forces)):
            continue
        party = find_party(parse, token.i, token.i, ("item",), text)
        if party is not None:
            yield item, party
            if lexicon.is_kind(item, forces):  # "Burundian peacekeepers" are the soldiers of whom it goes on to tell
                yield from ((other, party) for other in sorted(forces) if other != item)


def with_owner(claim: Claim, owners: Owners, lexicon: Lexicon) -> Claim:
    """The claim with whose thing it is, where its rule reads that off the thing and the report says it elsewhere."""
    party = _owner(claim.item, owners, lexicon) if claim.item else None
    measure = lexicon.measures.get((claim.account, claim.measure))
    if party is None or measure is None or not measure.sides or _is_anothers(claim):
        return claim
    if claim.item in lexicon.whose["uniform"] and measure.sides[-1] != DEFENDER:
        return claim  # of two that exchange soldiers each frees the other's
    on_item = lexicon.on_item.get(claim.rule, ())
    for field in (slot for slot in PARTY_SLOTS if slot in on_item):
        own, other = (claim.actor, claim.target) if field == "actor" else (claim.target, claim.actor)
        if own is None and not (other and same_side(other, party)):
            claim = with_party(claim, field, party, Basis.ELSEWHERE, called(party))
    return claim


def _is_anothers(claim: Claim) -> bool:
    """Whether the counted thing has a side's word of its own: among rebel boats "a navy craft" is not the rebels'."""
    amount = claim.amount
    at = claim.quote.find(amount.written) if amount else -1
    if amount is None or at < 0:
        return False
    following = re.findall(r"[\w-]+", claim.quote[at + len(amount.written) :].lower())[:_NEAR]
    return not words("attacking", "side_words", "scene").isdisjoint(following)


def _owner(item: str, owners: Owners, lexicon: Lexicon) -> Party | None:
    """The party named on an item, or on a wider kind of it ("Iranian missiles" for ballistic ones)."""
    return next((owners[kind] for kind in (item, *lexicon.kinds.get(item, ())) if kind in owners), None)
