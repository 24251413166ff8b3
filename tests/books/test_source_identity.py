"""Whose word it is, from reports as they are written to the list of sources: two countries' bodies are never one."""

from pathlib import Path

import pytest

from wirebook.ledger.ledger import open_ledger
from wirebook.pipeline import open_desk, read_path, read_text

SHIPPED = Path(__file__).parents[2] / "src" / "wirebook" / "data" / "dispatches"


@pytest.fixture(scope="module")
def desk():
    return open_desk()


@pytest.fixture
def listed(desk, tmp_path):
    """The sources of a ledger of some reports, each by its name with its country and the places that it speaks of."""

    def make(*texts):
        with open_ledger(tmp_path / "books.db") as ledger:
            for text in texts:
                outcome = read_path(str(text), desk) if isinstance(text, Path) else read_text(text, desk)
                assert outcome.problem is None
                ledger.add(outcome.reading, outcome.findings)
            rows = ledger.sources()
            assert len({row.name.casefold() for row in rows}) == len(rows)
            return {
                row.name: (row.country, sorted({fact.place or "" for fact in ledger.facts(source=row.name)}))
                for row in rows
            }

    return make


def day(text, number=3):
    return f"Published: 2025-06-{number:02d}\n\n{text}"


def test_israels_and_pakistans_military_are_two(listed):
    found = listed(
        day("Israel's military said on Tuesday that 20 jets had dropped 50 munitions on Hodeidah."),
        day("Pakistan's military said on Tuesday that it had shot down 25 drones over Lahore."),
    )
    assert {name: country for name, (country, _) in found.items()} == {
        "Israel's military": "ISR",
        "Pakistan's military": "PAK",
    }
    assert found["Pakistan's military"][1] == ["Lahore"]


def test_the_armenian_governments_money_is_not_the_congolese(listed):
    """The shipped dispatch on Yerevan, beside one on Goma."""
    found = listed(
        SHIPPED / "07_yerevan_aid_announcement.txt",
        day("Congo's government said on Tuesday that 12 people had been killed in Goma."),
    )
    assert found["Armenian government"][0] == "ARM"
    assert found["Congo's government"] == ("COD", ["Goma"])


BARE = [
    ("army", "Gao", "Mali", "El Fasher", "Sudan"),
    ("military", "Gao", "Mali", "Kassala", "Sudan"),
    ("police", "Kharkiv", "Ukraine", "Kaduna", "Nigeria"),
    ("government", "Gao", "Mali", "Goma", "Democratic Republic of the Congo"),
    ("health ministry", "Kharkiv", "Ukraine", "Goma", "Democratic Republic of the Congo"),
    ("defence ministry", "Gao", "Mali", "Taiz", "Yemen"),
]


@pytest.mark.parametrize(("body", "here", "this", "there", "that"), BARE)
def test_a_bare_body_is_of_the_country_that_its_report_is_about(listed, body, here, this, there, that):
    found = listed(
        day(f"The {body} said on Tuesday that 12 people had been killed in {here}."),
        day(f"The {body} said on Tuesday that 14 people had been killed in {there}."),
        day(f"The {body} said on Tuesday that nine people had been wounded in {there}.", 4),
    )
    names = {name[0].lower() + name[1:] for name in found}
    assert names == {f"{body} ({this})", f"{body} ({that})"}


def test_a_bare_group_is_the_one_of_its_report(listed):
    found = listed(
        day("JNIM fighters attacked a post near Djibo. The group said on Monday that it had killed nine soldiers."),
        day("The Arakan Army took a post. The group said on Monday that seven soldiers had been killed in Sittwe."),
        day("Gunmen came to Gao. The group said on Monday that it had killed six soldiers in Gao."),
    )
    assert found["JNIM fighters"][0] == "MLI"
    assert found["Arakan Army"][0] == "MMR"
    (third,) = set(found) - {"JNIM fighters", "Arakan Army"}
    assert third.startswith("group (in rep_")


