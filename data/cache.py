"""Answers of the warehouse, kept while they are true: for pages and routes alike."""

from functools import lru_cache
from typing import TYPE_CHECKING

import queries
from data import warehouse

if TYPE_CHECKING:
    import pandas as pd

ANSWERS = 256


def frame(name: str, /, **params: object) -> "pd.DataFrame":
    """The rows of `queries/<name>.sql`; shared with other callers, so never changed in place.

    Args:
        name: A query, as `queries.names` lists them.
        params: Its parameters; lists are taken as tuples.
    """
    key = tuple(
        (param, tuple(value) if isinstance(value, list) else value)
        for param, value in sorted(params.items())
    )
    return _answer(warehouse.shared().version, name, key)


@lru_cache(maxsize=ANSWERS)
def _answer(version: int, name: str, params: tuple[tuple[str, object], ...]) -> "pd.DataFrame":
    """Kept by the warehouse's version, so that what is written shows at once, everywhere."""
    asked = {param: list(value) if isinstance(value, tuple) else value for param, value in params}
    with warehouse.shared().cursor() as cursor:
        return queries.run(cursor, name, **asked)
