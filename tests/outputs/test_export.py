"""Each format from a real ledger, opened by a program that others use for it; what it loses is told and counted."""

import csv
import json
import subprocess
import sys
from datetime import date

import frictionless
import geopandas
import hxl
import openpyxl
import pandas as pd
import polars as pl
import prov.model
import pyarrow.parquet as pq
import pypdfium2
import pytest
import rdflib
from acled.clients.acled_data_client import AcledDataClient

from wirebook.ledger.ledger import open_ledger
from wirebook.outputs.export import FORMATS, ExportError, export
from wirebook.outputs.export.codebooks import codes_of, order_of
from wirebook.pipeline import Settings, open_desk, read_text

STORIES = (
    """Published: 2031-03-05
Publisher: Dnipro Wire
URL: https://wire.example/1

Ukraine's air force said on Wednesday that Russia launched 90 drones and six missiles overnight. It said 37 drones
were shot down and another 47 were disabled by jamming.

Nine people were killed in Dnipro on Tuesday, the regional governor said, and at least 23 were wounded.
""",
    """Published: 2031-03-05
Publisher: Steppe Press

Fourteen people were killed in Dnipro on Tuesday, the city's hospital said.
Germany pledged 45 million euros for Ukraine.
""",
    """Published: 2031-03-06
Publisher: =HYPERLINK("http://evil.example")

"=1+1 is what they count", he said. Three people were killed in Kherson on Monday, police said.
""",
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    desk = open_desk(Settings())
    with open_ledger(tmp_path_factory.mktemp("l") / "books.db") as books:
        for text in STORIES:
            outcome = read_text(text, desk)
            books.add(outcome.reading, outcome.findings)
        yield books


@pytest.fixture
def written(ledger, tmp_path):
    """Write a format; the path and the log."""

    def write(name, **options):
        path = tmp_path / f"out{FORMATS[name].ending}"
        return path, export(ledger, name, path, **options)

    return write


def test_every_format_is_written_twice_the_same_with_its_log(written, tmp_path):
    for name in FORMATS:
        path, log = written(name)
        assert log.rows > 0, name
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        before = [file.read_bytes() for file in files]
        assert written(name)[1].document() == log.document()
        assert [file.read_bytes() for file in files] == before, name
        told = json.loads(path.with_name(f"{path.name}.log.json").read_text())
        assert (told["rows"], told["format"]) == (log.rows, name)
        assert told["version"]
        assert told["at"]
    assert not list(tmp_path.glob(".*.part"))


def test_the_same_rows_in_csv_lines_parquet_and_excel(written, ledger):
    count = len(ledger.claims())
    rows, log = written("csv")
    frame = pd.read_csv(rows)
    assert (len(frame), log.rows) == (count, count)
    lines = pl.read_ndjson(written("jsonl")[0])
    table = pq.read_table(written("parquet")[0])
    assert frame["id"].tolist() == lines["id"].to_list() == table["id"].to_pylist()
    assert table.schema.field("low").type == "double"
    assert table.schema.field("low").metadata[b"meaning"]
    assert json.loads(table.schema.metadata[b"wirebook"])["table"] == "claims"
    book = openpyxl.load_workbook(written("xlsx")[0])
    assert {"claims", "facts", "disputes", "balances", "sources"} <= set(book.sheetnames)
    sheet = book["claims"]
    assert sheet.max_row == count + 1
    assert sheet.auto_filter.ref
    assert [cell.value for cell in sheet["A"]][1:] == frame["id"].tolist()
    low = [name.value for name in sheet[1]].index("low")
    assert {type(row[low].value) for row in sheet.iter_rows(min_row=2)} <= {int, float, type(None)}


def test_a_workbook_begins_with_a_sheet_that_explains_and_sums_up(written):
    book = openpyxl.load_workbook(written("xlsx")[0])
    assert book.sheetnames[0] == "summary"
    cells = [[cell.value for cell in row] for row in book["summary"].iter_rows()]
    assert cells[0][0].startswith("Wirebook ")
    rows = {row[0]: row[1] for row in cells if row[0] in book.sheetnames[1:]}
    assert rows == {name: book[name].max_row - 1 for name in book.sheetnames[1:]}
    latest = cells[next(at for at, row in enumerate(cells) if row[0] == "Latest facts") + 1 :]
    assert latest
    assert all(row[0][0].isdigit() or row[0].startswith("an unclear") for row in latest)
    assert all(row[3] for row in latest)


def test_no_text_becomes_a_formula(written):
    book = openpyxl.load_workbook(written("xlsx")[0])
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    path, log = written("csv")
    assert log.lost["cells that begin like a formula, led by an apostrophe"] > 0
    with path.open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "@"))]


