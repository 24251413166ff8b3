"""Who did it and to whom: from the sentence, from the two that fight, from who tells of it."""

import pytest

from wirebook.pipeline import Desk, read_text
from wirebook.types import Basis, Claim


def _claims(desk: Desk, text: str) -> tuple[Claim, ...]:
    outcome = read_text(text, desk)
    assert outcome.problem is None
    return outcome.reading.claims


def _sides(claim: Claim) -> tuple[str | None, str | None]:
    return (claim.actor and claim.actor.code, claim.target and claim.target.code)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Nine villagers were killed in Israeli strikes near Tyre.", "ISR"),
        ("Nine villagers were killed when the Rapid Support Forces shelled a market in Kosti.", "SDNREBRSF"),
        ("Nine traders were killed and six hurt by shelling launched by the Rapid Support Forces.", "SDNREBRSF"),
        ("An attack attributed to the ELN killed nine farmers in Tame.", "COLREBELN"),
        ("Nine traders were killed in a series of raids by Boko Haram.", "NGAREBBKH"),
        ("Nine villagers were killed by junta airstrikes in Sagaing, Myanmar.", "MMRGOV"),
        ("Ukraine accuses Russia of detaining 900 civilians.", "RUS"),
    ],
)
def test_whose_deed_it_was(desk: Desk, text: str, actor: str) -> None:
    claim = next(c for c in _claims(desk, text) if c.amount)
    assert claim.actor
    assert claim.actor.code
    assert claim.actor.code.startswith(actor)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Kenya's losses exceed 300, including 90 killed, the monitor said.", "KEN"),
        ("The Kenyan army has suffered 90 deaths since May.", "KENMIL"),
        ("Sixteen civilians were killed by mortars in Kosti, Sudan.", "SDNCVL"),
        ("Some 16 junta soldiers were killed in Sagaing, Myanmar.", "MMRGOV"),
        ("The shelling destroyed three launchers of the Armenian army.", "ARMMIL"),
    ],
)
def test_whose_people_they_were(desk: Desk, text: str, target: str) -> None:
    assert any(c.target and c.target.code == target for c in _claims(desk, text))
    assert not any(c.actor and c.actor.code == target for c in _claims(desk, text))


def test_of_two_that_fight_each_harmed_the_other(desk: Desk) -> None:
    text = (
        "Clashes between the Kenyan army and al-Shabaab broke out near Mandera on Monday.\n\n"
        "Four soldiers were killed, a doctor said. Eleven militants died too, he said.\n"
    )
    sides = {c.amount.low: _sides(c) for c in _claims(desk, text) if c.amount}
    assert sides[4] == ("SOMREBSHB", "KENMIL")
    assert sides[11] == ("KENMIL", "SOMREBSHB")


def test_a_group_alone_fights_the_land_where_it_is_met(desk: Desk) -> None:
    text = "Five soldiers were killed and nine Abu Sayyaf fighters died in a clash in Patikul, Philippines, on Monday."
    sides = {c.amount.low: _sides(c) for c in _claims(desk, text) if c.amount}
    assert sides[9] == ("PHLMIL", "PHLREBABS")
    assert sides[5][0] == "PHLREBABS"


def test_three_sides_tell_nothing(desk: Desk) -> None:
    text = (
        "The war between Chad, Libya and Sudan went on.\n\n"
        "Chad attacked Sudan, Libya shelled Chad and Sudan bombed Libya.\n\n"
        "Four soldiers were killed, a doctor said.\n"
    )
    claim = next(c for c in _claims(desk, text) if c.amount)
    assert claim.actor is None


def test_refugees_and_civilians_fight_nobody(desk: Desk) -> None:
    text = "Three Eritrean refugees were killed in an air raid in Tigray.\n\nDozens of civilians had died there in May."
    claims = _claims(desk, text)
    assert len(claims) == 2
    assert not any(c.actor for c in claims)


def test_who_lost_a_sailor_did_not_kill_him(desk: Desk) -> None:
    text = "Sri Lanka's navy killed 26 Tamil Tigers off Trincomalee, it said. One sailor was killed, three were hurt."
    lost = [c for c in _claims(desk, text) if c.amount and c.amount.low in (1, 3)]
    assert lost
    assert not any(c.actor and (c.actor.code or "").startswith("LKAMIL") for c in lost)


