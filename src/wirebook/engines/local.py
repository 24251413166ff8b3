"""A pool of processes on one machine. Outcomes come in the order of the inputs, for any number of workers."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache

from wirebook.intake import InputItem
from wirebook.intake.transport.files import shown
from wirebook.pipeline import Desk, Outcome, Settings, open_desk, open_inputs, read_inputs, read_item
from wirebook.types import Problem

_AHEAD = 8  # reports handed to each worker beforehand: enough to keep it busy, few enough to keep memory small


def read_many(names: Iterable[str], desk: Desk, jobs: int = 1) -> Iterator[Outcome]:
    """Read all that some names hold with `jobs` processes; an outcome for each report, in order, whatever `jobs` is.

    A worker that the system kills (out of memory, say) costs the report that it died of and no other.
    """
    if jobs <= 1:
        yield from read_inputs(names, desk)
        return
    queue = _Queue(desk.settings, jobs)
    try:
        for item in open_inputs(names, desk.settings):
            if len(queue.waiting) >= jobs * _AHEAD:
                yield queue.next()
            queue.put(item)
        while queue.waiting:
            yield queue.next()
    finally:
        queue.close()


class _Queue:
    """Reports on their way through the pool, oldest first."""

    def __init__(self, settings: Settings, jobs: int) -> None:
        self.settings = settings
        self.jobs = jobs
        self.waiting: deque[tuple[InputItem | Outcome, Future[Outcome] | Outcome]] = deque()
        self.pool = self._new_pool(jobs)

    def _new_pool(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))

    def put(self, item: InputItem | Outcome) -> None:
        """Hand an item to the pool, or keep a place for an outcome that is there already."""
        try:
            done = item if isinstance(item, Outcome) else self.pool.submit(_work, self.settings, item)
            self.waiting.append((item, done))
        except BrokenProcessPool:
            self._recover()
            self.put(item)

    def next(self) -> Outcome:
        """The oldest outcome, waited for."""
        _, result = self.waiting[0]
        if isinstance(result, Outcome):
            self.waiting.popleft()
            return result
        try:
            outcome = result.result()
        except BrokenProcessPool:
            self._recover()
            return self.next()
        self.waiting.popleft()
        return outcome

    def _recover(self) -> None:
        """A worker died: read what was under way one by one, so that the report it died of is known."""
        self.pool.shutdown(wait=False, cancel_futures=True)
        self.waiting = deque((item, self._finished(item, result)) for item, result in self.waiting)
        self.pool = self._new_pool(self.jobs)

    def _finished(self, item: InputItem | Outcome, result: "Future[Outcome] | Outcome") -> Outcome:
        if isinstance(item, Outcome) or isinstance(result, Outcome):
            return result if isinstance(result, Outcome) else result.result()
        if result.done() and not result.cancelled() and result.exception() is None:
            return result.result()
        with self._new_pool(1) as pool:
            try:
                return pool.submit(_work, self.settings, item).result()
            except BrokenProcessPool:
                what = "the process that read it was ended by the system, perhaps for want of memory"
                where = shown(item.origin)
                return Outcome(where, problem=Problem(where, what, "try fewer --jobs, or split it"))

    def close(self) -> None:
        """End the workers; what nobody waited for is dropped."""
        self.pool.shutdown(wait=True, cancel_futures=True)


@cache
def _desk(settings: Settings) -> Desk:
    return open_desk(settings)


def _work(settings: Settings, item: InputItem) -> Outcome:
    return read_item(item, _desk(settings))
