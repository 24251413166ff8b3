"""RSS and Atom → one report an entry, with the text that the feed itself gives."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import feedparser

from wirebook.intake.model import About, InputItem, Intake
from wirebook.intake.transport.http import is_address
from wirebook.types import Problem

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_DAMAGED = (LookupError, ValueError, TypeError, AttributeError, RecursionError, AssertionError)
"""What the parser of feeds lets out when their elements stand in each other wrongly."""

_ENOUGH = 400  # characters: less is a teaser, and the page behind it has the report


def feed_items(data: bytes, where: str, intake: Intake) -> Iterator[InputItem | Problem]:
    """The entries of a feed, the newest first as it has them. A feed that defines entities of its own is refused."""
    del intake
    if _ENTITY.search(data.replace(b"\0", b"")):  # in UTF-16, too
        what = "the feed defines XML entities of its own, which may swell without end"
        yield Problem(where, what, "ask its makers for a feed without them")
        return
    try:
        found = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except _DAMAGED as error:
        yield Problem(where, f"the feed is damaged ({type(error).__name__}: {error})", "check its address")
        return
    if found.bozo and not found.entries:
        yield Problem(where, f"the feed is damaged ({found.bozo_exception})", "check its address")
        return
    outlet = found.feed.get("title") or None
    base = where if is_address(where) else found.feed.get("link") or ""
    for number, entry in enumerate(found.entries, 1):
        link = urljoin(base, entry["link"]) if entry.get("link") else ""
        yield _entry(entry, outlet, link, f"{where}#{entry.get('id') or number}")


def _entry(entry: Any, outlet: str | None, link: str, where: str) -> InputItem | Problem:
    parts = [part.get("value") or "" for part in entry.get("content") or ()]
    body = max(parts, key=len, default="") or entry.get("summary") or ""
    if not body.strip():
        return Problem(where, "the entry has no text", f"read the page behind it: wirebook read {link or 'URL'}")
    about = About(
        title=entry.get("title") or None,
        url=link if is_address(link) else None,
        publisher=outlet,
        byline=entry.get("author") or None,
        published=dict.get(entry, "published") or dict.get(entry, "updated"),  # feedparser warns of its own fallback
        updated=dict.get(entry, "updated"),
    )
    title = f"<h1>{about.title}</h1>" if about.title else ""
    page = f"<html><body><article>{title}{body if '<' in body else f'<p>{body}</p>'}</article></body></html>"
    return InputItem(link or where, page.encode("utf-8", "replace"), "page", about, "utf-8")


def is_teaser(item: InputItem) -> bool:
    """Whether an entry is so short that the report must stand on the page behind it."""
    return len(re.sub(rb"<[^>]*>", b"", item.data or b"")) < _ENOUGH
