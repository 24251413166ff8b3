"""A command run as a person runs it: the installed program's own way in, and the exit code that a shell would see."""

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple
from unittest.mock import patch

from wirebook.outputs.cli.main import main


class Typed(NamedTuple):
    """What a command left behind: its exit code, and what it printed on each of its two streams."""

    code: int
    out: str
    err: str


def typed(*args: str, stdin: str = "") -> Typed:
    """Run `wirebook` with these words in this process.

    It goes through `main`, as the script that pip installs does: a command that returns its code as a value ends with
    that code here too. (click's own runner looks at what is raised alone, and takes such a command for a success.)
    """
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    given = io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8")
    with (
        patch.object(sys, "argv", ["wirebook", *args]),
        patch.object(sys, "stdin", given),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as ended:
            code = _code(ended.code)
    for stream in (out, err):
        stream.flush()
    printed = [stream.buffer.getvalue().decode() for stream in (out, err)]  # type: ignore[attr-defined]
    assert "Traceback" not in printed[1], printed[1]
    return Typed(code, *printed)


def _code(said: object) -> int:
    """The status that the interpreter ends with: none is success, and a message is a failure."""
    return said if isinstance(said, int) else int(said is not None)
