"""How soon the page is there: what the server takes for each page, when a browser first paints, how long a paste takes.

    python bench/page.py                     on the dispatches of the tests, in a temporary ledger
    python bench/page.py --ledger books.db   on a ledger of yours, such as one of: python bench/books.py --folder DIR

Each figure is the median of five visits after one that is not counted, in milliseconds, with a page that was served
for some seconds.
"""

import argparse
import importlib
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))
shared: Any = importlib.import_module("conftest")

VISITS = 5
PAGES = (
    "/",
    "/balances",
    "/balances?by=month",
    "/over-time",
    "/map",
    "/timeline",
    "/facts",
    "/disputes",
    "/promises",
    "/sources",
    "/reports",
    "/review",
    "/review?skip=100",
    "/search?words=killed",
    "/export",
)
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"


def pages(address: str) -> Iterator[str]:
    """All that is visited: the lists, and a fact, a claim and a report."""
    yield from PAGES
    fact = httpx.get(f"{address}/api/v1/facts?limit=1&latest=true", timeout=60).json()["items"][0]
    yield f"/facts/{fact['id']}"
    yield f"/claims/{fact['claims'][0]}"
    yield f"/reports/{httpx.get(f'{address}/api/v1/reports?limit=1', timeout=60).json()['items'][0]['id']}"


def served_in(address: str, path: str) -> tuple[float, float]:
    """Milliseconds of the first visit, and the median of those after it."""
    times = []
    with httpx.Client(timeout=120) as client:
        for _ in range(VISITS + 1):
            started = time.perf_counter()
            client.get(address + path).raise_for_status()
            times.append((time.perf_counter() - started) * 1000)
    return times[0], statistics.median(times[1:])


def painted_in(browser: Browser, address: str, path: str) -> float:
    """Milliseconds from the click to the first words on the screen, in a browser that was never here."""
    times = []
    for _ in range(VISITS + 1):
        context = browser.new_context()
        page = context.new_page()
        page.goto(address + path)
        while (painted := page.evaluate(PAINT)) is None:  # the page's policy allows no waiting by script
            page.wait_for_timeout(20)
        times.append(float(painted))
        context.close()
    return statistics.median(times[1:])


def pasted_in(address: str) -> float:
    """Milliseconds from a pasted dispatch to its claims."""
    text = (shared.DISPATCHES / "01_odesa_agency.txt").read_text(encoding="utf-8")
    times = []
    with httpx.Client(timeout=120) as client:
        for _ in range(VISITS + 1):
            started = time.perf_counter()
            client.post(f"{address}/api/v1/read", json={"text": text}).raise_for_status()
            times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times[1:])


def measure(ledger: Path) -> None:
    """Print the figures of a ledger."""
    with shared.served(ledger) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**shared.chromium())
        counts = httpx.get(f"{address}/api/v1/counts", timeout=60).json()
        print(f"{counts['claims']:,} claims in {counts['reports']:,} reports")
        print("| page | first visit | served in | first paint |\n|---|---|---|---|")
        for path in pages(address):
            first, again = served_in(address, path)
            print(f"| {path} | {first:,.0f} | {again:,.0f} | {painted_in(browser, address, path):,.0f} |")
        print(f"a dispatch of five paragraphs pasted: {pasted_in(address):,.0f} ms")
        browser.close()


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ledger", type=Path)
    wanted = parser.parse_args()
    if wanted.ledger is not None:
        measure(wanted.ledger.resolve())
        return
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "books.db"
        shared.books_at(ledger)
        measure(ledger)


if __name__ == "__main__":
    main()
