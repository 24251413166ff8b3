"""What the model learns of new words is forgotten after each report, and so is the room that it took.

spaCy's memory zone frees new words, but not their places in its two tables of words: a place that was taken once stays
marked, and a table in which many are grows to double its size. Of every 75,000 new words the tables took two megabytes
more. So they are made anew from time to time, with what the model brought along.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

MOST = 30_000  # new words; with twice as many, the model's larger table would double
_PARTS = ("strings", "vectors", "lookups")


def forgetting(language: Any) -> Callable[[], AbstractContextManager[None]]:
    """A zone for a model, to be entered for each report: what it learns within is forgotten at the end."""
    met = 0

    @contextmanager
    def zone() -> Iterator[None]:
        nonlocal met
        with language.memory_zone():
            known = len(language.vocab)
            try:
                yield
            finally:
                met += len(language.vocab) - known
        if met >= MOST:
            _make_anew(language.vocab)
            met = 0

    return zone


def _make_anew(vocab: Any) -> None:
    """Give a model's tables their first size again.

    To read in nothing is what makes spaCy build them anew: it keeps all strings, and words it makes when they are met.
    It also wraps the function for a word's plain form once more each time, so what was there is put back.
    """
    getters = dict(vocab.lex_attr_getters)
    try:
        vocab.strings.from_bytes(b"[]")
        vocab.from_bytes(vocab.to_bytes(exclude=_PARTS), exclude=_PARTS)
    finally:
        vocab.lex_attr_getters = getters
