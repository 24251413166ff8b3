"""The attribution set: texts into (source, cue, content) as its scorer reads them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wirebook.reading.cue import Cue
from wirebook.reading.nlp import load_nlp
from wirebook.reading.passages import split_passages
from wirebook.reading.speakers import listen
from wirebook.types import Report


def predict_attribution(folder: Path) -> Iterator[dict[str, Any]]:
    """One prediction a text file of the folder."""
    nlp = load_nlp()
    for path in sorted(folder.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        passages = split_passages(Report("rep_x", path.name, text))
        parses = nlp.parse([(text[p.span.start : p.span.end], p.span.start) for p in passages])
        voices = listen(passages, parses, text)
        cues = [cue for voice in voices for cue in voice.cues]
        yield {"doc": path.stem, "attributions": [_attribution(cue) for cue in cues]}


def _attribution(cue: Cue) -> dict[str, Any]:
    return {
        "source": [list(cue.source.span)],
        "cue": [list(cue.source.cue_span)] if cue.source.cue_span else [],
        "content": [list(span) for span in cue.content or cue.scope],
    }
