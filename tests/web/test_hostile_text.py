"""Report text is never taken for HTML: payloads in every field of a ledger, then every page looked at as a tree."""

import dataclasses
import json
import re
from contextlib import closing
from urllib.parse import quote, urlsplit

import lxml.html
import pytest
from hostile_texts import ADDRESSES, TEXTS
from web_clients import Beside, TestClient

from wirebook.ledger.errors import LedgerError
from wirebook.ledger.ledger import open_ledger
from wirebook.outputs.web.app import make_app
from wirebook.outputs.web.render import HERE
from wirebook.outputs.web.state import Options
from wirebook.pipeline import read_text
from wirebook.types import Basis, Dateline, Inference

SOURCES = "\n".join(path.read_text("utf-8") for path in (HERE / "templates").glob("*.html"))
TAGS = set(re.findall(r"<([a-z][a-z0-9]*)", SOURCES))
ATTRIBUTES = {name.lower() for name in re.findall(r"[\s\"}]([a-zA-Z0-9:-]+)=\"", SOURCES)}
ATTRIBUTES |= {"hidden", "download", "required", "selected"}
LINKS = ("href", "src", "action", "formaction", "poster", "data", "data-world", "data-skip", "xlink:href", "srcdoc")
TEXT = """Published: 2025-05-{:02}

A shell killed {} civilians in Kharkiv on Monday, police said; {}.

The army said that it wounded four hundred.
"""
TRICKS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
ALL = {"limit": "500", "since": "2000-01-01"}
LISTS = ["balances", "over-time", "map", "timeline", "facts", "disputes", "promises", "sources", "reports", "export"]


def hostile(reading, word, number):
    """A reading in which every field that a text can reach holds a payload."""
    address = ADDRESSES[number % len(ADDRESSES)]
    told = {"title": word, "publisher": word, "byline": word, "agency": word, "url": address, "origin": word}
    report = dataclasses.replace(
        reading.report, **told, dateline=Dateline(word, None, reading.claims[0].evidence[0]) if number % 2 else None
    )
    claims = tuple(_hostile(claim, word) for claim in reading.claims)
    return dataclasses.replace(
        reading, report=report, claims=claims, sources=tuple(c.source for c in claims if c.source)
    )


def _hostile(claim, word):
    def with_word(part, **more):
        return part and dataclasses.replace(part, written=word, name=word, **more)

    return dataclasses.replace(
        claim,
        quote=word,
        item=word,
        source=claim.source and dataclasses.replace(claim.source, name=word, cue=word, kind="media"),
        place=with_word(claim.place, admin1=word),
        places=(),
        actor=with_word(claim.target, code=word),
        target=with_word(claim.target, code=word),
        period=claim.period and dataclasses.replace(claim.period, written=word, anchor=word),
        amount=claim.amount and dataclasses.replace(claim.amount, written=word),
        rule=word,
        reasons=(Inference("rule", Basis.SHARED_WITH, word, (word,)),),
    )


@pytest.fixture(scope="module")
def poisoned(desk, tmp_path_factory):
    """A ledger in which every payload is in every field, and decisions with them."""
    path = tmp_path_factory.mktemp("poisoned") / f"{quote(TEXTS[0], safe='')}.db"
    with open_ledger(path) as ledger:
        rows = []
        for number, word in enumerate(TEXTS):
            outcome = read_text(TEXT.format(number % 28 + 1, number + 2, TRICKS.sub(" ", word)), desk)
            assert outcome.reading, outcome.problem
            findings = [dataclasses.replace(one, message=word) for one in outcome.findings]
            rows.append((hostile(outcome.reading, word, number), findings))
        ledger.add_all(rows)
        claims = ledger.claims()
        assert len(claims) >= len(TEXTS)
        corrected = 0
        for word, claim in zip(TEXTS, claims, strict=False):
            try:  # of all that a person may correct the source alone takes any words
                ledger.decide("corrected", claim.id, word, word, changes={"source": word})
                corrected += 1
            except LedgerError:
                ledger.decide("accepted", claim.id, word, word)
            if "1" not in word:
                ledger.decide("rejected", claim.id, word[::-1], word)
        assert corrected > len(TEXTS) // 2
        ledger.settle()
    return path


