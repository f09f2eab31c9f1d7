"""Work in processes of its own: what comes back, and its order, are the same with any number of them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, Generic, NamedTuple, TypeVar

Shared = TypeVar("Shared")
Work = TypeVar("Work")
Result = TypeVar("Result")

_AHEAD = 2
"""Tasks handed out for each process: one at work, one waiting, so that what lies in memory stays bounded."""


class Died(NamedTuple, Generic[Work]):
    """What is said of a task whose process ended before it was done: killed, or out of memory."""

    task: Work


def in_order(
    work: Callable[[Shared, Work], Result], shared: Shared, tasks: Iterable[Work], number: int
) -> Generator[tuple[Work, Result | Died[Work]]]:
    """``work(shared, task)`` of each task, in their order, by so many processes; by this one where the number is below 2.

    ``work`` is a function of a module; it, ``shared`` and what it gives are pickled. What it raises is raised here, in its
    turn. Tasks are taken from their iterator as they are handed out. All processes end when the iterator does, however it does.
    """
    if number < 2:
        yield from ((task, work(shared, task)) for task in tasks)
        return
    crew = _Crew(work, shared, number)
    coming = iter(tasks)
    waiting: deque[tuple[Work, Future[Result]]] = deque()
    try:
        while True:
            waiting.extend((task, crew.hand(task)) for task in islice(coming, number * _AHEAD - len(waiting)))
            if not waiting:
                break
            task, future = waiting.popleft()
            try:
                done: Result | Died[Work] = future.result()
            except BrokenProcessPool:
                done = crew.alone(task)
                waiting = deque((each, _again(crew, each, future)) for each, future in waiting)
            yield task, done
    finally:
        crew.dismiss()


def _again(crew: _Crew[Shared, Work, Result], task: Work, future: Future[Result]) -> Future[Result]:
    """The future of a task, handed out again where it was lost with a process that died."""
    lost = not future.done() or isinstance(future.exception(), BrokenProcessPool)
    return crew.hand(task) if lost else future


class _Crew(Generic[Shared, Work, Result]):
    """Processes that do one kind of work."""

    def __init__(self, work: Callable[[Shared, Work], Result], shared: Shared, number: int) -> None:
        self._work, self._shared, self._number = work, shared, number
        self._pool = self._made(number)

    def _made(self, number: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            number,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(self._work, self._shared),
        )

    def hand(self, task: Work) -> Future[Result]:
        try:
            return self._pool.submit(_do, task)
        except BrokenProcessPool as error:
            lost: Future[Result] = Future()
            lost.set_exception(error)
            return lost

    def alone(self, task: Work) -> Result | Died[Work]:
        """Do a task again by itself: of all that were lost with a process, only this shows which one ended it."""
        self.dismiss()
        self._pool = self._made(1)
        try:
            return self.hand(task).result()
        except BrokenProcessPool:
            return Died(task)
        finally:
            self.dismiss()
            self._pool = self._made(self._number)

    def dismiss(self) -> None:
        """End all processes, also those that are at work."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        at_work = multiprocessing.active_children()
        for process in at_work:
            process.terminate()
        for process in at_work:
            process.join()


_own: dict[str, Any] = {}
"""In a process of work: what it does, and what that is given with each task."""


def _begin(work: Callable[[Any, Any], Any], shared: object) -> None:
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # the process that handed the work out is told, and ends this one
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _own.update(work=work, shared=shared)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _do(task: Any) -> Any:
    return _own["work"](_own["shared"], task)
