"""Warnings for other programs: positions, frames, SARIF, GitHub, JSON."""

import dataclasses
import json

import jsonschema
import pytest
from output_readings import OUTCOME, REPORT, TEXT, span

from wirebook.outputs.json_form import check_document, reading_document
from wirebook.outputs.lint.github import annotations
from wirebook.outputs.lint.sarif import sarif_document
from wirebook.outputs.terminal.source_frame import frame, position
from wirebook.pipeline import Outcome
from wirebook.types import Problem, Span

LOST = Outcome("lost, file.txt", problem=Problem("lost, file.txt", "there is no such file", "check the name"))
TEXT_ONLY = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
REGION = {
    "type": "object",
    "additionalProperties": False,
    "required": ["startLine"],
    "properties": {
        **{name: {"type": "integer", "minimum": 1} for name in ("startLine", "startColumn", "endLine", "endColumn")},
        "snippet": TEXT_ONLY,
    },
}
# The part of the SARIF 2.1.0 schema that we use, closed: what is not listed here may not be written.
SARIF = {
    "type": "object",
    "additionalProperties": False,
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "additionalProperties": False,
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "additionalProperties": False,
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "additionalProperties": False,
                                "required": ["name"],
                                "properties": {
                                    "name": {"type": "string"},
                                    "semanticVersion": {"type": "string"},
                                    "rules": {
                                        "uniqueItems": True,
                                        "items": {
                                            "additionalProperties": False,
                                            "required": ["id", "help"],
                                            "properties": {
                                                "id": {"type": "string"},
                                                "name": {"type": "string"},
                                                "shortDescription": TEXT_ONLY,
                                                "fullDescription": TEXT_ONLY,
                                                "help": TEXT_ONLY,
                                                "defaultConfiguration": {"properties": {"level": LEVEL}},
                                            },
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "invocations": {
                        "items": {
                            "additionalProperties": False,
                            "required": ["executionSuccessful"],
                            "properties": {
                                "executionSuccessful": {"type": "boolean"},
                                "toolExecutionNotifications": {
                                    "items": {"required": ["message"], "properties": {"message": TEXT_ONLY}}
                                },
                            },
                        }
                    },
                    "results": {
                        "items": {
                            "additionalProperties": False,
                            "required": ["message"],
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": LEVEL,
                                "message": TEXT_ONLY,
                                "properties": {"type": "object"},
                                "locations": {
                                    "items": {
                                        "properties": {
                                            "physicalLocation": {
                                                "additionalProperties": False,
                                                "properties": {"artifactLocation": {}, "region": REGION},
                                            }
                                        }
                                    }
                                },
                            },
                        }
                    },
                },
            },
        },
    },
}


@pytest.mark.parametrize(
    ("words", "at"), [("Port", (4, 1)), ("The army", (6, 1)), ("90", (6, 19)), ("47", (7, 9)), ("in .", (7, 52))]
)
def test_lines_and_columns_are_those_of_the_file(words: str, at: tuple[int, int]) -> None:
    assert position(TEXT, span(words).start, first_line=4) == at


@pytest.mark.parametrize("width", [20, 40, 80])
@pytest.mark.parametrize("words", ["The", "90 drones", "in .", "said.\r\nAnother"])
def test_carets_stand_below_the_words(words: str, width: int) -> None:
    number, line, carets = frame(REPORT, span(words), 4, width)
    start, length = carets.index("^"), carets.count("^")
    assert number == str(position(TEXT, span(words).start, 4).line)
    assert line[start : start + length] == words.split("\r", maxsplit=1)[0]
    assert len(line) <= max(width, 25)


def test_a_frame_of_wide_characters_keeps_the_carets_below() -> None:
    report = dataclasses.replace(REPORT, text="北京 says 5 dead")
    assert frame(report, Span(8, 9), 1, 80) == ("1", "北京 says 5 dead", " " * 10 + "^")


def test_sarif_is_valid_and_explains_its_rules() -> None:
    document = sarif_document([OUTCOME, LOST])
    jsonschema.validate(document, SARIF)
    run = document["runs"][0]
    hole = run["results"][0]
    assert run["tool"]["driver"]["rules"][hole["ruleIndex"]]["id"] == hole["ruleId"] == "WB101"
    place = hole["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "news/night.txt"
    assert place["region"]["startLine"] == 7
    assert place["region"]["snippet"]["text"] == "in ."
    assert run["invocations"][0]["executionSuccessful"] is False


def test_github_commands_escape_what_would_end_them() -> None:
    lines = list(annotations([OUTCOME, LOST]))
    assert lines[0].startswith("::error file=news/night.txt,line=7,endLine=7,col=52,endColumn=56,title=WB101 ")
    assert lines[1].endswith("::43 drones are unaccounted: 100%25, now")
    assert lines[2] == "::error file=lost%2C file.txt::there is no such file"


def test_json_holds_everything_with_spans() -> None:
    document = reading_document([OUTCOME, LOST])
    report = document["reports"][0]
    assert report["claims"][0]["evidence"][1] == [*span("launched 90 drones")]
    assert report["findings"][0]["line"] == 7
    assert document["problems"][0]["where"] == "lost, file.txt"
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    assert check_document([OUTCOME])["findings"][0]["file"] == "news/night.txt"
