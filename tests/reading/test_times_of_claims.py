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
