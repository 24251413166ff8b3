"""Where a claim without a place of its own happened: by the claims and sentences before it, else by the report."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from wirebook.fields.time.open_periods import counts_on
from wirebook.packs.compile import Lexicon
from wirebook.packs.sides import DEFENDER, HARM, TAKER
from wirebook.reading.parties.from_event import side_at, sides_of
from wirebook.reading.parties.kinds import country_of, is_forces, is_state, party_of_place, same_side
from wirebook.reading.places.in_discourse import Trail, holds
from wirebook.reading.words import table
from wirebook.types import Basis, Claim, Inference, Period, Place

_EVENT = 14  # days
_BODIES = ("military", "government", "armed_group")
_WORLD = ("IGO", "NGO")
_TAKEN = (
    Basis.CLAIM_BEFORE,
    Basis.SENTENCE_BEFORE,
    Basis.TAKER_COUNTRY,
    Basis.DEFENDER_COUNTRY,
    Basis.REPORT_BEGINNING,
    Basis.REPORT_COUNTRY,
)
_NEARBY = 500  # characters: how far a place reaches from claim to claim


def placed_by(
    claim: Claim, beside: Claim | None, before: Claim | None, trail: Trail, settled: Sequence[Claim], lexicon: Lexicon
) -> Claim:
    """Without a place of its own: that of the claim `beside` it or `before` it, or of a sentence after that one.

    What is told of several places at once ("nine in Kursk and six in Oryol") is no place of what comes next.
    """
    if claim.place is not None or claim.amount is None:
        return claim
    start = claim.evidence[0].start
    lender = beside or before
    known = lender.place if lender and (beside or not _is_spread(lender, trail, settled)) else None
    harm = sides_of(claim, lexicon) == HARM
    if lender and not beside and harm and _are_of_other_wars(claim, lender):
        known = None
    here = None if beside else trail.before.get(start)
    known = None if known and _was_elsewhere(claim, known, lexicon) else known
    here = None if here and _was_elsewhere(claim, here[1], lexicon) else here
    newer = here and start - here[0] < _NEARBY and (lender is None or here[0] > lender.evidence[0].start)
    if here and newer and (known is None or not holds(here[1], known)):
        return _put(claim, here[1], Basis.SENTENCE_BEFORE, wide=_is_running_total(claim))
    if lender is None or known is None:
        return claim
    wide = _is_running_total(claim) and not _is_running_total(lender)
    wide = wide or (harm and not beside and _is_of_the_front(claim, lender, known))
    return _put(claim, known, Basis.CLAIM_BEFORE, wide=wide)


def _is_of_the_front(claim: Claim, lender: Claim, place: Place) -> bool:
    """Whether a country's army tells what another's lost, after somebody else told of a town: that is of the front."""
    source, home = claim.source, party_of_place(place)
    if source is None or source.kind != "military" or source.name == (lender.source and lender.source.name):
        return False
    lost = claim.target is not None and is_state(claim.target) and is_forces(claim.target)
    return lost and home is not None and source.actor == f"{home.code}MIL" and not same_side(home, claim.target or home)


def _are_of_other_wars(claim: Claim, lender: Claim) -> bool:
    """Whether the two sides that one claim names have no country in common with those of the other."""
    ours, theirs = _countries_at_war(claim), _countries_at_war(lender)
    return len(ours) > 1 and bool(theirs) and ours.isdisjoint(theirs)


def _was_elsewhere(claim: Claim, place: Place, lexicon: Lexicon) -> bool:
    """Whether a place is lent against what is told: a state hits others, and shoots down what flies over its own."""
    sides = sides_of(claim, lexicon)
    if sides == HARM:
        return _hits_abroad(claim, place)
    at_war, here = _countries_at_war(claim), party_of_place(place)
    return sides[:1] == (DEFENDER,) and bool(at_war) and here is not None and here.code not in at_war


def _hits_abroad(claim: Claim, place: Place) -> bool:
    """Whether a place lies in the country of a state that another says it was hit by: that was hit, and not this."""
    by, here = claim.actor, party_of_place(place)
    if by is None or here is None or not is_state(by) or (by.code or "")[:3] != here.code:
        return False
    return bool(_countries_at_war(claim) - {here.code})


def _countries_at_war(claim: Claim) -> frozenset[str]:
    """The countries (alpha-3) of a claim's parties, and of its source where that speaks for a state or a group."""
    codes = [party.code for party in (claim.actor, claim.target) if party]
    codes += [claim.source.actor] if claim.source and claim.source.kind in _BODIES else []
    return frozenset(code[:3] for code in codes if code and not code.startswith(_WORLD))


