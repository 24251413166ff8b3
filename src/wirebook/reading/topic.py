"""What a report is about, as far as it decides whether its numbers can be a war's: sport and weather are not."""

import re
from functools import cache

from wirebook.reading.words import table

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def is_foreign(text: str) -> bool:
    """Whether a text speaks of sport, weather, business or entertainment and not of a conflict.

    Distinct words of each topic are counted; a report is foreign when another topic has at least two and more than the
    conflict's own. A text without words of either is not foreign.
    """
    found = set(_WORD.findall(text.lower()))
    conflict = len(found & _topic("conflict"))
    return any(
        len(found & _topic(name)) >= 2 and len(found & _topic(name)) > conflict
        for name in table("topics")
        if name != "conflict"
    )


@cache
def _topic(name: str) -> frozenset[str]:
    return frozenset(table("topics")[name]["words"])
