"""What is known of the reader's screen."""

from __future__ import annotations

import streamlit as st

PHONE = 640  # pixels; below this Streamlit puts columns under each other
LIGHT_INK, DARK_INK = "#26343b", "#e8edef"


def is_phone() -> bool:
    """Whether the browser's window was narrow when the page was loaded."""
    width = st.context.cookies.get("viewport", "")
    return width.isdigit() and int(width) < PHONE


def ink() -> str:
    """The colour of text on the page's background."""
    return DARK_INK if st.context.theme.type == "dark" else LIGHT_INK
