"""HTML → main text: what the report says, with every word inside its links, and nothing of the page around it.

trafilatura finds the main text. Before it looks, links are opened: it judges a passage by how much of it is linked, and
would take a sentence that is one link for a menu.
"""

import re
from collections.abc import Iterator
from functools import cache

import lxml.html
import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from wirebook.intake.formats.html_metadata import about_page
from wirebook.intake.model import About
from wirebook.intake.words import words_of

_DEEPEST = 200  # elements inside each other
_MARKS = 300_000  # that may begin one, in scripts, too
_ELEMENTS = 40_000
_DROPPED, _OPENED = "dropped", "opened"  # what elements are called until they are taken out, all at once
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_SPACE = re.compile(r"[^\S\n]+")


def read_page(markup: str) -> tuple[str, About] | None:
    """The main text of a page, its paragraphs parted by empty lines, and what it says of itself; none without text.

    A page that is overgrown is one without text.
    """
    tree = _measured(markup)
    if tree is None:
        return None
    about = about_page(tree)
    _strip(tree)
    _open_links(tree)
    found = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, with_metadata=False, favor_recall=False, deduplicate=False
    )
    body = getattr(found, "text", None)
    paragraphs = _without_title(list(_paragraphs(body or "")), about.title)
    return ("\n\n".join(paragraphs), about) if paragraphs else None


def is_overgrown(markup: str) -> bool:
    """Whether a page has more elements than people write, or so deep inside each other, that it is not looked at."""
    return markup.count("<") > _MARKS or (_parsed(markup) is not None and _measured(markup) is None)


def _measured(markup: str) -> HtmlElement | None:
    tree = _parsed(markup) if markup.count("<") <= _MARKS else None
    return tree if tree is not None and _is_measured(tree) else None


def _parsed(markup: str) -> HtmlElement | None:
    parser = lxml.html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8"
    )
    try:
        tree = lxml.html.document_fromstring(_CONTROL.sub(" ", markup).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    for element in tree.iter():  # what was written as a reference ("&#1;") is a control character by now
        element.text = _CONTROL.sub(" ", element.text) if element.text else element.text
        element.tail = _CONTROL.sub(" ", element.tail) if element.tail else element.tail
    return tree


def _is_measured(tree: HtmlElement) -> bool:
    """Whether a page is neither made of very many elements, nor very deep."""
    depth = count = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > _DEEPEST or count > _ELEMENTS:
            return False
    return True


def _strip(tree: HtmlElement) -> None:
    """Take out what is not the report: menus, captions, teasers of other stories, forms."""
    for element in [*tree.iter(*words_of("page")["furniture"]), *tree.xpath("//header//ul")]:
        element.tag = _DROPPED
    etree.strip_elements(tree, _DROPPED, with_tail=False)
    paragraphs = len(tree.findall(".//p"))
    for element in list(tree.iter(*words_of("page")["named"])):
        if any(above.tag == _DROPPED for above in element.iterancestors()):
            continue
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
        called = not hidden and _called().search(named) is not None
        inside = len(element.findall(".//p")) if hidden or called else 0
        if hidden or (called and not (inside > 2 and inside * 2 > paragraphs)):  # that wraps most of them is the story
            paragraphs -= inside + (element.tag == "p")
            element.tag = _DROPPED
    etree.strip_elements(tree, _DROPPED, with_tail=False)


@cache
def _called() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[-_ ])(?:{'|'.join(words_of('page')['called'])})(?:$|[-_ ])", re.IGNORECASE)


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words_of('page')['leads'])})\b", re.IGNORECASE)


def _open_links(tree: HtmlElement) -> None:
    """Links become plain words, but for lists of nothing else and lines that only point to other stories."""
    away: dict[HtmlElement, bool] = {}  # a block is looked at once, however many links it has
    for link in list(tree.iter("a")):
        block = next((up for up in link.iterancestors() if up.tag not in words_of("page")["inline"]), None)
        if block is None:
            continue
        if block not in away:
            away[block] = _points_away(block)
        if not away[block]:
            link.tag = _OPENED
    etree.strip_tags(tree, _OPENED)


def _points_away(block: HtmlElement) -> bool:
    text = _SPACE.sub(" ", block.text_content()).strip()
    linked = sum(len(_SPACE.sub(" ", link.text_content()).strip()) for link in block.iter("a"))
    only = linked >= len(text) - 2
    if _leads().match(text) and linked * 2 > len(text):
        return True
    return only and block.tag not in ("p", "blockquote") and not text.endswith((".", "!", "?", "”", '"'))


def _paragraphs(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        told = _SPACE.sub(" ", line).strip().removeprefix("- ").strip(" |")
        if told:
            yield told


def _without_title(paragraphs: list[str], title: str | None) -> list[str]:
    """The paragraphs under the page's title: it stands there once, at the top."""
    if title is None:
        return paragraphs
    rest = paragraphs[1:] if paragraphs and _alike(paragraphs[0], title) else paragraphs
    return [title, *rest] if rest else []


def _alike(one: str, other: str) -> bool:
    return one.casefold().rstrip(".") == other.casefold().rstrip(".")
