"""Who may come in, who may write, and how much: an attacker's requests, one after another."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from web_clients import Beside

from wirebook.outputs.web import access as entrance
from wirebook.outputs.web.access import Guesses, Sessions
from wirebook.outputs.web.app import make_app
from wirebook.outputs.web.middleware import HEADERS
from wirebook.outputs.web.pages import ROUTERS
from wirebook.outputs.web.render import HERE
from wirebook.outputs.web.state import Options

PASSWORD, TOKEN = "a long password ✓", "a-long-token-✓"
GUARD = {"password": PASSWORD, "token": TOKEN}
PAGES = ["/", "/balances", "/over-time", "/map", "/timeline", "/facts", "/disputes", "/promises", "/sources"]
PAGES += ["/reports", "/review", "/read", "/sql", "/export", "/decisions", "/search?words=killed"]
TEMPLATES = sorted((HERE / "templates").glob("*.html"))


def csrf(client, path="/login"):
    return re.search(r'name="csrf" value="([^"]+)"', client.get(path).text)[1]


def sign_in(client, password=PASSWORD):
    return client.post("/login", data={"csrf": csrf(client), "password": password})


@pytest.fixture
def waiting(writing):
    return writing.get("/api/v1/queue?limit=1").json()["items"][0]["claim"]


# ---------------------------------------------------------------- names


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8017", "[::1]:8017", "LOCALHOST:1"])
def test_loopback_answers_to_its_names(client, host):
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "[::1", "[", "", "192.0.2.1", "a@b", "[x]"],
)
def test_a_foreign_name_that_leads_to_loopback_is_refused(client, host):
    for path in ("/", "/api/v1/facts", "/static/page.css"):
        answer = client.get(path, headers={"host": host})
        assert answer.status_code == 421
        assert answer.headers["content-security-policy"]
    assert client.get("/api/v1/facts", headers={"host": host}).json()["error"]


# ---------------------------------------------------------------- headers


def test_every_answer_has_the_headers(served, writing, waiting):
    guarded, tight = served(**GUARD), served(rate=0.0001)
    for path in [*PAGES, "/static/page.css", "/nothing", "/api/v1/facts", "/api/v1/nothing", f"/claims/{waiting}"]:
        for answer in (writing.get(path), writing.post(path), guarded.get(path), tight.get(path)):
            told = {name: answer.headers.get(name) for name in HEADERS}
            assert told == HEADERS, (path, answer.status_code)
            assert answer.headers["cache-control"], path


def test_a_fault_of_ours_has_them_too(served, monkeypatch):
    client = served()
    client.get("/")
    monkeypatch.setattr("wirebook.ledger.ledger.Ledger.head_number", lambda _: 1 / 0)
    client._transport.raise_server_exceptions = False
    for path in ("/", "/api/v1/counts"):
        answer = client.get(path)
        assert answer.status_code == 500
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert "Traceback" not in answer.text
    assert list(answer.json()) == ["error"]


def test_the_policy_lets_in_nothing_inline_and_nothing_from_elsewhere():
    policy = dict(part.strip().split(" ", 1) for part in HEADERS["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
    assert policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in str(policy)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_needs_more(path):
    text = path.read_text("utf-8")
    assert not re.search(r"<script(?![^>]*(src=\"\{\{ static|type=\"application/json\"))", text)
    assert not re.search(r"<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:|\|\s*safe\b|autoescape", text, re.IGNORECASE)
    assert not re.search(r"(src|href|action|data-[a-z]+)\s*=\s*[\"']?(https?:)?//", text, re.IGNORECASE)


def test_what_is_private_is_kept_by_no_cache(served):
    client = served(**GUARD)
    assert client.get("/facts").headers["cache-control"] == "no-store"
    assert sign_in(client).status_code == 303
    assert client.get("/facts").headers["cache-control"] == "no-store"
    answer = client.get("/api/v1/facts")
    assert answer.headers["cache-control"] == "private, no-cache"
    known = {"if-none-match": answer.headers["etag"]}
    assert client.get("/api/v1/facts", headers=known).status_code == 304
    client.cookies.clear()
    assert client.get("/api/v1/facts", headers=known).status_code == 401


# ---------------------------------------------------------------- who may write through a browser


def test_a_form_needs_the_word_of_its_session(served, books, writing, waiting):
    form = {"what": "accept", "author": "Ines"}
    assert writing.post(f"/review/{waiting}", data=form).status_code == 403
    assert writing.post(f"/review/{waiting}", data=form | {"csrf": "wrong"}).status_code == 403
    assert writing.post(f"/review/{waiting}", data=form | {"csrf": "²"}).status_code == 403
    stranger = csrf(served(books))
    assert writing.post(f"/review/{waiting}", data=form | {"csrf": stranger}).status_code == 403
    mine = csrf(writing)
    for path in ("/undo/1", "/read", "/logout", "/login"):
        assert writing.post(path, data={"csrf": stranger}).status_code == 403, path
    assert writing.get("/api/v1/decisions").json()["items"] == []
    assert writing.post(f"/review/{waiting}", data=form | {"csrf": mine}, follow_redirects=True).status_code == 200
    assert len(writing.get("/api/v1/decisions").json()["items"]) == 1


FOREIGN = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"},
    {"origin": "https://evil.example"},
    {"origin": "http://localhost:3000"},
    {"origin": "null"},
    {"origin": "http://["},
    {"origin": "http://localhost.evil.example"},
    {"sec-fetch-site": "same-origin", "origin": "https://evil.example"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_another_page_writes_nothing(writing, waiting, headers):
    form = {"what": "accept", "author": "Ines", "csrf": csrf(writing)}
    decision = {"kind": "accepted", "claim": waiting, "author": "Ines"}
    assert writing.post(f"/review/{waiting}", data=form, headers=headers).status_code == 403
    assert writing.post("/api/v1/decisions", json=decision, headers=headers).status_code == 403
    assert writing.post("/api/v1/query", json={"sql": "SELECT 1"}, headers=headers).status_code == 403
    own = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}
    assert writing.post("/api/v1/decisions", json=decision, headers=own).status_code == 201


def test_another_page_may_link_here_but_fetch_nothing(client):
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert client.get("/facts", headers=link).status_code == 200
    asked = client.get("/sql?sql=SELECT 40 %2B 2 AS x", headers=link).text
    assert "another site led here" in asked
    assert "SELECT 40 + 2" in asked
    assert "<td>42</td>" not in asked
    assert "<td>42</td>" in client.get("/sql?sql=SELECT 40 %2B 2 AS x", headers={"sec-fetch-site": "same-origin"}).text
    for mode in ("no-cors", "cors", "websocket"):
        fetched = {"sec-fetch-site": "cross-site", "sec-fetch-mode": mode}
        assert client.get("/sql?sql=SELECT 1", headers=fetched).status_code == 403
        assert client.get("/api/v1/exports/csv", headers=fetched).status_code == 403
    for path in ("/api/v1/exports/csv", "/api/v1/facts", "/api/v1/events"):  # a link may lead to pages alone
        assert client.get(path, headers=link).status_code == 403, path
        own = {"sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate"}
        assert path.endswith("events") or client.get(path, headers=own).status_code == 200
    answer = client.options("/api/v1/facts", headers={"origin": "https://evil.example"})
    assert "access-control-allow-origin" not in answer.headers


# ---------------------------------------------------------------- who is there


def test_nobody_comes_in_without_a_password(served):
    client = served(**GUARD)
    for path in [*PAGES, "/nothing", "/loginx", "/login/", "//api/v1/facts", "/static/../facts", "/%61pi/v1/x/../y"]:
        answer = client.get(path)
        assert answer.status_code in (303, 401, 404), path
        assert "killed" not in answer.text
    for path in ("/api/v1/facts", "/api/openapi.json", "/api/v1/exports/csv", "/api/v1/events", "/api/v1/nothing"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
        assert list(answer.json()) == ["error"]
    assert client.post("/api/v1/query", json={"sql": "SELECT 1"}).status_code == 401
    assert client.get("/facts").headers["location"] == "/login"


@pytest.mark.parametrize("word", [PASSWORD, TOKEN])
def test_the_password_or_the_token_opens(served, word):
    client = served(**GUARD)
    answer = sign_in(client, word)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "secure" not in cookie
    assert client.get("/facts").status_code == 200
    assert client.get("/api/v1/facts").status_code == 200


@pytest.mark.parametrize("kind", ["Bearer ", "bearer ", "BEARER  "])
def test_programs_bear_the_token(served, kind):
    client = served(**GUARD)
    headers = {"authorization": kind.encode() + TOKEN.encode()}
    assert client.get("/api/v1/facts", headers=headers).status_code == 200
    assert client.post("/api/v1/query", json={"sql": "SELECT 1"}, headers=headers).status_code == 200


@pytest.mark.parametrize("given", [TOKEN, f"Basic {TOKEN}", "Bearer", "Bearer ", f"Bearer {PASSWORD}", "Bearer ÿ"])
def test_anything_else_does_not_open(served, given):
    for options in (GUARD, {"password": PASSWORD}):
        answer = served(**options).get("/api/v1/facts", headers={"authorization": given.encode()})
        assert answer.status_code == 401


def test_cookies_are_secure_behind_tls(served):
    client = served(base="https://localhost", **GUARD)
    answer = client.get("/login")
    assert "; secure" in answer.headers["set-cookie"].lower()
    for cookie in sign_in(client).headers.get_list("set-cookie"):
        assert cookie.lower().count("; secure") == 1


def test_who_signs_out_is_out_and_so_is_a_copy_of_the_cookie(served):
    client = served(**GUARD)
    sign_in(client)
    stolen = dict(client.cookies)
    assert client.post("/logout", data={"csrf": csrf(client, "/facts")}).headers["location"] == "/login"
    assert client.get("/facts").status_code == 303
    client.cookies.update(stolen)
    assert client.get("/facts").status_code == 303


def test_a_session_of_before_is_not_the_one_after(served):
    """Whoever gave somebody a cookie does not come in with it when that person signs in."""
    client = served(**GUARD)
    word = csrf(client)
    planted = dict(client.cookies)
    client.post("/login", data={"csrf": word, "password": PASSWORD})
    assert csrf(client, "/facts") != word
    client.cookies.clear()
    client.cookies.update(planted)
    assert client.get("/facts").status_code == 303


def test_a_session_of_one_server_opens_no_other(served):
    one, other = served(**GUARD), served(**GUARD)
    sign_in(one)
    other.cookies.update(dict(one.cookies))
    assert other.get("/facts").status_code == 303


def test_passwords_cannot_be_tried_for_long(served, monkeypatch):
    monkeypatch.setattr(entrance, "SLOWLY", 0)
    client = served(**GUARD)
    tried = [sign_in(client, f"guess {number}").status_code for number in range(12)]
    assert tried == [401] * 9 + [429] * 3
    wrong, right = {"authorization": "Bearer wrong"}, {"authorization": f"Bearer {TOKEN}".encode()}
    answer = client.get("/api/v1/facts", headers=wrong)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")
    assert client.get("/api/v1/facts", headers=right).status_code == 200  # who has the right one is never kept out
    assert sign_in(client).status_code == 303


def test_tokens_cannot_be_tried_for_long_either(served, monkeypatch):
    monkeypatch.setattr(entrance, "SLOWLY", 0)
    client = served(**GUARD)
    wrong = [client.get("/api/v1/facts", headers={"authorization": f"Bearer {at}"}).status_code for at in range(12)]
    assert wrong == [401] * 9 + [429] * 3
    sessions = Sessions()
    assert sessions.person_of(True) is None  # noqa: FBT003 - what an old cookie would hold
    assert sessions.person_of(None) is None


@pytest.fixture
def slept(monkeypatch):
    """How long each wrong guess had to wait, without waiting."""
    waits = []

    async def sleep(seconds):
        waits.append(seconds)

    monkeypatch.setattr(entrance.asyncio, "sleep", sleep)
    return waits


def done(work):
    """What a coroutine gives, in a thread of its own: the browser's tests leave a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def weighed(guesses, address, found=None):
    return done(guesses.weigh(address, lambda: found))


