"""Addresses, fetched from a real server on this machine: politely, within limits, and never into private networks."""

import contextlib
import gzip
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import inputs_made as made
import pytest

from wirebook.intake import Intake, items, receive_item
from wirebook.intake.transport import deadline as patience
from wirebook.intake.transport import http as web
from wirebook.intake.transport.http import Session
from wirebook.intake.transport.network_guard import is_private
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
    "host",
    [
        *("localhost", "10.1.2.3", "169.254.169.254", "[::1]", "192.168.1.1", "[::ffff:127.0.0.1]", "100.64.0.1"),
        *("2130706433", "0x7f.1", "127.1", "0", "[::]", "[fe80::1]", "[fd00::1]", "224.0.0.1", "[ff02::1]"),
        *("[64:ff9b::10.0.0.1]", "[2002:7f00:1::1]", "[2001:0:a00:1::]", "[::ffff:a9fe:a9fe]", "user@127.0.0.1"),
    ],
)
def test_private_networks_are_refused(host):
    assert "private network" in read(f"http://{host}/", Session(Intake(), pause=0.0)).what


@pytest.mark.parametrize("address", ["9.9.9.9", "2620:fe::fe", "::ffff:9.9.9.9", "64:ff9b::9.9.9.9"])
def test_public_addresses_are_not_refused(address):
    assert not web.is_private(address)


def test_a_redirect_into_a_private_network_is_refused(site, monkeypatch):
    """The site itself counts as public here; where it leads is looked at again."""
    really = web.is_private
    monkeypatch.setattr(web, "is_private", lambda address: address != "127.0.0.1" and really(address))
    with Session(Intake(), pause=0.0) as session:
        assert read(f"{site}/story", session).title == made.TITLE
        assert "private network (10.0.0.7)" in read(f"{site}/inside", session).what


class Liar:
    """A site of one test: what it answers to each path is what it is given, byte for byte, as fast as it is told."""

    def __init__(self, answers, pause=0.0):
        self.answers, self.pause, self.asked = answers, pause, []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=self._answer, args=self.socket.accept()[:1], daemon=True).start()

    def _answer(self, connection):
        with contextlib.suppress(OSError), connection:
            path = connection.recv(65536).split()[1].decode()
            self.asked.append(path)
            answer = self.answers.get(path, b"HTTP/1.1 404 X\r\nContent-Length: 0\r\n\r\n")
            for start in range(0, len(answer), 1 if self.pause else len(answer)):
                connection.sendall(answer[start : start + (1 if self.pause else len(answer))])
                time.sleep(self.pause)


def answer(body=b"", status=200, **headers):
    told = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} X\r\nContent-Length: {len(body)}\r\n{told}\r\n".encode() + body


@pytest.fixture
def liar():
    made_here = []

    def make(answers, pause=0.0):
        made_here.append(Liar(answers, pause))
        return made_here[-1]

    yield make
    for one in made_here:
        one.socket.close()


@pytest.mark.parametrize("where", ["head", "body"])
def test_an_answer_that_drips_is_cut_off(where, liar):
    dripping = answer(X="y" * 5000) if where == "head" else answer(b"y" * 5000)
    site = liar({"/": dripping}, pause=0.02)
    with Session(Intake(allow_private=True), pause=0.0, seconds=1.5) as session:
        session._rules[site.address] = None
        assert "did not answer whole within 1.5 seconds" in read(f"{site.address}/", session).what


