"""A world as a short story: its reports, one by one, and the true books below them."""

from collections.abc import Iterator

from world_types import FIRST_DAY, Happening, World, iso
from world_words import editions, texts_of


def story_of(world: World, *, colour: bool = False) -> str:
    """The reports by day and the books; without the lines that make no claim, unless `colour`."""
    return "\n".join(
        [
            f"World {world.seed}: {', '.join(one.kind for one in world.happenings)}",
            *_reports(world, colour),
            *_books(world),
        ]
    )


def _reports(world: World, colour: bool) -> Iterator[str]:
    texts = {dispatch.key: (dispatch, text) for dispatch, text in texts_of(world)}
    for edition in editions(world):
        dispatch, text = texts[edition.reading.report.origin.removesuffix(".txt")]
        marks = [f"reprint of {dispatch.origin}" if dispatch.origin else "", *dispatch.notices, dispatch.url or ""]
        extra = ", ".join(mark for mark in marks if mark)
        yield f"  [{dispatch.key}] {dispatch.published} {dispatch.outlet}{f' ({extra})' if extra else ''}"
        lines = [*([dispatch.title] if dispatch.title else []), *dispatch.lines]
        for line, passage in zip(lines, edition.reading.passages, strict=True):
            if colour or "[" in line.words:  # colour marks nothing
                head = "# " if passage.kind == "headline" else ""
                yield f"      {head}{text[passage.span.start : passage.span.end]}"


def _books(world: World) -> Iterator[str]:
    for happening in world.happenings:
        yield f"  {happening.slot} {happening.kind} {happening.variant}".rstrip()
        yield from (f"      {line}" for line in _true(happening))


def _true(happening: Happening) -> Iterator[str]:
    for fact in happening.facts:
        shown = (
            "no number"
            if fact.low is None
            else f"{fact.low} or more"
            if fact.high is None
            else f"{fact.low}"
            if fact.low == fact.high
            else f"{fact.low} to {fact.high}"
        )
        also = f", perhaps {', '.join(sorted(fact.perhaps))}" if fact.perhaps else ""
        echoed = f", echoed by {', '.join(sorted(fact.echoes))}" if fact.echoes else ""
        yield f"{fact.id} ({fact.scope}): {shown}, by {', '.join(sorted(fact.givers))}{also}{echoed}"
    for one in happening.disputes:
        stands = "stands" if one.stands else "may be shown"
        yield f"{one.kind} dispute {stands}: {one.fact}, {' against '.join(sorted(one.sides))}"
    for move in happening.moves:
        told = f" because “{move.reason}”" if move.reason else ""
        after = "" if move.by == move.before_by else f" (after {move.before_by})"
        kinds = " or ".join(sorted(move.kinds))
        yield f"moved: {move.fact}, {move.by}{after}: {move.before.words} to {move.after.words}, {kinds}{told}"
    for balance in happening.balances:
        parts = " + ".join(f"{number} {name}" for name, number in balance.parts)
        rest = "" if balance.rest is None else f", rest {balance.rest}"
        yield f"{balance.identity} {iso(balance.day)} {balance.item} by {balance.body}: {balance.whole} = {parts}{rest}"
    for first, second in happening.apart:
        yield f"never one source: {first}, {second}"


__all__ = ["FIRST_DAY", "story_of"]
