"""Sources in the books: whose a bare body is, under what name each is listed, and what persons join and part."""

import dataclasses
import os
import subprocess
import sys

import pytest
from book_readings import add, amount, on, party, report, told
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wirebook.fields.party.parties import countries
from wirebook.ids import content_id
from wirebook.ledger.books.bare_bodies import speakers
from wirebook.ledger.decisions.decision import decision_of, note_of
from wirebook.ledger.errors import LedgerError, NotFoundError
from wirebook.ledger.ledger import open_ledger
from wirebook.ledger.review.decide import keep
from wirebook.types import Claim, Place, Reading, Report, Source, Span

WHERE = {
    "Gao": ("ML", "Gao", "town"),
    "Djibo": ("BF", "Sahel", "town"),
    "El Fasher": ("SD", "North Darfur", "town"),
    "Kassala": ("SD", "Kassala", "town"),
    "Rafah": ("PS", "Gaza Strip", "town"),
    "Jenin": ("PS", "West Bank", "town"),
    "Tyre": ("LB", "South", "town"),
    "Kharkiv": ("UA", "Kharkiv", "town"),
    "Sumy": ("UA", "Sumy", "town"),
    "Poonch": ("PK", "Azad Kashmir", "town"),
    "Sanaa": ("YE", "Sanaa", "town"),
    "Lost Ford": (None, None, "town"),
}


def place(name):
    country, admin1, level = WHERE[name]
    return Place(None, name, country, admin1, 1.0, 1.0, level, name, Span(60, 64))


def said(name, kind, where=None, **fields):
    """A claim of a source, written as `name`."""
    return name, kind, where, fields


def news(text, *claims, day=1, publisher="The Wire"):
    """A report with a text of its own whose claims are those given."""
    body = f"{text} {'x' * 200}"
    key = content_id("rep", body, publisher, day, repr(claims))
    made = tuple(_claim(key, at, claim) for at, claim in enumerate(claims))
    told_by = Report(key, f"{key}.txt", body, publisher=publisher, published=f"2025-03-{day:02d}")
    return Reading(told_by, (), made, reader="by hand"), ()


def _claim(key, at, told_so):
    name, kind, where, given_fields = told_so
    fields = {"number": 12, "measure": "killed", "item": "people", "actor": None, "target": None, "code": None}
    fields |= given_fields
    number, code = fields.pop("number"), fields.pop("code")
    source = Source(name, kind, Span(0, 5), code) if name else None
    return Claim(
        content_id("clm", key, at),
        key,
        "casualties",
        amount=amount(number),
        evidence=(Span(0, 100), Span(5, 7)),
        quote="They told it.",
        stance="states",
        status="happened",
        source=source,
        place=place(where) if where else None,
        period=on(1),
        **fields,
    )


def listed(ledger):
    return {row.name: row for row in ledger.sources()}


def keys(ledger):
    return dict(ledger.query("SELECT voice, voice_own FROM postings").rows)


# ---------------------------------------------------------------- whose a bare body is


PAIRS = [
    (("Israel's military", "military", None), ("Pakistan's military", "military", None)),
    (("Armenian government", "government", None), ("Congo's government", "government", None)),
    (("army", "military", "Gao"), ("army", "military", "El Fasher")),
    (("police", "police", "Kharkiv"), ("police", "police", "El Fasher")),
    (("health ministry", "hospital", "Rafah"), ("health ministry", "hospital", "Kharkiv")),
    (("health ministry", "hospital", "Rafah"), ("Palestinian health ministry", "hospital", "Jenin")),
    (("officials", "government", "Djibo"), ("officials", "government", "Gao")),
    (("union", "unknown", "El Fasher"), ("union", "unknown", "Kassala")),
    (("group", "armed_group", None), ("group", "armed_group", None)),
    (("group", "armed_group", "Gao"), ("group", "armed_group", "El Fasher")),
    (("residents", "witness", "Kharkiv"), ("residents", "witness", "Kharkiv")),
    (("hospital", "hospital", "Kharkiv"), ("hospital", "hospital", "Kharkiv")),
    (("mayor", "government", "Kharkiv"), ("mayor", "government", "Sumy")),
    (("governor", "government", "Kharkiv"), ("governor", "government", "Sumy")),
    (("army", "military", None), ("army", "military", None)),
    (("security sources", "unnamed", "Gao"), ("security sources", "unnamed", "Gao")),
    (("Colonel Diallo", "military", None), ("Colonel Diallo", "military", None)),
]


