"""Did it happen? Negation, future, plan, condition: what the words around a predicate do to it."""

from dataclasses import dataclass

from wirebook.reading.nlp import Parse, Token
from wirebook.reading.words import words
from wirebook.types import Status


@dataclass(frozen=True, slots=True)
class Modality:
    """How real a predicate is made: its status, whether it is negated, whether it stands only as a possibility."""

    status: Status
    negated: bool = False
    hypothetical: bool = False


def modality_of(parse: Parse, predicate: int) -> Modality:
    """Read the auxiliaries, negation and governing verbs of a predicate."""
    token = parse.tokens[predicate]
    chain = [token, *_governing(parse, token)]
    negated = any(_negated(parse, t) for t in chain[:2])
    auxiliaries = {aux.lower for t in chain[:2] for aux in parse.kids(t.i, "aux")}
    hypothetical = bool(auxiliaries & words("modality", "hypothetical", "voice")) or _conditional(parse, chain)
    hypothetical = hypothetical or _attempted(parse, token)
    planned = bool(auxiliaries & words("modality", "planned", "voice")) or _planned(parse, token)
    return Modality("planned" if planned else "happened", negated, hypothetical)


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
    return any(k.lower in ("no", "neither", "nobody", "none") for k in parse.kids(token.i, "det", "nsubj", "nsubjpass"))


def _conditional(parse: Parse, chain: list[Token]) -> bool:
    conditions = words("modality", "conditions", "voice")
    return any(mark.lower in conditions for t in chain for mark in parse.kids(t.i, "mark", "advmod"))


def _attempted(parse: Parse, token: Token) -> bool:
    """ "Authorities tried to recover two hostages": nobody says that they did."""
    if token.dep == "conj" and not parse.kids(token.i, "nsubj", "nsubjpass", "aux"):
        token = parse.head(token)
    head = parse.head(token)
    return token.dep == "xcomp" and head.lemma in words("modality", "attempts", "voice")


def _planned(parse: Parse, token: Token) -> bool:
    """ "plans to send", "agreed to release", "the aim of sending", "to be delivered"."""
    if token.dep == "conj" and not parse.kids(token.i, "nsubj", "nsubjpass", "aux"):
        token = parse.head(token)  # "called on them to cease fire and withdraw"
    head = parse.head(token)
    to = any(aux.lower == "to" for aux in parse.kids(token.i, "aux"))
    if to and (token.dep == "acl" or (token.dep == "xcomp" and head.lemma == "be")):
        return True
    if to and token.dep in ("xcomp", "ccomp", "advcl", "relcl"):
        return head.lemma in words("modality", "plan_verbs", "voice") or token.dep in ("relcl", "advcl")
    return False
