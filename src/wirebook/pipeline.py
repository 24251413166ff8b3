"""The one place that chains the steps: intake → reading → balances → checks, one report at a time.

Reports in = reports read + problems: each input gives one outcome, in the order of the inputs.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from wirebook.checks.run import run_checks
from wirebook.deadline import MAX_SECONDS, TooLongError, at_most
from wirebook.fields.quantity.amounts import find_amounts
from wirebook.intake import MAX_BYTES, InputItem, Intake, Received, receive, receive_item, receive_text
from wirebook.intake.expand import opened_one_by_one
from wirebook.intake.model import Result, Seen
from wirebook.intake.transport.files import shown
from wirebook.intake.transport.http import Session, is_address
from wirebook.ledger.balances.balance import draw_up
from wirebook.ledger.books.unread import unread_of
from wirebook.ledger.database.reasons import route_of
from wirebook.packs import Pack, load_packs
from wirebook.packs.check import Miss, check_pack, strange_sides, taken_words
from wirebook.reading import Reader, load_reader, read_report
from wirebook.reading.why import why
from wirebook.types import Balance, Claim, Finding, Problem, Reading

_Made = TypeVar("_Made")
_REPORT_IT = "the other reports were read; please report this as a bug, with the text if you may share it"


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read: the same settings and the same bytes give the same outcome, here or in another process.

    `published`, `encoding`, `max_bytes`, `columns`, `allow_private` and `keep` are those of `Intake`; `accounts` are
    folders with further account packs; `model` is another language model; `select` and `ignore` choose warnings by
    code; `max_seconds` of the processor's time are what one report may take (0: any).
    """

    published: str | None = None
    encoding: str | None = None
    max_bytes: int = MAX_BYTES
    accounts: tuple[str, ...] = ()
    model: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    allow_private: bool = False
    keep: str | None = None
    max_seconds: float = MAX_SECONDS

    @property
    def intake(self) -> Intake:
        """How reports are taken in."""
        return Intake(self.published, self.encoding, self.max_bytes, self.columns, self.allow_private, self.keep)


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
    file on which the report's text begins; `status` is what an address answered that gave nothing.
    """

    origin: str
    reading: Reading | None = None
    balances: tuple[Balance, ...] = ()
    findings: tuple[Finding, ...] = ()
    problem: Problem | None = None
    notes: tuple[Problem, ...] = ()
    first_line: int = 1
    seen: Seen | None = None
    status: int | None = None

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


def open_inputs(names: Iterable[str], settings: Settings) -> Iterator[InputItem | Outcome]:
    """What files, folders, patterns, addresses and standard input ("-") hold: items to read, or what went wrong."""
    with Session(settings.intake) as session:
        for name, inside in opened_one_by_one(names, settings.intake, session):
            while (item := _next_of(inside, name, settings)) is not None:
                if isinstance(item, Problem):
                    yield Outcome(
                        item.where,
                        problem=item,
                        status=session.status if is_address(name) and item.where == name else None,
                    )
                else:
                    yield item


def _next_of(
    inside: Iterator[InputItem | Problem], where: str, settings: Settings
) -> InputItem | Problem | Outcome | None:
    """The next of what an input holds; an outcome when it cannot be opened further."""
    return _guarded(where, settings.max_seconds, lambda: next(inside, None))


def read_inputs(names: Iterable[str], desk: Desk) -> Iterator[Outcome]:
    """Read all that some names hold, one report after another; an outcome for each, in order."""
    for item in open_inputs(names, desk.settings):
        yield item if isinstance(item, Outcome) else read_item(item, desk)


def read_path(path: str, desk: Desk) -> Outcome:
    """Read a file with one report in it; one with several is a problem, which `read_inputs` has not."""
    return read_item(InputItem(path), desk)


def read_item(item: InputItem, desk: Desk) -> Outcome:
    """Read one report."""
    return _outcome(desk, shown(item.origin), lambda intake: receive_item(item, intake))


def read_bytes(data: bytes, origin: str, desk: Desk, published: str | None = None) -> Outcome:
    """Read one report from its bytes; `origin` is what it is called in messages, `published` wins over its own date."""
    if published:
        desk = replace(desk, settings=replace(desk.settings, published=published))
    return _outcome(desk, origin, lambda intake: receive(data, origin, intake))


def read_text(text: str, desk: Desk, origin: str = "text") -> Outcome:
    """Read one report from its text (a header at its top is understood)."""
    return _outcome(desk, origin, lambda intake: receive_text(text, origin, intake))


def _outcome(desk: Desk, origin: str, received_by: Callable[[Intake], Result]) -> Outcome:
    """One report through all steps."""

    def steps() -> Outcome:
        received, problem = received_by(desk.settings.intake)
        return Outcome(origin, problem=problem) if received is None else _read(received, desk)

    return _guarded(origin, desk.settings.max_seconds, steps)


def took_too_long(origin: str, seconds: float) -> Problem:
    """The problem of a report that was broken off."""
    what = f"reading it took more than {seconds:g} seconds of the processor's time, and was broken off"
    return Problem(origin, what, "the other reports were read; look what is odd in it, split it, or give --max-seconds")


def _guarded(origin: str, seconds: float, step: Callable[[], _Made]) -> _Made | Outcome:
    """Whatever goes wrong in one report, or takes too long, stays with that report."""
    try:
        with at_most(seconds):
            return step()
    except TooLongError:
        return Outcome(origin, problem=took_too_long(origin, seconds))
    except Exception as error:  # noqa: BLE001 - a bug in one report must not cost the others
        what = f"Wirebook failed on it ({type(error).__name__}: {error})"
        return Outcome(origin, problem=Problem(origin, what, _REPORT_IT))


def _read(received: Received, desk: Desk) -> Outcome:
    reading = read_report(received.report, desk.reader)
    balances = draw_up(reading.claims, desk.packs, unread_of(reading))
    findings = run_checks(reading, balances, desk.settings.select, desk.settings.ignore)
    return Outcome(
        received.report.origin,
        reading,
        balances,
        findings,
        notes=received.notes,
        first_line=received.first_line,
        seen=received.seen,
    )


def try_packs(desk: Desk, packs: Sequence[Pack]) -> tuple[Problem, ...]:
    """Read every example and counter-example of some packs; a problem for each that comes out otherwise."""
    return tuple(miss.problem for miss in try_examples(desk, packs))


def try_examples(desk: Desk, packs: Sequence[Pack]) -> Iterator[Miss]:
    """Read every example and counter-example of some packs; what comes out otherwise, with its passage."""

    def read(text: str, published: str | None) -> Sequence[Claim]:
        reading = _passage(desk, text, published)
        return () if reading is None else reading.claims

    for pack in packs:
        yield from (Miss(problem, "") for problem in (*taken_words(pack, desk.packs), *strange_sides(pack)))
        yield from check_pack(pack, read)


def why_read_so(desk: Desk, text: str, published: str | None = None) -> tuple[str, ...]:
    """Tell of each number of a passage which account and rule took it, or what stood in the way; a line each."""
    reading = _passage(desk, text, published)
    return () if reading is None else why(reading, find_amounts(reading.report.text), desk.reader, desk.packs, route_of)


def _passage(desk: Desk, text: str, published: str | None) -> Reading | None:
    received, _ = receive_text(text, "example", Intake(published=published))
    return None if received is None else read_report(received.report, desk.reader)
