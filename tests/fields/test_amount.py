"""Amounts in sentences of our own: what is found, as which interval, and what is no amount."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wirebook.fields.quantity.amounts import find_amounts, relation_before, share_of
from wirebook.types import Amount

COUNTED = [
    ("The port was hit by six ballistic and cruise missiles.", [("six", 6, 6)]),
    (
        "Crews downed four missiles and 37 drones; another 47 were jammed.",
        [("four", 4, 4), ("37", 37, 37), ("47", 47, 47)],
    ),
    ("At least 12 people died.", [("At least 12", 12, None)]),
    ("No fewer than 5 died, as many as 20 were hurt.", [("No fewer than 5", 5, None), ("as many as 20", None, 20)]),
    ("More than 10,000 troops arrived.", [("More than 10,000", 10001, None)]),
    ("The toll has surpassed 322.", [("surpassed 322", 323, None)]),
    ("Fewer than 50 stayed, no more than 40 left.", [("Fewer than 50", None, 49), ("no more than 40", None, 40)]),
    (
        "A hundred tents, a dozen stoves, half a million litres.",
        [("A hundred", 100, 100), ("a dozen", 12, 12), ("half a million litres", 500000, 500000)],
    ),
    ("They counted two hundred and five graves.", [("two hundred and five", 205, 205)]),
    (
        "Some 300 thousand shells and 1.5 million mines.",
        [("Some 300 thousand", 300000, 300000), ("1.5 million", 1500000, 1500000)],
    ),
    (
        "Between 10 and 20 jets, 10 to 12 tanks, 8,000–10,000 men.",
        [("Between 10 and 20", 10, 20), ("10 to 12", 10, 12), ("8,000–10,000", 8000, 10000)],
    ),
    ("Two or three boats, 2 to 3 million people.", [("Two or three", 2, 3), ("2 to 3 million", 2000000, 3000000)]),
    ("The toll rose from 12 to 15.", [("12", 12, 12), ("15", 15, 15)]),
    (
        "100+ drones, 200-plus shells, 12 or more graves, 7 people or more.",
        [("100+", 100, None), ("200-plus", 200, None), ("12 or more", 12, None), ("7", 7, None)],
    ),
    (
        "At least another 12 were hurt; up to around 300 fled.",
        [("At least another 12", 12, None), ("up to around 300", None, 300)],
    ),
    ("The jets flew over 12 regions.", [("12", 12, 12)]),
    ("Last night 40 Russian drones came; that day 12 people died.", [("40", 40, 40), ("12", 12, 12)]),
    ("In Sumy 12 Ukrainian soldiers fell; a group of 30 men fled.", [("12", 12, 12), ("30", 30, 30)]),
    ("They need 500 155mm shells.", [("500", 500, 500)]),
    ("They sent 2000 soldiers in 2024.", [("2000", 2000, 2000)]),
    ("A 206-for-206 swap by a 3,000-strong force.", [("206", 206, 206), ("3,000", 3000, 3000)]),
    ("Both missiles missed; both sides agreed; both of them fell.", [("Both", 2, 2), ("both", 2, 2)]),
    (
        "More than a million citizens left 1\u202f200 flats.",
        [("More than a million", 1000001, None), ("1\u202f200", 1200, 1200)],
    ),
]

EDGES = [
    ("“7. That is how many fell.”", [("7", 7, 7)]),
    ("The toll was 1500; in 1500 homes a light went out.", [("1500", 1500, 1500), ("1500", 1500, 1500)]),
    ("He said one was killed, but one was hurt.", [("one", 1, 1), ("one", 1, 1)]),
]

VAGUE = [
    ("Dozens of people were hurt.", [("Dozens", 24, 99)]),
    ("Hundreds fled and thousands marched.", [("Hundreds", 200, 999), ("thousands", 2000, None)]),
    (
        "Tens of thousands of homes, hundreds of thousands of people.",
        [("Tens of thousands", 20000, None), ("hundreds of thousands", 200000, None)],
    ),
    ("Several people saw a couple of drones.", [("Several", 3, 9), ("a couple of", 2, 2)]),
    ("Several hundred victims, a few hundred homes.", [("Several hundred", 300, 999), ("a few hundred", 200, 999)]),
    ("Scores of cars burned after many test scores came.", [("Scores", 40, 99)]),
]

MEASURED = [
    ("$725 million and US$2.5bn", [("$725 million", 725000000, "USD"), ("US$2.5bn", 2500000000, "USD")]),
    (
        "725 million U.S. dollars, €50m, 30 billion hryvnias",
        [
            ("725 million U.S. dollars", 725000000, "USD"),
            ("€50m", 50000000, "EUR"),
            ("30 billion hryvnias", 30000000000, "UAH"),
        ],
    ),
    ("576 square kilometres or 41 sq km", [("576 square kilometres", 576, "km2"), ("41 sq km", 41, "km2")]),
    (
        "20 km, 100 tonnes of flour, 155-mm shells",
        [("20 km", 20, "km"), ("100 tonnes", 100, "tonne"), ("155-mm", 155, "mm")],
    ),
    (
        "41%, 42 percent and 43 per cent",
        [("41%", 41, "percent"), ("42 percent", 42, "percent"), ("43 per cent", 43, "percent")],
    ),
    ("a 7-year-old girl and a man aged 34", [("7-year-old", 7, "age"), ("34", 34, "age")]),
    ("Olena Koval, 34, said a man, 60, had died", [("34", 34, "age"), ("60", 60, "age")]),
    (
        "two hours, a 48-hour truce, six months",
        [("two hours", 2, "hour"), ("48-hour", 48, "hour"), ("six months", 6, "month")],
    ),
    ("minus 20 degrees Celsius", [("minus 20 degrees Celsius", -20, "temperature")]),
    (
        "a 500-pound bomb, 500 million pounds",
        [("500-pound", 226.796185, "kg"), ("500 million pounds", 500000000, "GBP")],
    ),
    ("attacked three times", [("three times", 3, "times")]),
    ("They paid USD 500.", [("USD 500", 500, "USD")]),
    (
        "a 2 1/2-year-old boy, a quarter of a million homes",
        [("2 1/2-year-old", 2.5, "age"), ("a quarter of a million", 250000, "count")],
    ),
    ("In Kharkiv, 12, in Sumy, 5, were hurt", [("12", 12, "count"), ("5", 5, "count")]),
]

NONE = [
    "On Nov. 13 it began; on 13 November 2024 it ended; on Dec. 3 and 4 it rested.",
    "In 2024 the army grew; the 2022 invasion; 2024-25; the 1990s; between 1812 and 1815.",
    "At 06:00, at 6 a.m., by 1500 GMT, at five o'clock, between 2 and 4 p.m.",
    "A Su-34, an S-300, a MIM-104, T-72s, F-16s, the A-50, a Leopard 2 tank.",
    "The 47th Brigade, the 72nd shipment, the third missile, a third missile, the twenty-first day.",
    "Resolution 1701, Article 5, Order No. 227, Channel 12, Flight 8243, page 3, Room 5, the Group of 7, G7.",
    "They won 2-1 and drew 3–0; open 24/7 since 9/11; call 555-1234.",
    "See https://example.org/2024/11/13-drones or version 1.2.3 at 10.0.0.1, #12, 50.45°N 30.52°E.",
    "One of the men saw another one; they helped one another one day.",
    "It is no longer so, no doubt; No. 10 has no more to say; zero tolerance at ground zero.",
    "A two-storey house, a 10-point plan, a four-wheel drive, once or twice.",
    "A few came and many stayed all the time; the second half; the most powerful.",
    "1. First\n2. Second",
    "A one-on-one talk at 85 South Main St., phone (513) 868-5811.",
    "To no avail; no possibility of rescue.",
    "A ratio of 5 million–3.",
    "He held the Galaxy 22.",
    "In 1500 it fell.",
    "That one was killed; the soldiers one was shot.",
]


def _counts(amounts: tuple[Amount, ...]) -> list[tuple[str, float | None, float | None]]:
    return [(a.written, a.low, a.high) for a in amounts]


@pytest.mark.parametrize(("text", "expected"), COUNTED + EDGES + VAGUE)
def test_counts(text: str, expected: list[tuple[str, float | None, float | None]]) -> None:
    assert _counts(find_amounts(text)) == expected


@pytest.mark.parametrize(("text", "expected"), MEASURED)
def test_units(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert [(a.written, a.low, a.unit) for a in find_amounts(text)] == expected


@pytest.mark.parametrize("text", NONE)
def test_no_amounts(text: str) -> None:
    assert [a.written for a in find_amounts(text)] == []


@pytest.mark.parametrize(
    "text", ["about 50", "some 50", "an estimated 50", "circa 50", "~50", "50 or so", "nearly 50", "roughly 50"]
)
def test_approximate(text: str) -> None:
    assert [(a.written, a.high, a.approximate) for a in find_amounts(text + " men")] == [(text, 50, True)]


@pytest.mark.parametrize(
    "text", ["No casualties were reported.", "None were hurt.", "Zero casualties.", "no Israeli fatalities"]
)
def test_nothing_is_nought(text: str) -> None:
    assert [(a.low, a.high) for a in find_amounts(text)] == [(0, 0)]


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("more than 10 men", 11, "count"),
        ("more than 10%", 10, "percent"),
        ("over $10", 10, "USD"),
        ("over 10 km", 10, "km"),
    ],
)
def test_only_what_is_counted_steps(text: str, low: float, unit: str) -> None:
    assert [(a.low, a.high, a.unit) for a in find_amounts(text)] == [(low, None, unit)]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("another *47* were jammed", "further"),
        ("a further *12* fell", "further"),
        ("*12* others were hurt", "further"),
        ("*12* more were hurt", "further"),
        ("the remaining *six* missiles", "rest"),
        ("nine dead, including *three* children", "part"),
        ("nine dead, including three women and *two* children", "part"),
        ("81 drones, of which *47* were lost", "part"),
        ("*three* of them died", "part"),
        ("*six* missiles were fired", "whole"),
        ("including *three* children", "part"),
        ("including three men, and wounded *12*", "whole"),
    ],
)
def test_relations(text: str, relation: str) -> None:
    plain = text.replace("*", "")
    start = text.index("*")
    found = next(a for a in find_amounts(plain) if a.span.start == start)
    assert relation_before(plain, found.span) == relation


@given(st.text())
@example("They sent at least 6,000 men, most of the 10,000, and two to three million shells.")
def test_any_text_is_read(text: str) -> None:
    done = 0
    for amount in find_amounts(text):
        assert done <= amount.span.start < amount.span.end <= len(text)
        assert text[amount.span.start : amount.span.end] == amount.written
        assert amount.low is None or amount.high is None or amount.low <= amount.high
        done = amount.span.end


_PIECES = [
    "at least",
    "over",
    "6",
    "10,000",
    "$",
    "%",
    "km",
    "million",
    "two",
    "half",
    "of the",
    "a",
    "-",
    "–",
    " to ",
    "no",
    "both",
    "Nov.",
    "one",
    "\n",
    "most",
    ".",
    "and",
    "’",
    "½",
]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(_PIECES), max_size=12), st.sampled_from(["", " "]))
def test_any_mixture_of_the_words_is_read(pieces: list[str], glue: str) -> None:
    """The same is asserted of texts that are full of numbers."""
    test_any_text_is_read.hypothesis.inner_test(glue.join(pieces))  # type: ignore[attr-defined]


@given(st.integers(1, 10**9))
def test_digits_are_found(number: int) -> None:
    assert [(a.low, a.high) for a in find_amounts(f"They sent {number:,} soldiers.")] == [(number, number)]


def test_a_share_stands_before_its_whole() -> None:
    share, whole = find_amounts("Most of the over 10,000 North Korean troops are there.")
    assert (share.written, share.share) == ("Most", (0.5, 1.0))
    assert (whole.written, whole.low) == ("over 10,000", 10001)
    part = share_of(share, whole)
    assert (part.low, part.high) == (5001, None)


def test_numbers_under_each_other_are_numbers() -> None:
    assert [amount.low for amount in find_amounts("6 6 6 \n 6 drones")][-1] == 6
