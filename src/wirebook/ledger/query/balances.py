"""Balances asked of the books: the figures that stand, fetched for the days and places of a question."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import sqlalchemy as sa

from wirebook.fields.party.source_identity import voice_from
from wirebook.ledger.balances.balance import last_day
from wirebook.ledger.balances.by_period import By, Figure, draw_up_nights
from wirebook.ledger.balances.gaps_and_breaks import First, SeriesRow, find
from wirebook.ledger.balances.nesting import regions_within_nation, running_and_daily
from wirebook.ledger.balances.period_sums import Window, sum_up
from wirebook.ledger.balances.stock_flow import stocks_and_flows
from wirebook.ledger.balances.verdicts import with_standing
from wirebook.ledger.books.facts import Kin
from wirebook.ledger.books.posting import Posting, day_of
from wirebook.ledger.books.revisions import VoicePostings, steps, voices
from wirebook.ledger.books.unread import Unread, with_unread
from wirebook.ledger.database.json_rows import claim_from_json, finding_from_json
from wirebook.ledger.database.tables import (
    CLAIMS,
    FACT_CLAIMS,
    NOW_CLAIMS,
    NOW_FINDINGS,
    POSTINGS,
    VOICES,
    in_lots,
    origins_of,
    rows_in,
    versions_in,
)
from wirebook.ledger.decisions.decision import apply, by_report
from wirebook.ledger.query import filters
from wirebook.ledger.query import named as questions
from wirebook.ledger.query.filters import Asked
from wirebook.ledger.update.decided import decisions
from wirebook.ledger.update.source_links import decided_sources, refitted_sources
from wirebook.ledger.update.versions import newest_in
from wirebook.packs.model import Pack
from wirebook.types import Balance, Claim, Fact

_Row = TypeVar("_Row")
_UNDONE = ("denied",)
_FIRST = "WB206"
_UNREAD = "WB404"


@dataclass(frozen=True, slots=True)
class _FactVoices:
    """A fact with its voices, each with the claims that it made."""

    fact: Fact
    told: tuple[VoicePostings, ...]
    now: dict[str, Posting]
    by_voice: dict[str, str]


def balances(connection: sa.Connection, asked: Asked, packs: Sequence[Pack], by: By = "night") -> tuple[Balance, ...]:
    """The balances of the facts of a question; `limit` and `offset` count balances, and the source is the voice's."""
    every = replace(asked, limit=None, offset=0, latest=False)
    facts = [fact for fact in questions.facts(connection, every) if fact.status not in _UNDONE and fact.low is not None]
    heard = _heard(connection, facts)
    figures = _figures(connection, heard)
    running = {
        (one.fact.id, one.by_voice[told.now.claim]): steps(told.postings)
        for one in heard
        if one.fact.kind in ("since", "stock")
        for told in one.told
        if told.now is not None
    }
    forms = filters.forms(connection, asked.source) if asked.source else frozenset()
    if by != "night":
        drawn = sum_up(figures, packs, by, Window(day_of(asked.since), day_of(asked.until)))
    else:
        drawn = (
            *draw_up_nights(figures, packs),
            *regions_within_nation(figures),
            *running_and_daily(figures, running),
            *stocks_and_flows(figures, running, packs),
        )
    mine = [one for one in drawn if asked.source is None or _is_of(one.source, asked.source, forms)]
    shown = _page(sorted(mine, key=last_day, reverse=True) if asked.latest else mine, asked)
    unread = tuple(_unread(connection, {report for one in shown for report in (one.report, *one.reports)}))
    return tuple(with_standing(with_unread(one, unread, packs)) for one in shown)


def _unread(connection: sa.Connection, reports: Iterable[str]) -> Iterator[Unread]:
    """The numbers that nothing took in the latest readings of some reports."""
    query = sa.select(NOW_FINDINGS.c.report, NOW_FINDINGS.c.body).where(NOW_FINDINGS.c.code == _UNREAD)
    for report, body in rows_in(connection, query, NOW_FINDINGS.c.report, reports):
        finding = finding_from_json(body)
        yield Unread(report, finding.item, finding.written)


def _is_of(written: str | None, source: str, forms: frozenset[str]) -> bool:
    """Whether a source as it is written is one that is asked for."""
    return source.lower() in (written or "").lower() or (written or "").lower() in forms


def _page(rows: Sequence[_Row], asked: Asked) -> tuple[_Row, ...]:
    return tuple(rows[asked.offset : None if asked.limit is None else asked.offset + asked.limit])


def series(connection: sa.Connection, asked: Asked, packs: Sequence[Pack]) -> tuple[SeriesRow, ...]:
    """What the series of the facts of a question show: gaps, breaks, and whether "first in N days" is right."""
    every = replace(asked, limit=None, offset=0, latest=False)
    facts = [fact for fact in questions.facts(connection, every) if fact.status not in _UNDONE]
    figures = _figures(connection, _heard(connection, facts))
    forms = filters.forms(connection, asked.source) if asked.source else frozenset()
    rows = find(figures, draw_up_nights(figures, packs), _firsts(connection, figures))
    mine = [row for row in rows if asked.source is None or _is_of(row.source, asked.source, forms)]
    return _page(sorted(mine, key=lambda row: row.start, reverse=True) if asked.latest else mine, asked)


