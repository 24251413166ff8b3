"""Which language a text is in: this version reads English only, and says so of any other."""

from functools import cache
from typing import Any, NamedTuple

from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

_SAMPLE = 4000
_SURE = 0.5
_NEAR = ("en", "pcm", "sco")  # short English headlines are sometimes taken for Nigerian Pidgin or Scots
_NAMES = (
    ("ar", "Arabic"),
    ("de", "German"),
    ("es", "Spanish"),
    ("fr", "French"),
    ("he", "Hebrew"),
    ("ru", "Russian"),
    ("uk", "Ukrainian"),
    ("zh", "Chinese"),
)


class Guess(NamedTuple):
    """The likeliest language, and whether the text is surely not English."""

    code: str
    foreign: bool


def guess_language(text: str) -> Guess:
    """The language of a text's first kilobytes. A text too short to tell counts as English."""
    sample = text[:_SAMPLE]
    letters = sum(char.isalpha() for char in sample)
    latin = sum(char.isalpha() and char < "\u0250" for char in sample)
    code, probability = _identifier().rank(sample)[0]
    if code in _NEAR:
        return Guess("en", foreign=False)
    if latin < letters / 2:
        return Guess(code, foreign=True)
    foreign = letters >= 20 and probability >= _SURE
    return Guess(code if foreign else "en", foreign)


def language_name(code: str) -> str:
    """A language's English name where it is a common one, else its code."""
    return dict(_NAMES).get(code, f"the language “{code}”")


@cache
def _identifier() -> Any:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
