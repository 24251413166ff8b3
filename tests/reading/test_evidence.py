"""Every value of every reading stands beside its own words, in whatever text; and what does not is refused."""

import ast
import dataclasses
import gzip
import json
import os
import tarfile
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirebook.evidence import BETWEEN, NO_WORDS, EvidenceError, proven, unproven, where_named, worded
from wirebook.fields.party.parties import party_of
from wirebook.ledger.database.json_rows import to_json
from wirebook.ledger.decisions.corrections import amended
from wirebook.packs import load_packs
from wirebook.pipeline import Desk, read_text
from wirebook.types import Party, Reading, Span

HERE = Path(__file__).parent
DISPATCHES = sorted((Path(str(resources.files("wirebook"))) / "data" / "dispatches").glob("*.txt"))
CORPUS = sorted((HERE.parent / "books" / "corpus").rglob("*.txt"))
BENCH = Path(os.environ.get("WIREBOOK_BENCH", HERE.parents[2] / "shared" / "bench"))
SOURCE = HERE.parents[1] / "src" / "wirebook"


def _amiss(value: Any, text: str, path: str = "") -> Iterator[str]:
    """What a consumer of the JSON would find wrong, written apart from the program's own check."""
    if isinstance(value, list):
        for part in value:
            yield from _amiss(part, text, path)
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _amiss(part, text, f"{path}.{name}")
        for said, there in _pairs(value, text):
            if said != there:
                yield f"{path}: {said!r} is not {there!r}"


def _pairs(value: dict[str, Any], text: str) -> Iterator[tuple[Any, Any]]:
    if "written" in value:
        whole = " … " + text[slice(*value["whole"])] if value.get("whole") else ""
        yield value["written"], text[slice(*value["span"])] + whole
        yield value["written"], value["written"].strip()
    if value.get("cue"):
        yield value["cue"], text[slice(*value["cue_span"])]
    if value.get("named"):
        yield value["name"], text[slice(*value["named"])]
    if "quote" in value:
        yield value["quote"], text[slice(*value["evidence"][0])]
    for start, end in value.get("evidence", ()):
        yield True, 0 <= start < end <= len(text)


def _read(desk: Desk, text: str, published: str | None = None) -> Reading:
    settings_ = dataclasses.replace(desk.settings, published=published or desk.settings.published)
    outcome = read_text(text, dataclasses.replace(desk, settings=settings_))
    assert outcome.problem is None or "no words" in outcome.problem.what, outcome.problem
    assert outcome.reading is not None
    assert list(_amiss(to_json(outcome.reading), outcome.reading.report.text)) == []
    for row in outcome.findings:
        assert row.span is None or 0 <= row.span.start <= row.span.end <= len(outcome.reading.report.text)
    return outcome.reading


# ---------------------------------------------------------------- corpora


@pytest.mark.parametrize("path", [*DISPATCHES, *CORPUS], ids=lambda path: path.stem)
def test_every_span_of_a_dispatch_holds_its_words(desk: Desk, path: Path) -> None:
    assert _read(desk, path.read_text("utf-8")).passages


@pytest.mark.parametrize("pack", load_packs(), ids=lambda pack: pack.account)
def test_every_span_of_an_example_holds_its_words(desk: Desk, pack: Any) -> None:
    for example in pack.examples:
        _read(desk, example.text, example.published)
    for text in [*pack.counters, *(e.text for rule in pack.rules for e in rule.examples)]:
        _read(desk, text)


def _lines(name: str, every: int) -> list[str]:
    with gzip.open(BENCH / name, "rt", encoding="utf-8") as file:
        return [json.loads(line)["text"] for line in list(file)[::every]]


def _members(name: str, every: int) -> list[str]:
    with tarfile.open(BENCH / name) as packed:
        members = sorted((m for m in packed.getmembers() if m.name.endswith(".txt")), key=lambda m: m.name)
        return [packed.extractfile(m).read().decode("utf-8", "replace") for m in members[::every]]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "every"),
    [
        ("attribution/polnear-train-dev.tgz", 60),
        ("events/muc4-train.docs.jsonl.gz", 65),
        ("time/aquaint.gold.jsonl.gz", 8),
        ("quantity/newsquant-dev.gold.jsonl.gz", 10),
        ("geo/lgl-geovirus.gold.jsonl.gz", 60),
    ],
)
def test_every_span_of_a_text_of_others_holds_its_words(desk: Desk, name: str, every: int) -> None:
    if not (BENCH / name).exists():
        pytest.skip("the set is not on this machine")
    texts = _members(name, every) if name.endswith(".tgz") else _lines(name, every)
    assert sum(len(_read(desk, text).passages) for text in texts) > len(texts) / 2


# ---------------------------------------------------------------- made texts