def _firsts(connection: sa.Connection, figures: Sequence[Figure]) -> Iterator[First]:
    """Where a report says that something was the first in so many days: a finding that names its claims."""
    by_claim = {one.claim.id: one for one in figures}
    rows = connection.scalars(sa.select(NOW_FINDINGS.c.body).where(NOW_FINDINGS.c.code == _FIRST))
    for finding in map(finding_from_json, rows):
        days = next((int(word) for word in finding.message.split() if word.isdigit()), None)
        named = [by_claim[claim] for claim in finding.claims if claim in by_claim and by_claim[claim].day]
        if days and named:
            yield First(named[0], days, finding.report)


def _heard(connection: sa.Connection, facts: Sequence[Fact]) -> list[_FactVoices]:
    members: dict[str, list[Posting]] = defaultdict(list)
    joined = sa.select(FACT_CLAIMS.c.fact, POSTINGS)
    joined = joined.join_from(FACT_CLAIMS, POSTINGS, POSTINGS.c.claim == FACT_CLAIMS.c.claim)
    for fact, *posting in rows_in(connection, joined, FACT_CLAIMS.c.fact, (fact.id for fact in facts)):
        members[fact].append(Posting(*posting))
    reports = sorted({one.report for postings in members.values() for one in postings})
    kin = Kin(origins_of(connection, reports), versions_in(connection, reports), newest_in(connection, reports))
    strangers = decided_sources(refitted_sources(connection, decisions(connection))).apart
    return [_heard_of(fact, members[fact.id], kin, strangers) for fact in facts]


def _heard_of(fact: Fact, postings: Sequence[Posting], kin: Kin, strangers: frozenset[frozenset[str]]) -> _FactVoices:
    every = voices(sorted(postings, key=lambda one: one.claim), kin.origins, kin.versions, strangers, kin.newest)
    told = tuple(one for one in every if not one.outdated)
    now = {_name(one): one.now for one in told if one.now}
    return _FactVoices(
        fact, tuple(told), now, {one.claim: _name(voice) for voice in told if voice.now for one in voice.postings}
    )


def _name(voice: VoicePostings) -> str:
    """A voice over several facts: of the sources that it may be, one that is known beyond its report."""
    keys = sorted({one.voice_key for one in voice.postings})
    return next((key for key in keys if not voice_from(key).bare), keys[0])


def _figures(connection: sa.Connection, heard: Sequence[_FactVoices]) -> list[Figure]:
    """What stands of each fact and voice; parts are tied to the figure that now stands for their whole."""
    standing = {(one.fact.id, voice): posting for one in heard for voice, posting in one.now.items()}
    claims = _claims(connection, list(standing.values()))
    now = {
        claim: standing[one.fact.id, voice].claim
        for one in heard
        for claim, voice in one.by_voice.items()
        if (one.fact.id, voice) in standing
    }
    facts = {one.fact.id: one.fact for one in heard}
    listed = sa.select(VOICES.c.voice_key, VOICES.c.name)
    names = {
        row.voice_key: row.name for row in rows_in(connection, listed, VOICES.c.voice_key, {v for _, v in standing})
    }
    found = []
    for (fact, voice), posting in sorted(standing.items()):
        claim = claims[posting.claim]
        source = replace(claim.source, name=names[voice]) if claim.source else None  # one name, however it is written
        tied = replace(claim, of=now.get(claim.of or "", claim.of), source=source)
        day = posting.day if posting.kind == "day" else day_of(facts[fact].end) or 0
        found.append(Figure(facts[fact], day, voice, tied))
    return found


def _claims(connection: sa.Connection, postings: Sequence[Posting]) -> dict[str, Claim]:
    found: dict[str, Claim] = {}
    for some in in_lots([f"{one.claim}" for one in postings]):
        readings = {one.reading for one in postings if one.claim in set(some)}
        query = sa.select(CLAIMS.c.id, CLAIMS.c.body).where(CLAIMS.c.id.in_(some), CLAIMS.c.reading.in_(readings))
        found |= {row.id: claim_from_json(row.body) for row in connection.execute(query)}
    return found | _corrected(connection, [one.claim for one in postings], [one.report for one in postings])


def _corrected(connection: sa.Connection, wanted: Sequence[str], reports: Sequence[str]) -> dict[str, Claim]:
    """Those of some claims on which persons decided, as these left them, and those that they added."""
    made = by_report(decisions(connection))
    claims: dict[str, list[Claim]] = defaultdict(list)
    query = sa.select(NOW_CLAIMS.c.report, NOW_CLAIMS.c.body).order_by(NOW_CLAIMS.c.position)
    concerned = made.keys() & set(reports)
    for report, body in rows_in(connection, query, NOW_CLAIMS.c.report, concerned):
        claims[report].append(claim_from_json(body))
    left = (claim for report in concerned for claim in apply(claims[report], made[report], [report]).claims)
    mine = set(wanted)
    return {claim.id: claim for claim in left if claim.id in mine}
