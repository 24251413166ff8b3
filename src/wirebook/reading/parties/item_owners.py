"""Whose things a report speaks of: "Ukrainian drones", once said, tells whose "15 drones" in the next sentence are.

Only what the whole report agrees on counts: an item that two parties are named on belongs to neither.
"""

import re
from collections.abc import Iterable, Sequence

from wirebook.packs.compile import Lexicon
from wirebook.packs.sides import DEFENDER
from wirebook.reading.parties.kinds import called
from wirebook.reading.parties.view import Owners, PartyView
from wirebook.reading.predicates.arguments import find_party
from wirebook.reading.quantities.items import find_item
from wirebook.reading.resolve import SlotCandidate, resolver_of
from wirebook.reading.syntax.parser import Parse
from wirebook.reading.words import words
from wirebook.types import Basis, Claim, Party, PartySlot

_NEAR = 2  # words: where a modifier of a counted thing stands


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


@resolver_of("actor")
def owner_who_acts(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take whose things act, where the report says it elsewhere: "Iranian missiles"; not where two own such things."""
    return _owned(claim, "actor", view)


@resolver_of("target")
def owner_who_loses(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take whose things are hit, where the report says it elsewhere; not of soldiers that two exchange."""
    return _owned(claim, "target", view)


def _owned(claim: Claim, slot: PartySlot, view: PartyView) -> SlotCandidate | None:
    """Give whose thing it is, where the claim's rule reads a slot off the thing."""
    lexicon = view.lexicon
    party = _owner(claim.item, view.report.owners, lexicon) if claim.item else None
    measure = lexicon.measures.get((claim.account, claim.measure))
    if party is None or measure is None or not measure.sides or _is_anothers(claim):
        return None
    if claim.item in lexicon.whose["uniform"] and measure.sides[-1] != DEFENDER:
        return None  # of two that exchange soldiers each frees the other's
    on_item = slot in lexicon.on_item.get(claim.rule, ())
    return SlotCandidate(party, Basis.ELSEWHERE, called(party)) if on_item else None


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
