"""Every kind of input from a real file: told apart by itself, its text whole, what it says of itself kept apart."""

import csv
import gzip
import io
import json

import inputs_made as made
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirebook.intake import Intake, Item, items, receive_item
from wirebook.intake.kinds import HEAD, KINDS, kind_of
from wirebook.intake.page import read_page
from wirebook.types import Problem

PAGES = [
    ("https://wire.example/1", made.page().encode(), "text/html; charset=utf-8", 200),
    ("https://wire.example/gone", b"<p>Not found</p>", "text/html", 404),
    ("https://wire.example/photo.jpg", b"\xff\xd8\xff", "image/jpeg", 200),
    ("https://wire.example/2", made.page("Second raid").encode(), "text/html", 200),
]


def table(mark=","):
    file = io.StringIO()
    writer = csv.DictWriter(file, made.rows()[0], delimiter=mark)
    writer.writeheader()
    writer.writerows(made.rows())
    return file.getvalue().encode()


ONE = {
    "story.txt": made.TEXT.encode(),
    "story.html": made.page().encode(),
    "saved page": made.page().encode(),
    "utf16.html": made.page().encode("utf-16"),
    "story.pdf": made.pdf(),
    "story.docx": made.word(),
    "story.eml": made.message(),
    "page.eml": made.message(html=True),
    "story.html.gz": gzip.compress(made.page().encode()),
    "story.txt.zst": pa.compress(made.TEXT.encode(), codec="zstd", asbytes=True),
}
SEVERAL = {
    "news.rss": (made.rss([(made.TITLE, made.ADDRESS, "".join(f"<p>{p}</p>" for p in made.PARAGRAPHS))]).encode(), 1),
    "news.atom": (made.atom(made.TITLE, made.ADDRESS, made.page()).encode(), 1),
    "crawl.warc": (made.warc(PAGES), 2),
    "crawl.warc.gz": (made.warc(PAGES, packed="gz"), 2),
    "whole.warc.gz": (gzip.compress(made.warc(PAGES)), 2),
    "crawl.warc.zst": (made.warc(PAGES, packed="zst"), 2),
    "crawl.wacz": (made.wacz(made.warc(PAGES, packed="gz")), 2),
    "rows.jsonl": ("\n".join(map(json.dumps, made.rows())).encode(), 2),
    "rows.jsonl.gz": (gzip.compress("\n".join(map(json.dumps, made.rows())).encode()), 2),
    "rows.json": (json.dumps({"articles": made.rows()}, indent=1).encode(), 2),
    "list.json": (json.dumps(made.rows()).encode(), 2),
    "rows.csv": (table(), 2),
    "rows.tsv": (table("\t"), 2),
    "rows.parquet": (made.parquet(), 2),
    "result.json": (made.telegram().encode(), 2),
}


def taken(path, **options):
    """The reports behind a name, and the problems."""
    intake = Intake(**options)
    reports, problems = [], []
    for item in items([str(path)], intake):
        received, problem = (None, item) if isinstance(item, Problem) else receive_item(item, intake)
        reports += [received.report] if received else []
        problems += [problem] if problem else []
    return reports, problems


def words(text):
    return " ".join(text.split())


@pytest.mark.parametrize("name", ONE)
def test_a_story_is_whole_whatever_it_comes_in(name, tmp_path):
    (tmp_path / name).write_bytes(ONE[name])
    (report,), problems = taken(tmp_path / name)
    assert problems == []
    at = 0
    for paragraph in made.PARAGRAPHS:
        at = words(report.text).index(paragraph, at)
    for strange in (
        "Home",
        "Most read",
        "Ten killed",
        "train crash",
        "bags of sand",
        "Copyright",
        "Page 1",
        "Daily Bulletin",
    ):
        assert strange not in report.text
    assert (report.dateline.place, report.agency) == ("KYIV", "Steppe Press")


@pytest.mark.parametrize("name", SEVERAL)
def test_each_report_of_several_is_found(name, tmp_path):
    data, count = SEVERAL[name]
    (tmp_path / name).write_bytes(data)
    reports, problems = taken(tmp_path / name)
    assert (len(reports), problems) == (count, [])
    assert made.PARAGRAPHS[0] in words(reports[0].text)
    assert len({report.origin for report in reports}) == count


@pytest.mark.parametrize("name", [*ONE, *SEVERAL])
def test_the_kind_is_told_without_the_name(name):
    """By the bytes alone, but for a table and a page without a head, which begin like any text."""
    data = ONE.get(name) or SEVERAL[name][0]
    assert name.endswith((".csv", ".tsv")) or kind_of(data[:HEAD]) == kind_of(data[:HEAD], name)


def test_what_a_page_says_of_itself_is_kept_apart(tmp_path):
    (tmp_path / "p.html").write_text(made.page(), encoding="utf-8")
    (report,), _ = taken(tmp_path / "p.html")
    assert (report.title, report.publisher, report.byline) == (made.TITLE, "Dnipro Wire", "Olha Koval")
    assert (report.published, report.updated, report.url) == (made.DAY, made.LATER, made.ADDRESS)
    assert report.text[slice(*report.headline)] == made.TITLE
    assert report.language == "en"


def test_a_message_and_a_row_say_who_and_when(tmp_path):
    (tmp_path / "m.eml").write_bytes(made.message())
    (report,), _ = taken(tmp_path / "m.eml")
    assert (report.title, report.publisher, report.published) == (made.TITLE, "Steppe Press", made.DAY)
    (tmp_path / "r.parquet").write_bytes(made.parquet())
    (report, other), _ = taken(tmp_path / "r.parquet")
    assert (report.publisher, report.published, report.url) == ("wire.example", made.DAY, made.ADDRESS)
    assert (other.publisher, other.published) == (None, "2031-03-04")


