"""Why a passage was read as it was: for each number the account and rule that took it, or what stood in the way."""

from collections.abc import Callable, Iterator, Sequence

from wirebook.packs import Pack
from wirebook.packs.compile import Lexicon, LexiconEntry
from wirebook.reading import Reader, lexicon_for, parses_of
from wirebook.reading.predicates.governors import Link
from wirebook.reading.quantities.counted import Counted, find_counted
from wirebook.reading.quantities.lexicon_match import all_links, is_in_place, roles_of, stands_at
from wirebook.reading.syntax.parser import Parse
from wirebook.types import Amount, Claim, Inference, Reading, Span

_SHOWN = 60  # characters of a sentence
_MOST = 8  # rules that are told of for one number
RouteWording = Callable[[Sequence[Inference]], str]


def why(
    reading: Reading, amounts: Sequence[Amount], reader: Reader, packs: Sequence[Pack], route_of: RouteWording
) -> tuple[str, ...]:
    """Tell of each number of a report which rule took it and by which words, or why none did; a line each.

    `amounts` are those of the report's text (`find_amounts`), `packs` the ones that `reader` was loaded with;
    `route_of` writes the way from a number to its rule, which the reader itself has no words for.
    """
    return tuple(_lines(reading, amounts, reader, packs, route_of))


def _lines(
    reading: Reading, amounts: Sequence[Amount], reader: Reader, packs: Sequence[Pack], route_of: RouteWording
) -> Iterator[str]:
    report = reading.report
    lexicon = lexicon_for(report.text, reader)
    if lexicon is reader.elsewhere and reader.elsewhere is not reader.lexicon:
        yield "the text is not about conflict: only accounts without a topic are looked for in it"
    for passage, parse in zip(reading.passages, parses_of(report, reading.passages, reader), strict=True):
        inside = [one for one in amounts if passage.span.start <= one.span.start < passage.span.end]
        if parse is None:
            sentence = report.text[passage.span.start : passage.span.end]
            yield f"“{_short(sentence)}” is passed over: no number, party or place stands beside a word of an account"
            continue
        counted = find_counted(parse, list(inside), report.text, lexicon)
        for amount in inside:
            claims = [claim for claim in reading.claims if claim.amount and claim.amount.span == amount.span]
            one = next((one for one in counted if one.amount.span == amount.span), None)
            yield from _taken(claims, route_of) if claims else _left(parse, amount, one, lexicon, packs)
        unnumbered = [c for c in reading.claims if c.amount is None and _within(c, passage.span)]
        yield from _taken(unnumbered, route_of)


def _within(claim: Claim, span: Span) -> bool:
    return claim.evidence[0] == span


def _taken(claims: Sequence[Claim], route_of: RouteWording) -> Iterator[str]:
    for claim in claims:
        number = f"“{claim.amount.written}”" if claim.amount else "without a number"
        how = route_of(claim.reasons)
        yield f"{number}: {claim.rule} took it as {claim.measure} {claim.item} ({how})"


def _left(
    parse: Parse, amount: Amount, counted: Counted | None, lexicon: Lexicon, packs: Sequence[Pack]
) -> Iterator[str]:
    """Why no rule took a number: it counts nothing, its noun is no item, or each rule near it wants something else."""
    if counted is None:
        yield f"“{amount.written}”: is taken for no count (a time, an age, a part of a name)"
        return
    if counted.item is None and not counted.bare:
        yield f"“{amount.written} {counted.written}”: no account has an item with these words"
    elif counted.item is None:
        yield f"“{amount.written}”: has no noun"
    else:
        owners = ", ".join(_owners(counted.item, packs))
        yield f"“{amount.written} {counted.written}”: is the item {counted.item!r} (of {owners}), and no rule took it"
    yield from list(_hindered(parse, counted, lexicon).values())[:_MOST]


def _owners(item: str, packs: Sequence[Pack]) -> list[str]:
    return [pack.account for pack in packs if any(one.id == item for one in pack.items)]


def _hindered(parse: Parse, counted: Counted, lexicon: Lexicon) -> dict[str, str]:
    """For each rule with words beside a number what it wants otherwise, by the best evidence that connects the two."""
    told: dict[str, str] = {}
    for link in all_links(parse, counted):
        token = parse.tokens[link.predicate]
        lemmas = dict.fromkeys((token.lemma, token.lower))
        rows = [row for key in lemmas for row in lexicon.predicates.get(key, ())]
        if not rows:
            told.setdefault(token.text, f"  “{token.text}” (the number is its {link.role}): no account lists this word")
        for words, entry in rows:
            if stands_at(parse, token, words):
                name = f"{entry.account}/{entry.rule.id}"
                but = _but(parse, counted, link, entry, lexicon)
                told.setdefault(name, f"  {name} has “{' '.join(words)}” but {but}")
    return told


def _but(parse: Parse, counted: Counted, link: Link, entry: LexiconEntry, lexicon: Lexicon) -> str:
    rule = entry.rule
    if rule.role not in roles_of(parse, link):
        return f"wants its {rule.role}, and here it is the {link.role}"
    if not is_in_place(parse, link.predicate, entry):
        return f"wants no object, or near it one of: {', '.join(rule.near)}"
    if counted.item is not None and not lexicon.is_kind(counted.item, rule.items):
        return f"counts {', '.join(rule.items)} and no {counted.item}"
    if counted.item is None:
        return f"counts {', '.join(rule.items)}"
    return "what it says is negated, only possible, or told by other words nearer to the number"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + " …"
