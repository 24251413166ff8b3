"""The first sheet of a workbook: what it is, what its sheets hold, and what the books say in plain words."""

from collections import Counter
from collections.abc import Iterator, Mapping

from wirebook.ledger.balances.verdicts import STANDINGS, title_of
from wirebook.outputs.export.model import Log, Wanted
from wirebook.outputs.saying import fact_words
from wirebook.outputs.wording import one_line
from wirebook.types import Fact

NAME = "summary"
_LATEST, _VOICES = 20, 3
_HOLDS = {
    "claims": "Every claim: who said what, when and where, with the exact words (quote).",
    "facts": "Claims of all reports that tell of the same, with the best current range.",
    "revisions": "Figures that a source changed, and why.",
    "disputes": "Sources that cannot all be right, side by side.",
    "balances": "Wholes and their parts, and whether they add up.",
    "sources": "Who says how much, how often it moved, and is disputed.",
}
SummaryLine = tuple[str | float, ...]


def summary(wanted: Wanted, log: Log, rows: Mapping[str, int]) -> Iterator[SummaryLine]:
    """Say what a workbook holds, a line a row; the first cell of a heading stands alone.

    Args:
        wanted: What was exported.
        log: Of the export.
        rows: Sheets by name with the number of their rows.
    """
    yield (f"Wirebook {log.version}, from a ledger of {log.at or 'no day'}",)
    limits = ", ".join(f"{name} {value}" for name, value in wanted.limits.items() if value)
    yield (f"Limited to: {limits}" if limits else "All that the ledger holds.",)
    yield ("A number here is what somebody said, and no more: look up who in the sheet claims.",)
    yield ()
    yield ("Sheet", "Rows", "What it holds")
    for name, count in rows.items():
        yield name, count, _HOLDS.get(name, "")
    facts = wanted.ledger.facts(**wanted.limits)
    yield from _counted("Facts by state", Counter(fact.state for fact in facts))
    verdicts = Counter(one.standing for one in wanted.ledger.balances(**wanted.limits))
    yield from _counted("Balances", {title_of(one): verdicts[one] for one in STANDINGS if verdicts[one]})
    latest = sorted((one for one in facts if one.low is not None), key=lambda one: (_day(one), one.id), reverse=True)
    if latest:
        yield ()
        yield "Latest facts", "Day", "Where", "According to"
    for fact in latest[:_LATEST]:
        yield fact_words(fact), _day(fact), fact.place or "", _voices(fact)


def _counted(title: str, counts: Mapping[str, int]) -> Iterator[SummaryLine]:
    if counts:
        yield ()
        yield title, "Number"
        yield from sorted(counts.items())


def _day(fact: Fact) -> str:
    return (fact.end or fact.start or "")[:10]


def _voices(fact: Fact) -> str:
    voices = [one_line(voice) for voice in fact.voices if voice]
    more = f" and {len(voices) - _VOICES} more" if len(voices) > _VOICES else ""
    return ", ".join(voices[:_VOICES]) + more or "no source named"
