"""All checks, registered by name, and the one function that runs them."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from wirebook.checks import arithmetic, disputes, notices, place, sources, text, times
from wirebook.types import Balance, Finding, Reading

ReportCheck = Callable[[Reading], Iterable[Finding]]
BalanceCheck = Callable[[Reading, Sequence[Balance]], Iterable[Finding]]

REPORT_CHECKS: tuple[ReportCheck, ...] = (
    text.lost_words,
    text.cut_off,
    text.broken_characters,
    text.repeated_paragraph,
    text.teaser_line,
    notices.correction,
    notices.definition,
    times.headline_year,
    times.unresolved_times,
    times.impossible_date,
    times.stale_dateline,
    times.headline_number,
    notices.first_in,
    sources.number_without_source,
    sources.quote_without_speaker,
    sources.wrong_institution,
    sources.unowned_number,
    notices.unverified,
    disputes.sources_disagree,
    disputes.denied,
    place.spoken_elsewhere,
    place.ambiguous_place,
)
BALANCE_CHECKS: tuple[BalanceCheck, ...] = (
    arithmetic.parts_exceed_whole,
    arithmetic.unaccounted,
    arithmetic.part_beyond_whole,
    arithmetic.percentage,
)


def run_checks(
    reading: Reading, balances: Sequence[Balance], select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """What the checks find, in the order of the text, then of the codes; those about no place come last.

    `select` and `ignore` are codes or their beginnings ("WB1" is WB101 to WB199); nothing selected is all.
    """
    wanted = [row for row in _all(reading, balances) if _chosen(row.code, select, ignore)]
    return tuple(sorted(dict.fromkeys(wanted), key=_order))


def _all(reading: Reading, balances: Sequence[Balance]) -> Iterator[Finding]:
    for check in REPORT_CHECKS:
        yield from check(reading)
    for balance_check in BALANCE_CHECKS:
        yield from balance_check(reading, balances)


def _chosen(code: str, select: Sequence[str], ignore: Sequence[str]) -> bool:
    selected = not select or code.startswith(tuple(select))
    return selected and not code.startswith(tuple(ignore))


def _order(row: Finding) -> tuple[bool, int, int, str, str]:
    span = row.span or (0, 0)
    return row.span is None, span[0], span[1], row.code, row.message
