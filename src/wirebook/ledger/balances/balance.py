"""Accounts drawn up: for each event and each identity of its pack, whole = parts + rest, over intervals.

What no part explains is named by the identity ("unaccounted") and never called anything else.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wirebook.fields.party.names import side_words
from wirebook.fields.quantity.interval import LowHigh, subtract
from wirebook.ids import content_id
from wirebook.ledger.balances.verdicts import with_standing
from wirebook.ledger.books.event_linkage import events
from wirebook.ledger.books.interval_sums import Kinship, bounds_of, plus, total
from wirebook.ledger.books.posting import side_of
from wirebook.ledger.books.unread import Unread, with_unread
from wirebook.packs.model import Identity, Pack
from wirebook.types import Balance, Claim, Entry, Verdict

PART_OF_WHOLE = Identity("part-of-whole", "order", whole="whole", parts=("part",), rest="")
PARTS_OF_WHOLE = Identity("parts-of-whole", "sum", whole="whole", parts=("part",), rest="others")
_DONE = ("happened", "ongoing")
_ById = Mapping[str, Claim]


@dataclass(frozen=True, slots=True)
class _Rest:
    """What is left of the whole, and what that says of the balance."""

    low: float
    high: float | None
    verdict: Verdict


def draw_up(claims: Sequence[Claim], packs: Sequence[Pack], unread: Sequence[Unread] = ()) -> tuple[Balance, ...]:
    """All balances that the claims allow, by report, account, identity and place in the text.

    A balance needs its whole and at least one part. Claims that are denied take no part; what is planned or
    pledged is not added to what happened. `unread` are the numbers that nothing took (`unread_of` a reading).
    """
    reports: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: (claim.evidence, claim.id)):
        if claim.stance != "denies" and claim.status != "denied":
            reports[claim.report].append(claim)
    drawn = (balance for key in sorted(reports) for balance in _of_report(reports[key], packs))
    return tuple(with_standing(with_unread(balance, unread, packs)) for balance in drawn)


def draw_up_event(claims: Sequence[Claim], packs: Sequence[Pack]) -> tuple[Balance, ...]:
    """The balances of claims that are known to be of one source, night and country, whatever reports they are of."""
    told = [claim for claim in claims if claim.stance != "denies" and claim.status != "denied"]
    ordered = sorted(told, key=lambda claim: (claim.report, claim.evidence, claim.id))
    return tuple(_of_report(ordered, packs))


def _of_report(claims: Sequence[Claim], packs: Sequence[Pack]) -> Iterator[Balance]:
    by_id = {claim.id: claim for claim in claims}
    for pack in packs:
        mine = [claim for claim in claims if claim.account == pack.account]
        for identity in (row for row in pack.identities if row.kind != "stock"):
            yield from _of_identity(mine, identity, summing_within(identity, pack), (Kinship.of(pack), by_id))
        yield from _parts_of_wholes(mine, pack, by_id)


def _of_identity(
    claims: Sequence[Claim], identity: Identity, within: Sequence[Identity], known: tuple[Kinship, _ById]
) -> Iterator[Balance]:
    """The balances of an identity; `within` are those whose parts are some of its own ("stopped" in "launched")."""
    kinship, by_id = known
    if identity.parts == (identity.whole,):
        yield from _both_ways(claims, identity, kinship, by_id)
        return
    measures = (identity.whole, *identity.parts, *(row.whole for row in within))
    concerned = [claim for claim in claims if claim.measure in measures and _counts(claim)]
    for alike in _split(concerned, lambda claim: (claim.amount and claim.amount.unit, _standing(claim, identity))):
        for event in events(alike):
            for item in _items(event):
                inside = [claim for claim in event if kinship.within(claim.item, item)]
                yield from _drawn(identity, item, inside, _told_of(inside, identity, within, known))


def entries_of(
    claims: Sequence[Claim], identity: Identity, item: str, pack: Pack
) -> tuple[Entry | None, dict[str, Entry | None]]:
    """The whole of an identity for an item and its parts by measure, from claims of one source and night."""
    kinship = Kinship.of(pack)
    inside = [claim for claim in claims if _counts(claim) and kinship.within(claim.item, item)]
    known = (kinship, {claim.id: claim for claim in claims})
    return _told_of(inside, identity, summing_within(identity, pack), known)


def _told_of(
    claims: Sequence[Claim], identity: Identity, within: Sequence[Identity], known: tuple[Kinship, _ById]
) -> tuple[Entry | None, dict[str, Entry | None]]:
    measures = (identity.whole, *identity.parts, *(row.whole for row in within))
    whole, *entries = [_entry(measure, claims, *known) for measure in measures]
    count = len(identity.parts)
    return whole, _summed_up(entries[:count], entries[count:], identity, within)


def summing_within(identity: Identity, pack: Pack) -> tuple[Identity, ...]:
    """The sums of a pack whose parts are some of an identity's: what they sum up stands for these parts."""
    sums = [row for row in pack.identities if row.kind == "sum" and identity.kind == "sum" and row.id != identity.id]
    return tuple(row for row in sums if set(row.parts) < set(identity.parts) and row.whole not in identity.parts)


