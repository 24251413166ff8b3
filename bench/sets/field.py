"""The field set: reports into the claims that its scorer reads."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wirebook.fields.party.parties import countries, names_of
from wirebook.pipeline import Settings, open_desk, read_path
from wirebook.types import Balance, Claim, Party, Period, Place, Source

_STANCE = {
    "claims": "claims",
    "estimates": "estimates",
    "denies": "denies",
    "promises": "plans",
    "plans": "plans",
}
_AS_PEOPLE = dict.fromkeys(("journalists", "police", "aid_workers"), "people")
"""Kinds of persons that the set does not know."""
_MEASURES = {"disbursed": "allocated", "reached": "delivered"}
"""Measures that the set does not know, to the nearest that it does."""
_PLANNED = ("planned", "pledged")


def predict_field(docs: Path, texts: Path) -> Iterator[dict[str, Any]]:
    """One prediction a document, from its text and the metadata that a user would have."""
    for line in docs.read_text(encoding="utf-8").split("\n"):
        if not line.strip():
            continue
        doc = json.loads(line)
        path = texts / f"{doc['id']}.txt"
        if not path.exists():
            continue
        outcome = read_path(str(path), open_desk(Settings(published=doc.get("published"))))
        claims = outcome.reading.claims if outcome.reading else ()
        yield {
            "id": doc["id"],
            "claims": [as_scored(claim) for claim in claims if _is_counted(claim)],
            "warnings": _warnings(outcome.balances),
        }


def _is_counted(claim: Claim) -> bool:
    """The set takes "dozens" and more as numbers, but not "several" or "a few"."""
    return not (claim.amount and claim.amount.vague and (claim.amount.high or 99) < 24)


def as_scored(claim: Claim) -> dict[str, Any]:
    """A claim in the words of the set."""
    amount = claim.amount
    return {
        "account": claim.account,
        "measure": _MEASURES.get(claim.measure, claim.measure),
        "item": _AS_PEOPLE.get(claim.item or "", claim.item),
        "value_min": amount.low if amount else None,
        "value_max": amount.high if amount else None,
        "approx": bool(amount and amount.approximate),
        "source": _source(claim.source),
        "stance": "plans" if claim.status in _PLANNED else _STANCE.get(claim.stance, "asserts"),
        "place": _place(claim.place),
        "date": _date(claim.period),
        "actor": _party(claim.actor),
        "target": _party(claim.target),
    }


def _source(source: Source | None) -> str | None:
    """The name and, as texts write either, the office: "Omar Haidar;governor of the province"."""
    return ";".join(name for name in (source.name, source.role) if name) if source else None


def _place(place: Place | None) -> str | None:
    return f"{place.name};{place.written}" if place else None


def _party(party: Party | None) -> str | None:
    if party is None:
        return None
    country = next((row["name"] for row in countries().values() if party.code and party.code[:3] == row["code"]), None)
    code = party.code or ""
    listed = names_of(code if len(code) > len("USAMIL") else code[:3]) if code else ()  # "Palestinians", "LTTE"
    return ";".join(dict.fromkeys(name for name in (party.name, country, party.written, *listed) if name))


def _date(period: Period | None) -> str | None:
    if period is None or (period.start is None and period.end is None):
        return period.edtf if period and period.edtf.startswith("XXXX") else None
    start, end = (period.start or "..")[:10], (period.end or "..")[:10]
    return start if start == end else f"{start}/{end}"


def _warnings(balances: tuple[Balance, ...]) -> list[str]:
    return [
        f"unaccounted {b.item} {b.rest_low:g}"
        for b in balances
        if b.rest_low > 0 and b.rest_low == b.rest_high and b.rest_name == "unaccounted"
    ]
