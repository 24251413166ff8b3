"""Sentences in, claims out: measure, item, bounds, and who says so."""

import pytest

from wirebook.pipeline import Desk, read_text
from wirebook.types import Basis, Claim


def _claims(desk: Desk, text: str) -> tuple[Claim, ...]:
    outcome = read_text(text, desk)
    assert outcome.problem is None
    return outcome.reading.claims


def _numbers(claims: tuple[Claim, ...]) -> list[tuple[str, str, object, object]]:
    return [(c.measure, c.item, c.amount.low, c.amount.high) for c in claims if c.amount]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels launched 14 drones at the airbase.", [("launched", "drone", 14, 14)]),
        ("At least 14 drones were launched at the airbase.", [("launched", "drone", 14, None)]),
        ("The launch of 14 drones was seen on radar.", [("launched", "drone", 14, 14)]),
        (
            "Crews shot down 60 of 88 drones launched overnight.",
            [("intercepted", "drone", 60, 60), ("launched", "drone", 88, 88)],
        ),
        (
            "Of the 88 drones launched, 60 were shot down.",
            [("launched", "drone", 88, 88), ("intercepted", "drone", 60, 60)],
        ),
        (
            "A blast left 12 soldiers dead and nine wounded.",
            [("killed", "soldiers", 12, 12), ("wounded", "soldiers", 9, 9)],
        ),
        ("The shelling killed more than 20 villagers.", [("killed", "civilians", 21, None)]),
        ("No casualties were reported after the airstrike.", [("casualties", "people", 0, 0)]),
        ("The toll of the shelling rose to 46.", [("killed", "people", 46, 46)]),
        ("Twelve pilgrims were killed in the ambush.", [("killed", "people", 12, 12)]),
        ("The army killed 12 proposals.", []),
        ("Troops seized six bases, among them those of Infantry Battalions 125 and 289.", [("captured", "base", 6, 6)]),
        ("The militia freed 39 women and children from its prisons.", [("released", "people", 39, 39)]),
        (
            "The militia freed 39 women and five children.",
            [("released", "women", 39, 39), ("released", "children", 5, 5)],
        ),
        ("The army's losses had reached 4,000 soldiers.", [("casualties", "soldiers", 4000, 4000)]),
        ("The hospital had taken in 45 wounded after a blast.", [("wounded", "people", 45, 45)]),
        ("Rebels attacked the Halcyon, a bulk carrier, in the Red Sea.", []),
        ("The rebels seized one armoured transporter.", [("captured", "armoured_vehicle", 1, 1)]),
        (
            "Of the 507 people who died, 379 were militants.",
            [("killed", "people", 507, 507), ("killed", "fighters", 379, 379)],
        ),
        (
            "Of 300 hostages freed, 40 were foreigners and 12 were children.",
            [("released", "hostages", 300, 300), ("released", "people", 40, 40), ("released", "children", 12, 12)],
        ),
        ("Of the 60 soldiers killed, 20 are over 40.", [("killed", "soldiers", 60, 60)]),
        (
            "The air force dropped 40 bombs, in addition to 28 missiles.",
            [("launched", "bomb", 40, 40), ("launched", "missile", 28, 28)],
        ),
        (
            "In addition to the nine killed, 30 were wounded.",
            [("killed", "people", 9, 9), ("wounded", "people", 30, 30)],
        ),
        ("The troops recovered four AK-47 rifles.", [("captured", "weapon", 4, 4)]),
        ("The group put the number of villagers arrested in the raid at 90.", [("detained", "people", 90, 90)]),
        ("The militia said one of its fighters had been killed.", [("killed", "fighters", 1, 1)]),
        ("It was one of the worst attacks of the war.", []),
        ("The ambush could kill 12 soldiers.", []),
        (
            "The militia freed 12 hostages in exchange for 30 prisoners.",
            [("released", "hostages", 12, 12), ("released", "prisoners", 30, 30)],
        ),
    ],
)
def test_numbers_find_their_measure(desk: Desk, text: str, expected: list[object]) -> None:
    assert _numbers(_claims(desk, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The shelling of the market. Dead: 38; injured: 15; missing: 3.",
            [("killed", "people", 38, 38), ("wounded", "people", 15, 15), ("missing", "people", 3, 3)],
        ),
        (
            "Ambush. Killed – 14, wounded – at least 30.",
            [("killed", "people", 14, 14), ("wounded", "people", 30, None)],
        ),
        (
            "Ambush. Soldiers killed: 4. Tanks destroyed: 3.",
            [("killed", "soldiers", 4, 4), ("destroyed", "tank", 3, 3)],
        ),
        (
            "Shelling. Killed: 38 civilians; houses damaged: 9.",
            [("killed", "civilians", 38, 38), ("damaged", "house", 9, 9)],
        ),
        ("Shelling. Casualties: 12 killed, 40 wounded.", [("killed", "people", 12, 12), ("wounded", "people", 40, 40)]),
        ("Shelling. Minister: 12 killed in the strike.", [("killed", "people", 12, 12)]),
    ],
)
def test_a_figure_stands_under_its_label(desk: Desk, text: str, expected: list[object]) -> None:
    claims = _claims(desk, text)
    assert _numbers(claims) == expected
    assert not any(claim.actor for claim in claims if claim.amount)  # "soldiers killed: 4" names no killer


