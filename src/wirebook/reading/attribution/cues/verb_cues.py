"""Who says it and how: cues of testimony, their sources, and how far each reaches.

A cue's scope is the part of the sentence that it vouches for. What is testimony and what only sounds like it is decided
by the verb's list (data) and by whether it has content; a number outside every scope belongs to nobody here.
"""

from dataclasses import replace

from wirebook.reading.attribution.cues.cue import Cue, make_cue
from wirebook.reading.attribution.cues.figure_cues import is_in_phrase, phrase_cue
from wirebook.reading.attribution.cues.inverted_cues import closing_cue
from wirebook.reading.attribution.cues.non_sources import is_unsaid, names_nobody
from wirebook.reading.attribution.cues.phrase_cues import according, citing, counted_by, presenting, quoted_as_saying
from wirebook.reading.attribution.cues.scope import spans_of, whole, without
from wirebook.reading.syntax.parser import Parse, Token
from wirebook.reading.words import stances, words
from wirebook.types import Span, Stance

_VERB_SUBJECTS = ("nsubj", "nsubjpass")
_CONTENT = ("ccomp", "parataxis", "xcomp")
_COUNT = "count"
_TELLING = ("tell", "inform", "assure")


def find_cues(parse: Parse, text: str) -> list[Cue]:
    """All cues of one parsed sentence, in text order. `text` is the whole report."""
    found: list[Cue] = []
    for token in parse.tokens:
        cue = according(parse, token, text) or counted_by(parse, token, text) or citing(parse, token, text)
        cue = cue or quoted_as_saying(parse, token, text) or presenting(parse, token, text)
        cue = cue or _said(parse, token, text)
        if cue:
            found.append(cue)
    found = [_of_cited(parse, cue, found) for cue in found]
    closing = closing_cue(parse, text, {cue.token: cue for cue in found})
    return [*(cue for cue in found if cue.token != closing.token), closing] if closing else found


def _said(parse: Parse, token: Token, text: str) -> Cue | None:
    if is_in_phrase(parse, token):
        return phrase_cue(parse, token, text)
    verb = token.tag.startswith("V")
    of_this = _of_this(parse, token, text) if verb and _points(parse, token) else None
    return of_this or _of_deed(parse, token, text) or _of_toll(parse, token, text) or _verb(parse, token, text)


def _of_cited(parse: Parse, cue: Cue, found: list[Cue]) -> Cue:
    """ "The UN said, citing the ministry, that …": whom the speaker cites vouches for all that the speaker says."""
    if cue.kind != "citing":
        return cue
    above = {up.i for up in parse.above(parse.tokens[cue.token])}
    by = next((other for other in found if other.kind in ("verb", "closing") and other.token in above), None)
    return replace(cue, scope=by.scope) if by else cue


# ---------------------------------------------------------------- "X said …", "…, X said"


def _points(parse: Parse, verb: Token) -> bool:
    """Whether what is said is only pointed at: "This was reported by …", "The governor announced this"."""
    passive = any(k.lower in ("this", "it", "that") for k in parse.kids(verb.i, "nsubjpass"))
    return passive or any(k.lower == "this" for k in parse.kids(verb.i, "dobj"))


def _of_this(parse: Parse, token: Token, text: str) -> Cue | None:
    """ "This was reported by the ministry", "… in the air force", "… in a summary by the staff": who said it.

    Translated reports begin so, and go on in the name of whoever it was.
    """
    stance = stances().get(token.lemma)
    if stance is None:
        return None
    how = (stance, token, "this", Span(token.start, token.end))
    nouns = [noun for prep in parse.kids(token.i, "agent", "prep") for noun in parse.kids(prep.i, "pobj")]
    nouns = [*parse.kids(token.i, "nsubj"), *nouns]
    made = (make_cue(parse, noun, text, how, whole(parse)) for noun in nouns if _can_speak(parse, noun))
    found = next((cue for cue in made if cue and not cue.generic and cue.source.kind != "unknown"), None)
    return replace(found, work=True) if found else None


