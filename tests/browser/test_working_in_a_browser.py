"""An analyst's day in a real browser: paste, look, open a number, correct it, undo, review by keys, export, be told."""

import csv
import re
import subprocess
import sys
from pathlib import Path

import httpx
from playwright.sync_api import Browser, Page, expect

from conftest import DISPATCHES, served, tab
from wirebook.ledger.ledger import open_ledger

ODESA = (DISPATCHES / "01_odesa_agency.txt").read_text(encoding="utf-8")
EVERYWHERE = "0.0.0.0"  # noqa: S104
NIGHT = "since=2025-03-12&until=2025-03-12"


def press(page: Page, *keys: str) -> None:
    """Press keys when the page's script is there to hear them: a module has run when its page is loaded."""
    page.wait_for_load_state("load")
    for key in keys:
        page.keyboard.press(key)


def paste(page: Page, address: str, text: str) -> None:
    page.goto(f"{address}/read")
    page.get_by_label("Paste the report here").fill(text)
    page.get_by_role("button", name="Read it").click()


def test_paste_look_open_correct_undo_export(page: Page, tmp_path: Path) -> None:
    with served(tmp_path / "new.db") as address:
        page.goto(address)
        expect(page.get_by_text("The ledger is empty")).to_be_visible()

        paste(page, address, ODESA)
        expect(page.get_by_text("9 claims, not kept yet")).to_be_visible()
        drones = page.locator("figure.balance", has_text="64 launched")
        expect(drones).to_contain_text("41 intercepted")
        expect(drones.locator("rect.rest")).to_have_count(1)
        page.get_by_role("button", name="Keep it").click()
        page.wait_for_url("**/reports/rep_*")

        page.goto(f"{address}/balances?{NIGHT}")
        page.locator("figure.balance").get_by_role("link", name="64 launched").first.click()
        page.wait_for_url("**/claims/clm_*")
        expect(page.locator(".sentence mark.number")).to_have_text("64")

        page.get_by_role("link", name="review it").click()
        page.get_by_label("Your name").fill("Noor")
        press(page, "Escape", "c")
        expect(page.get_by_label("number", exact=True)).to_be_focused()
        page.keyboard.type("70")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Noor corrected")
        was, now = page.locator("section[aria-labelledby=was]"), page.locator("section[aria-labelledby=is]")
        expect(was).to_contain_text("8 unaccounted")
        expect(now).to_contain_text("70 launched")
        expect(now).to_contain_text("14 unaccounted")

        press(page, "u")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Noor took back")
        expect(page.locator("section[aria-labelledby=is]")).to_contain_text("8 unaccounted")

        page.goto(f"{address}/export")
        with page.expect_download() as waited:
            page.get_by_role("row", name="csv").get_by_role("link", name="claims").click()
        rows = list(csv.DictReader(waited.value.path().read_text(encoding="utf-8-sig").splitlines()))
        assert [row["low"] for row in rows if row["measure"] == "launched" and row["item"] == "drone"] == ["64"]
    with open_ledger(tmp_path / "new.db") as ledger:
        assert [(one.kind, one.author) for one in ledger.decisions()] == [("corrected", "Noor"), ("undone", "Noor")]


def test_review_goes_by_keys_alone(page: Page, ledger: Path) -> None:
    with served(ledger) as address:
        page.goto(f"{address}/review")
        first = page.locator(".claimed").inner_text()
        press(page, "a")  # without a name: it asks for one
        expect(page.get_by_label("Your name")).to_be_focused()
        page.keyboard.type("Ismail")
        page.keyboard.press("Escape")
        press(page, "a")
        expect(page.locator("#decided")).to_contain_text("Ismail accepted")
        second = page.locator(".claimed").inner_text()
        assert second != first
        press(page, "s")
        page.wait_for_url(re.compile(r"skip=1"))
        assert page.locator(".claimed").inner_text() not in (first, second)
        press(page, "r")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Ismail rejected")
        press(page, "u")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Ismail took back")
        press(page, "n")
        expect(page.locator(".claimed")).to_be_visible()
    with open_ledger(ledger) as books:
        assert [one.kind for one in books.decisions()] == ["accepted", "rejected", "undone"]


