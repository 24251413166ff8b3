"""Every page in a real browser: no outside request, no error, readable by machines, on a phone, in the dark, on paper.

That nothing outside is asked for and nothing goes wrong is held by the tab itself (conftest.py), in every test.
"""

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from conftest import served, tab
from wirebook.ids import content_id
from wirebook.ledger.ledger import open_ledger
from wirebook.types import Amount, Claim, Period, Place, Reading, Report, Source, Span

PAGES = (
    "/",
    "/balances?since=2025-03-01",
    "/over-time",
    "/map?since=2024-01-01",
    "/timeline",
    "/facts",
    "/disputes",
    "/promises",
    "/sources",
    "/reports",
    "/review",
    "/read",
    "/search?words=drones",
    "/search?words=drones&of=reports",
    "/sql?sql=SELECT+account,+count(*)+FROM+current_claims+GROUP+BY+1",
    "/export",
    "/decisions",
    "/login",
    "{report}",
    "{fact}",
    "{claim}",
)


def reading_at(number: int) -> Reading:
    """A report of three dead in a town of its own."""
    text = f"Three people were killed in Town {number}, the mayor said."
    key, name = content_id("rep", text), f"Town {number}"
    where = Place(number + 1, name, "UA", None, 45 + number % 40 / 6, 22 + number // 40 / 2, "town", name, Span(28, 35))
    period = Period("2025-03-01", "2025-03-01", "day", "2025-03-01", "", Span(0, 0))
    amount = Amount(3, 3, approximate=False, unit="count", written="Three", span=Span(0, 5))
    claim = Claim(
        id=content_id("clm", key),
        report=key,
        account="casualties",
        measure="killed",
        item="people",
        amount=amount,
        evidence=(Span(0, len(text)), Span(0, 5)),
        quote=text,
        stance="states",
        status="happened",
        source=Source("mayor", "government", Span(len(text) - 11, len(text) - 6)),
        place=where,
        period=period,
    )
    return Reading(Report(key, f"{number}.txt", text, published="2025-03-02"), (), (claim,), reader="by hand")


def asked(address: str, path: str) -> Any:
    return httpx.get(f"{address}/api/v1/{path}").raise_for_status().json()


@pytest.fixture(scope="session")
def named(address: str) -> dict[str, str]:
    """A report with warnings, and a fact that is disputed, and one of its claims."""
    report = asked(address, "search?words=Odesa&of=reports")["items"][0]["report"]
    fact = next(one for one in asked(address, "facts?limit=500")["items"] if one["state"] == "disputed")
    return {"report": f"/reports/{report}", "fact": f"/facts/{fact['id']}", "claim": f"/claims/{fact['claims'][0]}"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_serious_fault_for_those_who_cannot_see_it(
    browser: Browser, address: str, named: dict[str, str], path: str, scheme: Any
) -> None:
    with tab(browser, viewport={"width": 1280, "height": 900}, color_scheme=scheme) as page:
        page.goto(address + path.format(**named))
        page.wait_for_load_state("networkidle")
        rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        found = Axe().run(page, options=rules).response["violations"]
        told = [(one["id"], one["impact"], one["nodes"][0]["html"][:200]) for one in found]
        assert [one for one in told if one[1] in ("serious", "critical", "moderate")] == []


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_phone(browser: Browser, address: str, named: dict[str, str], path: str, width: int) -> None:
    with tab(browser, viewport={"width": width, "height": 700}, has_touch=True, is_mobile=True) as page:
        page.goto(address + path.format(**named))
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_phone_has_accept_on_the_screen_and_shows_that_a_table_goes_on(browser: Browser, ledger: Path) -> None:
    phone: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with served(ledger) as address, tab(browser, **phone) as page:
        page.goto(f"{address}/review")
        expect(page.get_by_role("button", name="Accept").first).to_be_in_viewport()
        page.goto(f"{address}/facts?since=2024-01-01")
        table = page.locator(".wide").first
        assert table.evaluate("one => one.scrollWidth > one.clientWidth")
        shades = table.evaluate("one => getComputedStyle(one).backgroundAttachment")
        assert "local" in shades
        assert "scroll" in shades, "the shade at the edge stays while the table moves under it"


def test_what_is_not_there_is_told_as_a_page(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    answer = page.goto(f"{address}/facts/fact_none")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no such thing here")
    expect(page.get_by_role("alert")).to_contain_text("fact_none")
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_the_same_without_scripts(browser: Browser, address: str, named: dict[str, str], path: str) -> None:
    with tab(browser, java_script_enabled=False) as page:
        answer = page.goto(address + path.format(**named))
        assert answer is not None
        assert answer.status == 200
        assert page.locator("h1").count() == 1


def test_maps_and_charts_are_drawn(page: Page, address: str) -> None:
    page.goto(f"{address}/map?since=2024-01-01")
    expect(page.locator("#map[data-drawn]")).to_be_visible()
    assert page.locator("#map path.land").count() > 150
    places = asked(address, "places?since=2024-01-01&limit=500")["items"]
    exact = sum(one["precision"] == "town" for one in places)
    wide = sum(one["precision"] not in ("town", "country") for one in places)
    assert exact > 5
    assert page.locator("#map circle.town").count() == exact
    assert page.locator("#map circle.ring").count() == wide, "a region is not a dot"
    page.goto(f"{address}/timeline?limit=500")
    expect(page.locator("figure[data-chart=steps] canvas").first).to_be_visible()
    page.goto(f"{address}/over-time?account=air_attack")
    expect(page.locator("figure[data-chart=lines] canvas")).to_be_visible()
    assert page.locator(".calendar td a").count() >= 10


def test_the_map_grows_and_its_places_open_their_facts(page: Page, address: str) -> None:
    page.goto(f"{address}/map?since=2024-01-01&account=casualties")
    circle = page.locator("#map circle.town").first
    before = circle.evaluate("one => one.getCTM().a")
    page.get_by_role("button", name="Larger").click()
    assert circle.evaluate("one => one.getCTM().a") > before
    page.get_by_role("button", name="All", exact=True).click()
    circle.dispatch_event("click")
    page.wait_for_url(re.compile("/facts.*place="))
    expect(page.locator("tbody tr").first).to_be_visible()


def test_a_thousand_places_are_drawn(page: Page, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "wide.db") as ledger:
        ledger.add_all([(reading_at(number), ()) for number in range(1000)])
    with served(tmp_path / "wide.db") as address:
        page.goto(f"{address}/map")
        expect(page.locator("#map[data-drawn='1000']")).to_be_visible()
        assert page.locator("#map circle.town").count() == 1000
        page.get_by_role("button", name="Larger").click()
        expect(page.locator("#map circle.town").first).to_be_attached()


def test_a_point_of_a_chart_opens_its_claim(page: Page, address: str) -> None:
    page.goto(f"{address}/over-time?account=air_attack")
    over = page.locator(".u-over")
    told = json.loads(page.locator("figure[data-chart=lines] script").inner_text())
    number = max(range(len(told["x"])), key=lambda at: told["lines"][0]["values"][at] or 0)
    box = over.bounding_box()
    assert box is not None
    first, last = told["x"][0] - 86400, told["x"][-1] + 86400
    across = (told["x"][number] - first) / (last - first) * box["width"]
    values = [value for line in told["lines"] for value in line["values"] if value is not None]
    down = box["height"] * (1 - told["lines"][0]["values"][number] / (max(values) * 1.08))
    over.click(position={"x": across, "y": down})
    page.wait_for_url(f"{address}{told['lines'][0]['opens'][number]}")


def test_a_claim_and_its_words_lead_to_each_other(page: Page, address: str, named: dict[str, str]) -> None:
    page.goto(address + named["report"])
    row = page.locator("tr[data-claim]").first
    key = row.get_attribute("data-claim")
    row.locator("a").first.click()
    assert page.url.endswith(f"#words-{key}")
    page.locator(f"#words-{key} a").click()
    assert "#row-" in page.url
    row.hover()
    expect(page.locator("mark.lit").first).to_be_visible()


def test_the_text_of_a_report_is_as_it_was_read(page: Page, address: str, named: dict[str, str]) -> None:
    page.goto(address + named["report"])
    text = asked(address, named["report"].removeprefix("/"))["reading"]["report"]["text"]
    assert page.locator("#text").text_content() == text, "marks and codes are no words of it"


def test_what_is_printed_is_the_books_and_not_the_buttons(page: Page, address: str) -> None:
    page.goto(f"{address}/balances?since=2025-03-01")
    page.emulate_media(media="print")
    expect(page.locator("header")).to_be_hidden()
    expect(page.locator("form.limits")).to_be_hidden()
    expect(page.locator(".balance").first).to_be_visible()


def test_keys_alone_go_through_a_page(page: Page, address: str) -> None:
    page.goto(f"{address}/balances?since=2025-03-01")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(".key a:focus").count():
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/*")


def test_screenshots_of_the_docs_show_the_pages_that_there_are() -> None:
    folder = Path(__file__).parents[2] / "docs" / "img"
    assert {path.stem for path in folder.glob("*.png")} >= {"front", "balances", "map", "report", "review"}
