"""Lists behind a colon or dash, "N of M", "22 more", and the numbers that no account took: wholes and their parts."""

import pytest

from wirebook.pipeline import Desk, Outcome, read_text

WAR = "\nTroops and militants fought on, with artillery and rockets, in the war."


def read(desk: Desk, text: str, head: str = "") -> Outcome:
    outcome = read_text(head + text + WAR, desk)
    assert outcome.problem is None
    return outcome


def numbers(outcome: Outcome) -> dict[tuple[str, str, float], object]:
    """Claims by measure, item and number; the value is the number of the whole that each is a part of."""
    by_id = {claim.id: claim for claim in outcome.reading.claims}
    return {
        (c.measure, c.item, c.amount.low): by_id[c.of].amount.low if c.of and c.relation == "part" else None
        for c in outcome.reading.claims
        if c.amount
    }


@pytest.mark.parametrize(
    ("text", "whole", "parts"),
    [
        (
            (
                "Air defences neutralised 74 drones: 28 were shot down and 46 were lost from radar or suppressed by "
                "electronic warfare, the air force said."
            ),
            ("stopped", "drone", 74),
            [("intercepted", "drone", 28), ("lost_from_radar", "drone", 46)],
        ),
        (
            "Sudan's army said it had neutralised 20 drones over El Obeid: 13 were shot down and seven were jammed.",
            ("stopped", "drone", 20),
            [("intercepted", "drone", 13), ("jammed", "drone", 7)],
        ),
        (
            "All 12 drones and 50 rockets were neutralised: 40 rockets shot down, 10 jammed, the Israeli army said.",
            ("stopped", "rocket", 50),
            [("intercepted", "rocket", 40), ("jammed", "rocket", 10)],
        ),
        (
            "Air defence neutralised 277 targets - 213 shot down, 64 suppressed by electronic warfare.",
            ("stopped", "target", 277),
            [("intercepted", "target", 213), ("jammed", "target", 64)],
        ),
        (
            "Pakistan's army shot down 46 drones: 12 over Lahore, 20 over Multan and 14 over Karachi.",
            ("intercepted", "drone", 46),
            [("intercepted", "drone", 12), ("intercepted", "drone", 20), ("intercepted", "drone", 14)],
        ),
        (
            "The crews shot down 30 of them: 2 Kinzhals, 3 Iskander-Ms and 25 drones, the air force said.",
            ("intercepted", "target", 30),
            [("intercepted", "ballistic_missile", 2), ("intercepted", "drone", 25)],
        ),
        (
            "The rebels killed 40 soldiers — 12 in Goma, 20 in Bukavu and eight in Uvira, the governor said.",
            ("killed", "soldiers", 40),
            [("killed", "soldiers", 12), ("killed", "soldiers", 20), ("killed", "soldiers", 8)],
        ),
    ],
)
def test_a_list_behind_a_sign_is_the_parts_of_its_number(desk: Desk, text, whole, parts):
    lead = "Russia launched 52 drones and 6 missiles overnight.\n" if "of them" in text else ""
    outcome = read(desk, lead + text)
    found = numbers(outcome)
    assert whole in found
    for part in parts:
        assert found[part] == whole[2], part
    assert not [balance for balance in outcome.balances if balance.verdict == "broken"]


def test_what_stands_behind_a_sign_and_is_no_part_stays_whole(desk: Desk):
    found = numbers(read(desk, "The shelling of Aden killed 12 people: 30 were wounded, the mayor said."))
    assert found[("killed", "people", 12)] is None
    assert found[("wounded", "people", 30)] is None


