"""Which rows of a sheet are its header and its figures."""

from __future__ import annotations

import streamlit as st

from data.imports.layout import Layout
from data.imports.workbook import Sheet
from pages.parts.language import _

Rows = tuple[int, int]


def choose_rows(sheet: Sheet, layout: Layout, key: str) -> tuple[Rows, Rows]:
    """The rows of the header and of the figures, from 0 with their end, after drawing the fields.

    Args:
        sheet: Says how many there are.
        layout: Says what is taken now.
        key: Tells these fields from others.
    """
    height = max(sheet.cells.num_rows, 1)
    given = {
        _("Header: first row"): layout.header[0] + 1,
        _("Header: last row"): layout.header[1],
        _("Figures: first row"): layout.rows[0] + 1,
        _("Figures: last row"): layout.rows[1],
    }
    with st.container(horizontal=True, gap="small"):
        first, last, begin, end = (
            st.number_input(
                label,
                min_value=0,
                max_value=height,
                value=min(max(now, 0), height),
                step=1,
                width=150,
                key=f"{key}_{place}",
            )
            for place, (label, now) in enumerate(given.items())
        )
    header = (max(first - 1, 0), max(first - 1, last, 0))
    begin = max(begin - 1, header[1])
    return header, (begin, max(begin, end))
