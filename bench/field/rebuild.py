"""Rebuild the texts of reports.jsonl from excerpts that were searched for again; the set itself holds no text.

python bench/field/rebuild.py EXCERPTS.jsonl OUT_DIR [REPORTS.jsonl]

EXCERPTS.jsonl has one {"url": ..., "excerpt": ...} a line. Of each report the set keeps its address, the query that
found it, and a digest of every line that was read: letters and digits alone, without case, accents and marks, so that
another copy's quotation marks do not matter. The lines of an excerpt that have these digests, in the set's order, are
the text. A report of which a line with claims is missing is not written. Exit code 1 when one is missing.
"""

import hashlib
import json
import re
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_QUOTES = str.maketrans("‘’“”„\u00a0\u202f", '\'\'"""  ')
_DIGITS = 12


def main(argv: list[str]) -> int:
    """Write OUT_DIR/<id>.txt for every report that can be rebuilt, and say what became of each."""
    excerpts, out = Path(argv[0]), Path(argv[1])
    reports = Path(argv[2]) if len(argv) > len("io") else Path(__file__).parent / "reports.jsonl"
    known: dict[str, list[str]] = {}
    for row in _rows(excerpts):
        known.setdefault(row["url"], []).append(row["excerpt"])
    out.mkdir(parents=True, exist_ok=True)
    missing = 0
    for report in _rows(reports):
        text = rebuilt(report, known.get(report["url"], ()))
        missing += text is None
        print(report["id"], "missing" if text is None else "rebuilt")
        if text is not None:
            (out / f"{report['id']}.txt").write_text(text, encoding="utf-8")
    return 1 if missing else 0


def rebuilt(report: dict[str, Any], excerpts: Iterable[str]) -> str | None:
    """The text of a report, none when no excerpt holds every line with a claim."""
    needed = {claim["line"] for claim in report["claims"]}
    for excerpt in excerpts:
        lines = {digest(line): plain(line) for line in excerpt.split("\n") if line.strip()}
        if all(report["lines"][n] in lines for n in needed):
            return "".join(f"{lines[key]}\n" for key in report["lines"] if key in lines)
    return None


def digest(line: str) -> str:
    """The first digits of the SHA-256 of a line's letters and digits."""
    folded = unicodedata.normalize("NFKD", line).casefold()
    kept = "".join(char for char in folded if char.isalnum())
    return hashlib.sha256(kept.encode()).hexdigest()[:_DIGITS]


def plain(line: str) -> str:
    """A line with plain quotation marks and single spaces."""
    return re.sub(r"\s+", " ", line.translate(_QUOTES)).strip()


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
