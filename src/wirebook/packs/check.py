"""Every pack is tried on its own examples and counter-examples: what a pack says of itself must be true."""

from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from wirebook.fields.party.parties import party_of
from wirebook.packs.compile import phrase
from wirebook.packs.model import Example, Measure, Pack
from wirebook.packs.sides import KNOWN
from wirebook.types import Claim, Problem

ReadFunction = Callable[[str, str | None], Sequence[Claim]]

_NEARLY = 0.85  # how like a known side a name is that is misspelt
_NAMED = {"source": "name", "actor": "name", "target": "name", "place": "name"}


class Miss(NamedTuple):
    """A passage that was read otherwise than its pack says: the problem, the passage, and its publication date."""

    problem: Problem
    text: str
    published: str | None = None


def check_pack(pack: Pack, read: ReadFunction) -> Iterator[Miss]:
    """Read every passage of a pack; a miss for each claim that is missing or too many.

    `read` takes a passage and its publication date (or none) and gives all claims that the reader makes of it. Only the
    pack's own account is compared. `where` of a problem is the pack's file with the line of the passage.
    """
    for name, example in _examples(pack):
        claims = [c for c in read(example.text, example.published) if c.account == pack.account]
        for what in _differences(example, claims):
            where, passage = _where(pack, example.text), f"the passage is: {example.text.strip()}"
            yield Miss(Problem(where, f"{name}: {what}", passage), example.text, example.published)
    for name, text in _counters(pack):
        claims = [c for c in read(text, None) if c.account == pack.account]
        if name:
            claims = [c for c in claims if c.rule == f"{pack.account}/{name}"]
        for claim in claims:
            what = f"{name or pack.account}: counter-example read as {describe(claim)} by {claim.rule}"
            yield Miss(Problem(_where(pack, text), what, f"the passage is: {text.strip()}"), text)


def taken_words(pack: Pack, packs: Sequence[Pack]) -> tuple[Problem, ...]:
    """Find the words of a pack's items that a pack before it has for another item: there they stay, and here are idle.

    `packs` are all that are read together, in their order.
    """
    before = packs[: next((n for n, other in enumerate(packs) if other.account == pack.account), len(packs))]
    owners = {phrase(word): (other, item.id) for other in before for item in other.items for word in item.words}
    return tuple(
        Problem(
            _where(pack, f'"{word}"'),
            f"{item.id}: the word {word!r} is already {owners[phrase(word)][1]!r} in {owners[phrase(word)][0].account}",
            f"give the item that id, {owners[phrase(word)][1]!r}, or leave the word out",
        )
        for item in pack.items
        for word in item.words
        if phrase(word) in owners and owners[phrase(word)][1] != item.id
    )


def strange_sides(pack: Pack) -> tuple[Problem, ...]:
    """Find the sides of a pack's measures that are nearly one that reading knows, and an `at` that is none of them."""
    return tuple(problem for measure in pack.measures for problem in _strange_sides(pack, measure))


def _strange_sides(pack: Pack, measure: Measure) -> Iterator[Problem]:
    where = _where(pack, f'id = "{measure.id}"')
    for side in measure.sides:
        meant = get_close_matches(side, KNOWN, 1, _NEARLY)
        if meant and side not in KNOWN:
            what = f"{measure.id}: the side {side!r} is none that reading knows, but nearly {meant[0]!r}"
            yield Problem(where, what, f"write {meant[0]!r}, or choose a name that is less like it")
    if measure.at is not None and measure.at not in measure.sides:
        what = f"{measure.id}: at = {measure.at!r} is none of its sides, so it says nothing"
        yield Problem(
            where, what, f"name one of its sides ({', '.join(measure.sides) or 'it has none'}), or leave it out"
        )


def _examples(pack: Pack) -> Iterator[tuple[str, Example]]:
    for rule in pack.rules:
        for example in rule.examples:
            yield rule.id, example
    for example in pack.examples:
        yield pack.account, example


def _counters(pack: Pack) -> Iterator[tuple[str, str]]:
    for rule in pack.rules:
        for text in rule.counters:
            yield rule.id, text
    for text in pack.counters:
        yield "", text


def _differences(example: Example, claims: Sequence[Claim]) -> Iterator[str]:
    rest = list(claims)
    for expected in example.claims:
        wanted = dict(expected)
        found = next((claim for claim in rest if shows(claim, wanted)), None)
        if found is None:
            near = [describe(c) for c in rest if c.measure == wanted.get("measure")]
            yield f"no claim {wanted}" + (f"; nearest: {'; '.join(near)}" if near else "")
        else:
            rest.remove(found)
    for claim in rest:
        yield f"not expected: {describe(claim)} by {claim.rule}"


def shows(claim: Claim, wanted: dict[str, object]) -> bool:
    """Whether a claim shows every wanted field. `low` and `high` that are absent beside the other mean open."""
    if "low" in wanted or "high" in wanted:
        amount = claim.amount
        if amount is None or (amount.low, amount.high) != (wanted.get("low"), wanted.get("high")):
            return False
    return all(_field(claim, name, value) for name, value in wanted.items() if name not in ("low", "high"))


def _field(claim: Claim, name: str, value: object) -> bool:
    if name in ("approximate", "unit", "vague"):
        return claim.amount is not None and getattr(claim.amount, name) == value
    if name in ("start", "end"):
        return claim.period is not None and (getattr(claim.period, name) or "")[:10] == value
    if name in _NAMED:
        return _named(getattr(claim, name), str(value))
    return bool(getattr(claim, name) == value)


def _named(thing: object, value: str) -> bool:
    if thing is None:
        return value == ""
    texts = [getattr(thing, key, None) for key in ("name", "written", "code", "country")]
    plain = [str(text).lower().removeprefix("the ") for text in texts if text]
    party = party_of(value)
    code = getattr(thing, "code", None) or ""
    same = party is not None and party.code is not None and len(party.code) == 3 and code[:3] == party.code
    return value.lower().removeprefix("the ") in plain or same or (party is not None and party.name.lower() in plain)


def describe(claim: Claim) -> str:
    """A claim in one line: measure, item, range, source, parties, place."""
    amount = f"{claim.amount.low}–{claim.amount.high}" if claim.amount else "no number"
    rest = [
        f"{name}={getattr(claim, name).name}" for name in ("source", "actor", "target", "place") if getattr(claim, name)
    ]
    return " ".join([claim.measure, claim.item, amount, claim.stance, claim.relation, *rest])


def _where(pack: Pack, text: str) -> str:
    """The pack's file and the line where a passage stands."""
    try:
        lines = Path(pack.path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return pack.path
    probe = text.strip().splitlines()[0][:60] if text.strip() else ""
    escaped = probe.replace("\\", "\\\\").replace('"', '\\"')
    line = next((n for n, row in enumerate(lines, 1) if probe in row or escaped in row), 1)
    return f"{pack.path}:{line}"
