"""What happens in the ledger while somebody looks: server-sent events."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress

from starlette.concurrency import run_in_threadpool

from wirebook.ledger.errors import LedgerError
from wirebook.outputs.web.state import Room

_EVERY = 1.0  # seconds from one look at the ledger to the next
_ALIVE = 15  # looks after which a word is sent, so that nobody takes the line for dead


async def events(room: Room, since: int | None, address: str = "") -> AsyncIterator[str]:
    """An event "head" for each time the journal is found to have grown: its last number, and how many lines are new.

    It ends when the page does, or the ledger cannot be asked: who follows asks again.
    """
    with room.watched(address) as watched, suppress(LedgerError):
        head = await run_in_threadpool(room.reading.head_number)
        last = head if since is None else min(since, head)  # a number from another ledger is none of this one
        yield f"retry: 3000\n: the journal is at {head}\n\n" if watched else "retry: 60000\n: too many follow\n\n"
        quiet = 0
        while watched and not room.stopping.is_set():
            if head > last:
                yield f"id: {head}\nevent: head\ndata: {json.dumps({'head': head, 'new': head - last})}\n\n"
                last, quiet = head, 0
            quiet += 1
            if quiet % _ALIVE == 0:
                yield ": still here\n\n"
            await asyncio.sleep(_EVERY)
            head = await run_in_threadpool(room.reading.head_number)
