"""Attribution over a whole report: which source vouches for which words, sentence after sentence.

Generic heads ("the statement", "he", "the ministry") are resolved backwards; a quotation that goes on keeps its
speaker; a sentence without a cue continues its paragraph's speaker, a new paragraph in the reporter's voice does not.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wirebook.fields.office import is_media, is_person_name, is_title, source_actor, source_kind
from wirebook.reading.abbreviations import abbreviations
from wirebook.reading.cue import Cue, make_cue, strip_article
from wirebook.reading.linking import linked_cues, reach, reason_of
from wirebook.reading.nlp import Parse
from wirebook.reading.voice import find_cues
from wirebook.reading.words import words
from wirebook.types import Passage, Source, Span, Stance

_TAIL = re.compile(
    r"(?:,\s+|\s+[-–—:|]\s*)((?:the\s+)?[\w.’' -]{2,60}?)(?:\s+(?:say|says|said|claims?|reports?|confirms?))?\s*$"
)
_ENDS = "quotation that"
_PASSING = ("deed", "phrase", "count")  # these vouch for a few words; nobody goes on in their name
_ON = 6  # sentences: how far a quotation reaches
_RECENT = 60  # sources: how far back a name is looked for
_OWN_WORDS = 25  # characters after a verb of saying that are more than a time or a medium
_ITEM = re.compile(r"(?:[-–—•·*‣▪●]|\(?\d{1,2}[.)]|\(?[a-z]\))\s*(?=\S)")
_FRONT = re.compile(r"^([\w.’' ]{2,40}):\s")


@dataclass(frozen=True, slots=True)
class Voice:
    """What vouches for one sentence: its own cues, resolved, and the speaker it inherits where none reaches.

    `inherited` holds the source and the reason in words.
    """

    cues: tuple[Cue, ...]
    inherited: tuple[Source, Stance, str] | None = None

    def at(self, offset: int) -> tuple[Source | None, Stance, str]:
        """The source of the words at an offset: the nearest cue that reaches there, else the inherited speaker.

        Of several that reach, the nearest is the source, and the others stand behind it as the chain (`via`).
        """
        reaching = sorted((cue for cue in self.cues if cue.covers(offset)), key=_nearness)
        reaching = reaching[:1] + [cue for cue in reaching[1:] if not _speaks_on(cue, offset)]
        if reaching:
            nearest = reaching[0]
            said = f"“{nearest.source.cue}” reaches it" if nearest.kind != "linked" else reason_of(nearest)
            return _chained(reaching), nearest.stance, said
        if self.inherited:
            source, stance, reason = self.inherited
            return source, stance, reason
        return None, "states", "nobody is named as saying so"


def _speaks_on(cue: Cue, offset: int) -> bool:
    """Whether a later speaker goes on with words of his own ("A said …; B said …"): no chain."""
    said = cue.source.cue_span
    if said is None or said.start < offset:
        return False
    return any(min(end, 10**9) - max(start, said.end) > _OWN_WORDS for start, end in cue.scope)


def _nearness(cue: Cue) -> tuple[bool, int, bool]:
    return (is_media(cue.source.name) and cue.kind == "verb", cue.size(), cue.kind != "citing")


def _chained(cues: list[Cue]) -> Source:
    source = cues[0].source
    outer = [c.source for c in cues[1:] if c.source.name.lower() != source.name.lower()]
    return replace(source, via=outer[0]) if outer and source.via is None else source


def listen(passages: Sequence[Passage], parses: Sequence[Parse | None], text: str) -> list[Voice]:
    """The voice of each passage, in order. A passage that was not parsed ends nothing and adds nothing."""
    voices: list[Voice] = []
    state = _State(abbreviations(text))
    linked = linked_cues(passages, parses, text)
    for n, (passage, parse) in enumerate(zip(passages, parses, strict=True)):
        voice = _hear(passage, parse, text, state, linked.get(n, []))
        voices.append(voice)
        state.after(passage, voice, text)
    return _lend_quotations(passages, _lend_back(passages, voices))


class _State:
    """What the reading remembers from sentence to sentence: sources met, and who is speaking in which paragraph."""

    def __init__(self, short: Mapping[str, str]) -> None:
        self.short = short
        self.met: list[Source] = []
        self.speaker: tuple[Source, Stance] | None = None
        self.list_head: tuple[Source, Stance] | None = None
        self.paragraph = -1
        self.open_quote: Span | None = None

    def after(self, passage: Passage, voice: Voice, text: str) -> None:
        """Take in what a sentence adds."""
        for cue in voice.cues:
            self.met.append(cue.source)
        heard = [cue for cue in voice.cues if cue.kind not in _PASSING]
        main = [cue for cue in heard if cue.source.kind != "unknown" or cue.kind == "according"] or heard
        if main:
            widest = max(main, key=lambda cue: (cue.main, cue.size()))
            if passage.kind != "headline":
                self.speaker, self.paragraph = (widest.source, widest.stance), passage.paragraph
        elif self.paragraph != passage.paragraph:
            self.speaker = None
        if text[passage.span.start : passage.span.end].rstrip().endswith(":"):
            self.list_head = self.speaker
        elif not main and not _ITEM.match(text, passage.span.start):
            self.list_head = None


def _hear(passage: Passage, parse: Parse | None, text: str, state: _State, linked: Sequence[Cue]) -> Voice:
    cues: list[Cue] = []
    if parse is not None:
        for cue in find_cues(parse, text):
            settled = _resolve(cue, state, cues)
            if settled.generic and settled.source.resolved is None:
                settled = _resolve(cue, _State({}), _subjects(parse, cue, text))
            cues.append(settled)
    taken = {cue.token for cue in cues}
    cues += [_resolve(cue, state, cues) for cue in linked if cue.token not in taken]
    lost = [cue for cue in cues if cue.source.resolved is None and _is_pronoun(cue.source)]
    cues = [cue for cue in cues if cue not in lost]
    if passage.kind == "headline" and not cues:
        cues += _headline(passage, text)
    hearsay = parse is not None and any(t.lower in words("heads", "hearsay", "voice") for t in parse.tokens)
    return Voice(tuple(cues), None if hearsay or lost else _inherit(passage, state, text))


def _is_pronoun(source: Source) -> bool:
    acronym = source.name.isupper() and len(source.name) > 1  # the WHO is somebody
    return not acronym and source.name.lower() in words("heads", "pronouns", "voice")


def _inherit(passage: Passage, state: _State, text: str) -> tuple[Source, Stance, str] | None:
    if state.list_head and _ITEM.match(text, passage.span.start):
        source, stance = state.list_head
        return source, stance, f"stands in the list that {source.name} begins"
    if state.speaker and state.paragraph == passage.paragraph and passage.kind == "body":
        source, stance = state.speaker
        return source, stance, f"goes on in the paragraph of {source.name}"
    return None


def _lend_back(passages: Sequence[Passage], voices: list[Voice]) -> list[Voice]:
    """Inside a quotation that began earlier in the paragraph, the speaker named later vouches for its beginning."""
    lent = list(voices)
    for i in reversed(range(len(passages) - 1)):
        later = lent[i + 1]
        this = next((cue for cue in later.cues if cue.kind == "this"), None)
        if this is not None and not lent[i].cues:
            lent[i] = Voice((), (this.source, this.stance, f"the next sentence says that {this.source.name} said so"))
            continue
        if lent[i].cues or not passages[i].quotes or (lent[i].inherited and not _opens_quoted(passages[i])):
            continue
        same = passages[i].paragraph == passages[i + 1].paragraph
        if same and passages[i].quotes[-1] in passages[i + 1].quotes:
            if later.cues:
                cue = later.cues[0]
                lent[i] = Voice((), (cue.source, cue.stance, f"{_ENDS} {cue.source.name} ends"))
            elif later.inherited and later.inherited[2].startswith(_ENDS):
                lent[i] = later
    return lent


def _opens_quoted(passage: Passage) -> bool:
    """Whether a sentence is from its first word to its last inside a quotation, which goes on behind it."""
    start, end = passage.span
    return any(quote.start <= start + 1 and end <= quote.end for quote in passage.quotes)


def _lend_quotations(passages: Sequence[Passage], voices: list[Voice]) -> list[Voice]:
    """A quotation over several sentences is its speaker's in each of them, also where no rule has heard him."""
    lent = list(voices)
    for n, voice in enumerate(voices):
        for cue in voice.cues:
            if cue.kind not in ("linked", "layout"):
                continue
            for k in range(max(0, n - _ON), min(len(passages), n + _ON + 1)):
                if k != n and reach(cue, passages[k].span) and not lent[k].cues and lent[k].inherited is None:
                    lent[k] = Voice((), (cue.source, cue.stance, reason_of(cue)))
    return lent


