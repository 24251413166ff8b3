"""Who is there."""

import asyncio
import hmac

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from wirebook.outputs.web.api import room_of
from wirebook.outputs.web.render import form_of, page

router = APIRouter(include_in_schema=False)
_SLOWLY = 0.5  # seconds that a wrong password costs


@router.get("/login")
def login(request: Request) -> Response:
    """A field for the password."""
    return page(request, "login", wrong=False)


@router.post("/login")
async def log_in(request: Request) -> Response:
    """Let in who knows the password, or has the token."""
    room, address = room_of(request), request.client.host if request.client else ""
    options = room.options
    form = await form_of(request)
    if not room.guesses.has(address):
        raise HTTPException(429, "too many passwords were tried; wait a minute", {"retry-after": "60"})
    given = str(form.get("password", "")).encode()
    known = [word.encode() for word in (options.password, options.token) if word is not None]
    if not any([hmac.compare_digest(given, word) for word in known]):  # noqa: C419 - all of them, in the same time
        room.guesses.wrong(address)
        await asyncio.sleep(_SLOWLY)
        return page(request, "login", 401, wrong=True)
    request.session.clear()
    request.session["known"] = room.sessions.begin()
    return RedirectResponse("/", 303)


@router.post("/logout")
async def log_out(request: Request) -> Response:
    """Forget who was there."""
    await form_of(request)
    room_of(request).sessions.end(request.session.get("known"))
    request.session.clear()
    return RedirectResponse("/login", 303)
