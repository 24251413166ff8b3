"""Run many worlds and print what broke, by rule and kind of happening, each with its smallest failing world.

python tests/worlds/run_worlds.py --worlds 2000 --jobs 2 [--first 0] [--stories] [--kind raid_week]
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from world_made import KINDS, shrunk, world_of
from world_rules import Break
from world_shown import clean_up, home, keep_inside
from world_story import story_of
from world_trials import broken
from world_types import World

_Found = tuple[int, tuple[str, ...], tuple[Break, ...]]


def main(arguments: list[str]) -> int:
    """The table on stdout; 1 when anything broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--kind", choices=sorted(KINDS), action="append", help="worlds of these happenings alone")
    parser.add_argument("--stories", action="store_true", help="tell the smallest failing world of each row")
    asked = parser.parse_args(arguments)
    kinds = tuple(asked.kind) if asked.kind else None
    seeds = range(asked.first, asked.first + asked.worlds)
    found = list(_all(seeds, kinds, asked.jobs))
    lived = Counter(kind for _, happened, _ in found for kind in happened)
    rows = {(one.rule, one.kind): (seed, one.what) for seed, _, broke in reversed(found) for one in broke}
    worlds = Counter(row for _, _, broke in found for row in {(one.rule, one.kind) for one in broke})
    failing = sum(bool(broke) for _, _, broke in found)
    _tell(f"{len(found)} worlds, {lived.total()} happenings, {failing} worlds with a break")
    for rule, kind in sorted(rows):
        seed, what = rows[rule, kind]
        _tell(f"{rule:40} {kind:26} {worlds[rule, kind]:5} of {lived[kind] or lived.total():5}   world {seed}: {what}")
        if asked.stories:
            _tell(story_of(_smallest(world_of(seed, kinds), rule, kind)))
    clean_up()
    return 1 if rows else 0


def _tell(words: str) -> None:
    sys.stdout.write(f"{words}\n")


def _all(seeds: range, kinds: tuple[str, ...] | None, jobs: int) -> Iterator[_Found]:
    if jobs == 1:
        yield from map(partial(_one, kinds), seeds)
        return
    with ProcessPoolExecutor(jobs, initializer=keep_inside, initargs=(home(),)) as pool:
        yield from pool.map(partial(_one, kinds), seeds, chunksize=10)


def _one(kinds: tuple[str, ...] | None, seed: int) -> _Found:
    world = world_of(seed, kinds)
    return seed, tuple(one.kind for one in world.happenings), broken(world)


def _smallest(world: World, rule: str, kind: str) -> World:
    return shrunk(world, lambda less: any((one.rule, one.kind) == (rule, kind) for one in broken(less)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
