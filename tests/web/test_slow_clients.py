"""Clients that send half of what they begin, and one that follows too much: nothing is held for them for ever."""

import socket
import threading
import time
from contextlib import suppress

import pytest

from wirebook.outputs.web import hurried
from wirebook.outputs.web import middleware as safety
from wirebook.outputs.web.app import make_app
from wirebook.outputs.web.state import Options


@pytest.fixture
def hasty(demo, monkeypatch):
    """A page that waits a second for headers and for the next piece of a body; its port."""
    import uvicorn  # noqa: PLC0415

    monkeypatch.setattr(hurried, "HEADERS", 1.0)
    monkeypatch.setattr(safety, "_PIECE", 1.0)
    monkeypatch.setattr(safety, "_WHOLE", 4.0)
    app = make_app(Options(str(demo), rate=0))
    app.state.room._warmed.set()
    server = uvicorn.Server(uvicorn.Config(app, http=hurried.Hurried, log_level="error"))
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        serving = threading.Thread(target=server.run, args=([bound],), daemon=True)
        serving.start()
        while not server.started:
            time.sleep(0.05)
        yield bound.getsockname()[1]
        app.state.room.stopping.set()
        server.should_exit = True
        serving.join(20)


def answered(port, *pieces, pause=0.0):
    """All that comes back until the other side closes, and after how many seconds; none when it stays open."""
    with socket.create_connection(("127.0.0.1", port), 15) as line:
        begun = time.monotonic()
        try:
            for piece in pieces:
                line.sendall(piece)
                time.sleep(pause)
            told = b""
            while part := line.recv(65536):
                told += part
        except TimeoutError:
            return None, 15.0
        except OSError:
            told = b""
        return told, time.monotonic() - begun


POST = (
    b"POST /api/v1/query HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n"
)


@pytest.mark.parametrize(
    "pieces",
    [
        (),
        (b"GET / HT",),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n",),
        (b"GET /static/page.css HTTP/1.1\r\nHost: localhost\r\n\r\n", b"GET /facts HTTP/1.1\r\nHo"),
        (POST,),
        (POST + b'{"sql": "SELECT',),
    ],
    ids=["nothing", "half a line", "half the headers", "half of a second request", "no body", "half a body"],
)
def test_half_a_request_is_not_waited_for(hasty, pieces):
    told, seconds = answered(hasty, *pieces)
    assert told is not None, "the connection is still open"
    assert seconds < 12
    if pieces and pieces[0].startswith(POST):
        assert told.startswith(b"HTTP/1.1 408")


def test_headers_and_bodies_that_drip_are_not_waited_for_either(hasty):
    drip = [b"GET / HTTP/1.1\r\n", *[b"X: y\r\n"] * 12]
    told, seconds = answered(hasty, *drip, pause=0.5)
    assert told == b""
    assert seconds < 12
    told, seconds = answered(hasty, POST, *[b" "] * 20, pause=0.5)
    assert told is not None
    assert seconds < 13


def test_who_sends_in_time_is_answered_and_may_follow(hasty):
    whole = b'{"sql": "SELECT 41 + 1 AS n"}'
    head = POST.replace(b"5000", str(len(whole)).encode()).replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    told, _ = answered(hasty, head, whole[:9], whole[9:], pause=0.3)
    assert told.startswith(b"HTTP/1.1 200")
    assert b'"n":42' in told
    with socket.create_connection(("127.0.0.1", hasty), 15) as line:  # an answer without an end is no late request
        line.sendall(b"GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        line.settimeout(0.5)
        until, told = time.monotonic() + 3, b""
        while time.monotonic() < until:
            with suppress(TimeoutError):
                part = line.recv(65536)
                assert part, "it was closed"
                told += part
        assert told.startswith(b"HTTP/1.1 200")


def test_one_address_cannot_follow_for_everybody(served):
    room = served().app.state.room
    places = [room.watched("192.0.2.1") for _ in range(60)]
    assert [place.__enter__() for place in places] == [True] * 50 + [False] * 10
    with room.watched("192.0.2.2") as free:
        assert free
    for place in places:
        place.__exit__(None, None, None)
    with room.watched("192.0.2.1") as free:
        assert free
    assert not room._watchers, "who is gone is forgotten"
