"""What the commands say to a person who mistypes, asks by an id, or tells a day by its distance."""

import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import pytest
from test_cli import wirebook

import wirebook as package
from wirebook.ledger.ledger import open_ledger
from wirebook.outputs.cli.main import cli
from wirebook.outputs.cli.options import Date
from wirebook.pipeline import open_desk, read_bytes

TEXT = "Published: 2025-03-12\n\nArtillery killed two people in Kharkiv on Tuesday, the governor said.\n"
NAMED = re.compile(r"[`“](?:wirebook) ([a-z]+)|\bwirebook ([a-z]+) (?=--|[A-Z]{2,}|[a-z_]+\.txt)")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("said")
    outcome = read_bytes(TEXT.encode(), "toll.txt", open_desk())
    with open_ledger(made / "wirebook.db") as ledger:
        ledger.add_all([(outcome.reading, outcome.findings)])
        ledger.settle()
    return made


def asked(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return wirebook(*args, cwd=folder)


@pytest.mark.parametrize(("typed", "meant"), [("blance", "balance"), ("fact", "facts"), ("serv", "serve")])
def test_a_mistyped_command_is_answered_with_the_one_that_is_meant(folder: Path, typed: str, meant: str) -> None:
    done = asked(folder, typed)
    assert done.returncode == 2
    assert f"'{meant}'" in done.stderr
    assert not done.stdout


@pytest.mark.parametrize("command", ["facts", "timeline", "disputes", "balance"])
def test_an_account_that_there_is_not_is_an_error_that_names_those_there_are(folder: Path, command: str) -> None:
    done = asked(folder, command, "--account", "casualtys")
    assert done.returncode == 2
    assert "casualtys" in done.stderr
    assert "casualties" in done.stderr
    assert not done.stdout


def test_an_account_without_records_is_no_error(folder: Path) -> None:
    done = asked(folder, "facts", "--account", "aid")
    assert (done.returncode, done.stdout.strip()) == (0, "No matching records.")


def test_the_id_of_a_fact_shows_the_fact(folder: Path) -> None:
    with open_ledger(folder / "wirebook.db") as ledger:
        (fact,) = ledger.facts()
    for key in (fact.id, fact.id[:11], fact.id.removeprefix("fact_")[:6]):
        done = asked(folder, "show", key)
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("2 people killed, Kharkiv, Ukraine, 2025-03-11 (single)")
    unknown = asked(folder, "show", "fact_ffffff")
    assert unknown.returncode == 1
    assert "`wirebook search WORDS`" in unknown.stderr


def test_the_ledger_may_stand_in_a_variable(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(tmp_path, "facts").returncode == 1
    monkeypatch.setenv("WIREBOOK_LEDGER", str(folder / "wirebook.db"))
    done = asked(tmp_path, "facts")
    assert done.returncode == 0, done.stderr
    assert "Kharkiv" in done.stdout


@pytest.mark.parametrize(
    ("written", "days"), [("today", 0), ("Yesterday", 1), ("3 days ago", 3), ("1 day ago", 1), ("2 weeks ago", 14)]
)
def test_a_day_may_be_told_by_its_distance(written: str, days: int) -> None:
    before = datetime.now(UTC).date()
    found = Date().convert(written, None, None)
    assert found in {(day - timedelta(days=days)).isoformat() for day in (before, datetime.now(UTC).date())}


def test_what_is_no_day_is_refused() -> None:
    assert Date().convert("2024-11-13", None, None) == "2024-11-13"
    assert Date().convert("999999 weeks ago", None, None) == "0001-01-01"
    with pytest.raises(click.BadParameter, match="yesterday"):
        Date().convert("the day before", None, None)


def test_no_text_names_a_command_that_there_is_not() -> None:
    root = Path(package.__file__).parent
    files = [
        path for ending in ("py", "toml", "html") for path in root.rglob(f"*.{ending}") if "/words/" not in str(path)
    ]
    named = {
        (first or second): path.name
        for path in files
        for first, second in NAMED.findall(path.read_text(encoding="utf-8"))
    }
    assert {"read", "facts", "search"} <= named.keys()
    assert not {name: file for name, file in named.items() if name not in cli.list_commands(click.Context(cli))}
