"""Who a source is: two countries' bodies are never one, the forms of one body always are."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebook.fields.party.bodies import body_of, owner_of
from wirebook.fields.party.parties import countries, demonyms
from wirebook.fields.party.persons import person_of, plain_name
from wirebook.fields.party.source_identity import Voice, same_voice, voice_from, voice_of

BODIES = {
    "army": ("army",),
    "military": ("military", "armed forces"),
    "government": ("government", "federal government"),
    "defence ministry": ("defence ministry", "defense ministry", "Ministry of Defence", "Ministry of Defense"),
    "health ministry": ("health ministry", "Ministry of Health", "Health Ministry"),
    "foreign ministry": ("foreign ministry", "Ministry of Foreign Affairs", "Foreign Ministry"),
    "police": ("police", "national police", "police force"),
    "air force": ("air force", "Air Force"),
    "navy": ("navy", "Navy"),
}
ROWS = [row for row in countries().values() if row["code"]]
OWN = {
    row["code"]: [word for word in row.get("adjectives", ()) if countries()[demonyms()[word]] is row] for row in ROWS
}
CODES = sorted(row["code"] for row in ROWS)
CHANCE = st.randoms(use_true_random=False)
BY_CODE = {row["code"]: row for row in ROWS}


def forms(code, body):
    """All ways to write a country's body: possessive, adjective and "of", each with every word for the body."""
    row = BY_CODE[code]
    names = [name for name in (row["name"], *row.get("names", ())) if "Gaza" not in name]  # a part, with its own bodies
    for word in BODIES[body]:
        for name in names:
            yield f"{name}'s {word}"
            yield f"{name}’s {word}"
            yield f"the {word} of {name}"
            yield f"{word} of the {name}"
        for adjective in OWN[code]:
            yield f"{adjective} {word}"
            yield f"the {adjective} {word}"


@pytest.mark.parametrize("body", sorted(BODIES))
def test_the_forms_of_a_body_are_one_and_no_two_countries_share_it(body):
    """All countries of the table, each with all of their names and adjectives."""
    owners = {}
    for code in CODES:
        keys = {voice_of(form).key: form for form in forms(code, body)}
        assert len(keys) == 1, (code, keys)
        (key,) = keys
        assert key not in owners, (code, owners[key], key)
        owners[key] = code
        assert voice_of(next(forms(code, body))).country == code


def test_an_army_is_its_countrys_military_and_no_other_two_bodies_are_one():
    keys = {body: voice_of(next(forms("UKR", body))).key for body in BODIES}
    assert keys["army"] == keys["military"]
    assert len(set(keys.values())) == len(BODIES) - 1


@given(
    st.sampled_from(CODES), st.sampled_from(CODES), st.sampled_from(sorted(BODIES)), st.randoms(use_true_random=False)
)
def test_two_countries_bodies_are_never_one_voice(one, other, body, chance):
    first = voice_of(chance.choice(list(forms(one, body))))
    second = voice_of(chance.choice(list(forms(other, body))))
    assert (first.key == second.key) == (one == other)
    assert same_voice(first, second) == (one == other)


@given(st.sampled_from(CODES), st.sampled_from(sorted(BODIES)), CHANCE)
def test_a_key_of_the_books_gives_its_voice_back(code, body, chance):
    voice = voice_of(chance.choice(list(forms(code, body))))
    again = voice_from(voice.key)
    assert (again.name, again.home, again.key) == (voice.name, voice.home, voice.key)


@pytest.mark.parametrize("body", sorted(BODIES))
def test_a_bare_body_is_that_of_its_report_alone(body):
    for word in BODIES[body]:
        voice = voice_of(word)
        assert voice.bare
        assert voice.home is None
        assert voice.key_in("rep_1") != voice.key_in("rep_2")
        assert voice.key_in("rep_1").startswith(voice.name)
        assert voice_from(voice.key_in("rep_1")).home is None


