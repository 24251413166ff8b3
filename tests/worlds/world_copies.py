"""Happenings of words that are printed more than once: reprints, updates, stale headlines."""

from dataclasses import replace

from world_book import Book, outlet_of, spoken
from world_cast import OUTLETS, WIRES
from world_tolls import rising
from world_types import Dispatch, Line, exactly, iso


def wire_reprints(book: Book) -> None:
    """A wire's story with dateline and agency, reprinted by outlets of which one is dated before it (A10)."""
    council, day = book.body("council"), book.start
    (number,) = rising(book, 1)
    wire = book.rng.choice(WIRES)
    opening = f"[dateline:{book.town.name.upper()}, {spoken(day)} ({wire})] - "
    line = book.dead("toll", council, exactly(number), day)
    lead = Line(opening + line.words, line.tells)
    story = book.report(
        day,
        [lead, *(Line(book.colour()) for _ in range(3))],
        hour=12,
        outlet=wire,
        agency=wire,
        dateline=book.town.name,
    )
    variant = book.choose("later", "earlier_hour", "no_hour", "unsigned_earlier")
    early = {"later": f"{iso(day)}T15:00+00:00", "no_hour": iso(day)}.get(variant, f"{iso(day)}T07:30+00:00")
    first, second = book.rng.sample(OUTLETS, 2)
    book.reprint(story, first, early, signed=variant != "unsigned_earlier")
    book.reprint(story, second, f"{iso(day + 1)}T09:00+00:00")
    book.fact("toll", exactly(number), [council])


def narrated_reprints(book: Book) -> None:
    """A wire tells a toll in its own name, and two outlets print its words: one source, the wire."""
    day = book.start
    (number,) = rising(book, 1)
    wire = book.rng.choice(WIRES)
    opening = f"[dateline:{book.town.name.upper()}, {spoken(day)} ({wire})] - "
    line = book.dead("toll", None, exactly(number), day)
    lead = Line(opening + line.words, line.tells)
    story = book.report(
        day,
        [lead, *(Line(book.colour()) for _ in range(3))],
        hour=12,
        outlet=wire,
        agency=wire,
        dateline=book.town.name,
    )
    for outlet, hour in zip(book.rng.sample(OUTLETS, 2), (14, 18), strict=True):
        book.reprint(story, outlet, f"{iso(day)}T{hour}:00+00:00")
    book.fact("toll", exactly(number), [outlet_of(wire)])


def updated_article(book: Book) -> None:
    """One outlet's article and its update at one address: the older figure is the article's own past (A10, C)."""
    hospital, day = book.body("hospital"), book.start
    less, more = map(exactly, rising(book, 2))
    address = f"https://outlet.example/{book.slot}"
    first = book.report(
        day, [book.dead("toll", hospital, less, day), *(Line(book.colour()) for _ in range(3))], hour=9, url=address
    )
    newer = book.dead("toll", hospital, more, day)
    _again(book, first, newer, f"{iso(day)}T17:00+00:00")
    book.moved("toll", hospital, less, more)
    book.fact("toll", more, [hospital])


def updated_in_own_name(book: Book) -> None:
    """An outlet raises the toll that it tells in its own name, at the same address: no dispute with itself."""
    day = book.start
    less, more = map(exactly, rising(book, 2))
    address = f"https://outlet.example/{book.slot}"
    first = book.report(
        day, [book.dead("toll", None, less, day), *(Line(book.colour()) for _ in range(3))], hour=9, url=address
    )
    _again(book, first, book.dead("toll", None, more, day), f"{iso(day)}T17:00+00:00")
    outlet = outlet_of(first.outlet)
    book.moved("toll", outlet, less, more)
    book.fact("toll", more, [outlet])


def _again(book: Book, first: Dispatch, line: Line, published: str) -> None:
    """A newer version of a report: its first line is another, the rest stays."""
    key = f"{book.slot}.{len(book.dispatches)}"
    newer = replace(first, key=key, published=published, updated=published, lines=(line, *first.lines[1:]))
    book.dispatches.append(newer)


def stale_headline(book: Book) -> None:
    """A headline that still has the number of yesterday above a text that has today's: no dispute of sources (A9)."""
    council, day = book.body("council"), book.start
    less, more = map(exactly, rising(book, 2))
    if book.choose("told_before", "fresh") == "told_before":
        book.report(day, [book.dead("toll", council, less, day)])
        book.moved("toll", council, less, more)
    tell, _ = book.tell("toll", None, less, day, stale=True)
    title = Line(f"[n0:{less.words}] killed in [at:{book.town.name}] on [on:{spoken(day)}]", (tell,))
    book.report(day + 1, [book.dead("toll", council, more, day)], title=title)
    book.fact("toll", more, [council])
