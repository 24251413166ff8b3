"""Names of places in a text, before it is decided which place each means: runs of capitals, longest name first."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from wirebook.fields.party.parties import countries, country_names, demonyms
from wirebook.fields.place.gazetteer import Gazetteer, RowsOfName, fold, load_gazetteer
from wirebook.fields.place.words import place_words, word_table
from wirebook.fields.recall import remembered

Use = Literal["place", "person", "body", "stop", "people", "street"]


_DOTTED = tuple(word_table()["title"]["dotted"])
_QUOTE = "'\u2019"
_CAP = (
    r"(?:(?:[A-Z]\.){2,}|W\. ?Va\.|(?:St|Mt|Ft)\.(?= [A-Z])|[A-Z]\.(?= [A-Z])"
    rf"|(?:{'|'.join(_DOTTED)})\.(?= [A-Z])"
    rf"|(?:[Aa]l|[Ee]l|[Aa]sh|[Aa]s|[Aa]d|[Aa]r|[Aa]n|[Aa]t|[Ee]z|[Aa]z)-[A-Z{_QUOTE}][\w{_QUOTE}]*(?:-\w+)*"
    rf"|[A-Z\u00c0-\u00de\u0100-\u017f][\w{_QUOTE}]*(?:-\w[\w{_QUOTE}]*)*)"
)
_LINK = r"(?:of the |of |and |de la |de |del |du |al |el |upon |sur |la |bin |the |for |for the |in |& )"
_RUN = re.compile(rf"(?<![\w]){_CAP}(?:[ \u00a0](?:{_LINK})?{_CAP})*")
_TOKEN = re.compile(rf"{_CAP}|[\w&]+")
_OWNED = re.compile(rf"[{_QUOTE}]s?$")
_FOLLOWING = re.compile(r"[ \u00a0]([a-z]+)")
_DIVISION = re.compile(r"[ \u00a0](?:border |coastal |northern |southern )?([a-z]+)")
_TAIL = re.compile(r"(?:[ \u00a0][a-z]+){1,4}")
_SMALL = re.compile(r"[a-z]+")
_PRECEDING = re.compile(r"([\w.-]+)[ \u00a0]+(?:the[ \u00a0]+)?$")
_LONGEST = 7
_CERTAIN = frozenset(("State", "Province", "Governorate", "Oblast"))
_AFTER_IN = re.compile(r"\b(?:in|near|outside)[ \u00a0]\Z")
_WELL_KNOWN = 100_000
_IN_ADDRESS = frozenset("/@=#_%+&?")


class Toponym(NamedTuple):
    """A name in a text. `use` says whether it names a place; `word` is the division word after it ("region"), if any.

    `located` is true after a word that says where; `multi` when the name has several words.
    """

    start: int
    end: int
    key: str
    named: RowsOfName
    use: Use
    word: str
    located: bool
    multi: bool


class _NameToken(NamedTuple):
    start: int
    end: int
    text: str
    owned: bool


_LongestName = tuple[int, str, RowsOfName]
"""The token after a name's last, the folded name, its rows."""


@remembered(16384)
def _named(surface: str) -> tuple[str, RowsOfName] | None:
    """The folded name and its rows; short names count only as they are written in the table (US, not Us)."""
    gazetteer, key = load_gazetteer(), fold(surface)
    named = gazetteer.named(key) if len(key) > 1 else None
    if named is not None and len(key) <= 3 and not _as_written(gazetteer, named, surface):
        named = None
    return (key, named) if named is not None else None


def _as_written(gazetteer: Gazetteer, named: RowsOfName, surface: str) -> bool:
    own = gazetteer.rows[named.own[0]].split(b"\t")[1].decode() if named.own else ""
    return surface.isupper() or own == surface


def find_toponyms(text: str) -> tuple[Toponym, ...]:
    """All names of the gazetteer in a text, those of persons and bodies marked as such."""
    gazetteer = load_gazetteer()
    found: list[Toponym] = []
    surnames: set[str] = set()
    for run in _RUN.finditer(text):
        if text[run.start() - 1 : run.start()] not in _IN_ADDRESS:
            found.extend(_in_run(gazetteer, text, run, surnames))
    return tuple(_without_surnames(found, surnames))


