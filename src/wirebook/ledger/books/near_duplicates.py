"""Wire copies: reports whose text is another's, word for word or nearly, chained to the one that came first.

Which of two of one day came first, a dateline and the words for another outlet ("the agency reported") tell before the
hour does: who gives the credit to somebody else is never the origin of what that one printed on the same day.

MinHash by rensa: in Rust and without further dependencies, some 60 µs for a report of 1,300 characters here, against
a reading of some milliseconds. It finds candidates only; a pair counts when its five-word shingles prove it. Bulletins
of one template with other figures are no copies: their numbers differ.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rensa import RMinHash

from wirebook.fields.recall import remembered
from wirebook.ids import content_id
from wirebook.ledger.books.story_origin import ANOTHERS, credit

_WORD = re.compile(r"[^\W_]+")
_PARAGRAPH = re.compile(r"[^\r\n]+")
_WORDS = 5  # of a shingle
_HASHES, _ROWS = 64, 4  # 16 bands of 4: nine in ten pairs that share 6 of 10 shingles meet in one
_LONG = 12  # words: shorter paragraphs are bylines, credits and cross-heads
_MOST = 48  # paragraphs of a report that can betray an excerpt
_SAME, _LIKE = 0.995, 0.7  # of the shingles of the shorter text that stand in the longer
_NUMBERS = 0.85  # of the numbers of the shorter text that stand in the longer
_STRANGE = 1  # so many numbers that stand in the shorter text alone are no evidence: a desk's own line may hold one
_KINDS = ("same", "near", "excerpt", "update")
_BRIEF = 0.6  # length against the longer: below, a copy is an excerpt


@dataclass(frozen=True, slots=True)
class Print:
    """A report as far as copies are concerned. `published` is an ISO date or datetime, "" sorts first.

    `agency` is the outlet that its head names as the one whose story it is, `dateline` whether it begins with a place
    and date of its own.
    """

    report: str
    text: str
    publisher: str | None = None
    published: str | None = None
    agency: str | None = None
    dateline: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """A report that repeats another. `origin` is the first of its chain, `parent` the one that it is nearest to.

    `likeness` is the part of the shorter text's five-word shingles that stand in the longer (0 to 1). `kind` is
    "same" (every word), "near" (lightly edited), "excerpt" (a part of it), or "update" (a later version by the same
    publisher, which is linked but no copy: it may hold new figures).
    """

    report: str
    origin: str
    parent: str
    likeness: float
    kind: str
    why: str


def bands(text: str) -> tuple[str, ...]:
    """Keys of a text, of which near copies share at least one with high probability, and excerpts a paragraph's."""
    words = _words(text)
    if not words:
        return ()
    hashed = RMinHash(num_perm=_HASHES, seed=1)
    hashed.update(sorted(_shingles(words)) or [" ".join(words)])
    digest = hashed.digest()
    keys = [content_id("band", at, *digest[at : at + _ROWS]) for at in range(0, _HASHES, _ROWS)]
    return tuple(sorted({*keys, *_paragraphs(text)}))


def _paragraphs(text: str) -> Iterator[str]:
    long = (words for match in _PARAGRAPH.finditer(text) if len(words := _words(match[0])) >= _LONG)
    for _, words in zip(range(_MOST), long, strict=False):
        yield content_id("paragraph", *words)


def compare(one: Print, other: Print) -> Copy | None:
    """Which of two reports is a copy of the other, the later of the earlier; none when they are two texts."""
    first, second = sorted((one, other), key=_age)
    mine, theirs = _grams(first.text), _grams(second.text)
    if not mine or not theirs:
        return None
    likeness = len(mine & theirs) / min(len(mine), len(theirs))
    if likeness < _LIKE or not _same_numbers(first.text, second.text):
        return None
    kind = _kind(first, second, likeness, (len(mine), len(theirs)))
    return Copy(second.report, first.report, first.report, round(likeness, 4), kind, _why(kind, likeness))


