"""What a claim may not take from another: the doer, the harmed, the place or the noun of a different event."""

import pytest

from wirebook.pipeline import Desk, read_text
from wirebook.types import Claim


def _claims(desk: Desk, text: str) -> dict[float | None, Claim]:
    outcome = read_text(text, desk)
    assert outcome.problem is None
    return {claim.amount.low: claim for claim in outcome.reading.claims if claim.amount}


def _code(claim: Claim, side: str) -> str | None:
    party = getattr(claim, side)
    return (party.code or party.name)[:3] if party else None


@pytest.mark.parametrize(
    "text",
    [
        "The military said it had hit several militants. Last week the health ministry said 18 had been killed.",
        "Rebels hit a post, the army said, and 40 fighters took part. Doctors at the clinic said 18 had been killed.",
        "The army said 60 soldiers were sent to Djibo. Residents said 18 were killed when shells fell on the market.",
    ],
)
def test_a_number_counts_no_fighters_of_another_speaker(desk: Desk, text: str) -> None:
    assert _claims(desk, text)[18].item == "people"


def test_a_number_counts_the_fighters_of_its_own_speaker(desk: Desk) -> None:
    text = "The military said 30 militants attacked the base. It said 18 had been killed."
    assert _claims(desk, text)[18].item == "fighters"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (
            (
                "The missile wounded six people at Ben Gurion airport near Tel Aviv, medics said. Israel's military "
                "said on Tuesday that 20 jets had dropped 50 munitions on Hodeidah."
            ),
            6,
        ),
        (
            (
                "Gunmen killed six traders at a market in Gao, Mali, on Monday. In Niamey, Niger, 12 soldiers died "
                "when mortar fire hit a barracks, the ministry said."
            ),
            12,
        ),
    ],
)
def test_a_doer_named_by_a_role_stays_in_his_country(desk: Desk, text: str, number: int) -> None:
    assert _code(_claims(desk, text)[number], "actor") is None


def test_jets_in_an_armys_words_abroad_are_its_own(desk: Desk) -> None:
    raid = _claims(desk, "Israel's military said on Tuesday that 20 jets had dropped 50 munitions on Hodeidah.")[50]
    assert (_code(raid, "actor"), _code(raid, "target")) == ("ISR", "YEM")
    raid = _claims(desk, "Rwanda's army said on Monday that troops had shelled 12 villages near Goma.")[12]
    assert (_code(raid, "actor"), _code(raid, "target")) == ("RWA", "COD")


@pytest.mark.parametrize(
    ("text", "number", "target"),
    [
        (
            "Turkish fire killed three people in Kobani, Syria, on Monday. A blast in Gaziantep, Turkey, killed 11.",
            11,
            "TUR",
        ),
        (
            (
                "Indian strikes killed 31 people in Lahore, Pakistan, on Wednesday, doctors said. In Amritsar, "
                "India, shelling killed 12 people."
            ),
            12,
            "IND",
        ),
    ],
)
def test_the_harmed_are_of_the_place(desk: Desk, text: str, number: int, target: str) -> None:
    assert _code(_claims(desk, text)[number], "target") in (None, target)


def test_what_a_ministry_says_it_lost_was_its_countrys(desk: Desk) -> None:
    text = "Pakistan said it had shot down five Indian jets. India's foreign ministry said it had lost none."
    lost = _claims(desk, text)[0]
    assert lost.target
    assert (lost.target.code, lost.target.name) == ("IND", "India")


@pytest.mark.parametrize(
    ("text", "number", "place"),
    [
        (
            (
                "Israeli strikes killed 20 people in Gaza City on Tuesday, medics said.\n\n"
                "Russia lost 1,040 soldiers over the past day, Ukraine's General Staff said."
            ),
            1040,
            None,
        ),
        (
            (
                "Army shelling killed 20 people in Omdurman on Tuesday, medics said.\n\n"
                "Azerbaijan killed 16 soldiers in the night, Armenia's defence ministry said."
            ),
            16,
            "AM",
        ),
    ],
)
def test_a_place_is_not_lent_from_war_to_war(desk: Desk, text: str, number: int, place: str | None) -> None:
    found = _claims(desk, text)[number].place
    assert (found.country if found else None) in (None, place)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Pakistani shelling killed three civilians in Poonch district on Thursday, police said. India agreed.",
            "IN",
        ),
        ("Indian fire killed three civilians in Poonch on Thursday, Pakistan's army said.", "PK"),
        ("Indian artillery killed three civilians near Poonch, Pakistani officials said.", "PK"),
    ],
)
def test_of_namesakes_it_is_the_one_that_the_other_side_shells(desk: Desk, text: str, place: str) -> None:
    found = _claims(desk, text)[3].place
    assert found
    assert found.country == place


def test_a_states_fire_elsewhere_did_not_hit_its_own(desk: Desk) -> None:
    text = (
        "Pakistani shelling killed three civilians in Poonch district, India, on Thursday, police said. "
        "The hospital said it had received 14 wounded.\n\n"
        "Across the Line of Control, officials said Indian fire had killed four people."
    )
    assert _code(_claims(desk, text)[14], "actor") in (None, "PAK")


@pytest.mark.parametrize(
    ("text", "number", "source"),
    [
        (
            "France will give Ukraine 18 million euros, the French embassy said, and Germany promised 12 tanks.",
            12,
            "Germany",
        ),
        ("Twelve people died, the mayor said, while the army said it had killed nine rebels.", 9, "army"),
    ],
)
def test_a_speaker_behind_his_words_does_not_quote_the_next(desk: Desk, text: str, number: int, source: str) -> None:
    found = _claims(desk, text)[number].source
    assert found
    assert (found.name, found.via) == (source, None)


