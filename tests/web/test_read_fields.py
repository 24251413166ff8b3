"""Date, title, publisher and address of a pasted report: all optional, they win, and they come back with the form."""

import re

import lxml.html
import pytest

from wirebook.ledger.ledger import open_ledger
from wirebook.outputs.web.given import Given

TEXT = "Artillery killed two people in Kharkiv on Monday, the governor said.\r\n\r\nHe named no names.\r\n"
FIELDS = {"published": "2025-06-04", "title": "Two dead", "publisher": "Eastern Wire", "url": "https://wire.example/2"}


@pytest.fixture
def writing(served, books):
    return served(books)


@pytest.fixture
def word(writing):
    return re.search(r'name="csrf" value="([^"]+)"', writing.get("/read").text)[1]


def values(text: str) -> dict[str, str]:
    page = lxml.html.document_fromstring(text)
    return {one.get("name"): one.get("value") or "" for one in page.iter("input") if one.get("name") in FIELDS}


def test_weekdays_are_resolved_by_the_date_and_the_fields_are_kept(writing, word, books):
    form = {"csrf": word, "text": TEXT, **FIELDS}
    shown = writing.post("/read", data=form)
    assert shown.status_code == 200
    assert "2025-06-02" in shown.text
    assert values(shown.text) == FIELDS
    kept = writing.post("/read", data={**form, "keep": "1"})
    with open_ledger(books) as ledger:
        report = ledger.report(kept.headers["location"].rpartition("/")[2])
    assert (report.published[:10], report.title, report.publisher, report.url) == tuple(FIELDS.values())
    assert report.text.startswith("Artillery killed")


def test_without_any_field_a_report_is_read_as_before(writing, word):
    answer = writing.post("/read", data={"csrf": word, "text": TEXT, **dict.fromkeys(FIELDS, "")})
    assert answer.status_code == 200
    assert "no date" in answer.text


def test_the_form_comes_back_with_what_was_given(writing, word):
    changed = writing.post("/read", data={"csrf": word, "text": TEXT, **FIELDS, "edit": "1"})
    assert values(changed.text) == FIELDS
    assert "He named no names." in changed.text
    refused = writing.post("/read", data={"csrf": word, "text": "", **FIELDS})
    assert refused.status_code == 400
    assert values(refused.text) == FIELDS
    wrong = writing.post("/read", data={"csrf": word, "text": TEXT, **FIELDS, "published": "someday"})
    assert wrong.status_code == 400
    assert "“someday” is no date" in wrong.text


def test_the_date_holds_for_a_dropped_file_too(writing, word):
    files = {"file": ("toll.txt", TEXT.encode())}
    assert "2025-06-02" in writing.post("/read", data={"csrf": word, **FIELDS}, files=files).text


def test_what_is_given_wins_over_the_header_of_the_text():
    given = Given(published="2025-06-04", title="Two dead")
    assert given.above("Published: 2020-01-01\n\nText.") == (
        "Published: 2025-06-04\nTitle: Two dead\nPublished: 2020-01-01\n\nText."
    )
    assert given.above("Text.") == "Published: 2025-06-04\nTitle: Two dead\n\nText."
    assert Given().above("Text.") == "Text."
