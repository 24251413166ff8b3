"""Reports with claims made by hand, for the tests of the books."""

from datetime import date, timedelta

from wirebook.ids import content_id
from wirebook.types import Amount, Claim, Finding, Party, Period, Place, Reading, Report, Source, Span

START = date(2025, 3, 1)
PLACES = {
    "Kharkiv": Place(706483, "Kharkiv", "UA", "Kharkiv", 49.98, 36.25, "town", "Kharkiv", Span(60, 67)),
    "Sumy": Place(692194, "Sumy", "UA", "Sumy", 50.92, 34.8, "town", "Sumy", Span(60, 64)),
    "Kharkiv Oblast": Place(706482, "Kharkiv", "UA", "Kharkiv", 49.5, 36.5, "admin1", "Kharkiv region", Span(60, 74)),
    "Ukraine": Place(690791, "Ukraine", "UA", None, 49.0, 32.0, "country", "Ukraine", Span(60, 67)),
}
SOURCES = {
    "mayor": ("mayor", "government", None),
    "governor": ("regional governor", "government", None),
    "air force": ("Ukraine's air force", "military", "UKRMIL"),
    "ministry": ("Russian defence ministry", "military", "RUSMIL"),
    "hospital": ("central hospital", "hospital", None),
}


def day(number):
    return (START + timedelta(days=number)).isoformat()


def on(number, last=None, precision="day"):
    """The period of a day, or of the days from one to another."""
    first, end = day(number), day(number if last is None else last)
    return Period(first, end, precision, f"{first}/{end}", "that day", Span(50, 58))


def since(number):
    return Period(day(number), None, "day", f"{day(number)}/..", "since then", Span(50, 60))


def until(number):
    return Period(None, day(number), "day", f"../{day(number)}", "by then", Span(50, 60))


def party(code, *, told=True):
    return Party(code, code, code, Span(20, 25) if told else Span(500, 505))


def amount(low, high="same", unit="count"):
    top = low if high == "same" else high
    return Amount(
        low, top, approximate=False, unit=unit, written=f"{low:g}" if low == top else f"{low}-{top}", span=Span(5, 7)
    )


def told(measure="killed", item="people", number=12, source="mayor", **fields):
    """A claim as keyword arguments; `source` is a key of SOURCES, `place` of PLACES."""
    return {"measure": measure, "item": item, "number": number, "source": source, **fields}


def report(*claims, said=0, publisher="Dnipro Wire", text=None, codes=(), updated=None, **more):
    """A reading with its findings: the report was published on day `said` with these claims.

    It was last changed in the evening of day `updated`; `more` are further fields of the report. A claim with
    `headline=True` stands in its headline.
    """
    body = text or f"{publisher} on day {said}: " + " ".join(map(str, claims)) + " " + "x" * 600
    key = content_id("rep", body, publisher, said, repr(claims), updated, *more.values())
    made = tuple(_claim(key, at, dict(one)) for at, one in enumerate(claims))
    fields = {"headline": Span(0, 40)} if any(one.get("headline") for one in claims) else {}
    fields |= {} if updated is None else {"updated": f"{day(updated)}T20:00:00+00:00"}
    origin = Report(key, f"{key}.txt", body, publisher=publisher, published=day(said), **fields, **more)
    read = Reading(origin, (), made, reader="by hand")
    return read, tuple(Finding(code, "note", code, key, Span(0, 3)) for code in codes)


def _claim(key, at, told):
    name, kind, actor = SOURCES.get(told.pop("source"), (None, None, None))
    number, high = told.pop("number"), told.pop("high", "same")
    place = told.pop("place", "Kharkiv")
    spot = Span(0, 40) if told.pop("headline", False) else Span(0, 100)
    fields = {
        "account": "casualties",
        "amount": None if number is None else amount(number, high, told.pop("unit", "count")),
        "evidence": (spot, Span(5, 7)),
        "quote": "They told it.",
        "stance": "states",
        "status": "happened",
        "source": None if name is None else Source(name, kind, Span(30, 40), actor),
        "place": PLACES.get(place),
        **told,
    }
    return Claim(content_id("clm", key, at, *map(repr, fields.values())), key, **fields)


def add(ledger, *reports):
    """Add readings with their findings to a ledger; the ids of their claims."""
    for reading, findings in reports:
        ledger.add(reading, findings)
    return [claim.id for reading, _ in reports for claim in reading.claims]


def one_fact(ledger):
    facts = ledger.facts()
    assert len(facts) == 1, [(fact.place, fact.start, fact.low, fact.why) for fact in facts]
    return facts[0]
