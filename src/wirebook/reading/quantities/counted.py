"""From an amount to the thing that it counts: the noun, the item of the packs, and what stands in for a noun."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from wirebook.fields.party.parties import party_of
from wirebook.fields.quantity.amounts import relation_before
from wirebook.packs.compile import Lexicon
from wirebook.reading.quantities.items import find_item
from wirebook.reading.quantities.labels import Label, label_of
from wirebook.reading.syntax.parser import Parse, Token
from wirebook.reading.syntax.repairs import is_done_to
from wirebook.reading.words import words
from wirebook.types import Amount, Relation, Span

_MONEY = "money"
_DASHES = frozenset("-–—:(")
_CLOSE = 2  # words between a noun and the one that it is a part of


@dataclass(frozen=True, slots=True)
class Counted:
    """An amount in a sentence and what it counts.

    `head` is the token that stands for the counted thing in the grammar; `item` an item id, or none when the noun is
    missing ("37 were shot down") or unknown to the packs; `written` the noun's words. `bare` says that no noun stands
    there; `partitive` that it stands behind "of" ("71 of the drones"); `shared` that a share word ("most of the
    10,000") takes the predicate, so only the noun's own clauses count; `article` that only "a" or "an" counts it,
    which a measure has to allow; `label` the words that a bulletin's figure stands under.
    """

    amount: Amount
    head: int
    item: str | None
    written: str
    relation: Relation
    bare: bool = False
    shared: bool = False
    article: bool = False
    label: Label | None = None
    partitive: bool = False


def find_counted(parse: Parse, amounts: list[Amount], text: str, lexicon: Lexicon) -> list[Counted]:
    """What each amount of a sentence counts. Amounts of time, age and the like count nothing here."""
    found = []
    for amount in amounts:
        tokens = [t for t in parse.tokens if t.start < amount.span.end and t.end > amount.span.start]
        if tokens and amount.unit not in words("units", "skip", "counted") and not _is_no_count(parse, tokens):
            label = label_of(parse, tokens) if amount.unit == "count" else None
            closed = label is not None and label.closed
            one = _under_label(parse, amount, tokens, label, text, lexicon) if label and closed else None
            found.append(one or replace(_counted(parse, amount, tokens, text, lexicon), label=label))
    found = _of_one_noun(parse, _of_totals(parse, _without_conversions(found, text), text), lexicon)
    shares = {c.head for c in found if c.amount.share or (c.written and parse.tokens[c.head].tag == "CD")}
    found = [_under_share(parse, c, shares) for c in found]
    taken = {c.head for c in found}
    singles = [*_by_article(parse, taken, text, lexicon), *_one_of(parse, taken, text, lexicon)]
    return sorted([*found, *singles], key=lambda one: one.amount.span.start)


def _one_of(parse: Parse, taken: set[int], text: str, lexicon: Lexicon) -> Iterator[Counted]:
    """ "One of its fighters was killed": one person of those named ("one of the worst raids" only ranks).

    "Another was hurt" is one more of those that were named before.
    """
    for token in parse.tokens:
        if token.lower == "another" and token.dep in ("nsubj", "nsubjpass", "dobj") and token.i not in taken:
            amount = _single(token, text)
            yield Counted(amount, token.i, None, "", "further", bare=True)
        if token.lower != "one" or token.i in taken:
            continue
        nouns = (n for prep in parse.kids(token.i, "prep") if prep.lower == "of" for n in parse.kids(prep.i, "pobj"))
        noun = next((n for n in nouns if n.tag in ("NNS", "NNPS")), None)
        item = find_item(parse, noun, lexicon) if noun else None
        if noun and item and lexicon.is_person(item):
            amount = _single(token, text)
            yield Counted(amount, token.i, item, text[token.start : noun.end], "part")


def _single(token: Token, text: str) -> Amount:
    """A word that counts one: "one", "another", an article."""
    return Amount(1, 1, approximate=False, unit="count", written=token.span.of(text), span=token.span)


def _is_no_count(parse: Parse, tokens: list[Token]) -> bool:
    """Whether a number is a part of a name, or an age in brackets: "Brigade 12", "AK 47 magazines", "a woman (27)"."""
    before = parse.tokens[max(0, tokens[0].i - 2) : tokens[0].i]
    if before and before[-1].text in words("designations", "prefixes", "counted") and tokens[0].text.isdigit():
        return True
    after = parse.tokens[tokens[-1].i + 1 : tokens[-1].i + 2]
    bracketed = before and before[-1].text == "(" and after and after[0].text == ")"
    return bool(bracketed and before[0].tag in ("NN", "NNP")) or _is_designation(parse, tokens)


def _is_designation(parse: Parse, tokens: list[Token]) -> bool:
    """Whether a number is a part of a unit's name: "Infantry Battalions 125 and 289", "Brigade 12"."""
    at, after = tokens[0].i - 1, parse.tokens[tokens[-1].i + 1 : tokens[-1].i + 2]
    if after and after[0].tag.startswith(("N", "J", "V")):
        return False
    if at > 1 and parse.tokens[at].lower in ("and", "or", ",") and parse.tokens[at - 1].tag == "CD":
        at -= 2
    return (
        at >= 0
        and parse.tokens[at].lemma.lower() in words("designations", "numbered", "counted")
        and parse.tokens[at].text[:1].isupper()
    )


def _by_article(parse: Parse, taken: set[int], text: str, lexicon: Lexicon) -> Iterator[Counted]:
    """ "a pilot", "another soldier": listed items that an article counts as one, but for examples."""
    for token in parse.tokens:
        if token.lower not in ("a", "an", "another") or token.dep != "det" or token.head in taken:
            continue
        noun = parse.head(token)
        if noun.dep == "appos":  # "the Halcyon, a bulk carrier": described, not counted
            continue
        single = noun.tag == "NN" or (noun.tag == "NNP" and party_of(noun.text) is not None)
        item = find_item(parse, noun, lexicon) if single else None
        if item is not None and relation_before(text, Span(token.start, token.end)) != "part":
            written = text[token.start : noun.end]
            amount = _single(token, text)
            relation: Relation = "further" if token.lower == "another" else "whole"
            yield Counted(amount, noun.i, item, written, relation, article=True)


def _without_conversions(found: list[Counted], text: str) -> list[Counted]:
    """Without what only says an amount again in another unit: "713 square kilometres (275 square miles)"."""
    kept: list[Counted] = []
    for one in found:
        opens = text[: one.amount.span.start].endswith("(")
        unit = one.amount.unit != "count" and one.item is not None
        if not (kept and unit and opens and kept[-1].item == one.item):
            kept.append(one)
    return kept


def _of_one_noun(parse: Parse, found: list[Counted], lexicon: Lexicon) -> list[Counted]:
    """ "Five Russian and three Chinese soldiers": both numbers count the noun after the second."""
    settled = list(found)
    for i, (first, second) in enumerate(pairwise(found)):
        between = [t for t in parse.tokens if first.amount.span.end <= t.start and t.end <= second.amount.span.start]
        joined = len(between) > 1 and between[-1].lower in ("and", "or", ",", "&")
        named = all(t.tag in ("JJ", "NNP", "NN") and _is_people(t) for t in between[:-1])
        unsaid = first.item is None or first.item in lexicon.persons
        if joined and named and unsaid and second.item and second.head > between[-1].i + 1:
            settled[i] = replace(first, head=between[-2].i, item=second.item, written=second.written, bare=False)
    return settled


def _is_people(token: Token) -> bool:
    return token.tag == "JJ" or party_of(token.text) is not None


def _of_totals(parse: Parse, found: list[Counted], text: str) -> list[Counted]:
    """ "60 of 88 drones", "28 out of the 31": the first number counts what the second does and takes the predicate."""
    settled = list(found)
    for i, (part, whole) in enumerate(pairwise(found)):
        between = text[part.amount.span.end : whole.amount.span.start].lower().split()
        room = whole.amount.high is None or (part.amount.low or 0) <= whole.amount.high  # "two of one family"
        stands = room and between and between[0] in ("of", "out") and set(between) <= _between()
        if part.amount.share is None and stands:
            inside = parse.tokens[part.head].dep in words("grammar", "modifiers")
            head = whole.head if inside else part.head
            settled[i] = replace(
                part, head=head, item=whole.item, written=whole.written, relation="part", bare=whole.item is None
            )
            settled[i + 1] = replace(whole, shared=True)
    return settled


def _between() -> frozenset[str]:
    return words("prepositions", "of_total")


def _counted(parse: Parse, amount: Amount, tokens: list[Token], text: str, lexicon: Lexicon) -> Counted:
    relation = relation_before(text, amount.span)
    unit_item = _unit_item(amount, lexicon)
    top = _top(tokens)
    noun = None if _has_state(parse, tokens) else _noun(parse, top, tokens)
    if unit_item:
        head = noun if noun and noun.i in {t.i for t in tokens} else top
        return Counted(amount, head.i, unit_item, _after(parse, head, text), relation)
    if noun is None or noun.lower in words("nouns", "stand_in", "counted"):
        head = noun or top
        item, written = _partitive(parse, head, text, lexicon)
        if noun is None and item is None and (named := _numbered(parse, head, lexicon)) is not None:
            return Counted(amount, head.i, find_item(parse, named, lexicon), _words(parse, named, text), relation)
        part: Relation = "part" if written and not _of_its_own(parse, head) else relation
        stands = part if relation == "whole" else relation
        return Counted(amount, head.i, item, written, stands, bare=item is None, partitive=item is not None)
    noun = _told_of(parse, noun, lexicon) if amount.high == 0 else noun
    return Counted(amount, noun.i, _common_item(parse, noun, lexicon), _words(parse, noun, text), relation)


def _common_item(parse: Parse, noun: Token, lexicon: Lexicon) -> str | None:
    """The item of a noun; of "39 women and children", one number over two kinds, what both are."""
    item = find_item(parse, noun, lexicon)
    armed = lexicon.whose["state"] | lexicon.whose["group"]
    for other in parse.kids(noun.i, "conj") if item and item not in armed else ():
        kind = find_item(parse, other, lexicon) if not _is_apart(parse, noun, other) else None
        if kind and kind != item:
            shared = set(lexicon.kinds.get(kind, (kind,)))
            item = next((wide for wide in lexicon.kinds.get(item, (item,)) if wide in shared), item) if item else None
    return item


def _is_apart(parse: Parse, noun: Token, other: Token) -> bool:
    """Whether a joined noun has a number or an article of its own, or stands far off."""
    between = parse.tokens[noun.i + 1 : other.i]
    return any(
        t.tag in ("CD", "DT", ",") or t.tag.startswith("V") or t.lower in ("no", "some", "several", "many")
        for t in between
    )


def _under_label(
    parse: Parse, amount: Amount, tokens: list[Token], label: Label, text: str, lexicon: Lexicon
) -> Counted:
    """ "Soldiers killed: 4", "Dead: 38": the label's noun is what is counted, or nothing named is."""
    nouns = [t for t in (parse.tokens[i] for i in label.words) if t.tag.startswith("N")]
    found = ((noun, item) for noun in nouns if (item := find_item(parse, noun, lexicon)))
    noun, item = next(found, (None, None))
    written = _words(parse, noun, text) if noun else ""
    relation = relation_before(text, amount.span)
    return Counted(amount, _top(tokens).i, item, written, relation, bare=item is None, label=label)


def _told_of(parse: Parse, noun: Token, lexicon: Lexicon) -> Token:
    """ "No damage or casualties", "no reports of injuries": of what is denied the first that the packs count."""
    denied = [noun]
    if noun.lower in words("nouns", "told", "counted"):
        denied = [n for prep in parse.kids(noun.i, "prep") if prep.lower == "of" for n in parse.kids(prep.i, "pobj")]
    named = [n for first in denied for n in (first, *parse.kids(first.i, "conj"))]
    return next((n for n in named if _is_countable(parse, n, lexicon)), noun)


def _is_countable(parse: Parse, noun: Token, lexicon: Lexicon) -> bool:
    counts = (entry.rule.role == "count" for _, entry in lexicon.predicates.get(noun.lemma, ()))
    return any(counts) or find_item(parse, noun, lexicon) is not None


def _unit_item(amount: Amount, lexicon: Lexicon) -> str | None:
    if amount.unit == "count":
        return None
    unit = amount.unit if amount.unit in lexicon.units.values() else _MONEY
    if unit == _MONEY and not (len(amount.unit) == 3 and amount.unit.isupper()):
        return None
    return next((item for item, wanted in lexicon.units.items() if wanted == unit), None)


def _top(tokens: list[Token]) -> Token:
    """The token of the amount whose governor lies outside it; of several, the last."""
    tokens = [t for t in tokens if not t.tag.startswith("V")] or tokens
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head not in inside or t.head == t.i]
    numeric = [t for t in tops if t.tag in ("CD", "NNS", "NN", "JJS", "DT", "PDT", "JJ", "$")]
    return (numeric or tops or tokens)[-1]


