"""Who wrote a report and on which day, where it stands above the text and nowhere else."""

import inputs_made as made
import pytest
from fpdf import FPDF

from wirebook.intake import Intake, receive, receive_text
from wirebook.intake.formats.masthead import find_byline, find_day

BODY = "Shells killed eight people in Tripoli on Monday, an official said."


@pytest.mark.parametrize(
    ("line", "names", "agency"),
    [
        ("By Ann Moreau", "Ann Moreau", None),
        ("By Ann Moreau | Reuters", "Ann Moreau", "Reuters"),
        ("By Ann Moreau, Reuters", "Ann Moreau", "Reuters"),
        ("By Ann Moreau and Tarek Said, Associated Press", "Ann Moreau, Tarek Said", "Associated Press"),
        ("By Ann Moreau, Tarek Said and Li Wei in Goma, Congo | AFP", "Ann Moreau, Tarek Said, Li Wei", "AFP"),
        ("By María de la Cruz, The Associated Press", "María de la Cruz", "Associated Press"),
        ("by Jean-Pierre O'Neil – Radio Dabanga", "Jean-Pierre O'Neil", "Radio Dabanga"),
        ("BY ANN MOREAU", "ANN MOREAU", None),
        ("By Ann Moreau, Correspondent", "Ann Moreau", None),
        ("By Reuters Staff", None, "Reuters"),
        ("By AFP", None, "AFP"),
    ],
)
def test_a_byline_is_no_title(line, names, agency):
    for text in (f"{line}\n\n{BODY}", f"{line}\n{BODY}\n\n{BODY}"):
        report = receive_text(text, "a", Intake())[0].report
        assert (report.title, report.byline, report.agency) == (None, names, agency)
    for text in (f"Shells hit Tripoli\n\n{line}\n\n{BODY}", f"{line}\n\nShells hit Tripoli\n\n{BODY}"):
        report = receive_text(text, "a", Intake())[0].report
        assert (report.title, report.byline, report.agency) == ("Shells hit Tripoli", names, agency)
        assert text[report.headline.start : report.headline.end] == "Shells hit Tripoli"


@pytest.mark.parametrize(
    "line",
    [
        "By Land And Sea",
        "By Monday Night",
        "By sea and air",
        "By Sea",
        "By Friday Kyiv Had Fallen",
        "By the River Dnipro",
    ],
)
def test_a_title_that_begins_with_by_is_none(line):
    assert find_byline(f"{line}\n\n{BODY}") is None
    assert find_byline(f"{BODY}\n\nBy Ann Moreau, who was there, it was told otherwise.") is None


def test_what_the_header_says_wins():
    text = f"Byline: Li Wei\nAgency: AFP\n\nBy Ann Moreau | Reuters\n\n{BODY}"
    report = receive_text(text, "a", Intake())[0].report
    assert (report.byline, report.agency) == ("Li Wei", "AFP")


def bulletin(*lines):
    file = FPDF()
    file.add_page()
    file.set_font("helvetica", size=11)
    for number, line in enumerate(lines):
        file.text(15, 20 + 7 * number, line)
    return bytes(file.output())


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Tuesday 8 October 2024", "2024-10-08"),
        ("Daily bulletin no. 12 - October 8, 2024", "2024-10-08"),
        ("Published: 8 October 2024 10:00", "2024-10-08"),
        ("The attack of 24 February 2022", None),
        ("08/10/2024", None),
    ],
)
def test_the_day_at_the_head_of_a_document_is_that_of_its_publication(line, day):
    data = bulletin("Press office of the governor", line, BODY)
    report = receive(data, "b.pdf", Intake())[0].report
    assert report.published == day
    assert receive(data, "b.pdf", Intake(published="2024-10-09"))[0].report.published == "2024-10-09"
    assert find_day(f"{line}\n\n{BODY}") == day


def test_a_day_far_down_is_none_of_publication():
    assert find_day("\n".join([BODY] * 8 + ["8 October 2024"])) is None
    assert receive(made.pdf(), "b.pdf", Intake())[0].report.published is None