def _subjects(parse: Parse, cue: Cue, text: str) -> list[Cue]:
    """ "The military lost two vehicles, it admitted": who acts earlier in the sentence."""
    if not cue.generic:
        return []
    doers = [t for t in parse.tokens[: cue.token] if t.dep == "nsubj" and t.tag.startswith("N") and t.i != cue.head]
    made = (make_cue(parse, doer, text, ("states", doer, "doer", Span(doer.start, doer.end)), ()) for doer in doers)
    return [one for one in made if one is not None and one.source.kind != "unknown"]


def _headline(passage: Passage, text: str) -> list[Cue]:
    """ "…, ministry says", "… - air force", "Ministry: …": the source at a headline's end or beginning."""
    title = text[passage.span.start : passage.span.end]
    for pattern in (_TAIL, _FRONT):
        found = pattern.search(title)
        if found and source_kind(found.group(1)) != "unknown":
            name = strip_article(found.group(1))
            start = passage.span.start + title.index(name, found.start(1))
            span = Span(start, start + len(name))
            source = Source(name, source_kind(name), span, source_actor(name), cue=found.group().strip())
            return [Cue(source, "states", (passage.span,), -1, -1, "headline")]
    return []


# ---------------------------------------------------------------- generic heads


def _resolve(cue: Cue, state: _State, before: list[Cue]) -> Cue:
    """A cue whose source names somebody: itself, or with the name that a generic head stands for."""
    if not cue.generic:
        known = _spelled_out(cue.source, state.short) or _fuller(cue.source, state.met)
        return replace(cue, source=known) if known else cue
    main = [state.speaker[0]] if state.speaker else []
    candidates = [*state.met, *main, *(c.source for c in before)]
    meant = _antecedent(cue.source, candidates)
    if meant is None:
        return cue
    resolved = replace(
        meant,
        span=cue.source.span,
        cue=cue.source.cue,
        cue_span=cue.source.cue_span,
        medium=cue.source.medium,
        resolved=f"“{cue.source.name}” is {meant.name}",
        via=None,
    )
    return replace(cue, source=resolved)


