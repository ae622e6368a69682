"""Asks the warehouse for the one dataset that the reader looks at.

What is kept for every reader (`data.cache.kept`) must not ask here, but names its dataset.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

import queries
from data import cache

if TYPE_CHECKING:
    import pandas as pd


def dataset() -> str:
    """The dataset of the view, as the shell read it; there is none outside a page."""
    return str(st.session_state["view"].dataset)


def frame(name: str, /, **params: object) -> pd.DataFrame:
    """The rows of a query as `data.cache.frame` gives them, of the reader's dataset.

    Args:
        name: A query; where its header lists `$dataset`, that of the view is added.
        params: Its other parameters.
    """
    return cache.frame(name, **_of_dataset(name, params))


def rows(name: str, /, **params: object) -> tuple[Any, ...]:
    """The same rows as named tuples."""
    return cache.rows(name, **_of_dataset(name, params))


def _of_dataset(name: str, params: dict[str, object]) -> dict[str, object]:
    return dict(dataset=dataset(), **params) if queries.takes(name, "dataset") else params
