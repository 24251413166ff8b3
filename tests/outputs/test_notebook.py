"""What a notebook is given: frames of every table, and pictures that show what they say."""

import re

import pyarrow as pa
import pytest

from wirebook.ledger.ledger import open_ledger
from wirebook.outputs import frames, notebook
from wirebook.outputs.errors import ExportError
from wirebook.pipeline import Settings, open_desk, read_text

STORY = """Published: 2031-03-05
Publisher: Dnipro <Wire>

Russia launched 90 drones & six missiles overnight, Ukraine's air force said. It said 37 drones were shot down and
another 47 were disabled by jamming. Nine people were killed in Dnipro on Tuesday, the regional governor said.
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    outcome = read_text(STORY, open_desk(Settings()))
    with open_ledger(tmp_path_factory.mktemp("l") / "books.db") as books:
        books.add(outcome.reading, outcome.findings)
        yield books


def test_frames_of_every_table_agree(ledger):
    for table in ("claims", "facts", "balances", "sources"):
        rows = frames.arrow(ledger, table)
        assert isinstance(rows, pa.Table)
        assert rows.num_rows > 0
        assert frames.pandas(ledger, table).shape == frames.polars(ledger, table).shape == rows.shape
    assert frames.arrow(ledger, "revisions").num_rows == 0
    assert frames.pandas(ledger, account="casualties")["low"].tolist() == [9]
    assert frames.polars(ledger, "facts", place="Dnipro")["low"].to_list() == [9]
    with pytest.raises(ExportError, match="no table 'things'"):
        frames.arrow(ledger, "things")


def test_a_report_shows_all_its_text_with_its_claims_marked(ledger):
    reading = next(ledger.readings())
    page = notebook.report(reading)._repr_html_()
    body = page.partition('pre-wrap">')[2]
    assert (
        re.sub(r"<[^>]+>", "", body).replace("&amp;", "&").replace("&#x27;", "'").strip() == reading.report.text.strip()
    )
    marked = re.findall(r'title="([^"]*)">([^<]*)</mark>', body)
    assert {words for _, words in marked} == {"90", "six", "37", "47", "Nine"}
    assert any("jammed" in title for title, words in marked if words == "47")
    assert "<script" not in page


def test_balances_and_days_are_pictures(ledger):
    bars = str(notebook.balances(ledger.balances()))
    assert "<svg" in bars
    assert "90 launched" in bars
    days = str(notebook.timeline(ledger.timeline()))
    assert "2031-03-04" in days
    assert "9 people killed in Dnipro" in days
