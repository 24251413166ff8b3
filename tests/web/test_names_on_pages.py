"""What a person reads on the pages: names and no codes, numbers in agreement, all time at hand, rows as CSV."""

import json
import re

import lxml.html
import pytest

from wirebook.fields.data import data_table
from wirebook.fields.party.parties import countries
from wirebook.outputs.web.render import ALL_TIME

PAGES = (
    "/",
    "/balances",
    "/over-time",
    "/map",
    "/timeline",
    "/facts",
    "/disputes",
    "/promises",
    "/sources",
    "/reports",
)
ROLES = "|".join(data_table("parties.toml")["role"])
CODE = re.compile(rf"\b(?:{'|'.join(row['code'] for row in countries().values())})(?:(?:{ROLES})\w*)?\b")
WRITTEN = {"DRC", "CAR", "UAE", "USA", "GBR"}  # as reports themselves write them
TWICE = re.compile(r"\b(bodies|lost|captured|attackers) \1\b")
BAD = re.compile(
    r"\b1 (balances|sources|reports|people|facts|places)\b|(?<![\d,.])[2-9] (drone|person|place|location) "
)


@pytest.fixture
def client(served):
    return served()


def words(text: str) -> str:
    page = lxml.html.document_fromstring(text)
    for one in page.xpath("//script|//style|//blockquote|//code|//input|//option"):
        one.drop_tree()
    return " ".join(page.text_content().split())


@pytest.mark.parametrize("path", PAGES)
def test_a_page_names_parties_and_countries(client, path):
    answer = client.get(path, params={"since": ALL_TIME} if path not in ("/", "/reports") else {})
    assert answer.status_code == 200
    said = words(answer.text)
    assert set(CODE.findall(said)) <= WRITTEN, CODE.findall(said)[:5]
    assert not TWICE.search(said)
    assert not BAD.search(said), BAD.search(said)


def test_a_fact_names_its_parties(client):
    page = lxml.html.document_fromstring(client.get("/facts", params={"since": ALL_TIME}).text)
    links = [a.get("href") for a in page.iter("a") if a.get("href", "").startswith("/facts/fact_")]
    assert len(links) > 10
    for link in links[:25]:
        said = words(client.get(link).text).partition("All that was said")[0]
        assert set(CODE.findall(said)) <= WRITTEN, (link, CODE.findall(said))


@pytest.mark.parametrize("path", ["/balances", "/map"])
def test_the_days_that_are_shown_are_said_and_all_time_is_a_link_away(client, path):
    page = lxml.html.document_fromstring(client.get(path).text)
    assert re.search(r"since 20\d\d-\d\d-\d\d", page.text_content())
    (link,) = [a.get("href") for a in page.iter("a") if a.text_content() == "all time"]
    everything = client.get(link)
    assert everything.status_code == 200
    assert "all time" not in words(everything.text)


@pytest.mark.parametrize(("path", "of"), [("/facts", "facts"), ("/sources", "sources"), ("/disputes", "disputes")])
def test_a_list_is_there_as_csv_within_the_same_limits(client, path, of):
    page = lxml.html.document_fromstring(client.get(path, params={"account": "casualties"}).text)
    (link,) = [a.get("href") for a in page.iter("a") if a.text_content().startswith("CSV")]
    assert f"of={of}" in link
    assert "account=casualties" in link
    answer = client.get(link)
    assert answer.status_code == 200
    assert "," in answer.text.splitlines()[0]


def test_a_source_leads_to_its_page_and_to_its_disputes(client):
    page = lxml.html.document_fromstring(client.get("/sources").text)
    links = {a.get("href").partition("=")[0] for a in page.iter("a")}
    assert "/source?name" in links
    disputed = [a for a in page.iter("a") if a.get("href").startswith("/disputes?source=")]
    assert disputed
    for one in disputed[:5]:
        shown = lxml.html.document_fromstring(client.get(one.get("href")).text)
        assert shown.xpath("//article[@class='dispute']")


def test_what_is_disputed_stands_with_its_sides_on_the_timeline(client):
    page = lxml.html.document_fromstring(client.get("/timeline", params={"limit": 500}).text)
    disputed = [
        one for one in page.xpath("//ol[@class='timeline']/li/ul/li") if one.xpath(".//span[@class='state disputed']")
    ]
    assert disputed
    assert all(len(one.xpath(".//ul[@class='sides']/li")) >= 2 for one in disputed)
    for chart in page.xpath("//figure[@data-chart]/script"):
        assert len(json.loads(chart.text)["x"]) >= 3


def test_a_promise_says_as_of_which_day_it_is_open_or_lapsed(client):
    page = lxml.html.document_fromstring(client.get("/promises", params={"limit": 500}).text)
    rows = [[cell.text_content() for cell in row.iter("td")] for row in page.xpath("//tbody/tr")]
    dated = [row for row in rows if (row[3] and row[4] == "lapsed") or "its day has not come" in row[5]]
    assert dated
    assert all(re.search(r"as of 20\d\d-\d\d-\d\d", row[5]) for row in dated)
