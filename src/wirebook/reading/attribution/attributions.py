"""What vouches for the words of one sentence: the cues that reach them, nearest first, else the speaker who goes on."""

from dataclasses import dataclass, replace

from wirebook.fields.party.sources import is_media
from wirebook.reading.attribution.cues.cue import Cue
from wirebook.reading.attribution.model_cues import by_linker
from wirebook.types import Basis, Inference, Source, Stance

_OWN_WORDS = 25  # characters after a verb of saying that are more than a time or a medium


@dataclass(frozen=True, slots=True)
class SentenceAttribution:
    """What vouches for one sentence: its own cues, resolved, and the speaker it inherits where none reaches.

    `inherited` holds the source and what it is inherited by.
    """

    cues: tuple[Cue, ...]
    inherited: tuple[Source, Stance, Inference] | None = None

    def at(self, offset: int) -> tuple[Source | None, Stance, Inference]:
        """The source of the words at an offset: the nearest cue that reaches there, else the inherited speaker.

        Of several that reach, the nearest is the source, and the others stand behind it as the chain (`via`).
        """
        reaching = sorted((cue for cue in self.cues if cue.covers(offset)), key=_nearness)
        reaching = reaching[:1] + [c for c in reaching[1:] if not (_speaks_on(c, offset) or _is_done(c, reaching[0]))]
        if reaching:
            nearest = reaching[0]
            said = (
                Inference("source", Basis.CUE, words=(nearest.source.cue,))
                if nearest.kind != "linked"
                else by_linker(nearest)
            )
            return _chained(reaching), nearest.stance, said
        if self.inherited:
            return self.inherited
        return None, "states", Inference("source", Basis.NOBODY)


def _speaks_on(cue: Cue, offset: int) -> bool:
    """Whether a later speaker goes on with words of his own ("A said …; B said …"): no chain."""
    said = cue.source.cue_span
    if said is None or said.start < offset:
        return False
    return any(min(end, 10**9) - max(start, said.end) > _OWN_WORDS for start, end in cue.scope)


def _is_done(outer: Cue, inner: Cue) -> bool:
    """Whether a speaker named behind his words is done when the next one speaks ("…, A said, and B promised …")."""
    said, after = outer.source.cue_span, inner.source.span
    return said is not None and said.end <= after.start and any(start < said.start for start, _ in outer.scope)


def _nearness(cue: Cue) -> tuple[bool, int, bool]:
    return (is_media(cue.source.name) and cue.kind in ("verb", "act"), cue.size(), cue.kind != "citing")


def _chained(cues: list[Cue]) -> Source:
    source = cues[0].source
    outer = [c.source for c in cues[1:] if c.source.name.lower() != source.name.lower()]
    return replace(source, via=outer[0]) if outer and source.via is None else source
