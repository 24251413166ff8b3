"""What a value rests on decides; how people read of it does not."""

import ast
import dataclasses
import random
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import wirebook
from wirebook.ledger.database import reasons as wording
from wirebook.pipeline import Desk, read_path
from wirebook.reading.words import table
from wirebook.types import Basis, Claim, Inference

SOURCE = Path(wirebook.__file__).parent
ROOMS = ("reading", "ledger", "checks")
DISPATCHES = sorted((SOURCE / "data" / "dispatches").glob("*.txt"))
TOLD = {
    "reason",
    "reasons",
    "route",
    "routes",
    "why",
    "assumed",
    "place_note",
    "period_note",
    "inferences",
    "inherited",
}
ASKING = {
    "startswith", "endswith", "find", "rfind", "index", "count", "partition", "rpartition", "split", "removeprefix",
    "removesuffix", "match", "search", "fullmatch",
}  # fmt: skip


class _Names(ast.NodeVisitor):
    """The names of a file that stand for reasons: by their name, their annotation, or what they are taken from."""

    def __init__(self, tree: ast.Module) -> None:
        self.told: set[str] = set()
        self.written: set[str] = set()  # names of texts that are put together from reasons
        self.visit(tree)

    def visit_Assign(self, node: ast.Assign) -> None:
        if isinstance(node.value, ast.Call) and _is_told(node.value, self.told):
            self.written |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        self.generic_visit(node)

    def visit_arg(self, node: ast.arg) -> None:
        if node.annotation is not None and {"Inference", "Route"} & set(_words(node.annotation)):
            self.told.add(node.arg)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        self._taken(node.target, node.iter)
        self.generic_visit(node)

    def visit_For(self, node: ast.For) -> None:
        self._taken(node.target, node.iter)
        self.generic_visit(node)

    def _taken(self, target: ast.expr, source: ast.expr) -> None:
        if isinstance(target, ast.Name) and TOLD & set(_words(source)):
            self.told.add(target.id)


def _words(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            yield part.id
        elif isinstance(part, ast.Attribute):
            yield part.attr


def _is_text(node: ast.expr) -> bool:
    """Whether an expression is a text that stands in the code, or a constant's name."""
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        return any(map(_is_text, node.elts))
    if isinstance(node, ast.Name):
        return node.id.isupper()
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _is_told(node: ast.expr, names: set[str]) -> bool:
    """Whether an expression is the wording of a reason, or made of it; its basis and its slot are not."""
    if isinstance(node, ast.Attribute):
        return node.attr not in ("basis", "slot") and (node.attr in TOLD or _is_told(node.value, names))
    if isinstance(node, ast.Name):
        return node.id in TOLD or node.id in names
    if isinstance(node, ast.Call):
        return _is_told(node.func, names) or any(_is_told(one, names) for one in node.args)
    return isinstance(node, ast.Subscript) and _is_told(node.value, names)


def asked_of_words(code: str) -> list[int]:
    """The lines that ask what a reason or a route is in words."""
    tree = ast.parse(code)
    found = _Names(tree)
    names = found.told | found.written
    lines = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ASKING:
            if any(_is_told(one, names) for one in (node.func.value, *node.args)):
                lines.append(node.lineno)
        elif isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.In, ast.NotIn, ast.Eq, ast.NotEq)):
            sides = (node.left, *node.comparators)
            told = any(_is_told(one, names) for one in sides)
            written = any(isinstance(one, ast.Name) and one.id in found.written for one in sides)
            if written or (told and any(map(_is_text, sides))):
                lines.append(node.lineno)
    return sorted(lines)