@pytest.fixture(scope="module")
def pages(poisoned, desk):
    app = make_app(Options(str(poisoned), rate=0))
    app.state.room.reader = Beside(desk)
    app.state.room._warmed.set()
    with closing(TestClient(app, base_url="http://localhost", follow_redirects=False)) as client:
        yield client
    app.state.room.close()


def looked_at(answer):
    """The page as a tree, after all that no page may have was looked for."""
    page = lxml.html.document_fromstring(answer.text)
    for one in page.iter():
        assert isinstance(one.tag, str), one
        assert one.tag in TAGS, lxml.html.tostring(one)[:200]
        for name, value in one.attrib.items():
            assert name in ATTRIBUTES, (one.tag, name)
            assert not name.startswith("on")
            assert name not in ("style", "srcdoc", "formaction")
            assert name not in LINKS or is_harmless(value), (one.tag, name, value)
        if one.tag == "script":
            told = one.get("type")
            assert one.get("src", "").startswith("/static/") if told == "module" else told == "application/json"
        if one.tag in ("meta", "link", "base"):
            assert one.getparent().tag == "head"
    assert len(page.findall(".//main")) == len(page.findall(".//footer")) == 1
    assert not TRICKS.search(re.sub(r"(?s)<textarea.*?</textarea>|<input type=.hidden.*?>", "", answer.text))
    assert page.findall(".//footer")[0].getprevious().tag == "main"  # nothing broke out of where it was put
    return page


def is_harmless(address):
    scheme = urlsplit(address).scheme
    if scheme:
        return scheme in ("http", "https") and address.startswith(("http://", "https://"))
    return address[:1] in ("/", "#") and address[1:2] not in ("/", "\\")


def asked(client, path, status=200, **more):
    answer = client.get(path, **more)
    assert answer.status_code == status, (path, answer.text[:300])
    return looked_at(answer)


def safe(word):
    return TRICKS.sub("\ufffd", word)


def test_there_are_many():
    assert len(TEXTS) == len(set(TEXTS)) > 90
    assert {"img", "iframe", "style", "math", "base", "object"}.isdisjoint(TAGS)
    assert not [name for name in ATTRIBUTES if name.startswith("on")]


@pytest.mark.parametrize("name", ["", *LISTS, "review", "decisions", "sql", "read", "login"])
def test_every_list_is_a_page_of_ours(pages, name):
    page = asked(pages, f"/{name}", params=ALL)
    if name in ("facts", "sources", "reports"):
        shown = " ".join(" ".join(page.itertext()).split())
        for word in ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;", "<svg onload=alert(1)>"):
            assert word in shown, word
    for part in page.iter("script"):
        if part.get("type") == "application/json":
            json.loads(part.text)


def test_the_map_has_its_names_exactly(pages):
    page = asked(pages, "/map", params=ALL)
    [block] = [part.text for part in page.iter("script") if part.get("type") == "application/json"]
    assert "<" not in block
    with_names = {place["place"] for place in json.loads(block)}
    assert with_names <= set(TEXTS)
    assert len(with_names) > len(TEXTS) / 2
    assert any("</script>" in name for name in with_names)


