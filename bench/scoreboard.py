"""One scoreboard over the benchmark sets that are on this machine; a set that is not here is skipped and named.

python bench/scoreboard.py [--sets DIR] [--texts DIR] prints it and writes bench/scoreboard.md. DIR of the sets defaults
to ../shared/bench, the field texts to the environment variable WIREBOOK_FIELD_TEXTS.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from wirebook.version import __version__

HERE = Path(__file__).parent


def main(argv: list[str] | None = None) -> int:
    """Run every set that is here, then the throughput line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sets", type=Path, default=HERE.parent.parent / "shared" / "bench")
    parser.add_argument("--texts", type=Path, default=os.environ.get("WIREBOOK_FIELD_TEXTS"))
    args = parser.parse_args(argv)
    lines = [f"# Scoreboard: wirebook {__version__}, {datetime.now(UTC):%Y-%m-%d}", "", "`make bench`", ""]
    lines += [*_field(args.sets / "field", args.texts), *_attribution(args.sets), *_rows(args.sets), *_speed()]
    board = "\n".join(lines) + "\n"
    print(board)
    (HERE / "scoreboard.md").write_text(board, encoding="utf-8")
    return 0


def _field(folder: Path, texts: Path | None) -> Iterator[str]:
    if not (folder / "dev.jsonl").exists() or texts is None or not Path(texts).exists():
        yield "- field: skipped (the set or its texts are not on this machine)"
        return
    with tempfile.TemporaryDirectory() as scratch:
        gold = Path(scratch) / "gold.jsonl"
        rows = (folder / "dev.jsonl").read_text(encoding="utf-8").splitlines()
        here = [row for row in rows if (Path(texts) / f"{json.loads(row)['id']}.txt").exists()]
        gold.write_text("\n".join(here) + "\n", encoding="utf-8")
        answer = _run("predict.py", "field", str(gold), "--texts", str(texts))
        predictions = Path(scratch) / "predictions.jsonl"
        predictions.write_text(answer, encoding="utf-8")
        yield f"## field ({len(here)} of {len(rows)} documents here)"
        yield from _fenced(_score(folder, str(gold), str(predictions)))


def _rows(sets: Path) -> Iterator[str]:
    for name, gold in (
        ("quantity", "newsquant-dev"),
        ("time", "aquaint"),
        ("geo", "geowebnews"),
        ("geo", "lgl-geovirus"),
    ):
        path = sets / name / f"{gold}.gold.jsonl.gz"
        if not path.exists():
            yield f"- {name}/{gold}: skipped (not on this machine)"
            continue
        with tempfile.TemporaryDirectory() as scratch:
            plain, predictions = Path(scratch) / "gold.jsonl", Path(scratch) / "predictions.jsonl"
            plain.write_bytes(gzip.decompress(path.read_bytes()))
            predictions.write_text(_run("predict.py", name, str(plain)), encoding="utf-8")
            yield f"## {name}: {gold}"
            yield from _fenced(_score(path.parent, "score", "--gold", str(plain), "--pred", str(predictions)))


def _attribution(sets: Path) -> Iterator[str]:
    archive = sets / "attribution" / "polnear-train-dev.tgz"
    if not archive.exists():
        yield "- attribution: skipped (not on this machine)"
        return
    with tempfile.TemporaryDirectory() as scratch:
        with tarfile.open(archive) as packed:
            packed.extractall(scratch, filter="data")
        dev, predictions = Path(scratch) / "data" / "dev", Path(scratch) / "predictions.jsonl"
        predictions.write_text(_run("predict.py", "attribution", str(dev / "text")), encoding="utf-8")
        yield "## attribution: PolNeAR dev"
        yield from _fenced(_score(archive.parent, str(dev), str(predictions)))


def _speed() -> Iterator[str]:
    yield "- events, types: skipped (no reader yet)"
    yield ""
    yield "## throughput: reading against a plain pass of the same pipeline over the shipped dispatches"
    yield from _fenced(_run("speed.py"))


def _score(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, str(folder / "score.py"), *arguments], capture_output=True, text=True, check=True
    ).stdout


def _run(script: str, *arguments: str) -> str:
    command = [sys.executable, str(HERE / script), *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def _fenced(text: str) -> Iterator[str]:
    yield from ("```", text.rstrip(), "```", "")


if __name__ == "__main__":
    sys.exit(main())