def _without_surnames(found: list[Toponym], surnames: set[str]) -> Iterator[Toponym]:
    """A lone name that is a person's surname elsewhere in the text names the person, unless it says where."""
    for name in found:
        if name.use == "place" and not (name.word or name.located) and name.key in surnames and not _is_large(name):
            yield name._replace(use="person")
        else:
            yield name


def _is_large(name: Toponym) -> bool:
    """Whether a name is a country's or a first-level division's: persons do not take those from it."""
    rows = load_gazetteer().rows
    return any(rows[i].endswith((b"\tc", b"\ta")) for i in name.named.own)


def _in_run(gazetteer: Gazetteer, text: str, run: re.Match[str], surnames: set[str]) -> Iterator[Toponym]:
    tokens = [_token(m) for m in _TOKEN.finditer(text, run.start(), run.end())]
    at = 0
    while at < len(tokens):
        people = _people_at(gazetteer, text, tokens, at)
        hit = _longest(gazetteer, text, tokens, at)
        if people is not None and (hit is None or tokens[hit[0] - 1].end <= people.end):
            yield people
            at = next((i for i in range(at, len(tokens)) if tokens[i].start >= people.end), len(tokens))
        elif hit is None:
            yield from _partly(gazetteer, text, tokens, at)
            _note_surname(tokens, at, surnames)
            at += 1
        else:
            end, key, _ = hit
            located = _is_located(text, tokens, at, end)
            use = _use_here(gazetteer, text, tokens, at, hit, located=located)
            if use == "person":
                surnames.update((key, fold(tokens[end - 1].text)))
            at, name = _in_full(gazetteer, text, tokens, at, hit, (use, located))
            yield name


def _use_here(
    gazetteer: Gazetteer, text: str, tokens: list[_NameToken], at: int, hit: _LongestName, *, located: bool
) -> Use:
    """What a name is used for; a word that is mostly something else may stand where only a place can."""
    end, key, named = hit
    use = (None if located else _said(text, tokens, at, end)) or _use(tokens, at, end, key)
    if _is_direction(tokens, at, end, key):
        return "stop"
    if use == "stop" and (
        _is_known_after_in(gazetteer, text, tokens[at].start, hit) or _is_division_of(gazetteer, tokens, end, named)
    ):
        return "place"
    return use


def _is_known_after_in(gazetteer: Gazetteer, text: str, start: int, hit: _LongestName) -> bool:
    _, key, named = hit
    if key in place_words().direction or not _is_well_known(gazetteer, named):
        return False
    return _AFTER_IN.search(text, max(0, start - 9), start) is not None


def _in_full(
    gazetteer: Gazetteer, text: str, tokens: list[_NameToken], at: int, hit: _LongestName, how: tuple[Use, bool]
) -> tuple[int, Toponym]:
    """A name with the division's word or the tail behind it that belongs to it, and the token after it.

    `how` is its use, and whether it stands after a word that says where.
    """
    end, key, named = hit
    use, located = how
    end, word = _with_division(gazetteer, text, tokens, end, named)
    span = tokens[at].start, tokens[end - 1].end
    if end == len(tokens) and use == "place" and (longer := _with_tail(text, *span)) is not None:
        span, key, named, word = (span[0], longer[0]), longer[1], longer[2], ""
    return end, Toponym(*span, key, named, use, word, located, " " in key)


def _is_division_of(gazetteer: Gazetteer, tokens: list[_NameToken], end: int, named: RowsOfName) -> bool:
    """As in "Mon State": a word that is mostly something else, with a division's word in capitals behind it."""
    if end == len(tokens) or tokens[end - 1].owned or tokens[end].text not in _CERTAIN:
        return False
    if tokens[end - 1].text.lower() in place_words().quarter or (
        end + 1 < len(tokens) and not tokens[end + 1].text.islower()
    ):
        return False  # "Western State Hospital"
    return any(gazetteer.rows[i].endswith(b"\ta") for i in named.own)


def _is_direction(tokens: list[_NameToken], at: int, end: int, key: str) -> bool:
    """As in "Northeastern Colombia": where in the place that follows."""
    if key not in place_words().direction or end - at > 1 or end == len(tokens):
        return False
    return tokens[end].text.lower() not in place_words().division


def _is_well_known(gazetteer: Gazetteer, named: RowsOfName) -> bool:
    """Whether a stop word is also a large city's own name: after "in" it is taken for that ("in Austin")."""
    return any(int(gazetteer.rows[i].split(b"\t")[6]) >= _WELL_KNOWN for i in named.own)


