"""Our own reports: what the file may hold, and how a text is rebuilt from its lines' digests."""

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest

BENCH = Path(__file__).parents[2] / "bench"
CLAIM = {
    "account", "measure", "item", "value_min", "value_max", "approx", "source", "stance", "place", "date", "actor",
    "target", "predicate", "line", "unit", "vague", "derived",
}  # fmt: skip
LONGEST = 12  # words: what is longer than a name is somebody's text


def _load(path: Path) -> Any:
    sys.path.insert(0, str(BENCH))
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


rebuild = _load(BENCH / "field" / "rebuild.py")
coverage = _load(BENCH / "coverage.py")
ROWS = [json.loads(line) for line in (BENCH / "field" / "reports.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_third_is_blind_and_ids_are_unique() -> None:
    assert len(ROWS) >= 60
    assert sum(row["part"] == "blind" for row in ROWS) * 3 >= len(ROWS)
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert sum(len(row["claims"]) for row in ROWS) > 200


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_report_holds_facts_and_no_sentence(row: dict[str, Any]) -> None:
    assert row["lines"]
    for claim in row["claims"]:
        assert set(claim) <= CLAIM
        assert 0 <= claim["line"] < len(row["lines"])
        for name in ("source", "place", "actor", "target", "predicate"):
            assert all(len(part.split()) <= LONGEST for part in (claim[name] or "").split(";"))


def test_a_text_is_rebuilt_from_a_copy_with_other_marks() -> None:
    lines = ["“Nine houses burned,” he said.", "An advertisement.", "Two men  died — in Sumy."]
    report = {
        "lines": [rebuild.digest('"Nine houses burned," he said.'), rebuild.digest("Two men died - in Sumy.")],
        "claims": [{"line": 1}],
    }
    assert rebuild.rebuilt(report, ["\n".join(lines)]) == '"Nine houses burned," he said.\nTwo men died — in Sumy.\n'


def test_a_report_whose_lines_with_claims_are_gone_is_not_rebuilt() -> None:
    report = {"lines": [rebuild.digest("Two men died.")], "claims": [{"line": 0}]}
    assert rebuild.rebuilt(report, ["Three men died."]) is None


def test_predicates_are_known_under_their_measure(tmp_path: Path) -> None:
    claims = [
        {"account": "casualties", "measure": "killed", "predicate": "kill"},
        {"account": "casualties", "measure": "killed", "predicate": "zorble"},
    ]
    path = tmp_path / "reports.jsonl"
    path.write_text(json.dumps({"part": "blind", "claims": claims}) + "\n", encoding="utf-8")
    run = coverage.coverage(path)
    assert run.figures["measure.claims"] == run.figures["measure.predicates"] == 0.5
