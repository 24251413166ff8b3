"""A table becomes readings: one report a row, whose text is the row's cells, and a claim for each number in it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wirebook.evidence import NO_WORDS, proven, where_named, worded
from wirebook.external_tables.cells import CellError, by_name, is_blank, moment, number
from wirebook.external_tables.mapping import Column, MappedName, MappingError, TableMapping, fitting, shipped
from wirebook.external_tables.table import Row, Table
from wirebook.fields.party.parties import countries
from wirebook.fields.party.sources import source_kind
from wirebook.fields.place.resolution import PlaceContext, find_places
from wirebook.ids import content_id
from wirebook.packs.model import Pack
from wirebook.types import Amount, Basis, Claim, Inference, Party, Period, Place, Problem, Reading, Report, Source, Span

_CERTAIN = 0.99  # a cell is what it is; the mapping may still be wrong about it


def mapping_for(table: Table, chosen: TableMapping | None) -> TableMapping:
    """The mapping given, or the shipped one that fits the table's columns.

    Raises:
        MappingError: when the table lacks a column that the mapping needs, or no shipped one fits.
    """
    mapping = chosen or fitting(table.header)
    columns = ", ".join(table.header[:12])
    if mapping is None:
        known = ", ".join(one.name for one in shipped())
        raise MappingError(
            f"{table.origin}: no mapping is known for these columns ({columns}); shipped: {known}; "
            "write one of your own and give it with --mapping FILE"
        )
    lacking = [name for name in (*mapping.needs, *mapping.key) if name not in table.header]
    if lacking:
        raise MappingError(
            f"{table.origin}: the mapping {mapping.name} needs the column {lacking[0]!r}, the table has {columns}"
        )
    return mapping


def read_table(
    table: Table, mapping: TableMapping, packs: Sequence[Pack]
) -> Iterator[tuple[Reading | None, tuple[Problem, ...]]]:
    """A reading of each row, with what is wrong with its cells; none for a row that no claim can be made of.

    Raises:
        MappingError: when the mapping names an account, measure or item that no pack has.
    """
    check_against(mapping, packs)
    seen: dict[str, int] = {}
    for row in table.rows:
        first = seen.setdefault(row.text, row.line)
        if first != row.line:
            what = f"the row repeats line {first}"
            yield None, (Problem(f"{table.origin}:{row.line}", what, "one of them is left out; delete it"),)
        else:
            yield _read(row, table.origin, mapping)


def check_against(mapping: TableMapping, packs: Sequence[Pack]) -> None:
    """Refuse a mapping that speaks of what no account has.

    Raises:
        MappingError: naming it, and what there is.
    """
    pack = next((pack for pack in packs if pack.account == mapping.account), None)
    if pack is None:
        known = ", ".join(pack.account for pack in packs)
        raise MappingError(f"{mapping.name}: there is no account {mapping.account!r}; known are {known}")
    items = {item.id for item in pack.items}
    measures = {measure.id for measure in pack.measures}
    parties = {name for name, _ in mapping.parties}
    used = [(item, items, "item") for _, item in mapping.items]
    used += [(one, items, "item") for one in (mapping.item, mapping.mixed) if one]
    used += [(column.measure, measures, "measure") for column in mapping.columns]
    used += [(column.item, items, "item") for column in mapping.columns if column.item]
    used += [(p, parties, "party") for column in mapping.columns for p in (column.actor, column.target) if p]
    for name, known_names, what in used:
        if name not in known_names:
            raise MappingError(
                f"{mapping.name}: there is no {what} {name!r}; known are {', '.join(sorted(known_names))}"
            )


def _read(row: Row, origin: str, mapping: TableMapping) -> tuple[Reading | None, tuple[Problem, ...]]:
    where = f"{origin}:{row.line}"
    problems: list[Problem] = []
    period = _period(row, mapping, where, problems)
    item = _item(row, mapping, where, problems)
    if period is None or item is None:
        return None, tuple(problems)
    report = Report(
        id=content_id("rep", mapping.name, row.text),
        origin=f"table {mapping.name}",  # the same for each copy of the table, wherever a row stands in it
        text=row.text,
        title=mapping.title,
        publisher=mapping.publisher,
        published=(period.end or period.start or "")[:10],
        language="en",
    )
    place, places = _placed(row, mapping, where, problems)
    base = Claim(
        id="",
        report=report.id,
        account=mapping.account,
        measure="",
        item=item,
        amount=None,
        evidence=(),
        quote="",
        stance=mapping.stance,
        status="happened",
        source=_source(row, mapping, where, problems),
        place=place,
        places=places,
        period=period,
        confidence=_CERTAIN,
        variety=row.cells.get(mapping.item_column or "", ""),
    )
    claims = _claims(row, mapping, base, where, problems)
    if not claims:
        problems.append(Problem(where, "no cell of it holds a number", "fill it in, or delete the row"))
        return None, tuple(problems)
    return proven(Reading(report, (), claims, reader=f"table {mapping.name} {mapping.digest}")), tuple(problems)


def _claims(row: Row, mapping: TableMapping, base: Claim, where: str, problems: list[Problem]) -> tuple[Claim, ...]:
    found: dict[str, Claim] = {}
    for column in mapping.columns:
        cell = row.cells.get(column.column, "")
        if is_blank(cell):
            continue
        try:
            value = sum(part or 0.0 for part in by_name(cell).values()) if column.map else number(cell)
        except CellError as error:
            problems.append(Problem(f"{where} ({column.column})", str(error), "correct the cell; the rest was read"))
            continue
        found[column.column] = _claim(row, column, base, value, mapping)
    return tuple(
        replace(claim, relation="part", of=found[column.part_of].id) if column.part_of in found else claim
        for column, claim in ((c, found[c.column]) for c in mapping.columns if c.column in found)
    )


def _claim(row: Row, column: Column, base: Claim, value: float, mapping: TableMapping) -> Claim:
    span = row.spans[column.column]
    line = Span(span.start - len(column.column) - 2, span.end)
    head = Span(line.start, line.start + len(column.column))
    written = row.text[span.start : span.end]
    parties = dict(mapping.parties)
    item = column.item or base.item
    return replace(
        base,
        id=content_id("clm", base.report, base.account, column.measure, item, value, *span),
        measure=column.measure,
        item=item,
        variety="" if column.item else base.variety,
        amount=Amount(value, value, approximate=False, unit="count", written=written, span=span),
        evidence=(line, span),
        quote=row.text[line.start : line.end],
        actor=_party(parties.get(column.actor or ""), row, head),
        target=_party(parties.get(column.target or ""), row, head),
        rule=f"{mapping.name}/{column.column}",
        reasons=(Inference("amount", Basis.COLUMN, words=(column.column,)),),
    )


def _party(named: MappedName | None, row: Row, head: Span) -> Party | None:
    """A party that a column stands for: the words for it are the column's name."""
    return None if named is None else worded(Party(named.code, named.name, "", NO_WORDS), row.text, head)


