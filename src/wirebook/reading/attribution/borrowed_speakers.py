"""Speakers lent from sentence to sentence: inside a quotation, and through a text that tells of one body's work."""

from collections.abc import Sequence

from wirebook.reading.attribution.attributions import SentenceAttribution
from wirebook.reading.attribution.cues.cue import Cue
from wirebook.reading.attribution.model_cues import by_linker, reach
from wirebook.types import Basis, Inference, Passage, Source

_ASIDE = ("deed", "phrase", "headline")
_LEAD = 4  # paragraphs: a headline, lines of the page, and the first
_FAR = 8  # sentences: how far such a work is told of behind its last mention
_ON = 6  # sentences: how far a quotation reaches


def lend_back(passages: Sequence[Passage], voices: list[SentenceAttribution]) -> list[SentenceAttribution]:
    """Inside a quotation that began earlier in the paragraph, the speaker named later vouches for its beginning."""
    lent = list(voices)
    for i in reversed(range(len(passages) - 1)):
        later = lent[i + 1]
        this = next((cue for cue in later.cues if cue.kind == "this"), None)
        if this is not None and not lent[i].cues:
            lent[i] = SentenceAttribution((), (this.source, this.stance, _by(Basis.NEXT_SENTENCE, this.source)))
            continue
        if lent[i].cues or not passages[i].quotes or (lent[i].inherited and not opens_quoted(passages[i])):
            continue
        same = passages[i].paragraph == passages[i + 1].paragraph
        if same and passages[i].quotes[-1] in passages[i + 1].quotes:
            if later.cues:
                cue = next((cue for cue in later.cues if not is_quoted(cue, passages[i + 1])), later.cues[0])
                lent[i] = SentenceAttribution((), (cue.source, cue.stance, _by(Basis.QUOTATION_ENDED, cue.source)))
            elif later.inherited and later.inherited[2].basis is Basis.QUOTATION_ENDED:
                lent[i] = later
    return lent


def _by(basis: Basis, source: Source) -> Inference:
    return Inference("source", basis, source.name)


def is_quoted(cue: Cue, passage: Passage) -> bool:
    """Whether a cue stands inside a quotation: "we estimate" is said by whoever is quoted."""
    at = cue.source.cue_span
    return at is not None and any(quote.start <= at.start < quote.end for quote in passage.quotes)


def opens_quoted(passage: Passage) -> bool:
    """Whether a sentence is from its first word to its last inside a quotation, which goes on behind it."""
    start, end = passage.span
    return any(quote.start <= start + 1 and end <= quote.end for quote in passage.quotes)


def lend_quotations(passages: Sequence[Passage], voices: list[SentenceAttribution]) -> list[SentenceAttribution]:
    """A quotation over several sentences is its speaker's in each of them, also where no rule has heard him."""
    lent = list(voices)
    for n, voice in enumerate(voices):
        for cue in voice.cues:
            if cue.kind not in ("linked", "layout"):
                continue
            for k in range(max(0, n - _ON), min(len(passages), n + _ON + 1)):
                if k != n and reach(cue, passages[k].span) and not lent[k].cues and lent[k].inherited is None:
                    lent[k] = SentenceAttribution((), (cue.source, cue.stance, by_linker(cue)))
    return lent


def lend_work(passages: Sequence[Passage], voices: Sequence[SentenceAttribution]) -> list[SentenceAttribution]:
    """A text that begins with a body's study or records, and hears nobody else, tells of that work to its end."""
    lent = list(voices)
    found = next(((n, cue) for n, voice in enumerate(voices) for cue in voice.cues if cue.kind not in _ASIDE), None)
    if found is None or not found[1].work or passages[found[0]].paragraph > _LEAD:
        return lent
    begin, lead = found
    others = (cue.source for voice in voices[begin:] for cue in voice.cues)
    if lead.source.kind == "unnamed" or not all(_is_same(lead.source, other) for other in others):
        return lent
    last = max(k for k, voice in enumerate(voices) if voice.cues)
    reason = Inference("source", Basis.WORK_OF, lead.source.name, (lead.source.cue,))
    first = 0 if lead.kind == "this" else begin + 1
    for k in range(first, min(last + _FAR, len(voices))):
        if not lent[k].cues and lent[k].inherited is None:
            lent[k] = SentenceAttribution((), (lead.source, lead.stance, reason))
    return lent


def _is_same(source: Source, other: Source) -> bool:
    """Whether two names are one body's: equal, one inside the other, or one the other's initials."""
    one, two = source.name.lower(), other.name.lower()
    return one in two or two in one or _initials(source.name) == two or _initials(other.name) == one


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[:1].isupper()).lower()
