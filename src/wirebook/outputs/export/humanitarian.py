"""Facts with HXL hashtags (version 1.1 of the dictionary): one row a fact, a tag row under the heads."""

from collections.abc import Collection

from wirebook.outputs.export.codebooks import codes_of
from wirebook.outputs.export.model import ExportRow, Log, Wanted
from wirebook.outputs.export.plain import sheet
from wirebook.outputs.export.rows import facts
from wirebook.types import Fact

_TAGS = {
    "Id": "#meta+id",
    "Start": "#date+start",
    "End": "#date+end",
    "Reported": "#date+reported",
    "Country": "#country+code+v_iso2",
    "Division": "#adm1+name",
    "Place": "#loc+name",
    "What": "#event+type",
    "Item": "#item+name",
    "Actor": "#group+name+actor",
    "Target": "#group+name+target",
    "State": "#status+name",
    "Sources": "#meta+source",
    "Independent sources": "#meta+source+num",
}


def to_hxl(wanted: Wanted, log: Log) -> None:
    """Each measure has three columns of its own: lowest, best and highest; a fact fills those of its measure."""
    kept = []
    for fact in facts(wanted):
        tag = codes_of(fact.account, fact.measure).get("hxl")
        if tag is None or fact.low is None:
            log.lost["facts without a number, or of measures without a hashtag"] += 1
        elif fact.unit not in ("count", "percent") and not tag.startswith("#value"):
            log.lost["facts in other units than persons or things"] += 1
        else:
            kept.append((fact, tag))
    tags = sorted({tag for _, tag in kept})
    columns = dict(_TAGS)
    for tag in tags:
        name = tag.lstrip("#").replace("+", " ")
        columns |= {f"{name} (lowest)": f"{tag}+min", f"{name}": tag, f"{name} (highest)": f"{tag}+max"}
    if any(tag.startswith("#value") for tag in tags):
        columns["Currency"] = "#currency+code"
    sheet(wanted, list(columns), (columns, *(_row(fact, tag, columns, log) for fact, tag in kept)), log)
    log.rows -= 1  # the tags


def _row(fact: Fact, tag: str, columns: Collection[str], log: Log) -> ExportRow:
    name = tag.lstrip("#").replace("+", " ")
    if fact.high is None:
        log.lost["numbers without an upper end: the highest is left empty"] += 1
    row = {
        "Id": fact.id,
        "Start": (fact.start or "")[:10],
        "End": (fact.end or "")[:10],
        "Reported": fact.last_said or "",
        "Country": fact.country or "",
        "Division": fact.admin1 or "",
        "Place": fact.place or "",
        "What": fact.measure.replace("_", " "),
        "Item": fact.item.replace("_", " "),
        "Actor": fact.actor or "",
        "Target": fact.target or "",
        "State": fact.state if fact.status == "done" else fact.status,
        "Sources": "; ".join(fact.voices),
        "Independent sources": fact.independent,
        f"{name} (lowest)": fact.low,
        name: fact.low if fact.low == fact.high else "",
        f"{name} (highest)": "" if fact.high is None else fact.high,
        "Currency": "" if fact.unit in ("count", "percent") else fact.unit,
    }
    return {column: value for column, value in row.items() if column in columns}
