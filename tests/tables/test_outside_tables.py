"""Tables as sources: rows become reports, cells claims, and what cannot be taken is told with its line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebook.external_tables.cells import CellError, by_name, moment, number
from wirebook.external_tables.mapping import MappingError, load_mapping, shipped
from wirebook.external_tables.read import mapping_for, read_table
from wirebook.external_tables.table import open_table
from wirebook.ledger.ledger import open_ledger
from wirebook.packs import load_packs

REFERENCE = Path(__file__).parents[2].parent / "shared/bench/air_attacks/missile_attacks_daily.csv"
COLUMNS = (
    "time_start,time_end,model,target,launched,destroyed",
    "not_reach_goal,still_attacking,border_crossing,is_shahed",
)
HEADER = ",".join((*COLUMNS, "source", "launch_place"))
NIGHT = "2031-03-04 19:00,2031-03-05 08:00"
ROWS = f"""{HEADER}
{NIGHT},Shahed-136/131,Ukraine,60,41.0,12,2,"{{'belarus': 1.0, 'russia': NaN}}",40,kpszsu/posts/1
{NIGHT},Iskander-M,Kharkiv oblast,3,1,,,{{}},,kpszsu/posts/1
{NIGHT},X-101/X-555 and Kalibr,Ukraine,9,9,,,{{}},,kpszsu/posts/1
2031-03-05,2031-03-05,Orlan-10,south,4,4,,,{{}},,PvKPivden/posts/2
"""
LOSSES = """title = "Losses by district"
publisher = "Harbour Watch"
account = "casualties"
needs = ["day", "district", "dead"]

[period]
start = "day"

[item]
always = "people"

[place]
column = "district"
country = "SD"

[source]
always = { name = "Harbour Watch", kind = "monitor" }