def _antecedent(source: Source, met: list[Source]) -> Source | None:
    """The last source met that a generic head can stand for."""
    word = source.name.lower().split()[-1] if source.name else ""
    own = (c for c in reversed(met[-_RECENT:]) if word in c.name.lower().split() and c.name.lower() != word)
    if word not in words("heads", "pronouns", "voice") and (named := next(own, None)) is not None:
        return named
    for candidate in reversed(met[-_RECENT:]):
        name = candidate.name.lower()
        if word in words("heads", "persons", "voice"):
            if is_person_name(candidate.name) or candidate.kind == "person" or is_title(name.split()[-1]):
                return candidate
        elif word in ("it", "they", "we") or word in words("heads", "carriers", "voice"):
            if word == "it" and candidate.kind == "person":
                continue
            if not is_media(candidate.name):
                return candidate
    if word not in words("heads", "bodies", "voice"):
        return None
    bodies = (c for c in reversed(met[-_RECENT:]) if c.kind not in ("person", "unknown", "unnamed", "witness"))
    return next((body for body in bodies if not is_media(body.name)), None)


def _spelled_out(source: Source, short: Mapping[str, str]) -> Source | None:
    """The full name of a source that the report itself abbreviates."""
    name = short.get(source.name)
    return (
        replace(source, name=name, kind=source_kind(name), actor=source_actor(name) or source.actor) if name else None
    )


def _fuller(source: Source, met: list[Source]) -> Source | None:
    """A surname, or a short form, is the person or body named in full before."""
    name = source.name
    if " " in name:
        return None
    for candidate in reversed(met[-_RECENT:]):
        if candidate.name.split()[-1:] == [name] and len(candidate.name) > len(name):
            return replace(
                source,
                name=candidate.name,
                kind=candidate.kind,
                actor=candidate.actor,
                role=source.role or candidate.role,
            )
    return None
