"""Pictures for a notebook: a report with its claims marked, balances as bars, facts on their days.

Each function gives an object that a notebook shows by itself; `str()` of it is the HTML. There are no scripts in it.
"""

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from wirebook.outputs.export.brief import bar_of, fact_words
from wirebook.outputs.export.brief_forms import as_svg
from wirebook.outputs.saying import claim_words, plain
from wirebook.outputs.wording import one_line, source_words, standing_words
from wirebook.types import Balance, Claim, Fact, Reading, Span

_COLOURS = ("#fff3b0", "#cfe8ff", "#d7f2d0", "#ffd9d2", "#e5dcff", "#ffe3c2", "#d9f0f0")


@dataclass(frozen=True, slots=True)
class Picture:
    """A piece of HTML that a notebook shows."""

    markup: str

    def _repr_html_(self) -> str:
        return self.markup

    def __str__(self) -> str:
        """The HTML itself."""
        return self.markup


def report(reading: Reading) -> Picture:
    """A report with the words of its claims marked, a colour an account; what a mark says is in its title."""
    accounts = sorted({claim.account for claim in reading.claims})
    colours = {name: _COLOURS[number % len(_COLOURS)] for number, name in enumerate(accounts)}
    told, parts, at = _by_words(reading.claims), [], 0
    for span in sorted(told):
        if span.start < at:  # inside what is marked already
            continue
        claims = told[span]
        title = html.escape("; ".join(_words(claim) for claim in claims), quote=True)
        words = html.escape(reading.report.text[span.start : span.end])
        parts.append(html.escape(reading.report.text[at : span.start]))
        parts.append(f'<mark style="background:{colours[claims[0].account]}" title="{title}">{words}</mark>')
        at = span.end
    parts.append(html.escape(reading.report.text[at:]))
    key = " ".join(f'<mark style="background:{colours[name]}">{html.escape(plain(name))}</mark>' for name in accounts)
    return Picture(f'<div><div>{key}</div><div style="white-space:pre-wrap">{"".join(parts)}</div></div>')


def _by_words(claims: Sequence[Claim]) -> dict[Span, list[Claim]]:
    found: dict[Span, list[Claim]] = {}
    for claim in claims:
        span = claim.amount.span if claim.amount else claim.evidence[-1]
        found.setdefault(span, []).append(claim)
    return found


def _words(claim: Claim) -> str:
    where = f", {claim.place.name}" if claim.place else ""
    when = f", {claim.period.edtf}" if claim.period else ""
    return one_line(f"{claim_words(claim)}: {source_words(claim.source)} {standing_words(claim)}{where}{when}")


def balances(some: Iterable[Balance]) -> Picture:
    """Balances as bars, each with its sum in words."""
    parts = []
    for one in some:
        bar = bar_of(one)
        parts.append(f"<div><b>{html.escape(bar.title)}</b>{as_svg(bar)}<small>{html.escape(bar.note)}</small></div>")
    return Picture(f'<div style="max-width:46em">{"".join(parts)}</div>')


def timeline(facts: Iterable[Fact]) -> Picture:
    """Facts under their days, in their order."""
    rows = []
    for day, some in groupby(facts, key=lambda fact: (fact.end or fact.start or "no day")[:10]):
        told = "<br>".join(html.escape(fact_words(fact).partition(": ")[2]) for fact in some)
        rows.append(f"<tr><th>{html.escape(day)}</th><td style='text-align:left'>{told}</td></tr>")
    return Picture(f"<table>{''.join(rows)}</table>")