def _with_tail(text: str, start: int, end: int) -> tuple[int, str, RowsOfName] | None:
    """A name that goes on in small letters ("Rafah crossing"): its end, folded name and rows."""
    following = _FOLLOWING.match(text, end)
    if following is None or following.group(1) not in place_words().tail:
        return None
    tail = _TAIL.match(text, end)
    ends = [m.end() for m in _SMALL.finditer(text, end, tail.end())] if tail else []
    for stop in reversed(ends):
        hit = _named(text[start:stop])
        if hit is not None:
            return stop, *hit
    return None


def _people_at(gazetteer: Gazetteer, text: str, tokens: list[_NameToken], at: int) -> Toponym | None:
    """A people's name or adjective ("North Korean") as the name of their country or region."""
    for size in (2, 1):
        if at + size > len(tokens):
            continue
        span = tokens[at].start, tokens[at + size - 1].end
        place = _peoples().get(text[slice(*span)])
        named = gazetteer.named(place) if place else None
        if place and named:
            return Toponym(*span, place, named, "people", "", located=False, multi=False)
    return None


def _partly(gazetteer: Gazetteer, text: str, tokens: list[_NameToken], at: int) -> Iterator[Toponym]:
    """The names in a hyphened word ("Iran-backed", "US-Mexico"), and a division's short form ("Fla.")."""
    token = tokens[at]
    short = word_table()["abbreviation"].get(
        token.text if token.text[-1] == "." else token.text + text[token.end : token.end + 1]
    )
    after = text[max(0, token.start - 2) : token.start] == ", "
    if after and short is None:
        short = word_table()["abbreviation"].get(token.text)
    if short and (named := gazetteer.named(fold(short))):
        end = token.end + (text[token.end : token.end + 1] == "." and token.text[-1] != ".")
        yield Toponym(
            token.start, end, fold(short), named, "place" if after else "body", "state", located=True, multi=True
        )
        return
    start = token.start
    for part in token.text.split("-") if "-" in token.text else ():
        hit = _named(part) if part[:1].isupper() and len(part) > 1 else None
        key = _peoples().get(part)
        named = hit[1] if hit else gazetteer.named(key) if key else None
        if named and fold(part) not in place_words().stop:
            yield Toponym(start, start + len(part), key or fold(part), named, "body", "", located=False, multi=False)
        start += len(part) + 1


def _said(text: str, tokens: list[_NameToken], at: int, end: int) -> Use | None:
    """A lone name that says something is a person's, when it is no capital's or country's."""
    if end < len(tokens) or end - at > 2:
        return None
    following = _FOLLOWING.match(text, tokens[end - 1].end)
    if following is None or following.group(1) not in place_words().said:
        return None
    name = text[tokens[at].start : tokens[end - 1].end]
    return None if fold(name) in governing() or end - at > 1 else "person"


def _token(match: re.Match[str]) -> _NameToken:
    """A word of a run; a possessive ending is cut off, and remembered as the end of a name."""
    owned = _OWNED.search(match.group())
    end = match.end() - (len(owned.group()) if owned else 0)
    return _NameToken(match.start(), end, match.group()[: end - match.start()], owned is not None)


def _longest(gazetteer: Gazetteer, text: str, tokens: list[_NameToken], at: int) -> _LongestName | None:
    """The longest name that begins at a token: the token after its last, the folded name, its rows."""
    if not tokens[at].text[:1].isupper() and "-" not in tokens[at].text:
        return None
    for end in range(min(len(tokens), at + _LONGEST), at, -1):
        if any(t.owned for t in tokens[at : end - 1]) or tokens[end - 1].text.islower():
            continue
        hit = _named(text[tokens[at].start : tokens[end - 1].end])
        opens = end - at == 1 and tokens[at].text.lower() in place_words().opener
        if hit is not None and (not opens or _is_division_of(gazetteer, tokens, end, hit[1])):
            return end, *hit
    return None


def _note_surname(tokens: list[_NameToken], at: int, surnames: set[str]) -> None:
    """After a given name, initial or title comes a surname; it may be a place's name elsewhere in the text."""
    if at and _names_person(tokens[at - 1].text):
        surnames.add(fold(tokens[at].text))