def test_a_part_knows_its_whole(desk: Desk) -> None:
    whole, part = _claims(desk, "The airstrike killed nine people, including four children, medics said.")
    assert (part.relation, part.of, whole.relation) == ("part", whole.id, "whole")


def test_a_share_keeps_the_bound(desk: Desk) -> None:
    claims = _claims(desk, "Most of the more than 6,000 troops sent by Rwanda are engaged in combat.")
    assert {(c.measure, c.amount.low, c.amount.high) for c in claims if c.amount} >= {("engaged", 3001, None)}


@pytest.mark.parametrize(
    ("text", "source", "stance"),
    [
        ("The army said that 12 rebels were killed.", "army", "states"),
        ("Twelve rebels were killed, the Malian army said on Friday.", "Malian army", "states"),
        ("According to the Red Cross, 12 people were killed.", "Red Cross", "states"),
        ("The militia claimed that it had killed 12 soldiers.", "militia", "claims"),
        ("“We lost 12 men,” said Colonel Issa Maiga, a commander.", "Colonel Issa Maiga", "states"),
        ("The UN estimates that 12,000 people have fled the fighting.", "UN", "estimates"),
    ],
)
def test_a_claim_names_who_says_so(desk: Desk, text: str, source: str, stance: str) -> None:
    (claim,) = [c for c in _claims(desk, text) if c.amount]
    assert (claim.source.name, claim.stance) == (source, stance)


def test_the_statement_is_whose_it_is(desk: Desk) -> None:
    text = "The Kenyan navy said its ships fired 12 rockets. Two boats were destroyed, the statement said."
    assert {c.source.name for c in _claims(desk, text)} == {"Kenyan navy"}


def test_a_new_paragraph_in_the_reporters_voice_has_no_source(desk: Desk) -> None:
    text = "The army said 12 rebels were killed.\n\nThirty soldiers died in the same valley last year."
    first, second = (c for c in _claims(desk, text) if c.amount)
    assert first.source is not None
    assert second.source is None


def test_the_next_sentence_may_say_who_stated_it(desk: Desk) -> None:
    text = "Border guards shot down 15 drones. This was stated by General Oleh Savchuk."
    assert {c.source.name for c in _claims(desk, text)} == {"General Oleh Savchuk"}


def test_a_dateline_is_no_place_of_the_event(desk: Desk) -> None:
    text = "NAIROBI, Kenya - Shelling killed 12 people in Sake on Tuesday, the UN said."
    (claim,) = _claims(desk, text)
    assert (claim.place.name, claim.period.start) == ("Sake", "2024-11-12")


