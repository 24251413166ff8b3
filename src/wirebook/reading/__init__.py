"""Report + packs → claims: gate, one pass of the parser, then numbers look for measures and claims for sources."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from wirebook.evidence import proven
from wirebook.fields.place.resolution import find_places, is_metonym
from wirebook.fields.place.unlisted_sites import find_sites, with_sites
from wirebook.fields.quantity.amounts import find_amounts
from wirebook.fields.time.expressions import read_times
from wirebook.ids import content_id
from wirebook.packs import Pack
from wirebook.packs.compile import Lexicon, compile_packs
from wirebook.reading.attribution.attributions import SentenceAttribution
from wirebook.reading.attribution.discourse import listen
from wirebook.reading.attribution.publisher import told_by_publisher
from wirebook.reading.claims.build import Memory, sentence_claims, with_ids
from wirebook.reading.claims.build_unnumbered import clause_claims
from wirebook.reading.claims.confidence import with_confidence
from wirebook.reading.claims.part_of import tie
from wirebook.reading.claims.repeats import merge
from wirebook.reading.parties.coreference import name_roles
from wirebook.reading.parties.from_exchange import tie_halves, with_halves
from wirebook.reading.parties.item_owners import item_owners
from wirebook.reading.parties.resolvers import of_conflict, of_country, of_event, of_owner
from wirebook.reading.places.in_discourse import LAST, lead_place, trail_of
from wirebook.reading.places.of_report import homeland
from wirebook.reading.places.resolvers import Whereabouts, placed_at_last, placed_in_country, placed_nearby
from wirebook.reading.sentence import Sentence
from wirebook.reading.syntax.parser import Nlp, Parse, load_nlp
from wirebook.reading.text import topic
from wirebook.reading.text.gate import choose
from wirebook.reading.text.passages import is_title_case, names_in, plain, split_passages, truecase
from wirebook.reading.times.document_date import anchor_of, is_own_date
from wirebook.reading.times.in_discourse import told_before
from wirebook.reading.times.in_sentence import lead_period, other_times, said_times
from wirebook.reading.times.inherited import ended_by_report, with_times
from wirebook.types import Amount, Claim, Passage, Period, Place, Reading, Report, Span, Unowned
from wirebook.version import __version__

__all__ = ["Reader", "lexicon_for", "load_reader", "parses_of", "read_report"]


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading needs, loaded once: the parser, the lexicon, and a name that changes when either does.

    `elsewhere` is the lexicon for reports that are not of the accounts' topic: that of the accounts without a topic.
    """

    nlp: Nlp
    lexicon: Lexicon
    elsewhere: Lexicon
    name: str
    gated: bool = True


def load_reader(packs: Sequence[Pack], model: str | None = None, *, gated: bool = True) -> Reader:
    """A reader for these packs. `gated=False` parses every sentence (for tests of the gate).

    Raises:
        OSError: when the language model is not installed.
    """
    nlp = load_nlp(model)
    digest = content_id("packs", *(repr((pack.rules, pack.items, pack.measures)) for pack in packs))
    elsewhere = compile_packs([pack for pack in packs if pack.topic is None], beside=packs)
    return Reader(nlp, compile_packs(packs), elsewhere, f"wirebook-{__version__} {nlp.name} {digest}", gated)


def read_report(report: Report, reader: Reader) -> Reading:
    """Read one report: a pure function of the report and the reader.

    Raises:
        EvidenceError: when a value would stand beside other words than the report has at its span.
    """
    text = report.text
    amounts = find_amounts(text)
    passages = split_passages(report)
    listed = find_places(text)
    named = with_sites(listed, find_sites(text, listed))
    places = tuple(place for place in named if not is_metonym(text, place))
    seats = tuple(place for place in named if place.precision in ("town", "admin1"))
    lexicon = lexicon_for(text, reader)
    chosen = choose(passages, amounts, places, text, lexicon) if reader.gated else [True] * len(passages)
    passages = tuple(
        Passage(p.span, p.paragraph, p.kind, p.quotes, gated) for p, gated in zip(passages, chosen, strict=True)
    )
    parses = parses_of(report, passages, reader)
    times = read_times(text, anchor_of(report))
    voices = listen(passages, parses, text)
    claims, unowned = _claims(report, passages, parses, voices, (amounts, places, seats, times), lexicon)
    sources = tuple(cue.source for voice in voices for cue in voice.cues)
    return proven(Reading(report, passages, tuple(claims), times, sources, places, tuple(unowned), reader.name))


def lexicon_for(text: str, reader: Reader) -> Lexicon:
    """The lexicon that a report is read with: of all accounts, or of those without a topic when it has another."""
    return reader.elsewhere if topic.is_foreign(text) else reader.lexicon