def _noun(parse: Parse, top: Token, tokens: list[Token]) -> Token | None:
    """The noun that the number stands with: its governor as a modifier, what follows "of", or itself when it is one."""
    head = parse.head(top)
    last = max(t.i for t in tokens)
    while _leads_on(parse, head):
        head = parse.head(head)
    if top.dep in words("grammar", "modifiers") and head.i > last:
        if any(t.text in _DASHES and t.start > parse.tokens[t.i - 1].end for t in parse.tokens[last + 1 : head.i]):
            return None  # "killed 16 - ten cadets and six cooks"
        return head if head.tag.startswith("N") or head.lower in words("nouns", "stand_in", "counted") else None
    of = next((k for k in parse.kids(top.i, "prep") if k.lower == "of"), None)
    if of is not None and top.lower not in words("nouns", "share", "counted") and top.tag != "CD":
        return next((n for n in parse.kids(of.i, "pobj") if n.tag.startswith(("N", "J"))), None)
    return _next_noun(parse, last)


def _has_state(parse: Parse, tokens: list[Token]) -> bool:
    """ "30 hurt when the depot blew up": right after the number what became of them, and no noun with it."""
    after = parse.tokens[tokens[-1].i + 1 : tokens[-1].i + 3]
    if after and is_done_to(parse, after[0].i) and not after[0].tag.startswith("J"):
        return True
    if not after or after[0].lower not in words("beside", "states"):
        return False
    return not after[1:] or not (after[1].tag.startswith(("N", "J", "V", "CD")) or _hyphenates(after[0], after[1]))


