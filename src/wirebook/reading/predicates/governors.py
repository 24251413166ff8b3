"""Which predicates govern a counted thing, and as what: the grammar between a noun and the words that say its fate.

`links` lists them in a fixed order of evidence; the lexicon decides which of them means a measure.
"""

from collections.abc import Iterator
from typing import NamedTuple

from wirebook.packs import Role
from wirebook.reading.route import Route, by
from wirebook.reading.syntax.parser import Parse, Token
from wirebook.reading.syntax.repairs import is_done_to, is_misplaced, joined_before, lost_verb
from wirebook.reading.words import words
from wirebook.types import Basis

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_COPULAS = ("acomp", "attr", "oprd", "xcomp")
_PARTICIPLE = frozenset({"VBN"})


class Link(NamedTuple):
    """A predicate and the role of the counted thing in it; `route` are the steps of evidence that connect the two."""

    predicate: int
    role: Role
    route: Route


def links(parse: Parse, i: int) -> list[Link]:
    """All predicates that may govern token `i` (the head of what is counted), best evidence first, none twice."""
    found: list[Link] = []
    measured = [*_fragment(parse, i), *_headline(parse, i)]
    bare = parse.tokens[i].tag == "CD"
    reckoned = parse.head(parse.tokens[i]).lemma in words("beside", "reckoning")
    first = measured if bare or reckoned else []
    joined = joined_before(parse, parse.tokens[i])
    last = [*measured, Link(joined.i, "in", by(Basis.BEHIND, joined.text))] if joined else measured
    for link in (*_beside(parse, i), *first, *_governed(parse, i), *_own(parse, i), *_of_whole(parse, i), *last):
        if not any(link[:2] == other[:2] for other in found):
            found.append(link)
    return found


def is_passive(parse: Parse, i: int) -> bool:
    """Whether a verb is passive: it has a passive auxiliary, or is a past participle without "have"."""
    if parse.kids(i, "auxpass"):
        return True
    return parse.tokens[i].tag in _PARTICIPLE and not any(t.lemma == "have" for t in parse.kids(i, "aux"))


# ---------------------------------------------------------------- participles and adjectives right beside the noun


def _beside(parse: Parse, i: int) -> Iterator[Link]:
    """ "12 dead", "30 others wounded", "37 shot down": a state right after the noun, whatever the parser made of it."""
    state = words("beside", "states")
    governed = parse.tokens[i].dep in (*_SUBJECTS, "dobj", "pobj") and not is_misplaced(parse, parse.tokens[i])
    tokens = parse.tokens
    at = i + 1
    while at < len(tokens) and tokens[at].lower in words("beside", "skip"):
        at += 1
    done = is_done_to(parse, at)
    if at < len(tokens) and (done or tokens[at].lower in state) and not (governed and tokens[at].dep == "acl"):
        yield Link(at, "object" if done or tokens[at].tag.startswith("V") else "state", by(Basis.STATE_BESIDE))
        yield Link(at, "state", by(Basis.STATE_BESIDE))
    for other in parse.kids(i, "conj"):  # "two soldiers and 12 guerrillas dead"
        if other.tag.startswith("N") and tokens[i].tag.startswith("N") and other.i > i:
            yield from (link for link in _beside(parse, other.i) if tokens[link.predicate].dep not in ("acl", "conj"))


# ---------------------------------------------------------------- the governor


def _governed(parse: Parse, i: int) -> Iterator[Link]:
    seat = _seat(parse, parse.tokens[i])
    head = parse.head(parse.tokens[i])
    if parse.tokens[i].dep in ("nummod", "quantmod") and head.tag.startswith("N"):
        yield Link(head.i, "with", by(Basis.MODIFIER_OF, head.text))
    if seat is None:
        return
    predicate, role, route = seat
    token = parse.tokens[predicate]
    if parse.kids(predicate, "expl"):
        yield from _said_of(parse, i)
    yield Link(predicate, role, route)
    if token.tag.startswith("V") or token.tag == "MD" or token.lemma == "be":
        yield from _verbs(parse, token, role, route)
    elif role in ("of", "with", "in"):
        yield from _noun_up(parse, token, role)


