"""The documents cannot drift: their runs are real, and every command and warning code is in them."""

from pathlib import Path

import pytest

from docs_runs import DOCUMENTS, ROOT, fresh
from wirebook.checks.catalog import catalog
from wirebook.outputs.cli import cli

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_runs_in_the_documents_are_real(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text == fresh(text), "stale: run `python tests/docs_runs.py`, read what changed, and commit it"


def test_every_command_is_in_the_readme() -> None:
    assert [name for name in cli.list_commands(None) if f"`wirebook {name}" not in README] == []


def test_every_code_is_explained_in_full() -> None:
    for code, known in catalog().items():
        assert code.startswith("WB")
        assert known.title
        assert known.explanation
        assert known.example
        assert known.remedy


def test_links_in_the_documents_lead_somewhere() -> None:
    for path in DOCUMENTS:
        for part in path.read_text(encoding="utf-8").split("](")[1:]:
            target = part.split(")")[0]
            assert target.startswith("https://") or (path.parent / target).exists(), f"{path.name}: {target}"


def test_the_examples_are_marked_as_invented() -> None:
    for path in (ROOT / "src" / "wirebook" / "data" / "dispatches").glob("*.txt"):
        assert "Publisher: Wirebook example (invented)" in path.read_text(encoding="utf-8"), path.name