def _names_person(word: str) -> bool:
    plain = word.lower().rstrip(".")
    if len(plain) == 1:
        return word.endswith(".") or plain not in place_words().opener
    return plain in place_words().title or plain in place_words().given


def _use(tokens: list[_NameToken], at: int, end: int, key: str) -> Use:
    """Whether a name in its run of capitals names a place, or is a part of a person's or a body's name."""
    left = tokens[at - 1] if at else None
    right = tokens[end] if end < len(tokens) and not tokens[end - 1].owned else None
    if (end - at == 1 and key in place_words().stop) or (
        tokens[at].text.lower() in place_words().stop and key in place_words().stop
    ):
        return "stop"
    if right is not None and right.text.lower().rstrip(".") in place_words().street:
        return "street"
    if left is not None and not left.owned and (use := _use_after(tokens, at, left)) is not None:
        return use
    return "place" if right is None else _use_before(tokens, at, end, right)


def _use_after(tokens: list[_NameToken], at: int, left: _NameToken) -> Use | None:
    word = left.text.lower().rstrip(".")
    if left.text.islower():
        return _use_linked(tokens, at)
    if _names_person(left.text):
        return "person"
    if word in place_words().opener or word in place_words().quarter or word in place_words().kinds:
        return None
    return None if _is_known(left.text) else "body"


def _use_linked(tokens: list[_NameToken], at: int) -> Use | None:
    """A name after a small word: "University of Kansas" is a body's, "the city of Kherson" is not."""
    first = next((i for i in range(at - 1, -1, -1) if not tokens[i].text.islower()), None)
    if first is None:
        return None
    word = tokens[first].text.lower()
    inside = any(t.text.lower() == "in" for t in tokens[first + 1 : at])  # "the Free Syrian Army in Idlib"
    return "body" if word in place_words().openers and not inside else None


def _is_known(word: str) -> bool:
    """Whether a capitalised word is itself a place or a people: such neighbours do not make a longer name."""
    return _named(word) is not None or word in _peoples()


@cache
def _peoples() -> dict[str, str]:
    """Names and adjectives of peoples to the folded names of their countries or regions."""
    own = {word: fold(countries()[code]["name"]) for word, code in demonyms().items() if word not in country_names()}
    return {**{word: fold(place) for word, place in word_table()["demonym"].items()}, **own}


@cache
def governing() -> frozenset[str]:
    """Names that can stand for a government: countries, capitals, seats of government, folded."""
    return frozenset(map(fold, country_names()))


def _use_before(tokens: list[_NameToken], at: int, end: int, right: _NameToken) -> Use:
    word = right.text.lower().rstrip(".")
    if right.text.islower():
        return "place"
    if word in place_words().division or word in place_words().around:
        return "place"
    if any(t.text.lower() in place_words().body for t in tokens[end : end + 3]):
        return "body"
    if end - at == 1 and tokens[at].text.lower() in place_words().given:
        return "person"
    if word in place_words().title or word in place_words().opener or _is_known(right.text) or right.text in _peoples():
        return "place"
    return "body"


def _with_division(
    gazetteer: Gazetteer, text: str, tokens: list[_NameToken], end: int, named: RowsOfName
) -> tuple[int, str]:
    """The end of a name with the division word after it taken in when it is capitalised, and that word."""
    if tokens[end - 1].owned:
        return end, ""
    if end == len(tokens):
        following = _DIVISION.match(text, tokens[end - 1].end)
        word = following.group(1) if following else ""
        return end, word if word in place_words().division else ""
    word = tokens[end].text.lower()
    rest = text[tokens[end].end : tokens[end].end + 3]
    if word not in place_words().division or tokens[end].text.islower() or rest == " of" or end + 1 < len(tokens):
        return end, ""
    if word == "state" and any(gazetteer.rows[i].split(b"\t")[2] == b"US" for i in named.own):
        return end, ""
    return end + 1, word


def _is_located(text: str, tokens: list[_NameToken], at: int, end: int) -> bool:
    """Whether the word before a name says where, or the word after it that somebody comes from there."""
    if at and tokens[at - 1].text.lower() in place_words().locative:
        return True
    following = _FOLLOWING.match(text, tokens[end - 1].end)
    if following is not None and following.group(1) in place_words().after:
        return True
    before = None if at else _PRECEDING.search(text, max(0, tokens[0].start - 30), tokens[0].start)
    return before is not None and before.group(1).lower() in place_words().locative