def test_a_village_that_no_list_knows_keeps_its_name(desk: Desk) -> None:
    (claim,) = _claims(desk, "Shelling killed 12 people in Qarvashti, police said.")
    assert (claim.place.written, claim.place.geonameid) == ("Qarvashti", None)


def test_without_a_publication_date_nothing_is_guessed() -> None:
    from wirebook.pipeline import Settings, open_desk  # noqa: PLC0415 - a desk without a date, for this test alone

    (claim,) = _claims(open_desk(Settings()), "On Wednesday shelling killed 12 people in Sake, the UN said.")
    assert claim.period is None or claim.period.start is None


def test_sides_are_lent_within_one_event(desk: Desk) -> None:
    text = "Russia launched 40 drones at Ukraine overnight, the Ukrainian air force said. It shot down 31 drones."
    stopped = next(c for c in _claims(desk, text) if c.measure == "intercepted")
    assert (stopped.actor.code[:3], stopped.target.code[:3]) == ("UKR", "RUS")


@pytest.mark.parametrize(
    "text",
    [
        "The striker fired two shots and the keeper was wounded as the league match ended 2-1.",
        "The storm killed 23 people and the tornado injured 40, forecasters and meteorologists said.",
        "The senate killed 12 bills in committee before the session ended.",
        "The firm launched three products and quarterly revenue rose.",
    ],
)
def test_other_topics_yield_nothing(desk: Desk, text: str) -> None:
    assert _claims(desk, text) == ()


def test_a_spokesman_speaks_for_whom_he_is_named_and_for_nobody_met_before(desk: Desk) -> None:
    text = "The Malian army said it killed 12 rebels. A spokesman for the rebel army said 30 soldiers were killed."
    sources = [c.source for c in _claims(desk, text) if c.amount]
    assert [s.name for s in sources] == ["Malian army", "spokesman for the rebel army"]
    assert sources[1].resolved is None


def test_who_puts_something_somewhere_is_no_figure(desk: Desk) -> None:
    (claim,) = _claims(desk, "The army put 60 fighters out of action near Pokrovsk, the general staff said.")
    assert (claim.account, claim.measure, claim.item) == ("casualties", "casualties", "fighters")
    (toll,) = _claims(desk, "Doctors put the toll at 46.")
    assert (toll.measure, toll.amount.low if toll.amount else None) == ("killed", 46)


def test_a_weapon_by_its_name_makes_a_report_of_conflict(desk: Desk) -> None:
    (claim,) = _claims(desk, "The air force took down 28 Shaheds, it said on Telegram.")
    assert (claim.measure, claim.item) == ("intercepted", "drone")


def test_a_fighter_with_a_designation_is_an_aircraft(desk: Desk) -> None:
    (claim,) = _claims(desk, "India said it lost one MiG21 fighter near the border.")
    assert (claim.measure, claim.item) == ("destroyed", "aircraft")


def test_an_article_counts_as_one_where_the_measure_allows_it(desk: Desk) -> None:
    found = _claims(desk, "A pilot was captured and a medic was wounded near Sumy, the governor said.")
    assert {(c.measure, c.item, c.amount.low if c.amount else None) for c in found} >= {
        ("captured", "soldiers", 1),
        ("wounded", "medics", 1),
    }
    assert _claims(desk, "A soldier said the road was closed after the shelling.") == ()


def test_sanctions_target_only_beside_their_noun(desk: Desk) -> None:
    found = _claims(desk, "The Council widened its sanctions over the war, targeting 12 companies.")
    assert [(c.measure, c.item) for c in found if c.amount] == [("sanctioned", "entity")]
    assert not any(c.measure == "sanctioned" for c in _claims(desk, "Drones targeted 12 companies in Kharkiv."))


