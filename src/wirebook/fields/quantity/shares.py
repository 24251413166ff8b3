"""Parts of a whole in words: "most of the", "two-thirds", "nearly all", and what they make of a number."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from wirebook.evidence import BETWEEN
from wirebook.fields.quantity.bounds import Bounds
from wirebook.fields.quantity.interval import whole
from wirebook.fields.quantity.numerals import GAP, any_of, read_numeral, table
from wirebook.types import Amount

_DIGITS = 12
_PRODUCT_DIGITS = 6
_FRACTION = re.compile(r"(?P<count>[1-9][0-9]?)[/\u2044](?P<of>[1-9][0-9]{0,2})(?![0-9/\u2044])")
_NEAR = 0.1
_OPENING = 16  # characters before a ratio in which a word may open its noun phrase


@dataclass(frozen=True, slots=True)
class Share:
    """A share word where it stands: the lowest, likeliest and highest part of the whole, from 0 to 1, and its end."""

    low: float
    likely: float
    high: float
    end: int


def read_share(text: str, at: int) -> Share | None:
    """The share word that begins at `at`, if what follows it makes it one ("all of the", not "all the time")."""
    if text[at].isdigit():
        return _fraction(text, at) or _ratio(text, at)
    found = _pattern().match(text, at)
    if found is None:
        return _parts(text, at) or _ratio(text, at)
    entry = _entries()[_folded(found[0])]
    if not _is_followed(text, found.end(), entry):
        return None
    low, likely, high = entry["value"]
    return Share(low, likely, high, found.end())


def bounded(share: Share, bounds: Bounds) -> tuple[float, float]:
    """The ends of a share under bounds: "more than half" is (0.5, 1), "about a third" a tenth of it to each side."""
    side = bounds.side
    if side in ("above", "at_least"):
        return share.likely, 1.0
    if side in ("below", "at_most"):
        return 0.0, share.likely
    if side == "nearly":
        return round(share.likely * (1 - _NEAR), _DIGITS), share.likely
    if bounds.kinds and share.low == share.high:
        return round(share.low * (1 - _NEAR), _DIGITS), min(1.0, round(share.high * (1 + _NEAR), _DIGITS))
    return share.low, share.high


def share_of(share: Amount, whole_amount: Amount) -> Amount:
    """The part that a share makes of a whole, as an interval: most of more than 10,000 is more than 5,000, open above.

    `share` has `share` ends from 0 to 1 or is a percentage; the result has the whole's unit, both amounts' words and
    places, and keeps the ends of the share. Ends of counted things are the whole numbers inside the interval.

    Raises:
        ValueError: when `share` is neither a share nor a percentage.
    """
    low, high = _ends(share)
    least = None if whole_amount.low is None else _product(low, whole_amount.low)
    most = None if whole_amount.high is None else _product(high, whole_amount.high)
    if whole_amount.unit == "count":
        least, most = _inside(least, most, share.share == (0.5, 1.0))
    return Amount(
        low=least,
        high=most,
        approximate=share.approximate or whole_amount.approximate,
        unit=whole_amount.unit,
        written=share.written + BETWEEN + whole_amount.written,
        span=share.span,
        whole=whole_amount.span,
        vague=share.vague or whole_amount.vague,
        share=(low, high),
    )


def _ends(share: Amount) -> tuple[float, float]:
    if share.share is not None:
        return share.share
    if share.unit != "percent":
        raise ValueError(f"{share.written!r} is no share of anything")
    low = (share.low or 0) / 100
    return low, 1.0 if share.high is None else share.high / 100


def _product(part: float, number: float) -> float:
    return whole(round(part * number, _PRODUCT_DIGITS))


def _inside(least: float | None, most: float | None, over_half: bool) -> tuple[float | None, float | None]:
    """Whole things only: ends round inwards, unless nothing is left; over half of ten is six at least."""
    low = least if least is None else -(-least // 1)
    high = most if most is None else most // 1
    if low is not None and least is not None and over_half and low == least and (high is None or low < high):
        low += 1
    if low is not None and high is not None and low > high:
        return least, most
    return (None if low is None else whole(low)), (None if high is None else whole(high))


def _folded(written: str) -> str:
    return " ".join(written.lower().split())


@cache
def _entries() -> Mapping[str, Mapping[str, Any]]:
    return {word: entry for entry in table("shares")["share"] for word in entry["words"]}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"{any_of(_entries())}(?!\w|-)", re.IGNORECASE)


@cache
def _following() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    after = table("shares")["after"]
    the = rf"{GAP}{any_of(after['the'])}{GAP}(?!{any_of(after['not_the'])}\b)\w"
    verb = rf"{GAP}{any_of(after['verb'])}\b"
    flags = re.IGNORECASE
    return (
        re.compile(rf"{GAP}of{GAP}(?!course\b|an?{GAP}{any_of(table('numbers')['scales'])}\b)", flags),
        re.compile(the, flags),
        re.compile(verb, flags),
    )


def _is_followed(text: str, end: int, entry: Mapping[str, Any]) -> bool:
    of, the, verb = _following()
    if of.match(text, end):
        return True
    if entry["of"] == "the" and the.match(text, end):
        return True
    return bool(entry.get("verb")) and verb.match(text, end) is not None


def _fraction(text: str, at: int) -> Share | None:
    """ "2/3 of": a fraction in digits, only before "of"."""
    found = _FRACTION.match(text, at)
    if found is None or int(found["of"]) <= int(found["count"]) or not _following()[0].match(text, found.end()):
        return None
    part = round(int(found["count"]) / int(found["of"]), _DIGITS)
    return Share(part, part, part, found.end())


@cache
def _ratio_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    ratio = table("shares")["ratio"]
    joint = re.compile(rf"{GAP}(?:(?P<sure>{any_of(ratio['sure'])})|in){GAP}", re.IGNORECASE)
    return joint, re.compile(rf"(?:^|[.,;:(\u201c\"\n]|\b{any_of(ratio['opening'])}) ?$", re.IGNORECASE)


def _ratio(text: str, at: int) -> Share | None:
    """ "Nine in ten families", "one out of every five": a small number in a round one, where a noun phrase begins.

    Behind a verb "in" counts two things: "killed two in five attacks".
    """
    count = read_numeral(text, at)
    joint, opening = _ratio_patterns()
    found = joint.match(text, count.end) if count else None
    of = read_numeral(text, found.end()) if found else None
    if count is None or found is None or of is None:
        return None
    if not 0 < count.value < of.value or of.value not in table("shares")["ratio"]["of"]:
        return None
    if not found["sure"] and not opening.search(text[max(0, at - _OPENING) : at]):
        return None
    part = round(count.value / of.value, _DIGITS)
    return Share(part, part, part, of.end)


@cache
def _part_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{GAP}|-)(?P<part>{any_of(table('shares')['parts'])})(?!\w|-)", re.IGNORECASE)


def _parts(text: str, at: int) -> Share | None:
    """ "a third of", "one-fifth of", "two-thirds": one part only before "of", as "a third missile" is no share."""
    article = re.compile(rf"an?(?={GAP})", re.IGNORECASE).match(text, at)
    numeral = None if article else read_numeral(text, at)
    end = article.end() if article else numeral.end if numeral else at
    count = 1.0 if article else numeral.value if numeral else 0
    found = _part_pattern().match(text, end) if end > at else None
    if found is None:
        return None
    of = table("shares")["parts"][found["part"].lower()]
    plural = found["part"].lower().endswith("s")
    if count > of or (plural == (count == 1)) or not (plural or _following()[0].match(text, found.end())):
        return None
    part = round(count / of, _DIGITS)
    return Share(part, part, part, found.end())