def test_each_wrong_guess_costs_more_than_the_one_before(slept):
    guesses = Guesses()
    assert [weighed(guesses, "192.0.2.1") for _ in range(20)] == [None] * 20
    assert slept[0] == 0.5
    assert slept == sorted(slept)
    assert slept[-1] == 8
    assert weighed(guesses, "192.0.2.1", "Ines") == "Ines"
    assert len(slept) == 20, "the right one costs nothing"


def test_many_addresses_together_try_no_more(slept):
    guesses = Guesses()
    for number in range(101):
        weighed(guesses, f"192.0.2.{number}")
    assert guesses.too_many("198.51.100.1")
    assert slept[99] == 0.5
    assert slept[100] == 8
    assert weighed(guesses, "198.51.100.1", "Ines") == "Ines"


def test_who_does_not_wait_for_the_answer_tries_no_more_than_others(monkeypatch):
    """A wrong guess holds one of few places of its address until its time is over; the right one gets in after all."""
    monkeypatch.setattr(entrance, "SLOWLY", 0.05)
    monkeypatch.setattr(entrance, "_LONGEST", 0.1)
    tried = []

    async def all_at_once():
        guesses = Guesses()

        def wrong():
            tried.append("wrong")

        guessing = [asyncio.create_task(guesses.weigh("192.0.2.1", wrong)) for _ in range(40)]
        await asyncio.sleep(0.02)
        assert len(tried) == 4
        assert await guesses.weigh("192.0.2.1", lambda: "Ines") == "Ines"
        await asyncio.gather(*guessing)

    done(all_at_once())
    assert len(tried) == 40


