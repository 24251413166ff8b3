"""Worlds from seeds, and smaller worlds from those in which something broke."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from random import Random

import world_copies
import world_raids
import world_scopes
import world_tolls
from world_book import Book
from world_cast import cast_of
from world_types import World

KINDS: dict[str, Callable[[Book], None]] = {
    kind.__name__: kind
    for kind in (
        world_tolls.rising_toll,
        world_tolls.overtaken_toll,
        world_tolls.agreed_toll,
        world_tolls.bounded_agreement,
        world_tolls.corrected_toll,
        world_tolls.unexplained_fall,
        world_tolls.bounds_dispute,
        world_tolls.two_counts,
        world_tolls.dispute_outlives_a_rise,
        world_tolls.passed_bound,
        world_tolls.later_lower,
        world_tolls.denied_strike,
        world_scopes.nation_total,
        world_scopes.town_and_nation_days,
        world_scopes.losses_of_both,
        world_scopes.two_attacks,
        world_scopes.twin_attacks,
        world_scopes.parts_of_toll,
        world_scopes.bare_armies,
        world_scopes.ministries_of_both,
        world_scopes.one_speaker_twice,
        world_scopes.night_of_two_dates,
        world_raids.raid_week,
        world_raids.raid_two_counts,
        world_raids.raid_region,
        world_raids.stopped_together,
        world_raids.half_told_night,
        world_raids.exchange,
        world_raids.bodies_both_ways,
        world_copies.wire_reprints,
        world_copies.narrated_reprints,
        world_copies.updated_article,
        world_copies.updated_in_own_name,
        world_copies.stale_headline,
    )
}
# nights of one land: only one of these in each world
_RAIDS = ("raid_week", "raid_two_counts", "raid_region", "stopped_together", "half_told_night")
_FEWEST, _MOST = 3, 6


@cache
def world_of(seed: int, kinds: tuple[str, ...] | None = None) -> World:
    """The world of a seed: its cast, and some kinds of happenings, each at most once."""
    rng = Random(seed)  # noqa: S311 - the same world each time
    cast = cast_of(rng)
    chosen = kinds or _chosen(rng)
    happenings = []
    for slot, kind in enumerate(chosen):
        own = Random(f"{seed} {slot} {kind}")  # noqa: S311
        book = Book(own, cast, slot, kind, own.randrange(2), 40 + own.randrange(21))
        KINDS[kind](book)
        happenings.append(book.done())
    return World(seed, cast.bodies, tuple(happenings))


def _chosen(rng: Random) -> tuple[str, ...]:
    some = rng.sample(sorted(KINDS), rng.randrange(_FEWEST, _MOST + 1))
    raids = [kind for kind in some if kind in _RAIDS]
    return tuple(kind for kind in some if kind not in raids[1:])


@cache
def telling(often: int = 4, of: int = 400) -> tuple[int, ...]:
    """Seeds of the first worlds in which each variant of each kind lives so often, as far as that many have it.

    A world of what others told already costs as much as one that tells something new.
    """
    told = Counter[tuple[str, str]]()
    chosen = []
    for seed in range(of):
        here = variants_of(world_of(seed))
        if any(told[one] < often for one in here):
            chosen.append(seed)
            told.update(here)
    return tuple(chosen)


def variants_of(world: World) -> tuple[tuple[str, str], ...]:
    """What happens in a world: kinds with their variants."""
    return tuple((one.kind, one.variant) for one in world.happenings)


def shrunk(world: World, breaks: Callable[[World], bool]) -> World:
    """The world without the happenings that it can lose and break as it did."""
    for happening in world.happenings:
        less = replace(world, happenings=tuple(one for one in world.happenings if one is not happening))
        if less.happenings and breaks(less):
            world = less
    return world