def test_what_lies_about_its_packing(liar, session):
    page = made.page().encode()
    site = liar(
        {
            "/plain": answer(page, Content_Encoding="gzip"),
            "/packed": answer(gzip.compress(page), Content_Encoding="x-gzip"),
            "/twice": answer(gzip.compress(gzip.compress(b"a" * 80_000_000)), Content_Encoding="gzip, gzip"),
            "/strange": answer(b"\x0b\x02\x80", Content_Encoding="br"),
            "/cut": answer(gzip.compress(page)[:-30], Content_Encoding="gzip"),
            "/short": answer(page).replace(b"Content-Length: ", b"Content-Length: 9"),
        }
    )
    assert read(f"{site.address}/plain", session).title == made.TITLE
    assert read(f"{site.address}/packed", session).title == made.TITLE
    for path in ("twice", "strange", "cut", "short"):
        problem = read(f"{site.address}/{path}", session)
        assert isinstance(problem, Problem), path
        assert problem.where == f"{site.address}/{path}"


@pytest.mark.parametrize("kind", ["application/pdf", "image/jpeg", "application/json", "text/plain", "", "nonsense"])
def test_what_lies_about_its_kind_is_what_it_is(kind, liar, session):
    site = liar({"/a": answer(made.page().encode(), Content_Type=kind), "/b": answer(made.word(), Content_Type=kind)})
    assert read(f"{site.address}/a", session).title == made.TITLE
    assert made.PARAGRAPHS[2] in read(f"{site.address}/b", session).text


def test_a_robots_txt_that_fails_is_not_taken_for_leave(liar, session):
    page = answer(made.page().encode(), Content_Type="text/html")
    site = liar({"/robots.txt": answer(status=503), "/story": page})
    assert "its robots.txt cannot be had (503)" in read(f"{site.address}/story", session).what
    assert "/story" not in site.asked
    del site.answers["/robots.txt"]
    assert read(f"{site.address}/story", session).title == made.TITLE, "what failed once is asked again"


def test_a_robots_txt_is_followed_and_read_as_far_as_it_goes(liar, session):
    page = answer(made.page().encode(), Content_Type="text/html")
    rules = b"User-agent: wirebook\nDisallow: /story\n" + b"# more of it\n" * 60_000
    site = liar({"/robots.txt": answer(status=301, Location="/rules"), "/rules": answer(rules), "/story": page})
    assert "asks programs to stay away" in read(f"{site.address}/story", session).what
    endless = liar({"/robots.txt": answer(status=301, Location="/robots.txt"), "/story": page})
    assert read(f"{endless.address}/story", session).title == made.TITLE


def test_a_pause_that_a_site_asks_for_is_kept(liar, session, monkeypatch):
    waited = []
    monkeypatch.setattr(patience.time, "sleep", waited.append)
    site = liar({"/robots.txt": answer(b"User-agent: *\nCrawl-delay: 7\n"), "/a": answer(made.page().encode())})
    assert read(f"{site.address}/a", session).title == made.TITLE
    (pause,) = (seconds for seconds in waited if seconds > 1)
    assert 4 < pause <= 7  # what a busy machine took over the first request counts


def test_a_host_with_letters_of_its_own(liar):
    site = liar({"/a": answer(made.page().encode())})
    port = site.address.rpartition(":")[2]
    asked = []
    with Session(Intake(allow_private=True), 0.0, lambda host, _: asked.append(host) or ["127.0.0.1"]) as session:
        assert read(f"http://дніпро.example:{port}/a", session).title == made.TITLE
    assert asked
    assert all(host.isascii() and host.startswith("xn--") for host in asked)


@pytest.mark.parametrize(
    ("there", "what"),
    [
        ("http://[::1]/", "private network"),
        ("http://2130706433/", "private network"),
        ("//169.254.169.254/latest", "private network"),
        ("ftp://wire.example/", "no web address"),
    ],
)
def test_a_redirect_out_of_the_web_is_refused(there, what, liar, monkeypatch):
    """The site counts as public the first time that it is looked at; where it leads does not."""
    site = liar({"/a": answer(status=302, Location=there)})
    public = {"127.0.0.1": False}
    monkeypatch.setattr(web, "is_private", lambda address: public.pop(address, True) and is_private(address))
    with Session(Intake(), pause=0.0) as session:
        session._rules[site.address] = None
        assert what in read(f"{site.address}/a", session).what


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
