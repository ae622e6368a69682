"""Lists on the page of teams, each with the file of it."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from pages.parts import view
from pages.parts.download import offer_table
from pages.parts.language import _
from pages.parts.wording import number

ROW, HEAD, MOST_HEIGHT = 35, 38, 420  # pixels
LETTER, AROUND = 6.3, 16  # pixels of a letter of a head, and beside it
MOST_STYLED = 300  # rows; writing each number ourselves costs too much for more


def draw(
    shown: pd.DataFrame,
    file: pd.DataFrame,
    *named: str,
    key: str,
    alt: str,
    follow: Callable[[int], None] | None = None,
) -> None:
    """Draws a list with the file of it.

    Args:
        shown: What is seen.
        file: The same with ids, sources and the dataset.
        named: What is inside, for the file's name.
        key: Of the list on the page.
        alt: What the list is of, for those who do not see it.
        follow: Goes where the row at a place leads; rows cannot be chosen if left out.
    """
    numbers = list(shown.select_dtypes("number"))
    data: object = shown
    plainly = {}
    if len(shown) <= MOST_STYLED:
        written = {name: lambda value: number(value, 1) for name in numbers}
        data = shown.style.format(written, na_rep="")
    else:
        plainly = {
            name: st.column_config.NumberColumn(format="plain", help=name) for name in numbers
        }
    st.dataframe(
        data,
        hide_index=True,
        height=min(ROW * len(shown) + HEAD, MOST_HEIGHT),
        key=key,
        alt=alt,
        placeholder="–",
        column_config={
            name: st.column_config.Column(width=round(LETTER * len(name)) + AROUND, help=name)
            for name in numbers
        }
        | plainly,
        selection_mode="single-row",
        on_select=(lambda: _follow(key, follow)) if follow else "ignore",
    )
    offer_table(file, *named, label=_("CSV of this list (rows: {n})", n=number(len(file), 0)))


def _follow(key: str, follow: Callable[[int], None]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    if rows:
        follow(rows[0])


def open_place(area_id: str) -> None:
    """Moves the page to another place."""
    view.go(areas=(area_id,), opened="", within="")
