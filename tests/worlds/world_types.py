"""What a world is made of, all frozen: its cast, its happenings, the reports that tell of them, and the true books.

Days are whole numbers; day 0 is `FIRST_DAY`. A true fact is named "slot:name" ("3:toll"), a body "land:role".
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

FIRST_DAY = date(2025, 3, 3)  # a Monday

Level = Literal["town", "admin1", "country"]


def iso(day: int) -> str:
    return (FIRST_DAY + timedelta(days=day)).isoformat()


# ---------------------------------------------------------------- who and where


@dataclass(frozen=True, slots=True)
class Land:
    """A country at war in this world: its codes and how it is called."""

    alpha2: str
    code: str
    name: str
    adjective: str


@dataclass(frozen=True, slots=True)
class Ground:
    """Where something happens: an invented town or division, or a whole land."""

    name: str
    level: Level
    land: Land
    region: str | None
    number: int
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Spelling:
    """A way in which reports write a body's name, and the office that they tell beside it."""

    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """Who says things. `bias` is what it makes of a true number: below 1 it hides, above 1 it exaggerates."""

    id: str
    kind: str
    spellings: tuple[Spelling, ...]
    code: str | None = None
    bias: float = 1.0

    def counted(self, true: int) -> int:
        return max(1, round(true * self.bias))


# ---------------------------------------------------------------- what reports tell


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is told: from `low` to `high`, either end open."""

    low: int | None
    high: int | None

    @property
    def words(self) -> str:
        if self.low == self.high:
            return f"{self.low:,}"
        if self.high is None:
            return f"at least {self.low:,}"
        return f"no more than {self.high:,}" if self.low is None else f"{self.low:,} to {self.high:,}"

    def meets(self, low: float, high: float | None) -> bool:
        mine = (self.low or 0, float("inf") if self.high is None else self.high)
        return mine[0] <= (float("inf") if high is None else high) and low <= mine[1]

    def inside(self, low: float, high: float | None) -> bool:
        top = float("inf") if self.high is None else self.high
        return low <= (self.low or 0) and top <= (float("inf") if high is None else high)


def exactly(number: int) -> Figure:
    return Figure(number, number)


def at_least(number: int) -> Figure:
    return Figure(number, None)


def at_most(number: int) -> Figure:
    return Figure(None, number)


@dataclass(frozen=True, slots=True)
class Times:
    """When it happened: first and last day; an open end is a running count ("since")."""

    first: int
    last: int | None


@dataclass(frozen=True, slots=True)
class Tell:
    """One claim in a line: of which true fact, by whom (none: the outlet itself), with which figure (none: without).

    `whole` is the true fact, told in the same report, that this is a part of. `stale` marks a headline that was not
    brought up to date.
    """

    fact: str
    body: Body | None
    spelling: Spelling | None
    account: str
    measure: str
    item: str
    figure: Figure | None
    ground: Ground | None
    times: Times | None
    actor: str | None = None
    target: str | None = None
    whole: str | None = None
    denies: bool = False
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with marks, "[by:the mayor] said [n0:12] people died in [at:Velna]", and the claims that it makes.

    Marks are by (who says it), n0, n1 … (the numbers of the claims, in order), at, on, who and whom (the parties).
    What a line lacks is taken from the last line before it that has it.
    """

    words: str
    tells: tuple[Tell, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A report. `origin` is the key of the wire story that it reprints, `notices` are codes of what it says itself."""

    key: str
    outlet: str
    published: str
    lines: tuple[Line, ...]
    title: Line | None = None
    origin: str | None = None
    agency: str | None = None
    dateline: str | None = None
    url: str | None = None
    updated: str | None = None
    notices: tuple[str, ...] = ()


# ---------------------------------------------------------------- the true books


@dataclass(frozen=True, slots=True)
class TrueFact:
    """What is to be shown of a fact: its current range (none: no number), and whose figure it is.

    `givers` gave a figure inside the range and stand by it. `perhaps` may be shown beside them: an open bound that the
    figure satisfies. `echoes` repeat a giver and may be named, but count for nothing.
    """

    id: str
    scope: str
    low: int | None
    high: int | None
    givers: frozenset[str]
    perhaps: frozenset[str] = frozenset()
    echoes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TrueDispute:
    """Two who cannot both be right about a fact at the end: `stands` tells whether it must be shown, or may be."""

    kind: str
    fact: str
    sides: frozenset[str]
    stands: bool = True


@dataclass(frozen=True, slots=True)
class TrueMove:
    """A figure replaced by a later one. `by` gave it, `before_by` the earlier; kinds are those that are right.

    `reason` are words of the told reason that must be kept; a move that is not `wanted` may be left out.
    """

    fact: str
    by: str
    before_by: str
    before: Figure
    after: Figure
    kinds: frozenset[str]
    reason: str = ""
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class TrueBalance:
    """What one body's last word of one day makes of a whole and its parts; none as rest where parts are not summed.

    Of several with one `choice` any may be shown, and one must be.
    """

    identity: str
    item: str
    body: str
    land: str
    day: int
    whole: int
    parts: tuple[tuple[str, int], ...]
    rest: int | None
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened, as it was told, and what is true of it. It does not change when others are dropped."""

    slot: int
    kind: str
    variant: str
    dispatches: tuple[Dispatch, ...]
    facts: tuple[TrueFact, ...]
    disputes: tuple[TrueDispute, ...]
    moves: tuple[TrueMove, ...]
    balances: tuple[TrueBalance, ...]
    apart: tuple[tuple[str, str], ...] = ()  # bodies that must never be one source


@dataclass(frozen=True, slots=True)
class World:
    """A seed's world: bodies by id, and what happened."""

    seed: int
    bodies: tuple[Body, ...]
    happenings: tuple[Happening, ...]

    def __hash__(self) -> int:
        return hash((self.seed, tuple((one.slot, one.kind) for one in self.happenings)))
