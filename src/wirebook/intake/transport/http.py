"""Addresses → bytes, politely and with care: robots.txt, a pause a host, limits, no way into private networks."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego

from wirebook.intake.model import Intake
from wirebook.intake.transport.compression import is_packed, unpack
from wirebook.intake.transport.deadline import Clock, Guard
from wirebook.intake.transport.files import too_large
from wirebook.intake.transport.network_guard import addresses_of, is_private
from wirebook.types import Problem
from wirebook.version import __version__

AGENT = f"Wirebook/{__version__} (reads conflict news for its user)"
_REDIRECTS = 5
_SECONDS = 30.0  # for one address, redirects and all
_PAUSE = 1.0  # seconds between two requests to one host
_LONGEST_PAUSE = 60.0  # that a robots.txt may ask for
_ROBOTS_BYTES = 500_000
_MOVED = (301, 302, 303, 307, 308)
_UNCHANGED = 304
_GONE = (404, 410)
_REFUSED = (401, 403, 407, 451)
_LATER = 429
_FAILED = 500
_AGAIN = "try again later"
_UNREACHED = "check the address and the network"


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
    location: str = ""


def is_address(name: str) -> bool:
    """Whether a name is an http(s) address."""
    return name.lower().startswith(("http://", "https://"))


@dataclass(slots=True)
class Session:
    """Requests that know of each other: one pause a host, one robots.txt a site.

    `resolve` gives a host's addresses, `seconds` is what an address has to answer in; `status` is what the last address
    that was asked for answered, `passing` whether its problem may be gone another time.
    """

    intake: Intake
    pause: float = _PAUSE
    resolve: Callable[[str, int], list[str]] = field(default_factory=lambda: addresses_of)
    seconds: float = _SECONDS
    status: int | None = None
    passing: bool = False
    _client: httpx.Client | None = None
    _last: dict[str, float] = field(default_factory=dict)
    _pauses: dict[str, float] = field(default_factory=dict)
    _rules: dict[str, Protego | None] = field(default_factory=dict)

    def fetch(
        self, url: str, etag: str | None = None, modified: str | None = None
    ) -> tuple[Fetched | None, Problem | None]:
        """The bytes behind an address, or the problem with it. Redirects are followed, and each is checked again."""
        found, problem = self._fetched(url, etag, modified)
        self.passing = problem is not None and problem.remedy in (_AGAIN, _UNREACHED)
        return found, problem

    def _fetched(self, url: str, etag: str | None, modified: str | None) -> tuple[Fetched | None, Problem | None]:
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in asked.items() if value}
        clock, here, self.status = Clock(self.seconds), url, None
        try:
            for _ in range(_REDIRECTS + 1):
                answer = self._forbidden(here, clock) or self._get(here, headers, clock, self.intake.max_bytes)
                if isinstance(answer, Problem):
                    return None, Problem(url, answer.what, answer.remedy)
                self.status = answer.status
                if answer.status not in _MOVED:
                    return _judged(answer, url)
                here = urljoin(here, answer.location)
            return None, Problem(url, f"it leads on more than {_REDIRECTS} times", "give the address it ends at")
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
            told = str(error) or type(error).__name__
            return None, Problem(url, f"it cannot be reached ({told})", _UNREACHED)

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

    def _forbidden(self, here: str, clock: Clock) -> Problem | None:
        parts = urlsplit(here)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return Problem(here, f"it leads to {here[:80]}, which is no web address", "check the address")
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            answer = self._robots(f"{site}/robots.txt", clock)
            if isinstance(answer, Problem):
                return answer
            if answer is not None and (answer.status >= _FAILED or answer.status == _LATER):
                what = f"its robots.txt cannot be had ({answer.status}), so nobody knows whether programs may read it"
                return Problem(here, what, _AGAIN)
            told = answer.data.decode("utf-8", "replace") if answer and answer.data else ""
            self._rules[site] = Protego.parse(told) if answer and answer.status == httpx.codes.OK else None
        rules = self._rules[site]
        if rules is not None:
            self._pauses[parts.hostname] = min(float(rules.crawl_delay(AGENT) or 0), _LONGEST_PAUSE)
        if rules is not None and not rules.can_fetch(here, AGENT):
            return Problem(here, "its robots.txt asks programs to stay away", "open the page and save it yourself")
        return None

    def _robots(self, at: str, clock: Clock) -> Fetched | Problem | None:
        """What a robots.txt answers, redirects followed; none where they lead nowhere."""
        for _ in range(_REDIRECTS + 1):
            if not is_address(at):
                break
            answer = self._get(at, {}, clock, _ROBOTS_BYTES, whole=False)
            if isinstance(answer, Problem) or answer.status not in _MOVED:
                return answer
            at = urljoin(at, answer.location)
        return None

    def _get(
        self, url: str, headers: Mapping[str, str], clock: Clock, most: int, *, whole: bool = True
    ) -> Fetched | Problem:
        """One request, to an address that was looked at, so that a name cannot mean another one a moment later."""
        asked = httpx.URL(url)
        host = asked.raw_host.decode("ascii")
        try:
            addresses = self.resolve(host, asked.port or (443 if asked.scheme == "https" else 80))
        except OSError:
            return Problem(url, f"there is no host {asked.host}", _UNREACHED)
        private = next((one for one in addresses if is_private(one)), None)
        if private is not None and not self.intake.allow_private:
            what = f"{asked.host} is in a private network ({private})"
            return Problem(url, what, "give --allow-private if that is what you want")
        self._wait(host, clock)
        with Guard(clock) as guard:
            try:
                answer = self._opened().send(self._request(asked, addresses[0], headers, clock, guard), stream=True)
                try:
                    found = _read(answer, url, clock, most, whole=whole)
                finally:
                    answer.close()
            except (httpx.HTTPError, ValueError):
                if not guard.cut:
                    raise
        return _late(url, clock) if guard.cut else found

    def _request(
        self, asked: httpx.URL, address: str, headers: Mapping[str, str], clock: Clock, guard: Guard
    ) -> httpx.Request:
        literal = f"[{address}]" if ":" in address else address
        sent = {"Host": asked.netloc.decode("ascii"), "User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "gzip"}
        request = self._opened().build_request("GET", asked.copy_with(host=literal), headers={**sent, **headers})
        timeout = httpx.Timeout(clock.left).as_dict()
        told = {"sni_hostname": asked.raw_host.decode("ascii"), "timeout": timeout, "trace": guard.note}
        request.extensions |= told
        return request

    def _wait(self, host: str, clock: Clock) -> None:
        pause = max(self.pause, self._pauses.get(host, 0.0))
        clock.wait(self._last.get(host, 0.0) + pause - time.monotonic())
        self._last[host] = time.monotonic()

    def _opened(self) -> httpx.Client:
        if self._client is None:
            limits = httpx.Limits(max_keepalive_connections=0)  # each request has a connection that can be cut
            self._client = httpx.Client(follow_redirects=False, trust_env=True, limits=limits)
        return self._client


def _read(answer: httpx.Response, url: str, clock: Clock, most: int, *, whole: bool) -> Fetched | Problem:
    """An answer as it was sent, unpacked once and up to a limit; `whole`: or not at all."""
    if answer.status_code in _MOVED:
        return Fetched(url, answer.status_code, None, location=answer.headers.get("Location", ""))
    found = bytearray()
    for part in answer.iter_raw():
        found += part
        if len(found) > most:
            if whole:
                return too_large(url, None, most)
            break
        if clock.over:
            return _late(url, clock)
    data, problem = _unpacked(bytes(found[:most]), answer.headers.get("Content-Encoding", ""), url, most)
    if data is None:
        return problem or Problem(url, "nothing came", _AGAIN)
    return Fetched(
        url,
        answer.status_code,
        data,
        answer.headers.get("Content-Type", ""),
        answer.charset_encoding,
        answer.headers.get("ETag"),
        answer.headers.get("Last-Modified"),
    )


def _unpacked(data: bytes, packing: str, url: str, most: int) -> tuple[bytes | None, Problem | None]:
    """Unpacked where the site says that it is packed, and it is: once, for what is packed more often is a bomb."""
    if packing.strip().lower() in ("", "identity") or not data:
        return data, None
    if is_packed(data):
        return unpack(data, url, most)
    if packing.strip().lower() in ("gzip", "x-gzip"):
        return data, None
    return None, Problem(url, f"it is packed in a way that was not asked for ({packing[:40]})", "save it yourself")


def _late(url: str, clock: Clock) -> Problem:
    return Problem(url, f"it did not answer whole within {clock.seconds:g} seconds", _AGAIN)


def _judged(answer: Fetched, url: str) -> tuple[Fetched | None, Problem | None]:
    if answer.status == _UNCHANGED:
        return Fetched(answer.url, answer.status, None, etag=answer.etag, modified=answer.modified), None
    if answer.status == httpx.codes.OK:
        return answer, None
    if answer.status in _GONE:
        return None, Problem(url, f"there is nothing there any more ({answer.status})", "look for an archived copy")
    if answer.status in _REFUSED:
        return None, Problem(url, f"the site refuses programs ({answer.status})", "open the page and save it yourself")
    return None, Problem(url, f"the site answered {answer.status}", _AGAIN)
