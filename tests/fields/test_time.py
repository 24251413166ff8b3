"""Times as news writes them: each form in a sentence of our own, with the interval that it stands for."""

import pytest

from wirebook.fields.time.expressions import Anchor, find_times, read_times, resolve
from wirebook.types import Period

NOV_13 = Anchor("2024-11-13")
"""A Wednesday."""


def only(text: str, anchor: Anchor = NOV_13) -> Period:
    (period,) = read_times(text, anchor)
    assert text[period.span.start : period.span.end] == period.written
    return period


TABLE = """
# days by name
The depot burned on [Wednesday]. | 2024-11-13 | 2024-11-13 | 2024-11-13
The depot burned on [Tuesday]. | 2024-11-12 | 2024-11-12 | 2024-11-12
The depot burned [last Wednesday]. | 2024-11-06 | 2024-11-06 | 2024-11-06
The council will meet on [Friday]. | 2024-11-15 | 2024-11-15 | 2024-11-15
The talks are scheduled for [Wednesday]. | 2024-11-20 | 2024-11-20 | 2024-11-20
A vote comes [next Friday]. | 2024-11-15 | 2024-11-15 | 2024-11-15
Shells fell [early on Sunday]. | 2024-11-10 | 2024-11-10 | 2024-11-10
Shells fell [Wednesday night]. | 2024-11-13 | 2024-11-13 | 2024-11-13
The mayor said it will send aid, she said [Monday]. | 2024-11-11 | 2024-11-11 | 2024-11-11
Two people died [today]. | 2024-11-13 | 2024-11-13 | 2024-11-13
Two people died [yesterday evening]. | 2024-11-12 | 2024-11-12 | 2024-11-12
They leave [tomorrow]. | 2024-11-14 | 2024-11-14 | 2024-11-14
Sirens sounded [last night]. | 2024-11-12 | 2024-11-13 | 2024-11-12/2024-11-13
Sirens sounded [overnight]. | 2024-11-13 | 2024-11-13 | 2024-11-13
Raids [overnight into Monday]. | 2024-11-11 | 2024-11-11 | 2024-11-11
It rained [this morning]. | 2024-11-13 | 2024-11-13 | 2024-11-13
It was shelled on [the first Monday of June 2024]. | 2024-06-03 | 2024-06-03 | 2024-06-03
It fell on [the last Friday in May]. | 2024-05-31 | 2024-05-31 | 2024-05-31
They met on [the second Tuesday of November]. | 2024-11-12 | 2024-11-12 | 2024-11-12
It rained on [the fifth Sunday of February 2025]. | .. | .. | 2025-02
They left in [the last days of May]. | .. | .. | 2024-05
# absolute dates
It began on [13 November 2024]. | 2024-11-13 | 2024-11-13 | 2024-11-13
It began on [November 13, 2024]. | 2024-11-13 | 2024-11-13 | 2024-11-13
It began on [13/11/2024]. | 2024-11-13 | 2024-11-13 | 2024-11-13
It began on [2024-11-13]. | 2024-11-13 | 2024-11-13 | 2024-11-13
It began on [Oct. 7]. | 2024-10-07 | 2024-10-07 | 2024-10-07
It ended on [Monday, Oct. 7]. | 2024-10-07 | 2024-10-07 | 2024-10-07
It ended on [the 12th]. | 2024-11-12 | 2024-11-12 | 2024-11-12
GUARDS SHOT [14 Apr 89]. | 1989-04-14 | 1989-04-14 | 1989-04-14
The handover is due [Jan. 20]. | 2025-01-20 | 2025-01-20 | 2025-01-20
Shelters opened on [Christmas Eve]. | 2024-12-24 | 2024-12-24 | 2024-12-24
# longer stretches
Prices rose in [August]. | 2024-08-01 | 2024-08-31 | 2024-08
Prices rose in [November 2023]. | 2023-11-01 | 2023-11-30 | 2023-11
Prices rose in [early October]. | 2024-10-01 | 2024-10-10 | 2024-10-01~/2024-10-10~
Prices rose in [mid-July]. | 2024-07-11 | 2024-07-20 | 2024-07-11~/2024-07-20~
They must hold out in [2025]. | 2025-01-01 | 2025-12-31 | 2025
Losses in [2023-24] doubled. | 2023-01-01 | 2024-12-31 | 2023/2024
A dam built in [the 1960s]. | 1960-01-01 | 1969-12-31 | 196X
The front froze [this winter]. | 2024-12-01 | 2025-02-28 | 2024-24
It fell in [the spring of 2023]. | 2023-03-01 | 2023-05-31 | 2023-21
In [the third quarter of 2024] it rose. | 2024-07-01 | 2024-09-30 | 2024-35
Aid will shrink [next year]. | 2025-01-01 | 2025-12-31 | 2025
Aid shrank [last month]. | 2024-10-01 | 2024-10-31 | 2024-10
Aid shrank [this week]. | 2024-11-11 | 2024-11-17 | 2024-11-11/2024-11-17
It came [earlier this week]. | 2024-11-11 | 2024-11-13 | 2024-11-11/2024-11-13
# counted from the anchor
Forces gathered in [recent months]. | .. | 2024-11-13 | /2024-11-13
They crossed [three months ago]. | 2024-08-01 | 2024-08-31 | 2024-08~
They crossed [two days ago]. | 2024-11-11 | 2024-11-11 | 2024-11-11
In [the past 24 hours] 3 died. | 2024-11-12 | 2024-11-13 | 2024-11-12/2024-11-13
Over [the past day] 3 died. | 2024-11-12 | 2024-11-13 | 2024-11-12/2024-11-13
[The first time in 73 days]. | 2024-09-01 | 2024-09-01 | 2024-09-01
# bounds and ranges
Pushed out [between now and Jan. 20]. | 2024-11-13 | 2025-01-20 | 2024-11-13/2025-01-20
The siege has lasted [since Oct. 7]. | 2024-10-07 | .. | 2024-10-07/..
The road stays shut [until 20 January]. | .. | 2025-01-20 | ../2025-01-20
It arrives [by the end of the year]. | .. | 2024-12-31 | ../2024-12-31
A truce [from Jan. 1 to Jan. 5]. | 2025-01-01 | 2025-01-05 | 2025-01-01/2025-01-05
Raids on [the night of Nov. 12-13]. | 2024-11-12 | 2024-11-13 | 2024-11-12/2024-11-13
Raids on [the night of 12 to 13 November]. | 2024-11-12 | 2024-11-13 | 2024-11-12/2024-11-13
[Between 2014 and 2018] it was quiet. | 2014-01-01 | 2018-12-31 | 2014/2018
Battles from [3 to 5 November]. | 2024-11-03 | 2024-11-05 | 2024-11-03/2024-11-05
Footage from [Tuesday] showed smoke. | 2024-11-12 | 2024-11-12 | 2024-11-12
They met over [the weekend]. | 2024-11-09 | 2024-11-10 | 2024-11-09/2024-11-10
# the clock
[As of 10 a.m. Friday] 12 were dead. | 2024-11-08T10:00 | 2024-11-08T10:00 | 2024-11-08T10:00
It hit at [06:00]. | 2024-11-13T06:00 | 2024-11-13T06:00 | 2024-11-13T06:00
[Day 993 of the war] brought rain. | 2024-11-12 | 2024-11-12 | 2024-11-12
"""
"""The words in brackets are the expression; then its first day, last day and EDTF, `..` where open."""


