"""Corrections: fields of a claim set to other values by a person, each checked before it is kept."""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, get_args

from wirebook.evidence import NO_WORDS
from wirebook.fields.office import source_actor, source_kind
from wirebook.fields.party import party_of
from wirebook.fields.place import find_places
from wirebook.ledger.errors import LedgerError
from wirebook.ledger.posting import day_of
from wirebook.types import Amount, Claim, Party, Period, Source, Stance, Status

_OPEN = "+"
_TO = ".."


def amended(claim: Claim, changes: Mapping[str, str]) -> Claim:
    """The claim with fields set to other values; its id and evidence stay.

    What a person says has no words of the report; a party stands on the whole sentence, of which it is told.

    `number` is "12", "12..15" or "12+"; `period` a day, or two parted by "..".

    Raises:
        LedgerError: when there is no such field, or a value cannot be understood.
    """
    for field in sorted(changes):
        if field not in _SETTERS:
            raise LedgerError(f"a claim has no {field!r} to correct; known are {', '.join(sorted(_SETTERS))}")
        claim = _SETTERS[field](claim, changes[field].strip())
    return claim


def _number(claim: Claim, written: str) -> Claim:
    low, high = _bounds(written)
    old = claim.amount
    amount = Amount(low, high, approximate=False, unit=old.unit if old else "count", written="", span=NO_WORDS)
    return replace(claim, amount=amount)


def _bounds(written: str) -> tuple[float, float | None]:
    try:
        if written.endswith(_OPEN):
            low = written[:-1]
            return _finite(low), None
        low, _, high = written.partition(_TO)
        bounds = _finite(low), _finite(high or low)
    except ValueError:
        raise LedgerError(f"“{written}” is no number; write 12, 12..15 or 12+") from None
    if not 0 <= bounds[0] <= bounds[1]:
        raise LedgerError(f"“{written}” is no range; the smaller number comes first")
    return bounds


def _finite(written: str) -> float:
    number = float(written)
    if not math.isfinite(number):
        raise ValueError(written)
    return number


def _place(claim: Claim, written: str) -> Claim:
    found = find_places(written)
    if not found:
        raise LedgerError(f"the gazetteer has no place “{written}”; write its English name")
    return replace(claim, place=replace(found[0], written="", span=NO_WORDS), places=())


def _period(claim: Claim, written: str) -> Claim:
    start, _, end = written.partition(_TO)
    last = end or start
    if day_of(start) is None or day_of(last) is None or last < start:
        raise LedgerError(f"“{written}” is no day; write 2025-03-01, or 2025-03-01..2025-03-04")
    edtf = start if start == last else f"{start}/{last}"
    return replace(claim, period=Period(start, last, "day", edtf, "", NO_WORDS))


def _source(claim: Claim, written: str) -> Claim:
    named = Source(written, source_kind(written), NO_WORDS, source_actor(written))
    return replace(claim, source=named)


def _party(field: str) -> Callable[[Claim, str], Claim]:
    def setter(claim: Claim, written: str) -> Claim:
        found = party_of(written)
        code = found.code if found else None
        if code is None and not written.isupper():
            raise LedgerError(f"“{written}” is no known party; write its name, or its code such as RUSMIL")
        party = Party(code or written, found.name if found else written, claim.quote, claim.evidence[0])
        change: dict[str, Any] = {field: party}
        return replace(claim, **change)

    return setter


def _word(field: str, allowed: tuple[str, ...]) -> Callable[[Claim, str], Claim]:
    def setter(claim: Claim, written: str) -> Claim:
        if allowed and written not in allowed:
            raise LedgerError(f"“{written}” is no {field}; known are {', '.join(allowed)}")
        change: dict[str, Any] = {field: written}
        return replace(claim, **change)

    return setter


_SETTERS: dict[str, Callable[[Claim, str], Claim]] = {
    "number": _number,
    "place": _place,
    "period": _period,
    "source": _source,
    "actor": _party("actor"),
    "target": _party("target"),
    "stance": _word("stance", get_args(Stance)),
    "status": _word("status", get_args(Status)),
    "measure": _word("measure", ()),
    "item": _word("item", ()),
}

FIELDS = tuple(_SETTERS)
"""The fields of a claim that a person may correct."""
