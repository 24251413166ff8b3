"""The engine that fills open slots, with made-up resolvers; then what holds of all resolvers that reading asks."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest

from wirebook.evidence import NO_WORDS
from wirebook.pipeline import Desk, read_text
from wirebook.reading.parties import resolvers as parties
from wirebook.reading.places import resolvers as places
from wirebook.reading.resolve import SlotCandidate, SlotResolver, earlier, resolve, resolve_in_order, resolver_of
from wirebook.reading.times import inherited as times
from wirebook.types import Basis, Claim, Inference, Party, Place

Seen = tuple[Sequence[Claim], int]  # the claims, and which of them is asked about
Fill = Callable[..., list[Claim]]

A, B = Party("AAA", "A-land", "", NO_WORDS), Party("BBB", "B-land", "", NO_WORDS)
TOWN = Place(None, "Town", None, None, None, None, "unlisted", "", NO_WORDS)
OPEN = {"actor": None, "target": None, "place": None, "places": (), "period": None, "reasons": ()}


@pytest.fixture(scope="module")
def claims(desk: Desk) -> tuple[Claim, ...]:
    """Three claims whose slots are open."""
    reading = read_text("Two men were killed. Six boys were wounded. Nine girls were detained.", desk).reading
    assert reading is not None
    assert len(reading.claims) == 3
    return tuple(replace(claim, **OPEN) for claim in reading.claims)


@resolver_of("actor")
def a_did_it(_claim: Claim, _view: Seen) -> SlotCandidate:
    return SlotCandidate(A, Basis.NEARBY, "A-landers", ("two",))


@resolver_of("actor")
def b_did_it(_claim: Claim, _view: Seen) -> SlotCandidate:
    return SlotCandidate(B, Basis.ELSEWHERE, "B-landers")


@resolver_of("actor")
def nobody_did_it(_claim: Claim, _view: Seen) -> None:
    return None


@resolver_of("target")
def b_was_harmed(_claim: Claim, _view: Seen) -> SlotCandidate:
    return SlotCandidate(B, Basis.FROM_PLACE)


@resolver_of("place")
def in_town(_claim: Claim, _view: Seen) -> SlotCandidate:
    return SlotCandidate(TOWN, Basis.REPORT_BEGINNING)


@resolver_of("actor")
def doer_of_the_claim_before(_claim: Claim, view: Seen) -> SlotCandidate | None:
    found, n = view
    doer = next((other.actor for other in earlier(found, n)), None)
    return SlotCandidate(doer, Basis.SHARED_PARTY) if doer else None


def _views(seen: Sequence[Claim]) -> Callable[[int], Seen]:
    return lambda n: (seen, n)


def _at_once(claims: Sequence[Claim], tier: object, *more: object) -> list[Claim]:
    return resolve(claims, (tier,), _views, *more)


def _in_order(claims: Sequence[Claim], tier: object, *more: object) -> list[Claim]:
    return resolve_in_order(claims, tier, _views, *more)


def _doers(found: Sequence[Claim]) -> list[str | None]:
    return [claim.actor.name if claim.actor else None for claim in found]


both_ways = pytest.mark.parametrize("fill", [_at_once, _in_order])


@both_ways
def test_a_told_slot_is_never_overwritten(claims: Sequence[Claim], fill: Fill) -> None:
    told = replace(claims[0], actor=B)
    found = fill((told, claims[1]), (a_did_it,))
    assert _doers(found) == ["B-land", "A-land"]
    assert found[0] is told


@both_ways
def test_the_first_candidate_wins(claims: Sequence[Claim], fill: Fill) -> None:
    assert _doers(fill(claims[:1], (nobody_did_it, b_did_it, a_did_it))) == ["B-land"]


def test_an_earlier_tier_wins(claims: Sequence[Claim]) -> None:
    assert _doers(resolve(claims[:1], ((nobody_did_it,), (b_did_it,), (a_did_it,)), _views)) == ["B-land"]


@both_ways
def test_a_slot_without_a_candidate_stays_open(claims: Sequence[Claim], fill: Fill) -> None:
    assert fill(claims, (nobody_did_it,)) == list(claims)


@both_ways
def test_when_a_constraint_refuses_the_next_is_asked(claims: Sequence[Claim], fill: Fill) -> None:
    asked: list[tuple[str, str, int]] = []

    def not_a(claim: Claim, slot: str, candidate: SlotCandidate, view: Seen) -> bool:
        assert view[0][view[1]] == claim
        asked.append((slot, candidate.value.name, view[1]))
        return candidate.value != A

    found = fill(claims[:1], (a_did_it, b_did_it), (lambda *_: True, not_a))
    assert asked == [("actor", "A-land", 0), ("actor", "B-land", 0)]
    assert _doers(found) == ["B-land"]
    assert [one.basis for one in found[0].reasons] == [Basis.ELSEWHERE]  # what was refused left no reason


@both_ways
def test_a_constraint_sees_what_the_tier_has_filled(claims: Sequence[Claim], fill: Fill) -> None:
    """Of two slots of one claim, filled in one tier, the second is held against the first."""

    def apart(claim: Claim, _slot: str, candidate: SlotCandidate, _view: Seen) -> bool:
        return candidate.value not in (claim.actor, claim.target)

    found = fill(claims[:1], (b_was_harmed, b_did_it, a_did_it), (apart,))[0]
    assert (found.actor, found.target) == (A, B)


def test_a_tier_sees_the_claims_as_they_stood_before_it(claims: Sequence[Claim]) -> None:
    told = (replace(claims[0], actor=A), *claims[1:])
    assert _doers(resolve(told, ((doer_of_the_claim_before,),), _views)) == ["A-land", "A-land", None]
    again = ((doer_of_the_claim_before,), (doer_of_the_claim_before,))
    assert _doers(resolve(told, again, _views)) == ["A-land", "A-land", "A-land"]


def test_in_order_each_sees_those_before_it_as_they_were_filled(claims: Sequence[Claim]) -> None:
    told = (replace(claims[0], actor=A), *claims[1:])
    assert _doers(resolve_in_order(told, (doer_of_the_claim_before,), _views)) == ["A-land", "A-land", "A-land"]


def test_the_nearest_comes_first(claims: Sequence[Claim]) -> None:
    assert list(earlier(claims, 2)) == [claims[1], claims[0]]


@both_ways
def test_the_reason_is_recorded(claims: Sequence[Claim], fill: Fill) -> None:
    known = Inference("source", Basis.NOBODY)
    found = fill([replace(claims[0], reasons=(known,))], (a_did_it, in_town))[0]
    told = Inference("actor", Basis.NEARBY, "A-landers", ("two",), "a_did_it")
    assert found.reasons == (known, told, Inference("place", Basis.REPORT_BEGINNING, resolver="in_town"))
    assert (found.place, found.places) == (TOWN, (TOWN,))


def test_a_value_of_another_kind_is_refused(claims: Sequence[Claim]) -> None:
    @resolver_of("period")
    def mistaken(_claim: Claim, _view: Seen) -> SlotCandidate:
        return SlotCandidate(TOWN, Basis.NEARBY)

    with pytest.raises(TypeError, match="a Place is no value of the slot 'period'"):
        resolve(claims, ((mistaken,),), _views)


def _inside(value: object) -> Iterator[SlotResolver]:
    if isinstance(value, SlotResolver):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _inside(one)


LISTS = {
    f"{module.__name__.rpartition('.')[0].rpartition('.')[2]} {name}": tuple(_inside(value))
    for module in (parties, places, times)
    for name, value in vars(module).items()
    if isinstance(value, tuple) and any(_inside(value))
}
ALL = list(dict.fromkeys(one for found in LISTS.values() for one in found))


def test_the_lists_are_all_here() -> None:
    assert {name for name in LISTS if name.startswith(("places", "times"))} == {
        "places NEARBY",
        "places AT_LAST",
        "places COUNTRY",
        "times TIME",
    }
    assert {one.slot for one in ALL} == {"actor", "target", "place", "period"}
    assert len(ALL) >= 35


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_a_resolver_says_what_it_takes_and_when_it_declines(one: SlotResolver) -> None:
    told = one.find.__doc__ or ""
    assert told.startswith("Take ")
    assert re.search(r"\bnot\b", told, re.IGNORECASE), told


def test_a_name_is_that_of_one_resolver() -> None:
    assert [name for name, count in Counter(one.name for one in ALL).items() if count > 1] == []


def test_only_what_a_whole_tells_its_parts_is_asked_in_several_lists() -> None:
    asked = Counter(one.name for name, found in LISTS.items() if name != "parties WHOLE" for one in found)
    assert {name for name, count in asked.items() if count > 1} == {one.name for one in parties.WHOLE}
    for name, found in LISTS.items():
        assert len(set(found)) == len(found), name