def test_nobody_stays_signed_in_for_ever(served, monkeypatch):
    client = served(**GUARD)
    sign_in(client)
    assert client.get("/facts").status_code == 200
    monkeypatch.setattr(entrance, "OLDEST", -1.0)
    assert client.get("/facts").status_code == 303
    monkeypatch.setattr(entrance, "OLDEST", 3600.0)
    assert client.get("/facts").status_code == 303, "what was too old is forgotten"


def test_no_address_of_another_site_is_led_to(served):
    client = served(**GUARD)
    for path in ("/login?next=//evil.example", "//evil.example", "/\\evil.example", "/facts/?x=//evil.example"):
        answer = client.get(path)
        assert "evil" not in answer.headers.get("location", ""), path
    form = {"csrf": csrf(client), "password": PASSWORD, "next": "//evil.example"}
    assert client.post("/login?next=//evil.example", data=form).headers["location"] == "/"
    assert client.get("/facts/").headers.get("location", "/").startswith(("/", "http://localhost/"))


# ---------------------------------------------------------------- read-only


JOINING = {"kind": "merged_sources", "source": "army", "other": "police", "author": "Ines"}
ADDING = {"report": "rep_0123456789abcdef", "words": "seven", "measure": "killed", "item": "people", "author": "Ines"}


