"""Sums over time: each night's last word once, by source and country, with what is missing; the same in SQL."""

import json
import os
import subprocess
import sys

import pytest
from book_readings import add, day, on, report, since, told
from week_texts import ISRAEL, UKRAINE

from wirebook.ledger.ledger import open_ledger
from wirebook.pipeline import Desk, open_desk, read_text


@pytest.fixture(scope="module")
def desk() -> Desk:
    return open_desk()


def write(where, desk, texts):
    with open_ledger(where) as ledger:
        for number, one in enumerate(texts):
            outcome = read_text(one, desk, f"{number}.txt")
            ledger.add(outcome.reading, outcome.findings)
    return where


@pytest.fixture(scope="module")
def week(tmp_path_factory, desk):
    return write(tmp_path_factory.mktemp("week") / "week.db", desk, UKRAINE)


def wirebook(*args):
    env = os.environ | {"NO_COLOR": "1", "COLUMNS": "80", "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-m", "wirebook", *args], capture_output=True, check=False, env=env)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def sums(ledger, by="week", item="drone", measure="launched", **limits):
    found = ledger.balances(by, **limits)
    return [one for one in found if (one.item, one.whole.measure) == (item, measure)]


# ---------------------------------------------------------------- a week of texts


def test_a_week_of_drones_by_whose_count(week):
    with open_ledger(week) as ledger:
        found = {one.source.partition(" (")[0]: one for one in sums(ledger)}
    assert set(found) == {"Ukraine's air force", "president's office"}
    force = found["Ukraine's air force"]
    assert (force.whole.low, force.whole.high) == (572, 572)
    assert [(one.day, one.low) for one in force.nights] == [
        ("2025-06-02", 108),
        ("2025-06-03", 90),
        ("2025-06-04", 66),
        ("2025-06-05", 103),
        ("2025-06-06", 205),
    ]
    assert {part.measure: part.low for part in force.parts} == {"intercepted": 193, "lost_from_radar": 68, "jammed": 21}
    assert force.place == "Ukraine"
    assert (force.standing, force.says) == ("not_explained", "adds up, 290 not explained")
    assert len(force.reports) == 5  # the reprint tells no night of its own
    assert "the largest 205 on 2025-06-06" in force.note
    president = found["president's office"]
    assert president.whole.low == 211
    assert president.gaps == ("2025-06-02", "2025-06-03", "2025-06-04", "2025-06-05")


def test_the_order_of_reading_and_reading_twice_change_no_sum(week, tmp_path, desk):
    other = write(tmp_path / "other.db", desk, [*reversed(UKRAINE), *UKRAINE])
    with open_ledger(week) as one, open_ledger(other) as two:
        assert [row.whole for row in sums(one)] == [row.whole for row in sums(two)]


def test_a_correction_replaces_and_a_night_without_a_figure_is_named(tmp_path, desk):
    with open_ledger(write(tmp_path / "war.db", desk, ISRAEL)) as ledger:
        (found,) = sums(ledger, item="rocket")
        assert [(one.day, one.low) for one in found.nights] == [
            ("2024-10-07", 40),
            ("2024-10-08", 105),
            ("2024-10-11", 25),
        ]
        assert found.whole.low == 170
        assert found.gaps == ("2024-10-09", "2024-10-10")
        assert "no figure for 2024-10-09 to 2024-10-10" in found.note
        (month,) = sums(ledger, "month", item="rocket")
        assert (month.whole.low, month.gaps[0]) == (170, "2024-10-01")
        (year,) = sums(ledger, "year", item="rocket")
        assert (year.whole.low, year.gaps) == (170, found.gaps)
        assert [one.whole.low for one in sums(ledger, "day", item="rocket")] == [40, 105, 25]


def test_the_command_tells_the_week_in_words_and_as_json(week):
    text = " ".join(wirebook("balance", "--ledger", str(week), "--by", "week").split())
    assert "adds up, 290 not explained: Air attacks · drones · Ukraine's air force · Ukraine · 2025-W23" in text
    assert "572 launched on 5 nights of 2025-W23" in text
    assert "the largest 205 on 2025-06-06" in text
    document = json.loads(wirebook("balance", "--ledger", str(week), "--by", "week", "--json"))
    (found,) = [one for one in document["balances"] if one["whole"]["low"] == 572]
    assert found["standing"] == "not_explained"
    assert [night["low"] for night in found["nights"]] == [108, 90, 66, 103, 205]