def _seat(parse: Parse, token: Token) -> Link | None:
    """The nearest predicate above a noun and the noun's role in it; coordination and apposition are looked through."""
    for _ in range(8):
        verb = lost_verb(parse, token)
        if verb is not None:
            return _argument(parse, token, verb, own=True)
        head = parse.head(token)
        if token.dep in ("conj", "appos", "nummod", "quantmod", "compound", "nmod", "amod") and head.i != token.i:
            if token.dep in ("compound", "nmod") and head.tag.startswith("N"):
                return Link(head.i, "with", by(Basis.MODIFIER_OF, head.text))
            token = head
            continue
        if token.dep in ("pobj", "pcomp"):
            return _through_preposition(parse, head)
        return _direct(parse, token, head)
    return None


def _direct(parse: Parse, token: Token, head: Token) -> Link | None:
    if is_misplaced(parse, token):
        return None
    if head.lower in words("prepositions", "means") and head.tag == "VBG" and token.dep == "dobj":
        return Link(head.head, "with", by(Basis.MEANS_OF, parse.head(head).text))
    if head.lower == "worth" and head.dep in ("amod", "prep", "acl"):
        return Link(head.head, "in", by(Basis.BY_PREPOSITION, "worth", parse.head(head).text))
    if token.dep in ("npadvmod", "advmod"):
        verb = parse.head(head) if head.tag == "IN" else head
        return Link(verb.i, "object", by(Basis.MEASURE_AFTER, verb.text)) if verb.tag.startswith("V") else None
    return _argument(parse, token, head)


def _argument(parse: Parse, token: Token, head: Token, *, own: bool = False) -> Link | None:
    """The role of a noun in its verb; with `own` the verb is one whose subject the parser did not see."""
    if own and head.i < token.i:
        return Link(head.i, "object", by(Basis.OBJECT_OF, head.text))
    if token.dep in ("dobj", "dative", "oprd", "nsubjpass", "attr"):
        return Link(head.i, "object", by(Basis.OBJECT_OF, head.text))
    if token.dep in _SUBJECTS or own:
        if is_passive(parse, head.i):
            return Link(head.i, "object", by(Basis.PASSIVE_SUBJECT_OF, head.text))
        return Link(head.i, "subject", by(Basis.SUBJECT_OF, head.text))
    return None


def _through_preposition(parse: Parse, prep: Token) -> Link | None:
    up = parse.head(prep)
    if up.i == prep.i:
        return None
    if prep.dep == "agent":
        return Link(up.i, "subject", by(Basis.AGENT_OF, up.text))
    if prep.lower == "of":
        return _through_of(parse, up)
    if prep.lower == "for" and up.lower in words("prepositions", "trade"):
        return _traded(parse, up)
    return _beside_or_by_means(parse, prep, up)


def _beside_or_by_means(parse: Parse, prep: Token, up: Token) -> Link | None:
    if prep.lower in words("prepositions", "part"):
        return _partner(parse, up)
    if up.lower in words("prepositions", "adding") and prep.lower == "to":
        up = parse.head(parse.head(up))
        more = (
            up.tag.startswith("V") and up.i < prep.i
        )  # "in addition to the nine killed, 30 were wounded" adds nothing
        return Link(up.i, "object", by(Basis.ADDED_TO, up.text)) if more else None
    if prep.lower in words("prepositions", "adding") and up.tag.startswith("V") and up.i < prep.i:
        return Link(up.i, "object", by(Basis.ADDED_TO, up.text))
    if prep.lower in words("prepositions", "means"):
        return Link(up.i, "with", by(Basis.MEANS_OF, up.text))
    if _is_bound(parse, prep, up):
        return Link(up.i, "object", by(Basis.OBJECT_OF, up.text))
    return Link(up.i, "in", by(Basis.BY_PREPOSITION, prep.lower, up.text))


def _is_bound(parse: Parse, prep: Token, up: Token) -> bool:
    """ "Displaced over two million people": the word is the number's, though the parser makes it a preposition."""
    beside = prep.i == up.i + 1 and prep.i + 1 < len(parse.tokens) and _is_number(parse.tokens[prep.i + 1])
    return bool(
        beside
        and prep.lower in words("prepositions", "bounds")
        and up.tag.startswith("V")
        and not is_passive(parse, up.i)
        and not parse.kids(up.i, "dobj")
    )


