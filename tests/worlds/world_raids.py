"""Happenings of raids and exchanges: numbers that add up, night by night and over weeks, and in both directions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from world_book import Book, spoken
from world_cast import OUTLETS, region_of
from world_types import Body, Dispatch, Ground, Line, Spelling, Tell, Times, TrueBalance, exactly, iso

FATES = ("intercepted", "jammed", "lost_from_radar", "hit")
_SAID = {
    "launched": "had been launched",
    "intercepted": "were shot down",
    "jammed": "were jammed",
    "lost_from_radar": "were lost from radar",
    "hit": "hit their targets",
}


@dataclass(frozen=True, slots=True)
class Night:
    """What became of one night's weapons of one kind, as a bulletin tells it."""

    day: int
    item: str
    launched: int
    fates: tuple[tuple[str, int], ...]

    @property
    def rest(self) -> int:
        return self.launched - sum(number for _, number in self.fates)


def raid_week(book: Book) -> None:
    """A bulletin a morning, spelt two ways, over two weeks' ends; one night is missing, one is put right later."""
    force = book.body("airforce")
    first = book.start
    nights = [_night(book, first + at) for at in range(book.rng.choice([5, 7, 9]))]
    lost = book.rng.randrange(1, len(nights) - 1)
    nights.pop(lost)
    late = (
        book.rng.randrange(len(nights))
        if book.choose("as_told", "put_right", "reprinted", "one_town") == "put_right"
        else None
    )
    for at, night in enumerate(nights):
        where = book.town if book.variant == "one_town" and at == 1 else book.whole
        printed = _bulletin(book, force, [night, *_missiles(book, night, at)], where=where)
        if book.variant == "reprinted" and at == 1:
            other = next(one for one in reversed(OUTLETS) if one != printed.outlet)
            book.reprint(printed, other, iso(night.day), signed=True)
        if at == late:
            final = _raised(night)
            _bulletin(book, force, [final], hour=20)
            _moved(book, force, night, final)
            night = final
        _true(book, force, night)


def stopped_together(book: Book) -> None:
    """A bulletin that counts together what was stopped, and then how: parts of that number, not more of them (A5)."""
    force, day = book.body("airforce"), book.start
    down, jammed = book.rng.sample(range(10, 60), 2)
    stopped = down + jammed
    launched = stopped + book.rng.randrange(0, 40)
    counts = (("launched", launched), ("stopped", stopped), ("intercepted", down), ("jammed", jammed))
    spelling = book.rng.choice(force.spellings)
    tells = [_raid_tell(book, force, (day, "drone"), *told, spelling) for told in counts]
    tells = [replace(one, whole=tells[1].fact) if at > 1 else one for at, one in enumerate(tells)]
    words = (
        f"[by:{spelling.name}] said that [who:{book.enemy.name}] had sent [n0:{launched}] drones over "
        f"[at:{book.land.name}] [on:overnight to {spoken(day)}] and [n1:{stopped}] had been neutralised: "
        f"[n2:{down}] shot down and [n3:{jammed}] jammed."
    )
    book.report(day, [Line(words, tuple(tells))], hour=8)
    for name, number in counts:
        book.fact(f"{day}:drone:{name}", exactly(number), [force], scope="raid")
    for parts in ((("stopped", stopped),), (("intercepted", down), ("jammed", jammed))):
        told = (force.id, book.land.code, day, launched, parts, launched - stopped, book.name("fates"))
        book.balances.append(TrueBalance("fates", "drone", *told))


def raid_two_counts(book: Book) -> None:
    """The defender tells what was launched and shot down, the attacker what it fired: a dispute, and own balances."""
    force, defence = book.body("airforce"), book.body("defence", of_enemy=True)
    night = _night(book, book.start)
    _bulletin(book, force, [night])
    fired = max(1, round(night.launched * defence.bias))
    tell = _raid_tell(book, defence, (night.day, night.item), "launched", fired)
    words = (
        f"[by:{tell.spelling.name if tell.spelling else ''}] said that [who:{book.enemy.adjective} forces] had fired "
    )
    book.report(night.day, [Line(f"{words}[n0:{fired}] drones at [at:{book.land.name}] [on:overnight].", (tell,))])
    _true(book, force, night, others=(defence, fired))
    book.balances.append(TrueBalance("only-whole", "drone", defence.id, book.land.code, night.day, fired, (), None))


