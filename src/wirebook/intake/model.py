"""What intake is told, and what it hands on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from wirebook.types import Problem, Report

MAX_BYTES = 10_000_000
TIMES = 20
_LEAST_ROW = 50  # bytes of the limit that each report of a file counts for, however little it is
_WRITTEN = ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y")
_MONTHS = ("%B %Y", "%b %Y")
_PATTERNS = (*((one, len("2024-11-13")) for one in _WRITTEN), *((one, len("2024-11")) for one in _MONTHS))


@dataclass(frozen=True, slots=True)
class Intake:
    """How reports are taken in.

    `published` (an ISO date, or the month or year of one) counts for all reports and wins over what they say;
    `encoding` is used instead of detection; files over `max_bytes` are refused, and so are archives that unpack to
    more; a file of several reports that has to be held in memory may be `TIMES` as large; `columns` names the columns
    of a table of articles ("text=body"); `allow_private` lets addresses lead into private networks; `keep` is a folder
    in which the bytes of each report are kept as they came.
    """

    published: str | None = None
    encoding: str | None = None
    max_bytes: int = MAX_BYTES
    columns: tuple[tuple[str, str], ...] = ()
    allow_private: bool = False
    keep: str | None = None

    @property
    def most(self) -> int:
        """How many bytes a file of several reports may have, when it has to be held whole."""
        return self.max_bytes * TIMES

    @property
    def reports(self) -> int:
        """How many reports a file that is held whole may have: packed, a text of a million rows stands there once."""
        return self.max_bytes // _LEAST_ROW


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a report beside its text; all as it was written."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    agency: str | None = None
    byline: str | None = None
    published: str | None = None
    updated: str | None = None


@dataclass(frozen=True, slots=True)
class InputItem:
    """One report before it is read: a file by its name (`data` is none), or bytes that came out of something else.

    `kind` is one of `sniffing.KINDS`, none where it has to be found out; `about` wins over what the bytes say of
    themselves, `otherwise` stands where they say nothing; `charset` is what the server or the crawl says, which may be
    wrong.
    """

    origin: str
    data: bytes | None = None
    kind: str | None = None
    about: About = About()
    charset: str | None = None
    otherwise: About = About()


@dataclass(frozen=True, slots=True)
class Seen:
    """Bytes that were kept: their SHA-256 in hex, and how many they are."""

    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Received:
    """A report, the line of its file on which the text begins, and what is wrong with it all the same.

    `seen` are the bytes that it came in, where they are kept.
    """

    report: Report
    first_line: int = 1
    notes: tuple[Problem, ...] = ()
    seen: Seen | None = None


ItemOrProblem = InputItem | Problem
Items = Iterator[ItemOrProblem]

Result = tuple[Received | None, Problem | None]
TextOrProblem = tuple[tuple[str, About] | None, Problem | None]
"""The text of one report and what it says of itself, or the problem that it is."""


def read_date(written: str) -> str | None:
    """A date as people write it, as an ISO date or an aware ISO datetime; none when it is no date.

    Understood are ISO 8601, the dates of mail and feeds, "13 November 2024" and "November 13, 2024"; where only the
    month or the year is known, "2024-11", "November 2024" and "2024"; seconds and milliseconds since 1970, as tables
    have them. A time without a zone is dropped: nobody knows when it was.
    """
    written = written.strip()
    if re.fullmatch(r"(?:1[89]|20)\d\d(?:-(?:0[1-9]|1[0-2]))?", written):
        return written
    if re.fullmatch(r"1\d{9}(?:\d{3}|\.\d+)?", written):
        return datetime.fromtimestamp(int(written[:10]), UTC).isoformat()
    try:
        return _kept(datetime.fromisoformat(written), has_time=len(written) > len("2024-11-13"))
    except ValueError:
        pass
    for pattern, length in _PATTERNS:
        try:
            return datetime.strptime(written, pattern).date().isoformat()[:length]  # noqa: DTZ007
        except ValueError:
            continue
    try:
        return _kept(parsedate_to_datetime(written), has_time=True)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _kept(moment: datetime, *, has_time: bool) -> str:
    day: date = moment.date()
    return moment.isoformat() if has_time and moment.tzinfo is not None else day.isoformat()
