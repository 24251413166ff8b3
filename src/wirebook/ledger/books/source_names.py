"""The name under which the books list a source: its most complete written form, and never another source's name."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from wirebook.fields.party.parties import countries, group_names
from wirebook.fields.party.source_identity import voice_from, voice_of

_COUNTRY = 3  # letters of a country's code
_UNKNOWN = "unknown"


class SourceForm(NamedTuple):
    """One way in which a source is written, and how many claims are so: the columns of a query of the postings."""

    key: str
    own: str
    written: str
    kind: str
    country: str | None
    claims: int


class Naming(NamedTuple):
    """What a source is called, its kind and country, and all its written forms in lower case, a line each."""

    name: str
    kind: str
    country: str | None
    written: str


def naming(forms: Sequence[SourceForm]) -> Naming:
    """What a source is called that is written in some forms.

    A form that tells whose the body is goes first, then the longest. Where none tells it, it is said in brackets:
    "army (Mali)", "police (in rep_01ab)".
    """
    kinds = Counter[str]()
    places = Counter[str]()
    for form in forms:
        kinds[form.kind] += form.claims
        places[form.country or ""] += form.claims
    del places[""]
    best = min(forms, key=lambda form: (not _tells(form), -len(form.written), form.written))
    written = "\n".join(sorted({form.written.lower() for form in forms}))
    return Naming(_name(best), _most(kinds, _UNKNOWN) or _UNKNOWN, _most(places), written)


def _most(counted: Counter[str], last: str = "") -> str | None:
    return min(counted, key=lambda word: (word == last, -counted[word], word), default=None)


def _tells(form: SourceForm) -> bool:
    """Whether a form by itself says who it is."""
    return bool(form.written) and voice_of(form.written, form.kind).key == form.own


def _name(form: SourceForm) -> str:
    if _tells(form):
        return form.written
    if not form.written:
        return f"(no source named in {form.own})"
    voice = voice_from(form.own)
    owner = _owner(voice.home) if voice.home else form.own.rpartition(", ")[2]
    return f"{form.written} ({owner})"


def _owner(home: str) -> str:
    """A home in words: "Mali", "Kharkiv, Ukraine", "Rapid Support Forces"."""
    code, _, part = home.partition(" ")
    names = (row["name"] for row in countries().values() if row["code"] == code)
    groups = (known.name for known in group_names().values() if known.code == code)
    whole = next(iter((*names, *groups)), code)
    return f"{part.title()}, {whole}" if part else whole


def by_key(forms: Iterable[SourceForm]) -> dict[str, list[SourceForm]]:
    """Forms by the key of their source."""
    found: dict[str, list[SourceForm]] = {}
    for form in forms:
        found.setdefault(form.key, []).append(form)
    return found
