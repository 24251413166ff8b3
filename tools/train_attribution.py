"""Train the linker of attribution (src/wirebook/data/models/attribution.npz) on a brat corpus of PolNeAR's layout.

python tools/train_attribution.py TRAIN_DIR [-o FILE] [--trees CUE,CONTENT,SOURCE]

TRAIN_DIR holds text/<doc>.txt and attributions/<doc>_<annotator>.ann; where a document has several annotators the
alphabetically first is taken. Needs catboost beside the project's own environment (`pip install catboost==1.2.8`);
reading needs numpy alone. The rates of words that the features use are taken from the other folds, so that the trees
learn how far to trust them on unseen text. One seed, one thread: the same versions write the same file.
"""

import argparse
import glob
import json
import math
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from wirebook.reading.attribution.linker.contents import content_candidates, content_features, filler_keys
from wirebook.reading.attribution.linker.cues import cue_candidates, cue_features, frame_keys
from wirebook.reading.attribution.linker.lines import Line, lines_of, subject_of
from wirebook.reading.attribution.linker.link import Linked, link
from wirebook.reading.attribution.linker.model import Linker, Rates, linker_from
from wirebook.reading.attribution.linker.sources import source_candidates, source_features
from wirebook.reading.syntax.parser import load_nlp
from wirebook.reading.text.passages import split_passages
from wirebook.types import Report, Span

_FOLDS = 4
_LEAST = 8  # times that a word must be seen for its rate to be shipped: no rare name enters the file
_DEPTH = 6
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated attribution: the spans of its source, cue and content."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed text and the attributions by the place (sentence, word) of their cue's head."""

    text: str
    lines: list[Line]
    gold: Mapping[tuple[int, int], Gold]


# ---------------------------------------------------------------- reading the corpus