def test_the_party_of_some_victims_is_not_lent_to_others(desk: Desk) -> None:
    found = _claims(desk, "The ministry said 51 people were killed. Two Hezbollah fighters were among the dead.")
    targets = {c.item: c.target.name if c.target else None for c in found}
    assert targets == {"people": None, "fighters": "Hezbollah"}


def test_the_linker_finds_a_speaker_whom_the_parse_buries(desk: Desk) -> None:
    text = (
        "During a call with Chadian President Idriss Deby, the acting governor of Sudan's Darfur region, Omar Tijani, "
        "said rebels hold 19 villages in the region."
    )
    (claim,) = (c for c in _claims(desk, text) if c.amount)
    assert claim.source is not None
    assert claim.source.name.endswith("Omar Tijani")
    assert any(one.basis in (Basis.LINKER, Basis.CUE) for one in claim.reasons)


def test_a_signed_quotation_has_its_signer_as_source(desk: Desk) -> None:
    text = "Shelling hit the town of Goma again.\n\n“They killed 12 villagers at the ford.” — Amani Bahati, teacher\n"
    (claim,) = (c for c in _claims(desk, text) if c.amount)
    assert claim.source is not None
    assert claim.source.name == "Amani Bahati"


def test_whose_things_are_is_told_once_for_the_report(desk: Desk) -> None:
    text = (
        "Air defence units met Ukrainian drones over three regions, the ministry said. "
        "Fifteen drones were shot down over Kursk, it said."
    )
    (claim,) = (c for c in _claims(desk, text) if c.item == "drone" and c.amount)
    assert claim.target is not None
    assert claim.target.name.startswith("Ukrain")
    assert any(one.basis is Basis.ELSEWHERE for one in claim.reasons)


def test_things_named_on_two_parties_belong_to_neither(desk: Desk) -> None:
    text = "Russian drones and Ukrainian drones crossed the border. Nine drones were shot down, officials said."
    (claim,) = (c for c in _claims(desk, text) if c.amount)
    assert claim.target is None


def test_hearsay_ends_the_run_of_a_named_speaker(desk: Desk) -> None:
    text = "The army said it killed 12 rebels. Gunmen reportedly killed five farmers near Maiduguri."
    sources = {c.amount.low: c.source for c in _claims(desk, text) if c.amount}
    assert sources[12] is not None
    assert sources[5] is None


def test_soldiers_killed_by_rebels_are_the_lands_own(desk: Desk) -> None:
    text = "Boko Haram fighters killed five soldiers in Borno on Monday, residents said."
    (claim,) = (c for c in _claims(desk, text) if c.amount)
    assert claim.target is not None
    assert claim.target.name == "Nigeria"


def test_ground_held_is_the_countrys_where_it_lies(desk: Desk) -> None:
    (claim,) = (c for c in _claims(desk, "Ukrainian troops control 28 villages in Russia's Kursk region.") if c.amount)
    assert claim.target is not None
    assert claim.target.name == "Russia"


def _by_number(desk: Desk, text: str) -> dict[float | None, Claim]:
    return {c.amount.low: c for c in _claims(desk, text) if c.amount}


def test_each_number_of_a_list_has_the_place_that_follows_it(desk: Desk) -> None:
    text = (
        "Air defences destroyed 20 drones: nine over the Oryol region, seven over the Kursk region and four over the "
        "Bryansk region, the ministry said."
    )
    found = _by_number(desk, text)
    assert {n: c.place.name for n, c in found.items() if c.place and n in {9, 7, 4}} == {
        9: "Orel",
        7: "Kursk",
        4: "Bryansk",
    }


def test_an_event_is_dated_by_its_own_day_rather_than_by_the_day_of_speaking(desk: Desk) -> None:
    text = (
        "An airstrike on a village killed ten civilians, residents said on Wednesday. "
        "Jets struck the village near Magway on Tuesday afternoon, wounding eight people, a monk said."
    )
    found = _by_number(desk, text)
    assert found[10].period is not None
    assert found[10].period.start == "2024-11-12"


