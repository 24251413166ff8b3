"""Plain text → Report: encoding, header, headline, dateline, language.

The text of a report is what stands below the header, exactly as it was decoded, line ends included;
`Received` keeps the line of the file on which it begins. What the header says is part of the report's id.
"""

import re
from dataclasses import fields, replace

from wirebook.fields.time.dateline import find_dateline, find_head
from wirebook.fields.time.expressions import Anchor
from wirebook.ids import content_id
from wirebook.intake.formats.masthead import Byline, find_byline
from wirebook.intake.language import guess_language, language_name
from wirebook.intake.model import About, Intake, Received, Result, read_date
from wirebook.intake.words import words_of
from wirebook.types import Problem, Report, Span

_HEADER_LINE = re.compile(r"([A-Z][A-Z-]{1,24}):[ \t]*+([^\r\n]*+)(?:\r\n|\r|\n|$)", re.IGNORECASE)
_BLANK = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_HEADLINE = re.compile(r"\s*(\S[^\r\n]{0,198}?)[ \t]*(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)\s*\S")
_QUOTES = "“„«\"'`”»\u2018\u2019"
_NESTED = re.compile(rf"(?:[{_QUOTES}][ \t]*){{40}}")
_DEEPEST = 40
_HEAD = 1000  # characters: a dateline stands at the head
_CONTROL_SHARE = 0.01


def receive_text(
    text: str, origin: str, intake: Intake, about: About | None = None, otherwise: About | None = None
) -> Result:
    """The report in a text, or the problem that it is.

    What is known `about` it wins over a header at its top, and that over what is known `otherwise`.
    """
    header, begin = _header(text)
    body = text[begin:]
    first_line = len(re.findall(r"\r\n|\r|\n", text[:begin])) + 1
    problem = _unreadable(body, origin)
    if problem is not None:
        return None, problem
    about, otherwise = about or About(), otherwise or About()
    told = {
        field.name: getattr(about, field.name) or header.get(field.name) or getattr(otherwise, field.name)
        for field in fields(About)
    }
    notes = (*_control_notes(body, origin, first_line), *_date_notes(told["published"], origin, intake))
    report = _report(body, origin, About(**told), intake)
    return Received(report, first_line, notes), None


def _report(text: str, origin: str, about: About, intake: Intake) -> Report:
    byline = find_byline(text)
    headline = _headline(text, about.title, byline)
    title = about.title or (text[headline.start : headline.end] if headline else None)
    published = intake.published or read_date(about.published or "")
    report = Report(
        id=content_id("rep", text, about.title, about.url, about.publisher, published),
        origin=origin,
        text=text,
        title=title,
        headline=headline,
        url=about.url,
        publisher=about.publisher,
        published=published,
        language="en",
        byline=about.byline or (byline and byline.names),
        updated=read_date(about.updated or ""),
    )
    head = find_head(text[:_HEAD], Anchor(published))
    agency = about.agency or (head and head.agency) or (byline and byline.agency)
    return replace(report, dateline=head and head.dateline, agency=agency)


# ---------------------------------------------------------------- header and headline


def _header(text: str) -> tuple[dict[str, str], int]:
    """The header's values and where the text below it begins; ({}, 0) when there is none.

    A header is a block of "Key: value" lines at the very top whose first key is one of ours, up to a blank
    line. Other keys may follow (as in mail); they are left aside.
    """
    blank = _BLANK.match(text)
    at = blank.end() if blank else 0
    values: dict[str, str] = {}
    while line := _HEADER_LINE.match(text, at):
        key = line[1].lower()
        if not values and key not in words_of("header")["first"]:
            break
        values.setdefault(words_of("header")["same"].get(key, key), line[2].rstrip(" \t"))
        at = line.end()
    end = _BLANK.match(text, at)
    if not values or (end is None and at < len(text)):
        return {}, 0
    return {key: value for key, value in values.items() if value}, end.end() if end else at


def _headline(text: str, title: str | None, byline: Byline | None) -> Span | None:
    """The first line when it stands alone, is short, and does not read like a sentence or a dateline.

    Where the first line says who wrote the report, it is the next one.
    """
    above = byline is not None and not text[: byline.span.start].strip()
    found = _HEADLINE.match(text, byline.span.end if byline is not None and above else 0)
    if found is None or (title is not None and found[1].strip() != title):
        return None
    line = Span(*found.span(1))
    words = found[1].split()
    sentence = found[1].endswith((".", ":", ",", ";")) and title is None
    dateline = find_dateline(text[:_HEAD], Anchor(None))
    begins = dateline is not None and dateline.span.start < line.end
    return None if sentence or begins or len(words) < 2 else line


# ---------------------------------------------------------------- what cannot be read, or not well


def _unreadable(text: str, origin: str) -> Problem | None:
    control = len(_CONTROL.findall(text))
    if control > max(_CONTROL_SHARE * len(text), 1):
        what = f"it is not plain text ({control:,} control characters)"
        return Problem(origin, what, "save the report as plain text first")
    if _deepest(text) > _DEEPEST or _NESTED.search(text):
        what = "its quotation marks are nested so deep that nobody can say who speaks"
        return Problem(origin, what, "repair the quotation marks; the text was probably damaged on its way")
    if sum(char.isalpha() for char in text[:100_000]) < 3:
        return Problem(origin, "there are no words in it", "check that the report was saved")
    guess = guess_language(text)
    if guess.foreign:
        what = f"it is in {language_name(guess.code)}; this version reads English only"
        return Problem(origin, what, "give it an English translation, and check the claims against the original")
    return None


def _deepest(text: str) -> int:
    """How deep double quotation marks are nested; a paragraph's end closes all."""
    depth = deepest = 0
    for mark in re.findall(r"[“„«”»\n]", text):
        depth = 0 if mark == "\n" else depth + 1 if mark in "“„«" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def _control_notes(text: str, origin: str, first_line: int) -> tuple[Problem, ...]:
    found = _CONTROL.search(text)
    if found is None:
        return ()
    line = len(re.findall(r"\r\n|\r|\n", text[: found.start()])) + first_line
    column = found.start() - max(text.rfind("\n", 0, found.start()), text.rfind("\r", 0, found.start()))
    many = len(_CONTROL.findall(text))
    what = f"it was read, but has {many} control character{'s' * (many > 1)} (first U+{ord(found[0]):04X})"
    return (Problem(f"{origin}:{line}:{column}", what, "check what stood there, and delete them"),)


def _date_notes(written: str | None, origin: str, intake: Intake) -> tuple[Problem, ...]:
    if written is None or intake.published or read_date(written):
        return ()
    what = f"it was read, but “{written[:80]}”, its day of publication, is no date that can be understood"
    return (Problem(origin, what, "write it as in 2024-11-13, or give --published 2024-11-13"),)
