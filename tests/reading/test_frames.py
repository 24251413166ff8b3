"""The grammar of counting: how a counted noun hangs on the words that say its fate."""

import pytest

from wirebook.reading.predicates.governors import links
from wirebook.reading.syntax.parser import Parse, load_nlp


def _parse(text: str) -> Parse:
    return load_nlp().parse([(text, 0)])[0]


def _links(text: str, noun: str) -> list[tuple[str, str]]:
    parse = _parse(text)
    head = next(t.i for t in parse.tokens if t.text == noun)
    return [(parse.tokens[link.predicate].text, link.role) for link in links(parse, head)]


@pytest.mark.parametrize(
    ("text", "noun", "link"),
    [
        ("The army launched 90 drones at the port.", "drones", ("launched", "object")),
        ("At dawn 90 drones were launched at the port.", "drones", ("launched", "object")),
        ("The launch of 90 drones was observed.", "drones", ("launch", "of")),
        ("Gunners destroyed 15 drones launched from the sea.", "drones", ("destroyed", "object")),
        ("Of the 90 drones launched, most were lost.", "drones", ("launched", "object")),
        ("Some 90 drones that were intercepted fell in fields.", "drones", ("intercepted", "object")),
        ("Two aircraft crashed near the border.", "aircraft", ("crashed", "subject")),
        ("They attacked the base with 12 rockets.", "rockets", ("attacked", "with")),
        ("A barrage of 60 rockets was fired at the town.", "rockets", ("fired", "object")),
        ("Shelling killed two women and 12 men.", "men", ("killed", "object")),
        ("Twelve people were killed by gunmen.", "gunmen", ("killed", "subject")),
        ("Eight miners are still missing.", "miners", ("missing", "state")),
        ("The blast left 12 villagers dead.", "villagers", ("dead", "state")),
        ("The toll rose to 46 on Friday.", "46", ("toll", "of")),
        ("Crews destroyed or jammed 34 drones.", "drones", ("destroyed", "object")),
    ],
)
def test_a_counted_noun_finds_its_predicate(text: str, noun: str, link: tuple[str, str]) -> None:
    assert link in _links(text, noun)


def test_the_governor_stands_before_the_nouns_own_participle() -> None:
    found = _links("Gunners destroyed 15 drones launched from the sea.", "drones")
    assert found.index(("destroyed", "object")) < found.index(("launched", "object"))


def test_token_offsets_are_the_reports() -> None:
    parse = load_nlp().parse([("Two men died.", 100)])[0]
    assert [(t.start, t.end) for t in parse.tokens][:2] == [(100, 103), (104, 107)]


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("Losses exceed 3,000.", "exceed", "exceed"),
        ("The loss of 12 men was heavy.", "loss", "loss"),
        ("They need aid.", "need", "need"),
        ("Two men were wounded.", "wounded", "wound"),
    ],
)
def test_a_base_form_is_its_own_lemma(text: str, word: str, lemma: str) -> None:
    assert next(t.lemma for t in _parse(text).tokens if t.text == word) == lemma