def test_who_tells_of_strikes_has_not_flown_them(desk: Desk) -> None:
    text = "The talks follow Indian airstrikes that Pakistan said killed 31 civilians."
    actor = _by_number(desk, text)[31].actor
    assert actor is None or not actor.name.startswith("Pakistan")


def test_whose_attack_it_was(desk: Desk) -> None:
    by = _by_number(desk, "An attack by Boko Haram on a market in Borno killed 12 traders, police said.")[12]
    claimed = _by_number(desk, "JNIM claimed responsibility for an ambush that killed 17 soldiers near Djibo.")[17]
    assert by.actor is not None
    assert by.actor.name == "Boko Haram"
    assert claimed.actor is not None
    assert claimed.actor.name == "JNIM"


def test_whose_drones_they_were_by_who_launched_them(desk: Desk) -> None:
    claim = _by_number(desk, "The army shot down 14 drones launched by Houthi militants, it said.")[14]
    assert claim.target is not None
    assert claim.target.name == "Houthis"


def test_a_place_that_something_is_measured_from_is_not_where_it_was(desk: Desk) -> None:
    text = "Militants killed 12 soldiers in Lego, 100 kilometers northwest of Mogadishu, residents said."
    place = _by_number(desk, text)[12].place
    assert place is not None
    assert place.name == "Lego"


def test_a_border_is_in_neither_country(desk: Desk) -> None:
    place = _by_number(desk, "Gunmen killed 12 soldiers in the Mansila area near the Niger border, residents said.")[
        12
    ].place
    assert place is not None
    assert place.name == "Mansila"


def test_a_bound_that_the_parser_takes_for_a_preposition(desk: Desk) -> None:
    found = _by_number(desk, "The clashes have displaced over two million people in Burkina Faso, the UN said.")
    assert found[2_000_001].measure == "displaced"


@pytest.mark.parametrize(
    ("text", "measure", "low", "high"),
    [
        ("Rebels fired 40 rockets at the base. All of them were intercepted, the army said.", "intercepted", 40, 40),
        ("Rebels fired 40 rockets at the base. Half of them were intercepted, it said.", "intercepted", 18, 22),
        ("Rebels fired 300 rockets at the base, 90% of which were intercepted, it said.", "intercepted", 270, 270),
        ("A family of seven was killed in the shelling of Rafah, medics said.", "killed", 7, 7),
        ("No one was wounded in the drone attack, the governor said.", "wounded", 0, 0),
        ("There were no reports of injuries after the airstrike, police said.", "wounded", 0, 0),
        ("There were no immediate reports of damage or casualties after the airstrike.", "casualties", 0, 0),
    ],
)
def test_numbers_that_are_derived_or_nought(desk: Desk, text: str, measure: str, low: float, high: float) -> None:
    found = [(c.amount.low, c.amount.high) for c in _claims(desk, text) if c.amount and c.measure == measure]
    assert found == [(low, high)]


def test_a_percentage_of_others_derives_nothing(desk: Desk) -> None:
    text = "Medics treated 39 people for shrapnel wounds, 40 percent of them women and children."
    assert [c.amount.low for c in _claims(desk, text) if c.amount] == [39]


def test_a_quotation_of_many_sentences_is_its_speakers_from_the_first(desk: Desk) -> None:
    text = (
        "“We hold the ridge. Now we control 14 villages near Mekelle. The fighting goes on. We will not leave,” "
        "General Tadesse Abera said on state radio."
    )
    claim = _by_number(desk, text)[14]
    assert claim.source is not None
    assert claim.source.name.endswith("Tadesse Abera")


def test_a_sum_told_exactly_and_roughly_is_one_claim(desk: Desk) -> None:
    text = "Norway pledged $2.5 billion to Ukraine on Monday. In all, Norway pledged nearly $2.5 billion to Ukraine."
    assert len([c for c in _claims(desk, text) if c.amount]) == 1
