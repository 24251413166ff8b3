"""Corrections: fields of a claim set to other values by a person, each checked before it is kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

from wirebook.evidence import NO_WORDS
from wirebook.fields.party.sources import source_actor, source_kind
from wirebook.ledger.decisions import values
from wirebook.ledger.errors import LedgerError
from wirebook.packs.model import Pack
from wirebook.types import Amount, Claim, Relation, Source, Stance, Status

_OF = " of "
_LONG = 200  # characters of a source's name
_WHOLE = "whole"


def checked(
    claim: Claim, changes: Mapping[str, str], packs: Sequence[Pack], claims: Sequence[Claim] = ()
) -> dict[str, str]:
    """Changes as they are kept: each value one that there is, written so that it stays the same one.

    `claims` are those of the report, of which the claim may be a part.

    Raises:
        LedgerError: when there is no such field, or no such value; the message has the nearest there are.
    """
    known = {one.field: one.values for one in values.takes(packs, claim.account)}
    found: dict[str, str] = {}
    for field, told in sorted(changes.items()):
        if field not in _SETTERS:
            raise LedgerError(f"a claim has no {field!r} to correct; known are {', '.join(sorted(_SETTERS))}")
        written = " ".join(told.split())
        if not written or not written.isprintable():
            raise values.refused(field, written, remedy="write one, or leave the field out")
        if field in ("item", "measure") and all(pack.account != claim.account for pack in packs):
            remedy = f"the account pack {claim.account} is not here; name its folder with --accounts"
            raise values.refused(field, written, remedy=remedy)
        found[field] = _kept(field, written, known[field]) if field != "relation" else _related(claim, written, claims)
    amended(claim, found)
    return found


def _kept(field: str, written: str, known: Sequence[tuple[str, str]]) -> str:
    if field == "place":
        return values.place_value(values.place(written), written)
    if field in ("actor", "target"):
        party = values.party(field, written)
        return written if party.written == written else party.code or written
    return values.one_of(field, written, known) if known else written


def _related(claim: Claim, written: str, claims: Sequence[Claim]) -> str:
    """How a claim belongs to another of its report: the kind, and the whole id of the other."""
    how, _, key = written.partition(_OF)
    kind = values.one_of("relation", how, [(one, "") for one in get_args(Relation)])
    if kind == _WHOLE:
        return kind
    alike = [one.id for one in claims if key and one.id != claim.id and key in (one.id, one.id[: len(key)])]
    alike = alike or [one.id for one in claims if key and one.id != claim.id and f"_{key}" in one.id]
    other = claim.of if not key else alike[0] if len(alike) == 1 else None
    if other is None:
        raise values.refused("relation", written, remedy=f"write “{kind} of clm_…”, a claim of the same report")
    return f"{kind}{_OF}{other}"


def amended(claim: Claim, changes: Mapping[str, str]) -> Claim:
    """The claim with fields set to other values; its id and evidence stay.

    What a person says has no words of the report; a party stands on the whole sentence, of which it is told. Items,
    measures and units are taken as they are: `checked` is where a value has to be one that there is.

    Raises:
        LedgerError: when there is no such field, or a value cannot be understood.
    """
    for field in sorted(changes):  # the number before its unit
        if field not in _SETTERS:
            raise LedgerError(f"a claim has no {field!r} to correct; known are {', '.join(sorted(_SETTERS))}")
        claim = _SETTERS[field](claim, changes[field].strip())
    return claim


def _number(claim: Claim, written: str) -> Claim:
    low, high = values.bounds(written)
    old = claim.amount
    amount = Amount(low, high, approximate=False, unit=old.unit if old else "count", written="", span=NO_WORDS)
    return replace(claim, amount=amount)


def _unit(claim: Claim, written: str) -> Claim:
    if claim.amount is None:
        raise values.refused("unit", written, remedy="the claim has no number; give it one first")
    return replace(claim, amount=replace(claim.amount, unit=written, written="", span=NO_WORDS))


def _place(claim: Claim, written: str) -> Claim:
    return replace(claim, place=replace(values.place(written), written="", span=NO_WORDS), places=())


def _period(claim: Claim, written: str) -> Claim:
    return replace(claim, period=replace(values.period_of(written), written="", span=NO_WORDS))


def _source(claim: Claim, written: str) -> Claim:
    if len(written) > _LONG:
        raise values.refused("source", f"{written[:_LONG]}…", remedy="write its name alone")
    named = Source(written, source_kind(written), NO_WORDS, source_actor(written))
    return replace(claim, source=named)


def _party(field: str) -> Callable[[Claim, str], Claim]:
    def setter(claim: Claim, written: str) -> Claim:
        party = replace(values.party(field, written), written=claim.quote, span=claim.evidence[0])
        change: dict[str, Any] = {field: party}
        return replace(claim, **change)

    return setter


def _relation(claim: Claim, written: str) -> Claim:
    kind, _, other = written.partition(_OF)
    named = values.one_of("relation", kind, [(one, "") for one in get_args(Relation)])
    change: dict[str, Any] = {"relation": named, "of": None if named == _WHOLE else other or claim.of}
    return replace(claim, **change)


def _word(field: str, allowed: tuple[str, ...]) -> Callable[[Claim, str], Claim]:
    def setter(claim: Claim, written: str) -> Claim:
        if allowed and written not in allowed:
            raise values.refused(field, written, remedy=f"it takes {', '.join(allowed)}")
        change: dict[str, Any] = {field: written}
        return replace(claim, **change)

    return setter


def values_of(claim: Claim) -> dict[str, str]:
    """The fields that a correction may set, with what they are now, written as a correction would."""
    amount, period, place = claim.amount, claim.period, claim.place
    now = {
        "number": "" if amount is None else _range(amount.low, amount.high),
        "unit": amount.unit if amount else "",
        "source": claim.source.name if claim.source else "",
        "place": values.place_value(place, place.name) if place else "",
        "period": _days(period.start, period.end) if period else "",
        "actor": (claim.actor.code or claim.actor.name) if claim.actor else "",
        "target": (claim.target.code or claim.target.name) if claim.target else "",
        "relation": f"{claim.relation}{_OF}{claim.of}" if claim.of else claim.relation,
    }
    return {name: now.get(name, str(getattr(claim, name, "") or "")) for name in FIELDS}


def _range(low: float | None, high: float | None) -> str:
    least = f"{low or 0:.10g}"
    return f"{least}+" if high is None else least if low == high else f"{least}..{high:.10g}"


def _days(start: str | None, end: str | None) -> str:
    first, last = (start or "")[:10], (end or "")[:10]
    if not first or not last:
        return f"{first or '..'}/{last or '..'}" if first or last else ""
    return first if first == last else f"{first}..{last}"


_SETTERS: dict[str, Callable[[Claim, str], Claim]] = {
    "number": _number,
    "unit": _unit,
    "place": _place,
    "period": _period,
    "source": _source,
    "actor": _party("actor"),
    "target": _party("target"),
    "stance": _word("stance", get_args(Stance)),
    "status": _word("status", get_args(Status)),
    "relation": _relation,
    "measure": _word("measure", ()),
    "item": _word("item", ()),
}

FIELDS = tuple(_SETTERS)
"""The fields of a claim that a person may correct."""