@pytest.mark.parametrize(("one", "other"), PAIRS, ids=lambda told_so: " ".join(map(str, told_so)))
def test_two_reports_have_two_sources(ledger, one, other):
    add(ledger, news("First.", said(*one)), news("Second.", said(*other, number=30)))
    rows = ledger.sources()
    assert len(rows) == 2, rows
    assert len({row.name for row in rows}) == 2
    assert [row.claims for row in rows] == [1, 1]


SAME = [
    (("Ukraine's air force", "military", None), ("Ukrainian air force", "military", None)),
    (
        ("Russian defense ministry", "military", None),
        ("Ministry of Defence of the Russian Federation", "military", None),
    ),
    (("President Zelenskyy", "government", "Kharkiv"), ("Volodymyr Zelensky", "person", None)),
    (("army", "military", "Gao"), ("Malian army", "military", None)),
    (("police", "police", "Kharkiv"), ("Ukraine's police", "police", None)),
    (("mayor", "government", "Kharkiv"), ("mayor", "government", "Kharkiv")),
    (("health ministry", "hospital", "Rafah"), ("Gaza's health ministry", "hospital", None)),
    (("RSF", "armed_group", None), ("Rapid Support Forces", "armed_group", None)),
]


@pytest.mark.parametrize(("one", "other"), SAME, ids=lambda told_so: " ".join(map(str, told_so)))
def test_two_reports_have_one_source(ledger, one, other):
    add(ledger, news("First.", said(*one)), news("Second.", said(*other, number=30)))
    (row,) = ledger.sources()
    assert (row.claims, row.reports) == (2, 2)
    assert row.name == max(one[0], other[0], key=len) or row.name.startswith("mayor")


def test_a_bare_army_is_not_that_of_the_country_it_strikes(ledger):
    """The place is Lebanon's, and the report tells of Israel as well: it does not say whose the army is."""
    text = "The military struck 12 posts near Tyre. Lebanon said that Israeli jets had killed three."
    add(ledger, news(text, said("military", "military", "Tyre")))
    (row,) = ledger.sources()
    assert row.country is None
    assert row.name.startswith("military (in rep_")


def test_a_bare_air_force_that_tells_of_an_attack_on_its_country_is_that_countrys(ledger):
    text = "Russia launched 66 drones at Ukraine, the air force said."
    add(ledger, news(text, said("air force", "military", "Kharkiv", actor=party("RUS"), target=party("UKR"))))
    (row,) = ledger.sources()
    assert (row.name, row.country) == ("air force (Ukraine)", "UKR")


def test_a_bare_army_is_the_one_that_the_report_names_elsewhere(ledger):
    text = "Israel's military was on alert near Lebanon and Syria. The military said it had struck 12 posts."
    add(ledger, news(text, said("military", "military", "Tyre")))
    assert listed(ledger)["military (Israel)"].country == "ISR"


def test_a_bare_army_is_nobodys_where_the_report_names_two(ledger):
    text = "Sudan's army and Chad's army met. The army said 12 men had been killed."
    add(ledger, news(text, said("army", "military", "El Fasher")))
    (row,) = ledger.sources()
    assert row.country is None


def test_there_is_no_army_of_a_people_without_one(ledger):
    text = "Israeli troops entered Jenin. The army said that it had killed 12 Palestinian gunmen."
    add(ledger, news(text, said("army", "military", "Jenin")))
    (row,) = ledger.sources()
    assert row.country == "ISR"