def _traded(parse: Parse, noun: Token) -> Link | None:
    """ "Freed 12 in exchange for 90": the other leg stands in the same predicate."""
    verb = parse.head(parse.head(noun)) if noun.dep == "pobj" else parse.head(noun)
    if verb.i == noun.i:
        return None
    role: Role = "object" if verb.tag.startswith("V") else "of"
    return Link(verb.i, role, by(Basis.TRADED_FOR, noun.lower, verb.text))


def _through_of(parse: Parse, up: Token) -> Link | None:
    """After "of": a quantity noun is looked through, another noun is the predicate, a finite verb is none."""
    if up.lower in words("prepositions", "quantity") or up.tag == "CD":
        return _seat(parse, up)
    verb = up.tag.startswith("V") and up.tag != "VBG"
    return None if verb else Link(up.i, "of", by(Basis.OF_NOUN, up.text))


def _of_whole(parse: Parse, i: int) -> Iterator[Link]:
    """ "The freed captives, comprising eight nuns", "the hurt, including two": as the whole."""
    token = parse.tokens[i]
    while token.dep == "conj":
        token = parse.head(token)
    opener = parse.head(token)
    if token.dep not in ("pobj", "dobj") or opener.lower not in words("prepositions", "part"):
        return
    whole = parse.head(opener)
    if whole.tag.startswith("N"):
        for link in (*_governed(parse, whole.i), *_own(parse, whole.i)):
            yield Link(link.predicate, link.role, (*by(Basis.PART_OF_NOUN, whole.text), *link.route))
    elif opener.tag == "VBG" and token.dep == "dobj" and parse.kids(whole.i, "dobj", "nsubjpass"):
        yield Link(whole.i, "object", by(Basis.PART_OF_DEED, whole.text))


def _partner(parse: Parse, up: Token) -> Link | None:
    """ "…, including three children": the part stands in the role of its whole."""
    if not up.tag.startswith("V"):
        return _seat(parse, up)
    role: Role = "object" if is_passive(parse, up.i) or parse.kids(up.i, "dobj") else "subject"
    return Link(up.i, role, by(Basis.PART_OF_DEED, up.text))


def _verbs(parse: Parse, verb: Token, role: Role, route: Route) -> Iterator[Link]:
    """Verbs that share the noun: complements ("were reported killed"), coordination ("destroyed or jammed")."""
    if role in ("subject", "object"):
        for kid in parse.kids(verb.i, *_COPULAS):
            if not parse.kids(kid.i, *_SUBJECTS):
                yield from _complement(parse, kid, route)
    if role == "object" and not is_passive(parse, verb.i):
        for kid in parse.kids(verb.i, "oprd", "acomp", "ccomp"):
            yield Link(kid.i, "state", (*route, *by(Basis.COMPLEMENT, kid.text)))
    if role == "subject":
        yield Link(verb.i, "state", (*route, *by(Basis.AS_STATE)))
        yield from _grown(parse, verb, route)
        after = [kid for kid in parse.kids(verb.i, "dobj", "ccomp", "xcomp") if kid.i > verb.i]
        if not after and verb.tag in ("VBD", "VBN"):
            yield Link(verb.i, "object", (*route, *by(Basis.REDUCED_PASSIVE)))
    for other in _coordinated(parse, verb):
        shared: Role = role
        if role in ("subject", "object"):
            shared = "object" if is_passive(parse, other.i) or role == "object" else "subject"
        yield Link(other.i, shared, (*route, *by(Basis.SHARED_WITH, other.text)))


