"""Which text is a copy of which."""

import pytest
from copy_texts import BULLETIN, CONVOY, CUT, EDITED, LONGER, STORY
from hypothesis import given
from hypothesis import strategies as st

from wirebook.ledger.copies import Print, bands, compare, find

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