def test_police_of_a_place_in_doubt_are_nobodys(ledger):
    """Pakistani fire on a place that is said to lie in Pakistan: it is in doubt, and so is whose the police are."""
    text = "Pakistani shelling killed three in Poonch, police said. Indian fire killed four across the line."
    add(ledger, news(text, said("police", "police", "Poonch", actor=party("PAK"))))
    (row,) = ledger.sources()
    assert row.country is None


def test_the_group_is_the_one_that_the_report_names_where_it_tells_of_its_own_deeds(ledger):
    text = "JNIM attacked a post near Djibo. The group said that it had killed 12 soldiers."
    add(ledger, news(text, said("group", "armed_group", "Djibo", actor=party("MLIREBJNM"))))
    add(ledger, news("JNIM said so.", said("JNIM", "armed_group", "Gao", number=9)))
    (row,) = ledger.sources()
    assert (row.name, row.claims) == ("JNIM", 2)


def test_a_source_that_an_outside_table_gives_an_owner_has_it(ledger):
    add(ledger, news("Row.", said("air force", "military", None, code="UKRMIL")))
    add(ledger, news("Row.", said("air force", "military", None, code="RUSMIL", number=9)))
    assert {row.country for row in ledger.sources()} == {"UKR", "RUS"}


CODES = sorted(row["code"] for row in countries().values())
ALPHA2 = {row["code"]: alpha2 for alpha2, row in countries().items()}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(CODES), min_size=2, max_size=5, unique=True),
    st.sampled_from(["army", "government", "defence ministry", "health ministry", "police", "air force"]),
    st.randoms(use_true_random=False),
)
def test_in_a_world_of_several_countries_each_has_its_own_source(tmp_path_factory, codes, body, chance):
    """Each country's body speaks in three reports, written in three ways; the order of the reports does not matter."""
    reports = []
    for code in codes:
        name = countries()[ALPHA2[code]]["name"]
        for number, form in enumerate((f"{name}'s {body}", f"the {body} of {name}", f"{name}’s {body}")):
            reports.append(news(f"{code} {number}", said(form, "government", number=number + 1)))
    chance.shuffle(reports)
    with open_ledger(tmp_path_factory.mktemp("world") / "w.db") as ledger:
        add(ledger, *reports)
        rows = ledger.sources()
        assert sorted(row.country for row in rows) == sorted(codes)
        assert [(row.claims, row.reports) for row in rows] == [(3, 3)] * len(codes)
        for code in codes:
            name = countries()[ALPHA2[code]]["name"]
            (own,) = ledger.sources(source=f"{name}'s {body}")
            assert own.country == code


# ---------------------------------------------------------------- a family name told alone

FULL = said("President Oskar Okello", "government", "Gao", code="MLIGOV")
LONE = said("President Okello", "government", "Gao", number=30)


def test_a_president_by_family_name_is_the_one_that_other_reports_name_in_full(books):
    add(books, news("Second.", LONE), news("Third.", said("President Okello", "government", "Gao", number=40)))
    assert [row.name for row in books.sources()] == ["President Okello (Mali)"]
    add(books, news("First.", FULL))
    (row,) = books.sources()
    assert (row.name, row.claims, row.reports) == ("President Oskar Okello", 3, 3)
    assert row.also == ("President Okello (Mali)",)
    assert books.sources(source="President Okello") == (row,)
    assert books.verify().faults == ()


OTHERS = [
    said("Interior Minister Okello", "government", "Gao", number=30),
    said("Colonel Okello", "government", "Gao", number=30),
    said("President Okello", "government", "Kharkiv", number=30),
    said("President Maren", "government", "Gao", number=30),
    said("Okello", "government", "Gao", number=30),
]


@pytest.mark.parametrize("other", OTHERS, ids=lambda one: f"{one[0]} {one[2]}")
def test_a_family_name_of_another_office_or_country_is_somebody_else(ledger, other):
    add(ledger, news("First.", FULL), news("Second.", other))
    assert [row.claims for row in ledger.sources()] == [1, 1]


