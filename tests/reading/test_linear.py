"""Twice the text is about twice the work: no pattern, and no step of reading, is quadratic."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wirebook.pipeline import Desk, read_text
from wirebook.reading import Sentence
from wirebook.reading.places.in_discourse import LAST

HEAD = "KYIV, Nov. 13 (AP) — Five people were killed in Kyiv on Monday, police said.\n\n"
# A sentence may be 4,000 characters long, and a list as long as that is work of its square; no text of sentences is.
PUMPS = ("a", "Al-", "1 ", " ", "the . ", "Five died in Kyiv. ", "“a” ", "Kyiv, Gao. ", "a\n", "Title: a   b\n")


def test_no_pattern_of_the_package_is_quadratic() -> None:
    """In a process of its own, where every pattern is caught as it is compiled; see pattern_uses.py."""
    script = Path(__file__).parent / "pattern_uses.py"
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=1800, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["patterns"] > 350
    assert told["slow"] == []


def _calls(run: Callable[[], Any]) -> int:
    """How many functions are called, which no busy machine changes."""
    count = 0

    def note(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("unit", PUMPS)
def test_reading_twice_the_text_is_twice_the_work(desk: Desk, unit: str) -> None:
    once, twice = (HEAD + unit * (n * 1500 // len(unit)) for n in (1, 2))
    read_text(once, desk)  # tables are loaded, phrases remembered
    first, second = (_calls(lambda text=text: read_text(text, desk)) for text in (once, twice))
    assert read_text(twice, desk).problem is None
    assert second < 2.5 * first, (first, second)


def test_a_sentence_keeps_no_more_of_the_places_before_it_than_are_asked_for(desk: Desk, monkeypatch) -> None:
    kept = []

    def note(*args: Any, before: Any, **named: Any) -> Sentence:
        kept.append(len(before))
        return Sentence(*args, before=before, **named)

    monkeypatch.setattr("wirebook.reading.Sentence", note)
    read_text("Five died in Kyiv. " * 40, desk)
    assert max(kept) == LAST
    assert len(kept) == 40
