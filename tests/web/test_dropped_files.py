"""What is pasted or dropped on the page to read with: read, or told why not; nothing is ever fetched for it."""

import gzip
import io
import re
import socket
import zipfile

import lxml.html
import pytest
from web_clients import DISPATCHES

BODY = "A shell killed seven people in Kharkiv on Monday, police said."
DATED = f"Published: 2025-05-20\n\n{BODY}"
ITEM = "<item><title>One</title><link>https://wire.example/{}</link><description>" + BODY + "</description></item>"
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{ITEM.format(1)}{ITEM.format(2)}
</channel></rss>"""
WARC = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://wire.example/\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
ENTITIES = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c SYSTEM "file:///etc/passwd"><!ENTITY d SYSTEM "http://127.0.0.1:9/d">]><html><p>&b;&c;&d;</p></html>"""


@pytest.fixture
def word(writing):
    return re.search(r'name="csrf" value="([^"]+)"', writing.get("/login").text)[1]


@pytest.fixture(autouse=True)
def offline(monkeypatch):
    """Whoever reaches for the network is found out."""
    reached = []
    monkeypatch.setattr(socket.socket, "connect", lambda _, address: reached.append(address))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *told, **_: reached.append(told) or [])
    yield
    assert not reached


def packed(data):
    return gzip.compress(data)


def zipped(**files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


READ = {"a.txt": DATED.encode(), "a.txt.gz": packed(DATED.encode()), "../../a.txt": DATED.encode()}
READ |= {"a.html": f"<html><body><article><p>{BODY}</p><p>{BODY}</p></article></body></html>".encode()}


@pytest.mark.parametrize("name", READ)
def test_a_file_is_read_and_kept_only_when_asked(writing, word, name):
    before = writing.get("/api/v1/counts").json()["head"]
    answer = writing.post("/read", data={"csrf": word}, files={"file": (name, READ[name])})
    assert answer.status_code == 200, answer.text
    assert "killed" in answer.text
    assert writing.get("/api/v1/counts").json()["head"] == before
    answer = writing.post("/read", data={"csrf": word, "keep": "1"}, files={"file": (name, READ[name])})
    assert answer.status_code == 303
    assert writing.get(answer.headers["location"]).status_code == 200
    assert writing.get("/api/v1/counts").json()["head"] == before + 1


MANY = {"feed.xml": FEED.encode(), "crawl.warc": WARC * 3, "rows.jsonl": b'{"text": "a"}\n{"text": "b"}\n'}


@pytest.mark.parametrize("name", MANY)
def test_a_file_of_many_reports_says_so(writing, word, name):
    answer = writing.post("/read", data={"csrf": word}, files={"file": (name, MANY[name])})
    assert answer.status_code == 400
    assert "it holds several reports" in answer.text
    assert "wirebook read FILE" in answer.text


BAD = {
    "bomb.txt.gz": packed(b"a" * 60_000_000),
    "bombs.gz": packed(packed(packed(b"a" * 60_000_000))),
    "bomb.docx": zipped(**{"word/document.xml": b"<w>" + b"a" * 60_000_000, "[Content_Types].xml": b"<Types/>"}),
    "bomb.zip": zipped(**{"a.txt": b"a" * 60_000_000}),
    "cut.gz": packed(DATED.encode())[:20],
    "cut.pdf": b"%PDF-1.7\n1 0 obj",
    "entities.html": ENTITIES.encode(),
    "entities.xml": ENTITIES.encode(),
    "empty.txt": b"",
    "noise.bin": bytes(range(256)) * 50,
    "picture.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 500,
    "list.txt": b"http://127.0.0.1:9/one\nhttp://169.254.169.254/latest/meta-data/\n",
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_none_is_told(writing, word, name):
    answer = writing.post("/read", data={"csrf": word}, files={"file": (name, BAD[name])})
    assert answer.status_code in (200, 400), name
    assert "root:" not in answer.text
    assert "failed on it" not in answer.text, answer.text
    if answer.status_code == 400:
        assert 'role="alert"' in answer.text


PASTED = [
    "http://127.0.0.1:9/",
    "https://wire.example/feed",
    "file:///etc/passwd",
    "/etc/passwd",
    "-",
    "~/x",
    "C:\\x.txt",
]
PASTED += [f"URL: http://127.0.0.1:9/\n\n{BODY}", FEED, ENTITIES, '<img src="http://127.0.0.1:9/">', "*", "../*"]


@pytest.mark.parametrize("text", PASTED)
def test_what_is_pasted_is_text_and_never_fetched(writing, word, text):
    for answer in (
        writing.post("/read", data={"csrf": word, "text": text}),
        writing.post("/api/v1/read", json={"text": text}),
    ):
        assert answer.status_code in (200, 400)
        assert "root:" not in answer.text


def test_a_long_text_may_be_pasted(writing, word):
    """More than a mebibyte, which is what a field of a form may hold unless told otherwise."""
    long = "Ничего не случилось. " * 40_000  # no English: it is refused before it is parsed
    answer = writing.post("/read", data={"csrf": word}, files={"text": (None, long.encode())})
    assert answer.status_code == 400
    assert "English" in answer.text


def test_the_balances_of_a_report_that_is_not_kept_lead_to_its_claims(writing, word):
    """A claim that is in no ledger has no page of its own."""
    told = (DISPATCHES[0] / "09_red_sea_navy_statement.txt").read_text("utf-8")
    page = lxml.html.document_fromstring(writing.post("/read", data={"csrf": word, "text": told}).text)
    rows = {one.get("id") for one in page.iter("tr")}
    links = [a.get("href") for figure in page.iter("figure") for a in figure.iter("a")]
    assert len(links) > 3
    assert {link.removeprefix("#") for link in links} <= rows


PARAGRAPHS = (BODY, "Two more died in hospital, the governor said.", "Nobody has claimed the attack.")


@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r"])
def test_a_paste_of_several_paragraphs_is_read_as_it_was_pasted(writing, word, ends):
    """Browsers send the lines of a form with CRLF between them: in the report they end as everywhere else."""
    text = f"Published: 2025-05-20{ends * 2}{(ends * 2).join(PARAGRAPHS)}"
    shown = writing.post("/read", data={"csrf": word, "text": text})
    assert shown.status_code == 200
    tree = lxml.html.document_fromstring(shown.text)
    assert "\ufffd" not in shown.text
    assert "&#13;" not in shown.text
    assert "\n\n".join(PARAGRAPHS) in tree.text_content()
    ours, plain = (
        writing.post("/api/v1/read", json={"text": one}).json()["reports"][0]
        for one in (text, text.replace(ends, "\n"))
    )
    assert ours == plain  # the report's id is of its text
    assert ours["claims"]
    kept = {writing.post("/read", data={"csrf": word, "text": text, "keep": "1"}).headers["location"]}
    kept.add(
        writing.post("/read", data={"csrf": word, "text": text.replace(ends, "\n"), "keep": "1"}).headers["location"]
    )
    assert len(kept) == 1