def _of_deed(parse: Parse, token: Token, text: str) -> Cue | None:
    """ "The group claimed responsibility for the attack": its word, but for these words alone, not for the toll."""
    if token.lemma not in words("performative", "owning", "voice") or not token.tag.startswith("V"):
        return None
    owned = next((kid for kid in parse.kids(token.i, "dobj") if kid.lemma in words("mute", "claimed", "voice")), None)
    subject = _speaker(parse, token)
    if owned is None or subject is None or not _can_speak(parse, subject):
        return None
    how: tuple[Stance, Token, str, Span] = ("claims", token, "deed", Span(token.start, token.end))
    found = make_cue(parse, subject, text, how, (Span(token.start, owned.end),))
    return replace(found, main=False) if found else None


def _of_toll(parse: Parse, token: Token, text: str) -> Cue | None:
    """ "The ministry raised the toll to 46", "gave a figure of 12": whoever keeps a count says what it is."""
    nouns = words("toll", "nouns", "voice")
    if token.lemma in words("toll", "revising", "voice"):
        nouns = nouns | words("toll", "numbers", "voice")
    elif token.lemma not in words("toll", "verbs", "voice"):
        return None
    counted = token.tag.startswith("V") and any(kid.lemma in nouns for kid in parse.kids(token.i, "dobj"))
    subject = _speaker(parse, token)
    if not counted or subject is None or not _can_speak(parse, subject):
        return None
    stance = stances().get(token.lemma, "states")
    how: tuple[Stance, Token, str, Span] = (stance, token, "verb", Span(token.start, token.end))
    found = make_cue(parse, subject, text, how, _scope(parse, token, subject))
    known = found is not None and (found.source.kind != "unknown" or found.generic)
    return found if known else None


def _verb(parse: Parse, token: Token, text: str) -> Cue | None:
    stance = stances().get(token.lemma)
    if stance is None or not token.tag.startswith("V"):
        stance = _gerund(parse, token)
    if stance is None:
        return None
    subject = _speaker(parse, token)
    if subject is None or not _can_speak(parse, subject) or is_unsaid(parse, token):
        return None  # who "has not confirmed" it does not vouch for it
    content = [kid for kid in parse.kids(token.i, *_CONTENT) if kid.dep != "xcomp" or token.lemma == "claim"]
    scope = _scope(parse, token, subject)
    bare = not content
    strict = token.lemma in words("strict", "verbs", "voice") and not _puts(parse, token)
    passive = bool(parse.kids(token.i, "auxpass"))
    does = _does(parse, token)
    ends = _ends(parse, token, subject) and not (strict and does)
    if bare and _is_told_of(parse, token):
        return None
    if bare and strict and (passive or not ends) and not (passive and _tallies(token)):
        return None  # "were released by the army" is no testimony
    if bare and not passive and ((_ends(parse, token, subject) and not does) or _interrupts(parse, token)):
        scope = without(whole(parse), parse.subtree(subject.i))
    found = make_cue(parse, subject, text, (stance, token, "verb", Span(token.start, token.end)), scope)
    if found is None:
        return None
    words_said = [t for kid in content for t in parse.subtree(kid.i)]
    main = token.dep in ("ROOT", "conj", "parataxis") or token.i == _root(parse) or _contrasts(parse, token)
    kind = "this" if _points(parse, token) else "verb"
    if bare and (does or not ends) and token.lemma in words("performative", "verbs", "voice"):
        kind = "act"  # "announced a loan": nobody speaks on
    return replace(found, content=spans_of(sorted(words_said)) or without(scope, [token]), main=main, kind=kind)


def _contrasts(parse: Parse, verb: Token) -> bool:
    """ "…, while the institute said that …": as much a speaker's own sentence as the first."""
    return verb.dep == "advcl" and any(kid.lower in ("while", "whereas") for kid in parse.kids(verb.i, "mark"))


def _gerund(parse: Parse, token: Token) -> Stance | None:
    """ "With the office reporting that 17 are held": a gerund with its clause, which the tagger takes for a noun."""
    if token.tag != "NN" or not token.lower.endswith("ing") or not parse.kids(token.i, "ccomp"):
        return None
    stem = token.lower.removesuffix("ing")
    return stances().get(stem) or stances().get(stem + "e")


def _is_told_of(parse: Parse, verb: Token) -> bool:
    """ "Over 100 villagers reported dead": a participle that the tagger takes for a verb."""
    return verb.lemma == "report" and verb.tag in ("VBD", "VBN") and bool(parse.kids(verb.i, "acomp", "oprd"))


