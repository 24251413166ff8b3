"""Percentages set against counts: which share a count is of its whole, and whether a percentage says the same."""

from wirebook.types import Balance, Claim

_POINTS = 1.0  # a percentage may be rounded up or down, by hand too
_ABOUT = 5.0  # "about 40 percent"
_PART = "part-of-whole"


def shares_of(claim: Claim, balance: Balance) -> list[float]:
    """The percentage that a claim's measure makes of a balance's whole, and all parts together: one may be meant.

    None where the balance is of something else, or has no single numbers.
    """
    mine = [part for part in balance.parts if part.measure == claim.measure]
    if (claim.account, claim.item) != (balance.account, balance.item) or not mine or balance.identity == _PART:
        return []
    if balance.whole.low == 0 or not all(entry.low == entry.high for entry in (balance.whole, *balance.parts)):
        return []
    together = sum(part.low for part in balance.parts)
    return [100 * count / balance.whole.low for count in (mine[0].low, together)]


def fits_share(claim: Claim, share: float) -> bool:
    """Whether a percentage is what a claim says, as it may be rounded."""
    amount = claim.amount
    if amount is None:
        return True
    slack = _ABOUT if amount.approximate else _POINTS
    high = float("inf") if amount.high is None else amount.high
    return (amount.low or 0.0) - slack <= share <= high + slack
