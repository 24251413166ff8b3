"""The trained linker: trees by hand, sentences of our own, the model card's digest, and what must hold of any text."""

import hashlib
import re
from importlib import resources
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wirebook.pipeline import Desk, read_text
from wirebook.reading.attribution.linker import Linked, lines_of, link, load_linker
from wirebook.reading.attribution.linker.layout import signed_quotations, speaker_turns
from wirebook.reading.attribution.linker.trees import Forest
from wirebook.reading.syntax.parser import load_nlp
from wirebook.reading.text.passages import split_passages
from wirebook.types import Report

SURE = 0.45
CARD = Path(__file__).parents[2] / "docs" / "models.md"


def linked(text: str) -> list[Linked]:
    passages = split_passages(Report("rep_x", "-", text))
    parses = load_nlp().parse([(text[p.span.start : p.span.end], p.span.start) for p in passages])
    return link(lines_of(passages, parses), text, load_linker())


def sure(text: str) -> list[tuple[str | None, str, str]]:
    """(source, cue, content) of what the linker is sure of."""
    return [
        (
            text[one.source.start : one.source.end] if one.source else None,
            text[one.cue.start : one.cue.end],
            " … ".join(text[a:b] for a, b in one.content),
        )
        for one in linked(text)
        if one.probability >= SURE
    ]


def forest(*, logistic: bool = False) -> Forest:
    """Two trees of two levels: 1, 2, 3 or 4 by x0 > 0.5 and x1 > 2; and 10 more where x1 > 2."""
    return Forest(
        np.array([[0, 1], [1, 1]], dtype=np.int16),
        np.array([[0.5, 2.0], [2.0, np.inf]], dtype=np.float32),
        np.array([[1, 2, 3, 4], [0, 10, 0, 0]], dtype=np.float32),
        100.0,
        logistic,
    )


def test_a_forest_answers_as_its_trees_say() -> None:
    rows = np.array([[0, 0], [1, 0], [0, 3], [1, 3], [0.5, 2.0]], dtype=np.float32)
    assert forest().predict(rows).tolist() == [101, 102, 113, 114, 101]


def test_a_logistic_forest_gives_probabilities_and_no_rows_none() -> None:
    assert forest(logistic=True).predict(np.zeros((1, 2), dtype=np.float32))[0] == pytest.approx(1.0)
    assert forest().predict(np.zeros((0, 0), dtype=np.float32)).tolist() == []


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The governor said shelling had cut the road.", "The governor", "said", "shelling had cut the road"),
        ("According to the mayor, nine houses burned.", "the mayor", "According to", "nine houses burned"),
        ("Nine houses burned, according to the mayor.", "the mayor", "according to", "Nine houses burned"),
        ("Nine houses burned, according to a tally by the mayor.", "the mayor", "according to", "Nine houses burned"),
        (
            "Nine houses burned, according to a talk the mayor gave.",
            "the mayor",
            "according to",
            "Nine houses burned",
        ),
        (
            "Nine houses burned in the raid (four of them empty, according to the mayor).",
            "the mayor",
            "according to",
            "four of them empty",
        ),
        (
            "“We held the bridge until dawn,” the colonel said, closing the gate behind him.",
            "the colonel",
            "said",
            "We held the bridge until dawn",
        ),
        (
            "“We buried them at dawn,” Halima Osman told reporters.",
            "Halima Osman",
            "told",
            "We buried them at dawn",
        ),
    ],
)
def test_who_says_what(text: str, source: str, cue: str, content: str) -> None:
    found = sure(text)
    assert [(s, c) for s, c, _ in found] == [(source, cue)]
    assert content in found[0][2]


def test_a_quotation_that_goes_on_is_one_attribution() -> None:
    text = "“The bridge is gone,” Colonel Ibarra said. “Nobody can cross. We wait for boats.”"
    ((source, _, content),) = sure(text)
    assert source == "Colonel Ibarra"
    assert "The bridge is gone" in content
    assert "We wait for boats" in content


def test_what_nobody_says_has_no_attribution() -> None:
    assert sure("The road runs along the river for six kilometres.") == []


def test_a_signed_quotation_and_a_transcript_are_read_by_their_layout() -> None:
    signed = "“They took the cattle and the seed.” — Amina Yusuf, farmer\n“We sleep in the school.” — Idris Bello\n"
    assert [(s, c) for s, _, c in sure(signed) if s in ("Amina Yusuf", "Idris Bello")] == [
        ("Amina Yusuf", "“They took the cattle and the seed.”"),
        ("Idris Bello", "“We sleep in the school.”"),
    ]
    turns = "MORROW: Did the convoy arrive?\n\nSEN: It did not.\n\nMORROW: Why?\n"
    assert [turns[name.start : name.end] for name, _, _ in speaker_turns(turns)] == ["MORROW", "MORROW"]
    assert not list(speaker_turns("UPDATE: The road is open.\n"))
    assert not list(signed_quotations("The fund — “Hope” — closed.\n"))


def test_the_same_text_gives_the_same_answer_twice() -> None:
    text = "The army said it lost two posts. “We will be back,” a captain told state radio."
    assert linked(text) == linked(text)


def test_the_model_card_names_the_weights_that_are_shipped() -> None:
    data = resources.files("wirebook").joinpath("data", "models", "attribution.npz").read_bytes()
    card = re.search(r"SHA-256\s+`([0-9a-f]{64})`", CARD.read_text(encoding="utf-8"))
    assert card is not None
    assert hashlib.sha256(data).hexdigest() == card[1]


WORDS = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "''",
        "said",
        "he",
        "the",
        "army",
        ":",
        "—",
        ",",
        ".",
        "\n",
        "\n\n",
        "According",
        "to",
        "that",
        "ANA:",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=120))
@example("According to the ministry, 12 people died.")
def test_every_span_lies_in_the_text_and_nothing_crashes(text: str) -> None:
    for one in linked(text):
        spans = [*one.content, one.cue, *([one.source] if one.source else [])]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert 0 <= one.probability <= 1


def test_a_list_is_its_introducers_words(desk: Desk) -> None:
    text = (
        "The air force said on Monday:\n- 12 drones were shot down;\n- 3 missiles hit a port.\n\n"
        "Four ships were damaged elsewhere."
    )
    outcome = read_text(text, desk)
    said = {c.item: c.source and c.source.name for c in outcome.reading.claims if c.amount}
    assert said == {"drone": "air force", "missile": "air force", "ship": None}
