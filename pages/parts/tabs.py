"""What stands below a page's picture, one part at a time: reckoned only where its tab is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import streamlit as st

from pages.parts import view

Subject = TypeVar("Subject")


def draw(
    page: str, contents: Mapping[str, tuple[str, Callable[[Subject], None]]], subject: Subject
) -> None:
    """Draws tabs, and the content of the one that is open; the address says which.

    Args:
        page: Whose tabs they are.
        contents: Label and what draws it, by code, one of `view.TABS`; the first is open where the
            address names none of them.
        subject: What they are about.
    """
    key = f"{page}-tab"
    labels = {code: label for code, (label, _content) in contents.items()}
    asked = view.current().tab
    st.session_state[key] = labels[asked if asked in labels else next(iter(labels))]
    tabs = st.tabs(
        list(labels.values()),
        key=key,
        on_change=_follow,
        args=(key, {label: code for code, label in labels.items()}),
    )
    for tab, (_label, content) in zip(tabs, contents.values(), strict=True):
        if tab.open:
            with tab:
                content(subject)


def _follow(key: str, codes: dict[str, str]) -> None:
    view.go(tab=codes[st.session_state[key]])
