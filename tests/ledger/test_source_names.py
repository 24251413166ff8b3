"""Under which of its written forms the books list a source."""

import pytest

from wirebook.ledger.books.source_names import SourceForm, by_key, naming


def form(written, own, kind="military", country="UKR", claims=1):
    return SourceForm(own, own, written, kind, country, claims)


@pytest.mark.parametrize(
    ("forms", "name"),
    [
        ([form("the air force", "air force, UKR")], "the air force (Ukraine)"),
        ([form("air force", "air force, UKR"), form("Ukraine's air force", "air force, UKR")], "Ukraine's air force"),
        ([form("police", "police, UKR kharkiv")], "police (Kharkiv, Ukraine)"),
        ([form("police", "police, in rep_1")], "police (in rep_1)"),
        ([form("fighters", "fighters, XYZ")], "fighters (XYZ)"),
        ([form("", "rep_1")], "(no source named in rep_1)"),
    ],
)
def test_the_fullest_form_that_tells_whose_it_is(forms, name):
    assert naming(forms).name == name
    assert naming(forms[::-1]).name == name


def test_of_kinds_and_countries_the_one_with_most_claims_and_unknown_last():
    forms = [
        form("Police", "police", "unknown", None, 9),
        form("police", "police", "police", "UKR", 1),
        form("police", "police", "hospital", "RUS", 2),
    ]
    found = naming(forms)
    assert (found.kind, found.country, found.written) == ("hospital", "RUS", "police")
    assert naming(forms[:1]).kind == "unknown"
    assert naming(forms[:1]).country is None
    assert naming([form("a", "a"), form("b", "b")]).written == "a\nb"


def test_forms_by_the_key_of_their_source():
    one, other, again = form("a", "x"), form("b", "y"), form("c", "x")
    assert by_key([one, other, again]) == {"x": [one, again], "y": [other]}