def parses_of(report: Report, passages: Sequence[Passage], reader: Reader) -> list[Parse | None]:
    """The parse of each passage, none of one that the gate left out."""
    wanted = [p for p in passages if p.gated]
    names = names_in(report.text)
    pieces = [(_words(report, p, names), _begin(report, p)) for p in wanted]
    parsed = iter(reader.nlp.parse(pieces))
    return [next(parsed) if p.gated else None for p in passages]


def _words(report: Report, passage: Passage, names: frozenset[str]) -> str:
    """What the parser gets of a passage: the same characters, spaces plain, a headline's capitals only on names."""
    text = plain(report.text[_begin(report, passage) : passage.span.end])
    first = passage.paragraph == 0 or passage.kind == "headline"
    return truecase(text, names) if first and is_title_case(text) else text


def _begin(report: Report, passage: Passage) -> int:
    """Where a passage's words begin: after the dateline, which is no part of the sentence."""
    line = report.dateline
    if line and passage.span.start <= line.span.start and line.span.end < passage.span.end:
        return line.span.end
    return passage.span.start


def _claims(
    report: Report,
    passages: Sequence[Passage],
    parses: Sequence[Parse | None],
    voices: Sequence[SentenceAttribution],
    found: tuple[Sequence[Amount], Sequence[Place], Sequence[Place], Sequence[Period]],
    lexicon: Lexicon,
) -> tuple[list[Claim], list[Unowned]]:
    places, times = found[1], found[3]
    claims: list[Claim] = []
    unowned: list[Unowned] = []
    memory = Memory()
    said: set[int] = set()
    owners = item_owners(parses, lexicon, report.text)
    sentences = _sentences(report, passages, parses, voices, found)
    for sentence in sentences:
        numeric, loose = sentence_claims(sentence, lexicon, memory)
        claims += of_owner(numeric, owners, lexicon)
        said |= set(said_times(sentence.parse, {cue.token for cue in sentence.voice.cues}, sentence.periods))
        said |= set(other_times(sentence.parse, sentence.periods))
        claims += clause_claims(sentence, lexicon, {c.account for c in numeric})
        unowned += loose
    told = told_before(passages, parses, [frozenset(cue.token for cue in voice.cues) for voice in voices], times)
    aside = {time.span.start for time in times if is_own_date(report, time)}
    lead = lead_period(passages, times, said, aside)
    beginning = lead_place(sentences, passages)
    home = homeland(report.text, places) if beginning is None and claims else None
    countries = frozenset(place.country for place in places if place.country)
    where = Whereabouts(lexicon, trail_of(sentences), beginning, countries, home)
    merged = name_roles(merge(told_by_publisher(claims, report), lexicon), report, placed=False)
    dated = with_times(placed_nearby(merged, where), lead, told)
    settled = [ended_by_report(claim) for claim in placed_at_last(of_event(dated, lexicon), where)]
    fought = of_conflict(settled, parses, lexicon, report.text)
    placed = of_country(placed_in_country(name_roles(fought, report, placed=True), where), lexicon)
    halved = with_halves(placed, lexicon)
    tied = tie_halves(tie(with_ids(halved), lexicon), lexicon)
    return [with_confidence(claim) for claim in tied], unowned


def _sentences(
    report: Report,
    passages: Sequence[Passage],
    parses: Sequence[Parse | None],
    voices: Sequence[SentenceAttribution],
    found: tuple[Sequence[Amount], Sequence[Place], Sequence[Place], Sequence[Period]],
) -> list[Sentence]:
    """The sentences that were parsed, each with the amounts, places and times in it."""
    amounts, places, seats, times = found
    sentences: list[Sentence] = []
    for passage, parse, voice in zip(passages, parses, voices, strict=True):
        if parse is not None and parse.tokens:
            span = Span(parse.tokens[0].start, passage.span.end)
            inside = _within(amounts, span), _within(places, span), _within(times, span), _within(seats, span)
            at = bisect_left(places, span.start, key=lambda place: place.span.start)
            before = tuple(places[max(0, at - LAST) : at])  # all of them, for each sentence, would be their square
            last = sentences[-1].parse.tokens if sentences else ()
            spoken = frozenset(token.lemma for token in (*last, *parse.tokens))
            sentences.append(Sentence(report, passage, parse, voice, *inside, before=before, spoken=spoken))
    return sentences


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


_T = TypeVar("_T", bound=_Spanned)


def _within(things: Sequence[_T], span: Span) -> tuple[_T, ...]:
    """The things that begin inside a span; they are sorted by their beginnings."""
    first = bisect_left(things, span.start, key=lambda thing: thing.span.start)
    last = bisect_left(things, span.end, lo=first, key=lambda thing: thing.span.start)
    return tuple(things[first:last])
