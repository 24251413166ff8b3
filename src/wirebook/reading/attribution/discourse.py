"""Attribution over a whole report: which source vouches for which words, sentence after sentence.

Generic heads ("the statement", "he", "the ministry") are resolved backwards; a quotation that goes on keeps its
speaker; a sentence without a cue continues its paragraph's speaker, a new paragraph in the reporter's voice does not.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from wirebook.fields.party.sources import is_person_name, source_kind
from wirebook.reading.attribution.attributions import SentenceAttribution
from wirebook.reading.attribution.borrowed_speakers import is_quoted, lend_back, lend_quotations, lend_work
from wirebook.reading.attribution.coreference import SourcesSoFar, resolve, stands_for
from wirebook.reading.attribution.cues.cue import Cue, make_cue, source_at, strip_article
from wirebook.reading.attribution.cues.verb_cues import find_cues
from wirebook.reading.attribution.cues.works import is_nobody, is_work
from wirebook.reading.attribution.model_cues import linked_cues
from wirebook.reading.syntax.parser import Parse
from wirebook.reading.text.abbreviations import abbreviations
from wirebook.reading.words import table, words
from wirebook.types import Basis, Inference, Passage, Source, Span, Stance

_TAIL = re.compile(
    r"(?:,\s+(?=.*\s(?:say|says|said|claims?|reports?|confirms?)\s*$)|(?<!\s)\s*+[-–—:|]\s+)"
    r"((?:the\s+)?(?:[^\W\d][\w.’'-]*+\s?){1,6}?)(?:\s+(?:say|says|said|claims?|reports?|confirms?))?\s*$"
)
_PASSING = ("deed", "phrase", "count", "act")  # these vouch for a few words; nobody goes on in their name
_MARK = re.compile(r"\s*(?:[-–—•*·▪◦●‣>]\s*|\(?\d{1,2}[.)]\s+|\(?[a-z]\)\s+)\S")
_TELLS = re.compile(r"\b(?:[a-z]+ing|as|after|by|amid|over)\b")  # what is told, no name
_FRONT = re.compile(r"^((?:[^\W\d][\w.’'-]*+\s?){1,5}):\s")
_TITLE = 300  # characters: what is longer is no headline, however it stands


def listen(passages: Sequence[Passage], parses: Sequence[Parse | None], text: str) -> list[SentenceAttribution]:
    """The voice of each passage, in order. A passage that was not parsed ends nothing and adds nothing."""
    voices: list[SentenceAttribution] = []
    state = _State(abbreviations(text))
    linked = linked_cues(passages, parses, text)
    for n, (passage, parse) in enumerate(zip(passages, parses, strict=True)):
        voice = _hear(passage, parse, text, state, linked.get(n, []))
        voices.append(voice)
        state.after(passage, voice, text)
        state.persons = _persons(parse, text) or state.persons if parse else state.persons
        state.met += _issuers(parse, text) if parse and not voice.cues else []
    return lend_work(passages, lend_quotations(passages, lend_back(passages, voices)))


class _State(SourcesSoFar):
    """What the reading remembers from sentence to sentence: sources met, and who is speaking in which paragraph.

    `going` is who goes on speaking, `latest` who spoke last, in which paragraph;
    `listing` is who introduced a list with a colon, and in which paragraph; `marked` says that its lines have marks.
    """

    def __init__(self, short: Mapping[str, str]) -> None:
        super().__init__(short)
        self.going: tuple[Source, Stance] | None = None
        self.latest: tuple[Source, Stance, int] | None = None
        self.paragraph = -1
        self.listing: tuple[Source, Stance, int] | None = None
        self.marked = False

    def after(self, passage: Passage, voice: SentenceAttribution, text: str) -> None:
        """Take in what a sentence adds."""
        self.met += [cue.source for cue in voice.cues]
        self.last = tuple(cue.source for cue in voice.cues) or self.last
        heard = [cue for cue in voice.cues if cue.kind not in _PASSING]
        main = [cue for cue in heard if cue.source.kind != "unknown" or cue.kind == "according"] or heard
        if main and passage.kind != "headline":
            cue = _last_of_equals(main)
            self.going, self.paragraph = (cue.source, cue.stance), passage.paragraph
            self.latest = (cue.source, cue.stance, passage.paragraph)
        elif self.paragraph != passage.paragraph and not main:
            self.going = None
            if voice.inherited and self.latest and _is_quotation(passage):
                self.latest = (*self.latest[:2], passage.paragraph)
        self.speaker = self.going[0] if self.going else None
        self._list(passage, voice, text)

    def _list(self, passage: Passage, voice: SentenceAttribution, text: str) -> None:
        """Who introduces a list with a colon is the source of its lines, or of the paragraph that follows."""
        if text[passage.span.start : passage.span.end].endswith(":"):
            found = (voice.cues[-1].source, voice.cues[-1].stance) if voice.cues else self.going
            self.listing = (*found, passage.paragraph) if found else None
            self.marked = False
        elif self.listing:
            _, _, begin = self.listing
            self.marked = self.marked or is_marked(passage, text)
            first = passage.paragraph == begin + 1
            if passage.paragraph > begin and not (first or (self.marked and is_marked(passage, text))):
                self.listing = None

    def listed(self, passage: Passage, text: str) -> tuple[Source, Stance, Inference] | None:
        """The source of a line of a list, or of what follows a colon."""
        if self.listing is None:
            return None
        source, stance, begin = self.listing
        here = passage.paragraph == begin + 1 or (self.marked and is_marked(passage, text))
        by_list = Inference("source", Basis.LIST_OF, source.name)
        return (source, stance, by_list) if here and passage.paragraph > begin else None


def is_marked(passage: Passage, text: str) -> bool:
    """Whether a passage begins with a list's mark, or stands in a line that does."""
    start = text.rfind("\n", 0, passage.span.start) + 1
    return _MARK.match(text, start) is not None


