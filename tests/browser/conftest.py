"""A served page and a real browser, one of each for all tests of a process."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from wirebook.ledger.ledger import open_ledger
from wirebook.pipeline import open_desk, read_inputs

ROOT = Path(__file__).parents[2]
DISPATCHES = ROOT / "src" / "wirebook" / "data" / "dispatches"
CORPUS = ROOT / "tests" / "books" / "corpus"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# As root there is no sandbox; without the others a browser asks its maker's hosts at every start.
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-component-update", "--disable-sync"]
_FLAGS += ["--disable-background-networking"]
expect.set_options(timeout=30_000)  # a busy machine proves nothing about the page
_ADDRESS = re.compile(r"http://[\d.]+:\d+")


@contextmanager
def served(ledger: Path, *options: str, **environment: str) -> Iterator[str]:
    """A running `wirebook serve` on a ledger, and its address."""
    command = [sys.executable, "-m", "wirebook", "serve", "--ledger", str(ledger), "--port", "0", *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | environment, cwd=ledger.parent
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = _ADDRESS.search(line)
        assert found is not None, line
        try:
            yield found[0]
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


def books_at(path: Path) -> None:
    """Make a ledger with the shipped dispatches and two invented wars."""
    with open_ledger(path) as ledger:
        outcomes = read_inputs([str(DISPATCHES), str(CORPUS)], open_desk())
        ledger.add_all([(one.reading, one.findings) for one in outcomes if one.reading is not None])
        ledger.settle()


def chromium() -> dict[str, Any]:
    """How to launch Debian's Chromium, or another that is installed; nothing where there is none."""
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    return {} if path is None else {"executable_path": path, "args": _FLAGS}


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the shipped dispatches and two invented wars."""
    path = tmp_path_factory.mktemp("books") / "books.db"
    books_at(path)
    return path


@pytest.fixture
def ledger(books: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copy(books, tmp_path / "books.db"))


@pytest.fixture(scope="session")
def address(books: Path) -> Iterator[str]:
    """The page on the ledger that nobody changes."""
    with served(books, "--read-only") as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser."""
    how = chromium()
    if not how:
        assert not os.environ.get("CI"), "CI has to test the page in a browser: tools/get_browser.sh installs one"
        pytest.skip("no Chromium here: apt-get install chromium, or as root WIREBOOK_GET_BROWSER=1 make test")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(**how)
        yield opened
        opened.close()


@contextmanager
def tab(browser: Browser, **options: Any) -> Iterator[Page]:
    """A tab of its own that may reach the page and nothing else; what goes wrong in it fails the test."""
    context = browser.new_context(locale="en-GB", timezone_id="Europe/Kyiv", **options)
    opened, wrong = context.new_page(), []

    def stay(route: Route) -> None:
        if route.request.url.startswith("http://127.0.0.1:"):
            route.continue_()
        else:
            wrong.append(f"asked for {route.request.url}")
            route.abort()

    opened.route("**/*", stay)
    opened.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert wrong == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab on a desk's screen."""
    with tab(browser, viewport={"width": 1280, "height": 900}) as opened:
        yield opened
