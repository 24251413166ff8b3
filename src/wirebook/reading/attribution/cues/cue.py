"""A cue of testimony and the source that it names: the name's characters, its owner, role and medium."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from wirebook.evidence import where_named
from wirebook.fields.data import data_table
from wirebook.fields.party.sources import is_media, is_person_name, is_title, source_actor, source_kind
from wirebook.reading.attribution.cues.works import maker_in
from wirebook.reading.syntax.parser import Parse, Token
from wirebook.reading.words import words
from wirebook.types import Source, Span, Stance

_CLAUSE = re.compile(r",? (?:who|which|whose)\b")
_REST = re.compile(r"(?:-\w+)+|(?<=\s[ae]l)\s[A-Z][\w'’-]+")
_SHORT = re.compile(r"\s\((?=[^()]*[A-Z]{2})[A-Za-z][A-Za-z./&’'-]{1,9}\)")
_MAY_END = r"(?=,| said\b| told\b|\.?\s*$)"


@dataclass(frozen=True, slots=True)
class Cue:
    """A place where somebody vouches for words: the source, the stance, the spans vouched for, and the cue's token.

    `head` is the token that heads the source's name; `generic` says that it names nobody by itself ("the statement").
    `content` are the reported words alone, without the cue, where they could be told apart from the scope; `main` says
    that the cue is the sentence's own, not one in a clause of it; `own` that the speaker speaks of himself ("we"),
    `work` that it is a report, a study or records that tells.
    """

    source: Source
    stance: Stance
    scope: tuple[Span, ...]
    token: int
    head: int
    kind: str
    generic: bool = False
    content: tuple[Span, ...] = ()
    main: bool = True
    own: bool = False
    work: bool = False

    def covers(self, at: int) -> bool:
        """Whether a character offset lies in the scope."""
        return any(start <= at < end for start, end in self.scope)

    def size(self) -> int:
        """The number of characters vouched for: the smaller, the nearer."""
        return sum(end - start for start, end in self.scope)


def make_cue(
    parse: Parse, noun: Token, text: str, how: tuple[Stance, Token, str, Span], scope: tuple[Span, ...]
) -> Cue | None:
    """A cue from the noun that heads its source; `how` is the stance, the cue's token, its kind and its characters."""
    stance, token, kind, cue_span = how
    owner = _owner(parse, noun)
    work = noun.lower in words("heads", "works", "voice")
    head = owner or noun
    start, end = with_short_form(text, _whole_words(text, _without_day(parse, name_span(parse, head))))
    name, role = strip_article(text[start:end]), _role(parse, head, text)
    maker = maker_in(name)
    if maker is not None:  # "health ministry figures" are the ministry's word
        name, end = maker, start + text[start:end].index(maker) + len(maker)
    if not name:
        return None
    kind_, actor = source_kind(name), source_actor(name)
    person = _person_of(head, text, end, name) or _proper_name(parse, head, text) or _name_behind(head, text, end)
    if person is not None:
        name, role = text[person.start : person.end], name
        kind_, actor = kind_ if kind_ != "unknown" else source_kind(name), actor or source_actor(name)
    elif kind_ == "person" and role is not None:  # "Hamid Idris, an RSF spokesman": he speaks for it
        spoken = source_kind(role)
        kind_, actor = spoken if spoken not in ("unknown", "unnamed") else kind_, actor or source_actor(role)
    found = source_at(name, text, Span(start, end), cue_span)
    source = replace(found, kind=kind_, actor=actor, role=role, medium=medium_of(parse, token, text))
    source = replace(source, named=person) if person else source
    generic = owner is None and is_generic(parse, noun)
    own = noun.lower in words("heads", "selves", "voice")
    return Cue(source, stance, scope, token.i, head.i, kind, generic, own=own, work=work)


def source_at(name: str, text: str, span: Span, cue_span: Span) -> Source:
    """The source of a name that a span of the report holds, with the words at the span and at the cue's."""
    return Source(
        name,
        source_kind(name),
        span,
        source_actor(name),
        cue=cue_span.of(text),
        cue_span=cue_span,
        written=span.of(text),
        named=where_named(name, text, span),
    )


