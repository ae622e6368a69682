"""What is known of the reader's screen."""

from __future__ import annotations

import streamlit as st

PHONE = 640  # pixels; below this Streamlit puts columns under each other
LIGHT_INK, DARK_INK = "#26343b", "#e8edef"
CONFIG = {"displayModeBar": False, "scrollZoom": False}  # of every Plotly chart


def is_phone() -> bool:
    """Whether the browser's window was narrow when the page was loaded."""
    width = st.context.cookies.get("viewport", "")
    return width.isdigit() and int(width) < PHONE


def is_dark() -> bool:
    """Whether the page has a dark background."""
    return bool(st.context.theme.type == "dark")


def ink() -> str:
    """The colour of text on the page's background."""
    return DARK_INK if is_dark() else LIGHT_INK
