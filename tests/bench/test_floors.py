"""Floors of the scoreboard: a fallen figure is named, and none is lowered without a reason."""

from pathlib import Path

import pytest
from bench_modules import BENCH, bench_module

floors, runs = bench_module("floors"), bench_module("runs")


def test_a_figure_below_its_floor_is_named() -> None:
    pinned = [floors.Floor("time", "value.2", 0.75, 0.75), floors.Floor("time", "strict.2", 0.80, 0.80)]
    run = runs.Run("time: some set", "", {"value.2": 0.7449, "strict.2": 0.80})
    assert list(floors.broken(pinned, [run])) == ["time: some set: value.2 is 0.745, pinned at 0.750"]


def test_a_floor_of_another_set_does_not_matter_and_a_missing_figure_does() -> None:
    pinned = [floors.Floor("geo", "strict.2", 0.8, 0.8), floors.Floor("time", "gone", 0.1, 0.1)]
    assert list(floors.broken(pinned, [runs.Run("time: x", "", {})])) == ["time: x: no figure 'gone'"]


def test_a_lowered_floor_needs_a_reason(tmp_path: Path) -> None:
    row = '[[floor]]\nset = "time"\nfigure = "value.2"\nat_least = 0.7\nbest = 0.8\n'
    path = tmp_path / "floors.toml"
    path.write_text(row, encoding="utf-8")
    with pytest.raises(ValueError, match=r"lowered from 0\.8 without a reason"):
        floors.load_floors(path)
    path.write_text(row + 'reason = "dates of headlines are now left open"\n', encoding="utf-8")
    assert floors.load_floors(path)[0].at_least == 0.7


def test_the_pinned_floors_load_and_name_sets_of_the_scoreboard() -> None:
    names = ("field", "reports", "attribution", "quantity", "time", "geo", "events", "types", "predicates")
    pinned = floors.load_floors(BENCH / "floors.toml")
    assert pinned
    assert all(floor.set.startswith(names) and 0 < floor.at_least <= 1 for floor in pinned)


def test_scorers_figures_are_flattened_under_dotted_names() -> None:
    assert dict(runs._flat({"a": {"f1": 0.5, "note": "x"}, "b": [1, 2.5], "c": True})) == {
        "a.f1": 0.5,
        "b.0": 1.0,
        "b.1": 2.5,
    }