def _last_of_equals(cues: Sequence[Cue]) -> Cue:
    """Who goes on speaking: of "A said …, while B said …" B, of "A said that B had said …" A."""
    widest = max(cues, key=lambda cue: (cue.main, cue.size()))
    later = [cue for cue in cues if cue.kind == "verb" and cue.main and cue.token > widest.token]
    return later[-1] if later and widest.kind == "verb" else widest


def _hear(
    passage: Passage, parse: Parse | None, text: str, state: _State, linked: Sequence[Cue]
) -> SentenceAttribution:
    cues: list[Cue] = []
    if parse is not None:
        for cue in find_cues(parse, text):
            settled = resolve(cue, state, cues)
            if settled.generic and settled.source.resolved is None:
                settled = resolve(cue, SourcesSoFar(), _subjects(parse, cue, text))
            cues.append(settled)
    taken = {cue.token for cue in cues}
    cues += [resolve(cue, state, cues) for cue in linked if cue.token not in taken]
    cues = _quoted_selves(cues, passage)
    abroad = parse is not None and _is_fronted_place(parse)
    lost = [cue for cue in cues if _is_pronoun(cue.source) or (abroad and _are_they(cue)) or is_nobody(cue.source)]
    cues = [cue for cue in cues if cue not in lost]
    lost = [cue for cue in lost if cue.main or not is_nobody(cue.source)]  # "after tests showed …": somebody tells that
    if _is_title(passage, text) and not cues:
        cues += _headline(passage, text)
    hearsay = parse is not None and any(t.lower in words("heads", "hearsay", "voice") for t in parse.tokens)
    return SentenceAttribution(
        tuple(cues), None if hearsay or lost else state.listed(passage, text) or _inherit(passage, state, text)
    )


def _quoted_selves(cues: list[Cue], passage: Passage) -> list[Cue]:
    """ "“We estimate 40 dead,” the spokesman said": who says "we" inside a quotation is whoever is quoted."""
    outside = next((cue for cue in cues if not is_quoted(cue, passage)), None)
    selves = [cue for cue in cues if cue.own and is_quoted(cue, passage)]
    if outside is None:
        return [cue for cue in cues if cue not in selves]
    return [replace(cue, source=stands_for(cue.source, outside.source)) if cue in selves else cue for cue in cues]


def _is_fronted_place(parse: Parse) -> bool:
    """ "In Baku, they announced …": "they" are people there, nobody who has spoken before."""
    first = parse.tokens[:3]
    return len(first) > 2 and first[0].lower == "in" and first[1].tag == "NNP" and first[2].tag in (",", "NNP", "PRP")


def _are_they(cue: Cue) -> bool:
    return (cue.source.resolved or "").lower().startswith("“they”")


def _is_pronoun(source: Source) -> bool:
    if source.resolved is not None:
        return False
    acronym = source.name.isupper() and len(source.name) > 1  # the WHO is somebody
    return not acronym and source.name.lower() in words("heads", "pronouns", "voice")


