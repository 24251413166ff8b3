"""The types in plain words: amounts, periods, sources and places as people write them."""

import re
from collections.abc import Iterable, Sequence

from wirebook.fields.party.names import country_name
from wirebook.ledger.decisions.decision import Decision
from wirebook.outputs.saying import measure_words, plain
from wirebook.types import Balance, Claim, Period, Place, Report, Source, Span

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_QUOTED = re.compile("“[^”]+”")
_SPACE = re.compile(r"\s+")
_LONGEST = 110
_FEW = 5  # unread numbers that are named
_KEPT = {"month": 7, "year": 4}  # characters of an ISO date


def printable(text: str) -> str:
    """A text without characters that would act on a terminal; each is shown as a replacement character.

    The two that end a line in files of Windows end it here, too.
    """
    return _UNSAFE.sub("\ufffd", text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """A printable text with all its white space as single spaces."""
    return printable(_SPACE.sub(" ", text).strip())


def period_words(period: Period | None) -> str:
    """A period as ISO dates, shortened to what is known; the written words when it could not be resolved."""
    if period is None:
        return ""
    if period.start is None and period.end is None:
        return f"“{one_line(period.written)}”, unresolved"
    about = "about " if period.approximate else ""
    if period.start is None or period.end is None:
        return f"until {about}{period.end}" if period.start is None else f"since {about}{period.start}"
    return about + _stretch(period.start, period.end, _KEPT.get(period.precision, 16))


def _stretch(start: str, end: str, kept: int) -> str:
    """First and last day, or what both have in common when the precision is no finer."""
    same = start[:kept] == end[:kept]
    return start[:kept] if same else f"{start} to {end}"


def source_words(source: Source | None) -> str:
    """A source with the words that it was resolved from ("the statement"), and the chain behind it."""
    if source is None:
        return "no source named"
    name = one_line(source.name).removeprefix("the ")
    written = _QUOTED.match(source.resolved or "")
    if written:
        name += f" ({one_line(written[0])})"
    return name if source.via is None else f"{name}, quoted by {source_words(source.via)}"


def place_words(places: Iterable[Place]) -> str:
    """Places by name, each with its country unless it is one."""
    told = []
    for place in places:
        inside = f" ({country_name(place.country)})" if place.country and place.precision != "country" else ""
        told.append(f"{place.name}{inside}")
    return ", ".join(dict.fromkeys(told))


def claim_places(claim: Claim) -> tuple[Place, ...]:
    """All places of a claim, its own first."""
    return claim.places or ((claim.place,) if claim.place else ())


def decision_words(decision: Decision) -> str:
    """What a person decided: its number, who, what, and why."""
    told = [f"{decision.number}: {decision.author} {'took back' if decision.undoes else decision.kind}"]
    told += [str(decision.undoes)] if decision.undoes else []
    told += [f"{name} is {value}" for name, value in decision.changes]
    told += [f"with {short_ids([decision.other])[decision.other]}"] if decision.other and not decision.undoes else []
    told += [f"({decision.why})"] if decision.why else []
    return one_line(" ".join(told))


def standing_words(claim: Claim) -> str:
    """Who says it, and how: the source and the stance, and the status unless the thing happened."""
    status = "" if claim.status in ("happened", claim.stance) else f", {plain(claim.status)}"
    return f"{source_words(claim.source)} {claim.stance}{status}" if claim.source else f"no source named{status}"


def evidence_words(claim: Claim, report: Report) -> str:
    """The words of a report that prove a claim: the stretch with them all, or the pieces of a long one."""
    spans = words_in_sentence(claim) or list(claim.evidence[:1])
    start, end = spans[0].start, max(span.end for span in spans)
    stretch = one_line(report.text[start:end])
    if len(stretch) <= _LONGEST:
        return f"“{stretch}”"
    pieces = [one_line(report.text[span.start : span.end]) for span in joined(spans)]
    told = " … ".join(pieces)
    return f"“{told}”" if len(told) <= _LONGEST else f"“{told[: _LONGEST - 1]}…”"


def words_in_sentence(claim: Claim) -> list[Span]:
    """The spans of evidence inside the claim's sentence; others are where it is told again."""
    sentence = claim.evidence[0]
    return sorted(s for s in claim.evidence[1:] if sentence.start <= s.start and s.end <= sentence.end)


def joined(spans: Sequence[Span]) -> list[Span]:
    """Spans in order of the text, those that touch or overlap made one."""
    made: list[Span] = []
    for span in sorted(spans):
        if made and span.start <= made[-1].end + 1:
            made[-1] = Span(made[-1].start, max(made[-1].end, span.end))
        else:
            made.append(span)
    return made


def short_ids(ids: Iterable[str]) -> dict[str, str]:
    """The first digits of each id, as few (but six at least) as tell them apart."""
    digits = {name: name.rpartition("_")[2] for name in ids}
    for length in range(6, 17):
        short = {name: text[:length] for name, text in digits.items()}
        if len(set(short.values())) == len(short):
            return short
    return digits


def sources_of(decision: Decision) -> str:
    """The sources of a decision about sources: "A and B", or "A in rep_01ab"."""
    names = [f"“{one_line(one.name)}”" for one in decision.sources]
    together = " and " if decision.kind == "merged_sources" else " from "
    return together.join(names) if len(names) > 1 else f"{names[0]} in {decision.subject.report}"


def missing_words(balance: Balance) -> str:
    """The parts of a balance that no figure tells: not reported, or not read where numbers of the reports are left.

    Of a sum over time: those that are not told of every night.
    """
    names = ", ".join(measure_words(name) for name in balance.missing)
    if balance.unread:
        numbers = ", ".join(f"“{one_line(number)}”" for number in balance.unread[:_FEW])
        more = f" and {len(balance.unread) - _FEW} more" if len(balance.unread) > _FEW else ""
        told = f"no account took {numbers}{more}"
        return f"not read: {names} ({told})" if names else f"not read: {numbers}{more}"
    if not names:
        return ""
    return f"not told of every night: {names}" if balance.nights else f"not reported: {names}"


def stretch_words(balance: Balance) -> str:
    """When a balance is of: its days, or the name of its week, month or year."""
    if balance.nights and balance.period is not None:
        return balance.period.written
    return period_words(balance.period)
