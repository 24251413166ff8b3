"""What is finished is kept, whatever happens to the program, the disk or the schema."""

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from ledger_readings import reading

from wirebook.ledger import ledger as store
from wirebook.ledger.database import migrations as known
from wirebook.ledger.database.migrations import Migration, migrations
from wirebook.ledger.errors import LedgerError
from wirebook.ledger.ledger import open_ledger

HERE = Path(__file__).parent
WRITER = f"""
import sys
sys.path.insert(0, {str(HERE)!r})
from ledger_readings import finding, reading
from wirebook.ledger.ledger import open_ledger
with open_ledger(sys.argv[1]) as ledger:
    for number in range(300):
        if ledger.add(reading(number), [finding(f"report_{{number:04}}")]).added:
            print(number, flush=True)
        if number % 100 == 99:
            ledger.settle()
"""


def books(path):
    with open_ledger(path) as ledger:
        assert ledger.faults() == ()
        tables = ("reports", "readings", "claims", "findings", "postings", "facts", "fact_claims")
        ledger.settle()
        return {name: sorted(ledger.query(f"SELECT * FROM {name}").rows, key=repr) for name in tables}  # noqa: S608


def test_killed_ten_times_while_three_hundred_reports_are_kept(tmp_path):
    path, whole = tmp_path / "l.db", tmp_path / "whole.db"
    acknowledged = set()
    chance = random.Random(20250301)  # noqa: S311 - the same points each time
    for _ in range(10):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
        for _, line in zip(range(chance.randint(1, 25)), writer.stdout, strict=False):
            acknowledged.add(int(line))
        time.sleep(chance.random() / 50)
        writer.send_signal(signal.SIGKILL)
        acknowledged |= {int(line) for line in writer.stdout if line.endswith("\n")}
        writer.wait()
        writer.stdout.close()
        with open_ledger(path) as ledger:
            assert ledger.verify(books=False).faults == ()  # the books are looked at once, at the end
            kept = {one.report.id: len(one.claims) for one in ledger.readings()}
        assert {f"report_{number:04}" for number in acknowledged} <= kept.keys()
        assert set(kept.values()) <= {2}, "none is there by half"
    for target in (path, whole):
        subprocess.run([sys.executable, "-c", WRITER, str(target)], check=True, stdout=subprocess.DEVNULL)
    assert books(path) == books(whole)


def test_the_command_is_killed_and_goes_on(tmp_path):
    for number in range(30):
        text = f"Published: 2025-03-04\n\nShells killed {number + 2} people in Kharkiv on Monday, police said.\n"
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    files = sorted(map(str, tmp_path.glob("*.txt")))
    command = [sys.executable, "-m", "wirebook", "read", *files, "--ledger", str(tmp_path / "l.db")]
    reader = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    for _ in range(12):
        reader.stdout.readline()
    reader.kill()
    reader.wait()
    reader.stdout.close()
    assert subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0
    with open_ledger(tmp_path / "l.db") as ledger:
        assert len(ledger.reports()) == 30
        assert ledger.faults() == ()


def small_files():
    """Files of the process may grow to 256 kB and no further, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (256 * 1024, 256 * 1024))


def test_a_disk_that_takes_no_more_is_one_message(tmp_path):
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.add(reading(5000))
    done = subprocess.run(
        [sys.executable, "-c", WRITER, str(tmp_path / "l.db")],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=small_files,
    )
    assert done.returncode == 1
    assert "LedgerError" in done.stderr
    assert "what was finished is kept" in done.stderr
    finished = {f"report_{int(line):04}" for line in done.stdout.split()}
    with open_ledger(tmp_path / "l.db") as ledger:
        assert ledger.faults() == ()
        assert {"report_5000", *finished} <= {one.id for one in ledger.reports()}


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0, reason="only root may mount a small disk"
)
def test_a_full_disk_is_told_by_the_command(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this machine mounts no small disk")
    try:
        text = "Published: 2025-03-04\n\nShells killed 12 people in Kharkiv on Monday, police said.\n"
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "wirebook", "read", str(tmp_path / "a.txt"), "--ledger", str(disk / "l.db")]
        (disk / "fill").write_bytes(b"x" * 300_000)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert "disk" in done.stderr
    finally:
        subprocess.run(["umount", str(disk)], check=True)


NEXT = Migration(9001, "9001_next.sql", None, "schema_x", ("CREATE TABLE later (id TEXT)",))
BAD = Migration(9002, "9002_bad.sql", None, "schema_y", ("CREATE TABLE half (id TEXT)", "CREATE TABLE half (id TEXT)"))


def with_migrations(monkeypatch, *more):
    both = (*migrations(), *more)
    monkeypatch.setattr(store, "migrations", lambda: both)
    assert known.migrations() != both


def test_an_older_ledger_is_brought_up_to_date_after_a_copy(tmp_path, monkeypatch, caplog):
    path = tmp_path / "l.db"
    with open_ledger(path) as ledger:
        ledger.add(reading(1))
    with_migrations(monkeypatch, NEXT)
    with open_ledger(path) as ledger:
        assert ledger.query("SELECT count(*) FROM later").rows == ((0,),)
        assert len(ledger.reports()) == 1
    copy = tmp_path / "l.db.before-9001"
    assert str(copy) in caplog.text
    with sqlite3.connect(copy) as raw:
        assert raw.execute("SELECT count(*) FROM reports").fetchone() == (1,)
        assert raw.execute("SELECT count(*) FROM sqlite_master WHERE name = 'later'").fetchone() == (0,)


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "l.db"
    with open_ledger(path) as ledger:
        ledger.add(reading(1))
    with monkeypatch.context() as patched:
        with_migrations(patched, BAD)
        with pytest.raises(LedgerError):
            open_ledger(path)
    with open_ledger(path) as ledger:
        assert len(ledger.reports()) == 1
        assert ledger.query("SELECT count(*) FROM sqlite_master WHERE name = 'half'").rows == ((0,),)


def test_copies_are_never_written_over(tmp_path, monkeypatch):
    path = tmp_path / "l.db"
    open_ledger(path).close()
    (tmp_path / "l.db.before-9001").write_text("mine", encoding="utf-8")
    with_migrations(monkeypatch, NEXT)
    open_ledger(path).close()
    assert (tmp_path / "l.db.before-9001").read_text("utf-8") == "mine"
    assert (tmp_path / "l.db.before-9001-2").exists()


def test_a_newer_ledger_is_refused_by_the_command(tmp_path, monkeypatch):
    path = tmp_path / "l.db"
    with monkeypatch.context() as patched:
        with_migrations(patched, NEXT)
        open_ledger(path).close()
    command = [sys.executable, "-m", "wirebook", "facts", "--ledger", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "written by a newer Wirebook" in done.stderr
    assert "Traceback" not in done.stderr
