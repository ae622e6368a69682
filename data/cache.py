"""Answers of the warehouse, kept while they are true: for pages and routes alike."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from data import engine, warehouse

if TYPE_CHECKING:
    import pandas as pd

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

ANSWERS = 256
KEPT = 64  # of what is reckoned from answers, by each function
CELLS = 4_000_000  # of the frames that each of them keeps: about 130 MB


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
        self._lock = Lock()

    def __call__(self, version: int, asked: Hashable, make: Callable[[], Answer]) -> Answer:
        """The answer that is kept, or else the one that is made now.

        Args:
            version: Of the warehouse.
            asked: What the answer follows from.
            make: Makes it; several threads may do so at the same time.
        """
        with self._lock:
            if version != self._version:
                self._version, self._held = version, 0
                self._answers.clear()
            if asked in self._answers:
                self._answers.move_to_end(asked)
                found: Answer = self._answers[asked][0]
                return found
        answer = make()
        cells = _cells(answer)
        with self._lock:
            fits = cells <= self._cells and asked not in self._answers
            if fits and version == self._version:
                self._answers[asked] = (answer, cells)
                self._held += cells
            while len(self._answers) > self._most or self._held > self._cells:
                _asked, (_answer, freed) = self._answers.popitem(last=False)
                self._held -= freed
        return answer


def _cells(answer: object) -> int:
    """How many cells a frame has, or rows as named tuples; what else is kept is small."""
    if isinstance(answer, tuple):
        return len(answer) * len(answer[0]) if answer and isinstance(answer[0], tuple) else 0
    return int(getattr(answer, "size", 0)) if type(answer).__name__ == "DataFrame" else 0


def frame(name: str, /, **params: object) -> "pd.DataFrame":
    """The rows of `queries/<name>.sql`; shared with other callers, so never changed in place.

    Args:
        name: A query, as `queries.names` lists them.
        params: Its parameters; lists are taken as tuples.
    """
    asked = _key(params)
    return _frames(warehouse.shared().version, (name, asked), lambda: fresh(name, **dict(asked)))


def fresh(name: str, /, **params: object) -> "pd.DataFrame":
    """The same rows asked anew and not kept, for large answers that are read once."""
    return engine.frame(name, **bound(params))


def bound(params: dict[str, object]) -> dict[str, object]:
    """The parameters as the warehouse takes them: tuples as lists."""
    return {name: list(v) if isinstance(v, tuple) else v for name, v in params.items()}


def rows(name: str, /, **params: object) -> tuple[Any, ...]:
    """The same rows as named tuples: reading a frame cell by cell costs more than the query."""
    asked = _key(params)

    def make() -> tuple[Any, ...]:
        return engine.rows(name, **bound(dict(asked)))

    return _tuples(warehouse.shared().version, (name, asked), make)


def kept(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """The function with its latest answers kept, by its arguments and the warehouse's version.

    Args:
        function: What it says must follow from its arguments and the warehouse alone.
    """
    answers = Latest(KEPT)

    @wraps(function)
    def ask(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        asked = (args, tuple(sorted(kwargs.items())))
        return answers(warehouse.shared().version, asked, lambda: function(*args, **kwargs))

    return ask


def _key(params: dict[str, object]) -> tuple[tuple[str, object], ...]:
    return tuple(
        (param, tuple(value) if isinstance(value, list) else value)
        for param, value in sorted(params.items())
    )


# By the warehouse's version, so that what is written shows at once, everywhere.
_frames, _tuples = Latest(ANSWERS), Latest(ANSWERS)
