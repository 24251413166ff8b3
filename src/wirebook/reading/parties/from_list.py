"""Claims that share their parties: a part with its whole, "12 were killed and 30 wounded", the items of one list.

What is shared is written among the reasons.
"""

from wirebook.packs.compile import Lexicon
from wirebook.packs.model import Whose
from wirebook.reading.parties.view import PartyView, sides_of
from wirebook.reading.resolve import SlotCandidate, resolver_of
from wirebook.types import Basis, Claim, Party, PartySlot

_ARMED: tuple[Whose, ...] = ("state", "group")


@resolver_of("actor")
def actor_of_whole(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take the doer of the claim that this one is a part of, or whose noun it leaves out; not of other armed people."""
    return _of_whole(claim, "actor", view)


@resolver_of("target")
def target_of_whole(claim: Claim, view: PartyView) -> SlotCandidate | None:
    """Take whose the whole is for its part: "12 soldiers died, three of them officers"; not "seven from the army"."""
    return _of_whole(claim, "target", view)


def _of_whole(claim: Claim, slot: PartySlot, view: PartyView) -> SlotCandidate | None:
    whole = next((other for other in view.just_before if _goes_on(other, claim, view.lexicon)), None)
    party: Party | None = getattr(whole, slot) if whole else None
    if whole is None or party is None:
        return None
    part = claim.relation == "part"
    if part and _is_of_others(claim, whole, slot, view.lexicon):
        return None
    if slot == "target" and not part and _names_others(claim):
        return None
    return SlotCandidate(party, Basis.SHARED_PARTY, words=(whole.amount.written if whole.amount else "",))


def _goes_on(whole: Claim, claim: Claim, lexicon: Lexicon) -> bool:
    """Whether a claim is told of as part of another, or leaves out the noun that the other has, in one sentence."""
    if claim.amount is None or whole.amount is None or sides_of(claim, lexicon) != sides_of(whole, lexicon):
        return False
    here = claim.evidence[0] in whole.evidence
    if claim.relation == "part":
        same = whole.measure == claim.measure and whole.item is not None
        return same and (here or _rests_on(claim, Basis.PART_OF_COUNTED, Basis.PART_OF_LIST))
    elided = _rests_on(claim, Basis.ITEM_BEFORE)
    return here and elided and whole.item == claim.item


def _rests_on(claim: Claim, *bases: Basis) -> bool:
    return any(one.basis in bases for one in claim.reasons)


def _names_others(claim: Claim) -> bool:
    """Whether a number without a noun says whose: "killed five rebels and seven from the army"."""
    behind = claim.quote.partition(claim.amount.written if claim.amount else "")[2]
    return behind.split()[:1] in (["from"], ["of"])


def _is_of_others(claim: Claim, whole: Claim, slot: PartySlot, lexicon: Lexicon) -> bool:
    """Whether a part is of armed people and its whole is not told to be: "16 wounded, including two gang members"."""
    kinds = _ARMED if slot == "target" else _ARMED[1:]
    part = [lexicon.is_whose(claim.item, kind) for kind in kinds]
    return any(part) and part != [lexicon.is_whose(whole.item, kind) for kind in kinds]
