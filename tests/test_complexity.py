"""No function gets denser than it is: today's are kept in complexity.toml, and the record only falls."""

import ast
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "tools"))

import complexity

LOWER = "python tools/complexity.py lowers the record in tests/complexity.toml"
_SLACK = 0.005  # a share that falls with every new function is not worth a change of the record each time


@pytest.fixture(scope="module")
def now():
    return complexity.measure()


@pytest.fixture(scope="module")
def record():
    return complexity.load()


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("return 1", 1),
        ("if a: return 1\nelif b: return 2\nelse: return 3", 3),
        ("return a and b and (c or d)", 4),
        ("return [x if y else z for x in a for y in b if x if y]", 6),
        ("try: f()\nexcept A: pass\nexcept B: pass", 3),
        ("match a:\n  case 1: pass\n  case 2: pass", 3),
        ("with a: pass", 1),
        ("for x in a:\n  while x: pass", 3),
        ("def inner():\n  if a: pass", 1),
        ("return lambda a: a or b", 2),
    ],
)
def test_ways_through_a_function(text: str, ways: int) -> None:
    body = "".join(f"  {line}\n" for line in text.splitlines())
    assert dict(complexity.functions_of(ast.parse(f"def outer():\n{body}")))["outer"] == ways


def test_inner_functions_count_by_themselves() -> None:
    tree = ast.parse("class A:\n  def f(self):\n    def g():\n      if a: pass")
    assert list(complexity.functions_of(tree)) == [("A.f", 1), ("A.f.g", 2)]


def test_no_function_grows_over_its_record(now, record) -> None:
    assert now.functions > 1000
    assert not complexity.grown(now, record), "split these along their ideas; over 15 only those in the record may be"


def test_no_larger_share_is_dense(now, record) -> None:
    more = {name: count for name, count in now.over_10.items() if count > record.over_10.get(name, 0)}
    assert now.share <= record.share, f"{now.share:.2%} of all functions are over 10; folders with more of them: {more}"


def test_the_record_follows_what_fell(now, record) -> None:
    assert not complexity.fallen(now, record), LOWER
    assert record.share - now.share < _SLACK, LOWER


def test_lowering_keeps_what_grew_as_it_was() -> None:
    record = complexity.Measured(100, {"a": 10}, {"m:f": 20, "m:g": 20, "m:gone": 20})
    now = complexity.Measured(100, {"a": 9}, {"m:f": 17, "m:g": 25, "m:new": 16})
    assert complexity.grown(now, record) == {"m:g": 25, "m:new": 16}
    assert complexity.fallen(now, record).keys() == {"m:f", "m:gone"}
    assert complexity.lowered(now, record) == complexity.Measured(100, {"a": 9}, {"m:f": 17, "m:g": 20})
