"""Where it happened, over a report: all resolvers of places in one place, in the order in which they are asked.

A claim's own sentence comes first (`in_sentence`); these fill what it leaves open.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wirebook.packs.compile import Lexicon
from wirebook.reading.places.in_discourse import Trail
from wirebook.reading.places.inherited import (
    PlaceView,
    beginning_of_report,
    country_of_report,
    country_of_the_attacked,
    given_where_taken,
    place_of_claim_before,
    place_of_its_sentence,
    place_told_since,
)
from wirebook.reading.resolve import Tier, resolve, resolve_in_order
from wirebook.types import Claim, Place

NEARBY: Tier[PlaceView] = (place_of_its_sentence, place_told_since, place_of_claim_before)
"""What the claims and sentences before it tell, as a reader goes through the text."""

AT_LAST: tuple[Tier[PlaceView], ...] = ((country_of_the_attacked, beginning_of_report),)
"""What its parties and the report's beginning tell, when its parties are known."""

COUNTRY: tuple[Tier[PlaceView], ...] = ((country_of_report,),)
"""The country that the report is about, when nothing else is known."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What a report as a whole tells of places (see `PlaceView`)."""

    lexicon: Lexicon
    trail: Trail
    beginning: Place | None
    countries: frozenset[str]
    home: Place | None

    def views(self, claims: Sequence[Claim]) -> Callable[[int], PlaceView]:
        """Give, for the place of a claim among a report's, what is around it."""
        told = (self.lexicon, self.trail, self.beginning, self.countries, self.home)
        return lambda n: PlaceView(claims, n, *told)


def placed_nearby(claims: Sequence[Claim], where: Whereabouts) -> list[Claim]:
    """Fill the places that the claims and sentences before a claim tell."""
    return resolve_in_order(claims, NEARBY, where.views)


def placed_at_last(claims: Sequence[Claim], where: Whereabouts) -> list[Claim]:
    """Fill the places that parties and the report's beginning tell; a gift is where it is taken."""
    return resolve([given_where_taken(claim, where.lexicon) for claim in claims], AT_LAST, where.views)


def placed_in_country(claims: Sequence[Claim], where: Whereabouts) -> list[Claim]:
    """Fill what is still open with the country that the report is about."""
    return resolve(claims, COUNTRY, where.views)
