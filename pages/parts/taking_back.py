"""Taking back what was stored: a button, which asks once more before it does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from data.access import pace
from pages.parts import visitors
from pages.parts.language import _

ASKED = "undo_asked"  # the button that was pressed


def offer(key: str, question: str, undo: Callable[..., None], *args: Any) -> None:
    """Draws the button, and right behind it the question, so that the next key reaches it.

    Args:
        key: Tells this button from others.
        question: As markdown, its texts escaped.
        undo: What takes it back.
        args: For it.
    """
    is_asked = st.session_state.get(ASKED) == key
    turned = "" if is_asked else key
    st.button(_("Take back …"), icon=":material/undo:", key=key, on_click=_ask, args=(turned,))
    if not is_asked:
        return
    with st.container(border=True):
        st.markdown(question)
        st.button(
            _("Yes, take it back"),
            key=f"{key}_yes",
            type="primary",
            on_click=_done,
            args=(undo, args),
        )


def _ask(key: str) -> None:
    st.session_state[ASKED] = key


def _done(undo: Callable[..., None], args: tuple[Any, ...]) -> None:
    st.session_state.pop(ASKED, None)
    if visitors.is_within(pace.WRITING):
        undo(*args)
