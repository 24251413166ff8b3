"""Where: the place that belongs to a predicate, among those that its sentence names."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from wirebook.evidence import worded
from wirebook.fields.party.parties import demonyms, party_of
from wirebook.fields.party.sources import source_kind
from wirebook.reading.parties.kinds import country_of
from wirebook.reading.sentence import Sentence
from wirebook.reading.syntax.parser import Parse, Token
from wirebook.reading.words import stances, words
from wirebook.types import Basis, Inference, Place, Source, Span

_JOINED = 4
_LISTED = 8  # words above a place that is the last of a list
_MEASURE = 9  # words: "100 kilometres (62 miles) northwest of the Somali capital of"
_CLAUSES = frozenset(("advcl", "relcl", "acl", "ccomp", "conj", "csubj", "parataxis"))
_PHRASE = 10  # words
_RANK = {"unlisted": -1, "town": 0, "area": 1, "admin1": 2, "country": 3}


def find_place(
    parse: Parse, predicate: int, counted: int | None, places: list[Place]
) -> tuple[Place | None, Inference | None]:
    """The place of an event among those of its sentence, and how it was chosen.

    A place counts only where a locative word leads to it; of those, the ones below the predicate or the counted thing
    come first; of these the one in the fewest clauses of its own, then with the fewest numbers between ("nine in Kursk
    and six in Oryol"), then the nearest; of places in one phrase ("Omdurman, Khartoum state") the most specific.
    """
    located = [(place, token) for place in places if (token := parse.at(place.span.start)) is not None]
    located = [(p, t) for p, t in located if _is_locative(parse, t, p) and not is_launched_from(parse, t)]
    located = [(p, t) for p, t in located if not _was_left(parse, t, predicate)]
    if not located:
        return None, None
    located = [r for r in located if not (_comes_from(parse, r[1]) or _is_brought_to(parse, r[1]))] or located
    near = {t.i for t in parse.subtree(predicate)}
    if counted is not None:
        near |= {t.i for t in parse.subtree(counted)}
    own = [(p, t) for p, t in located if t.i in near]
    above = {predicate, *(t.i for t in parse.above(parse.tokens[predicate]))} | ({counted} if counted else set())
    chosen = min(
        own or located,
        key=lambda row: (
            _clauses(parse, row[1], above),
            _is_beside(parse, row[1]),
            *_apart(parse, row[1], predicate, counted),
        ),
    )
    phrase = [row for row in located if _same_phrase(parse, chosen[1], row[1])] or [chosen]
    best = min(phrase, key=lambda row: (_RANK.get(row[0].precision, 1), _owns(parse, row[0]), row[0].span.start))[0]
    return best, None if own else Inference("place", Basis.SAME_SENTENCE)


def _owns(parse: Parse, place: Place) -> bool:
    """Whether a place owns what follows: "Jammu and Kashmir's Kupwara district"."""
    return any(t.start == place.span.end and t.tag == "POS" for t in parse.tokens)


def unlisted_place(parse: Parse, predicate: int, counted: int | None, text: str, known: Sequence[Span]) -> Place | None:
    """A toponym that the gazetteer lacks: a proper name after "in" or "village of", below the predicate.

    `known` are spans of other things with names (times, places, speakers). Front-line villages are often in no list.
    """
    below = {t.i for t in parse.subtree(predicate)}
    if counted is not None:
        below |= {t.i for t in parse.subtree(counted)}
    above = [
        name.i
        for up in parse.above(parse.tokens[predicate])
        for prep in parse.kids(up.i, "prep")
        for name in parse.kids(prep.i, "pobj")
    ]
    for i in (*sorted(below), *above):
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


def _was_left(parse: Parse, token: Token, predicate: int) -> bool:
    """ "Money for families who fled from Lachin": they are no longer there (but "6,000 fled from Lachin")."""
    prep = next((t for t in (token, *parse.above(token)[:3]) if t.dep == "prep"), None)
    if prep is None or prep.lower != "from" or prep.head == predicate:
        return False
    verb = parse.head(prep)
    return verb.lemma in words("locative", "leaving", "scene") and verb.dep in _CLAUSES


def is_launched_from(parse: Parse, token: Token) -> bool:
    """ "Launched from Kursk": where weapons were sent from is never where they came down."""
    first = next((up for up in (token, *parse.above(token)[:_LISTED]) if up.dep == "pobj"), None)
    prep = parse.head(first) if first else None
    if prep is None or prep.lower != "from":
        return False
    return parse.head(prep).lemma in words("locative", "launching", "scene")


def leads_there(parse: Parse, token: Token) -> bool:
    """Whether a noun is where something happens: "in", "near" it."""
    return token.dep == "pobj" and _leads_to(parse, parse.head(token))


def _is_brought_to(parse: Parse, token: Token) -> bool:
    """ "Twelve bodies were taken to the hospital": where they came, not where they were hit."""
    prep = next((t for t in (token, *parse.above(token)[:2]) if t.dep == "prep"), None)
    return prep is not None and prep.lower == "to" and parse.head(prep).lemma in words("locative", "bringing", "scene")


def _leads_to(parse: Parse, prep: Token) -> bool:
    """Whether a preposition says where: "in", "near" do; "of" and "for" only after a word for a place ("town of X")."""
    head = parse.head(prep)
    if head.lemma in words("locative", "addressing", "scene") and prep.lower in ("to", "on", "for", "with", "against"):
        return False  # "its ambassador to Hanoi", "blames the attack on Minsk"
    if prep.lower in words("locative", "prepositions", "scene"):
        return not _is_of_speech(parse, head)
    return prep.lower in ("of", "for") and not {head.lemma, head.lower}.isdisjoint(words("locative", "nouns", "scene"))


def _is_beside(parse: Parse, token: Token) -> bool:
    """Whether a place is only what the place of an event lies by: "near" it, "outside" it."""
    prep = next((t for t in (token, *parse.above(token)[:3]) if t.dep == "prep"), None)
    return prep is not None and prep.lower in words("locative", "beside", "scene")


def _is_of_speech(parse: Parse, token: Token) -> bool:
    """Whether something is where a thing was said: "a statement released in Portugal", "a report from Kigali"."""
    if token.tag.startswith("V") and token.dep == "acl":
        token = parse.head(token)
    if token.tag.startswith("V"):
        return token.lemma in words("locative", "speaking", "scene")
    return token.tag.startswith("N") and token.lemma in words("locative", "speech", "scene")


def _clauses(parse: Parse, token: Token, above: AbstractSet[int]) -> int:
    """How many clauses of its own a place stands in, below the predicate, the counted thing or what governs them."""
    verbs = 0
    for up in parse.above(token):
        if up.i in above:
            break
        own_noun = up.dep == "acl" and up.head in above  # "a series of strikes targeting Sanaa that killed 43"
        verbs += up.tag.startswith("V") and up.dep in _CLAUSES and not own_noun
    return verbs


def _apart(parse: Parse, token: Token, predicate: int, counted: int | None) -> tuple[int, int, int]:
    """How far a place is from what is counted: numbers between them, words, and its position."""
    low, high = sorted((token.i, predicate if counted is None else counted))
    last = high + (token.i == low)  # a place before the number is another number's where its own stands between
    numbers = sum(t.tag == "CD" for t in parse.tokens[low + 1 : last]) if counted is not None else 0
    return numbers, _distance(token, predicate, counted), token.i


def _distance(token: Token, predicate: int, counted: int | None) -> int:
    return min(abs(token.i - predicate), abs(token.i - counted) if counted is not None else 999)


def _same_phrase(parse: Parse, a: Token, b: Token) -> bool:
    """Whether two toponyms stand in one phrase: no verb, number, "and" or "after" between them, and few words."""
    low, high = sorted((a.i, b.i))
    between = parse.tokens[low + 1 : high]
    breaks = words("locative", "breaks", "scene")
    return len(between) <= _PHRASE and not any(
        t.tag.startswith("V") or t.tag == "CD" or t.lower in breaks for t in between
    )


def acts(parse: Parse, place: Place) -> bool:
    """Whether a country stands for its people or its state: "since Russia invaded", "the war between A and B"."""
    token = parse.at(place.span.start)
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


def outside_speakers(s: Sentence) -> list[Place]:
    """The places of a sentence but for those that only describe a speaker ("the monitor, based in London, said").

    One in a speaker's own name ("a resident of X") counts where the sentence names no other.
    """
    described: list[Span] = []
    named: list[Span] = []
    for cue in s.voice.cues:
        if 0 <= cue.head < len(s.parse.tokens):
            kids = s.parse.kids(cue.head, "relcl", "acl", "appos")
            described += [Span(below[0].start, below[-1].end) for kid in kids if (below := s.parse.subtree(kid.i))]
            whole = s.parse.subtree(cue.head)
            named += [Span(whole[0].start, whole[-1].end)]
    grounds = [p for p in s.places if not acts(s.parse, p)]
    grounds = [p for p in grounds if not any(a <= p.span.start < b for a, b in described)]
    apart = [p for p in grounds if not any(a <= p.span.start < b for a, b in named)]
    return apart or grounds  # "residents of X said": their place, where no other is named


def ground(s: Sentence) -> Place | None:
    """ "Russian territory", "in two Thai provinces": whose ground is named, where the sentence names no other place."""
    for token in s.parse.tokens:
        soil = token.lemma in words("soil", "nouns", "scene")
        if soil or (token.lemma in words("soil", "parts", "scene") and leads_there(s.parse, token)):
            for kid in s.parse.kids(token.i, "amod", "poss", "compound"):
                party = party_of(kid.text) if kid.tag != "NNP" or soil or kid.text in demonyms() else None
                place = country_of(party) if party else None
                if place is not None:
                    return worded(place, s.report.text, kid.span)
    return None


def office_of(s: Sentence, source: Source | None) -> Place | None:
    """Where a local official speaks for: "the governor of X said", "X police said"; no country's."""
    cue = next((c for c in s.voice.cues if source and c.source.span == source.span and c.head >= 0), None)
    if cue is None:
        return None
    named = s.parse.subtree(cue.head)
    heads = {t.lower for t in named}
    if not heads & words("officials", "nouns", "scene"):
        return None
    start, end = named[0].start, named[-1].end
    seat = next((p for p in s.seats if start <= p.span.start < end), None)
    national = seat is not None and not heads & words("officials", "local", "scene") and party_of(seat.written)
    return None if national else seat
