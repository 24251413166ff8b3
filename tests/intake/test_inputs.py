"""Every kind of input from a real file: told apart by itself, its text whole, what it says of itself kept apart."""

import csv
import email
import email.message
import email.policy
import gzip
import io
import json
import os

import inputs_made as made
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirebook.intake import InputItem, Intake, items, receive, receive_item
from wirebook.intake.formats.feed import feed_items
from wirebook.intake.formats.html import read_page
from wirebook.intake.sniffing import HEAD, KINDS, kind_of
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
    "saved.mhtml": made.saved_by_a_browser(),
    "pieces.docx": made.word_with_everything(),
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
    "enclosing.eml": (made.enclosing(), 6),
    "kept.mbox": (made.mailbox(), 2),
    "crawl.wet": (made.crawled_texts(), 1),
    "long lines": (made.json_lines(), 2),
    "small.json": (json.dumps({"articles": made.rows()}).encode(), 2),
    "rows without a name": (table(), 2),
    "spreadsheet.csv": (b"sep=;\r\n" + table(";"), 2),
    "result.json": (made.telegram().encode(), 2),
}


def taken(path, **options):
    """The reports behind a name, and the problems."""
    intake = Intake(**options)
    reports, problems = [], []
    for item in items([str(path)], intake):
        received, problem = (None, item) if isinstance(item, Problem) else receive_item(item, intake)
        reports += [received.report] if received else []
        problems += [problem] if problem else received.notes
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
    assert len(reports) == count
    assert [problem.where.rpartition("!")[2] for problem in problems] == ["scan.jpg"] * (name == "enclosing.eml")
    assert made.PARAGRAPHS[0] in words(reports[name == "enclosing.eml"].text)
    assert len({report.origin for report in reports}) == count


@pytest.mark.parametrize("name", [*ONE, *SEVERAL])
def test_the_kind_is_told_without_the_name(name):
    """By the bytes alone, but for a table in which no head names a text."""
    data = ONE.get(name) or SEVERAL[name][0]
    assert name == "spreadsheet.csv" or kind_of(data[:HEAD]) == kind_of(data[:HEAD], name)


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


def test_what_a_letter_encloses_is_read_by_itself_and_dated_by_the_letter(tmp_path):
    (tmp_path / "e.eml").write_bytes(made.enclosing())
    reports, (photograph,) = taken(tmp_path / "e.eml")
    letter, bulletin, document, row, other, forwarded = reports
    assert letter.text == "The governor’s office said that four people were killed in Izium; see what is enclosed.\n"
    assert (bulletin.publisher, bulletin.published, bulletin.title) == ("Steppe Press", made.DAY, made.TITLE)
    assert "Wounded | 23" in document.text
    assert (row.url, other.published, forwarded.title) == (made.ADDRESS, "2031-03-04", made.TITLE)
    assert [report.origin.rpartition("e.eml")[2] for report in (bulletin, row)] == ["!night.pdf", "!rows.jsonl.gz:1"]
    assert "it is a picture" in photograph.what
    lost, problem = receive(made.enclosing(), "e.eml", Intake())
    assert lost is None, "as a single report it would be half of what came"
    assert "several reports" in problem.what


def test_a_letter_without_words_of_its_own_is_what_it_encloses(tmp_path):
    bare = made.enclosing().replace("The governor’s office said".encode(), b"")
    head, _, rest = bare.partition(b"\n\n")
    start = rest.index(b"\n\n") + 2
    body = rest[:start] + b"\n" + rest[rest.index(b"\n--", start) :]
    (tmp_path / "e.eml").write_bytes(head + b"\n\n" + body)
    reports, _ = taken(tmp_path / "e.eml")
    assert [report.origin.rpartition("!")[2] for report in reports][:2] == ["night.pdf", "night.docx"]


