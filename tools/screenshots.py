"""The pictures in docs/img: `python tools/screenshots.py` takes them anew, of the page on the tests' dispatches.

Look at them before you commit them: that is what they are for.
"""

import importlib
import sys
import tempfile
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))
shared: Any = importlib.import_module("conftest")

OUT = ROOT / "docs" / "img"
NIGHTS = "/balances?account=air_attack&since=2025-03-06&until=2025-03-12"
DESK, PHONE = (1280, 800), (390, 760)


def addresses(page: str) -> dict[str, str]:
    """The pages that are shown, by the names of their pictures."""
    facts = httpx.get(f"{page}/api/v1/facts?limit=500").json()["items"]
    moved = {one["fact"] for one in httpx.get(f"{page}/api/v1/revisions?limit=500").json()["items"]}
    report = httpx.get(f"{page}/api/v1/search?words=Mykolaiv&of=reports").json()["items"][0]["report"]
    shown = max(facts, key=lambda one: (one["id"] in moved, one["state"] == "disputed", one["id"]))
    return {
        "front": "/",
        "balances": NIGHTS,
        "over-time": "/over-time?account=air_attack&since=2025-03-01",
        "map": "/map?since=2024-06-01",
        "timeline": "/timeline?since=2025-03-13&until=2025-03-17",
        "report": f"/reports/{report}",
        "fact": f"/facts/{shown['id']}",
        "review": "/review",
    }


def take(browser: Browser, address: str, name: str, size: tuple[int, int], scheme: str) -> None:
    """One picture."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)  # for the map
    page.screenshot(path=OUT / f"{name}.png")
    context.close()
    print(OUT / f"{name}.png")


def main() -> None:
    """All pictures, and two on a phone in the dark."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "war.db"
        shared.books_at(ledger)
        with shared.served(ledger) as page, sync_playwright() as playwright:
            browser = playwright.chromium.launch(**shared.chromium())
            for name, path in addresses(page).items():
                take(browser, page + path, name, DESK, "light")
            take(browser, page + NIGHTS, "phone", PHONE, "dark")
            browser.close()


if __name__ == "__main__":
    main()