def _does(parse: Parse, verb: Token) -> bool:
    """ "Released 20 prisoners", "continues to push": an object that is no audience, or a deed, is not testimony."""
    objects = parse.kids(verb.i, "dobj")
    if any(aux.lower == "to" for kid in parse.kids(verb.i, "xcomp") for aux in parse.kids(kid.i, "aux")):
        return True
    return any(noun.lower not in words("medium", "nouns", "voice") for noun in objects) and verb.lemma not in _TELLING


def _tallies(verb: Token) -> bool:
    return verb.lemma in words("strict", "tallying", "voice")


def _puts(parse: Parse, verb: Token) -> bool:
    """ "Doctors put the toll at 46", a figure given with "at"; "the U.N. counted 120 deaths", harm that is counted."""
    if verb.lemma in words("strict", "putting", "voice"):
        return any(k.lower == "at" for k in parse.kids(verb.i, "prep"))
    return verb.lemma == _COUNT and any(
        k.lemma in words("facts", "nouns", "modality") for k in parse.kids(verb.i, "dobj")
    )


def _root(parse: Parse) -> int:
    return next((t.i for t in parse.tokens if t.head == t.i), 0)


def _can_speak(parse: Parse, subject: Token) -> bool:
    if names_nobody(parse, subject) or subject.tag == "CD":
        return False  # "no group has claimed it", "neither side said how many"
    if subject.lower in words("heads", "nobody", "voice") and subject.lower != "it":
        return False
    return subject.lemma not in words("mute", "nouns", "voice")


def _speaker(parse: Parse, verb: Token) -> Token | None:
    """The one who speaks: the active subject, the agent of a passive, the subject of the verb that this one joins."""
    if parse.kids(verb.i, "auxpass") or (verb.tag == "VBN" and not parse.kids(verb.i, "aux")):
        agents = [noun for prep in parse.kids(verb.i, "agent") for noun in parse.kids(prep.i, "pobj")]
        return agents[0] if agents else None
    own = parse.kids(verb.i, "nsubj")
    named = [kid for kid in own if kid.tag not in ("WP", "WDT")]
    if own:  # of "which the army said killed 12" the army
        return named[0] if named else parse.head(verb) if verb.dep == "relcl" else None
    if verb.dep in ("conj", "xcomp", "advcl") or verb.tag == "VBG":
        head = parse.head(verb)
        return next(iter(parse.kids(head.i, "nsubj")), None) if head.tag.startswith("V") and head.i != verb.i else None
    return None


def _ends(parse: Parse, verb: Token, subject: Token) -> bool:
    """Whether "…, X said" closes the sentence, but for a time, a medium or a full stop."""
    first = min(verb.i, subject.i)
    rest = [t for t in parse.tokens[max(verb.i, subject.i) + 1 :] if t.tag not in (".", ",", "''", "``", "-RRB-")]
    comma = any(t.tag in (",", "''", ":") or t.text in "\"”’'" for t in parse.tokens[max(0, first - 8) : first])
    return comma and first > 3 and len(rest) <= 14


def _interrupts(parse: Parse, verb: Token) -> bool:
    """ "The attack, officials say, killed 12": a verb between commas with its clause around it."""
    return (
        verb.dep in ("parataxis", "dep", "ROOT", "ccomp")
        and verb.i + 1 < len(parse.tokens)
        and (parse.tokens[verb.i + 1].tag in (",", ":") and verb.i > 2)
    )


def _scope(parse: Parse, verb: Token, subject: Token) -> tuple[Span, ...]:
    """The verb's subtree without the subject and without coordinated clauses that have a speaker of their own."""
    drop = {t.i for t in parse.subtree(subject.i)} if subject.i != parse.head(verb).i else set()
    for kid in parse.kids(verb.i, "conj"):
        if parse.kids(kid.i, *_VERB_SUBJECTS) and kid.lemma != "be" and _speaker(parse, kid):
            drop |= {t.i for t in parse.subtree(kid.i)} if stances().get(kid.lemma) else set()
    for kid in parse.kids(verb.i, "advcl"):
        if kid.end < verb.start and kid.tag == "VBG":
            drop |= {t.i for t in parse.subtree(kid.i)}
    return spans_of([t for t in parse.subtree(verb.i) if t.i not in drop])
