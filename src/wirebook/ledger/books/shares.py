"""Percentages and the counts that they are percentages of."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wirebook.fields.quantity.percentage import fits_share, shares_of
from wirebook.ids import content_id
from wirebook.types import Balance, Claim, Entry, Verdict


def percentages(claims: Sequence[Claim], balances: Sequence[Balance]) -> Iterator[Balance]:
    """Each percentage of one source and night against the counts of the same: broken where it fits none of them."""
    for claim in claims:
        if claim.amount is not None and claim.amount.unit == "percent" and claim.amount.low is not None:
            found = [(balance, share) for balance in balances for share in shares_of(claim, balance)]
            fitting = [pair for pair in found if fits_share(claim, pair[1])]
            if found:
                yield _against(claim, *(fitting or found)[0], "exact" if fitting else "broken")


def _against(claim: Claim, balance: Balance, share: float, verdict: Verdict) -> Balance:
    amount = claim.amount
    low, high = ((amount.low or 0.0), amount.high) if amount else (0.0, None)
    told = Entry(claim.measure, low, high, (claim.id,))
    part = next(entry for entry in balance.parts if entry.measure == claim.measure)
    counted = replace(part, measure=f"{claim.measure} of {balance.whole.measure}", low=share, high=share)
    fits = "is" if verdict == "exact" else "is not"
    return replace(
        balance,
        id=content_id("balance", "percentage-of-count", claim.id, balance.id),
        identity="percentage-of-count",
        whole=told,
        parts=(counted,),
        rest_low=0.0,
        rest_high=0.0,
        verdict=verdict,
        missing=(),
        note=f"{low:,.0f}% {fits} {share:,.0f}%: {balance.note}",
        reports=tuple(sorted({*balance.reports, claim.report})),
    )
