"""The application put together: what stands before the answers, the API, the pages, and what goes wrong."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException as PlainHTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import ClientDisconnect
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from wirebook.ledger.errors import LedgerError, NotFoundError
from wirebook.outputs.errors import ExportError
from wirebook.outputs.web import api, api_write
from wirebook.outputs.web.middleware import HEADERS, Guarded, HeadAsGet, KnownHosts, Limited, SafeHeaders
from wirebook.outputs.web.pages import ROUTERS
from wirebook.outputs.web.render import HERE, page, warm
from wirebook.outputs.web.state import Options, Room
from wirebook.version import __version__

_COOKIE = "wirebook"
_ABOUT = """The books of a ledger. The same questions as `Ledger` in Python, with the same names. Lists come a page at a
time; answers have ETags. Writing needs a token (`Authorization: Bearer …`) where one is set."""


class _Static(StaticFiles):
    """Files that never change under their address: it holds their digest."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        answer.headers["cache-control"] = "public, max-age=31536000, immutable"
        return answer


def make_app(options: Options) -> FastAPI:
    """The application on a ledger.

    Raises:
        LedgerError: when the ledger cannot be opened.
    """
    room = Room(options)

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        warm()
        yield
        room.close()

    app = FastAPI(
        title="Wirebook",
        version=__version__,
        description=_ABOUT,
        openapi_url="/api/openapi.json",
        docs_url=None,  # its page would fetch scripts from elsewhere
        redoc_url=None,
        lifespan=living,
        middleware=[
            Middleware(SafeHeaders),
            Middleware(HeadAsGet),
            Middleware(KnownHosts, options=options),
            Middleware(Limited, options=options),
            Middleware(SessionMiddleware, secret_key=secrets.token_hex(32), session_cookie=_COOKIE, same_site="strict"),
            Middleware(Guarded, room=room),
            Middleware(GZipMiddleware, minimum_size=2000),
        ],
    )
    app.state.room = room
    app.mount("/static", _Static(directory=HERE / "static"), name="static")
    for router in (api.router, api_write.router, *ROUTERS):
        app.include_router(router)
    app.add_exception_handler(LedgerError, _ledger_error)
    app.add_exception_handler(ExportError, _bad)
    app.add_exception_handler(PlainHTTPException, _told)
    app.add_exception_handler(HTTPException, _told)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(Exception, _failed)
    return app


def _ledger_error(request: Request, error: Exception) -> Response:
    where = f"{request.app.state.room.ledger.where}: "
    return _answer(request, 404 if isinstance(error, NotFoundError) else 400, str(error).removeprefix(where))


def _bad(request: Request, error: Exception) -> Response:
    return _answer(request, 400, str(error))


def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, PlainHTTPException)  # noqa: S101 - what it is registered for
    answer = _answer(request, error.status_code, str(error.detail))
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value
    return answer


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - what it is registered for
    parts = [f"{'.'.join(str(part) for part in one['loc'][1:])}: {one['msg']}" for one in error.errors()]
    return _answer(request, 422, "; ".join(parts))


def _gone(request: Request, _: Exception) -> Response:
    return _answer(request, 400, "the request ended early")


def _failed(request: Request, error: Exception) -> Response:
    """A fault of ours: said so, with the headers that all others have, for nothing else adds them to this one."""
    why = f"Wirebook failed on this ({type(error).__name__}); please report it as a bug"
    headers = HEADERS | {"cache-control": "no-store"}
    if request.url.path.startswith("/api"):
        return JSONResponse({"error": why}, 500, headers)
    return PlainTextResponse(why, 500, headers)


def _answer(request: Request, status: int, why: str) -> Response:
    """What went wrong, as JSON for programs and as a page for people."""
    if request.url.path.startswith("/api"):
        return JSONResponse({"error": why}, status)
    return page(request, "error", status, why=why, code=status)