def test_a_list_that_is_more_than_its_number_is_none_of_it(desk: Desk):
    found = numbers(read(desk, "Air defence neutralised 20 drones: 28 were shot down and 46 were jammed, it said."))
    assert ("intercepted", "drone", 20) in found
    assert found[("intercepted", "drone", 28)] is None


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            (
                "Russia attacked with 108 drones and three missiles, the air force said. Air defence downed 71 of the "
                "drones and 22 more failed to reach their targets."
            ),
            [("intercepted", "drone", 71), ("lost_from_radar", "drone", 22)],
        ),
        (
            (
                "Iran fired 80 drones and 140 missiles at Israel, the army said. Its crews shot down 60 of the drones; "
                "another 12 were jammed."
            ),
            [("intercepted", "drone", 60), ("jammed", "drone", 12)],
        ),
        (
            "Russia launched 90 drones, of which 54 were shot down and 21 were jammed, the air force said.",
            [("launched", "drone", 90), ("intercepted", "drone", 54), ("jammed", "drone", 21)],
        ),
        (
            "The Houthis launched 60 drones. The coalition said 31 were downed and 29 disappeared from radar.",
            [("intercepted", "drone", 31), ("lost_from_radar", "drone", 29)],
        ),
        (
            "The attack on Herat killed 12 people, including four children, and 30 more were wounded, police said.",
            [("killed", "children", 4), ("wounded", "people", 30)],
        ),
        (
            (
                "Ukraine's air force put the number of drones at 205 in the overnight raid, the president's office put "
                "it at 211."
            ),
            [("launched", "drone", 205), ("launched", "drone", 211)],
        ),
        (
            "Ukraine's forces shot down or suppressed 88 of the drones, the air force said.",
            [("stopped", "drone", 88)],
        ),
    ],
)
def test_each_number_has_its_own_measure_and_noun(desk: Desk, text, claims):
    found = numbers(read(desk, text))
    assert set(claims) <= set(found)
    assert not [key for key in found if key[1] in ("missile", "cruise_missile") and key[0] != "launched"]


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("Sudan's army said it shot down 12 of 15 drones.", ("intercepted", "drone", 12), ("launched", "drone", 15)),
        ("Twelve of 150 rockets breached the shield.", ("hit", "rocket", 12), ("launched", "rocket", 150)),
        ("Of 150 rockets, 12 breached the shield.", ("hit", "rocket", 12), ("launched", "rocket", 150)),
        (
            "Some 12 of Iran's 150 ballistic missiles fired on Monday breached the shield, officials said.",
            ("hit", "ballistic_missile", 12),
            ("launched", "ballistic_missile", 150),
        ),
        (
            "The air force shot down 42 of 90 drones and 85 of 101 cruise missiles.",
            ("intercepted", "cruise_missile", 85),
            ("launched", "cruise_missile", 101),
        ),
    ],
)
def test_n_of_m_tells_how_many_there_were(desk: Desk, text, part, whole):
    found = numbers(read(desk, text))
    assert found[part] == whole[2]
    assert found[whole] is None


def test_n_of_m_tells_nothing_where_the_account_does_not_say_what_m_is(desk: Desk):
    outcome = read(desk, "Militants killed 12 of the 40 soldiers at the base, the governor said.")
    assert set(numbers(outcome)) == {("killed", "soldiers", 12)}
    assert ("40", "soldiers") in [(one.amount.written, one.item) for one in outcome.reading.unowned]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Weeks later, 900 were still in the morgues, doctors said.", "900"),
        ("The governor put it at 61, while the army kept silent about the shelling.", "61"),
        ("The ministry put the number of tanks at 205.", "205"),
        ("The shelling went on. Some 300 gathered at the gate, witnesses said.", "Some 300"),
    ],
)
def test_a_number_that_nothing_took_is_told_of(desk: Desk, text, written):
    outcome = read(desk, text)
    assert written in [one.amount.written for one in outcome.reading.unowned]
    told = [finding for finding in outcome.findings if finding.code == "WB404"]
    assert written in [finding.written for finding in told]


@pytest.mark.parametrize(
    "text",
    [
        "A soldier, 42, was killed in the shelling. She was 42.",
        "The shelling began at 9 and ended at 11.",
        "Two of one family were killed in the raid.",
    ],
)
def test_ages_hours_and_one_family_are_no_unread_numbers(desk: Desk, text):
    assert not read(desk, text).reading.unowned


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        (
            "The raid killed seven civilians and wounded 18 others, witnesses said. The dead included four guests.",
            ("killed", "people", 4),
            7,
        ),
        (
            (
                "Armenia's ministry said 23 of its soldiers were killed. Armenia said it had killed more than 200 "
                "Azerbaijani soldiers."
            ),
            ("killed", "soldiers", 23),
            None,
        ),
    ],
)
def test_a_part_belongs_to_the_whole_of_its_own_kind(desk: Desk, text, part, whole):
    assert numbers(read(desk, text))[part] == whole


