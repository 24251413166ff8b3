"""Short names that a report explains itself: "the Syrian Observatory for Human Rights (SOHR)"."""

import re

_DEFINED = re.compile(
    r"(?<![\w’'.-])(?:[’'.-]|[^\WA-Z])*+"
    r"(?P<name>[A-Z][\w’'.-]*+(?:\s+(?:(?:of|for|and|the|on|in|to)\s+){0,2}[A-Z][\w’'.-]*+){1,8})\s*"
    r"\((?P<short>[A-Z][A-Za-z-]{1,9})\)"
)
_CAPITAL = re.compile(r"[A-Z]")


def abbreviations(text: str) -> dict[str, str]:
    """Short form → full name as first written, where the short form's letters begin words of the name, in order."""
    found: dict[str, str] = {}
    for match in _DEFINED.finditer(text):
        name = _spelled_out(match["name"].split(), match["short"])
        if name:
            found.setdefault(match["short"], name)
    return found


def _spelled_out(words: list[str], short: str) -> str:
    """The last words of a run of names whose initials are the short form's capitals; empty where they are not."""
    letters = _CAPITAL.findall(short)
    for start in range(len(words) - 1):
        initials = [letter for word in words[start:] for letter in _CAPITAL.findall(word)[:1]]
        if initials == letters and words[start][0] == letters[0]:
            return " ".join(words[start:])
    return ""
