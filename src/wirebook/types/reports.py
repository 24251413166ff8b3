"""The types at the joints, all frozen: things in a ledger do not change, opinions about them are rows.

Spans are half-open character offsets into `Report.text`, which is kept exactly as it was read. What a value says was
`written` are the characters at its span (`evidence.proven`); one without words of its own has "" and an empty span.
Dates are ISO 8601 strings (`2024-11-13`, `2024-11-13T06:00`), so they sort, compare and hash as written.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from wirebook.types.inferences import Inference

Severity = Literal["error", "warning", "note"]
Stance = Literal["states", "claims", "denies", "acknowledges", "estimates", "promises", "plans", "warns", "unknown"]
Status = Literal["happened", "ongoing", "planned", "pledged", "pending", "denied"]
Relation = Literal["whole", "part", "further", "rest"]
Verdict = Literal["exact", "loose", "broken"]
Standing = Literal["adds_up", "not_explained", "cannot_say", "does_not_add_up"]
Precision = Literal["minute", "part", "day", "week", "month", "season", "quarter", "year", "decade", "span"]
PassageKind = Literal["headline", "body"]


class Span(NamedTuple):
    """Half-open character offsets into `Report.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of the text that it spans."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Problem:
    """Bad input as a row: where it is, what is wrong, and the remedy.

    `where` is the file (or the origin) as the user named it, with `:line:column` where that is known.
    """

    where: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place and date that head a dispatch ("KYIV, Nov. 13 -"): where it was filed, not where things happened."""

    place: str
    date: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Report:
    """One report as it was read. `language` is an ISO 639-1 code.

    `published` and `updated` are an ISO date, an aware ISO datetime, or the month or year alone ("2024-11", "2024").
    `publisher` is the outlet, `agency` whose story it prints, `byline` who wrote it.

    `headline` is the span of the title in `text`, or none when the title came from outside the text.
    """

    id: str
    origin: str
    text: str
    title: str | None = None
    headline: Span | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    dateline: Dateline | None = None
    language: str | None = None
    agency: str | None = None
    byline: str | None = None
    updated: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of something, as an interval. `low` or `high` none means open on that side.

    "over 10,000" is (10001, none) for things one counts; "at least 12" (12, none); "up to 20" (none, 20).
    `unit` is "count", "percent", "USD" (ISO 4217), "km2", "km", "tonne" ...; `vague` marks words without digits
    ("dozens"); `shares` are the ends of a part of a whole ("most of the" is (0.5, 1.0)). Where the whole is told apart
    from the share ("half of them"), `whole` is its span, and `written` is the share at `span`, " … ", and the whole.
    """

    low: float | None
    high: float | None
    approximate: bool
    unit: str
    written: str
    span: Span
    vague: bool = False
    share: tuple[float, float] | None = None
    whole: Span | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time: first and last day (or minute), none where the end is open or unknown.

    `edtf` is the same in Extended Date/Time Format (ISO 8601-2); `anchor` names what a relative time was resolved
    against ("published 2024-11-13"); `assumed` says in words what was taken for granted.
    """

    start: str | None
    end: str | None
    precision: Precision
    edtf: str
    written: str
    span: Span
    approximate: bool = False
    anchor: str | None = None
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A toponym of the gazetteer. `country` is ISO 3166-1 alpha-2, `admin1` the first-level division's name.

    `geonameid` is none for places the gazetteer lacks; `precision` is "country", "admin1", "town" or "area".
    """

    geonameid: int | None
    name: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    precision: str
    written: str
    span: Span


@dataclass(frozen=True, slots=True)
class Party:
    """An actor: `code` is a CAMEO/PLOVER-style country plus role ("UKRMIL", "RUS"), none when unknown."""

    code: str | None
    name: str
    written: str
    span: Span


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it. `via` is the source that quotes this one: chains stay chains.

    `kind` is one of military, government, monitor, un, hospital, witness, media, think_tank, police, armed_group,
    rescue, company, person, unnamed, unknown. `cue` holds the words that make it a source ("according to"), `medium`
    the occasion or channel ("told a briefing"), `said` the time of speaking. `resolved` says what a generic head
    ("the statement") was resolved to the name from. `written` are the words at the span, as the report has them ("it"),
    `named` is where the name itself stands, there or elsewhere, none where it stands nowhere in one piece.
    """

    name: str
    kind: str
    span: Span
    actor: str | None = None
    role: str | None = None
    medium: str | None = None
    said: Period | None = None
    cue: str = ""
    cue_span: Span | None = None
    resolved: str | None = None
    via: "Source | None" = None
    written: str = ""
    named: Span | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a report: its span, paragraph number, kind, and the quotations inside it (spans of their words).

    `gated` is true when the gate let it through to the parser.
    """

    span: Span
    paragraph: int
    kind: PassageKind
    quotes: tuple[Span, ...] = ()
    gated: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One fact as one source puts it, with the characters of the report that prove it.

    `evidence` are spans of the report (first the sentence, then the words that carry the amount, the item and the
    predicate); `quote` is the text of the first. `of` is the id of the claim that this one is a part of, further to,
    or the rest of, as `relation` says. `rule` names the pack entry that made it; `reasons` are what its values rest on.
    """

    id: str
    report: str
    account: str
    measure: str
    item: str
    amount: Amount | None
    evidence: tuple[Span, ...]
    quote: str
    stance: Stance
    status: Status
    source: Source | None = None
    actor: Party | None = None
    target: Party | None = None
    place: Place | None = None
    places: tuple[Place, ...] = ()
    period: Period | None = None
    relation: Relation = "whole"
    of: str | None = None
    rule: str = ""
    confidence: float = 0.5
    reasons: tuple[Inference, ...] = ()
    variety: str = ""


@dataclass(frozen=True, slots=True)
class Unowned:
    """A number of something countable that no measure took: kept so that a check can name it."""

    amount: Amount
    item: str
    passage: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """What `reading` makes of one report. `times` are all time expressions (resolved or open), `sources` all met."""

    report: Report
    passages: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    times: tuple[Period, ...] = ()
    sources: tuple[Source, ...] = ()
    places: tuple[Place, ...] = ()
    unowned: tuple[Unowned, ...] = ()
    reader: str = ""
