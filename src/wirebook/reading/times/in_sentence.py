"""When: the period that belongs to a predicate, and what was assumed to find it."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from wirebook.reading.syntax.parser import Parse, Token
from wirebook.reading.words import words
from wirebook.types import Basis, Inference, Passage, Period

_FIRST = 5  # sentences: what follows a headline and its second line may name the day last
_BESIDE = 4  # words: "the largest such operation since March"
_YEARLESS = re.compile(r"XXXX-\d\d-\d\d")


def find_period(
    parse: Parse, predicate: int, speaking: set[int], periods: list[Period]
) -> tuple[Period | None, Inference | None]:
    """The period of an event among those of its sentence: below the predicate first, never the time of speaking.

    `speaking` are the tokens of verbs of saying: a time that hangs on one says when it was said.
    """
    rows = [(p, t) for p in periods if (t := parse.at(p.span.start)) is not None]
    rows = [(p, t) for p, t in rows if not (_names_event(p) and predicate < t.i) and not _compares(parse, p, t)]
    own, other, said = [], [], []
    for period, token in rows:
        above = {t.i for t in parse.above(token)}
        governor = governor_of(parse, token)
        if governor in speaking and predicate != governor:
            said.append(period)
        elif predicate in above:
            own += [] if _dates_another(parse, token, predicate) else [period]
        elif _shares_clause(parse, governor, predicate):
            other.append(period)
    if own or other:
        token = parse.tokens[predicate]
        aside = {p.span: (_tells_another(parse, t, predicate), governor_of(parse, t) != predicate) for p, t in rows}
        told = min(own or other, key=lambda p: (*aside[p.span], abs(p.span.start - token.start)))
        at = next(t for p, t in rows if p is told)
        return (_from_then_on(told) if _begins(parse, at, predicate) else told), None
    if said:
        return said[0], Inference("period", Basis.TIME_OF_SPEAKING, words=(said[0].written,))
    return None, None


def _begins(parse: Parse, token: Token, predicate: int) -> bool:
    """Whether a time is that of what a count runs from: "since hostilities began on May 23"."""
    for up in parse.above(token):
        if up.i == predicate:
            return False
        if up.lower == "since" or any(kid.lower == "since" for kid in parse.kids(up.i, "mark")):
            return True
    return False


def _from_then_on(period: Period) -> Period:
    """From a time until the report, as "since" it has it."""
    start = period.edtf.split("/")[0]
    return replace(period, end=None, edtf=f"{start}/..") if period.start and start else period


def _dates_another(parse: Parse, token: Token, predicate: int) -> bool:
    """Whether a clause between a predicate and a time below it tells of another deed: "a deal brokered in May".

    One that tells when it happened is no other: "killed in a raid that took place on Monday". Nor is one that is
    counted: "the number of people killed since the war began".
    """
    counting = predicate >= 0 and parse.tokens[predicate].lemma in words("counting", "nouns", "scene")
    for up in parse.above(token):
        if up.i == predicate:
            return False
        happening = up.lemma in words("attacking", "verbs", "scene") | words("happening", "verbs", "scene")
        if up.dep in ("relcl", "acl") and up.tag.startswith("V") and not happening:
            return not counting
    return False


def _shares_clause(parse: Parse, governor: int, predicate: int) -> bool:
    """Whether what a time hangs on governs a predicate or stands beside it, and is no deed of its own below another.

    "… which they said was to avenge a killing in June" dates the killing alone.
    """
    verb, token = parse.tokens[governor], parse.tokens[predicate]
    if governor == predicate or governor in {t.i for t in parse.above(token)}:
        return True
    return not verb.tag.startswith("V") or parse.head(verb).i in (predicate, token.head) or verb.head == verb.i


def _compares(parse: Parse, period: Period, token: Token) -> bool:
    """As in "the largest swap since the war began": with what it is compared, not when it was."""
    if period.end is not None:
        return False
    if any(t.tag in ("JJS", "RBS") and t.lower != "least" for t in parse.tokens[max(0, token.i - _BESIDE) : token.i]):
        return True
    return any(
        kid.tag in ("JJS", "RBS") or kid.lower == "first"
        for up in parse.above(token)[:6]
        if up.tag.startswith("N")
        for kid in parse.kids(up.i, "amod", "advmod")
    )


def _names_event(period: Period) -> bool:
    """As in "a day after the vote": that dates the vote, not what is told before it."""
    return period.start is None and period.end is None and period.written.lower().endswith((" after", " before"))


def _tells_another(parse: Parse, token: Token, predicate: int) -> bool:
    """Whether a time behind a predicate is that of something before or after it: "found after the raid on Monday"."""
    return any(t.lower in words("times", "others", "scene") for t in parse.tokens[predicate + 1 : token.i])


def governor_of(parse: Parse, token: Token) -> int:
    """The verb or noun that a time expression hangs on."""
    for up in parse.above(token):
        if up.tag.startswith("V"):
            return up.i
    return token.i


def lead_period(
    passages: Sequence[Passage], times: Sequence[Period], said: AbstractSet[int], aside: AbstractSet[int]
) -> Period | None:
    """The day that a report's beginning tells of: the first past time of a day or less in its first sentences.

    A day may be one whose year is open ("XXXX-03-23"), or one of a span when the anchor is only known so far. `said`
    are the beginnings of times at which something was said, `aside` those on the page's own date line: one of them
    only when nothing else is told, the page's date only when not even a month is.
    """
    body = [p for p in passages if p.kind == "body"][:_FIRST]
    first = [t for t in times if any(p.span.start <= t.span.start < p.span.end for p in body) and not is_future(t)]
    told = [t for t in first if t.span.start not in aside]
    days = [t for t in told if _is_a_day(t)]
    months = [t for t in told if t.precision == "month" and t.start and t.end]
    page = [t for t in first if t.span.start in aside and _is_a_day(t)]
    fresh = [t for t in days if t.span.start not in said]
    return next(iter((*fresh, *days, *months, *page)), None)


def _is_a_day(period: Period) -> bool:
    uncertain = period.precision == "span" and period.approximate and bool(period.start and period.end)
    dated = bool(period.start and period.end) and (period.precision in ("minute", "part", "day") or uncertain)
    return dated or bool(_YEARLESS.fullmatch(period.edtf))


def said_times(parse: Parse, speaking: set[int], periods: Sequence[Period]) -> Iterator[int]:
    """Where the times of a sentence begin that hang on a verb of saying."""
    for period in periods:
        token = parse.at(period.span.start)
        if token is not None and governor_of(parse, token) in speaking:
            yield period.span.start


def other_times(parse: Parse, periods: Sequence[Period]) -> Iterator[int]:
    """Where the times of a sentence begin that date another deed than the one told: "a deal brokered in May"."""
    for period in periods:
        token = parse.at(period.span.start)
        if token is not None and _dates_another(parse, token, -1):
            yield period.span.start


def is_future(period: Period) -> bool:
    """Whether a time lies after what it was resolved against."""
    anchor = (period.anchor or "").split()[-1:]
    return bool(anchor and period.start and period.start[: len(anchor[0])] > anchor[0])