def test_a_source_that_quotes_stays_in_the_chain(desk: Desk) -> None:
    found = _claims(desk, "The agency said the mayor had told it that 12 people were killed.")[12].source
    assert found
    assert found.via


@pytest.mark.parametrize(
    ("text", "number", "code"),
    [
        ("Ukraine's air force said Russia launched 60 drones.", 60, "UKR"),
        ("Israel's military said Hezbollah fired 30 rockets on Wednesday.", 30, "ISR"),
        ("Hezbollah said Israeli jets fired 12 missiles on Wednesday.", 12, "LBNREBHEZ"),
        ("The Ukrainian army said Russian fire killed 14 soldiers on Wednesday.", 14, "UKRMIL"),
    ],
)
def test_an_armys_country_is_attacked_and_not_the_army_that_tells_it(
    desk: Desk, text: str, number: int, code: str
) -> None:
    target = _claims(desk, text)[number].target
    assert target is not None
    assert target.code == code


@pytest.mark.parametrize(
    ("text", "number", "sides"),
    [
        (
            "Ukraine received 27 prisoners from Russia in an exchange on Friday, officials in Kyiv said.",
            27,
            ("RUS", "UKR"),
        ),
        ("Azerbaijan received the bodies of 12 soldiers from Armenia.", 12, ("ARM", "AZE")),
        ("Russia handed over the bodies of 90 soldiers to Ukraine, officials in Kyiv said.", 90, ("RUS", "UKR")),
    ],
)
def test_who_is_named_behind_from_gave_and_was_not_given(
    desk: Desk, text: str, number: int, sides: tuple[str, str]
) -> None:
    claim = _claims(desk, text)[number]
    assert claim.actor is not None
    assert claim.target is not None
    assert (claim.actor.code, claim.target.code) == sides


@pytest.mark.parametrize("verb", ["pledged", "allocated", "needs", "disbursed"])
def test_money_for_a_country_is_that_countrys_and_not_the_towns_told_of_before(desk: Desk, verb: str) -> None:
    text = f"Three people died in a strike on Goma on Monday.\n\nThe World Food Programme {verb} $70 million for Sudan."
    claim = _claims(desk, text)[70_000_000]
    assert _code(claim, "target") == "SDN"
    assert claim.place is not None
    assert claim.place.name == "Sudan"


@pytest.mark.parametrize(
    ("before", "told", "number", "country"),
    [
        (
            "Pakistani shells killed 13 people in Poonch on Wednesday, the Indian army said.",
            "Pakistan said 29 people had been killed by Indian strikes.",
            29,
            "PK",
        ),
        (
            "Rockets killed three people in Belgorod on Monday, the governor said.",
            "Ukraine's military said Russian strikes had killed nine people.",
            9,
            "UA",
        ),
    ],
)
def test_those_hit_by_a_states_strikes_in_anothers_words_are_not_in_that_state(
    desk: Desk, before: str, told: str, number: int, country: str
) -> None:
    claim = _claims(desk, f"{before}\n\n{told}")[number]
    assert claim.place is not None
    assert claim.place.country == country


def test_a_states_own_strikes_at_home_stay_there(desk: Desk) -> None:
    text = "Myanmar's army struck a village near Mogok on Monday. Junta air strikes killed nine people, residents said."
    place = _claims(desk, text)[9].place
    assert place is not None
    assert place.country == "MM"


def test_who_lives_in_a_town_is_not_of_the_state_at_war_with_it(desk: Desk) -> None:
    text = (
        "Rockets killed three people in Belgorod on Monday, the governor said. Ukraine's military said Russian strikes "
        "had killed nine people."
    )
    assert _code(_claims(desk, text)[3], "target") == "RUS"


def test_what_an_army_says_the_other_lost_is_not_in_the_town_that_a_governor_told_of(desk: Desk) -> None:
    text = (
        "In Kharkiv one man was killed, the governor said.\n\nUkraine's General Staff said Russian forces had lost "
        "1,150 soldiers over the past day."
    )
    place = _claims(desk, text)[1150].place
    assert place is not None
    assert (place.country, place.precision) == ("UA", "country")


def test_a_site_is_not_in_a_country_that_its_paragraph_does_not_name(desk: Desk) -> None:
    text = (
        "Israeli jets struck Hodeidah on Monday, killing three people, medics said.\n\nThe strikes followed a missile "
        "that hit Ben Gurion airport on Sunday, where Magen David Adom said six people were wounded."
    )
    claim = _claims(desk, text)[6]
    assert claim.place is not None
    assert claim.place.country is None
    assert claim.actor is None


@pytest.mark.parametrize("over", ["over six regions", "overnight", "over six regions of Russia"])
def test_what_a_state_shot_down_was_over_its_own_land_and_killed_nobody_elsewhere(desk: Desk, over: str) -> None:
    text = (
        "In Kharkiv one man was killed, the governor said.\n\nRussia's defence ministry said its air defences had shot "
        f"down 77 drones {over}."
    )
    claims = _claims(desk, text)
    place = claims[77].place
    assert place is None or place.country == "RU"
    assert claims[1].actor is None


def test_a_bare_air_force_is_not_the_attackers_where_the_attack_is_elsewhere(desk: Desk) -> None:
    claim = _claims(desk, "Russia attacked Odesa overnight. The air force said it had shot down 41 drones.")[41]
    assert _code(claim, "actor") == "UKR"


def test_people_whom_a_group_says_the_army_killed_are_not_of_the_group(desk: Desk) -> None:
    claim = _claims(desk, "The RSF said Sudan's army had bombed a market in Nyala, killing 18 people.")[18]
    assert claim.target is not None
    assert claim.target.code == "SDNCVL"
