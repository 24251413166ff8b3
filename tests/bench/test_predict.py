"""The program that answers a set's documents, run as the scoreboard runs it."""

import json
import subprocess
import sys
from pathlib import Path

PREDICT = Path(__file__).parents[2] / "bench" / "predict.py"


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(PREDICT), *arguments], capture_output=True, text=True, check=False)


def test_answers_go_to_standard_output_and_the_pace_to_standard_error(tmp_path: Path) -> None:
    rows = [
        {"doc": "a", "text": "The bridge fell on Tuesday.", "dct": "1999-03-18"},
        {"doc": "b", "text": "Nobody came.", "dct": "1999-03-18"},
    ]
    source = tmp_path / "rows.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = _run("time", str(source))
    assert done.returncode == 0
    answers = [json.loads(line) for line in done.stdout.split("\n") if line]
    assert [(a["doc"], [t["value"] for t in a["timexes"]]) for a in answers] == [("a", ["1999-03-16"]), ("b", [])]
    assert done.stderr.startswith("2 answers, ")


def test_the_field_set_asks_for_its_texts(tmp_path: Path) -> None:
    done = _run("field", str(tmp_path / "none.jsonl"))
    assert done.returncode != 0
    assert "--texts" in done.stderr
    assert "Traceback" not in done.stderr