SPEAKERS = ("Ukraine's air force", "The Sudanese army", "Mali’s military", "the Indian defence ministry", "M23 rebels")
THINGS = ("drones", "soldiers", "missiles", "prisoners", "people", "tonnes of wheat")
DEEDS = (
    "{who} said it shot down {n} of {m} {what} over {where}.",
    "{who} LOST {n} {WHAT} NEAR {where}.",
    "“We freed {n} {what},” {who} said. The statement said half of them were children.",
    "Russia launched {m} {what} overnight, {who} said. It jammed {n} more, the union said.",
    "One Of {who} {What} Killed In {where}, Says Ministry",
    "{n} {what} were killed in İzmir and STRASSE, according to {who} (SDN).",
    "Most of the {m} {what} were destroyed, {who} said. Half of them, it said, fell on {where}.",
    "{who} lost {n} men; its troops killed {m} {what}.",
)
JOINTS = (" ", "\n\n", "\r\n", "  ", "\u202f", " \t", "\n", " — ")
HEADS = ("", "KYIV, Ukraine (AP) — ", "GOMA, Jan. 3 - ", "İSTANBUL — ", "\ufeff", "Morning bulletin\n\n")


@st.composite
def _texts(draw: Any) -> str:
    def sentence() -> str:
        what = draw(st.sampled_from(THINGS))
        told = draw(st.sampled_from(DEEDS)).format(
            who=draw(st.sampled_from(SPEAKERS)),
            n=draw(st.sampled_from(("nine", "12", "1,200", "at least 3", "two dozen", "a"))),
            m=draw(st.sampled_from(("60", "some 70", "twenty", "10,000"))),
            what=what,
            What=what.title(),
            WHAT=what.upper(),
            where=draw(st.sampled_from(("Odesa", "El Fasher", "Gao", "the Kursk region", "Novo-Dmytrivka"))),
        )
        return draw(st.sampled_from((str, str, str.upper, str.title)))(told)

    joint = draw(st.sampled_from(JOINTS))
    return draw(st.sampled_from(HEADS)) + joint.join(sentence() for _ in range(draw(st.integers(1, 5))))


@pytest.fixture(scope="module")
def read(desk: Desk) -> Callable[[str], Reading]:
    """Reading with the desk, as a function that hypothesis can print."""
    return lambda text: _read(desk, text)


@settings(max_examples=80)
@given(text=_texts())
def test_every_span_of_a_made_text_holds_its_words(read: Callable[[str], Reading], text: str) -> None:
    read(text)


# ---------------------------------------------------------------- names of sources

NIGHTS = [
    ("Russia launched 60 drones overnight, Ukraine's air force said. It shot down 41 of them.", "Ukraine's air force"),
    ("Overnight 14 drones were jammed, the Ukrainian air force said. Russia sent 60 in all.", "Ukrainian air force"),
    ("Pakistan fired 20 missiles on Friday, the Indian air force said. Four were shot down.", "Indian air force"),
]


@pytest.mark.parametrize(("text", "name"), NIGHTS)
def test_a_party_read_off_a_source_has_the_words_of_its_name(desk: Desk, text: str, name: str) -> None:
    told = [side for claim in _read(desk, text).claims for side in (claim.actor, claim.target) if side]
    assert all(side.written for side in told)
    assert name in {side.written for side in told if side.span.start == text.index(name)}, told


def test_what_stands_for_a_source_is_its_words_and_its_name_stands_elsewhere(desk: Desk) -> None:
    text = "The Malian army said on Monday it killed 12 rebels near Gao.\n\nIt said five soldiers were wounded."
    source = next(claim.source for claim in _read(desk, text).claims if claim.measure == "wounded")
    assert source is not None
    assert source.named is not None
    assert (source.written, source.named.of(text), source.name) == ("It", "Malian army", "Malian army")
    assert source.span.start == text.index("It said")


def test_a_party_of_no_word_in_the_report_says_so(desk: Desk) -> None:
    text = "SANAA — The Houthis freed 40 soldiers on Sunday in Taiz, the mediators said."
    claim = next(claim for claim in _read(desk, text, "2025-03-02").claims if claim.measure == "released")
    assert claim.target is not None
    assert (claim.target.code, claim.target.written, claim.target.span) == ("YEM", "", NO_WORDS)


def test_a_share_of_what_is_told_elsewhere_has_both_places(desk: Desk) -> None:
    text = "Russia launched 60 drones at Odesa on Monday, the air force said. It shot down half of them."
    amount = next(claim.amount for claim in _read(desk, text).claims if claim.amount and claim.amount.whole)
    assert amount.written == "half" + BETWEEN + "60"
    assert (amount.span.of(text), amount.whole.of(text)) == ("half", "60")


# ---------------------------------------------------------------- the check itself


