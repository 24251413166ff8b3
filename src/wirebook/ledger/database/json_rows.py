"""The frozen types ↔ plain dicts for JSON, exactly: what comes back equals what went in, all the way down."""

import dataclasses
import types
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache, lru_cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from wirebook.ledger.database.reasons import sentences
from wirebook.types import Basis, Claim, Finding, Inference, Reading, Report

_T = TypeVar("_T")
_Decode = Callable[[Any], Any]


class RowError(ValueError):
    """A dict that does not have the shape of the type it is to become. The message names the field."""


def to_json(obj: Any) -> dict[str, Any]:
    """Any of the frozen types as a dict of what JSON knows; spans and tuples become lists."""
    told = {name: _encode(getattr(obj, name)) for name in _names(obj.__class__)}
    if isinstance(obj, Inference) and not obj.resolver:
        del told["resolver"]  # older readings know none, and their digests are of what they have
    return _with_sentences(obj, told) if isinstance(obj, Claim) else told


def _with_sentences(claim: Claim, told: dict[str, Any]) -> dict[str, Any]:
    """A claim's dict with its reasons as sentences, and beside them the inferences that the sentences are written from.

    Of an older claim, of which only the sentences are known, it is as it was.
    """
    written = sentences(claim.reasons)
    known = claim.reasons != tuple(map(_as_written, written))
    return told | {"reasons": list(written)} | ({"inferences": told["reasons"]} if known else {})


def _as_written(sentence: str) -> Inference:
    return Inference("claim", Basis.AS_WRITTEN, words=(sentence,))


def _with_inferences(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """A claim's dict with its inferences in the place of the sentences; a sentence that has none is one as written."""
    if "inferences" in told:
        return {**{name: value for name, value in told.items() if name != "inferences"}, "reasons": told["inferences"]}
    return {**told, "reasons": [to_json(_as_written(sentence)) for sentence in told.get("reasons", ())]}


def claim_from_json(data: Mapping[str, Any]) -> Claim:
    """The claim that `to_json` made `data` of.

    Raises:
        RowError: when a field is missing, unknown, or of another shape.
    """
    return from_json(Claim, data)


def report_from_json(data: Mapping[str, Any]) -> Report:
    """The report that `to_json` made `data` of.

    Raises:
        RowError: when a field is missing, unknown, or of another shape.
    """
    return from_json(Report, data)


def finding_from_json(data: Mapping[str, Any]) -> Finding:
    """The finding that `to_json` made `data` of.

    Raises:
        RowError: when a field is missing, unknown, or of another shape.
    """
    return from_json(Finding, data)


def reading_from_json(data: Mapping[str, Any]) -> Reading:
    """The reading that `to_json` made `data` of.

    Raises:
        RowError: when a field is missing, unknown, or of another shape.
    """
    return from_json(Reading, data)


def from_json(kind: type[_T], data: Mapping[str, Any]) -> _T:
    """A frozen type of `wirebook.types` from its dict.

    Raises:
        RowError: when a field is missing, unknown, or of another shape.
    """
    try:
        shape: Any = kind
        made: _T = _decoder(shape)(data)
    except (TypeError, ValueError, AttributeError) as error:
        raise RowError(f"this is no {kind.__name__}: {error}") from error
    return made


def _encode(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (str, int, float)):
        return value
    return [_encode(part) for part in value] if isinstance(value, tuple) else to_json(value)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@lru_cache(maxsize=256)
def _decoder(hint: Any) -> _Decode:
    """How a value of this annotation is read back; worked out once for each annotation."""
    origin = get_origin(hint)
    if dataclasses.is_dataclass(hint):
        return _dataclass_decoder(hint)
    if origin is Literal:
        return _literal_decoder(get_args(hint))
    if origin in (Union, types.UnionType):
        return _optional_decoder(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if origin is tuple:
        return _tuple_decoder(get_args(hint))
    return _span_decoder(hint) if hasattr(hint, "_fields") else _plain_decoder(hint)


def _dataclass_decoder(kind: Any) -> _Decode:
    decoders: dict[str, _Decode] = {}  # filled at the first use, because a source may hold a source

    def decode(data: Mapping[str, Any]) -> Any:
        if not decoders:
            decoders.update({name: _decoder(hint) for name, hint in get_type_hints(kind).items()})
        data = _with_inferences(data) if kind is Claim else data
        unknown = data.keys() - decoders.keys()
        if unknown:
            raise ValueError(f"unknown field {min(unknown)!r}")
        return kind(**{name: decoders[name](value) for name, value in data.items()})

    return decode


def _optional_decoder(hint: Any) -> _Decode:
    inner = _decoder(next(part for part in get_args(hint) if part is not types.NoneType))

    def decode(value: Any) -> Any:
        return None if value is None else inner(value)

    return decode


def _tuple_decoder(parts: tuple[Any, ...]) -> _Decode:
    inner = [_decoder(part) for part in parts if part is not Ellipsis]

    def decode_many(value: Any) -> Any:
        return tuple([inner[0](part) for part in value])

    def decode_each(value: Any) -> Any:
        return tuple([decode(item) for decode, item in zip(inner, value, strict=True)])

    return decode_many if parts[-1] is Ellipsis else decode_each


def _span_decoder(kind: Any) -> _Decode:
    def decode(value: Any) -> Any:
        return kind(*value)

    return decode


def _literal_decoder(allowed: tuple[Any, ...]) -> _Decode:
    def decode(value: Any) -> Any:
        if value not in allowed:
            raise ValueError(f"{value!r} is none of {', '.join(map(str, allowed))}")
        return value

    return decode


def _plain_decoder(kind: Any) -> _Decode:
    accepted = (int, float) if kind is float else (kind,)

    def decode(value: Any) -> Any:
        if not isinstance(value, accepted):
            raise TypeError(f"{value!r} is no {kind.__name__}")
        return value

    return decode
