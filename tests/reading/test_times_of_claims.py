"""Which day a claim is of, and what it takes it from."""

import pytest

from wirebook.pipeline import Desk, Settings, open_desk, read_text
from wirebook.types import Period


def _periods(desk: Desk, text: str) -> dict[float | None, Period | None]:
    outcome = read_text(text, desk)
    assert outcome.problem is None
    return {c.amount.low: c.period for c in outcome.reading.claims if c.amount}


@pytest.mark.parametrize(
    ("published", "written", "edtf"),
    [
        ("2023-06", "on 4 June", "2023-06-04"),
        ("2023-06", "on Tuesday", "2023-05-30/2023-06-27"),
        ("2023", "on 4 June", "XXXX-06-04"),
    ],
)
def test_the_month_or_year_of_publication_alone_gives_what_it_can(published: str, written: str, edtf: str) -> None:
    text = f"Shelling killed 14 villagers {written}, medics said."
    period = _periods(open_desk(Settings(published=published)), text)[14]
    assert period is not None
    assert period.edtf.replace("~", "") == edtf


def test_a_year_of_publication_leaves_a_weekday_open() -> None:
    period = _periods(open_desk(Settings(published="2023")), "Shelling killed 14 villagers on Tuesday, medics said.")[
        14
    ]
    assert period is not None
    assert period.start is None


def test_the_day_of_the_news_counts_even_where_its_year_is_open() -> None:
    text = (
        "Rebels killed 14 villagers in Ituri on 23 March, the army said.\n\n"
        "Another nine villagers were wounded, a nurse said.\n"
    )
    periods = _periods(open_desk(Settings()), text)
    assert [p and p.edtf for p in periods.values()] == ["XXXX-03-23", "XXXX-03-23"]


def test_what_happened_this_year_ended_by_the_day_of_the_report() -> None:
    desk = open_desk(Settings(published="2023-06-09"))
    period = _periods(desk, "Shelling killed 14 villagers in Ituri this year, medics said.")[14]
    assert period is not None
    assert (period.start, period.end) == ("2023-01-01", "2023-06-09")


def test_a_range_keeps_the_day_of_its_beginning_where_the_year_is_open() -> None:
    period = _periods(open_desk(Settings()), "From 27 May until this morning 14 fighters were killed, the army said.")[
        14
    ]
    assert period is not None
    assert period.edtf == "XXXX-05-27/.."


def test_a_time_below_another_deed_is_not_the_events() -> None:
    desk = open_desk(Settings(published="2023-06-09"))
    text = "On Friday the army said 14 soldiers came home under a deal brokered during talks on 2 May."
    period = _periods(desk, text)[14]
    assert period is None or not (period.start or "").startswith("2023-05-02")


def test_a_superlatives_since_is_no_time_of_the_event() -> None:
    desk = open_desk(Settings(published="2023-06-09"))
    period = _periods(desk, "The army freed 14 hostages in its largest operation since March 2021.")[14]
    assert period is None or not (period.start or "").startswith("2021")


def test_what_looks_back_dates_itself_alone(desk: Desk) -> None:
    text = (
        "Shelling killed nine people in Kosti on 11 November 2024. The war came after the killing of two soldiers in "
        "May 2024.\n\nTwelve traders were hurt, medics said."
    )
    claims = read_text(text, desk).reading.claims
    hurt = next(c for c in claims if c.measure == "wounded")
    assert hurt.period
    assert hurt.period.edtf == "2024-11-11"


@pytest.mark.parametrize(
    ("text", "number", "edtf"),
    [
        ("They lost 104 men since the start of the siege on 27 May, medics said.", 104, "2023-05-27/.."),
        ("Since the siege of the town began on 27 May, 104 villagers have been killed.", 104, "2023-05-27/.."),
        ("Twelve villagers were killed and nine wounded in shelling on Sunday.", 12, "2023-06-04"),
        ("The mayor said the raids took place on 2 June. Some 43 villagers were killed.", 43, "2023-06-02"),
        ("Nine villagers died on 5 June. Two children in summer dresses were killed.", 2, "2023-06-05"),
        ("The number of men killed since the start of the offensive has risen to 1,410.", 1410, "XXXX-XX-XX"),
        ("Three men were killed on Sunday. The toll since the uprising began is 300, she said.", 300, "XXXX-XX-XX"),
        ("Since the beginning of the crackdown 74 people have been killed, a monitor said.", 74, "XXXX-XX-XX"),
        ("On the third day of the offensive in Sumy, on Sunday, 21 men were killed.", 21, "2023-06-04"),
    ],
)
def test_the_time_of_a_count_and_of_what_is_told_with_it(text: str, number: float, edtf: str) -> None:
    period = _periods(open_desk(Settings(published="2023-06-09")), text)[number]
    assert period is not None
    assert period.edtf == edtf


def test_a_clock_time_is_of_the_day_named_in_the_paragraph_before() -> None:
    text = (
        "Gunmen raided three hamlets in Ituri on Wednesday, a rights group said.\n\n"
        "At 2 a.m. they killed 14 villagers, a nurse said.\n"
    )
    period = _periods(open_desk(Settings(published="2023-06-09")), text)[14]
    assert period is not None
    assert period.edtf == "2023-06-07T02:00"
