"""Empty ledgers in files; those on a server are the `postgres` of all tests."""

import pytest

from wirebook.ledger.store import open_ledger


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(tmp_path / "books.db") as books:
        yield books
