"""Claims that were read become postings, reports are set beside those that they may be copies of."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from wirebook.ledger.books.how_counted import HowCounted
from wirebook.ledger.books.near_duplicates import Copy, Print, bands, chain
from wirebook.ledger.books.posting import Posting, ReportContext, post
from wirebook.ledger.books.source_names import Naming, SourceForm, by_key, naming
from wirebook.ledger.database.book_rows import CopyRow, VoiceRow
from wirebook.ledger.database.json_rows import claim_from_json, report_from_json
from wirebook.ledger.database.tables import (
    BOOKS,
    CLAIMS,
    COPIES,
    FINDINGS,
    JOURNAL,
    NOW_READINGS,
    POSTINGS,
    PRINTS,
    REPORTS,
    STALE,
    VOICES,
    delete_in,
    forms_written,
    in_lots,
    insert,
    postings_of,
    rows_in,
    voices_heard,
)
from wirebook.ledger.decisions.decision import KINDS, Decision, apply
from wirebook.ledger.update.decided import decisions, gather, places_of, refitted, with_joined
from wirebook.ledger.update.namesakes import families_of, name_in_full
from wirebook.ledger.update.source_links import decided_sources, refitted_sources, rename
from wirebook.types import Claim

_AT_ONCE = 500  # reports in one transaction
_NOTICES = {"WB106": "correction", "WB107": "definition"}
_UNVERIFIED = "WB405"


def take_up(connection: sa.Connection, counted: HowCounted) -> bool:
    """Post the claims of some reports that were read since the last time; whether any may be left."""
    done = int(connection.scalar(sa.select(BOOKS.c.value).where(BOOKS.c.name == "journal")) or 0)
    query = (
        sa.select(JOURNAL.c.number, JOURNAL.c.kind, JOURNAL.c.report)
        .where(JOURNAL.c.number > done)
        .order_by(JOURNAL.c.number)
    )
    lines = connection.execute(query.limit(_AT_ONCE)).all()
    if not lines:
        return False
    reports = sorted({line.report for line in lines if line.report})
    made = refitted_sources(connection, decisions(connection))
    reports = with_joined(reports, made)
    families = _post(connection, reports, counted, made)
    families |= _rename(connection, made)
    _name_in_full(connection, families, made)
    weighed = {line.report for line in lines if line.kind in KINDS}
    concerned = {one.other_report for one in made if one.subject.report in weighed and one.other_report}
    changed = gather(connection, refitted(connection, made), reports)
    mark(connection, changed | places_of(connection, sorted(weighed | concerned)))
    connection.execute(sa.update(BOOKS).where(BOOKS.c.name == "journal").values(value=str(lines[-1].number)))
    return True


# ---------------------------------------------------------------- claims become postings


def _post(connection: sa.Connection, reports: Sequence[str], counted: HowCounted, made: Sequence[Decision]) -> set[str]:
    """Post what is read in some reports now; the family names of those whose words came or went."""
    before = postings_of(connection, POSTINGS.c.report, reports)
    read = _read(connection, reports, counted)
    persons = decided_sources(made)
    now = [
        persons.of(posting)
        for context, claims in read
        for posting in post(apply(claims, made, [context.report.id]).claims, context)
    ]
    gone, new = set(before) - set(now), set(now) - set(before)
    delete_in(connection, POSTINGS, POSTINGS.c.claim, (one.claim for one in gone))
    insert(connection, POSTINGS, sorted(new, key=lambda one: one.claim))
    mark(connection, ((one.cell, one.day) for one in gone | new))
    _hear(connection, sorted({one.voice_key for one in gone | new}))
    _set_beside(connection, reports)
    return families_of(gone | new)


def _rename(connection: sa.Connection, made: Sequence[Decision]) -> set[str]:
    """Give the sources that persons joined and parted the keys that they have by that, wherever they speak.

    Returns:
        The family names of those that persons ever decided on.
    """
    owns = {named.key for one in made for named in one.sources}
    if not owns:
        return set()
    concerned = postings_of(connection, POSTINGS.c.voice_own, owns)
    changed = rename(connection, refitted_sources(connection, made))
    _changed(connection, changed)
    return families_of([*concerned, *changed])


def _name_in_full(connection: sa.Connection, families: set[str], made: Sequence[Decision]) -> None:
    """Give family names told alone the key of the one person that they can be."""
    if families:
        _changed(connection, name_in_full(connection, families, decided_sources(refitted_sources(connection, made))))


def _changed(connection: sa.Connection, changed: Sequence[Posting]) -> None:
    mark(connection, {(one.cell, one.day) for one in changed})
    _hear(connection, sorted({one.voice_key for one in changed}))


def _hear(connection: sa.Connection, keys: Sequence[str]) -> None:
    """Count again what some voices said."""
    delete_in(connection, VOICES, VOICES.c.voice_key, keys)
    counts = {row.voice_key: row for row in rows_in(connection, voices_heard(), POSTINGS.c.voice_key, keys)}
    forms = by_key(SourceForm(*row) for row in rows_in(connection, forms_written(), POSTINGS.c.voice_key, keys))
    insert(connection, VOICES, [_voice_row(counts[key], naming(forms[key])) for key in sorted(counts)])


def _voice_row(row: sa.Row[Any], named: Naming) -> VoiceRow:
    told = (named.name, named.kind, named.country)
    return VoiceRow(row.voice_key, *told, row.claims, row.reports, row.first, row.last, named.written)


def mark(connection: sa.Connection, places: Iterable[tuple[str, int]]) -> None:
    """Note what has to be drawn up again."""
    marked = set(places)
    known = {tuple(row) for row in rows_in(connection, sa.select(STALE), STALE.c.cell, (cell for cell, _ in marked))}
    rows = [{"cell": cell, "day": day} for cell, day in sorted(marked - known)]
    if rows:
        connection.execute(sa.insert(STALE), rows)


def _read(
    connection: sa.Connection, reports: Sequence[str], counted: HowCounted
) -> Iterator[tuple[ReportContext, tuple[Claim, ...]]]:
    """The current claims of reports, with what the reports say of their own figures."""
    texts = sa.select(NOW_READINGS.c.id, NOW_READINGS.c.report, NOW_READINGS.c.body, REPORTS.c.text)
    texts = texts.join_from(NOW_READINGS, REPORTS, REPORTS.c.id == NOW_READINGS.c.report)
    rows = connection.execute(texts.where(NOW_READINGS.c.report.in_(reports)).order_by(NOW_READINGS.c.report)).all()
    readings = [row.id for row in rows]
    bodies = sa.select(CLAIMS.c.reading, CLAIMS.c.body).where(CLAIMS.c.reading.in_(readings))
    claims: dict[str, list[Claim]] = defaultdict(list)
    for reading, body in connection.execute(bodies.order_by(CLAIMS.c.reading, CLAIMS.c.position)):
        claims[reading].append(claim_from_json(body))
    notes = sa.select(FINDINGS.c.reading, FINDINGS.c.code).where(FINDINGS.c.reading.in_(readings))
    codes: dict[str, set[str]] = defaultdict(set)
    for reading, code in connection.execute(notes.where(FINDINGS.c.code.in_([*_NOTICES, _UNVERIFIED]))):
        codes[reading].add(code)
    for row in rows:
        report = report_from_json(row.body["report"] | {"text": row.text})
        notice = next((_NOTICES[code] for code in sorted(codes[row.id]) if code in _NOTICES), "")
        yield ReportContext(report, row.id, notice, _UNVERIFIED in codes[row.id], counted), tuple(claims[row.id])


# ---------------------------------------------------------------- copies


def _set_beside(connection: sa.Connection, reports: Sequence[str]) -> None:
    """Look for the texts that new reports repeat, or that repeat them; what that changes is drawn up again."""
    known = set(connection.scalars(sa.select(PRINTS.c.report).where(PRINTS.c.report.in_(reports)).distinct()))
    new = [report for report in reports if report not in known]
    texts = connection.execute(sa.select(REPORTS.c.id, REPORTS.c.text).where(REPORTS.c.id.in_(new)))
    rows = [{"band": band, "report": row.id} for row in texts for band in bands(row.text)]
    if rows:
        connection.execute(sa.insert(PRINTS), rows)
    pairs = _candidates(connection, new)
    if pairs:
        _rechain(connection, pairs)


def _candidates(connection: sa.Connection, new: Sequence[str]) -> set[tuple[str, str]]:
    one, other = PRINTS.alias("one"), PRINTS.alias("other")
    pairs = sa.select(one.c.report, other.c.report).distinct().where(one.c.band == other.c.band)
    found = connection.execute(pairs.where(one.c.report.in_(new), other.c.report != one.c.report))
    return {(row[0], row[1]) for row in found}


def _rechain(connection: sa.Connection, pairs: set[tuple[str, str]]) -> None:
    """Chain again all reports that new pairs touch, with what was chained to them before."""
    concerned = {report for pair in pairs for report in pair}
    old = _chains(connection, concerned)
    links = {(copy.report, copy.parent) for copy in old.values()}
    everyone = sorted(concerned | {report for link in links for report in link})
    prints = list(_prints(connection, everyone))
    now = chain(prints, pairs | links)
    changed = {key for key in old.keys() | now.keys() if old.get(key) != now.get(key)}
    delete_in(connection, COPIES, COPIES.c.report, changed)
    pages = changed | _at_their_address(connection, changed, everyone)
    mark(connection, ((one.cell, one.day) for one in postings_of(connection, POSTINGS.c.report, pages)))
    insert(connection, COPIES, [_row(now[key]) for key in sorted(changed) if key in now])


def _at_their_address(connection: sa.Connection, changed: set[str], everyone: Sequence[str]) -> set[str]:
    """Those that stand where a report stands whose copies changed: what it tells no more, they no longer tell."""
    query = sa.select(REPORTS.c.id, REPORTS.c.url).where(REPORTS.c.url.is_not(None))
    urls = {row.id: row.url for row in rows_in(connection, query, REPORTS.c.id, everyone)}
    pages = {urls[key] for key in changed if key in urls}
    return {key for key, url in urls.items() if url in pages}


def _chains(connection: sa.Connection, reports: set[str]) -> dict[str, Copy]:
    """The chains that some reports are in."""
    found: dict[str, Copy] = {}
    origins = set(reports)
    origins |= {row.origin for row in rows_in(connection, sa.select(COPIES.c.origin), COPIES.c.report, reports)}
    for some in in_lots(sorted(origins)):
        theirs = sa.or_(COPIES.c.origin.in_(some), COPIES.c.report.in_(some), COPIES.c.parent.in_(some))
        rows = connection.execute(sa.select(COPIES).where(theirs))
        found |= {row.report: Copy(*(getattr(row, field.name) for field in dataclasses.fields(Copy))) for row in rows}
    return found


def _prints(connection: sa.Connection, reports: Sequence[str]) -> Iterator[Print]:
    r = REPORTS.c
    query = sa.select(r.id, r.text, r.publisher, r.published, r.agency, r.dateline_place)
    for row in rows_in(connection, query, r.id, reports):
        yield Print(row.id, row.text, row.publisher, row.published, row.agency, row.dateline_place is not None)


def _row(copy: Copy) -> CopyRow:
    return CopyRow(copy.report, copy.origin, copy.parent, copy.likeness, copy.kind, copy.why)
