"""What an export is asked for, and the log that it gives."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wirebook.ledger.ledger import Ledger
from wirebook.ledger.query.filters import Limits
from wirebook.version import __version__

ExportRow = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to export: which rows of which ledger ("claims", "facts" …), and where to."""

    ledger: Ledger
    path: Path
    limits: Limits
    of: str = "claims"


@dataclass(slots=True)
class Log:
    """What an export wrote, and what the format could not hold: reasons, each with the number of rows.

    `at` is the time of the ledger's last line, so that the same ledger gives the same bytes.
    """

    format: str
    at: str
    rows: int = 0
    lost: Counter[str] = field(default_factory=Counter)
    version: str = __version__

    def document(self) -> dict[str, Any]:
        """The log as JSON has it."""
        told = {"format": self.format, "at": self.at, "rows": self.rows, "version": self.version}
        return told | {"lost": [{"what": what, "rows": count} for what, count in sorted(self.lost.items())]}
