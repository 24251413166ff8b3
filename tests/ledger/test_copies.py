"""Which text is a copy of which."""

import pytest
from copy_texts import BULLETIN, CONVOY, CUT, EDITED, LONGER, STORY
from hypothesis import given
from hypothesis import strategies as st

from wirebook.ledger.books.near_duplicates import Print, bands, compare, find
from wirebook.ledger.books.story_origin import ANOTHERS, OWN, credit

AGENCY = Print("r1", STORY, "Dnipro Wire", "2025-03-03")


@pytest.mark.parametrize(
    ("text", "kind"),
    [(STORY, "same"), (EDITED, "near"), (CUT, "near"), ("\n".join(STORY.split("\n")[:3]), "excerpt"), (LONGER, "near")],
)
def test_what_another_prints_is_a_copy(text, kind):
    found = find([AGENCY, Print("r2", text, "Volga Post", "2025-03-04")])
    assert (found["r2"].origin, found["r2"].kind) == ("r1", kind)
    assert "r1" not in found


def test_the_earlier_is_the_origin_whatever_its_id():
    found = find([Print("r0", EDITED, "Volga Post", "2025-03-04"), AGENCY])
    assert found.keys() == {"r0"}


def test_a_later_version_by_the_same_publisher_is_an_update():
    found = find([AGENCY, Print("r2", LONGER, "Dnipro Wire", "2025-03-04")])
    assert found["r2"].kind == "update"


def test_a_copy_of_an_update_leads_to_the_update():
    later = Print("r2", LONGER, "Dnipro Wire", "2025-03-04")
    found = find([AGENCY, later, Print("r3", LONGER, "Volga Post", "2025-03-05")])
    assert found["r3"].origin == "r2"


def test_bulletins_of_one_template_with_other_figures_are_no_copies():
    days = [BULLETIN.format(*range(start, start + 8)) for start in (10, 30, 50, 70)]
    assert find([Print(f"r{n}", text, "region", f"2025-03-0{n}") for n, text in enumerate(days, 1)]) == {}


def test_two_stories_with_one_background_paragraph_are_two():
    other = CONVOY + STORY.split("\n\n")[3]
    assert find([AGENCY, Print("r2", other, "Volga Post", "2025-03-04")]) == {}


def test_bands_do_not_depend_on_case_or_spacing():
    assert set(bands(STORY)) == set(bands(STORY.upper().replace(" ", "  ")))
    assert bands("") == ()


@given(st.permutations([STORY, CUT, EDITED, LONGER, BULLETIN.format(*range(8))]))
def test_the_order_of_reports_does_not_matter(texts):
    prints = [Print(f"r{hash_of(text)}", text, "x", None) for text in texts]
    assert find(prints) == find([*reversed(prints), *prints])


def hash_of(text):
    return sum(map(ord, text))


def test_likeness_is_a_share():
    found = compare(AGENCY, Print("r2", CUT, "Volga Post", "2025-03-04"))
    assert found is not None
    assert 0 < found.likeness <= 1


def test_two_stories_have_no_key_in_common_and_a_copy_has():
    assert not set(bands(STORY)) & set(bands(CONVOY))
    assert set(bands(STORY)) & set(bands(EDITED))


def test_two_reports_of_nobody_are_not_of_one_publisher():
    found = compare(Print("r1", STORY, None, "2025-03-03"), Print("r2", EDITED, None, "2025-03-04"))
    assert found is not None
    assert found.kind == "near"


def test_a_copy_hangs_on_what_it_is_nearest_to():
    edited = Print("r2", EDITED, "Volga Post", "2025-03-04")
    found = find([AGENCY, edited, Print("r3", STORY, "Estuary Post", "2025-03-05")])
    assert (found["r3"].parent, found["r3"].kind) == ("r1", "same")
    found = find([AGENCY, edited, Print("r3", EDITED, "Estuary Post", "2025-03-05")])
    assert (found["r3"].parent, found["r3"].origin, found["r3"].kind) == ("r2", "r1", "same")


# ---------------------------------------------------------------- whose story it is


@pytest.mark.parametrize(("name", "whose"), [("Al Jazeera", ANOTHERS), ("Volga Post", ANOTHERS), ("Town Hall", OWN)])
def test_an_outlet_is_known_by_its_name_or_its_last_word(name, whose):
    assert credit(f"The blast was reported by {name}.", "Estuary Post", None, dateline=True) == whose


