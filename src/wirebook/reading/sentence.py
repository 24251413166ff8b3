"""All that is known of one parsed sentence before its claims are made, and what both kinds of claims ask of it."""

from dataclasses import dataclass

from wirebook.evidence import NO_WORDS, worded
from wirebook.fields.party import demonyms, party_of
from wirebook.reading.arguments import find_party, subjects
from wirebook.reading.homeland import country_of
from wirebook.reading.modality import Modality
from wirebook.reading.nlp import Parse
from wirebook.reading.vouching import Voice
from wirebook.reading.where import acts, leads_there
from wirebook.reading.words import words
from wirebook.types import Amount, Party, Passage, Period, Place, Report, Source, Span, Stance, Status


@dataclass(frozen=True, slots=True)
class Sentence:
    """All that is known of one parsed sentence before its claims are made.

    `places` are those where something can happen; `seats` the towns and divisions named at all, also in "X police",
    `before` the last places named before it; `spoken` are the lemmas of it and of the sentence before it.
    """

    report: Report
    passage: Passage
    parse: Parse
    voice: Voice
    amounts: tuple[Amount, ...]
    places: tuple[Place, ...]
    periods: tuple[Period, ...]
    seats: tuple[Place, ...] = ()
    before: tuple[Place, ...] = ()
    spoken: frozenset[str] = frozenset()


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


def party_at(
    s: Sentence,
    predicate: int,
    counted: int | None,
    where: tuple[str, ...],
    speaker: Source | None,
    country: str | None = None,
) -> Party | None:
    """The party in an argument; "it", "we" or "they" as the doer inside somebody's words is that speaker.

    With `country` (alpha-3) a speaker who is only a role counts too: "the rebels" are that country's.
    """
    party = find_party(s.parse, predicate, counted, where, s.report.text)
    if party is not None or speaker is None or "subject" not in where:
        return party
    doer = next(iter(subjects(s.parse, s.parse.tokens[predicate])), None)
    if doer is None or doer.lower not in words("heads", "collective", "voice"):
        return None
    named = speaker.name.lower()
    backs = speaker.kind == "media" or "pro-" in named or " in " in named  # a pro-rebel site is no rebel
    found = party_of(speaker.name, None if backs else country)
    if found is None and speaker.kind == "armed_group" and not backs:
        found = Party(None, speaker.name, "", NO_WORDS)  # a group that no list knows
    return worded(found, s.report.text, doer.span) if found else None


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


def status_of(modality: Modality, rule_status: str | None, stance: Stance) -> Status:
    """Did it happen: as the speaker denies or promises it, as the rule says, as the words around the predicate do."""
    if stance == "denies":
        return "denied"
    if rule_status in ("pledged", "pending", "ongoing"):
        return rule_status  # type: ignore[return-value]
    if modality.status == "planned" or stance in ("promises", "plans"):
        return "planned"
    return "happened"


def stance_of(rule_stance: str | None, stance: Stance, *, doubt: Stance | None = None) -> Stance:
    """The rule's stance where the speaker's verb gives no other than a statement; `doubt` of what is feared or alleged.

    What is feared is an estimate, what is alleged a claim.
    """
    if doubt and stance == "states":
        return doubt
    return rule_stance if rule_stance and stance == "states" else stance  # type: ignore[return-value]
