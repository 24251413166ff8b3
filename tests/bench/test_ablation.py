"""A resolver is counted where it fills a slot; without it a text is read as if it were not in the lists."""

import importlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from wirebook.packs import Pack
from wirebook.packs.model import Example
from wirebook.pipeline import Desk, open_desk, read_text
from wirebook.reading.parties import resolvers as parties
from wirebook.reading.syntax.parser import Nlp, Parse

BENCH = Path(__file__).parents[2] / "bench"
TEXT = "Israel bombed Lebanon on Monday, and Rwanda shelled Congo. Nine Lebanese soldiers died in Tyre."


@pytest.fixture(scope="module", autouse=True)
def _path() -> Iterator[None]:
    sys.path.insert(0, str(BENCH))
    yield
    sys.path.remove(str(BENCH))


@pytest.fixture(scope="module")
def ablation(_path: None) -> ModuleType:
    return importlib.import_module("ablation")


@pytest.fixture(scope="module")
def switched(_path: None) -> ModuleType:
    return importlib.import_module("switched")


@pytest.fixture(scope="module")
def records(_path: None) -> ModuleType:
    return importlib.import_module("sets.records")


@pytest.fixture(scope="module")
def desk(ablation: ModuleType) -> Desk:
    told: Desk = ablation.with_memory(open_desk())
    return told


def _doer(desk: Desk) -> str | None:
    reading = read_text(TEXT, desk).reading
    assert reading is not None
    doer = reading.claims[0].actor
    return doer.name if doer else None


def test_without_a_resolver_nothing_else_is_otherwise(switched: ModuleType, desk: Desk) -> None:
    lists = dict(vars(parties))
    with switched.without("told_foe"):
        assert _doer(desk) is None
        assert {one.name for one in switched.all_resolvers()} >= {"told_foe"}
    with switched.without("sole_attacker"):
        assert _doer(desk) == "Israel"
    assert all(vars(parties)[name] is value for name, value in lists.items())
    assert _doer(desk) == "Israel"


def test_one_that_a_function_asks_by_itself_is_off_too(switched: ModuleType) -> None:
    with switched.without("irregulars_by_their_name"):
        assert parties.irregulars_by_their_name(None, None) is None


def test_a_name_in_no_list_is_an_error(switched: ModuleType) -> None:
    with pytest.raises(KeyError, match="nobody"), switched.without("nobody"):
        pass


def test_what_fills_a_slot_is_counted(switched: ModuleType, desk: Desk) -> None:
    with switched.counted() as decided:
        _doer(desk)
    assert decided["told_foe"] == 1
    assert decided["sole_attacker"] == 0


def test_what_a_constraint_refuses_is_not_counted(
    switched: ModuleType, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parties, "CONSTRAINTS", (lambda *_: False,))
    with switched.counted() as decided:
        _doer(desk)
    assert decided["told_foe"] == 0


def test_a_piece_of_text_is_parsed_once(ablation: ModuleType, desk: Desk) -> None:
    asked: list[tuple[str, int]] = []

    def parse(pieces: Sequence[tuple[str, int]]) -> list[Parse]:
        asked.extend(pieces)
        return [Parse((), ((at,),)) for _, at in pieces]

    plain = replace(desk, reader=replace(desk.reader, nlp=Nlp("fake", parse, len, lambda: 0)))
    nlp = ablation.with_memory(plain).reader.nlp
    first = nlp.parse([("a", 0), ("b", 1)])
    assert nlp.parse([("b", 1), ("a", 7), ("a", 0)]) == [first[1], Parse((), ((7,),)), first[0]]
    assert asked == [("a", 0), ("b", 1), ("a", 7)]


def _pack(desk: Desk) -> Pack:
    """The casualties with one rule's passages and one of the pack's."""
    pack = next(pack for pack in desk.packs if pack.account == "casualties")
    rule = next(rule for rule in pack.rules if rule.id == "power_in")
    wanted = (("measure", "killed"), ("low", 9), ("high", 9), ("actor", "Israel"))
    rule = replace(rule, counters=(*rule.counters, "The club cut fees to three banks."))
    return replace(pack, rules=(rule,), examples=(Example(TEXT, (wanted,)),), counters=("Nine chess players met.",))