def read_corpus(folder: Path) -> Iterator[Document]:
    """The documents of a split, parsed."""
    nlp = load_nlp()
    for path in sorted((folder / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        notes = sorted((folder / "attributions").glob(f"{glob.escape(path.stem)}_????.ann"))
        if not notes:
            continue
        passages = split_passages(Report("rep_x", path.name, text))
        parses = nlp.parse([(text[p.span.start : p.span.end], p.span.start) for p in passages])
        lines = lines_of(passages, parses)
        placed = ((_cue_head(lines, gold.cue), gold) for gold in _annotations(notes[0]) if gold.content)
        yield Document(text, lines, {place: gold for place, gold in placed if place is not None})


def _annotations(path: Path) -> Iterator[Gold]:
    spans: dict[str, Spans] = {}
    events: list[str] = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in file:
            columns = row.rstrip("\r\n").split("\t")
            if len(columns) < 2:
                continue
            if columns[0].startswith("T"):
                pieces = columns[1].partition(" ")[2].split(";")
                spans[columns[0]] = tuple(Span(*map(int, piece.split())) for piece in pieces)
            elif columns[0].startswith("E"):
                events.append(columns[1])
    for event in events:
        roles: dict[str, list[Span]] = defaultdict(list)
        for argument in event.split():
            role, _, target = argument.partition(":")
            roles[role.rstrip("0123456789").lower()] += spans.get(target, ())
        yield Gold(tuple(roles["source"]), tuple(roles["cue"]), tuple(roles["content"]))


def _cue_head(lines: Sequence[Line], cue: Spans) -> tuple[int, int] | None:
    """The word of a cue that governs its others, a verb rather than what stands beside it."""
    for line in lines:
        inside = [t for t in line.tokens if any(t.start < b and a < t.end for a, b in cue)]
        if not inside:
            continue
        places = {t.i for t in inside}
        top = next(t for t in inside if t.head not in places or t.head == t.i)
        verbs = [t for t in inside if t.tag[0] == "V"]
        if top.tag[0] != "V" and verbs and top.lower != "according" and verbs[-1].dep != "aux":
            top = verbs[-1]
        return line.n, top.i
    return None


# ---------------------------------------------------------------- rates


def word_rates(documents: Iterable[Document], least: int = 3) -> Rates:
    """How often a lemma was a cue; with "^" the governor's, "s:" the subject's, "d:" the following word's."""
    hits: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for document in documents:
        for line in document.lines:
            for token in line.tokens:
                is_cue = (line.n, token.i) in document.gold
                for key in _keys(line, token.i):
                    seen[key] += 1
                    hits[key] += is_cue
    return {k: ((hits[k] + 0.5) / (n + 5), math.log10(n + 1)) for k, n in sorted(seen.items()) if n >= least}


def _keys(line: Line, i: int) -> Iterator[str]:
    token = line.tokens[i]
    yield token.lemma
    yield from dict.fromkeys(frame_keys(line, i))
    if token.tag[0] == "V":
        yield "^" + line.tokens[token.head].lemma
        subject, _ = subject_of(line, i)
        if subject is not None:
            yield "s:" + line.tokens[subject].lemma
        if i + 1 < len(line.tokens):
            yield "d:" + line.tokens[i + 1].lower


def filler_rates(documents: Iterable[Document], least: int = 1) -> Rates:
    """How much of its content a kind of candidate was, by the cue's lemma and by its tag (mean token F1)."""
    score: dict[str, float] = defaultdict(float)
    seen: Counter[str] = Counter()
    for document in documents:
        for (n, i), gold in document.gold.items():
            line = document.lines[n]
            for candidate in content_candidates(document.lines, line, i, document.text):
                for key in filler_keys(line, i, candidate):
                    seen[key] += 1
                    score[key] += overlap(candidate.spans, gold.content)
    return {k: ((score[k] + 0.2) / (n + 1), float(min(n, 99))) for k, n in sorted(seen.items()) if n >= least}


def overlap(ours: Sequence[Span], theirs: Sequence[Span]) -> float:
    """F1 over characters."""
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in ours for c, d in theirs)
    total = sum(b - a for a, b in (*ours, *theirs))
    return 2 * shared / total if total else 0.0


# ---------------------------------------------------------------- rows

Table = tuple[list[list[float]], list[float]]


def cue_rows(documents: Iterable[Document], rates: Rates) -> Table:
    """One row a candidate; the answer is whether it heads a cue."""
    rows: list[list[float]] = []
    answers: list[float] = []
    for document in documents:
        for line in document.lines:
            for i in cue_candidates(line, rates):
                rows.append(cue_features(document.lines, line, i, rates))
                answers.append(float((line.n, i) in document.gold))
    return rows, answers


def content_rows(documents: Iterable[Document], words: Rates, fillers: Rates) -> Table:
    """One row a candidate of a gold cue; the answer is how much of the content it is."""
    rows: list[list[float]] = []
    answers: list[float] = []
    for document in documents:
        for (n, i), gold in sorted(document.gold.items()):
            line = document.lines[n]
            candidates = content_candidates(document.lines, line, i, document.text)
            cue = cue_features(document.lines, line, i, words)
            rows += content_features(line, i, candidates, cue, document.text, fillers)
            answers += [overlap(candidate.spans, gold.content) for candidate in candidates]
    return rows, answers


def source_rows(documents: Iterable[Document], rates: Rates) -> Table:
    """One row a candidate of a gold cue and content; the answer is whether it heads the source."""
    rows: list[list[float]] = []
    answers: list[float] = []
    for document in documents:
        for (n, i), gold in sorted(document.gold.items()):
            line = document.lines[n]
            speakers = source_candidates(document.lines, line, gold.content)
            rows += source_features(document.lines, line, i, speakers, gold.content, rates)
            for speaker in speakers:
                token = document.lines[n - speaker.back].tokens[speaker.head] if speaker.head is not None else None
                named = token and any(token.start < b and a < token.end for a, b in gold.source)
                answers.append(float(bool(named) if token else not gold.source))
    return rows, answers


# ---------------------------------------------------------------- training


def train(documents: list[Document], trees: tuple[int, int, int]) -> dict[str, Any]:
    """The arrays of a model file."""
    tables: dict[str, list[Table]] = defaultdict(list)
    for fold in range(_FOLDS):
        here = documents[fold::_FOLDS]
        others = [d for n, d in enumerate(documents) if n % _FOLDS != fold]
        words, fillers = word_rates(others), filler_rates(others)
        tables["cue"].append(cue_rows(here, words))
        tables["content"].append(content_rows(here, words, fillers))
        tables["source"].append(source_rows(here, words))
    arrays: dict[str, Any] = {}
    for (name, parts), count in zip(tables.items(), trees, strict=True):
        rows = np.array([row for part in parts for row in part[0]], dtype=np.float32)
        answers = np.array([answer for part in parts for answer in part[1]], dtype=np.float32)
        print(f"{name}: {len(rows):,} rows of {rows.shape[1]} features", file=sys.stderr)
        arrays |= _boosted(name, rows, answers, count, logistic=name != "content")
    for name, rates in (("words", word_rates(documents, _LEAST)), ("fillers", filler_rates(documents, _LEAST))):
        arrays[f"{name}_keys"] = np.array("\n".join(rates))
        arrays[f"{name}_rates"] = np.array(list(rates.values()), dtype=np.float32)
    return arrays


def _boosted(name: str, rows: Any, answers: Any, count: int, *, logistic: bool) -> dict[str, Any]:
    import catboost  # noqa: PLC0415, only training needs it

    kind = catboost.CatBoostClassifier if logistic else catboost.CatBoostRegressor
    model = kind(
        iterations=count,
        learning_rate=0.12,
        depth=_DEPTH,
        thread_count=2,
        verbose=False,
        random_seed=1,
        allow_writing_files=False,
    )
    model.fit(rows, answers)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        written = json.loads(path.read_text(encoding="utf-8"))
    return _arrays(name, written, logistic=logistic)


def _arrays(name: str, model: Mapping[str, Any], *, logistic: bool) -> dict[str, Any]:
    """CatBoost's JSON as arrays; a tree with fewer levels gets questions that nobody passes."""
    trees = model["oblivious_trees"]
    features = np.zeros((len(trees), _DEPTH), dtype=np.int16)
    borders = np.full((len(trees), _DEPTH), np.inf, dtype=np.float32)
    leaves = np.zeros((len(trees), 2**_DEPTH), dtype=np.float32)
    for n, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"] or ()):
            features[n, level], borders[n, level] = split["float_feature_index"], split["border"]
        leaves[n, : len(tree["leaf_values"])] = tree["leaf_values"]
    scale, bias = model["scale_and_bias"]
    offset = bias[0] if isinstance(bias, list) else bias
    parts = {"features": features, "borders": borders, "leaves": leaves * scale, "bias": offset, "logistic": logistic}
    return {f"{name}_{part}": np.asarray(value) for part, value in parts.items()}


# ---------------------------------------------------------------- choosing the threshold

_THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)