@pytest.mark.parametrize(
    "code",
    [
        'own = not any(reason.startswith("actor taken") for reason in claim.reasons)',
        "told = [c for c in both if not any(r.startswith(_NOT_OWN) for r in c.reasons)]",
        'listing = last.link.route.startswith("part of what")',
        'traded = "for what" in link.route',
        "gapped = match.assumed == GOES_ON",
        'if later.inherited[2].startswith("quotation"):\n    pass',
        'notes = " ".join(claim.reasons)\nshared = sign in notes',
        'how = claim.reasons[0].partition(": ")[2]',
        'for one in claim.reasons:\n    found = one.words[0] == "said"',
        'def own(one: Inference) -> bool:\n    return one.lender in ("Ukraine", "Russia")',
        "seen = pattern.search(reason)",
        'same = str(claim.reasons[0]) == "own"',
    ],
)  # fmt: skip
def test_questions_about_words_are_found(code: str) -> None:
    assert asked_of_words(code)


@pytest.mark.parametrize(
    "code",
    [
        "own = not any(one.basis in TAKEN_PARTY for one in claim.reasons)",
        'own = not any(one.slot == "actor" for one in claim.reasons)',
        "gapped = match.assumed is not None and match.assumed.basis is Basis.GAPPED",
        "heads = [key for key in keys if key not in reasons]",
        'told = name.startswith("the")',
    ],
)
def test_questions_about_a_basis_are_none(code: str) -> None:
    assert asked_of_words(code) == []


def test_no_passage_asks_what_a_reason_is_in_words() -> None:
    files = [path for room in ROOMS for path in sorted((SOURCE / room).rglob("*.py"))]
    assert len(files) > 100
    asked = {str(path.relative_to(SOURCE)): asked_of_words(path.read_text(encoding="utf-8")) for path in files}
    assert {name: lines for name, lines in asked.items() if lines} == {}


def test_confidence_knows_the_bases_that_it_weighs() -> None:
    known = table("confidence")
    named = [basis for part in ("routes", "signs") for bases in known[part].values() for basis in bases]
    assert len(named) > 20
    assert set(named) <= set(Basis)
    assert len(named) == len(set(named))


def claims_read(desk: Desk) -> list[Claim]:
    readings = [read_path(str(path), desk).reading for path in DISPATCHES]
    return [claim for reading in readings if reading is not None for claim in reading.claims]


def without_reasons(claims: list[Claim]) -> list[Claim]:
    return [dataclasses.replace(claim, reasons=()) for claim in claims]


@pytest.fixture(scope="module")
def read(desk: Desk) -> list[Claim]:
    claims = claims_read(desk)
    assert len(claims) > 50
    return claims


def test_another_wording_changes_no_claim(desk: Desk, read: list[Claim], monkeypatch: pytest.MonkeyPatch) -> None:
    told = [wording.sentences(claim.reasons) for claim in read]
    monkeypatch.setattr(wording, "_texts", _shuffled(SOURCE / "data" / "words" / "en" / "reasons.toml"))
    again = claims_read(desk)
    assert again == read
    assert all(wording.sentences(claim.reasons) != before for claim, before in zip(again, told, strict=True))


def _shuffled(path: Path) -> Callable[[], dict[str, dict[str, str]]]:
    """The wording with the words of all its sentences dealt out anew."""
    texts = tomllib.loads(path.read_text(encoding="utf-8"))
    words = [word for part in texts.values() for text in part.values() for word in text.split()]
    random.Random(7).shuffle(words)  # noqa: S311 - the same each time
    dealt = iter(words)
    made = {
        part: {name: " ".join(next(dealt) for _ in text.split()) for name, text in of.items()}
        for part, of in texts.items()
    }
    return lambda: made


def test_other_words_in_the_inferences_change_no_claim(
    desk: Desk, read: list[Claim], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No words of the report, lender or resolver that an inference names are read by a later passage."""
    made = Inference.__init__

    def scrambled(
        self: Inference, slot: str, basis: Basis, lender: str = "", words: tuple[str, ...] = (), resolver: str = ""
    ) -> None:
        other = "somebody" if lender else "", tuple("something" for _ in words), resolver and "anybody"
        made(self, slot, basis, *other)  # type: ignore[arg-type]

    monkeypatch.setattr(Inference, "__init__", scrambled)
    again = claims_read(desk)
    assert {word for claim in again for one in claim.reasons for word in one.words} == {"something"}
    assert without_reasons(again) == without_reasons(read)
