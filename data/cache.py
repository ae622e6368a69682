"""Answers of the warehouse, kept while they are true: for pages and routes alike."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from data import engine, warehouse
from data.latest import Latest

if TYPE_CHECKING:
    import pandas as pd

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

ANSWERS = 512
FEW = 20  # rows of a frame that are read sooner than asked for
KEPT = 64  # of what is reckoned from answers, by each function


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
    version = warehouse.shared().version

    def make() -> tuple[Any, ...]:
        kept = _frames.kept(version, (name, asked))
        if kept is not None and len(kept) <= FEW:
            return tuple(kept.itertuples(index=False))
        return engine.rows(name, **bound(dict(asked)))

    return _tuples(version, (name, asked), make)


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
