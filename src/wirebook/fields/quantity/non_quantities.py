"""Numbers that count nothing: dates, years, clock times, names of things, addresses, scores, list marks."""

import re
from functools import cache

from wirebook.fields.quantity.bounds import Word
from wirebook.fields.quantity.numerals import GAP, Numeral, any_of, table, words

_BAD_BEFORE = frozenset("/#_=&?@\\^№%*×°º′")
_HYPHENS = frozenset("-–‑")
_LINE_MARK = re.compile(r"[.)]\s")
_RIGHT = re.compile(
    r"(?:st|nd|rd|th|s|['’]s)\b|[A-Za-z_]|[:/.][0-9]|,[0-9]|[.\-]?\\|/[a-z]{2}|[@°º′]|-[0-9]"
    r"|[^\S\n](?![0-9]{2,3}[ -]?mm\b)[0-9]|\)[^\S\n]?[0-9]{3}-"
)
_NEXT_WORDS = re.compile(rf"(?:{GAP}[A-Za-z][\w’'-]*){{1,3}}")
_LOWER_WORD = re.compile(rf"{GAP}([a-z]+)")
_DAY, _FIRST_YEAR, _LAST_YEAR, _NOW, _MODERN = 31, 1000, 2199, 2050, 1900


def is_glued(text: str, start: int, end: int, *, measured: bool) -> bool:
    """True when what touches the digits makes them part of something else; `measured` when a unit follows."""
    if _glued_left(text, start) or _is_list_mark(text, start, end):
        return True
    return not measured and (_RIGHT.match(text, end) or _street().match(text, end)) is not None


def is_joined(text: str, start: int) -> bool:
    """True when a number word goes on from what touches it: "one-on-one", "and/or two"."""
    if start < 2 or text[start - 1] not in "-‑/_#@":
        return False
    return text[start - 2].isalnum() or text[start - 1] != "-"


@cache
def _street() -> re.Pattern[str]:
    streets = any_of(words("labels", "streets"))
    return re.compile(rf"[^\S\n](?:[NSEW]\.?[^\S\n])?(?:[A-Z0-9][\w'’]*\.?[^\S\n]){{1,3}}{streets}\b")


def _glued_left(text: str, start: int) -> bool:
    if start == 0:
        return False
    last, before = text[start - 1], text[start - 2] if start > 1 else " "
    if last in _BAD_BEFORE:
        return True
    if last in _HYPHENS:
        return before.isalnum() or before == "."
    return (last in ".:," and before.isalnum()) or (
        before.isdigit() and last in " \u00a0" and _follows_number(text, start - 1)
    )


def _follows_number(text: str, end: int) -> bool:
    """Whether a number ends at `end` that is no year and no part of a name: then digits after a blank go on with it."""
    found = re.search(r"(?<![\w.,-])[0-9]+$", text[max(0, end - 12) : end])
    return found is not None and not (len(found[0]) == 4 and found[0].startswith(("19", "20")))


def _is_list_mark(text: str, start: int, end: int) -> bool:
    line = text.rfind("\n", 0, start) + 1
    return not text[line:start].strip() and end - start <= 2 and _LINE_MARK.match(text, end) is not None


def is_named(before: list[Word], numeral: Numeral, text: str) -> bool:
    """True for the number of a named thing: "Article 5", "Flight 8243", "Formula One", "iPhone 14"."""
    if not before:
        return False
    last = before[-1]
    pair = f"{before[-2].lower} {last.lower}" if len(before) > 1 else ""
    written = f"{before[-2].written} {last.written}" if len(before) > 1 else ""
    if {last.lower, pair} & words("labels", "words") or {last.written, written} & words("labels", "capital"):
        return True
    if last.lower in words("labels", "loose"):
        return not (_counts_plural(text, numeral.end) or _counts_single(numeral, text))
    return numeral.kind == "digits" and numeral.scale == 1 and _follows_name(before, text, numeral.end)


def _follows_name(before: list[Word], text: str, end: int) -> bool:
    """A capitalised word right before, inside a sentence, and no lower-case word after: "… the Galaxy 22"."""
    name = before[-1]
    inner = (
        len(before) > 1
        and before[-2].written.isalnum()
        and name.written[0].isupper()
        and not name.written.endswith(".")
    )
    return inner and not name.written.isupper() and not (_LOWER_WORD.match(text, end) or _counts_plural(text, end))


def _counts_plural(text: str, end: int) -> bool:
    """Whether one of the next three words is a plural that the number can count: "12 Russian drones"."""
    found = _NEXT_WORDS.match(text, end)
    for word in found[0].split() if found else ():
        if _is_plural(word):
            return True
        if word.lower() in words("labels", "function"):
            return False
    return False


