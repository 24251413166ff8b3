"""A pool of processes on one machine. Outcomes come in the order of the inputs, for any number of workers."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache

from wirebook.intake.files import STDIN, shown
from wirebook.pipeline import Desk, Outcome, Settings, open_desk, read_path, read_paths
from wirebook.types import Problem

_AHEAD = 8  # reports handed to each worker beforehand: enough to keep it busy, few enough to keep memory small


def read_many(paths: Iterable[str], desk: Desk, jobs: int = 1) -> Iterator[Outcome]:
    """Read files with `jobs` processes; one outcome for each path, in order, the same for any number of jobs.

    A worker that the system kills (out of memory, say) costs the report that it died of and no other.
    """
    if jobs <= 1:
        yield from read_paths(paths, desk)
        return
    queue = _Queue(desk.settings, jobs)
    try:
        for path in paths:
            if len(queue.waiting) >= jobs * _AHEAD:
                yield queue.next()
            queue.put(path, read_path(path, desk) if path == STDIN else None)
        while queue.waiting:
            yield queue.next()
    finally:
        queue.close()


class _Queue:
    """Reports on their way through the pool, oldest first."""

    def __init__(self, settings: Settings, jobs: int) -> None:
        self.settings = settings
        self.jobs = jobs
        self.waiting: deque[tuple[str, Future[Outcome] | Outcome]] = deque()
        self.pool = self._new_pool(jobs)

    def _new_pool(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))

    def put(self, path: str, done: Outcome | None) -> None:
        """Hand a path to the pool, or keep a place for an outcome that is there already."""
        try:
            self.waiting.append((path, done or self.pool.submit(_work, self.settings, path)))
        except BrokenProcessPool:
            self._recover()
            self.put(path, done)

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
        self.waiting = deque((path, self._finished(path, result)) for path, result in self.waiting)
        self.pool = self._new_pool(self.jobs)

    def _finished(self, path: str, result: "Future[Outcome] | Outcome") -> Outcome:
        if isinstance(result, Outcome):
            return result
        if result.done() and not result.cancelled() and result.exception() is None:
            return result.result()
        with self._new_pool(1) as pool:
            try:
                return pool.submit(_work, self.settings, path).result()
            except BrokenProcessPool:
                what = "the process that read it was ended by the system, perhaps for want of memory"
                return Outcome(shown(path), problem=Problem(shown(path), what, "try fewer --jobs, or split it"))

    def close(self) -> None:
        """End the workers; what nobody waited for is dropped."""
        self.pool.shutdown(wait=True, cancel_futures=True)


@cache
def _desk(settings: Settings) -> Desk:
    return open_desk(settings)


def _work(settings: Settings, path: str) -> Outcome:
    return read_path(path, _desk(settings))
