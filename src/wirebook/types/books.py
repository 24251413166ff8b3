"""The types of the books: balances, findings, facts, revisions and disputes, all frozen."""

from dataclasses import dataclass

from wirebook.types.reports import Period, Severity, Span, Standing, Verdict


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a balance: a measure, its interval, and the claims that it was taken from (largest first)."""

    measure: str
    low: float
    high: float | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Night:
    """One day or night of a sum over time: the whole of it, and the claims that give it."""

    day: str
    low: float
    high: float | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """An account drawn up for one event and one source: whole = parts + rest, over intervals.

    `rest` is what no part explains (never called a hit); `verdict` is exact when single values agree or leave a single
    rest, loose when intervals can meet, broken when they cannot. `missing` are the parts nobody reported; `tolerance`
    is how far parts may exceed the whole before that is broken, in units of the item. A balance over several reports
    has all of them in `reports`, the first in `report`, and a `place`. `unread` are numbers of these reports that
    nothing took and that may be one of the missing parts. `standing` is the verdict as a reader takes it, `says` the
    same in words ("adds up, 15 not explained"). A sum over time has its `nights` and the days without a figure, `gaps`.
    """

    id: str
    account: str
    identity: str
    item: str
    report: str
    source: str | None
    period: Period | None
    whole: Entry
    parts: tuple[Entry, ...]
    rest_name: str
    rest_low: float
    rest_high: float | None
    verdict: Verdict
    missing: tuple[str, ...]
    note: str
    tolerance: float = 0.0
    place: str | None = None
    reports: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    standing: Standing = "cannot_say"
    says: str = ""
    nights: tuple[Night, ...] = ()
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A warning, like a linter's: a stable code, a message, and the place in the report or the claims it concerns.

    `item` is what an unread number counts, where the packs know it, and `written` the number.
    """

    code: str
    severity: Severity
    message: str
    report: str
    span: Span | None = None
    claims: tuple[str, ...] = ()
    item: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """What one source said of a fact last (on the day `said`, ISO), and how that stands to the range of the fact.

    `standing` is "given" (the numbers said lie in the range), "less_exact" ("at least 27" beside 31), "earlier" (others
    told more later), "no_number", "older_version" (of its report), "dropped" (the newest version of its report tells
    nothing of it), "stale_headline" (below its text), "other_headline".
    """

    voice: str
    written: str
    low: float | None
    high: float | None
    said: str | None
    claim: str
    standing: str


@dataclass(frozen=True, slots=True)
class FactHead:
    """What a fact speaks of, when it is not yet said how many and by whom: the same here and in its row of a table."""

    id: str
    account: str
    measure: str
    item: str
    unit: str
    status: str
    kind: str
    place: str | None
    admin1: str | None
    country: str | None
    actor: str | None
    target: str | None


@dataclass(frozen=True, slots=True)
class Fact(FactHead):
    """What claims of several reports speak of: one account, measure, item, place and time, and the parties told.

    `kind` is "day" (an event of a day or night), "span" (of a longer stretch), "since" (counted from a day on and
    growing), "stock" (how many there are, day after day) or "undated". `low` and `high` are the best current range:
    where the figures that stand meet, of disputed ones from the lowest number given to the highest. `voices` are those
    who gave a figure in this range, `independent` how many of them do not merely repeat another; `heard` has all, also
    who stands beside the range. `state` is "single" (one gives it), "agreed", "disputed" or "unnumbered". `claims` are
    the members, each with the reason it is one (`why`, same order). `undecided` says what it may be the same as, and
    why that was not decided. `first_said` and `last_said` are the days of the first and the latest report of it.
    """

    start: str | None
    end: str | None
    low: float | None
    high: float | None
    state: str
    voices: tuple[str, ...]
    independent: int
    reports: int
    claims: tuple[str, ...]
    why: tuple[str, ...]
    undecided: str = ""
    unverified: bool = False
    first_said: str | None = None
    last_said: str | None = None
    heard: tuple[Heard, ...] = ()

    @property
    def others(self) -> tuple[Heard, ...]:
        """What was said beside the range, by others than `voices`, in headlines and in older versions."""
        return tuple(one for one in self.heard if one.standing != "given")


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure for a fact that a later one replaced, or went beyond: of the same source, or of another.

    `kind` is "late_report" (more was counted later), "correction" (it says so), "changed_definition" (it says that it
    counts otherwise now), "entry_error" (digits swapped, or a nought too many or too few), "other_source" (it told more
    than `from_source` had, whose figure stays) or "unknown"; `falls` is true for a count that can only rise and fell.
    `at` is the day of the later figure; `why` has the report's reason in its words.
    """

    fact: str
    source: str
    at: str
    from_low: float
    from_high: float | None
    to_low: float
    to_high: float | None
    kind: str
    falls: bool
    why: str
    report: str
    claim: str
    before: str
    from_source: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """What one voice says in a dispute, and the claim that says it."""

    voice: str
    says: str
    claim: str
    report: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """Voices that cannot all be right: about a number, date, place, party or definition, or a denial.

    `within` is true when one report holds both sides; `at` is the day of what is disputed.
    """

    id: str
    kind: str
    account: str
    at: str | None
    country: str | None
    place: str | None
    facts: tuple[str, ...]
    sides: tuple[Side, ...]
    within: bool
    note: str
