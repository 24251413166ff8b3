"""Two columns of prose on a page of a PDF document, where the file has their lines by turns: left first, then right."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

_LINES = 4  # of each column, at the least
_WORDS = 0.6  # of a column that a line of prose fills; cells of a table fill less
_STEPS = 40  # places looked at for the gap between the columns


class _Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float


def columns_of(page: Any) -> list[str] | None:
    """The texts of a page in reading order: above its columns, left, right, below them; none without columns.

    `page` is pdfium's page of text. Only columns that the file has line by line by turns are put in order: where it
    has one after the other, its order is right.
    """
    boxes = [_Box(*page.get_rect(number)) for number in range(page.count_rects())]
    gap = _gap(boxes)
    if gap is None:
        return None
    inside = [box for box in boxes if box.right <= gap or box.left >= gap]
    across = [box for box in boxes if box not in inside]
    top, bottom = max(box.top for box in inside), min(box.bottom for box in inside)
    if any(bottom < (box.top + box.bottom) / 2 < top for box in across):
        return None
    ends = _Box(min(box.left for box in boxes), 0, max(box.right for box in boxes), max(box.top for box in boxes))
    parts = (
        (ends.left, top, ends.right, ends.top),
        (ends.left, bottom, gap, top),
        (gap, bottom, ends.right, top),
        (ends.left, min(box.bottom for box in boxes), ends.right, bottom),
    )
    wanted = [part for part in parts if part[3] - part[1] > 1]
    return [page.get_text_bounded(left, low, right, high) for left, low, right, high in wanted]


def _gap(boxes: Sequence[_Box]) -> float | None:
    """Where a page is parted from top to bottom, with prose on both sides that the file has by turns."""
    if len(boxes) < 2 * _LINES:
        return None
    first, last = min(box.left for box in boxes), max(box.right for box in boxes)
    places = (first + (last - first) * (0.3 + 0.4 * step / _STEPS) for step in range(_STEPS + 1))
    parting = [place for place in places if _parts(boxes, place, first, last)]
    return max(parting, key=lambda place: sum(not box.left < place < box.right for box in boxes), default=None)


def _parts(boxes: Sequence[_Box], place: float, first: float, last: float) -> bool:
    left = [box for box in boxes if box.right <= place]
    right = [box for box in boxes if box.left >= place]
    if min(len(left), len(right)) < _LINES or len(left) + len(right) < 0.8 * len(boxes):
        return False
    turns = sum(
        one.right <= place <= other.left and abs(one.bottom - other.bottom) < (one.top - one.bottom)
        for one, other in pairwise(boxes)
    )
    full = (_filled(left, place - first), _filled(right, last - place))
    return 2 * turns > min(len(left), len(right)) and min(full) > _WORDS


def _filled(boxes: Sequence[_Box], width: float) -> float:
    return median(box.right - box.left for box in boxes) / width