@pytest.mark.parametrize("table", ["facts", "revisions", "disputes", "balances", "sources"])
def test_other_tables(table, written):
    path, log = written("csv", of=table)
    assert log.rows == len(pd.read_csv(path))
    if log.rows:
        assert pq.read_table(written("parquet", of=table)[0]).num_rows == log.rows


def test_hxl_is_valid(written):
    path, log = written("hxl")
    with hxl.data(str(path), hxl.InputOptions(allow_local=True)) as source:
        tags = source.display_tags
        rows = list(source)
    assert {"#affected+killed", "#affected+killed+min", "#affected+killed+max", "#value+pledged"} <= set(tags)
    assert len(rows) == log.rows
    with hxl.data(str(path), hxl.InputOptions(allow_local=True)) as source:
        assert hxl.validation.validate(source)["is_valid"]
    killed = sorted(float(row.get("#affected+killed+min")) for row in rows if row.get("#affected+killed+min"))
    assert killed == [3, 9]


def test_acled_and_ged_have_their_columns(written):
    frame = pd.read_csv(written("acled")[0])
    assert list(frame.columns) == order_of("acled")
    assert len(frame.columns) == 31
    assert set(frame["iso"]) == {804}
    deaths = frame[frame["fatalities"] > 0]
    assert sorted(deaths["fatalities"]) == [3, 9], "the lowest of those in dispute"
    assert set(deaths["location"]) == {"Dnipro", "Kherson"}
    assert frame["event_date"].str.fullmatch(r"2031-03-\d\d").all()
    path, log = written("ged")
    ged = pd.read_csv(path)
    assert list(ged.columns) == order_of("ged")
    assert len(ged.columns) == 49
    assert (ged["best"] == ged[["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]].sum(axis=1)).all()
    assert ((ged["low"] <= ged["best"]) & (ged["best"] <= ged["high"]) & (ged["best"] > 0)).all()
    assert log.lost["facts without a death, which the data set has no rows for"] > 0
    dnipro = ged[ged["where_coordinates"] == "Dnipro"].iloc[0]
    assert dnipro["priogrid_gid"] == 720 * int((dnipro["latitude"] + 90) * 2) + int((dnipro["longitude"] + 180) * 2) + 1


def test_a_client_made_for_acled_understands_every_row(written):
    client = AcledDataClient.__new__(AcledDataClient)  # without its login: no request is made
    with written("acled")[0].open(encoding="utf-8", newline="") as file:
        events = [
            client._parse_event({key: value or None for key, value in row.items()}) for row in csv.DictReader(file)
        ]
    assert events
    assert {type(event["event_date"]) for event in events} == {date}
    assert {type(event["fatalities"]) for event in events} == {int}


def test_scripts_made_for_ged_find_their_days_states_and_kinds(tmp_path):
    """As published scripts take it: a kind of violence, days in GED's own form, sums by month and country number."""
    desk = open_desk(Settings())
    story = """Published: 2031-03-05
Publisher: Wire

Israeli forces killed four Lebanese soldiers in Tyre on Monday, the army said. Israeli strikes killed two children in
Sidon on Monday, the health ministry said. Five people were killed in Tripoli on Monday, medics said.
"""
    with open_ledger(tmp_path / "b.db") as books:
        outcome = read_text(story, desk)
        books.add(outcome.reading, outcome.findings)
        log = export(books, "ged", tmp_path / "ged.csv")
    ged = pd.read_csv(tmp_path / "ged.csv", low_memory=False)
    days = pd.to_datetime(ged["date_start"], format="%Y-%m-%d %H:%M:%S.000")
    assert set(days.dt.to_period("M").astype(str)) == {"2031-03"}
    kinds = ged.groupby("type_of_violence")["best"].sum().to_dict()
    assert kinds == {1: 4, 3: 2}
    assert ged["best"].sum() == 11, "the five of whom no side is told stand there without a kind"
    assert ged.groupby("country_id")["best"].sum().to_dict() == {660: 11}
    soldiers = ged[ged["best"] == 4].iloc[0]
    assert (soldiers["gwnoa"], soldiers["gwnob"]) == (666, 660)
    assert soldiers["side_a"] == "Government of Israel"
    assert ged[ged["best"] == 2].iloc[0]["side_b"] == "Civilians"
    assert log.lost["rows without a type of violence: who is on either side is not told"] == 1


def test_plover_records(written):
    path, log = written("plover")
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(records) == log.rows
    for record in records:
        assert {"id", "date", "actor", "event"} <= set(record)
        assert record["actor"][0]["code"]
        assert 1 <= record["quad_code"] <= 4
    assert {"ASSAULT", "MOBILIZE"} <= {event for record in records for event in record["event"]}
    assert {"dead", "injured"} <= {size for record in records for size in record["size"]}


def test_raids_go_back_into_the_table_they_look_like(written, tmp_path):
    """The 22 columns are read by our own reader of that table, and give the same numbers."""
    path, _ = written("missile-attacks")
    frame = pd.read_csv(path)
    assert list(frame.columns) == order_of("raids")
    assert len(frame.columns) == 22
    drones = frame[frame["launched"] == 90].iloc[0]
    assert (drones["destroyed"], drones["not_reach_goal"]) == (37, 47)
    for column in ("time_start", "time_end"):  # as scripts made for the table read them: with a minute, or without
        moments = pd.to_datetime(frame[column], format="%Y-%m-%d %H:%M", errors="coerce")
        assert moments.fillna(pd.to_datetime(frame[column], format="%Y-%m-%d", errors="coerce")).notna().all()
    told = subprocess.run(
        [sys.executable, "-m", "wirebook", "import", str(path), "--ledger", str(tmp_path / "b.db"), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(told.stdout)["mapping"] == "air_attacks"


def test_geojson_is_a_map(written):
    path, log = written("geojson")
    told = json.loads(path.read_text(encoding="utf-8"))
    assert told["type"] == "FeatureCollection"
    assert len(told["features"]) == log.rows
    for feature in told["features"]:
        east, north = feature["geometry"]["coordinates"]
        assert 20 < east < 45
        assert 40 < north < 60
    assert any(feature["properties"]["edtf"] for feature in told["features"])


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # of rdflib's own parser
def test_claimreview_rates_nobody_right(written):
    reviews = json.loads(written("claimreview")[0].read_text(encoding="utf-8"))
    assert {review["@type"] for review in reviews} == {"ClaimReview"}
    assert {review["reviewRating"]["ratingValue"] for review in reviews} == {0}
    vocabulary = json.dumps([review | {"@context": {"@vocab": "https://schema.org/"}} for review in reviews])
    triples = rdflib.Graph().parse(data=vocabulary, format="json-ld")
    asked = """PREFIX s: <https://schema.org/> SELECT ?text ?who ?rating WHERE {
        ?review a s:ClaimReview; s:claimReviewed ?text; s:reviewRating ?scale; s:itemReviewed ?claim.
        ?scale a s:Rating; s:ratingValue ?rating. ?claim a s:Claim; s:author/s:name ?who; s:appearance/s:url ?where }"""
    assert len(triples.query(asked)) == len(reviews)
    assert any(
        "14" in review["reviewRating"]["alternateName"] or "Fourteen" in review["claimReviewed"] for review in reviews
    )


def test_prov_is_read_by_its_own_library(written, ledger):
    document = prov.model.ProvDocument.deserialize(written("prov")[0], format="json")
    derived = list(document.get_records(prov.model.ProvDerivation))
    assert len(derived) == len(ledger.claims())


def test_frictionless_finds_the_package_valid(written):
    path, _ = written("frictionless")
    report = frictionless.validate(str(path / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])[:5]
    assert len(report.tasks) >= 4


def test_limits_and_mistakes(ledger, tmp_path):
    assert export(ledger, "csv", tmp_path / "a.csv", place="Kherson").rows == 1
    assert export(ledger, "csv", tmp_path / "a.csv", since="2031-04-01").rows == 0
    with pytest.raises(ExportError, match="no format 'xls'"):
        export(ledger, "xls", tmp_path / "a")
    with pytest.raises(ExportError, match="no table 'things'"):
        export(ledger, "csv", tmp_path / "a", of="things")
    with pytest.raises(ExportError, match="cannot be written"):
        export(ledger, "csv", tmp_path / "none" / "a.csv")
    kept = tmp_path / "kept.csv"
    export(ledger, "csv", kept)
    before = kept.read_bytes()
    kept.chmod(0o600)
    assert export(ledger, "csv", kept).rows > 0
    assert kept.read_bytes() == before


def test_the_command_says_what_was_lost(ledger, tmp_path):
    at = ("--ledger", str(ledger.where))
    told = subprocess.run(
        [sys.executable, "-m", "wirebook", "export", "ged", "-o", str(tmp_path / "g.csv"), *at],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0
    said = " ".join(told.stdout.split())
    assert "rows as ged" in said
    assert "without a death" in said
    wrong = subprocess.run(
        [sys.executable, "-m", "wirebook", "export", "csv", "-o", str(tmp_path / "no" / "g.csv"), *at],
        capture_output=True,
        text=True,
        check=False,
    )
    assert wrong.returncode == 1
    assert wrong.stderr.count("\n") == 1


def test_geoparquet_opens_in_geopandas(written):
    path, log = written("geoparquet")
    frame = geopandas.read_parquet(path)
    assert (len(frame), frame.crs.to_epsg() or 4326) == (log.rows, 4326)
    points = [
        feature["geometry"]["coordinates"] for feature in json.loads(written("geojson")[0].read_text())["features"]
    ]
    assert [[round(point.x, 5), round(point.y, 5)] for point in frame.geometry] == points


def test_a_brief_has_its_pictures_and_a_footnote_to_every_number(ledger, tmp_path):
    for ending in ("md", "html", "pdf"):
        log = export(ledger, "brief", tmp_path / f"b.{ending}", since="2031-03-03", until="2031-03-06")
        assert log.rows > 3
    told = (tmp_path / "b.md").read_text(encoding="utf-8")
    assert "█" in told
    facts = [line for line in told.splitlines() if line.startswith("- ")]
    assert facts
    assert all("[^" in line for line in facts)
    for number in {mark.partition("]")[0] for line in facts for mark in line.split("[^")[1:]}:
        assert f"[^{number}]: “" in told
    page = (tmp_path / "b.html").read_text(encoding="utf-8")
    assert "<svg" in page
    assert "<script" not in page
    assert "=HYPERLINK" not in page.replace("=HYPERLINK(&quot;", "")
    document = pypdfium2.PdfDocument(tmp_path / "b.pdf")
    assert len(document) == 1
    words = document[0].get_textpage().get_text_range()
    assert "Brief: 2031-03-03 to 2031-03-06" in words
    assert "killed in Dnipro" in words


def test_a_brief_gives_the_ends_that_a_dispute_was_told_with(tmp_path):
    story = """Published: 2031-03-05

At least 31 people were killed in Omdurman on Tuesday, doctors said. "No more than 12 people were killed," the army
said.
"""
    outcome = read_text(story, open_desk(Settings()))
    with open_ledger(tmp_path / "b.db") as books:
        books.add(outcome.reading, outcome.findings)
        export(books, "brief", tmp_path / "b.md")
    page = (tmp_path / "b.md").read_text(encoding="utf-8")
    assert "12–31 or more people killed in Omdurman (disputed: army, doctors)" in page
    assert "0 or more" not in page


def test_polecat_and_kiel_have_their_columns(written):
    frame = pd.read_csv(written("polecat")[0], sep="\t")
    assert list(frame.columns) == order_of("polecat")
    assert len(frame) == written("plover")[1].rows
    assert frame["Quad Code"].between(1, 4).all()
    assert (frame["Actor Country"].str.len() == 3).all()
    aid = pd.read_csv(written("kiel")[0])
    assert list(aid.columns) == order_of("kiel")
    pledge = aid.iloc[0]
    assert (pledge["donor"], pledge["measure"], pledge["reporting_currency"]) == ("Germany", "Commitment", "EUR")
    assert pledge["tot_sub_activity_value_EUR"] == 45_000_000
    assert pledge["month"] == 12 * 9 + 3, "March 2031, counted from January 2022"
    given = codes_of("aid", "delivered")["given"], codes_of("aid", "pledged").get("given")
    assert given == (True, None), "what is only promised was not delivered"
    assert pd.isna(pledge["tot_value_deliv_EUR"])