def test_prisoners_are_freed_by_the_other_side(desk: Desk) -> None:
    text = (
        "Ukraine said 95 Ukrainian soldiers had come home in an exchange.\n\n"
        "Russia's Defence Ministry said 90 servicemen were returned from captivity.\n"
    )
    sides = {c.amount.low: _sides(c) for c in _claims(desk, text) if c.amount and c.measure == "released"}
    assert sides[90][1][:3] == "RUS"
    assert sides[90][0][:3] == "UKR"


def test_one_giver_and_one_taker(desk: Desk) -> None:
    text = (
        "Norway has approved $90 million in military aid for Ukraine.\n\nThe package includes 12 tanks and 40 drones.\n"
    )
    things = [c for c in _claims(desk, text) if c.amount and c.amount.low in (12, 40)]
    assert things
    assert {(c.actor and c.actor.name, c.target and c.target.name) for c in things} == {("Norway", "Ukraine")}


def test_what_will_be_delivered_is_pledged(desk: Desk) -> None:
    claims = _claims(desk, "Norway would provide Ukraine with $90 million, its minister said.")
    assert [c.measure for c in claims if c.amount] == ["pledged"]


def test_what_was_only_tried_is_no_claim(desk: Desk) -> None:
    assert not _claims(desk, "Police tried to free nine hostages in Kaduna.")


def test_two_other_soldiers_are_not_those_of_before(desk: Desk) -> None:
    text = "Two soldiers were killed in Tame on Monday. Two other soldiers were killed in Cucuta."
    assert len([c for c in _claims(desk, text) if c.amount and c.amount.low == 2]) == 2


def test_a_conversion_in_brackets_is_the_same_ground(desk: Desk) -> None:
    claims = _claims(desk, "The army took 713 square kilometres (275 square miles) of ground near Kupiansk.")
    assert len([c for c in claims if c.amount]) == 1


def test_short_forms_in_brackets_stand_in_nobodys_way(desk: Desk) -> None:
    text = "Gunners shot down 11 one-way attack (OWA) unmanned aerial vehicles (UAVs) over the Red Sea."
    claim = next(c for c in _claims(desk, text) if c.amount)
    assert (claim.measure, claim.item, claim.amount and claim.amount.low) == ("intercepted", "drone", 11)
    assert text[claim.evidence[1].start : claim.evidence[1].end] == "11"


def test_a_machines_date_before_the_text_is_no_word_of_it(desk: Desk) -> None:
    text = "date 2023-05-04 Rebels killed nine villagers in Ituri, the army said."
    claim = next(c for c in _claims(desk, text) if c.amount)
    assert claim.quote.startswith("Rebels")


def test_who_holds_an_office_is_the_source(desk: Desk) -> None:
    text = "According to the governor of the province, Omar Haidar, nine villagers were killed by mortars."
    claim = next(c for c in _claims(desk, text) if c.amount)
    assert claim.source
    assert (claim.source.name, claim.source.role) == ("Omar Haidar", "governor of the province")


def test_a_pronoun_that_stands_for_nobody_is_no_source(desk: Desk) -> None:
    claims = _claims(desk, "In Baku, they announced nine soldiers killed.")
    assert claims
    assert not any(c.source for c in claims)


def test_confidence_is_a_probability_and_tells_claims_apart(desk: Desk) -> None:
    text = "Rebels killed nine soldiers in Ituri, the Congolese army said. Several were freed."
    sure = [c.confidence for c in _claims(desk, text)]
    assert all(0 < value < 1 for value in sure)
    assert len(set(sure)) > 1


def test_soldiers_whose_country_is_named_once_are_of_it_throughout(desk: Desk) -> None:
    text = (
        "Al-Shabaab stormed a base of Burundian peacekeepers in Somalia on Tuesday.\n\n"
        "Some 30 soldiers were killed and 22 wounded, an officer said.\n"
    )
    claim = next(c for c in _claims(desk, text) if c.amount and c.amount.low == 30)
    assert _sides(claim) == ("SOMREBSHB", "BDIMIL")


def test_what_the_speaker_lost_was_the_speakers(desk: Desk) -> None:
    text = "Pakistan shot down two Indian jets over Kashmir. India said it lost one helicopter."
    claim = next(c for c in _claims(desk, text) if c.amount and c.amount.low == 1)
    assert _sides(claim)[1] == "IND"


def test_the_displaced_are_of_the_land(desk: Desk) -> None:
    claim = next(c for c in _claims(desk, "Shelling displaced 4,000 people in Kosti, Sudan.") if c.amount)
    assert _sides(claim)[1] == "SDN"


