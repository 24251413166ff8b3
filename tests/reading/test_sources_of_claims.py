"""Who says it, over sentences and paragraphs: each text with the source of each of its numbers."""

import pytest

from wirebook.pipeline import Desk, read_text


def _sources(desk: Desk, text: str) -> dict[str, str | None]:
    outcome = read_text(text, desk)
    assert outcome.problem is None
    return {c.amount.written: c.source and c.source.name for c in outcome.reading.claims if c.amount}


NOBODY = {
    "No group has claimed responsibility for the bombing, which killed 12 soldiers.": {"12": None},
    "A bomb killed 12 people in Quetta, police said. No group claimed the attack.": {"12": "police"},
    "Neither side said that 40 soldiers were killed.": {"40": None},
    "None of the armed groups has admitted to the ambush, which killed nine soldiers.": {"nine": None},
    "The army could not confirm that 12 villagers had been killed.": {"12": None},
    "A spokesman for the army declined to comment on the report that 12 villagers were killed.": {"12": None},
    "No fewer than 12 villagers were killed, police said.": {"No fewer than 12": "police"},
}

DEEDS = {
    "Fourteen soldiers died, the army said, giving a new toll for an attack claimed by the rebels.": {
        "Fourteen": "army"
    },
    "Twenty-nine detainees were released by Israel on Friday, as a truce took hold.": {"Twenty-nine": None},
    "Border guards found 18 dead fighters on Monday, officials said.": {"18": "officials"},
    "The militia released 20 prisoners, according to the Red Cross.": {"20": "Red Cross"},
    "The Jabal Brigades claimed responsibility, according to a statement authenticated by SITE Watch. "
    "The group said it had killed nine soldiers.": {"nine": "Jabal Brigades"},
}

BESIDE = {
    "The radio quoted the governor, Omar Haidar, as saying that 30 soldiers had been killed.": {"30": "Omar Haidar"},
    "Reuters cited Governor Musa Bala as saying that 43 people had been killed.": {"43": "Governor Musa Bala"},
    "The UN said, citing the health ministry, that 45 people were killed.": {"45": "health ministry"},
    "At least 14 protesters have been killed, by an AFP count.": {"At least 14": "AFP"},
    "The figure is up from the 31 deaths Kyiv reported in May.": {"31": "Kyiv"},
    "The army killed 120 villagers in March, a figure reported by the Sahel Observatory.": {"120": "Sahel Observatory"},
    "The rebels hold nine teachers, with the Ombudsman's Office reporting that 17 pupils remain captive.": {
        "17": "Ombudsman's Office"
    },
    "The UN's latest figures are stark: 1,200 villagers killed since January.": {"1,200": "UN"},
    "The ministry raised the death toll to 46 on Sunday.": {"46": "ministry"},
    "Local media put the death toll as high as 37.": {"as high as 37": "Local media"},
    "Five soldiers were killed on Monday, Ukrinform reports with reference to the General Staff.": {
        "Five": "General Staff"
    },
}

CLOSING = {
    "Gunmen killed 14 people in Jos on Monday, reports the Nigerian army.": {"14": "Nigerian army"},
    "Militants killed 14 soldiers, the Sahel Observatory for Human Rights reports.": {
        "14": "Sahel Observatory for Human Rights"
    },
    "Nine people died in the provinces of Daraa, Hama and Homs, the London-based watchdog said on Monday.": {
        "Nine": "London-based watchdog"
    },
    "At least 23 villagers were killed near Raqqa, a British war monitor reported on Thursday.": {
        "At least 23": "British war monitor"
    },
    "Gunmen killed 12 worshippers in Kaduna, a resident, Musa Ali, told AP by phone.": {"12": "Musa Ali"},
    "On Monday, a shell killed three women, Idris Omar, Kassala's health commissioner, told Reuters.": {
        "three": "Idris Omar"
    },
    "“Three men were killed and five wounded in Kherson,” Governor Ivan Pron wrote on Telegram.": {
        "Three": "Governor Ivan Pron",
        "five": "Governor Ivan Pron",
    },
}

REFERENCE = {
    "The governor of Gao, Issa Maiga, spoke on Tuesday. He said that 12 people were killed. "
    "According to him, five were wounded.": {"12": "Issa Maiga", "five": "Issa Maiga"},
    "According to a statement by the Director of Army Relations, Sani Bello, 12 men fled. “Nine rebels were killed,” "
    "he said.": {"Nine": "Sani Bello"},
    "The mayor said three men were killed. State radio gave the same toll and added that women were among the dead. "
    "It said 19 people were wounded.": {"19": "State radio"},
    "Army and police officers said 12 soldiers died. The group said it had killed nine soldiers.": {"nine": "group"},
    "The Sahel military said 40 rebels were killed. “We destroyed 11 boats. We estimate nine rebels were killed,” "
    "military spokesman Colonel Issa Maiga said.": {
        "40": "Sahel military",
        "11": "military spokesman Colonel Issa Maiga",
        "nine": "military spokesman Colonel Issa Maiga",
    },
}