def _summed_up(
    parts: Sequence[Entry | None], sums: Sequence[Entry | None], identity: Identity, within: Sequence[Identity]
) -> dict[str, Entry | None]:
    """The parts of an identity by measure; where they are told together and apart, what says more of them.

    "Neutralised 74" beside "28 shot down" counts the 28 already. Parts that say as much as their sum stand for it.
    """
    told = dict(zip(identity.parts, parts, strict=True))
    for row, sum_ in zip(within, sums, strict=True):
        apart = [entry for name in row.parts if (entry := told[name]) is not None]
        least, _ = _added([(entry.low, entry.high) for entry in apart])
        if sum_ is None or (apart and least >= sum_.low) or (sum_.high is not None and least > sum_.high):
            continue
        told = {name: entry for name, entry in told.items() if name not in row.parts} | {row.whole: sum_}
    return told


def _both_ways(claims: Sequence[Claim], identity: Identity, kinship: Kinship, by_id: _ById) -> Iterator[Balance]:
    """The two ways of one exchange: what the one side gives the other, and what it gets, as one transaction."""
    concerned = [claim for claim in claims if claim.measure == identity.whole and _counts(claim) and _way(claim)]
    for alike in _split(concerned, lambda claim: (_standing(claim, identity), claim.period and claim.period.end)):
        for pair in _split(alike, lambda claim: frozenset(_way(claim))):
            first = min(_way(claim)[0] for claim in pair)
            ways = [[claim for claim in pair if (_way(claim)[0] == first) is one] for one in (True, False)]
            entries = [_leg(identity.whole, way, kinship, by_id) for way in ways]
            given = [entry for entry in entries if entry is not None]
            missing = () if len(given) > 1 else (f"{identity.whole} in return",)
            if given:
                yield _balance(identity, pair[0].item, pair, tuple(given), missing)


def _way(claim: Claim) -> tuple[str, ...]:
    """Who gives and who gets, as sides; none where one of them is not known, or both are one."""
    sides = tuple(side_of(party.code) for party in (claim.actor, claim.target) if party is not None and party.code)
    return sides if len(set(sides)) > 1 else ()


def _leg(measure: str, claims: Sequence[Claim], kinship: Kinship, by_id: _ById) -> Entry | None:
    entry = total(measure, claims, kinship, by_id)
    return None if entry is None else replace(entry, measure=f"{measure} by {_way(claims[0])[0]}")


def _counts(claim: Claim) -> bool:
    return claim.amount is not None and claim.amount.unit != "percent"


def _standing(claim: Claim, identity: Identity) -> str:
    """Sums keep what happened and what is pledged apart; an order (pledged, delivered) runs across."""
    if identity.kind != "sum":
        return ""
    return _DONE[0] if claim.status in _DONE else claim.status


