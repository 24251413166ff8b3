"""Numbers that a report gives and nothing took: a balance that lacks a part says whether it is unread or unreported."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wirebook.ledger.books.interval_sums import Kinship
from wirebook.packs.model import Pack
from wirebook.types import Balance, Reading


@dataclass(frozen=True, slots=True)
class Unread:
    """A number of a report that nothing took: as it is written, and the item that it counts, "" where none is known."""

    report: str
    item: str
    written: str


def unread_of(reading: Reading) -> tuple[Unread, ...]:
    """The numbers of a reading that nothing took."""
    return tuple(Unread(reading.report.id, one.item, one.amount.written) for one in reading.unowned)


def with_unread(balance: Balance, unread: Sequence[Unread], packs: Sequence[Pack]) -> Balance:
    """The balance with the unread numbers of its reports that may be of it.

    These are the ones of its item, of a kind of it or of what it is a kind of, and those of unknown things.
    """
    kinship = next((Kinship.of(pack) for pack in packs if pack.account == balance.account), None)
    reports = {balance.report, *balance.reports}
    mine = [one for one in unread if one.report in reports]
    related = [one for one in mine if not one.item or (kinship and kinship.related(one.item, balance.item))]
    return replace(balance, unread=tuple(dict.fromkeys(one.written for one in related)))
