"""Damaged texts are found, and clean ones left alone."""

from pathlib import Path

import pytest
from checks_readings import read

from wirebook.checks.run import run_checks

SEED = Path(__file__).parents[3] / "shared" / "seeds" / "000_9e5d06197a73a22a.txt"

CLEAN = [
    "Rescuers pulled nine people from the rubble in Odesa, officials said. It is the town they live in.",
    "The minister said the plan, announced in May, was “a first step.” Talks go on. 45 people took part.",
    "Il a dit : « Nous restons ! » Que faire ? Rien ; on attend. C\u2019est tout.",
    "The rifle fires a .50 round . . . and cost $3.5 million. “I do not know…” she said. He went on.",
    "Groupe A.\nThe site ukraine.ua is down, officials said. It was the fault of U.S. forces, they added.",
    "Vitamin A. The in-crowd, the to-do list and an at times violent crowd.",
    "An agreement was signed on Feb. 29, 2024. In March 60 drones fell. In May. 45 left. It is 31 May.",
]

HOLES = {
    "Troops crossed into Russian territory in . They stayed.": "in .",
    "Ukraine is struggling to repel a protracted . It is hard.": "a protracted .",
    "The minister visited the , and left. He said so.": None,
    "He spoke of the of Ukraine. It went on.": "the of",
    "The ministry ( ) said so. It went on.": "( )",
    "They fought for the. It went on.": "the.",
    "It happened near\xa0. It went on.": "near .",
}


def codes(text, **more):
    return [row.code for row in run_checks(read(text, **more), ())]


@pytest.mark.parametrize("text", CLEAN)
def test_clean_prose_raises_nothing(text):
    assert codes(text) == []


@pytest.mark.parametrize("text", HOLES)
def test_lost_words_are_found_where_they_were_lost(text):
    rows = run_checks(read(text), ())
    assert [(row.code, row.severity) for row in rows] == [("WB101", "error")]
    if HOLES[text]:
        assert f"“{HOLES[text]}”" in rows[0].message


def test_a_stop_apart_from_a_noun_is_only_a_note():
    (row,) = run_checks(read("They met in Johnson County . It was hot, they said. It rained."), ())
    assert (row.code, row.severity) == ("WB101", "note")


def test_tokenised_text_has_its_stops_apart():
    text = "The army said , on Monday , that it left . The town fell , they said . Nobody died . All is well ."
    assert codes(text) == []


def test_a_language_without_words_gets_the_universal_checks_only():
    assert codes("Die Lage in . Und weiter.", language="de") == ["WB101"]
    assert codes("Das ist die . Lage.", language="de") == ["WB101"]


FULL = "The mayor said that nine people were killed in the attack. Rescue work goes on.\n"


@pytest.mark.parametrize(
    "end",
    [
        "The ministry said that the number of people who were [+1834 chars]",
        "The governor added that the power lines of the region were damaged and",
        "The governor added that the power lines of the region were badly damaged…",
        "The governor added that the power lines of the region were badly dam",
        "Continue reading",
    ],
)
def test_a_cut_off_end(end):
    assert codes(FULL + end) == ["WB102"]


@pytest.mark.parametrize(
    "end",
    [
        "(Reporting by A. Reporter and B. Writer in Kyiv and Warsaw; editing by C)",
        "— with files from the agency and from its own people in Kyiv",
        "https://example.org/a/long/address",
        "- nine people were killed in the town of Izium on Monday",
        "The mayor said that they would rebuild what had been “destroyed in vain.”",
    ],
)
def test_a_proper_end(end):
    assert codes(FULL + end) == []


@pytest.mark.parametrize(
    "damage", ["Russiaâ€™s army", "CafÃ© Kyiv", "Ð¢Ð° sama", "a lost \ufffd letter", "a bell \x07 rang"]
)
def test_broken_characters(damage):
    assert codes(f"They saw {damage}. It went on.") == ["WB103"]


@pytest.mark.parametrize("text", ["AÇÃO… São Paulo.", "CAFÉ” and «Ñandú», Ðorđe.", "Тест… «так»."])
def test_letters_of_other_languages_are_whole(text):
    assert codes(text) == []


def test_repeats_and_teasers():
    assert codes(FULL + FULL) == ["WB104"]
    assert codes(FULL + "Read more: Russia launches 120 missiles\n" + FULL.replace("nine", "ten")) == ["WB105"]
    assert codes("Readers said more: it rained. Related: no.") == []


@pytest.mark.skipif(not SEED.exists(), reason="the founding document is not on this machine")
def test_the_founding_document():
    headline, text = SEED.read_text(encoding="utf-8").split("\n\n", 1)
    rows = run_checks(read(text, headline=headline), (), ignore=["WB402"])
    assert [row.code for row in rows] == ["WB201", "WB101", "WB101"]
    assert "says 2024, the text says 2025" in rows[0].message
    assert [row.message.split("“")[1] for row in rows[1:]] == ["in .”", "a protracted .”"]
