"""What each resolver of the lists is good for: the texts at hand read again without it.

    python bench/ablation.py                   write the table to bench/ablation.md
    python bench/ablation.py --records DIR     also with the coded records in DIR, scored by their own scorer in --sets

A row is a resolver. "Decides" are the slots that it fills in the texts that `same.py --only dispatches packs tests`
reads; "changes" are the claims that have any other value when it is off; then the passages of the packs that come out
otherwise. DIR holds the sets (`*.jsonl`) that records/make.py of --sets builds (../shared/bench).

A resolver acts on a claim only through what it fills, so that a text in which it filled nothing is read the same
without it: only the others are read again. What the parser makes of a piece of text is kept for the run.
"""

import argparse
import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from same import Text, line_of, texts_of
from sets.records import RecordSet, open_records
from switched import Decisions, Resolver, all_resolvers, counted, without
from wirebook.packs import Pack
from wirebook.packs.check import Miss
from wirebook.pipeline import Desk, open_desk, read_bytes, try_examples
from wirebook.reading.syntax.parser import Nlp, Parse
from wirebook.version import __version__

HERE = Path(__file__).parent
_SETS = ("dispatches", "packs", "tests")
_WORDS = 8  # of a passage, to know it by
_HEAD = ("list", "slot", "resolver", "decides", "changes", "examples", "the first of them")


