"""How an amount stands to another: a part of it, further to it, or its rest, by the words around the number."""

import re
from functools import cache

from wirebook.fields.quantity.numerals import GAP, any_of, words
from wirebook.types import Relation, Span

_REACH = 80


def relation_before(text: str, span: Span) -> Relation:
    """What the words around an amount say: "another 47" further, "the remaining six" rest, "including three" part.

    `span` is the amount's; "whole" when nothing is said.
    """
    before = text[max(0, span.start - _REACH) : span.start]
    if _part_before().search(before) or _part_after().match(text, span.end):
        return "part"
    if _before("rest_before").search(before):
        return "rest"
    inside = text[span.start : span.end]
    if _before("further_before").search(before) or _before("further_before").search(inside.rpartition(" ")[0] + " "):
        return "further"
    return "further" if _further_after().match(text, span.end) else "whole"


@cache
def _before(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(words('relations', key))}{GAP}$", re.IGNORECASE)


@cache
def _part_before() -> re.Pattern[str]:
    cues = any_of(words("relations", "part_before"))
    return re.compile(rf"(?<!\w){cues},?{GAP}(?:{_item()}(?:,{GAP}|,?{GAP}and{GAP}))*$", re.IGNORECASE)


def _item() -> str:
    """One of several parts before this one: "three women and", "two children, "."""
    word = r"(?!\w*ed\b|and\b|were\b|was\b|had\b|have\b|is\b)[\w-]+"
    return rf"{word}(?:{GAP}{word}){{1,3}}"


@cache
def _part_after() -> re.Pattern[str]:
    return re.compile(rf"{GAP}{any_of(words('relations', 'part_after'))}\b", re.IGNORECASE)


@cache
def _further_after() -> re.Pattern[str]:
    refused = any_of(words("relations", "not_further_after"))
    return re.compile(rf"{GAP}(?!{refused}\b){any_of(words('relations', 'further_after'))}\b", re.IGNORECASE)