ONE = [
    (
        "Russia's defence ministry said on Tuesday that it had shot down 42 drones over Kursk.",
        "The Russian defense ministry said on Wednesday that it had shot down 30 drones over Bryansk.",
        "The Ministry of Defence of the Russian Federation said it had shot down 12 drones over Kursk on Thursday.",
    ),
    (
        "President Zelenskyy said on Tuesday that four people had been killed in Kharkiv.",
        "President Volodymyr Zelenskyy said on Tuesday that five people had been killed in Sumy.",
        "Seven people were wounded in Odesa on Tuesday, Volodymyr Zelensky said.",
        "Zelenskiy said on Tuesday that nine people had been wounded in Kherson.",
    ),
    (
        "The Ukrainian air force said on Tuesday that Russia had launched 90 drones at Ukraine.",
        "Ukraine's air force said on Wednesday that Russia had launched 66 drones at Ukraine.",
        "Russia launched 108 drones at Ukraine on Thursday, the air force said.",
    ),
    (
        "Gaza's health ministry said on Tuesday that 31 people had been killed in Rafah.",
        "The health ministry in Gaza said on Wednesday that 20 people had been killed in Khan Younis.",
        "The Hamas-run health ministry said on Thursday that six people had been killed in Gaza City.",
        "The health ministry said on Friday that two people had been killed in Rafah.",
    ),
    (
        "The Rapid Support Forces said on Tuesday that 40 soldiers had been killed in El Obeid.",
        "The RSF said on Wednesday that nine soldiers had been killed in Nyala.",
        "The paramilitary Rapid Support Forces said on Thursday that six soldiers had been killed in Kassala.",
    ),
]


@pytest.mark.parametrize("texts", ONE, ids=lambda texts: texts[0][:24])
def test_however_it_is_written_a_source_is_one(listed, texts):
    assert len(listed(*(day(text, number) for number, text in enumerate(texts, 5)))) == 1


def test_a_ministry_of_a_government_and_that_of_those_who_fight_it_are_two(listed):
    found = listed(
        day("The Houthi-run health ministry said on Tuesday that six people had been killed in Sanaa."),
        day("Yemen's health ministry said on Tuesday that two people had been killed in Aden."),
        day("The Palestinian health ministry said on Tuesday that two people had been killed in Jenin."),
        day("Gaza's health ministry said on Tuesday that 30 people had been killed in Rafah."),
    )
    assert len(found) == 4


def test_an_army_that_strikes_abroad_is_not_of_the_country_that_it_strikes(listed):
    found = listed(
        day(
            "The military said on Tuesday that it had struck 12 targets near Tyre. Lebanon's health ministry said that "
            "Israeli strikes had killed three people in Tyre."
        )
    )
    (name,) = (name for name in found if name.startswith("military"))
    assert found[name][0] is None


def test_what_has_no_maker_is_in_no_list_of_sources(listed):
    found = listed(
        day("The bulletin said 12 people were killed in Kharkiv on Monday. Police said that five were wounded there."),
        day("DNA tests showed that four people had been killed in Sumy on Monday. The toll said five were wounded."),
        day("The document says that six soldiers were killed in Gao on Monday."),
    )
    named = {name for name in found if not name.startswith("(no source named")}
    assert named == {"Police (Ukraine)"}


def test_no_two_sources_of_the_shipped_dispatches_share_a_name_or_a_country(desk, tmp_path):
    """All dispatches in one ledger, as a newcomer has them."""
    with open_ledger(tmp_path / "books.db") as ledger:
        for path in sorted(SHIPPED.glob("*.txt")):
            outcome = read_path(str(path), desk)
            ledger.add(outcome.reading, outcome.findings)
        rows = ledger.query("SELECT voice_key, COUNT(DISTINCT voice_country) FROM postings GROUP BY voice_key").rows
        assert {count for _, count in rows} <= {0, 1}
        names = [row.name for row in ledger.sources()]
        assert len(set(names)) == len(names)
        spokesman = next(row for row in ledger.sources() if row.name == "Hamid Idris")
        assert (spokesman.kind, spokesman.country) == ("armed_group", "SDN")
