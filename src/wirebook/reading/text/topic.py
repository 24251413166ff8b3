"""What a report is about, as far as it decides whether its numbers can be a war's: sport and weather are not."""

import re
from functools import cache

from wirebook.reading.words import table

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def is_foreign(text: str) -> bool:
    """Whether a text speaks of sport, weather, business or entertainment and not of a conflict.

    Distinct words of each topic are counted; a report is foreign when another topic has at least two and more than the
    conflict's own; or when it has no word at all of a conflict, and either none of what comes with one or one of a
    storm, a flood or a quake.
    """
    found = set(_WORD.findall(text.lower()))
    conflict = len(found & _topic("conflict"))
    if not conflict and (not found & _topic("related") or found & _topic("weather")):
        return True
    return any(
        len(found & _topic(name)) >= 2 and len(found & _topic(name)) > conflict
        for name in table("topics")
        if name not in ("conflict", "related")
    )


@cache
def _topic(name: str) -> frozenset[str]:
    return frozenset(table("topics")[name]["words"])