[[measure]]
column = "dead"
measure = "killed"
"""


@pytest.fixture(scope="module")
def packs():
    return load_packs()


def readings(text, packs, mapping=None):
    table = open_table(text.encode(), "raids.csv")
    return list(read_table(table, mapping_for(table, mapping), packs))


def claims(text, packs):
    return [claim for reading, _ in readings(text, packs) if reading for claim in reading.claims]


def told(claim):
    return claim.measure, claim.item, claim.amount.low, claim.relation


def test_each_number_is_a_claim_with_its_cell_as_evidence(packs):
    (first, problems), *_ = readings(ROWS, packs)
    assert problems == ()
    assert [told(claim) for claim in first.claims] == [
        ("launched", "drone", 60, "whole"),
        ("launched", "drone", 40, "part"),
        ("intercepted", "drone", 41, "whole"),
        ("jammed", "drone", 12, "whole"),
        ("in_air", "drone", 2, "whole"),
        ("returned", "drone", 1, "whole"),
    ]
    launched, shaheds, shot_down = first.claims[:3]
    assert shaheds.of == launched.id
    text = first.report.text
    assert text[slice(*shot_down.amount.span)] == "41.0"
    assert shot_down.quote == "destroyed: 41.0"
    assert (shot_down.actor.code, shot_down.target.code) == ("UKRMIL", "RUS")
    assert (shot_down.source.name, shot_down.source.via.kind) == ("Ukrainian air force", "media")
    assert (shot_down.period.start, shot_down.period.end) == ("2031-03-04T19:00", "2031-03-05T08:00")
    assert first.report.published == "2031-03-05"


def test_an_empty_cell_is_no_nought(packs):
    measures = [claim.measure for claim in readings(ROWS, packs)[1][0].claims]
    assert measures == ["launched", "intercepted"]


def test_several_models_have_in_common_what_they_have_in_common(packs):
    assert {claim.item for claim in readings(ROWS, packs)[2][0].claims} == {"cruise_missile"}
    mixed = f"{HEADER}\n{NIGHT},Shahed-136/131 and Lancet and Kalibr,Ukraine,9,9,,,{{}},,kpszsu/1\n"
    assert {claim.item for claim in claims(mixed, packs)} == {"target"}


def test_places_are_the_gazetteers_or_areas_of_the_country(packs):
    places = [reading.claims[0].place for reading, _ in readings(ROWS, packs)]
    assert [(place.name, place.precision, place.country) for place in places] == [
        ("Ukraine", "country", "UA"),
        ("Kharkiv", "admin1", "UA"),
        ("Ukraine", "country", "UA"),
        ("southern Ukraine", "area", "UA"),
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_columns_may_be_parted_by_any_usual_mark(mark, packs):
    text = (
        HEADER.replace(",", mark)
        + "\n"
        + mark.join(["2031-03-05"] * 2 + ["Lancet", "Ukraine", "2", "1"] + [""] * 4 + ["x"])
    )
    assert [told(claim)[:3] for claim in claims(text, packs)] == [("launched", "drone", 2), ("intercepted", "drone", 1)]


@pytest.mark.parametrize(
    ("row", "where", "what"),
    [
        ("2031-13-05,2031-03-05,Lancet,Ukraine,2,1,,,,,kpszsu/1", "raids.csv:2 (time_start", "not in the calendar"),
        ("5 March,2031-03-05,Lancet,Ukraine,2,1,,,,,kpszsu/1", "raids.csv:2 (time_start", "no date"),
        ("2031-03-07,2031-03-05,Lancet,Ukraine,2,1,,,,,kpszsu/1", "raids.csv:2 (time_end", "before it begins"),
        ("2031-03-05,2031-03-05,Paper plane,Ukraine,2,1,,,,,kpszsu/1", "raids.csv:2 (model)", "no known item"),
        ("2031-03-05,2031-03-05,Lancet,Ukraine,two,1,,,,,kpszsu/1", "raids.csv:2 (launched)", "no number"),
        ("2031-03-05,2031-03-05,Lancet,Ukraine,2,-1,,,,,kpszsu/1", "raids.csv:2 (destroyed)", "no count"),
        ("2031-03-05,2031-03-05,Lancet,Ukraine,2,1,,,soon,,kpszsu/1", "raids.csv:2 (border_crossing)", "no list"),
        ("2031-03-05,2031-03-05,Lancet,Ukraine,2,1,,,,,diary/1", "raids.csv:2 (source)", "no known source"),
        ("2031-03-05,2031-03-05,Lancet,Ukraine,,,,,,,kpszsu/1", "raids.csv:2", "no cell of it holds a number"),
    ],
)
def test_what_cannot_be_taken_is_told_with_its_line(row, where, what, packs):
    found = [problem for _, problems in readings(f"{HEADER}\n{row}\n", packs) for problem in problems]
    assert len(found) == 1
    assert found[0].where.startswith(where)
    assert what in found[0].what
    assert found[0].remedy


def test_a_row_that_stands_there_twice_is_told_and_taken_once(packs):
    twice = ROWS + ROWS.splitlines()[4] + "\n"
    rows = readings(twice, packs)
    assert rows[4][0] is None
    assert "repeats line 5" in rows[4][1][0].what


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("needs =", "wants ="), "unknown key 'wants'"),
        (('account = "casualties"', 'account = "weather"'), "no account 'weather'"),
        (('measure = "killed"', 'measure = "bruised"'), "no measure 'bruised'"),
        (('always = "people"', 'always = "penguins"'), "no item 'penguins'"),
        (('column = "dead"', 'colum = "dead"'), "unknown key 'colum'"),
        (("[period]", "[period"), "not TOML"),
        (('publisher = "Harbour Watch"', 'stance = "shouts"\npublisher = "x"'), "no stance 'shouts'"),
        (('publisher = "Harbour Watch"\n', ""), "'publisher' is missing"),
    ],
)
def test_a_mapping_with_a_mistake_is_refused(change, message, tmp_path, packs):
    path = tmp_path / "losses.toml"
    path.write_text(LOSSES.replace(*change), encoding="utf-8")
    with pytest.raises(MappingError, match=message):
        readings("day,district,dead\n2031-03-05,Nyala,4\n", packs, load_mapping(path))


def test_a_mapping_of_ones_own(tmp_path, packs):
    path = tmp_path / "losses.toml"
    path.write_text(LOSSES, encoding="utf-8")
    ((reading, problems),) = readings("day,district,dead\n2031-03-05,Nyala,4\n", packs, load_mapping(path))
    (claim,) = reading.claims
    assert problems == ()
    assert (claim.measure, claim.amount.low, claim.place.name, claim.source.name) == (
        "killed",
        4,
        "Nyala",
        "Harbour Watch",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [("", "empty"), ("a,b\n1,2\n", "no mapping is known for these columns"), ("\ufeff", "empty")],
)
def test_tables_that_nobody_knows_are_refused(text, message, packs):
    with pytest.raises(MappingError, match=message):
        readings(text, packs)


def test_shipped_mappings_name_only_what_their_accounts_have(packs):
    assert shipped()
    for mapping in shipped():
        table = open_table((",".join(mapping.needs) + "\n").encode(), "head.csv")
        assert list(read_table(table, mapping, packs)) == []


CELLS = st.text(st.characters(codec="utf-8", exclude_characters='\r\n,"\x00'), max_size=12)


@given(
    model=st.sampled_from(["Lancet", "Kalibr", "Iskander-M"]),
    target=CELLS,
    numbers=st.tuples(st.integers(0, 999), st.integers(0, 999)),
)
def test_evidence_is_the_cell_to_the_letter(packs, model, target, numbers):
    text = f"{HEADER}\n{NIGHT},{model},{target},{numbers[0]},{numbers[1]},,,,,kpszsu/1\n"
    ((reading, _),) = readings(text, packs)
    if reading is not None:  # a target's words may be ones that no row can have
        assert reading.claims
        for claim in reading.claims:
            line, cell = claim.evidence
            assert reading.report.text[slice(*cell)] == claim.amount.written
            assert reading.report.text[slice(*line)] == claim.quote
            assert float(claim.amount.written) == claim.amount.low


def test_cells():
    assert number("1,200") == 1200
    assert by_name("{'a': 2, b: NaN}") == {"a": 2, "b": None}
    assert moment(" 2031-03-05 3:30 ") == ("2031-03-05T03:30", True)
    with pytest.raises(CellError):
        number("nan")


def run(*args, stdin=None):
    return subprocess.run(
        [sys.executable, "-m", "wirebook", *args], input=stdin, capture_output=True, text=True, check=False
    )


def test_the_command_takes_a_table_once(tmp_path):
    table, ledger = tmp_path / "raids.csv", str(tmp_path / "l.db")
    table.write_text(ROWS + "2031-03-05,2031-03-05,Paper plane,Ukraine,2,1,,,,,kpszsu/1\n", encoding="utf-8")
    first = run("import", str(table), "--ledger", ledger, "--json")
    assert first.returncode == 1
    assert json.loads(first.stdout) | {"problems": [], "version": "", "head": ""} == {
        "mapping": "air_attacks",
        "rows": 5,
        "new": 4,
        "known": 0,
        "replaced": 0,
        "claims": 12,
        "problems": [],
        "version": "",
        "head": "",
    }
    assert "raids.csv:6 (model): “Paper plane” is no known item" in first.stderr
    again = run("import", "-", "--ledger", ledger, stdin=ROWS)
    assert again.returncode == 0
    assert "4 of them there already" in " ".join(again.stdout.split())
    with open_ledger(ledger) as books:
        drones = [row for row in books.balances() if row.item == "drone" and row.source == "Ukrainian air force"]
        assert [(row.verdict, row.rest_low) for row in drones if row.identity == "fates"] == [("exact", 4)]
        assert books.faults() == ()


def test_a_missing_table_is_one_message(tmp_path):
    found = run("import", str(tmp_path / "no.csv"), "--ledger", str(tmp_path / "l.db"))
    assert found.returncode == 1
    assert "Traceback" not in found.stderr


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference table is not on this machine")
def test_the_reference_table_is_taken_whole(packs):
    rows = readings(REFERENCE.read_text("utf-8"), packs)
    assert len(rows) == 3585
    assert all(reading is not None for reading, _ in rows)
    problems = [problem for _, some in rows for problem in some]
    unknown = [problem.where.rpartition("(")[2] for problem in problems]
    assert (unknown.count("source)"), unknown.count("target)")) == (9, 7)
    assert len(problems) == 16
    night = [c for r, _ in rows for c in r.claims if c.period.end[:10] == "2024-11-13"]
    assert sum(c.amount.low for c in night if c.measure == "launched" and "missile" in c.item) == 6
    drones = {c.measure: c.amount.low for c in night if c.item == "drone"}
    assert drones == {"launched": 90, "intercepted": 37, "jammed": 46, "in_air": 2, "returned": 2}


def test_a_corrected_row_takes_the_place_of_the_older_one_and_back(tmp_path):
    """The older row stays in the ledger, its claims leave the books; a row that is new by its key replaces nothing."""
    table, ledger = tmp_path / "raids.csv", tmp_path / "raids.db"

    def launched(text):
        table.write_text(text, encoding="utf-8")
        told = run("import", str(table), "--ledger", str(ledger))
        with open_ledger(ledger) as books:
            return told.stdout, sorted(fact.low for fact in books.facts() if fact.measure == "launched")

    _, first = launched(ROWS)
    told, second = launched(ROWS.replace("Kharkiv oblast,3,1", "Kharkiv oblast,5,1"))
    assert "1 of them in place of older ones" in " ".join(told.split())
    assert sorted({*first} - {3} | {5}) == sorted({*second})
    _, third = launched(ROWS)
    assert third == first
    later = ROWS.replace("2031-03-04 19:00,2031-03-05 08:00,Iskander", "2031-03-04 21:00,2031-03-05 08:00,Iskander")
    told, fourth = launched(later)
    assert "in place of" not in told
    assert len(fourth) == len(first) + 1


def test_midnight_without_its_hour_parts_two_raids_of_one_day(packs, tmp_path):
    """A table writes "2031-03-05" for midnight: with hours on the other side it is a time, and raids can be parted."""
    raids = "2031-03-05,2031-03-05 08:00,{0},,kpszsu/1\n2031-03-05 08:00,2031-03-05 18:00,{1},,kpszsu/2\n"
    text = HEADER + "\n" + raids.format("Lancet,Ukraine,20,20,,,", "Lancet,Ukraine,12,10,,,")
    found = readings(text, packs)
    assert [reading.claims[0].period.edtf for reading, _ in found] == [
        "2031-03-05T00:00/2031-03-05T08:00",
        "2031-03-05T08:00/2031-03-05T18:00",
    ]
    with open_ledger(tmp_path / "raids.db") as ledger:
        ledger.add_all([(reading, ()) for reading, _ in found])
        (balance,) = ledger.balances()
        assert ledger.revisions() == ()
        assert (balance.whole.low, balance.whole.high, balance.rest_low, balance.rest_high) == (32, 32, 2, 2)


@pytest.mark.parametrize(
    ("cell", "formats", "day"),
    [
        ("5 June 2025", (), ("2025-06-05", False)),
        ("Jun 5, 2025", (), ("2025-06-05", False)),
        ("03/06/2025", ("%d/%m/%Y",), ("2025-06-03", False)),
        ("03/06/2025", ("%m/%d/%Y",), ("2025-03-06", False)),
        ("3.6.25 18:30", ("%d.%m.%y %H:%M", "%d.%m.%y"), ("2025-06-03T18:30", True)),
        ("3.6.25", ("%d.%m.%y %H:%M", "%d.%m.%y"), ("2025-06-03", False)),
        ("2025-06-03", ("%d/%m/%Y",), ("2025-06-03", False)),
    ],
)
def test_days_as_people_write_them(cell, formats, day):
    assert moment(cell, formats) == day


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("03/06/2025", 'may have its day or its month first; say which: format = "%d/%m/%Y"'),
        ("23.06.2025", 'format = "%d.%m.%Y"'),
        ("yesterday", "is no date"),
        ("31 June 2025", "is no date"),
    ],
)
def test_a_day_that_may_be_another_is_refused_with_what_to_do(cell, message):
    with pytest.raises(CellError) as error:
        moment(cell)
    assert message in str(error.value)


@pytest.mark.parametrize("form", ["%d/%m", "day first", "%Y", "%d/%m/%Y %Q"])
def test_a_format_that_names_no_day_is_refused(form, tmp_path):
    path = tmp_path / "losses.toml"
    path.write_text(LOSSES.replace('start = "day"', f'start = "day"\nformat = "{form}"'), encoding="utf-8")
    with pytest.raises(MappingError, match="it must say day, month and year"):
        load_mapping(path)


SAID = """[source]
column = "who"
as_written = true

