"""`wirebook show`: one claim with all that made it, one fact, or one report."""

import click

from wirebook.ledger.balances.balance import draw_up
from wirebook.ledger.books.unread import unread_of
from wirebook.ledger.errors import LedgerError, NotFoundError
from wirebook.ledger.ledger import Ledger, open_ledger
from wirebook.outputs.cli import options
from wirebook.outputs.json_form import books_document, print_json
from wirebook.outputs.terminal.books import history_view
from wirebook.outputs.terminal.claim import claim_sheet
from wirebook.outputs.terminal.reports import balance_list, claim_tables, console_for, finding_list, report_head
from wirebook.packs import Pack, load_packs
from wirebook.types import Claim, Report


@click.command()
@click.argument("key", metavar="ID")
@options.ledger_option
@options.accounts_option
@options.json_option
def show(key: str, ledger: str, folders: tuple[str, ...], as_json: bool) -> int:
    """Show one claim: its sentence, source, time and place, and the rule that made it. Or one fact or report.

    ID is what "wirebook read" prints before a claim (the first digits are enough), the id of a fact
    ("wirebook facts") or that of a report.

    \b
    Examples:
      wirebook show 3f9a02
      wirebook show rep_5a0c11d2e94b7f60 --json
    """
    packs = load_packs(options.folders_as_paths(folders))
    with open_ledger(ledger, create=False) as books:
        report = _report(books, key)
        fact = None if report is not None else _fact(books, key)
        if report is not None:
            _show_report(books, report, packs, as_json=as_json)
        elif fact is not None:
            _show_fact(books, fact, as_json=as_json)
        else:
            _show_claim(books, books.claim(key), packs, as_json=as_json)
    return 0


def _report(books: Ledger, key: str) -> Report | None:
    """The report of an id or the first characters of one; none when no report is meant."""
    found = [report for report in books.reports() if report.id.startswith(key) or report.id == f"rep_{key}"]
    if len(found) > 1:
        raise LedgerError(f"{key}: several reports begin with this id; give more of it: {found[0].id}, {found[1].id}")
    return found[0] if found else None


def _fact(books: Ledger, key: str) -> str | None:
    """The id of the one fact that is meant, when no claim is."""
    if not key.startswith("fact_") and _is_claim(books, key):
        return None
    found = [fact.id for fact in books.facts(limit=None) if fact.id.startswith((key, f"fact_{key}"))]
    if not found:
        return None
    if len(found) > 1:
        raise LedgerError(f"{key}: several facts begin with this id; give more of it: {found[0]}, {found[1]}")
    return found[0]


def _is_claim(books: Ledger, key: str) -> bool:
    try:
        books.claim(key)
    except NotFoundError:
        return False
    return True


def _show_fact(books: Ledger, key: str, *, as_json: bool) -> None:
    found = books.history(key)
    if as_json:
        print_json(books_document(history=[found]))
    else:
        console_for().print(history_view(found))


def _show_claim(books: Ledger, claim: Claim, packs: tuple[Pack, ...], *, as_json: bool) -> None:
    report = books.report(claim.report)
    claims = books.claims(report=claim.report)
    balances = tuple(
        row for row in draw_up(claims, packs) if any(claim.id in entry.claims for entry in (row.whole, *row.parts))
    )
    if as_json:
        print_json(books_document(claims=[claim], reports=[report], balances=balances))
        return
    console = console_for()
    mine = [one for one in books.decisions() if claim.id in (one.claim, one.other)]
    key = books.fact_of(claim.id)
    fact = books.history(key).fact if key else None
    console.print(claim_sheet(claim, report, claims, packs, mine, fact=fact))
    if balances:
        console.print(balance_list(balances, packs))


def _show_report(books: Ledger, report: Report, packs: tuple[Pack, ...], *, as_json: bool) -> None:
    reading = books.reading(report.id)
    balances, findings = draw_up(reading.claims, packs, unread_of(reading)), books.findings(report.id)
    if as_json:
        print_json(books_document(readings=[reading], balances=balances, findings=findings))
        return
    console = console_for()
    console.print(report_head(reading))
    console.print(claim_tables(reading.claims, {report.id: report}, packs, console.width))
    if balances:
        console.print(balance_list(balances, packs))
    if findings:
        console.print(finding_list(findings, report, 1))
