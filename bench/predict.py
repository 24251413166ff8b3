"""Predictions for a benchmark set, in the format that the set's own scorer reads.

python bench/predict.py SET INPUT [--texts DIR] > predictions.jsonl

INPUT holds documents as a user would have them; gold answers are never read, even where INPUT carries them. How many
answers a CPU-second were given, loading and all, goes to standard error.
"""

import argparse
import importlib
import json
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

_ROW_SETS = ("quantity", "time", "geo")


def main(argv: list[str] | None = None) -> int:
    """Write one JSON object a line to standard output; the exit code is 2 for a set that has no reader yet."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("set", choices=("field", *_ROW_SETS, "attribution", "events", "types"))
    parser.add_argument("input", type=Path)
    parser.add_argument("--texts", type=Path, help="the folder with the texts (field)")
    args = parser.parse_args(argv)
    try:
        rows = _predict(args.set, args.input, args.texts)
    except ModuleNotFoundError:
        print(f"predict.py: the set {args.set!r} has no reader yet", file=sys.stderr)
        return 2
    count, start = 0, time.process_time()
    for row in rows:
        print(json.dumps(row, ensure_ascii=False, sort_keys=True))
        count += 1
    spent = max(time.process_time() - start, 1e-3)
    print(f"{count} answers, {count / spent:.3g} a CPU-second", file=sys.stderr)
    return 0


def _predict(name: str, source: Path, texts: Path | None) -> Iterable[dict[str, Any]]:
    module = importlib.import_module(f"sets.{name}")
    if name == "field":
        if texts is None:
            sys.exit("predict.py: the set 'field' needs --texts DIR, the folder with <id>.txt")
        rows: Iterable[dict[str, Any]] = module.predict_field(source, texts)
        return rows
    if name in _ROW_SETS:
        return _by_row(getattr(module, f"predict_{name}"), source)
    answers: Iterable[dict[str, Any]] = getattr(module, f"predict_{name}")(source)
    return answers


def _by_row(predict: Any, source: Path) -> Iterator[dict[str, Any]]:
    for line in source.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            answer = predict(json.loads(line))
            yield from answer if isinstance(answer, list) else [answer]


if __name__ == "__main__":
    sys.exit(main())
