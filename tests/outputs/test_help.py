"""The help of every command shows its examples line by line."""

import pytest
from click.testing import CliRunner

from wirebook.outputs.cli import cli

COMMANDS = sorted(set(cli.list_commands(None)))


@pytest.mark.parametrize("command", COMMANDS)
def test_examples_stand_each_on_its_line(command: str) -> None:
    shown = CliRunner().invoke(cli, [command, "--help"]).output
    assert "\\b" not in shown
    assert [line for line in shown.splitlines() if line.strip().startswith(("wirebook " + command, "cat ", "make "))]
