"""Feeds polled again and again: what is new is read and kept, and a stop at any moment loses nothing.

An entry is noted after its report is in the ledger, a feed after all its entries: what was cut off is done again, and
doing it again changes nothing.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path

from wirebook.engines.errors import WatchError
from wirebook.intake import About, InputItem
from wirebook.intake.formats.feed import feed_items, is_teaser
from wirebook.intake.sniffing import HEAD, kind_of
from wirebook.intake.transport.http import Session, is_address
from wirebook.ledger.database.kept_rows import Sighting
from wirebook.ledger.ledger import Ledger
from wirebook.pipeline import Desk, Outcome, read_item
from wirebook.types import Problem

_EVERY = 15.0  # minutes
_LEAST = 1.0
_MOST = 7 * 24 * 60.0
_OK = 200


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to follow. `pages` is whether the page behind each entry is read; none: where there is only a teaser."""

    url: str
    publisher: str | None = None
    pages: bool | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """Which feeds, and how many minutes from one look at them to the next."""

    feeds: tuple[Feed, ...]
    every: float = _EVERY


def load_watch(path: str) -> Watch:
    """The feeds of a TOML file.

    Raises:
        WatchError: when it cannot be read, is no TOML, or has a key or value that it must not have.
    """
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise WatchError(f"{path}: it cannot be read ({error.strerror}); check the name and the folder") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WatchError(f"{path}: it is no TOML ({error}); see `wirebook watch --help`") from error
    rows = data.get("feed", [])
    if not isinstance(rows, list):
        raise WatchError(f"{path}: feed is no list; write [[feed]] for each feed")
    feeds = tuple(_feed(path, number, row) for number, row in enumerate(rows, 1))
    every = data.get("every", _EVERY)
    unknown = sorted(data.keys() - {"feed", "every"})
    if unknown:
        raise WatchError(f"{path}: unknown key {unknown[0]!r}; known are every and [[feed]]")
    if not feeds:
        raise WatchError(f'{path}: there is no feed in it; write [[feed]] and below it url = "https://…"')
    if not isinstance(every, int | float) or isinstance(every, bool) or not _LEAST <= every <= _MOST:
        raise WatchError(f"{path}: every = {every!r} must be {_LEAST:.0f} minute or more, and a week at most")
    return Watch(feeds, float(every))


def _feed(path: str, number: int, row: object) -> Feed:
    known = {field.name for field in fields(Feed)}
    if not isinstance(row, dict) or not is_address(str(row.get("url", ""))):
        raise WatchError(f"{path}: [[feed]] {number} has no url that begins with http:// or https://")
    unknown = sorted(row.keys() - known)
    if unknown:
        raise WatchError(f"{path}: [[feed]] {number}: unknown key {unknown[0]!r}; known are {', '.join(sorted(known))}")
    for name, kind, wanted in (("publisher", str, "a text"), ("pages", bool, "true or false")):
        if not isinstance(row.get(name), kind | None):
            raise WatchError(f"{path}: [[feed]] {number}: {name} = {row[name]!r} must be {wanted}")
    return Feed(**row)


def look(watch: Iterable[Feed], ledger: Ledger, desk: Desk, session: Session) -> Iterator[Outcome]:
    """Look once at all feeds; an outcome for each entry that is new or was changed, in order."""
    for feed in watch:
        last = ledger.last_seen(feed.url)
        fetched, problem = session.fetch(feed.url, last.etag if last else None, last.modified if last else None)
        if fetched is None:
            yield Outcome(feed.url, problem=problem)
        elif fetched.data is not None:
            whole = True
            for item in feed_items(fetched.data, feed.url, desk.settings.intake):
                for outcome in _entry(item, feed, ledger, desk, session):
                    whole &= outcome.problem is None or not session.passing
                    yield outcome
            etag, modified = (fetched.etag, fetched.modified) if whole else (None, None)  # so that it is sent again
            ledger.note_seen(Sighting(0, feed.url, "", fetched.status, etag, modified))


def _entry(item: InputItem | Problem, feed: Feed, ledger: Ledger, desk: Desk, session: Session) -> Iterator[Outcome]:
    if isinstance(item, Problem):
        yield Outcome(item.where, problem=item)
        return
    address = item.about.url or item.origin
    stamp = item.about.updated or item.about.published or hashlib.sha256(item.data or b"").hexdigest()[:16]
    before = ledger.last_seen(address)
    if before is not None and before.modified == stamp:
        return
    item = replace(item, about=replace(item.about, publisher=feed.publisher or item.about.publisher))
    whole = _page_of(item, address, feed, session) if feed.pages or (feed.pages is None and is_teaser(item)) else item
    if isinstance(whole, Problem):
        if not session.passing:  # else it is not noted as done, and asked for again the next time
            ledger.note_seen(Sighting(0, address, "", session.status or 0, modified=stamp))
        yield Outcome(address, problem=whole)
        return
    outcome = read_item(whole, desk)
    report = None
    if outcome.reading is not None:
        ledger.add(outcome.reading, outcome.findings)
        report = outcome.reading.report.id
    digest, size = (outcome.seen.digest, outcome.seen.size) if outcome.seen else (None, None)
    ledger.note_seen(Sighting(0, address, "", _OK, None, stamp, digest, size, report))
    yield outcome


def _page_of(item: InputItem, address: str, feed: Feed, session: Session) -> InputItem | Problem:
    """The page behind an entry; what the feed says of it stands where the page says nothing."""
    if not is_address(address):
        return item
    fetched, problem = session.fetch(address)
    if fetched is None or fetched.data is None:
        return problem or Problem(address, "nothing came", "try again later")
    kind = kind_of(fetched.data[:HEAD], address.partition("?")[0], fetched.content_type)
    about = About(publisher=feed.publisher, url=address)
    return InputItem(address, fetched.data, kind, about, fetched.charset, item.about)
