"""The geo set: every toponym with its point, also those in names of bodies and peoples, as the set counts."""

import re
from typing import Any

from wirebook.fields.place.resolution import find_mentions

# One of the corpora heads each text with its title and address, which it does not annotate.
_HEAD = re.compile(r"TITLE: [^\n]* LINK: \S*")


def predict_geo(row: dict[str, Any]) -> dict[str, Any]:
    """The toponyms of one document, for `score.py`."""
    head = _HEAD.match(row["text"])
    found = [place for place in find_mentions(row["text"]) if head is None or place.span.start >= head.end()]
    return {"doc": row["doc"], "toponyms": [_toponym(place) for place in found]}


def _toponym(place: Any) -> dict[str, Any]:
    span = {"start": place.span.start, "end": place.span.end, "name": place.written}
    if place.latitude is None:
        return span
    return {**span, "lat": place.latitude, "lon": place.longitude}
