"""A brief of a night, a week or a place: balances as bars, facts, disputes, what moved, a footnote to each number.

One page: what does not fit is counted in the log. Markdown, HTML or PDF, by the ending of the file.
"""

from collections.abc import Iterable, Sequence

from wirebook.extras import load
from wirebook.ledger.balances.balance import last_day
from wirebook.ledger.query.filters import Limits
from wirebook.outputs import saying
from wirebook.outputs.errors import ExportError
from wirebook.outputs.export.brief_forms import Bar, Brief, BriefLine, as_html, as_markdown
from wirebook.outputs.export.model import Log, Wanted
from wirebook.outputs.export.plain import write
from wirebook.outputs.export.rows import claims
from wirebook.outputs.figures import beside_words
from wirebook.outputs.saying import item_words, measure_words, plain, range_words
from wirebook.outputs.wording import one_line
from wirebook.types import Balance, Claim, Dispute, Fact, Report, Revision

_ENDINGS = ("", "md", "markdown", "txt", "html", "htm", "pdf")
_VOICES = 3  # names of those who say so
_PROOFS = 3  # footnotes of a number
_NAMES = 3  # sources of a fact that are named
_BALANCES, _FACTS, _MOVES, _DISPUTES = 4, 9, 3, 3  # what a page holds


def to_brief(wanted: Wanted, log: Log) -> None:
    """Write the brief in the form that the file's name asks for: .md, .html or .pdf."""
    ending = wanted.path.suffix.lower().lstrip(".")
    if ending not in _ENDINGS:
        raise ExportError(f"a brief is a .md, .html or .pdf, and no .{ending}; name it so")
    brief = _brief(wanted, log)
    if ending == "pdf":
        pdf = load("wirebook.outputs.export.brief_pdf", "pdf", "a brief as PDF")
        wanted.path.write_bytes(pdf.as_pdf(brief, log))
    else:
        write(wanted.path, as_html(brief) if ending in ("html", "htm") else as_markdown(brief))


# ---------------------------------------------------------------- what it says


class _Notes:
    """Footnotes, numbered as they are met: one for each claim that a number stands on."""

    def __init__(self, wanted: Wanted) -> None:
        everything = Wanted(wanted.ledger, wanted.path, {})
        self._claims = {claim.id: (claim, report) for claim, report, _ in claims(everything)}
        self._numbers: dict[str, int] = {}
        self.texts: list[str] = []

    def of(self, names: Sequence[str], most: int = _PROOFS) -> tuple[int, ...]:
        """The numbers of the footnotes of some claims."""
        return tuple(self._number(name) for name in names[:most] if name in self._claims)

    def giving(self, fact: Fact) -> list[str]:
        """The claims of a fact, first those that give its number as it now is."""

        def rank(name: str) -> tuple[bool, str]:
            amount = self._claims[name][0].amount
            return amount is None or (amount.low, amount.high) != (fact.low, fact.high), name

        return sorted((name for name in fact.claims if name in self._claims), key=rank)

    def _number(self, name: str) -> int:
        if name not in self._numbers:
            self.texts.append(_footnote(*self._claims[name]))
            self._numbers[name] = len(self.texts)
        return self._numbers[name]


def _footnote(claim: Claim, report: Report) -> str:
    start, end = claim.evidence[0]
    sentence = one_line(report.text[start:end])
    told = [claim.source.name if claim.source else None, report.publisher, (report.published or "")[:10], report.url]
    return f"“{sentence}” {', '.join(one_line(part) for part in told if part)} [{claim.id}]"


