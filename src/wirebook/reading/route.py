"""The way from a number to the words of its rule, as steps; the first says what it begins with."""

from wirebook.types import Basis, Inference

Route = tuple[Inference, ...]


def by(basis: Basis, *said: str) -> Route:
    """Make a way of one step, with the words of the report that it rests on."""
    return (Inference("rule", basis, words=said),)
