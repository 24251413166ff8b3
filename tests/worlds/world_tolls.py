"""Happenings of the dead in one town: tolls that rise, are agreed on, corrected, disputed and overtaken."""

from itertools import pairwise

from world_book import Book, outlet_of, spoken
from world_types import Figure, Line, at_least, at_most, exactly

_REASONS = (
    ("after DNA tests showed that remains had been counted twice", "DNA"),
    ("after two of those listed were found alive in a hospital", "alive"),
    ("because one street had stood in both lists", "both lists"),
    ("once the names had been compared with the register", "register"),
)


def rising(book: Book, many: int, least: int = 3, most: int = 40) -> list[int]:
    """Numbers that rise, none of which is another with a nought or with digits changed about."""
    while True:
        found = sorted(book.rng.sample(range(least, most), many))
        if all(not _slips(a, b) for a in found for b in found if a < b):
            return found


def _slips(one: int, other: int) -> bool:
    return other in (one * 10, one * 100) or str(one)[::-1] == str(other)


def rising_toll(book: Book) -> None:
    """One source counts more each time, spelt as each outlet likes: one source, its last figure, each step a move."""
    council, day = book.body("council"), book.start
    numbers = [exactly(n) for n in rising(book, book.rng.choice([2, 3]))]
    for at, figure in enumerate(numbers):
        book.report(day + at, [book.dead("toll", council, figure, day)])
    for before, after in pairwise(numbers):
        book.moved("toll", council, before, after)
    book.fact("toll", numbers[-1], [council])


def overtaken_toll(book: Book) -> None:
    """The council counts some, prosecutors later more: no dispute; the figure is the prosecutors' alone (C7)."""
    council, prosecutors, day = book.body("council"), book.body("prosecutors"), book.start
    first, last = map(exactly, rising(book, 2))
    book.report(day, [book.dead("toll", council, first, day)])
    book.report(day + 2, [book.dead("toll", prosecutors, last, day)])
    book.moved("toll", prosecutors, first, last, "late_report", "other_source", before_by=council)
    if book.choose("silent", "confirms") == "silent":
        book.fact("toll", last, [prosecutors])
        return
    book.report(day + 3, [book.dead("toll", council, last, day)])
    book.moved("toll", council, first, last)
    book.fact("toll", last, [prosecutors, council])


def agreed_toll(book: Book) -> None:
    """Two bodies give one figure, and an outlet repeats it in its own name: two sources, agreed."""
    one, other = book.rng.sample([book.body("council"), book.body("hospital"), book.body("doctors")], 2)
    (number,) = rising(book, 1)
    figure, day = exactly(number), book.start
    book.report(day, [book.dead("toll", one, figure, day)])
    book.report(day + 1, [book.dead("toll", other, figure, day)])
    echoes = []
    if book.choose("echoed", "plain") == "echoed":
        echo = book.report(day + 1, [book.dead("toll", None, figure, day)], outlet="Weekly Anchor")
        echoes.append(outlet_of(echo.outlet).id)
    book.fact("toll", figure, [one, other], echoes=echoes)


def bounded_agreement(book: Book) -> None:
    """ "At least 12" beside "14" of the same day: 14 is one source's figure, which the other's bound allows."""
    council, hospital, day = book.body("council"), book.body("hospital"), book.start
    least, number = rising(book, 2)
    book.report(day, [book.dead("toll", council, at_least(least), day)])
    book.report(day, [book.dead("toll", hospital, exactly(number), day)])
    book.fact("toll", exactly(number), [hospital], perhaps=[council.id])


def corrected_toll(book: Book) -> None:
    """A toll falls, and the report tells why: the reason is kept."""
    prosecutors, day = book.body("prosecutors"), book.start
    less, more = rising(book, 2)
    before, after = exactly(more), exactly(less)
    reason, word = book.rng.choice(_REASONS)
    book.report(day, [book.dead("toll", prosecutors, before, day)])
    tell, spelling = book.tell("toll", prosecutors, after, day)
    told = (
        f"The number of people killed in [at:{book.town.name}] on [on:{spoken(day)}] was revised down to "
        f"[n0:{after.words}] {reason}, [by:{spelling.name if spelling else ''}] said."
    )
    book.report(day + 2, [Line(told, (tell,))], notices=("WB106",))
    book.moved("toll", prosecutors, before, after, "correction", reason=word)
    book.fact("toll", after, [prosecutors])


def unexplained_fall(book: Book) -> None:
    """A toll falls and nobody says why: a move whose reason is unknown."""
    hospital, day = book.body("hospital"), book.start
    less, more = rising(book, 2)
    book.report(day, [book.dead("toll", hospital, exactly(more), day)])
    book.report(day + 2, [book.dead("toll", hospital, exactly(less), day)])
    book.moved("toll", hospital, exactly(more), exactly(less), "unknown")
    book.fact("toll", exactly(less), [hospital])


