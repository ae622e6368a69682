"""A page that is of one state of the warehouse from its title to its last figure."""

from __future__ import annotations

import logging

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from data import warehouse

AGAIN = "drawn_again"  # how often in a row
MOST_AGAIN = 3  # somebody who stores without a pause must not keep readers waiting
log = logging.getLogger("atlas")


def draw(page: StreamlitPage, version: int) -> None:
    """Draws the page; from its beginning, where something was stored meanwhile.

    A page asks many questions: what came in between two of them would be in the second alone.

    Args:
        page: One that reads and writes nothing itself.
        version: Of the warehouse, as the run began.
    """
    again = st.session_state.pop(AGAIN, 0)

    def is_mixed() -> bool:
        return again < MOST_AGAIN and warehouse.shared().version != version

    try:
        page.run()
    except Exception:
        if not is_mixed():
            raise
        log.info("a page is drawn again: something was stored meanwhile")
    if is_mixed():
        st.session_state[AGAIN] = again + 1
        st.rerun()