def _counts_single(numeral: Numeral, text: str) -> bool:
    found = _LOWER_WORD.match(text, numeral.end) if numeral.value == 1 else None
    return found is not None and found[1] not in words("labels", "function")


def is_date(before: list[Word], numeral: Numeral, text: str) -> bool:
    """True for the day or year of a date beside a month, a year by its surroundings, and a clock time."""
    if _clock_pattern().match(text, numeral.end):
        return True
    if numeral.scale != 1 or numeral.kind != "digits":
        return False
    day = 0 < numeral.value <= _DAY
    if _in_date(before, day=day, year=numeral.plain) or (day and _month_after().match(text, numeral.end)):
        return True
    return numeral.plain and _is_year(before, numeral, text)


@cache
def _clock_pattern() -> re.Pattern[str]:
    clocks = any_of([*words("labels", "clocks"), *words("labels", "eras")])
    return re.compile(rf"{GAP}?{clocks}(?![\w])", re.IGNORECASE)


@cache
def _months() -> str:
    return any_of(month.capitalize() for month in words("labels", "months"))


@cache
def _month_after() -> re.Pattern[str]:
    return re.compile(rf"(?:{GAP}|-|{GAP}?(?:[–-]|and|or|to){GAP}?[0-9]{{1,2}}{GAP})(?:of{GAP})?{_months()}\b")


def _is_month(word: Word) -> bool:
    return word.written[:1].isupper() and word.lower.rstrip(".") in words("labels", "months")


def _in_date(before: list[Word], *, day: bool, year: bool) -> bool:
    """Whether a month stands right before ("Nov. 13", "13 November 2024") or a day of one ("Nov. 13 and 14")."""
    if not (day or year) or not before:
        return False
    if _is_month(before[-1]):
        return True
    joins = [word for word in before[-4:] if not word.lower.rstrip("thsndr").isdigit()]
    if not joins or len(joins) == len(before[-4:]) or len(before) < 3:
        return False
    return _is_month(joins[-2] if len(joins) > 1 else joins[-1]) and _joins_date(before, joins[-1], year=year)


def _joins_date(before: list[Word], join: Word, *, year: bool) -> bool:
    if before[-1] is not join:
        return year and before[-1].lower.isdigit()
    return join.lower == "," if year else join.lower in ("and", "-", "–", "to", "or")


def _is_year(before: list[Word], numeral: Numeral, text: str) -> bool:
    if not _FIRST_YEAR <= numeral.value <= _LAST_YEAR:
        return False
    plural = _counts_plural(text, numeral.end)
    left = before[-1].lower if before else ""
    if _MODERN <= numeral.value <= _NOW:
        return not (plural and _may_count(left, numeral, text)) and not _is_bounded(before)
    return left in words("labels", "before_old_year") and not plural


def _may_count(left: str, numeral: Numeral, text: str) -> bool:
    """Whether a number like a year counts the plural after it: "sent 2000 soldiers", but not "the 2024 elections"."""
    if left[-1:].isalnum():
        return left not in words("labels", "before_year")
    following = _LOWER_WORD.match(text, numeral.end)
    return numeral.value % 100 == 0 or (following is not None and following[1] in words("labels", "year_nouns"))


def _is_plural(word: str) -> bool:
    if word in words("labels", "year_nouns"):
        return True
    return len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _is_bounded(before: list[Word]) -> bool:
    """ "more than 2000", "at least 2000": two words that bound, so no year."""
    pair = " ".join(word.lower for word in before[-2:])
    return len(before) > 1 and any(pair in phrases for phrases in table("numbers")["bounds"].values())


def is_one_pronoun(before: list[Word], text: str, end: int) -> bool:
    """True when "one" is a pronoun or part of a phrase ("one another", "the one", "one day"), no count of something."""
    found = re.compile(rf"{GAP}([A-Za-z][\w-]*|[0-9]{{2,}})").match(text, end)
    if found is None:
        return True
    following, left = found[1].lower(), before[-1].lower if before else ""
    if following in words("one", "not_next") or left in words("one", "not_before"):
        return True
    if following not in words("one", "verbs"):
        return False
    return bool(left) and left.isalnum() and left not in words("one", "clause_heads")


def is_compound(text: str, numeral: Numeral) -> bool:
    """True before a hyphen that makes the number part of an adjective ("two-storey") or an ordinal ("twenty-first")."""
    ordinal = words("labels", "ordinals")
    hyphen = re.compile(r"[-‑]([A-Za-z]+)").match(text, numeral.end)
    if hyphen is not None:
        return hyphen[1].lower() not in words("labels", "compounds")
    spaced = re.compile(rf"{GAP}([a-z]+)\b").match(text, numeral.end)
    return (
        numeral.kind != "digits" and spaced is not None and spaced[1] in ordinal and spaced[1] not in ("second", "half")
    )
