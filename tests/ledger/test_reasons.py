"""Reasons are kept as values and shown as sentences; a ledger that has only the sentences is read, kept and checked."""

import dataclasses
import json
import tomllib
from pathlib import Path

import pytest
from ledger_readings import reading

import wirebook
from wirebook.ledger.database.json_rows import claim_from_json, to_json
from wirebook.ledger.database.reasons import route_of, sentences
from wirebook.ledger.decisions.decision import apply
from wirebook.ledger.ledger import open_ledger
from wirebook.types import Basis, Inference

WORDING = Path(wirebook.__file__).parent / "data" / "words" / "en" / "reasons.toml"
ROUTE = (
    Inference("rule", Basis.PART_OF_NOUN, "air/launch", ("drones",)),
    Inference("rule", Basis.OBJECT_OF, words=("fired",)),
    Inference("rule", Basis.SHARED_WITH, words=("launched",)),
)
OLD = ("air/launch: object of “fired”", "source: “said” reaches it")


def test_each_basis_has_one_sentence():
    written = tomllib.loads(WORDING.read_text(encoding="utf-8"))
    assert sorted([*written["route"], *written["sentence"]]) == sorted(Basis)


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        ((), ()),
        (ROUTE, ("air/launch: part of the drones, object of “fired”, shared with “launched”",)),
        (
            (ROUTE[1], Inference("source", Basis.CUE, words=("said",))),
            ("object of “fired”", "source: “said” reaches it"),
        ),
        (
            (*ROUTE[:1], *(dataclasses.replace(one, slot="again") for one in ROUTE[:2])),
            ("air/launch: part of the drones", "told again: air/launch: part of the drones, object of “fired”"),
        ),
        (
            (Inference("measure", Basis.WHOLE_OF_PART, "launched", ("42", "90", "shot_down")),),
            ("launched, as “42 of 90” were shot_down",),
        ),
        ((Inference("actor", Basis.NEARBY, "Ruritania"),), ("actor taken from “Ruritania” nearby",)),
        (
            (Inference("target", Basis.TWO_SIDES, "Ruritania"),),
            ("target taken from the two sides of the report: Ruritania",),
        ),
        ((Inference("rule", Basis.OBJECT_OF, "x/{0}", ("{lender}",)),), ("x/{0}: object of “{lender}”",)),
        ((Inference("rule", Basis.BY_PREPOSITION, "x/y", ("in",)),), ("x/y: “in” with “”",)),
    ],
)
def test_sentences(reasons, expected):
    assert sentences(reasons) == expected


def test_the_way_to_a_rule_is_told_without_it():
    assert route_of(ROUTE) == "part of the drones, object of “fired”, shared with “launched”"
    assert route_of(ROUTE[:1]) == "part of the drones"
    assert route_of(()) == route_of((Inference("measure", Basis.WHOLE_OF_PART, "launched"), *ROUTE)) == ""


def with_reasons(number, reasons):
    made = reading(number)
    claims = tuple(dataclasses.replace(claim, reasons=reasons) for claim in made.claims)
    return dataclasses.replace(made, claims=claims)


def of_old(number):
    """A reading as a ledger has it that was written when reasons were sentences."""
    made = with_reasons(number, ())
    claims = tuple(claim_from_json(to_json(claim) | {"reasons": list(OLD)}) for claim in made.claims)
    return dataclasses.replace(made, claims=claims)


def test_a_claim_is_kept_with_sentences_and_inferences():
    [claim, *_] = with_reasons(1, ROUTE).claims
    told = json.loads(json.dumps(to_json(claim)))
    assert told["reasons"] == list(sentences(ROUTE))
    assert told["inferences"][1] == {"slot": "rule", "basis": "object_of", "lender": "", "words": ["fired"]}
    assert claim_from_json(told) == claim


def test_a_sentence_of_another_wording_changes_no_claim():
    [claim, *_] = with_reasons(1, ROUTE).claims
    assert claim_from_json(to_json(claim) | {"reasons": ["as somebody else has it"]}) == claim


def test_an_older_claim_keeps_its_sentences_and_gains_nothing():
    [claim, *_] = of_old(1).claims
    assert sentences(claim.reasons) == OLD
    assert to_json(claim)["reasons"] == list(OLD)
    assert "inferences" not in to_json(claim)


def test_an_older_ledger_opens_and_is_sound(tmp_path):
    old, new = of_old(1), with_reasons(2, ROUTE)
    with open_ledger(tmp_path / "books.db") as books:
        books.add(old, ())
        books.add(new, ())
    with open_ledger(tmp_path / "books.db") as books:
        assert books.faults() == ()
        assert books.reading(old.report.id) == old
        assert books.reading(new.report.id) == new
        books.decide("accepted", old.claims[0].id, "Ines")
        [stood, *_] = apply(books.claims(old.report.id), books.decisions()).claims
        assert sentences(stood.reasons) == (*OLD, "accepted by Ines")
        assert claim_from_json(to_json(stood)) == stood
        assert books.faults() == ()