ONE = [
    ["Russia's defence ministry", "Russian defense ministry", "the Ministry of Defence of the Russian Federation"],
    ["Russian Ministry of Defense", "Russia’s Defense Ministry", "Moscow's defence ministry"],
    ["Ukrainian air force", "Ukraine's air force", "the Air Force of Ukraine", "the Ukrainian Air Force"],
    ["General Staff of the Armed Forces of Ukraine", "Ukraine's General Staff", "Kyiv's general staff"],
    ["IDF", "Israeli army", "Israel's military", "Israel Defense Forces", "Israeli military spokesman"],
    ["RSF", "Rapid Support Forces", "the paramilitary Rapid Support Forces", "a spokesman for the RSF"],
    ["Houthis", "the Houthi movement", "Ansar Allah", "Yemen's Houthis", "Iran-backed Houthis"],
    ["Hezbollah", "Lebanon's Hezbollah", "the Hezbollah movement"],
    ["JNIM", "Jama'at Nusrat al-Islam wal-Muslimin", "the jihadist group JNIM"],
    ["Gaza's health ministry", "Gaza health ministry", "health ministry in Gaza", "Hamas-run health ministry in Gaza"],
    ["Palestinian health ministry in Gaza", "the Hamas-run Gaza health ministry"],
    ["health ministry of North Darfur", "North Darfur health ministry"],
    ["Sudanese Armed Forces", "Sudan's army", "the army of Sudan", "Sudanese military"],
    ["FARDC", "DR Congo's army", "Congolese army", "army of the Democratic Republic of the Congo"],
    ["Lebanon's Ministry of Public Health", "Lebanese health ministry"],
    ["Pentagon", "US Department of Defense", "the U.S. Defense Department"],
    ["Germany", "German government", "Berlin", "the government of Germany"],
    ["Moscow", "Russia", "the Russian government"],
    ["United Nations", "UN", "the U.N."],
    ["Syrian Observatory for Human Rights", "SOHR"],
    ["Sudan Doctors Network", "the Sudan Doctors' Network", "Sudanese Doctors Network"],
    ["President Zelenskyy", "President Volodymyr Zelenskyy", "Volodymyr Zelensky", "Zelenskiy", "Volodymyr Zelenskiy"],
    ["Sergei Lavrov", "Foreign Minister Sergey Lavrov", "Lavrov"],
    [
        "Turki al-Malki",
        "Colonel Turki al Malki",
        "coalition spokesman Turki al-Malki",
        "Brigadier General Turki Al-Malki",
    ],
    ["Oleksandr Syrskyi", "General Oleksandr Syrsky", "Oleksandr Syrskiy"],
]


@pytest.mark.parametrize("names", ONE, ids=lambda names: names[0])
def test_however_it_is_written_a_source_is_one(names):
    keys = {name: voice_of(name).key for name in names}
    assert len(set(keys.values())) == 1, keys


def test_no_two_of_these_sources_are_one():
    """The lists above are of different sources; of two lists of one source the first is enough."""
    again = ("Russian Ministry of Defense", "Palestinian health ministry in Gaza")
    told = [names[0] for names in ONE if names[0] not in again]
    keys = {name: voice_of(name).key for name in told}
    assert len(set(keys.values())) == len(keys), keys