@pytest.mark.parametrize("charset", ["", "; charset=us-ascii", "; charset=utf-8", "; charset=nonsense"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_letters_marks_survive_a_charset_that_lies(charset, encoding):
    head = f"Subject: Raid\nFrom: A <a@b.example>\nTo: c\nContent-Type: text/plain{charset}\n\n"
    received, _ = receive(head.encode() + f"“{made.PARAGRAPHS[2]}” – it said.".encode(encoding), "m.eml", Intake())
    assert received.report.text == f"“{made.PARAGRAPHS[2]}” – it said.\n"


def test_a_mailbox_whose_first_line_is_damaged_loses_no_message(tmp_path):
    (tmp_path / "k.mbox").write_bytes(made.mailbox().replace(b"07:10:00 2031", b"", 1))
    reports, problems = taken(tmp_path / "k.mbox")
    assert [report.title for report in reports] == [made.TITLE] * 2
    assert problems == []


def part_of(kind, body, *more):
    """A part of a message: a text, or a multipart of others."""
    made_part = email.message.EmailMessage()
    if kind.startswith("text/"):
        made_part.set_content(body, subtype=kind.partition("/")[2])
    else:
        made_part["Content-Type"] = kind
        made_part.set_payload([part for part in (body, *more) if part])
    return made_part


FIRST, SECOND, PAGE = (
    part_of("text/plain", made.PARAGRAPHS[0]),
    part_of("text/plain", made.PARAGRAPHS[2]),
    part_of("text/html", made.page()),
)
BULLETIN = email.message.EmailMessage()
BULLETIN.set_content(made.pdf(1), "application", "pdf", filename="night.pdf")


@pytest.mark.parametrize(
    ("whole", "texts", "files"),
    [
        (part_of("multipart/mixed", FIRST, SECOND), [made.PARAGRAPHS[0], made.PARAGRAPHS[2]], 0),
        (part_of("multipart/mixed", PAGE, SECOND), [made.PARAGRAPHS[1], made.PARAGRAPHS[2]], 0),
        (part_of("multipart/alternative", FIRST, PAGE), [made.PARAGRAPHS[0]], 0),
        (part_of("multipart/alternative", FIRST, part_of("multipart/mixed", PAGE, BULLETIN)), [made.PARAGRAPHS[0]], 1),
        (part_of("multipart/mixed", part_of("multipart/alternative", FIRST, PAGE), BULLETIN), [made.PARAGRAPHS[0]], 1),
        (part_of("multipart/mixed", BULLETIN, FIRST), [made.PARAGRAPHS[0]], 1),
        (part_of("multipart/mixed", part_of("text/plain", " "), PAGE), [made.PARAGRAPHS[1]], 0),
    ],
)
def test_however_a_letter_is_put_together_nothing_of_it_is_lost(whole, texts, files, tmp_path):
    for name, value in (("Subject", "Raid"), ("From", "Desk <d@press.example>"), ("To", "you@desk.example")):
        if name not in whole:
            whole[name] = value
    (tmp_path / "m.eml").write_bytes(whole.as_bytes())
    (letter, *enclosed), problems = taken(tmp_path / "m.eml")
    at = 0
    for text in texts:
        at = words(letter.text).index(text, at)
    assert letter.text.count(made.PARAGRAPHS[0]) <= 1
    assert (len(enclosed), problems) == (files, [])


def test_letters_inside_letters_have_an_end(tmp_path):
    data = made.message()
    for _ in range(12):
        outer = email.message.EmailMessage()
        outer["Subject"], outer["From"], outer["To"] = "Fwd", "Desk <d@press.example>", "you@desk.example"
        outer.add_attachment(email.message_from_bytes(data, policy=email.policy.default))
        data = outer.as_bytes()
    (tmp_path / "m.eml").write_bytes(data)
    assert ["too deep inside other files" in problem.what for problem in taken(tmp_path / "m.eml")[1]] == [True]


def test_a_note_at_the_foot_of_a_document_is_kept(tmp_path):
    (tmp_path / "d.docx").write_bytes(made.word_with_everything())
    (report,), _ = taken(tmp_path / "d.docx")
    assert report.text.split("\n\n") == [*made.PARAGRAPHS, "Two more died later."]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("e.csv", b"title,text\n"),
        ("e.json", b"[]"),
        ("e.rss", b'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title></channel></rss>'),
        ("e.warc", made.warc(PAGES[1:3])),
        ("e.parquet", made.parquet(0)),
        ("result.json", b'{"name": "Air Watch", "type": "public_channel", "messages": []}'),
    ],
)
def test_a_file_without_reports_is_not_passed_over_in_silence(name, data, tmp_path):
    (tmp_path / name).write_bytes(data)
    reports, (problem,) = taken(tmp_path / name)
    assert reports == []
    assert "it holds no report" in problem.what


