"""Persons on the page: roles, whose name a decision bears, and what is noted at the door."""

import json
import re
import subprocess
import sys

import pytest

from wirebook.outputs.web import access as entrance
from wirebook.outputs.web import persons

ALONE = {"password": "a long password", "reviewer": "Desk"}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "users.json"


@pytest.fixture
def desk_of(served, books, file, monkeypatch):
    """A page with persons: a client for each name, signed in with the token that was given."""
    monkeypatch.setattr(entrance, "SLOWLY", 0)
    tokens = {
        name: persons.add(file, name, role)
        for name, role in (("Rita", "reader"), ("Ines", "reviewer"), ("Ada", "admin"))
    }

    def make(name):
        client = served(books, users=str(file))
        form = {"csrf": word_of(client, "/login"), "password": tokens[name]}
        assert client.post("/login", data=form).status_code == 303
        return client

    make.tokens = tokens
    return make


def word_of(client, path="/facts"):
    return re.search(r'name="csrf" value="([^"]+)"', client.get(path).text)[1]


def waiting(client):
    return client.get("/api/v1/queue?limit=1").json()["items"][0]["claim"]


def test_a_decision_bears_the_name_of_who_is_signed_in(desk_of):
    client = desk_of("Ines")
    claim = waiting(client)
    shown = client.get("/review").text
    assert "Signed in as Ines" in shown
    assert 'name="author"' not in shown
    form = {"csrf": word_of(client), "what": "accept"}
    assert client.post(f"/review/{claim}", data=form | {"author": "Omar"}).status_code == 403
    assert client.get("/api/v1/decisions").json()["items"] == []
    assert client.post(f"/review/{claim}", data=form).status_code == 303
    told = {"kind": "accepted", "claim": claim}
    assert client.post("/api/v1/decisions", json=told | {"author": "Omar"}).status_code == 403
    assert client.post("/api/v1/decisions", json=told).status_code == 201
    assert client.post("/api/v1/decisions/" + str(made(client)[-1]["number"]) + "/undo", json={}).status_code == 201
    assert {one["author"] for one in made(client)} == {"Ines"}


def made(client):
    return client.get("/api/v1/decisions").json()["items"]


def test_a_decision_of_one_is_undone_in_the_name_of_the_other(desk_of):
    ines, ada = desk_of("Ines"), desk_of("Ada")
    ines.post(f"/review/{waiting(ines)}", data={"csrf": word_of(ines), "what": "reject"})
    number = made(ines)[0]["number"]
    answer = ada.post(f"/undo/{number}", data={"csrf": word_of(ada), "author": "Ines"})
    assert answer.status_code == 200
    assert [one["author"] for one in made(ada)] == ["Ines", "Ada"]


def test_a_reader_looks_and_does_not_decide(desk_of):
    client = desk_of("Rita")
    claim, word = waiting(client), word_of(client)
    text = "Published: 2025-05-06\n\nA shell killed seven people in Kharkiv on Monday, police said."
    refused = [
        client.post(f"/review/{claim}", data={"csrf": word, "what": "accept"}),
        client.post("/undo/1", data={"csrf": word}),
        client.post("/read", data={"csrf": word, "text": text, "keep": "1"}),
        client.post("/api/v1/decisions", json={"kind": "accepted", "claim": claim}),
        client.post("/api/v1/decisions/1/undo", json={}),
        client.post("/api/v1/read", json={"text": text, "keep": True}),
    ]
    assert [answer.status_code for answer in refused] == [403] * 6
    assert made(client) == []
    assert client.get("/facts").status_code == client.post("/api/v1/query", json={"sql": "SELECT 1"}).status_code == 200
    for path in ("/review", f"/claims/{claim}", "/decisions"):
        assert f"/review/{claim}" not in client.get(path).text


def test_programs_bear_the_token_of_a_person(served, books, desk_of, file):
    client = served(books, users=str(file))
    for name, status in (("Rita", 403), ("Ines", 201)):
        bearing = {"authorization": f"Bearer {desk_of.tokens[name]}"}
        told = {
            "kind": "accepted",
            "claim": client.get("/api/v1/queue?limit=1", headers=bearing).json()["items"][0]["claim"],
        }
        assert client.post("/api/v1/decisions", json=told, headers=bearing).status_code == status
    for wrong in ("x" * 43, desk_of.tokens["Ines"][:-1], persons.digest_of(desk_of.tokens["Ines"])):
        assert client.get("/api/v1/facts", headers={"authorization": f"Bearer {wrong}"}).status_code in (401, 429)


