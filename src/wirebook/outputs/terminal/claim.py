"""One claim on one sheet: its sentence, who says it, when and where, and what made it."""

import re
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from wirebook.fields.party.names import party_name
from wirebook.ledger.database.reasons import explained
from wirebook.ledger.decisions.decision import Decision
from wirebook.outputs.figures import fact_words
from wirebook.outputs.saying import claim_words
from wirebook.outputs.wording import (
    claim_places,
    decision_words,
    joined,
    one_line,
    period_words,
    place_words,
    printable,
    short_ids,
    standing_words,
    words_in_sentence,
)
from wirebook.packs.model import Measure, Pack, Rule
from wirebook.types import Amount, Claim, Fact, Party, Report, Source

_WORDS = 6
_SPACE = re.compile(r"\s+")


def claim_sheet(
    claim: Claim,
    report: Report,
    claims: Sequence[Claim],
    packs: Sequence[Pack],
    decisions: Sequence[Decision] = (),
    *,
    fact: Fact | None = None,
) -> RenderableType:
    """All that is known of a claim.

    `claims` are those of its report, `packs` hold the rule that made it, `decisions` are what persons said of it;
    `fact` is what it tells of.
    """
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for name, value in _rows(claim, report, claims, packs):
        table.add_row(name, value)
    if fact is not None:
        table.add_row("in the books", fact_words(fact, claim.id))
    for one in decisions:
        table.add_row("decided", decision_words(one))
    head = Text(claim_words(claim), style="bold")
    return Group(head, Padding(_sentence(claim, report), (1, 2)), table, Text(""))


def _sentence(claim: Claim, report: Report) -> Text:
    """The sentence, the words of evidence marked: bold on a terminal, in [brackets] everywhere."""
    start, end = claim.evidence[0]
    text, at = Text(), start
    for span in joined(words_in_sentence(claim)):
        text.append(_flat(report.text[at : span.start]))
        text.append(f"[{_flat(report.text[span.start : span.end])}]", style="bold")
        at = span.end
    text.append(_flat(report.text[at:end]))
    return text


def _flat(text: str) -> str:
    return printable(_SPACE.sub(" ", text))


def _rows(claim: Claim, report: Report, claims: Sequence[Claim], packs: Sequence[Pack]) -> Iterator[tuple[str, str]]:
    yield "claim", claim.id
    yield "report", " · ".join(one_line(part) for part in (report.id, report.title or report.origin) if part)
    yield from _again_rows(claim, report)
    yield "amount", _amount(claim.amount)
    yield "says", standing_words(claim)
    yield from _source_rows(claim.source)
    yield from _party_rows(claim.actor, claim.target)
    yield "place", place_words(claim_places(claim)) or "not named"
    yield "period", period_words(claim.period) or "not named"
    if claim.period is not None and claim.period.written:
        yield "written", f"“{one_line(claim.period.written)}”" + _resolved(claim)
        yield from (("assumed", one_line(text)) for text in claim.period.assumed)
    yield "confidence", f"{claim.confidence:.2f}"
    yield from (("because", one_line(reason)) for reason in explained(claim.reasons))
    yield from _rule_rows(claim, packs)
    yield from _related_rows(claim, claims)


def _again_rows(claim: Claim, report: Report) -> Iterator[tuple[str, str]]:
    """Where else the report tells the same."""
    inside = {claim.evidence[0], *words_in_sentence(claim)}
    sentences = [span for span in claim.evidence if span not in inside]
    for span in sentences:
        if not any(other != span and other.start <= span.start <= span.end <= other.end for other in sentences):
            yield "again", f"“{one_line(report.text[span.start : span.end])}”"


def _amount(amount: Amount | None) -> str:
    if amount is None:
        return "nothing is counted"
    about = ", approximate" if amount.approximate else ""
    low = "open" if amount.low is None else f"{amount.low:,g}"
    high = "open" if amount.high is None else f"{amount.high:,g}"
    unit = "" if amount.unit == "count" else f" {amount.unit}"
    span = f"exactly {low}" if low == high else f"from {low} to {high}"
    written = f"“{one_line(amount.written)}”: " if amount.written else ""
    return f"{written}{span}{unit}{about}"


def _resolved(claim: Claim) -> str:
    anchor = claim.period.anchor if claim.period else None
    return f", resolved against {anchor}" if anchor else ""


def _source_rows(source: Source | None) -> Iterator[tuple[str, str]]:
    link = source
    while link is not None:
        facts = [link.kind.replace("_", " "), link.role, party_name(link.actor), link.medium and f"“{link.medium}”"]
        said = period_words(link.said)
        told = ", ".join(one_line(fact) for fact in (*facts, said and f"spoke {said}") if fact)
        yield "source" if link is source else "via", f"{one_line(link.name)} ({told})"
        if link.cue:
            yield "said with", f"“{one_line(link.cue)}”"
        if link.resolved:
            yield "resolved", one_line(link.resolved)
        link = link.via


def _party_rows(actor: Party | None, target: Party | None) -> Iterator[tuple[str, str]]:
    for role, party in (("actor", actor), ("target", target)):
        if party is not None:
            known = party_name(party.code)
            yield role, one_line(party.name) + (f" ({known})" if known and known != party.name else "")


def _rule_rows(claim: Claim, packs: Sequence[Pack]) -> Iterator[tuple[str, str]]:
    """The pack entry that made the claim, and what its measure means."""
    yield "rule", claim.rule or "none"
    pack = next((row for row in packs if row.account == claim.account), None)
    if pack is None:
        yield "", f"the account pack {claim.account} is not here; name its folder with --accounts"
        return
    rule = next((row for row in pack.rules if claim.rule in (row.id, f"{pack.account}/{row.id}")), None)
    measure = next((row for row in pack.measures if row.id == claim.measure), None)
    if rule is not None:
        yield "", _rule_words(rule)
        yield "", f"in {_shown(pack.path)}"
    if measure is not None:
        yield "measure", _measure_words(measure)


def _rule_words(rule: Rule) -> str:
    items = f" of {', '.join(rule.items)}" if rule.items else ""
    words = ", ".join(f"“{word}”" for word in rule.words[:_WORDS])
    more = f" (and {len(rule.words) - _WORDS} more)" if len(rule.words) > _WORDS else ""
    return f"{rule.role} of {words}{more}{items} → {rule.measure}"


def _measure_words(measure: Measure) -> str:
    return f"{measure.id} ({measure.kind}): {measure.definition}"


def _related_rows(claim: Claim, claims: Sequence[Claim]) -> Iterator[tuple[str, str]]:
    """Claims of the same report that this one is tied to, or that count the same thing."""
    short = short_ids(other.id for other in claims)
    for other in claims:
        if other.id == claim.id:
            continue
        if other.id == claim.of:
            yield claim.relation + " of", _brief(other, short[other.id])
        elif other.of == claim.id:
            yield f"its {other.relation}", _brief(other, short[other.id])
        elif (other.account, other.measure, other.item) == (claim.account, claim.measure, claim.item):
            yield "also", _brief(other, short[other.id])


def _brief(claim: Claim, short: str) -> str:
    return f"{short}  {claim_words(claim)}, {standing_words(claim)}"


def _shown(path: str) -> str:
    """Where a pack stands: a shipped one below the package (the same on every machine), another by its own path."""
    package = Path(str(resources.files("wirebook")))
    return str(Path("wirebook") / Path(path).relative_to(package)) if Path(path).is_relative_to(package) else path
