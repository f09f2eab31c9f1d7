"""Work in processes of its own: what comes back, and its order, are the same with any number of them."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Self, TypeVar

from toshigaikou_cli.errors import ReadError
from toshigaikou_cli.messages import say

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Shared = TypeVar("Shared")
Work = TypeVar("Work")
Result = TypeVar("Result")

_AHEAD = 2
"""Tasks handed out for each process: one at work, one waiting, so that what lies in memory stays bounded."""


_CHUNK = 500
"""Rows that are worked on at a time: few beside a large sheet, many beside what handing them over takes."""
_WORTH = 2000
"""Rows from which on processes that have yet to begin take less time than they need to start."""


_STOPS = (signal.SIGINT, signal.SIGTERM)


class Died(NamedTuple, Generic[Work]):
    """What is said of a task whose process ended before it was done: killed, or out of memory."""

    task: Work


class Crew(Generic[Shared]):
    """Processes that work for one command, each with ``shared`` at hand; they begin when the first task is handed out, and
    end with the block. Of a ``number`` below 2, this process does all work itself."""

    def __init__(self, shared: Shared, number: int) -> None:
        self.shared, self.number = shared, number
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._dismiss()

    @property
    def at_work(self) -> bool:
        """Whether its processes have begun, so that further work costs no start."""
        return self._pool is not None

    def in_order(
        self, work: Callable[[Shared, Work], Result], tasks: Iterable[Work]
    ) -> Generator[tuple[Work, Result | Died[Work]]]:
        """``work(shared, task)`` of each task, in their order.

        ``work`` is a function of a module; it, the tasks and what it gives are pickled. What it raises is raised here, in its
        turn. Tasks are taken from their iterator as they are handed out, the next before a result is given away. Other
        tasks may be handed out in the meantime.
        """
        if self.number < 2:
            yield from ((task, work(self.shared, task)) for task in tasks)
            return
        coming = iter(tasks)
        waiting = self._handed(work, islice(coming, self.number * _AHEAD))
        while waiting:
            task, future = waiting.popleft()
            done: Result | Died[Work]
            if _is_lost(future):
                done = self._alone(work, task)
                waiting = deque((each, self._again(work, each, future)) for each, future in waiting)
            else:
                done = future.result()
            waiting += self._handed(work, islice(coming, 1))
            yield task, done

    def _handed(
        self, work: Callable[[Shared, Work], Result], tasks: Iterable[Work]
    ) -> deque[tuple[Work, Future[Result]]]:
        return deque((task, self._hand(work, task)) for task in tasks)

    def _hand(self, work: Callable[[Shared, Work], Result], task: Work) -> Future[Result]:
        if self._pool is None:
            self._pool = self._begun(self.number)
        from concurrent.futures import Future
        from concurrent.futures.process import BrokenProcessPool

        try:
            with _undisturbed():  # a process that is begun by half would print what it misses
                return self._pool.submit(_do, work, task)
        except BrokenProcessPool as error:
            lost: Future[Result] = Future()
            lost.set_exception(error)
            return lost

    def _again(
        self, work: Callable[[Shared, Work], Result], task: Work, future: Future[Result]
    ) -> Future[Result]:
        """The future of a task, handed out again where it was lost with a process that died."""
        return future if future.done() and not _is_lost(future) else self._hand(work, task)

    def _alone(self, work: Callable[[Shared, Work], Result], task: Work) -> Result | Died[Work]:
        """Do a task again by itself: of all that were lost with a process, only this shows which one ended it."""
        self._dismiss()
        self._pool = self._begun(1)
        try:
            future = self._hand(work, task)
            return Died(task) if _is_lost(future) else future.result()
        finally:
            self._dismiss()

    def _begun(self, number: int) -> ProcessPoolExecutor:
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        return ProcessPoolExecutor(
            number,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(self.shared, gc.get_threshold()),
        )

    def _dismiss(self) -> None:
        """End all processes, also those that are at work."""
        if self._pool is None:
            return
        import multiprocessing

        at_work = multiprocessing.active_children()
        for process in at_work:
            process.terminate()
        for process in at_work:
            process.join()
        # its thread, too: Python would wake it once more as it exits, when it may just have closed what it is woken by
        self._pool.shutdown(cancel_futures=True)
        self._pool = None


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Whoever stops the command meanwhile (Ctrl-C, SIGTERM) is heard at the end."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    before = {int(number): signal.signal(number, lambda got, _: heard.append(got)) for number in _STOPS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in heard[:1]:
            signal.raise_signal(number)


def is_worth(crew: Crew[Any], rows: int) -> bool:
    """Whether so many rows are better handed to the processes of a crew."""
    return crew.number > 1 and rows > (_CHUNK // 2 if crew.at_work else _WORTH)


def in_chunks(rows: Iterable[Work], number: int, crew: Crew[Any]) -> Iterator[tuple[int, Sequence[Work]]]:
    """So many rows in parts that are worked on at a time, each with the place of its first; each process of a crew has some
    of a short list."""
    coming = iter(rows)
    at, size = 0, max(1, min(_CHUNK, -(-number // max(crew.number, 1))))
    while part := list(islice(coming, size)):
        yield at, part
        at += len(part)


def done_for(
    name: str, crew: Crew[Shared], work: Callable[[Shared, Work], Result], tasks: Iterable[Work]
) -> Generator[Result]:
    """What a crew makes of the tasks of one document, in their order. Raises ReadError, which gives the ``name``, where the
    process of one ended."""
    with closing(crew.in_order(work, tasks)) as coming:
        for _, done in coming:
            if isinstance(done, Died):
                raise killed(name)
            yield done


def killed(name: str) -> ReadError:
    """What is said of a document whose process of work ended."""
    return ReadError(say("the process that read it was killed, or ran out of memory"), where=name)


def _is_lost(future: Future[Any]) -> bool:
    """Whether what was handed out was lost with its process, or called back; waits until it is done."""
    from concurrent.futures.process import BrokenProcessPool

    return future.cancelled() or isinstance(future.exception(), BrokenProcessPool)


_own: dict[str, Any] = {}
"""In a process of work: what is given with each task."""


def _begin(shared: object, thresholds: tuple[int, int, int]) -> None:
    gc.set_threshold(*thresholds)  # as seldom as the process that hands the work out
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # the process that handed the work out is told, and ends this one
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _own.update(shared=shared)


def _end_with_parent() -> None:
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _do(work: Callable[[Any, Any], Any], task: Any) -> Any:
    return work(_own["shared"], task)
