"""WB1xx: is the text whole? Lost words, a cut-off end, broken characters, repeats, other pages' lines."""

import re
from collections.abc import Iterable, Iterator

from wirebook.checks.catalog import found
from wirebook.checks.words import any_of, words
from wirebook.types import Finding, Reading, Span

# Each begins at the left edge of a run and gives nothing back, so that a long run is walked once.
_PARAGRAPH = re.compile(r"(?<![^\r\n])[^\S\r\n]*+\S[^\r\n]*+")
_STOP_APART = re.compile(
    r"(?<![\w'\u2019-])[\d_'\u2019-]*+(?P<apart>(?P<word>[^\W\d_][\w'\u2019-]*+)[ \t\xa0]++(?P<stop>[.,;]))"
    r"(?![.…\w]|[ \t]*+[.…])"
)
_STOP_CLOSE = re.compile(r"\w[.,](?!\w)")
_EMPTY = re.compile(r"(?<=\s)\(\s*\)|[“„«]\s*[”»]")
_WHOLE_END = re.compile(r"[.!?…:;][\"”\u2019»')\]\s]*$")
_DOTS = re.compile(r"(?:…|\.\.\.)[\"”\u2019'\s]*$")
_BULLET = re.compile(r"\s*(?:[-*•–—▪]|\d+[.)])\s")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_TRAIL = r"[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"  # the second byte, as Windows-1252 shows it
_MISREAD = re.compile(rf"[ÂÃ]{_TRAIL}|â{_TRAIL}{{2}}|(?:[ÐÑ]{_TRAIL}){{2}}|ð{_TRAIL}{{3}}")
_LONGEST_WORD = 100  # characters, with its stop: what is longer is no adjective
_LONG = 8  # words: shorter paragraphs repeat for good reasons


def lost_words(reading: Reading) -> Iterator[Finding]:
    """WB101: a sentence from which words were lost, as an extractor loses the text of links."""
    head, holes = reading.report.headline, set(_holes(reading))
    for span in sorted(holes | set(_loose_stops(reading))):
        if head is None or not head.start <= span.start < head.end:
            written = " ".join(reading.report.text[span.start : span.end].split())
            sure = span in holes
            message = "words are missing at" if sure else "a stop stands apart, perhaps words are missing:"
            yield found("WB101", reading, f"{message} “{written}”", span, severity=None if sure else "note")


def _holes(reading: Reading) -> Iterator[Span]:
    """Places where words must be missing, because what is left cannot stand there."""
    text = reading.report.text
    stranded, close, adjectives = (
        words(reading, "holes", "stranded"),
        _is_close_set(text),
        _article_and_adjective(reading),
    )
    for match in _STOP_APART.finditer(text):
        start, end = match.span("apart")
        adjective = adjectives.search(text, max(0, start - 12), end) if end - start < _LONGEST_WORD else None
        if match["word"] in stranded and (match["stop"] == "." or close):
            yield Span(start, end)
        elif adjective and close:
            yield Span(*adjective.span())
    for match in _article_holes(reading).finditer(text):
        yield Span(*match.span())
    for match in _EMPTY.finditer(text):
        yield Span(*match.span())


def _loose_stops(reading: Reading) -> Iterator[Span]:
    """Full stops apart from an ordinary word, in a text that sets them close."""
    taken = {span.end for span in _holes(reading)}
    close = _is_close_set(reading.report.text)
    for match in _STOP_APART.finditer(reading.report.text) if close else ():
        if match["stop"] == "." and match.end() not in taken:
            yield Span(*match.span("apart"))


def _is_close_set(text: str) -> bool:
    """Whether a text sets stops close to their words, as print does and tokenised text does not."""
    apart = sum(1 for _ in _STOP_APART.finditer(text))
    return apart * 4 <= sum(1 for _ in _STOP_CLOSE.finditer(text)) + 4


def _article_and_adjective(reading: Reading) -> re.Pattern[str]:
    """An article, a word that ends as adjectives do, and a stop apart."""
    article = any_of(words(reading, "holes", "articles"))
    ending = any_of(words(reading, "holes", "adjective_endings"))
    return re.compile(rf"\b{article}\s+[^\W\dA-Z_]+{ending}\s+[.,;]$")


