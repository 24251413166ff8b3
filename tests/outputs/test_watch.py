"""Feeds of a real server followed: what is new is read once, a change again, and a stop loses nothing."""

import json
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from wirebook.engines.errors import WatchError
from wirebook.engines.watch import load_watch, look
from wirebook.intake.transport.http import Session
from wirebook.intake.transport.raw_store import kept, place_of
from wirebook.ledger.ledger import open_ledger
from wirebook.pipeline import Settings, open_desk

STORY = (
    "Shelling killed {} people in Kharkiv on Tuesday, the regional governor said, and wounded at least 23 more of them."
)


class Newsroom(ThreadingHTTPServer):
    """A site whose feed and pages the tests change."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.pages, self.asked, self.slow, self.failing = {}, [], 0.0, set()

    def publish(self, numbers, stamp="Wed, 05 Mar 2031 07:10:00 +0000"):
        """A feed of teasers with a page behind each."""
        items = ""
        for number in numbers:
            address = f"http://127.0.0.1:{self.server_address[1]}/{number}"
            items += f"<item><title>Story {number}</title><link>{address}</link><pubDate>{stamp}</pubDate>"
            items += "<description>Shelling in Kharkiv.</description></item>"
            self.pages[f"/{number}"] = f"<html><body><article><p>{STORY.format(number)}</p></article></body></html>"
        self.pages["/feed"] = f"<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>"


class Answer(BaseHTTPRequestHandler):
    """One answer of the newsroom."""

    def do_GET(self):
        self.server.asked.append(self.path)
        time.sleep(self.server.slow)
        body = self.server.pages.get(self.path)
        tag = f'"{hash(body)}"'
        if body is not None and self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.end_headers()
            return
        failing = self.path in self.server.failing
        self.send_response(503 if failing else 200 if body is not None else 410)
        self.send_header("Content-Type", "application/rss+xml" if self.path == "/feed" else "text/html")
        self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write((body or "").encode())

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def newsroom():
    server = Newsroom()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def watched(newsroom, tmp_path):
    """The file with the feed of the newsroom."""
    path = tmp_path / "feeds.toml"
    url = f"http://127.0.0.1:{newsroom.server_address[1]}/feed"
    path.write_text(f'every = 1\n[[feed]]\nurl = "{url}"\npublisher = "Steppe Press"\n', encoding="utf-8")
    return path


def once(watched, ledger, tmp_path):
    """Look once; the outcomes."""
    desk = open_desk(Settings(allow_private=True, keep=str(tmp_path / "kept")))
    with open_ledger(ledger) as books, Session(desk.settings.intake, pause=0.0) as session:
        return list(look(load_watch(str(watched)).feeds, books, desk, session))


def test_what_is_new_is_read_once_and_a_change_again(newsroom, watched, tmp_path):
    ledger = tmp_path / "l.db"
    newsroom.publish([7, 9])
    first = once(watched, ledger, tmp_path)
    assert [outcome.reading.report.publisher for outcome in first] == ["Steppe Press"] * 2
    newsroom.asked.clear()
    assert once(watched, ledger, tmp_path) == []
    assert newsroom.asked == ["/robots.txt", "/feed"], "an unchanged feed is asked once, and its pages not at all"
    newsroom.publish([7, 9, 12])
    assert [o.reading.claims[0].amount.low for o in once(watched, ledger, tmp_path)] == [12]
    newsroom.publish([7, 9, 12], stamp="Wed, 05 Mar 2031 09:00:00 +0000")
    assert len(once(watched, ledger, tmp_path)) == 3
    with open_ledger(ledger) as books:
        report = first[0].reading.report
        (one, *_) = books.seen(report.id)
        assert one.address.endswith("/7")
        assert kept(one.digest, tmp_path / "kept").decode() == newsroom.pages["/7"]
        place = place_of(one.digest, tmp_path / "kept")
        for damaged in (place.read_bytes()[:-1] + b"x", place.read_bytes()[:40], b""):
            place.write_bytes(damaged)
            assert kept(one.digest, tmp_path / "kept") is None


def test_a_dead_page_is_told_and_listed(newsroom, watched, tmp_path):
    newsroom.publish([7, 9])
    del newsroom.pages["/9"]
    outcomes = once(watched, tmp_path / "l.db", tmp_path)
    assert "nothing there any more" in outcomes[1].problem.what
    told = subprocess.run(
        [sys.executable, "-m", "wirebook", "seen", "--dead", "--json", "--ledger", str(tmp_path / "l.db")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert [row["address"].rpartition("/")[2] for row in json.loads(told.stdout)["seen"]] == ["9"]


def test_a_page_that_failed_for_a_while_is_read_the_next_time(newsroom, watched, tmp_path):
    newsroom.publish([5])
    newsroom.failing = {"/5"}
    assert "the site answered 503" in once(watched, tmp_path / "l.db", tmp_path)[0].problem.what
    newsroom.failing = set()
    (outcome,) = once(watched, tmp_path / "l.db", tmp_path)
    assert outcome.reading.report.published == "2031-03-05T07:10:00+00:00", "what the page does not say, the feed does"
    assert once(watched, tmp_path / "l.db", tmp_path) == []


def test_what_the_page_says_of_itself_wins_over_the_feed(newsroom, watched, tmp_path):
    newsroom.publish([5])
    told = '<html><head><meta property="article:published_time" content="2031-03-04T21:00:00+00:00"></head>'
    newsroom.pages["/5"] = newsroom.pages["/5"].replace("<html>", told)
    (outcome,) = once(watched, tmp_path / "l.db", tmp_path)
    report = outcome.reading.report
    assert (report.published, report.publisher) == ("2031-03-04T21:00:00+00:00", "Steppe Press")


def test_entries_without_a_day_or_an_address_are_told_apart(newsroom, watched, tmp_path):
    def feed(*numbers):
        items = "".join(
            f"<item><description>{STORY.format(n)} {'More is known. ' * 40}</description></item>" for n in numbers
        )
        newsroom.pages["/feed"] = f"<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>"

    feed(3)
    assert len(once(watched, tmp_path / "l.db", tmp_path)) == 1
    feed(4, 3)
    once(watched, tmp_path / "l.db", tmp_path)
    with open_ledger(tmp_path / "l.db") as books:
        assert sorted(claim.amount.low for claim in books.claims() if claim.measure == "killed") == [3, 4]


def test_an_address_that_is_read_and_dead_is_listed_until_it_answers_again(newsroom, tmp_path):
    newsroom.publish([5])
    address, page = f"http://127.0.0.1:{newsroom.server_address[1]}/5", newsroom.pages.pop("/5")
    at = ("--ledger", str(tmp_path / "l.db"))
    read = (sys.executable, "-m", "wirebook", "read", address, "--allow-private", *at)
    assert subprocess.run(read, capture_output=True, check=False).returncode == 1
    with open_ledger(tmp_path / "l.db") as books:
        assert [(one.address, one.status) for one in books.dead()] == [(address, 410)]
    newsroom.pages["/5"] = page
    assert subprocess.run(read, capture_output=True, check=False).returncode == 0
    with open_ledger(tmp_path / "l.db") as books:
        assert books.dead() == ()


def test_stopped_in_the_middle_it_goes_on(newsroom, watched, tmp_path):
    """SIGTERM ends it after the report in hand; SIGKILL at any moment; in the end everything is there once."""
    ledger = tmp_path / "l.db"
    newsroom.publish(range(2, 8))
    arguments = (sys.executable, "-m", "wirebook", "watch", str(watched), "--ledger", str(ledger), "--allow-private")
    for name in (signal.SIGKILL, signal.SIGTERM):
        running = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        running.stdout.readline()
        running.send_signal(name)
        _, said = running.communicate(timeout=60)
        assert "Traceback" not in said
        assert running.returncode == (0 if name == signal.SIGTERM else -signal.SIGKILL)
    once(watched, ledger, tmp_path)
    with open_ledger(ledger) as books:
        killed = sorted(claim.amount.low for claim in books.claims() if claim.measure == "killed")
        assert killed == [2, 3, 4, 5, 6, 7]
        assert books.faults() == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no feed in it"),
        ("[[feed]]\nurl = 'ftp://x'", "has no url"),
        ("[[feed]]\nurl = 'http://x'\nlink = 1", "unknown key 'link'"),
        ("evry = 3\n[[feed]]\nurl = 'http://x'", "unknown key 'evry'"),
        ("every = inf\n[[feed]]\nurl = 'http://x'", "a week at most"),
        ("every = true\n[[feed]]\nurl = 'http://x'", "a week at most"),
        ("feed = 3", "write \\[\\[feed"),
        ("[[feed]]\nurl = 'http://x'\npages = 'yes'", "must be true or false"),
        ("[[feed]]\nurl = 'http://x'\npublisher = 3", "must be a text"),
        ("every = 0\n[[feed]]\nurl = 'http://x'", "minute or more"),
        ("[[feed", "no TOML"),
    ],
)
def test_a_list_with_a_mistake_is_refused(text, message, tmp_path):
    (tmp_path / "f.toml").write_text(text, encoding="utf-8")
    with pytest.raises(WatchError, match=message):
        load_watch(str(tmp_path / "f.toml"))
    with pytest.raises(WatchError, match="cannot be read"):
        load_watch(str(tmp_path / "none.toml"))


def test_read_keeps_what_it_saw(tmp_path):
    (tmp_path / "r.txt").write_text(STORY.format(7), encoding="utf-8")
    at = ("--ledger", str(tmp_path / "l.db"))
    run = (sys.executable, "-m", "wirebook")
    subprocess.run(
        [*run, "read", str(tmp_path / "r.txt"), *at, "--keep", str(tmp_path / "k")], check=True, capture_output=True
    )
    with open_ledger(tmp_path / "l.db") as books:
        (report,) = books.reports()
        (one,) = books.seen(report.id)
    assert kept(one.digest, tmp_path / "k") == STORY.format(7).encode()
    told = subprocess.run(
        [*run, "seen", report.id, *at, "--keep", str(tmp_path / "k")], check=True, capture_output=True, text=True
    )
    assert one.digest in told.stdout.replace("\n", "")