@dataclass(frozen=True, slots=True)
class Row:
    """What a resolver decides, and what is otherwise without it; `right` are gold slots, with all and without it."""

    resolver: Resolver
    decides: int
    changes: int
    failing: tuple[str, ...]
    right: Mapping[str, tuple[int, int]]

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing in the texts and passages needs it."""
        return not self.changes and not self.failing


@dataclass(frozen=True, slots=True)
class _Case:
    """Something read with all resolvers: which of them filled how much in it, and what came out."""

    decided: Decisions
    lines: Counter[str]


def main(argv: list[str] | None = None) -> int:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--records", type=Path, help="the folder with the coded records")
    parser.add_argument("--sets", type=Path, default=HERE.parent.parent / "shared" / "bench")
    parser.add_argument("--out", type=Path, default=HERE / "ablation.md", help="where to write the table")
    args = parser.parse_args(argv)
    desk = with_memory(open_desk())
    records = list(open_records(args.records, args.sets / "records" / "score.py", desk))
    if not records:
        print("records: skipped, not on this machine", file=sys.stderr)
    texts = [text for name in _SETS for text in texts_of(name, desk.packs, args.sets)]
    rows = list(rows_of(desk, texts, desk.packs, records))
    args.out.write_text(table_of(rows, len(texts), [one.name for one in records]), encoding="utf-8")
    print(f"{len(rows)} resolvers, {sum(row.is_blank for row in rows)} of them without effect, in {args.out}")
    return 0


def with_memory(desk: Desk) -> Desk:
    """Give a desk whose parser remembers: what it makes of a piece of text does not depend on resolvers."""
    nlp = desk.reader.nlp
    return replace(desk, reader=replace(desk.reader, nlp=replace(nlp, parse=_Remembering(nlp))))


class _Remembering:
    def __init__(self, nlp: Nlp) -> None:
        self._nlp = nlp
        self._known: dict[tuple[str, int], Parse] = {}

    def __call__(self, pieces: Sequence[tuple[str, int]]) -> list[Parse]:
        new = [piece for piece in dict.fromkeys(pieces) if piece not in self._known]
        self._known.update(zip(new, self._nlp.parse(new), strict=True))
        return [self._known[piece] for piece in pieces]


def rows_of(
    desk: Desk, texts: Sequence[Text], packs: Sequence[Pack], records: Sequence[RecordSet] = ()
) -> Iterator[Row]:
    """Read everything with all resolvers, then for each resolver again what it had a part in."""
    read = [_case(desk, text) for text in texts]
    passages = list(passages_of(packs))
    tried = [_decided(desk, passage) for passage in passages]
    for resolver in all_resolvers():
        name = resolver.name
        with without(name):
            changes = sum(
                _otherwise(case.lines, _lines(desk, text))
                for case, text in zip(read, texts, strict=True)
                if case.decided[name]
            )
            failing = [
                _called(pack, misses[0])
                for decided, pack in zip(tried, passages, strict=True)
                if decided[name] and (misses := list(try_examples(desk, (pack,))))
            ]
            right = Counter[str]()
            for one in records:
                right.update(one.right_without(name, resolver.slot))
        with_all = sum((Counter(one.right_with_all(resolver.slot)) for one in records), Counter[str]())
        both = {what: (number, right[what]) for what, number in sorted(with_all.items())}
        yield Row(resolver, sum(case.decided[name] for case in read), changes, tuple(failing), both)


def _case(desk: Desk, text: Text) -> _Case:
    with counted() as decided:
        return _Case(decided, _lines(desk, text))


def _decided(desk: Desk, passage: Pack) -> Decisions:
    with counted() as decided:
        if misses := list(try_examples(desk, (passage,))):
            sys.exit(f"ablation.py: with all resolvers {misses[0].problem.where} comes out otherwise; mend that first")
    return decided


def _lines(desk: Desk, text: Text) -> Counter[str]:
    outcome = read_bytes(text.text.encode("utf-8"), text.name, desk, text.published)
    return Counter(line_of(claim, text.name) for claim in (outcome.reading.claims if outcome.reading else ()))


def _otherwise(before: Counter[str], after: Counter[str]) -> int:
    """Count the claims that are otherwise; one that is there only before or only after is one too."""
    return max((before - after).total(), (after - before).total())


def passages_of(packs: Iterable[Pack]) -> Iterator[Pack]:
    """Give a pack for each passage of the packs, with that alone in it."""
    for pack in packs:
        bare = replace(pack, items=(), rules=(), examples=(), counters=())
        for rule in pack.rules:
            alone = replace(rule, examples=(), counters=())
            yield from (replace(bare, rules=(replace(alone, examples=(one,)),)) for one in rule.examples)
            yield from (replace(bare, rules=(replace(alone, counters=(text,)),)) for text in rule.counters)
        yield from (replace(bare, examples=(one,)) for one in pack.examples)
        yield from (replace(bare, counters=(text,)) for text in pack.counters)


def _called(pack: Pack, miss: Miss) -> str:
    words = miss.text.split()
    return f"{pack.account}: {' '.join(words[:_WORDS])}{' …' if len(words) > _WORDS else ''}"


def table_of(rows: Sequence[Row], texts: int, records: Sequence[str]) -> str:
    """Write the table as Markdown."""
    head = (*_HEAD, "gold slots right, with all → without it") if records else _HEAD
    told = f"records: {', '.join(records)}" if records else "without coded records"
    blank = [f"`{row.resolver.name}`" for row in rows if row.is_blank]
    lines = [
        f"# What each resolver decides: wirebook {__version__}, {dt.datetime.now(tz=dt.UTC).date()}",
        "",
        f"`make ablation`: {texts} texts, {told}. The head of `ablation.py` says what the columns are.",
        f"Without effect on any text or passage: {', '.join(blank) if blank else 'none'}.",
        "",
        *(f"| {' | '.join(cells)} |" for cells in (head, ("---",) * len(head))),
        *(f"| {' | '.join(_cells(row, with_records=bool(records)))} |" for row in rows),
    ]
    return "\n".join(lines) + "\n"


def _cells(row: Row, *, with_records: bool) -> Iterator[str]:
    one = row.resolver
    yield from (", ".join(one.lists), one.slot, f"`{one.name}`", str(row.decides), str(row.changes))
    yield from (str(len(row.failing)), row.failing[0].replace("|", "/") if row.failing else "–")
    if with_records:
        yield ", ".join(f"{what} {before} → {after}" for what, (before, after) in row.right.items()) or "–"


if __name__ == "__main__":
    sys.exit(main())
