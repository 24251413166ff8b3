"""Whom a source's words mean: "the statement", "he", "the ministry", a surname, a short form the report explains."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from wirebook.fields.party.sources import is_media, is_person_name, is_title, source_actor, source_kind
from wirebook.reading.attribution.cues.cue import Cue
from wirebook.reading.words import table, words
from wirebook.types import Source

_RECENT = 60  # sources: how far back a name is looked for


@dataclass(slots=True)
class SourcesSoFar:
    """What is known of a report's sources so far: short forms, sources in order, those of the last sentence.

    `persons` are those of whom the last sentence told: "General Omar Haidar visited the town. He said …".
    """

    short: Mapping[str, str] = field(default_factory=dict)
    met: list[Source] = field(default_factory=list)
    speaker: Source | None = None
    persons: list[Source] = field(default_factory=list)
    last: tuple[Source, ...] = ()


def resolve(cue: Cue, known: SourcesSoFar, before: Sequence[Cue]) -> Cue:
    """A cue whose source names somebody: itself, or with the name that a generic head stands for."""
    main = [known.speaker] if known.speaker else []
    candidates = [*known.met, *main, *(c.source for c in before)]
    if not cue.generic:
        full = _spelled_out(cue.source, known.short) or _fuller(cue.source, known.met)
        full = full or _spoken_for(cue.source, candidates, known.last)
        return replace(cue, source=full) if full else cue
    meant = _antecedent(cue.source, candidates, known.last) or _antecedent(cue.source, known.persons, ())
    return cue if meant is None else replace(cue, source=stands_for(cue.source, meant))


def _spoken_for(source: Source, met: list[Source], last: Sequence[Source]) -> Source | None:
    """ "Their spokesman, Hamid Idris", "a spokesman for the group": he is of the body that was heard before."""
    role = source.role.lower().split() if source.role else []
    if source.actor is not None or not any(word.startswith("spokes") for word in role):
        return None
    words_ = [word.removesuffix("'s").removesuffix("’s") for word in role]
    bodies = [word for word in words_ if word in words("heads", "bodies", "voice")]
    if not bodies and len(words_) > 1:
        return None
    body = replace(source, name=bodies[-1] if bodies else "they", role=None)
    meant = _antecedent(body, [one for one in met if not _is_person(one)], last)
    return replace(source, kind=meant.kind, actor=meant.actor) if meant else None


def stands_for(said: Source, meant: Source) -> Source:
    """The source that is meant, where and how the generic one speaks."""
    return replace(
        meant,
        span=said.span,
        written=said.written,
        cue=said.cue,
        cue_span=said.cue_span,
        medium=said.medium,
        resolved=f"“{said.name}” is {meant.name}",
        via=None,
    )


def _antecedent(source: Source, met: list[Source], last: Sequence[Source]) -> Source | None:
    """The last source met that a generic head can stand for.

    An outlet quotes others, so that "it" is the outlet only where nobody else spoke in the sentence (`last`) before.
    """
    word = source.name.lower().split()[-1] if source.name else ""
    recent = met[-_RECENT:][::-1]
    outlet = next((one for one in last if all(is_media(other.name) for other in last)), None)
    if word in words("heads", "persons", "voice"):
        return next((c for c in recent if _is_person(c)), None)
    named = [c for c in recent if word in c.name.lower().split() and c.name.lower() != word]
    named.sort(key=lambda c: c.name.lower().split()[-1] != word)  # "the military": the body before its spokesman
    if named and word not in words("heads", "pronouns", "voice"):
        return named[0]
    if word in ("it", "they", "we", "them") or word in words("heads", "carriers", "voice"):
        works = word in words("heads", "carriers", "voice")
        able = (c for c in recent if not (word == "it" and c.kind == "person") and not (works and c.kind == "witness"))
        return next((c for c in able if not is_media(c.name) or c is outlet), None)
    if word not in words("heads", "bodies", "voice"):
        return None
    bodies = (c for c in recent if c.kind not in ("person", "unknown", "unnamed", "witness") and not is_media(c.name))
    return next((c for c in bodies if c.kind in _kinds(word, c.kind)), None)


def _is_person(source: Source) -> bool:
    """A person by name, or the holder of an office ("the commissioner")."""
    return is_person_name(source.name) or source.kind == "person" or is_title(source.name.split()[-1])


def _kinds(word: str, otherwise: str) -> Sequence[str]:
    """The kinds of body that a bare word can mean: "the group" is no police force; any where nothing is listed."""
    kinds: Sequence[str] = table("voice")["meant"].get(word, [otherwise])
    return kinds


def _spelled_out(source: Source, short: Mapping[str, str]) -> Source | None:
    """The full name of a source that the report itself abbreviates."""
    name = short.get(source.name)
    return (
        replace(source, name=name, kind=source_kind(name), actor=source_actor(name) or source.actor, named=None)
        if name
        else None
    )


def _fuller(source: Source, met: list[Source]) -> Source | None:
    """A surname, or a short form, is the person or body named in full before."""
    name = source.name
    if " " in name:
        return None
    for candidate in reversed(met[-_RECENT:]):
        if candidate.name.lower().split()[-1:] == [name.lower()] and len(candidate.name) > len(name):
            return replace(
                source,
                name=candidate.name,
                named=candidate.named,
                kind=candidate.kind,
                actor=candidate.actor,
                role=source.role or candidate.role,
            )
    return None
