"""What several pages tell: a report with its claims, the balances of a fact, what was decided on a claim."""

import hashlib
from dataclasses import replace
from typing import Any

from wirebook.ledger.decisions.corrections import values_of
from wirebook.ledger.decisions.decision import Decision, Stood, apply, by_report
from wirebook.outputs.web.highlight import pieces
from wirebook.outputs.web.state import Room
from wirebook.types import Balance, Claim, Fact, Reading


def report_told(room: Room, reading: Reading, findings: Any = None) -> dict[str, Any]:
    """What the view of a report shows."""
    found = room.ledger.findings(reading.report.id) if findings is None else findings
    if findings is None:
        reading = replace(reading, claims=room.ledger.claims(reading.report.id))
    return {
        "reading": reading,
        "report": reading.report,
        "pieces": pieces(reading, found),
        "digest": hashlib.sha256(reading.report.text.encode()).hexdigest(),
        "findings": found,
        "decided": _standing(room, reading) if findings is None else {},
        "facts": room.ledger.facts_of([one.id for one in reading.claims]) if findings is None else {},
    }


def _standing(room: Room, reading: Reading) -> dict[str, Decision]:
    """The decision that counts for each claim of a report on which there is one."""
    made = by_report(room.ledger.decisions()).get(reading.report.id, [])
    return dict(apply(reading.claims, made, [reading.report.id]).standing)


def balances_of(room: Room, told: Fact) -> list[Balance]:
    """The balances in which a fact's claims stand."""
    since, until = (told.start or told.end or "")[:10], (told.end or told.start or "")[:10]
    if not since:
        return []
    drawn = room.drawn.balances(account=told.account, since=since, until=until)
    members = set(told.claims)
    return [one for one in drawn if members & {key for entry in (one.whole, *one.parts) for key in entry.claims}]


def decided_on(room: Room, claim: Claim) -> list[Decision]:
    """What persons decided about a claim, undone decisions too."""
    made = room.ledger.decisions()
    return [one for one in made if claim.id in (one.claim, one.other) and not one.sources]


def changed_fields(stood: Stood) -> list[tuple[str, str, str, Decision]]:
    """The fields that persons changed: the name, the value as it was read and as it is now, and the decision."""
    read, now = values_of(stood.read), values_of(stood.now)
    return [(name, read[name], now[name], by) for name, by in stood.fields]
