"""The ruler that tells whether a change of the code changed what is read: it sees a changed field, and no more."""

import dataclasses
from pathlib import Path
from types import ModuleType

import pytest
from bench_modules import bench_module

from wirebook.pipeline import open_desk, read_text
from wirebook.types import Claim

TEXT = "Russia launched 64 drones at Odesa on 3 March 2025, the air force said."


@pytest.fixture(scope="module")
def same() -> ModuleType:
    return bench_module("same")


@pytest.fixture(scope="module")
def claim() -> Claim:
    reading = read_text(TEXT, open_desk()).reading
    assert reading is not None
    return reading.claims[0]


def test_a_line_changes_with_any_field(same: ModuleType, claim: Claim) -> None:
    line = same.line_of(claim, "packs/x")
    assert line == same.line_of(claim, "packs/x")
    assert line.split("\t")[1] == "packs/x"
    for other in (
        dataclasses.replace(claim, confidence=claim.confidence + 0.001),
        dataclasses.replace(claim, evidence=claim.evidence[:1]),
        dataclasses.replace(claim, variety="other"),
    ):
        assert same.line_of(other, "packs/x") != line


def test_reasons_count_only_when_asked_for(same: ModuleType, claim: Claim) -> None:
    bare = dataclasses.replace(claim, reasons=())
    assert same.line_of(bare, "packs/x") == same.line_of(claim, "packs/x")
    assert same.line_of(bare, "packs/x", reasons=True) != same.line_of(claim, "packs/x", reasons=True)


def test_what_only_one_file_has_is_listed(same: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    earlier = tmp_path / "earlier.txt"
    earlier.write_text("a\tpacks/1\told\nb\tpacks/2\tkept\nc\tmuc4/3\tnot read now\n", encoding="utf-8")
    assert same.compare(earlier, ["b\tpacks/2\tkept"], ("packs",)) == 1
    assert capsys.readouterr().out == "-a\tpacks/1\told\n"
    assert same.compare(earlier, ["b\tpacks/2\tkept", "a\tpacks/1\told"], ("packs",)) == 0
    assert capsys.readouterr().out == "the same 2 claims\n"


def test_texts_are_at_hand(same: ModuleType, tmp_path: Path) -> None:
    packs = open_desk().packs
    assert len(list(same.texts_of("dispatches", packs, tmp_path))) >= 11
    assert len(list(same.texts_of("packs", packs, tmp_path))) >= 150
    assert {"tests/books/corpus/north/19_exchange.txt"} < {
        text.name for text in same.texts_of("tests", packs, tmp_path)
    }


def test_a_missing_set_is_named(same: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "claims.txt"
    assert same.main([str(file), "--only", "muc4", "polnear", "--sets", str(tmp_path)]) == 0
    told = capsys.readouterr().err.splitlines()
    assert told[:2] == ["muc4: skipped, not on this machine", "polnear: skipped, not on this machine"]
    assert file.read_text(encoding="utf-8") == ""
