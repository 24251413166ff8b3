"""The geo set: every toponym of a document with its point, also those in names of bodies and of peoples, as the set counts them."""

from typing import Any

from wirebook.fields.place import find_mentions


def predict_geo(row: dict[str, Any]) -> dict[str, Any]:
    """The toponyms of one document, for `score.py`."""
    found = find_mentions(row["text"])
    return {"doc": row["doc"], "toponyms": [_toponym(place) for place in found]}


def _toponym(place: Any) -> dict[str, Any]:
    span = {"start": place.span.start, "end": place.span.end, "name": place.written}
    if place.latitude is None:
        return span
    return {**span, "lat": place.latitude, "lon": place.longitude}
