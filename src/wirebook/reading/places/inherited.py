"""Where a claim without a place of its own happened: by the claims and sentences before it, else by the report."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from wirebook.fields.time.open_periods import counts_on
from wirebook.packs.compile import Lexicon
from wirebook.packs.sides import DEFENDER, HARM, TAKER
from wirebook.reading.parties.from_event import side_at
from wirebook.reading.parties.kinds import country_of, is_forces, is_state, party_of_place, same_side
from wirebook.reading.parties.view import sides_of
from wirebook.reading.places.in_discourse import Trail, holds
from wirebook.reading.resolve import SlotCandidate, earlier, filled, resolver_of
from wirebook.reading.times.inherited import claim_before, is_of_days
from wirebook.reading.words import table
from wirebook.types import Basis, Claim, Place

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


@dataclass(frozen=True, slots=True)
class PlaceView:
    """What is around the `n`th claim of a report.

    `trail` are the places that sentences tell of before each sentence; `beginning` the first that the report names as
    one, `countries` those of all its places, `home` the country that it is about.
    """

    claims: Sequence[Claim]
    n: int
    lexicon: Lexicon
    trail: Trail
    beginning: Place | None
    countries: frozenset[str]
    home: Place | None

    @property
    def before(self) -> Claim | None:
        """Give the claim before whose event this one may go on telling."""
        return claim_before(self.claims, self.n)


@resolver_of("place")
def place_of_its_sentence(claim: Claim, view: PlaceView) -> SlotCandidate | None:
    """Take the place told before it in its sentence: "nine died in Gao and six fled"; not a town for a war's toll."""
    here = claim.evidence[0]
    beside = next((c for c in earlier(view.claims, view.n) if c.evidence[0] == here and c.place), None)
    if claim.amount is None or beside is None or beside.place is None:
        return None
    if _was_elsewhere(claim, beside.place, view.lexicon):
        return None
    return _put(beside.place, Basis.CLAIM_BEFORE, wide=_is_running_total(claim) and not _is_running_total(beside))


@resolver_of("place")
def place_told_since(claim: Claim, view: PlaceView) -> SlotCandidate | None:
    """Take the place of a sentence nearer than the claim before; not a wider one around that claim's own place."""
    start, told = claim.evidence[0].start, view.trail.before.get(claim.evidence[0].start)
    if claim.amount is None or told is None or start - told[0] >= _NEARBY:
        return None
    if _was_elsewhere(claim, told[1], view.lexicon):
        return None
    lender = view.before
    known = _lendable(claim, lender, view) if lender else None
    if (lender and told[0] <= lender.evidence[0].start) or (known and holds(told[1], known)):
        return None
    return _put(told[1], Basis.SENTENCE_BEFORE, wide=_is_running_total(claim))


@resolver_of("place")
def place_of_claim_before(claim: Claim, view: PlaceView) -> SlotCandidate | None:
    """Take the place of the claim whose event it goes on telling.

    Not one of several places told at once ("nine in Kursk and six in Oryol"), nor one of another war.
    """
    lender = view.before
    known = _lendable(claim, lender, view) if lender and claim.amount else None
    if lender is None or known is None:
        return None
    wide = _is_running_total(claim) and not _is_running_total(lender)
    wide = wide or (_is_harm(claim, view.lexicon) and _is_of_the_front(claim, lender, known))
    return _put(known, Basis.CLAIM_BEFORE, wide=wide)


def _lendable(claim: Claim, lender: Claim, view: PlaceView) -> Place | None:
    """Give the place of a claim before, where it may be this one's too."""
    if lender.place is None or _is_spread(lender, view):
        return None
    if _is_harm(claim, view.lexicon) and _are_of_other_wars(claim, lender):
        return None
    return None if _was_elsewhere(claim, lender.place, view.lexicon) else lender.place


def _is_harm(claim: Claim, lexicon: Lexicon) -> bool:
    return sides_of(claim, lexicon) == HARM


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