def test_a_wrong_value_is_told_and_nothing_that_was_typed_is_lost(browser: Browser, ledger: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    with served(ledger) as address:
        page.goto(f"{address}/review")
        page.get_by_label("Your name").fill("Ada")
        page.get_by_label("number", exact=True).fill("many")
        page.get_by_label("place", exact=True).fill("Kharkiv")
        page.get_by_role("button", name="Correct").click()
        expect(page.get_by_role("alert")).to_contain_text("number has no value 'many'; write 12, 12..15 or 12+")
        expect(page.get_by_label("number", exact=True)).to_have_value("many")
        expect(page.get_by_label("place", exact=True)).to_have_value("Kharkiv")
        expect(page.get_by_label("Your name")).to_have_value("Ada")
    context.close()


def test_two_reviewers_differ_and_the_page_says_so(browser: Browser, ledger: Path) -> None:
    with served(ledger) as address:
        with tab(browser) as page:
            page.goto(f"{address}/review")
            link = page.locator("#review").get_attribute("action")
            page.get_by_label("Your name").fill("Ada")
            page.get_by_role("button", name="Accept").click()
        with tab(browser) as page:
            page.goto(f"{address}{link}")
            expect(page.get_by_text("Ada accepted")).to_be_visible()
            page.get_by_label("Your name").fill("Boris")
            page.get_by_role("button", name="Reject").click()
            page.goto(f"{address}/decisions")
            expect(page.get_by_text("Ada accepted, Boris rejected")).to_be_visible()


def test_claims_are_set_apart_and_joined_again(page: Page, ledger: Path) -> None:
    with served(ledger) as address:
        facts = httpx.get(f"{address}/api/v1/facts?limit=500").json()["items"]
        fact = next(one for one in facts if len(one["claims"]) > 1)
        one, other = fact["claims"][:2]
        page.goto(f"{address}/facts/{fact['id']}")
        page.get_by_label("Claim", exact=True).fill(other)
        page.get_by_label("Your name").fill("Ada")
        page.get_by_role("button", name="Set apart from it").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Ada split")
        page.goto(f"{address}/claims/{one}")
        page.get_by_role("link", name="the fact that it is told of").click()
        expect(page.get_by_role("region", name="All that was said")).not_to_contain_text(other[4:10])
        page.get_by_label("Claim", exact=True).fill(other)
        page.get_by_role("button", name="Join with it").click()
        page.get_by_role("link", name="the fact", exact=True).click()
        expect(page.get_by_role("region", name="All that was said")).to_contain_text(other[4:10])


def test_a_file_is_dropped_and_read(page: Page, ledger: Path) -> None:
    with served(ledger) as address:
        page.goto(f"{address}/read")
        data = page.evaluate_handle(
            "text => { const made = new DataTransfer(); made.items.add(new File([text], 'aden.txt')); return made }",
            (DISPATCHES / "08_aden_prisoner_exchange.txt").read_text(encoding="utf-8"),
        )
        page.dispatch_event("#report", "drop", {"dataTransfer": data})
        expect(page.get_by_text("claims, not kept yet")).to_be_visible()
        expect(page.get_by_role("button", name="Keep it")).to_be_visible()


def test_times_are_the_readers_with_the_original_beside(page: Page, ledger: Path) -> None:
    with served(ledger) as address:
        paste(page, address, ODESA.replace("Published: 2025-03-12", "Published: 2025-03-12T22:30:00-04:00", 1))
        time = page.locator("p.lead time").first
        expect(time).to_have_text("13 Mar 2025, 04:30")  # in Kyiv, in winter
        expect(page.locator("p.lead")).to_contain_text("(2025-03-12 22:30:00-04:00)")


def test_the_front_page_says_when_something_came(page: Page, ledger: Path, tmp_path: Path) -> None:
    with served(ledger) as address:
        page.goto(address)
        expect(page.get_by_role("heading", name="Today in the books")).to_be_visible()
        report = tmp_path / "late.txt"
        report.write_text(
            "Published: 2025-05-10\n\nTwo people were killed in Goma on Friday, the army said.\n", "utf-8"
        )
        command = [sys.executable, "-m", "wirebook", "read", str(report), "--ledger", str(ledger)]
        subprocess.run(command, check=True, capture_output=True)
        expect(page.locator("#live")).to_contain_text("new line", timeout=20_000)
        page.get_by_role("link", name="Show them").click()
        expect(page.get_by_role("heading", name="Since your last visit")).to_be_visible()
        page.goto("about:blank")  # before the server goes, or the browser complains of the line that was cut


def test_an_address_holds_what_is_looked_at(page: Page, browser: Browser, address: str) -> None:
    page.goto(f"{address}/facts")
    page.get_by_label("From").fill("2025-03-01")
    page.get_by_label("Account").select_option("casualties")
    page.get_by_label("Place").fill("Ukraine")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/facts?*")
    rows = page.locator("tbody tr").all_inner_texts()
    assert rows
    with tab(browser) as other:
        other.goto(page.url)
        assert other.locator("tbody tr").all_inner_texts() == rows
        expect(other.get_by_label("Place")).to_have_value("Ukraine")


def test_the_sql_box_answers_and_refuses(page: Page, address: str) -> None:
    page.goto(f"{address}/sql")
    page.get_by_label("One SELECT").fill("SELECT measure, count(*) AS n FROM current_claims GROUP BY 1 ORDER BY 2 DESC")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("columnheader", name="measure")).to_be_visible()
    page.get_by_label("One SELECT").fill("DELETE FROM claims")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("alert")).to_be_visible()


def test_beyond_this_machine_it_asks_who_comes(browser: Browser, ledger: Path) -> None:
    password = "a long word for a desk"  # noqa: S105
    context = browser.new_context()
    with served(ledger, "--host", EVERYWHERE, WIREBOOK_PASSWORD=password) as address:
        page = context.new_page()
        page.goto(address.replace(EVERYWHERE, "127.0.0.1"))
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        page.get_by_label("Password").fill("another word")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("alert")).to_have_text("That was not it.")
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", name="Today in the books")).to_be_visible()
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    context.close()
