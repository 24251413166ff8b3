"""A report that takes too long is given up, and costs no other: in one process, in several, followed, on the page."""

import re
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest

from wirebook.deadline import TooLongError, at_most, can_limit
from wirebook.engines.apart import Apart
from wirebook.engines.local import read_many
from wirebook.outputs.cli.main import cli
from wirebook.pipeline import Desk, Settings, open_desk, read_inputs, read_text

HANGS = re.compile(r"(?:a|a)*b")  # exponential: nothing ends it but the limit
GOOD = "KYIV — Five people were killed in Kyiv on Monday, police said.\n"


@pytest.fixture(scope="module")
def desk() -> Desk:
    read_text(GOOD, open_desk())  # tables are loaded with the first report
    return open_desk(Settings(published="2024-11-13", max_seconds=0.5))


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that hangs in a regular expression over one report, and in a loop over another."""
    real = __import__("wirebook.pipeline", fromlist=["read_report"]).read_report

    def read(report, reader):
        if "catastrophe" in report.text:
            HANGS.search("a" * 60)
        while "for ever" in report.text:
            pass
        return real(report, reader)

    monkeypatch.setattr("wirebook.pipeline.read_report", read)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, more in (
        ("1.txt", ""),
        ("2.txt", "A catastrophe.\n"),
        ("3.txt", "It went on for ever.\n"),
        ("4.txt", ""),
    ):
        (tmp_path / name).write_text(GOOD + more, "utf-8")
    return tmp_path


@pytest.mark.usefixtures("hanging")
def test_one_bad_report_costs_no_other(desk: Desk, folder: Path) -> None:
    outcomes = list(read_inputs([str(folder)], desk))
    assert [outcome.problem is None for outcome in outcomes] == [True, False, False, True]
    problem = outcomes[1].problem
    assert problem is not None
    assert problem.where.endswith("2.txt")
    assert "more than 0.5 seconds" in problem.what
    assert "--max-seconds" in problem.remedy
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_several_processes_give_up_alike(folder: Path) -> None:
    """Not a made fault here, for the workers have the real reader: a limit that no report can keep to."""
    outcomes = list(read_many([str(folder)], open_desk(Settings(max_seconds=0.001)), jobs=2))
    assert ["seconds" in outcome.problem.what for outcome in outcomes if outcome.problem] == [True] * 4


def test_what_is_inside_ends_and_the_limit_with_it() -> None:
    assert can_limit()
    with at_most(5.0), at_most(0.01):  # the outer counts
        began = time.process_time()
        while time.process_time() - began < 0.05:
            pass
    with pytest.raises(TooLongError), at_most(0.05):
        HANGS.search("a" * 60)
    with at_most(0):
        assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_a_limit_that_is_swallowed_once_is_said_again() -> None:
    with pytest.raises(TooLongError), at_most(0.05):
        _swallowing()


def _swallowing() -> None:
    """As a finaliser does, from which no exception comes out."""
    with suppress(TooLongError):
        HANGS.search("a" * 60)
    HANGS.search("a" * 60)


def test_the_page_s_reader_is_ended_and_started_anew() -> None:
    reader = Apart(Settings(published="2024-11-13"))
    try:
        first = reader.read_text(GOOD, "pasted")
        assert first.reading is not None
        assert first.reading.claims
        before = reader._process
        assert before is not None
        before.kill()
        before.join()
        lost = reader.read_bytes(GOOD.encode(), "dropped.txt")
        again = lost if lost.reading else reader.read_bytes(GOOD.encode(), "dropped.txt")
        assert again.reading is not None
        assert reader._process is not before
    finally:
        reader.close()
    assert reader._process is None


def test_the_page_s_reader_does_not_wait_for_one_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process does not answer at all (its own limit does not reach it): it is killed, and the report a problem."""
    monkeypatch.setattr("wirebook.engines.apart._SPARE", -1.0)
    reader = Apart(Settings(published="2024-11-13", max_seconds=0.4))
    try:
        outcome = reader.read_text(GOOD * 3000, "pasted")
    finally:
        reader.close()
    assert outcome.problem is not None
    assert "seconds" in outcome.problem.what


@pytest.mark.parametrize("command", ["read", "check", "watch", "serve"])
def test_the_limit_can_be_chosen(command: str) -> None:
    told = cli.get_command(None, command)  # type: ignore[arg-type]
    assert told is not None
    option = next(param for param in told.params if "--max-seconds" in param.opts)
    assert option.default == 60.0
