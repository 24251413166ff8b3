"""What a user who installs Wirebook is told: extras, the missing of them, and completion."""

import importlib
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from wirebook.extras import MissingExtraError, load

ROOT = Path(__file__).parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
INSTALLING = (ROOT / "docs" / "installing.md").read_text(encoding="utf-8")


def test_every_extra_is_documented() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", INSTALLING, re.MULTILINE)) == set(EXTRAS)


def test_code_names_only_extras_that_exist() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")]
    named = {extra for text in sources for extra in re.findall(r"\bload\(\s*\"[\w.]+\",\s*\"(\w+)\"", text)}
    assert named == {"columns", "pdf", "page"}
    assert named <= set(EXTRAS)


def test_the_core_imports_no_package_of_an_extra() -> None:
    """All that reads, keeps and asks is imported with the packages of the extras hidden."""
    packages = ("pyarrow", "fpdf", "fastapi", "uvicorn", "krippendorff")
    hidden = (
        f"import sys; sys.modules.update(dict.fromkeys({packages!r}))\n"
        "import wirebook, wirebook.pipeline, wirebook.ledger.ledger, wirebook.intake.expand, wirebook.outputs.export\n"
        "from wirebook.outputs.cli.main import cli\n"
        "for name in cli.list_commands(None): assert cli.get_command(None, name) is not None\n"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", hidden], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_a_missing_extra_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fpdf", None)
    monkeypatch.delitem(sys.modules, "wirebook.outputs.export.brief_pdf", raising=False)
    with pytest.raises(MissingExtraError, match=r"a brief as PDF needs the package fpdf.*'wirebook\[pdf\]'"):
        load("wirebook.outputs.export.brief_pdf", "pdf", "a brief as PDF")


def test_a_module_of_our_own_that_is_missing_is_no_missing_extra() -> None:
    with pytest.raises(ModuleNotFoundError):
        load("wirebook.no_such_module", "page", "the page")
    assert importlib.import_module("wirebook.extras")


@pytest.mark.parametrize(("shell", "at"), [("bash", "1"), ("zsh", "1"), ("fish", "bal")])
def test_completion_in(shell: str, at: str) -> None:
    assert f"_WIREBOOK_COMPLETE={shell}_source wirebook" in INSTALLING
    run = "import sys; sys.argv = ['wirebook']; from wirebook.outputs.cli.main import cli; cli(prog_name='wirebook')"
    asked = {"_WIREBOOK_COMPLETE": f"{shell}_complete", "COMP_WORDS": "wirebook bal", "COMP_CWORD": at}
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, check=False, env=os.environ | asked)
    assert b"balance" in done.stdout, done.stderr.decode()
