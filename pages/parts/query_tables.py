"""The tables that can be asked, each with its columns."""

from __future__ import annotations

import streamlit as st

from data.publish.described import described
from pages.parts.escape import escape
from pages.parts.language import _, either
from pages.parts.reader import kept_for_reader


def draw() -> None:
    """Draws a line that opens for each table, and the rules of adding up."""
    st.subheader(_("Tables"))
    for view in described():
        with st.expander(view):
            st.markdown(_columns(view))
    st.caption(
        _(
            "Datasets are never added together. What is cumulative is added over places, never "
            "over months; ratios are reckoned from the sums of both parts. A missing value is not "
            "zero: say of how many a sum is."
        )
    )


@kept_for_reader
def _columns(view: str) -> str:
    about = described()[view]
    columns = [
        f"- **{escape(column.name)}** {escape(column.type)}: {escape(either(column.vi, column.en))}"
        for column in about.columns
    ]
    return "\n".join([escape(either(about.vi, about.en)), "", *columns])
