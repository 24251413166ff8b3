"""Files that ask for far more work than they are long: bounded in work, and told with what to do."""

import gzip
import json
import resource
import subprocess
import sys
from pathlib import Path

import inputs_made as made
import pytest
from test_inputs import PAGES, taken

from wirebook.intake import InputItem, Intake, items, receive
from wirebook.intake.expand import _of_bytes
from wirebook.intake.sniffing import HEAD, SEVERAL, is_program, kind_of
from wirebook.intake.transport.paths import fitting, inside
from wirebook.pipeline import Settings, open_inputs
from wirebook.types import Problem

SENTENCE = "Five people were killed in Kyiv on Monday, police said."
_HEAD = b"Subject: a\nTo: c@d.example\nFrom: a@b.example\n"
_MIXED = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=X\n\n"


def _letter(head):
    return _HEAD + head + b"\n" + SENTENCE.encode() + b"\n"


def _nested(depth, lines):
    parts = b"".join(
        b"Content-Type: multipart/mixed; boundary=X%d\n\n--X%d\n" % (number, number) for number in range(depth)
    )
    return _HEAD + parts + b"Content-Type: text/plain\n\n" + b"a\n" * lines


def _wide(columns, rows):
    head = ",".join(["text", "url", *(f"c{number}" for number in range(columns))])
    row = SENTENCE.replace(",", "") + ",x" + ",x" * columns
    return f"{head}\n{f'{row}{chr(10)}' * rows}".encode()


def _rss(inside):
    item = f"<item><title>{inside}</title><description>y</description></item>"
    return f'<rss version="2.0"><channel>{item}</channel></rss>'.encode()


CASES = {
    "a sender of 50,000 addresses": lambda: b"Subject: a\nTo: c@d.example\nFrom: " + b"a@b, " * 50_000 + b"\n\nhi\n",
    "100,000 parts": lambda: _HEAD + _MIXED + b"--X\nContent-Type: text/plain\n\nhi\n" * 100_000 + b"--X--\n",
    "parts inside each other, and lines": lambda: _nested(300, 2_000_000),
    "a header of a megabyte": lambda: _letter(b"Content-Type: text/plain; " + b"a=b; " * 200_000 + b"\n"),
    "a first line of a mailbox without end": lambda: b"From 00:00 \n" + _HEAD + b"\nFrom " + b"00:00 " * 300_000,
    "comments before a page": lambda: b"<!---->" * 1000 + b"x",
    "elements never closed": lambda: b"<html><body>" + b"<p><b><i>" * 100_000 + SENTENCE.encode(),
    "links in one line": lambda: b"<html><body><p>" + b"<a>x</a> y " * 19_000 + SENTENCE.encode(),
    "scripts in one line": lambda: b"<html><body><p>" + b"<script></script>xyzw " * 30_000 + SENTENCE.encode(),
    "paragraphs of shared things": lambda: (
        b"<html><body>" + b"<div class=share><p>x</p></div>" * 19_000 + SENTENCE.encode()
    ),
    "a feed of links": lambda: _rss("<a>" * 50_000 + "x"),
    "a feed of elements never closed": lambda: b'<?xml version="1.0"?><rss>' + b"<a>" * 200_000,
    "a million columns": lambda: _wide(1_000_000, 5),
    "columns in many rows": lambda: _wide(4000, 500),
    "a header of blanks": lambda: b"Title: x" + b" " * 1_000_000 + b"y\n\n" + SENTENCE.encode(),
    "a text of lists": lambda: b'{"messages": [{"id": 1, "text": ' + b"[" * 900 + b'"x"' + b"]" * 900 + b"}]}",
}
SECONDS = 90  # of computing for all of them; one that grows with the square of its length takes many times that


