"""The events set: cables into incident templates, as its scorer reads them. Upper-case text is read in lower case."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from readers.incidents import Incident, find_incidents
from wirebook.fields.party.parties import countries
from wirebook.reading.syntax.parser import load_nlp
from wirebook.types import Report, Span

_HEAD = re.compile(r"\b(?P<day>[0-3]?\d) (?P<month>[A-Z]{3}) (?P<year>[89]\d)\b")
_FAR = 200  # characters
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def predict_events(source: Path) -> Iterator[dict[str, Any]]:
    """One prediction a document of the JSON lines."""
    nlp = load_nlp()
    for line in source.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            doc = json.loads(line)
            report = Report(doc["doc"], doc["doc"], doc["text"], published=_filed(doc["text"]))
            told = find_incidents(report, nlp)
            yield {"doc": doc["doc"], "templates": [_template(one, doc["text"]) for one in told]}


def _filed(text: str) -> str | None:
    """The day in a cable's head, "SAN SALVADOR, 3 JAN 90 --"."""
    found = _HEAD.search(text[:_FAR])
    if found is None or found["month"] not in _MONTHS:
        return None
    return f"19{found['year']}-{_MONTHS.index(found['month']) + 1:02d}-{int(found['day']):02d}"


def _template(incident: Incident, text: str) -> dict[str, Any]:
    return {
        "type": incident.kind,
        "date": _date(incident),
        "location": _location(incident),
        "PerpInd": _entities(incident.doers, text),
        "PerpOrg": [{**_entity(body.span, text), "confidence": body.confidence} for body in _once(incident, text)],
        "Target": _entities((harmed.span for harmed in incident.targets), text),
        "Victim": [
            {**_entity(harmed.span, text), "number": harmed.number, "effect": harmed.effect}
            for harmed in {text[h.span.start : h.span.end].upper(): h for h in incident.victims}.values()
        ],
        "Weapon": _entities(incident.weapons, text),
    }


def _once(incident: Incident, text: str) -> Iterator[Any]:
    yield from {text[b.span.start : b.span.end].upper(): b for b in reversed(incident.bodies)}.values()


def _entities(spans: Any, text: str) -> list[dict[str, Any]]:
    return [_entity(span, text) for span in {text[s.start : s.end].upper(): s for s in spans}.values()]


def _entity(span: Span, text: str) -> dict[str, Any]:
    return {"mentions": [{"text": text[span.start : span.end], "start": span.start, "end": span.end}]}


def _date(incident: Incident) -> str | None:
    if incident.period is None or incident.period.start is None:
        return None
    year, month, day = incident.period.start[:10].split("-")
    return f"{day} {_MONTHS[int(month) - 1]} {year[2:]}"


def _location(incident: Incident) -> str | None:
    if incident.place is None:
        return None
    country = countries().get(incident.place.country or "")
    name = str(country["name"]).upper() if country else ""
    return f"{name}: {incident.place.written.upper()}" if incident.place.precision != "country" else name
