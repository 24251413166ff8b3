"""Numbers in company: parts of a whole, lists that explain a number, members of a series, one noun for two numbers."""

import pytest

from wirebook.pipeline import Desk, read_text

_WAR = "\nTroops and militants fought on, with artillery and rockets, in the war."


def _numbers(desk: Desk, text: str) -> list[tuple[str, str, object]]:
    outcome = read_text(text + _WAR, desk)
    assert outcome.problem is None
    return [(c.measure, c.item, c.amount.low) for c in outcome.reading.claims if c.amount]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Of the 40 people killed in Jos, 25 were civilians and the remaining 15 were soldiers.",
            [("killed", "people", 40), ("killed", "civilians", 25), ("killed", "soldiers", 15)],
        ),
        (
            "Of the 45 freed prisoners, 20 are policemen, six are soldiers, and the remaining 19 are civilians.",
            [
                ("released", "prisoners", 45),
                ("released", "police", 20),
                ("released", "soldiers", 6),
                ("released", "civilians", 19),
            ],
        ),
        (
            "The shelling of Mosul killed ten people. Four were children.",
            [("killed", "people", 10), ("killed", "children", 4)],
        ),
        (
            "The shelling of Mosul killed ten people and wounded 30. Four were children.",
            [("killed", "people", 10), ("wounded", "people", 30)],
        ),
        (
            "Among the 22 killed were five policemen; the other 17 were insurgents.",
            [("killed", "people", 22), ("killed", "police", 5), ("killed", "fighters", 17)],
        ),
        (
            "The junta freed 80 detainees, comprising 55 women and 25 children.",
            [("released", "prisoners", 80), ("released", "women", 55), ("released", "children", 25)],
        ),
        (
            "The bombing killed 12 people (seven soldiers, four policemen and a nurse) and wounded 30.",
            [
                ("killed", "people", 12),
                ("killed", "soldiers", 7),
                ("killed", "police", 4),
                ("killed", "medics", 1),
                ("wounded", "people", 30),
            ],
        ),
        (
            "Our ward took in ten dead - eight policemen and two nurses - as well as 17 injured, a surgeon said.",
            [("killed", "people", 10), ("killed", "police", 8), ("killed", "medics", 2), ("wounded", "people", 17)],
        ),
        (
            "Thirty soldiers, two of them officers, were killed in Goma.",
            [("killed", "soldiers", 30), ("killed", "soldiers", 2)],
        ),
    ],
)
def test_parts_are_counted_as_their_whole(desk: Desk, text: str, expected: list[object]) -> None:
    assert _numbers(desk, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The troops recovered five rifles, two launchers and 20 artillery shells from the rebels.",
            [("captured", "weapon", 5), ("captured", "launcher", 2), ("captured", "artillery_shell", 20)],
        ),
        (
            "Russia seized 90 square kilometres in June and 70 square kilometres in May.",
            [("captured", "area_km2", 90), ("captured", "area_km2", 70)],
        ),
        (
            "Six Kenyan and four Ugandan soldiers were killed in the ambush.",
            [("killed", "soldiers", 6), ("killed", "soldiers", 4)],
        ),
        ("Commandos surprised rebels near Gao and killed eight of them.", [("killed", "fighters", 8)]),
        (
            "Four policemen sat in the car when gunmen opened fire, killing two of them.",
            [("killed", "police", 2)],
        ),
    ],
)
def test_numbers_side_by_side_share_their_words(desk: Desk, text: str, expected: list[object]) -> None:
    assert _numbers(desk, text) == expected


