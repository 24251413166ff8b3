"""Who did it and to whom, by one match: where its rule looks, whose attack it was, whose losses, at whom aimed."""

from dataclasses import replace

from wirebook.evidence import NO_WORDS, worded
from wirebook.fields.party.parties import countries, names_rulers, party_of
from wirebook.fields.party.sources import source_kind
from wirebook.packs.compile import Lexicon
from wirebook.packs.sides import AIMED_AT, ATTACKER, BARE, DEFENDER, HARM, SUFFERING
from wirebook.reading.parties.kinds import fights, is_state, may_harm, party_of_code, same_side
from wirebook.reading.parties.losses import find_bearer, find_mourner, find_possessor
from wirebook.reading.predicates.arguments import find_parties_at, find_party, named_party, subjects
from wirebook.reading.predicates.attack_nouns import aims
from wirebook.reading.quantities.counted import Counted
from wirebook.reading.quantities.lexicon_match import Match
from wirebook.reading.sentence import Sentence
from wirebook.reading.words import words
from wirebook.types import Basis, Party, Place, Source

_NOWHERE = "---"  # in place of a country's code: a role that is nobody's in particular


def parties_of(
    s: Sentence, counted: Counted, match: Match, source: Source | None, place: Place | None, lexicon: Lexicon
) -> tuple[Party | None, Party | None]:
    """Who did it and to whom; who "suffered 300 casualties" is to whom, whatever the rule takes a subject for."""
    link = match.link
    labelled = counted.label is not None and counted.label.closed  # "soldiers killed: 4": the soldiers killed nobody
    traded = any(step.basis is Basis.TRADED_FOR for step in link.route)
    actor = None if labelled or traded else _doer(s, counted, match, source, place)
    targets = find_parties_at(s.parse, link.predicate, counted.head, match.entry.rule.target, s.report.text)
    target = next((party for party in targets if actor is None or party.span != actor.span), None)
    if target is None and _suffers(match):
        target = _bearer(s, counted, match, source, place, lexicon)
        if target is not None and actor is not None and same_side(actor, target):
            actor = None
    target = target or _of_country(s, counted, match, place, lexicon)
    return actor, target or _aim(s, counted, match, actor, place)


def _suffers(match: Match) -> bool:
    """Whether the measure's target is who suffers: the attacked, or whose people are released."""
    return match.entry.measure.target_side in SUFFERING and "item" in match.entry.rule.target


def _bearer(
    s: Sentence, counted: Counted, match: Match, source: Source | None, place: Place | None, lexicon: Lexicon
) -> Party | None:
    """Whose losses they are, or whose by a pronoun."""
    at, speaker = match.link.predicate, source.name if source else None
    harm = match.entry.measure.sides == HARM
    found = find_bearer(s.parse, at, s.report.text, speaker, _country(place)) if harm else None
    if found is None and harm and match.item in lexicon.whose["uniform"]:
        told = find_mourner(s.parse, at, s.report.text)
        found = told if told and is_state(told) else None
    acts = "subject" in match.entry.rule.actor
    found = found or find_possessor(s.parse, at, counted.head, s.report.text, speaker, acts=acts)
    return _country_of_office(found) if found and _tells_of_its_country(found) else found


def _tells_of_its_country(party: Party) -> bool:
    """Whether a party is a ministry or a government: what it says it lost was its country's."""
    return source_kind(party.name) == "government" and not names_rulers(party.name)


def _country_of_office(office: Party) -> Party:
    """The country of a ministry, in the same words."""
    whole = party_of_code((office.code or "")[:3])
    return replace(whole, written=office.written, span=office.span) if whole else office


def _aim(s: Sentence, counted: Counted, match: Match, actor: Party | None, place: Place | None) -> Party | None:
    """At whom the attack was aimed in which it happened, who did not make it himself."""
    if match.entry.measure.target_side not in AIMED_AT:
        return None
    code = _country(place) or _NOWHERE
    for noun in aims(s.parse, s.parse.tokens[match.link.predicate]):
        party = named_party(s.parse, noun, s.report.text) or named_party(s.parse, noun, s.report.text, code)
        if noun.i == counted.head or party is None or not fights(party):
            continue
        if actor is not None and same_side(actor, party):
            return None
        return replace(party, code=None) if code == _NOWHERE and (party.code or "").startswith(_NOWHERE) else party
    return None


def _doer(s: Sentence, counted: Counted, match: Match, source: Source | None, place: Place | None) -> Party | None:
    """Who did it by the rule; of harm, else whose attack it happened in, else whom of the country a bare role names.

    Who heals, judges, helps or reports has harmed nobody.
    """
    at, where = match.link.predicate, match.entry.rule.actor
    side = match.entry.measure.actor_side
    party = party_at(s, at, counted.head, where, source)
    if party is not None and side == ATTACKER and not may_harm(party):
        party = None
    by = match.entry.measure.by
    if party is None and (side in BARE or by):
        raids = side == ATTACKER or by == "raid"
        attack = ("deed",) if raids else ()
        party = find_party(s.parse, at, counted.head, attack, s.report.text)
        code = _abroad(source, place) if side == ATTACKER else None
        party = party or _bare_doer(s, counted, match, source, (*where, *attack), code or _country(place))
    return party


def _abroad(source: Source | None, place: Place | None) -> str | None:
    """The country (alpha-3) of an army that tells of an attack abroad: "jets" in its words are its own."""
    if source is None or source.kind != "military" or not source.actor:
        return None
    code, here = source.actor[:3], _country(place)
    return code if here is not None and here != code and party_of_code(code) else None


def _bare_doer(
    s: Sentence, counted: Counted, match: Match, source: Source | None, where: tuple[str, ...], code: str | None
) -> Party | None:
    """Who fights and is named by a role alone, of the country of that code; "the rebels" wherever it was."""
    at = match.link.predicate
    named = find_parties_at(s.parse, at, counted.head, where, s.report.text, code or _NOWHERE)
    party = next((party for party in named if fights(party) and not _is_office(party)), None)
    party = party or party_at(s, at, counted.head, match.entry.rule.actor, source, code or _NOWHERE)
    if party is None or not fights(party) or _is_office(party):
        return None
    return party if code else replace(party, code=None)


def _is_office(party: Party) -> bool:
    """Whether a role is that of one who holds an office: the governor tells of it, the government may have done it."""
    return (party.code or "")[3:] == "GOV" and not names_rulers(party.name)


def _of_country(s: Sentence, counted: Counted, match: Match, place: Place | None, lexicon: Lexicon) -> Party | None:
    """Of the country where it happened: civilians that were harmed, and those whom a word of a side names."""
    code = _country(place)
    if match.entry.measure.target_side not in SUFFERING:
        return None
    if match.item in lexicon.whose["country"] and match.entry.measure.target_side == DEFENDER:
        head = s.parse.tokens[counted.head]
        named = Party(f"{code}CVL" if code else None, "civilians", "", NO_WORDS)
        return worded(named, s.report.text, head.span)
    of_item = code is not None and "item" in match.entry.rule.target
    for kid in (
        s.parse.kids(counted.head, "compound", "amod") if of_item else ()
    ):  # "junta soldiers", "government troops"
        party = party_of(kid.text, code)
        if party is not None and fights(party):
            return worded(party, s.report.text, kid.span)
    return None


def _country(place: Place | None) -> str | None:
    """The alpha-3 code of a place's country."""
    row = countries().get(place.country or "") if place else None
    return str(row["code"]) if row else None


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
