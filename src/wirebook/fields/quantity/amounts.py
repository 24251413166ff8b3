"""Amounts in prose, found without parsing: one pass of a compiled pattern over the text, and small work at each hit."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from wirebook.fields.quantity.bounds import Bounds, Word, bound, bounds_after, bounds_before, words_before
from wirebook.fields.quantity.interval import Interval, scale
from wirebook.fields.quantity.money import Unit, currency_after, currency_before
from wirebook.fields.quantity.non_quantities import is_compound, is_date, is_glued, is_joined, is_named, is_one_pronoun
from wirebook.fields.quantity.numerals import GAP, Numeral, any_of, read_numeral, table, words
from wirebook.fields.quantity.part_whole import relation_before
from wirebook.fields.quantity.shares import Share, bounded, read_share, share_of
from wirebook.fields.quantity.units import age_before, minus_before, unit_after
from wirebook.types import Amount, Span

__all__ = ["find_amounts", "relation_before", "share_of"]

_DIGIT = re.compile(r"[0-9.,:/–-]*[0-9]")
_WORD = re.compile(r"\w+")
_CHANGE_REACH = 6


@dataclass(frozen=True, slots=True)
class _Written:
    """A number with what touches it: where it starts and ends, its unit, and whether it is two ends of a range."""

    low: float
    high: float | None
    start: int
    end: int
    unit: str
    factor: float
    first: Numeral
    ranged: bool = False


def find_amounts(text: str) -> tuple[Amount, ...]:
    """All amounts of an English text in their order; no two overlap.

    Spans are half-open offsets into `text` and include the words that bound the number ("at least 12") and its unit
    ("10 km"), not what is counted. Ordinals, dates, years, clock times and numbers of named things are no amounts.
    """
    found: list[Amount] = []
    done = 0
    for hit in _pattern().finditer(text):
        if hit.start() < done:
            continue
        amount, done = _read(text, hit.start(), done)
        if amount is not None:
            found.append(amount)
    return tuple(found)


@cache
def _pattern() -> re.Pattern[str]:
    """What can begin an amount: a digit, or one of the words of the tables by their first letters."""
    numbers = table("numbers")
    starts = [
        *numbers["words"],
        *numbers["vague"],
        *numbers["zero"]["words"],
        "dozen",
        "both",
        "half",
        "several",
    ]
    starts += [f"{word} of" for word in numbers["vague_of"]]
    scaled = any_of([*numbers["scales"], "half", *table("shares")["parts"], "few", "couple", "good few"])
    starts += [word for entry in table("shares")["share"] for word in entry["words"]]
    words_pattern = "|".join(_branches(case(word) for word in set(starts) for case in (str, str.capitalize, str.upper)))
    article = rf"[aA][nN]?{GAP}(?i:{scaled})"
    money = r"(?<=\b[A-Z]{3})[0-9]|(?<=\bRM)[0-9]|(?<=\$US)[0-9]|(?<=\$[AC])[0-9]"
    return re.compile(rf"(?<!\w)(?:[0-9]|(?:{words_pattern}|{article})(?!\w))|{money}")


def _branches(starts: Iterable[str]) -> Iterator[str]:
    """One branch a first letter, so that most words of a text are left after one look."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(set(starts)):
        by_letter.setdefault(word[0], []).append(word[1:])
    return (f"{first}(?:{_tails(tails)})" for first, tails in by_letter.items())


def _tails(tails: list[str]) -> str:
    return "|".join(re.escape(tail).replace(r"\ ", GAP) for tail in sorted(tails, key=lambda t: (-len(t), t)))


def _read(text: str, at: int, done: int) -> tuple[Amount | None, int]:
    """The amount that begins at a hit (its bounds not before `done`), and the offset up to which the text is used."""
    share = read_share(text, at)
    if share is not None:
        return _share(text, at, share, done)
    if text[at].isdigit():
        return _number(text, at, done)
    amount = _zero(text, at) or _both(text, at)
    return (amount, amount.span.end) if amount else _number(text, at, done)


def _skip(text: str, at: int, done: int) -> int:
    found = _DIGIT.match(text, at) if text[at].isdigit() else None
    return found.end() if found else done


def _amount(
    text: str,
    span: Span,
    interval: tuple[float | None, float | None],
    unit: str,
    *,
    approximate: bool,
    vague: bool = False,
) -> Amount:
    return Amount(*interval, approximate, unit, text[span.start : span.end], span, vague)


def _share(text: str, at: int, share: Share, done: int) -> tuple[Amount, int]:
    before = [word for word in words_before(text, at) if word.start >= done]
    bounds = bounds_before(before, at)
    span = Span(bounds.start, share.end)
    ends = bounded(share, bounds)
    loose = bool({"about", "nearly"} & set(bounds.kinds))
    return Amount(None, None, loose, "count", text[span.start : span.end], span, share=ends), span.end


