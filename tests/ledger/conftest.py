"""Empty ledgers in files; those on a server are the `postgres` of all tests."""

import pytest

from wirebook.ledger.ledger import open_ledger


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(tmp_path / "books.db") as books:
        yield books


@pytest.fixture(params=["sqlite", "postgres"])
def either(request, tmp_path):
    """An empty ledger in a file, and one on a server."""
    where = tmp_path / "books.db" if request.param == "sqlite" else request.getfixturevalue("postgres")
    with open_ledger(where) as books:
        yield books