APART = [
    ("Houthi-run health ministry", "Yemen's health ministry"),
    ("Gaza's health ministry", "Palestinian health ministry"),
    ("Gaza's health ministry", "Israel's health ministry"),
    ("Niger's police", "Nigeria's police"),
    ("Congo Republic's army", "DR Congo's army"),
    ("Guinea's government", "Guinea-Bissau's government"),
    ("Equatorial Guinea's government", "Guinea's government"),
    ("South Sudan's army", "Sudan's army"),
    ("North Korea's military", "South Korea's military"),
    ("Syrian National Army", "Syrian army"),
    ("Libyan National Army", "Libyan army"),
    ("Palestine Red Crescent", "Syrian Arab Red Crescent"),
    ("Hamas", "Hamas's armed wing"),
    ("Houthi official", "Houthis"),
    ("Russian-installed authorities", "Ukrainian authorities"),
    ("Saudi-led coalition", "Saudi Arabia"),
    ("Kyiv Post", "Kyiv"),
    ("Kyiv police", "Ukrainian police"),
    ("Moscow Times", "Jerusalem Times"),
    ("Ukrainian army", "Ukrainian air force"),
    ("Ukrainian General Staff", "Ukrainian air force"),
    ("French embassy", "German embassy"),
    ("Kharkiv governor", "Sumy governor"),
    ("Sudan Doctors Network", "Syria Doctors Network"),
    ("47th Brigade of Ukraine", "Ukrainian army"),
    ("Kanbalu District People's Defense Force", "People's Defence Force"),
    ("Omar Haidar", "Ali Haidar"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_these_are_never_one(one, other):
    assert voice_of(one).key != voice_of(other).key


@pytest.mark.parametrize(("one", "other"), [*itertools.combinations(["Mali", "Sudan", "Myanmar", "Yemen"], 2)])
def test_a_person_of_one_country_speaks_for_no_body_of_another(one, other):
    army = voice_of(f"{one}'s army")
    spokesman = voice_of("Omar Haidar", role=f"{other}'s army spokesman")
    assert spokesman.office == army.name
    assert not same_voice(army, voice_of(f"{other}'s army"))


NAMES = {
    "Turki al-Malki": "malki",
    "Abdel Fattah al-Burhan": "burhan",
    "Mohammed bin Salman": "salman",
    "Omar ibn Khalid": "khalid",
    "Ahmed van der Berg": "berg",
    "Ursula von der Leyen": "leyen",
    "Jean de la Croix": "croix",
    "Yahya el-Sayed": "sayed",
    "Karine Jean-Pierre": "pierre",
}


@pytest.mark.parametrize(("name", "family"), NAMES.items())
def test_a_persons_name_is_kept_whole(name, family):
    for written in (name, f"Colonel {name}", f"army spokesman {name}", f"Defence Minister {name}"):
        person = person_of(written)
        assert person is not None, written
        assert (person.name, person.family) == (voice_of(name).name, family)
        assert not person.lone


def test_a_family_name_alone_may_be_anybodys():
    for name in ("Al-Malki", "Pron", "Governor Pron", "Colonel Diallo"):
        assert voice_of(name).bare, name


@pytest.mark.parametrize(
    "body",
    [
        "Residents",
        "Rapid Support Forces",
        "Al-Shabaab",
        "Germany",
        "Evening Post",
        "General Staff",
        "Deputy Commissioner",
    ],
)
def test_a_body_is_no_person(body):
    assert person_of(body) is None
    assert body_of(body).name


OFFICES = [
    ("President Oskar Okello of Mali", None),
    ("Mali's President Oskar Okello", None),
    ("Malian President Oskar Okello", None),
    ("Oskar Okello", "the Malian president"),
]


@pytest.mark.parametrize(("name", "role"), OFFICES)
def test_a_person_with_an_office_is_of_the_country_whose_it_is(name, role):
    voice = voice_of(name, role=role)
    assert (voice.key, voice.office, voice.country) == ("oskar okello", "president", "MLI")


def test_a_family_name_with_a_countrys_office_is_of_that_country_in_all_reports():
    voice = voice_of("Mali's President Okello")
    assert voice.key_in("rep_1") == voice.key_in("rep_2") == "okello, MLI"
    assert voice_of("President Okello").key_in("rep_1") == "okello, in rep_1"


@pytest.mark.parametrize(
    "name", ["Defence Ministry of Mali", "President of the Council of Mali", "General Staff of the Army of Mali"]
)
def test_a_body_of_a_country_is_no_person_with_an_office_of_it(name):
    assert voice_of(name).family == ""


SAME = [
    (Voice("military", "MLI"), Voice("military", "MLI"), True),
    (Voice("military", "MLI"), Voice("military", "SDN"), False),
    (Voice("military", "MLI"), Voice("military", None), True),
    (Voice("military", None), Voice("military", "MLI"), True),
    (Voice("police", "UKR kharkiv"), Voice("police", "UKR"), True),
    (Voice("police", "UKR"), Voice("police", "UKR kharkiv"), True),
    (Voice("police", "UKR kharkiv"), Voice("police", "UKR sumy"), False),
    (Voice("police", "UKR kharkiv"), Voice("police", "UKR kharkiv"), True),
    (Voice("police", "UKR kharkiv"), Voice("police", "RUS"), False),
    (Voice("health ministry", "PSE"), Voice("ministry health", "PSE"), True),
    (Voice("health ministry", "PSE"), Voice("ministry", "PSE"), True),
    (Voice("ministry", "PSE"), Voice("health ministry", "PSE"), True),
    (Voice("health ministry", "PSE"), Voice("interior ministry", "PSE"), False),
    (Voice("omar haidar", None, "haidar"), Voice("omar haidar", None, "haidar"), True),
    (Voice("omar haidar", None, "haidar"), Voice("haidar", None, "haidar"), True),
    (Voice("haidar", None, "haidar"), Voice("omar haidar", None, "haidar"), True),
    (Voice("omar haidar", None, "haidar"), Voice("o haidar", None, "haidar"), True),
    (Voice("omar haidar", None, "haidar"), Voice("samir haidar", None, "haidar"), False),
    (Voice("omar haidar", None, "haidar"), Voice("omar malki", None, "malki"), False),
    (Voice("omar haidar", "MLI", "haidar", "military"), Voice("military", "MLI"), True),
    (Voice("military", "MLI"), Voice("omar haidar", "MLI", "haidar", "military"), True),
    (Voice("omar haidar", "MLI", "haidar", "police"), Voice("military", "MLI"), False),
    (Voice("omar haidar", "MLI", "haidar"), Voice("military", "MLI"), False),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_which_voices_may_be_one(one, other, same):
    assert same_voice(one, other) is same
    assert same_voice(other, one) is same


@pytest.mark.parametrize(
    ("name", "actor", "home"),
    [
        ("the army", "MLIMIL", "MLI"),
        ("the army", "SDNREBRSF", "SDNREBRSF"),
        ("the army", None, None),
        ("Mali's army", "SDNMIL", "MLI"),
    ],
)
def test_a_bare_body_is_of_the_actor_that_it_is_given(name, actor, home):
    assert voice_of(name, "military", actor).home == home


@pytest.mark.parametrize(
    ("code", "owner"), [("RUSMIL", "RUS"), ("RUS", "RUS"), ("SDNREBRSF", "SDNREBRSF"), ("IGOUNO", "IGOUNO")]
)
def test_a_state_owns_its_forces_and_a_group_is_its_own(code, owner):
    assert owner_of(code) == owner


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Zelenskyy", "zelensky"),
        ("Zelenskiy", "zelensky"),
        ("Skiy", "sky"),
        ("Miy", "miy"),
        ("Juri", "juri"),
        ("Yuriy", "yury"),
    ],
)
def test_the_end_of_a_name_is_spelt_in_one_way(written, plain):
    assert plain_name(written) == plain
