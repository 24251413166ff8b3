"""Every example of the shipped packs yields its claims and no other, every counter-example none."""

from click.testing import CliRunner

from wirebook.outputs.cli import cli
from wirebook.packs import load_packs


def test_every_example_is_as_it_should_be() -> None:
    result = CliRunner().invoke(cli, ["accounts", "test"])
    assert result.exit_code == 0, result.output


def test_there_are_passages_enough() -> None:
    assert sum(len(pack.examples) for pack in load_packs()) >= 150
