"""Balances on the page and in its interface: verdicts in words, sums by week, what was not read, series by night."""

import re

import pytest
from web_clients import TestClient

from wirebook.ledger.ledger import open_ledger
from wirebook.outputs.web.render import HERE
from wirebook.pipeline import read_text


def _text(day, body):
    return f"Title: Night over the border\nPublisher: Border Wire\nPublished: 2025-05-{day:02}\n\n{body}\n"


TEXTS = (
    _text(
        6,
        "India launched 40 drones at Lahore overnight, Pakistan's military said on Tuesday. It shot down 25 of the "
        "drones. Some 9 lay somewhere, of which nothing was told.",
    ),
    _text(
        7,
        "India launched 30 drones overnight, Pakistan's military said on Wednesday. It said 30 were shot down.",
    ),
    _text(9, "Pakistan's military put the number of drones at 55 on Friday, the largest raid of the week."),
)


@pytest.fixture
def client(desk, served, tmp_path) -> TestClient:
    with open_ledger(tmp_path / "border.db") as ledger:
        for number, text in enumerate(TEXTS):
            outcome = read_text(text, desk, f"{number}.txt")
            ledger.add(outcome.reading, outcome.findings)
    return served(tmp_path / "border.db")


def test_verdicts_stand_in_words_and_a_rest_is_not_shown_as_explained(client):
    shown = client.get("/balances").text
    assert 'class="verdict not_explained">adds up, 15 not explained<' in shown
    assert 'class="balance not_explained"' in shown
    assert 'class="verdict adds_up">adds up<' in shown
    assert not re.search(r'class="verdict (exact|loose|broken)"', shown)
    front = client.get("/").text
    assert "adds up, some not explained" in front


def test_what_was_not_read_is_not_said_to_be_unreported(client):
    shown = client.get("/balances").text
    (first,) = re.findall(r"<figcaption>(?:(?!</figcaption>).)*15 not explained.*?</figcaption>", shown, re.DOTALL)
    assert "not read: jammed" in first
    assert "no account took “Some 9”" in first
    assert "not reported" not in first
    (other,) = re.findall(r"<figcaption>(?:(?!</figcaption>).)*>adds up<.*?</figcaption>", shown, re.DOTALL)
    assert "not reported: jammed" in other


def test_the_page_sums_by_week(client):
    shown = client.get("/balances", params={"by": "week"}).text
    assert "2025-W19" in shown
    assert "125 launched on 3 nights of 2025-W19" in shown
    assert "the largest 55 on 2025-05-09" in shown
    assert "no figure for 2025-05-05, 2025-05-08" in shown
    assert "not told of every night: intercepted" in shown or "not read: intercepted" in shown


def test_the_interface_gives_the_nights_of_a_week(client):
    rows = client.get("/api/v1/balances", params={"by": "week"}).json()["items"]
    (found,) = [one for one in rows if one["item"] == "drone"]
    assert (found["standing"], found["says"]) == ("not_explained", "adds up, 70 not explained")
    assert [night["low"] for night in found["nights"]] == [40, 30, 55]
    assert found["gaps"] == ["2025-05-05", "2025-05-08"]


def test_over_time_has_every_night_with_a_whole(client):
    shown = client.get("/over-time").text
    assert "drones launched" in shown
    for number in (40, 30, 55):
        assert re.search(rf'title="2025-05-0\d: {number}, [^"]+">{number}<', shown)
    assert "2025-05-06: 40, adds up, 15 not explained" in shown


def test_what_is_not_explained_has_a_colour_of_its_own():
    css = (HERE / "static" / "page.css").read_text("utf-8")
    colours = {
        standing: re.search(rf"\.balance\.{standing}\{{border-color:var\((--\w+)\)", css)[1]
        for standing in ("adds_up", "not_explained", "cannot_say", "does_not_add_up")
    }
    assert len(set(colours.values())) == 4
    for variable in colours.values():
        assert len(re.findall(rf"{variable}:#[0-9a-f]{{6}}", css)) == 2  # by day and by night
