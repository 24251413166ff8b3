"""The first page: the latest nights and stories, what is new since the last visit, and what waits."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from wirebook.outputs.web.api import room_of
from wirebook.outputs.web.charts.balance import counted, side_by_side
from wirebook.outputs.web.render import page
from wirebook.outputs.web.state import Room
from wirebook.types import Fact

router = APIRouter(include_in_schema=False)
_SEEN = "wirebook_seen"
_NIGHTS = 7  # days before the newest report that are shown
_FRONT = 12  # rows of each part
_ROWS = 6  # facts of an account
_YEAR = 60 * 60 * 24 * 366  # seconds


@router.get("/")
def front(request: Request) -> Response:
    """The latest nights and stories, what is new since the last visit, and what waits."""
    room = room_of(request)
    counts = room.drawn.counts()
    since = room.drawn.recent(_NIGHTS)
    recent = room.drawn.balances(since=since, latest=True) if since else ()
    last = request.cookies.get(_SEEN, "")
    seen = int(last) if last.isascii() and last.isdigit() and len(last) < len("1000000000") else 0
    latest = _latest(room, since)
    answer = page(
        request,
        "front",
        counts=counts,
        since=since,
        nights=side_by_side(recent[:_FRONT]),
        verdicts=counted(recent),
        stories=latest,
        news=room.ledger.news(seen, _FRONT) if 0 < seen < counts.head else None,
        waiting=room.ledger.queue(3),
        due=room.ledger.due(packs=room.packs, limit=5),
    )
    answer.set_cookie(_SEEN, str(counts.head), max_age=_YEAR, httponly=True, samesite="strict")
    return answer


def _latest(room: Room, since: str | None) -> list[tuple[str, tuple[Fact, ...]]]:
    """The latest facts of each account."""
    found = []
    for pack in room.packs:
        facts = room.ledger.timeline(account=pack.account, since=since, latest=True, limit=_ROWS) if since else ()
        if facts:
            found.append((pack.title, facts))
    return found
