"""`wirebook users`: the persons of a page, their roles and tokens."""

from pathlib import Path

import click

from wirebook.outputs.web import persons
from wirebook.outputs.web.persons import ROLES, AccessRole

_FILE = click.option(
    "--users",
    "path",
    default="wirebook.users.json",
    show_default=True,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file of persons.",
)


@click.group()
def users() -> None:
    """Say who may come in to a page, and what each may do.

    Each person has a token, which is printed once and kept as a hash. A reader looks, a reviewer decides and keeps
    reports, an admin sees who signed in and who was refused, too. Decisions bear the name of who is signed in.

    \b
    Examples:
      wirebook users add Ines --role reviewer
      wirebook users add "Omar K." --role admin
      wirebook serve --users wirebook.users.json --host 0.0.0.0
    """


@users.command()
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="reader", show_default=True, help="What the person may do.")
@_FILE
def add(name: str, role: AccessRole, path: Path) -> int:
    """Add a person, and print the token; a person who is there gets another role and token."""
    token = persons.add(path, " ".join(name.split()), role)
    click.echo(token)
    click.echo(f"{path}: {name} is {role}; the token above is shown this once", err=True)
    return 0


@users.command("list")
@_FILE
def list_(path: Path) -> int:
    """Who may come in, and as what."""
    for one in persons.entries_in(path):
        click.echo(f"{one.role:<9} {one.name}  (added {one.added})")
    return 0


@users.command()
@click.argument("name")
@_FILE
def remove(name: str, path: Path) -> int:
    """Take a person out: who is signed in is out at the next request."""
    persons.remove(path, " ".join(name.split()))
    click.echo(f"{path}: {name} is out")
    return 0