GOING_ON = {
    "Activists said that 34 villagers were killed, while the Peace Institute said that 96 soldiers were killed. "
    "Helicopters dropped 40 barrel bombs.": {"34": "Activists", "96": "Peace Institute", "40": "Peace Institute"},
    "Press reports said 80 villagers were killed. Last week 20 villagers were abducted.": {"20": None},
    "The army said nine rebels were killed. Meanwhile, a mine killed five farmers.": {"five": None},
    "The ministry released the following breakdown:\n- 12 people were killed in Rafah.\n"
    "- 30 people were wounded in Khan Younis.\nShells killed 14 people on Monday.": {
        "12": "ministry",
        "30": "ministry",
        "14": None,
    },
    "“The troops rescued three men,” Colonel Sani Bello said.\n“Eight terrorists were killed.”": {
        "three": "Colonel Sani Bello",
        "Eight": "Colonel Sani Bello",
    },
}

WORKS = {
    "The army lost 6,000 soldiers in June, according to the records of the Sahel Peace Monitor.\n\n"
    "Some 4,000 soldiers were killed in the north.\n\nThe rebels seized eight tanks, the monitor said.": {
        "6,000": "Sahel Peace Monitor",
        "Some 4,000": "Sahel Peace Monitor",
    },
    "The army lost 6,000 soldiers in June, according to the records of the Sahel Peace Monitor.\n\n"
    "Some 4,000 soldiers were killed in the north.\n\nThe rebels seized eight tanks, the army said.": {
        "Some 4,000": None
    },
    "The enemy launched 17 drones at night.\nThis was reported in the Air Force.\nIn the east, 16 drones were shot "
    "down.": {"17": "Air Force", "16": "Air Force"},
    "Three people were wounded in Kherson. Governor Ivan Pron reported this on Telegram.": {
        "Three": "Governor Ivan Pron"
    },
}

HEADLINES = {
    "2,300 Enemy Soldiers Killed in Clashes, Claims Defence Ministry\n\nFighting went on.": {
        "2,300": "Defence Ministry"
    },
    "Gunmen kidnap 14 villagers in the northwest – The Daily Herald\n\nFighting went on.": {"14": None},
    "Rebels free 24 hostages, Israel frees 39 prisoners\n\nA truce went on.": {"24": None, "39": None},
    "Ukraine says it downed 34 Russian drones\n\n"
    "Ukraine downed 34 drones overnight, the Ukrainian air force said on Thursday.": {"34": "Ukrainian air force"},
}

WHOLE_NAMES = {
    "The coalition's spokesman, Turki al-Malki, said 12 missiles had been intercepted over Riyadh.": {
        "12": "Turki al-Malki"
    },
    "Saudi-led coalition spokesman Turki al-Malki said air defences destroyed 12 missiles over Riyadh.": {
        "12": "Turki al-Malki"
    },
    "Twelve missiles were intercepted over Riyadh, said Turki al-Malki.": {"Twelve": "Turki al-Malki"},
    "The general, Abdel Fattah al-Burhan, said nine soldiers had been killed.": {"nine": "Abdel Fattah al-Burhan"},
    "The official, Yasser al-Atta, said five soldiers were killed in Khartoum.": {"five": "Yasser al-Atta"},
    "Army spokesman Omar ibn Khalid said 12 men had been killed.": {"12": "Army spokesman Omar ibn Khalid"},
    "The mayor, Jean de la Croix, said four people were killed in Goma.": {"four": "Jean de la Croix"},
    "The envoy, Pieter van der Berg, said that 30 people were wounded in Goma.": {"30": "Pieter van der Berg"},
}

NO_SOURCES = {
    "ADEN, 1 October, 2024 (GRW): Some 290 people were killed in Yemen in September.": {"Some 290": None},
    "The bulletin said 12 people were killed in Kharkiv.": {"12": None},
    "According to the bulletin, 12 people were killed in Kharkiv.": {"12": None},
    "DNA tests showed that four people had been killed in Kharkiv.": {"four": None},
    "The toll said that five people were wounded in Gao.": {"five": None},
    "The document says that six soldiers were killed in Sumy.": {"six": None},
    "The figures show that 30 people were wounded in Sumy.": {"30": None},
    "The investigation found that six soldiers had been killed.": {"six": None},
    "Data showed that 12 people were killed in Goma.": {"12": None},
    "Official data show that 12 people were killed in Goma.": {"12": None},
    "Satellite images showed that 12 soldiers were killed at Sake.": {"12": None},
    "Residents spoke of looting. The document says that six soldiers were killed in Sumy.": {"six": None},
    "Evidence suggests that 40 people were killed in Nyala.": {"40": None},
    "Forensic examinations showed that seven people were killed in Zamzam.": {"seven": None},
    "The governor said five people had been killed in Sumy. The toll fell to four after DNA tests showed that one "
    "person was missing.": {"five": "governor"},
}