def _open_all():
    """Each case opened and read as far as its text, in a process that is ended when it takes too long."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
    intake = Intake()
    for name, case in CASES.items():
        data = case()
        kind = "mbox" if "mailbox" in name else kind_of(data[:HEAD], "x.csv" if "columns" in name else "")
        found = list(_of_bytes(data, "f", intake, kind)) if kind in SEVERAL else [InputItem("f", data, kind)]
        told = [one.what for one in found if isinstance(one, Problem)]
        print(json.dumps([name, kind, len(found), told[:1]]), flush=True)  # noqa: T201 - for the test
        if kind == "page":
            receive(data, "f.html", intake)
        elif kind == "feed":
            for one in found:
                receive(one.data, "f.html", intake) if isinstance(one, InputItem) else None
    print("done", flush=True)  # noqa: T201 - as above


@pytest.fixture(scope="module")
def opened():
    done = subprocess.run(
        [sys.executable, __file__], capture_output=True, text=True, check=False, cwd=Path(__file__).parent
    )
    lines = done.stdout.splitlines()
    assert lines[-1:] == ["done"], f"ended after {lines[-1:]}: {done.stderr[-400:]}"
    return {name: told for name, *told in map(json.loads, lines[:-1])}


def test_no_file_takes_more_work_than_its_length_lets_expect(opened):
    assert opened.keys() == CASES.keys()


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("a sender of 50,000 addresses", "its header From is longer than 2,000 characters"),
        ("100,000 parts", "it has more than 500 parts"),
        ("parts inside each other, and lines", "its 300 parts with parts of their own are too many"),
        ("a header of a megabyte", "its header Content-Type is longer than 8,000 characters"),
        ("a million columns", "it has 1,000,002 columns (the limit is 5,000)"),
    ],
)
def test_what_is_refused_says_why(name, what, opened):
    _, count, told = opened[name]
    assert count == 1
    assert what in told[0]


def test_what_is_large_and_plain_is_read(opened):
    assert opened["columns in many rows"][1:] == [500, []]
    assert opened["comments before a page"][0] == "text"


def test_letters_that_people_send_are_read():
    many = ", ".join(f"Reader {number} <r{number}@desk.example>" for number in range(2000))
    letter = made.message().replace(b"To: you@desk.example", b"To: " + many.encode())
    received, problem = receive(letter, "m.eml", Intake())
    assert problem is None
    assert received.report.publisher == "Steppe Press"
    parts = b"".join(b"--X\nContent-Type: text/plain\n\nNews of hour %d.\n" % hour for hour in range(100))
    received, problem = receive(_HEAD + _MIXED + parts + b"--X--\n", "m.eml", Intake())
    assert problem is None
    assert received.report.text.count("News of hour") == 100


@pytest.mark.parametrize("inside", ["<p><b>" * 30_000, "<div>" * 300, "<p>x" * 50_000])
def test_a_page_that_is_overgrown_is_told_as_such(inside):
    received, problem = receive(f"<html><body>{inside}{SENTENCE}".encode(), "p.html", Intake())
    assert received is None
    assert "made of more elements, or deeper ones" in problem.what


def test_a_small_file_of_very_many_reports_ends(tmp_path):
    rows = "text\n" + f"{SENTENCE.replace(',', '')}\n" * 5000
    (tmp_path / "t.csv.gz").write_bytes(gzip.compress(rows.encode()))
    found = list(items([str(tmp_path)], Intake(max_bytes=50_000)))
    assert len(found) == 1001
    assert "more reports than are read out of one file (1,000)" in found[-1].what


# ---------------------------------------------------------------- crawls that were cut


def _ends(crawl, packed):
    """Where the last record begins, as far as it can be seen from outside."""
    if packed == "gz":
        return [at for at in range(len(crawl)) if crawl[at : at + 3] == b"\x1f\x8b\x08"][len(PAGES) - 1]
    return crawl.rindex(b"WARC/1.") if not packed else 0


@pytest.mark.parametrize("packed", ["", "gz", "whole"])
def test_a_crawl_cut_anywhere_in_its_last_record_says_so(packed, tmp_path):
    crawl = made.warc(PAGES, packed="gz" if packed == "gz" else "")
    start = _ends(crawl, packed) if packed != "whole" else 1
    crawl = gzip.compress(crawl) if packed == "whole" else crawl
    path = tmp_path / f"c.warc{'.gz' * bool(packed)}"
    for at in range(start + 1, len(crawl)):
        path.write_bytes(crawl[:at])
        found = list(_crawled(path))
        whole = sum(isinstance(one, InputItem) for one in found)
        problems = [one for one in found if isinstance(one, Problem)]
        assert len(problems) == 1, at
        assert whole >= 1 or packed == "whole"
        assert "damaged or cut" in problems[0].what
    path.write_bytes(crawl)
    assert sum(isinstance(one, InputItem) for one in _crawled(path)) == 2


def _crawled(path):
    from wirebook.intake.formats.web_archive import warc_items  # noqa: PLC0415

    with path.open("rb") as file:
        yield from warc_items(file, "c", Intake())


# ---------------------------------------------------------------- links, broken readers, programs


def test_links_to_files_outside_a_folder_are_not_followed(tmp_path):
    (tmp_path / "secret.txt").write_text(made.TEXT, encoding="utf-8")
    folder = tmp_path / "news"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "1.txt").write_text(made.TEXT, encoding="utf-8")
    (folder / "2.txt").symlink_to(folder / "a" / "1.txt")
    (folder / "3.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "a" / "4.txt").symlink_to("../../secret.txt")
    for found in (
        inside(str(folder)),
        fitting(f"{folder}/**/*.txt"),
        [*fitting(f"{folder}/*.txt"), *fitting(f"{folder}/a/*.txt")],
    ):
        paths = [one if isinstance(one, str) else one.where for one in found if isinstance(one, str)]
        assert sorted(Path(path).name for path in paths) == ["1.txt", "2.txt"]
    problems = [one for one in inside(str(folder)) if isinstance(one, Problem)]
    assert [Path(one.where).name for one in problems] == ["3.txt", "4.txt"]
    assert all("outside the folder" in one.what and "secret.txt" in one.what for one in problems)
    assert [item.origin for item in items([str(folder / "3.txt")], Intake())] == [str(folder / "3.txt")]


def test_a_reader_that_breaks_on_one_file_of_a_folder_costs_no_other(tmp_path, monkeypatch):
    from wirebook.intake import expand as inputs  # noqa: PLC0415

    for name in ("1.jsonl", "2.jsonl", "3.jsonl"):
        (tmp_path / name).write_bytes(made.json_lines())
    really = inputs._OF_BYTES["lines"]

    def broken(data, where, intake):
        assert "2.jsonl" not in where
        return really(data, where, intake)

    monkeypatch.setitem(inputs._OF_BYTES, "lines", broken)
    found = list(open_inputs([str(tmp_path)], Settings()))
    assert sum(isinstance(one, InputItem) for one in found) == 4
    (outcome,) = [one for one in found if not isinstance(one, InputItem)]
    assert outcome.problem.where.endswith("2.jsonl")


_IMPORTS = "from feeds import text, title, url\nfrom site import date, body, link\n\n\n"
_SCRIPT = "import { text, title } from 'page';\n\nexport function read(url) {\n"
PROGRAMS = {
    "feeds.py": f"{_IMPORTS}def read(text, url):\n    return text\n",
    "page.js": f"{_SCRIPT}  const body = text(url);\n  return body;\n}}\n",
    "run.sh": "#!/bin/sh\ntext,url\n" + SENTENCE,
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_is_no_table_and_no_report(name, tmp_path):
    (tmp_path / name).write_text(PROGRAMS[name], encoding="utf-8")
    reports, (problem,) = taken(tmp_path)
    assert reports == []
    assert "the source of a program" in problem.what


@pytest.mark.parametrize(
    "text",
    [
        made.TEXT,
        "Losses of the day:\n- 5 tanks;\n- 3 drones;\n- 12 vehicles.\n",
        "# Night raid\n\n* Nine dead in Dnipro\n* 23 wounded\n* If it is confirmed, the toll rises\n",
        "for the third day\nwith no water\nif the road\nreturn of the dead\nwas agreed\n",
        "KYIV (Reuters) - Nine died.\nLVIV (AP) - Two died.\nODESA (AFP) - One died.\n",
    ],
)
def test_what_people_write_is_no_program(text):
    assert not is_program(text.encode())


def test_rows_below_a_head_make_a_table():
    head = "title,text,url\n"
    for rows, kind in (
        (f"a,{SENTENCE.replace(',', '')},u\n", "table"),
        (f'"a","{SENTENCE}","u"\n', "table"),
        ("", "table"),
        ("This is what a line in a diary says after that\n", "text"),
    ):
        assert kind_of((head + rows).encode()) == kind


if __name__ == "__main__":
    _open_all()
