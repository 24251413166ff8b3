"""Happenings in which one number stands beside another that is of something else: scopes never mix."""

from dataclasses import replace

from world_book import Book, spoken
from world_cast import of_nobody
from world_tolls import rising
from world_types import Body, Figure, Line, Spelling, Tell, Times, TrueBalance, exactly

_BOAST = 1.8  # what an army makes of the enemy's dead


def nation_total(book: Book) -> None:
    """A town's dead beside the nation's since a day, in one report, of one ministry; and a part of the town's (A3)."""
    health, day, began = book.body("health"), book.start, book.start - 30
    children, toll = rising(book, 2, 3, 30)
    total = book.rng.randrange(900, 2400)
    book.report(day, [_with_children(book, health, toll, children, day), _in_all(book, health, total, began)])
    variant = book.choose("once", "grows", "undated_total")
    if variant == "grows":
        later = total + toll + book.rng.randrange(3, 40)
        book.report(day + 3, [_in_all(book, health, later, began)])
        book.moved("total", health, exactly(total), exactly(later), wanted=False)
        total = later
    if variant == "undated_total":
        so_far = book.rng.randrange(3000, 5000)
        tell, spelling = book.tell("so_far", health, exactly(so_far), day, ground=book.whole, times=None)
        told = f"So far [n0:{so_far:,}] people have been killed in [at:{book.land.name}], [by:{_name(spelling)}] said."
        book.report(day + 1, [Line(told, (tell,))])
        book.fact("so_far", exactly(so_far), [health], scope="nation")
    book.fact("toll", exactly(toll), [health])
    book.fact("children", exactly(children), [health], scope="part")
    book.fact("total", exactly(total), [health], scope="nation")
    book.balances.append(_part(book, health, day, (toll, children)))


def _with_children(book: Book, body: Body, toll: int, children: int, day: int) -> Line:
    tell, spelling = book.tell("toll", body, exactly(toll), day)
    part, _ = book.tell("children", body, exactly(children), day, item="children", whole=book.name("toll"))
    part = _spelt_as(part, tell)
    words = f"[by:{_name(spelling)}] said that [n0:{toll}] people, among them [n1:{children}] children, were killed in "
    return Line(f"{words}[at:{book.town.name}] on [on:{spoken(day)}].", (tell, part))


def _in_all(book: Book, body: Body, total: int, began: int) -> Line:
    tell, spelling = book.tell("total", body, exactly(total), Times(began, None), ground=book.whole)
    words = f"[by:{_name(spelling)}] put the number of those killed in [at:{book.land.name}] [on:since {spoken(began)}]"
    return Line(f"{words} at [n0:{total:,}].", (tell,))


def _part(book: Book, body: Body, day: int, numbers: tuple[int, int]) -> TrueBalance:
    whole, part = numbers
    parts = (("killed", part),)
    return TrueBalance("part-of-whole", "children", body.id, book.land.code, day, whole, parts, None)


def town_and_nation_days(book: Book) -> None:
    """The dead of one town and of the whole land on one day, by two bodies: two facts, and no dispute."""
    council, health, day = book.body("council"), book.body("health"), book.start
    (town,) = rising(book, 1)
    nation = book.rng.randrange(300, 600)  # more than all towns of a world together
    book.report(day, [book.dead("toll", council, exactly(town), day)])
    tell, spelling = book.tell("nation", health, exactly(nation), day, ground=book.whole)
    words = f"[by:{_name(spelling)}] counted [n0:{nation}] people killed across [at:{book.land.name}] "
    book.report(day, [Line(f"{words}on [on:{spoken(day)}].", (tell,))])
    book.fact("toll", exactly(town), [council])
    book.fact("nation", exactly(nation), [health], scope="nation")


def losses_of_both(book: Book) -> None:
    """Both armies tell of a battle, each its own dead (few) and the enemy's (many).

    The dead of each side are one fact, on which the armies differ; own dead and enemy's are never one.
    """
    day, armies = book.start, (book.body("army"), book.body("army", of_enemy=True))
    sides = (book.land, book.enemy)
    true = rising(book, 2, 20, 60)
    for at, army in enumerate(armies):
        own, other = army.counted(true[at]), round(true[1 - at] * _BOAST)
        tells = [
            book.tell(
                f"dead_{sides[side].code}", army, exactly(number), day, item="soldiers", target=f"{sides[side].code}MIL"
            )
            for side, number in ((at, own), (1 - at, other))
        ]
        (mine, spelling), (theirs, _) = tells
        words = f"[by:{_name(spelling)}] said it had lost [n0:{own}] [whom:{sides[at].adjective} soldiers] near "
        lines = [
            Line(f"{words}[at:{book.town.name}] on [on:{spoken(day)}].", (mine,)),
            Line(
                f"It had killed [n0:{other}] [whom:{sides[1 - at].adjective} soldiers] there.",
                (_spelt_as(theirs, mine),),
            ),
        ]
        book.report(day, lines)
    for side, land in enumerate(sides):
        book.disputed(f"dead_{land.code}", *armies)
        told = Figure(armies[side].counted(true[side]), round(true[side] * _BOAST))
        book.fact(f"dead_{land.code}", told, armies, scope="side")
    book.apart.append((armies[0].id, armies[1].id))


def two_attacks(book: Book) -> None:
    """Two attacks on one town on two days, each with its dead: two facts, whatever the numbers."""
    council, day = book.body("council"), book.start
    first, second = book.rng.sample(range(3, 40), 2)
    book.report(day, [book.dead("first", council, exactly(first), day)])
    book.report(day + 1, [book.dead("second", council, exactly(second), day + 1)])
    book.fact("first", exactly(first), [council])
    book.fact("second", exactly(second), [council])


