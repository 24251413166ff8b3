"""Every claim of every text at hand, a line each: whether a change of the code changed what is read.

    python bench/same.py FILE                      write the claims to FILE
    python bench/same.py FILE --against EARLIER    and list what is otherwise than in EARLIER; 1 when anything is
    python bench/same.py FILE --only packs tests   fewer texts
    python bench/same.py FILE --reasons            with the sentences that say how each claim was read

The texts are the shipped dispatches, the examples of the packs, the dispatches and the longer strings of the tests,
and, of the benchmark's sets in --sets DIR (../shared/bench), the cables of MUC-4 and 200 articles of PolNeAR; a set
that is not here is named and skipped. A line is a digest of the whole claim, the text it is from, and its values; the
same code writes the same file. Give --reasons to both runs, or to none.
"""

import argparse
import ast
import difflib
import gzip
import hashlib
import json
import sys
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from wirebook.ledger.database.json_rows import to_json
from wirebook.packs import Pack
from wirebook.pipeline import Desk, open_desk, read_bytes
from wirebook.types import Claim

HERE = Path(__file__).parent
SETS = ("dispatches", "packs", "tests", "muc4", "polnear")
_SOURCE = HERE.parent / "src" / "wirebook" / "data" / "dispatches"
_TESTS = HERE.parent / "tests"
_ARTICLES = 200
_LONG = 40  # characters: a shorter string of a test is a name or a word
_BESIDE_VALUES = ("reasons", "inferences")  # how a claim was read, not what it says
_SHOWN = 100  # lines of differences


class Text(NamedTuple):
    """A text to read: where it is from, its words, and the day it was published when it does not say so itself."""

    name: str
    text: str
    published: str | None = None


