"""From a counted thing and its predicates to the pack entry that names its measure."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from wirebook.fields.party.parties import party_of
from wirebook.packs import Role
from wirebook.packs.compile import Lexicon, LexiconEntry
from wirebook.packs.compile import phrase as _phrase
from wirebook.reading.predicates.governors import Link, links
from wirebook.reading.quantities.counted import Counted
from wirebook.reading.quantities.labels import label_links
from wirebook.reading.route import by
from wirebook.reading.syntax.parser import Parse, Token
from wirebook.reading.words import table, words
from wirebook.types import PARTS_OF_WHAT, Basis, Inference

_ROLES: dict[Role, tuple[Role, ...]] = {"of": ("of", "count"), "state": ("state", "count")}

_OF_ITS_NOUN = (Basis.OWN_PARTICIPLE, Basis.OWN_ADJECTIVE, Basis.RELATIVE_CLAUSE)


class Match(NamedTuple):
    """The entry of the lexicon that a counted thing met, by which link, and as which item.

    `assumed` is why the item is not the noun's own (one that is implied), or none.
    """

    entry: LexiconEntry
    link: Link
    item: str
    assumed: Inference | None = None


def find_match(
    parse: Parse, counted: Counted, lexicon: Lexicon, memory: list[str], spoken: AbstractSet[str] = frozenset()
) -> Match | None:
    """The first link, in the order of evidence, that an entry of the lexicon answers.

    `memory` are items met before, `spoken` the lemmas of this sentence and the one before.
    """
    for link in all_links(parse, counted):
        rows = [
            (entry, item, assumed, len(phrase))
            for phrase, entry in _entries(parse, link, lexicon)
            if not (entry.rule.nearby and spoken.isdisjoint(entry.rule.nearby))
            if not counted.article or may_be_one(entry, counted, lexicon)
            for item, assumed in _items(parse, counted, entry, lexicon, memory)
        ]
        if counted.bare and rows:
            rows = _most_recent(rows, memory)
        if rows:
            entry, item, assumed, _ = max(rows, key=lambda row: (row[3], _depth(row[0], lexicon), -row[0].order))
            return Match(entry, link, item, assumed)
    return None


def find_inherited(parse: Parse, counted: Counted, last: Match | None, *, here: bool, lexicon: Lexicon) -> Match | None:
    """A number without a predicate of its own that goes on counting what the last one counted.

    In the same sentence (`here`): "15 over Kursk and eight over Rostov". Across sentences: "They include 268 fighters".
    """
    if last is None or counted.amount.unit != "count" or counted.article:
        return None
    token = parse.tokens[counted.head]
    link = Link(counted.head, last.link.role, by(Basis.PART_OF_COUNTED, last.entry.rule.measure))
    taken = lexicon.taken[last.entry.account, last.entry.rule.measure]
    fits = counted.item is not None and lexicon.is_kind(counted.item, taken)
    if here and _puts_it_at(parse, counted):
        other = (*last.link.route, *by(Basis.OTHER_FIGURE))
        return Match(last.entry, Link(counted.head, last.link.role, other), last.item)
    if here and _goes_on(parse, counted):
        on = Inference("item", Basis.GOES_ON_COUNTING)
        return Match(last.entry, Link(counted.head, link.role, by(Basis.GAPPED)), last.item, on)
    listing = last.link.route[0].basis in PARTS_OF_WHAT and token.dep == "conj"
    among = here and counted.relation == "part"
    head = parse.head(token)
    listed = not here and "include" in (head.lemma, parse.head(head).lemma if head.tag.startswith("N") else "")
    return Match(last.entry, link, counted.item or last.item) if (listed or listing or among) and fits else None


def _puts_it_at(parse: Parse, counted: Counted) -> bool:
    """ "Put the number of drones at 205, and the president's office put it at 211": the same, by another figure."""
    at = parse.head(parse.tokens[counted.head])
    verb = parse.head(at)
    it = any(kid.lower == "it" for kid in parse.kids(verb.i, "dobj", "nsubj"))
    return counted.bare and at.lower == "at" and verb.lemma in words("beside", "figuring") and it


def _goes_on(parse: Parse, counted: Counted) -> bool:
    """Whether a bare number stands before a preposition, its verb left out: "… and eight over Rostov"."""
    after = parse.tokens[counted.head + 1 : counted.head + 2]
    return counted.bare and bool(after) and after[0].tag == "IN" and after[0].dep == "prep"


def may_be_one(entry: LexiconEntry, counted: Counted, lexicon: Lexicon) -> bool:
    """Whether an article counts as one for a measure, or for this kind of item in it."""
    if not entry.rule.items or counted.item is None:
        return False
    return entry.measure.singular or lexicon.is_kind(counted.item, entry.measure.singular_items)


_RuleMatch = tuple[LexiconEntry, str, Inference | None, int]


def _most_recent(rows: list[_RuleMatch], memory: list[str]) -> list[_RuleMatch]:
    """Of entries that take a number without a noun, those that take the item spoken of last."""
    recent = list(reversed(memory[-6:]))
    ranks = [recent.index(row[1]) if row[1] in recent else len(recent) for row in rows]
    item = rows[ranks.index(min(ranks))][1]
    return [row for row in rows if row[1] == item]


def all_links(parse: Parse, counted: Counted) -> Iterator[Link]:
    """The links by which a counted thing may meet an entry, in the order of evidence."""
    if counted.label and counted.label.closed:
        yield from label_links(parse, counted.label)
        return
    found = links(parse, counted.head)
    if counted.shared:
        found = [link for link in found if link.route[0].basis in _OF_ITS_NOUN]
    yield from found
    last = parse.tokens[counted.head]
    yield Link(last.i, "count", by(Basis.ITSELF, last.text))
    if counted.label:
        yield from label_links(parse, counted.label)


def _fits_role(token: Token, role: Role) -> bool:
    if role in ("of", "count"):
        return not token.tag.startswith("V") or token.tag == "VBG" or (role == "count" and token.tag == "VBN")
    if role in ("object", "subject"):
        return token.tag.startswith(("V", "J", "N"))
    return True


def _depth(entry: LexiconEntry, lexicon: Lexicon) -> int:
    return max((len(lexicon.kinds.get(item, ())) for item in entry.rule.items), default=0)


def _entries(parse: Parse, link: Link, lexicon: Lexicon) -> Iterator[tuple[tuple[str, ...], LexiconEntry]]:
    """The entries whose words stand at a link's predicate and whose role the counted thing plays there."""
    token = parse.tokens[link.predicate]
    roles = roles_of(parse, link)
    seen = set()
    for key in dict.fromkeys((token.lemma, token.lower)):
        for phrase, entry in lexicon.predicates.get(key, ()):
            if (
                entry.rule.role in roles
                and is_in_place(parse, link.predicate, entry)
                and (phrase, entry.rule.id) not in seen
                and stands_at(parse, token, phrase)
                and not _spoiled(parse, token, phrase)
            ):
                seen.add((phrase, entry.rule.id))
                yield phrase, entry