def _without_day(parse: Parse, span: Span) -> Span:
    """ "On Sunday Omar Haidar said": the day that the parser takes for a first name."""
    inside = [t for t in parse.tokens if span.start <= t.start < span.end]
    dated = len(inside) > 1 and inside[0].i > 0 and parse.tokens[inside[0].i - 1].lower == "on"
    return Span(inside[1].start, span.end) if dated and inside[0].lower in words("medium", "days", "voice") else span


def with_short_form(text: str, span: Span) -> Span:
    """A name with the short form that stands in brackets behind it: "Sudan Doctors Network (SDN)"."""
    found = _SHORT.match(text, span.end)
    return Span(span.start, found.end()) if found else span


def _person_of(head: Token, text: str, end: int, name: str) -> Span | None:
    """Who holds the office: "the governor of the province, Omar Haidar, said" is Omar Haidar's word."""
    found = _holder().match(text, end)
    if found is None or not is_person_name(found["name"]):
        return None
    return Span(*found.span("name")) if head.tag == "NN" or is_title(head.text) or _is_office(name) else None


@cache
def _person_words() -> str:
    """A person's name of two words or more, with the small ones inside it: "Turki al-Malki", "Omar ibn Khalid"."""
    small = "|".join(sorted(data_table("sources.toml")["title"]["particles"]))
    word = rf"(?:(?:{small})[\s-])*[A-Z][\w.'’]*(?:-\w[\w'’]*)*"
    return rf"{word}(?:\s{word}){{1,4}}"


@cache
def _holder() -> re.Pattern[str]:
    return re.compile(rf",\s(?P<name>{_person_words()}){_MAY_END}")


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"\s(?P<name>{_person_words()})(?=,|\s+[a-z]|\.?\s*$)")


def _name_behind(head: Token, text: str, end: int) -> Span | None:
    """ "The coalition's spokesman Turki al-Malki said": the name behind an office that the parser left outside."""
    found = _behind().match(text, end) if end == head.end and head.text.islower() and is_title(head.text) else None
    return Span(*found.span("name")) if found and is_person_name(found["name"]) else None


def _whole_words(text: str, span: Span) -> Span:
    """A name that ends with a whole word: "Turki al-Malki", which the parser parts at the hyphen."""
    rest = _REST.match(text, span.end) if text[span.start : span.end].strip()[-1:].isalnum() else None
    return Span(span.start, rest.end()) if rest else span


def _is_office(name: str) -> bool:
    """ "Director Army Public Relations", "Commissioner of Police": capitals that begin with a title and name nobody."""
    return is_title(name.split(maxsplit=1)[0]) and not is_person_name(name)


def _proper_name(parse: Parse, head: Token, text: str) -> Span | None:
    """ "The conflict monitor Sudan Watch": the name that stands right behind what it is."""
    if head.tag not in ("NN", "NNS"):
        return None
    for kid in parse.kids(head.i, "appos"):
        span = name_span(parse, kid)
        if kid.tag in ("NNP", "NNPS") and text[head.end : span.start] == " ":
            return with_short_form(text, span)
    return None


def _owner(parse: Parse, noun: Token) -> Token | None:
    """ "The ministry's statement", "a statement by the army", "data from the UN": the one whose words they are."""
    if noun.lower not in words("heads", "carriers", "voice") or noun.lower.startswith("spokes"):
        return None
    for kid in parse.kids(noun.i, "poss", "compound", "nmod"):
        if kid.dep == "poss" or (kid.tag == "NNP" and source_kind(kid.text) not in ("unknown", "person")):
            return kid
    for prep in parse.kids(noun.i, "prep", "agent"):
        if prep.lower in ("from", "by", "of"):
            for owner in parse.kids(prep.i, "pobj"):
                if owner.lower in words("heads", "carriers", "voice"):
                    return _owner(parse, owner)  # "the findings of the UN's report"
                if source_kind(owner.text) != "unknown" or owner.tag in ("NNP", "NNPS"):
                    return owner
    return _maker(parse, noun)


