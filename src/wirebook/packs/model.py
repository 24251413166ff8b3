"""The shape of an account pack, frozen. What each key of the TOML file means stands here, beside its field."""

from dataclasses import dataclass
from typing import Literal

from wirebook.types import Stance, Status

Role = Literal["object", "subject", "of", "with", "in", "count", "state", "clause"]
ObjectKind = Literal["place", "party", "content", "any", "item"]
Whose = Literal["state", "group", "uniform", "foe", "held", "anyone", "country"]


@dataclass(frozen=True, slots=True)
class Item:
    """A kind of thing that is counted. `words` are singular, as a dictionary lists them; several words are allowed.

    `kind_of` names a wider item ("cruise_missile" is a kind of "missile"); `unit` is what an amount of it must be
    measured in (default "count"). With `persons` it stands for persons at large: its kinds are persons, and a noun for
    persons that no pack lists may be it, where the measure implies it ("12 miners were killed").

    `whose` says to whom they belong where a report leaves it open:

    - state: to the state in whose country they are met (soldiers, police)
    - group: to an armed group (fighters)
    - uniform: to the state whose uniform they wear, which a report names once for all (soldiers, peacekeepers)
    - foe: things of war; what one of two sides takes or destroys of them was the other's
    - held: to the state, when a state and a group exchange whom they hold (hostages)
    - anyone: to nobody that the place could tell (prisoners, journalists)
    - country: to the country where they are harmed, as its civilians
    """

    id: str
    words: tuple[str, ...]
    kind_of: str | None = None
    unit: str = "count"
    persons: bool = False
    whose: tuple[Whose, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """What can be known of items in this account: its definition, and whether it is a flow or a stock.

    `actor` and `target` say in words who those are for this measure; `sides` name the sides that they stand for
    ("attacker", "defender"), so that claims of one event can lend each other their parties (those that reading knows
    are in `packs/sides.py`; a name of your own stands for nobody else); `at` is the side in
    whose country the event is when no place is told; `implies` is the item taken when a report names none
    ("12 killed" are people); with `singular` an article counts as one ("a pilot was captured"), with
    `singular_items` for these kinds alone ("damaged a ship", but not "destroyed a house"); with `performative`
    announcing is doing: who does it is its source where no other is named ("the EU widened its sanctions, targeting
    12 firms"); `planned` is the measure that it is as long as it is only planned (what will be delivered is pledged);
    `loosely` one whose facts are told again in its words ("casualties" for the killed); with `residents` it counts
    those who live where it happens, so that without a target they are of that country; `by` is who does it although
    the measure has no sides: "troops", whom a role alone may name ("the army", "police"), or troops in a "raid", which
    is theirs, on people who live there; with `owns_up` its actor says of himself that he attacked; with
    `directed` it goes from one side to another and back, and the two ways are two things.
    """

    id: str
    definition: str
    kind: Literal["flow", "stock"] = "flow"
    actor: str = ""
    target: str = ""
    sides: tuple[str, ...] = ()
    at: str | None = None
    implies: str | None = None
    singular: bool = False
    singular_items: tuple[str, ...] = ()
    performative: bool = False
    planned: str | None = None
    loosely: str | None = None
    residents: bool = False
    by: Literal["troops", "raid"] | None = None
    owns_up: bool = False
    directed: bool = False

    @property
    def actor_side(self) -> str | None:
        """The side that an actor stands for, none of a measure without sides."""
        return self.sides[0] if self.sides else None

    @property
    def target_side(self) -> str | None:
        """The side that a target stands for, none of a measure without sides."""
        return self.sides[1] if len(self.sides) > 1 else None


@dataclass(frozen=True, slots=True)
class Example:
    """A passage and the claims that it must yield; each is a set of (field, value) pairs that one claim must show."""

    text: str
    claims: tuple[tuple[tuple[str, object], ...], ...]
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the lexicon: (item, predicate, grammatical role) → measure.

    `items` are item ids (kinds of them included), empty for a claim without a number. `words` are predicates as a
    dictionary lists them, verbs and nouns; a particle or object may follow ("shoot down", "lose control").
    `role` is how the counted thing stands to the predicate:

    - object: what the predicate is done to (active object, passive subject, participle, relative clause)
    - subject: who or what does it ("12 people died", "two drones crashed")
    - of: noun predicates ("the launch of 90 drones", "the deaths of 12 people")
    - with: the means ("attacked with 90 drones", "a strike involving six missiles")
    - in: where or in what ("hits at 11 places", "casualties in two districts")
    - count: the predicate is itself what is counted ("12 deaths", "30 wounded")
    - state: a predicate of being ("12 people are missing", "were dead", "remain under the rubble")
    - clause: no number; the predicate alone, with an `object` that must be of the given kind: "place", "party",
      "content", "any", or "item" (one of `items` is spoken of without a number: "every dollar")

    `near` are lemmas of which one must stand in the same sentence ("target" is sanctioning only beside "sanction").
    `nearby` are lemmas of which one must stand there or in the sentence before.
    With `intransitive` the predicate has no object ("a jet dropped" fell, "a jet dropped three bombs" did not).
    `bare = false` refuses numbers without a noun ("received 14 wounded, two of them serious" frees nobody).
    `actor` and `target` say which argument fills them: "subject", "object", "item" (the party named on the counted
    thing itself: "12 Ukrainian soldiers"), or a preposition ("by", "at", "from"); the first that is there is taken.
    """

    id: str
    measure: str
    role: Role
    words: tuple[str, ...]
    items: tuple[str, ...] = ()
    object: ObjectKind | None = None
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    status: Status | None = None
    stance: Stance | None = None
    item: str | None = None
    bare: bool = True
    near: tuple[str, ...] = ()
    nearby: tuple[str, ...] = ()
    intransitive: bool = False
    examples: tuple[Example, ...] = ()
    counters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """What must hold between measures of one event.

    kind "sum": whole = parts + rest, per item, the rest named and never negative; kind "order": each of `parts` is at
    most `whole`; kind "legs": both sides of one transaction must be reported; kind "stock": the whole grows by what
    `parts` bring and shrinks by what `less` takes away. `tolerance` is in units of the item. With `told` the number
    behind "of" tells the whole: "shot down 42 of 90" says that 90 were launched.
    """

    id: str
    kind: Literal["sum", "order", "legs", "stock"]
    whole: str
    parts: tuple[str, ...]
    rest: str = "unaccounted"
    tolerance: float = 0.0
    explain: str = ""
    less: tuple[str, ...] = ()
    told: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """An account: what it asks, its items, measures, lexicon, identities, examples, and the file it came from.

    `disjoint` are groups of items that never overlap ("children", "women", "men"): as parts of a whole they add up.
    With a `topic` ("conflict") the account is read only in reports of that topic; without one in every report.
    """

    account: str
    title: str
    question: str
    key: tuple[str, ...]
    items: tuple[Item, ...]
    measures: tuple[Measure, ...]
    rules: tuple[Rule, ...]
    identities: tuple[Identity, ...] = ()
    examples: tuple[Example, ...] = ()
    counters: tuple[str, ...] = ()
    topic: str | None = None
    disjoint: tuple[tuple[str, ...], ...] = ()
    path: str = ""