def test_parts_beside_each_other_are_not_inside_each_other(desk: Desk):
    text = (
        "The shelling of Aleppo killed 1,284 people, including 894 civilians, 167 policemen and 223 fighters, the "
        "monitor said. A further 4,336 were wounded."
    )
    outcome = read(desk, text)
    found = numbers(outcome)
    for item, number in (("civilians", 894), ("police", 167), ("fighters", 223)):
        assert found[("killed", item, number)] == 1284
    assert ("wounded", "people", 4336) in found
    assert "1,284 killed; 894 civilians + 167 police + 223 fighters = 1,284; 0 others" in [
        balance.note for balance in outcome.balances
    ]


def test_a_list_of_money_is_the_parts_of_its_sum(desk: Desk):
    text = "Germany pledged 500 million euros to Sudan: 300 million euros for food and 200 million euros for shelter."
    found = numbers(read(desk, text))
    assert found[("pledged", "money", 3e8)] == found[("pledged", "money", 2e8)] == 5e8


def test_what_was_destroyed_on_the_ground_is_no_part_of_what_was_launched(desk: Desk):
    text = (
        "The Houthis fired one ballistic missile from Yemen on Saturday, CENTCOM said. It then destroyed one "
        "surface-to-air missile on the ground in Yemen."
    )
    outcome = read(desk, text)
    assert ("destroyed", "missile", 1) in numbers(outcome)
    assert not outcome.balances


def test_makes_of_one_attack_are_not_set_against_those_of_another(desk: Desk):
    text = "The air force said it shot down three Kalibr missiles. Jets then launched four Kinzhal missiles at Odesa."
    outcome = read(desk, text)
    assert {("intercepted", "cruise_missile", 3), ("launched", "ballistic_missile", 4)} <= set(numbers(outcome))
    assert not outcome.balances


def test_a_rise_in_per_cent_is_no_share(desk: Desk):
    text = "With 600 civilians killed this summer, casualties in Sudan rose by 45 per cent, the UN office said."
    outcome = read(desk, text)
    assert set(numbers(outcome)) == {("killed", "civilians", 600)}
    assert not outcome.balances


@pytest.mark.parametrize(
    ("text", "country"),
    [
        (
            "Russia launched 103 drones from Kursk, Oryol and Primorsko-Akhtarsk overnight, Ukraine's air force said.",
            "UA",
        ),
        ("Israel's army said that 40 rockets were fired from Lebanon overnight; 33 were intercepted.", "IL"),
        ("India's army said it shot down 12 drones launched from Sialkot.", "IN"),
    ],
)
def test_where_weapons_were_launched_from_is_not_where_they_came_down(desk: Desk, text, country):
    places = {claim.place.country for claim in read(desk, text).reading.claims if claim.place}
    assert places <= {country}


@pytest.mark.parametrize(
    ("publisher", "source"),
    [
        ("Ukrainian Air Force", "Ukrainian Air Force"),
        ("Israel Defense Forces", "Israel Defense Forces"),
        ("Gaza Ministry of Health", "Gaza Ministry of Health"),
        ("Steppe Herald", None),
        ("Army Times", None),
    ],
)
def test_a_bulletin_of_a_body_has_that_body_as_its_source(desk: Desk, publisher, source):
    head = f"Title: Report\nPublisher: {publisher}\nPublished: 2025-06-05\n\n"
    outcome = read(desk, "Overnight 31 drones were shot down and 12 people were wounded.", head)
    names = {claim.source.name if claim.source else None for claim in outcome.reading.claims}
    assert names == {source}
    assert all(
        claim.source is None or claim.source.span.start == claim.source.span.end for claim in outcome.reading.claims
    )


def test_a_source_that_a_bulletin_names_is_kept(desk: Desk):
    head = "Title: Report\nPublisher: Ukrainian Air Force\nPublished: 2025-06-05\n\n"
    outcome = read(desk, "The governor of Sumy said 12 people were killed by rockets.", head)
    assert {claim.source.name for claim in outcome.reading.claims} == {"governor of Sumy"}


def test_two_sides_who_speak_as_one_do_not_disagree_with_one_of_them(desk: Desk):
    text = "Dozens of fighters were killed, both sides said. Libya said nine on its side were killed."
    assert "WB501" not in {finding.code for finding in read(desk, text).findings}


def test_a_source_does_not_disagree_with_its_own_short_name(desk: Desk):
    text = (
        "Ukraine's Air Force said it had shot down 24 cruise missiles. According to the air force, it shot down four "
        "Kalibr missiles at noon."
    )
    assert "WB501" not in {finding.code for finding in read(desk, text).findings}