def test_of_two_presidents_of_one_family_name_either_may_be_meant(ledger):
    son = said("President Ilya Okello", "government", "Gao", number=30, code="MLIGOV")
    add(ledger, news("First.", FULL), news("Second.", LONE))
    assert len(ledger.sources()) == 1
    add(ledger, news("Third.", son))
    assert {row.name for row in ledger.sources()} == {
        "President Oskar Okello",
        "President Ilya Okello",
        "President Okello (Mali)",
    }


def test_whose_president_speaks_is_told_by_the_place_for_both_forms(ledger):
    full = said("President Oskar Okello", "government", "Gao")
    add(ledger, news("First.", full), news("Second.", LONE))
    assert [row.name for row in ledger.sources()] == ["President Oskar Okello"]


def test_a_family_name_alone_is_that_of_the_person_whom_its_report_names_in_full(ledger):
    add(ledger, news("Okello spoke.", said("Oskar Okello", "person", "Gao"), said("Okello", "unknown", number=30)))
    (row,) = ledger.sources()
    assert (row.name, row.claims, row.also) == ("Oskar Okello", 2, ())


NAMESAKES = [
    (said("Marta Okello", "person", number=20), said("Okello", "unknown", number=30)),
    (said("Governor Okello", "government", number=30),),
    (said("Ukraine's President Okello", "government", number=30),),
]


@pytest.mark.parametrize("others", NAMESAKES, ids=lambda some: some[-1][0])
def test_a_family_name_alone_is_nobodys_where_its_report_may_mean_another(ledger, others):
    full = said("Mali's President Oskar Okello", "government", "Gao")
    add(ledger, news("They spoke.", full, *others))
    assert [row.claims for row in ledger.sources()] == [1] * (1 + len(others))


@pytest.mark.parametrize(
    ("name", "land"),
    [
        ("President Oskar Okello", "MLI"),
        ("Governor Oskar Okello", None),
        ("army spokesman Oskar Okello", None),
        ("Colonel Oskar Okello", None),
    ],
)
def test_the_place_tells_whose_president_speaks_and_not_of_what_land_an_officer_is(name, land):
    reading, _ = news("They spoke in Gao.", said(name, "government", "Gao"))
    (voice,) = speakers(reading.claims, reading.report).values()
    assert voice.land == land


def test_who_is_named_in_full_without_an_office_has_that_of_the_family_name_and_its_country():
    spoken = (said("Oskar Okello", "person"), said("Mali's President Okello", "government"))
    reading, _ = news("They spoke.", *spoken)
    voices = {name: voice for (name, *_), voice in speakers(reading.claims, reading.report).items()}
    voice = voices["Mali's President Okello"]
    assert (voice.name, voice.office, voice.land, voice.home) == ("oskar okello", "president", "MLI", None)


def test_a_place_of_no_known_country_tells_nothing_of_whose_mayor_speaks():
    spoken = (
        said("mayor", "government"),
        said("hospital", "hospital", "Kharkiv"),
        said("medics", "hospital", "Lost Ford"),
    )
    reading, _ = news("They spoke.", *spoken)
    found = speakers(reading.claims, reading.report)
    assert {name: voice.home for (name, *_), voice in found.items()}["mayor"] == "UKR kharkiv"


def test_of_two_colonels_of_one_family_name_neither_is_known(ledger):
    full = said("Colonel Oskar Okello", "military", "Gao", code="MLIMIL")
    add(ledger, news("First.", full), news("Second.", said("Colonel Okello", "military", "Gao", number=30)))
    assert len(ledger.sources()) == 2


def test_who_parts_a_family_name_from_a_full_one_is_followed(books):
    add(books, news("First.", FULL), news("Second.", LONE))
    assert len(books.sources()) == 1
    before = everything(books)
    made = books.part_sources("President Okello (Mali)", "Ines", other="President Oskar Okello")
    assert {row.name for row in books.sources()} == {"President Oskar Okello", "President Okello (Mali)"}
    assert books.verify().faults == ()
    books.undo(made.number, "Ines")
    assert everything(books) == before


