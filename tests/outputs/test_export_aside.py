"""Exports are written in a folder that nobody can guess, and put in their place when they are whole."""

import subprocess
import sys

import pytest

from wirebook.ledger.ledger import open_ledger
from wirebook.outputs.export import ExportError, export, formats
from wirebook.outputs.export.aside import aside


def test_two_exports_to_one_name_do_not_meddle(tmp_path, monkeypatch):
    """Each writes in a folder of its own, beside the target, and what is there in the end is one of them, whole."""
    with open_ledger(tmp_path / "two.db") as ledger:
        inner = []

        def write(wanted, _log):
            wanted.path.write_text("outer", "utf-8")
            if not inner:
                inner.append(wanted.path)
                export(ledger, "csv", tmp_path / "night.csv")
                assert wanted.path.read_text("utf-8") == "outer"
            else:
                inner.append(wanted.path)

        monkeypatch.setattr(
            formats, "FORMATS", dict(formats.FORMATS) | {"csv": formats.FORMATS["csv"]._replace(write=write)}
        )
        export(ledger, "csv", tmp_path / "night.csv")
    assert len(set(inner)) == 2
    assert {path.parent.parent for path in inner} == {tmp_path}
    assert sorted(path.name for path in tmp_path.iterdir() if "night" in path.name) == [
        "night.csv",
        "night.csv.log.json",
    ]


def test_a_link_that_somebody_planted_is_not_followed(tmp_path):
    precious = tmp_path / "precious"
    precious.write_text("mine", "utf-8")
    for name in (".night.csv.part", "night.csv", "night.csv.log.json"):
        (tmp_path / name).symlink_to(precious)
    with open_ledger(tmp_path / "linked.db") as ledger:
        export(ledger, "csv", tmp_path / "night.csv")
    assert precious.read_text("utf-8") == "mine"
    assert not (tmp_path / "night.csv").is_symlink()
    assert not (tmp_path / "night.csv.log.json").is_symlink()


def test_what_fails_leaves_no_folder(tmp_path, monkeypatch):
    def write(wanted, _log):
        wanted.path.write_text("half", "utf-8")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(
        formats, "FORMATS", dict(formats.FORMATS) | {"csv": formats.FORMATS["csv"]._replace(write=write)}
    )
    with open_ledger(tmp_path / "l.db") as ledger, pytest.raises(ExportError, match="No space left"):
        export(ledger, "csv", tmp_path / "night.csv")
    assert not [path for path in tmp_path.iterdir() if "night" in path.name]


_KILLED = """
import os, signal, sys
from wirebook.ledger.ledger import open_ledger
from wirebook.outputs.export import export, formats

def write(wanted, log):
    wanted.path.write_text("half", "utf-8")
    os.kill(os.getpid(), signal.SIGKILL)

formats.FORMATS = dict(formats.FORMATS) | {"csv": formats.FORMATS["csv"]._replace(write=write)}
with open_ledger(sys.argv[1]) as ledger:
    export(ledger, "csv", sys.argv[2])
"""


def _parts(folder):
    return sorted(path.name for path in folder.iterdir() if path.name.endswith(".part"))


def test_what_a_killed_export_left_is_cleared_by_the_next_one_and_nothing_else(tmp_path):
    target = tmp_path / "night.csv"
    done = subprocess.run([sys.executable, "-c", _KILLED, tmp_path / "l.db", target], capture_output=True, check=False)
    assert done.returncode == -9, done.stderr
    assert len(_parts(tmp_path)) == 1
    others = (".night.csv.mine.part", ".day.csv.x.part")
    for name in others:
        (tmp_path / name).mkdir()
    (tmp_path / ".day.csv.x.part" / ".held").touch()
    with open_ledger(tmp_path / "l.db") as ledger:
        export(ledger, "csv", target)
    assert target.exists()
    assert _parts(tmp_path) == sorted(others), "of no other name, and none that no export of ours made"


def test_a_folder_that_is_written_in_is_not_cleared(tmp_path):
    with aside(tmp_path / "night.csv") as one, aside(tmp_path / "night.csv") as other:
        assert one.is_dir()
        assert one != other