def twin_attacks(book: Book) -> None:
    """Two towns of one land are hit on one day with one number of dead, told by each council: two facts (faults B)."""
    day = book.start
    (number,) = rising(book, 1)
    council, other = book.body("council"), book.cast.body(f"{book.other_town.name}:council")
    book.report(day, [book.dead("here", council, exactly(number), day)])
    book.report(day, [book.dead("there", other, exactly(number), day, ground=book.other_town)])
    book.fact("here", exactly(number), [council])
    book.fact("there", exactly(number), [other])


def parts_of_toll(book: Book) -> None:
    """A toll with its children and women, who are parts of it and of nothing else; the toll rises, its parts stay."""
    hospital, day = book.body("hospital"), book.start
    children, women, toll = [*sorted(book.rng.sample(range(2, 12), 2)), book.rng.randrange(24, 60)]
    tell, spelling = book.tell("toll", hospital, exactly(toll), day)
    parts = [
        _spelt_as(book.tell(item, hospital, exactly(number), day, item=item, whole=book.name("toll"))[0], tell)
        for item, number in (("children", children), ("women", women))
    ]
    words = f"[by:{_name(spelling)}] said that [n0:{toll}] people were killed in [at:{book.town.name}] "
    book.report(
        day,
        [
            Line(
                f"{words}on [on:{spoken(day)}], including [n1:{children}] children and [n2:{women}] women.",
                (tell, *parts),
            )
        ],
    )
    tolls = [toll]
    if book.choose("once", "rises") == "rises":
        tolls.append(toll + book.rng.randrange(1, 9))
        book.report(day + 1, [book.dead("toll", hospital, exactly(tolls[1]), day)])
        book.moved("toll", hospital, exactly(toll), exactly(tolls[1]))
    book.fact("toll", exactly(tolls[-1]), [hospital])
    book.fact("children", exactly(children), [hospital], scope="part")
    book.fact("women", exactly(women), [hospital], scope="part")
    counted = (("children", children), ("women", women))
    for whole in tolls:  # parts may be set against the toll that they were told with, or that of now
        rest = whole - children - women
        told = (hospital.id, book.land.code, day, whole, counted, rest, book.name("parts"))
        book.balances.append(TrueBalance("parts-of-whole", "people", *told))


def bare_armies(book: Book) -> None:
    """ "The army" of two lands, named by no land: told with its party, or left bare. Never one source (A1)."""
    day = book.start
    numbers = rising(book, 2)
    told = book.choose("with_party", "bare")
    role, name = book.rng.choice([("army", "army"), ("police", "police"), ("defence", "defence ministry")])
    bodies = []
    for side, number in enumerate(numbers):
        land = book.cast.lands[side]
        town = book.cast.grounds[side][book.slot]
        known = book.cast.body(f"{land.code}:{role}")
        body = known if told == "with_party" else of_nobody(known, name)
        tell, _ = book.tell(f"toll_{side}", body, exactly(number), day, ground=town)
        tell = replace(tell, spelling=Spelling(name))
        words = f"The [by:{name}] said that [n0:{number}] people were killed in [at:{town.name}] on [on:{spoken(day)}]."
        book.report(day, [Line(words, (tell,))])
        book.fact(f"toll_{side}", exactly(number), [body])
        bodies.append(body)
    book.apart.append((bodies[0].id, bodies[1].id))


def ministries_of_both(book: Book) -> None:
    """The defence ministries of both lands tell of one fight at one place: two sources, who agree or do not."""
    mine, theirs, day = book.body("defence"), book.body("defence", of_enemy=True), book.start
    less, more = map(exactly, rising(book, 2))
    variant = book.choose("differ", "agree")
    book.report(day, [book.dead("toll", mine, less, day)])
    book.report(day, [book.dead("toll", theirs, less if variant == "agree" else more, day)])
    book.apart.append((mine.id, theirs.id))
    if variant == "agree":
        book.fact("toll", less, [mine, theirs])
    else:
        book.disputed("toll", mine, theirs)
        book.fact("toll", Figure(less.low, more.high), [mine, theirs])


def one_speaker_twice(book: Book) -> None:
    """One body spelt in two ways, in two outlets of one day, with one figure: one source, not two."""
    speaker = book.body(book.rng.choice(["president", "defence", "health"]))
    (number,) = rising(book, 1)
    day = book.start
    spellings = book.rng.sample(speaker.spellings, 2)
    for spelling in spellings:
        line = book.dead("toll", speaker, exactly(number), day)
        old = line.tells[0].spelling
        words = line.words.replace(f"[by:{_name(old)}]", f"[by:{spelling.name}]")
        book.report(day, [Line(words, (replace(line.tells[0], spelling=spelling),))])
    book.fact("toll", exactly(number), [speaker])


def night_of_two_dates(book: Book) -> None:
    """One night's attack, dated by its evening here and by its morning there, by two bodies: one fact."""
    council, hospital, day = book.body("council"), book.body("hospital"), book.start
    (number,) = rising(book, 1, 5)
    book.report(day + 1, [book.dead("toll", council, exactly(number), day)])
    book.report(day + 1, [book.dead("toll", hospital, exactly(number), day + 1)])
    book.disputed("toll", council, hospital, kind="date", stands=False)
    book.fact("toll", exactly(number), [council, hospital])


def _name(spelling: Spelling | None) -> str:
    return spelling.name if spelling else ""


def _spelt_as(tell: Tell, other: Tell) -> Tell:
    return replace(tell, spelling=other.spelling)
