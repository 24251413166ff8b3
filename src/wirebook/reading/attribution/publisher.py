"""A bulletin whose publisher is a body: what it tells in nobody's name, that body tells.

The air force's own bulletin names no source, for it is one; a newspaper's report without a source has none.
"""

from dataclasses import replace

from wirebook.fields.party.sources import is_media, source_actor, source_kind
from wirebook.types import Basis, Claim, Inference, Report, Source, Span

_OF_A_PARTY = ("military", "government", "police", "armed_group", "un")
_OF_ITSELF = ("rescue", "hospital", "monitor")
_RESOLVED = "the publisher of the report"


def told_by_publisher(claims: list[Claim], report: Report) -> list[Claim]:
    """The claims, those in nobody's name with the body that publishes the report as their source, if a body does.

    Such a source has no words in the text: its span is empty, at the beginning of the claim's sentence.
    """
    name = (report.publisher or "").strip()
    kind, actor = source_kind(name), source_actor(name)
    body = bool(name) and not is_media(name) and (kind in _OF_ITSELF or (kind in _OF_A_PARTY and actor is not None))
    if not body:
        return claims
    return [claim if claim.source else _told(claim, name, kind, actor) for claim in claims]


def _told(claim: Claim, name: str, kind: str, actor: str | None) -> Claim:
    at = claim.evidence[0].start
    source = Source(name, kind, Span(at, at), actor, resolved=_RESOLVED)
    published = Inference("source", Basis.PUBLISHER, name)
    reasons = tuple(published if one.slot == "source" else one for one in claim.reasons)
    return replace(claim, source=source, reasons=reasons)
