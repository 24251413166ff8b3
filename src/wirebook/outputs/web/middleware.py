"""What stands before every answer: headers, the names that the page answers to, limits, and who may come in.

Plain ASGI, each a class of one method, in the order in which `app` puts them.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from fastapi import HTTPException
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from wirebook.outputs.web.access import Buckets
from wirebook.outputs.web.state import LOOPBACK, Options, Room

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with none, browsers hide where a form of this page comes from
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""On every answer."""
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_PIECE = 15.0  # seconds in which the next piece of a request has to come
_WHOLE = 120.0  # seconds in which the whole of it has to
_BURST = 5  # seconds' worth of requests that may come at once
_DIGITS = 15  # of a length: more is more than anybody may send


class SafeHeaders:
    """Security headers on every answer, errors included; what is not static is asked for anew each time."""

    def __init__(self, app: App) -> None:
        """Before `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add them when the answer begins."""

        async def with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if "cache-control" not in headers:
                    headers["cache-control"] = "no-store"
                if scope.get("scheme") == "https":  # a server with TLS stands before the page, and said so
                    message["headers"] = [_for_tls(*pair) for pair in message["headers"]]
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


def _for_tls(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    return (name, value + b"; secure" if name == b"set-cookie" and b"; secure" not in value.lower() else value)


class HeadAsGet:
    """HEAD is GET without its body, whatever is asked for; an answer without an end ends after its headers."""

    def __init__(self, app: App) -> None:
        """Before `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask for the whole, and pass on its beginning."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def headers_alone(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                await send(message)
                await send({"type": "http.response.body", "body": b""})

        await self.app(dict(scope) | {"method": "GET"}, receive, headers_alone)


class KnownHosts:
    """On loopback the page answers to loopback's names alone: a foreign name that leads here is an attack."""

    def __init__(self, app: App, options: Options) -> None:
        """Before `app`."""
        self.app, self.options = app, options

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse other names."""
        if scope["type"] == "http" and self.options.host in LOOPBACK:
            name = _parted(f"//{Headers(scope=scope).get('host', '')}")[0]
            if name not in LOOPBACK:
                await _refused(scope, 421, "this page answers to localhost alone")(scope, receive, send)
                return
        await self.app(scope, receive, send)


class Limited:
    """So many requests a second for one address, and so many bytes for one request."""

    def __init__(self, app: App, options: Options) -> None:
        """Before `app`."""
        self.app, self.options = app, options
        self.turns = Buckets(options.rate, options.rate * _BURST)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what is too much, and stop what turns out to be."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if not self.turns.take(address_of(scope)):
            await too_many(scope)(scope, receive, send)
            return
        most, seen = self.options.max_bytes, 0
        length = Headers(scope=scope).get("content-length", "0")
        if not (length.isascii() and length.isdigit()) or len(length) > _DIGITS or int(length) > most:
            await _refused(scope, 413, f"more than {most:,} bytes")(scope, receive, send)
            return

        deadline = asyncio.get_running_loop().time() + _WHOLE
        ended = False

        async def counted() -> MutableMapping[str, Any]:
            nonlocal seen, ended
            if ended:  # what comes after the whole request is that somebody went
                return await receive()
            left = deadline - asyncio.get_running_loop().time()
            try:
                message = await asyncio.wait_for(receive(), min(_PIECE, max(left, 0)))
            except TimeoutError:
                raise HTTPException(408, "the request did not come to its end", {"connection": "close"}) from None
            ended = not message.get("more_body", False)
            seen += len(message.get("body", b""))
            if seen > most:
                raise HTTPException(413, f"more than {most:,} bytes")
            return message

        await self.app(scope, counted, send)


class Guarded:
    """Where a password or token is set, nobody comes in without; and no other page may have a browser ask or write."""

    def __init__(self, app: App, room: Room) -> None:
        """Before `app`, behind the sessions."""
        self.app, self.room = app, room

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse strangers, and requests that another site had a browser make."""
        answer = await self._refusal(scope) if scope["type"] == "http" else None
        await (answer or self.app)(scope, receive, send)

    async def _refusal(self, scope: Scope) -> Response | None:
        if not _is_own(scope):
            return _refused(scope, 403, "only this page's own forms may write, and only it may ask")
        return await self._unknown(scope)

    async def _unknown(self, scope: Scope) -> Response | None:
        headers, path = Headers(scope=scope), scope["path"]
        if not self.room.options.guarded or path.startswith("/static/"):
            return None
        person = self.room.person_of(scope["session"].get("known"))
        if person is None and "authorization" in headers and path != "/login":
            address, given = address_of(scope), borne(headers)
            person = await self.room.guesses.weigh(address, lambda: self.room.bearer_of(given) if given else None)
            if person is None:
                self.room.sign_ins.note("refused", "", address)
                if self.room.guesses.too_many(address):
                    return too_many(scope)
        scope.setdefault("state", {})["person"] = person
        return None if person is not None or path == "/login" else _to_sign_in(scope)


def _to_sign_in(scope: Scope) -> Response:
    if not scope["path"].startswith("/api"):
        return RedirectResponse("/login", 303)
    refused = _refused(scope, 401, "sign in, or send the token as: Authorization: Bearer TOKEN")
    refused.headers["www-authenticate"] = "Bearer"
    return refused


def borne(headers: Headers) -> str:
    """The token that a request bears, nothing where it bears none."""
    kind, _, given = headers.get("authorization", "").partition(" ")
    told = given.strip().encode("latin-1")  # headers are bytes
    return told.decode("utf-8", "surrogateescape") if kind.lower() == "bearer" else ""


def _is_own(scope: Scope) -> bool:
    """Whether a request comes from this page or from no browser: browsers name the site that has them ask.

    A link on another site may lead to a page, and to nothing that is made for programs: an export is work, and a file.
    What another page would fetch or post from here is refused.
    """
    headers, method = Headers(scope=scope), scope["method"]
    site = headers.get("sec-fetch-site", "none")
    to_page = method in _READING and not scope["path"].startswith("/api")
    led = to_page and headers.get("sec-fetch-mode") == "navigate"
    if site not in ("same-origin", "none") and not led:
        return False
    origin = headers.get("origin")
    return method in _READING or origin is None or _parted(origin)[1] == headers.get("host")


def _parted(address: str) -> tuple[str, str]:
    """The name of an address, and that with its port; none of what is no address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return parts.hostname or "", parts.netloc


def address_of(scope: Scope) -> str:
    """Where a request comes from."""
    return str((scope.get("client") or ("", 0))[0])


def too_many(scope: Scope) -> Response:
    """The answer to who asks too often."""
    answer = _refused(scope, 429, "too many requests; wait a moment")
    answer.headers["retry-after"] = "1"
    return answer


def _refused(scope: Scope, status: int, why: str) -> Response:
    if scope["path"].startswith("/api"):
        return JSONResponse({"error": why}, status)
    return PlainTextResponse(why, status)
