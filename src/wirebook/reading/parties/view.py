"""What a resolver of parties sees: the claims of a report as they stood before it, and who fights whom in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from wirebook.packs.compile import Lexicon
from wirebook.packs.sides import GIFT
from wirebook.reading.parties.kinds import same_side
from wirebook.reading.resolve import earlier
from wirebook.types import Claim, Party, PartySlot

_NEAR = 700  # characters between two claims that may still tell of one event
_BACK = 4  # claims: how far back a whole is looked for
_AGENCIES = ("IGOUNO", "NGO")


Owners = Mapping[str, Party]
"""Item → the one party that a report names on it."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Who fights whom, by all that a report tells.

    `sides` are those that fight, `attackers` those told to attack, `unarmed` those told to attack the unarmed;
    `pairs` are who is told to harm whom.
    """

    sides: tuple[Party, ...] = ()
    attackers: tuple[Party, ...] = ()
    unarmed: tuple[Party, ...] = ()
    pairs: tuple[tuple[Party, Party], ...] = ()

    @property
    def sole_attacker(self) -> Party | None:
        """Give the one that is told to attack, or to attack the unarmed; none where there are several."""
        known = self.attackers if len(self.attackers) == 1 else self.unarmed
        return known[0] if len(known) == 1 else None


@dataclass(frozen=True)
class ReportClaims:
    """The claims of a report in text order, and what they agree on."""

    claims: Sequence[Claim]
    lexicon: Lexicon
    text: str = ""
    conflict: Conflict = Conflict()
    countries: frozenset[str] = frozenset()
    owners: Owners = field(default_factory=dict)

    @cached_property
    def starts(self) -> list[int]:
        """Give where each claim's sentence begins."""
        return [claim.evidence[0].start for claim in self.claims]

    @cached_property
    def gift(self) -> Mapping[PartySlot, Party]:
        """Give who gives and who takes in this report, where it names one of each ("the new package includes …")."""
        gifts = [claim for claim in self.claims if sides_of(claim, self.lexicon) == GIFT]
        return _only_party(gifts, ("actor", "target"))

    @cached_property
    def attacked(self) -> frozenset[str]:
        """Give the countries (alpha-2) in which the sole attacker is told to have attacked."""
        by = self.conflict.sole_attacker
        own = (claim for claim in self.claims if by and claim.actor and same_side(claim.actor, by))
        return frozenset(claim.place.country for claim in own if claim.place and claim.place.country)

    @cached_property
    def order(self) -> Mapping[PartySlot, Party]:
        """Give who imposes what this report tells of, where it names one alone."""
        return _only_party([claim for claim in self.claims if is_imposed(claim, self.lexicon)], ("actor",))


@dataclass(frozen=True, slots=True)
class PartyView:
    """What is around one claim, the `n`th of a report's."""

    report: ReportClaims
    n: int

    @property
    def lexicon(self) -> Lexicon:
        """Give what the packs know of measures and items."""
        return self.report.lexicon

    @property
    def text(self) -> str:
        """Give the report's text."""
        return self.report.text

    @property
    def conflict(self) -> Conflict:
        """Give who fights whom."""
        return self.report.conflict

    @property
    def claims(self) -> Sequence[Claim]:
        """Give all claims of the report."""
        return self.report.claims

    @property
    def before(self) -> Iterator[Claim]:
        """Give the claims before this one, the nearest first."""
        return earlier(self.report.claims, self.n)

    @property
    def just_before(self) -> Sequence[Claim]:
        """Give the few claims before this one of which it may be a part, the nearest first."""
        return self.report.claims[max(0, self.n - _BACK) : self.n][::-1]

    @property
    def near(self) -> Sequence[Claim]:
        """Give the claims so near to this one that they may still tell of its event."""
        starts, at = self.report.starts, self.report.starts[self.n]
        low, high = bisect_left(starts, at - _NEAR), bisect_right(starts, at + _NEAR)
        return [claim for n, claim in enumerate(self.claims[low:high], low) if n != self.n]


def views(report: ReportClaims) -> Callable[[int], PartyView]:
    """Give, for the place of a claim among a report's, what is around it."""
    return lambda n: PartyView(report, n)


def sides_of(claim: Claim, lexicon: Lexicon) -> tuple[str, ...]:
    """Give what a claim's actor and target stand for, by its measure: ("attacker", "defender") of the killed."""
    measure = lexicon.measure_of(claim)
    return measure.sides if measure else ()


def is_imposed(claim: Claim, lexicon: Lexicon) -> bool:
    """Tell whether a claim counts what somebody imposes by saying so (sanctions, a ban)."""
    measure = lexicon.measure_of(claim)
    return measure is not None and measure.performative and claim.amount is not None


def _only_party(claims: Sequence[Claim], slots: tuple[PartySlot, ...]) -> Mapping[PartySlot, Party]:
    """Give the one party that some claims of a report name in a slot. An agency brings what others give beside it."""
    only: dict[PartySlot, Party] = {}
    for slot in slots:
        found = [getattr(claim, slot) for claim in claims]
        named: list[Party] = [party for party in found if party is not None]
        agency = slot == "actor" and any((party.code or "").startswith(_AGENCIES) for party in named)
        if named and not agency and all(same_side(named[0], party) for party in named):
            only[slot] = named[0]
    return only
