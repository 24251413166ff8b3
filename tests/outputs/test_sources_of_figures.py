"""Who answers for a figure, wherever a reader sees it: tables, brief, exports, JSON and page say the same."""

import csv
import json
import os
import subprocess
import sys

import pytest

from wirebook import export, open_ledger
from wirebook.pipeline import Settings, open_desk, read_text

_WARS = [
    (
        ("2025-03-11", "A missile strike on a hostel in Kharkiv on Monday killed four people, the mayor said."),
        ("2025-03-13", "Monday's strike on a hostel in Kharkiv killed nine people, prosecutors said."),
        ("mayor", "four", "prosecutors", 9, "Kharkiv"),
    ),
    (
        ("2024-11-19", "Shelling killed six people at a market in Omdurman on Monday, the governor said."),
        ("2024-11-21", "Monday's shelling of a market in Omdurman killed 15 people, the hospital said."),
        ("governor", "six", "hospital", 15, "Omdurman"),
    ),
]


@pytest.fixture(scope="module")
def desk():
    return open_desk(Settings())


@pytest.fixture(scope="module", params=range(len(_WARS)))
def war(request, desk, tmp_path_factory):
    """A ledger of two reports on one event, and who said what in them."""
    *reports, told = _WARS[request.param]
    path = tmp_path_factory.mktemp("war") / "w.db"
    with open_ledger(path) as ledger:
        for day, text in reports:
            outcome = read_text(f"Published: {day}\n\n{text}\n", desk)
            ledger.add(outcome.reading, outcome.findings)
        ledger.settle()
    return path, told


def printed(path, *words):
    """What the installed program prints, and its code."""
    command = [sys.executable, "-m", "wirebook", *words, "--ledger", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | {"COLUMNS": "160"})
    return done.stdout


def test_the_table_of_facts(war):
    path, (first, number, second, low, place) = war
    lines = printed(path, "facts").splitlines()
    row = next(line for line in lines if place in line)
    assert f" {low} " in row
    assert row.split()[-3:-1] == ["1", "single"]
    assert any(f"also: {first}: {number} (earlier figure" in line for line in lines)
    assert second not in "".join(line for line in lines if "also" in line)


def test_the_history_has_the_rise_as_one_told_by_another(war):
    path, (first, number, second, low, _) = war
    text = " ".join(printed(path, "history").split())
    assert f"{low} other source" in text
    assert f"{first} had told {number} 2 days before" in text
    assert second in text
    assert printed(path, "disputes").strip() == "No matching records."


def test_json(war):
    path, (first, _, second, low, _) = war
    (fact,) = json.loads(printed(path, "facts", "--json"))["facts"]
    assert (fact["low"], fact["voices"], fact["independent"], fact["state"]) == (low, [second], 1, "single")
    assert [(one["voice"], one["standing"]) for one in fact["heard"]] == [(first, "earlier"), (second, "given")]


def test_a_claim_says_how_it_stands_in_the_books(war):
    path, (_, number, second, low, _) = war
    with open_ledger(path, read_only=True) as ledger:
        claim = next(claim.id for claim in ledger.claims() if claim.amount.written == number)
    text = " ".join(printed(path, "show", claim).split())
    assert f"in the books {low} (single: {second}); this claim: earlier figure" in text


@pytest.mark.parametrize("name", ["brief", "acled", "ged", "hxl", "csv"])
def test_exports_name_who_gave_the_number_and_nobody_else(war, tmp_path, name):
    path, (first, number, second, low, place) = war
    target = tmp_path / ("x.md" if name == "brief" else "x.csv")
    more = {"of": "facts"} if name == "csv" else {}
    with open_ledger(path) as ledger:
        export(ledger, name, target, **more)
    text = target.read_text(encoding="utf-8")
    if name == "brief":
        line = next(line for line in text.splitlines() if place in line)
        assert f"{low} people killed in {place} ({second}; also: {first}: {number} (earlier figure" in line
        assert "2 sources" not in text
        return
    row = next(row for row in csv.DictReader(text.splitlines()) if place in row.values() or place in str(row))
    column = {"acled": "source", "ged": "source_original", "hxl": "Sources", "csv": "voices"}[name]
    assert row[column] == second
    if name == "csv":
        assert row["others"].startswith(f"{first}: {number} (earlier figure")
    if name == "ged":
        assert row["number_of_sources"] == "1"
