"""`make test` installs nothing on a machine unless it is asked to, or in CI."""

import os
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "tools" / "get_browser.sh"


def run(tmp_path, *, browser=False, user="0", **environment):
    """The script with an apt-get that only notes how it was called: its exit code, what it says, what was asked for."""
    asked = tmp_path / "asked"
    for name, body in (("apt-get", f'echo "$@" >> {asked}'), ("id", f"echo {user}"), ("chromium", ":")):
        if name != "chromium" or browser:
            (tmp_path / name).write_text(f"#!/bin/sh\n{body}\n")
            (tmp_path / name).chmod(0o755)
    told = {"PATH": str(tmp_path), **environment}
    done = subprocess.run(["/bin/sh", SCRIPT], env=told, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr, asked.read_text() if asked.exists() else ""


def test_root_is_not_served_unasked(tmp_path):
    code, told, asked = run(tmp_path)
    assert (code, asked) == (0, "")
    assert "skipped" in told
    assert "WIREBOOK_GET_BROWSER=1" in told


@pytest.mark.parametrize("wish", [{"CI": "true"}, {"WIREBOOK_GET_BROWSER": "1"}])
def test_it_is_installed_where_it_is_wanted_and_that_is_said(tmp_path, wish):
    code, told, asked = run(tmp_path, **wish)
    assert code == 0
    assert "chromium" in asked
    assert "installing chromium" in told


@pytest.mark.parametrize("wish", [{}, {"CI": "true"}])
def test_one_that_is_there_is_enough(tmp_path, wish):
    assert run(tmp_path, browser=True, **wish) == (0, "", "")


def test_who_is_not_root_is_told(tmp_path):
    code, told, asked = run(tmp_path, user="1000", WIREBOOK_GET_BROWSER="1")
    assert (code, asked) == (0, "")
    assert "by hand" in told


def test_the_script_may_be_run():
    assert os.access(SCRIPT, os.X_OK)