def _period(row: Row, mapping: TableMapping, where: str, problems: list[Problem]) -> Period | None:
    try:
        start, told = moment(row.cells.get(mapping.start, ""), mapping.formats)
        last = row.cells.get(mapping.end, "") or row.cells.get(mapping.start, "")
        end, also = moment(last, mapping.formats)
    except CellError as error:
        problems.append(Problem(f"{where} ({mapping.start}, {mapping.end})", str(error), "correct the cell"))
        return None
    if start[:16] > end[: len(start)] and start[:10] > end[:10]:
        what = f"the window ends ({end}) before it begins ({start})"
        problems.append(Problem(f"{where} ({mapping.end})", what, "correct one of the two cells"))
        return None
    span = row.spans[mapping.start]
    if told != also:  # spreadsheets leave out the hour of midnight
        start, end = (one if "T" in one else f"{one}T00:00" for one in (start, end))
    minutes = (told or also) and start <= end
    if not minutes:
        start, end = start[:10], end[:10]
    edtf = start if start == end else f"{start}/{end}"
    return Period(start, end, "minute" if minutes else "day", edtf, row.text[span.start : span.end], span)


def _item(row: Row, mapping: TableMapping, where: str, problems: list[Problem]) -> str | None:
    if mapping.item_column is None:
        return mapping.item
    cell = row.cells.get(mapping.item_column, "")
    words = dict(mapping.items)
    names = [name.strip() for name in cell.split(mapping.item_joined)] if mapping.item_joined else [cell]
    items = {words.get(name) for name in names}
    if None in items:
        unknown = next(name for name in names if name not in words)
        remedy = f"add it to [item.words] of the mapping {mapping.name}"
        problems.append(Problem(f"{where} ({mapping.item_column})", f"“{unknown}” is no known item", remedy))
        return None
    return next(iter(items)) if len(items) == 1 else mapping.mixed