def test_every_report_claim_and_fact(pages, poisoned):
    with open_ledger(poisoned, read_only=True) as ledger:
        claims, facts, reports = ledger.claims(), ledger.facts(), ledger.reports()
    assert len(reports) == len(TEXTS)
    assert len(claims) > len(TEXTS)
    titles = set()
    for report in reports:
        page = asked(pages, f"/reports/{report.id}")
        titles.add(page.find(".//h1").text_content())
        outside = [a.get("href") for a in page.iter("a") if "://" in a.get("href")]
        assert outside in ([], [report.url])
        text = next(one for one in page.iter("div") if one.get("id") == "text")
        codes = [one.text_content() for one in text.iter("sup")]
        assert len(text.text_content()) >= len(report.text.strip()) - sum(map(len, codes)) - report.text.count("\r")
    assert {" ".join(one.split()) for one in titles} == {" ".join(safe(word).split()) for word in TEXTS}
    for claim in claims[:: len(claims) // 60]:
        asked(pages, f"/claims/{claim.id}")
        asked(pages, f"/review/{claim.id}")
    for fact in facts[:: len(facts) // 40]:
        asked(pages, f"/facts/{fact.id}")


@pytest.mark.parametrize("name", [*LISTS, "search", "sql", "review"])
def test_what_is_asked_for_is_text_too(pages, name):
    for word in TEXTS[::4]:
        if "\x00" in word:
            continue
        given = {"place": word, "source": word, "account": word, "words": word, "run": word, "sql": word, "of": word}
        page = asked(pages, f"/{name}", params={key: value[:200] for key, value in given.items()})
        if name == "search":
            fields = [one.get("value") for one in page.iter("input") if one.get("name") == "words"]
            assert {one.replace("\r\n", "\n") for one in fields} == {safe(word[:200]).replace("\r\n", "\n")}


def test_mistakes_are_text(pages):
    for word in TEXTS:
        answer = pages.get(f"/{quote(word, safe='')}")
        assert answer.status_code in (404, 405)
        looked_at(answer)
        answer = pages.get("/facts", params={"since": word, "cursor": word[:100]})
        assert answer.status_code == 422
        looked_at(answer)
        assert pages.get("/api/v1/facts", params={"since": word}).headers["content-type"] == "application/json"


def test_rows_of_a_question_are_text(pages):
    for word in TEXTS:
        if "\x00" in word:
            continue
        told, name = word.replace("'", "''"), word.replace('"', '""')
        page = asked(pages, "/sql", params={"sql": f"SELECT '{told}' AS \"{name}\" -- </textarea>"})
        assert len(page.findall(".//textarea")) == 1
        cells = [cell.text_content() for cell in page.iter("td")]
        assert len(cells) == 1
        found = pages.post("/api/v1/query", json={"sql": f"SELECT '{told}' AS x"})
        assert found.json()["rows"] == [{"x": word}]
        assert found.headers["content-type"] == "application/json"
    page = asked(pages, "/sql", params={"sql": "SELECT title, body FROM reports JOIN readings ON report = reports.id"})
    assert len(page.findall(".//textarea")) == 1


def test_what_is_pasted_and_decided_is_text(pages):
    word = re.search(r'name="csrf" value="([^"]+)"', pages.get("/read").text)[1]
    waiting = pages.get("/api/v1/queue?limit=1").json()["items"][0]["claim"]
    for payload in TEXTS[::8]:
        head = f"Title: {payload}\nURL: {payload}\nPublished: 2025-05-01"
        text = f"{head}\n\nTwo people died in Kyiv, police said. {payload}"
        answer = pages.post("/read", data={"csrf": word, "text": text})
        page = looked_at(answer)
        if answer.status_code == 400:  # a text with such characters is not read at all
            assert TRICKS.search(payload)
            continue
        assert [a.get("href") for a in page.iter("a") if a.get("href").startswith("#row-")]
        [kept] = [one.get("value") for one in page.iter("input") if one.get("name") == "text"]
        if not TRICKS.search(payload) and "\ufffe" not in payload:
            assert kept.replace("\r\n", "\n") == text.replace("\r\n", "\n")
        form = {"csrf": word, "what": "correct", "author": payload, "why": payload, "set_item": payload}
        looked_at(pages.post(f"/review/{waiting}", data=form))
        looked_at(pages.post(f"/review/{waiting}", data={**form, "set_place": payload, "set_number": payload}))
        bad = pages.post("/read", data={"csrf": word, "text": payload[:1]}, files={"file": (payload, payload.encode())})
        assert bad.status_code in (200, 400)
        looked_at(bad)


def test_a_brief_and_other_exports_hold_text(pages):
    brief = lxml.html.document_fromstring(pages.get("/api/v1/exports/brief").text)
    assert {"script", "img", "iframe", "svg", "form", "base"}.isdisjoint({one.tag for one in brief.iter()})
    assert not [name for one in brief.iter() for name in one.attrib if name.startswith("on")]
    assert all(is_harmless(a.get("href")) for a in brief.iter("a") if a.get("href"))
    for name in ("geojson", "claimreview", "jsonl", "csv", "xlsx"):
        answer = pages.get(f"/api/v1/exports/{name}")
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment")