def test_one_imposer_of_sanctions(desk: Desk) -> None:
    text = (
        "The European Union widened its sanctions against Belarus, targeting 12 firms.\n\n"
        "The new sanctions target nine officials.\n"
    )
    claim = next(c for c in _claims(desk, text) if c.amount and c.amount.low == 9)
    assert claim.actor
    assert claim.actor.name == "European Union"


def test_casualties_may_be_the_killed_told_again(desk: Desk) -> None:
    text = (
        "Rebels said 200 soldiers were killed in Djibo.\n\n"
        "The group later put its count of casualties in Djibo at 200, and 30 casualties at Gao.\n"
    )
    found = sorted((c.measure, c.amount.low) for c in _claims(desk, text) if c.amount)
    assert found == [("casualties", 30), ("killed", 200)]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("A car bomb killed 13 people in Baghdad on Monday.", (None, "IRQ")),
        ("A car bomb killed 13 foreign tourists in Baghdad on Monday.", (None, None)),
        ("A blast killed 13 soldiers in Baghdad on Monday.", (None, "IRQ")),
        ("A blast killed 13 soldiers in Baghdad on Monday, the US military said.", (None, None)),
        ("Shelling killed nine villagers near Omdurman.", (None, "SDNCVL")),
        ("Shelling hit Bama in Borno State. Troops killed 12 people later.", ("NGAMIL", "NGACVL")),
    ],
)
def test_whose_they_are_by_the_place(desk: Desk, text: str, sides: tuple[str | None, str | None]) -> None:
    claim = next(c for c in _claims(desk, text) if c.amount)
    assert _sides(claim) == sides


def test_a_people_has_a_capital(desk: Desk) -> None:
    [claim] = [c for c in _claims(desk, "The patrol captured seven dane guns in the swiss style.") if c.amount]
    assert claim.target is None


def test_arms_that_one_of_two_sides_takes_were_the_others(desk: Desk) -> None:
    text = (
        "Clashes between the army and the ELN in Colombia went on. The ELN killed a soldier. The ELN seized two tanks."
    )
    claim = next(c for c in _claims(desk, text) if c.item == "tank")
    assert claim.target
    assert claim.target.code
    assert claim.target.code.startswith("COL")
    assert "ELN" not in claim.target.written


def test_who_owns_up_to_an_attack_did_it(desk: Desk) -> None:
    text = "A car bomb killed 13 people in Gardez on Monday. The Taliban claimed responsibility for the attack."
    claim = next(c for c in _claims(desk, text) if c.amount)
    assert claim.actor
    assert claim.actor.name == "Taliban"


def test_a_lone_country_lost_its_own_soldiers(desk: Desk) -> None:
    claim = next(c for c in _claims(desk, "An ambush left 54 soldiers dead in Parakou, Benin.") if c.amount)
    assert _sides(claim)[1] == "BEN"


def test_a_statement_is_no_part_of_a_name(desk: Desk) -> None:
    text = "Israeli forces raided Jenin. The military in a statement said 14 suspects were arrested."
    claim = next(c for c in _claims(desk, text) if c.amount)
    assert claim.source
    assert claim.source.name == "military"


def _named(desk: Desk, text: str, low: float) -> list[tuple[str | None, str | None]]:
    found = [_sides(claim) for claim in _claims(desk, text) if claim.amount and claim.amount.low == low]
    assert found
    return found


def _starts(code: str | None, want: str | None) -> bool:
    return code is None if want is None else bool(code and code.startswith(want))


