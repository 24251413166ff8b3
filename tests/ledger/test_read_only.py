"""Ledgers that may only be read: what asks is answered, what would write is refused with its remedy."""

import os
import subprocess
import sys

import pytest
from book_readings import on, report, told

from wirebook.ledger.database import connect
from wirebook.ledger.errors import LedgerError
from wirebook.ledger.ledger import open_ledger


def wirebook(*args):
    return subprocess.run([sys.executable, "-m", "wirebook", *args], capture_output=True, text=True, check=False)


@pytest.fixture
def disk(tmp_path):
    """A file system that can be made read-only."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root may mount a file system; run this as root")
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this machine mounts no small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def close(disk):
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)


def fill(path, *, settled):
    with open_ledger(path) as ledger:
        ledger.add(*report(told(period=on(1)), told("wounded", number=30, period=on(1))))
        if settled:
            ledger.settle()


def test_a_ledger_on_a_file_system_that_may_only_be_read_is_asked(disk, tmp_path):
    path = disk / "l.db"
    fill(path, settled=True)
    close(disk)
    for args in (
        ["facts"],
        ["disputes"],
        ["query", "SELECT 1"],
        ["verify"],
        ["export", "csv", "-o", str(tmp_path / "x.csv")],
    ):
        done = wirebook(*args, "--ledger", str(path))
        assert (done.returncode, done.stderr) == (0, ""), args
    assert "They told it." in (tmp_path / "x.csv").read_text("utf-8")
    refused = wirebook("review", "accept", "clm_", "--by", "Ines", "--ledger", str(path))
    assert refused.returncode == 1
    assert "clm_" in refused.stderr
    there = wirebook("export", "csv", "-o", str(disk / "x.csv"), "--ledger", str(path))
    assert (there.returncode, "cannot be written" in there.stderr) == (1, True)
    new = wirebook("import", str(tmp_path / "x.csv"), "--ledger", str(disk / "new.db"))
    assert (new.returncode, "Traceback" in new.stderr) == (1, False)


def test_books_that_would_have_to_be_drawn_up_say_so(disk):
    fill(disk / "l.db", settled=False)
    close(disk)
    for args in (["facts"], ["balance"]):
        done = wirebook(*args, "--ledger", str(disk / "l.db"))
        assert done.returncode == 1
        assert "may only be read" in done.stderr
        assert "copy it" in done.stderr
    assert wirebook("verify", "--ledger", str(disk / "l.db")).returncode == 0


def test_rights_that_are_missing_are_seen_before_anything_is_tried(tmp_path, monkeypatch):
    """As for somebody who is not root: the file, or its folder, may not be written."""
    path = tmp_path / "l.db"
    fill(path, settled=True)
    allowed = os.access
    for wall in (path, tmp_path):
        monkeypatch.setattr(connect.os, "access", lambda at, how, wall=wall: at != wall and allowed(at, how))
        with open_ledger(path, create=False) as ledger:
            assert len(ledger.facts()) == 2
            with pytest.raises(LedgerError, match="may only be read"):
                ledger.add(*report(told(number=3, period=on(2))))
        with (
            pytest.raises(LedgerError, match="folder may only be read")
            if wall == tmp_path
            else pytest.raises(LedgerError)
        ):
            open_ledger(tmp_path / "nowhere" / "l.db" if wall == path else tmp_path / "new.db")
        monkeypatch.undo()