@cache
def _zero_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<word>{any_of(table('numbers')['zero']['words'])})(?P<next>(?:{GAP}([A-Za-z][\w-]*))?)(?!\w)",
        re.IGNORECASE,
    )


def _zero(text: str, at: int) -> Amount | None:
    found = _zero_pattern().match(text, at)
    if found is None:
        return None
    word, following = " ".join(found["word"].lower().split()), found["next"].strip()
    if following.lower().split("-")[0] in words("zero", f"not_after_{word}") or _is_part_of_name(text, at):
        return None
    if word == "no" and not _names_thing(text, found, following):
        return None
    if word == "zero" and not following:
        return None
    return _amount(text, Span(at, found.end("word")), (0, 0), "count", approximate=False)


def _is_part_of_name(text: str, at: int) -> bool:
    before = words_before(text, at)
    return bool(before) and (before[-1].lower in words("zero", "not_before_zero") or before[-1].lower in ("-", "/"))


def _names_thing(text: str, found: re.Match[str], following: str) -> bool:
    """After "no": a lower-case word, or a name before one ("no Israeli fatalities")."""
    if not following or (following.isupper() and len(following) < 2):
        return False
    if following[0].islower():
        return True
    return found["word"].islower() and re.compile(rf"{GAP}[a-z]{{3,}}").match(text, found.end("next")) is not None


@cache
def _both_pattern() -> re.Pattern[str]:
    plural = any_of(words("both", "plural"))
    of = rf"of{GAP}(?:the|them|whom|which|those|these|its|their)"
    return re.compile(
        rf"both(?={GAP}(?P<next>{of}|(?:[a-z]+{GAP})?(?:{plural}|[a-z]+s))\b(?!{GAP}and\b))", re.IGNORECASE
    )


def _both(text: str, at: int) -> Amount | None:
    found = _both_pattern().match(text, at)
    if found is None or set(found["next"].lower().split()) & (words("both", "not_next") | {"and", "in", "on", "by"}):
        return None
    return _amount(text, Span(at, found.end()), (2, 2), "count", approximate=False)


def _number(text: str, at: int, done: int) -> tuple[Amount | None, int]:
    """The number that begins at `at`, and where to go on: after it, after digits that count nothing, or at `done`."""
    sign = currency_before(text, at)
    named = sign is None and at > 0 and text[at - 1].isalpha()
    numeral = None if named else read_numeral(text, at, money=sign is not None)
    if numeral is None:
        return None, _skip(text, at, done)
    before = words_before(text, sign.start if sign else at)
    written = _measured(text, at, numeral, sign, before)
    if _counts_nothing(text, at, written, before, sign):
        return None, max(_skip(text, at, done), written.end if written.ranged else 0)
    amount = _with_bounds(text, written, [word for word in before if word.start >= done])
    return amount, amount.span.end


def _with_bounds(text: str, written: _Written, before: list[Word]) -> Amount:
    left = bounds_before(*_outside(written, before))
    right = bounds_after(text, written.end) if not left.side else Bounds((), written.end, written.end)
    kinds = left.kinds + right.kinds
    step = 1 if written.unit == "count" and float(written.first.value).is_integer() else 0
    ends: Interval = (written.low, written.high)
    if not written.ranged or left.kinds:
        ends = bound(ends, kinds, step)
    low, high = scale(ends, written.factor)
    span = Span(left.start, right.end)
    vague = written.first.kind == "vague"
    loose = written.first.approximate or bool({"about", "nearly"} & set(kinds))
    return _amount(text, span, (low, high), written.unit, approximate=loose, vague=vague)


def _outside(written: _Written, before: list[Word]) -> tuple[list[Word], int]:
    """The words before the amount and where it starts, with the "between" of a range inside it."""
    if written.ranged and before and before[-1].lower == "between":
        return before[:-1], before[-1].start
    return before, written.start


def _measured(text: str, at: int, first: Numeral, sign: Unit | None, before: list[Word]) -> _Written:
    """The number with its unit, and with its other end when it begins a range."""
    last = _second(text, first, before)
    final = last or first
    low, high = _ends(first, last)
    unit = None if sign else _unit(text, at, final)
    start = sign.start if sign else at
    if sign:
        again = currency_after(text, final.end, scaled=True)
        end = again.end if again and again.id == sign.id else final.end
        return _Written(low, high, start, end, sign.id, 1, first, ranged=last is not None)
    if unit is None:
        return _Written(low, high, start, final.end, "count", 1, first, ranged=last is not None)
    minus = minus_before(text, at, unit)
    sign_factor = -unit.factor if minus < at else unit.factor
    return _Written(low, high, minus, unit.end, unit.id, sign_factor, first, ranged=last is not None)


