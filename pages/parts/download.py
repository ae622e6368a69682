"""The CSV of what is seen."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from data import exports
from data.datasets import PUBLISHED
from pages.parts.language import _


def offer_csv(figures: pd.DataFrame, *named: str, label: str = "") -> None:
    """Draws the button that saves `figures`, rows of the view `figure`, as CSV.

    Args:
        figures: What is seen, no more and no less.
        named: What is inside, for the file's name.
        label: What the button says, if it is not what is seen.
    """
    label = label or _("CSV of what is seen (figures: {n})", n=len(figures))
    _offer(label, lambda: exports.csv(figures), *of_dataset(figures), *named)


def offer_table(rows: pd.DataFrame, *named: str, label: str = "") -> None:
    """Draws the button that saves `rows` as they are, for tables that are not figures."""
    label = label or _("CSV of this list (rows: {n})", n=len(rows))
    _offer(label, lambda: exports.table_csv(rows), *of_dataset(rows), *named)


def of_dataset(rows: pd.DataFrame | None) -> tuple[str, ...]:
    """What a file's name begins with where the rows are not of the published dataset."""
    if rows is None or "dataset" not in rows:
        return ()
    return tuple(sorted({*rows["dataset"].dropna()} - {PUBLISHED}))


def _offer(label: str, write: Callable[[], bytes], *named: str) -> None:
    # The file is written when it is asked for, not each time the page is drawn.
    st.download_button(
        label,
        write,
        file_name=exports.file_name(*named),
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )
