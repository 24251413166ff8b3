"""How much one request may hold, how often an address may come, and how much may be asked at once."""

import re

import pytest

from wirebook.outputs.web.access import Buckets


def test_a_request_may_hold_so_much(served):
    client = served(max_bytes=5000)
    large = {"sql": "SELECT 1 -- " + "x" * 5000}
    assert client.post("/api/v1/query", json=large).status_code == 413
    assert client.post("/read", data={"text": "x" * 6000}).status_code == 413


@pytest.mark.parametrize("length", ["-1", "1e3", "²", "5 ", "0x10", "9" * 5000, "5001"])
def test_a_length_that_is_none_is_refused(served, length):
    headers = {"content-length": length.encode()}
    answer = served(max_bytes=5000).post("/api/v1/query", content=b"{}", headers=headers)
    assert answer.status_code in (413, 400)
    assert list(answer.json()) == ["error"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/api/v1/query", "application/json"),
        ("/api/v1/read", "application/json"),
        ("/read", "application/x-www-form-urlencoded"),
        ("/read", "multipart/form-data; boundary=b"),
    ],
)
def test_what_comes_in_pieces_is_counted(served, path, kind):
    """A length need not be told; 413 all the same."""
    client = served(max_bytes=5000)
    pieces = iter([b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n' + b"x" * 1000] + [b"y" * 1000] * 50)
    answer = client.post(path, content=pieces, headers={"content-type": kind})
    assert answer.status_code == 413
    assert answer.headers["content-security-policy"]


@pytest.mark.parametrize("body", [b"", b"--b", b"--b\r\n\r\n", b"--b\r\nx: y\r\n\r\nz\r\n--b--", b"\xff" * 50])
def test_a_broken_form_is_a_mistake_and_no_fault(client, body):
    answer = client.post("/read", content=body, headers={"content-type": "multipart/form-data; boundary=b"})
    assert answer.status_code in (400, 403)
    assert client.post("/read", content=body, headers={"content-type": "multipart/form-data"}).status_code in (400, 403)


def test_a_form_has_so_many_fields(client):
    word = re.search(r'name="csrf" value="([^"]+)"', client.get("/login").text)[1]
    many = {f"field{number}": "x" for number in range(100)} | {"csrf": word}
    assert client.post("/read", files={name: (None, value) for name, value in many.items()}).status_code == 400


def test_an_address_may_come_so_often(served):
    client = served(rate=0.001 / 5 * 1000)  # one at once, and then one in five seconds
    answers = [client.get("/api/v1/counts").status_code for _ in range(3)]
    assert answers == [200, 429, 429]
    assert client.get("/").headers["retry-after"] == "1"


def test_buckets_are_of_addresses_and_of_networks():
    buckets = Buckets(0.0001, 2)
    assert [buckets.take("192.0.2.1") for _ in range(3)] == [True, True, False]
    assert buckets.take("192.0.2.2")
    assert [buckets.take(f"2001:db8::{at}") for at in range(3)] == [True, True, False]
    assert buckets.take("2001:db8:0:1::1")
    assert buckets.take("no address")
    for number in range(5000):
        buckets.take(f"10.{number // 250}.0.{number % 250}")
    assert len(buckets._left) <= 4096


def test_slow_questions_leave_room_for_others(served):
    client = served()
    room = client.app.state.room
    turns = [room.turn() for _ in range(8)]
    for turn in turns:
        turn.__enter__()
    for answer in (client.post("/api/v1/query", json={"sql": "SELECT 1"}), client.get("/api/v1/exports/csv")):
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert client.get("/facts").status_code == 200
    turns[0].__exit__(None, None, None)
    assert client.post("/api/v1/query", json={"sql": "SELECT 1"}).status_code == 200
