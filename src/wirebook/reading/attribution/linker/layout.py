"""Attribution by typography alone: a quotation signed with a dash and a name, a transcript's speaker in capitals.

Both are conventions of the page rather than of grammar, so neither the parser nor the trees have anything to say.
"""

import re
from collections.abc import Iterator

from wirebook.types import Span

_NAME = r"[A-Z][\w.’'-]*(?:[^\S\n]+(?:(?:de|la|del|van|von|bin|al|of|the)[^\S\n]+)?[A-Z][\w.’'-]*){0,5}"
_SIGNED = re.compile(
    rf"(?:^|(?<=\n))[^\S\n]*(?P<words>[“”\"][^\n]{{3,2000}}?[”\"])[^\S\n]*(?P<cue>[―—–]|--?)[^\S\n]*(?P<name>{_NAME})"
    r"(?P<role>,[^\n“\"]{2,60})?[^\S\n]*\.?[^\S\n]*(?=\n|\Z)"
)
_LABEL = re.compile(
    r"(?:^|(?<=\n))[^\S\n]*[“\"]?(?P<name>[A-Z][A-Z.’'-]+(?:[^\S\n]+[A-Z][A-Z.’'-]*){0,3})(?P<cue>:)[^\S\n]+"
    r"(?P<words>[^\n]{2,})"
)
_LABELS = 2
"""Speakers' turns from which a text is a transcript; one capitalised word and a colon may be a heading."""

Placed = tuple[Span, Span, Span]
"""The spans of the name, the cue and the words."""


def signed_quotations(text: str) -> Iterator[Placed]:
    """“We lost everything.” — Amina Yusuf, teacher: a line that is a quotation, a dash and who said it."""
    for found in _SIGNED.finditer(text):
        yield Span(*found.span("name")), Span(*found.span("cue")), Span(*found.span("words"))


def speaker_turns(text: str) -> Iterator[Placed]:
    """ "MILLER: We have seen the reports.": the turns of a transcript, where a speaker in capitals has two or more."""
    turns = list(_LABEL.finditer(text))
    names = [found["name"] for found in turns]
    for found in turns:
        if names.count(found["name"]) >= _LABELS:
            yield Span(*found.span("name")), Span(*found.span("cue")), Span(*found.span("words"))
