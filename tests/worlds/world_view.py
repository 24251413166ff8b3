"""A world's truth beside what a ledger shows of it: claims traced to what they mean, and back."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from world_shown import Shown
from world_types import Figure, Happening, TrueFact, World
from world_words import Written, written_of

from wirebook.types import Fact


@dataclass(frozen=True)
class View:
    """Truth and books together."""

    world: World
    shown: Shown

    @cached_property
    def written(self) -> dict[str, Written]:
        return written_of(self.world)

    @cached_property
    def true(self) -> dict[str, TrueFact]:
        return {fact.id: fact for one in self.world.happenings for fact in one.facts}

    @cached_property
    def names(self) -> dict[str, frozenset[str]]:
        """All names under which a body is written, by its id; of an outlet its own."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in self.written.values():
            found[self.body(one.claim)].add(one.tell.spelling.name if one.tell.spelling else one.dispatch.outlet)
        for body in self.world.bodies:
            found[body.id] |= {spelling.name for spelling in body.spellings}
        return {name: frozenset(several) for name, several in found.items()}

    def body(self, claim: str) -> str:
        """Who gave the figure of a claim."""
        one = self.written[claim]
        return one.tell.body.id if one.tell.body else f"outlet:{one.dispatch.outlet}"

    def meant(self, claims: Iterable[str]) -> set[str]:
        """The true facts of some claims."""
        return {self.written[claim].tell.fact for claim in claims}

    def called(self, bodies: Iterable[str]) -> set[str]:
        """All names of some bodies."""
        return {name for body in bodies for name in self.names.get(body, {body.removeprefix("outlet:")})}

    def happening(self, fact: str) -> Happening:
        slot = int(fact.split(":", maxsplit=1)[0])
        return next(one for one in self.world.happenings if one.slot == slot)

    @cached_property
    def facts_of(self) -> dict[str, list[Fact]]:
        """The shown facts that hold a claim of each true one."""
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.shown.facts:
            for name in sorted(self.meant(fact.claims)):
                found[name].append(fact)
        return found

    @cached_property
    def last_words(self) -> dict[tuple[str, str], Figure]:
        """The last figure that each body gave for each true fact; a stale headline is nobody's."""
        told = [one for one in self.written.values() if one.tell.figure is not None and not one.tell.stale]
        ordered = sorted(told, key=lambda one: one.dispatch.published)
        return {(one.tell.fact, self.body(one.claim)): one.tell.figure for one in ordered if one.tell.figure}
