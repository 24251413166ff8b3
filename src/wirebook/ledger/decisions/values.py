"""What the fields of a claim may be set to by a person: only values that there are, by name or by code."""

import difflib
import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from wirebook.fields.party.names import is_party_code, party_name
from wirebook.fields.party.parties import countries, country_names, listed_parties, party_of
from wirebook.fields.place.gazetteer import Candidate, RowsOfName, candidates, fold, load_gazetteer, prior
from wirebook.fields.place.recognition import Toponym
from wirebook.fields.place.resolution import find_places, place_of
from wirebook.fields.quantity.numerals import table
from wirebook.ledger.books.posting import day_of, iso
from wirebook.ledger.errors import LedgerError
from wirebook.packs.model import Pack
from wirebook.types import Party, Period, Place, Precision, Relation, Span, Stance, Status

_FEW = 3  # suggestions
_LIKE = 0.6  # how like a suggestion has to be: 1 is the same
_NEAR = 2  # letters at the beginning that a misspelt place is taken to have right
_SHOWN = 8  # values that a message names
_HERE = Span(0, 0)
_OPEN = ".."
_NONE = ""
_WHEN = re.compile(r"(\d{4})(-\d{2})?(-\d{2})?(T\d{2}:\d{2})?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Takes:
    """What a field takes: `values`, each with what it is called; `form` says in words what cannot be listed."""

    field: str
    form: str = ""
    values: tuple[tuple[str, str], ...] = ()


def takes(packs: Sequence[Pack], account: str | None = None) -> tuple[Takes, ...]:
    """What each field of a claim takes; items and measures of one account, or of all."""
    mine = [pack for pack in packs if account in (None, pack.account)]
    items = {item.id: item.words[0] for pack in mine for item in pack.items}
    measures = {measure.id: measure.definition for pack in mine for measure in pack.measures}
    parties = tuple(listed_parties().items())
    role = "a name, or a code; a country's code takes a role: RUSMIL"
    return (
        Takes("number", "12, 12..15 or 12+"),
        Takes("unit", values=tuple(units().items())),
        Takes("item", values=tuple(items.items())),
        Takes("measure", values=tuple(measures.items())),
        Takes("place", "a name of the gazetteer, in any of its spellings; of namesakes: Tripoli, Lebanon"),
        Takes(
            "period", "2025-03-01, 2025-03, 2025-03-01..2025-03-04, 2025-03-01/.. for since, ../2025-03-01 for until"
        ),
        Takes("source", "a name"),
        Takes("actor", role, parties),
        Takes("target", role, parties),
        Takes("stance", values=_words(get_args(Stance))),
        Takes("status", values=_words(get_args(Status))),
        Takes("relation", "whole, or “part of clm_…”: of a claim of the same report", _words(get_args(Relation))),
    )


def _words(values: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((value, "") for value in values)


@cache
def units() -> dict[str, str]:
    """The units of amounts with what they are called: "count", "percent", "km2", and currencies (ISO 4217)."""
    known = table("units")
    measured: dict[str, str] = {"count": "things counted"}
    for row in known["unit"]:
        measured.setdefault(row["id"], next(iter(row.get("words", ())), ""))
    money: dict[str, str] = dict(known["currency"]["names"])
    for written in ("before", "after"):
        money |= {code: money.get(code, "") for code in known["currency"][written].values()}
    return measured | money


def refused(field: str, written: str, near: Sequence[str] = (), remedy: str = "") -> LedgerError:
    """The one message about a value that a field has not: what is nearest, or the remedy."""
    quoted = [f"'{one}'" for one in near]
    told = f"did you mean {' or '.join(quoted)}?" if quoted else remedy
    return LedgerError(f"{field} has no value '{written}'; {told}")


def one_of(field: str, written: str, values: Sequence[tuple[str, str]]) -> str:
    """The value that is meant, by itself or by what it is called, in any case and with blanks for underscores.

    Raises:
        LedgerError: when there is none.
    """
    names = {_bare(value): value for value, _ in reversed(values)}
    called = {_bare(name): value for value, name in reversed(values) if name}
    found = names.get(_bare(written)) or called.get(_bare(written))
    if found is None:
        some = ", ".join(value for value, _ in values[:_SHOWN])
        more = "; `wirebook review fields` lists all" if len(values) > _SHOWN else ""
        raise refused(field, written, _nearest(written, [*names.values()]), f"it takes {some}{more}")
    return found


def _bare(written: str) -> str:
    return " ".join(written.replace("_", " ").replace("-", " ").lower().split())


def _nearest(written: str, names: Iterable[str]) -> list[str]:
    by_bare = {_bare(name): name for name in names}
    return [by_bare[one] for one in difflib.get_close_matches(_bare(written), list(by_bare), _FEW, _LIKE)]


# ---------------------------------------------------------------- numbers and days


def bounds(written: str) -> tuple[float, float | None]:
    """The least and the most of "12", "12..15" or "12+" (none: open).

    Raises:
        LedgerError: when it is no number, or no range.
    """
    how = "write 12, 12..15 or 12+"
    try:
        if written.endswith("+"):
            return _finite(written[:-1]), None
        first, _, last = written.partition(_OPEN)
        low, high = _finite(first), _finite(last or first)
    except ValueError:
        raise refused("number", written, remedy=how) from None
    if not low <= high:
        raise refused("number", written, remedy="the smaller number of a range comes first")
    return low, high


def _finite(written: str) -> float:
    plain = written.strip()
    number = float(plain.replace(",", "") if _GROUPED.fullmatch(plain) else plain)
    if not math.isfinite(number) or number < 0 or "_" in plain:
        raise ValueError(written)
    return number


def period_of(written: str) -> Period:
    """The days of an ISO date, month or year, of two parted by ".." or "/", or of one and an open end.

    Raises:
        LedgerError: when there are no such days, or the first is after the last.
    """
    parted = "/" if "/" in written else _OPEN
    first, sign, last = (part.strip() for part in written.partition(parted))
    first, last = (_NONE if part == _OPEN else part for part in (first, last if sign else first))
    start, end = _moment(written, first), _moment(written, last, last=True)
    if not (start or end) or (start and end and end < start):
        raise _no_days(written)
    edtf = first if first == last else f"{first or _OPEN}/{last or _OPEN}"
    return Period(start, end, _precision(first, last), edtf, written, _HERE)


def _moment(written: str, one: str, *, last: bool = False) -> str | None:
    if one == _NONE:
        return None
    found = _WHEN.fullmatch(one)
    if found is None or (day := day_of(one, last=last)) is None or (found[4] and not found[3]):
        raise _no_days(written)
    return (iso(day) or "") + (found[4] or "")


def _precision(first: str, last: str) -> Precision:
    if first != last:
        return "day"
    known: dict[int, Precision] = {len("2025"): "year", len("2025-03"): "month", len("2025-03-01"): "day"}
    return known.get(len(first), "minute")


def _no_days(written: str) -> LedgerError:
    return refused("period", written, remedy="write 2025-03-01, 2025-03, 2025-03-01..2025-03-04 or 2025-03-01/..")


# ---------------------------------------------------------------- parties


def party(field: str, written: str) -> Party:
    """The party of a name, or of a code such as RUSMIL.

    Raises:
        LedgerError: when there is none.
    """
    code = written.upper()
    if is_party_code(code):
        name = party_name(code)
        return Party(code, name, name, _HERE)
    found = party_of(written)
    if found is None or found.code is None:
        near = _nearest(written, {name: code for code, name in listed_parties().items()})
        raise refused(field, written, near, "write its name, or its code such as RUSMIL")
    return Party(found.code, found.name, written, _HERE)


# ---------------------------------------------------------------- places


def place(written: str) -> Place:
    """The place of a name in any spelling; a country or division behind a comma tells namesakes apart.

    Raises:
        LedgerError: when the gazetteer has none.
    """
    head, *around = (part.strip() for part in written.split(","))
    read = find_places(head) or find_places(f"in {head}")
    listed = {one.geonameid: one for one in read if one.precision != "unlisted" and fold(one.written) in fold(head)}
    named = [_made(head, one) for one in sorted(candidates(fold(head)), key=_likely)]
    found = next((one for one in (*listed.values(), *named) if all(_lies_in(one, part) for part in around)), None)
    if found is None:
        raise refused("place", written, _places_like(head), "write its English name")
    return found


def _likely(one: Candidate) -> tuple[bool, float]:
    return one.kind not in "ct", -prior(one)


def _made(head: str, one: Candidate) -> Place:
    whole = Toponym(0, len(head), fold(head), RowsOfName((), ()), "place", _NONE, located=True, multi=False)
    return place_of(head, whole, one)


def _lies_in(one: Place, around: str) -> bool:
    wanted = fold(around)
    alpha2 = {fold(name): code for name, code in country_names().items()}.get(wanted, around.upper())
    return alpha2 == one.country or wanted == fold(one.admin1 or _NONE)


def place_value(one: Place, written: str) -> str:
    """How to write a place so that it is this one again: its name with its country, its division where needed."""
    country = countries().get(one.country or _NONE, {}).get("name", one.country)
    wider = ((one.name,), (f"{one.name} region", country)) if one.precision in ("country", "admin1") else ()
    for parts in (*wider, (one.name, country), (one.name, one.admin1, country)):
        value = ", ".join(part for part in parts if part)
        if len(parts) > 1 or one.precision == "country":
            try:
                again = place(value)
            except LedgerError:
                continue
            if (again.geonameid, again.name, again.precision) == (one.geonameid, one.name, one.precision):
                return value
    return written


def _places_like(head: str) -> list[str]:
    """Names of the gazetteer that are spelt nearly so; of a name that it has, where its bearers are."""
    there = [place_value(_made(head, one), _NONE) for one in candidates(fold(head))]
    if there:
        return list(dict.fromkeys(one for one in there if one))[:_FEW]
    names, key = load_gazetteer().names, fold(head)
    begin = key[:_NEAR].encode()
    some: list[str] = []
    for at in range(bisect_left(names, begin), len(names)):
        if not begin or not names[at].startswith(begin):
            break
        some.append(names[at].split(b"\t", 1)[0].decode())
    near = difflib.get_close_matches(key, some, _FEW, _LIKE)
    found = (place_value(place(name), _NONE) for name in near if candidates(name))
    return list(dict.fromkeys(one for one in found if one))
