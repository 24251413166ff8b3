"""Subtotals: numbers in a list behind a colon or a dash are the parts of the number before the sign.

"Neutralised 74: 28 were shot down and 46 were lost from radar" counts 74, and not 148; and what was neutralised is
whatever stopped them, since the parts say so.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from wirebook.packs.compile import Lexicon, Sum
from wirebook.reading.quantities.counted import Counted
from wirebook.types import Basis, Claim, Inference, Span

_SIGN = re.compile(r":(?=\s)|\s[-–—]+(?=\s)|—")
_WHOLE_AT = "@"
_POINTS = " of them"
_OF = 24  # characters from a number to the one behind its "of"


def with_subtotals(claims: Sequence[Claim], text: str, passage: Span, lexicon: Lexicon) -> list[Claim]:
    """The claims of one sentence, in its order; those of a list behind a sign become parts of the number before it."""
    for sign in _SIGN.finditer(text, passage.start, passage.end):
        before = [claim for claim in claims if _at(claim) < sign.start()]
        listed = [claim for claim in claims if _at(claim) >= sign.end()]
        for whole in reversed(before) if listed else ():
            found = _taken(whole, listed, lexicon)
            if found is not None:
                parts, measure = found
                made = {id(part): _part(part, whole) for part in parts}
                wide = _whole(whole, measure, sign)
                for part in parts:
                    wide = replace(wide, item=_common(wide, part, lexicon) or wide.item)
                made[id(whole)] = wide
                return [made.get(id(claim), claim) for claim in claims]
    return list(claims)


def whole_told_by(
    part: Claim, counted: Counted, lexicon: Lexicon, *, fronted: bool = False
) -> tuple[Claim, Claim] | None:
    """A part, and the claim of the number behind its "of", which the part's measure tells: "shot down 42 of 90".

    `fronted`: the whole stands in front of it ("of 150 rockets, 12 got through").
    None where the number is none that the part was counted from, or the account does not say what it would be.
    """
    sums = (row for row in lexicon.sums if row.told and row.account == part.account)
    told = next((row for row in sums if part.measure in row.parts), None)
    whole, theirs = (lexicon.measures.get((part.account, name)) for name in (told.whole if told else "", part.measure))
    if told is None or whole is None or theirs is None or part.amount is None or not (counted.shared or fronted):
        return None
    behind = 0 <= counted.amount.span.start - part.amount.span.end <= _OF
    if counted.amount.unit != part.amount.unit or not (behind or fronted) or not _has_room(counted, part):
        return None
    parties = (part.actor, part.target) if whole.sides == theirs.sides else (part.target, part.actor)
    said = (part.amount.written, counted.amount.written, part.measure)
    reason = Inference("measure", Basis.WHOLE_OF_PART, told.whole, said)
    claim = replace(
        part,
        measure=told.whole,
        item=counted.item or part.item,
        amount=counted.amount,
        evidence=(part.evidence[0], counted.amount.span, *part.evidence[2:]),
        actor=parties[0],
        target=parties[1],
        relation="whole",
        of=None,
        rule=f"{part.account}/{told.whole} of {part.measure}",
        reasons=(reason, *(one for one in part.reasons if one.slot != "rule")),
    )
    return replace(part, relation="part", of=f"{_WHOLE_AT}{_at(claim)}"), claim


def _has_room(whole: Counted, part: Claim) -> bool:
    most, least = whole.amount.high, part.amount.low if part.amount else None
    return most is None or (least or 0) <= most


def whole_at(claim: Claim) -> int | None:
    """Where the number of a claim's whole stands, for one whose whole has no id yet; none for any other."""
    told = claim.of or ""
    return int(told.removeprefix(_WHOLE_AT)) if told.startswith(_WHOLE_AT) else None


def _at(claim: Claim) -> int:
    return claim.amount.span.start if claim.amount else claim.evidence[0].start


def _taken(whole: Claim, listed: Sequence[Claim], lexicon: Lexicon) -> tuple[Sequence[Claim], str] | None:
    """The parts of a number among the claims of a list, and what the number measures; none when it has no parts."""
    if whole.amount is None or whole.amount.unit == "percent" or whole.amount.share:
        return None
    alike = list(takewhile(lambda claim: _is_of(whole, claim, lexicon), listed))
    wholes = [claim for claim in alike if claim.relation == "whole"]  # "28 were shot down, including two at sea"
    return _adding_up(whole, alike, lexicon) or _adding_up(whole, wholes, lexicon)


def _adding_up(whole: Claim, parts: Sequence[Claim], lexicon: Lexicon) -> tuple[Sequence[Claim], str] | None:
    measures = {claim.measure for claim in parts}
    least = sum(claim.amount.low or 0 for claim in parts if claim.amount)
    most = sum((claim.amount.high or claim.amount.low or 0) for claim in parts if claim.amount)
    room = whole.amount
    if room is None or len(parts) < 2 or (room.high is not None and least > room.high):
        return None
    if measures == {whole.measure}:
        return parts, whole.measure
    adds_up = most >= (room.low or 0)
    wider = _narrowest(whole, measures, lexicon)
    return (parts, wider.whole) if adds_up and wider is not None else None


def _is_of(whole: Claim, claim: Claim, lexicon: Lexicon) -> bool:
    """Whether a claim counts what another does or a kind of it, by a measure that may be a part of the other's."""
    if claim.account != whole.account or claim.amount is None or whole.amount is None:
        return False
    if claim.amount.unit != whole.amount.unit:
        return False
    related = lexicon.is_kind(claim.item, [whole.item]) or lexicon.is_kind(whole.item, [claim.item])
    related = related or _common(whole, claim, lexicon) is not None
    return related and (claim.measure == whole.measure or _narrowest(whole, {claim.measure}, lexicon) is not None)


def _common(whole: Claim, claim: Claim, lexicon: Lexicon) -> str | None:
    """What a number without a noun and one that is listed of it both count: missiles and drones are targets."""
    if _POINTS not in whole.quote[_at(whole) - whole.evidence[0].start :][:_OF]:
        return None
    theirs = set(lexicon.kinds.get(claim.item, ()))
    return next((kind for kind in lexicon.kinds.get(whole.item, ()) if kind in theirs), None)


def _narrowest(whole: Claim, measures: set[str], lexicon: Lexicon) -> Sum | None:
    """The sum with the fewest parts that takes the measures of a number and of its parts."""
    wanted = measures | {whole.measure}
    fitting = [row for row in lexicon.sums if row.account == whole.account and wanted <= set(row.parts)]
    return min(fitting, key=lambda row: (len(row.parts), row.whole), default=None)


def _part(part: Claim, whole: Claim) -> Claim:
    written = whole.amount.written if whole.amount else ""
    reason = Inference("relation", Basis.SUBTOTAL, words=(written,))
    return replace(part, relation="part", of=f"{_WHOLE_AT}{_at(whole)}", reasons=(*part.reasons, reason))


def _whole(whole: Claim, measure: str, sign: re.Match[str]) -> Claim:
    """The number that is listed; a place that stands in the list is that of a part."""
    reason = () if measure == whole.measure else (Inference("measure", Basis.PARTS_LISTED, measure),)
    theirs = whole.place is not None and whole.place.span.start > sign.start()
    place, places = (None, ()) if theirs else (whole.place, whole.places)
    return replace(whole, measure=measure, place=place, places=places, reasons=(*whole.reasons, *reason))
