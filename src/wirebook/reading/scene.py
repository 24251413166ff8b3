"""Where and when: the place and the period that belong to a predicate, and what was assumed to find them."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from wirebook.fields.office import source_kind
from wirebook.fields.party import party_of
from wirebook.reading.cue import stances
from wirebook.reading.gate import LEAD
from wirebook.reading.nlp import Parse, Token
from wirebook.reading.words import words
from wirebook.types import Passage, Period, Place, Span

_FIRST = 5  # sentences: what follows a headline and its second line may name the day last
_JOINED = 4
_BESIDE = 4  # words: "the largest such operation since March"
_MEASURE = 9  # words: "100 kilometres (62 miles) northwest of the Somali capital of"
_YEARLESS = re.compile(r"XXXX-\d\d-\d\d")
_RANK = {"town": 0, "area": 1, "admin1": 2, "country": 3}


def find_place(parse: Parse, predicate: int, counted: int | None, places: list[Place]) -> tuple[Place | None, str]:
    """The place of an event among those of its sentence, and how it was chosen.

    A place counts only where a locative word leads to it; of those, the ones below the predicate or the counted thing
    come first; of these the one with the fewest numbers between ("nine in Kursk and six in Oryol"), then the nearest;
    of places in one phrase ("Omdurman, Khartoum state") the most specific.
    """
    located = [(place, token) for place in places if (token := _token_at(parse, place.span.start)) is not None]
    located = [(p, t) for p, t in located if _is_locative(parse, t, p)]
    if not located:
        return None, ""
    located = [row for row in located if not _comes_from(parse, row[1])] or located
    near = {t.i for t in parse.subtree(predicate)}
    if counted is not None:
        near |= {t.i for t in parse.subtree(counted)}
    own = [(p, t) for p, t in located if t.i in near]
    chosen = min(own or located, key=lambda row: _apart(parse, row[1], predicate, counted))
    phrase = [p for p, t in located if _same_phrase(parse, chosen[1], t)]
    best = min(phrase or [chosen[0]], key=lambda p: (_RANK.get(p.precision, 1), p.span.start))
    return best, "" if own else "the place named in the sentence"


def unlisted_place(parse: Parse, predicate: int, counted: int | None, text: str, known: Sequence[Span]) -> Place | None:
    """A toponym that the gazetteer lacks: a proper name after "in" or "village of", below the predicate.

    `known` are spans of other things with names (times, places, speakers). Front-line villages are often in no list.
    """
    below = {t.i for t in parse.subtree(predicate)}
    if counted is not None:
        below |= {t.i for t in parse.subtree(counted)}
    for i in sorted(below):
        token = parse.tokens[i]
        if token.dep == "pobj" and _is_name(parse, token) and _names_place(parse, token):
            span = _name(parse, token)
            written = text[span.start : span.end]
            taken = any(span.start < end and start < span.end for start, end in known)
            if not taken and party_of(written) is None and source_kind(written) == "unknown" and not written.isupper():
                return Place(None, written, None, None, None, None, "unlisted", written, span)
    return None


def _is_name(parse: Parse, token: Token) -> bool:
    """A proper name, or a word for a place with one before it: "the Mansila area"."""
    named = token.lemma in words("locative", "settlements", "scene") and parse.kids(token.i, "compound")
    return token.tag == "NNP" or bool(named and all(k.tag == "NNP" for k in named))


def _names_place(parse: Parse, token: Token) -> bool:
    prep = parse.head(token)
    if prep.lower in words("locative", "of_places", "scene"):
        return True
    return prep.lower == "of" and parse.head(prep).lemma in words("locative", "settlements", "scene")


def _name(parse: Parse, token: Token) -> Span:
    left = [k for k in parse.kids(token.i, "compound", "nmod") if k.tag == "NNP"]
    start = min([k.start for k in left], default=token.start)
    return Span(start, token.end if token.tag == "NNP" or not left else left[-1].end)


def _token_at(parse: Parse, start: int) -> Token | None:
    return next((t for t in parse.tokens if t.start <= start < t.end), None)


def _is_locative(parse: Parse, token: Token, place: Place) -> bool:
    """Whether a toponym says where: after a locative preposition, or as the place that is hit, held or entered."""
    last = max((t for t in parse.tokens if t.start < place.span.end), key=lambda t: t.i)
    after = parse.tokens[last.i + 1].lower if last.i + 1 < len(parse.tokens) else ""
    if place.precision == "country" and after in words("locative", "borders", "scene"):
        return False  # "near the Niger border" may be on either side
    for start in (token, last):
        at = start
        for _ in range(6):
            head = parse.head(at)
            if at.dep in ("pobj", "pcomp"):
                return _leads_to(parse, head) and not (_is_measured_from(parse, head) or _is_origin(parse, head))
            if at.dep in ("dobj", "nsubjpass"):
                return head.lemma in words("locative", "verbs", "scene")
            if at.dep == "npadvmod":
                return True
            if head.i == at.i or at.dep not in ("compound", "nmod", "appos", "conj", "poss", "amod", "dep"):
                break
            at = head
    return False


def _is_measured_from(parse: Parse, prep: Token) -> bool:
    """Whether a distance or direction leads to a place: "100 kilometres from Mogadishu", "north of Beirut"."""
    before = parse.tokens[max(0, prep.i - _MEASURE) : prep.i]
    units = words("locative", "distances", "scene")
    measured = any(t.lower in units for t in before)
    beside = before[-1:] and before[-1].lower in words("locative", "directions", "scene")
    bare = beside and not (len(before) > 1 and before[-2].lower in ("the", "in"))
    return prep.lower in ("of", "from") and bool(measured or bare)


def _is_origin(parse: Parse, prep: Token) -> bool:
    """ "Soldiers, mostly from Burundi": where persons are from is not where they were hit."""
    return prep.lower == "from" and not parse.head(prep).tag.startswith("V")


def _comes_from(parse: Parse, token: Token) -> bool:
    """ "Fired from Lebanon into Israel": where it came from, beside where it went."""
    return token.dep == "pobj" and parse.head(token).lower == "from"


def _leads_to(parse: Parse, prep: Token) -> bool:
    """Whether a preposition says where: "in", "near" do; "of" and "for" only after a word for a place ("town of X")."""
    if prep.lower in words("locative", "prepositions", "scene"):
        return True
    return prep.lower in ("of", "for") and parse.head(prep).lemma in words("locative", "nouns", "scene")


def _apart(parse: Parse, token: Token, predicate: int, counted: int | None) -> tuple[int, int, int]:
    """How far a place is from what is counted: numbers between them, words, and its position."""
    low, high = sorted((token.i, predicate if counted is None else counted))
    last = high + (token.i == low)  # a place before the number is another number's where its own stands between
    numbers = sum(t.tag == "CD" for t in parse.tokens[low + 1 : last]) if counted is not None else 0
    return numbers, _distance(token, predicate, counted), token.i


def _distance(token: Token, predicate: int, counted: int | None) -> int:
    return min(abs(token.i - predicate), abs(token.i - counted) if counted is not None else 999)


def _same_phrase(parse: Parse, a: Token, b: Token) -> bool:
    """Whether two toponyms stand in one phrase: no verb, number or "and" between them, and few words."""
    low, high = sorted((a.i, b.i))
    between = parse.tokens[low + 1 : high]
    return len(between) <= 6 and not any(
        t.tag.startswith("V") or t.tag == "CD" or t.lower in ("and", "or", ";") for t in between
    )


def find_period(parse: Parse, predicate: int, speaking: set[int], periods: list[Period]) -> tuple[Period | None, str]:
    """The period of an event among those of its sentence: below the predicate first, never the time of speaking.

    `speaking` are the tokens of verbs of saying: a time that hangs on one says when it was said.
    """
    rows = [(p, t) for p in periods if (t := _token_at(parse, p.span.start)) is not None]
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
        return min(own or other, key=lambda p: (*aside[p.span], abs(p.span.start - token.start))), ""
    if said:
        return said[0], f"only the time of speaking is given ({said[0].written})"
    return None, ""


def _dates_another(parse: Parse, token: Token, predicate: int) -> bool:
    """Whether a clause between a predicate and a time below it tells of another deed: "a deal brokered in May".

    One that tells when it happened is no other: "killed in a raid that took place on Monday".
    """
    for up in parse.above(token):
        if up.i == predicate:
            return False
        happening = up.lemma in words("attacking", "verbs", "scene") | words("happening", "verbs", "scene")
        if up.dep in ("relcl", "acl") and up.tag.startswith("V") and not happening:
            return True
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


def acts(parse: Parse, place: Place) -> bool:
    """Whether a country stands for its people or its state: "since Russia invaded", "the war between A and B"."""
    token = _token_at(parse, place.span.start)
    if token is not None and place.precision != "country":
        return _is_seat(parse, token)
    for _ in range(_JOINED):
        if token is None or token.dep not in ("conj", "compound"):
            break
        token = parse.head(token)
    if token is None:
        return False
    head = parse.head(token)
    if token.dep == "nsubj" and head.tag.startswith("V") and head.lemma != "be":
        return True
    return token.dep == "pobj" and (head.lower in ("between", "against", "with", "by") or head.dep == "dative")


def _is_seat(parse: Parse, token: Token) -> bool:
    """Whether a capital is where a state speaks: "in Baku, they announced 19 wounded"."""
    verb = parse.head(parse.head(token))
    speaks = token.dep == "pobj" and parse.head(token).lower in ("in", "from") and verb.lemma in stances()
    found = party_of(token.text) if speaks else None
    return found is not None and found.code is not None


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
        token = _token_at(parse, period.span.start)
        if token is not None and governor_of(parse, token) in speaking:
            yield period.span.start


def other_times(parse: Parse, periods: Sequence[Period]) -> Iterator[int]:
    """Where the times of a sentence begin that date another deed than the one told: "a deal brokered in May"."""
    for period in periods:
        token = _token_at(parse, period.span.start)
        if token is not None and _dates_another(parse, token, -1):
            yield period.span.start


def is_future(period: Period) -> bool:
    """Whether a time lies after what it was resolved against."""
    anchor = (period.anchor or "").split()[-1:]
    return bool(anchor and period.start and period.start[: len(anchor[0])] > anchor[0])


def lead_place(passages: Sequence[Passage], parses: Sequence[Parse | None], places: Sequence[Place]) -> Place | None:
    """The first place that the beginning of a report names as a place, the most specific of its phrase."""
    for passage, parse in list(zip(passages, parses, strict=True))[: LEAD + 1]:
        if parse is None or not parse.tokens:
            continue
        inside = [p for p in places if parse.tokens[0].start <= p.span.start < passage.span.end and not acts(parse, p)]
        place, _ = find_place(parse, parse.tokens[0].i, None, inside)
        if place is not None:
            return place
    return None
