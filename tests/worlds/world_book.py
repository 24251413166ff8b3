"""How a happening is written down: its reports, line by line, and beside them what is true."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import Any

from world_cast import OUTLETS, TOWNS, Cast
from world_types import (
    Body,
    Dispatch,
    Figure,
    Ground,
    Happening,
    Land,
    Line,
    Spelling,
    Tell,
    Times,
    TrueBalance,
    TrueDispute,
    TrueFact,
    TrueMove,
    iso,
)

_WHO = (
    "Shopkeepers",
    "A bus driver",
    "Two pupils",
    "Volunteers",
    "The ferry pilot",
    "Neighbours",
    "A beekeeper",
    "Nurses",
)
_DID = (
    "swept glass from",
    "stood for hours at",
    "carried blankets to",
    "took photographs of",
    "waited by",
    "looked for pets near",
)
_WHERE = (
    "the old cannery",
    "a school yard",
    "the tram depot",
    "the fish market",
    "a row of garages",
    "the chapel steps",
    "a pharmacy",
)
_THEN = (
    "while the sirens went on and off",
    "until rain set in",
    "before the bridge was opened again",
    "as the lights came back",
    "and spoke little",
)
_ADD = (
    "Bread was short that day.",
    "The trains ran late.",
    "No school is open.",
    "The water came back at noon.",
    "Phones are dead.",
)


@dataclass
class Book:
    """One happening in the writing. `town` is its own; `land` is where it lies, `enemy` the other side."""

    rng: Random
    cast: Cast
    slot: int
    kind: str
    side: int
    start: int
    variant: str = ""
    dispatches: list[Dispatch] = field(default_factory=list)
    facts: list[TrueFact] = field(default_factory=list)
    disputes: list[TrueDispute] = field(default_factory=list)
    moves: list[TrueMove] = field(default_factory=list)
    balances: list[TrueBalance] = field(default_factory=list)
    apart: list[tuple[str, str]] = field(default_factory=list)

    # ------------------------------------------------------------ who and where

    @property
    def land(self) -> Land:
        return self.cast.lands[self.side]

    @property
    def enemy(self) -> Land:
        return self.cast.lands[1 - self.side]

    @property
    def town(self) -> Ground:
        return self.cast.grounds[self.side][self.slot]

    @property
    def other_town(self) -> Ground:
        """A second town of the same land, which is this happening's alone too."""
        return self.cast.grounds[self.side][self.slot + TOWNS // 2]

    @property
    def whole(self) -> Ground:
        return self.cast.wholes[self.side]

    def body(self, role: str, *, of_enemy: bool = False) -> Body:
        """A body by its role: of the town (council, hospital, prosecutors, governor), of the world, or of a land."""
        if role in ("council", "hospital", "prosecutors", "governor"):
            return self.cast.body(f"{self.town.name}:{role}")
        if role in ("monitor", "doctors"):
            return self.cast.body(f"world:{role}")
        return self.cast.body(f"{(self.enemy if of_enemy else self.land).code}:{role}")

    def choose(self, *variants: str) -> str:
        self.variant = self.rng.choice(variants)
        return self.variant

    # ------------------------------------------------------------ reports

    def report(self, day: int, lines: Sequence[Line], *, hour: int | None = None, **told: Any) -> Dispatch:
        """A report of a day by an outlet, with some colour that no other report has."""
        number = len(self.dispatches)
        outlet = told.pop("outlet", None) or OUTLETS[(self.slot + 2 * number + self.rng.randrange(2)) % len(OUTLETS)]
        published = iso(day) if hour is None else f"{iso(day)}T{hour:02}:00+00:00"
        every = (*lines, Line(" ".join(self.colour() for _ in range(3))))
        made = Dispatch(f"{self.slot}.{number}", outlet, published, every, **told)
        self.dispatches.append(made)
        return made

    def reprint(self, of: Dispatch, outlet: str, published: str, *, signed: bool = True) -> Dispatch:
        """The same words at another outlet, which may say whose they are, and may be dated before them."""
        key = f"{self.slot}.{len(self.dispatches)}"
        made = replace(of, key=key, outlet=outlet, published=published, origin=of.origin or of.key)
        made = replace(made, agency=of.agency or of.outlet) if signed else replace(made, agency=None)
        self.dispatches.append(made)
        return made

    def colour(self) -> str:
        words = [self.rng.choice(some) for some in (_WHO, _DID, _WHERE, _THEN)]
        return f"{' '.join(words)}. {self.rng.choice(_ADD)}"

    # ------------------------------------------------------------ lines

    def name(self, fact: str) -> str:
        return f"{self.slot}:{fact}"

    def dead(self, fact: str, body: Body | None, figure: Figure, day: int, **other: Any) -> Line:
        """A line that tells how many were killed in the town on a day. What is not told is taken from `dead_tell`."""
        tell, spelling = self.tell(fact, body, figure, day, **other)
        town = tell.ground.name if tell.ground else ""
        ways = [
            f"{_by(spelling)}[n0:{figure.words}] {tell.item} were killed in [at:{town}] on [on:{spoken(day)}].",
            f"{_by(spelling)}[n0:{figure.words}] {tell.item} died when [at:{town}] was shelled on [on:{spoken(day)}].",
            f"{_by(spelling)}the strike of [on:{spoken(day)}] on [at:{town}] killed [n0:{figure.words}] {tell.item}.",
        ]
        return Line(self.rng.choice(ways), (tell,))

    def tell(
        self, fact: str, body: Body | None, figure: Figure | None, day: int | Times, **other: Any
    ) -> tuple[Tell, Spelling | None]:
        """A claim of casualties in the town, and how its source is spelt."""
        spelling = self.rng.choice(body.spellings) if body else None
        times = Times(day, day) if isinstance(day, int) else day
        told: dict[str, Any] = {
            "account": "casualties",
            "measure": "killed",
            "item": "people",
            "ground": self.town,
            "times": times,
        }
        return Tell(fact=self.name(fact), body=body, spelling=spelling, figure=figure, **(told | other)), spelling

    # ------------------------------------------------------------ what is true

    def fact(self, name: str, figure: Figure | None, givers: Iterable[Body | None], **other: Any) -> None:
        """What is to be shown of a fact. Givers that are none are left out."""
        low, high = (figure.low or 0, figure.high) if figure else (None, None)
        named = frozenset(one.id for one in givers if one)
        sets = {key: frozenset(value) for key, value in other.items() if key in ("perhaps", "echoes")}
        self.facts.append(TrueFact(self.name(name), other.get("scope", "town"), low, high, named, **sets))

    def disputed(self, fact: str, one: Body, other: Body, *, kind: str = "number", stands: bool = True) -> None:
        self.disputes.append(TrueDispute(kind, self.name(fact), frozenset((one.id, other.id)), stands))

    def moved(self, fact: str, by: Body, before: Figure, after: Figure, *kinds: str, **other: Any) -> None:
        """A figure that moved; `kinds` are the names that are right for it ("late_report" where none is given)."""
        earlier = other.pop("before_by", by).id
        kinds = kinds or ("late_report",)
        self.moves.append(TrueMove(self.name(fact), by.id, earlier, before, after, frozenset(kinds), **other))

    def done(self) -> Happening:
        return Happening(
            self.slot,
            self.kind,
            self.variant,
            tuple(self.dispatches),
            tuple(self.facts),
            tuple(self.disputes),
            tuple(self.moves),
            tuple(self.balances),
            tuple(self.apart),
        )


def spoken(day: int) -> str:
    """A day as a report writes it: "4 March"."""
    at = date.fromisoformat(iso(day))
    return f"{at.day} {at:%B}"


def _by(spelling: Spelling | None) -> str:
    """How a line begins: with who says it, or with nobody."""
    if spelling is None:
        return "It was found that "
    return f"[by:{spelling.name}] said that "


def outlet_of(name: str) -> Body:
    """The body that an outlet is when it tells something in its own name."""
    return Body(f"outlet:{name}", "media", (Spelling(name),))
