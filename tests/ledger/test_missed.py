"""Claims that the reader missed and persons added: in the books like any other, once, and taken back."""

import dataclasses
import json
import subprocess
import sys

import pytest
from book_readings import on, report, told

from wirebook.ledger.database.reasons import sentences
from wirebook.ledger.decisions.decision import decision_of
from wirebook.ledger.errors import LedgerError
from wirebook.ledger.ledger import open_ledger
from wirebook.ledger.review.decide import Words
from wirebook.types import Amount, Passage, Span

TEXT = "The mayor spoke at dawn. Rescuers pulled 14 people from the rubble. Nine more are missing in the harbour."
FOURTEEN = Span(TEXT.index("14"), TEXT.index("14") + 2)


def read(*claims, text=TEXT, **more):
    """A report with its sentences, of which the reader made these claims."""
    reading, _ = report(*claims, text=text, **more)
    ends = [at + 1 for at, mark in enumerate(text) if mark == "."]
    spans = [Span(first, last) for first, last in zip([0, *(end + 1 for end in ends)], ends, strict=False)]
    return dataclasses.replace(reading, passages=tuple(Passage(span, 0, "body") for span in spans))


def added(ledger, reading, words="14", **more):
    counted = more.pop("counted", ("rescued", "people"))
    return ledger.add_claim(Words(reading.report.id, words), counted, "Ines", "it is there", **more)


@pytest.mark.parametrize("claims", [(), (told(period=on(1), number=3),)])
def test_an_added_claim_is_in_the_books_with_its_evidence(either, claims):
    reading = read(*claims)
    either.add(reading)
    made = added(either, reading, changes={"place": "Odesa", "period": "2025-03-02", "source": "the mayor"})
    claim = either.claim(made.claim)
    assert claim == either.claims(reading.report.id)[-1]
    assert [TEXT[span.start : span.end] for span in claim.evidence] == [
        "Rescuers pulled 14 people from the rubble.",
        "14",
    ]
    fact = next(one for one in either.facts() if made.claim in one.claims)
    assert (fact.low, fact.high, fact.measure, fact.item, fact.place, fact.end) == (
        14, 14, "rescued", "people", "Odesa", "2025-03-02",
    )  # fmt: skip
    stood = either.stood(made.claim)
    assert "added by Ines" in sentences(stood_reasons(either, reading, made))
    assert stood.counts == made
    assert made.claim not in [one.claim for one in either.queue()]
    assert len(either.facts()) == len(claims) + 1
    assert either.faults() == ()
    assert either.unfit() == ()


def stood_reasons(ledger, reading, made):
    from wirebook.ledger.decisions.decision import apply  # noqa: PLC0415

    found = apply(ledger.claims(reading.report.id), ledger.decisions()).claims
    return next(one.reasons for one in found if one.id == made.claim)


def test_it_is_taken_back_and_brought_back(either):
    reading = read()
    either.add(reading)
    made = added(either, reading)
    gone = either.undo(made.number, "Omar")
    assert either.facts() == ()
    assert either.claims() == ()
    either.undo(gone.number, "Ines")
    assert [one.claims for one in either.facts()] == [(made.claim,)]


def test_others_correct_accept_and_reject_it(ledger):
    reading = read()
    ledger.add(reading)
    made = added(ledger, reading)
    ledger.decide("corrected", made.claim, "Omar", changes={"number": "15"})
    ledger.decide("accepted", made.claim, "Ada")
    assert [one.low for one in ledger.facts()] == [15]
    ledger.decide("rejected", made.claim, "Ada")
    assert ledger.facts() == ()


def test_the_reader_that_finds_it_later_makes_no_second_one(either):
    reading = read()
    either.add(reading)
    made = added(either, reading, changes={"place": "Odesa"})
    amount = Amount(14, 14, approximate=False, unit="count", written="14", span=FOURTEEN)
    base = read(told("rescued", "people", number=14, period=on(1))).claims[0]
    mine = dataclasses.replace(base, report=reading.report.id, amount=amount, evidence=(Span(25, 67), FOURTEEN))
    either.add(dataclasses.replace(reading, reader="newer", claims=(mine,)))
    (claim,) = either.claims()
    (fact,) = either.facts()
    assert claim.id == mine.id != made.claim
    assert (fact.claims, fact.place) == ((mine.id,), "Odesa"), "what the person said of it stays"
    assert either.unfit() == ()
    other = dataclasses.replace(mine, id="clm_other", measure="missing")
    either.add(dataclasses.replace(reading, reader="third", claims=(other,)))
    assert {one.id for one in either.claims()} == {"clm_other", made.claim}


