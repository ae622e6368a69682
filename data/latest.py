"""The latest answers, each made once however many threads ask for it, and few at a time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager, suppress
from threading import BoundedSemaphore, Lock, local
from typing import Any, TypeVar

from data import engine

Answer = TypeVar("Answer")

AT_ONCE = 2  # threads that make answers
CELLS = 4_000_000  # of the frames that are kept: about 130 MB

_turns, _own = BoundedSemaphore(AT_ONCE), local()


class Latest:
    """Answers to what was asked of one version of the warehouse, the latest of them.

    Those of an older version go as soon as anything is asked of a newer one. A single answer that
    is larger than all may be together is not kept.

    Args:
        most: How many answers are kept.
        cells: How many cells their frames may have together.
    """

    def __init__(self, most: int, cells: int = CELLS) -> None:
        self._most, self._cells = most, cells
        self._version, self._held = 0, 0
        self._answers: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._begun: dict[tuple[int, Hashable], Future[Any]] = {}
        self._lock = Lock()

    def __call__(self, version: int, asked: Hashable, make: Callable[[], Answer]) -> Answer:
        """The answer that is kept, that another thread is making, or else one made now.

        Args:
            version: Of the warehouse.
            asked: What the answer follows from.
            make: Makes it; must not ask for the same.
        """
        while True:
            with self._lock:
                found = self._found(version, asked)
                begun = self._begun.get((version, asked))
            if found:
                kept: Answer = found[0]
                return kept
            if begun:
                with suppress(CancelledError):  # its thread failed, maybe for a reason of its own
                    made: Answer = begun.result()
                    return made
                continue
            with turn():
                with self._lock:
                    if self._found(version, asked) or (version, asked) in self._begun:
                        continue
                    self._begun[version, asked] = Future()
                return self._make(version, asked, make)

    def kept(self, version: int, asked: Hashable) -> Any | None:
        """The answer if it is kept; None where it would have to be made."""
        with self._lock:
            found = self._found(version, asked)
        return found[0] if found else None

    def _found(self, version: int, asked: Hashable) -> tuple[Any] | None:
        if version != self._version:
            self._version, self._held = version, 0
            self._answers.clear()
        if asked not in self._answers:
            return None
        self._answers.move_to_end(asked)
        return (self._answers[asked][0],)

    def _make(self, version: int, asked: Hashable, make: Callable[[], Answer]) -> Answer:
        try:
            answer = make()
        except BaseException:
            self._end(version, asked).cancel()
            raise
        self._keep(version, asked, answer)
        self._end(version, asked).set_result(answer)
        return answer

    def _keep(self, version: int, asked: Hashable, answer: object) -> None:
        cells = _cells(answer)
        with self._lock:
            if cells <= self._cells and version == self._version:
                self._answers[asked] = (answer, cells)
                self._held += cells
            while len(self._answers) > self._most or self._held > self._cells:
                _asked, (_answer, freed) = self._answers.popitem(last=False)
                self._held -= freed

    def _end(self, version: int, asked: Hashable) -> Future[Any]:
        with self._lock:
            return self._begun.pop((version, asked))


@contextmanager
def turn() -> Iterator[None]:
    """Lets few threads reckon at a time: many would share one interpreter, and all be late.

    A thread whose turn it is keeps it for all that it asks meanwhile. Nobody waits where an engine
    elsewhere does the work.
    """
    if getattr(_own, "turn", False) or engine.address():
        yield
        return
    _turns.acquire()
    _own.turn = True
    try:
        yield
    finally:
        if not getattr(_own, "stays", False):
            _end_turn()


@contextmanager
def one_turn() -> Iterator[None]:
    """Within it a thread keeps its first turn to the end: it need not queue for each answer.

    What is kept is still read without any.
    """
    _own.stays = True
    try:
        yield
    finally:
        _own.stays = False
        if getattr(_own, "turn", False):
            _end_turn()


def _end_turn() -> None:
    _own.turn = False
    _turns.release()


def _cells(answer: object) -> int:
    """How many cells a frame has, or rows as named tuples; what else is kept is small."""
    if isinstance(answer, tuple):
        return len(answer) * len(answer[0]) if answer and isinstance(answer[0], tuple) else 0
    return int(getattr(answer, "size", 0)) if type(answer).__name__ == "DataFrame" else 0
