"""What programs may change or have computed: decisions, reports to read, questions in SQL."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from wirebook.ledger.database.json_rows import to_json
from wirebook.ledger.review.decide import Words
from wirebook.outputs.json_form import reading_document, rows_document
from wirebook.outputs.web.api import _ERRORS, room_of
from wirebook.outputs.web.parameters import Text
from wirebook.outputs.web.render import with_plain_ends
from wirebook.outputs.web.schemas import Answered, DecisionSchema, WasRead
from wirebook.outputs.web.writing import author_of, refuse_to_write

router = APIRouter(prefix="/api/v1", responses=_ERRORS)
_Name = Annotated[str, StringConstraints(max_length=100, pattern=r"^[^\x00-\x1f]*$")]
_ShortText = Annotated[str, StringConstraints(max_length=2000, pattern=r"^[^\x00]*$")]
_Id = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9_]+$")]


class Deciding(BaseModel):
    """A decision of a person about a claim, as `Ledger.decide` takes it.

    Who is signed in by name gives no `author`; elsewhere there has to be one.
    """

    model_config = ConfigDict(extra="forbid")

    kind: Literal["accepted", "corrected", "rejected", "merged", "split"]
    claim: _Id
    author: _Name = ""
    why: _ShortText = ""
    changes: dict[Text, Text] = {}
    other: _Id | None = None


class DecidingSources(BaseModel):
    """A decision about sources: two are one, two are not, or what one report says under a name is another's word."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["merged_sources", "parted_sources"]
    source: Text
    other: Text | None = None
    report: _Id | None = None
    author: _Name = ""
    why: _ShortText = ""


class Adding(BaseModel):
    """A claim that the reader missed, as `Ledger.add_claim` takes it; offsets count characters of the text."""

    model_config = ConfigDict(extra="forbid")

    report: _Id
    words: Text = ""
    start: Annotated[int, Field(ge=0, lt=2**31)] | None = None
    end: Annotated[int, Field(ge=0, lt=2**31)] | None = None
    measure: Text
    item: Text
    author: _Name = ""
    why: _ShortText = ""
    changes: dict[Text, Text] = {}


class Undoing(BaseModel):
    """Who takes a decision back, and why."""

    model_config = ConfigDict(extra="forbid")

    author: _Name = ""
    why: _ShortText = ""


class ToRead(BaseModel):
    """A report to read: its text (a header at its top is understood), and whether to keep it."""

    model_config = ConfigDict(extra="forbid")

    text: str
    keep: bool = False


class Question(BaseModel):
    """A SELECT over the ledger's tables."""

    model_config = ConfigDict(extra="forbid")

    sql: Annotated[str, StringConstraints(min_length=1, max_length=20_000)]


@router.post("/decisions", status_code=201, response_model=DecisionSchema)
def decide(request: Request, made: Deciding) -> Response:
    """Accept, correct, reject, merge or split."""
    room = room_of(request)
    refuse_to_write(request)
    author = author_of(request, made.author)
    if made.kind == "corrected":
        one = room.ledger.correct(made.claim, made.changes, author, made.why, packs=room.packs)
    else:
        one = room.ledger.decide(made.kind, made.claim, author, made.why, other=made.other)
    return JSONResponse(to_json(one), 201)


@router.post("/decisions/sources", status_code=201, response_model=DecisionSchema)
def decide_sources(request: Request, made: DecidingSources) -> Response:
    """Join two sources, part them, or set apart what one report says under a source's name."""
    room = room_of(request)
    refuse_to_write(request)
    author = author_of(request, made.author)
    if made.kind == "merged_sources":
        if not made.other or made.report:
            raise HTTPException(400, "sources are joined with another source: give `other`, and no `report`")
        one = room.ledger.merge_sources(made.source, made.other, author, made.why)
    else:
        one = room.ledger.part_sources(made.source, author, made.why, other=made.other, report=made.report)
    return JSONResponse(to_json(one), 201)


@router.post("/decisions/added", status_code=201, response_model=DecisionSchema)
def add_claim(request: Request, made: Adding) -> Response:
    """Add a claim that the reader missed: of words of a report, with what they count and how."""
    room = room_of(request)
    refuse_to_write(request)
    one = room.ledger.add_claim(
        Words(made.report, made.words, made.start, made.end),
        (made.measure, made.item),
        author_of(request, made.author),
        made.why,
        changes=made.changes,
        packs=room.packs,
    )
    return JSONResponse(to_json(one), 201)


@router.post("/decisions/{number}/undo", status_code=201, response_model=DecisionSchema)
def undo(request: Request, number: int, made: Undoing) -> Response:
    """Take a decision back; taking back an undoing brings the decision back."""
    room = room_of(request)
    refuse_to_write(request)
    if not 0 < number < 2**31:
        raise HTTPException(404, f"there is no decision {number}")
    return JSONResponse(to_json(room.ledger.undo(number, author_of(request, made.author), made.why)), 201)


@router.post("/read", response_model=WasRead)
def read(request: Request, report: ToRead) -> Response:
    """Read a report: claims, balances and warnings, as `wirebook read --json` prints them."""
    room = room_of(request)
    if report.keep:
        refuse_to_write(request)
    outcome = room.read_text(with_plain_ends(report.text))
    document: dict[str, Any] = reading_document([outcome])
    if outcome.reading is None:
        told = "; ".join(f"{one.what}: {one.remedy}" for one in outcome.problems)
        return JSONResponse({"error": told, "problems": document["problems"]}, 400)
    if report.keep:
        room.ledger.add(outcome.reading, outcome.findings)
    return JSONResponse(document)


@router.post("/query", response_model=Answered)
def query(request: Request, question: Question) -> Response:
    """What a SELECT answers: at most 1,000 rows, in at most five seconds; nothing can be changed by it."""
    found = room_of(request).query(question.sql)
    return JSONResponse(rows_document(found) | {"cut": found.cut})