def roles_of(parse: Parse, link: Link) -> list[Role]:
    """The roles of a rule that a link can fill."""
    token = parse.tokens[link.predicate]
    return [role for role in _ROLES.get(link.role, (link.role,)) if _fits_role(token, role)]


def is_in_place(parse: Parse, predicate: int, entry: LexiconEntry) -> bool:
    """Whether the rule's wishes hold: one of the words that it wants near in the sentence, no object beside it."""
    if entry.rule.intransitive and parse.kids(predicate, "dobj"):
        return False
    return not entry.rule.near or any(token.lemma in entry.rule.near for token in parse.tokens)


def stands_at(parse: Parse, token: Token, phrase: tuple[str, ...]) -> bool:
    """Whether a listed predicate stands at a token: a verb with its particle, or a noun with what precedes."""
    if phrase[0] in (token.lemma, token.lower):
        if len(phrase) == 1:
            return True
        if "and" in phrase or "or" in phrase:
            following = parse.tokens[token.i : token.i + len(phrase)]
            pairs = zip(phrase, following, strict=False)
            return len(following) == len(phrase) and all(
                w in (t.lemma, t.lower) or (w == "and" and _joins(parse, t)) for w, t in pairs
            )
        near = [*parse.tokens[token.i + 1 : token.i + 4], *_own_kids(parse, token), *_below(parse, token)]
        return all(any(word in (t.lemma, t.lower) for t in near) for word in phrase[1:])
    if len(phrase) == 2 and phrase[1] in (token.lemma, token.lower) and parse.head(token).lower == phrase[0]:
        return True
    before = [t for t in parse.tokens[max(0, token.i - 2 * len(phrase)) : token.i] if t.text != "-"]
    lead = before[-(len(phrase) - 1) :] if len(phrase) > 1 else []
    if lead and lead[-1].dep in ("nsubj", "nsubjpass"):  # "the air force downed 42" forces nothing down
        return False
    return len(lead) == len(phrase) - 1 > 0 and all(w in (t.lemma, t.lower) for w, t in zip(phrase, lead, strict=False))