def hold_out(documents: list[Document], trees: tuple[int, int, int]) -> Iterator[str]:
    """Precision, recall and F1 at each threshold on every fifth document, by trees grown on the others.

    An attribution is right when its content overlaps a gold one's by half (F1 over characters), its source the gold
    source, or neither has one; each gold one counts once.
    """
    asked = documents[::5]
    linker = linker_from(train([d for n, d in enumerate(documents) if n % 5], trees))
    for threshold in _THRESHOLDS:
        counts = [_judged(document, linker, threshold) for document in asked]
        right, given, gold = (sum(column) for column in zip(*counts, strict=True))
        precision, recall = right / max(1, given), right / max(1, gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        yield f"{threshold:.2f}  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"


def _judged(document: Document, linker: Linker, threshold: float) -> tuple[int, int, int]:
    given = [one for one in link(document.lines, document.text, linker) if one.probability >= threshold]
    left = list(document.gold.values())
    right = 0
    for one in given:
        match = next((gold for gold in left if _agrees(one, gold)), None)
        if match is not None:
            left.remove(match)
            right += 1
    return right, len(given), len(document.gold)


def _agrees(one: Linked, gold: Gold) -> bool:
    if one.source is None or not gold.source:
        return one.source is None and not gold.source
    named = any(one.source.start < b and a < one.source.end for a, b in gold.source)
    return named and overlap(one.content, gold.content) >= 0.5


def main(argv: list[str] | None = None) -> int:
    """Train and write the model file."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="a split of the corpus: text/ and attributions/")
    parser.add_argument("-o", "--output", type=Path, default=Path("src/wirebook/data/models/attribution.npz"))
    parser.add_argument("--trees", default="450,450,250", help="trees of the three forests")
    parser.add_argument("--hold-out", action="store_true", help="write nothing; print figures by threshold")
    args = parser.parse_args(argv)
    cue, content, source = map(int, args.trees.split(","))
    documents = list(read_corpus(args.folder))
    print(f"{len(documents)} documents, {sum(len(d.gold) for d in documents):,} attributions", file=sys.stderr)
    if args.hold_out:
        print("\n".join(hold_out(documents, (cue, content, source))))
        return 0
    arrays = train(documents, (cue, content, source))
    np.savez_compressed(args.output, **arrays)
    print(f"{args.output}: {args.output.stat().st_size:,} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
