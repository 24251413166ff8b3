"""Where a claim happened: in the place of the local official who tells of it, where no other is named."""

import pytest

from wirebook.pipeline import Desk, read_text


def _place(desk: Desk, text: str) -> str | None:
    outcome = read_text(text, desk)
    assert outcome.problem is None
    claim = next(c for c in outcome.reading.claims if c.amount)
    return claim.place.name if claim.place else None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Sumy governor Oksana Hrynko said two people were killed by a drone.", "Sumy"),
        ("Two people died in shelling, the mayor of Gedaref said.", "Gedaref"),
        ("Kyiv police said 12 people were killed by a missile.", "Kyiv"),
        ("Kyiv officials said 12 people were killed by a missile.", None),
        ("A professor at the University of Glasgow said 12 people were killed by a missile.", None),
        ("The mayor of Gedaref said two people were killed by a drone in Kassala.", "Kassala"),
    ],
)
def test_a_local_official_speaks_of_his_own_place(desk: Desk, text: str, place: str | None) -> None:
    assert _place(desk, text) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The charity gave cash to 4,200 families displaced from Kayah.", None),
        ("Donors gave 45 million euros to house people who had fled from Lachin.", None),
        ("After the shelling 6,000 people were evacuated from Goma.", "Goma"),
        ("A drone killed four people who had fled from Bakhmut to Dnipro.", "Dnipro"),
    ],
)
def test_what_people_left_is_not_where_they_are(desk: Desk, text: str, place: str | None) -> None:
    assert _place(desk, text) == place


def test_what_was_reported_beside_a_speakers_words_is_his(desk: Desk) -> None:
    text = "The mayor of Gedaref said shells had broken windows, but no casualties were reported."
    outcome = read_text(text, desk)
    claim = next(c for c in outcome.reading.claims if c.measure == "casualties")
    assert claim.source
    assert claim.source.name == "mayor of Gedaref"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Boko Haram fighters killed 12 people in Bama.", "Bama"),
        ("Boko Haram fighters killed 12 people.", None),
        ("Five rebels of the Free Syrian Army in Idlib were killed.", "Idlib"),
        ("The Sri Lankan navy killed 12 rebels. A Sri Lankan sailor died. Sri Lankan officials agreed.", "Sri Lanka"),
        ("The rebels killed 12 peacekeepers, mostly from Burundi, in Baidoa.", "Baidoa"),
        ("Three rockets were fired from Lebanon into Haifa.", "Haifa"),
        ("Nine people were killed in Omdurman, according to a doctor in Kosti.", "Omdurman"),
        ("Nine people were killed, according to a doctor in Omdurman.", "Omdurman"),
        ("The United States delivered 12 howitzers to Ukraine from depots in Germany.", "Ukraine"),
        ("The Thai army said 12 soldiers died. Cambodia denied it. Thai and Cambodian envoys met.", None),
    ],
)
def test_a_place_is_no_groups_name_and_at_last_the_country_told_of(desk: Desk, text: str, place: str | None) -> None:
    assert _place(desk, text) == place


def test_a_wars_toll_is_not_that_of_the_town_told_of_before(desk: Desk) -> None:
    text = "Shelling killed nine people in Taiz on Monday. More than 10,000 people have been killed since 2015."
    first, toll = read_text(text, desk).reading.claims
    assert first.place
    assert toll.place
    assert (first.place.precision, toll.place.name) == ("town", "Yemen")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Troops raided the town of Orekh on Monday. Twelve people were killed.", "Orekh"),
        ("Rockets slammed into Haifa. No casualties were reported.", "Haifa"),
        ("The army ended its operation in Jenin. It said it had killed ten fighters.", "Jenin"),
        ("A raid on Jenin ended. The army left the West Bank at dawn. Seven people were wounded.", "Jenin"),
        ("A convoy bound for the port of Aden was stopped. Two people were killed by a drone in Taiz.", "Taiz"),
        ("Clashes broke out in the Kursk region. Ukraine holds 28 villages in the region.", "Kursk"),
        ("Shells hit Tal Hawash village near Bhamo. Five people were killed in the village.", "Tal Hawash"),
        ("Three soldiers were killed in the Syrian town.", "Syria"),
        ("The officials said 12 people were killed in two Thai provinces.", "Thailand"),
        ("Rebels said in a statement released in Lisbon that they had killed 12 soldiers.", None),
        ("The attack, which Tehran blames on Tel Aviv, killed 16 people.", None),
        ("Warplanes battered Lebanon, killing 26 people, and rockets hit Haifa.", "Lebanon"),
        ("Eleven people were killed in the rebel stronghold of Saada in Yemen.", "Sa'dah"),
        ("Gunmen raided Kaya in Burkina Faso. Twenty people were killed in the country's north.", "Burkina Faso"),
        ("A mine blew up in Taiz, Yemen. More than 10,000 have died in the war.", "Yemen"),
        ("Gunmen killed seven people in Orekh village, Munya local government area of Niger State.", "Orekh"),
        ("A bomb killed three people in Orekh district, in the northern part of Baghdad.", "Orekh district"),
        ("Police were killed in Jammu and Kashmir's Kupwara district; 12 of them died there.", "Kupwara"),
        ("Shelling of Nikopol district, Dnipropetrovsk region, wounded two.", "Nikopol"),
        ("The UN said 300 people had been killed in Port-au-Prince.", "Port-au-Prince"),
        ("Speaking in Cairo, the minister said that 40 people had died.", None),
        ("The plan was drawn up at a meeting in Berlin. Twelve people died.", None),
        ("Twelve bodies were taken to Karmaz hospital after a blast in Mosul.", "Mosul"),
        ("The troops recovered seven dane guns in Bama.", "Bama"),
        ("The deadliest attack in Iraq took place in Numari, south of Baghdad, killing five people.", "Numari"),
    ],
)
def test_the_place_told_of(desk: Desk, text: str, place: str | None) -> None:
    assert _place(desk, text) == place


def test_a_known_wars_toll_is_where_it_is_fought(desk: Desk) -> None:
    text = "Ukraine has lost 43,000 soldiers since Russia invaded. Kyiv says Moscow lost 198,000. Russian losses grow."
    assert _place(desk, text) == "Ukraine"


def test_what_was_told_of_several_places_is_no_place_of_what_comes_next(desk: Desk) -> None:
    text = (
        "Fighting went on in the Catatumbo region in Colombia. Sixty deaths were recorded in Convención, Ábrego and "
        "Teorama. Twenty others were wounded. Nine people were killed in Cúcuta and six in Bogotá. Ten were injured."
    )
    placed = {
        int(c.amount.low or 0): c.place.name for c in read_text(text, desk).reading.claims if c.amount and c.place
    }
    assert (placed[20], placed[9], placed[10]) == ("Catatumbo", "Cúcuta", "Catatumbo")
