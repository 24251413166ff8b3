"""Input that is no report: one plain message each, with a remedy; nothing is guessed."""

import io
import os
import random
import stat
import zipfile
from pathlib import Path

import pytest

from wirebook.external_tables.mapping import MappingError
from wirebook.external_tables.table import open_table
from wirebook.intake import Intake, receive, receive_path, receive_text
from wirebook.types import Problem

NEWS = "Shells hit the town’s market in Khartoum on Monday, killing “at least” 12 people – one doctor said.\n"
GERMAN = "Russische Truppen haben am Mittwoch 90 Drohnen auf die Ukraine gestartet, teilte die Luftwaffe mit. "
RUSSIAN = "Российские войска запустили девяносто дронов и шесть ракет, сообщили воздушные силы в среду. "
NOISE = random.Random(1).randbytes(4000)  # noqa: S311 - not for secrets


def zipped(name: str, held: str = "x") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, held)
    return file.getvalue()


def problem_of(path: Path | str, **options: int) -> Problem:
    received, problem = receive_path(str(path), Intake(**options))
    assert received is None
    assert problem is not None
    assert problem.where.startswith(str(path)[:40])
    assert problem.remedy
    return problem


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "it is empty"),
        (b" \n\t\r\n", "it is empty"),
        (b"\xef\xbb\xbf", "no words"),
        (b"12 + 30 = 42\n", "no words"),
        (b"%PDF-1.7 ...", "PDF document is damaged"),
        (b"PK\x03\x04rest", "a zip archive"),
        (b"\n<!DOCTYPE html><p></p>", "the page holds no report"),
        (b"{\\rtf1 Five people were killed.}", "a rich-text file"),
        (b"killed\0wounded\0\0" * 9, "binary"),
        (NOISE, "binary"),
        (NOISE.replace(b"\0", b"\x01"), "encoding cannot be told"),
        (b"\x01\x02\x03 killed \x04\x05" * 9, "control characters"),
        (GERMAN.encode(), "German; this version reads English only"),
        (RUSSIAN.encode("cp1251"), "reads English only"),
        (RUSSIAN.encode("koi8_r"), "reads English only"),
        (("“" * 10_000 + NEWS + "”" * 10_000).encode(), "nested so deep"),
        (("\"'" * 5_000 + NEWS).encode(), "nested so deep"),
        (("“ he said, " * 10_000).encode(), "nested so deep"),
        ((NEWS * 3).encode() + b" caf\xe9 caf", "UTF-8 with broken bytes (the first is 0xE9)"),
    ],
)
def test_what_is_no_report_says_why(data: bytes, what: str, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    assert what in problem_of(path).what


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_the_usual_encodings_are_read_exactly(encoding: str) -> None:
    received, problem = receive((NEWS * 3).encode(encoding), "report.txt", Intake())
    assert problem is None
    assert received is not None
    assert received.report.text == NEWS * 3


def test_characters_that_a_database_wrote_in_halves_are_read_as_they_are() -> None:
    """CESU-8: UTF-8 but for what lies beyond the first 65,536 characters."""
    text = f"\N{LARGE RED CIRCLE} {NEWS}“\N{AIRPLANE}”\N{FIRE}\n"
    pieces = [half for char in text for half in ([char] if char < "\U00010000" else _halves(char))]
    data = b"".join(half.encode("utf-8", "surrogatepass") for half in pieces)
    assert b"\xed\xa0" in data
    received, problem = receive(data, "report.txt", Intake())
    assert problem is None
    assert received is not None
    assert received.report.text == text
    _, problem = receive(data.replace(b"\xed\xb4", b"", 1), "report.txt", Intake())  # one half alone
    assert problem is not None
    assert "UTF-8 with broken bytes" in problem.what


def _halves(char: str) -> list[str]:
    wide = char.encode("utf-16-be")
    return [wide[:2].decode("utf-16-be", "surrogatepass"), wide[2:].decode("utf-16-be", "surrogatepass")]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (zipped("xl/workbook.xml"), "an Excel workbook"),
        (zipped("xl/workbook.bin"), "an Excel workbook"),
        (zipped("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), "a LibreOffice workbook"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "Workbook".encode("utf-16-le"), "an old Excel workbook"),
    ],
)
def test_a_workbook_is_called_one(data: bytes, what: str, tmp_path: Path) -> None:
    path = tmp_path / "losses.xlsx"
    path.write_bytes(data)
    problem = problem_of(path)
    assert problem.what == f"it is {what}"
    assert "save the sheet as CSV" in problem.remedy
    with pytest.raises(MappingError, match=f"this is {what}.*CSV"):
        open_table(data, "losses.xlsx")


def test_an_encoding_may_be_named() -> None:
    received, _ = receive(NEWS.encode("mac_roman"), "report.txt", Intake(encoding="mac_roman"))
    assert received is not None
    assert received.report.text == NEWS
    _, problem = receive(NEWS.encode("cp1252"), "report.txt", Intake(encoding="utf-8"))
    assert problem is not None
    assert "not UTF-8" in problem.what


def test_broken_utf8_is_pointed_at(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(("“Two” dead – it’s said.\n" * 2).encode() + b"caf\xe9 was hit")
    assert problem_of(path).where == f"{path}:3:4"


def test_fifty_megabytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    problem = problem_of(path)
    assert "too large for one report (50.0 MB; the limit is 10.0 MB)" in problem.what
    assert "--max-bytes" in problem.remedy
    assert "limit is 100 bytes" in problem_of(path, max_bytes=100).what


def test_paths_that_are_no_readable_files(tmp_path: Path) -> None:
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    assert "no such file" in problem_of(tmp_path / "missing.txt").what
    assert "is a folder" in problem_of(tmp_path).what
    assert problem_of(tmp_path).remedy == f"name the files in it, for example: {tmp_path}/*.txt"
    assert "is a link to" in problem_of(tmp_path / "dangling").what
    assert "leads back to itself" in problem_of(tmp_path / "loop").what
    assert "device or a pipe" in problem_of(tmp_path / "pipe").what
    assert "device or a pipe" in problem_of("/dev/zero").what
    assert "too long" in problem_of("x" * 5000).what
    assert "name cannot be used" in receive_path("a\0b", Intake())[1].what


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_rights(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    (folder / "report.txt").write_text(NEWS)
    folder.chmod(0)
    try:
        assert "you may not read it" in problem_of(folder / "report.txt").what
    finally:
        folder.chmod(stat.S_IRWXU)


def test_a_few_control_characters_are_kept_and_told() -> None:
    received, problem = receive_text(f"Bulletin\n{NEWS}A shell hit \x07 the school.", "report.txt", Intake())
    assert problem is None
    assert received is not None
    assert "\x07" in received.report.text
    assert received.notes[0].where == "report.txt:3:13"
    assert "1 control character (first U+0007)" in received.notes[0].what


@pytest.mark.parametrize(
    "text",
    ["6 killed in Kharkiv", "Army kills 5 in Sagaing", "At least 12 people dead", "Tatmadaw burns Sagaing villages"],
)
def test_short_english_is_not_taken_for_another_language(text: str) -> None:
    received, problem = receive_text(text, "report.txt", Intake())
    assert problem is None
    assert received is not None