def _put(claim: Claim, place: Place, basis: Basis, *, wide: bool) -> Claim:
    """The claim at a place, or in its country; unplaced where that is not known."""
    where = country_of(place) if wide else place
    return _at(claim, where, basis) if where else claim


def _is_spread(claim: Claim, trail: Trail, settled: Sequence[Claim]) -> bool:
    """Whether a sentence's claims lie in several places, or one in a list of them."""
    start = claim.evidence[0].start
    places = {c.place.name for c in settled if c.evidence[0].start == start and c.place and not _is_taken(c)}
    return start in trail.lists or len(places) > 1


def _is_taken(claim: Claim) -> bool:
    return any(one.slot == "place" and one.basis in _TAKEN for one in claim.reasons)


def placed_at_last(claim: Claim, where: Place | None, countries: frozenset[str], lexicon: Lexicon) -> Claim:
    """Without a place of its own: the defender's country for an attack, else where the report begins.

    A country in which the report names no place is not where its forces defended themselves ("a US cruiser").
    """
    defender = side_at(claim, lexicon)
    country = country_of(defender) if defender else None
    gift = sides_of(claim, lexicon)[1:] == (TAKER,)  # drawn from one country's stocks, but given in the other
    if gift and country and claim.amount and (claim.place is None or claim.place.country != country.country):
        return _at(claim, country, Basis.TAKER_COUNTRY)
    if claim.place is not None or claim.amount is None:
        return claim
    if country is not None and (where is None or country.country in countries):
        return _at(claim, country, Basis.DEFENDER_COUNTRY)
    at_war = _countries_at_war(claim) if sides_of(claim, lexicon) == HARM else frozenset[str]()
    here = party_of_place(where) if where else None
    away = len(at_war) > 1 and here is not None and here.code not in at_war  # the report begins with another war
    if away or (where and sides_of(claim, lexicon) != HARM and _was_elsewhere(claim, where, lexicon)):
        return claim
    if at_war and where and _hits_abroad(claim, where):
        hit = country_of(claim.target) if claim.target else None
        return _at(claim, hit, Basis.DEFENDER_COUNTRY) if hit else claim
    wide = country_of(where) if where and _is_running_total(claim) else None
    return _at(claim, wide or where, Basis.REPORT_BEGINNING) if where else claim


def _is_running_total(claim: Claim) -> bool:
    """Whether a figure grew over weeks or years: then it is the war's, not that of the town told of before."""
    period = claim.period
    open_ended = counts_on(period) or (period is not None and (period.start is None) != (period.end is None))
    long = period is not None and (open_ended or bool(period.start and period.end and not is_of_days(period)))
    return long or (period is None and bool(_of_a_war().search(claim.quote)))


@cache
def _of_a_war() -> re.Pattern[str]:
    return re.compile(table("scene")["toll"]["of_a_war"], re.IGNORECASE)


def _at(claim: Claim, place: Place, basis: Basis) -> Claim:
    reasons = (*claim.reasons, Inference("place", basis, place.name))
    return replace(claim, place=place, places=(place,), reasons=reasons)


def is_of_days(period: Period) -> bool:
    """Whether a time is short enough for one event: what happened "since the war began" dates nothing beside it."""
    if not (period.start and period.end):
        return False
    return (date.fromisoformat(period.end[:10]) - date.fromisoformat(period.start[:10])).days <= _EVENT
