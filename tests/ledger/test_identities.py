"""What has to hold over several reports beside the sums of a night: stocks and flows, percentages and counts."""

import pytest
from book_readings import add, on, report, told


def by_identity(ledger, identity):
    return [balance for balance in ledger.balances() if balance.identity == identity]


def raid(measure, number, unit="count", **fields):
    return told(
        measure, "drone", number, "air force", account="air_attack", place="Ukraine", period=on(1), unit=unit, **fields
    )


@pytest.mark.parametrize(("percent", "verdict"), [(41, "exact"), (42, "exact"), (60, "broken")])
def test_a_percentage_is_set_against_the_counts_of_other_reports(ledger, percent, verdict):
    add(
        ledger,
        report(raid("launched", 90), raid("intercepted", 37)),
        report(raid("intercepted", percent, unit="percent"), said=2, publisher="Volga Post"),
    )
    (balance,) = by_identity(ledger, "percentage-of-count")
    assert balance.verdict == verdict
    assert round(balance.parts[0].low) == 41
    assert len(balance.reports) == 2


def test_a_percentage_of_another_night_or_source_is_left_alone(ledger):
    add(
        ledger,
        report(raid("launched", 90), raid("intercepted", 37)),
        report(raid("intercepted", 60, unit="percent") | {"period": on(6)}, said=6),
        report(raid("intercepted", 60, unit="percent") | {"source": "ministry"}, said=6, publisher="x"),
    )
    assert by_identity(ledger, "percentage-of-count") == []


def ground(measure, number, **fields):
    return told(measure, "settlement", number, "ministry", account="territory", place="Ukraine", **fields)


@pytest.mark.parametrize(("now", "verdict", "rest"), [(113, "exact", 0), (120, "loose", 7), (110, "loose", -3)])
def test_a_stock_is_what_it_was_and_what_came_without_what_went(ledger, now, verdict, rest):
    add(
        ledger,
        report(ground("controls", 100), said=1),
        report(ground("captured", 15, period=on(3)), said=3),
        report(ground("lost", 2, period=on(5)), said=5),
        report(ground("captured", 40, period=on(12)), said=12),
        report(ground("controls", now), said=8),
    )
    (balance,) = by_identity(ledger, "ground_held")
    assert (balance.verdict, balance.rest_low, balance.rest_high) == (verdict, rest, rest)
    assert balance.note.startswith(f"from 100 to {now}; 15 came, 2 went")


def test_what_nobody_tells_of_between_two_counts_makes_no_balance(ledger):
    add(ledger, report(ground("controls", 100), said=1), report(ground("controls", 120), said=8))
    assert by_identity(ledger, "ground_held") == []
