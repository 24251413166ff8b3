"""`wirebook serve` as it is typed: what it says, what it refuses, how it ends."""

import shutil
import signal
import socket
import sys

import pytest
from web_clients import serving

from wirebook.outputs.cli import main as cli

LONG = "long enough to be one"


@pytest.fixture
def refused(monkeypatch, capsys, tmp_path):
    """Run the command where it is to refuse: its exit code and its one line."""

    def run(*args, **words):
        for name in ("WIREBOOK_PASSWORD", "WIREBOOK_TOKEN"):
            monkeypatch.setenv(name, words.get(name.removeprefix("WIREBOOK_").lower(), ""))
        monkeypatch.setattr("uvicorn.Server.run", lambda *_, **__: pytest.fail("it serves"))
        monkeypatch.setattr(sys, "argv", ["wirebook", "serve", "--port", "0", *args])
        monkeypatch.chdir(tmp_path)
        code = cli._run()
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        assert told.out == ""
        return code, told.err

    return run


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "192.0.2.1", "example.org", "127.0.0.1.example.org", "0"])  # noqa: S104
def test_beyond_this_machine_it_wants_a_password(refused, host, tmp_path):
    code, told = refused("--host", host)
    assert code == 1
    assert "there is no password" in told
    assert "WIREBOOK_PASSWORD" in told
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("words", [{"password": "short"}, {"token": "short"}, {"password": "x" * 30, "token": "short"}])
def test_beyond_this_machine_a_short_one_is_refused(refused, words):
    code, told = refused("--host", "0.0.0.0", **words)  # noqa: S104
    assert code == 1
    assert "fewer than 12 characters" in told
    assert "short;" not in told


@pytest.mark.parametrize("host", ["192.0.2.1", "nowhere.invalid", "x" * 300, "ü" * 80 + ".example", "::ffff:192.0.2.1"])
def test_a_host_that_is_not_ours_is_one_line(refused, host):
    code, told = refused("--host", host, password=LONG)
    assert code == 1
    assert "cannot be listened at" in told
    assert len(told.splitlines()) == 1


def test_a_port_that_is_taken_is_one_line(refused, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, told = refused("--port", str(taken.getsockname()[1]))
    assert code == 1
    assert "choose another" in told
    assert not list(tmp_path.iterdir())  # no ledger is made where nothing is served


@pytest.mark.parametrize("port", ["-1", "65536", "http", "²"])
def test_a_port_is_a_number(refused, port):
    assert refused("--port", port)[0] == 2


def test_a_ledger_that_is_none_is_one_line(refused, tmp_path, demo):
    (tmp_path / "text.db").write_text("no database at all " * 100)
    (tmp_path / "empty").mkdir()
    shutil.copy(demo, tmp_path / "cut.db")
    with (tmp_path / "cut.db").open("r+b") as file:
        file.truncate(5000)
    names = ["text.db", "empty", "cut.db", "nowhere/books.db", "postgresql://u:secret@127.0.0.1:9/none", "mysql://h/d"]
    for name in names:
        code, told = refused("--ledger", name)
        assert code == 1, name
        assert len(told.splitlines()) == 1, told
        assert "secret" not in told
    code, told = refused("--ledger", "missing.db", "--read-only")
    assert (code, "missing.db" in told) == (1, True)
    assert not (tmp_path / "missing.db").exists()


def test_packs_that_cannot_be_used_are_told_at_once(refused, tmp_path):
    (tmp_path / "packs" / "bad").mkdir(parents=True)
    (tmp_path / "packs" / "bad" / "account.toml").write_text("this is no = = toml")
    code, told = refused("--accounts", str(tmp_path / "packs"))
    assert code == 1
    assert "account.toml" in told


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_answers_at_once_and_ends_when_told(number, asking, tmp_path, monkeypatch):
    """The ledger is made when there is none; the first word on standard output is the address."""
    monkeypatch.chdir(tmp_path)
    with serving("--port", "0", "--host", "localhost") as (process, address):
        assert address.startswith("http://localhost:")
        assert "The ledger is empty" in asking.get(address).text
        with pytest.raises(OSError, match="refused"):  # no other address of the machine is listened at
            socket.create_connection(("127.0.0.2", int(address.rpartition(":")[2].strip("/"))), 5)
        process.send_signal(number)
        out, errors = process.communicate(timeout=30)
    assert process.returncode in ((0, 130) if number == signal.SIGINT else (0, -signal.SIGTERM))
    assert "Traceback" not in errors
    assert out == ""
    assert (tmp_path / "wirebook.db").exists()


def test_beyond_this_machine_with_a_password(asking, demo):
    words = {"WIREBOOK_PASSWORD": "a long password", "WIREBOOK_TOKEN": "a-long-token-of-mine"}
    with serving("--port", "0", "--host", "0.0.0.0", "--ledger", str(demo), env=words) as (_, address):  # noqa: S104
        here = address.replace("0.0.0.0", "127.0.0.1")  # noqa: S104
        assert asking.get(f"{here}facts").status_code == 303
        bearing = {
            "authorization": "Bearer a-long-token-of-mine",
            "host": "books.example",
            "x-forwarded-proto": "https",
        }
        answer = asking.get(f"{here}facts", headers=bearing)
        assert answer.status_code == 200
        assert "; secure" in answer.headers["set-cookie"].lower()
        assert "server" not in answer.headers
        assert "uvicorn" not in str(answer.headers).lower()
