"""Addresses, fetched from a real server on this machine: politely, within limits, and never into private networks."""

import gzip
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import inputs_made as made
import pytest

from wirebook.intake import Intake, items, receive_item, web
from wirebook.intake.web import Session
from wirebook.types import Problem

FEED = made.rss([(made.TITLE, "https://wire.example/1", "".join(f"<p>{p}</p>" for p in made.PARAGRAPHS))])


class Site(BaseHTTPRequestHandler):
    """A small news site with bad corners."""

    asked: list[tuple[str, dict[str, str]]] = []  # noqa: RUF012 - what the tests look at

    def do_GET(self):
        self.asked.append((self.path, dict(self.headers)))
        pages = {
            "/robots.txt": (200, "text/plain", b"User-agent: *\nDisallow: /private/\n"),
            "/story": (200, "text/html; charset=utf-8", made.page().encode()),
            "/private/story": (200, "text/html", made.page().encode()),
            "/latin": (200, "text/html; charset=iso-8859-1", made.page().replace("Dnipro", "Dniprò").encode("latin-1")),
            "/feed": (200, "application/rss+xml", FEED.encode()),
            "/bulletin.pdf": (200, "application/pdf", made.pdf()),
            "/huge": (200, "text/html", b"<p>" + b"words " * 400_000),
        }
        moved = {"/old": "/story", "/loop": "/loop", "/inside": "http://10.0.0.7/story", "/file": "file:///etc/passwd"}
        if self.path in moved:
            self.send_response(302)
            self.send_header("Location", moved[self.path])
            self.end_headers()
        elif self.path == "/feed" and self.headers.get("If-None-Match") == '"1"':
            self.send_response(304)
            self.end_headers()
        elif self.path == "/bomb":
            self.answer(200, "text/html", gzip.compress(b"a" * 50_000_000), {"Content-Encoding": "gzip"})
        elif self.path in pages:
            self.answer(*pages[self.path], {"ETag": '"1"'})
        else:
            self.answer(410 if self.path == "/gone" else 404, "text/html", b"<p>Nothing here.</p>", {})

    def answer(self, status, kind, body, headers):
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def session():
    with Session(Intake(allow_private=True, max_bytes=1_000_000), pause=0.0) as open_session:
        yield open_session


def read(url, session):
    """The first report behind an address, or the problem."""
    item = next(items([url], session.intake, session))
    received, problem = (None, item) if isinstance(item, Problem) else receive_item(item, session.intake)
    return received.report if received else problem


def test_a_page_a_feed_and_a_document_behind_an_address(site, session):
    page = read(f"{site}/story", session)
    assert (page.title, page.url, page.origin) == (made.TITLE, f"{site}/story", f"{site}/story")
    assert made.PARAGRAPHS[1] in read(f"{site}/feed", session).text
    assert "37 of them were shot down" in " ".join(read(f"{site}/bulletin.pdf", session).text.split())
    assert "Dniprò" in read(f"{site}/latin", session).text


def test_a_redirect_is_followed_and_the_address_kept(site, session):
    assert read(f"{site}/old", session).title == made.TITLE
    assert "leads on more than" in read(f"{site}/loop", session).what


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/private/story", "robots.txt"),
        ("/gone", "nothing there any more (410)"),
        ("/missing", "nothing there any more (404)"),
        ("/huge", "too large"),
        ("/bomb", "too large"),
        ("/file", "no web address"),
    ],
)
def test_what_cannot_be_had_says_why(path, what, site, session):
    problem = read(site + path, session)
    assert what in problem.what
    assert problem.remedy
    assert problem.where == site + path


@pytest.mark.parametrize(
    "host", ["localhost", "10.1.2.3", "169.254.169.254", "[::1]", "192.168.1.1", "[::ffff:127.0.0.1]", "100.64.0.1"]
)
def test_private_networks_are_refused(host):
    assert "private network" in read(f"http://{host}/", Session(Intake(), pause=0.0)).what


def test_a_redirect_into_a_private_network_is_refused(site, monkeypatch):
    """The site itself counts as public here; where it leads is looked at again."""
    really = web._is_private
    monkeypatch.setattr(web, "_is_private", lambda address: address != "127.0.0.1" and really(address))
    with Session(Intake(), pause=0.0) as session:
        assert read(f"{site}/story", session).title == made.TITLE
        assert "private network (10.0.0.7)" in read(f"{site}/inside", session).what


def test_a_name_is_looked_up_once_for_each_request(site):
    """The address that was checked is the one that is asked: a name that changes its mind is not asked again."""
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]])
    port = site.rpartition(":")[2]
    session = Session(Intake(allow_private=True), pause=0.0, resolve=lambda *_: next(answers))
    fetched, problem = session.fetch(f"http://wire.example:{port}/story")
    assert problem is None
    assert fetched.url == f"http://wire.example:{port}/story"
    assert Site.asked[-1][1]["Host"] == f"wire.example:{port}"


def test_an_unchanged_feed_is_not_sent_again(site, session):
    first, _ = session.fetch(f"{site}/feed")
    assert first.etag == '"1"'
    again, problem = session.fetch(f"{site}/feed", etag=first.etag)
    assert (again.status, again.data, problem) == (304, None, None)


def test_a_host_is_given_a_pause(site):
    with Session(Intake(allow_private=True), pause=0.3) as slow:
        started = time.monotonic()
        slow.fetch(f"{site}/story")
        slow.fetch(f"{site}/feed")
        assert time.monotonic() - started >= 0.6  # robots.txt, the page, the feed


def test_no_host_no_server_no_crash(session):
    assert "no host" in read("http://nowhere.invalid/", session).what
    assert "cannot be reached" in read("http://127.0.0.1:1/", session).what
    assert isinstance(read("http://[broken", session), Problem)