[source.names]
HW = { name = "Harbour Watch", kind = "monitor" }
"""


def test_sources_need_not_be_typed_one_by_one(tmp_path, packs):
    path = tmp_path / "losses.toml"
    always = LOSSES[LOSSES.index("[source]") : LOSSES.index("[[measure]]")]
    day = 'start = "day"\nformat = "%d/%m/%Y"'
    path.write_text(LOSSES.replace(always, f"{SAID}\n").replace('start = "day"', day), encoding="utf-8")
    rows = "03/06/2025,Nyala,4,HW\n03/06/2025,Nyala,5,Sudan's health ministry\n4 June 2025,Nyala,6,\n"
    table = f"day,district,dead,who\n{rows}"
    rows = readings(table, packs, load_mapping(path))
    assert [problems for _, problems in rows] == [()] * 3
    told = [reading.claims[0] for reading, _ in rows]
    assert [claim.period.start for claim in told] == ["2025-06-03", "2025-06-03", "2025-06-04"]
    assert [claim.source and claim.source.name for claim in told] == ["Harbour Watch", "Sudan's health ministry", None]
    assert [claim.source and claim.source.kind for claim in told][1] != "unknown"


def test_a_place_that_nobody_knows_is_told(tmp_path, packs):
    path = tmp_path / "losses.toml"
    areas = LOSSES.replace('country = "SD"', 'country = "SD"\njoined = " and "\nareas = { Coast = "the coast" }')
    path.write_text(areas, encoding="utf-8")
    table = "day,district,dead\n2031-03-05,Nowhereville,4\n2031-03-05,Coast,5\n2031-03-05,Nyala and Elsewherebad,6\n"
    rows = readings(table, packs, load_mapping(path))
    assert [reading.claims[0].place.name for reading, _ in rows] == [
        "Nowhereville",
        "the coast",
        "Nyala and Elsewherebad",
    ]
    (first,), none, (third,) = (problems for _, problems in rows)
    assert none == ()
    assert ("“Nowhereville” is no known place" in first.what, first.where == "raids.csv:2 (district)") == (True, True)
    assert "“Elsewherebad” is no known place" in third.what
    assert "[place.areas]" in first.remedy