def test_read_only_takes_no_decisions_and_keeps_nothing(served, books, desk, waiting):
    client = served(books, read_only=True)
    client.app.state.room.reader = Beside(desk)
    head, word = client.get("/api/v1/counts").json()["head"], csrf(client)
    decision = {"kind": "accepted", "claim": waiting, "author": "Ines"}
    report = "A shell killed seven people in Kharkiv on Monday, police said."
    refused = [
        client.post("/api/v1/decisions", json=decision),
        client.post("/api/v1/decisions/1/undo", json={"author": "Ines"}),
        client.post("/api/v1/read", json={"text": report, "keep": True}),
        client.post(f"/review/{waiting}", data={"csrf": word, "what": "accept", "author": "Ines"}),
        client.post("/undo/1", data={"csrf": word, "author": "Ines"}),
        client.post("/read", data={"csrf": word, "text": report, "keep": "1"}),
        client.post("/api/v1/decisions/sources", json=JOINING),
        client.post("/api/v1/decisions/added", json=ADDING),
        client.post("/source", data={"csrf": word, "name": "army", "other": "police", "what": "merge"}),
        client.post("/reports/rep_0123456789abcdef/claims", data={"csrf": word, "words": "seven"}),
    ]
    assert [answer.status_code for answer in refused] == [403] * 10
    assert client.post("/api/v1/read", json={"text": report}).status_code == 200
    assert client.get("/api/v1/counts").json()["head"] == head
    for path in (f"/claims/{waiting}", "/review", "/decisions", f"/facts/{waiting}"):
        assert "/review/" + waiting not in client.get(path).text


def test_every_route_that_writes_was_asked(demo):
    """A new one has to be added to the tests of read-only mode and of forms."""
    app = make_app(Options(str(demo)))
    paths = {path for path, told in app.openapi()["paths"].items() if "post" in told}
    assert paths == {
        "/api/v1/decisions",
        "/api/v1/decisions/sources",
        "/api/v1/decisions/added",
        "/api/v1/decisions/{number}/undo",
        "/api/v1/read",
        "/api/v1/query",
    }
    pages = {one.path for router in ROUTERS for one in router.routes if "POST" in one.methods}
    assert pages == {
        "/review/{key}",
        "/undo/{number}",
        "/read",
        "/login",
        "/logout",
        "/source",
        "/reports/{key}/claims",
    }
    app.state.room.close()


# ---------------------------------------------------------------- files


CLIMBING = [
    "../app.py",
    "..%2fapp.py",
    "%2e%2e/app.py",
    "..%5capp.py",
    "/etc/passwd",
    "%2fetc%2fpasswd",
    "....//app.py",
]
CLIMBING += ["page.css%00.png", "%00", "x" * 300, "%ed%a0%80", "", "../../../../../../etc/passwd"]


@pytest.mark.parametrize("name", CLIMBING)
def test_no_other_file_is_given_out(client, served, name):
    for one in (client, served(**GUARD)):
        for prefix in ("/static/", "/api/v1/exports/"):
            answer = one.get(prefix + name)
            assert answer.status_code in (303, 401, 404, 405, 422), (prefix, answer.status_code)
            assert "root:" not in answer.text
            assert "import " not in answer.text


def test_names_of_files_that_are_sent_are_ours(client):
    answer = client.get("/api/v1/exports/csv?source=%0d%0aSet-Cookie:%20a=b&of=claims")
    assert "set-cookie" not in answer.headers
    assert answer.headers["content-disposition"] == 'attachment; filename="wirebook-csv.csv"'
    assert client.get("/api/v1/exports/csv%0d%0aX:%20y").status_code == 404
