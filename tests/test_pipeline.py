"""The chain from bytes to books: one outcome for each input, the same for any number of processes."""

import os
from pathlib import Path

import pytest

import wirebook.engines.local
import wirebook.pipeline
from wirebook.engines.local import read_many
from wirebook.intake import InputItem
from wirebook.ledger.database.json_rows import to_json
from wirebook.packs import load_packs
from wirebook.pipeline import (
    Desk,
    Outcome,
    Settings,
    open_desk,
    read_bytes,
    read_inputs,
    read_path,
    read_text,
    try_packs,
)

PACKS = Path(__file__).parent / "outputs" / "packs"
LAMPS = "Workers erected 12 lamps in Kabul on Monday, the mayor said.\n\nThieves stole three lamps, the mayor said.\n"


@pytest.fixture(scope="module")
def desk() -> Desk:
    return open_desk(Settings(accounts=(str(PACKS),)))


def test_an_account_is_added_by_adding_a_file(desk: Desk) -> None:
    outcome = read_text(f"Published: 2025-03-12\n\n{LAMPS}", desk)
    assert outcome.reading is not None
    mine = [claim for claim in outcome.reading.claims if claim.account == "toy_lamps"]
    assert [(c.measure, c.amount and c.amount.low) for c in mine] == [("erected", 12), ("stolen", 3)]
    balance = next(row for row in outcome.balances if row.account == "toy_lamps")
    assert (balance.rest_name, balance.rest_low, balance.rest_high) == ("still there", 9, 9)
    for claim in mine:
        assert all(outcome.reading.report.text[s.start : s.end].strip() for s in claim.evidence)


def test_reports_in_are_reports_read_plus_problems(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(LAMPS)
    (tmp_path / "empty.txt").write_text("")
    names = ["good.txt", "empty.txt", "missing.txt", "good.txt"]
    outcomes = list(read_inputs([str(tmp_path / name) for name in names], desk))
    assert [outcome.reading is not None for outcome in outcomes] == [True, False, False, True]
    assert [outcome.problem is None for outcome in outcomes] == [True, False, False, True]
    assert outcomes[0] == outcomes[3]


def test_a_bug_in_one_report_costs_no_other(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr(wirebook.pipeline, "read_report", fail)
    outcome = read_bytes(LAMPS.encode(), "lamps.txt", desk)
    monkeypatch.undo()
    assert outcome.problem is not None
    assert "Wirebook failed on it (ZeroDivisionError: by nought)" in outcome.problem.what
    assert read_bytes(LAMPS.encode(), "lamps.txt", desk).problem is None


def test_one_process_or_three_give_the_same_outcomes_in_the_same_order(desk: Desk, tmp_path: Path) -> None:
    paths = [str(tmp_path / f"{i}.txt") for i in range(7)]
    for i, path in enumerate(paths[:-1]):
        Path(path).write_text(LAMPS.replace("12", str(i + 20)))
    alone = list(read_many(paths, desk))
    together = list(read_many(paths, desk, jobs=3))
    assert alone == together
    assert [outcome.origin for outcome in together] == paths


def _die_of_some(_: Settings, item: InputItem) -> Outcome:
    if "deadly" in item.origin:
        os._exit(9)
    return Outcome(item.origin)


def test_a_worker_that_is_killed_costs_the_report_it_died_of(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wirebook.engines.local, "_work", _die_of_some)
    paths = ["1.txt", "2.txt", "deadly.txt", "3.txt", "4.txt"]
    outcomes = list(read_many(paths, desk, jobs=2))
    assert [outcome.origin for outcome in outcomes] == paths
    assert [outcome.origin for outcome in outcomes if outcome.problem] == ["deadly.txt"]


def test_the_same_input_gives_the_same_ids_from_any_path(desk: Desk, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(LAMPS)
    one, other = (read_path(str(tmp_path / name), desk).reading for name in ("a.txt", "b.txt"))
    assert one is not None
    assert other is not None
    assert [to_json(claim) for claim in one.claims] == [to_json(claim) for claim in other.claims]


def test_packs_are_tried_on_their_examples(desk: Desk, tmp_path: Path) -> None:
    mine = [pack for pack in desk.packs if pack.account == "toy_lamps"]
    assert try_packs(desk, mine) == ()
    text = (PACKS / "toy_lamps" / "account.toml").read_text()
    file = tmp_path / "toy_lamps" / "account.toml"
    file.parent.mkdir()
    file.write_text(text.replace("low = 12", "low = 13"))
    wrong = [pack for pack in load_packs([tmp_path]) if pack.account == "toy_lamps"]
    problems = try_packs(desk, wrong)
    line = text.splitlines().index('  text = "Workers erected 12 lamps."') + 1
    assert problems[0].where == f"{file}:{line}"
