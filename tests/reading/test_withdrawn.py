"""A number that is named only to be taken back is no claim, and a notice's right number is one."""

import pytest

from wirebook.pipeline import read_text


def counted(text, desk, measure="killed"):
    """The numbers of a measure that a report of 6 May 2022 claims."""
    outcome = read_text(f"Published: 2022-05-06\n\n{text}\n", desk)
    return sorted(c.amount.low for c in outcome.reading.claims if c.measure == measure and c.amount)


_TAKEN_BACK = [
    ("79, not 81, people were killed in the bombing in Mogadishu on Saturday, the ambulance service said.", [79]),
    ("Rescuers now say 9, not 11, people were killed in Thursday's strike on Sloviansk.", [9]),
    ("The strike on Trostyanets on 3 May killed 17 people, not 19, the mayor said.", [17]),
    ("The mayor said that 17 people, not 19, were killed in the strike on Trostyanets.", [17]),
    ("Seventeen villagers were killed near Djibo on Tuesday, and not 40, the prefect said.", [17]),
    ("The ambush near Goma killed 17 soldiers, not the 19 first reported, the army said.", [17]),
    ("Police said nine people, rather than the 11 reported earlier, were killed in the ambush near Goma.", [9]),
    ("The raid on Mindat killed eight people instead of 12, a resistance group said.", [8]),
    (
        (
            "Eleven people were killed in Ganja on Sunday, the prosecutor's office said, correcting "
            "an earlier figure of 12."
        ),
        [11],
    ),
    (
        (
            "The city's ambulance service corrected the toll of the truck bomb in Mogadishu: 79 "
            "people were killed, not 81 as it had said earlier."
        ),
        [79],
    ),
]


@pytest.mark.parametrize(("text", "numbers"), _TAKEN_BACK)
def test_a_number_that_is_taken_back_is_no_claim(text, numbers, desk):
    assert counted(text, desk) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (
            (
                "Correction: In our report of 3 May on Trostyanets we said that 40 people were killed. "
                "The correct number is 14."
            ),
            [14],
        ),
        (
            (
                "Correction: Sunday's story on the attack in Djibo reported that 70 soldiers were "
                "killed. It should have been 17."
            ),
            [17],
        ),
        ("Corrections: Our story on Omdurman wrongly said that 31 people were killed. The number was 13.", [13]),
        ("Correction: Our story on Omdurman wrongly said that 31 people were killed there. We regret the error.", []),
    ],
)
def test_a_notice_books_what_is_right_and_not_what_was_wrong(text, numbers, desk):
    assert counted(text, desk) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Not 12 but 14 people were killed in Ganja on Sunday, the prosecutor's office said.", [14]),
        ("No fewer than 12 people were killed in Ganja, the prosecutor's office said.", [12]),
        ("Twelve people were killed in Ganja on Sunday, and not one of them was a soldier.", [12]),
        ("The prosecutor's office said that 12 people were killed in Ganja on Sunday.", [12]),
    ],
)
def test_other_words_take_nothing_back(text, numbers, desk):
    assert counted(text, desk) == numbers


# ---------------------------------------------------------------- totals that run, ways of an exchange, own losses


def placed(text, desk, low):
    """Place and day of the only claim of a number."""
    reading = read_text(f"Published: 2024-10-22\n\n{text}\n", desk).reading
    (claim,) = [c for c in reading.claims if c.amount and c.amount.low == low]
    return claim.place.name if claim.place else None, claim.period.start if claim.period else None


@pytest.mark.parametrize(
    ("text", "low", "country"),
    [
        (
            (
                "A strike on a house in Baalbek killed eight people on Tuesday, the health ministry "
                "said.\n\nThe total number of people killed since the beginning of the escalation has "
                "risen to 1,873, according to the ministry."
            ),
            1873,
            "Lebanon",
        ),
        (
            (
                "A shell killed four people in Sake on Monday, the hospital said.\n\nSince the fighting "
                "resumed, 310 people have been killed, the health ministry said."
            ),
            310,
            "Democratic Republic of the Congo",
        ),
        (
            (
                "Drones killed two people in Kherson on Monday, the governor said.\n\nSince the "
                "ceasefire collapsed, 96 civilians have been killed, the ombudsman said."
            ),
            96,
            "Ukraine",
        ),
    ],
)
def test_a_running_total_is_the_countrys_and_of_no_day(text, low, country, desk):
    assert placed(text, desk, low) == (country, None)


@pytest.mark.parametrize(
    ("text", "whole", "ways"),
    [
        (
            (
                "Yemen's government and the Houthi movement exchanged 171 prisoners in Marib on "
                "Wednesday, local mediators said. The Houthis released 83 soldiers and the government "
                "released 88 Houthi fighters."
            ),
            171,
            [83, 88],
        ),
        (
            (
                "Armenia and Azerbaijan exchanged 33 prisoners on Thursday. Armenia freed two soldiers "
                "and Azerbaijan freed 31 Armenian servicemen, the prime minister's office in Yerevan "
                "said."
            ),
            33,
            [2, 31],
        ),
        (
            (
                "Sudan's army and the Rapid Support Forces exchanged 140 prisoners near Kassala on "
                "Saturday, the Red Cross said. The army freed 90 RSF fighters; the RSF freed 50 soldiers."
            ),
            140,
            [50, 90],
        ),
    ],
)
def test_the_ways_of_an_exchange_are_parts_of_both(text, whole, ways, desk):
    claims = read_text(f"Published: 2024-12-18\n\n{text}\n", desk).reading.claims
    (both,) = [c for c in claims if c.amount and c.amount.low == whole]
    assert (both.actor, both.target, both.relation) == (None, None, "whole")
    parts = [c for c in claims if c.of == both.id]
    assert sorted(c.amount.low for c in parts) == ways
    assert {c.relation for c in parts} == {"part"}


@pytest.mark.parametrize(
    "text",
    [
        (
            "The army said it had killed 40 jihadists near Menaka on Tuesday. The jihadists said "
            "only five of their fighters had died."
        ),
        (
            "Our troops killed 22 rebels near Kanbalu on Sunday, the army said. The Kanbalu People's "
            "Defense Force said that only three of its fighters were killed."
        ),
    ],
)
def test_what_a_side_counts_of_its_own_is_no_part_of_what_the_other_counts(text, desk):
    claims = read_text(f"Published: 2025-01-20\n\n{text}\n", desk).reading.claims
    low = min((c for c in claims if c.amount), key=lambda claim: claim.amount.low)
    assert low.of is None
