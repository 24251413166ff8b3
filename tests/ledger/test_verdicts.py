"""What a verdict means to a reader: in words, with what is not explained, and what was not read."""

import pytest
from book_readings import add, on, report, told

from wirebook.ledger.balances.balance import draw_up
from wirebook.ledger.balances.verdicts import STANDINGS, title_of, with_standing
from wirebook.outputs.wording import missing_words
from wirebook.packs import load_packs
from wirebook.pipeline import Desk, open_desk, read_text
from wirebook.types import Balance, Entry, Finding, Span


@pytest.fixture(scope="module")
def desk() -> Desk:
    return open_desk()


def night(*numbers):
    names = ("launched", "intercepted", "jammed")
    return [
        told(name, "drone", number, "air force", account="air_attack", place="Ukraine", period=on(1), **more)
        for name, (number, more) in zip(names, numbers, strict=False)
    ]


def drawn(*numbers):
    reading, _ = report(*night(*[(one, {}) if isinstance(one, int) else one for one in numbers]))
    return draw_up(reading.claims, load_packs())[0]


@pytest.mark.parametrize(
    ("balance", "standing", "says"),
    [
        (drawn(90, 54, 36), "adds_up", "adds up"),
        (drawn(90, 54, 21), "not_explained", "adds up, 15 not explained"),
        (drawn(90, 60), "not_explained", "adds up, 30 not explained"),
        (drawn(90, (50, {"high": 60})), "not_explained", "adds up, 30 to 40 not explained"),
        (drawn(90, (80, {"high": 100})), "cannot_say", "cannot say"),
        (drawn(90, 60, 40), "does_not_add_up", "does not add up"),
    ],
)
def test_a_verdict_says_in_words_what_it_is_worth(balance, standing, says):
    assert (balance.standing, balance.says) == (standing, says)


@pytest.mark.parametrize(
    ("identity", "parts", "rest", "verdict", "standing"),
    [
        ("part-of-whole", (40,), ("", 50, 50), "loose", "not_explained"),
        ("part-of-whole", (40,), ("", 0, 50), "loose", "adds_up"),
        ("part-of-whole", (90,), ("", 0, 50), "loose", "adds_up"),
        ("part-of-whole", (91,), ("", 0, 50), "loose", "cannot_say"),
        ("part-of-whole", (None,), ("", 0, 50), "loose", "cannot_say"),
        ("part-of-whole", (40,), ("others", 0, 50), "loose", "cannot_say"),
        ("part-of-whole", (40,), ("", 10, 50), "loose", "adds_up"),
        ("part-of-whole", (40,), ("", 50, 50), "exact", "adds_up"),
        ("regions-within-nation", (40, 50), ("", 0, 50), "loose", "adds_up"),
        ("regions-within-nation", (40, 51), ("", 0, 50), "loose", "cannot_say"),
        ("bins", (40,), ("", 0, 50), "loose", "cannot_say"),
        ("bins", (40,), ("others", 10, 50), "loose", "not_explained"),
        ("bins", (40,), ("others", 0, 0), "exact", "adds_up"),
        ("bins", (), ("", 0, 0), "exact", "cannot_say"),
        ("bins", (), ("", 0, 0), "broken", "does_not_add_up"),
    ],
)
def test_a_verdict_and_its_rest_make_the_standing(identity, parts, rest, verdict, standing):
    entries = tuple(Entry("part", 0, high, ("clm",)) for high in parts)
    whole = Entry("whole", 90, 95, ("clm",))
    told_so = Balance("b", "raid", identity, "drone", "r", None, None, whole, entries, *rest, verdict, (), "")
    assert with_standing(told_so).standing == standing


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(1500, 1500, "1,500"), (2, 3.5, "2 to 3.5"), (2, None, "2 or more")],
)
def test_what_is_not_explained_is_told_as_a_range(low, high, words):
    whole, part = Entry("whole", 90, 90, ()), Entry("part", 1, 1, ())
    told_so = Balance(
        "b", "raid", "bins", "drone", "r", None, None, whole, (part,), "others", low, high, "loose", (), ""
    )
    assert with_standing(told_so).says == f"adds up, {words} not explained"


def test_every_standing_has_its_words():
    assert len({title_of(standing) for standing in STANDINGS}) == len(STANDINGS) == 4


def test_a_rest_is_never_in_the_standing_of_what_is_explained():
    for left in (1, 30, 89):
        assert drawn(90, 90 - left).standing == "not_explained"


def test_a_part_within_its_whole_adds_up(desk):
    (balance,) = read_text(
        "Shelling killed eight people, including three children, the mayor of Aden said.", desk
    ).balances
    assert (balance.identity, balance.standing) == ("part-of-whole", "adds_up")


# ---------------------------------------------------------------- not read, not reported

READ = "Russia launched 90 drones overnight, the air force said. It shot down 54 of the drones."
UNREAD = f"{READ} Some 21 ended up in a place of which nothing was told."


def test_a_report_whose_numbers_are_all_read_did_not_report_the_rest(desk):
    (balance,) = read_text(READ, desk).balances
    assert balance.unread == ()
    assert missing_words(balance).startswith("not reported: jammed")


def test_a_report_with_numbers_that_nothing_took_was_not_read(desk):
    outcome = read_text(UNREAD, desk)
    (balance,) = outcome.balances
    assert balance.unread == ("Some 21",)
    assert missing_words(balance).startswith("not read: jammed")
    assert "no account took “Some 21”" in missing_words(balance)
    assert "not reported" not in missing_words(balance)
    (told_of,) = [finding for finding in outcome.findings if finding.code == "WB302"]
    assert "not read: “Some 21”" in told_of.message


def test_numbers_of_other_things_leave_a_balance_alone(desk):
    text = f"{READ} The governor spoke of 12 of the 40 soldiers and of 300 houses near the front."
    (balance,) = [one for one in read_text(text, desk).balances if one.account == "air_attack"]
    assert balance.unread == ()


def test_the_books_say_not_read_as_the_report_does(ledger):
    reading, _ = report(*night((90, {}), (54, {})))
    found = [
        Finding("WB404", "note", "no account took it", reading.report.id, Span(0, 3), (), item, written)
        for item, written in (("drone", "21"), ("soldiers", "300"), ("", "about 7"))
    ]
    add(ledger, (reading, tuple(found)))
    (balance,) = ledger.balances()
    assert balance.unread == ("21", "about 7")
    (week,) = ledger.balances("week")
    assert week.unread == ("21", "about 7")


def test_what_was_stopped_counts_its_parts_once():
    names = {"launched": 103, "stopped": 74, "intercepted": 28, "lost_from_radar": 46}
    claims = [
        told(name, "drone", number, "air force", account="air_attack", place="Ukraine", period=on(1))
        for name, number in names.items()
    ]
    reading, _ = report(*claims)
    found = {balance.identity: balance for balance in draw_up(reading.claims, load_packs())}
    assert found["fates"].says == "adds up, 29 not explained"
    assert found["stops"].says == "adds up"
    reading, _ = report(*claims[:2])
    (only,) = draw_up(reading.claims, load_packs())
    assert only.note == "103 launched; 74 stopped; 29 unaccounted"
    assert "intercepted" not in only.missing
    reading, _ = report(*claims[:3])
    (fates, stops) = draw_up(reading.claims, load_packs())
    assert {fates.note, stops.note} == {
        "103 launched; 74 stopped; 29 unaccounted",
        "74 stopped; 28 intercepted; 46 stopped otherwise",
    }