MAKERS = {
    "GENEVA, 3 May 2024 (Monitor): The Yemen Monitor counted 120 deaths in Taiz in April.": {"120": "Yemen Monitor"},
    "Forty people were killed in Idlib, the Orontes Institute for Conflict Studies said.": {
        "Forty": "Orontes Institute for Conflict Studies"
    },
    "According to the Centre for Displacement Figures, 40 people were killed in Nyala.": {
        "40": "Centre for Displacement Figures"
    },
    "Health ministry figures show that 40 people have been killed in Khartoum.": {"40": "Health ministry"},
    "Hospital records show that 12 people were wounded in Omdurman.": {"12": "Hospital"},
    "Pentagon documents show that 12 soldiers were killed in Bagram.": {"12": "Pentagon"},
    "The investigation by Human Rights Watch found that 40 people had been killed in Nyala.": {
        "40": "Human Rights Watch"
    },
    "A UN investigation found that 40 people had been killed in Nyala.": {"40": "UN"},
    "The air force published its bulletin on Tuesday. The bulletin said 40 drones were shot down over Ukraine.": {
        "40": "air force"
    },
    "The ministry released a statement. The document said 40 people were killed in Rafah.": {"40": "ministry"},
}

TEXTS = {
    **NOBODY,
    **DEEDS,
    **BESIDE,
    **CLOSING,
    **REFERENCE,
    **GOING_ON,
    **WHOLE_NAMES,
    **NO_SOURCES,
    **MAKERS,
    **WORKS,
    **HEADLINES,
}


@pytest.mark.parametrize(("text", "sources"), TEXTS.items())
def test_each_number_has_the_source_that_vouches_for_it(desk: Desk, text: str, sources: dict[str, str | None]) -> None:
    found = _sources(desk, text)
    assert {written: found.get(written, "no claim") for written in sources} == sources


def test_nobody_has_done_it(desk: Desk) -> None:
    outcome = read_text("No group has claimed responsibility for the bombing, which killed 12 soldiers.", desk)
    assert [(c.measure, c.actor) for c in outcome.reading.claims] == [("killed", None)]


def test_who_claims_a_deed_says_so_and_another_gives_its_toll(desk: Desk) -> None:
    text = "The Islamic State group claimed responsibility for the bombing, which the army said killed 12 soldiers."
    claims = {c.measure: c.source and c.source.name for c in read_text(text, desk).reading.claims}
    assert claims == {"killed": "army", "claims_responsibility": "Islamic State group"}


def test_who_counts_the_dead_tells_of_them_and_is_not_among_them(desk: Desk) -> None:
    claim = next(
        c for c in read_text("Last year the U.N. counted 1,275 deaths in Ituri.", desk).reading.claims if c.amount
    )
    assert claim.source
    assert claim.source.name == "U.N."
    assert claim.target is None or not (claim.target.code or "").startswith("IGO")


SPOKESMEN = {
    "A spokesman for the RSF, Hamid Idris, said that 40 soldiers had been killed.": ("armed_group", "SDNREBRSF"),
    "Forty soldiers were killed in El Fasher, Hamid Idris, an RSF spokesman, said.": ("armed_group", "SDNREBRSF"),
    "The Rapid Support Forces took Nyala, they said on Monday. Their spokesman, Hamid Idris, said 40 soldiers had been "
    "killed.": ("armed_group", "SDNREBRSF"),
    "The Rapid Support Forces denied that they had shelled the town. “Nine soldiers were killed,” a spokesman for the "
    "group, Hamid Idris, said in a message.": ("armed_group", "SDNREBRSF"),
    "M23 said that it had taken Sake. A spokesman for the group, Jean Kabila, said 40 soldiers had been killed.": (
        "armed_group",
        "CODREBM23",
    ),
    "The Syrian Observatory for Human Rights reported a raid on Monday. A spokesman for the group, Omar Haidar, said "
    "40 soldiers had been killed.": ("monitor", "SYR"),
    "Twelve drones were shot down over Jizan, said Turki al-Malki, a spokesman for the army.": ("military", None),
    "A doctor at the hospital, Yahya el-Sayed, said that 12 people had been killed.": ("hospital", None),
}


@pytest.mark.parametrize(("text", "expected"), SPOKESMEN.items())
def test_who_speaks_for_a_body_has_its_kind_and_party(desk: Desk, text: str, expected: tuple[str, str | None]) -> None:
    """A named person, by what he is called, or by whom he speaks for."""
    claim = [c for c in read_text(text, desk).reading.claims if c.amount][-1]
    assert claim.source is not None
    assert (claim.source.kind, claim.source.actor) == expected


ARMIES = ["Kachin Independence Army", "Arakan Army", "Syrian National Army", "Kanbalu District People's Defense Force"]


@pytest.mark.parametrize("name", ARMIES)
def test_an_army_of_those_who_fight_one_is_an_armed_group(desk: Desk, name: str) -> None:
    text = f"The {name} said on Monday that three of its fighters had been killed. The group said it took two posts."
    sources = {c.source.name: c.source.kind for c in read_text(text, desk).reading.claims if c.source}
    assert sources == {name: "armed_group"}
