"""Words looked for in claims and reports, in both databases; and the ledger opened by Datasette."""

import json
import sqlite3
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from as_typed import typed
from wirebook.ledger.errors import LedgerError
from wirebook.ledger.ledger import open_ledger
from wirebook.ledger.query.full_text import _parts
from wirebook.pipeline import Settings, open_desk, read_text

STORIES = (
    """Published: 2031-03-05
Publisher: Dnipro Wire
Title: Drones over the river

Russia launched 90 drones overnight, Ukraine's air force said on Wednesday. Air defenses shot down 37 drones.
Nine people were killed in Dnipro on Tuesday, the regional governor said.
""",
    """Published: 2031-03-06
Publisher: Khartoum Daily
Title: Market shelled

Fourteen people were killed in Omdurman on Wednesday, the Sudanese Doctors' Union said. Striking workers went home.
The <b>hospital</b> & the school were hit.
""",
)


def fill(path):
    books = open_ledger(path)
    desk = open_desk(Settings())
    for text in STORIES:
        outcome = read_text(text, desk)
        books.add(outcome.reading, outcome.findings)
    return books


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    with fill(tmp_path_factory.mktemp("s") / "books.db") as ledger:
        yield ledger


def found(ledger, words, of="claims", **limits):
    return [ledger.claim(hit.claim).quote if hit.claim else hit.title for hit in ledger.search(words, of, **limits)]


def test_claims_are_found_by_sentence_source_place_and_what_is_counted(books):
    assert {quote.split()[0] for quote in found(books, "killed")} == {"Nine", "Fourteen"}
    assert {quote.split()[0] for quote in found(books, "doctors union killing")} == {"Fourteen"}
    by_governor = found(books, "governor")
    assert by_governor
    assert all("Dnipro" in quote for quote in by_governor)
    assert {quote.split()[0] for quote in found(books, "intercepted")} == {"Air"}, "the measure's name is no word of it"
    assert found(books, "killed -Omdurman") == found(books, "nine")
    assert found(books, '"people killed"') == []
    assert found(books, "unicorns") == []


def test_reports_are_found_by_title_publisher_and_text(books):
    assert found(books, "strike", "reports") == ["Market shelled"]
    assert found(books, '"air defenses"', "reports") == ["Drones over the river"]
    assert found(books, "dnipro wire", "reports") == ["Drones over the river"]
    hit = books.search("shot", "reports")[0]
    assert [words for words, there in hit.shown if there] == ["shot"]
    assert "Air defenses shot down 37 drones." in "".join(words for words, _ in hit.shown)


def test_limits(books):
    assert len(found(books, "killed", place="Sudan")) == 1
    assert found(books, "killed", place="Sudan") == found(books, "killed", source="Doctors")
    assert found(books, "killed", since="2031-03-05") == found(books, "fourteen")
    assert found(books, "people", "reports", until="2031-03-05") == ["Drones over the river"]
    assert found(books, "people", "reports", place="Sudan") == ["Market shelled"]
    assert found(books, "drones", account="casualties") == []
    everything = found(books, "people")
    assert [found(books, "people", limit=1, offset=at)[0] for at in range(len(everything))] == everything


def test_the_same_on_postgresql(books, postgres):
    with fill(postgres) as other:
        for words in (
            "killed",
            "governor",
            "intercepted",
            "killed -Omdurman",
            '"people killed"',
            "doctors union killing",
        ):
            assert sorted(found(other, words)) == sorted(found(books, words)), words
        for words in ("strike", '"air defenses"', "dnipro wire", "hospital"):
            assert sorted(found(other, words, "reports")) == sorted(found(books, words, "reports")), words
        assert [part for part, there in other.search("shot", "reports")[0].shown if there] == ["shot"]
        assert len(found(other, "killed", place="Sudan", since="2031-03-05")) == 1
        with pytest.raises(LedgerError, match="no word to look for"):
            other.search("—")


def test_nothing_to_look_for_is_said(books):
    for words in ("", "  ", '""', "—", "-drones"):
        with pytest.raises(LedgerError, match="no word to look for"):
            books.search(words)


@settings(max_examples=60, deadline=None)
@given(words=st.text(alphabet=st.sampled_from("ab \"-*()^:+{}~'\\ORNTE\u00e9\u4e2d.,\n\x00"), max_size=24))
def test_no_words_are_taken_for_a_language(books, words):
    """Whatever is written is looked for as it stands, or said to be no word."""
    if all(minus for minus, _ in _parts(words)):
        with pytest.raises(LedgerError, match="no word to look for"):
            books.search(words, "reports")
    else:
        assert all(part for hit in books.search(words, "reports") for part, _ in hit.shown)


