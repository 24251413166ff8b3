"""Readings made by hand, for the tests of the ledger."""

from wirebook.types import Amount, Claim, Finding, Reading, Report, Span


def reading(number=1, claims=2, reader="reader 1"):
    text = f"Report {number}: 90 drones were launched, 37 were shot down."
    key = f"report_{number:04}"
    made = tuple(claim(key, place) for place in range(claims))
    return Reading(Report(key, f"file{number}.txt", text), (), made, reader=reader)


def claim(report, place):
    amount = Amount(float(place), None, approximate=False, unit="count", written=str(place), span=Span(0, 6))
    evidence = (Span(0, 6), Span(7, 8))
    return Claim(
        f"claim_{report[-4:]}{place:04}",
        report,
        "raid",
        "launched",
        "drone",
        amount,
        evidence,
        "Report",
        "states",
        "happened",
    )


def finding(report, code="WB101"):
    return Finding(code, "error", "words are missing", report, Span(0, 3))