def _hyphenates(before: Token, sign: Token) -> bool:
    return sign.text == "-" and before.end == sign.start


def _leads_on(parse: Parse, head: Token) -> bool:
    """Whether what the number stands on is itself before its noun: "11 one-way attack unmanned vehicles"."""
    if head.head <= head.i:
        return False
    if head.tag == "CD" and any(c.isalpha() for c in head.text):  # "four AK-47 rifles"
        return True
    adjective = (head.tag.startswith("J") or head.tag == "VBN") and head.dep in ("amod", "nmod")
    if head.tag.startswith("N") and head.dep in ("compound", "nmod") and head.head - head.i <= _CLOSE:
        return parse.head(head).tag.startswith("N")  # "eight Su-27 fighter jets"
    return adjective or (
        head.tag.startswith("N") and head.dep == "npadvmod" and parse.head(head).tag.startswith(("J", "VBN"))
    )


def _next_noun(parse: Parse, last: int) -> Token | None:
    """When the parser went astray: the head of the noun phrase that begins right after the number."""
    noun = None
    for token in parse.tokens[last + 1 : last + 6]:
        if token.tag.startswith("N") and not token.lower.endswith("day"):
            noun = token
        elif token.tag.startswith(("JJ", "VBN", "HYPH")) and noun is None:
            continue
        else:
            break
    return noun