def _brief(wanted: Wanted, log: Log) -> Brief:
    notes = _Notes(wanted)
    ledger, limits = wanted.ledger, wanted.limits
    brief = Brief(_title(limits), foot=f"Wirebook {log.version}, from a ledger of {log.at}")
    balances = [one for one in ledger.balances(**limits) if len(one.parts) > 1]
    balances.sort(key=lambda one: (one.verdict != "broken", -one.whole.low))
    shown = [
        (one, [name for entry in (one.whole, *one.parts) for name in entry.claims[:_PROOFS]])
        for one in balances[:_BALANCES]
    ]
    brief.bars = [bar_of(one, notes.of(names, most=len(names))) for one, names in shown]
    told = {name for _, names in shown for name in names}
    found = _weighty(one for one in ledger.facts(**limits) if not told & set(one.claims))  # no picture is said again
    chosen = sorted(found[:_FACTS], key=lambda one: (one.end or one.start or "", one.id))
    facts = [BriefLine(fact_words(one), notes.of(notes.giving(one))) for one in chosen]
    moved = ledger.revisions(**limits)
    moves = [BriefLine(_move(one), notes.of([one.claim])) for one in moved[:_MOVES]]
    disputed = ledger.disputes(**limits)
    sides = [BriefLine(_sides(one), notes.of([side.claim for side in one.sides])) for one in disputed[:_DISPUTES]]
    brief.sections = [(n, some) for n, some in (("Facts", facts), ("Disputed", sides), ("What moved", moves)) if some]
    brief.notes = notes.texts
    log.rows = len(brief.bars) + len(facts) + len(moves) + len(sides)
    left = (len(balances), _BALANCES), (len(found), _FACTS), (len(moved), _MOVES), (len(disputed), _DISPUTES)
    for name, (count, most) in zip(("balances", "facts", "revisions", "disputes"), left, strict=True):
        log.lost[f"{name} beyond what a page holds"] += max(0, count - most)
    return brief


def _weighty(facts: Iterable[Fact]) -> list[Fact]:
    """What was done and has a number: what is disputed and what most tell of first."""
    found = [one for one in facts if one.low is not None and one.status == "done"]
    return sorted(found, key=lambda one: (one.state != "disputed", -one.independent, -(one.low or 0), one.id))


def _title(limits: Limits) -> str:
    days = " to ".join(dict.fromkeys(day for day in (limits.get("since"), limits.get("until")) if day))
    about = [limits.get("place"), plain(limits.get("account") or ""), days, limits.get("source")]
    return "Brief: " + (", ".join(part for part in about if part) or "all that the ledger holds")


def bar_of(balance: Balance, notes: tuple[int, ...] = ()) -> Bar:
    """A balance as a bar: its parts, and what is left."""
    told = [item_words(balance.item), balance.source or "", balance.place or "", last_day(balance)]
    parts = [(measure_words(entry.measure), entry.low) for entry in balance.parts if entry.low]
    rest = max(balance.whole.low - sum(low for _, low in parts), 0.0)
    if rest and balance.identity != "part-of-whole":
        parts.append((balance.rest_name or "others", rest))
    return Bar(" · ".join(part for part in told if part), f"{balance.says}: {balance.note}", tuple(parts), notes)


def fact_words(fact: Fact) -> str:
    """A fact in one line: day, number, what, where, who says so, and what was said beside it."""
    where = f" in {fact.place}" if fact.place else ""
    state = {"disputed": "disputed: ", "agreed": f"{fact.independent} sources: "}.get(fact.state, "")
    names = [one_line(name) for name in fact.voices[:_NAMES]]
    names += [f"{len(fact.voices) - _NAMES} more"] if len(fact.voices) > _NAMES else []
    beside = f"; also: {beside_words(fact)}" if fact.others else ""
    what = f"{(fact.end or fact.start or '')[:10]}: {saying.fact_words(fact)}{where}"
    return f"{what} ({state}{', '.join(names)}{beside})"


def _move(one: Revision) -> str:
    before, after = range_words(one.from_low, one.from_high), range_words(one.to_low, one.to_high)
    if one.kind == "other_source":
        first, then = one.from_source or "a report", one.source or "a report"
        return f"{first}: {before}; {then}: {after} on {one.at[:10]} (a rise)"
    return f"{one.source}: {before} became {after} on {one.at[:10]} ({plain(one.kind)}: {one_line(one.why)})"


def _sides(one: Dispute) -> str:
    return "; ".join(f"{side.voice or 'a report'}: {one_line(side.says)}" for side in one.sides) + f" ({one.kind})"
