"""Accounts drawn up from a few claims. A row reads: id, measure, item, number, and what else is known."""

import dataclasses

from wirebook.ledger.balances.balance import draw_up
from wirebook.ledger.books.unread import Unread, with_unread
from wirebook.packs.model import Identity, Item, Measure, Pack
from wirebook.types import Amount, Claim, Party, Period, Place, Source, Span

AIR = Source("the air force", "military", Span(0, 1), actor="UKRMIL")
FOE = Source("the ministry", "military", Span(0, 1), actor="RUSMIL")
PACK = Pack(
    account="raid",
    title="Raids",
    question="",
    key=(),
    items=(
        Item("missile", ("missile",)),
        Item("ballistic", ("ballistic missile",), "missile"),
        Item("cruise", ("cruise missile",), "missile"),
        Item("drone", ("drone",)),
    ),
    measures=tuple(Measure(name, "") for name in ("launched", "intercepted", "jammed", "lost")),
    rules=(),
    identities=(Identity("bins", "sum", "launched", ("intercepted", "jammed", "lost")),),
)


def amount(low, high="same", **more):
    return Amount(low, low if high == "same" else high, more.pop("approximate", False), "count", str(low), Span(0, 1))


def place(name):
    return Place(None, name, "UA", None, None, None, "town", name, Span(0, 1))


def day(start, end=None):
    return Period(start, end or start, "day", start, start, Span(0, 1))


def claim(name, measure, item, number, **more):
    number = number if isinstance(number, Amount) else amount(number)
    at = int(name.lstrip("c")) * 10
    base = Claim(name, "r1", "raid", measure, item, number, (Span(at, at + 5),), "words", "states", "happened")
    return dataclasses.replace(base, **more)


def drawn(*claims, pack=PACK):
    return draw_up(claims, [pack])


def test_the_founding_raid_leaves_six_drones_and_two_missiles():
    drones, missiles = drawn(
        claim("c1", "launched", "drone", 90, source=AIR),
        claim("c2", "launched", "missile", 6, source=AIR),
        claim("c3", "intercepted", "drone", 37, source=AIR),
        claim("c4", "intercepted", "missile", 4, source=AIR),
        claim("c5", "jammed", "drone", 47, source=AIR, relation="further", of="c3"),
    )
    assert drones.note == "90 launched; 37 intercepted + 47 jammed = 84; 6 unaccounted"
    assert (drones.verdict, drones.rest_low, drones.rest_high, drones.missing) == ("exact", 6, 6, ("lost",))
    assert missiles.note == "6 launched; 4 intercepted; 2 unaccounted"
    assert missiles.source == "the air force"


def test_parts_beyond_the_whole_break_the_balance():
    (balance,) = drawn(
        claim("c1", "launched", "drone", 90),
        claim("c2", "intercepted", "drone", 60),
        claim("c3", "jammed", "drone", 47),
    )
    assert (balance.verdict, balance.rest_low) == ("broken", -17)
    assert balance.note.endswith("17 more than there can be")


def test_no_whole_no_balance_and_no_parts_no_balance():
    assert not drawn(claim("c1", "intercepted", "drone", 37), claim("c2", "jammed", "drone", 4))
    assert not drawn(claim("c1", "launched", "drone", 37))


def test_kinds_belong_to_their_family():
    (balance,) = drawn(
        claim("c1", "launched", "ballistic", 2),
        claim("c2", "launched", "cruise", 4),
        claim("c3", "intercepted", "missile", 4),
    )
    assert (balance.item, balance.whole.low, balance.rest_low) == ("missile", 6, 2)


def test_a_family_named_with_its_kinds_is_counted_once():
    (balance,) = drawn(
        claim("c1", "launched", "missile", 6),
        claim("c2", "launched", "ballistic", 2, relation="part", of="c1"),
        claim("c3", "intercepted", "missile", 4),
        claim("c4", "launched", "cruise", 4),
    )[:1]
    assert balance.whole.low == balance.whole.high == 6


def test_repeats_are_one_and_rounder_words_agree():
    (balance,) = drawn(
        claim("c1", "launched", "drone", amount(81, None)),
        claim("c2", "launched", "drone", 90),
        claim("c3", "launched", "drone", 90),
        claim("c4", "intercepted", "drone", 37),
    )
    assert (balance.whole.low, balance.whole.high) == (90, 90)


def test_further_ones_and_other_places_are_added():
    (balance,) = drawn(
        claim("c1", "launched", "drone", 90),
        claim("c2", "intercepted", "drone", 20, place=place("Kyiv")),
        claim("c3", "intercepted", "drone", 10, place=place("Odesa")),
        claim("c4", "intercepted", "drone", 5, relation="further"),
    )
    assert (balance.parts[0].low, balance.parts[0].high, balance.rest_low) == (35, 35, 55)


