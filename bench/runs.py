"""The benchmark sets that are on this machine, each read by predict.py and scored by the set's own scorer.

A run is the scorer's table and its figures by name; a set that is not here is an Absent with the reason.
"""

import gzip
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_ROWS = (
    ("quantity", "newsquant-dev"),
    ("time", "aquaint"),
    ("geo", "geowebnews"),
    ("geo", "lgl-geovirus"),
)


@dataclass(frozen=True, slots=True)
class Run:
    """A scored set: its name, the scorer's printed table, and the scorer's figures under dotted names."""

    name: str
    table: str
    figures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Absent:
    """A set that was not run, and why."""

    name: str
    why: str


def run_all(sets: Path, texts: Path | None) -> Iterator[Run | Absent]:
    """Every set, in the scoreboard's order. `texts` is the folder with the field reports' texts."""
    yield from _field("field", sets / "field" / "dev.jsonl", sets / "field", texts)
    yield from _field("reports", HERE / "field" / "reports.jsonl", sets / "field", texts)
    yield _attribution(sets / "attribution")
    for folder, gold in _ROWS:
        yield _rows(folder, gold, sets)
    yield _events(sets / "events")
    yield _types(sets / "events")


def _field(name: str, gold: Path, scorer: Path, texts: Path | None) -> Iterator[Run | Absent]:
    if not gold.exists() or not scorer.exists() or texts is None or not texts.exists():
        yield Absent(name, "the set, its scorer or its texts are not on this machine")
        return
    rows = [_hinted(json.loads(line)) for line in gold.read_text(encoding="utf-8").split("\n") if line.strip()]
    here = [row for row in rows if (texts / f"{row['id']}.txt").exists()]
    with _scratch() as folder:
        answer, pace = _predict(folder, "field", _write(folder, "docs", here), "--texts", str(texts))
        for part, chosen in _parts(name, rows):
            kept = [row for row in chosen if row in here]
            if kept:
                title = f"{name}: {part} ({len(kept)} of {len(chosen)} reports here)"
                yield _scored(title, pace, scorer, str(_write(folder, "gold", kept)), str(answer))
                pace = ""


def _hinted(report: dict[str, Any]) -> dict[str, Any]:
    """A report with the locators that the scorer prints; our own set holds none of a report's words."""
    return {**report, "claims": [{"quote_hint": "", **claim} for claim in report["claims"]]}


def _parts(name: str, rows: list[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The halves that were tuned on and that were not: every second English report, or as the set itself marks them."""
    english = [row for row in rows if row["lang"] == "en"]
    yield "English", english
    if name == "field":
        yield "tuned half", [row for row in rows[0::2] if row["lang"] == "en"]
        yield "other half", [row for row in rows[1::2] if row["lang"] == "en"]
    else:
        yield "tuned part", [row for row in english if row["part"] == "tune"]
        yield "blind part", [row for row in english if row["part"] == "blind"]


def _attribution(folder: Path) -> Run | Absent:
    archive = folder / "polnear-train-dev.tgz"
    if not archive.exists():
        return Absent("attribution", "not on this machine")
    with _scratch() as scratch:
        with tarfile.open(archive) as packed:
            packed.extractall(scratch, filter="data")
        dev = scratch / "data" / "dev"
        answer, pace = _predict(scratch, "attribution", dev / "text")
        return _scored("attribution: PolNeAR dev", pace, folder, str(dev), str(answer))


def _rows(name: str, gold: str, sets: Path) -> Run | Absent:
    packed = sets / name / f"{gold}.gold.jsonl.gz"
    if not packed.exists():
        return Absent(f"{name}: {gold}", "not on this machine")
    with _scratch() as scratch:
        plain = _unpacked(scratch, packed)
        answer, pace = _predict(scratch, name, plain)
        return _scored(f"{name}: {gold}", pace, packed.parent, "score", "--gold", str(plain), "--pred", str(answer))


def _events(folder: Path) -> Run | Absent:
    name, packed = "events: MUC-4 tune", folder / "muc4-tune.docs.jsonl.gz"
    if not packed.exists():
        return Absent(name, "not on this machine")
    with _scratch() as scratch:
        docs, gold = _unpacked(scratch, packed), _unpacked(scratch, folder / "muc4-tune.gold.jsonl.gz")
        answer, pace = _predict(scratch, "events", docs)
        options = ("--gold", str(gold), "--pred", str(answer), "--docs", str(docs))
        return _scored(name, pace, folder, "score", *options)


def _types(folder: Path) -> Run | Absent:
    packed = folder / "case2021-dev.tsv.gz"
    if not packed.exists():
        return Absent("types: CASE-2021", "not on this machine")
    with _scratch() as scratch:
        gold = _unpacked(scratch, packed)
        lines = gold.read_text(encoding="utf-8").split("\n")
        asked = scratch / "snippets.tsv"
        asked.write_text("\n".join("\t".join(line.split("\t")[:2]) for line in lines), encoding="utf-8")
        answer, pace = _predict(scratch, "types", asked)
        return _scored("types: CASE-2021", pace, folder, "types", "--gold", str(gold), "--pred", str(answer))


# ---------------------------------------------------------------- running a program


@contextmanager
def _scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def _write(folder: Path, name: str, rows: list[dict[str, Any]]) -> Path:
    path = folder / f"{name}.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def _unpacked(folder: Path, packed: Path) -> Path:
    path = folder / packed.stem
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    return path


def _predict(folder: Path, name: str, source: Path, *options: str) -> tuple[Path, str]:
    """Where the predictions are, and how many of them a CPU-second were made."""
    path = folder / "predictions.jsonl"
    answers, pace = run_script("predict.py", name, str(source), *options)
    path.write_text(answers, encoding="utf-8")
    return path, pace.strip().split("\n")[-1]


def run_script(script: str, *arguments: str) -> tuple[str, str]:
    """What a program beside this file writes to standard output and standard error.

    Raises:
        RuntimeError: when it fails, with what it wrote to standard error.
    """
    command = [sys.executable, str(HERE / script), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{script} {' '.join(arguments)} failed: {done.stderr}")
    return done.stdout, done.stderr


def _scored(name: str, pace: str, folder: Path, *arguments: str) -> Run:
    table = _score(folder, *arguments)
    figures = {} if arguments[0] == "types" else _json(_score(folder, *arguments, "--json"))
    return Run(name, f"{table.rstrip()}\n{pace}".rstrip(), dict(_flat(figures)) or dict(_weighted(table)))


def _score(folder: Path, *arguments: str) -> str:
    command = [sys.executable, str(folder / "score.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _weighted(table: str) -> Iterator[tuple[str, float]]:
    """The closing line of a scorer that prints no JSON: "weighted F1 59.93  macro F1 56.48"."""
    for name, value in re.findall(r"(\w+) F1 ([\d.]+)", table):
        yield f"{name}.f1", float(value) / 100


def _json(text: str) -> Any:
    """A scorer's JSON, empty for a scorer that prints a table whatever it is asked for."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return {}


def _flat(value: Any, name: str = "") -> Iterator[tuple[str, float]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _flat(inner, f"{name}.{i}")
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield name, float(value)
