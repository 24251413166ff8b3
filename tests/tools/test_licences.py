"""The licences of what everybody installs, and the check that reads them."""

import sys
from email.message import Message
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "tools"))

import licences


@pytest.mark.parametrize("extras", [[], ["all"]], ids=["core", "with all extras"])
def test_everything_may_be_passed_on(extras: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert licences.main(extras) == 0, capsys.readouterr().err
    assert len(capsys.readouterr().out.splitlines()) > 40


def test_the_core_is_without_the_extras() -> None:
    core, everything = licences.required("wirebook"), licences.required("wirebook", frozenset(["all"]))
    assert {"spacy", "numpy", "lxml-html-clean"} <= core
    assert {"pyarrow", "fpdf2", "fastapi", "psycopg"} <= everything - core


@pytest.mark.parametrize(
    ("said", "family"),
    [
        ("MIT", "free"),
        ("BSD-3-Clause AND 0BSD", "free"),
        ("GPL-3.0-or-later", "whole"),
        ("GNU General Public License v3 (GPLv3)", "whole"),
        ("GNU Affero General Public License v3", "whole"),
        ("AGPL-3.0-only", "whole"),
        ("MIT AND GPL-2.0-only", "whole"),
        ("LGPL-2.1-or-later AND GPL-3.0-only", "whole"),
        ("GPL-2.0-only OR MIT", "free"),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", "files"),
        ("GNU Lesser General Public License v3 (LGPLv3)", "files"),
        ("LGPL-3.0-only", "files"),
        ("Mozilla Public License 2.0 (MPL 2.0)", "files"),
        ("MPL-2.0 AND MIT", "files"),
        ("", "unknown"),
        ("UNKNOWN", "unknown"),
    ],
)
def test_what_a_licence_asks(said: str, family: str) -> None:
    assert licences.family(said) == family


@pytest.mark.parametrize(
    ("said", "notice", "faults"),
    [
        ("MIT", "", 0),
        ("MPL-2.0", "- thing: Mozilla", 0),
        ("MPL-2.0", "- something: Mozilla", 1),
        ("GPL-3.0-or-later", "- thing: GPL", 1),
        ("", "- thing", 1),
    ],
)
def test_a_fault_is_told(said: str, notice: str, faults: int) -> None:
    assert len(list(licences.judge("thing", said, notice))) == faults


def test_the_expression_comes_before_the_classifier() -> None:
    told = Message()
    told["Classifier"] = "License :: OSI Approved :: MIT License"
    assert licences.licence(told) == "MIT License"
    told["License-Expression"] = "GPL-3.0-only"
    assert licences.licence(told) == "GPL-3.0-only"