def rows() -> list[list[str]]:
    return [line.split(" | ") for line in TABLE.strip().splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(("marked", "start", "end", "edtf"), rows())
def test_a_time_is_an_interval(marked: str, start: str, end: str, edtf: str) -> None:
    period = only(marked.replace("[", "").replace("]", ""))
    written = marked[marked.index("[") + 1 : marked.index("]")]
    assert (period.written, period.start or "..", period.end or "..", period.edtf) == (
        written,
        start,
        end,
        edtf,
    )


@pytest.mark.parametrize(
    "text",
    [
        "They may go, Mr. May said, and march on.",
        "The second man came second to none in a split second.",
        "The Sun and the Sunday Times were burned.",
        "Black Friday sales rose.",
        "A T-72 and a Su-2024 stood there.",
        "Some 2,024 people and about 1990 soldiers fled.",
        "A minute amount of fuel leaked.",
        "A 14-year-old boy was hurt.",
        "The price rose to $2024 and 3.5%.",
    ],
)
def test_no_time_is_read(text: str) -> None:
    assert find_times(text) == ()


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("the nearly three-year war", 3.0, "year"),
        ("sirens for hours", None, "hour"),
        ("fought for two and a half weeks", 2.5, "week"),
        ("for the first time in 73 days", 73.0, "day"),
    ],
)
def test_lengths_keep_their_number(text: str, number: float | None, unit: str) -> None:
    (words,) = find_times(text)
    assert (words.number, words.unit) == (number, unit)


