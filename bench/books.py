"""The books at scale: claims in the embedded ledger, how long they take in, and each named question's first page.

    python bench/books.py                  1,000,000 claims of 200,000 reports in a temporary folder
    python bench/books.py --claims 50000   fewer

The claims are made by code with a fixed seed: towns of five countries, two years of days, forty sources, tolls that
rise, copies that repeat. Times are of one process; a question's is the median of five after one that warms the cache.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from wirebook.ids import content_id
from wirebook.ledger.ledger import Ledger, open_ledger
from wirebook.types import Amount, Claim, Party, Period, Place, Reading, Report, Source, Span

PER_REPORT = 5
BATCH = 500
PAGE = 50
START = date(2024, 1, 1)
COUNTRIES = {"UA": "UKR", "SD": "SDN", "MM": "MMR", "CD": "COD", "YE": "YEM"}
MEASURES = (
    ("casualties", "killed", "people"),
    ("casualties", "killed", "children"),
    ("casualties", "wounded", "people"),
    ("casualties", "displaced", "people"),
    ("air_attack", "launched", "drone"),
    ("air_attack", "intercepted", "drone"),
    ("forces", "deployed", "soldiers"),
    ("aid", "delivered", "vehicle"),
)


def reports(claims: int) -> Iterator[Reading]:
    """Readings with `PER_REPORT` claims each, the same for the same number."""
    chance = random.Random(1)  # noqa: S311 - reproducible, not secret
    for number in range(claims // PER_REPORT):
        day = START + timedelta(days=number * 730 // max(1, claims // PER_REPORT))
        yield _reading(number, day, chance)


def _reading(number: int, day: date, chance: random.Random) -> Reading:
    country = chance.choice(sorted(COUNTRIES))
    words = " ".join(f"{chance.choice('bdklmnrst')}{chance.choice('aeiou')}{chance.randint(0, 999)}" for _ in range(40))
    text = f"Report {number} of {day.isoformat()}: it was told so in the town. {words}"
    key = content_id("rep", text)
    made = tuple(_claim(key, at, day, country, chance) for at in range(PER_REPORT))
    publisher = f"Outlet {chance.randint(1, 25)}"
    return Reading(
        Report(key, f"{number}.txt", text, publisher=publisher, published=day.isoformat()), (), made, reader="bench"
    )


def _claim(report: str, at: int, day: date, country: str, chance: random.Random) -> Claim:
    account, measure, item = chance.choice(MEASURES)
    town = chance.randint(1, 40)
    happened = day - timedelta(days=chance.choice((0, 0, 1, 1, 2)))
    pledged = account == "aid" and chance.random() < 0.3
    due = (day + timedelta(days=chance.randint(5, 60))).isoformat()
    when = happened.isoformat()
    number = float(chance.choice((2, 3, 5, 8, 12, 15, 21, 40)))
    period = Period(when, when, "day", when, when, Span(10, 20))
    if pledged:
        period = Period(None, due, "day", f"../{due}", due, Span(10, 20))
    source = chance.randint(1, 40)
    return Claim(
        id=content_id("clm", report, at),
        report=report,
        account=account,
        measure="pledged" if pledged else measure,
        item=item,
        amount=Amount(number, number, approximate=False, unit="count", written=f"{number:g}", span=Span(0, 2)),
        evidence=(Span(0, 40), Span(0, 2)),
        quote="It was told so in the town.",
        stance="states",
        status="pledged" if pledged else "happened",
        source=Source(f"Office {source}", "government", Span(0, 6)) if source > 4 else None,
        actor=Party("RUS", "Russia", "Russia", Span(0, 6)) if chance.random() < 0.5 else None,
        target=Party(COUNTRIES[country], country, country, Span(0, 6)),
        place=Place(
            town * 1000 + ord(country[0]),
            f"Town {town}",
            country,
            f"Region {town % 8}",
            1.0,
            1.0,
            "town",
            "x",
            Span(0, 4),
        ),
        period=period,
        confidence=round(0.5 + chance.random() / 2, 2),
    )


def take_in(ledger: Ledger, claims: int) -> tuple[float, float]:
    """Seconds to add all readings in batches, and to draw up the books."""
    started = time.perf_counter()
    batch: list[Reading] = []
    for reading in reports(claims):
        batch.append(reading)
        if len(batch) == BATCH:
            ledger.add_all([(one, ()) for one in batch])
            batch = []
    ledger.add_all([(one, ()) for one in batch])
    added = time.perf_counter()
    ledger.settle()
    return added - started, time.perf_counter() - added


def questions(ledger: Ledger) -> dict[str, Callable[[], object]]:
    """The first page of each named question, some of them with limits."""
    fact = ledger.facts(limit=1)[0].id
    return {
        "facts": lambda: ledger.facts(limit=PAGE),
        "facts --place (a town)": lambda: ledger.facts(place="Town 7", limit=PAGE),
        "facts --place (a country) --since": lambda: ledger.facts(place="Sudan", since="2025-03-01", limit=PAGE),
        "facts --account --until": lambda: ledger.facts(account="aid", until="2024-06-01", limit=PAGE),
        "facts --source": lambda: ledger.facts(source="Office 17", limit=PAGE),
        "history (what moved)": lambda: ledger.revisions(limit=PAGE),
        "history (a fact)": lambda: ledger.history(fact),
        "disputes": lambda: ledger.disputes(limit=PAGE),
        "disputes --source": lambda: ledger.disputes(source="Office 17", limit=PAGE),
        "timeline": lambda: ledger.timeline(limit=PAGE),
        "timeline --since": lambda: ledger.timeline(since="2025-06-01", limit=PAGE),
        "sources": lambda: ledger.sources(limit=PAGE),
        "promises": lambda: ledger.promises(limit=PAGE),
        "due": lambda: ledger.due(limit=PAGE),
    }


def first_pages(ledger: Ledger) -> dict[str, float]:
    """Milliseconds of each question, the median of five after one that warms the cache."""
    found = {}
    for name, ask in questions(ledger).items():
        ask()
        found[name] = statistics.median(_seconds(ask) for _ in range(5)) * 1000
    return found


def _seconds(ask: Callable[[], object]) -> float:
    started = time.perf_counter()
    ask()
    return time.perf_counter() - started


def main() -> None:
    """Print the figures as a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="keep the ledger in this folder")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = wanted.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "books.db"
        with open_ledger(path) as ledger:
            added, drawn = take_in(ledger, wanted.claims)
            rows = ledger.query("SELECT (SELECT count(*) FROM current_claims), (SELECT count(*) FROM facts)").rows[0]
            pages = first_pages(ledger)
            extra = _seconds(lambda: _one_more(ledger))
        size = sum(file.stat().st_size for file in path.parent.glob("books.db*"))
    print(f"{rows[0]:,} claims, {rows[1]:,} facts, {size / rows[0]:,.0f} bytes a claim")
    print(f"taken in: {added:,.0f} s ({rows[0] / added:,.0f} claims a second), in batches of {BATCH} reports")
    print(f"books drawn up: {drawn:,.0f} s; one more report and its books: {extra:,.2f} s")
    for name, milliseconds in pages.items():
        print(f"{name}: {milliseconds:,.0f} ms")


def _one_more(ledger: Ledger) -> None:
    """A report more, on a day in the middle, and the books after it."""
    chance = random.Random(2)  # noqa: S311 - reproducible, not secret
    ledger.add(_reading(10**9, START + timedelta(days=365), chance))
    ledger.settle()


if __name__ == "__main__":
    main()