@pytest.mark.parametrize(
    ("text", "low", "actor", "target"),
    [
        # whose the attack was, in other words
        ("Nine people were killed by shelling from the Armenian side.", 9, "ARM", None),
        ("Boko Haram claimed an attack in Borno that left 54 soldiers dead.", 54, "NGAREBBKH", "NGA"),
        ("Twelve people died in an attack carried out by the ELN in Arauca.", 12, "COLREBELN", "COL"),
        ("Gunmen stormed a clinic in Kabul, killing at least 24 people.", 24, "AFG", "AFG"),
        ("Nineteen were hurt in Ganja as a result of shelling from the Armenian side.", 19, "ARM", None),
        # at whom it was aimed
        ("Israeli warplanes pounded Lebanon on Tuesday, killing 26 people.", 26, "ISR", "LBN"),
        ("An Israeli strike on the Iranian consulate in Damascus killed 16 people.", 16, "ISR", "IRN"),
        ("An attack by Houthi rebels on a Saudi base killed 12 soldiers.", 12, "YEMREBHTI", "SAU"),
        # whose they were: by a pronoun, by who mourns them, by the word before the loss
        ("Hezbollah said one of its fighters had been killed in an Israeli raid.", 1, "ISR", "LBNREBHEZ"),
        ("Armenia announced the deaths of 28 servicemen in clashes with Azerbaijan.", 28, "AZE", "ARM"),
        ("Ukrainian military losses reached 43,000 soldiers killed.", 43000, None, "UKR"),
        # irregulars are no state's people
        ("The army killed 31 militants in Borno, Nigeria, it said.", 31, "NGA", "NGAREB"),
        # people whom their own state's forces killed are still of it
        ("Ethiopian troops fired on protesters in Oromia, killing nine.", 9, "ETH", "ETHCVL"),
        ("Israel detained 14 suspects in a raid in Jenin in the West Bank.", 14, "ISR", "PSE"),
        # who gets, who gives, who swaps
        ("Kyiv received the bodies of 501 soldiers.", 501, None, "UKR"),
        ("Russia and Ukraine exchanged 115 prisoners of war on Saturday.", 115, "RUS", "UKR"),
        ("Twenty-four hostages were released by Hamas on Friday.", 24, "PSEREBHMS", None),
        ("About 3 million people in Myanmar need humanitarian assistance.", 3000000, None, "MMR"),
    ],
)
def test_who_and_whom(desk: Desk, text: str, low: float, actor: str | None, target: str | None) -> None:
    found = _named(desk, text, low)
    assert any(_starts(a, actor) and (target is None or _starts(t, target)) for a, t in found), found


@pytest.mark.parametrize(
    "text",
    [
        "Doctors treated 40 wounded people at a hospital in Goma.",
        "The prosecutor's office said two people were killed in Kherson.",
        "In Kherson, the governor said on Monday that the shelling had killed two people.",
        "The official list of victims shows 14 people killed in the bombing of Goma.",
        "Artillery volleys killed at least 11 civilians in Goma.",
        "Police found 12 people killed in a village in Benue.",
        "A blast in Goma killed three people, while another attack in the capital Kinshasa killed at least 15 people.",
    ],
)
def test_who_tells_heals_or_judges_has_harmed_nobody(desk: Desk, text: str) -> None:
    counted = [claim for claim in _claims(desk, text) if claim.amount]
    assert counted
    assert not [claim.actor for claim in counted if claim.actor]


@pytest.mark.parametrize(
    ("text", "low", "actor"),
    [
        ("M23 entered Sake, Congo, on Monday. The rebels killed 14 villagers, residents said.", 14, "CODREBM23"),
        ("Unita ambushed a train near Luanda. The rebels killed 14 passengers.", 14, "AGOREBUNI"),
        ("The Nigerian Army said its troops freed 30 hostages in Borno.", 30, "NGAMIL"),
        ("M23 entered Sake. Gunmen killed 14 villagers in Bunia, Congo, residents said.", 14, "COD"),
    ],
)
def test_whom_a_role_means(desk: Desk, text: str, low: float, actor: str) -> None:
    claims = [claim for claim in _claims(desk, text) if claim.amount and claim.amount.low == low]
    assert claims
    assert all(_starts(_sides(claim)[0], actor) for claim in claims)
    assert ("The rebels" in text) == any(one.basis is Basis.ROLE_NAMED for claim in claims for one in claim.reasons)


def test_parts_and_elided_nouns_share_their_parties(desk: Desk) -> None:
    text = "An Israeli raid near Tyre killed 11 Lebanese soldiers, including four officers, and wounded 30.\n"
    for low in (11, 4, 30):
        assert all(_starts(a, "ISR") and _starts(t, "LBN") for a, t in _named(desk, text, low))
    mixed = "The shelling of Goma by the M23 wounded 16 people, including two gunmen.\n"
    assert not any(_starts(t, "CODMIL") for _, t in _named(desk, mixed, 2))


def test_the_army_where_a_people_has_none_is_anothers(desk: Desk) -> None:
    text = "Israeli forces entered Nablus on Friday. Army gunfire wounded 20 people in Huwara, a medic said.\n"
    assert not any(_starts(actor, "PSE") for actor, _ in _named(desk, text, 20))
    settlers = "A Palestinian gunman wounded two settlers near Hebron, the army said.\n"
    assert not any(_starts(target, "PSE") for _, target in _named(desk, settlers, 2))