def _placed(
    row: Row, mapping: TableMapping, where: str, problems: list[Problem]
) -> tuple[Place | None, tuple[Place, ...]]:
    """The place of a row; several, or one that no gazetteer has, are an area of the country."""
    cell = row.cells.get(mapping.place_column or "", "")
    if not cell:
        return _country(mapping), ()
    span = row.spans[mapping.place_column or ""]
    names = [name.strip() for name in cell.split(mapping.place_joined)] if mapping.place_joined else [cell]
    spans = tuple(_spans(names, row.text, span))
    known = tuple(_place(name, mapping, where) for name, where in zip(names, spans, strict=True))
    for name, place in zip(names, known, strict=True):
        if place is None and name not in dict(mapping.areas):
            what = f"“{name}” is no known place"
            remedy = f"correct the cell, or add it to [place.areas] of the mapping {mapping.name}; its claims were kept"
            problems.append(Problem(f"{where} ({mapping.place_column})", what, remedy))
    rows = zip(names, known, spans, strict=True)
    found = tuple(place or _area(name, mapping, at) for name, place, at in rows)
    return (found[0], ()) if len(found) == 1 else (_area(cell, mapping, span), found)


def _spans(names: Sequence[str], text: str, span: Span) -> Iterator[Span]:
    """Where the names of a cell stand, one after the other."""
    at = span.start
    for name in names:
        at = text.index(name, at, span.end)
        yield Span(at, at := at + len(name))


def _country(mapping: TableMapping) -> Place | None:
    """The country of a table, where a row names no place in it."""
    known = find_places(countries()[mapping.country]["name"]) if mapping.country in countries() else ()
    return replace(known[0], span=NO_WORDS, written="") if known else None


def _place(name: str, mapping: TableMapping, span: Span) -> Place | None:
    """The place of the gazetteer that a name means, in the table's country where it is there; none of an area's."""
    around = PlaceContext((mapping.country,)) if mapping.country else None
    known = () if name in dict(mapping.areas) else find_places(name, around)
    inside = [place for place in known if place.country == mapping.country] or list(known)
    return replace(inside[0], span=span, written=name) if inside else None


def _area(name: str, mapping: TableMapping, span: Span) -> Place:
    called = dict(mapping.areas).get(name, name)
    return Place(None, called, mapping.country, None, None, None, "area", name, span)


def _source(row: Row, mapping: TableMapping, where: str, problems: list[Problem]) -> Source | None:
    table = Source(mapping.publisher, "media", NO_WORDS)
    if mapping.source_column is None:
        named = mapping.source
        return None if named is None else Source(named.name, named.kind, NO_WORDS, named.code, via=table)
    cell = row.cells.get(mapping.source_column, "")
    key = cell.split(mapping.source_until)[0] if mapping.source_until else cell
    known = dict(mapping.sources).get(key)
    if known is None and key.strip() and mapping.as_written:
        known = MappedName(key.strip(), kind=source_kind(key))
    if known is None:
        if cell:
            remedy = f"add it to [source.names] of the mapping {mapping.name}, or set as_written = true under [source]"
            what = f"“{key}” is no known source"
            problems.append(Problem(f"{where} ({mapping.source_column})", what, remedy))
        named = mapping.source
        return None if named is None else Source(named.name, named.kind, NO_WORDS, named.code, via=table)
    span = row.spans[mapping.source_column]
    written, at = span.of(row.text), where_named(known.name, row.text, span)
    return Source(known.name, known.kind, span, known.code, via=table, written=written, named=at)