def _own_kids(parse: Parse, token: Token) -> list[Token]:
    """What hangs on a verb but for clauses with subjects of their own: "12 were cooks and two were killed"."""
    return [k for k in parse.kids(token.i) if k.dep != "conj" or not parse.kids(k.i, "nsubj", "nsubjpass")]


def _joins(parse: Parse, comma: Token) -> bool:
    """A headline's comma: "300 soldiers killed, wounded in clashes", but not "were killed, wounded men fled"."""
    after = parse.tokens[comma.i + 2 : comma.i + 3]
    return comma.text == "," and not any(t.tag.startswith(("N", "J")) for t in after)


def _below(parse: Parse, token: Token) -> list[Token]:
    """Objects of the verb's prepositions, also over two: "come under fire", "put out of action"."""
    near = [t for kid in parse.kids(token.i, "prep", "dobj", "prt") for t in parse.kids(kid.i, "pobj", "prep")]
    return [*near, *(t for prep in near if prep.dep == "prep" for t in parse.kids(prep.i, "pobj"))]


def _spoiled(parse: Parse, token: Token, phrase: tuple[str, ...]) -> bool:
    """Whether a particle makes another word of the verb: "killed off" is not "killed"."""
    if len(phrase) > 1:
        return False
    spoilers = table("frames")["spoilers"]["particles"].get(token.lemma, ())
    particles = {t.lower for t in parse.kids(token.i, "prt")}
    following = particles | {t.lower for t in parse.tokens[token.i + 1 : token.i + 2]}
    return not following.isdisjoint(spoilers) or bool(particles - words("neutral", "particles"))


# ---------------------------------------------------------------- which item


def _items(
    parse: Parse, counted: Counted, entry: LexiconEntry, lexicon: Lexicon, memory: list[str]
) -> Iterator[tuple[str, Inference | None]]:
    """The items as which a counted thing can enter an entry: at most one."""
    rule = entry.rule
    if rule.item and rule.role != "of" and counted.item and lexicon.is_kind(counted.item, [rule.item]):
        yield counted.item, None
    elif rule.item and (rule.role == "of" or counted.bare or _is_the_predicate(parse, counted, entry)):
        yield rule.item, None
    elif counted.item is not None:
        if lexicon.is_kind(counted.item, rule.items) or not rule.items:
            yield counted.item, None
    elif counted.bare and rule.bare:
        labelled = counted.label is not None and counted.label.closed  # a bulletin's figures stand for themselves
        yield from _implied(entry, lexicon, [] if labelled or rule.role in ("of", "count") else memory)
    elif entry.measure.implies in lexicon.persons and _may_be(parse.tokens[counted.head], entry):
        implied = entry.measure.implies or ""
        yield implied, Inference("item", Basis.ITEM_TAKEN_AS, implied, (counted.written,))


def _is_the_predicate(parse: Parse, counted: Counted, entry: LexiconEntry) -> bool:
    """Whether the counted noun is the predicate itself: "12 deaths", "30 wounded"."""
    token = parse.tokens[counted.head]
    return entry.rule.role == "count" and any(
        phrase[-1] in (token.lemma, token.lower) for phrase in map(_phrase, entry.rule.words)
    )


def _implied(entry: LexiconEntry, lexicon: Lexicon, memory: list[str]) -> Iterator[tuple[str, Inference | None]]:
    for item in reversed(memory[-6:]):
        if lexicon.is_kind(item, entry.rule.items):
            yield item, Inference("item", Basis.ITEM_BEFORE, item)
            return
    if entry.measure.implies:
        yield entry.measure.implies, Inference("item", Basis.ITEM_IMPLIED, entry.measure.implies)


def _may_be(token: Token, entry: LexiconEntry) -> bool:
    """Whether an unknown noun may stand for what the measure implies; also when the noun is the predicate itself."""
    if token.lemma in words("nouns", "never", "counted") or token.lower in words("nouns", "never", "counted"):
        return False
    if entry.rule.role == "count" and token.lemma in {word.split()[-1] for word in entry.rule.words}:
        return True
    return _is_person(token)


def _is_person(token: Token) -> bool:
    """Whether an unknown noun is a word for persons by its ending, or a people's name."""
    if token.tag.startswith("NNP") and party_of(token.text) is not None:
        return True
    endings = tuple(table("counted")["nouns"]["person_endings"])
    return token.lemma.endswith(endings) and token.lemma not in words("nouns", "no_persons", "counted")