def _unit(text: str, at: int, numeral: Numeral) -> Unit | None:
    end = numeral.end
    if numeral.kind == "vague" and (of := re.compile(rf"{GAP}of(?={GAP})").match(text, end)):
        end = of.end()
    money = currency_after(text, end, scaled=numeral.scale > 1)
    unit = money or unit_after(text, end)
    if unit is None and age_before(text, at, numeral.end):
        return Unit("age", 1, numeral.end, numeral.end)
    return unit


def _ends(first: Numeral, last: Numeral | None) -> tuple[float, float | None]:
    if last is None:
        return first.low, first.high
    shared = last.scale if first.scale == 1 and first.value < last.base else 1
    return scale((first.value, None), shared)[0] or 0, last.value


@cache
def _join_pattern() -> re.Pattern[str]:
    unit = r"(?:(?:[^\S\n]|-)?(?:%|[a-z]{1,12}(?:[^\S\n][a-z]{1,12})?))??"
    return re.compile(
        rf"(?P<unit>{unit})(?:(?P<dash>[^\S\n]?[–—‑-][^\S\n]?)|-?{GAP}(?P<word>to|or|and){GAP})(?:US|U\.S\.)?[$€£₴₽]?",
        re.IGNORECASE,
    )


def _second(text: str, first: Numeral, before: list[Word]) -> Numeral | None:
    """The other end of "10 to 12", "10-12", "between 10 and 20", "$2–3 billion"; none for changes, scores and dates."""
    join = _join_pattern().match(text, first.end)
    if join is None or first.kind == "vague" or not _may_join(join, before):
        return None
    last = read_numeral(text, join.end(), money=text[join.end() - 1] in "$€£₴₽")
    if (
        last is None
        or last.kind == "vague"
        or _is_year_before(first, last)
        or (join["dash"] and {first.kind, last.kind} != {"digits"})
    ):
        return None
    if join["unit"] and not _same_unit(text, first, last):
        return None
    low = first.value * (last.scale if first.scale == 1 and first.value < last.base else 1)
    return last if low < last.value and not _is_hidden(text, first, last, join) else None


def _is_year_before(first: Numeral, last: Numeral) -> bool:
    """ "rose in 2018 to 3.9 million": a year and another number are no range."""
    return first.plain and not last.plain and first.value < 2100 and first.value % 100 != 0


def _may_join(join: re.Match[str], before: list[Word]) -> bool:
    nearest = [word.lower for word in before[-3:]]
    if join["word"] and join["word"].lower() == "and":
        return "between" in nearest
    if join["word"] and join["word"].lower() == "to" and "from" in nearest[-2:]:
        return not words("labels", "changes") & {word.lower for word in before[-_CHANGE_REACH:]}
    return True


def _same_unit(text: str, first: Numeral, last: Numeral) -> bool:
    one = currency_after(text, first.end, scaled=True) or unit_after(text, first.end)
    other = currency_after(text, last.end, scaled=True) or unit_after(text, last.end)
    return one is not None and other is not None and (one.id, one.factor) == (other.id, other.factor)


def _is_hidden(text: str, first: Numeral, last: Numeral, join: re.Match[str]) -> bool:
    """A telephone number, a season ("2024-25") or a small score ("1-2") with nothing counted after it."""
    if not join["dash"]:
        return False
    written = text[join.end() : last.end]
    if written.startswith("0") or (first.plain and last.value < first.value):
        return True
    tight = len(join["dash"]) == 1 and last.scale == 1
    counted = re.compile(rf"{GAP}[A-Za-z]|[%-]").match(text, last.end) is not None
    return tight and not counted and (last.value < 10 or (last.plain and first.value < 1000))


def _counts_nothing(text: str, at: int, written: _Written, before: list[Word], sign: Unit | None) -> bool:
    numeral, measured = written.first, written.unit != "count"
    digits = numeral.kind == "digits"
    if is_glued(text, written.start, written.end, measured=measured) if digits else is_joined(text, at):
        return True
    if sign is not None:
        return False
    if is_date(before, _last(written), text) or (not written.ranged and _is_score(text, numeral)):
        return not measured or numeral.scale == 1
    if not measured and (is_named(before, numeral, text) or is_compound(text, _last(written))):
        return True
    if numeral.kind == "words" and numeral.value == 0 and not written.ranged:
        return True
    one = text[at : numeral.end].lower() == "one"
    return one and not written.ranged and is_one_pronoun(before, text, numeral.end)


def _last(written: _Written) -> Numeral:
    first = written.first
    return replace(first, end=written.end) if first.end != written.end else first


def _is_score(text: str, numeral: Numeral) -> bool:
    """ "2-1", "3–0", "24/7": digits joined to other digits that make no range."""
    return re.compile(r"[–-][0-9]").match(text, numeral.end) is not None and numeral.kind == "digits"