def test_who_is_taken_out_is_out_at_once_and_so_is_an_old_token(desk_of, file):
    ines, rita, ada = desk_of("Ines"), desk_of("Rita"), desk_of("Ada")
    persons.remove(file, "Rita")
    persons.add(file, "Ada", "admin")
    assert ines.get("/facts").status_code == 200
    assert rita.get("/facts").status_code == ada.get("/facts").status_code == 303


def test_another_role_counts_at_once(desk_of, file):
    ines = desk_of("Ines")
    told = json.loads(file.read_text("utf-8"))
    for one in told["persons"]:
        one["role"] = "reader"
    file.write_text(json.dumps(told, indent=1), "utf-8")
    answer = ines.post("/api/v1/decisions", json={"kind": "accepted", "claim": waiting(ines)})
    assert answer.status_code == 403


def test_an_admin_sees_who_came_and_who_was_refused(desk_of, file):
    ada, ines = desk_of("Ada"), desk_of("Ines")
    stranger = {"authorization": "Bearer nobody-knows-this"}
    ada.cookies.clear()
    ada.get("/api/v1/facts", headers=stranger)
    ada.post("/login", data={"csrf": word_of(ada, "/login"), "password": "a guess"})
    assert (
        ada.post("/login", data={"csrf": word_of(ada, "/login"), "password": desk_of.tokens["Ada"]}).status_code == 303
    )
    shown = ada.get("/sign-ins").text
    assert shown.count("<td>refused</td>") == 2
    assert "<td>Ada</td>" in shown
    assert ines.get("/sign-ins").status_code == 403
    lines = [json.loads(line) for line in file.with_name("users.json.log").read_text("utf-8").splitlines()]
    assert [one["what"] for one in lines] == ["signed in", "signed in", "refused", "refused", "signed in"]
    assert "a guess" not in str(lines)
    assert desk_of.tokens["Ada"] not in file.read_text("utf-8")
    assert file.stat().st_mode & 0o077 == 0


def test_with_one_password_the_name_is_fixed(served, books):
    client = served(books, **ALONE)
    client.post("/login", data={"csrf": word_of(client, "/login"), "password": "a long password"})
    told = {"kind": "accepted", "claim": waiting(client)}
    assert client.post("/api/v1/decisions", json=told | {"author": "Ines"}).status_code == 403
    assert client.post("/api/v1/decisions", json=told).status_code == 201
    assert made(client)[0]["author"] == "Desk"


def wirebook(*args, **more):
    return subprocess.run(
        [sys.executable, "-m", "wirebook", *args], capture_output=True, text=True, check=False, **more
    )


def test_the_command_keeps_persons(tmp_path):
    path = tmp_path / "p.json"
    added = wirebook("users", "add", "Ines", "--role", "reviewer", "--users", str(path))
    assert added.returncode == 0, added.stderr
    assert persons.Persons(path).of_token(added.stdout.strip()) == persons.Persons(path).named("Ines")
    assert wirebook("users", "list", "--users", str(path)).stdout.startswith("reviewer  Ines")
    wrong = wirebook("users", "remove", "Omar", "--users", str(path))
    assert (wrong.returncode, "Traceback" in wrong.stderr, "no 'Omar'" in wrong.stderr) == (1, False, True)
    assert wirebook("users", "remove", "Ines", "--users", str(path)).returncode == 0
    assert persons.entries_in(path) == ()
    (tmp_path / "bad.json").write_text("[]")
    for name, why in (("bad.json", "no file of persons"), ("none.json", "wirebook users add")):
        told = wirebook("serve", "--users", str(tmp_path / name), "--port", "0", "--ledger", str(tmp_path / "l.db"))
        assert (told.returncode, why in told.stderr, "Traceback" in told.stderr) == (1, True, False), told.stderr
