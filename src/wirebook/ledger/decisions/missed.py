"""Claims that the reader missed and a person added: made of words of the report, one with what a reader finds later."""

from collections.abc import Iterable, Sequence

from wirebook.fields.quantity.amounts import find_amounts
from wirebook.fields.quantity.interval import format_amount
from wirebook.ids import content_id
from wirebook.ledger.decisions import values
from wirebook.ledger.errors import LedgerError
from wirebook.packs.model import Pack
from wirebook.types import Amount, Claim, Reading, Span

_UNSURE = 0.5


def span_of(text: str, words: str, start: int | None = None, end: int | None = None) -> Span:
    """Where words stand in a text: at `start` and `end`, where both are told, else where they occur once.

    Raises:
        LedgerError: when the text does not have these words there, or not just once.
    """
    if start is not None and end is not None:
        if not 0 <= start < end <= len(text):
            raise LedgerError(f"the report has no characters {start} to {end}; it has {len(text)}")
        if words and text[start:end] != words:
            raise LedgerError(f"“{words}” is not what the report has from {start} to {end}: “{text[start:end]}”")
        return Span(start, end)
    many = text.count(words) if words else 0
    if many != 1:
        told = "does not have" if not many else f"has {many} times"
        raise LedgerError(f"the report {told} the words “{words}”; say where they stand with their start and end")
    at = text.index(words)
    return Span(at, at + len(words))


def made_of(reading: Reading, words: Span, measure: str, item: str, packs: Sequence[Pack]) -> Claim:
    """The claim that the words of a number make, in the sentence that they stand in: what they count and how.

    `measure` may name its account ("casualties/killed"), and has to where several accounts have it with this item.

    Raises:
        LedgerError: when there is no such measure or item, or the words are blank or run over sentences.
    """
    text = reading.report.text
    quoted = text[words.start : words.end]
    if not quoted.strip():
        raise LedgerError("these words are blank; select the words of the number")
    pack, kind, thing = _counted(measure, item, packs)
    evidence = _sentence(reading, words)
    key = content_id("clm", "added", reading.report.id, words.start, words.end, pack, kind, thing)
    found = [one for one in find_amounts(quoted) if quoted.strip() == one.written.strip()] or list(find_amounts(quoted))
    return Claim(
        id=key,
        report=reading.report.id,
        account=pack,
        measure=kind,
        item=thing,
        amount=_moved(found[0], words) if len(found) == 1 else None,
        evidence=(evidence, words),
        quote=text[evidence.start : evidence.end],
        stance="states",
        status="happened",
        confidence=_UNSURE,
    )


def _moved(one: Amount, words: Span) -> Amount:
    span = Span(words.start + one.span.start, words.start + one.span.end)
    return Amount(one.low, one.high, one.approximate, one.unit, format_amount(one), span, one.vague, one.share)


def _sentence(reading: Reading, words: Span) -> Span:
    around = [one.span for one in reading.passages if one.span.start <= words.start and words.end <= one.span.end]
    if around:
        return around[0]
    if any(one.span.start < words.end and words.start < one.span.end for one in reading.passages):
        raise LedgerError("these words run over more than one sentence; select those of the number alone")
    return words


def _counted(measure: str, item: str, packs: Sequence[Pack]) -> tuple[str, str, str]:
    """The account, measure and item that are meant, by name or code."""
    account, _, name = measure.rpartition("/")
    if account:
        account = values.one_of("account", account, [(pack.account, "") for pack in packs])
    mine = [pack for pack in packs if account in ("", pack.account)]
    kind = values.one_of("measure", name, [(one.id, one.definition) for pack in mine for one in pack.measures])
    mine = [pack for pack in mine if any(one.id == kind for one in pack.measures)]
    thing = values.one_of("item", item, [(one.id, one.words[0]) for pack in mine for one in pack.items])
    having = [pack.account for pack in mine if any(one.id == thing for one in pack.items)]
    if len(having) > 1:
        some = " or ".join(f"{account}/{kind}" for account in having)
        raise LedgerError(f"several accounts have the measure {kind} of {thing}; write {some}")
    return having[0], kind, thing


def same(one: Claim, added: Claim) -> bool:
    """Whether a claim that was read is the one that was added: the same measure and item of the same words."""
    words, mine = (claim.amount.span if claim.amount else claim.evidence[-1] for claim in (one, added))
    alike = (one.report, one.account, one.measure, one.item) == (added.report, added.account, added.measure, added.item)
    return alike and words.start < mine.end and mine.start < words.end


def with_added(claims: Sequence[Claim], added: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims as they were read, and behind those of its report each added one that the reader did not find."""
    found = list(claims)
    for one in added:
        if not any(same(other, one) for other in found):
            last = max((at for at, other in enumerate(found) if other.report <= one.report), default=-1)
            found.insert(last + 1, one)
    return tuple(found)
