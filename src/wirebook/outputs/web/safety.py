"""What stands before every answer: headers, the names that the page answers to, limits, and who may come in.

Plain ASGI, each a class of one method, in the order in which `app` puts them.
"""

import hmac
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from wirebook.outputs.web.room import LOOPBACK, Options

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with none, browsers hide where a form of this page comes from
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN = ("/static/", "/login")
_BURST = 5  # seconds' worth of requests that may come at once
_KNOWN = 4096  # addresses that are kept in mind


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
                for name, value in _HEADERS.items():
                    headers[name] = value
                if "cache-control" not in headers:
                    headers["cache-control"] = "no-store"
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


class KnownHosts:
    """On loopback the page answers to loopback's names alone: a foreign name that leads here is an attack."""

    def __init__(self, app: App, options: Options) -> None:
        """Before `app`."""
        self.app, self.options = app, options

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse other names."""
        if scope["type"] == "http" and self.options.host in LOOPBACK:
            name = urlsplit(f"//{Headers(scope=scope).get('host', '')}").hostname
            if name not in LOOPBACK:
                await PlainTextResponse("this page answers to localhost alone", 421)(scope, receive, send)
                return
        await self.app(scope, receive, send)


class Limited:
    """So many requests a second for one address, and so many bytes for one request."""

    def __init__(self, app: App, options: Options) -> None:
        """Before `app`."""
        self.app, self.options = app, options
        self.left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what is too much, and stop what turns out to be."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if not self._may_come((scope.get("client") or ("", 0))[0]):
            answer = _refused(scope, 429, "too many requests; wait a moment")
            answer.headers["retry-after"] = "1"
            await answer(scope, receive, send)
            return
        most, seen = self.options.max_bytes, 0
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdigit() or int(length) > most:
            await _refused(scope, 413, f"more than {most:,} bytes")(scope, receive, send)
            return

        async def counted() -> MutableMapping[str, Any]:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > most:
                return {"type": "http.disconnect"}
            return message

        await self.app(scope, counted, send)

    def _may_come(self, address: str) -> bool:
        rate = self.options.rate
        if rate <= 0:
            return True
        now = time.monotonic()
        tokens, last = self.left.pop(address, (rate * _BURST, now))
        tokens = min(rate * _BURST, tokens + (now - last) * rate)
        self.left[address] = (max(tokens - 1, 0), now)
        if len(self.left) > _KNOWN:
            self.left.popitem(last=False)
        return tokens >= 1


class Guarded:
    """Where a password or token is set, nobody comes in without; and no other page may write through a browser."""

    def __init__(self, app: App, options: Options) -> None:
        """Before `app`, behind the sessions."""
        self.app, self.options = app, options

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse strangers, and requests that another site had a browser make."""
        if scope["type"] == "http":
            headers, path = Headers(scope=scope), scope["path"]
            known = bears_token(headers, self.options) or bool(scope["session"].get("known"))
            if self.options.guarded and not known and not path.startswith(_OPEN):
                answer = RedirectResponse("/login", 303)
                refused = _refused(scope, 401, "sign in, or send the token as: Authorization: Bearer TOKEN")
                refused.headers["www-authenticate"] = "Bearer"
                await (refused if path.startswith("/api") else answer)(scope, receive, send)
                return
            if scope["method"] not in _READING and not _is_own(headers):
                await _refused(scope, 403, "only this page's own forms may write")(scope, receive, send)
                return
        await self.app(scope, receive, send)


def bears_token(headers: Headers, options: Options) -> bool:
    """Whether a request bears the token."""
    given = headers.get("authorization", "").removeprefix("Bearer ")
    return options.token is not None and hmac.compare_digest(given.encode(), options.token.encode())


def _is_own(headers: Headers) -> bool:
    """Whether a request comes from this page or from no browser: browsers name the site that has them write."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def _refused(scope: Scope, status: int, why: str) -> Response:
    if scope["path"].startswith("/api"):
        return JSONResponse({"error": why}, status)
    return PlainTextResponse(why, status)
