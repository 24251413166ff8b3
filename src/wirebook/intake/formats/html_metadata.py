"""What a page says of itself in its head: title, outlet, agency, byline, dates, address. JSON-LD first, then meta."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from wirebook.intake.model import About, read_date
from wirebook.intake.words import words_of

_ARTICLE = re.compile(r"^(?:News|Report|Blog|Live)?\w*(?:Article|Posting|Report)$")
_DEEPEST = 6
_LONGEST = 300  # characters of a title or name
_SPACE = re.compile(r"\s+")
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_TAIL = re.compile(r"(?<!\s)\s++[|\u2013\u2014:-]\s+([^|\u2013\u2014]{2,40})$")


def about_page(tree: HtmlElement) -> About:
    """What a parsed page says of itself; dates are ISO dates or aware datetimes, none where they are no dates."""
    linked, metas = _linked(tree), _metas(tree)

    def told(name: str) -> str | None:
        return linked.get(name) or next((metas[key] for key in words_of("meta").get(name, ()) if metas.get(key)), None)

    publisher = told("publisher")
    title = told("title") or _first(tree, "//h1") or _first(tree, "//title")
    stripped = _without_outlet(title, publisher)
    return About(
        title=stripped,
        url=_address(tree) or told("url"),
        publisher=publisher,
        agency=linked.get("agency"),
        byline=_name(told("byline") or _marked(tree)),
        published=_date(told("published")) or _time(tree),
        updated=_date(told("updated")),
    )


def _linked(tree: HtmlElement) -> dict[str, str]:
    """What the page's JSON-LD says of its article."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for one in _articles(data, _DEEPEST):
            told = {
                "title": one.get("headline"),
                "url": one.get("url") or one.get("mainEntityOfPage"),
                "publisher": one.get("publisher"),
                "agency": one.get("sourceOrganization") or one.get("provider"),
                "byline": one.get("author") or one.get("creator"),
                "published": one.get("datePublished") or one.get("dateCreated"),
                "updated": one.get("dateModified"),
            }
            return {name: words for name, value in told.items() if (words := _named(value))}
    return {}


def _articles(data: Any, deep: int) -> Iterator[dict[str, Any]]:
    if isinstance(data, list) and deep:
        for one in data:
            yield from _articles(one, deep - 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        if any(isinstance(kind, str) and _ARTICLE.fullmatch(kind) for kind in _listed(kinds)):
            yield data
        elif "@graph" in data and deep:
            yield from _articles(data["@graph"], deep - 1)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _named(value: Any) -> str | None:
    """A name: itself, that of a thing, or several joined."""
    if isinstance(value, str):
        return _short(value)
    if isinstance(value, dict):
        return _named(value.get("name") or value.get("@id"))
    names = [name for one in value if (name := _named(one))] if isinstance(value, list) else []
    return ", ".join(names[:8]) or None


def _metas(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iterfind(".//meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = _short(meta.get("content") or "")
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _address(tree: HtmlElement) -> str | None:
    link = tree.find(".//link[@rel='canonical']")
    address = link.get("href") if link is not None else None
    return address.strip() if address and re.match(r"https?://", address.strip()) else None


def _first(tree: HtmlElement, path: str) -> str | None:
    found = tree.xpath(path)
    return _short(found[0].text_content()) if found else None


def _marked(tree: HtmlElement) -> str | None:
    """A byline that the page marks as one."""
    return _first(tree, "//*[@rel='author' or @itemprop='author' or contains(concat(' ', @class, ' '), ' byline ')]")


def _time(tree: HtmlElement) -> str | None:
    times = tree.xpath("//article//time/@datetime | //main//time/@datetime | //*[@itemprop='datePublished']/@datetime")
    return next((day for written in (times or tree.xpath("//time/@datetime")) if (day := _date(written))), None)


def _date(written: str | None) -> str | None:
    return read_date(written.replace("Z", "+00:00")) if written else None


def _name(written: str | None) -> str | None:
    if written is None or re.match(r"https?://|@", written):
        return None
    return _BY.sub("", written) or None


def _without_outlet(title: str | None, publisher: str | None) -> str | None:
    """A title without the outlet's name at its end ("Raid kills nine | Dnipro Wire")."""
    tail = _TAIL.search(title) if title else None
    if title is None or tail is None or publisher is None or tail[1].strip().lower() != publisher.lower():
        return title
    return title[: tail.start()]


def _short(text: str) -> str | None:
    return _SPACE.sub(" ", text).strip()[:_LONGEST] or None
