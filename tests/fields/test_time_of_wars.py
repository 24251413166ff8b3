"""Times that count from a war: which words are one, which war it is, and which day that gives."""

import pytest

from wirebook.fields.time.expressions import Anchor, find_times, read_times

NOV_13 = Anchor("2024-11-13")
UKRAINE, GAZA, SUDAN = "2022-02-24", "2023-10-07", "2023-04-15"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("It has rained since the invasion. Kyiv was hit.", UKRAINE),
        ("It has rained since the invasion. Kyiv and Gaza were hit.", None),
        ("It has rained since the invasion.", None),
        ("It has rained since the war in Gaza. Kyiv and Gaza were hit.", GAZA),
        ("It has rained since the war in Yemen. Kyiv was hit.", None),
        ("It has rained since Sudan's war. Gaza was hit.", SUDAN),
        ("The 10th day of the war was dark. Gaza was hit.", "2023-10-16"),
        ("The 10th day of the war was dark.", None),
        ("The 402nd day of the war was dark.", "2024-11-11"),
        ("The 400th day of the war was dark.", None),
    ],
)
def test_the_war_is_named_beside_it_or_is_the_only_one_of_the_report(text: str, start: str | None) -> None:
    (period,) = read_times(text, NOV_13)
    assert period.start == start


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Since the war began it rained.", ["Since the war began"]),
        ("Since the war it rained.", ["Since the war"]),
        ("Since the war is bad it rained.", []),
        ("After the war began it rained.", ["After the war began"]),
        ("After the war it rained.", []),
        ("Since the war began on Oct. 7 it rained.", ["Oct. 7"]),
        ("The start of the war began a storm.", ["The start of the war"]),
        ("Since the start of the war it rained.", ["Since the start of the war"]),
        ("Since the ceasefire took effect it rained.", ["Since the ceasefire took effect"]),
        ("After the ceasefire took effect it rained.", []),
        ("The start of the siege was dark.", ["The start of the siege"]),
        ("The 10th day of the siege was dark.", []),
    ],
)
def test_which_words_count_from_a_war(text: str, written: list[str]) -> None:
    assert [words.written for words in find_times(text)] == written


def test_the_first_day_of_a_siege_is_in_no_table() -> None:
    (period,) = read_times("Since the siege began it rained. Gaza was hit.", NOV_13)
    assert (period.start, period.edtf) == (None, "XXXX-XX-XX")
