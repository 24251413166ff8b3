"""Bytes → Report: what a report's text, headline, header and id are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebook.intake import Intake, Received, read_date, receive, receive_text

NEWS = "Shells hit a market in Khartoum on Monday, killing 12 people, the doctors' union said."
HEADED = f"Published: 2025-05-06\nTitle: Market shelled\nPublisher: Example\nURL: https://example.org/1\n\n{NEWS}\n"


def read(text: str, **options: str) -> Received:
    received, problem = receive_text(text, "report.txt", Intake(**options))
    assert problem is None
    assert received is not None
    return received


def test_a_header_is_metadata_and_the_text_begins_below_it() -> None:
    received = read(HEADED)
    report = received.report
    assert report.text == NEWS + "\n"
    assert received.first_line == 6
    assert (report.published, report.title, report.publisher, report.url) == (
        "2025-05-06",
        "Market shelled",
        "Example",
        "https://example.org/1",
    )


@pytest.mark.parametrize(
    "text",
    [
        f"Blinken: Aid will arrive\n\n{NEWS}",
        f"Published: 2025-05-06\n{NEWS}",
        f"{NEWS}\nPublished: 2025-05-06\n\n",
    ],
)
def test_what_is_no_header_stays_in_the_text(text: str) -> None:
    received = read(text)
    assert received.report.text == text
    assert (received.first_line, received.report.published) == (1, None)


def test_the_option_wins_over_the_header() -> None:
    assert read(HEADED, published="2025-05-07").report.published == "2025-05-07"


def test_a_header_whose_date_is_none_is_told_and_the_report_read() -> None:
    received = read(f"Published: last week\n\n{NEWS}")
    assert received.report.published is None
    assert "“last week”, its day of publication, is no date" in received.notes[0].what


@pytest.mark.parametrize(
    ("first", "headline"),
    [
        ("Market shelled in Khartoum\n\n", "Market shelled in Khartoum"),
        ("  Market shelled in Khartoum\r\n\r\n", "Market shelled in Khartoum"),
        ("Is the war ending?\n\n", "Is the war ending?"),
        ("The market was shelled on Monday.\n\n", None),
        ("Market shelled in Khartoum\n", None),
        ("KHARTOUM, Sudan — Shells hit a market\n\n", None),
        ("", None),
        (("word " * 60) + "\n\n", None),
    ],
)
def test_a_headline_is_a_short_first_line_that_stands_alone(first: str, headline: str | None) -> None:
    report = read(first + NEWS).report
    assert (report.text[slice(*report.headline)] if report.headline else None) == headline
    assert report.title == headline


def test_a_title_from_the_header_is_the_headline_only_where_the_text_repeats_it() -> None:
    assert read(HEADED).report.headline is None
    repeated = read(HEADED.replace(NEWS, f"Market shelled\n\n{NEWS}")).report
    assert repeated.headline == (0, len("Market shelled"))


def test_the_dateline_is_found() -> None:
    dateline = read(f"KHARTOUM, Sudan, May 6 — {NEWS}", published="2025-05-06").report.dateline
    assert dateline is not None
    assert "khartoum" in dateline.place.lower()
    assert dateline.date == "2025-05-06"


def test_the_same_report_has_the_same_id_from_any_path() -> None:
    one, _ = receive(HEADED.encode(), "a.txt", Intake())
    other, _ = receive(HEADED.encode("utf-16"), "folder/b.txt", Intake())
    assert one is not None
    assert other is not None
    assert one.report.id == other.report.id
    assert one.report.id != read(NEWS).report.id
    assert one.report.id != read(HEADED, published="2025-05-07").report.id


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-11-13", "2024-11-13"),
        ("13 November 2024", "2024-11-13"),
        ("November 13, 2024", "2024-11-13"),
        ("Nov 13, 2024", "2024-11-13"),
        ("2024-11-13T06:00:00+02:00", "2024-11-13T06:00:00+02:00"),
        ("2024-11-13T06:00:00", "2024-11-13"),
        ("Wed, 13 Nov 2024 06:00:00 +0200", "2024-11-13T06:00:00+02:00"),
        ("2024-11", "2024-11"),
        ("November 2024", "2024-11"),
        ("2024", "2024"),
        ("2024-13-11", None),
        ("2024-13", None),
        ("soon", None),
        ("", None),
        ("1", None),
    ],
)
def test_dates_are_read_as_people_write_them(written: str, date: str | None) -> None:
    assert read_date(written) == date


@given(st.text(max_size=300))
def test_any_text_gives_a_report_or_a_problem_and_never_both_or_none(text: str) -> None:
    received, problem = receive_text(text, "report.txt", Intake())
    assert (received is None) != (problem is None)
    if received is not None:
        assert text.endswith(received.report.text)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_report_or_a_problem(data: bytes) -> None:
    received, problem = receive(data, "report.txt", Intake())
    assert (received is None) != (problem is None)