def test_what_one_report_says_under_a_family_name_is_set_apart(books):
    third = news("Third.", said("President Okello", "government", "Gao", number=40))
    add(books, news("First.", FULL), news("Second.", LONE), third)
    before = everything(books)
    made = books.part_sources("President Okello", "Ines", report=third[0].report.id)
    assert sorted(row.claims for row in books.sources()) == [1, 2]
    assert books.verify().faults == ()
    books.undo(made.number, "Ines")
    assert everything(books) == before


def test_who_joins_a_family_name_with_another_source_is_followed(books):
    add(books, news("First.", FULL), news("Second.", LONE), news("Third.", said("Ilya Maren", "person", "Gao")))
    made = books.merge_sources("Ilya Maren", "President Okello (Mali)", "Ines")
    assert {(row.name, row.claims) for row in books.sources()} == {("Ilya Maren", 2), ("President Oskar Okello", 1)}
    books.undo(made.number, "Ines")
    assert {row.claims for row in books.sources()} == {1, 2}


# ---------------------------------------------------------------- under what name


def test_a_source_is_listed_under_its_fullest_form_and_found_by_each(ledger):
    forms = ["air force", "Ukrainian air force", "Ukraine's Air Force", "Air Force of Ukraine"]
    for number, form in enumerate(forms):
        add(ledger, news(f"Report {number}.", said(form, "military", "Kharkiv", number=number + 1)))
    (row,) = ledger.sources()
    assert row.name == "Air Force of Ukraine"
    for form in (*forms, "air force", "Ukraine"):
        assert ledger.sources(source=form) == (row,), form
        assert len(ledger.facts(source=form)) == len(ledger.facts())


def test_no_source_is_listed_under_a_name_that_another_has(ledger):
    told_so = [said(name, kind, where) for one in PAIRS for name, kind, where in one]
    for number, one in enumerate(told_so):
        add(ledger, news(f"Report {number}.", (*one[:3], {"number": number + 1})))
    rows = ledger.sources()
    names = [row.name.casefold() for row in rows]
    assert len(set(names)) == len(names)
    for row in rows:
        assert ledger.sources(source=row.name) == (row,)


def test_what_a_source_is_asked_for_is_no_other_countrys(ledger):
    add(ledger, news("A.", said("Israel's military", "military", "Sanaa", number=20)))
    add(ledger, news("B.", said("Pakistan's military", "military", "Gao", number=25)))
    assert [fact.place for fact in ledger.facts(source="Pakistan's military")] == ["Gao"]
    assert [fact.place for fact in ledger.facts(source="the Pakistani army")] == ["Gao"]


def test_figures_that_moved_are_counted_for_whose_they_are(ledger):
    for day, number in ((1, 4), (2, 6), (3, 9)):
        add(ledger, news(f"A {day}.", said("Malian army", "military", "Gao", number=number), day=day))
    add(ledger, news("B.", said("Sudan's army", "military", "Gao", number=5), day=1))
    assert (listed(ledger)["Malian army"].revisions, listed(ledger)["Sudan's army"].revisions) == (2, 0)
    assert {move.source for move in ledger.revisions(source="army of Mali")} == {"Malian army"}


# ---------------------------------------------------------------- what persons decide


@pytest.fixture(params=["sqlite", "postgresql"])
def books(request, tmp_path):
    where = tmp_path / "books.db" if request.param == "sqlite" else request.getfixturevalue("postgres")
    with open_ledger(where) as found:
        yield found


def lawyers(ledger, number=12):
    """One fact that two names answer for, which are one body."""
    return add(
        ledger,
        news("First.", said("Emergency Lawyers", "monitor", "El Fasher", number=number)),
        news("Second.", said("Khartoum Jurists", "monitor", "El Fasher", number=number)),
    )


def everything(ledger):
    """All that the books say, without the numbers of decisions."""
    facts = ledger.facts()
    return (
        facts,
        ledger.sources(),
        ledger.disputes(),
        ledger.revisions(),
        ledger.balances(),
        [ledger.history(fact.id) for fact in facts],
        sorted(ledger.query("SELECT claim, voice_key, voice_own FROM postings").rows),
    )


