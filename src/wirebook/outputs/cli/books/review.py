"""`wirebook review`: persons accept, correct, reject, join and part what was read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import click
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from wirebook.ledger.decisions import values
from wirebook.ledger.decisions.corrections import values_of
from wirebook.ledger.decisions.decision import Decision, Stood, opinions
from wirebook.ledger.ledger import Ledger, open_ledger
from wirebook.ledger.query.filters import Asked
from wirebook.ledger.review.agreement import agreement as agreement_of
from wirebook.ledger.review.decide import Words
from wirebook.outputs.cli import options
from wirebook.outputs.json_form import books_document, print_json
from wirebook.outputs.terminal.reports import console_for
from wirebook.outputs.wording import decision_words, one_line, sources_of
from wirebook.packs import load_packs

_MANY = 60  # values of a field that are listed with the other fields
_Function = TypeVar("_Function", bound=Callable[..., Any])


@click.group()
def review() -> None:
    """Decide about claims and sources: accept, correct or reject, join or part, with who, when and why.

    Decisions are kept apart from what was read, in the journal, and applied again after every new reading; `unfit`
    lists those that no longer fit. `history`, `facts` and `balance` follow them. Nothing is ever deleted: `undo`.

    \b
    Examples:
      wirebook review queue
      wirebook review queue --place Sudan --account casualties
      wirebook review accept clm_01ab clm_77fe --by Ines
      wirebook review accept --report rep_01ab --by Ines
      wirebook review correct clm_01ab --set number=12 --set place=Kharkiv --why "the photograph of the list" --by Ines
      wirebook review merge clm_01ab clm_77fe --why "one strike, two outlets" --by Ines
      wirebook review merge-sources "Volodymyr Zelensky" "Ukraine's leader" --by Ines
    """


def _decision_options(function: _Function) -> _Function:
    for option in (
        click.option("--why", default="", metavar="TEXT", help="The reason, for those who look later."),
        click.option(
            "--by",
            "author",
            required=True,
            envvar="WIREBOOK_REVIEWER",
            metavar="NAME",
            help="Who decides; or set WIREBOOK_REVIEWER.",
        ),
        options.ledger_option,
    ):
        function = option(function)
    return function


def _narrowed(function: _Function) -> _Function:
    for option in (
        click.option("--source", metavar="NAME", help="Only what this source says; a part of its name is enough."),
        click.option("--account", metavar="NAME", help="Only this account, such as casualties."),
        click.option("--place", metavar="NAME", help="Only this town, region or country."),
    ):
        function = option(function)
    return function


@contextmanager
def _deciding(ledger: str) -> Iterator[Ledger]:
    """A ledger whose books follow what was decided, so that who may only look sees it too."""
    with open_ledger(ledger, create=False) as books:
        yield books
        books.settle()


@review.command()
@click.argument("claims", nargs=-1, metavar="[CLAIM...]")
@click.option("--report", metavar="REPORT", help="All claims of this report on which nobody decided yet.")
@_decision_options
def accept(claims: tuple[str, ...], report: str | None, ledger: str, author: str, why: str) -> None:
    """Claims are right as they stand now, corrections and all. An id may be shortened.

    Where one of several is not there, none is accepted.
    """
    if not claims and report is None:
        raise click.UsageError("name claims, or a report with --report")
    with _deciding(ledger) as books:
        meant = [books.claim(claim).id for claim in claims]
        for claim in dict.fromkeys([*meant, *(books.undecided(report) if report else ())]):
            _told(books.decide("accepted", claim, author, why))


@review.command()
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@_decision_options
def reject(claims: tuple[str, ...], ledger: str, author: str, why: str) -> None:
    """Claims are not what the report says; the books leave them out."""
    with _deciding(ledger) as books:
        for claim in claims:
            _told(books.decide("rejected", claim, author, why))


@review.command()
@click.argument("claim", metavar="CLAIM")
@click.option("--set", "changes", multiple=True, required=True, metavar="FIELD=VALUE", help="What it should say.")
@options.accounts_option
@_decision_options
def correct(claim: str, changes: tuple[str, ...], folders: tuple[str, ...], ledger: str, author: str, why: str) -> None:
    """A claim was read wrongly: say what it should say, and keep its evidence. Fields that you leave out stay.

    Fields: number (12, 12..15, 12+), unit, item, measure, place, period (2025-03-01), source, actor, target, stance,
    status, relation. "wirebook review fields" lists what each of them takes.
    """
    pairs = dict(_pair(change) for change in changes)
    with _deciding(ledger) as books:
        _told(books.correct(claim, pairs, author, why, packs=load_packs(options.folders_as_paths(folders))))


@review.command()
@click.argument("report", metavar="REPORT")
@click.option("--words", default="", metavar="TEXT", help="The words of the number, as the report has them.")
@click.option("--start", type=click.IntRange(0), metavar="N", help="Where they begin, in characters of the report.")
@click.option("--end", type=click.IntRange(1), metavar="N", help="Where they end; the character there is not theirs.")
@click.option("--measure", required=True, metavar="NAME", help="What happened to it; or ACCOUNT/NAME.")
@click.option("--item", required=True, metavar="NAME", help="What is counted.")
@click.option("--set", "changes", multiple=True, metavar="FIELD=VALUE", help="Further fields, as in correct.")
@options.accounts_option
@_decision_options
def add(report: str, words: str, measure: str, item: str, **told: Any) -> None:
    """The reader missed a claim: the words of its number, what they count, and how.

    It joins the books like any other, marked as added. Where a newer reader finds the same, they are one claim.

    \b
    Examples:
      wirebook review add rep_01ab --words "41" --measure intercepted --item drone --set place=Kharkiv --by Ines
      wirebook review add rep_01ab --start 118 --end 120 --measure casualties/killed --item people --by Ines
    """
    pairs = dict(_pair(change) for change in told["changes"])
    chosen = Words(report, words, told["start"], told["end"])
    packs = load_packs(options.folders_as_paths(told["folders"]))
    with _deciding(told["ledger"]) as books:
        made = books.add_claim(chosen, (measure, item), told["author"], told["why"], changes=pairs, packs=packs)
        _told(made)


@review.command()
@click.argument("field", required=False, metavar="[FIELD]")
@click.option("--account", metavar="NAME", help="The items and measures of this account alone.")
@options.accounts_option
@options.json_option
def fields(field: str | None, account: str | None, folders: tuple[str, ...], as_json: bool) -> None:
    """What a correction may set: each field of a claim, and the values that it takes."""
    packs = load_packs(options.folders_as_paths(folders))
    if account is not None:
        values.one_of("account", account, [(pack.account, "") for pack in packs])
    found = values.takes(packs, account)
    if field is not None:
        values.one_of("field", field, [(one.field, "") for one in found])
    found = tuple(one for one in found if field in (None, one.field))
    rows = [(one.field, value, one_line(name)) for one in found for value, name in _taken(one, field)]
    _print(found, as_json, "fields", _table(("Field", "Takes", "Which is"), rows))


def _taken(one: values.Takes, asked: str | None) -> list[tuple[str, str]]:
    """The form that a field takes, and its values; where there are very many only when they were asked for."""
    many = len(one.values) > _MANY and asked is None
    more = [(f"… {len(one.values)} values", f"wirebook review fields {one.field}")] if many else list(one.values)
    return [(one.form, ""), *more] if one.form else more


@review.command("show")
@click.argument("claim", metavar="CLAIM")
@options.ledger_option
@options.json_option
def show_claim(claim: str, ledger: str, as_json: bool) -> None:
    """A claim as it stands now, beside how it was read, and who changed which field."""
    with open_ledger(ledger, create=False) as books:
        _show(books, books.stood(claim), as_json=as_json)


@review.command("next")
@options.ledger_option
@_narrowed
@options.json_option
def next_claim(ledger: str, as_json: bool, **asked: Any) -> None:
    """The claim of which a decision would change most, as it stands now."""
    with open_ledger(ledger, create=False) as books:
        waiting = books.queue(1, 0, Asked(**asked))
        if not waiting:
            _print((), as_json, "queue", Text(""))
            return
        _show(books, books.stood(waiting[0].claim), waiting[0].why, as_json=as_json)


def _show(books: Ledger, stood: Stood, why: str = "", *, as_json: bool) -> None:
    if as_json:
        print_json(books_document(stood=[stood]))
        return
    read, now, by = values_of(stood.read), values_of(stood.now), dict(stood.fields)
    rows = [(name, now[name], _was(name, read, by)) for name in now if now[name] or name in by]
    console = console_for()
    console.print(Text(f"{stood.now.id}: {why}" if why else stood.now.id))
    console.print(Text(f"“{one_line(stood.now.quote)}”"))
    console.print(_table(("Field", "Now", "As it was read"), rows))
    for one in books.decisions():
        if stood.now.id in (one.claim, one.other):
            console.print(Text(decision_words(one)))
    if stood.rejected:
        console.print(Text("The books leave it out."))


def _was(name: str, read: Mapping[str, str], by: Mapping[str, Decision]) -> str:
    if name not in by:
        return ""
    return f"{read[name] or 'nothing'}; changed by {one_line(by[name].author)} (decision {by[name].number})"


def _pair(change: str) -> tuple[str, str]:
    field, sign, value = change.partition("=")
    if not sign:
        raise click.UsageError(f"“{change}” is no FIELD=VALUE; write it as in --set number=12")
    return field.strip(), value.strip()


@review.command()
@click.argument("claim", metavar="CLAIM")
@click.argument("others", nargs=-1, required=True, metavar="CLAIM...")
@_decision_options
def merge(claim: str, others: tuple[str, ...], ledger: str, author: str, why: str) -> None:
    """Claims speak of the fact that the first one speaks of."""
    with _deciding(ledger) as books:
        for other in others:
            _told(books.decide("merged", other, author, why, other=claim))


@review.command()
@click.argument("claim", metavar="CLAIM")
@click.option("--from", "others", multiple=True, required=True, metavar="CLAIM", help="A claim of the fact it is in.")
@_decision_options
def split(claim: str, others: tuple[str, ...], ledger: str, author: str, why: str) -> None:
    """A claim speaks of another fact than the claims that it stands with."""
    with _deciding(ledger) as books:
        for other in others:
            _told(books.decide("split", claim, author, why, other=other))


@review.command("merge-sources")
@click.argument("source", metavar="SOURCE")
@click.argument("others", nargs=-1, required=True, metavar="SOURCE...")
@_decision_options
def merge_sources(source: str, others: tuple[str, ...], ledger: str, author: str, why: str) -> None:
    """Sources are the first one under other names. A name is as `wirebook sources` has it, or a part of it.

    \b
    Examples:
      wirebook review merge-sources "Emergency Lawyers" "lawyers' group" --why "its own name for itself" --by Ines
    """
    with _deciding(ledger) as books:
        for other in others:
            _told(books.merge_sources(source, other, author, why))


@review.command("part-sources")
@click.argument("source", metavar="SOURCE")
@click.option("--from", "others", multiple=True, metavar="SOURCE", help="A source that it is not.")
@click.option("--in", "reports", multiple=True, metavar="REPORT", help="A report whose words are another source's.")
@_decision_options
def part_sources(
    source: str, others: tuple[str, ...], reports: tuple[str, ...], ledger: str, author: str, why: str
) -> None:
    """A source is not another one (--from), or what a report says under its name is another source's word (--in).

    \b
    Examples:
      wirebook review part-sources "lawyers' group" --from "Emergency Lawyers" --by Ines
      wirebook review part-sources "Musa Idris" --in rep_01ab --why "the police chief of Jos" --by Ines
    """
    if not others and not reports:
        raise click.UsageError("say from which source (--from) or in which report (--in)")
    with _deciding(ledger) as books:
        for other in others:
            _told(books.part_sources(source, author, why, other=other))
        for report in reports:
            _told(books.part_sources(source, author, why, report=report))


@review.command()
@click.argument("number", type=int, metavar="NUMBER")
@_decision_options
def undo(number: int, ledger: str, author: str, why: str) -> None:
    """Take a decision back; `wirebook review log` has its number."""
    with _deciding(ledger) as books:
        _told(books.undo(number, author, why))


@review.command()
@options.ledger_option
@_narrowed
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="So many claims.")
@options.json_option
def queue(ledger: str, limit: int, as_json: bool, **asked: Any) -> None:
    """Claims without a decision, those first of which one would change most: the doubtful on which much hangs."""
    with open_ledger(ledger, create=False) as books:
        waiting = books.queue(limit, 0, Asked(**asked))
    rows = [(f"{one.weight:.2f}", one.claim, one.why, one_line(one.quote)) for one in waiting]
    _print(waiting, as_json, "queue", _table(("Weight", "Claim", "Why it stands here", "Words"), rows))


@review.command()
@click.argument("claim", required=False, metavar="[CLAIM]")
@options.ledger_option
@options.json_option
def log(claim: str | None, ledger: str, as_json: bool) -> None:
    """All decisions in order, or those on one claim."""
    with open_ledger(ledger, create=False) as books:
        made = [one for one in books.decisions() if claim is None or claim in one.claim]
    rows = [(str(one.number), one.at, one_line(one.author), _what(one), one_line(one.why)) for one in made]
    _print(made, as_json, "decisions", _table(("Number", "When", "Who", "What", "Why"), rows))


@review.command()
@options.ledger_option
@options.json_option
def unfit(ledger: str, as_json: bool) -> None:
    """Decisions that no longer fit what the current readings say; exit code 1 when there are any."""
    with open_ledger(ledger, create=False) as books:
        found = books.unfit()
    rows = [(str(one.decision.number), _what(one.decision), one.why) for one in found]
    _print(found, as_json, "unfit", _table(("Number", "What", "Why it does not fit"), rows))
    raise click.exceptions.Exit(int(bool(found)))


@review.command()
@options.ledger_option
@options.json_option
def agreement(ledger: str, as_json: bool) -> None:
    """How far reviewers agree (Krippendorff's alpha), and where they differ."""
    with open_ledger(ledger, create=False) as books:
        found, apart = agreement_of(opinions(books.decisions())), books.disagreements()
    if as_json:
        print_json(books_document(agreement=[found], disagreements=[one for several in apart for one in several]))
        return
    told = found.note if found.alpha is None else f"alpha {found.alpha:.3f} over {found.claims} claims"
    console_for().print(Text(f"{', '.join(found.reviewers) or 'nobody yet'}: {told}"))
    for several in apart:
        console_for().print(Text(f"{several[0].claim}: {'; '.join(f'{one.author} {_what(one)}' for one in several)}"))


def _told(decision: Decision) -> None:
    click.echo(f"{decision.number}: {_what(decision)}")


def _what(decision: Decision) -> str:
    if decision.sources:
        undone = f" (decision {decision.undoes})" if decision.undoes else ""
        return f"{decision.kind.replace('_', ' ')} {sources_of(decision)}{undone}"
    changes = ", ".join(f"{field}={value}" for field, value in decision.changes)
    other = (
        f" with {decision.other}" if decision.kind == "merged" else f" from {decision.other}" if decision.other else ""
    )
    undone = f" (decision {decision.undoes})" if decision.undoes else ""
    return f"{decision.kind} {decision.claim}{other}{undone}" + (f": {changes}" if changes else "")


def _print(rows: Sequence[Any], as_json: bool, name: str, table: RenderableType) -> None:
    if as_json:
        print_json(books_document(**{name: rows}))
    else:
        console_for().print(table if rows else Text("Nothing is waiting." if name == "queue" else "There are none."))


def _table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in names:
        table.add_column(name, no_wrap=name in ("Claim", "Number", "Weight"), overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table
