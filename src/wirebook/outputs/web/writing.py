"""Who writes: whether somebody may, and whose name a decision bears."""

from fastapi import HTTPException, Request

from wirebook.outputs.web.api import room_of
from wirebook.outputs.web.persons import SignedIn

_NAME = 100


def person_of(request: Request) -> SignedIn | None:
    """Who is signed in, none where nobody has to."""
    person: SignedIn | None = getattr(request.state, "person", None)
    return person


def may_write(request: Request) -> bool:
    """Whether who asks may decide, and keep reports."""
    person = person_of(request)
    return not room_of(request).options.read_only and (person is None or person.decides)


def refuse_to_write(request: Request) -> None:
    """Refuse to write where that is not wanted, and to who may only look.

    Raises:
        HTTPException: 403.
    """
    if room_of(request).options.read_only:
        raise HTTPException(403, "this page is read-only; start it without --read-only to decide and to keep")
    if not may_write(request):
        raise HTTPException(403, "you may look and not decide; ask an admin of this page for another role")


def author_of(request: Request, given: str) -> str:
    """The name that a decision bears: that of who is signed in, whatever else was given; or the one given.

    Raises:
        HTTPException: 403 when somebody who is signed in gives another name, 400 when there is none.
    """
    person, name = person_of(request), " ".join(given.split())[:_NAME]
    if person is None and not name:
        raise HTTPException(400, "write your name: every decision has one")
    if person is not None and name and name != person.name:
        raise HTTPException(403, f"you are signed in as {person.name}: decisions bear that name")
    return name if person is None else person.name
