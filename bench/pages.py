"""The main text of saved pages: which words are kept, and what of the page around them is taken for text.

    python bench/pages.py          our reader beside trafilatura, resiliparse and newspaper4k, in one run

200 pages made by code with a fixed seed from the project's own dispatches, in ten layouts that news sites use:
paragraphs in p, in div, parted by br, in lists, live blogs; words, names, whole sentences and whole paragraphs linked;
menus, captions, teasers in between, share bars, author lines, cookie banners, comments, most-read lists, footers.
Kept is the share of the story's words that come out, links the share of the linked passages, around the share of the
characters that came out and are not of the story. The others: pip install resiliparse newspaper4k.
"""

import argparse
import html
import importlib
import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import trafilatura

from wirebook.intake.formats.html import read_page

ROOT = Path(__file__).parents[1]
FOLDERS = ("tests/books/corpus/north", "tests/books/corpus/south", "src/wirebook/data/dispatches")
PAGES = 200
_WORD = re.compile(r"\w+")
_HEADER = re.compile(r"(?:[A-Z][\w-]*: .*\n)+\n")
_SENTENCE = re.compile(r"(?<=[.!?”\"]) (?=[A-Z“\"])")
TEASERS = (
    "Ten killed as market in Kharkiv is struck at noon",
    "How the night unfolded: 120 drones over the capital",
    "Analysis: what 3,000 more troops would change",
    "In pictures: the town that lost its bridge",
    "Who are the 47 prisoners coming home?",
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page with what is known of it: the story's paragraphs, and the passages in links."""

    markup: str
    title: str
    paragraphs: tuple[str, ...]
    links: tuple[str, ...]


def stories() -> list[tuple[str, tuple[str, ...]]]:
    """Title and paragraphs of the project's dispatches that have three paragraphs or more."""
    found = []
    for path in sorted(path for folder in FOLDERS for path in (ROOT / folder).glob("*.txt")):
        text = _HEADER.sub("", path.read_text(encoding="utf-8"), count=1)
        whole = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text)]
        parts = [
            part for part in whole if part.endswith((".", "!", "?", "”", '"'))
        ]  # the headline stands in the page's h1
        body = tuple(sentence for part in parts for sentence in _grouped(part))
        if len(body) >= 3:
            found.append((f"Report of {path.stem.replace('-', ' ').replace('_', ' ')}", body))
    return found


