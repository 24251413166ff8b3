"""Throughput of reading against a plain pass of the same spaCy pipeline over the same text, in one process.

python bench/speed.py [FILE ...] prints both in characters a CPU-second, and their ratio (reading / plain). Without
files the shipped example dispatches are read. The plain pass parses every sentence of every report and keeps nothing.
"""

import sys
import time
from importlib import resources
from pathlib import Path

from wirebook.packs import load_packs
from wirebook.reading import load_reader, read_report
from wirebook.reading.passages import split_passages
from wirebook.types import Report

_ROUNDS = 5
_CHARACTERS = 60_000


def main(paths: list[str]) -> None:
    """Print one line: characters a second of both passes, the ratio, and the share of sentences parsed."""
    reports = _reports(paths)
    reader = load_reader(load_packs())
    sentences = [r.text[p.span.start : p.span.end] for r in reports for p in split_passages(r)]
    characters = sum(len(r.text) for r in reports)
    reader.nlp.pipe(sentences[:20])
    read_report(reports[0], reader)
    plain = min(_timed(lambda: reader.nlp.pipe(sentences)) for _ in range(_ROUNDS))
    ours = min(_timed(lambda: [read_report(r, reader) for r in reports]) for _ in range(_ROUNDS))
    passages = [p for r in reports for p in read_report(r, reader).passages]
    share = sum(p.gated for p in passages) / len(passages)
    print(
        f"reading {characters / ours:,.0f} characters/s, plain spaCy pass {characters / plain:,.0f}, "
        f"ratio {plain / ours:.2f}, sentences parsed {share:.0%} of {len(passages)}"
    )


def _reports(paths: list[str]) -> list[Report]:
    files = [Path(p) for p in paths] or sorted(
        (Path(str(resources.files("wirebook"))) / "data/dispatches").glob("*.txt")
    )
    texts = [path.read_text(encoding="utf-8") for path in files]
    repeats = max(1, _CHARACTERS // sum(map(len, texts)))
    return [
        Report(f"rep_{n}_{i}", "-", text, published="2024-11-13")
        for n in range(repeats)
        for i, text in enumerate(texts)
    ]


def _timed(run: object) -> float:
    start = time.process_time()
    run()  # type: ignore[operator]
    return time.process_time() - start


if __name__ == "__main__":
    main(sys.argv[1:])
