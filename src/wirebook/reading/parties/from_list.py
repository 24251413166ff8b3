"""Claims that share their parties: a part with its whole, "12 were killed and 30 wounded", the items of one list.

What is shared is written among the reasons.
"""

from collections.abc import Sequence

from wirebook.packs.compile import Lexicon
from wirebook.packs.model import Whose
from wirebook.reading.parties.from_event import sides_of, with_party
from wirebook.reading.parties.kinds import same_side
from wirebook.types import PARTY_SLOTS, Basis, Claim, Party, PartySlot

_BACK = 4  # claims: how far back a whole is looked for
_ARMED: tuple[Whose, ...] = ("state", "group")


def share_parties(claims: Sequence[Claim], lexicon: Lexicon) -> list[Claim]:
    """The claims, with the parties that a part or an elided noun has from the claim that it goes on."""
    shared: list[Claim] = []
    for claim in claims:
        whole = next((other for other in reversed(shared[-_BACK:]) if _goes_on(other, claim, lexicon)), None)
        shared.append(_like(claim, whole, lexicon) if whole else claim)
    return shared


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


def _like(claim: Claim, whole: Claim, lexicon: Lexicon) -> Claim:
    for field in PARTY_SLOTS:
        party: Party | None = getattr(whole, field)
        other = claim.target if field == "actor" else claim.actor
        if getattr(claim, field) is not None or party is None or (other and same_side(other, party)):
            continue
        if claim.relation == "part" and _is_of_others(claim, whole, field, lexicon):
            continue
        if field == "target" and claim.relation != "part" and _names_others(claim):
            continue
        written = whole.amount.written if whole.amount else ""
        claim = with_party(claim, field, party, Basis.SHARED_PARTY, "", written)
    return claim


def _names_others(claim: Claim) -> bool:
    """Whether a number without a noun says whose: "killed five rebels and seven from the army"."""
    behind = claim.quote.partition(claim.amount.written if claim.amount else "")[2]
    return behind.split()[:1] in (["from"], ["of"])


def _is_of_others(claim: Claim, whole: Claim, field: PartySlot, lexicon: Lexicon) -> bool:
    """Whether a part is of armed people and its whole is not told to be: "16 wounded, including two gang members"."""
    kinds = _ARMED if field == "target" else _ARMED[1:]
    part = [lexicon.is_whose(claim.item, kind) for kind in kinds]
    return any(part) and part != [lexicon.is_whose(whole.item, kind) for kind in kinds]
