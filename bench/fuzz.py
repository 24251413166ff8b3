"""Every reader of intake against damaged files: how many cases, how many crashes, and the slowest.

    python bench/fuzz.py                    1,000,000 cases
    python bench/fuzz.py --cases 20000      fewer
    python bench/fuzz.py --only feed mail   of the million those of some kinds, when their readers alone were changed

Real files of each kind (tests/intake/inputs_made.py) are damaged at random, with a seed that the case's number gives:
bytes changed, put out, put in, doubled, pieces of other files put in, ends cut. A case is a file that is opened and
each of its reports received. A crash is any exception that a reader lets out; it is printed with its case.
"""

import argparse
import importlib
import multiprocessing
import random
import sys
import time
import warnings
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from wirebook.intake import InputItem, Intake, receive_item
from wirebook.intake.expand import _of_bytes
from wirebook.intake.sniffing import HEAD, SEVERAL, kind_of
from wirebook.types import Problem

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "intake"))
LOT = 2000
MOST = 50_000  # bytes: larger files are cut, so that a million cases end
SLOW = 2.0  # seconds


def seeds() -> list[tuple[str, bytes]]:
    """The whole files, each with its kind."""
    made: Any = importlib.import_module("test_inputs")
    files = [*made.ONE.values(), *(data for data, _ in made.SEVERAL.values()), made.made.columns()[0]]
    return [(kind_of(data[:HEAD]), data) for data in files if len(data) <= MOST]


def damaged(chance: random.Random, whole: bytes, others: list[tuple[str, bytes]]) -> bytes:
    """A file with one to four damages."""
    data = bytearray(whole)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1) if data else 0
        length = chance.choice((1, 1, 2, 8, 64, 512))
        kind = chance.randrange(6)
        if kind == 0:
            data[at : at + length] = chance.randbytes(length)
        elif kind == 1:
            del data[at : at + length]
        elif kind == 2:
            data[at:at] = chance.randbytes(length)
        elif kind == 3:
            data[at:at] = data[at : at + length] * chance.choice((2, 9))
        elif kind == 4:
            other = chance.choice(others)[1]
            start = chance.randrange(len(other))
            data[at:at] = other[start : start + length]
        else:
            del data[at:]
    return bytes(data)


def one(data: bytes, kind: str) -> int:
    """Open a file as a kind and receive its reports; how many there were."""
    intake = Intake(max_bytes=1_000_000)
    found = list(_of_bytes(data, "fuzz", intake, kind)) if kind in SEVERAL else [InputItem("fuzz", data, kind)]
    return sum(receive_item(item, intake)[0] is not None for item in found if not isinstance(item, Problem))


def lot(first: int, only: Sequence[str] = ()) -> tuple[int, Counter[str], list[str], float]:
    """`LOT` cases, or those of some kinds: how many, of each kind, the crashes, the seconds of the slowest."""
    warnings.simplefilter("ignore")
    files, crashes, kinds, slowest = seeds(), [], Counter[str](), 0.0
    done = 0
    for number in range(first, first + LOT):
        chance = random.Random(number)  # noqa: S311 - reproducible, not secret
        kind, whole = chance.choice(files)
        data = damaged(chance, whole, files)
        kind = kind if chance.random() < 0.7 else kind_of(data[:HEAD])
        if only and kind not in only:
            continue
        done += 1
        kinds[kind] += 1
        started = time.perf_counter()
        try:
            one(data, kind)
        except Exception as error:  # noqa: BLE001 - what is let out is what is looked for
            crashes.append(f"case {number} ({kind}): {type(error).__name__}: {error}"[:200])
        slowest = max(slowest, time.perf_counter() - started)
    return done, kinds, crashes, slowest


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--jobs", type=int, default=multiprocessing.cpu_count())
    parser.add_argument("--only", metavar="KIND", nargs="+", default=())
    wanted = parser.parse_args()
    done, kinds, crashes, slowest = 0, Counter[str](), [], 0.0
    with multiprocessing.get_context("spawn").Pool(wanted.jobs) as pool:
        for count, some, wrong, seconds in pool.imap_unordered(
            partial(lot, only=wanted.only), range(0, wanted.cases, LOT)
        ):
            done, slowest = done + count, max(slowest, seconds)
            kinds += some
            crashes += wrong
            if wrong:
                print(*wrong[:3], sep="\n", flush=True)
    told = ", ".join(f"{kind} {count:,}" for kind, count in sorted(kinds.items()))
    print(f"{done:,} cases: {len(crashes):,} crashes, the slowest {slowest:.1f} s\n{told}")
    sys.exit(bool(crashes))


if __name__ == "__main__":
    main()