def _complement(parse: Parse, kid: Token, route: Route) -> Iterator[Link]:
    passive = kid.tag == "VBN" or is_passive(parse, kid.i)
    role: Role = "state" if not kid.tag.startswith("V") else "object" if passive else "subject"
    yield Link(kid.i, role, (*route, *by(Basis.COMPLEMENT, kid.text)))
    if role != "state":
        yield Link(kid.i, "state", (*route, *by(Basis.COMPLEMENT, kid.text)))
    for deeper in parse.kids(kid.i, *_COPULAS, "conj"):
        passive = deeper.tag == "VBN"
        yield Link(deeper.i, "object" if passive else "subject", (*route, *by(Basis.COMPLEMENT, deeper.text)))
        yield Link(deeper.i, "state", (*route, *by(Basis.COMPLEMENT, deeper.text)))
    for prep in parse.kids(kid.i, "prep") if kid.lemma == "be" else ():
        for noun in parse.kids(prep.i, "pobj"):
            yield Link(noun.i, "state", (*route, *by(Basis.COMPLEMENT, f"{prep.text} {noun.text}")))


def _grown(parse: Parse, verb: Token, route: Route) -> Iterator[Link]:
    if verb.lemma == "be":
        for kid in parse.kids(verb.i, "advmod"):  # "were back in Lagos"
            if kid.i > verb.i:
                yield Link(kid.i, "state", (*route, *by(Basis.COMPLEMENT, kid.text)))
        for prep in parse.kids(verb.i, "prep"):
            for noun in parse.kids(prep.i, "pobj"):
                yield Link(noun.i, "state", (*route, *by(Basis.COMPLEMENT, f"{prep.text} {noun.text}")))


def _coordinated(parse: Parse, verb: Token) -> Iterator[Token]:
    for kid in parse.kids(verb.i, "conj"):
        if kid.tag.startswith("V") and not parse.kids(kid.i, *_SUBJECTS, "dobj"):
            yield kid
    head = parse.head(verb)
    joined = verb.dep == "conj" and not parse.kids(verb.i, *_SUBJECTS)
    if joined and head.tag.startswith("V") and not parse.kids(head.i, "dobj"):
        yield head


def _noun_up(parse: Parse, noun: Token, role: Role) -> Iterator[Link]:
    """ "carried out a barrage of 60 rockets": the verb that governs the noun predicate, as its means."""
    seat = _seat(parse, noun)
    if seat is None:
        return
    verb = parse.tokens[seat.predicate]
    if noun.lower in words("prepositions", "quantity") or noun.lemma in words("prepositions", "carriers"):
        yield Link(verb.i, seat.role if role == "of" else "with", by(Basis.THROUGH, noun.text))


# ---------------------------------------------------------------- the noun's own clauses


def _own(parse: Parse, i: int) -> Iterator[Link]:
    for kid in _clauses(parse, i, "acl", "amod", "relcl", "advcl"):
        if kid.dep == "amod":
            yield from _attribute(kid)
        elif kid.dep == "relcl":
            yield from _relative(parse, kid)
        elif kid.tag.startswith("V"):
            passive = kid.tag in ("VBN", "VBD") and kid.dep == "acl"
            yield Link(kid.i, "object" if passive else "subject", by(Basis.OWN_PARTICIPLE, kid.text))
            for deeper in parse.kids(kid.i, "conj", "xcomp", "oprd"):
                role: Role = "object" if deeper.tag == "VBN" else "subject"
                yield Link(deeper.i, role, by(Basis.OWN_PARTICIPLE, deeper.text))
    head = parse.head(parse.tokens[i])
    if parse.tokens[i].dep == "conj" and head.tag.startswith("N"):
        for kid in _clauses(parse, head.i, "acl", "relcl"):
            if kid.start > parse.tokens[i].end and kid.tag.startswith("V"):
                yield Link(
                    kid.i, "object" if is_passive(parse, kid.i) else "subject", by(Basis.SHARED_CLAUSE, kid.text)
                )


def _clauses(parse: Parse, i: int, *deps: str) -> Iterator[Token]:
    """What says more of a noun; a clause about a number of its own ("… as well as 17 hurt") does not."""
    for kid in parse.kids(i, *deps):
        if not any(t.tag == "CD" for t in parse.kids(kid.i, *_SUBJECTS)):
            yield kid


def _said_of(parse: Parse, i: int) -> Iterator[Link]:
    """ "There are six men in the custody of the militia": what "there is" says of a noun stands behind it."""
    for prep in parse.kids(i, "prep"):
        for noun in parse.kids(prep.i, "pobj"):
            yield Link(noun.i, "state", by(Basis.THERE_IN, noun.text))
    yield from _own(parse, i)


