"""How many of the predicates of unseen reports the packs know: of those kept blind, what the annotator wrote down.

A predicate is known when one of its words heads a listed predicate of the claim's own measure, or of its account.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from runs import Absent, Run
from wirebook.packs import load_packs
from wirebook.packs.compile import Lexicon, compile_packs, phrase

_NAME = "predicates of unseen reports"


def coverage(reports: Path) -> Run | Absent:
    """The shares of claims, and of different predicates, that the packs' lists cover."""
    if not reports.exists():
        return Absent(_NAME, "no reports of our own here")
    rows = [json.loads(line) for line in reports.read_text(encoding="utf-8").split("\n") if line.strip()]
    asked = [c for row in rows if row["part"] == "blind" for c in row["claims"] if c.get("predicate")]
    lexicon = compile_packs(load_packs())
    known = {kind: [_is_known(claim, lexicon, kind) for claim in asked] for kind in ("measure", "account")}
    lines, figures = [], {}
    for kind, hits in known.items():
        words = {claim["predicate"] for claim in asked}
        lost = {claim["predicate"] for claim, hit in zip(asked, hits, strict=True) if not hit}
        figures[f"{kind}.claims"], figures[f"{kind}.predicates"] = sum(hits) / len(hits), 1 - len(lost) / len(words)
        lines.append(
            f"known to the {kind:8} {sum(hits)} of {len(hits)} claims ({sum(hits) / len(hits):.1%}), "
            f"{len(words) - len(lost)} of {len(words)} different predicates ({1 - len(lost) / len(words):.1%})"
        )
    return Run(_NAME, "\n".join(lines), figures)


def _is_known(claim: dict[str, Any], lexicon: Lexicon, kind: str) -> bool:
    return any(
        claim["account"] == account and (kind == "account" or claim["measure"] == measure)
        for word in phrase(claim["predicate"])
        for account, measure in _under(word, lexicon)
    )


def _under(word: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    for _, entry in lexicon.predicates.get(word, ()):
        yield entry.account, entry.rule.measure
