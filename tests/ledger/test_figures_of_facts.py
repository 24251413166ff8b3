"""Which figures of a fact stand: those of one hour side by side, a later one beyond an earlier, and open ends."""

from book_readings import add, on, one_fact, report, told


def test_two_figures_of_one_day_stand_both(ledger):
    add(ledger, report(told(number=9, period=on(0))))
    add(ledger, report(told(number=12, source="hospital", period=on(0)), publisher="Lviv Wire"))
    fact = one_fact(ledger)
    assert (fact.low, fact.high, fact.independent) == (9, 12, 2)


def test_a_later_figure_beyond_an_earlier_takes_its_place(ledger):
    add(ledger, report(told(number=9, period=on(0)), said=0))
    add(ledger, report(told(number=12, source="hospital", period=on(0)), said=1, publisher="Lviv Wire"))
    fact = one_fact(ledger)
    assert (fact.low, fact.high) == (12, 12)


def test_a_later_figure_below_an_earlier_does_not(ledger):
    add(ledger, report(told(number=12, period=on(0)), said=0))
    add(ledger, report(told(number=9, source="hospital", period=on(0)), said=1, publisher="Lviv Wire"))
    fact = one_fact(ledger)
    assert (fact.low, fact.high) == (9, 12)


def test_an_open_end_is_never_gone_beyond(ledger):
    add(ledger, report(told(number=9, high=None, period=on(0)), said=0))
    add(ledger, report(told(number=20, source="hospital", period=on(0)), said=1, publisher="Lviv Wire"))
    fact = one_fact(ledger)
    assert (fact.low, fact.high) == (20, 20)  # "at least nine" and 20 meet in 20


def test_what_does_not_meet_is_open_above_when_one_of_it_is(ledger):
    add(ledger, report(told(number=5, period=on(0))))
    add(ledger, report(told(number=9, high=None, source="hospital", period=on(0)), publisher="Lviv Wire"))
    fact = one_fact(ledger)
    assert (fact.low, fact.high) == (5, None)


def test_a_claim_without_a_day_leaves_the_fact_its_day(ledger):
    for number in range(6):  # whichever of the two ids comes first
        undated = told(number=9 + number, source="hospital", period=None)
        add(ledger, report(told(number=9 + number, period=on(3 * number)), undated, said=3 * number))
    facts = ledger.facts()
    assert len(facts) >= 6
    days = {fact.start for fact in facts if fact.kind == "day"}
    assert len(days) == 6
    assert all(fact.start for fact in facts if fact.kind == "day")