def _partitive(parse: Parse, head: Token, text: str, lexicon: Lexicon) -> tuple[str | None, str]:
    """ "37 of the drones", "two of them": the item of what follows "of"."""
    for prep in parse.kids(head.i, "prep"):
        if prep.lower == "of":
            for noun in parse.kids(prep.i, "pobj"):
                if noun.tag == "NN" and any(k.lower in words("nouns", "one", "counted") for k in parse.kids(noun.i)):
                    return None, ""  # "two of one family" are persons, and no families
                return find_item(parse, noun, lexicon), _words(parse, noun, text)
    return None, ""


def _of_its_own(parse: Parse, head: Token) -> bool:
    """ "Three of its fighters": those whom a body has, and no part of a number that was told."""
    nouns = (noun for prep in parse.kids(head.i, "prep") if prep.lower == "of" for noun in parse.kids(prep.i, "pobj"))
    owners = words("nouns", "owners", "counted")
    return any(kid.lower in owners for noun in nouns for kid in parse.kids(noun.i, "poss"))


def _numbered(parse: Parse, number: Token, lexicon: Lexicon) -> Token | None:
    """ "Put the number of drones at 205", "the number of drones was 205": the listed noun that the figure is of."""
    verb = parse.head(parse.head(number)) if number.dep == "pobj" else parse.head(number)
    while verb.dep == "acl":  # "put the number of drones used at 205"
        verb = next((up for up in parse.above(verb) if up.tag.startswith("V")), verb)
    if verb.lemma not in words("beside", "measuring") or number.dep not in ("pobj", "attr", "dobj"):
        return None
    for figure in parse.kids(verb.i, "nsubj", "nsubjpass", "dobj"):
        for prep in parse.kids(figure.i, "prep") if figure.lower in words("beside", "numbering") else ():
            for noun in parse.kids(prep.i, "pobj"):
                item = find_item(parse, noun, lexicon) if prep.lower == "of" and noun.i != number.i else None
                if item and not lexicon.is_person(item):  # of persons the words beside them say what they are
                    return noun
    return None


def _words(parse: Parse, noun: Token, text: str) -> str:
    left = [k for k in parse.kids(noun.i, "amod", "compound", "nmod", "poss") if k.i < noun.i]
    start = min([parse.subtree(k.i)[0].start for k in left], default=noun.start)
    return text[start : noun.end]


def _after(parse: Parse, head: Token, text: str) -> str:
    for prep in parse.kids(head.i, "prep"):
        for noun in parse.kids(prep.i, "pobj"):
            return _words(parse, noun, text)
    return head.text


def _under_share(parse: Parse, counted: Counted, shares: set[int]) -> Counted:
    token = parse.tokens[counted.head]
    prep = parse.head(token)
    up = parse.head(prep)
    if up.tag == "NNS" and up.dep == "pobj" and parse.head(up).lower == "of":  # "one of the wrecks of the eight"
        prep = parse.head(up)
    if token.dep == "pobj" and prep.lower == "of" and prep.head in shares and prep.head != counted.head:
        return Counted(counted.amount, counted.head, counted.item, counted.written, counted.relation, shared=True)
    return counted
