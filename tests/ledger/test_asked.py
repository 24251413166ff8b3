"""The named questions: their limits, how facts are called, and that a large ledger is asked like a small one."""

import dataclasses
import sqlite3

import pytest
import sqlalchemy as sa
from book_readings import add, day, on, one_fact, party, report, told, until

from wirebook.ledger.errors import LedgerError
from wirebook.ledger.ledger import open_ledger
from wirebook.ledger.questions import records
from wirebook.types import Dateline, Span


def test_the_questions_take_limits(ledger):
    add(
        ledger,
        report(told(period=on(1)), told(period=on(2), place="Sumy", source="hospital")),
        report(told(period=on(9), number=3, source="governor"), said=9, publisher="b"),
    )
    assert [fact.place for fact in ledger.facts(place="sumy")] == ["Sumy"]
    assert len(ledger.facts(place="Ukraine")) == 3
    assert len(ledger.facts(source="governor")) == 1
    assert len(ledger.facts(since=day_of(2), until=day_of(5))) == 1
    assert len(ledger.facts(account="aid")) == 0
    assert [fact.low for fact in ledger.facts(limit=1, offset=2)] == [3]
    assert records(ledger.sources())[0]["claims"] == 1
    assert len(ledger.timeline()) == 3


def day_of(number):
    return on(number).start


def test_history_takes_the_id_of_a_fact_or_of_a_claim(ledger):
    add(ledger, report(told(period=on(1))), report(told(period=on(1), number=15), said=1))
    fact = one_fact(ledger)
    found = ledger.history(fact.claims[0])
    assert found == ledger.history(fact.id)
    assert [line.written for line in found.lines] == ["12", "15"]
    assert found.lines[1].revision is not None


def test_promises_are_followed(ledger):
    promised = {"account": "aid", "place": "Ukraine", "actor": party("DEU"), "target": party("UKR")}
    pledge = told("pledged", "tank", 12, None, status="pledged", **promised)
    gift = told("delivered", "tank", 12, None, **promised)
    add(ledger, report({**pledge, "period": until(40)}, said=0))
    assert [one.state for one in ledger.promises()] == ["open"]
    assert [one.deadline for one in ledger.due()] == [until(40).end]
    assert [one.state for one in ledger.promises(today="2026-01-01")] == ["lapsed"]
    add(ledger, report({**gift, "period": on(30), "number": 5}, said=31))
    assert [one.state for one in ledger.promises(today="2026-01-01")] == ["broken"]
    add(ledger, report({**gift, "period": on(35), "number": 7}, said=36))
    assert [one.state for one in ledger.promises()] == ["kept"]
    assert ledger.due() == ()


def test_ids_may_be_shortened_as_long_as_one_begins_so(ledger):
    add(ledger, *(report(told(period=on(number)), said=number) for number in range(40)))
    fact = ledger.facts()[0]
    assert ledger.history(fact.id[:13]).fact.id == fact.id
    assert ledger.history(fact.claims[0].removeprefix("clm_")[:12]).fact.id == fact.id
    with pytest.raises(LedgerError, match="may be any of 40 facts"):
        ledger.history("fact_")


def test_a_report_without_a_day_of_publication_counts_from_the_day_it_was_filed(ledger):
    """Figures move in the order of saying, and the day of a dateline is one."""
    for number, filed in ((12, 1), (15, 2)):
        reading, _ = report(told(number=number, period=on(1)), publisher=f"desk {filed}")
        dateline = Dateline("KHARKIV", day(filed), Span(0, 7))
        ledger.add(
            dataclasses.replace(reading, report=dataclasses.replace(reading.report, published=None, dateline=dateline))
        )
    assert [line.at for line in ledger.history(one_fact(ledger).id).lines] == [day(1), day(2)]
    (move,) = ledger.revisions()
    assert (move.from_low, move.to_low, move.at) == (12, 15, day(2))
    assert [(row.first, row.last) for row in ledger.sources()] == [(day(1), day(2))]
    assert (one_fact(ledger).first_said, one_fact(ledger).last_said) == (day(1), day(2))


def test_more_rows_than_a_statement_takes_variables(tmp_path):
    """SQLite takes 32,766 variables in a statement: here it is made to take 600, and everything is asked at once."""
    with open_ledger(tmp_path / "books.db") as ledger:

        @sa.event.listens_for(ledger._database.engine, "connect")
        def few(connection, _):
            connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 600)

        ledger._database.engine.dispose()
        claims = [told(period=on(number % 700), item=f"item {number // 700}", number=number) for number in range(1400)]
        add(ledger, report(*claims), report(*claims, publisher="Volga Post", said=1))
        facts = ledger.facts()
        assert len(facts) == 1400
        assert len(ledger.balances()) >= 0
        assert len(ledger.timeline()) == len(facts)
        assert ledger.sources()[0].claims == 2800