def raid_region(book: Book) -> None:
    """What was shot down over one region, told by its governor or by the air force itself: inside the land's number."""
    force, day = book.body("airforce"), book.start
    teller = force if book.choose("governor", "same_force") == "same_force" else book.body("governor")
    night = _night(book, day)
    region = region_of(book.town)
    number = max(1, dict(night.fates)["intercepted"] // 3)
    _bulletin(book, force, [night])
    tell = replace(
        _raid_tell(book, teller, (day, "drone"), "intercepted", number), ground=region, fact=book.name("region")
    )
    name = tell.spelling.name if tell.spelling else ""
    words = f"[by:{name}] said that [n0:{number}] drones were shot down over [at:{region.name}] "
    book.report(day, [Line(f"{words}[on:overnight to {spoken(day)}].", (tell,))])
    _true(book, force, night)
    book.fact("region", exactly(number), [teller], scope="region")


def half_told_night(book: Book) -> None:
    """Two nights of which the second tells no number launched: sums have what is told, and no more."""
    force = book.body("airforce")
    if week_of(book.start) != week_of(book.start + 1):
        book.start -= 1
    whole, half = _night(book, book.start), _night(book, book.start + 1)
    _bulletin(book, force, [whole])
    _true(book, force, whole)
    _bulletin(book, force, [half], without_launched=True)
    for measure, number in half.fates:
        book.fact(f"{half.day}:{half.item}:{measure}", exactly(number), [force], scope="raid")
    book.balances.append(TrueBalance("only-parts", half.item, force.id, book.land.code, half.day, 0, half.fates, None))


def exchange(book: Book) -> None:
    """Both sides give prisoners: each way a fact, their sum the exchange, told by both and by an outlet (A4)."""
    day = book.start
    given, taken = book.rng.sample(range(20, 200), 2)
    mine, theirs = book.body("exchange"), book.body("exchange", of_enemy=True)
    one, other = book.land, book.enemy
    for body in (mine, theirs):
        lines, spelling = [], book.rng.choice(body.spellings)
        for name, number, who, whom in (("given", given, one, other), ("taken", taken, other, one)):
            told = _released(book, body, spelling, name, number)
            words = f"[by:{spelling.name}] said that [who:{who.name}] had released [n0:{number}] "
            lines.append(
                Line(
                    f"{words}[whom:{whom.adjective} prisoners] near [at:{book.town.name}] on [on:{spoken(day)}].",
                    (told,),
                )
            )
        book.report(day, lines)
    if book.choose("each_way", "with_sum") == "with_sum":
        tell = Tell(
            fact=book.name("sum"),
            body=mine,
            spelling=mine.spellings[0],
            account="exchange",
            measure="exchanged",
            item="prisoners",
            figure=exactly(given + taken),
            ground=book.town,
            times=Times(day, day),
            actor=one.code,
            target=other.code,
        )
        words = f"[by:{mine.spellings[0].name}] said that [who:{one.name}] and [whom:{other.name}] had exchanged "
        line = Line(f"{words}[n0:{given + taken}] prisoners near [at:{book.town.name}] on [on:{spoken(day)}].", (tell,))
        book.report(day + 1, [line])
        book.fact("sum", exactly(given + taken), [mine], scope="both ways")
    book.fact("given", exactly(given), [mine, theirs], scope="one way")
    book.fact("taken", exactly(taken), [mine, theirs], scope="other way")
    first = min(one.code, other.code)
    ways = {one.code: given, other.code: taken}
    second = next(code for code in ways if code != first)
    parts = ((f"released by {second}", ways[second]),)
    for body in (mine, theirs):
        legs = TrueBalance("both_ways", "prisoners", body.id, book.land.code, day, ways[first], parts, None)
        book.balances.append(legs)


def _released(book: Book, body: Body, spelling: Spelling, name: str, number: int) -> Tell:
    one, other = (book.land, book.enemy) if name == "given" else (book.enemy, book.land)
    return Tell(
        fact=book.name(name),
        body=body,
        spelling=spelling,
        account="exchange",
        measure="released",
        item="prisoners",
        figure=exactly(number),
        ground=book.town,
        times=Times(book.start, book.start),
        actor=one.code,
        target=other.code,
    )


def bodies_both_ways(book: Book) -> None:
    """Bodies given and bodies got, each told by the side that got them: opposite directions, no dispute (A9)."""
    day = book.start
    many, few = book.rng.randrange(400, 1500), book.rng.randrange(10, 60)
    lent = book.choose("told", "lent") == "lent"
    for of_enemy, number in ((False, many), (True, few)):
        getter, giver = (book.enemy, book.land) if of_enemy else (book.land, book.enemy)
        body = book.body("exchange", of_enemy=of_enemy)
        spelling = book.rng.choice(body.spellings)
        name = "got_by_enemy" if of_enemy else "got"
        tell = Tell(
            fact=book.name(name),
            body=body,
            spelling=spelling,
            account="exchange",
            measure="bodies_returned",
            item="bodies",
            figure=exactly(number),
            ground=book.town,
            times=Times(day, day),
            actor=giver.code,
            target=getter.code,
        )
        parties = f"[who:{giver.name}] gave bodies of the fallen back to [whom:{getter.name}]"
        if lent:
            before = Line(f"After weeks of talks {parties} near [at:{book.town.name}] on [on:{spoken(day)}].")
            lines = [before, Line(f"[by:{spelling.name}] put their number at [n0:{number:,}].", (tell,))]
        else:
            words = f"[by:{spelling.name}] said that {parties} near [at:{book.town.name}] on [on:{spoken(day)}], "
            lines = [Line(f"{words}[n0:{number:,}] of them.", (tell,))]
        book.report(day, lines)
        book.fact(name, exactly(number), [body], scope="one way" if of_enemy else "other way")


# ---------------------------------------------------------------- nights


def _night(book: Book, day: int) -> Night:
    launched = book.rng.randrange(40, 240)
    left, fates = launched, []
    for measure in book.rng.choice([FATES[:1], FATES[:2], FATES[:3], ("intercepted", "hit")]):
        number = book.rng.randrange(1, max(2, left // 2))
        fates.append((measure, number))
        left -= number
    return Night(day, "drone", launched, tuple(fates))


def _missiles(book: Book, night: Night, at: int) -> list[Night]:
    """Every third night has missiles too."""
    if at % 3:
        return []
    launched = book.rng.randrange(5, 20)
    missiles = Night(night.day, "missile", launched, (("intercepted", book.rng.randrange(1, launched)),))
    _true(book, book.body("airforce"), missiles)
    return [missiles]


def _raised(night: Night) -> Night:
    (first, number), *others = night.fates
    return replace(night, launched=night.launched + 7, fates=((first, number + 3), *others))


def _bulletin(
    book: Book,
    force: Body,
    nights: Sequence[Night],
    *,
    hour: int | None = 8,
    without_launched: bool = False,
    where: Ground | None = None,
) -> Dispatch:
    """A report of a morning with what a force says of the night."""
    spelling = book.rng.choice(force.spellings)
    lines, ground = [], where or book.whole
    for night in nights:
        measures = [*([] if without_launched else [("launched", night.launched)]), *night.fates]
        tells = tuple(_raid_tell(book, force, (night.day, night.item), *told, spelling) for told in measures)
        tells = tuple(replace(one, ground=ground) for one in tells)
        counts = [f"[n{at}:{number}] {_SAID[name]}" for at, (name, number) in enumerate(measures)]
        words = f"[by:{spelling.name}] said of the {night.item}s that [who:{book.enemy.name}] sent over "
        lines.append(
            Line(f"{words}[at:{book.land.name}] [on:overnight to {spoken(night.day)}]: {', '.join(counts)}.", tells)
        )
    return book.report(nights[0].day, lines, hour=hour)


def _raid_tell(
    book: Book, body: Body, what: tuple[int, str], measure: str, number: int, spelling: Spelling | None = None
) -> Tell:
    day, item = what
    times = Times(day - 1, day)
    return Tell(
        fact=book.name(f"{day}:{item}:{measure}"),
        body=body,
        spelling=spelling or book.rng.choice(body.spellings),
        account="air_attack",
        measure=measure,
        item=item,
        figure=exactly(number),
        ground=book.whole,
        times=times,
        actor=book.enemy.code if measure in ("launched", "hit") else None,
    )


def _moved(book: Book, force: Body, before: Night, after: Night) -> None:
    figures = zip(
        (("launched", before.launched), *before.fates), (("launched", after.launched), *after.fates), strict=True
    )
    for (measure, old), (_, new) in figures:
        if old != new:
            book.moved(f"{before.day}:{before.item}:{measure}", force, exactly(old), exactly(new))


def _true(book: Book, force: Body, night: Night, others: tuple[Body, int] | None = None) -> None:
    """The facts and the balance of a night."""
    for measure, number in (("launched", night.launched), *night.fates):
        name = f"{night.day}:{night.item}:{measure}"
        if measure == "launched" and others is not None:
            body, fired = others
            low, high = sorted((number, fired))
            book.disputed(name, force, body)
            book.fact(name, replace(exactly(low), high=high), [force, body], scope="raid")
        else:
            book.fact(name, exactly(number), [force], scope="raid")
    told = TrueBalance(
        "fates", night.item, force.id, book.land.code, night.day, night.launched, night.fates, night.rest
    )
    book.balances.append(told)


def week_of(day: int) -> str:
    """The week of a day by ISO 8601 ("2025-W10")."""
    year, week, _ = date.fromisoformat(iso(day)).isocalendar()
    return f"{year}-W{week:02}"
