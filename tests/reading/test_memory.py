"""What a process keeps does not grow with the words that it has met."""

import functools
import gc
import random
import string
import sys
from collections.abc import Iterator

from wirebook.fields.party.parties import party_of
from wirebook.fields.place.gazetteer import candidates, fold
from wirebook.fields.recall import remembered
from wirebook.pipeline import Desk, read_text
from wirebook.reading.syntax import forgetting
from wirebook.reading.syntax import parser as nlp

REPORT = "KYIV — {} people were killed in {} on Monday, {} {} of the {} said. {} saw {} and {} near {}.\n"


def _words(chance: random.Random, count: int) -> list[str]:
    return ["".join(chance.choices(string.ascii_lowercase, k=9)).title() for _ in range(count)]


def _report(chance: random.Random) -> str:
    return REPORT.format(chance.randint(2, 90), *_words(chance, 8))


def _caches() -> dict[str, functools._lru_cache_wrapper]:
    """What remembers results, of all modules that are loaded."""
    found = (one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper))
    return {f"{one.__module__}.{one.__qualname__}": one for one in found}


def _endless() -> dict[str, int]:
    """The sizes of what has no bound of its own: caches, and what stands in the package's modules."""
    sizes = {name: one.cache_info() for name, one in _caches().items()}
    return {name: size.currsize for name, size in sizes.items() if size.maxsize is None} | dict(_held())


def _held() -> Iterator[tuple[str, int]]:
    modules = [(name, module) for name, module in sys.modules.items() if name.startswith("wirebook")]
    for name, module in modules:
        for key, value in vars(module).items():
            if isinstance(value, dict | set | list) and not key.startswith("__"):
                yield f"{name}.{key}", len(value)


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


def test_nothing_without_a_bound_grows_with_the_reports(desk: Desk) -> None:
    """A table that is read when it is first needed is one more, and no report is one more."""
    chance, reports = random.Random(18), 60  # noqa: S311 - the same words each time
    for _ in range(10):
        read_text(_report(chance), desk)
    before = _endless()
    for _ in range(reports):
        read_text(_report(chance), desk)
    after = _endless()
    assert len(after) > 100  # they were found
    assert not {name for name, size in after.items() if size - before.get(name, 0) > reports // 4}


def test_caches_are_full_soon() -> None:
    """A cache that takes weeks to fill looks like a leak for weeks."""
    most = {name: one.cache_info().maxsize for name, one in _caches().items() if name.startswith("wirebook")}
    assert len(most) > 100  # they were found
    assert not {name for name, size in most.items() if size is not None and size > 16384}


def test_the_tables_of_the_model_stay_of_one_size(monkeypatch) -> None:
    monkeypatch.setattr(forgetting, "MOST", 1000)
    import spacy  # noqa: PLC0415 - collecting the tests loads no parser

    language, chance = spacy.blank("en"), random.Random(19)  # noqa: S311 - the same words each time
    language.vocab.lookups.add_table("lexeme_norm", {"cos": "because"})  # as in the model
    zone, strings = forgetting.forgetting(language), language.vocab.strings
    known, getters = set(strings), dict(language.vocab.lex_attr_getters)
    for _ in range(400):
        with zone():
            language.make_doc(" ".join(_words(chance, 20)))
    assert strings._map.capacity <= 8192  # of 8,000 words it would be four times as large
    assert len(language.vocab) < 1000
    assert set(strings) == known
    assert language.vocab.lex_attr_getters == getters


def test_a_model_parses_the_same_with_its_tables_made_anew(desk: Desk, monkeypatch) -> None:
    texts = [(_report(random.Random(seed)), 0) for seed in range(5)]  # noqa: S311 - the same words each time
    wanted = desk.reader.nlp.parse(texts)
    monkeypatch.setattr(forgetting, "MOST", 1)
    made = []
    monkeypatch.setattr(forgetting, "_make_anew", lambda vocab, done=forgetting._make_anew: made.append(done(vocab)))
    assert [desk.reader.nlp.parse([text])[0] for text in texts] == wanted
    assert made
    assert desk.reader.nlp.parse(texts) == wanted


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
