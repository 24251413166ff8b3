"""WB3xx: does it add up? Broken balances, what is unaccounted, parts beyond their whole, percentages."""

from collections.abc import Iterable, Iterator, Sequence

from wirebook.checks.catalog import found
from wirebook.types import Balance, Claim, Entry, Finding, Reading, Span

_PART = "part-of-whole"
_POINTS = 1.0  # a percentage may be rounded up or down, by hand too
_ABOUT = 5.0  # "about 40 percent"


def parts_exceed_whole(reading: Reading, balances: Sequence[Balance]) -> Iterator[Finding]:
    """WB301: a balance that no reading of its numbers can make true."""
    for balance in _of(reading, balances):
        if balance.verdict == "broken" and balance.identity != _PART:
            yield _about(balance, "WB301", reading, f"it does not add up: {balance.note}")


def unaccounted(reading: Reading, balances: Sequence[Balance]) -> Iterator[Finding]:
    """WB302: what is left when all reported parts are taken from the whole."""
    for balance in _of(reading, balances):
        if balance.rest_name and balance.verdict != "broken" and balance.rest_low > 0:
            yield _about(balance, "WB302", reading, f"{_plain(balance.item)}: {balance.note}")


def part_beyond_whole(reading: Reading, balances: Sequence[Balance]) -> Iterator[Finding]:
    """WB303: a part that is larger than what it is a part of."""
    for balance in _of(reading, balances):
        if balance.verdict == "broken" and balance.identity == _PART:
            yield _about(balance, "WB303", reading, f"a part is larger than its whole: {balance.note}")


def percentage(reading: Reading, balances: Sequence[Balance]) -> Iterator[Finding]:
    """WB304: a percentage that does not fit the counts that stand beside it."""
    for claim in reading.claims:
        if claim.amount is not None and claim.amount.unit == "percent" and claim.amount.low is not None:
            for balance in _of(reading, balances):
                shares = _shares(claim, balance)
                if shares and not any(_fits(claim, share) for share in shares):
                    message = f"“{claim.amount.written}” does not fit {balance.note} ({shares[0]:.0f}%)"
                    yield found("WB304", reading, message, claim.amount.span, claims=(claim,))


def _of(reading: Reading, balances: Iterable[Balance]) -> list[Balance]:
    return [balance for balance in balances if balance.report == reading.report.id]


def _about(balance: Balance, code: str, reading: Reading, message: str) -> Finding:
    names = [name for entry in (balance.whole, *balance.parts) for name in entry.claims]
    claims = tuple(claim for name in names for claim in reading.claims if claim.id == name)
    return found(code, reading, message, _first_span(claims), claims=claims)


def _first_span(claims: Sequence[Claim]) -> Span | None:
    spans = [claim.amount.span if claim.amount else claim.evidence[0] for claim in claims if claim.evidence]
    return spans[0] if spans else None


def _shares(claim: Claim, balance: Balance) -> list[float]:
    """The percentage that the part makes of its whole, and all parts together: one of them may be meant."""
    mine = [part for part in balance.parts if part.measure == claim.measure]
    if (claim.account, claim.item) != (balance.account, balance.item) or not mine or balance.identity == _PART:
        return []
    if balance.whole.low == 0 or not all(_is_single(entry) for entry in (balance.whole, *balance.parts)):
        return []
    together = sum(part.low for part in balance.parts)
    return [100 * count / balance.whole.low for count in (mine[0].low, together)]


def _is_single(entry: Entry) -> bool:
    return entry.low == entry.high


def _fits(claim: Claim, share: float) -> bool:
    amount = claim.amount
    if amount is None:
        return True
    slack = _ABOUT if amount.approximate else _POINTS
    high = float("inf") if amount.high is None else amount.high
    return (amount.low or 0.0) - slack <= share <= high + slack


def _plain(name: str) -> str:
    return name.replace("_", " ")
