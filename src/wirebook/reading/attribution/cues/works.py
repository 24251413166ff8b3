"""Works that tell: a bulletin, figures, tests. They are the word of who made them, and without a maker nobody's."""

from wirebook.fields.party.sources import generic_determiners, source_kind
from wirebook.reading.words import words
from wirebook.types import Source

_SPEAKS = "spokes"


def is_work(word: str) -> bool:
    """Whether a word, in lower case, names what carries words or shows something: "bulletin", "figures", "tests"."""
    carries = word in words("heads", "carriers", "voice") or word in words("heads", "things", "voice")
    return carries and not word.startswith(_SPEAKS)


def is_nobody(source: Source) -> bool:
    """Whether a source is a work whose maker is not known: "the document", "DNA tests"."""
    last = _last(source.name)
    if source.resolved is not None or source.kind == "unnamed" or not is_work(last.lower()):
        return False
    if source.name != last and not last.islower():
        return False  # "Institute for Conflict Studies"
    before = source.name.lower().split()[:-1]
    return source.kind == "unknown" or all(word in generic_determiners() for word in before)


def _last(name: str) -> str:
    return name.split(" of ", maxsplit=1)[0].rsplit(maxsplit=1)[-1] if name else ""


def maker_in(name: str) -> str | None:
    """The beginning of a work's name that is its maker's: "health ministry" of "health ministry figures"."""
    head, _, last = name.rpartition(" ")
    if not head or not is_work(last) or source_kind(last) != "unknown":  # but "Institute for Conflict Studies"
        return None
    if all(word in generic_determiners() for word in head.lower().split()):
        return None
    return head if source_kind(head) not in ("unknown", "person", "witness") else None
