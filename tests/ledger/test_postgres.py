"""A team's ledger on a real PostgreSQL server: the same code, the same answers, several writers at once."""

import dataclasses
import multiprocessing
import subprocess
import sys

import pytest
from book_readings import on, party, report, since, told, until
from copy_texts import CUT, EDITED, STORY
from ledger_readings import finding, reading

from wirebook.ledger.errors import LedgerError
from wirebook.ledger.journal.append import AddResult
from wirebook.ledger.ledger import open_ledger

AID = {"account": "aid", "status": "pledged", "period": until(9), "actor": party("DEU")}
DENIAL = {"stance": "denies", "status": "denied", "actor": party("RUSMIL"), "period": on(2)}
REPORTS = [
    report(told(period=on(1), actor=party("RUSMIL")), text=STORY),
    report(told(period=on(1), source=None), said=1, publisher="Volga Post", text=EDITED),
    report(told(period=on(1), number=15, source="hospital"), said=1, publisher="b", text=CUT, codes=("WB405",)),
    report(told(period=on(1), number=19), said=2, codes=("WB106",)),
    report(told(period=since(0), number=100), told(period=on(2), place="Sumy", source=None, number=47), said=3),
    report(told(period=since(0), number=90), told("wounded", number=47, period=on(2), place="Sumy"), said=4),
    report(told("pledged", "tank", 12, None, **AID), said=5),
    report(told("denies", "denies", None, "ministry", **DENIAL), said=2),
]


def test_the_same_code_runs_on_postgresql(postgres):
    with open_ledger(postgres) as ledger:
        one = reading(1)
        ledger.add(one, [finding("report_0001")])
        assert ledger.add(one) == AddResult(added=False, claims=2)
        assert ledger.reading("report_0001") == one
        assert ledger.claim("00010001") == one.claims[1]
        assert ledger.faults() == ()


def answers(ledger):
    """What every question answers, with ids and all."""
    first = ledger.claims()[0]
    ledger.decide("corrected", first.id, "Ines", "a slip", changes={"number": "13"})
    ledger.decide("merged", ledger.claims()[1].id, "Omar", other=first.id)
    return {
        "facts": ledger.facts(),
        "timeline": ledger.timeline(place="Kharkiv"),
        "revisions": ledger.revisions(),
        "disputes": ledger.disputes(),
        "sources": ledger.sources(),
        "said": ledger.facts(source="mayor", since=on(1).start),
        "promises": ledger.promises(),
        "due": ledger.due(),
        "balances": ledger.balances(),
        "histories": [ledger.history(fact.id) for fact in ledger.facts()],
        "queue": ledger.queue(),
        "claims": ledger.claims(),
        "findings": ledger.findings(),
        "kinds": [line.kind for line in ledger.journal()],
        "decisions": [dataclasses.replace(one, at="") for one in ledger.decisions()],
        "copies": ledger.query("SELECT report, origin, kind FROM copies ORDER BY report").rows,
        "faults": ledger.faults(),
        "unfit": ledger.unfit(),
    }


def test_both_databases_answer_alike(postgres, tmp_path):
    with open_ledger(postgres) as team, open_ledger(tmp_path / "own.db") as own:
        for ledger in (team, own):
            for one, findings in REPORTS:
                ledger.add(one, findings)
        mine, theirs = answers(own), answers(team)
    for name, answer in mine.items():
        assert theirs[name] == answer, name
    assert mine["disputes"]
    assert mine["revisions"]
    assert mine["copies"]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM claims",
        "INSERT INTO stale VALUES ('a', 1)",
        "CREATE TABLE t (a int)",
        "COPY (SELECT 1) TO PROGRAM 'cat'",
        "SELECT 1; DROP TABLE facts",
        "COMMIT; DROP TABLE facts",
        "WITH gone AS (DELETE FROM facts RETURNING *) SELECT * FROM gone",
    ],
)
def test_a_query_changes_nothing(postgres, statement):
    with open_ledger(postgres) as ledger:
        ledger.add(reading(1))
        with pytest.raises(LedgerError):
            ledger.query(statement)
        assert ledger.query("SELECT count(*) AS n FROM current_claims WHERE quote LIKE '%eport'").rows == ((2,),)


def test_rows_are_only_ever_added(postgres):
    import psycopg  # noqa: PLC0415

    with open_ledger(postgres) as ledger:
        ledger.add(reading(1))
    with psycopg.connect(postgres) as raw, pytest.raises(psycopg.Error, match="only ever added"):
        raw.execute("DELETE FROM claims")


def write(url, numbers):
    with open_ledger(url) as ledger:
        for number in numbers:
            ledger.add(reading(number), [finding(f"report_{number:04}")])


def test_four_writers_at_once_lose_nothing(postgres):
    """They even make the tables at the same time."""
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write, args=(postgres, range(at, 40, 4))) for at in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0] * 4
    with open_ledger(postgres) as ledger:
        assert len(ledger.reports()) == 40
        assert ledger.faults() == ()


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("postgresql://nobody:secret@127.0.0.1:9/none", "no database server answers"),
        ("postgresql://nobody:secret@/none?host=/nowhere", "no database server answers"),
        ("mysql://u@h/d", "no database can be reached"),
    ],
)
def test_a_server_that_is_not_there_is_one_message(url, message):
    with pytest.raises(LedgerError, match=message) as caught:
        open_ledger(url)
    assert "secret" not in str(caught.value)


def test_the_command_takes_a_url(postgres, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "Published: 2025-03-04\n\nA shell killed three people in Kharkiv on Monday, police said.\n", "utf-8"
    )
    for args in (["read", str(path)], ["facts"], ["balance"], ["verify"]):
        done = subprocess.run(
            [sys.executable, "-m", "wirebook", *args, "--ledger", postgres], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
