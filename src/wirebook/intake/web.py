"""Addresses → bytes, politely and with care: robots.txt, a pause a host, limits, no way into private networks."""

import ipaddress
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego

from wirebook.intake.files import too_large
from wirebook.intake.model import Intake
from wirebook.types import Problem
from wirebook.version import __version__

AGENT = f"Wirebook/{__version__} (reads conflict news for its user)"
_REDIRECTS = 5
_SECONDS = 30.0  # for one address, redirects and all
_PAUSE = 1.0  # seconds between two requests to one host
_ROBOTS_BYTES = 500_000
_MOVED = (301, 302, 303, 307, 308)
_UNCHANGED = 304
_GONE = (404, 410)
_REFUSED = (401, 403, 407, 451)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered. `data` is none where nothing changed since `etag` or `modified`."""

    url: str
    status: int
    data: bytes | None
    content_type: str = ""
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None


def is_address(name: str) -> bool:
    """Whether a name is an http(s) address."""
    return name.lower().startswith(("http://", "https://"))


@dataclass(slots=True)
class Session:
    """Requests that know of each other: one pause a host, one robots.txt a site.

    `resolve` gives a host's addresses; `status` is what the last address that was asked for answered.
    """

    intake: Intake
    pause: float = _PAUSE
    resolve: Callable[[str, int], list[str]] = field(default_factory=lambda: _addresses)
    status: int | None = None
    _client: httpx.Client | None = None
    _last: dict[str, float] = field(default_factory=dict)
    _rules: dict[str, Protego | None] = field(default_factory=dict)

    def fetch(
        self, url: str, etag: str | None = None, modified: str | None = None
    ) -> tuple[Fetched | None, Problem | None]:
        """The bytes behind an address, or the problem with it. Redirects are followed, and each is checked again."""
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in asked.items() if value}
        until = time.monotonic() + _SECONDS
        here, self.status = url, None
        try:
            for _ in range(_REDIRECTS + 1):
                problem = self._forbidden(here, url, until)
                if problem is not None:
                    return None, problem
                answer = self._get(here, headers, until, self.intake.max_bytes)
                if isinstance(answer, Problem):
                    return None, Problem(url, answer.what, answer.remedy)
                self.status = answer.status
                if answer.status not in _MOVED:
                    return _judged(answer, url)
                here = urljoin(here, answer.etag or "")
            return None, Problem(url, f"it leads on more than {_REDIRECTS} times", "give the address it ends at")
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
            told = str(error) or type(error).__name__
            return None, Problem(url, f"it cannot be reached ({told})", "check the address and the network")

    def __enter__(self) -> Self:
        """The session itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of all connections."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _forbidden(self, here: str, url: str, until: float) -> Problem | None:
        parts = urlsplit(here)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return Problem(url, f"it leads to {here[:80]}, which is no web address", "check the address")
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = None
            answer = self._get(f"{site}/robots.txt", {}, until, _ROBOTS_BYTES)
            if not isinstance(answer, Problem) and answer.status == httpx.codes.OK and answer.data:
                self._rules[site] = Protego.parse(answer.data.decode("utf-8", "replace"))
        rules = self._rules[site]
        if rules is not None and not rules.can_fetch(here, AGENT):
            return Problem(url, "its robots.txt asks programs to stay away", "open the page and save it yourself")
        return None

    def _get(self, url: str, headers: Mapping[str, str], until: float, most: int) -> Fetched | Problem:
        """One request, to an address that was looked at, so that a name cannot mean another one a moment later."""
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        try:
            addresses = self.resolve(host, port)
        except OSError:
            return Problem(url, f"there is no host {host}", "check the address and the network")
        private = next((one for one in addresses if _is_private(one)), None)
        if private is not None and not self.intake.allow_private:
            what = f"{host} is in a private network ({private})"
            return Problem(url, what, "give --allow-private if that is what you want")
        self._wait(host)
        literal = f"[{addresses[0]}]" if ":" in addresses[0] else addresses[0]
        target = httpx.URL(url).copy_with(host=literal)
        sent = {"Host": parts.netloc.rpartition("@")[2], "User-Agent": AGENT, "Accept": "*/*", **headers}
        request = self._opened().build_request("GET", target, headers=sent)
        request.extensions |= {
            "sni_hostname": host,
            "timeout": httpx.Timeout(max(until - time.monotonic(), 0.1)).as_dict(),
        }
        answer = self._opened().send(request, stream=True)
        try:
            return _read(answer, url, until, most)
        finally:
            answer.close()

    def _wait(self, host: str) -> None:
        left = self._last.get(host, 0.0) + self.pause - time.monotonic()
        if left > 0:
            time.sleep(left)
        self._last[host] = time.monotonic()

    def _opened(self) -> httpx.Client:
        if self._client is None:
            self._client = httpx.Client(follow_redirects=False, trust_env=True)
        return self._client


def _read(answer: httpx.Response, url: str, until: float, most: int) -> Fetched | Problem:
    if answer.status_code in _MOVED:
        return Fetched(url, answer.status_code, None, etag=answer.headers.get("Location", ""))
    found = bytearray()
    for part in answer.iter_bytes():
        found += part
        if len(found) > most:
            return too_large(url, None, most)
        if time.monotonic() > until:
            return Problem(url, f"it did not answer whole within {_SECONDS:.0f} seconds", "try again later")
    return Fetched(
        url,
        answer.status_code,
        bytes(found),
        answer.headers.get("Content-Type", ""),
        answer.charset_encoding,
        answer.headers.get("ETag"),
        answer.headers.get("Last-Modified"),
    )


def _judged(answer: Fetched, url: str) -> tuple[Fetched | None, Problem | None]:
    if answer.status == _UNCHANGED:
        return Fetched(answer.url, answer.status, None, etag=answer.etag, modified=answer.modified), None
    if answer.status == httpx.codes.OK:
        return answer, None
    if answer.status in _GONE:
        return None, Problem(url, f"there is nothing there any more ({answer.status})", "look for an archived copy")
    if answer.status in _REFUSED:
        return None, Problem(url, f"the site refuses programs ({answer.status})", "open the page and save it yourself")
    return None, Problem(url, f"the site answered {answer.status}", "try again later")


def _is_private(address: str) -> bool:
    return not ipaddress.ip_address(address).is_global


def _addresses(host: str, port: int) -> list[str]:
    return [str(row[4][0]).partition("%")[0] for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
