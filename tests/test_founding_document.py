"""The founding document, read from end to end. Its text is not ours to ship: the test skips where it is absent."""

from pathlib import Path

import pytest

from wirebook.pipeline import Outcome, Settings, open_desk, read_path
from wirebook.types import Claim

SEED = Path(__file__).parent.parent.parent / "shared" / "seeds" / "000_9e5d06197a73a22a.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the founding document is not on this machine")


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    found = read_path(str(SEED), open_desk(Settings(published="2024-11-13")))
    assert not found.problems
    return found


@pytest.fixture(scope="module")
def claims(outcome) -> tuple[Claim, ...]:
    return outcome.reading.claims


def _one(claims: tuple[Claim, ...], measure: str, item: str, low: float | None) -> Claim:
    found = [c for c in claims if (c.measure, c.item) == (measure, item) and c.amount and c.amount.low == low]
    assert len(found) == 1, [(c.measure, c.item, c.amount) for c in claims]
    return found[0]


@pytest.mark.parametrize(
    ("measure", "item", "number"),
    [
        ("launched", "missile", 6),
        ("launched", "drone", 90),
        ("intercepted", "missile", 4),
        ("intercepted", "drone", 37),
        ("jammed", "drone", 47),
    ],
)
def test_the_raid_is_the_air_forces(claims, measure: str, item: str, number: int) -> None:
    claim = _one(claims, measure, item, number)
    assert claim.amount.high == number
    assert claim.source.name == "Ukrainian air force"
    assert (claim.period.start, claim.period.end) == ("2024-11-13", "2024-11-13")


def test_the_statement_is_the_air_forces(claims) -> None:
    assert "air force" in (_one(claims, "jammed", "drone", 47).source.resolved or "")


@pytest.mark.parametrize(("item", "rest"), [("drone", 6), ("missile", 2)])
def test_what_is_unaccounted_is_said(outcome, item: str, rest: int) -> None:
    (balance,) = [b for b in outcome.balances if b.item == item]
    assert (balance.rest_name, balance.rest_low, balance.rest_high) == ("unaccounted", rest, rest)
    assert balance.verdict == "exact"


def test_north_koreans_over_ten_thousand_and_most_of_them_in_combat(claims) -> None:
    sent = _one(claims, "deployed", "soldiers", 10001)
    engaged = _one(claims, "engaged", "soldiers", 5001)
    assert sent.amount.high is None
    assert engaged.amount.high is None
    assert sent.source.name == engaged.source.name == "Pentagon"
    assert engaged.relation == "part"


def test_fifty_thousand_is_what_kyiv_officials_claim(claims) -> None:
    claim = _one(claims, "deployed", "soldiers", 50_000)
    assert claim.stance == "claims"
    assert claim.source.name == "Kyiv officials"
    assert claim.amount.approximate
    assert claim.actor.code.startswith("RUS")
    assert claim.place.name.startswith("Kursk")


def test_no_number_is_claimed_that_the_text_does_not_make(claims) -> None:
    numbers = sorted(c.amount.low for c in claims if c.amount)
    assert numbers == [4, 6, 8, 37, 47, 90, 5001, 10001, 50_000]


def test_capitals_that_stand_for_governments_are_no_places(claims) -> None:
    assert not {"Moscow", "Pyongyang", "Brussels"} & {c.place.name for c in claims if c.place}


def test_the_promise_runs_until_january(claims) -> None:
    promises = [c for c in claims if c.period and (c.period.end or "").startswith("2025-01-20")]
    assert promises
    assert all("Blinken" in c.source.name for c in promises)


def test_the_incursion_of_about_august_holds_ground(claims) -> None:
    (held,) = [c for c in claims if c.measure == "controls"]
    assert (held.period.start, held.period.end) == ("2024-08-01", "2024-08-31")
    assert held.place.name.startswith("Kursk")
    assert held.actor.code.startswith("UKR")


def test_the_last_combined_attack_was_73_days_before(outcome) -> None:
    (period,) = [t for t in outcome.reading.times if "73 days" in t.written]
    assert period.start == "2024-09-01"


@pytest.mark.parametrize("code", ["WB101", "WB201", "WB601"])
def test_damage_is_found(outcome, code: str) -> None:
    assert [f for f in outcome.findings if f.code == code]


def test_both_holes_are_found(outcome) -> None:
    assert len([f for f in outcome.findings if f.code == "WB101"]) == 2


def test_reading_twice_gives_the_same(outcome) -> None:
    assert read_path(str(SEED), open_desk(Settings(published="2024-11-13"))) == outcome
