"""Which tests are slow, by slow.toml alone; a test that is not may start no process."""

import sys
import tomllib
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SLOW = tomllib.loads((HERE / "slow.toml").read_text(encoding="utf-8"))
LOADED = pytest.StashKey[set[str]]()
"""The modules that collecting the tests loaded."""
_BEFORE = frozenset(sys.modules)  # as the first conftest is imported: those of folders may load much themselves
_STARTS = ("subprocess.Popen", "os.fork", "os.posix_spawn")
_QUICK: list[str] = []  # the test that runs, where it is a quick one


def is_slow(item):
    """Whether slow.toml names the test, its file, a folder that it is in, or something that it uses."""
    path = item.path.relative_to(HERE)
    test = item.originalname if isinstance(item, pytest.Function) else item.name
    places = {str(path), *map(str, path.parents), f"{path}::{test}"}
    chosen = item.callspec.params.values() if hasattr(item, "callspec") else ()
    used = {*item.fixturenames, *(one for one in chosen if isinstance(one, str))}
    return not used.isdisjoint(SLOW["fixtures"]) or not places.isdisjoint(SLOW["places"])


def pytest_configure():
    """Look at each process that is started."""
    sys.addaudithook(_no_process)


def pytest_collection_modifyitems(items):
    """Mark the slow tests: `-m "not slow"` is then quick."""
    for item in items:
        if is_slow(item):
            item.add_marker("slow")


def pytest_collection_finish(session):
    """Keep what collecting loaded."""
    session.config.stash[LOADED] = set(sys.modules) - _BEFORE


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Remember a quick test while it runs."""
    if item.get_closest_marker("slow") is None:
        _QUICK.append(item.nodeid)
    try:
        return (yield)
    finally:
        _QUICK.clear()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown():
    """Look no more: with the last test what all of them shared ends too (a server is stopped by a process)."""
    _QUICK.clear()


def _no_process(event, _):
    if _QUICK and event in _STARTS:
        pytest.fail(f"{_QUICK[0]} starts a process: name it in tests/slow.toml", pytrace=False)