def test_each_passage_stands_alone(ablation: ModuleType, desk: Desk) -> None:
    pack = _pack(desk)
    alone = list(ablation.passages_of([pack]))
    assert len(alone) == len(pack.rules[0].examples) + len(pack.rules[0].counters) + 2
    for one in alone:
        rules = [text for rule in one.rules for text in (*rule.examples, *rule.counters)]
        assert len([*rules, *one.examples, *one.counters]) == 1


def test_a_row_tells_what_is_otherwise_without_it(ablation: ModuleType, desk: Desk) -> None:
    rows = {row.resolver.name: row for row in ablation.rows_of(desk, [ablation.Text("x", TEXT)], [_pack(desk)])}
    foe, idle = rows["told_foe"], rows["giver_of_report"]
    assert (foe.decides, foe.changes, foe.is_blank) == (1, 1, False)
    assert foe.failing == ("casualties: Israel bombed Lebanon on Monday, and Rwanda shelled …",)
    assert (idle.decides, idle.changes, idle.failing, idle.is_blank) == (0, 0, (), True)
    table = ablation.table_of([foe, idle], 1, [])
    assert "Without effect on any text or passage: `giver_of_report`." in table
    assert "| parties CONFLICT | actor | `told_foe` | 1 | 1 | 1 | casualties: Israel bombed" in table
    assert "| parties EVENT | actor | `giver_of_report` | 0 | 0 | 0 | – |" in table


def test_a_passage_that_fails_with_all_resolvers_ends_the_run(ablation: ModuleType, desk: Desk) -> None:
    wrong = replace(_pack(desk), examples=(Example(TEXT, ()),))
    with pytest.raises(SystemExit, match="comes out otherwise"):
        list(ablation.rows_of(desk, [], [wrong]))


SCORER = """
import json, sys
claims = [claim for line in open(sys.argv[2]) for claim in json.loads(line)["claims"]]
right = sum(claim["actor"] is not None for claim in claims)
print("== killed right here\\nkilled   gold 2  hit 2  P 1.000")
print(f"actor          right 50.0% of 4, near 1, unknown name 1, wrong 0, none {2 - right}")
print(f"battle actor   right 50.0% of 2, wrong 1, none 0\\ndate           right 50.0% of 3, wrong 1, none 1")
"""


def test_gold_slots_are_counted_by_their_own_scorer(records: ModuleType, desk: Desk, tmp_path: Path) -> None:
    scorer = tmp_path / "score.py"
    scorer.write_text(SCORER, encoding="utf-8")
    gold = tmp_path / "made_up.jsonl"
    rows = [{"id": "1", "text": TEXT, "published": "2025-03-04"}, {"id": "2", "text": "Nothing happened."}]
    gold.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    [one] = records.open_records(tmp_path, scorer, desk)
    assert one.name == "made_up"
    assert one.right_with_all("actor") == Counter(actor=2)  # one of four, and one of two in a battle
    assert one.right_without("told_foe", "actor") == Counter(actor=1)
    assert one.right_without("giver_of_report", "actor") == Counter(actor=2)
    assert one.right_with_all("period") == Counter(date=1)
    assert list(records.open_records(tmp_path, tmp_path / "absent.py", desk)) == []
    assert list(records.open_records(None, scorer, desk)) == []


def test_an_answer_holds_what_the_scorer_reads(records: ModuleType, desk: Desk) -> None:
    [claim] = records.answer_of({"id": "1", "text": TEXT, "published": "2025-03-04"}, desk)["claims"]
    assert (claim["measure"], claim["low"], claim["actor"]["code"], claim["start"]) == (
        "killed",
        9,
        "ISR",
        "2025-03-03",
    )
    assert claim["place"]["country"] == "LB"
    assert (round(claim["place"]["lat"]), round(claim["place"]["lon"])) == (33, 35)
    json.dumps(claim)