def test_a_length_is_no_date() -> None:
    assert read_times("The nearly three-year war went on for hours, daily.", NOV_13) == ()


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("on Wednesday", "XXXX-XX-XX"),
        ("on Nov. 13", "XXXX-11-13"),
        ("in August", "XXXX-08"),
        ("last month", "XXXX-XX-XX"),
    ],
)
def test_without_an_anchor_nothing_is_guessed(text: str, edtf: str) -> None:
    period = only(text, Anchor(None))
    assert (period.start, period.end, period.edtf, period.anchor) == (None, None, edtf, None)
    assert period.assumed == (f"no publication date: {period.written!r} stays open",)


def test_an_absolute_date_needs_no_anchor() -> None:
    assert only("on 3 May 2023", Anchor(None)).start == "2023-05-03"
    assert only("on 3 May 2023").anchor is None
    assert only("on Monday").anchor == "published 2024-11-13"


def test_a_day_later_counts_from_the_day_before_it() -> None:
    first, second = read_times("The bridge fell on Nov. 2. A day later, it was rebuilt.", NOV_13)
    assert (first.start, second.start) == ("2024-11-02", "2024-11-03")
    assert "counted from 'Nov. 2'" in second.assumed


def test_a_day_after_something_stays_open_without_it() -> None:
    (words,) = find_times("a day after the office said so")
    assert resolve(words, NOV_13).start is None
    said = resolve(find_times("Tuesday")[0], NOV_13)
    assert resolve(words, NOV_13, reference=said).start == "2024-11-13"


def test_a_wrong_weekday_is_noted() -> None:
    assert "is not the weekday that is written" in only("on Monday, Nov. 13, 2024").assumed[0]


def test_an_ambiguous_date_stays_open() -> None:
    assert only("on 03/04/2024").start is None
    assert only("on 03/04/2024").edtf == "2024"


def test_a_range_of_clock_times_shares_its_day() -> None:
    period = only("Raids came between 6 a.m. and 9 a.m. on Monday.")
    assert (period.start, period.end) == ("2024-11-11T06:00", "2024-11-11T09:00")


def test_zones_are_reckoned_when_both_are_known() -> None:
    assert only("at 0400 GMT", Anchor("2024-11-13", zone=120)).start == "2024-11-13T06:00"
    assert only("at 23:00 GMT", Anchor("2024-11-13", zone=120)).start == "2024-11-14T01:00"
    assert "clock time is GMT" in only("at 0400 GMT").assumed


def test_a_month_of_last_or_this_year_is_of_that_year() -> None:
    assert only("It began in February this year.").start == "2024-02-01"
    assert only("The strike in March last year killed two.").start == "2023-03-01"
    assert only("A vote is due in March next year.").start == "2025-03-01"


def test_a_weekday_finds_its_year_over_a_gap_of_eleven() -> None:
    (period,) = read_times("She fled on Friday, Oct. 23, they said.", Anchor("1998-12-03", "published"))
    assert period.start == "1998-10-23"


def test_a_limit_that_opens_a_past_sentence_is_past() -> None:
    assert only("But by Monday, rescuers cleared the road.").end == "2024-11-11"
    assert only("The truce holds until Friday, officials said.").end == "2024-11-15"


def test_a_limit_after_a_past_verb_lies_behind() -> None:
    assert only("The toll reached 101 by Tuesday dawn.").end == "2024-11-12"
    assert only("More than 90 people have been killed until Tuesday.").end == "2024-11-12"
    assert only("The army said it wants to finish by Friday.").end == "2024-11-15"


def test_the_week_of_a_day() -> None:
    period = only("Aid arrived in the week of 6 November, the agency said.")
    assert (period.start, period.end) == ("2024-11-04", "2024-11-10")
    assert (only("In the week ending 10 November 40 died.").start) == "2024-11-04"


