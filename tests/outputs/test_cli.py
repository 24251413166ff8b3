"""The real command: what it prints, what it returns, what it does with bad input.

In this process, by `typed`, which loads the model once; in one of its own where the process is what is looked at.
"""

import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import chdir
from pathlib import Path
from unittest.mock import patch

import pytest

from as_typed import typed
from wirebook.outputs.cli.main import cli

PACKS = str(Path(__file__).parent / "packs")
LAMPS = "Workers erected 12 lamps in Kabul on Monday, the mayor said.\n\nThieves stole three lamps, the mayor said.\n"
HOLE = "Workers erected 12 lamps in Kabul, the mayor said. They have been guarded ever since by a .\n"
SEED = {"NO_COLOR": "1", "COLUMNS": "80", "PYTHONUTF8": "1"}


def wirebook(*args: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    """The command as `main` runs it, in a folder and at 80 columns."""
    with chdir(cwd), patch.dict(os.environ, SEED):
        done = typed(*args, stdin=stdin.decode())
    return subprocess.CompletedProcess(args, *done)


def process(*args: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    """The same in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "wirebook", *args],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        check=False,
        env=os.environ | SEED,
        timeout=120,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err, err
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def lamps_of(document: dict[str, list[dict[str, list[dict[str, object]]]]]) -> list[dict[str, object]]:
    return [c for report in document["reports"] for c in report["claims"] if c["account"] == "toy_lamps"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lamps.txt").write_text(LAMPS)
    (tmp_path / "hole.txt").write_text(f"Published: 2025-03-12\n\n{HOLE}")
    return tmp_path


@pytest.fixture
def books(folder: Path) -> Path:
    read = wirebook("read", "lamps.txt", "--accounts", PACKS, "--published", "2025-03-12", cwd=folder)
    assert read.returncode == 0, read.stderr
    return folder


def test_read_prints_claims_balances_and_keeps_them(folder: Path) -> None:
    args = ("read", "lamps.txt", "--accounts", PACKS, "--published", "2025-03-12")
    first, again = process(*args, cwd=folder), wirebook(*args, cwd=folder)
    assert first.returncode == 0, first.stderr
    assert "“erected 12" in first.stdout
    assert "12 erected; 3 stolen; 9 still there" in first.stdout
    assert "wirebook.db: 1 new report," in first.stdout
    assert "1 that was there already" in again.stdout
    assert first.stdout.split("wirebook.db")[0] == again.stdout.split("wirebook.db")[0]
    assert "\x1b" not in first.stdout
    assert all(line == line.rstrip() and len(line) <= 80 for line in first.stdout.splitlines()[:-1])


def test_read_takes_standard_input_and_may_keep_nothing(folder: Path) -> None:
    done = process("read", "-", "--no-ledger", "--json", "--accounts", PACKS, cwd=folder, stdin=LAMPS.encode())
    document = json.loads(done.stdout)
    assert done.returncode == 0
    assert [claim["measure"] for claim in lamps_of(document)] == ["erected", "stolen"]
    text = document["reports"][0]["report"]["text"]
    assert text == LAMPS
    assert all(text[a:b] for claim in lamps_of(document) for a, b in claim["evidence"])
    assert not list(folder.glob("*.db"))


def test_json_is_the_same_bytes_for_any_number_of_jobs(folder: Path) -> None:
    args = ("read", "lamps.txt", "hole.txt", "lamps.txt", "--no-ledger", "--json", "--accounts", PACKS)
    assert wirebook(*args, cwd=folder).stdout == process(*args, "--jobs", "2", cwd=folder).stdout


def test_check_is_a_linter(folder: Path) -> None:
    done = process("check", "hole.txt", "--select", "WB101", "--frame", cwd=folder)
    first, line, carets = done.stdout.splitlines()
    column = HOLE.index("a .") + 1
    assert done.returncode == 1
    assert first.startswith(f"hole.txt:3:{column} WB101 ")
    assert line[carets.index("^") :].startswith("a .")
    assert wirebook("check", "hole.txt", "--ignore", "WB", cwd=folder).returncode == 0
    assert wirebook("check", "hole.txt", "--select", "XY1", cwd=folder).returncode == 2
    assert wirebook("check", "missing.txt", "--ignore", "WB", cwd=folder).returncode == 1


@pytest.mark.parametrize(
    ("form", "mark"), [("sarif", '"2.1.0"'), ("json", '"WB101"'), ("github", "::error file=hole.txt,line=3,")]
)
def test_check_speaks_other_formats(form: str, mark: str, folder: Path) -> None:
    done = wirebook("check", "hole.txt", "--format", form, cwd=folder)
    assert done.returncode == 1
    assert mark in done.stdout
    if form != "github":
        json.loads(done.stdout)


def test_every_code_is_explained(tmp_path: Path) -> None:
    listed = wirebook("explain", cwd=tmp_path)
    codes = [line.split()[0] for line in listed.stdout.splitlines() if line.startswith("WB")]
    assert len(codes) > 10
    done = wirebook("explain", codes[0].lower(), cwd=tmp_path)
    assert done.returncode == 0
    assert "What to do" in done.stdout
    assert wirebook("explain", "WB999", cwd=tmp_path).returncode == 2


def test_the_books_can_be_asked(books: Path) -> None:
    balance = wirebook("balance", "--accounts", PACKS, cwd=books)
    assert "9 still there" in balance.stdout
    rows = json.loads(wirebook("balance", "--json", "--accounts", PACKS, "--account", "toy_lamps", cwd=books).stdout)
    claim = rows["balances"][0]["whole"]["claims"][0]
    shown = wirebook("show", claim.split("_")[1][:8], "--accounts", PACKS, cwd=books)
    assert "toy_lamps/erect" in shown.stdout
    assert "Workers [erected 12" in shown.stdout
    assert json.loads(wirebook("show", claim, "--json", cwd=books).stdout)["claims"][0]["id"] == claim
    report = json.loads(wirebook("show", claim, "--json", cwd=books).stdout)["reports"][0]["id"]
    assert "“erected 12" in wirebook("show", report, "--accounts", PACKS, cwd=books).stdout


def test_accounts_are_listed_shown_and_tested(tmp_path: Path) -> None:
    assert "toy_lamps" in wirebook("accounts", "--accounts", PACKS, cwd=tmp_path).stdout
    shown = wirebook("accounts", "show", "toy_lamps", "--accounts", PACKS, cwd=tmp_path)
    assert "erected = stolen + still there" in shown.stdout
    assert (
        "toy_lamps"
        in json.loads(wirebook("accounts", "--json", "--accounts", PACKS, cwd=tmp_path).stdout)["accounts"][-1][
            "account"
        ]
    )
    tested = wirebook("accounts", "test", "--accounts", PACKS, cwd=tmp_path)
    assert "toy_lamps: 3 examples and counter-examples, all as they should be" in tested.stdout


def test_a_pack_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "account.toml").write_text('acount = "x"\n')
    done = wirebook("accounts", "--accounts", str(tmp_path), cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(f"wirebook: {tmp_path}/bad/account.toml: the top level: unknown key 'acount'")


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        ((), 0, ""),
        (("--version",), 0, ""),
        (("red",), 2, "No such command"),
        (("read",), 2, "Missing argument"),
        (("read", "x", "--published", "someday"), 2, "“someday” is no date"),
        (("read", "x", "--encoding", "utf-99"), 2, "no known encoding"),
        (("show", "abc", "--ledger", "none.db"), 1, "there is no ledger here"),
        (("balance", "--ledger", "."), 1, "this is a folder"),
        (("accounts", "show", "nothing"), 2, "there is no account nothing"),
    ],
)
def test_mistakes_get_one_plain_message(args: Sequence[str], code: int, message: str, tmp_path: Path) -> None:
    done = wirebook(*args, cwd=tmp_path)
    assert done.returncode in (code, 2 if not args else code)
    assert message in done.stderr


@pytest.mark.parametrize("command", sorted(cli.list_commands(None)))
def test_help_has_an_example(command: str, tmp_path: Path) -> None:
    assert f"  wirebook {command}" in wirebook(command, "--help", cwd=tmp_path).stdout


def _bad_files(folder: Path) -> dict[str, str]:
    """Name of a bad file → what must be said of it."""
    with (folder / "large.txt").open("wb") as file:
        file.truncate(50_000_000)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 10)
    (folder / "broken.txt").write_bytes(("“Two” dead – it’s said. " * 9).encode() + b"caf\xe9 was hit")
    (folder / "german.txt").write_text(
        "Russische Truppen haben am Mittwoch 90 Drohnen gestartet, teilte die Luftwaffe mit."
    )
    (folder / "quotes.txt").write_text("“" * 10_000 + LAMPS + "”" * 10_000)
    (folder / "control.txt").write_text("Five \x07people were killed in Kabul on Monday, police said.")
    (folder / "folder").mkdir()
    return {
        "missing.txt": "no such file",
        "empty.txt": "empty",
        "binary.txt": "binary",
        "large.txt": "too large",
        "broken.txt:1:": "broken bytes",
        "folder": "the folder holds no files",
        "german.txt": "German",
        "quotes.txt": "nested",
        "control.txt:1:6": "control character",
    }


def test_bad_input_gets_one_message_each_and_the_others_are_read(folder: Path) -> None:
    expected = _bad_files(folder)
    names = [name.split(":")[0] for name in expected]
    done = wirebook("read", "lamps.txt", *names, "hole.txt", "--no-ledger", "--json", "--accounts", PACKS, cwd=folder)
    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert len(lines) == len(expected)
    for line, (name, what) in zip(lines, expected.items(), strict=True):
        assert line.startswith(f"wirebook: {name}")
        assert what in line
    origins = [report["report"]["origin"] for report in json.loads(done.stdout)["reports"]]
    assert origins == ["lamps.txt", "control.txt", "hole.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_rights(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir()
    (closed / "a.txt").write_text(LAMPS)
    closed.chmod(0)
    done = wirebook("check", "closed/a.txt", "lamps.txt", cwd=folder)
    closed.chmod(stat.S_IRWXU)
    assert (done.returncode, "you may not read it" in done.stderr) == (1, True)


def test_a_closed_pipe_ends_quietly(folder: Path) -> None:
    command = [sys.executable, "-m", "wirebook", "read", *["lamps.txt"] * 300, "--no-ledger", "--accounts", PACKS]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_ctrl_c_ends_with_130(folder: Path) -> None:
    program = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "  # a shell's & ignores it
        "from wirebook.outputs.cli.main import main; sys.argv = ['wirebook', 'read', '-', '--no-ledger']; "
        "print('ready', flush=True); main()"
    )
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", program], cwd=folder, **pipes) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"ready"
        time.sleep(3)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.decode().strip() == "wirebook: stopped; what was finished is kept"


def test_the_demo_reads_all_shipped_dispatches(tmp_path: Path) -> None:
    done = process("demo", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr == ""
    assert "11 invented dispatches" in done.stdout
    assert not list(tmp_path.iterdir())
    copied = wirebook("demo", "--copy", "here", cwd=tmp_path)
    assert copied.stdout.splitlines()[0] == "here/01_odesa_agency.txt"


def test_a_ledger_answers_sql_and_is_not_changed_by_it(tmp_path: Path) -> None:
    (tmp_path / "lamps.txt").write_text(LAMPS)
    wirebook("read", "lamps.txt", "--accounts", PACKS, "--published", "2024-11-13", cwd=tmp_path)
    sql = "SELECT measure, low FROM current_claims WHERE account = 'toy_lamps' ORDER BY low DESC"
    assert wirebook("query", sql, "--csv", cwd=tmp_path).stdout == "measure,low\nerected,12.0\nstolen,3.0\n"
    assert wirebook("query", "-", "--json", cwd=tmp_path, stdin=sql.encode()).stdout.count("erected") == 1
    shown = wirebook("query", sql, cwd=tmp_path).stdout.splitlines()
    assert [line.split() for line in shown] == [["measure", "low"], ["erected", "12"], ["stolen", "3"]]
    refused = process("query", "DELETE FROM claims", cwd=tmp_path)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("wirebook: wirebook.db: a query may only read")
    assert wirebook("query", sql, "--csv", "--json", cwd=tmp_path).returncode == 2


def test_a_ledger_that_was_touched_is_told_from_a_sound_one(tmp_path: Path) -> None:
    (tmp_path / "lamps.txt").write_text(LAMPS)
    wirebook("read", "lamps.txt", "--accounts", PACKS, "--published", "2024-11-13", cwd=tmp_path)
    sound = wirebook("verify", cwd=tmp_path)
    assert (sound.returncode, sound.stderr) == (0, "")
    head = json.loads(wirebook("verify", "--json", cwd=tmp_path).stdout)["head"]
    note = "wirebook.db: note: the books: not drawn up yet, so not compared; the next question draws them up\n"
    journal = f"1 in the journal, the last {head}\n"
    assert sound.stdout == f"{note}wirebook.db: what was written is as it was; {journal}"
    wirebook("facts", cwd=tmp_path)
    drawn = wirebook("verify", cwd=tmp_path)
    assert drawn.stdout == f"wirebook.db: as it was written, and its books are those of its claims; {journal}"
    with sqlite3.connect(tmp_path / "wirebook.db") as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("UPDATE claims SET low = 13 WHERE low = 12")
    raw.close()
    touched = wirebook("verify", cwd=tmp_path)
    assert touched.returncode == 1
    assert "low is “13.0”, and was written as “12”" in touched.stdout


def test_who_asks_a_ledger_does_not_wait_for_the_parser_or_the_readers() -> None:
    heavy = ("spacy", "pyarrow", "trafilatura", "docx", "feedparser", "xlsxwriter")
    code = f"import sys, wirebook.outputs.cli.books.ask; print([name for name in {heavy} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
