import pytest

from wirebook.pipeline import Desk, Settings, open_desk


@pytest.fixture(scope="session")
def desk() -> Desk:
    return open_desk(Settings(published="2024-11-13"))