def test_numbers_that_may_overlap_widen_the_total():
    (balance,) = drawn(
        claim("c1", "launched", "drone", 90),
        claim("c2", "intercepted", "drone", 37),
        claim("c3", "intercepted", "drone", 12),
    )
    assert (balance.parts[0].low, balance.parts[0].high, balance.verdict) == (37, 49, "loose")


def test_bounds_travel_and_an_open_whole_is_loose():
    (balance,) = drawn(claim("c1", "launched", "drone", amount(81, None)), claim("c2", "intercepted", "drone", 37))
    assert (balance.rest_low, balance.rest_high, balance.verdict) == (44, None, "loose")
    (up_to,) = drawn(claim("c1", "launched", "drone", amount(None, 20)), claim("c2", "intercepted", "drone", 5))
    assert (up_to.rest_low, up_to.rest_high, up_to.verdict) == (0, 15, "loose")


def test_sources_days_and_plans_are_kept_apart():
    rows = [
        claim("c1", "launched", "drone", 90, source=AIR),
        claim("c2", "intercepted", "drone", 95, source=FOE),
        claim("c3", "intercepted", "drone", 94, source=AIR, period=day("2024-11-02")),
        claim("c4", "intercepted", "drone", 93, source=AIR, status="planned"),
        claim("c5", "intercepted", "drone", 92, source=AIR, stance="denies"),
    ]
    rows[0] = dataclasses.replace(rows[0], period=day("2024-11-13"))
    assert not drawn(*rows)


def test_a_night_may_be_dated_by_its_evening():
    night = day("2024-11-12", "2024-11-13")
    assert drawn(
        claim("c1", "launched", "drone", 90, period=night),
        claim("c2", "intercepted", "drone", 37, period=day("2024-11-13")),
    )


def side(code):
    return Party(code, code or "air defenses", "they", Span(0, 1))


def test_another_war_is_another_event():
    launched = claim("c1", "launched", "drone", 90, actor=side("RUS"), target=side("UKR"))
    assert not drawn(launched, claim("c2", "intercepted", "drone", 200, actor=side("ISRMIL")))


def test_the_defender_is_no_other_event():
    launched = claim("c1", "launched", "drone", 90, actor=side("RUS"))
    for defender in ("UKRMIL", None):
        assert drawn(launched, claim("c2", "intercepted", "drone", 37, actor=side(defender)))


def test_a_part_may_not_be_larger_than_its_whole():
    whole = claim("c1", "lost", "drone", 3)
    (fits,) = drawn(whole, claim("c2", "lost", "drone", 2, relation="part", of="c1"))
    assert (fits.identity, fits.verdict, fits.note) == ("part-of-whole", "exact", "2 of 3 lost")
    (breaks,) = drawn(whole, claim("c2", "lost", "drone", 5, relation="part", of="c1"))
    assert breaks.verdict == "broken"


def test_an_order_is_kept_and_legs_are_asked_for():
    order = dataclasses.replace(PACK, identities=(Identity("le", "order", "launched", ("lost",)),))
    (row,) = drawn(claim("c1", "launched", "drone", 5), claim("c2", "lost", "drone", 9), pack=order)
    assert (row.verdict, row.rest_name) == ("broken", "")
    legs = dataclasses.replace(PACK, identities=(Identity("legs", "legs", "launched", ("lost",)),))
    (row,) = drawn(claim("c1", "lost", "drone", 5), pack=legs)
    assert (row.missing, row.verdict) == (("launched",), "loose")


def test_the_order_of_claims_changes_nothing():
    rows = [
        claim("c1", "launched", "drone", 90),
        claim("c2", "intercepted", "drone", 37),
        claim("c3", "jammed", "drone", 4),
    ]
    assert drawn(*rows) == drawn(*reversed(rows))


def test_unread_numbers_are_of_a_balance_by_the_kinds_of_its_own_account():
    (balance,) = drawn(claim("c1", "launched", "missile", 9), claim("c2", "jammed", "missile", 4))
    other = dataclasses.replace(
        PACK, account="trade", items=(Item("missile", ("missile",)), Item("drone", ("drone",), "missile"))
    )
    items = ("ballistic", "drone", "missile", "")
    left = [Unread("r1", item, f"{item} 7") for item in items] + [Unread("r9", "missile", "8")]
    for packs in ([PACK, other], [other, PACK]):
        assert with_unread(balance, left, packs).unread == ("ballistic 7", "missile 7", " 7")
    assert with_unread(balance, left, []).unread == (" 7",)
