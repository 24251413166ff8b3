"""Who is there."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from wirebook.outputs.web.api import room_of
from wirebook.outputs.web.middleware import address_of
from wirebook.outputs.web.render import form_of, page
from wirebook.outputs.web.writing import person_of

router = APIRouter(include_in_schema=False)


@router.get("/login")
def login(request: Request) -> Response:
    """A field for the password."""
    return page(request, "login", wrong=False)


@router.post("/login")
async def log_in(request: Request) -> Response:
    """Let in who knows the password, or has a token."""
    room, address = room_of(request), address_of(request.scope)
    form = await form_of(request)
    given = str(form.get("password", ""))
    person = await room.guesses.weigh(address, lambda: room.bearer_of(given, typed=True))
    if person is None:
        room.sign_ins.note("refused", "", address)
        if room.guesses.too_many(address):
            raise HTTPException(429, "too many wrong passwords were tried; wait a minute", {"retry-after": "60"})
        return page(request, "login", 401, wrong=True)
    room.sign_ins.note("signed in", person.name, address)
    request.session.clear()
    request.session["known"] = room.sessions.begin(person)
    return RedirectResponse("/", 303)


@router.post("/logout")
async def log_out(request: Request) -> Response:
    """Forget who was there."""
    await form_of(request)
    room = room_of(request)
    person = room.person_of(request.session.get("known"))
    if person is not None:
        room.sign_ins.note("signed out", person.name, address_of(request.scope))
    room.sessions.end(request.session.get("known"))
    request.session.clear()
    return RedirectResponse("/login", 303)


@router.get("/sign-ins")
def sign_ins(request: Request) -> Response:
    """Who signed in and who was refused, for those who look after the page."""
    person = person_of(request)
    if person is None or person.role != "admin":
        raise HTTPException(403, "only an admin sees who signed in")
    return page(request, "sign_ins", happened=room_of(request).sign_ins.latest())
