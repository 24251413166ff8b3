"""Exports of what nobody would write on purpose: formulas, markup, letters of all kinds, nothing."""

import csv
import json

import frictionless
import geopandas
import openpyxl
import pandas as pd
import prov.model
import pyarrow.parquet as pq
import pypdfium2
import pytest
from output_readings import CLAIMED, hostile_reading

from wirebook.ledger.ledger import open_ledger
from wirebook.outputs import frames
from wirebook.outputs.export import FORMATS, ExportError, export
from wirebook.outputs.export.rows import COLUMNS, TABLES

LEADS = ("=", "+", "-", "@", "\t", "\r", "\n")
TABULAR = {"csv": ",", "hxl": ",", "acled": ",", "ged": ",", "kiel": ",", "missile-attacks": ",", "polecat": "\t"}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    with open_ledger(tmp_path_factory.mktemp("h") / "books.db") as books:
        for number in range(4):
            books.add(hostile_reading(number), ())
        yield books


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    with open_ledger(tmp_path_factory.mktemp("e") / "books.db") as books:
        yield books


def is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("name", TABULAR)
def test_no_cell_of_a_table_is_a_formula(name, hostile, tmp_path):
    log = export(hostile, name, tmp_path / "t.csv")
    assert log.rows > 0
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file, delimiter=TABULAR[name]) for cell in row]
    assert [cell for cell in cells if cell.startswith(LEADS) and not is_number(cell)] == []
    assert log.lost["cells that begin like a formula, led by an apostrophe"] > 0


def test_every_letter_comes_through(hostile, tmp_path):
    """Right-to-left, emoji, a NUL, a long text: the same in all that can hold them, and told where it cannot."""
    export(hostile, "jsonl", tmp_path / "t.jsonl")
    row = json.loads((tmp_path / "t.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert CLAIMED in row["quote"]
    assert len(row["quote"]) > 40_000
    export(hostile, "parquet", tmp_path / "t.parquet")
    assert pq.read_table(tmp_path / "t.parquet")["quote"][0].as_py() == row["quote"]
    export(hostile, "csv", tmp_path / "t.csv")
    assert pd.read_csv(tmp_path / "t.csv")["title"][0].endswith(row["title"])
    log = export(hostile, "xlsx", tmp_path / "t.xlsx")
    assert log.lost["texts cut at 32,767 characters"] > 0
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert "f" not in {cell.data_type for page in book for row in page for cell in row}
    document = prov.model.ProvDocument
    export(hostile, "prov", tmp_path / "t.json")
    assert document.deserialize(tmp_path / "t.json", format="json").get_records(prov.model.ProvAttribution)


def test_a_brief_of_long_sentences_is_one_page_and_no_markup_of_theirs(hostile, tmp_path):
    log = export(hostile, "brief", tmp_path / "b.pdf")
    assert len(pypdfium2.PdfDocument(tmp_path / "b.pdf")) == 1
    assert log.lost["footnotes cut short, so that they stand on the page"] > 0
    for ending in ("md", "html"):
        export(hostile, "brief", tmp_path / f"b.{ending}")
        page = (tmp_path / f"b.{ending}").read_text(encoding="utf-8")
        assert "<img" not in page
        assert ending == "html" or "](javascript:" not in page
    with pytest.raises(ExportError, match=r"no \.docx"):
        export(hostile, "brief", tmp_path / "b.docx")


@pytest.mark.parametrize("name", FORMATS)
def test_no_rows_at_all_are_a_whole_file(name, empty, hostile, tmp_path):
    for number, (ledger, limits) in enumerate(((empty, {}), (hostile, {"since": "2099-01-01"}))):
        path = tmp_path / f"{number}{FORMATS[name].ending}"
        log = export(ledger, name, path, **limits)
        assert log.rows == 0
        assert path.exists()
        if name == "csv":
            assert list(pd.read_csv(path).columns) == list(COLUMNS["claims"])
        elif name == "parquet":
            assert pq.read_schema(path).names == list(COLUMNS["claims"])
        elif name == "geoparquet":
            assert list(geopandas.read_parquet(path).columns) == [*COLUMNS["claims"], "geometry"]
        elif name == "xlsx":
            book = openpyxl.load_workbook(path)
            assert {page.title: page.max_column for page in book.worksheets[1:]} == {
                of: len(COLUMNS[of]) for of in TABLES
            }
        elif name == "frictionless":
            assert frictionless.validate(str(path / "datapackage.json")).valid


@pytest.mark.parametrize("of", TABLES)
def test_a_table_has_the_same_columns_with_and_without_rows(of, empty, hostile):
    bare, full = frames.arrow(empty, of), frames.arrow(hostile, of)
    assert bare.schema.equals(full.schema, check_metadata=True)
    assert all(field.metadata[b"meaning"] for field in full.schema)
    numbers = [field for field in full.schema if field.type in ("double", "int64") and field.name != "geonameid"]
    assert all(field.metadata[b"unit"] for field in numbers)


@pytest.mark.parametrize("path", ["", ".", "/", "..", "a\0b"])
def test_a_path_that_names_no_file(path, hostile):
    with pytest.raises(ExportError, match=r"names no file|cannot be written"):
        export(hostile, "csv", path)


@pytest.mark.parametrize("name", FORMATS)
def test_what_was_there_stays_when_an_export_fails(name, hostile, tmp_path, monkeypatch):
    path = tmp_path / f"out{FORMATS[name].ending}"
    export(hostile, name, path)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}

    def half(wanted, _):
        wanted.path.write_text("half of it", encoding="utf-8")
        raise MemoryError

    monkeypatch.setitem(FORMATS, name, FORMATS[name]._replace(write=half))
    with pytest.raises(MemoryError):
        export(hostile, name, path)
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


def test_a_folder_is_no_file_and_a_file_no_folder(hostile, tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for name, path in (("csv", "folder"), ("frictionless", "file"), ("csv", "file/below.csv")):
        with pytest.raises(ExportError, match="cannot be written"):
            export(hostile, name, tmp_path / path)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "folder"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_a_country_is_one_for_claims_as_for_facts(hostile, tmp_path):
    for place in ("Ukraine", "UA", "Odesa"):
        assert export(hostile, "csv", tmp_path / "c.csv", place=place).rows == len(hostile.claims())
    assert export(hostile, "csv", tmp_path / "c.csv", place="Sudan").rows == 0