def test_sources_are_joined_and_the_books_follow(books):
    lawyers(books)
    (fact,) = books.facts()
    before = everything(books)
    assert (fact.independent, fact.state) == (2, "agreed")
    made = books.merge_sources("Emergency Lawyers", "jurists", "Ines", "its name in Khartoum")
    (fact,) = books.facts()
    assert (fact.independent, fact.state) == (1, "single")
    (row,) = books.sources()
    assert (row.name, row.claims, row.also) == ("Emergency Lawyers", 2, ("Khartoum Jurists",))
    assert books.sources(source="Khartoum Jurists") == (row,)
    books.undo(made.number, "Omar")
    assert everything(books) == before
    books.undo(made.number + 1, "Ines")
    assert books.facts()[0].independent == 1


def test_a_dispute_between_two_names_of_one_source_is_its_revision(books):
    add(books, news("First.", said("Emergency Lawyers", "monitor", "El Fasher", number=12), day=2))
    add(books, news("Second.", said("Khartoum Jurists", "monitor", "El Fasher", number=30), day=2))
    assert [dispute.kind for dispute in books.disputes()] == ["number"]
    made = books.merge_sources("Emergency Lawyers", "Khartoum Jurists", "Ines")
    assert not [one for one in books.disputes() if len({side.voice for side in one.sides}) == 1 and not one.note]
    assert books.facts()[0].independent == 1
    books.undo(made.number, "Ines")
    assert [dispute.kind for dispute in books.disputes()] == ["number"]


def test_joined_sources_are_parted_again(books):
    lawyers(books)
    before = everything(books)
    books.merge_sources("Emergency Lawyers", "Khartoum Jurists", "Ines")
    books.part_sources("Khartoum Jurists", "Omar", other="Emergency Lawyers")
    assert everything(books) == before
    books.merge_sources("Khartoum Jurists", "Emergency Lawyers", "Omar")
    assert books.facts()[0].independent == 1


def test_sources_that_the_books_take_for_one_voice_are_parted(books):
    """ "The police" and "the military police" of one fact may be one: a person says that they are not."""
    add(
        books,
        news("First.", said("Sudanese police", "police", "El Fasher")),
        news("Second.", said("Sudanese military police", "police", "El Fasher")),
    )
    assert books.facts()[0].independent == 1
    made = books.part_sources("Sudanese police", "Ines", other="Sudanese military police")
    assert books.facts()[0].independent == 2
    books.undo(made.number, "Ines")
    assert books.facts()[0].independent == 1


def test_what_one_report_says_under_a_name_is_set_apart(books):
    first, second = (
        news("The governor.", said("Musa Idris", "person", "El Fasher", number=12)),
        news("The chief of police.", said("Musa Idris", "person", "El Fasher", number=12)),
    )
    add(books, first, second)
    before = everything(books)
    assert books.facts()[0].independent == 1
    key = second[0].report.id
    made = books.part_sources("Musa Idris", "Ines", "another man", report=key)
    assert books.facts()[0].independent == 2
    assert {row.name for row in books.sources()} == {"Musa Idris", f"Musa Idris (in {key})"}
    joined = books.merge_sources("Musa Idris", f"Musa Idris (in {key})", "Omar")
    assert books.facts()[0].independent == 1
    books.undo(joined.number, "Omar")
    books.undo(made.number, "Omar")
    assert everything(books) == before


def test_what_comes_later_is_the_joined_sources_too(books):
    lawyers(books)
    books.merge_sources("Emergency Lawyers", "Khartoum Jurists", "Ines")
    add(books, news("Third.", said("Khartoum Jurists", "monitor", "Kassala", number=3), day=3))
    (row,) = books.sources()
    assert row.claims == 3