def _grouped(part: str) -> list[str]:
    """Sentences two by two, as web pages have them."""
    sentences = _SENTENCE.split(part)
    return [" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2)]


def made(number: int, story: tuple[str, tuple[str, ...]]) -> Page:
    """A page of a story, the same for the same number."""
    chance = random.Random(number)  # noqa: S311 - reproducible, not secret
    title, paragraphs = story
    links: list[str] = []
    inside = [_linked(paragraph, chance, links) for paragraph in paragraphs]
    layout = LAYOUTS[number % len(LAYOUTS)]
    return Page(_around(title, layout(inside, chance), chance), title, paragraphs, tuple(links))


def _linked(paragraph: str, chance: random.Random, links: list[str]) -> str:
    """A paragraph with links: on some words, a sentence, or all of it."""
    kind = chance.random()
    if kind < 0.15:
        links.append(paragraph)
        return f'<a href="/{len(links)}">{html.escape(paragraph)}</a>'
    if kind < 0.35:
        sentences = _SENTENCE.split(paragraph)
        at = chance.randrange(len(sentences))
        links.append(sentences[at])
        told = [html.escape(one) for one in sentences]
        told[at] = f'<a href="/{len(links)}" class="inline-link"><span>{told[at]}</span></a>'
        return " ".join(told)
    words = paragraph.split(" ")
    for _ in range(chance.randint(0, 3)):
        at = chance.randrange(len(words))
        end = min(len(words), at + chance.randint(1, 6))
        if not any("<" in word or ">" in word for word in words[at:end]):
            links.append(" ".join(words[at:end]))
            words[at:end] = [f'<a href="/{len(links)}">{html.escape(links[-1])}</a>']
    return " ".join(word if word.startswith("<a ") else html.escape(word) for word in words)


# ---------------------------------------------------------------- layouts


def _in_p(parts: Sequence[str], chance: random.Random) -> str:
    return "<article>" + _mixed([f"<p>{part}</p>" for part in parts], chance) + "</article>"


def _in_classes(parts: Sequence[str], chance: random.Random) -> str:
    body = _mixed([f'<p class="css-{chance.randint(10, 99)}x StoryParagraph">{part}</p>' for part in parts], chance)
    return f'<section class="story-body entry-content" itemprop="articleBody">{body}</section>'


def _in_div(parts: Sequence[str], chance: random.Random) -> str:
    body = "".join(f'<div class="paragraph">{part}</div>' for part in parts)
    return f'<div id="article-text"><div class="content">{body}</div></div>' + _teaser(chance)


def _in_breaks(parts: Sequence[str], chance: random.Random) -> str:
    return f'<div class="article-content">{"<br><br>".join(parts)}</div>{_teaser(chance)}'


def _in_nested(parts: Sequence[str], chance: random.Random) -> str:
    body = _mixed([f"<div><div><p><span>{part}</span></p></div></div>" for part in parts], chance)
    return f'<main><div class="layout with-sidebar"><div class="col-8">{body}</div></div></main>'


def _in_live(parts: Sequence[str], chance: random.Random) -> str:
    del chance
    posts = "".join(
        f'<article class="live-post"><time datetime="2031-03-05">0{at % 9}:00</time><p>{part}</p></article>'
        for at, part in enumerate(parts)
    )
    return f'<div class="live-feed">{posts}</div>'


def _in_quote(parts: Sequence[str], chance: random.Random) -> str:
    body = [f"<blockquote><p>{part}</p></blockquote>" if at == 1 else f"<p>{part}</p>" for at, part in enumerate(parts)]
    return f'<div class="post"><div class="post-content">{_mixed(body, chance)}</div></div>'


def _in_list(parts: Sequence[str], chance: random.Random) -> str:
    del chance
    head, *rest = parts
    items = "".join(f"<li>{part}</li>" for part in rest)
    return f'<article class="bulletin"><p>{head}</p><ul class="facts">{items}</ul></article>'


def _in_sections(parts: Sequence[str], chance: random.Random) -> str:
    half = len(parts) // 2
    one, other = ("".join(f"<p>{part}</p>" for part in some) for some in (parts[:half], parts[half:]))
    return f"<article><section>{one}</section>{_teaser(chance)}<section>{other}</section></article>"


def _in_amp(parts: Sequence[str], chance: random.Random) -> str:
    body = _mixed([f"<p>{part}</p>" for part in parts], chance)
    return f'<main role="main"><div class="amp-article-body"><amp-ad width=300></amp-ad>{body}</div></main>'


LAYOUTS: tuple[Callable[[Sequence[str], random.Random], str], ...] = (
    _in_p, _in_classes, _in_div, _in_breaks, _in_nested, _in_live, _in_quote, _in_list, _in_sections, _in_amp,
)  # fmt: skip


def _mixed(parts: list[str], chance: random.Random) -> str:
    """Paragraphs with what sites put between them."""
    between = (
        '<figure><img src="p.jpg"><figcaption>Smoke over the town. Photo: Steppe Press</figcaption></figure>',
        f'<p class="read-more"><strong>Read more: </strong><a href="/t">{chance.choice(TEASERS)}</a></p>',
        _teaser(chance),
        '<div class="ad-slot">Advertisement</div>',
        '<div class="newsletter-signup"><p>Sign up for our evening newsletter</p><form><input></form></div>',
    )
    for _ in range(2):
        parts.insert(chance.randrange(1, len(parts) + 1), chance.choice(between))
    return "".join(parts)


def _teaser(chance: random.Random) -> str:
    items = "".join(f'<li><a href="/t{at}">{text}</a></li>' for at, text in enumerate(chance.sample(TEASERS, 3)))
    return f'<div class="related-stories"><h3>Related</h3><ul>{items}</ul></div>'


def _around(title: str, body: str, chance: random.Random) -> str:
    menu = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("Home", "War", "World", "Business", "Sport"))
    comments = (
        '<section id="comments"><h2>Comments (2)</h2><div class="comment"><p>So sad to read this.</p></div></section>'
    )
    most = "".join(f'<li><a href="/m{at}">{text}</a></li>' for at, text in enumerate(chance.sample(TEASERS, 4)))
    return (
        f'<!doctype html><html lang="en"><head><title>{title} | Steppe Press</title><meta charset="utf-8">'
        f'<meta property="og:site_name" content="Steppe Press"></head><body class="page article-page">'
        f'<div class="cookie-banner"><p>We use cookies to improve your visit.</p><button>Accept</button></div>'
        f"<header><nav><ul>{menu}</ul></nav></header><h1>{title}</h1>"
        f'<div class="byline">By <a href="/o">Olha Koval</a></div><div class="share-bar"><a href="#">Share</a></div>'
        f'{body}<div class="author-bio"><p>Olha Koval reports from the south.</p></div>'
        f'{comments if chance.random() < 0.5 else ""}<aside class="sidebar"><h2>Most read</h2><ul>{most}</ul></aside>'
        f"<footer><p>Copyright 2031 Steppe Press. All rights reserved.</p><ul>{menu}</ul></footer></body></html>"
    )