def _maker(parse: Parse, noun: Token) -> Token | None:
    """ "A statement issued by the army"; one that was "seen by Reuters" is not the agency's."""
    for kid in parse.kids(noun.i, "acl"):
        handed_on = kid.lemma in words("handling", "verbs", "voice")
        if handed_on and noun.lemma in words("handling", "nouns", "voice"):
            continue
        for prep in parse.kids(kid.i, "agent"):
            return next(iter(parse.kids(prep.i, "pobj")), None)
    return None


def is_generic(parse: Parse, noun: Token) -> bool:
    """A pronoun, a carrier of words, or a definite common noun without anything that says which ("the ministry")."""
    if noun.tag.startswith("PRP") or noun.lower in words("heads", "pronouns", "voice"):
        return True
    kids = parse.kids(noun.i)
    named = any(
        k.tag in ("NNP", "NNPS", "JJ", "NN", "CD", "VBN")
        for k in kids
        if k.dep in ("compound", "amod", "nmod", "appos")
    )
    named = named or any(k.dep == "poss" or (k.dep == "prep" and not _in_words(parse, k)) for k in kids)
    if noun.lower in words("heads", "carriers", "voice"):
        return not any(k.dep in ("compound", "poss") or k.tag == "NNP" or _whose(k) for k in kids)
    return noun.tag in ("NN", "NNS") and not named and any(k.lower in ("the", "its", "that", "this") for k in kids)


def _in_words(parse: Parse, prep: Token) -> bool:
    """ "The military in a statement said": the medium is no part of the name."""
    carriers = words("heads", "carriers", "voice")
    return prep.lower == "in" and any(noun.lower in carriers for noun in parse.kids(prep.i, "pobj"))


def _whose(kid: Token) -> bool:
    """ "A spokesman for the militia", "a statement from the port": what follows says whose words they are."""
    return kid.dep == "prep" and kid.lower in ("for", "of", "from", "by")


def name_span(parse: Parse, head: Token) -> Span:
    """The name's characters: the noun with what stands before it, and "of …", "for …" after it."""
    keep = [head]
    for kid in parse.kids(head.i):
        if kid.dep in words("grammar", "outside_names") and not (
            kid.dep == "prep" and kid.lower in ("of", "for", "in") and kid.i > head.i and not _in_words(parse, kid)
        ):
            continue
        if kid.dep == "poss" and kid.tag == "PRP$":
            continue
        keep += _plain_subtree(parse, kid)
    keep.sort()
    run = [t for t in keep if (t.i <= head.i or t.i - head.i < 12) and not t.blank]
    return Span(run[0].start, run[-1].end)


def _plain_subtree(parse: Parse, token: Token) -> Iterator[Token]:
    yield token
    for kid in parse.kids(token.i):
        if kid.dep not in ("relcl", "acl", "appos", "punct", "advcl"):
            yield from _plain_subtree(parse, kid)


def strip_article(name: str) -> str:
    """A name without a leading article, and without the possessive's ending."""
    words_ = name.strip().split()
    while words_ and words_[0].lower() in words("heads", "before_names", "voice"):
        words_ = words_[1:]
    name_ = _CLAUSE.split(" ".join(words_), maxsplit=1)[0]
    if "(" in name_ and ")" not in name_:
        name_ += ")"  # the parser leaves the mark outside
    return name_.removesuffix("'s").removesuffix("’s").strip(" ,;:")


def _role(parse: Parse, head: Token, text: str) -> str | None:
    for kid in parse.kids(head.i, "appos"):
        span = name_span(parse, kid)
        return strip_article(text[span.start : span.end])
    return None


def medium_of(parse: Parse, verb: Token, text: str) -> str | None:
    """ "in a statement", "on Telegram", "told a briefing": where or how it was said."""
    for kid in parse.kids(verb.i, "prep", "dobj", "dative"):
        nouns = parse.kids(kid.i, "pobj") if kid.dep == "prep" else [kid]
        for noun in nouns:
            span = name_span(parse, noun)
            name = text[span.start : span.end]
            if noun.lower in words("medium", "nouns", "voice") or (verb.lemma == "tell" and is_media(name)):
                return name if kid.dep != "prep" else f"{kid.text} {name}"
    return None