def test_sql_counts_a_reprint_once_and_sums_by_week(week):
    with open_ledger(week) as ledger:
        rows = ledger.query(
            "SELECT week_of, source, at_least, at_most, nights, largest_night FROM readable_weeks "
            "WHERE item = 'drone' AND measure = 'launched' ORDER BY at_least DESC"
        ).rows
        nights = ledger.query(
            "SELECT day, at_least FROM readable_nights WHERE measure = 'launched' AND source = 'Ukraine''s air force' "
            "AND item = 'drone' ORDER BY day"
        ).rows
    assert rows[0][0] == "2025-06-02"
    assert rows[0][2:] == (572, 572, 5, 205)
    assert rows[1][2:] == (211, 211, 1, 211)
    assert [number for _, number in nights] == [108, 90, 66, 103, 205]


def test_postgresql_has_the_same_weeks(postgres, desk):
    write(postgres, desk, UKRAINE)
    with open_ledger(postgres) as ledger:
        rows = ledger.query(
            "SELECT week_of, at_least, nights FROM readable_weeks WHERE item = 'drone' AND measure = 'launched' "
            "ORDER BY at_least DESC"
        ).rows
    assert [(row[0], float(row[1]), row[2]) for row in rows] == [("2025-06-02", 572.0, 5), ("2025-06-02", 211.0, 1)]


# ---------------------------------------------------------------- what is in a sum, by hand


def raid(number, at, place="Ukraine", measure="launched", **fields):
    return told(measure, "drone", number, "air force", account="air_attack", place=place, period=on(at), **fields)


def test_towns_are_inside_the_nation_and_never_added_to_it(ledger):
    add(
        ledger,
        report(raid(66, 1), raid(12, 1, "Kharkiv"), said=1),
        report(raid(5, 2, "Kharkiv"), raid(7, 2, "Sumy"), said=2),
    )
    (found,) = sums(ledger, "all")
    assert [(one.low, one.high) for one in found.nights] == [(66, 66), (12, 12)]
    (row,) = ledger.query("SELECT SUM(at_least) FROM readable_nights").rows
    assert row == (78,)


def test_a_running_count_is_in_no_sum(ledger):
    add(ledger, report(raid(66, 1), said=1), report(raid(900, 1) | {"period": since(-40)}, said=2))
    (found,) = sums(ledger, "all")
    assert found.whole.low == 66


def test_a_figure_without_a_place_is_of_the_one_country_that_its_source_tells_of(ledger):
    add(ledger, report(raid(60, 1), raid(30, 2, place=None), said=2))
    (found,) = sums(ledger, "all")
    assert (found.whole.low, found.place) == (90, "Ukraine")
    rows = ledger.query("SELECT country, SUM(at_least) FROM readable_nights GROUP BY country").rows
    assert rows == (("UA", 90),)


def test_what_is_planned_or_denied_is_in_no_sum(ledger):
    add(ledger, report(raid(66, 1), raid(40, 2, status="planned"), raid(9, 3, stance="denies"), said=3))
    (found,) = sums(ledger, "all")
    assert found.whole.low == 66


def test_sources_are_never_added_to_each_other(ledger):
    add(ledger, report(raid(66, 1), raid(70, 1) | {"source": "ministry"}, said=1))
    assert sorted(one.whole.low for one in sums(ledger, "all")) == [66, 70]


def test_a_later_figure_of_a_night_replaces_the_earlier(ledger):
    add(ledger, report(raid(60, 1), said=1), report(raid(66, 1), said=2), report(raid(66, 1), said=2, publisher="Echo"))
    (found,) = sums(ledger, "all")
    assert found.whole.low == 66
    (row,) = ledger.query("SELECT at_least, at_most FROM readable_nights").rows
    assert row == (66, 66)


def test_days_outside_what_is_asked_for_are_no_gaps(ledger):
    add(ledger, report(raid(60, 1), said=1), report(raid(66, 5), said=5), report(raid(5, 20), said=20))
    (found,) = sums(ledger, "all", since=day(3), until=day(6))
    assert (found.whole.low, found.gaps) == (66, ())
    (found,) = sums(ledger, "all", since=day(1), until=day(5))
    assert found.gaps == (day(2), day(3), day(4))


def test_a_sum_of_parts_beyond_its_whole_does_not_add_up(ledger):
    add(ledger, report(raid(60, 1), raid(90, 1, measure="intercepted"), said=1))
    (found,) = sums(ledger, "all")
    assert (found.verdict, found.standing, found.says) == ("broken", "does_not_add_up", "does not add up")


def test_parts_of_a_night_without_its_whole_are_left_out(ledger):
    add(
        ledger,
        report(raid(60, 1), raid(40, 1, measure="intercepted"), said=1),
        report(raid(30, 2, measure="intercepted"), said=2),
    )
    (found,) = sums(ledger, "all")
    assert {part.measure: part.low for part in found.parts} == {"intercepted": 40}
    assert found.gaps == (day(2),)