@pytest.mark.parametrize(
    ("words", "counted", "message"),
    [
        (Words("", "15"), ("rescued", "people"), "does not have the words"),
        (Words("", "the"), ("rescued", "people"), "2 times"),
        (Words("", "15", *FOURTEEN), ("rescued", "people"), "is not what the report has"),
        (Words("", "", 5, 5000), ("rescued", "people"), "no characters"),
        (Words("", "", 24, 25), ("rescued", "people"), "blank"),
        (Words("", "dawn. Rescuers pulled 14"), ("rescued", "people"), "more than one sentence"),
        (Words("", "14"), ("rescud", "people"), "measure has no value 'rescud'; did you mean 'rescued'"),
        (Words("", "14"), ("rescued", "peple"), "item has no value 'peple'; did you mean 'people'"),
        (Words("", "14"), ("captured", "people"), "item"),
        (Words("", "rubble"), ("rescued", "people"), "no one number is read"),
    ],
)
def test_what_the_report_does_not_have_cannot_be_added(ledger, words, counted, message):
    reading = read()
    ledger.add(reading)
    if counted == ("captured", "people"):
        counted = ("captured", "gulls")
    with pytest.raises(LedgerError, match=message):
        ledger.add_claim(dataclasses.replace(words, report=reading.report.id), counted, "Ines")
    assert ledger.decisions() == ()


def test_the_same_cannot_be_added_twice(ledger):
    reading = read()
    ledger.add(reading)
    made = added(ledger, reading)
    with pytest.raises(LedgerError, match=f"already, {made.claim}"):
        added(ledger, reading)
    assert added(ledger, reading, "Nine", counted=("missing", "people")).claim != made.claim


def test_the_journal_keeps_it_and_balances_have_it(ledger):
    launched = told(account="air_attack", measure="launched", item="drone", number=64, period=on(1))
    reading = read(launched, text="They launched 64 drones at Kharkiv. The crews shot down 41 of them, they said.")
    ledger.add(reading)
    changes = {"place": "Kharkiv", "period": "2025-03-02", "source": "mayor"}
    made = added(ledger, reading, "41", counted=("intercepted", "drone"), changes=changes)
    line = next(one for one in ledger.journal() if one.kind == "added")
    assert decision_of(line) == made
    (balance,) = ledger.balances()
    assert (balance.whole.low, balance.rest_low) == (64, 23)
    assert [entry.claims for entry in balance.parts] == [(made.claim,)]


def test_the_command_adds_and_exports_it(tmp_path):
    path = str(tmp_path / "l.db")
    reading = read()
    with open_ledger(path) as ledger:
        ledger.add(reading)
    at = ("--ledger", path)

    def run(*args):
        command = [sys.executable, "-m", "wirebook", *args]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    what = ("--measure", "rescued", "--item", "people", "--by", "Ines", *at)
    made = run("review", "add", reading.report.id, "--words", "14", "--set", "place=Odesa", *what)
    assert made.stdout.startswith("2: added clm_"), made.stderr
    refused = run("review", "add", reading.report.id, "--words", "15", *what)
    assert refused.returncode == 1
    assert len(refused.stderr.strip().splitlines()) == 1
    key = made.stdout.split()[2].strip(":")
    shown = run("show", key, *at)
    assert "added" in shown.stdout, shown.stderr
    assert run("verify", *at).returncode == 0
    out = tmp_path / "claims.jsonl"
    assert run("export", "jsonl", "--of", "claims", "-o", str(out), *at).returncode == 0
    assert key in out.read_text()
    assert json.loads(run("review", "log", *at, "--json").stdout)["decisions"][0]["added"]["id"] == key