def test_a_channels_words_in_links_are_kept(tmp_path):
    (tmp_path / "result.json").write_text(made.telegram(), encoding="utf-8")
    (_, report), _ = taken(tmp_path / "result.json")
    assert report.text == "Nine people were killed in Dnipro, the governor said."
    assert (report.publisher, report.published) == ("Air Watch", "2031-03-05")


def test_columns_may_be_named(tmp_path):
    (tmp_path / "t.csv").write_text(
        f"k,prosa,tag\n1,{made.PARAGRAPHS[2]!r},2031-03-05\n".replace("'", '"'), encoding="utf-8"
    )
    assert "no column of it is known to hold a text" in taken(tmp_path / "t.csv")[1][0].what
    (report,), _ = taken(tmp_path / "t.csv", columns=(("text", "prosa"), ("published", "tag")))
    assert report.published == "2031-03-05"
    assert "no column 'prose'" in taken(tmp_path / "t.csv", columns=(("text", "prose"),))[1][0].what


def test_folders_and_patterns_are_taken_by_name(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("2.txt", "b/1.txt", ".hidden", "3.html"):
        (tmp_path / name).write_text(made.page() if name.endswith("html") else made.TEXT, encoding="utf-8")
    found = [item.origin for item in items([str(tmp_path)], Intake())]
    assert found == [str(tmp_path / name) for name in ("2.txt", "3.html", "b/1.txt")]
    assert [item.origin for item in items([str(tmp_path / "*.txt")], Intake())] == [str(tmp_path / "2.txt")]
    assert "no file fits" in next(items([str(tmp_path / "*.doc")], Intake())).what


# ---------------------------------------------------------------- hostile input


@pytest.mark.parametrize(("packed", "cut"), [("", 40), ("gz", 40), ("zst", 5), ("", 1500)])
def test_a_cut_crawl_gives_all_whole_records_and_one_problem(packed, cut, tmp_path):
    path = tmp_path / f"cut.warc{'.' * bool(packed)}{packed}"
    path.write_bytes(made.warc(PAGES * 3, packed=packed)[:-cut])
    reports, problems = taken(path)
    assert len(reports) >= (5 if packed != "zst" else 0)
    assert len(problems) == 1
    assert "damaged or cut" in problems[0].what


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(b"a" * 60_000_000),
        pa.compress(b"a" * 60_000_000, codec="zstd", asbytes=True),
        gzip.compress(gzip.compress(made.TEXT.encode())),
        gzip.compress(made.TEXT.encode())[:-20],
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>',
        b"<html><body>" + b"<div>" * 5000 + made.TEXT.encode() + b"</body></html>",
        b'{"messages": [[[' * 2000,
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b"PAR1" + b"\0" * 500 + b"PAR1",
        b"PK\x03\x04word/" + b"\0" * 900,
        b"WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n",
        b"<html><body><p>" + b"\xff\xfe" * 400,
    ],
)
def test_hostile_bytes_are_a_problem_and_no_crash(data, tmp_path):
    (tmp_path / "hostile").write_bytes(data)
    reports, problems = taken(tmp_path / "hostile")
    assert reports == []
    assert all(problem.what and problem.remedy for problem in problems)


def test_an_encoding_that_lies_is_not_believed(tmp_path):
    text = made.page(paragraphs=(made.PARAGRAPHS[0] + " “Café”", *made.PARAGRAPHS[1:]))
    (tmp_path / "u.html").write_bytes(text.replace('charset="utf-8"', 'charset="windows-1251"').encode())
    (tmp_path / "w.html").write_bytes(text.encode("cp1252"))
    for name in ("u.html", "w.html"):
        (report,), _ = taken(tmp_path / name)
        assert "“Café”" in report.text


@settings(max_examples=300, deadline=None)
@given(kind=st.sampled_from(KINDS), data=st.data())
def test_no_bytes_break_a_reader(kind, data):
    """Real files of each kind with bytes put out, put in or changed."""
    whole = data.draw(st.sampled_from(sorted([*ONE.values(), *(several for several, _ in SEVERAL.values())])))
    at = data.draw(st.integers(0, len(whole)))
    broken = whole[:at] + data.draw(st.binary(max_size=12)) + whole[at + data.draw(st.integers(0, 40)) :]
    receive_item(Item("broken", broken, kind), Intake(max_bytes=200_000))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=30), min_size=1))
def test_words_in_links_are_never_lost(parts):
    """Any words, linked or not, in paragraphs that a page closes with a full stop, come out in their order."""
    inside = [
        " ".join(f"{part} {number}x".replace("<", "").replace("&", "").split()) for number, part in enumerate(parts)
    ]
    linked = " ".join(f"<a href='/{n}'>{part}</a>" if n % 2 else part for n, part in enumerate(inside))
    page = made.page(paragraphs=(f"It was said that {linked} in Dnipro on Wednesday.", *made.PARAGRAPHS[1:]))
    text, _ = read_page(page)
    for number in range(len(inside)):
        assert f"{number}x" in text


@pytest.mark.parametrize("name", ["story.pdf", "story.docx"])
def test_the_day_a_file_was_made_is_no_day_of_publication(name, tmp_path):
    (tmp_path / name).write_bytes(ONE[name])
    (report,), _ = taken(tmp_path / name)
    assert report.published is None
    assert (report.title, report.byline) == (made.TITLE, "Olha Koval")
