"""A demo ledger, the application on it, and the real command as a server."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from web_clients import DISPATCHES, Beside, TestClient, serving

from wirebook.ledger.ledger import open_ledger
from wirebook.outputs.web.app import make_app
from wirebook.outputs.web.state import Options
from wirebook.pipeline import Desk, open_desk, read_inputs


@pytest.fixture(scope="session")
def desk() -> Desk:
    """The reader, loaded once for all applications of a process."""
    return open_desk()


@pytest.fixture(scope="session")
def demo(tmp_path_factory, request) -> Path:
    """A ledger of all dispatches: built once, by whichever process of the tests is first. Nobody writes to it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    path = shared / "demo.db"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            outcomes = read_inputs(map(str, DISPATCHES), request.getfixturevalue("desk"))
            part = shared / "demo.part"
            with open_ledger(part) as ledger:
                ledger.add_all([(one.reading, one.findings) for one in outcomes if one.reading is not None])
                ledger.settle()
            for name in ("-wal", "-shm"):
                part.with_name(part.name + name).unlink(missing_ok=True)
            part.rename(path)
    return path


@pytest.fixture
def books(demo, tmp_path) -> Path:
    """A copy of the demo ledger, to write to."""
    return Path(shutil.copy(demo, tmp_path / "books.db"))


@pytest.fixture
def served(demo):
    """Make the application with options, and a client of it; the demo ledger unless told otherwise."""
    made = []

    def make(ledger=None, *, base="http://localhost", **told) -> TestClient:
        app = make_app(Options(str(ledger or demo), **{"rate": 0, **told}))
        app.state.room._warmed.set()  # no test waits for a reader that it does not use
        client = TestClient(app, base_url=base, follow_redirects=False)
        made.append(client)
        return client

    yield make
    for client in made:
        client.close()
        client.app.state.room.close()


@pytest.fixture(scope="session")
def shown(demo):
    """One application on the demo ledger, for all tests that change nothing of it."""
    app = make_app(Options(str(demo), rate=0))
    app.state.room._warmed.set()
    yield app
    app.state.room.close()


@pytest.fixture
def client(shown) -> Iterator[TestClient]:
    """A client of its own of the application on the demo ledger."""
    made = TestClient(shown, base_url="http://localhost", follow_redirects=False)
    yield made
    made.close()


@pytest.fixture
def writing(served, books, desk) -> TestClient:
    """The application on a ledger of its own, with the reader loaded."""
    client = served(books)
    client.app.state.room.reader = Beside(desk)
    return client


@pytest.fixture(scope="session")
def running(demo, tmp_path_factory):
    """A really running server on a ledger of its own: its address, and the ledger."""
    books = Path(shutil.copy(demo, tmp_path_factory.mktemp("running") / "books.db"))
    with serving("--port", "0", "--ledger", str(books)) as (_, address):
        yield address, books


@pytest.fixture
def asking() -> Iterator[httpx.Client]:
    """A client of real servers."""
    with httpx.Client(timeout=60, trust_env=False) as client:
        yield client