def test_a_newer_reading_replaces_the_words_of_the_older(tmp_path):
    with fill(tmp_path / "books.db") as books:
        claim = next(claim for claim in books.claims(account="casualties") if "Nine" in claim.quote)
        books.decide("corrected", claim.id, "Ines", "a slip", changes={"number": "8"})
        assert len(found(books, "nine")) == 1


def test_a_tidied_file_finds_the_same(tmp_path):
    with fill(tmp_path / "books.db") as books:
        before = books.search("killed"), books.search("market", "reports")
    with sqlite3.connect(tmp_path / "books.db") as raw:
        raw.execute("VACUUM")
    with open_ledger(tmp_path / "books.db") as books:
        assert (books.search("killed"), books.search("market", "reports")) == before
        assert books.faults() == ()


def test_an_older_ledger_gets_its_words(tmp_path, monkeypatch):
    from wirebook.ledger import ledger as store  # noqa: PLC0415

    with fill(tmp_path / "new.db") as newer:
        facts = newer.facts()
    every = store.migrations()
    monkeypatch.setattr(store, "migrations", lambda: tuple(one for one in every if one.number < 7))
    fill(tmp_path / "books.db").close()
    monkeypatch.setattr(store, "migrations", lambda: every)
    with open_ledger(tmp_path / "books.db") as books:
        assert len(found(books, "killed")) == 2
        assert found(books, "market", "reports") == ["Market shelled"]
        assert books.facts() == facts
        assert books.query("SELECT count(*) FROM readable_facts").rows == ((len(facts),),)


def test_the_command(tmp_path):
    path = str(tmp_path / "books.db")
    fill(path).close()
    code, said, _ = typed("search", "doctors", "killed", "--ledger", path)
    assert code == 0
    assert "2031-03-06 · Khartoum Daily · Market shelled" in said
    assert " ".join(said.split()).count("Fourteen people were killed in Omdurman on Wednesday") == 1
    code, said, _ = typed("search", "--of", "reports", "river", "--ledger", path, "--json")
    assert code == 0
    assert json.loads(said)["hits"][0]["title"] == "Drones over the river"


# ---------------------------------------------------------------- Datasette


def datasette(path, address):
    """What Datasette answers to an address, asked by its own command."""
    done = subprocess.run(
        [sys.executable, "-m", "datasette", str(path), "--get", address], capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture(scope="module")
def settled(tmp_path_factory):
    path = tmp_path_factory.mktemp("d") / "books.db"
    with fill(path) as books:
        books.decide("accepted", books.claims()[0].id, "Ines")
        books.settle()
    return path


def test_datasette_shows_readable_views(settled):
    claims = json.loads(datasette(settled, "/books/readable_claims.json?_shape=array"))
    killed = next(row for row in claims if row["measure"] == "killed" and row["at_least"] == 14)
    assert (killed["at_most"], killed["country"], killed["publisher"]) == (14, "SD", "Khartoum Daily")
    assert killed["source"] == "Sudanese Doctors' Union"
    facts = json.loads(datasette(settled, "/books/readable_facts.json?_shape=array&_sort=day"))
    assert {"drone", "people"} <= {row["item"] for row in facts}
    assert len({row["day"] for row in facts}) > 1
    assert all(one["day"] <= other["day"] for one, other in pairwise(facts))
    reports = json.loads(datasette(settled, "/books/readable_reports.json?_shape=array"))
    assert {row["title"] for row in reports} == {"Drones over the river", "Market shelled"}


def test_datasette_finds_words_without_being_told_how(settled):
    hits = json.loads(datasette(settled, "/books/report_words.json?_search=market&_shape=array"))
    assert [hit["title"] for hit in hits] == ["Market shelled"]
    claims = json.loads(datasette(settled, "/books/claim_words.json?_search=doctors+killing&_shape=array"))
    assert len(claims) == 1
    assert "Omdurman" in claims[0]["quote"]


def test_datasette_follows_the_ties_and_writes_words_as_words(settled):
    about = json.loads(datasette(settled, "/books.json"))
    ties = {
        table["name"]: {tie["other_table"] for tie in table["foreign_keys"]["outgoing"]} for table in about["tables"]
    }
    assert ties["fact_claims"] == {"facts"}
    assert ties["claims"] == {"reports", "readings"}
    assert ties["dispute_sides"] == ties["disputed_facts"] == {"disputes"}
    assert 'href="/books/facts/fact_' in datasette(settled, "/books/fact_claims")
    assert "<b>hospital</b>" not in datasette(settled, "/books/reports")


def test_every_tie_holds(settled):
    with sqlite3.connect(settled) as raw:
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
