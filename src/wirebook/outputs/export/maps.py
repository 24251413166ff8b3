"""Claims on a map: GeoJSON (RFC 7946) and GeoParquet, points in WGS 84, times in ISO 8601 and EDTF."""

import json

from wirebook.outputs.export.model import Log, Wanted
from wirebook.outputs.export.rows import claim_row, claims

_DIGITS = 5  # about a metre: a place's point, not a blast's


def to_geojson(wanted: Wanted, log: Log) -> None:
    """A feature for each claim whose place has coordinates; the point is the place's, not the blast's."""
    features = []
    for claim, report, reader in claims(wanted):
        place = claim.place
        if place is None or place.latitude is None or place.longitude is None:
            log.lost["claims without a place that has coordinates"] += 1
            continue
        row = claim_row(claim, report, reader)
        told = {
            name: value for name, value in row.items() if name not in ("latitude", "longitude") and value is not None
        }
        point = [round(place.longitude, _DIGITS), round(place.latitude, _DIGITS)]
        features.append(
            {"type": "Feature", "id": claim.id, "geometry": {"type": "Point", "coordinates": point}, "properties": told}
        )
        log.rows += 1
    document = {"type": "FeatureCollection", "features": features, "wirebook": {"version": log.version, "at": log.at}}
    wanted.path.write_text(json.dumps(document, ensure_ascii=False, sort_keys=True), encoding="utf-8", newline="\n")
