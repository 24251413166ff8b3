"""Datelines: the place and day that head a dispatch, and the lines that only look like one."""

import pytest

from wirebook.fields.time.dateline import find_dateline, find_head
from wirebook.fields.time.expressions import Anchor

JUNE_10 = Anchor("2024-06-10")


@pytest.mark.parametrize(
    ("text", "place", "date", "agency"),
    [
        ("KYIV, Ukraine — The bridge stands.", "KYIV", None, None),
        ("BEIRUT (AP) - The port reopened.", "BEIRUT", None, "AP"),
        ("KHARTOUM, April 3 (Reuters) - The market burned.", "KHARTOUM", "2024-04-03", "Reuters"),
        ("Jerusalem | 5 May 2024\nThe road is shut.", "Jerusalem", "2024-05-05", None),
        ("GENEVA/CAIRO, 3 June 2024 \u2013 Aid is late.", "GENEVA/CAIRO", "2024-06-03", None),
        ("Bridge stands\n\nPORT SUDAN (AFP) — The bridge stands.", "PORT SUDAN", None, "AFP"),
        ("Kyiv (AFP) \u2013 The bridge stands.", "Kyiv", None, "AFP"),
        ("ADEN, 1 June, 2024 (Monitor): The bridge stands.", "ADEN", "2024-06-01", "Monitor"),
        ("GENEVA, 3 June 2024 (GWN): Aid is late.", "GENEVA", "2024-06-03", "GWN"),
    ],
)
def test_a_dateline_is_read(text: str, place: str, date: str | None, agency: str | None) -> None:
    head = find_head(text, JUNE_10)
    assert head
    assert (head.dateline.place, head.dateline.date, head.agency) == (place, date, agency)
    assert text[head.dateline.span.start :].startswith(place)


@pytest.mark.parametrize(
    "text",
    [
        "(MENAFN- Agency) The bridge stands.",
        "NATO — the alliance — met.",
        "The war — it went on.",
        "MOSCOW. The bridge stands.",
        "On Tuesday, 5 June 2024\nThe bridge stands.",
        "The ministry said on Monday, 3 June 2024 - that is, late - that it fell.",
        "ANALYSIS - What the bridge means",
        "",
    ],
)
def test_an_ordinary_line_is_no_dateline(text: str) -> None:
    assert find_dateline(text, JUNE_10) is None


def test_a_date_without_its_year_needs_an_anchor() -> None:
    dateline = find_dateline("KHARTOUM, April 3 (Reuters) - The market burned.", Anchor(None))
    assert dateline
    assert dateline.date is None
