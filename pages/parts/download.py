"""The CSV of what is seen."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data import exports
from pages.parts.language import _


def offer_csv(figures: pd.DataFrame, *named: str, label: str = "") -> None:
    """Draws the button that saves `figures`, rows of the view `figure`, as CSV.

    Args:
        figures: What is seen, no more and no less.
        named: What is inside, for the file's name.
        label: What the button says, if it is not what is seen.
    """
    st.download_button(
        label or _("CSV of what is seen (figures: {n})", n=len(figures)),
        lambda: exports.csv(figures),
        file_name=exports.file_name(*named),
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )


def offer_table(rows: pd.DataFrame, *named: str, label: str = "") -> None:
    """Draws the button that saves `rows` as they are, for tables that are not figures."""
    st.download_button(
        label or _("CSV of this list (rows: {n})", n=len(rows)),
        lambda: exports.table_csv(rows),
        file_name=exports.file_name(*named),
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )
