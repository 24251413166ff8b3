"""`wirebook serve`: the page, on this machine alone unless told otherwise."""

import os
import socket
import threading
from typing import Any

import click

from wirebook.extras import load
from wirebook.outputs.cli import options
from wirebook.outputs.errors import ServeError

_PORT = 8017
_LEAST = 12  # characters of a password beyond loopback
_PATIENCE = 5  # seconds that answers have to end in
_WAITING = 128  # connections that may wait to be taken


@click.command()
@options.ledger_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65535), default=_PORT, show_default=True, help="0: any that is free.")
@click.option("--read-only", is_flag=True, help="Take no decisions, and keep no report.")
@click.option(
    "--users", metavar="FILE", type=click.Path(path_type=str), help="Persons who may come in: wirebook users."
)
@click.option("--open", "look", is_flag=True, help="Open it in the browser, too.")
@options.accounts_option
@options.seconds_option
def serve(
    ledger: str,
    host: str,
    port: int,
    folders: tuple[str, ...],
    *,
    users: str | None,
    max_seconds: float,
    **flags: bool,
) -> int:
    """Open the books as a page in the browser: see them, open any number, decide.

    The page is for this machine alone. Beyond it (--host 0.0.0.0) it asks for the password of the environment
    variable WIREBOOK_PASSWORD, and programs for the token of WIREBOOK_TOKEN, or, with --users, for the token of a
    person (`wirebook users`); put a server with TLS before it. It fetches nothing from anywhere. Ctrl-C ends it.

    \b
    Examples:
      wirebook serve --open
      wirebook serve --ledger november.db --read-only
      WIREBOOK_PASSWORD=… wirebook serve --host 0.0.0.0
      wirebook serve --host 0.0.0.0 --users wirebook.users.json
    """
    uvicorn = load("uvicorn", "page", "the page")  # only this command waits for it
    app_of = load("wirebook.outputs.web.app", "page", "the page").make_app
    hurried = load("wirebook.outputs.web.hurried", "page", "the page").Hurried
    room = load("wirebook.outputs.web.state", "page", "the page")

    password, token = os.environ.get("WIREBOOK_PASSWORD") or None, os.environ.get("WIREBOOK_TOKEN") or None
    if users is not None and (password or token):
        remedy = "unset WIREBOOK_PASSWORD and WIREBOOK_TOKEN, or leave out --users"
        raise ServeError(f"there are persons with tokens of their own, and a password for all; {remedy}")
    if host not in room.LOOPBACK and password is None and token is None and users is None:
        remedy = "set one in the environment variable WIREBOOK_PASSWORD, or WIREBOOK_TOKEN for programs"
        raise ServeError(f"{host} is not this machine alone, and there is no password; {remedy}")
    for name, word in (("WIREBOOK_PASSWORD", password), ("WIREBOOK_TOKEN", token)):
        if host not in room.LOOPBACK and word is not None and len(word) < _LEAST:
            raise ServeError(f"{name} has fewer than {_LEAST} characters; choose a longer one")
    with _bound(host, port) as bound:
        reviewer = os.environ.get("WIREBOOK_REVIEWER") or load("wirebook.outputs.web.persons", "page", "the page").ALONE
        who = {"password": password, "token": token, "users": users, "reviewer": reviewer}
        wanted = room.Options(ledger, host, port, flags["read_only"], **who, accounts=folders, max_seconds=max_seconds)
        app = app_of(wanted)
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{bound.getsockname()[1]}/"
        click.echo(f"{address}  ({ledger}; Ctrl-C ends it)")
        if flags["look"]:
            click.launch(address)
        # whose word counts on who asks, and over TLS or not: a server on this machine that stands before the page
        config = uvicorn.Config(
            app,
            http=hurried,
            log_level="warning",
            server_header=False,
            proxy_headers=host not in room.LOOPBACK,
            timeout_graceful_shutdown=_PATIENCE,
        )
        server = uvicorn.Server(config)
        _tell(app.state.room.stopping, server)
        server.run([bound])
    return 0


def _tell(stopping: threading.Event, server: Any) -> None:
    """Have those who follow what happens told when the page is to end, or it would wait for them."""
    begun = server.handle_exit

    def ending(number: int, frame: object) -> None:
        stopping.set()
        begun(number, frame)

    server.handle_exit = ending


def _bound(host: str, port: int) -> socket.socket:
    """A socket that listens at an address.

    Raises:
        ServeError: when the address is taken, or none of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # named in full: asyncio sends at once (TCP_NODELAY) only on what says that it is TCP, else each answer waits 40 ms
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen(_WAITING)  # from the first word on: who reads the address may come at once
    except (OSError, UnicodeError, TypeError) as error:  # the last two: no name that a network could know
        made.close()
        why = getattr(error, "strerror", None) or "it is no name of a host"
        raise ServeError(f"{host}:{port} cannot be listened at ({why}); choose another --host or --port") from error
    return made