def test_a_row_says_what_is_wrong_with_it(tmp_path):
    lines = ["title,text", f'a,"{made.PARAGRAPHS[0]}"', f"b,{made.PARAGRAPHS[0]}", f'c,"{made.PARAGRAPHS[2]}']
    (tmp_path / "t.csv").write_text("\n".join(lines), encoding="utf-8")
    (report,), (cut, open_quote) = taken(tmp_path / "t.csv")
    assert report.title == "a"
    assert (cut.where[-2:], "4 cells where the head has 2" in cut.what) == (":3", True)
    assert (open_quote.where[-2:], "damaged" in open_quote.what) == (":4", True)
    rows = [{"text": made.TEXT, "published": day} for day in ("5/3/31", 1930547400, 1930547400123, "2031-03-05")]
    (tmp_path / "t.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    reports, (no_date,) = taken(tmp_path / "t.jsonl")
    assert [report.published for report in reports] == [None, *["2031-03-06T07:10:00+00:00"] * 2, "2031-03-05"]
    assert "“5/3/31”" in no_date.what


def test_values_that_are_no_plain_text(tmp_path):
    """A list of paragraphs, bytes, a page under the name of a text, a number for nothing."""
    page = "".join(f"<p>{paragraph}</p>" for paragraph in made.PARAGRAPHS)
    texts = [made.TEXT.encode(), page.encode()]
    pq.write_table(
        pa.table({"text": texts, "title": [float("nan")] * 2, "by": [["A", "B"], []]}), tmp_path / "t.parquet"
    )
    (tmp_path / "u.jsonl").write_text(json.dumps({"text": list(made.PARAGRAPHS)}), encoding="utf-8")
    for name in ("t.parquet", "u.jsonl"):
        reports, problems = taken(tmp_path / name)
        assert problems == []
        assert {report.text for report in reports} == {made.TEXT}
        assert {report.title for report in reports} == {None}


def test_an_export_of_an_account_and_the_zone_of_who_exported(tmp_path):
    chat = json.loads(made.telegram())
    chat["messages"][1] |= {"date": "2031-03-05T01:00:00", "date_unixtime": "1930431600"}
    (tmp_path / "a.json").write_text(json.dumps({"about": "x" * 9000, "chats": {"list": [chat]}}), encoding="utf-8")
    (first, second), problems = taken(tmp_path / "a.json")
    assert problems == []
    assert (first.published, second.published) == ("2031-03-05T01:00:00+02:00", "2031-03-05")


def test_links_of_a_feed_are_whole_addresses(tmp_path):
    feed = made.rss([(made.TITLE, "/war/1", f"<p>{made.TEXT}</p>"), ("B", "", f"<p>{made.PARAGRAPHS[2]}</p>")])
    (tmp_path / "f.rss").write_text(
        feed.replace("<item>", "<link>https://wire.example/</link><item>", 1), encoding="utf-8"
    )
    (linked, other), _ = taken(tmp_path / "f.rss")
    assert (linked.url, other.url) == ("https://wire.example/war/1", None)


def test_links_in_a_circle_and_closed_folders(tmp_path, monkeypatch):
    (tmp_path / "a" / "b").mkdir(parents=True)
    for name in ("a/1.txt", "a/b/2.txt", "a/.hidden.txt"):
        (tmp_path / name).write_text(made.TEXT, encoding="utf-8")
    for name in ("a/up", "a/again", "a/b/up"):
        (tmp_path / name).symlink_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    for pattern, found in (
        ("**/*.txt", ["a/1.txt", "a/b/2.txt"]),
        ("a/**", ["a/1.txt", "a/b/2.txt"]),
        ("**/b/*", ["a/b/2.txt"]),
        ("*/b/**/*.txt", ["a/b/2.txt"]),
        ("a/?", ["a/b/2.txt"]),
    ):
        assert [item.origin for item in items([pattern], Intake()) if isinstance(item, InputItem)] == found, pattern
    really = os.scandir

    def closed(path):
        if str(path).endswith("b"):
            raise PermissionError(13, "Permission denied", str(path))
        return really(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert "cannot be opened (Permission denied)" in [*items(["a"], Intake())][-1].what


def test_a_folder_in_which_nothing_can_be_kept_is_told(tmp_path):
    (tmp_path / "story.txt").write_text(made.TEXT, encoding="utf-8")
    (report,), (note,) = taken(tmp_path / "story.txt", keep=str(tmp_path / "story.txt" / "kept"))
    assert report.text == made.TEXT
    assert "its bytes cannot be kept" in note.what


def test_what_is_too_large_to_be_held_says_so(tmp_path):
    (tmp_path / "t.jsonl").write_bytes(made.json_lines())
    (problem,) = taken(tmp_path / "t.jsonl", max_bytes=500)[1]
    assert "too large to be held in memory" in problem.what
    assert "20 times that of a report" in problem.what
    (tmp_path / "t.jsonl.gz").write_bytes(gzip.compress(made.json_lines()))
    assert "too large to be held in memory" in taken(tmp_path / "t.jsonl.gz", max_bytes=500)[1][0].what


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
    assert problems
    assert all(problem.what and problem.remedy for problem in problems)


def test_elements_of_a_feed_that_stand_in_each_other_wrongly():
    """Its parser fails on them; found by `bench/fuzz.py`."""
    (problem,) = feed_items(b"<channel<item<link</item</link<", "feed", Intake())
    assert "the feed is damaged" in problem.what


def test_an_encoding_that_lies_is_not_believed(tmp_path):
    text = made.page(paragraphs=(made.PARAGRAPHS[0] + " “Café”", *made.PARAGRAPHS[1:]))
    (tmp_path / "u.html").write_bytes(text.replace('charset="utf-8"', 'charset="windows-1251"').encode())
    (tmp_path / "w.html").write_bytes(text.encode("cp1252"))
    plain = made.page(paragraphs=(made.PARAGRAPHS[0] + " &ldquo;Caf&eacute;&rdquo;", *made.PARAGRAPHS[1:]))
    (tmp_path / "a.html").write_text(plain.replace('charset="utf-8"', 'charset="utf-16"'), encoding="ascii")
    for name in ("u.html", "w.html", "a.html"):
        (report,), _ = taken(tmp_path / name)
        assert "“Café”" in report.text


@settings(max_examples=300, deadline=None)
@given(kind=st.sampled_from(KINDS), data=st.data())
def test_no_bytes_break_a_reader(kind, data):
    """Real files of each kind with bytes put out, put in or changed."""
    whole = data.draw(st.sampled_from(sorted([*ONE.values(), *(several for several, _ in SEVERAL.values())])))
    at = data.draw(st.integers(0, len(whole)))
    broken = whole[:at] + data.draw(st.binary(max_size=12)) + whole[at + data.draw(st.integers(0, 40)) :]
    received, problem = receive_item(InputItem("broken", broken, kind), Intake(max_bytes=200_000))
    assert (received is None) == (problem is not None)
    assert problem is None or (problem.what and problem.remedy)


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


def test_columns_of_a_bulletin_are_read_one_after_the_other(tmp_path):
    data, left, right = made.columns()
    (tmp_path / "c.pdf").write_bytes(data)
    (report,), _ = taken(tmp_path / "c.pdf")
    told = words(report.text)
    assert told.startswith("Bulletin of the regional administration")
    assert " ".join(left) in told
    assert told.index(" ".join(left)) < told.index(" ".join(right)) < told.index("What is told here")


def test_figures_of_a_table_are_no_page_numbers(tmp_path):
    (tmp_path / "f.pdf").write_bytes(made.figures())
    (report,), _ = taken(tmp_path / "f.pdf")
    assert [int(word) for word in report.text.split() if word.isdigit()] == [21, 22, 23, 24, 25, 26]
    assert words(report.text).startswith("People killed in Izium 21 People killed in Lyman 22")


@pytest.mark.parametrize("name", ["story.pdf", "story.docx"])
def test_the_day_a_file_was_made_is_no_day_of_publication(name, tmp_path):
    (tmp_path / name).write_bytes(ONE[name])
    (report,), _ = taken(tmp_path / name)
    assert report.published is None
    assert (report.title, report.byline) == (made.TITLE, "Olha Koval")