def bounds_dispute(book: Book) -> None:
    """ "At least 31" against "no more than 12": disputed until one of them moves to the other's side (A2)."""
    doctors, army, day = book.body("doctors"), book.body("army", of_enemy=True), book.start
    few, least, more = rising(book, 3)
    low, high = at_least(least), at_most(few)
    book.report(day, [book.dead("toll", doctors, low, day), book.dead("toll", army, high, day)])
    variant = book.choose("stands", "rises", "rises_plain", "denier_moves", "claimant_moves")
    if variant == "stands":
        book.disputed("toll", doctors, army)
        book.fact("toll", Figure(0, None), [doctors, army])
    elif variant in ("rises", "rises_plain"):
        now = at_least(more) if variant == "rises" else exactly(more)
        book.report(day + 2, [book.dead("toll", doctors, now, day)])
        book.moved("toll", doctors, low, now)
        book.disputed("toll", doctors, army)
        book.fact("toll", Figure(0, now.high), [doctors, army])
    elif variant == "denier_moves":
        book.report(day + 2, [book.dead("toll", army, at_least(least), day)])
        book.moved("toll", army, high, at_least(least), wanted=False)
        book.fact("toll", low, [doctors, army])
    else:
        book.report(day + 2, [book.dead("toll", doctors, exactly(few), day)], notices=("WB106",))
        book.moved("toll", doctors, low, exactly(few), "correction")
        book.fact("toll", exactly(few), [doctors], perhaps=[army.id])


def two_counts(book: Book) -> None:
    """Two bodies give two figures on one day: a dispute, until they agree."""
    council, hospital, day = book.body("council"), book.body("hospital"), book.start
    less, more = map(exactly, rising(book, 2))
    book.report(day, [book.dead("toll", council, less, day)])
    book.report(day, [book.dead("toll", hospital, more, day)])
    if book.choose("stands", "agree") == "stands":
        book.disputed("toll", council, hospital)
        book.fact("toll", Figure(less.low, more.high), [council, hospital])
        return
    book.report(day + 1, [book.dead("toll", council, more, day)])
    book.moved("toll", council, less, more)
    book.fact("toll", more, [council, hospital])


def dispute_outlives_a_rise(book: Book) -> None:
    """Two figures of one day, and the higher one rises: its side spoke later, but the other never agreed."""
    council, hospital, day = book.body("council"), book.body("hospital"), book.start
    less, more, most = map(exactly, rising(book, 3))
    book.report(day, [book.dead("toll", council, less, day)])
    book.report(day, [book.dead("toll", hospital, more, day)])
    book.report(day + 2, [book.dead("toll", hospital, most, day)])
    book.moved("toll", hospital, more, most)
    book.disputed("toll", council, hospital)
    book.fact("toll", Figure(less.low, most.high), [council, hospital])


def passed_bound(book: Book) -> None:
    """ "No more than 12", and two days later somebody else counts 15: the bound is passed, which is a dispute."""
    army, council, day = book.body("army", of_enemy=True), book.body("council"), book.start
    few, more = rising(book, 2)
    book.report(day, [book.dead("toll", army, at_most(few), day)])
    book.report(day + 2, [book.dead("toll", council, exactly(more), day)])
    book.disputed("toll", army, council)
    book.fact("toll", Figure(0, more), [army, council])


def later_lower(book: Book) -> None:
    """A later figure of somebody else that is lower: no growth, a dispute."""
    council, prosecutors, day = book.body("council"), book.body("prosecutors"), book.start
    less, more = map(exactly, rising(book, 2))
    book.report(day, [book.dead("toll", council, more, day)])
    book.report(day + 2, [book.dead("toll", prosecutors, less, day)])
    book.disputed("toll", council, prosecutors)
    book.fact("toll", Figure(less.low, more.high), [council, prosecutors])


def denied_strike(book: Book) -> None:
    """The council tells of the dead of a strike, and those who are said to have struck deny it."""
    council, defence, day = book.body("council"), book.body("defence", of_enemy=True), book.start
    (number,) = rising(book, 1)
    tell, spelling = book.tell("toll", council, exactly(number), day, actor=book.enemy.code)
    told = Line(
        f"[by:{spelling.name if spelling else ''}] said that a [who:{book.enemy.adjective}] strike on "
        f"[at:{book.town.name}] killed [n0:{number}] people on [on:{spoken(day)}].",
        (tell,),
    )
    book.report(day, [told])
    denial = {
        "account": "statement",
        "measure": "denies",
        "item": "denies",
        "denies": True,
        "actor": f"{book.enemy.code}MIL",
    }
    tell, spelling = book.tell("denial", defence, None, day, **denial)
    told = Line(
        f"[by:{spelling.name if spelling else ''}] denied that [who:{book.enemy.adjective} forces] had struck "
        f"[at:{book.town.name}] on [on:{spoken(day)}].",
        (tell,),
    )
    book.report(day + book.rng.randrange(2), [told])
    book.disputed("toll", council, defence, kind="denial")
    book.fact("toll", exactly(number), [council])
    book.fact("denial", None, [defence], scope="statement")
