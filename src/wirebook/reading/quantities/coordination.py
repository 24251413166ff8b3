"""Numbers in company: parts of a whole told before, a list that explains a number, the members of a series.

The parser often loses the verb of such numbers, or gives them another's; the number beside them has it.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from wirebook.packs.compile import Lexicon, LexiconEntry
from wirebook.reading.predicates.arguments import subjects
from wirebook.reading.predicates.governors import Link
from wirebook.reading.quantities.counted import Counted
from wirebook.reading.quantities.items import find_item
from wirebook.reading.quantities.lexicon_match import Match, may_be_one
from wirebook.reading.route import by
from wirebook.reading.syntax.parser import Parse, Token
from wirebook.reading.words import table, words
from wirebook.types import PARTS, Basis, Inference, Span

_SUBJECTS = ("nsubj", "nsubjpass")
_NEAR = 3  # words from a noun to a clause of its own
_ASIDE = re.compile(r"\([^()]*\)")


class MatchedNumber(NamedTuple):
    """A number that has found its measure, for those that come after it."""

    counted: Counted
    match: Match


def find_part(
    parse: Parse, counted: Counted, told: Sequence[MatchedNumber], lexicon: Lexicon, *, text: str, here: bool
) -> Match | None:
    """What a part of a whole is counted as, whatever the words beside it say. `here`: the whole is in this sentence."""
    if counted.amount.unit != "count" or not told:
        return None
    return _said_to_be(parse, counted, told, lexicon, here=here) or (
        _explaining(parse, counted, told[-1], lexicon, text) if here else None
    )


def find_member(
    parse: Parse, counted: Counted, before: MatchedNumber, lexicon: Lexicon, text: str, periods: Sequence[Span]
) -> Match | None:
    """A number that no predicate takes, as the next one in the series of the number before it."""
    entry, item = before.match.entry, counted.item
    if item is None or counted.shared or counted.amount.unit != before.counted.amount.unit:
        return None
    if not _takes(lexicon, entry, item) or (counted.article and not may_be_one(entry, counted, lexicon)):
        return None
    if _is_subject(parse, parse.tokens[counted.head]):
        return None
    gap = _gap(parse, before.counted, counted)
    link, beside = before.match.link, parse.tokens[before.counted.head].text
    part = by(Basis.PART_OF_SERIES) if _is_part(before) else ()
    if gap is not None and _joins().fullmatch(_ASIDE.sub("", text[gap.start : gap.end])):
        return Match(entry, Link(link.predicate, link.role, (*part, *by(Basis.IN_SERIES, beside))), item)
    alike = lexicon.is_kind(item, [before.match.item]) or lexicon.is_kind(before.match.item, [item])
    if gap is not None and alike and _told_by_time(gap, counted, parse.tokens[counted.head].end, text, periods):
        row = Link(link.predicate, link.role, (*part, *by(Basis.IN_ROW, beside)))
        return Match(entry, row, item, Inference("item", Basis.OWN_TIME))
    return None


def spoken_of(parse: Parse, counted: Counted, before: MatchedNumber | None, lexicon: Lexicon) -> list[str]:
    """Items that a number without a noun points back to: "five of them", "the captives, including 20 from Mosul".

    The next one of a series counts what the last did: "… and nine from Tikrit".
    """
    if not counted.bare:
        return []
    if before is not None and before.counted.bare and _is_part(before):
        gap = _gap(parse, before.counted, counted)
        if gap is not None and not any(t.tag.startswith("V") for t in parse.tokens if gap.start <= t.start < gap.end):
            return [before.match.item]
    at = parse.tokens[counted.head].i
    if _points_back(parse.tokens[at + 1 : at + 3]):
        verb = parse.head(parse.tokens[at])
        doers = {t.i for t in subjects(parse, verb)} if verb.i < at else set()
        nouns = [t for t in parse.tokens[:at] if t.tag in ("NNS", "NNPS") and t.i not in doers]
    else:
        nouns = _before_parts(parse, at)
    return [item for noun in nouns if (item := find_item(parse, noun, lexicon))]


def _before_parts(parse: Parse, at: int) -> list[Token]:
    """The noun right before "including", where a number follows it."""
    first = [t for t in parse.tokens[max(0, at - 3) : at] if t.lower in words("prepositions", "part", "frames")]
    if not first:
        return []
    noun = [t for t in parse.tokens[: first[0].i] if t.text != ","][-1:]
    return [t for t in noun if t.tag in ("NNS", "NNPS")]


# ---------------------------------------------------------------- parts


def _said_to_be(
    parse: Parse, counted: Counted, told: Sequence[MatchedNumber], lexicon: Lexicon, *, here: bool
) -> Match | None:
    """ "Of the 60 held, 45 were fighters", "ten people died; four were women": a number of those before."""
    noun, fronted = _predicated(parse, counted)
    if noun is None or counted.article:
        return None
    wholes = [one for one in told if not one.counted.article and not _is_part(one) and _holds(one, counted)]
    if not wholes or (not here and len({one.match.entry.rule.measure for one in wholes}) > 1):
        return None
    whole = wholes[-1].match
    item = find_item(parse, noun, lexicon)
    persons = lexicon.is_person(item) and lexicon.is_person(whole.item)
    if not persons and not (here and fronted):
        return None
    kind = item is not None and (persons or lexicon.is_kind(item, [whole.item]))  # "… vehicles, of which six were vans"
    return Match(whole.entry, _part_link(counted, whole), item if item and kind else whole.item)


def _predicated(parse: Parse, counted: Counted) -> tuple[Token | None, bool]:
    """The noun that a number is said to be, and whether its whole stands in front ("of the 60 …")."""
    number = parse.tokens[counted.head]
    if number.dep in ("nsubj", "attr") and number.tag.startswith("N") and parse.head(number).lemma == "be":
        inverted = parse.head(number).i < number.i and _is_fronted(parse, parse.head(number))
        return (number, True) if inverted else (None, False)
    if not counted.bare or number.tag != "CD":
        return None, False
    verb = parse.head(number)
    if verb.lemma != "be" or number.dep != "nsubj":
        after = parse.tokens[number.i + 1 : number.i + 4]
        if _points_back(after):
            after = parse.tokens[number.i + 3 : number.i + 6]
            named = next((t for t in after if not t.tag.startswith("J")), None)
            if named is not None and named.tag == "NNS":
                return named, True
        verb = after[0] if after else number
    noun = next(iter(parse.kids(verb.i, "attr")), None) if verb.lemma == "be" else None
    stands = noun is not None and noun.tag.startswith("N") and noun.i > verb.i
    return (noun if stands else None), _is_fronted(parse, verb)


def _is_fronted(parse: Parse, verb: Token) -> bool:
    """Whether a clause, or the one that it is joined to, begins with its whole: "of the 60 …", "among the dead …"."""
    while verb.dep == "conj" and verb.head != verb.i:
        verb = parse.head(verb)
    return any(prep.lower in ("of", "among") and prep.i < verb.i for prep in parse.kids(verb.i, "prep"))


def _points_back(after: Sequence[Token]) -> bool:
    return len(after) > 1 and after[0].lower == "of" and after[1].lower in words("series", "pronouns", "frames")


def _explaining(parse: Parse, counted: Counted, before: MatchedNumber, lexicon: Lexicon, text: str) -> Match | None:
    """ "Ten dead - eight porters, two cooks": a list behind a dash is of the number before it."""
    item, whole = counted.item, before.match
    gap = _gap(parse, before.counted, counted)
    if item is None or gap is None or _has_own_state(parse, counted):
        return None
    goes_on = whole.link.route[0].basis is Basis.PART_OF_LIST and _joins().fullmatch(text[gap.start : gap.end])
    if not goes_on and not (_explains().fullmatch(text[gap.start : gap.end]) and _holds(before, counted)):
        return None
    open_ = before.counted.bare  # "46 of them: 2 missiles and 44 drones"
    if not _takes(lexicon, whole.entry, item) or not (goes_on or open_ or lexicon.is_kind(item, [whole.item])):
        return None
    route = by(Basis.PART_OF_LIST, whole.entry.rule.measure)
    return Match(whole.entry, Link(counted.head, whole.link.role, route), item)


def _takes(lexicon: Lexicon, entry: LexiconEntry, item: str) -> bool:
    """Whether the measure counts such a thing, by whatever rule: "recovered 14 rifles, two cars and a boat"."""
    return lexicon.is_kind(item, lexicon.taken[entry.account, entry.rule.measure])


def _part_link(counted: Counted, whole: Match) -> Link:
    return Link(counted.head, whole.link.role, by(Basis.PART_OF_COUNTED, whole.entry.rule.measure))


def _has_own_state(parse: Parse, counted: Counted) -> bool:
    after = parse.tokens[counted.head + 1 : counted.head + 2]
    own = [k for k in parse.kids(counted.head, "acl", "relcl") if k.i - counted.head <= _NEAR]
    return bool(own) or bool(after and after[0].lower in words("beside", "states", "frames"))


def _is_part(one: MatchedNumber) -> bool:
    return one.counted.relation == "part" or one.match.link.route[0].basis in PARTS


def _holds(whole: MatchedNumber, part: Counted) -> bool:
    high = whole.counted.amount.high
    return high is None or (part.amount.low or 0) <= high


# ---------------------------------------------------------------- what stands between


def _gap(parse: Parse, first: Counted, second: Counted) -> Span | None:
    """What stands between a counted thing and the next number, or none when they are not side by side."""
    end = max(first.amount.span.end, parse.tokens[first.head].end)
    after = next((t for t in parse.tokens if t.start >= end), None)
    if after is not None and after.lower in words("beside", "states", "frames"):
        end = after.end
    start = second.amount.span.start
    return Span(end, start) if end <= start else None


def _told_by_time(gap: Span, counted: Counted, end: int, text: str, periods: Sequence[Span]) -> bool:
    """ "90 square kilometres in June and 70 in May": each number has its own time."""
    inside = [p for p in periods if gap.start <= p.start and p.end <= gap.end]
    between = text[gap.start : gap.end]
    for span in inside:
        between = between.replace(text[span.start : span.end], "")
    head = max(counted.amount.span.end, end)
    followed = any(head <= p.start <= head + _NEXT for p in periods)
    return followed and _compares().fullmatch(between) is not None


_NEXT = 12  # characters between an amount with its unit and its time: " in early "


def _is_subject(parse: Parse, token: Token) -> bool:
    """Whether a verb after a noun has it as its subject: "… and 30 women remain in the town"."""
    verb = parse.head(token)
    return token.dep in _SUBJECTS and verb.i > token.i and verb.tag.startswith(("V", "MD"))


@cache
def _joins() -> re.Pattern[str]:
    joins = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in table("frames")["series"]["joins"])
    return re.compile(rf"\s*[,;]?\s*(?:{joins})?\s*", re.IGNORECASE)


@cache
def _explains() -> re.Pattern[str]:
    of_them, sign = r"(?:\s+of\s+(?:them|these|those))?", r"(?:\s[-–—]\s|–|—|:|\()"
    return re.compile(rf"{of_them}\s*{sign}\s*(?:including\s+|among\s+them\s+|namely\s+)?", re.IGNORECASE)


@cache
def _compares() -> re.Pattern[str]:
    compared = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in table("frames")["series"]["compared"])
    return re.compile(rf"\s*(?:in|on|at|during)?\s*,?\s*(?:and|{compared})?,?\s*", re.IGNORECASE)
