from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wirebook.reading.text.passages import find_quotes, split_passages
from wirebook.types import Report, Span


def _sentences(text: str, headline: Span | None = None) -> list[str]:
    passages = split_passages(Report("rep_x", "-", text, headline=headline))
    return [text[p.span.start : p.span.end] for p in passages]


def test_ranks_initials_and_countries_do_not_end_a_sentence() -> None:
    text = "Lt. Col. A. B. Farah of the U.N. mission spoke. No. 2 gate was hit on Nov. 12. Two men died."
    assert _sentences(text) == [
        "Lt. Col. A. B. Farah of the U.N. mission spoke.",
        "No. 2 gate was hit on Nov. 12.",
        "Two men died.",
    ]


def test_a_line_end_ends_a_sentence_and_numbers_the_paragraph() -> None:
    passages = split_passages(Report("rep_x", "-", "First line\n\nSecond one. Third one.\r\nFourth"))
    assert [p.paragraph for p in passages] == [0, 1, 1, 2]


def test_the_headline_is_marked() -> None:
    text = "Shells fall on Goma\n\nThree people died."
    passages = split_passages(Report("rep_x", "-", text, headline=Span(0, 19)))
    assert [p.kind for p in passages] == ["headline", "body"]


def test_quotations_end_with_their_paragraph() -> None:
    text = 'He said: “We lost men.\nThey burned "40 houses" there.”'
    assert [text[s:e] for s, e in find_quotes(text)] == ["We lost men.", "40 houses"]


def test_ten_thousand_nested_quotes_are_quick() -> None:
    text = "“" * 10_000 + "x" + "”" * 10_000
    assert len(split_passages(Report("rep_x", "-", text))) >= 1


@given(st.text(max_size=300))
def test_spans_are_ordered_disjoint_and_keep_every_letter(text: str) -> None:
    passages = split_passages(Report("rep_x", "-", text))
    spans = [p.span for p in passages]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    kept = "".join(text[s:e] for s, e in spans)
    assert "".join(kept.split()) == "".join(text.split())


def test_a_long_line_that_breaks_off_goes_on_in_the_next() -> None:
    """However wide a text was broken, a sentence is whole; a line that is short, or closed, ends it."""
    wide = (
        "The ministry said on Tuesday that the depot outside the town had burned for three days, and that 400 people\n"
        "were brought to the next village, while 12 are missing. The mayor asked for water."
    )
    assert _sentences(wide) == [wide.partition(" The mayor")[0], "The mayor asked for water."]
    assert len(_sentences("Losses of the day\ntwelve tanks")) == 2
    assert len(_sentences("The column was seen on the road to the river at dawn.\nand later at the mill")) == 2
