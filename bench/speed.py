"""Throughput of reading against plain spaCy passes over the same text, in one process.

python bench/speed.py [FILE ...] prints characters a CPU-second, and the ratios (reading / plain). Without files the
shipped example dispatches are read, where nearly every sentence holds a claim. Two plain passes, which keep nothing:
the model as it comes (every component that its package switches on; whole reports in batches), and the lean pipeline
that reading uses itself (tagger and parser alone; all sentences in batches, where reading parses report by report).
All run on one thread with numpy's matrix product, which is faster here than the model's own.
"""

import sys
import time
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import spacy
from threadpoolctl import threadpool_limits

from wirebook.packs import load_packs
from wirebook.reading import load_reader, read_report
from wirebook.reading.syntax.parser import DEFAULT_MODEL
from wirebook.reading.text.passages import split_passages
from wirebook.types import Report

_ROUNDS = 5
_CHARACTERS = 60_000


def main(paths: list[str]) -> None:
    """Print characters a second of each pass, the ratios, and the share of sentences parsed."""
    reports = _reports(paths)
    reader = load_reader(load_packs())
    sentences = [r.text[p.span.start : p.span.end] for r in reports for p in split_passages(r)]
    characters = sum(len(r.text) for r in reports)
    reader.nlp.pipe(sentences[:20])
    read_report(reports[0], reader)
    whole = _as_it_comes()
    plain = min(_timed(lambda: whole([r.text for r in reports])) for _ in range(_ROUNDS))
    lean = min(_timed(lambda: reader.nlp.pipe(sentences)) for _ in range(_ROUNDS))
    ours = min(_timed(lambda: [read_report(r, reader) for r in reports]) for _ in range(_ROUNDS))
    passages = [p for r in reports for p in read_report(r, reader).passages]
    share = sum(p.gated for p in passages) / len(passages)
    print(
        f"reading {characters / ours:,.0f} characters/s, sentences parsed {share:.0%} of {len(passages)}\n"
        f"plain spaCy pass, the model as it comes {characters / plain:,.0f} characters/s, ratio {plain / ours:.2f}\n"
        f"lean pass, tagger and parser in batches {characters / lean:,.0f} characters/s, ratio {lean / ours:.2f}"
    )


def _as_it_comes() -> Callable[[list[str]], int]:
    """The default pipeline of the installed model, as its package configures it."""
    language = spacy.load(DEFAULT_MODEL)

    def run(texts: list[str]) -> int:
        with threadpool_limits(limits=1, user_api="blas"):
            return sum(len(doc) for doc in language.pipe(texts, batch_size=64))

    run(["Warm-up."])
    return run


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
