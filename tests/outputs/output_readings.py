"""A small report with a reading made by hand, so that what is printed does not depend on how well we read."""

import dataclasses

from wirebook.ledger.balances.verdicts import with_standing
from wirebook.pipeline import Outcome
from wirebook.types import (
    Amount,
    Balance,
    Basis,
    Claim,
    Entry,
    Finding,
    Inference,
    Party,
    Passage,
    Period,
    Place,
    Reading,
    Report,
    Source,
    Span,
)

TEXT = (
    "Port attacked at night\r\n\r\n"
    "The army launched 90 drones at the port, the air force said.\r\n"
    "Another 47\tdrones were jammed, the statement said, in .\r\n"
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


REPORT = Report(
    "rep_00000000000000aa", "news/night.txt", TEXT, "Port attacked at night", Span(0, 22), published="2025-03-12"
)
DAY = Period("2025-03-11", "2025-03-12", "part", "2025-03-11/2025-03-12", "at night", span("at night"))
PLACE = Place(1, "Odesa", "UA", "Odesa", 46.5, 30.7, "town", "the port", span("the port"))
AIR_FORCE = Source("the air force", "military", span("the air force"), cue="said")
STATEMENT = Source("Air Force", "military", span("the statement"), resolved="“the statement” is Air Force")


def claim(number: int, measure: str, value: int, sentence: str, words: str, source: Source) -> Claim:
    amount = Amount(value, value, approximate=False, unit="count", written=str(value), span=span(str(value)))
    evidence = (span(sentence), span(words))
    return Claim(
        id=f"clm_{number:06x}0000000000",
        report=REPORT.id,
        account="raid",
        measure=measure,
        item="attack_drone",
        amount=amount,
        evidence=evidence,
        quote=sentence,
        stance="states",
        status="happened",
        source=source,
        place=PLACE,
        period=DAY,
        rule="raid/launch",
        confidence=0.875,
        reasons=(Inference("rule", Basis.OBJECT_OF, words=("launched",)),),
    )


LAUNCHED = claim(
    0xA1,
    "launched",
    90,
    "The army launched 90 drones at the port, the air force said.",
    "launched 90 drones",
    AIR_FORCE,
)
JAMMED = claim(
    0xB2, "jammed", 47, "Another 47\tdrones were jammed, the statement said, in .", "47\tdrones were jammed", STATEMENT
)
BALANCE = with_standing(
    Balance(
        id="balance_1",
        account="raid",
        identity="fate",
        item="attack_drone",
        report=REPORT.id,
        source="air force",
        period=DAY,
        whole=Entry("launched", 90, 90, (LAUNCHED.id,)),
        parts=(Entry("jammed", 47, 47, (JAMMED.id,)),),
        rest_name="unaccounted",
        rest_low=43,
        rest_high=43,
        verdict="exact",
        missing=("shot_down",),
        note="90 launched; 47 jammed; 43 unaccounted",
    )
)
HOLE = Finding("WB101", "error", "words are missing at “in .”", REPORT.id, span("in ."))
WHOLE = Finding("WB303", "note", "43 drones are unaccounted: 100%, now", REPORT.id, None, (LAUNCHED.id,))
READING = Reading(
    REPORT, tuple(Passage(span(row.quote), i, "body") for i, row in enumerate((LAUNCHED, JAMMED))), (LAUNCHED, JAMMED)
)
OUTCOME = Outcome(REPORT.origin, READING, (BALANCE,), (HOLE, WHOLE), first_line=4)
CLAIMED = "قتل 12 شخصا 🚀 \0 \u202eolleh\u202c"
_LONG = "w o r d s " * 4500


def hostile_reading(number: int) -> Reading:
    """A report in which every text is a formula, markup, or letters of all kinds; its claims are of many measures."""
    lead = "=+-@"[number]
    begin = f"{lead}cmd|calc <img src=x onerror=alert(1)> [x](javascript:1) [^1]: "
    body = f"{begin}{CLAIMED} killed 12. {_LONG}"
    report = dataclasses.replace(
        REPORT,
        id=f"rep_{number:016x}",
        text=body,
        title=f"{lead}1+1 {CLAIMED}",
        headline=None,
        publisher=f'{lead}HYPERLINK("http://evil.example")',
        url=f"{lead}evil",
    )
    start = body.index("12")
    amount = Amount(12, 12, approximate=False, unit="count", written="12", span=Span(start, start + 2))
    party = Party("UKRMIL", f"{lead}army", f"{lead}army", Span(0, 4))
    kinds = (("casualties", "killed", "people"), ("air_attack", "launched", "drone"), ("aid", "pledged", "money"))
    claims = tuple(
        dataclasses.replace(
            LAUNCHED,
            id=f"clm_{number}{place}{'0' * 14}",
            report=report.id,
            account=account,
            measure=measure,
            item=item,
            amount=dataclasses.replace(amount, unit="EUR" if account == "aid" else "count"),
            evidence=(Span(0, len(body)),),
            quote=body,
            source=Source(f"{lead}2+5 <b>{number}", "military", Span(0, 4)),
            actor=party,
            target=Party("LBNCVL", f"{lead}them", f"{lead}them", Span(0, 4)),
            place=dataclasses.replace(PLACE, admin1=f"{lead}region"),
        )
        for place, (account, measure, item) in enumerate(kinds)
    )
    return Reading(report, (Passage(Span(0, len(body)), 0, "body"),), claims)