def test_decisions_about_sources_are_drawn_up_the_same_from_nothing(books):
    lawyers(books)
    add(books, news("Third.", said("Musa Idris", "person", "Gao"), said("army", "military", "Gao")))
    add(books, news("Fourth.", said("Musa Idris", "person", "Gao"), said("Malian army", "military", "Gao")))
    books.merge_sources("Emergency Lawyers", "Khartoum Jurists", "Ines")
    report_id = books.source_reports("Musa Idris")[0][0]
    books.part_sources("Musa Idris", "Ines", report=report_id)
    books.merge_sources("Malian army", "Emergency Lawyers", "Ines")
    books.part_sources("Khartoum Jurists", "Ines", other="Malian army")
    now = everything(books)
    with books._database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM books")
    assert everything(books) == now


def test_a_source_known_under_another_key_is_known_again(books):
    """A newer program may file a source otherwise: the decision remembers a claim of it."""
    lawyers(books)
    made = books.merge_sources("Emergency Lawyers", "Khartoum Jurists", "Ines")
    named = tuple(dataclasses.replace(one, key=f"old {one.key}") for one in made.sources)
    old = dataclasses.replace(made, sources=named)
    books.undo(made.number, "Ines")
    keep(books._database, old)
    assert books.facts()[0].independent == 1
    assert books.unfit() == ()


def test_a_decision_about_a_source_that_is_gone_is_told(ledger):
    lawyers(ledger)
    ledger.merge_sources("Emergency Lawyers", "Khartoum Jurists", "Ines")
    claim = next(one for one in ledger.claims() if one.source.name == "Khartoum Jurists")
    ledger.decide("rejected", claim.id, "Omar")
    (unfit,) = ledger.unfit()
    assert unfit.decision.kind == "merged_sources"


def test_the_journal_keeps_who_decided_what_and_its_chain_holds(ledger):
    lawyers(ledger)
    made = ledger.merge_sources("Emergency Lawyers", "Khartoum Jurists", "Ines", "its name in Khartoum")
    (kept,) = ledger.decisions()
    assert kept == made
    assert [one.name for one in kept.sources] == ["Emergency Lawyers", "Khartoum Jurists"]
    assert (kept.author, kept.why) == ("Ines", "its name in Khartoum")
    (line,) = [line for line in ledger.journal() if line.kind == "merged_sources"]
    assert decision_of(dataclasses.replace(line, note=note_of(kept))) == kept
    assert ledger.faults() == ()


REFUSED = [
    (("Emergency Lawyers", "Emergency Lawyers"), "one source already"),
    (("Emergency Lawyers", "Nobody At All"), "no source"),
    (("Emergency Lawyers", "a"), "may be"),
]


@pytest.mark.parametrize(("names", "message"), REFUSED)
def test_what_cannot_be_joined_is_refused_in_a_line(ledger, names, message):
    lawyers(ledger)
    with pytest.raises(LedgerError, match=message):
        ledger.merge_sources(*names, "Ines")
    assert ledger.decisions() == ()


def test_what_cannot_be_parted_is_refused_in_a_line(ledger):
    lawyers(ledger)
    (key, _), *_ = ledger.source_reports("Emergency Lawyers")
    for told_so, message in (
        ({"other": "Emergency Lawyers"}, "one name"),
        ({"report": key}, "alone"),
        ({"report": "rep_none"}, "no report"),
        ({}, "say either"),
        ({"other": "Khartoum Jurists", "report": key}, "say either"),
    ):
        with pytest.raises(LedgerError, match=message):
            ledger.part_sources("Emergency Lawyers", "Ines", **told_so)
    with pytest.raises(NotFoundError):
        ledger.part_sources("Nobody At All", "Ines", other="Emergency Lawyers")


def test_joining_twice_is_refused(ledger):
    lawyers(ledger)
    ledger.merge_sources("Emergency Lawyers", "Khartoum Jurists", "Ines")
    with pytest.raises(LedgerError, match="one source already"):
        ledger.merge_sources("Khartoum Jurists", "Emergency Lawyers", "Ines")