def _kind(first: Print, second: Print, likeness: float, sizes: tuple[int, int]) -> str:
    equal = min(sizes) / max(sizes)
    if likeness >= _SAME and equal >= _SAME:
        return "same"
    if first.publisher and first.publisher == second.publisher:
        return "update"
    return "near" if equal >= _BRIEF else "excerpt"


def _why(kind: str, likeness: float) -> str:
    share = f"{likeness:.0%}"
    return {
        "same": "the same words",
        "near": f"{share} of its five-word sequences stand in the earlier report",
        "excerpt": f"{share} of the shorter text stands in the longer",
        "update": f"a later version by the same publisher, {share} alike",
    }[kind]


def chain(prints: Sequence[Print], pairs: Iterable[tuple[str, str]]) -> Mapping[str, Copy]:
    """All copies among candidate pairs by report, chained to their origins; a function of the set alone."""
    by_id = {one.report: one for one in prints}
    best: dict[str, Copy] = {}
    for one, other in sorted({tuple(sorted(pair)) for pair in pairs}):
        found = compare(by_id[one], by_id[other]) if one != other else None
        if found is not None and (found.report not in best or _nearer(found, best[found.report], by_id)):
            best[found.report] = found
    return {report: _chained(copy, best) for report, copy in sorted(best.items())}


def _nearer(one: Copy, other: Copy, by_id: Mapping[str, Print]) -> bool:
    """The same words before an edited text, that before a part and before an update; then the more alike."""
    return _rank(one, by_id) < _rank(other, by_id)


def _rank(copy: Copy, by_id: Mapping[str, Print]) -> tuple[int, float, tuple[str, int, str, str]]:
    return _KINDS.index(copy.kind), -copy.likeness, _age(by_id[copy.parent])


def _chained(copy: Copy, best: Mapping[str, Copy]) -> Copy:
    """A copy with the first of its chain. An update ends a chain: linked to what it updates, it is no copy."""
    parent = copy.parent
    while copy.kind != "update" and parent in best and best[parent].kind != "update":
        parent = best[parent].parent
    return Copy(copy.report, parent, copy.parent, copy.likeness, copy.kind, copy.why)


def find(prints: Sequence[Print]) -> Mapping[str, Copy]:
    """All copies among some reports, by report."""
    mine = {one.report: one for one in prints}
    holders: dict[str, list[str]] = defaultdict(list)
    for key in sorted(mine):
        for band in bands(mine[key].text):
            holders[band].append(key)
    pairs = ((one, other) for keys in holders.values() for at, one in enumerate(keys) for other in keys[at + 1 :])
    return chain([mine[key] for key in sorted(mine)], pairs)


def _age(one: Print) -> tuple[str, int, str, str]:
    """What came first sorts first: by day, then by whose story it is, then by hour.

    Who prints another's story counts as of the day after: clocks of two countries may put it on the day before.
    """
    whose = credit(one.text, one.publisher, one.agency, dateline=one.dateline)
    published = one.published or "9999"
    day = published[: len("2025-01-01")]
    if whose == ANOTHERS and len(day) == len("2025-01-01"):
        day = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    return day, whose, published, one.report


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _shingles(words: Sequence[str]) -> set[str]:
    return {" ".join(words[at : at + _WORDS]) for at in range(len(words) - _WORDS + 1)}


@remembered(512, longest=100_000)
def _grams(text: str) -> frozenset[str]:
    return frozenset(_shingles(_words(text)))


def _same_numbers(one: str, other: str) -> bool:
    """Whether the figures of the shorter text stand in the longer."""
    mine, theirs = sorted((_numbers(one), _numbers(other)), key=len)
    return len(mine - theirs) <= max(_STRANGE, len(mine) * (1 - _NUMBERS))


@remembered(512, longest=100_000)
def _numbers(text: str) -> frozenset[str]:
    """The figures of a text; numbers in words are shingles like others."""
    return frozenset(word for word in _words(text) if any(sign.isdigit() for sign in word))
