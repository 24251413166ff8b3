"""Fit the weights of a claim's confidence (src/wirebook/data/words/en/confidence.toml) on reports read by hand.

python tools/fit_confidence.py --scorer score.py --texts DIR GOLD.jsonl ... [--unseen GOLD.jsonl] [-o FILE]

GOLD holds reports with their claims, as bench/field/README.md describes them; of those marked "blind" none is used.
SCORER is the set's own scorer, whose matching says which claims are right: number, kind and measure agree, and where a
source is named, the source too. Prints the weights, and by cross-validation over reports the expected calibration
error (ten bins) and a reliability table. On reports that the reader was tuned on it is right more often than on others:
with --unseen the base is moved until what is promised on those reports, on average, is what comes true there.
numpy alone; the same input writes the same file.
"""

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))

from sets.field import as_scored
from wirebook.pipeline import Settings, open_desk, read_path
from wirebook.reading.claims.confidence import features

Floats = npt.NDArray[np.float64]
_FOLDS = 10
_BINS = 10
_RIDGE = 5.0
_LEAST = 6  # claims that must show a feature for its weight to be kept
_FIELDS = Path(__file__).parents[1] / "src/wirebook/data/words/en/confidence.toml"


def main(argv: Sequence[str] | None = None) -> int:
    """Fit, cross-validate, and write the [weights] of the data file."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--unseen", type=Path, help="reports that the reader was not tuned on: they set the base")
    parser.add_argument("-o", type=Path, default=_FIELDS, dest="out")
    parser.add_argument("--dry-run", action="store_true", help="measure only, write nothing")
    args = parser.parse_args(argv)
    rows = list(_judged(args.gold, args.texts, _module(args.scorer)))
    names = _names(rows)
    matrix, right = _shown(rows, names)
    predicted = _held_out(matrix, right, [doc for doc, _, _ in rows])
    _print_reliability(predicted, right, f"{_FOLDS} folds")
    fitted = _fit(matrix, right)
    if args.unseen:
        fitted = _rebased(fitted, *_shown(list(_judged([args.unseen], args.texts, _module(args.scorer))), names))
    weights = dict(zip(["base", *names], fitted.round(3).tolist(), strict=True))
    if not args.dry_run:
        _write(args.out, weights)
    return 0


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        sys.exit(f"fit_confidence.py: {path} is no Python file; give the set's score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


Row = tuple[str, frozenset[str], bool]
"""The report, the features of one claim, and whether it is right."""


def _judged(golds: Sequence[Path], texts: Path, scorer: ModuleType) -> Iterator[Row]:
    for line in (line for gold in golds for line in gold.read_text(encoding="utf-8").split("\n") if line.strip()):
        doc: dict[str, Any] = json.loads(line)
        path = texts / f"{doc['id']}.txt"
        if doc.get("part") == "blind" or doc["lang"] != "en" or not path.exists():
            continue
        outcome = read_path(str(path), open_desk(Settings(published=doc.get("published"))))
        gold = [claim for claim in doc["claims"] if scorer.number(claim) is not None]
        for claim in outcome.reading.claims if outcome.reading else ():
            if claim.amount is not None:
                yield doc["id"], frozenset(features(claim)), _is_right(as_scored(claim), gold, doc, scorer)


def _is_right(told: dict[str, Any], gold: list[dict[str, Any]], doc: dict[str, Any], scorer: ModuleType) -> bool:
    alike = [
        g
        for g in gold
        if scorer.measures_agree(g["measure"], told["measure"], strict=False)
        and scorer.items_agree(g["item"], told["item"])
        and scorer.numbers_agree(g, told)
    ]
    spare = any(scorer.numbers_agree({"value_min": n, "value_max": n}, told) for n in doc["optional_numbers"])
    named = [g for g in alike if g["source"] and told["source"]]
    heard = not named or any(scorer.source_agrees(g["source"], told["source"]) for g in named)
    return spare or (bool(alike) and heard)


def _names(rows: Sequence[Row]) -> list[str]:
    """The features that enough claims show, in order."""
    found = [name for _, shown, _ in rows for name in shown]
    return sorted(name for name in set(found) if found.count(name) >= _LEAST)


def _shown(rows: Sequence[Row], names: Sequence[str]) -> tuple[Floats, Floats]:
    """A row of ones and zeros for each claim, its first a one; and which claims are right."""
    matrix = np.array([[1.0, *(name in shown for name in names)] for _, shown, _ in rows], dtype=np.float64)
    return matrix, np.array([float(hit) for _, _, hit in rows])


def _rebased(weights: Floats, matrix: Floats, right: Floats) -> Floats:
    """The weights with the base at which, on these claims, the mean of the promised is the share of the right."""
    moved = weights.copy()
    for _ in range(50):
        p = 1.0 / (1.0 + np.exp(-matrix @ moved))
        moved[0] += (right - p).sum() / (p * (1 - p)).sum()
    print("on the unseen reports, before and after the base was moved:")
    for used in (weights, moved):
        _print_reliability(1.0 / (1.0 + np.exp(-matrix @ used)), right, "unseen")
    return moved


def _fit(matrix: Floats, right: Floats) -> Floats:
    """Ridge-penalised logistic regression by Newton's method; the base is not penalised."""
    weights = np.zeros(matrix.shape[1])
    penalty = np.diag([0.0, *([_RIDGE] * (matrix.shape[1] - 1))])
    for _ in range(50):
        p = 1.0 / (1.0 + np.exp(-matrix @ weights))
        slope = matrix.T @ (right - p) - penalty @ weights
        weights = weights + np.linalg.solve(matrix.T @ (matrix * (p * (1 - p))[:, None]) + penalty, slope)
    return weights


def _held_out(matrix: Floats, right: Floats, docs: Sequence[str]) -> Floats:
    """The probability of each claim by a model that saw no claim of its report."""
    order = {doc: n % _FOLDS for n, doc in enumerate(dict.fromkeys(docs))}
    fold = np.array([order[doc] for doc in docs])
    predicted = np.zeros(len(docs))
    for n in range(_FOLDS):
        weights = _fit(matrix[fold != n], right[fold != n])
        predicted[fold == n] = 1.0 / (1.0 + np.exp(-matrix[fold == n] @ weights))
    return predicted


def _print_reliability(predicted: Floats, right: Floats, what: str) -> None:
    """Bins of a tenth each: what was promised, what came true, of how many claims."""
    error = 0.0
    print("promised  came true  claims")
    for n in range(_BINS):
        part = np.flatnonzero(np.minimum(np.floor(predicted * _BINS), _BINS - 1) == n)
        if not len(part):
            continue
        promised, true = float(predicted[part].mean()), float(right[part].mean())
        error += abs(promised - true) * len(part) / len(right)
        print(f"{promised:8.2f}  {true:9.2f}  {len(part):6}")
    print(f"expected calibration error {error:.3f}, {len(right)} claims, {right.mean():.1%} right, {what}")


def _write(path: Path, weights: dict[str, float]) -> None:
    text = path.read_text(encoding="utf-8")
    head = text[: text.index("[weights]")]
    rows = "\n".join(f'"{name}" = {value}' for name, value in weights.items())
    path.write_text(f"{head}[weights]\n{rows}\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