def _attribute(kid: Token) -> Iterator[Link]:
    if kid.tag == "VBN":
        yield Link(kid.i, "object", by(Basis.OWN_PARTICIPLE, kid.text))
    elif kid.tag == "VBG":
        yield Link(kid.i, "subject", by(Basis.OWN_PARTICIPLE, kid.text))
    yield Link(kid.i, "state", by(Basis.OWN_ADJECTIVE, kid.text))


def _relative(parse: Parse, verb: Token) -> Iterator[Link]:
    role: Role = "object"
    for kid in parse.kids(verb.i):
        if kid.tag in ("WDT", "WP") and kid.dep in _SUBJECTS:
            role = "object" if is_passive(parse, verb.i) else "subject"
    yield Link(verb.i, role, by(Basis.RELATIVE_CLAUSE, verb.text))
    yield from _verbs(parse, verb, role, by(Basis.RELATIVE_CLAUSE, verb.text))


# ---------------------------------------------------------------- sentences that are no sentences


def _fragment(parse: Parse, i: int) -> Iterator[Link]:
    """ "The death toll rose to 46", "a toll of 46": a number that a noun predicate is measured by."""
    token = parse.tokens[i]
    head = parse.head(token)
    if token.dep in _SUBJECTS:
        return
    if token.dep == "pobj" and parse.head(head).lower in ("down", "up"):  # "is down to 140"
        head = parse.head(head)
    if token.dep == "pobj" and parse.head(head).tag.startswith("V"):
        head = _figuring(parse, head) or parse.head(head)
    if head.tag.startswith("V"):
        figures = ("nsubjpass", "dobj") if head.lemma in words("beside", "figuring") else ("nsubj", "nsubjpass", "dobj")
        for noun in parse.kids(head.i, *figures):
            if head.lemma == "be" and _of_persons(parse, noun):  # "half of the dead were over 60": an age
                continue
            if noun.i != i and head.lemma in words("beside", "measuring"):
                yield Link(noun.i, "of", by(Basis.MEASURE_OF, noun.text))
                yield from _inner(parse, noun)


def _figuring(parse: Parse, prep: Token) -> Token | None:
    """ "Put the number of villagers arrested in the raid at 100": the verb that gives the figure, over others."""
    if prep.lower not in ("at", "to"):
        return None
    return next((up for up in parse.above(prep) if up.lemma in words("beside", "figuring") and up.i < prep.i), None)


def _of_persons(parse: Parse, noun: Token) -> bool:
    """Whether a subject is the persons themselves or a share of them, no figure that counts them."""
    shares = noun.lower in words("nouns", "share", "counted")
    return shares and any(prep.lower == "of" for prep in parse.kids(noun.i, "prep"))


def _headline(parse: Parse, i: int) -> Iterator[Link]:
    """ "Rivals swap 230 prisoners": without a finite verb in sight, the word right before the number may be one."""
    if any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in parse.tokens):
        return
    first = min([t.i for kid in parse.kids(i) if kid.i < i for t in parse.subtree(kid.i) if _is_number(t)], default=i)
    if 0 < first < i or (first == i and _is_number(parse.tokens[i])):
        yield Link(first - 1, "object", by(Basis.HEADLINE_VERB))


def _is_number(token: Token) -> bool:
    return token.tag == "CD"


def _inner(parse: Parse, noun: Token) -> Iterator[Link]:
    """ "The number of people killed rose to 46", "the number of dead": the words inside a counting noun."""
    for prep in parse.kids(noun.i, "prep"):
        for inner in parse.kids(prep.i, "pobj"):
            said = f"{noun.text} {prep.text} {inner.text}"
            yield Link(inner.i, "of", by(Basis.MEASURE_OF, said))
            yield Link(inner.i, "state", by(Basis.MEASURE_OF, said))
            for kid in parse.kids(inner.i, "acl"):
                yield Link(kid.i, "object", by(Basis.MEASURE_OF, f"{said} {kid.text}"))
