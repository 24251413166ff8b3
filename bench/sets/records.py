"""Coded records: short texts with what a person coded of each, read by resolver and scored by the set's own scorer."""

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from switched import Decisions, counted, without
from wirebook.pipeline import Desk, read_bytes
from wirebook.reading.resolve import OpenSlot
from wirebook.types import Claim, Party, Place

_SCORED: Mapping[OpenSlot, Mapping[str, str]] = {
    "actor": {"actor": "actor", "battle actor": "actor"},
    "target": {"target": "target", "battle target": "target"},
    "place": {"place": "place", "country": "country"},
    "period": {"date": "date"},
}
"""Slot → the scorer's lines that are of it, and what the table calls them."""
_LINE = re.compile(r"^(?P<what>[a-z ]+?) +right .* of (?P<total>\d+)(?P<rest>.*)$", re.MULTILINE)


@dataclass(slots=True)
class RecordSet:
    """One set, read once with all resolvers."""

    name: str
    gold: Path
    scorer: Path
    desk: Desk
    rows: list[dict[str, Any]]
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    decided: dict[str, Decisions] = field(default_factory=dict)
    scored: Mapping[str, int] = field(default_factory=dict)

    def right_with_all(self, slot: OpenSlot) -> Counter[str]:
        """Give how many gold slots of a kind are right."""
        return _of_slot(self.scored, slot)

    def right_without(self, name: str, slot: OpenSlot) -> Counter[str]:
        """Give how many are right when a resolver is off; only rows in which it filled something are read again."""
        again = [row for row in self.rows if self.decided[row["id"]][name]]
        if not again:
            return self.right_with_all(slot)
        with without(name):
            other = {row["id"]: answer_of(row, self.desk) for row in again}
        return _of_slot(self._score({**self.answers, **other}), slot)

    def read(self) -> None:
        """Read all rows with all resolvers."""
        for row in self.rows:
            with counted() as decided:
                self.answers[row["id"]] = answer_of(row, self.desk)
            self.decided[row["id"]] = decided
        self.scored = self._score(self.answers)

    def _score(self, answers: Mapping[str, dict[str, Any]]) -> Mapping[str, int]:
        with tempfile.TemporaryDirectory() as folder:
            given = Path(folder) / "answers.jsonl"
            given.write_text("".join(f"{json.dumps(one)}\n" for one in answers.values()), encoding="utf-8")
            command = [sys.executable, str(self.scorer), str(self.gold), str(given)]
            told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return right_in(told)


def open_records(folder: Path | None, scorer: Path, desk: Desk) -> Iterator[RecordSet]:
    """Give the sets of a folder, read; none where they or their scorer are not on this machine."""
    if folder is None or not scorer.exists():
        return
    for gold in sorted(folder.glob("*.jsonl")):
        lines = gold.read_text(encoding="utf-8").split("\n")
        found = RecordSet(gold.stem, gold, scorer, desk, [json.loads(line) for line in lines if line.strip()])
        found.read()
        yield found


def right_in(told: str) -> Mapping[str, int]:
    """Give the counts of right slots of a scorer's table: it prints them as shares, and all others as numbers."""
    return {
        line["what"]: int(line["total"]) - sum(map(int, re.findall(r"[a-z] (\d+)", line["rest"])))
        for line in _LINE.finditer(told)
    }


def _of_slot(scored: Mapping[str, int], slot: OpenSlot) -> Counter[str]:
    sums: Counter[str] = Counter()
    for line, called in _SCORED[slot].items():
        sums[called] += scored.get(line, 0)
    return sums


def answer_of(row: Mapping[str, Any], desk: Desk) -> dict[str, Any]:
    """Read a record's text, and give its claims as the scorer reads them."""
    outcome = read_bytes(row["text"].encode("utf-8"), row["id"], desk, row.get("published"))
    return {"id": row["id"], "claims": [_claim(one) for one in (outcome.reading.claims if outcome.reading else ())]}


def _claim(claim: Claim) -> dict[str, Any]:
    amount, period = claim.amount, claim.period
    return {
        **{name: getattr(claim, name) for name in ("measure", "item", "relation", "of", "status", "stance", "rule")},
        **{name: getattr(amount, name, None) for name in ("low", "high", "vague", "unit", "written")},
        **{name: _party(getattr(claim, name)) for name in ("actor", "target")},
        **{name: getattr(period, name, None) for name in ("start", "end")},
        "source": claim.source.name if claim.source else None,
        "place": _place(claim.place),
        "date_written": period.written if period else None,
        "quote": claim.quote,
    }


def _party(party: Party | None) -> dict[str, Any] | None:
    return {"name": party.name, "written": party.written, "code": party.code} if party else None


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    where = {"lat": place.latitude, "lon": place.longitude}
    return {"name": place.name, "written": place.written, "country": place.country, **where}