def _put(place: Place, basis: Basis, *, wide: bool) -> SlotCandidate | None:
    """Give a place, or its country; none where that is not known."""
    where = country_of(place) if wide else place
    return SlotCandidate(where, basis, where.name) if where else None


def _is_spread(claim: Claim, view: PlaceView) -> bool:
    """Tell whether a sentence's claims lie in several places, or one in a list of them."""
    start = claim.evidence[0].start
    told = (c for c in earlier(view.claims, view.n) if c.evidence[0].start == start)
    return start in view.trail.lists or len({c.place.name for c in told if c.place and not _is_taken(c)}) > 1


def _is_taken(claim: Claim) -> bool:
    return any(one.slot == "place" and one.basis in _TAKEN for one in claim.reasons)


def given_where_taken(claim: Claim, lexicon: Lexicon) -> Claim:
    """Put a gift in the country of who takes it: drawn from one country's stocks, it is given in the other."""
    country = _country_at(claim, lexicon)
    if sides_of(claim, lexicon)[1:] != (TAKER,) or country is None or claim.amount is None:
        return claim
    if claim.place is not None and claim.place.country == country.country:
        return claim
    candidate = SlotCandidate(country, Basis.TAKER_COUNTRY, country.name)
    return filled(claim, "place", candidate, given_where_taken.__name__)


def _country_at(claim: Claim, lexicon: Lexicon) -> Place | None:
    """Give the country of the side on whose ground the measure's events are."""
    side = side_at(claim, lexicon)
    return country_of(side) if side else None


@resolver_of("place")
def country_of_the_attacked(claim: Claim, view: PlaceView) -> SlotCandidate | None:
    """Take the defender's country for an attack; not where the report names no place in it ("a US cruiser")."""
    country = _country_at(claim, view.lexicon)
    if claim.amount is None or country is None:
        return None
    named = view.beginning is None or country.country in view.countries
    return SlotCandidate(country, Basis.DEFENDER_COUNTRY, country.name) if named else None


@resolver_of("place")
def beginning_of_report(claim: Claim, view: PlaceView) -> SlotCandidate | None:
    """Take where the report begins; not where its parties rule that out: it may begin with another war."""
    where = view.beginning
    if claim.amount is None or where is None:
        return None
    harm = _is_harm(claim, view.lexicon)
    if harm and _is_of_another_war(claim, where):
        return None
    if harm and _hits_abroad(claim, where):
        hit = country_of(claim.target) if claim.target else None
        return SlotCandidate(hit, Basis.DEFENDER_COUNTRY, hit.name) if hit else None
    if not harm and _was_elsewhere(claim, where, view.lexicon):
        return None
    wide = country_of(where) if _is_running_total(claim) else None
    return SlotCandidate(wide or where, Basis.REPORT_BEGINNING, (wide or where).name)


def _is_of_another_war(claim: Claim, place: Place) -> bool:
    """Tell whether a place is of none of the two countries that a claim's parties are of."""
    at_war, here = _countries_at_war(claim), party_of_place(place)
    return len(at_war) > 1 and here is not None and here.code not in at_war


@resolver_of("place")
def country_of_report(claim: Claim, view: PlaceView) -> SlotCandidate | None:
    """Take the country that the report is about; not for a claim without a number."""
    home = view.home
    return SlotCandidate(home, Basis.REPORT_COUNTRY, home.name) if home and claim.amount else None


def _is_running_total(claim: Claim) -> bool:
    """Whether a figure grew over weeks or years: then it is the war's, not that of the town told of before."""
    period = claim.period
    open_ended = counts_on(period) or (period is not None and (period.start is None) != (period.end is None))
    long = period is not None and (open_ended or bool(period.start and period.end and not is_of_days(period)))
    return long or (period is None and bool(_of_a_war().search(claim.quote)))


@cache
def _of_a_war() -> re.Pattern[str]:
    return re.compile(table("scene")["toll"]["of_a_war"], re.IGNORECASE)
