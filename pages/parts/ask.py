"""Questions to the warehouse, one cursor each."""

from __future__ import annotations

import pandas as pd

import queries
from data import warehouse


def ask(name: str, /, **params: object) -> pd.DataFrame:
    """The rows of `queries/<name>.sql` with `params`."""
    with warehouse.shared().cursor() as cursor:
        return queries.run(cursor, name, **params)
