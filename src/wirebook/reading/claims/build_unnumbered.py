"""Claims without a number: they start from the predicate. A town held, a denial, a demand, a promise."""

from collections.abc import Iterator

from wirebook.fields.party.parties import find_parties
from wirebook.fields.party.sources import source_kind
from wirebook.packs.compile import Lexicon, LexiconEntry
from wirebook.reading.attribution.cues.cue import name_span, strip_article
from wirebook.reading.parties.in_sentence import party_at
from wirebook.reading.places.in_sentence import find_place, outside_speakers
from wirebook.reading.predicates.arguments import subjects
from wirebook.reading.predicates.factuality import modality_of, stance_of, status_of
from wirebook.reading.quantities.items import find_item
from wirebook.reading.quantities.lexicon_match import stands_at
from wirebook.reading.sentence import Sentence
from wirebook.reading.syntax.parser import Token
from wirebook.reading.times.in_sentence import find_period
from wirebook.types import Basis, Claim, Inference, Party, Span


def clause_claims(s: Sentence, lexicon: Lexicon, taken: set[str]) -> Iterator[Claim]:
    """Claims that start from the predicate: a town held, a denial, a demand. `taken` are accounts with numbers here."""
    for token in s.parse.tokens:
        if (
            token.lemma not in lexicon.clauses
            or not token.tag.startswith("V")
            or (token.dep == "relcl" and token.tag == "VBD" and not _is_told_by(s, token))
        ):
            continue
        rows = [
            (phrase, entry)
            for phrase, entry in lexicon.predicates.get(token.lemma, ())
            if entry.rule.role == "clause" and phrase[0] == token.lemma and stands_at(s.parse, token, phrase)
        ]
        rows.sort(key=lambda row: -len(row[0]))
        found = (_clause(s, token.i, entry, lexicon) for _, entry in rows if entry.account not in taken)
        claim = next((claim for claim in found if claim is not None), None)
        if claim is not None:
            yield claim


def _is_told_by(s: Sentence, verb: Token) -> bool:
    """Whether a relative clause has a doer of its own ("…, which Delhi denied") and not the noun that it describes."""
    return any(kid.tag.startswith("N") for kid in s.parse.kids(verb.i, "nsubj"))


def _clause(s: Sentence, predicate: int, entry: LexiconEntry, lexicon: Lexicon) -> Claim | None:
    rule = entry.rule
    modality = modality_of(s.parse, predicate)
    obj = _item_below(s, predicate, rule.items, lexicon) if rule.object == "item" else None
    obj = obj or (_clause_object(s, predicate, rule.object) if rule.object != "item" else None)
    if modality.hypothetical or modality.negated or obj is None:
        return None
    text, token = s.report.text, s.parse.tokens[predicate]
    source, stance, why = s.voice.at(token.start)
    actor = party_at(s, predicate, None, rule.actor, source) or _named(s, predicate, rule.actor)
    place, place_note = find_place(s.parse, predicate, None, outside_speakers(s))
    place = place or next((p for p in s.places if obj.start <= p.span.start < obj.end), None)
    if actor is None and place is None and source is None and not s.places:
        return None
    period, period_note = find_period(s.parse, predicate, {c.token for c in s.voice.cues}, list(s.periods))
    name = f"{entry.account}/{rule.id}"
    return Claim(
        id="",
        report=s.report.id,
        account=entry.account,
        measure=rule.measure,
        item=rule.item or rule.measure,
        amount=None,
        evidence=(s.passage.span, Span(token.start, token.end), obj),
        quote=text[s.passage.span.start : s.passage.span.end],
        stance=stance_of(rule.stance, stance),
        status=status_of(modality, rule.status, stance),
        source=source,
        actor=actor,
        target=party_at(s, predicate, None, rule.target, None),
        place=place,
        places=(place,) if place else (),
        period=period,
        rule=name,
        reasons=tuple(
            one
            for one in (Inference("rule", Basis.CLAUSE, name, (token.text,)), why, place_note, period_note)
            if one is not None
        ),
    )


def _named(s: Sentence, predicate: int, where: tuple[str, ...]) -> Party | None:
    """A doer that no list knows, by its name: a person, or a body that can speak."""
    doer = next(iter(subjects(s.parse, s.parse.tokens[predicate])), None) if "subject" in where else None
    if doer is None or doer.tag.startswith("PRP"):
        return None
    span = name_span(s.parse, doer)
    name = strip_article(s.report.text[span.start : span.end])
    known = doer.tag.startswith("NNP") or source_kind(name) != "unknown"
    return Party(None, name, s.report.text[span.start : span.end], span) if known else None


def _item_below(s: Sentence, predicate: int, items: tuple[str, ...], lexicon: Lexicon) -> Span | None:
    """The first noun below a predicate that names one of the items."""
    for token in s.parse.subtree(predicate):
        if token.tag.startswith("N"):
            item = find_item(s.parse, token, lexicon)
            if item is not None and lexicon.is_kind(item, items):
                return Span(token.start, token.end)
    return None


def _clause_object(s: Sentence, predicate: int, kind: str | None) -> Span | None:
    """The characters of what a clause is about, when it is of the wanted kind."""
    kids = s.parse.kids(predicate, "dobj", "nsubjpass", "ccomp", "xcomp", "prep", "attr", "acomp", "dative", "pcomp")
    token = s.parse.tokens[predicate]
    spans = [Span(sub[0].start, sub[-1].end) for kid in kids if (sub := s.parse.subtree(kid.i))]
    if kind in (None, "any"):
        return spans[0] if spans else Span(token.start, token.end)
    if kind == "content":
        wanted = [k for k in kids if k.dep in ("ccomp", "xcomp", "dobj", "pcomp", "prep", "nsubjpass")]
        return spans[kids.index(wanted[0])] if wanted else None
    if kind == "place":
        objects = [sp for k, sp in zip(kids, spans, strict=True) if k.dep in ("dobj", "nsubjpass", "prep")]
        if not s.parse.kids(predicate, "dobj", "nsubjpass"):
            objects += [Span(k.start, k.end) for k in s.parse.kids(predicate, "nsubj")]
        return next((sp for sp in objects if any(sp.start <= p.span.start < sp.end for p in s.places)), None)
    return next((sp for sp in spans if find_parties(s.report.text[sp.start : sp.end])), None)
