"""Did it happen? Negation, future, plan, demand, attempt, condition: what the words around a predicate do to it.

The predicate is a verb ("to free 12") or a noun ("the release of 12"); what governs either decides. The words are in
data/words/en/modality.toml.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from wirebook.reading.attribution.cues.non_sources import names_nobody
from wirebook.reading.syntax.parser import Parse, Token
from wirebook.reading.words import table, words
from wirebook.types import Stance, Status

_FILE = "modality"


@dataclass(frozen=True, slots=True)
class Modality:
    """How real a predicate is made: its status, whether it is negated, whether it stands only as a possibility.

    `doubt` is the stance of what is only feared ("estimates") or alleged ("claims"); `word` is the word that decided,
    or empty.
    """

    status: Status
    negated: bool = False
    hypothetical: bool = False
    doubt: Stance | None = None
    word: str = ""


def modality_of(parse: Parse, predicate: int) -> Modality:
    """Read the auxiliaries, the negation and what governs a predicate."""
    token = parse.tokens[predicate]
    chain = [token, *_governing(parse, token)]
    negated = any(_negated(parse, t) for t in chain[:2])
    guess = next((t.text for t in chain[1:] if t.tag == "VBN" and t.lemma in words("guessed", "verbs", _FILE)), "")
    alleged = next((kid.text for kid in parse.kids(predicate, "amod") if _is_alleged(kid)), "")
    unreal = next(_unreal(parse, token, chain), None)
    plan = next(_planned(parse, token, chain), None)
    word = (unreal or plan or guess or alleged) if not negated else ""
    doubt: Stance | None = "estimates" if guess else "claims" if alleged else None
    return Modality("planned" if plan else "happened", negated, unreal is not None, doubt, word)


def _is_alleged(token: Token) -> bool:
    return token.lower in words("alleged", "adjectives", _FILE)


def describes_ground(parse: Parse, predicate: int) -> bool:
    """ "They shelled valleys where no fighting had been seen": a clause that says what a place is like."""
    token = parse.tokens[predicate]
    chain = [token, *_governing(parse, token)]
    return any(t.dep == "relcl" and any(k.lower == "where" for k in parse.kids(t.i, "advmod")) for t in chain)


def _governing(parse: Parse, token: Token) -> list[Token]:
    """The verbs that a predicate is a complement of, or shares its auxiliaries with."""
    chain: list[Token] = []
    while token.dep in ("xcomp", "conj", "oprd", "acomp", "attr", "pobj", "dobj", "prep") and len(chain) < 4:
        token = parse.head(token)
        if token.tag.startswith("V"):
            chain.append(token)
            if token.dep == "xcomp" or token.lemma != "be":
                break
    return chain


def _negated(parse: Parse, token: Token) -> bool:
    if parse.kids(token.i, "neg"):
        return True
    if any(k.lower in ("no", "neither") for k in parse.kids(token.i, "det")):
        return True
    return any(names_nobody(parse, subject) for subject in parse.kids(token.i, "nsubj", "nsubjpass"))


def _unreal(parse: Parse, token: Token, chain: list[Token]) -> Iterator[str]:
    """The words that leave a predicate a mere possibility, or say that it failed."""
    yield from _auxiliaries(parse, chain, "hypothetical")
    conditions = words("conditions", "words", _FILE)
    yield from (m.text for t in chain for m in parse.kids(t.i, "mark", "advmod") if m.lower in conditions)
    yield from _under(parse, token, "unfulfilled")
    yield from _under(parse, token, "demanded")


def _planned(parse: Parse, token: Token, chain: list[Token]) -> Iterator[str]:
    """The words that put a predicate into the future: "will send", "plans to send", "the aim of sending"."""
    yield from _auxiliaries(parse, chain, "planned")
    yield from _under(parse, token, "planned")
    token = _first(parse, token)
    head = parse.head(token)
    to = any(aux.lower == "to" for aux in parse.kids(token.i, "aux"))
    if to and (token.dep in ("acl", "relcl", "advcl") or (token.dep == "xcomp" and head.lemma == "be")):
        yield f"to {token.text}"


def _auxiliaries(parse: Parse, chain: list[Token], kind: str) -> Iterator[str]:
    listed = words("auxiliaries", kind, _FILE)
    yield from (aux.text for t in chain[:2] for aux in parse.kids(t.i, "aux") if aux.lower in listed)


def _first(parse: Parse, token: Token) -> Token:
    """ "Called on them to cease fire and withdraw": the first of the verbs that share what governs them."""
    return parse.head(token) if token.dep == "conj" and not parse.kids(token.i, "nsubj", "nsubjpass", "aux") else token


def _under(parse: Parse, token: Token, kind: str) -> Iterator[str]:
    """What governs a predicate, where it is a word of this kind ("planned", "unfulfilled")."""
    token = _first(parse, token)
    head = parse.head(token)
    if token.tag.startswith("V") and token.tag != "VBG" and token.dep in ("xcomp", "ccomp", "acl"):
        if token.dep != "ccomp" or any(aux.lower == "to" for aux in parse.kids(token.i, "aux")):
            yield from _listed(head, kind, "infinitive", "adjectives", "nouns")
        else:
            yield from _listed(head, kind, "clause")
    elif token.tag.startswith("V") and token.dep == "advcl" and kind == "unfulfilled":  # "foiled a plot to kill"
        yield from _listed(head, kind, "object")
    elif token.tag.startswith("N") or token.tag == "VBG":
        yield from (kid.text for kid in parse.kids(token.i, "amod") if any(_listed(kid, kind, "adjectives")))
        yield from _over_event(parse, token, kind)


def _over_event(parse: Parse, event: Token, kind: str) -> Iterator[str]:
    """What governs an event that a noun or a gerund names: "demanded the release", "talks on freeing"."""
    head = parse.head(event)
    if event.dep in ("appos", "npadvmod", "advcl", "acl", "relcl", "ROOT"):
        return
    if event.dep in ("pobj", "pcomp"):
        prep, head = head, parse.head(head)
        if prep.lower in words("facts", "after", _FILE):
            return
    if kind == "planned" and event.lemma not in words("facts", "nouns", _FILE):
        yield from _listed(head, kind, "spoken_of")
    if head.tag.startswith("N"):
        yield from _listed(head, kind, "nouns")
    elif event.dep not in ("nsubj", "csubj"):
        yield from _listed(head, kind, "object", "infinitive" if event.tag == "VBG" else "object")
        yield from _held(parse, head, kind)
    elif head.lemma == "be":
        for told in parse.kids(head.i, "acomp", "attr"):
            yield from _listed(told, kind, "adjectives", "nouns")


def _held(parse: Parse, verb: Token, kind: str) -> Iterator[str]:
    """ "The deal includes the release of 33": what an agreement holds is planned."""
    if kind == "planned" and verb.lemma in words("planned", "holding", _FILE):
        for doer in parse.kids(verb.i, "nsubj"):
            yield from _listed(doer, "planned", "nouns")


def _listed(token: Token, kind: str, *lists: str) -> Iterator[str]:
    kinds = table(_FILE)[kind]
    if any(word in kinds.get(name, ()) for name in lists for word in (token.lemma, token.lower)):
        yield token.text


def status_of(modality: Modality, rule_status: str | None, stance: Stance) -> Status:
    """Did it happen: as the speaker denies or promises it, as the rule says, as the words around the predicate do."""
    if stance == "denies":
        return "denied"
    if rule_status in ("pledged", "pending", "ongoing"):
        return rule_status  # type: ignore[return-value]
    if modality.status == "planned" or stance in ("promises", "plans"):
        return "planned"
    return "happened"


def stance_of(rule_stance: str | None, stance: Stance, *, doubt: Stance | None = None) -> Stance:
    """The rule's stance where the speaker's verb gives no other than a statement; `doubt` of what is feared or alleged.

    What is feared is an estimate, what is alleged a claim.
    """
    if doubt and stance == "states":
        return doubt
    return rule_stance if rule_stance and stance == "states" else stance  # type: ignore[return-value]
