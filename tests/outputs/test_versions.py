"""A corrected version of a report is linked to the first, and what changed is shown."""

import json
import subprocess
import sys

import pytest

from wirebook.ledger.ledger import open_ledger
from wirebook.pipeline import Settings, open_desk, read_text

HEAD = "Published: {day}\nPublisher: Dnipro Wire\n{url}\n"
FIRST = """Shelling killed nine people in Kharkiv on Tuesday, the regional governor said.

The market had just opened when the shells came down, witnesses said.
"""
SECOND = FIRST.replace("nine", "eleven") + "\nTwenty-three people were wounded, the hospital said.\n"
URL = "URL: https://wire.example/market\n"


@pytest.fixture(scope="module")
def desk():
    return open_desk(Settings())


def added(desk, path, *texts):
    """The ids of reports that are read into a ledger."""
    ids = []
    with open_ledger(path) as books:
        for text in texts:
            outcome = read_text(text, desk)
            books.add(outcome.reading, outcome.findings)
            ids.append(outcome.reading.report.id)
    return ids


def test_one_address_two_versions(desk, tmp_path):
    path = tmp_path / "l.db"
    other = (
        HEAD.format(day="2031-03-05", url="URL: https://wire.example/other\n")
        + "Two people died in Sumy, police said.\n"
    )
    new, old, alone = added(
        desk,
        path,
        HEAD.format(day="2031-03-06", url=URL) + SECOND,
        HEAD.format(day="2031-03-05", url=URL) + FIRST,
        other,
    )
    with open_ledger(path) as books:
        assert books.versions(new) == books.versions(old) == (old, new)
        assert books.versions(alone) == (alone,)
    run = (sys.executable, "-m", "wirebook", "versions", old, "--ledger", str(path))
    told = json.loads(subprocess.run([*run, "--json"], capture_output=True, text=True, check=True).stdout)
    ((changed, came),) = told["changes"]
    assert (changed["claims_gone"], changed["claims_came"]) == (
        ["9 people killed in Kharkiv"],
        ["11 people killed in Kharkiv"],
    )
    assert came["gone"] == []
    assert came["came"] == ["Twenty-three people were wounded, the hospital said."]
    shown = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert "- Shelling killed nine people" in shown
    assert "+ Shelling killed eleven people" in shown
    assert "The market had just opened" not in shown


def test_without_an_address_an_outlets_update_is_a_version(desk, tmp_path):
    long = FIRST + "\n".join(
        f"The {n}th street was closed by the police until the evening, they said." for n in range(4, 40)
    )
    texts = (
        HEAD.format(day=f"2031-03-0{n}", url="") + long.replace("nine", word) for n, word in ((5, "nine"), (6, "ten"))
    )
    old, new = added(desk, tmp_path / "l.db", *texts)
    with open_ledger(tmp_path / "l.db") as books:
        assert books.versions(new) == (old, new)