def _inherit(passage: Passage, state: _State, text: str) -> tuple[Source, Stance, Inference] | None:
    """The speaker of the paragraph goes on, but no outlet does, and nobody where the sentence turns elsewhere."""
    if (
        passage.kind == "body"
        and state.latest
        and _is_quotation(passage)
        and passage.paragraph - state.latest[2] in (0, 1)
    ):
        source, stance, _ = state.latest
        behind = Inference("source", Basis.QUOTATION_BEHIND, source.name)
        return (source, stance, behind) if source.kind != "media" else None
    if state.going is None or state.paragraph != passage.paragraph or passage.kind != "body":
        return None
    source, stance = state.going
    if source.kind in ("media", "unnamed") or _turns(text[passage.span.start : passage.span.end]):
        return None
    return source, stance, Inference("source", Basis.PARAGRAPH, source.name)


def _is_quotation(passage: Passage) -> bool:
    """Whether a sentence stands between quotation marks from its first word to its last."""
    start, end = passage.span
    return any(quote.start <= start + 1 and end <= quote.end + 2 for quote in passage.quotes)


@cache
def _turn() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(table('voice')['turns']['openers'])})\b", re.IGNORECASE)


def _turns(sentence: str) -> bool:
    """Whether a sentence turns to something else: "Meanwhile, …", "Since the war began, …"."""
    return _turn().match(sentence) is not None


def _is_title(passage: Passage, text: str) -> bool:
    """Whether a passage is the report's headline, or its first line without a full stop."""
    first = passage.paragraph == 0 and text[passage.span.end - 1 : passage.span.end] not in (".", "!", ":", ";", ",")
    return passage.kind == "headline" or (first and text[passage.span.end : passage.span.end + 1] == "\n")


def _persons(parse: Parse, text: str) -> list[Source]:
    """Who acts in a sentence, for "he said", "the group said" in the next: "General Omar Haidar visited the town".

    Of bodies only those by name that are called a group do; which army or ministry speaks, its own words say.
    """
    doers = [t for t in parse.tokens if t.dep in ("nsubj", "nsubjpass") and t.tag.startswith("N")]
    made = (make_cue(parse, doer, text, ("states", doer, "doer", Span(doer.start, doer.end)), ()) for doer in doers)
    return [one.source for one in made if one and (is_person_name(one.source.name) or _is_group(one))]


def _is_group(cue: Cue) -> bool:
    named = any(word[0].isupper() for word in cue.source.name.split())
    return named and not cue.generic and cue.source.kind in table("voice")["meant"]["group"]


def _issuers(parse: Parse, text: str) -> list[Source]:
    """Who has issued what may speak in the next sentence: "The air force published its bulletin on Tuesday."."""
    doers = [
        t
        for t in parse.tokens
        if t.dep == "nsubj" and any(is_work(kid.lower) for kid in parse.kids(parse.head(t).i, "dobj"))
    ]
    made = (make_cue(parse, doer, text, ("states", doer, "doer", Span(doer.start, doer.end)), ()) for doer in doers)
    return [one.source for one in made if one and one.source.kind not in ("unknown", "witness", "unnamed")]


def _subjects(parse: Parse, cue: Cue, text: str) -> list[Cue]:
    """ "The military lost two vehicles, it admitted": who acts earlier in the sentence."""
    if not cue.generic:
        return []
    doers = [t for t in parse.tokens[: cue.token] if t.dep == "nsubj" and t.tag.startswith("N") and t.i != cue.head]
    made = (make_cue(parse, doer, text, ("states", doer, "doer", Span(doer.start, doer.end)), ()) for doer in doers)
    return [one for one in made if one is not None and one.source.kind != "unknown"]


def _is_source(found: re.Match[str]) -> bool:
    """Whether a headline's end or beginning names who says it: no outlet's own name ("… – The Daily Herald")."""
    named, kind = found.group(1), source_kind(found.group(1))
    own = kind == "media" and found.group().lstrip().startswith(("-", "–", "—", "|")) and found.end(1) == found.end()
    return kind != "unknown" and not own and not _TELLS.search(named)


def _stripped(found: re.Match[str], offset: int) -> Span:
    """A match without the blanks around it, in the text in which what was searched begins at `offset`."""
    start = offset + found.end() - len(found.group().lstrip())
    return Span(start, start + len(found.group().strip()))


def _headline(passage: Passage, text: str) -> list[Cue]:
    """ "…, ministry says", "… - air force", "Ministry: …": the source at a headline's end or beginning."""
    title = text[passage.span.start : passage.span.end]
    for pattern in (_TAIL, _FRONT) if len(title) <= _TITLE else ():
        found = pattern.search(title)
        if found and _is_source(found):
            name = strip_article(found.group(1))
            start = passage.span.start + title.index(name, found.start(1))
            span = Span(start, start + len(name))
            source = source_at(name, text, span, _stripped(found, passage.span.start))
            return [Cue(source, "states", (passage.span,), -1, -1, "headline")]
    return []
