"""Acts of violence: who did what to whom, with what, where each is named."""

from typing import Any

from bench_modules import bench_module

from wirebook.reading.syntax.parser import load_nlp
from wirebook.types import Report, Span

find_incidents = bench_module("readers.incidents").find_incidents

CABLE = (
    "THE ARMY SAID FIVE TERRORISTS KIDNAPPED THREE ENGINEERS NEAR LA UNION ON 4 MARCH 1989. THE FMLN CLAIMED "
    "RESPONSIBILITY FOR THE KIDNAPPING.\n\n"
    "IN THE CAPITAL, A BOMB DESTROYED A BANK AND KILLED A GUARD.\n"
)


def _words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def _by_kind(text: str) -> dict[str, Any]:
    return {one.kind: one for one in find_incidents(Report("rep_x", "-", text), load_nlp())}


def test_an_upper_case_cable_is_read_where_it_stands() -> None:
    found = _by_kind(CABLE)["KIDNAPPING"]
    assert _words(CABLE, found.doers) == ["TERRORISTS"]
    assert [(CABLE[v.span.start : v.span.end], v.number) for v in found.victims] == [("ENGINEERS", "3")]
    assert [(CABLE[b.span.start : b.span.end], b.confidence) for b in found.bodies] == [("FMLN", "CLAIMED OR ADMITTED")]


def test_a_bombing_that_kills_is_one_act() -> None:
    found = find_incidents(
        Report("rep_x", "-", "A bomb exploded at a bank in Lima. The bombing killed a guard and two tellers."),
        load_nlp(),
    )
    assert [one.kind for one in found] == ["BOMBING"]
    assert [victim.effect for victim in found[0].victims] == ["DEATH"]


def test_a_report_without_an_act_has_no_incident() -> None:
    assert find_incidents(Report("rep_x", "-", "The bank opened three offices. Its director spoke."), load_nlp()) == []
