"""What a process keeps does not grow with the words that it has met."""

import random
import string

from wirebook.fields.party.parties import party_of
from wirebook.fields.place.gazetteer import candidates, fold
from wirebook.fields.recall import remembered
from wirebook.pipeline import Desk, read_text
from wirebook.reading.syntax import parser as nlp

REPORT = "KYIV — {} people were killed in {} on Monday, {} {} of the {} said. {} saw {} and {} near {}.\n"


def _report(chance: random.Random) -> str:
    words = ["".join(chance.choices(string.ascii_lowercase, k=9)) for _ in range(8)]
    return REPORT.format(chance.randint(2, 90), *(word.title() for word in words))


def test_new_words_are_forgotten(desk: Desk) -> None:
    chance = random.Random(17)  # noqa: S311 - the same words each time
    strings = desk.reader.nlp.strings
    for _ in range(20):
        read_text(_report(chance), desk)
    before = strings()
    assert before > 1000  # the model's own
    for _ in range(200):
        outcome = read_text(_report(chance), desk)
        assert outcome.reading is not None
    assert outcome.reading.claims
    assert strings() == before


def test_lemmas_are_remembered_up_to_a_number(desk: Desk, monkeypatch) -> None:
    """Whatever is remembered: the lemmas are those of a reader that remembers none."""
    text = "The strikes wounded twelve soldiers and damaged the batteries of the brigades."
    wanted = [token.lemma for token in desk.reader.nlp.parse([(text, 0)])[0].tokens]
    monkeypatch.setattr(nlp, "_LEMMAS", 1)
    assert [token.lemma for token in desk.reader.nlp.parse([(text, 0)])[0].tokens] == wanted
    assert "wound" in wanted


def test_long_phrases_are_worked_out_anew() -> None:
    asked = []

    @remembered(2)
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    assert [length("a"), length("a"), length("b" * 81), length("b" * 81)] == [1, 1, 81, 81]
    assert asked == ["a", "b" * 81, "b" * 81]
    length("c")
    length("d")
    assert length.cache_info().currsize == 2
    for function in (fold, candidates):
        before = function.cache_info().currsize
        function("z" * 5000)
        assert function.cache_info().currsize == before
    assert party_of("the " + "very " * 100 + "Russian army").code == "RUSMIL"
