"""WB3xx: does it add up? Broken balances, what is unaccounted, parts beyond their whole, percentages."""

from collections.abc import Iterable, Iterator, Sequence

from wirebook.checks.catalog import found
from wirebook.fields.quantity.percentage import fits_share, shares_of
from wirebook.types import Balance, Claim, Finding, Reading, Span

_PART = "part-of-whole"


def parts_exceed_whole(reading: Reading, balances: Sequence[Balance]) -> Iterator[Finding]:
    """WB301: a balance that no reading of its numbers can make true."""
    for balance in _of(reading, balances):
        if balance.verdict == "broken" and balance.identity != _PART:
            yield _about(balance, "WB301", reading, f"it does not add up: {balance.note}")


def unaccounted(reading: Reading, balances: Sequence[Balance]) -> Iterator[Finding]:
    """WB302: what is left when all reported parts are taken from the whole."""
    for balance in _of(reading, balances):
        if balance.rest_name and balance.verdict != "broken" and balance.rest_low > 0:
            unread = ", ".join(f"“{number}”" for number in balance.unread)
            left = f"; not read: {unread}" if unread else ""
            yield _about(balance, "WB302", reading, f"{_plain(balance.item)}: {balance.note}{left}")


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
                shares = shares_of(claim, balance)
                if shares and not any(fits_share(claim, share) for share in shares):
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


def _plain(name: str) -> str:
    return name.replace("_", " ")