NAMES = ["Omar Haidar", "Amina Sule", "Ivan Pron", "Sani Bello", "Issa Maiga"]
STEPS = st.lists(st.tuples(st.booleans(), st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=12)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS, st.randoms(use_true_random=False))
def test_any_row_of_joinings_and_partings_ends_as_its_decisions_say(tmp_path_factory, steps, chance):
    """Against a model of sets; and undoing all of them in any order brings the first books back."""
    with open_ledger(tmp_path_factory.mktemp("row") / "b.db") as ledger:
        for number, name in enumerate(NAMES):
            add(ledger, news(f"{name}.", said(name, "person", "Gao", number=number + 20)))
        before = everything(ledger)
        groups = [{name} for name in NAMES]
        made = []
        for joins, one, other in steps:
            mine = next(group for group in groups if one in group)
            theirs = next(group for group in groups if other in group)
            if one == other or (joins and mine is theirs):
                continue
            if joins:
                made.append(ledger.merge_sources(one, other, "Ines"))
                groups = [group for group in groups if group not in (mine, theirs)] + [mine | theirs]
            else:
                made.append(ledger.part_sources(one, "Ines", other=other))
                if mine is theirs:
                    mine.remove(one)
                    groups.append({one})
        found = [{row.name, *row.also} for row in ledger.sources()]
        assert sorted(map(sorted, found)) == sorted(map(sorted, groups))
        chance.shuffle(made)
        for decision in made:
            ledger.undo(decision.number, "Omar")
        assert everything(ledger) == before
        assert ledger.faults() == ()


# ---------------------------------------------------------------- on the command line


def run(path, *words):
    """The command as a user runs it: all that it prints in single spaces, and its exit code."""
    command = [sys.executable, "-m", "wirebook", *words, "--ledger", str(path)]
    ours = os.environ | {"WIREBOOK_REVIEWER": "Ines"}
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=ours)
    return " ".join((done.stdout + done.stderr).split()), done.returncode


def test_sources_are_joined_and_parted_on_the_command_line(tmp_path):
    path = tmp_path / "b.db"
    with open_ledger(path) as ledger:
        lawyers(ledger)
    printed, code = run(path, "review", "merge-sources", "Emergency Lawyers", "Khartoum Jurists")
    assert (printed, code) == ("3: merged sources “Emergency Lawyers” and “Khartoum Jurists”", 0)
    assert "(also Khartoum Jurists)" in run(path, "sources")[0]
    assert "merged sources" in run(path, "review", "log")[0]
    printed, code = run(path, "review", "part-sources", "Khartoum Jurists", "--from", "Emergency Lawyers")
    assert (printed, code) == ("4: parted sources “Khartoum Jurists” from “Emergency Lawyers”", 0)
    assert "also" not in run(path, "sources")[0]
    printed, code = run(path, "review", "undo", "4")
    assert (printed.endswith("(decision 4)"), code) == (True, 0)
    assert "(also Khartoum Jurists)" in run(path, "sources")[0]


@pytest.mark.parametrize(
    ("words", "message", "code"),
    [
        (("merge-sources", "Emergency Lawyers", "Nobody"), "no source “Nobody”; `wirebook sources` lists", 1),
        (("part-sources", "Nobody", "--from", "Emergency Lawyers"), "no source “Nobody”", 1),
        (("part-sources", "Emergency Lawyers"), "say from which source (--from) or in which report (--in)", 2),
    ],
)
def test_a_source_that_is_not_there_ends_the_command_with_a_line(tmp_path, words, message, code):
    path = tmp_path / "b.db"
    with open_ledger(path) as ledger:
        lawyers(ledger)
    printed, ended = run(path, "review", *words)
    assert message in printed
    assert "Traceback" not in printed
    assert ended == code


def test_a_ledger_of_before_is_brought_up_to_date(tmp_path):
    """What was filed under another key before is filed anew."""
    path = tmp_path / "b.db"
    with open_ledger(path) as ledger:
        add(ledger, report(told(period=on(1), source="air force", place="Kharkiv")))
        ledger.settle()
        with ledger._database.writing() as connection:
            connection.exec_driver_sql("UPDATE postings SET voice_key = 'air force', voice_own = ''")
            connection.exec_driver_sql("UPDATE books SET value = '2' WHERE name = 'version'")
        assert keys(ledger) == {"Ukraine's air force": "air force, UKR"}
