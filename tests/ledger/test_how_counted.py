"""What goes both ways between two sides, and what is a stock: the packs say so, and the books remember it."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from book_readings import add, on, party, report, told

from wirebook.ledger.books.how_counted import HowCounted, how_counted
from wirebook.ledger.database.tables import BOOKS
from wirebook.packs import load_packs


@pytest.fixture(scope="module")
def aid():
    """The account of aid, whose deliveries go both ways."""
    pack = next(pack for pack in load_packs() if pack.account == "aid")
    return replace(pack, measures=tuple(replace(one, directed=one.id == "delivered") for one in pack.measures))


def both_ways(ledger):
    """Two deliveries whose sides another sentence names, one each way."""
    shared = {"account": "aid", "period": on(0), "place": "Ukraine"}
    there = {"actor": party("POL", told=False), "target": party("UKR", told=False)}
    back = {"actor": party("UKR", told=False), "target": party("POL", told=False)}
    add(
        ledger,
        report(told("delivered", "vehicle", 40, "governor", **shared, **there)),
        report(told("delivered", "vehicle", 40, "ministry", **shared, **back), publisher="b"),
    )


def test_the_shipped_packs_say_what_goes_both_ways():
    counted = how_counted(load_packs())
    assert counted.directed == {("exchange", "released"), ("exchange", "bodies_returned")}
    assert {("casualties", "missing"), ("territory", "controls")} <= counted.stocks
    assert ("casualties", "killed") not in counted.stocks


def test_two_ways_are_two_figures_where_a_pack_of_ones_own_says_so(ledger, aid):
    both_ways(ledger)
    assert [fact.low for fact in ledger.facts()] == [40]
    ledger.settle([aid])
    assert [fact.low for fact in ledger.facts()] == [40, 40]


def test_the_books_remember_how_they_were_drawn_up(ledger, aid):
    both_ways(ledger)
    ledger.settle([aid])
    ledger.settle()
    assert len(ledger.facts()) == 2
    assert ledger.verify().faults == ()


def test_books_from_before_packs_said_so_are_drawn_up_again(ledger):
    both_ways(ledger)
    ledger.settle()
    with ledger._database.writing() as connection:
        connection.execute(sa.delete(BOOKS).where(BOOKS.c.name == "directed"))
    assert [fact.low for fact in ledger.facts()] == [40]
    verdict = ledger.verify()
    assert (verdict.faults, verdict.notes) == ((), ())


def test_what_two_say_is_what_either_says():
    one, other = HowCounted(frozenset({("a", "b")})), HowCounted(directed=frozenset({("a", "c")}))
    assert one.with_all(other) == HowCounted(frozenset({("a", "b")}), frozenset({("a", "c")}))