def _article_holes(reading: Reading) -> re.Pattern[str]:
    never_last = words(reading, "holes", "never_last")
    article = any_of((*never_last, "a") if never_last else ())
    after = any_of(words(reading, "holes", "never_after_article"))
    return re.compile(rf"(?<=\s)(?:{any_of(never_last)}[.;](?![.…\w])|{article}\s+{after}(?=\s))")


def cut_off(reading: Reading) -> Iterator[Finding]:
    """WB102: a text that ends in the middle of a sentence, or with the mark of a cut."""
    text = reading.report.text
    marks = words(reading, "ends", "marks")
    mark = re.search(rf"(?:{'|'.join(marks)})\s*$", text) if marks else None
    paragraphs = _body(reading)
    if mark:
        yield found("WB102", reading, f"the text is cut off here: “{mark.group().strip()}”", Span(*mark.span()))
    elif paragraphs and (why := _why_cut(paragraphs, reading)):
        last = paragraphs[-1]
        tail = last.group().rstrip()[-30:].split(" ", 1)[-1]
        yield found("WB102", reading, f"{why}: “…{tail}”", Span(last.end() - len(tail), last.end()))


def _body(reading: Reading) -> list[re.Match[str]]:
    head = reading.report.headline
    found_ = _PARAGRAPH.finditer(reading.report.text)
    return [part for part in found_ if head is None or not head.start <= part.start() < head.end]


def _why_cut(paragraphs: list[re.Match[str]], reading: Reading) -> str | None:
    last = paragraphs[-1].group().rstrip()
    if re.search(rf"\b{any_of(words(reading, 'ends', 'never_final'))}$|,$", last):
        return "the text stops in the middle of a sentence"
    if _DOTS.search(last) and len(last.split()) >= _LONG:
        return "the text ends in an ellipsis"
    return "the last sentence has no end" if _is_unfinished(paragraphs, reading) else None


def _is_unfinished(paragraphs: list[re.Match[str]], reading: Reading) -> bool:
    """A last paragraph of some length without a stop, where the paragraphs before it have theirs."""
    *before, last = [part.group().strip() for part in paragraphs]
    signoffs = "|".join(words(reading, "ends", "signoffs")) or r"(?!)"
    long = len(last.split()) >= _LONG and not _BULLET.match(last) and not re.match(signoffs, last)
    stopped = [part for part in before if _WHOLE_END.search(part)]
    return (
        long and last[-1] != ")" and not _WHOLE_END.search(last) and bool(stopped) and len(stopped) * 2 >= len(before)
    )


def broken_characters(reading: Reading) -> Iterator[Finding]:
    """WB103: characters that were decoded wrongly, lost, or never belonged in a text."""
    text = reading.report.text
    kinds = {
        "characters decoded from the wrong encoding": [
            Span(*run.span()) for run in _MISREAD.finditer(text) if _is_misread(run.group())
        ],
        "characters lost in decoding (U+FFFD)": [Span(*mark.span()) for mark in re.finditer("\ufffd", text)],
        "control characters": [Span(*mark.span()) for mark in _CONTROL.finditer(text)],
    }
    for what, spans in kinds.items():
        if spans:
            times = "once" if len(spans) == 1 else f"{len(spans)} times"
            yield found("WB103", reading, f"{what}, {times}", spans[0])


def _is_misread(run: str) -> bool:
    """Whether these characters are UTF-8 that was read as Windows-1252 or Latin-1."""
    try:
        b"".join(_byte(char) for char in run).decode("utf-8")
    except UnicodeError:
        return False
    return True


def _byte(char: str) -> bytes:
    return char.encode("latin-1" if char <= "\xff" else "cp1252")


def repeated_paragraph(reading: Reading) -> Iterator[Finding]:
    """WB104: a paragraph that stands in the text twice."""
    seen: set[str] = set()
    for part in _body(reading):
        key = " ".join(part.group().split()).casefold()
        if key in seen and len(key.split()) >= _LONG:
            yield found("WB104", reading, "this paragraph stands in the text already", Span(*part.span()))
        seen.add(key)


def teaser_line(reading: Reading) -> Iterable[Finding]:
    """WB105: a line that points to another page and is no part of the report."""
    teaser = re.compile(rf"\W*{any_of(words(reading, 'boilerplate', 'teasers'))}", re.IGNORECASE)
    for part in _body(reading):
        if teaser.match(part.group().strip()):
            yield found("WB105", reading, "this line is no part of the report", Span(*part.span()))
