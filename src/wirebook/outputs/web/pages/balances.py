"""Accounts drawn up: event by event, and one source over time."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from wirebook.ledger.balances.by_period import By
from wirebook.outputs.web.api import MONTH, room_of
from wirebook.outputs.web.charts.balance import counted, side_by_side
from wirebook.outputs.web.charts.calendar import calendar, chart, is_of, runs, shown
from wirebook.outputs.web.parameters import LatestQuery, next_cursor, within_days
from wirebook.outputs.web.render import page

router = APIRouter(include_in_schema=False)
_YEAR = 366
_FACTS = 4000  # that a series is looked for in


@router.get("/balances")
def balances(request: Request, asked: LatestQuery, by: By = "night") -> Response:
    """Accounts drawn up, sources side by side."""
    room = room_of(request)
    limits = within_days(room, asked.page(), MONTH)
    found = room.drawn.balances(by=by, **limits)
    shown = found[: asked.limit]
    return page(
        request,
        "balances",
        narrowed=asked,
        limits=asked.shown(),
        since=limits.get("since"),
        by=by,
        groups=side_by_side(shown),
        verdicts=counted(shown),
        next=next_cursor(asked, len(found)),
    )


@router.get("/over-time")
def over_time(request: Request, asked: LatestQuery, run: str = "") -> Response:
    """One source's bulletins as a calendar and a chart, with gaps and breaks."""
    room = room_of(request)
    limits = within_days(room, asked.limits(), _YEAR, most=_FACTS)
    rows = runs(room.drawn.balances(by="day", **limits))
    found = next((one for one in rows if one.key == run), rows[0] if rows else None)
    chosen = found and shown(found)
    breaks = room.drawn.series(**limits) if chosen else ()
    mine = [row for row in breaks if chosen and is_of(chosen, row)]
    return page(
        request,
        "over_time",
        narrowed=asked,
        limits=asked.shown(),
        runs=rows,
        chosen=chosen,
        cut=bool(chosen and found and len(chosen.days) < len(found.days)),
        weeks=calendar(chosen) if chosen else [],
        chart=chart(chosen, mine) if chosen else None,
        rows=mine,
    )
