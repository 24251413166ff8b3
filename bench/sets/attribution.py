"""The attribution set: texts into (source, cue, content) as its scorer reads them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wirebook.reading.attribution.linker import Linked, lines_of, link, load_linker
from wirebook.reading.syntax.parser import load_nlp
from wirebook.reading.text.passages import split_passages
from wirebook.types import Report

_SURE = 0.45
"""The probability from which an attribution is given out, chosen by cross-validation on the training part."""


def predict_attribution(folder: Path) -> Iterator[dict[str, Any]]:
    """One prediction a text file of the folder."""
    nlp, linker = load_nlp(), load_linker()
    for path in sorted(folder.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        passages = split_passages(Report("rep_x", path.name, text))
        parses = nlp.parse([(text[p.span.start : p.span.end], p.span.start) for p in passages])
        linked = link(lines_of(passages, parses), text, linker)
        yield {"doc": path.stem, "attributions": [_attribution(one) for one in linked if one.probability >= _SURE]}


def _attribution(one: Linked) -> dict[str, Any]:
    return {
        "source": [list(one.source)] if one.source else None,
        "cue": [list(one.cue)],
        "content": [list(span) for span in one.content],
    }