def test_each_number_of_a_row_has_its_own_time(desk: Desk) -> None:
    text = "Russia seized 90 square kilometres in June 2024 and 70 square kilometres in May 2024."
    claims = read_text(text + _WAR, desk).reading.claims
    assert [(c.period.edtf, c.actor.name) for c in claims if c.period and c.actor] == [
        ("2024-06", "Russia"),
        ("2024-05", "Russia"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The envoy learned that three of the soldiers posted with the envoys had been killed in Gao.",
            [("killed", "soldiers", 3)],
        ),
        (
            "The clinic had treated six dead and 30 wounded after several boilers exploded in Basra.",
            [("killed", "people", 6), ("wounded", "people", 30)],
        ),
        (
            "Rebels freed 12 hostages and 30 women remain in their hands.",
            [("released", "hostages", 12)],
        ),
    ],
)
def test_a_number_keeps_its_own_verb(desk: Desk, text: str, expected: list[object]) -> None:
    assert _numbers(desk, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Gunners downed two drones each over Lviv region and Rivne region.",
            [("intercepted", "drone", 2), ("intercepted", "drone", 2)],
        ),
        (
            "An airstrike on Idlib killed six people. Six people were killed in other raids on Idlib.",
            [("killed", "people", 6), ("killed", "people", 6)],
        ),
        (
            "A shell killed one soldier in Gao, and another was wounded.",
            [("killed", "soldiers", 1), ("wounded", "soldiers", 1)],
        ),
        ("Bandits roam valleys where no attacks had been carried out since spring.", []),
        ("The number of displaced people (12,400) has doubled since winter.", [("displaced", "people", 12400)]),
        (
            "The two sides exchanged 40 prisoners each on Friday in Erbil and Mosul.",
            [("exchanged", "prisoners", 40)],
        ),
        ("Of the 300 people on board, 12 were cooks and two were killed.", [("killed", "people", 2)]),
        ("There are six soldiers in the custody of the militia.", [("detained", "soldiers", 6)]),
        ("Poland positioned eight Su-27 fighter jets along the river.", [("deployed", "aircraft", 8)]),
    ],
)
def test_one_number_more(desk: Desk, text: str, expected: list[object]) -> None:
    assert _numbers(desk, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The air force downed 42 drones over Odesa, it said.", [("intercepted", "drone", 42)]),
        (
            "Shells killed 16 Iraqis, seven of them children, in Mosul.",
            [("killed", "people", 16), ("killed", "children", 7)],
        ),
        (
            "The blast killed 12 - eight soldiers, three policemen and a child - in Gao.",
            [("killed", "people", 12), ("killed", "soldiers", 8), ("killed", "police", 3), ("killed", "children", 1)],
        ),
        (
            "A dozen people were wounded, including a teacher (41) and her son, in Mosul.",
            [("wounded", "people", 12)],
        ),
        (
            "The troops recovered nine rifles (all rusty), six AK 47 magazines and two motorcycles.",
            [("captured", "weapon", 9), ("captured", "ammunition", 6), ("captured", "vehicle", 2)],
        ),
        (
            "The camp counted ten dead - eight soldiers, one medic and a cook of the base as well as 17 injured.",
            [
                ("killed", "people", 10),
                ("killed", "soldiers", 8),
                ("killed", "medics", 1),
                ("killed", "people", 1),
                ("wounded", "people", 17),
            ],
        ),
        (
            "The governor freed 30 women among the prisoners, including 20 from Mosul and nine from Tikrit.",
            [("released", "women", 30), ("released", "prisoners", 20), ("released", "prisoners", 9)],
        ),
        (
            "Jets struck 70 targets in Yemen, among them three bridges and five depots.",
            [("struck", "target", 70), ("struck", "bridge", 3), ("struck", "site", 5)],
        ),
    ],
)
def test_no_number_takes_what_is_anothers(desk: Desk, text: str, expected: list[object]) -> None:
    assert _numbers(desk, text) == expected


def test_a_part_is_of_the_whole_in_its_sentence_not_of_what_is_told_later(desk: Desk) -> None:
    text = (
        "Rebels abducted 27 villagers, among them eleven children, a rights group said. "
        "The army said only 14 people were missing."
    )
    claims = read_text(text, desk).reading.claims
    eleven = next(c for c in claims if c.amount and c.amount.low == 11)
    assert eleven.of == next(c.id for c in claims if c.amount and c.amount.low == 27)


def test_a_number_without_a_noun_meets_the_longest_words(desk: Desk) -> None:
    """ "Disabled by jamming" says more than "disabled": the second number is no interception."""
    text = "Rebels launched 90 drones. The army said 37 drones were shot down and another 47 were disabled by jamming."
    assert {(measure, low) for measure, _, low in _numbers(desk, text)} == {
        ("launched", 90),
        ("intercepted", 37),
        ("jammed", 47),
    }
