"""What a terminal shows: every claim with its words, at any width, without what could harm the terminal."""

import dataclasses

import pytest
from output_readings import BALANCE, JAMMED, LAUNCHED, OUTCOME, READING, REPORT
from rich.console import Console

from wirebook.outputs.terminal.claim import claim_sheet
from wirebook.outputs.terminal.reports import print_outcome
from wirebook.outputs.wording import evidence_words, printable, short_ids, source_words
from wirebook.types import Source, Span


def shown(width: int) -> str:
    console = Console(width=width, record=True, file=open("/dev/null", "w"))  # noqa: SIM115, PTH123
    print_outcome(console, OUTCOME, ())
    console.file.close()
    return console.export_text()


def test_a_report_at_eighty_columns() -> None:
    assert [line.rstrip() for line in shown(80).splitlines()] == [
        "─" * 80,
        "news/night.txt",
        "Port attacked at night",
        "published 2025-03-12 · 2 sentences, 2 claims",
        "",
        "raid",
        "0000a1  launched  attack drones  90  air force states; 2025-03-11 to 2025-03-12;",
        "                                     Odesa (Ukraine)",
        "                                     “launched 90 drones”",
        "0000b2  jammed    attack drones  47  Air Force (“the statement”) states;",
        "                                     2025-03-11 to 2025-03-12; Odesa (Ukraine)",
        "                                     “47 drones were jammed”",
        "",
        "Balances",
        "adds up, 43 not explained: raid · attack drones · air force · 2025-03-11 to",
        "2025-03-12",
        "  90 launched; 47 jammed; 43 unaccounted",
        "  not reported: shot down",
        "",
        "Warnings",
        "7:52  WB101  words are missing at “in .”",
        "      WB303  43 drones are unaccounted: 100%, now",
        "",
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal_and_nothing_is_cut(width: int) -> None:
    text = shown(width)
    assert max(len(line.rstrip()) for line in text.splitlines()) <= width
    assert "…" not in text
    assert all(words in " ".join(text.split()) for words in ("“launched 90 drones”", "shot down", "Odesa (Ukraine)"))


def test_one_claim_shows_its_sentence_with_the_words_marked() -> None:
    console = Console(width=100, record=True, file=open("/dev/null", "w"))  # noqa: SIM115, PTH123
    console.print(claim_sheet(JAMMED, REPORT, (LAUNCHED, JAMMED), ()))
    console.file.close()
    text = console.export_text()
    assert "Another [47 drones were jammed], the statement said, in ." in text
    assert all(words in text for words in ("“the statement” is Air Force", "0.88", "raid/launch", "“at night”"))


def test_escape_sequences_and_hidden_directions_never_reach_the_terminal() -> None:
    assert printable("a\x1b[31mb\u202ec\ud800\n") == "a\ufffd[31mb\ufffdc\ufffd\n"


def test_a_chain_of_sources_is_told_from_the_speaker_outwards() -> None:
    inner = Source("the governor", "government", Span(0, 1), via=Source("TASS", "media", Span(2, 3)))
    assert source_words(inner) == "governor, quoted by TASS"


def test_short_ids_are_as_long_as_it_takes() -> None:
    assert short_ids(["clm_aaaaaa1", "clm_aaaaaa2"]) == {"clm_aaaaaa1": "aaaaaa1", "clm_aaaaaa2": "aaaaaa2"}


def test_long_evidence_is_told_in_pieces() -> None:
    text = "Nine" + " very" * 40 + " old guns fired."
    report = dataclasses.replace(REPORT, text=text)
    guns = text.index("old guns")
    claim = dataclasses.replace(LAUNCHED, evidence=(Span(0, len(text)), Span(0, 4), Span(guns, guns + 8)))
    assert evidence_words(claim, report) == "“Nine … old guns”"
    assert BALANCE.verdict == "exact"
    assert READING.report is REPORT