_BARE = STORY.replace("VELNA, March 3 (Dnipro Wire) - ", "")
_CREDITS = [
    "The blast was reported by Dnipro Wire.",
    "Dnipro Wire reported the blast first.",
    "That is what the news agency Dnipro Wire said on Monday.",
    "Two doctors told the news agency Dnipro Wire so, and asked not to be named.",
    "Source: Dnipro Wire",
    "It was carried by the news agency Dnipro Wire in the morning.",
    "The council would not say more, a news agency reported.",
]


@pytest.mark.parametrize("words", _CREDITS)
def test_who_gives_the_credit_to_another_is_no_origin_though_its_hour_is_earlier(words):
    wire = Print("r9", STORY, "Dnipro Wire", "2025-03-03T12:00:00Z", agency="Dnipro Wire", dateline=True)
    reprint = Print("r1", f"{_BARE}\n\n{words}", "Estuary Post", "2025-03-03T06:00:00Z")
    assert find([wire, reprint]).keys() == {"r1"}
    assert find([reprint, wire])["r1"].origin == "r9"


def test_a_dateline_decides_before_the_hour():
    wire = Print("r9", STORY, "Dnipro Wire", "2025-03-03T12:00:00Z", agency="Dnipro Wire", dateline=True)
    assert find([wire, Print("r1", _BARE, "Estuary Post", "2025-03-03T06:00:00Z")]).keys() == {"r1"}


def test_a_reprint_that_keeps_the_agencys_dateline_is_one():
    wire = Print("r9", STORY, "Dnipro Wire", "2025-03-03T12:00:00Z", agency="Dnipro Wire", dateline=True)
    kept = Print("r1", STORY, "Estuary Post", "2025-03-03", agency="Dnipro Wire", dateline=True)
    assert find([wire, kept]).keys() == {"r1"}


@pytest.mark.parametrize("agency", [None, "Estuary Post"])
def test_the_agency_in_the_dateline_decides_before_what_the_page_says_of_itself(agency):
    wire = Print("r9", STORY, "Dnipro Wire", "2025-03-03T12:00:00Z", agency="Dnipro Wire", dateline=True)
    kept = Print("r1", STORY, "Estuary Post", "2025-03-03T06:00:00Z", agency=agency, dateline=True)
    assert find([wire, kept]).keys() == {"r1"}


@pytest.mark.parametrize("short", ["DWS", "Dnipro Wire Service"])
def test_an_agency_may_be_named_by_its_first_letters(short):
    text = STORY.replace("(Dnipro Wire)", f"({short})")
    wire = Print("r9", text, "Dnipro Wire Service", "2025-03-03T12:00:00Z", agency="DWS", dateline=True)
    kept = Print("r1", text, "Estuary Post", "2025-03-03T06:00:00Z", dateline=True)
    assert find([wire, kept]).keys() == {"r1"}


def test_a_reprint_of_the_evening_before_by_its_clock_is_one():
    wire = Print("r9", STORY, "Dnipro Wire", "2025-03-03", agency="Dnipro Wire", dateline=True)
    reprint = Print("r1", f"{_BARE}\n\n{_CREDITS[0]}", "Estuary Post", "2025-03-02T23:40:00Z")
    assert find([wire, reprint]).keys() == {"r1"}


def test_without_a_word_for_another_the_hour_decides():
    early, late = Print("r9", _BARE, "Estuary Post", "2025-03-03T06:00:00Z"), "2025-03-03T12:00:00Z"
    assert find([early, Print("r1", _BARE, "Volga Post", late)]).keys() == {"r1"}


@pytest.mark.parametrize(
    "words", ["Dnipro Wire reported it first.", "The Town Council reported a fire.", "He reported."]
)
def test_ones_own_name_is_no_credit_and_nor_is_what_others_report(words):
    own = Print("r1", f"{_BARE}\n\n{words}", "Dnipro Wire", "2025-03-03T06:00:00Z")
    assert find([own, Print("r2", _BARE, "Estuary Post", "2025-03-03T09:00:00Z")]).keys() == {"r2"}
