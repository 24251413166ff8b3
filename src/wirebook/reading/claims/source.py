"""The voice at a number; where there is none, the party that announces its own pledge, sanction or release."""

from wirebook.fields.party.parties import party_of
from wirebook.reading.attribution.cues.cue import name_span, source_at, strip_article
from wirebook.reading.predicates.arguments import subjects
from wirebook.reading.sentence import Sentence
from wirebook.reading.syntax.parser import Token
from wirebook.reading.words import stances, words
from wirebook.types import Basis, Inference, Source, Stance


def voice_at(s: Sentence, predicate: int, at: int) -> tuple[Source | None, Stance, Inference]:
    """The voice at the number; without one, the party that announces its own pledge, sanction or release."""
    source, stance, why = s.voice.at(at)
    verb = s.parse.tokens[predicate]
    if source is not None and why.basis is not Basis.PARAGRAPH and not _is_done(s, source, verb):
        return source, stance, why
    for token in (verb, *s.parse.above(verb)):
        if token.lemma in words("performative", "verbs", "voice") and token.tag.startswith("V"):
            doer = next(iter(subjects(s.parse, token)), None)
            if doer is not None and doer.tag.startswith("N") and doer.lemma not in words("mute", "nouns", "voice"):
                return _announcer(s, doer, token.i), stances().get(token.lemma, "states"), _by_act(token)
    return source, stance, why


def _is_done(s: Sentence, source: Source, verb: Token) -> bool:
    """Whether a speaker named behind his words is done when another acts ("…, the embassy said, and B promised …")."""
    said = source.cue_span
    acts = next(iter(subjects(s.parse, verb)), None)
    if said is None or acts is None or acts.start < said.end:
        return False
    scope = [span for cue in s.voice.cues if cue.source.cue_span == said for span in cue.scope]
    return any(span.start < source.span.start for span in scope) and verb.dep == "conj"


def own_act(s: Sentence, predicate: int, near: tuple[str, ...]) -> tuple[Source, Inference] | None:
    """The named party that does what announcing alone does; a sanction that "targets" is none."""
    verb = s.parse.tokens[predicate]
    for doer in subjects(s.parse, verb):
        if doer.tag.startswith("NNP") or (doer.tag.startswith("N") and party_of(doer.text)):
            return (_announcer(s, doer, predicate), _by_act(verb)) if doer.lemma not in near else None
    return None


def _by_act(verb: Token) -> Inference:
    return Inference("source", Basis.OWN_ACT, words=(verb.text,))


def _announcer(s: Sentence, doer: Token, verb: int) -> Source:
    span = name_span(s.parse, doer)
    name = strip_article(s.report.text[span.start : span.end])
    return source_at(name, s.report.text, span, s.parse.tokens[verb].span)
