"""Does a process that reads for weeks stay level? Mixed invented documents, new words in each, and the memory taken.

    python bench/memory.py              5,000 documents
    python bench/memory.py --documents 1000

Each document has about 75 words that no other has, as plain text, a page, a mail or a line of a feed's text in turn.
Printed every 500: the resident memory, the strings that the parser holds, the lemmas and phrases that are remembered.
"""

import argparse
import random
import string
from collections.abc import Iterator
from pathlib import Path

from wirebook.fields.place.gazetteer import fold
from wirebook.pipeline import Settings, open_desk, read_bytes

STEP = 500
PEOPLE = ("soldiers", "people", "rebels", "civilians", "policemen", "farmers")
PLACES = ("Kyiv", "Goma", "Gao", "Odesa", "El Fasher", "Sagaing", "Beirut")


def words(chance: random.Random, count: int) -> Iterator[str]:
    """Words that nobody has met."""
    for _ in range(count):
        yield "".join(chance.choices(string.ascii_lowercase, k=chance.randint(5, 12)))


def report(chance: random.Random) -> str:
    """A report of some sentences, most of its words new."""
    place, told = chance.choice(PLACES), [f"Raid near {chance.choice(PLACES)} kills many, officials say", ""]
    for _ in range(6):
        new = [word.title() for word in words(chance, 12)]
        number, who = chance.randint(2, 400), chance.choice(PEOPLE)
        told.append(
            f"At least {number} {who} died in {place} on Monday, {new[0]} {new[1]} of the {new[2]} {new[3]} said. "
            f"He told the {new[4]} that there had been no warning before the strike on the house of {new[5]} {new[6]}, "
            f"and that those who were hurt were taken to the hospital in {new[7]}, where the doctors of {new[8]} and "
            f"{new[9]} were at work all night. It was the first time the road to {new[10]} was hit, {new[11]} said."
        )
    return "\n".join(told)


def document(chance: random.Random, number: int) -> bytes:
    """A report in one of several coats."""
    text = report(chance)
    title, *lines = text.splitlines()
    page = "".join(f"<p>{line}</p>" for line in lines)
    coats = (
        text,
        f"<html><title>{title}</title><body>{page}</body></html>",
        f"From: Desk <desk@example.org>\nSubject: {title}\nContent-Type: text/plain\n\n{text}\n",
        text.upper(),
    )
    return coats[number % len(coats)].encode()


def resident() -> float:
    """The memory that the process has now, in megabytes (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def main() -> None:
    """Read, and print."""
    parser = argparse.ArgumentParser(description="memory of a long run")
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--step", type=int, default=STEP)
    asked = parser.parse_args()
    desk = open_desk(Settings(published="2024-11-13"))
    chance, read = random.Random(1), 0  # noqa: S311 - reproducible, not secret
    print(f"{'documents':>9} {'read':>6} {'RSS MB':>8} {'strings':>8} {'folded':>7}")
    for number in range(1, asked.documents + 1):
        read += read_bytes(document(chance, number), f"{number}", desk).reading is not None
        if number % asked.step == 0:
            strings, folded = desk.reader.nlp.strings(), fold.cache_info().currsize  # type: ignore[attr-defined]
            print(f"{number:>9} {read:>6} {resident():>8.1f} {strings:>8} {folded:>7}", flush=True)


if __name__ == "__main__":
    main()