def main(argv: list[str] | None = None) -> int:
    """Write the file; 1 when it differs from an earlier one."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file", type=Path, help="where to write the claims")
    parser.add_argument("--against", type=Path, help="an earlier file to compare with")
    parser.add_argument("--only", nargs="+", choices=SETS, default=SETS, help="which texts to read")
    parser.add_argument("--sets", type=Path, default=HERE.parent.parent / "shared" / "bench")
    parser.add_argument("--reasons", action="store_true", help="also write how each claim was read")
    args = parser.parse_args(argv)
    desk = open_desk()
    lines = [line for name in args.only for line in _of_set(name, desk, args.sets, reasons=args.reasons)]
    args.file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} claims in {args.file}", file=sys.stderr)
    return compare(args.against, lines, args.only) if args.against else 0


def compare(earlier: Path, lines: Sequence[str], only: Sequence[str]) -> int:
    """Print which lines of the chosen sets only one of the two has; return 1 when there are any."""
    before = [line for line in earlier.read_text(encoding="utf-8").split("\n") if _set_of(line) in only]
    same = Counter(before) == Counter(lines)
    changed = [] if same else list(difflib.unified_diff(before, lines, lineterm="", n=0))
    changed = [line for line in changed if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    print("\n".join(changed[:_SHOWN]) if changed else f"the same {len(lines)} claims")
    if len(changed) > _SHOWN:
        print(f"… and {len(changed) - _SHOWN} more")
    return 1 if changed else 0


def _set_of(line: str) -> str:
    return line.partition("\t")[2].partition("/")[0]


def _of_set(name: str, desk: Desk, sets: Path, *, reasons: bool) -> Iterator[str]:
    """The lines of one set."""
    texts = list(texts_of(name, desk.packs, sets))
    if not texts:
        print(f"{name}: skipped, not on this machine", file=sys.stderr)
    for text in texts:
        outcome = read_bytes(text.text.encode("utf-8"), text.name, desk, text.published)
        claims = outcome.reading.claims if outcome.reading else ()
        for claim in claims:
            yield line_of(claim, text.name, reasons=reasons)


def line_of(claim: Claim, name: str, *, reasons: bool = False) -> str:
    """Write a claim as a line: a digest of all its values, the text it is from, and the values that matter most."""
    body = to_json(claim)
    why = [str(reason) for reason in body["reasons"]] if reasons else []
    values = {key: value for key, value in body.items() if key not in _BESIDE_VALUES}
    digest = hashlib.sha256(json.dumps(values, sort_keys=True).encode("utf-8")).hexdigest()[:12]
    return "\t".join((digest, name, " ".join(_shown(claim)), *why)).replace("\n", " ").replace("\r", " ")


def _shown(claim: Claim) -> Iterator[str]:
    amount, period = claim.amount, claim.period
    yield f"{claim.account}/{claim.measure} {claim.item}"
    yield f"{amount.low}–{amount.high} {amount.unit} “{amount.written}” at {amount.span.start}" if amount else "–"
    yield f"{claim.status} {claim.stance} {claim.relation} {claim.of or ''}"
    for name in ("source", "actor", "target", "place"):
        value = getattr(claim, name)
        yield f"{name}={value.name if value else ''}"
    yield f"period={period.edtf if period else ''} rule={claim.rule} confidence={claim.confidence}"


def texts_of(name: str, packs: Sequence[Pack], sets: Path) -> Iterable[Text]:
    """Find the texts of one set, in an order that is always the same; none where the set is not on this machine."""
    if name == "dispatches":
        return _files(_SOURCE, name)
    if name == "packs":
        return _examples(packs)
    if name == "tests":
        return (*_files(_TESTS, name), *_strings())
    return _cables(sets / "events" / "muc4-train.docs.jsonl.gz") if name == "muc4" else _articles(sets / "attribution")


def _files(folder: Path, name: str) -> Iterator[Text]:
    for path in sorted(folder.rglob("*.txt")):
        yield Text(f"{name}/{path.relative_to(folder).as_posix()}", path.read_text(encoding="utf-8"))


def _examples(packs: Sequence[Pack]) -> Iterator[Text]:
    for pack in packs:
        examples = [*(one for rule in pack.rules for one in rule.examples), *pack.examples]
        yield from (_short(f"packs/{pack.account}", one.text, one.published) for one in examples)
        counters = [*(text for rule in pack.rules for text in rule.counters), *pack.counters]
        yield from (_short(f"packs/{pack.account}", text) for text in counters)


def _strings() -> Iterator[Text]:
    """The strings in the code of the tests that are sentences."""
    for path in sorted(_TESTS.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        strings = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in told]
        sentences = [text for text in strings if isinstance(text, str) and len(text) >= _LONG and " " in text]
        for text in dict.fromkeys(text for text in sentences if text.strip()[-1:] in '.”"'):
            yield _short(f"tests/{path.relative_to(_TESTS).as_posix()}", text)


def _short(name: str, text: str, published: str | None = None) -> Text:
    """A text without a name of its own, called by its digest, so that another before it leaves its name alone."""
    return Text(f"{name}/{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:8]}", text, published)


def _cables(packed: Path) -> Iterator[Text]:
    """The cables, all in capitals, in small letters with a capital at the beginning of each sentence."""
    if packed.exists():
        with gzip.open(packed, "rt", encoding="utf-8") as file:
            for line in file:
                doc = json.loads(line)
                yield Text(f"muc4/{doc['doc']}", ". ".join(s.strip().capitalize() for s in doc["text"].split(". ")))


def _articles(folder: Path) -> Iterator[Text]:
    packed = folder / "polnear-train-dev.tgz"
    if packed.exists():
        with tarfile.open(packed) as archive:
            names = sorted(name for name in archive.getnames() if "/train/text/" in name and name.endswith(".txt"))
            for name in names[:_ARTICLES]:
                file = archive.extractfile(name)
                if file is not None:
                    yield Text(f"polnear/{Path(name).stem}", file.read().decode("utf-8"))


if __name__ == "__main__":
    sys.exit(main())
