"""Server-sent events from a really running server, while another process reads reports into its ledger."""

import json
import signal
import subprocess
import sys
import threading

import httpx
import pytest
from web_clients import serving

REPORT = "Published: 2025-06-{:02}\n\nA shell killed {} people in Kharkiv on Monday, police said.\n"


@pytest.fixture
def read_in(tmp_path):
    """Read a report into a ledger in a process of its own."""

    def read(books, number):
        path = tmp_path / f"{number}.txt"
        path.write_text(REPORT.format(number, number), "utf-8")
        args = [sys.executable, "-m", "wirebook", "read", str(path), "--ledger", str(books)]
        done = subprocess.run(args, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    return read


def events(lines, wanted):
    """The next events of a stream: their ids and data."""
    found, one = [], {}
    for line in lines:
        if not line and "data" in one:
            found.append((int(one["id"]), one["event"], json.loads(one["data"])))
            one = {}
            if len(found) == wanted:
                break
        elif line and not line.startswith(":"):
            name, _, value = line.partition(": ")
            one[name] = value
    return found


def test_what_is_read_elsewhere_is_told(running, asking, read_in):
    address, books = running
    with asking.stream("GET", f"{address}api/v1/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert stream.headers["cache-control"] == "no-store"
        assert stream.headers["content-security-policy"]
        lines = stream.iter_lines()
        assert next(lines) == "retry: 3000"
        head = int(next(lines).rpartition(" ")[2])
        writer = threading.Thread(target=read_in, args=(books, 7))
        writer.start()
        assert events(lines, 1) == [(head + 1, "head", {"head": head + 1, "new": 1})]
        writer.join()
    assert asking.get(f"{address}api/v1/counts").json()["head"] == head + 1


def test_who_was_away_is_told_what_was_missed(running, asking):
    address, _ = running
    head = asking.get(f"{address}api/v1/counts").json()["head"]
    missed = str(head - 3)
    for headers, query in (
        ({"last-event-id": missed}, ""),
        ({}, f"?since={missed}"),
        ({"last-event-id": "1"}, "?since=0"),
    ):
        with asking.stream("GET", f"{address}api/v1/events{query}", headers=headers) as stream:
            [(number, _, told)] = events(stream.iter_lines(), 1)
        assert number == told["head"] == head
        assert told["new"] == (head - 1 if headers.get("last-event-id") == "1" else 3)


@pytest.mark.parametrize("known", ["nothing", "²", "-1", "9" * 30, "9" * 6000, ""])
def test_a_number_that_was_never_given_out_begins_anew(running, asking, known):
    with asking.stream("GET", f"{running[0]}api/v1/events", headers={"last-event-id": known.encode()}) as stream:
        if stream.status_code != 422:
            assert next(stream.iter_lines()) == "retry: 3000"


def test_head_has_no_endless_answer(running, asking):
    assert asking.head(f"{running[0]}api/v1/events").status_code == 200


def test_who_goes_is_forgotten(served):
    """A stream that is closed gives its place back; when all places are taken, that is told at once."""
    client = served()
    room = client.app.state.room
    places = [room.watched() for _ in range(200)]
    assert all(place.__enter__() for place in places)
    told = client.get("/api/v1/events").text
    assert told.startswith("retry: 60000\n: too many")
    for place in places:
        place.__exit__(None, None, None)
    room.stopping.set()
    assert client.get("/api/v1/events").text.startswith("retry: 3000\n")
    with room.watched() as free:
        assert free


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_server_with_followers_ends_when_it_is_told(number, demo):
    with serving("--port", "0", "--ledger", str(demo), "--read-only") as (process, address):
        client = httpx.Client(timeout=60, trust_env=False)
        with client.stream("GET", f"{address}api/v1/events") as stream:
            lines = stream.iter_lines()
            next(lines)
            process.send_signal(number)
            rest = list(lines)  # the stream ends of itself: it is not torn off
        client.close()
        _, errors = process.communicate(timeout=30)
    assert not [line for line in rest if line.startswith("data")]
    assert process.returncode in (0, 130, -signal.SIGTERM)
    assert "Traceback" not in errors
    assert "ERROR" not in errors
