"""The help of every command shows its examples line by line."""

import pytest

from as_typed import typed
from wirebook.outputs.cli.main import cli

COMMANDS = sorted(set(cli.list_commands(None)))


@pytest.mark.parametrize("command", COMMANDS)
def test_examples_stand_each_on_its_line(command: str) -> None:
    code, shown, _ = typed(command, "--help")
    assert code == 0
    assert "\\b" not in shown
    assert [line for line in shown.splitlines() if line.strip().startswith(("wirebook " + command, "cat ", "make "))]
