"""Legends as lists: they wrap on a phone and are read aloud like any list."""

from __future__ import annotations

import streamlit as st

from pages.parts.escape import escape


def swatches(entries: list[tuple[str, str, str]], name: str) -> None:
    """Draws a legend.

    Args:
        entries: Colour, label and what follows it in a quieter tone, such as a count.
        name: What the legend is of, for those who hear it.
    """
    items = "".join(
        f'<li style="display:flex;align-items:center;gap:.4em;white-space:nowrap">'
        f'<span style="width:1em;height:1em;border-radius:2px;background:{colour};'
        f'border:1px solid #8a959b;flex:none"></span>'
        f'<span>{escape(label)} <span style="opacity:.7">{escape(quiet)}</span></span></li>'
        for colour, label, quiet in entries
    )
    st.html(
        f'<ul aria-label="{escape(name)}" style="display:flex;flex-wrap:wrap;gap:.3em 1.1em;'
        f'list-style:none;padding:0;margin:0;font-size:.88rem">{items}</ul>'
    )
