"""What a row of each table of the books holds, and the way back. Field names are column names."""

import json
from dataclasses import dataclass

from wirebook.ledger.books.posting import UNTOLD, iso
from wirebook.ledger.database.json_rows import from_json, to_json
from wirebook.ledger.database.kept_rows import JsonBody
from wirebook.types import Dispute, Fact, FactHead, Heard, Revision


@dataclass(frozen=True, slots=True)
class FactRow(FactHead):
    """A fact, flat. `sorted_day` is its last day, or its first where it is open.

    `voices`, `why` and `heard` are JSON lists.
    """

    cell: str
    day: int
    start_day: str | None
    end_day: str | None
    sorted_day: str
    low: float | None
    high: float | None
    state: str
    independent: int
    reports: int
    claims: int
    voices: str
    undecided: str
    unverified: bool
    why: str
    first_said: str | None
    last_said: str | None
    heard: str = "[]"


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A claim of a fact, with the reason that it is one. A claim belongs to one fact."""

    claim: str
    fact: str
    cell: str
    day: int
    why: str


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A figure that moved; `body` has all of it, `voice_key` whose it is."""

    claim: str
    fact: str
    cell: str
    day: int
    at: str
    source: str
    kind: str
    falls: bool
    body: JsonBody
    voice_key: str


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """A dispute; `body` has its sides. `cell` is "" where it runs across cells."""

    id: str
    kind: str
    cell: str
    day: int
    account: str
    at: str
    country: str | None
    place: str | None
    body: JsonBody


@dataclass(frozen=True, slots=True)
class SideRow:
    """One side of a dispute: the claim, and the key of the voice that makes it."""

    dispute: str
    claim: str
    voice_key: str


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """A voice over all the books: how many claims of how many reports, and the first and last day of saying.

    `written` holds all the forms in which its name is written, in lower case, a line each.
    """

    voice_key: str
    name: str
    kind: str
    country: str | None
    claims: int
    reports: int
    first: int | None
    last: int | None
    written: str


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A report that repeats another: its parent, and the origin of the whole chain."""

    report: str
    origin: str
    parent: str
    likeness: float
    kind: str
    why: str


def fact_row(fact: Fact, cell: str, day: int) -> FactRow:
    """The row of a fact."""
    body = to_json(fact)
    claims = body.pop("claims")
    start, end = body.pop("start"), body.pop("end")
    body["voices"] = json.dumps(body["voices"], ensure_ascii=False)
    body["why"] = json.dumps(body["why"], ensure_ascii=False)
    body["heard"] = json.dumps(body["heard"], ensure_ascii=False)
    body |= {"start_day": start, "end_day": end, "sorted_day": end or start or iso(day) or UNTOLD}
    return FactRow(**body, cell=cell, day=day, claims=len(claims))


def fact_of(row: FactRow, claims: tuple[str, ...]) -> Fact:
    """The fact of a row, its claims by id."""
    own = {name: getattr(row, name) for name in _SHARED} | {"unverified": bool(row.unverified)}
    return Fact(
        **own,
        start=row.start_day,
        end=row.end_day,
        voices=tuple(json.loads(row.voices)),
        why=tuple(json.loads(row.why)),
        heard=tuple(from_json(Heard, one) for one in json.loads(row.heard)),
        claims=claims,
    )


_SHARED = tuple(
    sorted(set(FactRow.__dataclass_fields__) & set(Fact.__dataclass_fields__) - {"claims", "voices", "why", "heard"})
)


def revision_row(move: Revision, cell: str, day: int, voice: str) -> RevisionRow:
    """The row of a revision; `voice` is the key of the voice whose figure moved."""
    told = (move.claim, move.fact, cell, day, move.at, move.source, move.kind, move.falls)
    return RevisionRow(*told, body=to_json(move), voice_key=voice)


def revision_of(body: JsonBody) -> Revision:
    """The revision of a row's body."""
    return from_json(Revision, body)


def dispute_row(dispute: Dispute, cell: str, day: int) -> DisputeRow:
    """The row of a dispute."""
    return DisputeRow(
        id=dispute.id,
        kind=dispute.kind,
        cell=cell,
        day=day,
        account=dispute.account,
        at=dispute.at or UNTOLD,
        country=dispute.country,
        place=dispute.place,
        body=to_json(dispute),
    )


def dispute_of(body: JsonBody) -> Dispute:
    """The dispute of a row's body."""
    return from_json(Dispute, body)
