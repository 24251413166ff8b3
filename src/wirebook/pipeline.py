"""The one place that chains the steps: intake → reading → balances → checks, one report at a time.

Reports in = reports read + problems: each input gives one outcome, in the order of the inputs.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wirebook.checks.run import run_checks
from wirebook.intake import MAX_BYTES, Intake, Received, receive, receive_path, receive_text
from wirebook.intake.files import shown
from wirebook.ledger.balance import draw_up
from wirebook.packs import Pack, load_packs
from wirebook.packs.check import check_pack
from wirebook.reading import Reader, load_reader, read_report
from wirebook.types import Balance, Claim, Finding, Problem, Reading

_REPORT_IT = "the other reports were read; please report this as a bug, with the text if you may share it"


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read: the same settings and the same bytes give the same outcome, here or in another process.

    `published`, `encoding` and `max_bytes` are those of `Intake`; `accounts` are folders with further account
    packs; `model` is another language model; `select` and `ignore` choose warnings by code.
    """

    published: str | None = None
    encoding: str | None = None
    max_bytes: int = MAX_BYTES
    accounts: tuple[str, ...] = ()
    model: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """What is loaded once and used for every report."""

    settings: Settings
    packs: tuple[Pack, ...]
    reader: Reader


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: a reading with its books, or a problem.

    `notes` are things wrong with a report that could be read all the same. `first_line` is the line of the
    file on which the report's text begins.
    """

    origin: str
    reading: Reading | None = None
    balances: tuple[Balance, ...] = ()
    findings: tuple[Finding, ...] = ()
    problem: Problem | None = None
    notes: tuple[Problem, ...] = ()
    first_line: int = 1

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that has to be said about the input, whether it was read or not."""
        return self.notes if self.problem is None else (self.problem, *self.notes)


def open_desk(settings: Settings | None = None) -> Desk:
    """Load the account packs and the reader.

    Raises:
        PackError: when an account pack cannot be used.
        OSError: when the language model is not installed.
    """
    settings = settings or Settings()
    packs = load_packs(Path(folder) for folder in settings.accounts)
    return Desk(settings, packs, load_reader(packs, settings.model))


def read_paths(paths: Iterable[str], desk: Desk) -> Iterator[Outcome]:
    """Read files one after another; "-" is standard input. One outcome for each path, in order."""
    for path in paths:
        yield read_path(path, desk)


def read_path(path: str, desk: Desk) -> Outcome:
    """Read one file."""
    return _outcome(desk, shown(path), path=path)


def read_bytes(data: bytes, origin: str, desk: Desk) -> Outcome:
    """Read one report from its bytes; `origin` is what it is called in messages."""
    return _outcome(desk, origin, data=data)


def read_text(text: str, desk: Desk, origin: str = "text") -> Outcome:
    """Read one report from its text (a header at its top is understood)."""
    return _outcome(desk, origin, text=text)


def _outcome(
    desk: Desk, origin: str, *, path: str | None = None, data: bytes | None = None, text: str | None = None
) -> Outcome:
    """One report through all steps. Whatever goes wrong in one report stays with that report."""
    try:
        intake = Intake(desk.settings.published, desk.settings.encoding, desk.settings.max_bytes)
        if path is not None:
            received, problem = receive_path(path, intake)
        elif data is not None:
            received, problem = receive(data, origin, intake)
        else:
            received, problem = receive_text(text or "", origin, intake)
        return Outcome(origin, problem=problem) if received is None else _read(received, desk)
    except Exception as error:  # noqa: BLE001 - a bug in one report must not cost the others
        what = f"Wirebook failed on it ({type(error).__name__}: {error})"
        return Outcome(origin, problem=Problem(origin, what, _REPORT_IT))


def _read(received: Received, desk: Desk) -> Outcome:
    reading = read_report(received.report, desk.reader)
    balances = draw_up(reading.claims, desk.packs)
    findings = run_checks(reading, balances, desk.settings.select, desk.settings.ignore)
    return Outcome(
        received.report.origin,
        reading,
        balances,
        findings,
        notes=received.notes,
        first_line=received.first_line,
    )


def try_packs(desk: Desk, packs: Sequence[Pack]) -> tuple[Problem, ...]:
    """Read every example and counter-example of some packs; a problem for each that comes out otherwise."""

    def read(text: str, published: str | None) -> Sequence[Claim]:
        received, _ = receive_text(text, "example", Intake(published=published))
        return () if received is None else read_report(received.report, desk.reader).claims

    return tuple(problem for pack in packs for problem in check_pack(pack, read))