def _split(claims: Sequence[Claim], key: Callable[[Claim], object]) -> list[list[Claim]]:
    groups: dict[object, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[key(claim)].append(claim)
    return list(groups.values())


def _items(claims: Sequence[Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim.item for claim in claims))


def _entry(measure: str, claims: Sequence[Claim], kinship: Kinship, by_id: _ById) -> Entry | None:
    return total(measure, [claim for claim in claims if claim.measure == measure], kinship, by_id)


def _drawn(
    identity: Identity, item: str, claims: Sequence[Claim], told: tuple[Entry | None, Mapping[str, Entry | None]]
) -> Iterator[Balance]:
    whole, named = told
    parts = tuple(entry for entry in named.values() if entry is not None)
    missing = tuple(name for name, entry in named.items() if entry is None)
    if identity.kind == "legs" and (whole is not None or parts):
        missing = (identity.whole, *missing) if whole is None else missing
        yield _balance(identity, item, claims, (whole or Entry(identity.whole, 0.0, None, ()), *parts), missing)
    elif whole is not None and parts:
        yield _balance(identity, item, claims, (whole, *parts), missing)


def _balance(
    identity: Identity,
    item: str,
    claims: Sequence[Claim],
    entries: tuple[Entry, ...],
    missing: tuple[str, ...] = (),
) -> Balance:
    whole, *parts = entries
    rest = _left(identity, whole, parts, missing)
    used = [name for entry in entries for name in entry.claims]
    told = [claim for claim in claims if claim.id in used]
    first = told[0]
    if rest.verdict == "exact" and any(claim.amount and claim.amount.approximate for claim in told):
        rest = _Rest(rest.low, rest.high, "loose")
    source = next((claim.source.name for claim in told if claim.source), None)
    return Balance(
        id=content_id("balance", first.report, first.account, identity.id, item, source, *used),
        account=first.account,
        identity=identity.id,
        item=item,
        report=first.report,
        source=source,
        period=next((claim.period for claim in told if claim.period), None),
        whole=whole,
        parts=tuple(parts),
        rest_name=identity.rest if identity.kind == "sum" else "",
        rest_low=rest.low,
        rest_high=rest.high,
        verdict=rest.verdict,
        missing=missing,
        note=_note(identity, whole, parts, rest, missing),
        tolerance=identity.tolerance,
        place=next((claim.place.name for claim in told if claim.place), None),
        reports=tuple(sorted({claim.report for claim in told})),
    )


def last_day(balance: Balance) -> str:
    """The last day of a balance (ISO), or its first where it is open; "" where it has none."""
    return (balance.period.end or balance.period.start or "")[:10] if balance.period else ""


def _left(identity: Identity, whole: Entry, parts: Sequence[Entry], missing: Sequence[str]) -> _Rest:
    if identity.kind == "legs":
        single = not missing and all(entry.low == entry.high for entry in (whole, *parts))
        return _Rest(0.0, 0.0, "exact" if single else "loose")
    taken = [(part.low, part.high) for part in parts]
    sum_ = _added(taken) if identity.kind == "sum" else _largest(taken)
    return _judged((whole.low, whole.high), sum_, identity.tolerance)


def judged(whole: Entry, parts: Sequence[Entry], tolerance: float) -> tuple[float, float | None, Verdict]:
    """What parts that add up leave of a whole, and how the intervals meet."""
    rest = _judged((whole.low, whole.high), _added([(part.low, part.high) for part in parts]), tolerance)
    return rest.low, rest.high, rest.verdict


def _added(parts: Sequence[LowHigh]) -> LowHigh:
    sum_: LowHigh = (0.0, 0.0)
    for part in parts:
        sum_ = plus(sum_, part)
    return sum_


def _largest(parts: Sequence[LowHigh]) -> LowHigh:
    highs = [part[1] for part in parts]
    return max(part[0] for part in parts), None if None in highs else max(high or 0.0 for high in highs)


def _judged(whole: LowHigh, parts: LowHigh, tolerance: float) -> _Rest:
    low, high = subtract(whole, parts)
    if high is not None and high < -tolerance:
        return _Rest(high if low is None else low, high, "broken")
    clipped = max(low or 0.0, 0.0)
    exact = low == high and low is not None
    return _Rest(clipped, None if high is None else max(high, 0.0), "exact" if exact else "loose")


def _parts_of_wholes(claims: Sequence[Claim], pack: Pack, by_id: _ById) -> Iterator[Balance]:
    """A part is at most its whole ("including three children"), whatever the identities of the pack say."""
    together = list(_disjoint_parts(claims, pack, by_id))
    yield from (_of_parts(one, parts, by_id) for one, parts in together)
    added = {part.id for _, parts in together for part in parts}
    for claim in claims:
        whole = by_id.get(claim.of or "") if claim.id not in added else None
        if claim.relation == "part" and whole is not None and not _covered(whole, claim, pack):
            bounds, room = bounds_of(claim, by_id), bounds_of(whole, by_id)
            if bounds is not None and room is not None and _same_unit(claim, whole):
                entries = (
                    Entry(whole.measure, *room, (whole.id,)),
                    Entry(claim.measure, *bounds, (claim.id,)),
                )
                yield _balance(PART_OF_WHOLE, claim.item, (whole, claim), entries)


def _disjoint_parts(claims: Sequence[Claim], pack: Pack, by_id: _ById) -> Iterator[tuple[Claim, tuple[Claim, ...]]]:
    """Wholes with two or more parts of one sentence that never overlap: "16,000 children and 14,500 women"."""
    parts = [claim for claim in claims if claim.relation == "part" and claim.of in by_id and _counts(claim)]
    for alike in _split(parts, lambda claim: (claim.of, claim.evidence[0], claim.measure)):
        whole = by_id[alike[0].of or ""]
        items = [claim.item for claim in alike]
        apart = any(set(items) <= set(group) for group in pack.disjoint) and len(set(items)) == len(items)
        if len(alike) > 1 and (apart or _make_up(whole, alike)) and all(_same_unit(c, whole) for c in alike):
            yield whole, tuple(alike)


def _make_up(whole: Claim, parts: Sequence[Claim]) -> bool:
    """Whether the parts that a sentence gives are all of the whole: then they are a list of it, and never overlap."""
    bounds = [(part.amount.low, part.amount.high) for part in parts if part.amount]
    single = all(low == high and low is not None for low, high in bounds) and whole.measure == parts[0].measure
    room = (whole.amount.low, whole.amount.high) if whole.amount else (None, None)
    return single and room == (sum(low or 0 for low, _ in bounds),) * 2


def _of_parts(whole: Claim, parts: Sequence[Claim], by_id: _ById) -> Balance:
    room = bounds_of(whole, by_id) or (0.0, None)
    names = _names_of(parts)
    bounds = [bounds_of(part, by_id) or (0.0, None) for part in parts]
    entries = tuple(Entry(name, *at, (part.id,)) for name, at, part in zip(names, bounds, parts, strict=True))
    return _balance(PARTS_OF_WHOLE, whole.item, (whole, *parts), (Entry(whole.measure, *room, (whole.id,)), *entries))


def _names_of(parts: Sequence[Claim]) -> list[str]:
    """What tells the parts of a whole from each other: their items, or where these are alike their places or makes."""
    items = [part.item for part in parts]
    if len(set(items)) == len(items):
        return items
    return [part.variety or _placed(part.item, part if items.count(part.item) > 1 else None) for part in parts]


def _placed(item: str, part: Claim | None) -> str:
    return f"{item} in {part.place.name}" if part and part.place else item


def _covered(whole: Claim, part: Claim, pack: Pack) -> bool:
    pair = (whole.measure, part.measure)
    return any(
        pair[0] == row.whole and pair[1] in (*row.parts, *(one.whole for one in summing_within(row, pack)))
        for row in pack.identities
    )


def _same_unit(one: Claim, other: Claim) -> bool:
    return bool(one.amount and other.amount and one.amount.unit == other.amount.unit and _counts(one))


def _note(identity: Identity, whole: Entry, parts: Sequence[Entry], rest: _Rest, missing: Sequence[str]) -> str:
    """The balance in one plain sentence with its numbers."""
    if identity.kind == "legs":
        told = "; ".join(_told(entry) for entry in (whole, *parts) if entry.claims)
        return told + "".join(f"; nothing said of {_plain(name)}" for name in missing)
    if identity.id == PART_OF_WHOLE.id:
        return f"{_range(parts[0].low, parts[0].high)} of {_told(whole)}{_excess(rest)}"
    if identity.kind == "order":
        return f"{_told(whole)}; {', '.join(_told(part) for part in parts)}{_excess(rest)}"
    sum_ = _added([(part.low, part.high) for part in parts])
    equals = f" = {_range(*sum_)}" if len(parts) > 1 else ""
    left = _excess(rest) or f"; {_range(rest.low, rest.high)} {_plain(identity.rest)}"
    return f"{_told(whole)}; {' + '.join(_told(part) for part in parts)}{equals}{left}"


def _excess(rest: _Rest) -> str:
    if rest.verdict != "broken" or rest.high is None:
        return ""
    return f"; {_range(-rest.high, -rest.low)} more than there can be"


def _told(entry: Entry) -> str:
    return f"{_range(entry.low, entry.high)} {_plain(entry.measure)}"


def _plain(name: str) -> str:
    return side_words(name).replace("_", " ")


def _range(low: float, high: float | None) -> str:
    if high is None:
        return f"at least {_number(low)}"
    return _number(low) if low == high else f"{_number(low)} to {_number(high)}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"