def test_who_attacks_the_unarmed_harmed_them(desk: Desk) -> None:
    text = (
        "Bosnian Serb attacks on civilians went on in Sarajevo. A government army offensive began on Sunday.\n\n"
        "Six people were killed when a shell slammed into a market.\n"
    )
    assert all(_starts(actor, "BIHREBSRP") for actor, _ in _named(desk, text, 6))


def test_of_several_that_fight_the_one_that_attacks_them(desk: Desk) -> None:
    text = (
        "Israeli jets bombed Lebanon on Tuesday. Hezbollah fighters shelled the Israeli city of Haifa. "
        "Eleven Lebanese soldiers died in an Israeli raid.\n\n"
        "A salvo killed eight people in Haifa on Sunday.\n"
    )
    assert all(_starts(actor, "LBNREBHEZ") for actor, _ in _named(desk, text, 8))


def test_of_those_exchanged_hostages_are_the_states(desk: Desk) -> None:
    text = "Hamas is expected to release 33 Israeli hostages on Sunday. Israel will free 90 Palestinian prisoners.\n"
    assert any(_starts(a, "PSEREBHMS") and _starts(t, "ISR") for a, t in _named(desk, text, 33))
    assert any(_starts(a, "ISR") and _starts(t, "PSE") for a, t in _named(desk, text, 90))
    swap = "The Taliban released 60 prisoners in Kandahar, among them 19 servicemen.\n"
    assert any(_starts(a, "AFGREBTAL") and t == "AFG" for a, t in _named(desk, swap, 19))


_FILED_ABROAD = (
    "NAIROBI, 9 November 2024 - At least 18 people were killed when shells hit a market in El Obeid on Thursday, two"
    " doctors at the hospital said, compared with six killed in a similar attack last month.\n\n"
    "The army blamed the Rapid Support Forces, saying that the paramilitaries fired 12 rockets, of which its air"
    " defences brought down four. The RSF said the army had killed nine of its own civilians.\n\n"
    "The governor put the toll at 25.\n"
)


def test_a_dateline_names_no_party_and_no_day_of_the_news(desk: Desk) -> None:
    claims = [c for c in _claims(desk, _FILED_ABROAD) if c.amount]
    codes = {(party.code or "")[:3] for c in claims for party in (c.actor, c.target) if party}
    assert "KEN" not in codes
    rockets = next(c for c in claims if c.item == "rocket")
    assert rockets.period
    assert rockets.period.edtf == "2024-11-07"


def test_those_who_tell_are_not_among_the_dead(desk: Desk) -> None:
    six = next(c for c in _claims(desk, _FILED_ABROAD) if c.amount and c.amount.low == 6)
    assert six.item == "people"


def test_an_army_of_nobody_named_is_lent_to_no_other_claim(desk: Desk) -> None:
    toll = next(c for c in _claims(desk, _FILED_ABROAD) if c.amount and c.amount.low == 25)
    assert all(party is None or party.code for party in (toll.actor, toll.target))


@pytest.mark.parametrize(
    ("text", "low", "code"),
    [
        (
            "Monitors said 12 villagers were killed in air raids by jets of the international coalition in Mosul.",
            12,
            "IGOCOA",
        ),
        ("Seven shepherds were killed in Idlib by the fire of Turkish border guards on Sunday.", 7, "TUR"),
        ("Five traders were killed in a raid by soldiers from Chad in Maiduguri on Monday.", 5, "TCD"),
        ("Four people were killed in a raid by troops of the junta in Mopti on Monday.", 4, "MLI"),
    ],
)
def test_a_role_is_whose_its_words_say(desk: Desk, text: str, low: float, code: str) -> None:
    assert [_starts(actor, code) for actor, _ in _named(desk, text + "\n", low)] == [True]


def test_a_role_of_others_unknown_stays_open(desk: Desk) -> None:
    """Whose jets they are is told, in words that no list knows: they are not those of the country that they bombed."""
    text = "Eleven villagers were killed in air raids by warplanes of the southern league in Mosul on Sunday.\n"
    assert [actor for actor, _ in _named(desk, text, 11)] in ([], [None])


@pytest.mark.parametrize("who", ["the rebel factions", "armed groups", "the rebel militias"])
def test_several_groups_are_not_the_one_named(desk: Desk, who: str) -> None:
    text = f"Mortar shells of {who} killed 15 people in Idlib. Six people were killed by Hayat Tahrir al-Sham.\n"
    assert not any(_starts(actor, "SYRREBHTS") for actor, _ in _named(desk, text, 15))
    assert all(_starts(actor, "SYRREBHTS") for actor, _ in _named(desk, text, 6))