def test_high_noon_is_no_time() -> None:
    assert not find_times("It was high noon for the cabinet.")


def test_what_could_not_be_verified_is_past() -> None:
    assert only("The toll could not be independently verified Tuesday.").start == "2024-11-12"
    assert only("Rebels could attack on Tuesday.").start == "2024-11-19"


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        ("2024-08-16", "More than 40,000 people have been killed since Oct. 7, the ministry said.", "2023-10-07/.."),
        ("2024-08-16", "Since September the army has lost 40 tanks.", "2023-09/.."),
        ("2025-06-06", "The agency needs $90 million to feed families until September.", "../2025-09"),
        ("2022-12-21", "It will be spent before April 5, he said.", "../2023-04-05"),
        ("2025-03-02", "All hostages will be home by Christmas, the president said.", "../2025-12-25"),
        ("2025-04-15", "Germany promised to deliver 300 prefabricated houses by 30 June.", "../2025-06-30"),
        ("2025-06-06", "They fought until May 2.", "../2025-05-02"),
    ],
)
def test_an_open_stretch_lies_where_its_word_looks(published: str, text: str, expected: str) -> None:
    (found,) = read_times(text, Anchor(published))
    assert found.edtf == expected


@pytest.mark.parametrize(
    ("text", "start", "end", "edtf"),
    [
        ("the last three days of May 2024", "2024-05-29", "2024-05-31", "2024-05-29/2024-05-31"),
        ("the first ten days of June 2024", "2024-06-01", "2024-06-10", "2024-06-01/2024-06-10"),
        ("the first two weeks of June 2024", "2024-06-01", "2024-06-14", "2024-06-01/2024-06-14"),
        ("the last two months of 2023", "2023-11-01", "2023-12-31", "2023-11-01/2023-12-31"),
        ("the second half of 2023", "2023-07-01", "2023-12-31", "2023-41"),
        ("the first half of May 2024", "2024-05-01", "2024-05-15", "2024-05-01~/2024-05-15~"),
        ("the second three days of May 2024", None, None, "2024-05"),
        ("fiscal year 2023", "2023-01-01", "2023-12-31", "2023~"),
        ("2022-23", "2022-01-01", "2023-12-31", "2022/2023"),
        ("1998-99", "1998-01-01", "1999-12-31", "1998/1999"),
        ("the 1990s", "1990-01-01", "1999-12-31", "199X"),
        ("6:05 on 3 May 2024", "2024-05-03T06:05", "2024-05-03T06:05", "2024-05-03T06:05"),
        ("6:30 p.m. on 3 May 2024", "2024-05-03T18:30", "2024-05-03T18:30", "2024-05-03T18:30"),
        ("12:30 a.m. on 3 May 2024", "2024-05-03T00:30", "2024-05-03T00:30", "2024-05-03T00:30"),
        ("Good Friday", "2024-03-29", "2024-03-29", "2024-03-29"),
        ("Easter Monday", "2024-04-01", "2024-04-01", "2024-04-01"),
        ("Easter Monday 2022", "2022-04-18", "2022-04-18", "2022-04-18"),
        ("two days before 3 May 2024", "2024-05-01", "2024-05-01", "2024-05-01"),
        ("shortly after 3 May 2024", "2024-05-03", "2024-05-03", "2024-05-03~"),
    ],
)
def test_a_part_of_a_longer_time(text: str, start: str | None, end: str | None, edtf: str) -> None:
    period = only(f"It fell in {text}.")
    assert (period.written, period.start, period.end, period.edtf) == (text, start, end, edtf)


@pytest.mark.parametrize(
    ("later", "start", "end"),
    [
        ("Hours later", "2024-05-03", "2024-05-03"),
        ("Weeks later", "2024-05-03", None),
        ("Weeks earlier", None, "2024-05-03"),
    ],
)
def test_some_time_from_a_day_has_one_end_unless_it_is_hours(later: str, start: str | None, end: str | None) -> None:
    period = read_times(f"It began on 3 May 2024. {later} it ended.", NOV_13)[-1]
    assert (period.written, period.start, period.end, period.approximate) == (later, start, end, True)