# ---------------------------------------------------------------- figures


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of words kept, linked passages kept, characters from around, and seconds a page."""

    kept: float
    links: float
    around: float
    seconds: float


def pages(number: int = PAGES) -> list[Page]:
    """The pages, the same for the same number."""
    known = stories()
    return [made(at, known[at % len(known)]) for at in range(number)]


def score(extract: Callable[[str], str], some: Sequence[Page]) -> Score:
    """An extractor over some pages."""
    kept = words = links = linked = strange = characters = 0
    started = time.perf_counter()
    texts = [extract(page.markup) for page in some]
    seconds = (time.perf_counter() - started) / len(some)
    for page, text in zip(some, texts, strict=True):
        out = _flat(text)
        story = _flat(" ".join((page.title, *page.paragraphs)))
        kept += sum(len(_WORD.findall(paragraph)) for paragraph in page.paragraphs if _flat(paragraph) in out)
        words += sum(len(_WORD.findall(paragraph)) for paragraph in page.paragraphs)
        links += sum(_flat(link) in out for link in page.links)
        linked += len(page.links)
        lines = [_flat(line) for line in text.split("\n") if line.strip()]
        strange += sum(len(line) for line in lines if line not in story and not _overlaps(line, page))
        characters += sum(len(line) for line in lines)
    return Score(kept / words, links / linked, strange / max(characters, 1), seconds)


def _overlaps(line: str, page: Page) -> bool:
    """Whether a line is of the story although its lines run together: most of its words are a paragraph's."""
    own = {word for paragraph in page.paragraphs for word in _WORD.findall(_flat(paragraph))}
    found = _WORD.findall(line)
    return bool(found) and any(_flat(paragraph) in line for paragraph in page.paragraphs) and _share(found, own) > 0.95


def _share(found: Sequence[str], own: set[str]) -> float:
    return sum(word in own for word in found) / len(found)


def _flat(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def ours(markup: str) -> str:
    """Wirebook's own text of a page."""
    found = read_page(markup)
    return found[0] if found else ""


def _trafilatura(markup: str) -> str:
    return trafilatura.extract(markup, include_comments=False) or ""


def _resiliparse(markup: str) -> str:
    text: str = importlib.import_module("resiliparse.extract.html2text").extract_plain_text(markup, main_content=True)
    return text


def _newspaper(markup: str) -> str:
    article = importlib.import_module("newspaper").Article("https://wire.example/a")
    article.download(input_html=markup)
    article.parse()
    return f"{article.title}\n{article.text}"


def main() -> None:
    """Print the figures as a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=PAGES)
    some = pages(parser.parse_args().pages)
    print(f"{len(some)} pages, {sum(len(page.links) for page in some):,} links in their stories")
    print("| reader | kept | links | around | ms a page |\n|---|---|---|---|---|")
    readers = {"wirebook": ours, "trafilatura": _trafilatura, "resiliparse": _resiliparse, "newspaper4k": _newspaper}
    for name, extract in readers.items():
        try:
            one = score(extract, some)
        except ImportError:
            print(f"| {name} | not installed | | | |")
        else:
            print(f"| {name} | {one.kept:.1%} | {one.links:.1%} | {one.around:.1%} | {one.seconds * 1000:.1f} |")


if __name__ == "__main__":
    main()