def _spans(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for field in dataclasses.fields(value):
        inside = getattr(value, field.name)
        if isinstance(inside, Span):
            yield (*path, field.name)
        elif dataclasses.is_dataclass(inside):
            yield from _spans(inside, (*path, field.name))
        elif isinstance(inside, tuple):
            for i, part in enumerate(inside):
                if isinstance(part, Span):
                    yield (*path, field.name, i)
                elif dataclasses.is_dataclass(part):
                    yield from _spans(part, (*path, field.name, i))


def _moved(value: Any, path: tuple[Any, ...], to: Any) -> Any:
    """The value with another span at a path."""
    if not path:
        return to(value)
    if isinstance(path[0], int):
        return (*value[: path[0]], _moved(value[path[0]], path[1:], to), *value[path[0] + 1 :])
    return dataclasses.replace(value, **{path[0]: _moved(getattr(value, path[0]), path[1:], to)})


def _kind(path: tuple[Any, ...]) -> str:
    return ".".join(str(part) for part in path if not isinstance(part, int))


BOUNDED = {"passages.span", "passages.quotes", "unowned.passage", "report.headline", "report.dateline.span"}
"""Spans that are the only place their words are kept: they can lie outside the text, never beside other words."""


def test_a_span_that_is_moved_is_refused_whichever_it_is(desk: Desk) -> None:
    text = (
        "Russia launched 60 drones at Odesa\n\nKYIV, Nov. 13 (AP) — Ukraine's air force said on Monday that “Russia "
        "launched 60 drones”. It shot down half of them near Odesa, it said in a statement. Another 12 planes "
        "were seen.\n\n"
        "Seven soldiers were killed in Kyiv, the mayor told the Kyiv Independent, citing the army.\n"
    )
    reading = _read(desk, text, "2024-11-13")
    assert proven(reading) is reading
    seen = set()
    for path in _spans(reading):
        seen.add(_kind(path))
        beyond = _moved(reading, path, lambda span: Span(span.start, len(reading.report.text) + 1))
        assert next(unproven(beyond, reading.report.text), None), path
        if _kind(path) in BOUNDED or (_kind(path) == "claims.evidence" and path[-1] > 0):
            continue
        moved = _moved(reading, path, lambda span: Span(span.start + 1, span.end + 1))
        with pytest.raises(EvidenceError):
            proven(moved)
    wanted = {"claims.amount.span", "claims.place.span", "claims.period.span", "claims.source.span", "times.span"}
    wanted |= {"claims.source.cue_span", "claims.source.named", "claims.evidence", "claims.actor.span", "places.span"}
    assert wanted | {"claims.target.span", "unowned.amount.span", "claims.amount.whole", "sources.span"} <= seen, seen


def test_a_claim_without_evidence_is_not_proven(desk: Desk) -> None:
    reading = _read(desk, "Twelve people were killed in Gao on Monday, police said.")
    bare = dataclasses.replace(reading.claims[0], evidence=())
    assert list(unproven(bare, reading.report.text, "claim"))


def test_words_are_those_at_the_span() -> None:
    party = party_of("Ukraine's air force")
    assert party is not None
    assert (party.written, party.span) == ("", NO_WORDS)
    assert worded(party, "So Ukraine’s air force said", Span(3, 22)).written == "Ukraine’s air force"
    for span in (Span(3, 3), Span(-1, 4), Span(5, 28)):
        with pytest.raises(EvidenceError):
            worded(party, "So Ukraine’s air force said", span)
    assert where_named("army", "the army, an army", Span(5, 17)) == Span(13, 17)
    assert where_named("navy", "the army", Span(0, 8)) is where_named("", "the army", Span(0, 8)) is None


def test_a_correction_has_no_words_of_the_report(desk: Desk) -> None:
    reading = _read(desk, "Twelve people were killed in Gao on Monday, police said.")
    changes = {"number": "15", "place": "Mopti", "period": "2025-03-01", "source": "The army", "target": "Mali"}
    changed = amended(reading.claims[0], changes)
    assert list(unproven(changed, reading.report.text)) == []
    assert changed.amount is not None
    assert (changed.amount.low, changed.amount.written) == (15.0, "")


def test_nobody_makes_a_reading_without_proof() -> None:
    """A reading is made in two places and proven there; a third makes one without claims."""
    made = {}
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func) in ("Reading", "proven")]
        proofs = {id(call.args[0]) for call in calls if ast.unparse(call.func) == "proven"}
        for call in calls:
            if ast.unparse(call.func) == "Reading":
                empty = len(call.args) > 2 and ast.unparse(call.args[2]) == "()"
                made[str(path.relative_to(SOURCE))] = "proven" if id(call) in proofs else "empty" if empty else "open"
    assert made == {
        "reading/__init__.py": "proven",
        "external_tables/read.py": "proven",
        "external_tables/amended.py": "empty",
    }


def test_a_wrong_span_costs_the_report_and_says_which(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = Party("UKRMIL", "Ukraine", "Ukraine's air force", Span(0, 19))
    monkeypatch.setattr("wirebook.reading.parties.from_event.party_of_source", lambda _: wrong)
    outcome = read_text("Russia launched 60 drones overnight, Ukraine's air force said. It shot down 41.", desk)
    assert outcome.reading is None
    assert outcome.problem is not None
    assert "“Russia launched 60 ”" in outcome.problem.what
